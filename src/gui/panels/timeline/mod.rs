//! The timeline under the picture: when everybody said it, and the two clocks.
//!
//! Marks are kept as long as the project, the question and the room are the same: a handle that moves, or another rule,
//! draws only what lies over them. The thing easily got wrong: rows are scrolled, so a place in the window and a place
//! among the marks differ by more than the panel's corner.

mod card;
mod clocks;
mod hands;
mod head;
mod keys;
mod places;
mod play;

use crate::derive::coverage;
use crate::gui::ask::Motion;
use crate::gui::memo::Memo;
use crate::gui::paint::ScenePainter;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, palette_of, theme_of, words};
use crate::gui::widgets::named::Named;
use crate::layout::geometry::{Point, Size};
use crate::layout::timeline::{Grouping, Mark, Timeline, TimelineRequest};
use crate::model::{ActorId, Day, QuestionId, StandingRule};
use crate::scene::{
    Face, HEADROOM, Scene, Target, Theme, TimelineEvent, TimelineSceneRequest, draw_timeline_events, mark_name,
    timeline_events, timeline_marks, timeline_not_yet_known,
};
use crate::session::{Command, Edition, LookCommand, Session, marked_actors};
use crate::view::TimelineLook;
use egui::accesskit::Role;
use egui::{CursorIcon, Frame, Panel, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons;
use hands::Hands;
use places::{Laid, chosen_ring, focus_ring, lowered, placed};
use std::collections::BTreeSet;
use std::sync::Arc;

/// More marks or changes than this are not offered to the keyboard one by one; the arrow keys and the table are.
const MOST_FOCUSABLE: usize = 300;
/// Height of the line above the timeline.
const HEAD: f32 = 32.0;
/// Height of the line that is left when the timeline is put away.
const STRIP: f32 = 30.0;

/// The timeline and what is kept of it between frames.
#[derive(Default)]
pub(crate) struct TimelineView {
    hands: Hands,
    laid: Memo<LayoutInputs, Arc<Timeline>>,
    /// How many sentences answer the question.
    sentences: Memo<(Edition, QuestionId), usize>,
    /// With the marks that are widgets, and their names.
    marks: Kept<MarksInputs, Vec<(StatementRoom, String)>>,
    events: Kept<EventsInputs, Vec<TimelineEvent>>,
    /// With the number of sentences that are not yet known.
    not_yet_known: Kept<NotYetKnownInputs, usize>,
}

/// A mark and the room it takes on the whole timeline, in picture points.
type StatementRoom = (crate::model::StatementId, crate::layout::geometry::Rect);

#[derive(Clone, PartialEq)]
struct LayoutInputs {
    edition: Edition,
    question: QuestionId,
    end: Day,
    grouping: Grouping,
    size: Size,
}

#[derive(PartialEq)]
struct MarksInputs {
    layout: LayoutInputs,
    theme: Theme,
    marked: BTreeSet<ActorId>,
    scrolled: f32,
}

#[derive(PartialEq)]
struct EventsInputs {
    layout: LayoutInputs,
    theme: Theme,
    marked: BTreeSet<ActorId>,
    known_on: Option<Day>,
    rule: StandingRule,
}

#[derive(PartialEq)]
struct NotYetKnownInputs {
    layout: LayoutInputs,
    theme: Theme,
    scrolled: f32,
    known_on: Day,
}

/// A scene and what else follows from its inputs, kept until they change.
struct Kept<Inputs, Found> {
    made: Memo<Inputs, (Arc<Scene>, Found)>,
    painter: ScenePainter,
}

impl<Inputs, Found> Default for Kept<Inputs, Found> {
    fn default() -> Self {
        Self { made: Memo::default(), painter: ScenePainter::default() }
    }
}

impl<Inputs: PartialEq, Found> Kept<Inputs, Found> {
    fn make(&mut self, inputs: Inputs, make: impl FnOnce() -> (Scene, Found)) {
        self.made.get(inputs, || {
            let (scene, found) = make();
            (Arc::new(scene), found)
        });
    }

    /// What was found with the scene that was made last.
    fn found(&self) -> Option<&Found> {
        self.made.last().map(|(_, (_, found))| found)
    }

    fn paint(&mut self, ui: &Ui, rect: Rect) {
        if let Some((_, (scene, _))) = self.made.last() {
            self.painter.paint(ui.painter(), rect, scene);
        }
    }
}

impl TimelineView {
    /// Turns keys into commands.
    pub(crate) fn keys(&mut self, ctx: &egui::Context, session: &Session) -> Vec<Command> {
        keys::timeline_keys(ctx, session, &mut self.hands.player)
    }

    /// The panel below the picture, or the line that is left of it when it is put away.
    pub(crate) fn panel_ui(&mut self, ui: &mut Ui, session: &Session, motion: Motion) -> Vec<Command> {
        let frame = Frame::new().fill(color32(palette_of(ui).paper));
        let height = ui.available_height();
        let grouping = match session.view().timeline {
            TimelineLook::Together => Grouping::Together,
            TimelineLook::ByActor => Grouping::Rows,
            TimelineLook::Hidden => {
                self.hands.player.stop();
                let panel = Panel::bottom("timeline put away").exact_size(STRIP).frame(frame);
                return panel.show(ui, put_away_ui).inner;
            }
        };
        // A panel of its own for rows: they want more room than a pile.
        // In a low window the picture needs its room more.
        let (id, wanted) = match grouping {
            Grouping::Together => ("timeline", height * 0.34 - 56.0),
            Grouping::Rows | Grouping::RowsAtOnce => ("timeline by actor", height * 0.46 - 80.0),
        };
        let most = (height * 0.75).max(100.0);
        // A window of another height is divided anew: the first frame of a program is often drawn in a small one.
        let panel = Panel::bottom((id, (height / 100.0) as u32))
            .resizable(true)
            .default_size(wanted.clamp(112.0, 420.0).min(most))
            .size_range(96.0_f32.min(most)..=most)
            .frame(frame);
        panel.show(ui, |ui| self.ui(ui, session, motion, grouping)).inner
    }

    fn ui(&mut self, ui: &mut Ui, session: &Session, motion: Motion, grouping: Grouping) -> Vec<Command> {
        let whole = ui.available_rect_before_wrap();
        ui.allocate_rect(whole, Sense::hover());
        let plot = Rect::from_min_max(pos2(whole.left(), whole.top() + HEAD), whole.max);
        if plot.width() < 120.0 || plot.height() < 40.0 {
            return Vec::new();
        }
        let inputs = LayoutInputs {
            edition: session.edition(),
            question: session.question().id.clone(),
            end: session.project_facts().end.0,
            grouping,
            size: Size::new(plot.width(), plot.height()),
        };
        let laid = self.lay_out(session, &inputs);
        let view = session.view();
        let marked = marked_actors(session.project(), session.standpoint_facts(), view.selection.as_ref());
        let mut asked = Vec::new();

        let head = Rect::from_min_max(whole.min, pos2(whole.right(), plot.top())).shrink2(vec2(14.0, 0.0));
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(head).layout(layout), |ui| {
            let line = head::HeadLine {
                laid: &laid,
                marked: &marked,
                not_yet_known: view.known_on.and(self.not_yet_known.found().copied()).unwrap_or(0),
                events: (self.events.found().map_or(0, Vec::len), session.standing_changes().changes.len()),
            };
            asked.extend(head::head_ui(ui, session, &mut self.hands, &line));
        });

        let scrolled = scroll_ui(ui, plot, &laid.timeline);
        self.draw(ui, session, &inputs, &laid, &marked, scrolled);
        self.marks.paint(ui, plot);
        if view.known_on.is_some() {
            self.not_yet_known.paint(ui, plot);
        }
        self.events.paint(ui, plot);
        scroll_bar_ui(ui, plot, &laid.timeline, scrolled);

        let (at, played) = self.hands.player.advance(ui, session, motion, &laid.timeline);
        asked.extend(played);
        let drawn = self.events.found().map_or(&[][..], Vec::as_slice);
        clocks::paint_clocks(ui, session, &laid.timeline, drawn, plot, at);
        asked.extend(self.marks_ui(ui, session, &laid.timeline, plot, scrolled));
        asked.extend(self.events_ui(ui, session, &laid.timeline, plot));
        asked.extend(clocks::clocks_ui(ui, session, &mut self.hands, &laid.timeline, plot));
        asked
    }

    fn lay_out(&mut self, session: &Session, inputs: &LayoutInputs) -> Laid {
        let project = session.project();
        let said = || project.statements.values().filter(|statement| statement.question == inputs.question);
        let question = (inputs.edition, inputs.question.clone());
        let sentences = *self.sentences.get(question, || coverage(said()).sentences);
        let LayoutInputs { question, end, grouping, size, .. } = inputs;
        let timeline = self.laid.get(inputs.clone(), || {
            let (end, grouping, size) = (*end, *grouping, *size);
            let request = TimelineRequest { project, question, end, grouping, size, headroom: HEADROOM };
            Arc::new(Timeline::new(&request))
        });
        Laid { timeline: timeline.clone(), sentences }
    }

    /// Brings the scenes up to date, each when its own inputs changed.
    fn draw(
        &mut self,
        ui: &Ui,
        session: &Session,
        layout: &LayoutInputs,
        laid: &Laid,
        marked: &BTreeSet<ActorId>,
        scrolled: f32,
    ) {
        let theme = theme_of(ui.ctx());
        let timeline = laid.timeline.as_ref();
        let (project, question) = (session.project(), session.question());
        let request = TimelineSceneRequest { project, question, timeline, theme, marked, scrolled };
        let layout = || layout.clone();
        let marks = MarksInputs { layout: layout(), theme, marked: marked.clone(), scrolled };
        self.marks.make(marks, || (timeline_marks(&request), widgets(&request)));
        let standpoint = &session.standpoint_facts().standpoint;
        let (known_on, rule) = (standpoint.clock.known_on, standpoint.rule.clone());
        let events = EventsInputs { layout: layout(), theme, marked: marked.clone(), known_on, rule };
        self.events.make(events, || {
            let events = timeline_events(&request, &session.standing_changes().changes);
            (draw_timeline_events(&request, &events), events)
        });
        if let Some(known_on) = known_on {
            self.not_yet_known.make(NotYetKnownInputs { layout: layout(), theme, scrolled, known_on }, || {
                let later = timeline.marks.iter().filter(|mark| mark.printed > known_on);
                let statements = later.filter_map(|mark| project.statements.get(&mark.statement));
                (timeline_not_yet_known(&request, known_on), coverage(statements).sentences)
            });
        }
    }

    /// What the pointer and the keyboard do with marks and the names of rows.
    fn marks_ui(&self, ui: &Ui, session: &Session, timeline: &Timeline, plot: Rect, scrolled: f32) -> Vec<Command> {
        let mut asked = Vec::new();
        let area = placed(plot, timeline.marks_area);
        let response = ui.interact(area, ui.scope_id().with("marks of the timeline"), Sense::click());
        let content = |at: egui::Pos2| Point::new(at.x - plot.min.x, at.y - area.min.y + scrolled);
        let under = response.hover_pos().and_then(|at| timeline.hit(content(at)));
        let mut hovered = under.map(|mark| (response.clone(), mark));
        if let Some(mark) = response.clicked().then_some(under).flatten() {
            asked.push(Command::Look(LookCommand::Open(Target::Statement(mark.statement.clone()))));
        }
        let known_on = session.view().known_on;
        let chosen = match &session.view().selection {
            Some(Target::Statement(id)) => Some(id),
            _ => None,
        };
        for ((statement, room), name) in self.marks.found().into_iter().flatten() {
            let place = placed(plot, *room).intersect(area);
            let response = ui.interact(place, ui.scope_id().with(("mark", statement)), Sense::click());
            let is_known = || {
                let printed = timeline.mark_of(statement).map(|mark| mark.printed);
                known_on.is_none_or(|known_on| printed.is_none_or(|printed| printed <= known_on))
            };
            let name = if is_known() { name.clone() } else { format!("{name}, printed later, not yet known") };
            response.named_choice(Role::Button, chosen == Some(statement), name);
            if response.has_focus() {
                focus_ring(ui, place);
            }
            if response.hovered() {
                hovered = timeline.mark_of(statement).map(|mark| (response.clone(), mark));
            }
            if response.clicked() {
                asked.push(Command::Look(LookCommand::Open(Target::Statement(statement.clone()))));
            }
        }
        if let Some(mark) = chosen.and_then(|id| timeline.mark_of(id)) {
            let room = placed(plot, lowered(timeline, mark.bounds(), scrolled));
            if area.expand(2.0).contains(room.center())
                || matches!(mark.form, crate::layout::timeline::MarkForm::Bar { .. })
            {
                chosen_ring(ui, room.intersect(area.expand(3.0)));
            }
        }
        asked.extend(rows_ui(ui, session, timeline, plot, scrolled));
        if let Some((response, mark)) = hovered
            && !ui.input(|input| input.pointer.any_down())
        {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
            card::mark_card_ui(&response, session, mark);
        }
        asked
    }

    /// What the pointer and the keyboard do with changes of standing.
    fn events_ui(&self, ui: &Ui, session: &Session, timeline: &Timeline, plot: Rect) -> Vec<Command> {
        let mut asked = Vec::new();
        let area = timeline.events_area;
        let strip = area.max.y - crate::layout::timeline::TICK_STRIP;
        for event in self.events.found().into_iter().flatten().take(MOST_FOCUSABLE) {
            let room = event.spot.label.unwrap_or_else(|| {
                crate::layout::geometry::Rect::new(
                    Point::new(event.spot.x - 2.0, strip),
                    Point::new(event.spot.x + 2.0, area.max.y),
                )
            });
            let change = &event.change;
            let id = ui.scope_id().with(("change", &change.actor, change.day.to_string()));
            let place = placed(plot, room).intersect(plot);
            let response = ui.interact(place, id, Sense::click());
            let target = Target::Statement(change.because.clone());
            let chosen = session.view().selection.as_ref() == Some(&target);
            response.named_choice(Role::Button, chosen, &event.name);
            if response.has_focus() {
                focus_ring(ui, place);
            }
            if response.hovered() {
                let tint = color32(palette_of(ui).accent.with_alpha(28));
                ui.painter().rect_filled(place.expand2(vec2(2.0, 0.0)), 4.0, tint);
                ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
                card::event_card_ui(&response, session, event);
            }
            if response.clicked() {
                asked.push(Command::Look(LookCommand::Open(target)));
            }
        }
        asked
    }
}

