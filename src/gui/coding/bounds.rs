//! The bounds of the sentence in the form: the caret between two words, joining, splitting, restoring.
//!
//! The thing easily got wrong: a statement that is open in the form keeps its own words, whatever becomes of the
//! sentence that they were part of.

use super::form::Form;
use super::state::Coding;
use crate::gui::ask::Asks;
use crate::session::coding::{Begun, Way, joined_with_next, made_one, restored, split_at};
use crate::session::{Command, Edit, LookCommand, Session};

/// How the bounds of a sentence are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bounds {
    /// Made one with the next sentence.
    Join,
    /// Split at the caret.
    Split,
    /// Exactly the words that are chosen.
    Words,
    /// As the rules find them.
    Restore,
}

/// Moves the caret in the sentence by a word.
pub(super) fn move_caret(session: &Session, form: &mut Form, way: Way) {
    let Some(source) = session.project().sources.get(&form.draft.source) else { return };
    let Some(words) = form.draft.bytes.of(&source.text) else { return };
    let start = form.draft.bytes.start;
    let mut places: Vec<usize> = Vec::new();
    let mut was_space = false;
    for (at, letter) in words.char_indices() {
        if was_space && !letter.is_whitespace() {
            places.push(start + at);
        }
        was_space = letter.is_whitespace();
    }
    let now = form.caret;
    form.caret = match (now, way) {
        (None, Way::Next) => places.first(),
        (None, Way::Previous) => places.last(),
        (Some(now), Way::Next) => places.iter().find(|place| **place > now).or(places.last()),
        (Some(now), Way::Previous) => places.iter().rev().find(|place| **place < now).or(places.first()),
    }
    .copied();
}

/// Changes the bounds of the sentence in the form.
pub(super) fn set_bounds(session: &Session, coding: &mut Coding, bounds: Bounds) -> Asks {
    let Some(form) = &mut coding.form else { return Asks::none() };
    let id = form.draft.source.clone();
    let Some(source) = session.project().sources.get(&id) else { return Asks::none() };
    let byte = form.draft.bytes.start;
    let (changed, why_not) = match bounds {
        Bounds::Join => (joined_with_next(source, byte), "The next sentence stands in another paragraph"),
        Bounds::Split => (
            form.caret.and_then(|caret| split_at(source, caret)),
            "Choose the place first: click between two words, or press the right arrow key",
        ),
        Bounds::Words => {
            let bytes = form.draft.bytes;
            (made_one(source, bytes).map(|own| (own, bytes)), "These words hold no letter")
        }
        Bounds::Restore => {
            (restored(source, byte).map(|own| (own, form.draft.bytes)), "Nobody has changed this sentence")
        }
    };
    let Some((own_sentences, stretch)) = changed else {
        form.told = Some(why_not.to_owned());
        return Asks::none();
    };
    let mut of_rules = source.clone();
    of_rules.record.own_sentences.clone_from(&own_sentences);
    let at =
        crate::evidence::sentences::sentences_of(&of_rules).into_iter().find(|bytes| bytes.contains(stretch.start));
    let bytes = at.unwrap_or(stretch);
    form.caret = None;
    form.told = None;
    let edit = Command::Edit(Box::new(Edit::SetSentences { source: id.clone(), own_sentences }));
    // A statement keeps its own words, whatever becomes of the sentence.
    match &form.draft.begun {
        Begun::Statement(_) => Asks::one(edit),
        Begun::Sentence | Begun::Suggestion(_) => {
            form.draft.bytes = bytes;
            form.begun.bytes = bytes;
            Asks::from_iter([edit, Command::Look(LookCommand::ReadWords(id, bytes))])
        }
    }
}
