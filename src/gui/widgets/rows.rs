//! Rows that fill the width: a title with a line below it, and a line of text that is one button.
//!
//! Text that does not fit ends in an ellipsis; the name that is read out is always whole.

use super::named::Named;
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of};
use crate::scene::{Color, Face};
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{CursorIcon, Galley, Response, Sense, Ui, vec2};
use std::sync::Arc;

/// One line of `text`, cut to `width`.
pub(crate) fn truncated(ui: &Ui, text: &str, face: Face, size: f32, ink: Color, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.replace('\n', " "), font(face, size), color32(ink));
    job.wrap = TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}

/// Height of a row of two lines, in logical pixels.
pub(crate) const TWO_LINE_ROW: f32 = 38.0;

/// A row with a title and a line that explains it; it is read as `name`.
pub(crate) fn two_line_row_ui(ui: &mut Ui, title: &str, about: &str, is_chosen: bool, name: &str) -> Response {
    let palette = palette_of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), TWO_LINE_ROW), Sense::click());
    response.named_choice(Role::Button, is_chosen, name);
    if is_chosen || response.hovered() || response.has_focus() {
        let fill = if is_chosen { palette.card } else { palette.raised };
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 6.0, color32(fill));
    }
    let title = truncated(ui, title, Face::Medium, text::TEXT, palette.ink, rect.width());
    let about = truncated(ui, about, Face::Regular, text::SMALL, palette.weak_ink, rect.width());
    ui.painter().galley(rect.min + vec2(0.0, 3.0), title, color32(palette.ink));
    ui.painter().galley(rect.min + vec2(0.0, 20.0), about, color32(palette.weak_ink));
    response
}

/// A line that is one button; its bold words look like links. Tells whether it was clicked.
pub(crate) fn line_ui(ui: &mut Ui, parts: &[(String, Face)], size: f32, hint: &str) -> bool {
    let palette = palette_of(ui);
    let mut job = LayoutJob::default();
    for (text, face) in parts {
        let ink = if *face == Face::Bold { palette.accent } else { palette.ink };
        job.append(text, 0.0, TextFormat::simple(font(*face, size), color32(ink)));
    }
    let name = job.text.clone();
    job.wrap.max_width = ui.available_width();
    let galley = ui.painter().layout_job(job);
    let height = galley.size().y + 4.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.named(Role::Button, name);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), 5.0, color32(palette.raised));
    }
    ui.painter().galley(rect.min + vec2(0.0, 2.0), galley, color32(palette.ink));
    response.on_hover_text(hint).on_hover_cursor(CursorIcon::PointingHand).clicked()
}
