//! Finds the words of a quotation again in a text that may have changed.
//!
//! In this order: same text and equal words in their place; the exact words, once; the exact words with the best
//! context; the words with their typography folded; a proposal; lost. It reports and moves nothing. The thing easily
//! got wrong: a byte range is a hint, the words are the truth, and equal words in two places are not found.

mod similar;

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
mod tests;

use super::folding::{Fold, Folded, folded_words};
use super::sentences::sentences;
use crate::model::{ByteRange, Quotation, TextHash};
use similar::Candidate;
use std::cell::OnceCell;

/// Where the words of a quotation stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Located {
    /// In the text they were quoted from, where they were quoted.
    InPlace(ByteRange),
    /// The exact words stand here: in another version of the text, or in another place than the record says.
    Moved(ByteRange),
    /// The same words with other quotation marks, dashes, spaces, line breaks or soft hyphens.
    Folded(ByteRange),
    /// Not found, but these may be meant; best first, at least one. A person decides.
    Proposed(Vec<Proposal>),
    /// Not found, and nothing like it either.
    Lost,
}

impl Located {
    /// The place of the words, if they were found.
    pub fn found(&self) -> Option<ByteRange> {
        match self {
            Self::InPlace(bytes) | Self::Moved(bytes) | Self::Folded(bytes) => Some(*bytes),
            Self::Proposed(_) | Self::Lost => None,
        }
    }
}

/// Words that may be the ones that were quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Where they stand.
    pub bytes: ByteRange,
    /// How much of them is the same, 90 to 100 percent of the characters, case and accents left aside. 100 where the
    /// words stand in several places and their context does not tell which is meant.
    pub percent: u8,
}

/// Finds `quotation` in `text`. For many quotations of one text keep a [`Locator`].
pub fn locate(text: &str, quotation: &Quotation) -> Located {
    Locator::new(text).locate(quotation)
}

/// A text in which many quotations are to be found: what is worked out for one serves the next.
pub struct Locator<'t> {
    text: &'t str,
    hash: TextHash,
    folded: OnceCell<Folded>,
    candidates: OnceCell<Vec<Candidate>>,
}

/// More places than this are not told apart.
const MOST_PLACES: usize = 256;
/// Of two places, the one whose context agrees in this many characters more is meant.
const CONTEXT_LEAD_CHARS: usize = 8;

impl<'t> Locator<'t> {
    /// Prepares `text`.
    pub fn new(text: &'t str) -> Self {
        let hash = TextHash::of(text.as_bytes());
        Self { text, hash, folded: OnceCell::new(), candidates: OnceCell::new() }
    }

    /// The hash of the text.
    pub fn hash(&self) -> TextHash {
        self.hash
    }

    /// Where the words of `quotation` stand.
    pub fn locate(&self, quotation: &Quotation) -> Located {
        if quotation.exact.trim().is_empty() {
            return Located::Lost;
        }
        if self.hash == quotation.text && quotation.bytes.of(self.text) == Some(&quotation.exact) {
            return Located::InPlace(quotation.bytes);
        }
        let exact = Needle { words: &quotation.exact, before: &quotation.before, after: &quotation.after };
        let exact_places = exact.places_in(self.text);
        if let Choice::One(bytes) = exact_places.choice {
            return Located::Moved(bytes);
        }
        let folded = self.folded.get_or_init(|| Folded::new(self.text, Fold::Typography));
        let [words, before, after] = [&quotation.exact, &quotation.before, &quotation.after]
            .map(|part| Folded::new(part, Fold::Typography).text().to_owned());
        let (before, after) = spaces_moved_out(&words, before, after);
        let needle = Needle { words: words.trim(), before: &before, after: &after };
        let places = needle.places_in(folded.text());
        let original = |place: ByteRange| folded.original_range(self.text, place.start..place.end);
        if let Choice::One(place) = places.choice
            && let Some(bytes) = original(place)
        {
            return if bytes.of(self.text) == Some(&quotation.exact) {
                Located::Moved(bytes)
            } else {
                Located::Folded(bytes)
            };
        }
        let equal: Vec<Proposal> =
            places.all.into_iter().filter_map(original).map(|bytes| Proposal { bytes, percent: 100 }).collect();
        let proposals = if equal.is_empty() { self.similar(&quotation.exact) } else { equal };
        if proposals.is_empty() { Located::Lost } else { Located::Proposed(proposals) }
    }

