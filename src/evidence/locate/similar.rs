//! Sentences that are nearly the words that were quoted, as proposals for a person.
//!
//! Similarity is one minus the edit distance (Levenshtein) over the longer length, on text folded for search. It
//! never decides: at this similarity about one in 250 is wrong, and at less far more.

use super::{ByteRange, Proposal};
use crate::evidence::edit_distance::edit_distance;
use crate::evidence::folding::{Fold, folded_words};

/// The least similarity that is worth a look.
const LEAST_PERCENT: usize = 90;
/// More proposals than this help nobody.
const MOST_PROPOSALS: usize = 5;
/// Longer words are not compared: it would take too long, and a sentence is shorter.
const LONGEST_CHARS: usize = 2_000;

/// One sentence, or two that follow each other, folded for search.
pub(super) struct Candidate {
    bytes: ByteRange,
    characters: Vec<char>,
    letters: [u16; 32],
}

impl Candidate {
    /// Every sentence of `text`, and every two neighbours: the stop between them may be new.
    pub(super) fn of_sentences(text: &str, sentences: &[ByteRange]) -> Vec<Self> {
        let pairs = sentences.windows(2).filter_map(|pair| match pair {
            [first, second] => Some(ByteRange { start: first.start, end: second.end }),
            _ => None,
        });
        let ranges = sentences.iter().copied().chain(pairs);
        ranges
            .filter(|bytes| bytes.end - bytes.start <= 4 * LONGEST_CHARS)
            .filter_map(|bytes| Self::new(text, bytes))
            .collect()
    }

    fn new(text: &str, bytes: ByteRange) -> Option<Self> {
        let characters: Vec<char> = folded_words(bytes.of(text)?, Fold::Search).chars().collect();
        let letters = letter_counts(&characters);
        (characters.len() <= LONGEST_CHARS).then_some(Self { bytes, characters, letters })
    }
}

/// The candidates at least [`LEAST_PERCENT`] like `words` (folded for search), best first, then by place.
pub(super) fn most_similar(candidates: &[Candidate], words: &str) -> Vec<Proposal> {
    let words: Vec<char> = words.chars().take(LONGEST_CHARS + 1).collect();
    if words.len() > LONGEST_CHARS || words.is_empty() {
        return Vec::new();
    }
    let letters = letter_counts(&words);
    let mut proposals: Vec<Proposal> = candidates
        .iter()
        .filter_map(|candidate| {
            let longer = words.len().max(candidate.characters.len());
            let most_edits = longer * (100 - LEAST_PERCENT) / 100;
            let edits = if least_edits(&letters, &candidate.letters) > most_edits {
                None
            } else {
                edit_distance(&words, &candidate.characters, most_edits)
            }?;
            Some(Proposal { bytes: candidate.bytes, percent: (100 * (longer - edits) / longer) as u8 })
        })
        .collect();
    proposals.sort_by_key(|proposal| (std::cmp::Reverse(proposal.percent), proposal.bytes));
    proposals.truncate(MOST_PROPOSALS);
    proposals
}

fn letter_counts(characters: &[char]) -> [u16; 32] {
    let mut counts = [0_u16; 32];
    for character in characters {
        if let Some(count) = counts.get_mut(*character as usize % 32) {
            *count = count.saturating_add(1);
        }
    }
    counts
}

/// No fewer edits than this can turn one into the other: each edit changes two counts by one.
fn least_edits(left: &[u16; 32], right: &[u16; 32]) -> usize {
    left.iter().zip(right).map(|(left, right)| usize::from(left.abs_diff(*right))).sum::<usize>().div_ceil(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counting_letters_never_asks_for_too_many_edits(left in "[abc]{0,14}", right in "[abc]{0,14}") {
            let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
            let least = least_edits(&letter_counts(&left), &letter_counts(&right));
            prop_assert!(edit_distance(&left, &right, 20).is_some_and(|edits| least <= edits));
        }
    }
}
