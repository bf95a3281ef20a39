//! What to do first, in the middle of the picture of a project that holds no article yet. The members stay in sight
//! around it: they are silent, and that is worth seeing.

use crate::gui::ask::{Asks, OpenDialog};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, palette_of, words};
use crate::gui::verbs::Verb;
use crate::gui::widgets::buttons::primary_button;
use crate::scene::Face;
use crate::session::{Command, ProjectCommand, Session};
use egui::{Align2, Area, Frame, Id, Order, Rect, Ui};

/// Draws the card over a picture that fills `picture`, if the project is empty.
pub(crate) fn empty_ui(ui: &mut Ui, session: &Session, picture: Rect) -> Asks {
    if !session.project().sources.is_empty() || picture.width() < 260.0 || picture.height() < 190.0 {
        return Asks::none();
    }
    let palette = palette_of(ui);
    let width = (picture.width() - 40.0).min(430.0);
    let mut asked = Asks::none();
    // In a layer of its own, so that nothing below is under the pointer.
    let area = Area::new(Id::unique("first steps")).order(Order::Middle).pivot(Align2::CENTER_CENTER);
    area.fixed_pos(picture.center()).constrain_to(picture).show(ui.ctx(), |ui| {
        let frame = Frame::new()
            .fill(color32(palette.paper))
            .stroke(egui::Stroke::new(1.0, color32(palette.hairline)))
            .corner_radius(12.0)
            .inner_margin(18.0);
        frame.show(ui, |ui| {
            ui.set_width(width - 36.0);
            ui.vertical_centered(|ui| {
                ui.label(words("No articles yet", Face::Bold, text::TITLE));
                let asks = &session.question().text;
                let text = format!(
                    "Import articles that tell who stands where on “{asks}” Each sentence that you code colours its \
                     actor here; until then everybody is silent."
                );
                explain(ui, text);
                ui.add_space(gap::SMALL);
                let button = primary_button(ui, Verb::Import.label());
                if button.on_hover_text(Verb::Import.hint()).clicked() {
                    asked.push(OpenDialog::Import);
                }
                let hint = "Opens the project that comes with the program; the start page leads back here";
                let example = egui::Link::new(words("Look at a finished example", Face::Medium, text::TEXT));
                if ui.add(example).on_hover_text(hint).clicked() {
                    asked.push(Command::Project(ProjectCommand::OpenBuiltIn));
                }
            });
        });
    });
    asked
}
