//! What differs between what is looked at and what it is compared with.

use crate::session::{Command, Session};
use egui::Ui;

/// Draws the page.
pub(super) fn comparison_ui(_ui: &mut Ui, _session: &Session) -> Vec<Command> {
    Vec::new()
}
