//! The states of the project that were put aside, to be opened and read, or copied and worked on.

use crate::gui::ask::Asks;
use crate::gui::scale::gap;
use crate::gui::theme::explain;
use crate::gui::widgets::dialog::{Answer, Buttons, Dialog, DialogButton, Outcome, Width};
use crate::gui::widgets::rows::two_line_row_ui;
use crate::session::{Access, Command, KeepingCommand, ProjectCommand, Session};
use crate::store::Snapshot;
use egui::Context;

/// Draws the list. It is read from disk once, when it is opened.
pub(crate) fn snapshots_ui(ctx: &Context, session: &Session, snapshots: &[Snapshot]) -> Outcome {
    let mut chosen = None;
    let dialog = Dialog { name: "snapshots", title: "Snapshots", width: Width::Medium };
    let answer = dialog.show(ctx, |ui| {
        explain(
            ui,
            "The whole project, put aside outside its folder: every five minutes with changes, before an import and before \
             a change of format. A snapshot is opened to be read; “Save a copy” makes a project of it.",
        );
        ui.add_space(gap::SMALL);
        if snapshots.is_empty() {
            explain(ui, "None yet");
        }
        for Snapshot { folder, at, reason } in snapshots {
            let when = crate::session::moment_in_words(*at);
            let row = two_line_row_ui(ui, &when, reason.label(), false, &format!("Snapshot of {when}"));
            if row.on_hover_text(folder.display().to_string()).clicked() {
                chosen = Some(folder.clone());
            }
        }
        let take = (*session.access() == Access::Editable).then(|| DialogButton::new("Take one now"));
        Buttons { others: take.into_iter().collect(), ..Buttons::close() }
    });
    match (chosen, answer) {
        (Some(folder), _) => Outcome::Asked(Asks::one(Command::Project(ProjectCommand::OpenSnapshot(folder)))),
        (None, Answer::Open) => Outcome::Open,
        (None, Answer::Other(_)) => Outcome::Asked(Asks::one(Command::Keeping(KeepingCommand::TakeSnapshot))),
        (None, Answer::Default | Answer::Apart | Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside) => {
            Outcome::Closed
        }
    }
}
