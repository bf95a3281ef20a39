//! The strip below the article's heading: how many suggestions there are, and the way from one to the next.

use super::state::Coding;
use super::state::Suggestions;
use super::steps;
use crate::derive::count_of;
use crate::gui::ask::Asks;
use crate::gui::scale::text;
use crate::gui::theme::{color32, explain, font, palette_of};
use crate::gui::widgets::buttons::icon_button;
use crate::gui::widgets::named::Named;
use crate::model::SourceId;
use crate::scene::Face;
use crate::session::coding::Way;
use crate::session::{Access, Progress, Session};
use egui::accesskit::Role;
use egui::{Align, Layout, Ui};
use egui_material_icons::icons;

/// Draws the strip for `source`, of which `count` suggestions are open.
pub(crate) fn strip_ui(ui: &mut Ui, session: &Session, coding: &mut Coding, source: &SourceId, count: usize) -> Asks {
    let mut asked = Asks::none();
    if *session.access() != Access::Editable {
        return asked;
    }
    let palette = palette_of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let link = |ui: &mut Ui, label: &str, hint: &str| {
            let galley = ui.painter().layout_no_wrap(
                label.to_owned(),
                font(Face::Regular, text::META),
                color32(palette.weak_ink),
            );
            let (rect, _) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
            ui.painter().galley(rect.min, galley, color32(palette.weak_ink));
            let line = egui::Stroke::new(1.0, color32(palette.weak_ink));
            ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, line);
            // What stands before it comes and goes; it stays what it is.
            let id = egui::Id::unique(("strip of suggestions", label));
            let response = ui.interact(rect.expand2(egui::vec2(2.0, 3.0)), id, egui::Sense::click());
            let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
            let name = if label == "Hide" { hint } else { label };
            response.named(Role::Button, name);
            response.on_hover_text(hint).clicked()
        };
        if coding.suggestions == Suggestions::Hidden {
            if link(ui, "Show suggestions", "Who takes which stance, as the program reads it") {
                coding.suggestions = Suggestions::Shown;
            }
            return;
        }
        explain(
            ui,
            match (coding.progress, count) {
                (Some(Progress::Reading), 0) => "Reading…".to_owned(),
                (_, 0) => "No suggestions".to_owned(),
                (_, count) => count_of(count, "suggestion", "suggestions"),
            },
        );
        if coding.suggesting.unread_from(source).is_some() {
            explain(ui, "The end of this text was not read: it is too long".to_owned());
        }
        if count > 0 {
            for (sign, name, way) in [
                (icons::ICON_ARROW_UPWARD, "Previous suggestion", Way::Previous),
                (icons::ICON_ARROW_DOWNWARD, "Next suggestion", Way::Next),
            ] {
                if icon_button(ui, sign, name).clicked() {
                    asked.extend(steps::to_suggestion(session, coding, source, way));
                }
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if link(ui, "Hide", "Hide suggestions") {
                coding.suggestions = Suggestions::Hidden;
            }
            let rejected = coding.suggesting.rejected_in(source);
            if rejected > 0 && link(ui, &format!("{rejected} rejected"), "Offer the last rejected suggestion again") {
                asked.extend(steps::take_back(session, coding, source));
            }
        });
    });
    asked
}
