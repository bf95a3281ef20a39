//! What the dialog keeps between frames.

use super::known::KnownSentences;
use crate::gui::widgets::file_picker::FilePicker;
use crate::session::DraftKey;

/// What the dialog keeps between frames.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Whether it is open, and for what.
    pub(super) stage: Stage,
    /// Which draft is looked at; the first where there is none.
    pub(super) looked_at: Option<DraftKey>,
    /// The path that is being typed.
    pub(super) path: String,
    /// The field for the path is to take the keyboard in the next frame.
    pub(super) focus_path: bool,
    /// A text that is being pasted: its title and its words.
    pub(super) pasting: Option<(String, String)>,
    /// The desktop was asked for files, and has not answered.
    pub(super) picker: Option<FilePicker>,
    /// What the draft that is looked at repeats.
    pub(super) known: KnownSentences,
    /// How often drafts had been taken in when it was opened.
    pub(super) seen_taken_in: u64,
}

/// Whether the dialog is open, and for what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// It is not.
    #[default]
    Closed,
    /// It is not, while a copy of a project that cannot be changed is being saved; it opens again in the copy.
    WaitsForCopy,
    /// To look at drafts.
    Open,
    /// To ask whether the list is to be put away.
    PuttingAway,
}

/// What is to happen to the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It closes, and what is on the list waits.
    Close,
    /// It closes until a copy is saved.
    SaveCopy,
}
