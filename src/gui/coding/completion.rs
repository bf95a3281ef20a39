//! The names that a field offers, below it or above where there is more room.

use super::form::Offer;
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::rows::truncated;
use crate::scene::Face;
use egui::accesskit::Role;
use egui::{Response, Sense, Ui, vec2};

/// Draws `offers` beside the `field`; `picked` is the one that Enter takes. Returns the one that was clicked.
pub(super) fn offers_ui(field: &Response, offers: &[Offer], picked: Option<usize>) -> Option<usize> {
    let mut clicked = None;
    egui::Popup::from_response(field)
        .open(!offers.is_empty())
        .close_behavior(egui::PopupCloseBehavior::IgnoreClicks)
        .width(field.rect.width())
        .gap(2.0)
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (index, offer) in offers.iter().enumerate() {
                if offer_ui(ui, offer, picked == Some(index)) {
                    clicked = Some(index);
                }
            }
        });
    clicked
}

fn offer_ui(ui: &mut Ui, offer: &Offer, is_picked: bool) -> bool {
    let palette = palette_of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::CLICK);
    if is_picked || response.hovered() {
        ui.painter().rect_filled(rect, 5.0, color32(palette.raised));
    }
    let kind =
        ui.painter().layout_no_wrap(offer.kind.clone(), font(Face::Regular, text::SMALL), color32(palette.weak_ink));
    let room = rect.width() - kind.size().x - 24.0;
    let face = if is_picked { Face::SemiBold } else { Face::Regular };
    let name = truncated(ui, &offer.name, face, text::TEXT, palette.ink, room.max(40.0));
    let middle = |height: f32| (rect.height() - height) / 2.0;
    ui.painter().galley(rect.min + vec2(8.0, middle(name.size().y)), name, color32(palette.ink));
    let at = egui::pos2(rect.max.x - 8.0 - kind.size().x, rect.min.y + middle(kind.size().y));
    ui.painter().galley(at, kind, color32(palette.weak_ink));
    let name = format!("{}, {}", offer.name, offer.kind);
    response.named_choice(Role::ListBoxOption, is_picked, name);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
