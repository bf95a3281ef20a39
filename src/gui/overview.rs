//! The panel at the left: how the members divide, what is shown, the articles, the saved views.

use super::hemicycle::Hemicycle;
use super::passing::{Passing, Stage};
use super::saved_views::{Thumbnails, saved_views_ui};
use super::stance_mark::paint_mark;
use super::theme::{color32, explain, font, palette_of, section_label, words};
use crate::derive::{count_of, coverage};
use crate::model::Stance;
use crate::scene::{Face, Target, legend_rows};
use crate::session::{Command, Session};
use crate::view::Circle;
use egui::{Align2, Rect, Sense, Ui, pos2, vec2};
use egui_material_icons::icons;

fn overview_ui(ui: &mut Ui, session: &Session, passing: &mut Passing, hemicycle: &mut Hemicycle) -> Vec<Command> {
    let mut asked = Vec::new();
    let tally = &session.of_question().tally;
    let body = session.project().actor_name(&tally.body);
    section_label(ui, &format!("{} members of {body}", tally.members.len()));
    if let Some(command) = hemicycle.ui(ui, session) {
        if let Command::Show(_) = &command {
            passing.stage = Stage::Picture;
        }
        asked.push(command);
    }
    asked.extend(ui.scope(|ui| legend_ui(ui, session)).inner);
    ui.add_space(2.0);
    let note = session.question().consent_note.replace("{members}", &tally.members.len().to_string());
    let silent = tally.with(None).len();
    explain(ui, format!("{note} {silent} have said nothing in these sources."));
    explain(ui, "Striped: contested. Dashed outline: only unnamed sources or the words of others.");
    ui.add_space(8.0);
    ui.separator();
    section_label(ui, "Show");
    asked.extend(ui.scope(|ui| circles_ui(ui, session)).inner);
    asked
}

/// The width of a number column.
const NUMBER: f32 = 30.0;

fn legend_ui(ui: &mut Ui, session: &Session) -> Vec<Command> {
    ui.spacing_mut().item_spacing.y = 2.0;
    let palette = palette_of(ui);
    let mut asked = Vec::new();
    let heads = ui.allocate_exact_size(vec2(ui.available_width(), 14.0), Sense::hover()).0;
    for (text, right) in [("members", heads.right() - 26.0 - NUMBER), ("all", heads.right() - 26.0)] {
        let font = font(Face::Regular, 10.5);
        ui.painter().text(pos2(right, heads.center().y), Align2::RIGHT_CENTER, text, font, color32(palette.weak_ink));
    }
    for stance in legend_rows() {
        asked.extend(legend_row_ui(ui, session, stance));
    }
    asked
}

