//! What is known already: the same words, the same file, or a reprint of another article.
//!
//! The thing easily got wrong: several records of one file share its bytes and are not the same.

use super::DraftKey;
use crate::import::{Imported, Input, reprints};
use crate::model::{Dated, Day, SourceId, TextHash};
use std::collections::HashMap;
use std::sync::Arc;

/// Where the words of a draft are known from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Original {
    /// An article of the project.
    Article(SourceId),
    /// Another draft of this import.
    Draft(DraftKey),
}

/// Whether a draft is known already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// No.
    New,
    /// Its words are those of another, letter for letter.
    SameText(Original),
    /// It was read from the same bytes as another.
    SameFile(Original),
    /// Many of its sentences stand in another.
    Reprint {
        /// Where.
        of: Original,
        /// How many of its sentences do.
        shared: usize,
        /// How many it has that are long enough to tell.
        sentences: usize,
    },
}

impl Likeness {
    /// Where the words are known from.
    pub fn original(&self) -> Option<&Original> {
        match self {
            Self::New => None,
            Self::SameText(of) | Self::SameFile(of) | Self::Reprint { of, .. } => Some(of),
        }
    }
}

/// A text that is there already.
pub(super) struct Known {
    /// Which one.
    pub(super) of: Original,
    /// Its words.
    pub(super) text: KnownText,
    /// What it was imported from.
    pub(super) file: Option<TextHash>,
}

/// Held where it is, not copied.
pub(super) enum KnownText {
    Article(Arc<str>),
    Draft(Arc<Imported>),
}

impl KnownText {
    pub(super) fn words(&self) -> &str {
        match self {
            Self::Article(text) => text,
            Self::Draft(imported) => words_of(imported),
        }
    }
}

fn words_of(imported: &Imported) -> &str {
    imported.outcome.as_ref().map_or("", |draft| draft.text.as_str())
}

/// How a draft resembles another, by place among those known and then those new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    SameText(usize),
    SameFile(usize),
    Reprint { of: usize, shared: usize, sentences: usize },
}

impl Found {
    /// In names that last: `named` gives the text at a place.
    pub(super) fn named(self, named: impl Fn(usize) -> Option<Original>) -> Likeness {
        let likeness = match self {
            Self::Nothing => None,
            Self::SameText(of) => named(of).map(Likeness::SameText),
            Self::SameFile(of) => named(of).map(Likeness::SameFile),
            Self::Reprint { of, shared, sentences } => named(of).map(|of| Likeness::Reprint { of, shared, sentences }),
        };
        likeness.unwrap_or(Likeness::New)
    }
}

/// What of `new` is in `known` or earlier in `new`.
pub(super) fn compare(known: &[Known], new: &[Arc<Imported>]) -> Vec<Found> {
    let mut texts: HashMap<TextHash, usize> = HashMap::new();
    let mut files: HashMap<TextHash, (usize, Option<&Input>)> = HashMap::new();
    for (place, Known { text, file, .. }) in known.iter().enumerate() {
        texts.entry(TextHash::of(text.words().as_bytes())).or_insert(place);
        if let Some(file) = file {
            files.entry(*file).or_insert((place, None));
        }
    }
    // Whatever is there already came first.
    let mut dated: Vec<(&str, Option<Day>)> = known.iter().map(|known| (known.text.words(), Some(Day::MIN))).collect();
    dated.extend(new.iter().map(|imported| {
        let published = imported.outcome.as_ref().ok().and_then(|draft| draft.published.as_ref());
        (words_of(imported), published.and_then(Dated::latest))
    }));
    let repeated = reprints(&dated).into_iter().skip(known.len());
    let mut found = Vec::with_capacity(new.len());
    for ((offset, imported), repeated) in new.iter().enumerate().zip(repeated) {
        let place = known.len() + offset;
        let words = words_of(imported);
        if words.is_empty() {
            found.push(Found::Nothing);
            continue;
        }
        let same_file = imported.sha256.and_then(|sha256| files.get(&sha256).copied());
        let same_file = same_file.filter(|(_, input)| *input != Some(&imported.input));
        let same_text = texts.get(&TextHash::of(words.as_bytes())).copied();
        found.push(match (same_file, same_text, repeated) {
            (Some((of, _)), _, _) => Found::SameFile(of),
            (None, Some(of), _) => Found::SameText(of),
            (None, None, Some(repeated)) => {
                Found::Reprint { of: repeated.of, shared: repeated.shared, sentences: repeated.sentences }
            }
            (None, None, None) => Found::Nothing,
        });
        texts.entry(TextHash::of(words.as_bytes())).or_insert(place);
        if let Some(sha256) = imported.sha256 {
            files.entry(sha256).or_insert((place, Some(&imported.input)));
        }
    }
    found
}
