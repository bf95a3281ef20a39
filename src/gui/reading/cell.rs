//! What one actor said in one article or one month.

use crate::derive::Slot;
use crate::model::ActorId;
use crate::session::{Command, Session};
use egui::Ui;

/// Draws the page.
pub(super) fn cell_ui(_ui: &mut Ui, _session: &Session, _actor: &ActorId, _slot: &Slot) -> Vec<Command> {
    Vec::new()
}