fn legend_row_ui(ui: &mut Ui, session: &Session, stance: Option<Stance>) -> Vec<Command> {
    let palette = palette_of(ui);
    let of_question = session.of_question();
    let question = session.question();
    let label = question.label(stance);
    let members = of_question.tally.with(stance).len();
    let all = of_question.standings.by_actor.values().filter(|standing| standing.stance == stance).count();
    let hidden = session.view().filters.hidden_stances.contains(&stance);
    let mut asked = Vec::new();

    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 25.0), Sense::hover());
    let id = ui.scope_id().with(("legend", stance));
    let eye = Rect::from_center_size(pos2(row.right() - 9.0, row.center().y), vec2(22.0, 22.0));
    let number = |right: f32| Rect::from_min_max(pos2(right - NUMBER, row.top()), pos2(right, row.bottom()));
    let (all_rect, members_rect) = (number(row.right() - 22.0), number(row.right() - 22.0 - NUMBER));
    let words_rect = Rect::from_min_max(row.min, pos2(members_rect.left(), row.bottom()));

    let whole = ui.interact(words_rect, id, Sense::click());
    whole.widget_info(|| {
        let members = count_of(members, "member", "members");
        let text = format!("Legend: {label}, {members}, {} in all", count_of(all, "actor", "actors"));
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, text)
    });
    let of_members = ui.interact(members_rect, id.with("members"), Sense::click());
    of_members.widget_info(|| {
        let text = format!("{}: {label}", count_of(members, "member", "members"));
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, text)
    });
    let of_all = ui.interact(all_rect, id.with("all"), Sense::click());
    of_all.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::accesskit::Role::Button,
            true,
            format!("{}: {label}", count_of(all, "actor", "actors")),
        )
    });
    let toggle = ui.interact(eye, id.with("eye"), Sense::click());
    toggle.widget_info(|| {
        egui::WidgetInfo::selected(egui::accesskit::Role::CheckBox, true, !hidden, format!("Show {label}"))
    });
    for (response, rect) in [(&whole, words_rect), (&of_members, members_rect), (&of_all, all_rect), (&toggle, eye)] {
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 5.0, color32(palette.raised));
        }
    }

    let ink = if hidden { palette.weak_ink } else { palette.ink };
    let swatch = Rect::from_center_size(pos2(row.left() + 10.0, row.center().y), vec2(19.0, 19.0));
    paint_mark(ui, swatch, stance);
    let painter = ui.painter();
    let at = pos2(row.left() + 27.0, row.center().y);
    let format = egui::TextFormat::simple(font(Face::Regular, 13.0), color32(ink));
    let mut job = egui::text::LayoutJob::single_section(label.to_owned(), format);
    job.wrap = egui::text::TextWrapping::truncate_at_width((words_rect.right() - at.x).max(10.0));
    let galley = painter.layout_job(job);
    painter.galley(at - vec2(0.0, galley.size().y / 2.0), galley, color32(ink));
    for (rect, count, face) in [(members_rect, members, Face::Bold), (all_rect, all, Face::Regular)] {
        let ink = if count == 0 { palette.weak_ink } else { ink };
        let at = pos2(rect.right() - 4.0, rect.center().y);
        painter.text(at, Align2::RIGHT_CENTER, count.to_string(), font(face, 13.0), color32(ink));
    }
    let icon = if hidden { icons::ICON_VISIBILITY_OFF } else { icons::ICON_VISIBILITY };
    let icon_ink = if hidden { palette.ink } else { palette.silent_ring };
    painter.text(eye.center(), Align2::CENTER_CENTER, icon.codepoint, font(Face::Regular, 14.0), color32(icon_ink));

    if toggle.on_hover_text(if hidden { "Show in the picture" } else { "Hide in the picture" }).clicked() {
        asked.push(Command::ToggleStance(stance));
    }
    let definition = match stance {
        Some(stance) => question.step(stance).map(|step| step.definition.clone()).unwrap_or_default(),
        None => "No counted sentence in these sources gives a position".to_owned(),
    };
    if whole.on_hover_text(definition).clicked() || of_all.on_hover_text("Open all of them").clicked() {
        asked.push(Command::Open(Target::EverybodyWith(stance)));
    }
    if of_members.on_hover_text("Open these members").clicked() {
        asked.push(Command::Open(Target::MembersWith(stance)));
    }
    asked
}

