//! The states of the project that were put aside, to be opened and read, or copied and worked on.

use crate::gui::passing::Passing;
use crate::gui::theme::{dialog, explain, words};
use crate::gui::widgets::buttons::primary_button;
use crate::gui::widgets::rows::two_line_row_ui;
use crate::scene::Face;
use crate::session::{Access, Command, Session};
use crate::store::Snapshot;
use egui::{Context, ScrollArea};

/// Draws the list while it is open. It is read from disk once, when it is opened.
pub(crate) fn snapshots_ui(ctx: &Context, session: &Session, passing: &mut Passing) -> Option<Command> {
    let snapshots = passing.snapshots.take()?;
    let mut asked = None;
    let mut is_open = true;
    let modal = dialog(ctx, "snapshots").show(ctx, |ui| {
        ui.set_width((ui.ctx().content_rect().width() - 80.0).clamp(240.0, 460.0));
        ui.label(words("Snapshots", Face::Bold, 17.0));
        explain(
            ui,
            "The whole project, put aside outside its folder: every five minutes with changes, before an import and before \
             a change of format. A snapshot is opened to be read; “Save a copy” makes a project of it.",
        );
        ui.add_space(4.0);
        if snapshots.is_empty() {
            explain(ui, "None yet");
        }
        let height = (ui.ctx().content_rect().height() - 300.0).clamp(90.0, 360.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for Snapshot { folder, at, reason } in &snapshots {
                let when = crate::session::moment_in_words(*at);
                let row = two_line_row_ui(ui, &when, reason.label(), false, &format!("Snapshot of {when}"));
                if row.on_hover_text(folder.display().to_string()).clicked() {
                    asked = Some(Command::OpenSnapshot(folder.clone()));
                    is_open = false;
                }
            }
        });
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            is_open &= !primary_button(ui, "Close").clicked();
            if *session.access() == Access::Editable && ui.button("Take one now").clicked() {
                asked = Some(Command::TakeSnapshot);
                is_open = false;
            }
        });
    });
    passing.snapshots = (is_open && !modal.should_close()).then_some(snapshots);
    asked
}
