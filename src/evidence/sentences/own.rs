//! The sentences of an article as a person has corrected them.
//!
//! Rules find most bounds; where they are wrong a person says which stretch is one sentence. The thing easily got wrong:
//! what is left of a sentence beside such a stretch is still a sentence, so no word is lost.

use super::sentences;
use crate::model::{ByteRange, Source};

/// The sentences of an article in order: those that a person has set, and between them those found by rule.
pub fn sentences_of(source: &Source) -> Vec<ByteRange> {
    corrected(&source.text, sentences(&source.text), &source.record.own_sentences)
}

/// `found` with `own` (in order, none overlapping another) in place of what they cover.
pub(in crate::evidence) fn corrected(text: &str, found: Vec<ByteRange>, own: &[ByteRange]) -> Vec<ByteRange> {
    if own.is_empty() {
        return found;
    }
    let mut all: Vec<ByteRange> = own.to_vec();
    for sentence in found {
        let mut start = sentence.start;
        let first = own.partition_point(|set| set.end <= sentence.start);
        for set in own.iter().skip(first).take_while(|set| set.start < sentence.end) {
            all.extend(trimmed(text, ByteRange { start, end: set.start.max(start) }));
            start = set.end.max(start);
        }
        all.extend(trimmed(text, ByteRange { start, end: sentence.end.max(start) }));
    }
    all.sort_unstable();
    all
}

/// `bytes` without spaces at its ends; `None` where nothing else is there.
fn trimmed(text: &str, bytes: ByteRange) -> Option<ByteRange> {
    let piece = bytes.of(text)?;
    let from_start = piece.trim_start();
    let words = from_start.trim_end();
    let start = bytes.start + piece.len() - from_start.len();
    (!words.is_empty()).then_some(ByteRange { start, end: start + words.len() })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "He met Col. Sanders. They spoke. Nobody left.";

    fn words(own: &[&str]) -> Vec<&'static str> {
        let place = |words: &&str| {
            let start = TEXT.find(words).unwrap();
            ByteRange { start, end: start + words.len() }
        };
        let own: Vec<ByteRange> = own.iter().map(place).collect();
        corrected(TEXT, sentences(TEXT), &own).into_iter().filter_map(|bytes| bytes.of(TEXT)).collect()
    }

    #[test]
    fn two_sentences_are_joined() {
        assert_eq!(words(&["He met Col. Sanders. They spoke."]), ["He met Col. Sanders. They spoke.", "Nobody left."]);
    }

    #[test]
    fn a_sentence_is_split_and_no_word_is_lost() {
        assert_eq!(words(&["They"]).get(1..3), Some(&["They", "spoke."][..]));
    }

    proptest! {
        #[test]
        fn corrected_sentences_are_in_order_and_hold_every_letter(cuts in prop::collection::btree_set(0_usize..45, 0..6)) {
            let cuts: Vec<usize> = cuts.into_iter().collect();
            let own: Vec<ByteRange> = cuts
                .chunks_exact(2)
                .filter_map(|pair| trimmed(TEXT, ByteRange { start: *pair.first()?, end: *pair.last()? }))
                .collect();
            let all = corrected(TEXT, sentences(TEXT), &own);
            prop_assert!(all.windows(2).all(|pair| matches!(pair, [one, next] if one.end <= next.start)));
            prop_assert!(own.iter().all(|set| all.contains(set)));
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).count();
            let held: usize = all.iter().filter_map(|bytes| bytes.of(TEXT)).map(letters).sum();
            prop_assert_eq!(held, letters(TEXT));
        }
    }
}
