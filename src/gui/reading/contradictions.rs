//! Actors whose statements disagree, and utterances that several sources tell.

use crate::session::{Command, Session};
use egui::Ui;

/// Draws the page.
pub(super) fn contradictions_ui(_ui: &mut Ui, _session: &Session) -> Vec<Command> {
    Vec::new()
}