    fn similar(&self, words: &str) -> Vec<Proposal> {
        let candidates = self.candidates.get_or_init(|| Candidate::of_sentences(self.text, &sentences(self.text)));
        similar::most_similar(candidates, &folded_words(words, Fold::Search))
    }
}

/// A space at the edge of the words belongs to the context once they are trimmed.
fn spaces_moved_out(words: &str, mut before: String, mut after: String) -> (String, String) {
    if words.starts_with(' ') {
        before.push(' ');
    }
    if words.ends_with(' ') {
        after.insert(0, ' ');
    }
    (before, after)
}

/// Words to be found, with what stood around them.
struct Needle<'q> {
    words: &'q str,
    before: &'q str,
    after: &'q str,
}

struct Places {
    all: Vec<ByteRange>,
    choice: Choice,
}

enum Choice {
    One(ByteRange),
    Unclear,
}

impl Needle<'_> {
    fn places_in(&self, text: &str) -> Places {
        let mut all = Vec::new();
        let mut from = 0;
        while !self.words.is_empty()
            && let Some(found) = text.get(from..).and_then(|rest| rest.find(self.words))
        {
            let start = from + found;
            let place = ByteRange { start, end: start + self.words.len() };
            if self.is_whole_words(text, place) {
                all.push(place);
            }
            if all.len() > MOST_PLACES {
                all.clear();
                break;
            }
            from = text.ceil_char_boundary(start + 1);
        }
        let choice = self.choose(text, &all);
        Places { all, choice }
    }

    /// "is in" does not stand in "this inn": where the quoted words were whole words, they have to be again.
    fn is_whole_words(&self, text: &str, place: ByteRange) -> bool {
        let cuts = |left: Option<char>, right: Option<char>| {
            left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
        };
        let (first, last) = (self.words.chars().next(), self.words.chars().next_back());
        let left = text.get(..place.start).and_then(|before| before.chars().next_back());
        let right = text.get(place.end..).and_then(|after| after.chars().next());
        (!cuts(left, first) || cuts(self.before.chars().next_back(), first))
            && (!cuts(last, right) || cuts(last, self.after.chars().next()))
    }

    /// The place that is clearly meant: the only one, the only one whose whole context agrees, or the one that leads.
    fn choose(&self, text: &str, places: &[ByteRange]) -> Choice {
        let mut scored: Vec<(usize, ByteRange)> =
            places.iter().map(|place| (self.context_agreement(text, *place), *place)).collect();
        scored.sort_by_key(|(agreement, _)| std::cmp::Reverse(*agreement));
        let whole = self.before.chars().count() + self.after.chars().count();
        match scored.as_slice() {
            [] => Choice::Unclear,
            [(_, only)] => Choice::One(*only),
            [(best, place), (second, _), ..] => {
                if (*best == whole && second < best) || *best >= second + CONTEXT_LEAD_CHARS {
                    Choice::One(*place)
                } else {
                    Choice::Unclear
                }
            }
        }
    }

    /// How many characters on both sides of `place`, going outwards, are those of the quotation's context.
    fn context_agreement(&self, text: &str, place: ByteRange) -> usize {
        let before = text.get(..place.start).unwrap_or("").chars().rev();
        let after = text.get(place.end..).unwrap_or("").chars();
        before.zip(self.before.chars().rev()).take_while(|(found, kept)| found == kept).count()
            + after.zip(self.after.chars()).take_while(|(found, kept)| found == kept).count()
    }
}
