//! What a search found, and what of it is listed.

use super::question::{Asked, Asking};
use crate::evidence::search::{Found, Hit};
use crate::model::StatementId;
use std::collections::BTreeMap;

/// So many sentences are listed at a time.
pub(super) const PAGE: usize = 100;

/// What was found.
pub(super) struct Answer {
    /// What it answers.
    pub(super) to: Asked,
    /// The sentences.
    pub(super) found: Found,
    /// The sentence that is open in its article.
    pub(super) at: Option<usize>,
    /// The list is to show it.
    pub(super) reveals: bool,
    /// The sentence that a click asked for in this frame.
    pub(super) asked_for: Option<usize>,
    /// The page that was turned to, where that is not the one of the open sentence.
    pub(super) turned_to: Option<usize>,
    /// What was looked up of the sentences listed so far.
    pub(super) rows: BTreeMap<usize, FoundSentence>,
}

impl Answer {
    /// Whether it answers what is asked now.
    pub(super) fn is_of(&self, asking: &Asking) -> bool {
        self.to == asking.now
    }

    /// Which hundred sentences are listed.
    pub(super) fn page(&self) -> usize {
        self.turned_to.unwrap_or(self.at.unwrap_or(0) / PAGE)
    }
}

/// What is shown of a sentence.
pub(super) struct FoundSentence {
    /// Where it is.
    pub(super) hit: Hit,
    /// Read from the sentence, by place.
    pub(super) statements: Vec<StatementId>,
}