/// The names of actors open their actors.
fn rows_ui(ui: &Ui, session: &Session, timeline: &Timeline, plot: Rect, scrolled: f32) -> Vec<Command> {
    let mut asked = Vec::new();
    let area = placed(plot, timeline.marks_area);
    let right = timeline.events_area.min.x;
    for row in &timeline.rows {
        let room = crate::layout::geometry::Rect::new(
            Point::new(10.0, row.top),
            Point::new(right - 4.0, row.top + row.height),
        );
        let place = placed(plot, lowered(timeline, room, scrolled)).intersect(area);
        if place.height() < 5.0 {
            continue;
        }
        let target = Target::Actor(row.actor.clone());
        let response = ui.interact(place, ui.scope_id().with(("row", &row.actor)), Sense::click());
        let name = session.project().actor_name(&row.actor);
        let count = crate::derive::count_of(row.count, "statement", "statements");
        let chosen = session.view().selection.as_ref() == Some(&target);
        response.named_choice(Role::Button, chosen, format!("Row of the timeline: {name}, {count}"));
        if response.hovered() || response.has_focus() {
            let tint = color32(palette_of(ui).accent.with_alpha(22));
            ui.painter().rect_filled(place, 4.0, tint);
        }
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            asked.push(Command::Look(LookCommand::Open(target)));
        }
    }
    asked
}

