//! Buttons of the window: the one that matters, plain ones beside it, signs without words.

use super::named::Named;
use crate::gui::scale::text;
use crate::gui::theme::{color32, icon, palette_of, words};
use crate::scene::Face;
use egui::accesskit::Role;
use egui::{Button, Response, Sense, Ui, vec2};
use egui_material_icons::MaterialIcon;

/// Height of a button with words, in logical pixels.
const HEIGHT: f32 = 32.0;

/// A button in the accent colour: the one that matters.
pub(crate) fn primary_button(ui: &mut Ui, label: &str) -> Response {
    let palette = palette_of(ui);
    let text = words(label, Face::SemiBold, text::TEXT).color(color32(palette.on_accent));
    ui.add(Button::new(text).fill(color32(palette.accent)).min_size(vec2(0.0, HEIGHT)))
}

/// A button beside the one that matters, as high as it.
pub(crate) fn plain_button(ui: &mut Ui, label: &str) -> Response {
    ui.add(Button::new(words(label, Face::Medium, text::TEXT)).min_size(vec2(0.0, HEIGHT)))
}

/// A sign without a frame; its name is read out and stands beside the pointer.
pub(crate) fn icon_button(ui: &mut Ui, sign: MaterialIcon, name: &str) -> Response {
    hinted_icon_button(ui, sign, name, name)
}

/// The same with other words beside the pointer.
pub(crate) fn hinted_icon_button(ui: &mut Ui, sign: MaterialIcon, name: &str, hint: &str) -> Response {
    let text = icon(sign, text::SIGN).color(color32(palette_of(ui).weak_ink));
    let response = ui.add(Button::new(text).frame(false).sense(Sense::click()));
    response.named(Role::Button, name);
    response.on_hover_text(hint)
}
