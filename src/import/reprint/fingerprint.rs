//! What of a sentence is compared: its letters, and the pairs of words in it.
//!
//! Spaces, quotation marks, hyphens and case do not matter. The thing easily got wrong: short sentences ("He said no.")
//! are in many articles and prove nothing, so they have no fingerprint.

use crate::evidence::sentences::sentences;
use crate::model::ByteRange;

/// A text and its sentences that are long enough to tell.
pub(super) struct Text<'a> {
    text: &'a str,
    pub(super) sentences: Vec<Fingerprint>,
}

/// A sentence as it is compared.
pub(super) struct Fingerprint {
    pub(super) range: ByteRange,
    /// Of all its letters and digits.
    pub(super) exact: u64,
    /// The least of its pairs of words, in order; sentences that share many pairs share one of these.
    pairs: [u64; SKETCH],
}

impl Fingerprint {
    /// Under which pairs it is found.
    pub(super) fn pairs(&self) -> impl Iterator<Item = u64> {
        self.pairs.iter().copied().filter(|pair| *pair != NO_PAIR)
    }
}

/// In place of a pair, where a sentence has fewer.
const NO_PAIR: u64 = u64::MAX;

/// So many pairs are looked up: of sentences with two thirds of their pairs in common, fewer than one in a hundred is missed.
const SKETCH: usize = 5;
/// Fewer letters and digits are no sign of anything.
const LEAST_LETTERS: usize = 25;

impl<'a> Text<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let sentences = sentences(text).into_iter().filter_map(|range| fingerprint(range, range.of(text)?)).collect();
        Self { text, sentences }
    }

    /// Whether a sentence says what `other` says in nearly the same words: half of their pairs of words are in both.
    pub(super) fn is_alike(&self, own: &Fingerprint, other: &Self, of_other: &Fingerprint) -> bool {
        let (mut one, mut two) = (self.pairs_of(own), other.pairs_of(of_other));
        one.sort_unstable();
        one.dedup();
        two.sort_unstable();
        two.dedup();
        let both = one.iter().filter(|pair| two.binary_search(pair).is_ok()).count();
        both > 0 && both * 2 >= one.len() + two.len() - both
    }

    fn pairs_of(&self, sentence: &Fingerprint) -> Vec<u64> {
        let mut pairs = Vec::new();
        walk(sentence.range.of(self.text).unwrap_or(""), |pair| pairs.push(pair));
        pairs
    }
}

fn fingerprint(range: ByteRange, sentence: &str) -> Option<Fingerprint> {
    let mut pairs = [NO_PAIR; SKETCH];
    let (exact, letters) = walk(sentence, |pair| {
        let at = pairs.partition_point(|least| *least < pair);
        if pairs.get(at).is_some_and(|next| *next != pair)
            && let Some(rest) = pairs.get_mut(at..)
        {
            rest.rotate_right(1);
            if let Some(first) = rest.first_mut() {
                *first = pair;
            }
        }
    });
    (letters >= LEAST_LETTERS).then_some(Fingerprint { range, exact, pairs })
}

/// Hands every pair of neighbouring words to `take`; gives the hash of all letters and how many there are.
fn walk(sentence: &str, mut take: impl FnMut(u64)) -> (u64, usize) {
    let (mut exact, mut letters) = (0, 0);
    let (mut word, mut before): (Option<u64>, Option<u64>) = (None, None);
    let mut end_word = |word: Option<u64>| {
        if let Some(word) = word
            && let Some(before) = before.replace(word)
        {
            take(mixed(before.rotate_left(17), word));
        }
    };
    let mut push = |letter: char, word: &mut Option<u64>| {
        exact = mixed(exact, u64::from(letter));
        letters += 1;
        *word = Some(mixed(word.unwrap_or(1), u64::from(letter)));
    };
    for letter in sentence.chars() {
        if letter.is_ascii_alphanumeric() {
            push(letter.to_ascii_lowercase(), &mut word);
        } else if letter.is_alphanumeric() {
            letter.to_lowercase().for_each(|letter| push(letter, &mut word));
        } else if !matches!(letter, '\'' | '’' | '.' | '\u{ad}') {
            // "U.S." and "US", "alliance’s" and "alliances" are one word each.
            end_word(word.take());
        }
    }
    end_word(word);
    (exact, letters)
}

/// Mixes a number into a hash; no secret is needed, since nothing but a hint hangs on it.
fn mixed(hash: u64, with: u64) -> u64 {
    let hash = (hash ^ with).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}