/// How far the rows are scrolled, in whole picture points; 0 where everything is seen.
fn scroll_ui(ui: &mut Ui, plot: Rect, timeline: &Timeline) -> f32 {
    let area = placed(plot, timeline.marks_area);
    if timeline.rows.is_empty() || timeline.content_height <= area.height() + 0.5 {
        return 0.0;
    }
    let mut scrolled = 0.0;
    ui.scope_builder(UiBuilder::new().max_rect(area), |ui| {
        let scroll = ScrollArea::vertical().id_salt("rows of the timeline").auto_shrink(false);
        scroll.show_viewport(ui, |ui, viewport| {
            ui.allocate_space(vec2(area.width() - 12.0, timeline.content_height));
            scrolled = viewport.min.y.round();
        });
    });
    scrolled
}

/// Shows that there are more rows than are seen: the marks are painted over the toolkit's own bar.
fn scroll_bar_ui(ui: &Ui, plot: Rect, timeline: &Timeline, scrolled: f32) {
    let area = placed(plot, timeline.marks_area);
    let whole = timeline.content_height;
    if timeline.rows.is_empty() || whole <= area.height() + 0.5 {
        return;
    }
    let ink = color32(palette_of(ui).silent_ring.with_alpha(150));
    let length = (area.height() * area.height() / whole).max(18.0);
    let way = (area.height() - length).max(0.0) * (scrolled / (whole - area.height())).clamp(0.0, 1.0);
    let handle = Rect::from_min_size(pos2(plot.right() - 8.0, area.top() + way), vec2(5.0, length));
    ui.painter().rect_filled(handle, 3.0, ink);
}

