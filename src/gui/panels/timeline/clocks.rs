//! The two handles: the day looked at, and the day by which it had been printed.
//!
//! A drag is one step to take back, however many days it passes. The thing easily got wrong: the knob alone is the
//! handle that has the focus and a name; the pill and the line of the axis are other places to take hold of it.

use super::hands::Hands;
use super::keys;
use super::places::{focus_ring, placed};
use crate::gui::gesture::during;
use crate::gui::paint::paint_items;
use crate::gui::theme::theme_of;
use crate::layout::geometry::{Point, Rect as SceneRect, Size};
use crate::layout::timeline::Timeline;
use crate::scene::{Handle, TimelineEvent, draw_handle, draw_known_on, known_rect, pill_rect};
use crate::session::{Command, Gesture, LookCommand, Session};
use egui::accesskit::Action;
use egui::{CursorIcon, EventFilter, Id, Rect, Response, Sense, Ui};

/// The handle of the day looked at.
pub(super) fn handle_id() -> Id {
    Id::unique("handle of the timeline")
}

/// The handle of the second clock.
pub(super) fn known_id() -> Id {
    Id::unique("second handle of the timeline")
}

fn handle_of(session: &Session, timeline: &Timeline) -> Handle {
    let standpoint_facts = session.standpoint_facts();
    Handle::of(timeline, standpoint_facts.as_of, standpoint_facts.approximate)
}

/// Draws both, over everything else; `at` is where the first is on its way, in picture points.
pub(super) fn paint_clocks(
    ui: &Ui,
    session: &Session,
    timeline: &Timeline,
    events: &[TimelineEvent],
    plot: Rect,
    at: Option<f32>,
) {
    let theme = theme_of(ui.ctx());
    let mut handle = handle_of(session, timeline);
    if let Some(x) = at {
        handle.x = x;
        handle.veil_from = handle.veil_from.max(x);
    }
    let mut items = draw_handle(timeline, theme, &handle, events);
    if let Some(known_on) = session.view().known_on {
        items.extend(draw_known_on(timeline, theme, &Handle::of_knowledge(timeline, known_on)));
    }
    paint_items(&ui.painter_at(plot), plot, &items);
}

/// What pointer, screen reader and focus do with both.
pub(super) fn clocks_ui(
    ui: &Ui,
    session: &Session,
    hands: &mut Hands,
    timeline: &Timeline,
    plot: Rect,
) -> Vec<Command> {
    let mut asked = Vec::new();
    let handle = handle_of(session, timeline);
    let as_of = session.standpoint_facts().as_of;
    let axis_y = timeline.axis_y;
    let left = timeline.events_area.min.x;
    let track = SceneRect::new(Point::new(left, axis_y - 5.0), timeline.corner());
    let track = ui.interact(placed(plot, track), handle_id().with("track"), Sense::click_and_drag());
    if let Some(known_on) = session.view().known_on {
        let known = Handle::of_knowledge(timeline, known_on);
        let plate = placed(plot, known_rect(timeline, &known));
        let response = ui.interact(plate, known_id(), Sense::drag());
        response.widget_info(|| {
            let name = format!("Second handle of the timeline, as known on {}", known_on.in_words());
            egui::WidgetInfo::slider(true, f64::from(known_on.days_since(timeline.axis.start)), name)
        });
        hold(ui, &response, plate);
        if response.drag_started() {
            response.request_focus();
        }
        if let Some((gesture, x)) = dragged(hands, &response, plot, Some(known.x)) {
            let day = timeline.axis.day_at(x);
            if day != known_on {
                asked.push(during(Some(gesture), Command::Look(LookCommand::KnowOn(Some(day)))));
            }
        }
        let hint = "What was printed later is not yet known. Drag it, or press Delete to know everything again";
        told(response.on_hover_cursor(CursorIcon::ResizeHorizontal), hint);
    }
    let pill = placed(plot, pill_rect(timeline, &handle));
    let pill = ui.interact(pill, handle_id().with("pill"), Sense::drag() - Sense::FOCUSABLE);
    let knob = placed(plot, SceneRect::from_center_size(Point::new(handle.x, axis_y), Size::new(20.0, 20.0)));
    let knob_response = ui.interact(knob, handle_id(), Sense::drag());
    knob_response.widget_info(|| {
        let name = format!("Handle of the timeline, as of {}", as_of.in_words());
        egui::WidgetInfo::slider(true, f64::from(as_of.days_since(timeline.axis.start)), name)
    });
    hold(ui, &knob_response, knob);
    let neighbours = [(Action::Decrement, timeline.day_before(as_of)), (Action::Increment, timeline.day_after(as_of))];
    for (action, day) in neighbours {
        if ui.input(|input| input.num_accesskit_action_requests(handle_id(), action)) > 0 {
            asked.extend(day.map(|day| keys::go_to(session, day)));
        }
    }
    for (response, held) in [(&track, None), (&pill, Some(handle.x)), (&knob_response, Some(handle.x))] {
        if response.drag_started() || response.clicked() {
            response.ctx.memory_mut(|memory| memory.request_focus(handle_id()));
            hands.player.stop();
        }
        let at = dragged(hands, response, plot, held);
        let clicked = response.clicked().then(|| response.interact_pointer_pos()).flatten();
        let command = match (at, clicked) {
            (Some((gesture, x)), _) => Some((Some(gesture), x)),
            (None, Some(at)) => Some((None, at.x - plot.min.x)),
            (None, None) => None,
        };
        let Some((gesture, x)) = command else { continue };
        let day = timeline.axis.day_at(x);
        if day != as_of && !(day > session.project_facts().end.0 && as_of == session.project_facts().end.0) {
            let go = keys::go_to(session, day);
            asked.push(during(gesture, go));
        }
    }
    let hint = "Drag to another day. Arrow keys: days on which something was said; Space plays";
    let is_new = !knob_response.has_focus();
    for response in [pill, knob_response] {
        let response = response.on_hover_cursor(CursorIcon::ResizeHorizontal);
        if is_new {
            told(response, hint);
        }
    }
    asked
}

/// Says what to do, unless it is being done.
fn told(response: Response, hint: &str) {
    if !response.has_focus() {
        response.on_hover_text(hint);
    }
}

/// Shows the focus and keeps the arrow keys.
fn hold(ui: &Ui, response: &Response, place: Rect) {
    if response.has_focus() {
        focus_ring(ui, place.shrink(2.0));
    }
    let keeps = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keeps));
}

/// Where a drag has taken the handle that stood at `x` when it began, in picture points, and of which gesture it is. With
/// no `x` the handle comes to the pointer.
fn dragged(hands: &mut Hands, response: &Response, plot: Rect, x: Option<f32>) -> Option<(Gesture, f32)> {
    let gesture = hands.drag.gesture(response)?;
    let at = response.interact_pointer_pos()?.x - plot.min.x;
    if response.drag_started() {
        // The handle keeps its distance to where it was taken hold of: a pill at the edge is not above its handle.
        let origin =
            response.ctx.input(|input| input.pointer.press_origin()).map_or(at, |origin| origin.x - plot.min.x);
        hands.grip = x.map_or(0.0, |x| x - origin);
    }
    Some((gesture, at + hands.grip))
}
