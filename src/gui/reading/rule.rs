//! The rule that turns statements into standings, to be read and changed.

use crate::session::{Command, Session};
use egui::Ui;

/// Draws the page.
pub(super) fn rule_ui(_ui: &mut Ui, _session: &Session) -> Vec<Command> {
    Vec::new()
}