/// The marks that are offered one by one: all that can be seen, or those in focus where there are too many.
fn widgets(request: &TimelineSceneRequest) -> Vec<(StatementRoom, String)> {
    let TimelineSceneRequest { project, question, timeline, marked, scrolled, .. } = request;
    let area = timeline.marks_area;
    let is_few = timeline.marks.len() <= MOST_FOCUSABLE;
    let is_in_focus = |mark: &&Mark| is_few || marked.contains(&mark.actor);
    let rooms = timeline.marks.iter().filter(is_in_focus).filter_map(|mark| {
        let room = lowered(timeline, mark.bounds(), *scrolled);
        // The rectangle of a bar would cover what stands beside it: its dot stands for it.
        let dot = lowered(
            timeline,
            crate::layout::geometry::Rect::from_center_size(mark.dot, Size::new(2.0 * mark.radius, 2.0 * mark.radius)),
            *scrolled,
        );
        (room.min.y >= area.min.y - 1.0 && room.max.y <= area.max.y + 1.0).then_some((mark, dot))
    });
    rooms
        .take(MOST_FOCUSABLE)
        .map(|(mark, room)| ((mark.statement.clone(), room), mark_name(project, question, mark)))
        .collect()
}

/// The line that is left when the timeline is put away: a click brings it back.
fn put_away_ui(ui: &mut Ui) -> Vec<Command> {
    let palette = palette_of(ui);
    let mut asked = Vec::new();
    ui.horizontal_centered(|ui| {
        ui.add_space(gap::LARGE);
        let text = words("When they said it", Face::Medium, text::TEXT).color(color32(palette.weak_ink));
        let button = egui::Button::new(text).frame(false).right_text(icons::ICON_KEYBOARD_ARROW_UP.codepoint);
        let response = ui.add(button).on_hover_text("Show the timeline (Ctrl+L)");
        response.named(Role::Button, "Show the timeline");
        if response.clicked() {
            asked.push(Command::Look(LookCommand::ShowTimeline(TimelineLook::Together)));
        }
    });
    asked
}
