//! The button that matters.

use crate::gui::theme::{color32, palette_of, words};
use crate::scene::Face;
use egui::{Button, Response, Ui, vec2};

/// Height of a button with words, in logical pixels.
const HEIGHT: f32 = 32.0;

/// A button in the accent colour: the one that matters.
pub(crate) fn primary_button(ui: &mut Ui, label: &str) -> Response {
    let palette = palette_of(ui);
    let text = words(label, Face::SemiBold, 13.0).color(color32(palette.on_accent));
    ui.add(Button::new(text).fill(color32(palette.accent)).min_size(vec2(0.0, HEIGHT)))
}
