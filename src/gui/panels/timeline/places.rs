//! Where things lie: among the marks, on the whole timeline, in the window.

use crate::gui::theme::{color32, palette_of};
use crate::layout::geometry::Point;
use crate::layout::timeline::Timeline;
use egui::{Rect, Ui, pos2};
use std::sync::Arc;

/// Where everything lies, and how many sentences it holds.
#[derive(Clone)]
pub(super) struct Laid {
    pub(super) timeline: Arc<Timeline>,
    pub(super) sentences: usize,
}

/// From the coordinates of the marks to those of the whole.
pub(super) fn lowered(
    timeline: &Timeline,
    room: crate::layout::geometry::Rect,
    scrolled: f32,
) -> crate::layout::geometry::Rect {
    let by = Point::new(0.0, timeline.marks_area.min.y - scrolled);
    crate::layout::geometry::Rect::new(room.min + by, room.max + by)
}

/// From the coordinates of the whole to those of the window.
pub(super) fn placed(plot: Rect, room: crate::layout::geometry::Rect) -> Rect {
    Rect::from_min_max(
        pos2(plot.min.x + room.min.x, plot.min.y + room.min.y),
        pos2(plot.min.x + room.max.x, plot.min.y + room.max.y),
    )
}

/// Around what has the keyboard.
pub(super) fn focus_ring(ui: &Ui, place: Rect) {
    let stroke = egui::Stroke::new(2.0, color32(palette_of(ui).accent));
    ui.painter().rect_stroke(place.expand(1.5), 5.0, stroke, egui::StrokeKind::Outside);
}

/// Around the mark whose sentence is open.
pub(super) fn chosen_ring(ui: &Ui, place: Rect) {
    let palette = palette_of(ui);
    let around = place.expand(1.5);
    let radius = (around.height() / 2.0).min(7.0);
    ui.painter().rect_stroke(around, radius, egui::Stroke::new(1.6, color32(palette.ink)), egui::StrokeKind::Outside);
}
