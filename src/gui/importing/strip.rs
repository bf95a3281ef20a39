//! The sign in the strip at the foot of the window that drafts wait while the dialog is closed.

use super::words::progress_in_words;
use crate::derive::count_of;
use crate::gui::ask::OpenDialog;
use crate::gui::scale::text;
use crate::gui::theme::{color32, palette_of, words};
use crate::scene::Face;
use crate::session::Session;
use egui::{Button, Ui};

/// Draws the sign, if anything waits; a click opens the dialog.
pub(crate) fn waiting_ui(ui: &mut Ui, session: &Session) -> Option<OpenDialog> {
    let importing = session.importing();
    if importing.is_idle() {
        return None;
    }
    let text = match importing.progress() {
        Some(progress) => progress_in_words(progress).0,
        None => match importing.chosen_articles() {
            0 => "Import: nothing is chosen".to_owned(),
            chosen => format!("{} to be taken in", count_of(chosen, "draft waits", "drafts wait")),
        },
    };
    let text = words(text, Face::Regular, text::META).color(color32(palette_of(ui).weak_ink)).underline();
    let button = ui.add(Button::new(text).frame(false)).on_hover_text("Open the import (Ctrl+I)");
    button.clicked().then_some(OpenDialog::Import)
}
