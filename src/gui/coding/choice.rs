//! The row of stances: five chips with key, sign and label, in the colours of the question's scale.

use super::keys::choose_stance;
use super::state::Coding;
use crate::gui::paint::paint_items;
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of};
use crate::gui::widgets::named::Named;
use crate::layout::geometry::Point;
use crate::model::Stance;
use crate::scene::{Face, StanceLooks, glyph};
use crate::session::Session;
use egui::accesskit::Role;
use egui::{Sense, Stroke, StrokeKind, Ui, vec2};

/// Of a chip, in logical pixels.
const HEIGHT: f32 = 25.0;
const PADDING: f32 = 7.0;
const MARK: f32 = 15.0;
const LABEL_AT: f32 = PADDING + MARK + 4.0;

/// Draws the stances of the question in the form.
pub(super) fn stances_ui(ui: &mut Ui, session: &Session, coding: &mut Coding) {
    let Some(form) = &coding.form else { return };
    let Some(question) = session.project().question(&form.draft.question) else { return };
    let (looks, chosen) = (StanceLooks::of(question), form.draft.stance);
    let palette = palette_of(ui);
    let mut asked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        for (key, stance) in (1..).zip(Stance::ALL) {
            let Some(step) = question.step(stance) else { continue };
            let is_chosen = chosen == Some(stance);
            let ink = if is_chosen { looks.ink_on(stance) } else { palette.ink };
            let face = if is_chosen { Face::SemiBold } else { Face::Medium };
            let label = ui.painter().layout_no_wrap(step.label.clone(), font(face, text::META), color32(ink));
            let figure = ui.painter().layout_no_wrap(
                key.to_string(),
                font(Face::Regular, text::SMALL),
                color32(if is_chosen { ink } else { palette.weak_ink }),
            );
            let size = vec2(LABEL_AT + label.size().x + 4.0 + figure.size().x + PADDING, HEIGHT);
            let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
            let hovered = response.hovered();
            let ground = if is_chosen {
                looks.color(stance)
            } else if hovered {
                palette.raised
            } else {
                palette.card
            };
            let edge = if is_chosen { palette.outline } else { palette.hairline };
            ui.painter().rect(rect, HEIGHT / 2.0, color32(ground), Stroke::new(1.0, color32(edge)), StrokeKind::Inside);
            let center = Point::new(PADDING + MARK / 2.0, HEIGHT / 2.0);
            if is_chosen {
                paint_items(ui.painter(), rect, &glyph(looks.sign(Some(stance)), center, MARK / 2.0, ink));
            } else {
                let mark = egui::Rect::from_center_size(rect.min + vec2(center.x, center.y), vec2(MARK, MARK));
                crate::gui::widgets::stance_mark::paint_mark(ui, mark, &looks, Some(stance));
            }
            let middle = |height: f32| (HEIGHT - height) / 2.0;
            let at = rect.min + vec2(LABEL_AT, middle(label.size().y));
            let end = rect.max.x - PADDING - figure.size().x;
            ui.painter().galley(at, label, color32(ink));
            let at = egui::pos2(end, rect.min.y + middle(figure.size().y));
            ui.painter().galley(at, figure, color32(palette.weak_ink));
            let name = format!("Stance {key}: {}", step.label);
            response.named_choice(Role::RadioButton, is_chosen, &name);
            let hint = format!("{} (key {key})", step.definition);
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(hint).clicked() {
                asked = Some(stance);
            }
        }
    });
    if let Some(stance) = asked {
        choose_stance(session, coding, stance);
    }
}
