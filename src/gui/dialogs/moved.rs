//! The dialog that tells what moved since a saved view was saved, before anything else changes.

use crate::gui::theme::{dialog, explain, words};
use crate::gui::widgets::buttons::primary_button;
use crate::scene::Face;
use crate::session::{Command, Session};
use egui::{Context, ScrollArea};

/// Draws the dialog if a view that moved was asked for.
pub(crate) fn moved_ui(ctx: &Context, session: &Session) -> Vec<Command> {
    let Some(moved) = session.moved_view() else { return Vec::new() };
    let Some((_, view)) = session.views().iter().find(|(key, _)| *key == moved.key) else {
        return vec![Command::LeaveMovedView];
    };
    let question = session.project().question(&view.question).unwrap_or(session.question());
    let mut asked = Vec::new();
    let modal = dialog(ctx, "moved view").show(ctx, |ui| {
        ui.set_width(420.0);
        ui.label(words(format!("“{}” was saved from an older project", view.name), Face::Bold, 16.0));
        explain(ui, "Since then:");
        ScrollArea::vertical().max_height(220.0).auto_shrink([false, true]).show(ui, |ui| {
            for line in moved.moved.in_words(session.project(), question) {
                ui.horizontal_top(|ui| {
                    ui.label(words("–", Face::Regular, 13.0));
                    ui.add(egui::Label::new(words(line, Face::Regular, 13.0)).wrap());
                });
            }
        });
        explain(ui, "Nothing has changed yet. Opened, it looks at the project as it is now.");
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            if primary_button(ui, "Open it").clicked() {
                asked.push(Command::OpenMovedView(moved.key.clone()));
            }
            let update = ui.button("Open and remember this state");
            if update.on_hover_text("Opens the view, and saves it as seen today").clicked() {
                asked.push(Command::OpenMovedView(moved.key.clone()));
                asked.push(Command::UpdateView(moved.key.clone()));
            }
            if ui.button("Stay here").clicked() {
                asked.push(Command::LeaveMovedView);
            }
        });
    });
    if asked.is_empty() && modal.should_close() {
        asked.push(Command::LeaveMovedView);
    }
    asked
}