fn circles_ui(ui: &mut Ui, session: &Session) -> Vec<Command> {
    let palette = palette_of(ui);
    let mut asked = Vec::new();
    let of_question = session.of_question();
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.spacing_mut().interact_size.y = 23.0;
    for circle in Circle::ALL {
        let of_circle = || {
            let all = session.project().actors.values();
            all.filter(|actor| Circle::of(actor, &of_question.tally.members) == circle)
        };
        let (count, drawn) = (of_circle().count(), of_circle().filter(|of| of_question.shown.contains(&of.id)).count());
        let counted = if drawn == count { count.to_string() } else { format!("{drawn} of {count}") };
        ui.horizontal(|ui| {
            let mut shown = !session.view().filters.hidden_circles.contains(&circle);
            if ui.checkbox(&mut shown, words(circle.label(), Face::Regular, 13.0)).changed() {
                asked.push(Command::ToggleCircle(circle));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(26.0);
                let text = words(counted, Face::Regular, 12.5).color(color32(palette.weak_ink));
                let hint = "Drawn in the picture. People, organisations and groups without a position on the question \
                            are only in the table of actors";
                ui.add(egui::Label::new(text).selectable(false)).on_hover_text(hint);
            });
        });
    }
    let filters = &session.view().filters;
    let hides = !filters.hidden_circles.is_empty() || !filters.hidden_stances.is_empty();
    if hides && ui.link("Show everybody").clicked() {
        asked.push(Command::ShowEverybody);
    }
    asked
}

fn sources_ui(ui: &mut Ui, session: &Session) -> Vec<Command> {
    let mut asked = Vec::new();
    let project = session.project();
    let mut sources: Vec<_> = project.sources.values().map(|source| &source.record).collect();
    sources.sort_by_key(|record| (record.published.date.latest(), record.id.clone()));
    for record in sources {
        let statements = project.statements.values().filter(|statement| statement.source == record.id);
        let read = coverage(statements);
        let outlet = if record.outlet.is_empty() { "outlet not named" } else { record.outlet.as_str() };
        let sentences = count_of(read.sentences, "sentence", "sentences");
        let about = format!("{sentences} · {} · {outlet}", record.published.date.in_words());
        let open = session.view().article.as_ref().is_some_and(|place| place.source == record.id);
        let name = format!("Article: {}. {about}", record.title);
        let row = two_line_row_ui(ui, &record.title, &about, open, &name);
        if row.on_hover_text(format!("{}\n{about}", record.title)).clicked() {
            asked.push(Command::Open(Target::Source(record.id.clone())));
        }
    }
    asked
}

/// With its first letter in capitals.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A row with a title and a line that explains it, both cut where there is no room.
pub(crate) fn two_line_row_ui(ui: &mut Ui, title: &str, about: &str, chosen: bool, name: &str) -> egui::Response {
    let palette = palette_of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 38.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, chosen, name));
    if chosen || response.hovered() || response.has_focus() {
        let fill = if chosen { palette.card } else { palette.raised };
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 6.0, color32(fill));
    }
    let cut = |text: &str, face: Face, size: f32, ink: crate::scene::Color| {
        let mut job = egui::text::LayoutJob::single_section(
            text.to_owned(),
            egui::TextFormat::simple(font(face, size), color32(ink)),
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width());
        ui.painter().layout_job(job)
    };
    let title = cut(title, Face::Medium, 12.5, palette.ink);
    let about = cut(about, Face::Regular, 11.0, palette.weak_ink);
    ui.painter().galley(rect.min + vec2(0.0, 3.0), title, color32(palette.ink));
    ui.painter().galley(rect.min + vec2(0.0, 20.0), about, color32(palette.weak_ink));
    response
}

/// What the panel keeps between frames.
#[derive(Default)]
pub(crate) struct Kept {
    hemicycle: Hemicycle,
    thumbnails: Thumbnails,
}

/// Draws the whole panel with the saved views at its end.
pub(crate) fn panel_ui(ui: &mut Ui, session: &Session, passing: &mut Passing, kept: &mut Kept) -> Vec<Command> {
    let scroll = egui::ScrollArea::vertical().auto_shrink(false);
    let shown = scroll.show(ui, |ui| {
        let mut asked = overview_ui(ui, session, passing, &mut kept.hemicycle);
        ui.add_space(4.0);
        ui.separator();
        asked.extend(saved_views_ui(ui, session, passing, &mut kept.thumbnails));
        ui.add_space(4.0);
        ui.separator();
        section_label(ui, "Sources");
        asked.extend(sources_ui(ui, session));
        asked
    });
    shown.inner
}
