//! The dialog that tells what moved since a saved view was saved, before anything else changes.

use crate::gui::scale::text;
use crate::gui::theme::{explain, words};
use crate::gui::widgets::dialog::{Answer, Buttons, Dialog, DialogButton, Width};
use crate::scene::Face;
use crate::session::{Command, Session, ViewsCommand};
use egui::Context;

/// Draws the dialog if a view that moved was asked for.
pub(crate) fn moved_ui(ctx: &Context, session: &Session) -> Vec<Command> {
    let Some(moved) = session.moved_view() else { return Vec::new() };
    let Some((_, view)) = session.views().iter().find(|(key, _)| *key == moved.key) else {
        return vec![Command::Views(ViewsCommand::LeaveMoved)];
    };
    let question = session.project().question(&view.question).unwrap_or(session.question());
    let title = format!("“{}” was saved from an older project", view.name);
    let dialog = Dialog { name: "moved view", title: &title, width: Width::Medium };
    let answer = dialog.show(ctx, |ui| {
        explain(ui, "Since then:");
        for line in moved.moved.in_words(session.project(), question) {
            ui.horizontal_top(|ui| {
                ui.label(words("–", Face::Regular, text::TEXT));
                ui.add(egui::Label::new(words(line, Face::Regular, text::TEXT)).wrap());
            });
        }
        explain(ui, "Nothing has changed yet. Opened, it looks at the project as it is now.");
        let update = DialogButton::new("Open and remember this state");
        let others = vec![update.hint("Opens the view, and saves it as seen today")];
        Buttons { others, ..Buttons::new(DialogButton::new("Open it"), "Stay here") }
    });
    let open = || Command::Views(ViewsCommand::OpenMoved(moved.key.clone()));
    match answer {
        Answer::Open => Vec::new(),
        Answer::Default => vec![open()],
        Answer::Other(_) => vec![open(), Command::Views(ViewsCommand::Update(moved.key.clone()))],
        Answer::Apart | Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside => {
            vec![Command::Views(ViewsCommand::LeaveMoved)]
        }
    }
}
