//! Wire copies: which text repeats another, sentence by sentence.
//!
//! Sentences are compared by their letters and digits alone, so that spaces, quotation marks and case do not matter. The
//! thing easily got wrong: short sentences ("He said no.") are in many articles and prove nothing.

use crate::evidence::sentences::sentences;
use crate::model::Day;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Which text another repeats, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reprint {
    /// Place of the repeated text among those that were compared.
    pub of: usize,
    /// How many sentences of this text are in that one.
    pub shared: usize,
    /// How many sentences this text has; those that are too short to tell are left out.
    pub sentences: usize,
}

/// Fewer shared sentences are a quotation.
const LEAST_SHARED: usize = 3;
/// Fewer letters and digits are no sign of anything.
const LEAST_LETTERS: usize = 25;
/// A sentence in more texts is a formula of the outlet.
const MOST_HOLDERS: usize = 200;

/// For each text, given with its day, the text it repeats: one that shares half of the sentences of either. Of two that
/// repeat each other the earlier counts as the first, and without days the one that stands first.
pub fn reprints(texts: &[(&str, Option<Day>)]) -> Vec<Option<Reprint>> {
    let keys: Vec<BTreeSet<u64>> = texts.iter().map(|(text, _)| sentence_keys(text)).collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, keys) in keys.iter().enumerate() {
        for key in keys {
            holders.entry(*key).or_default().push(index);
        }
    }
    let rank = |index: usize| (texts.get(index).and_then(|(_, day)| *day).unwrap_or(Day::MAX), index);
    keys.iter()
        .enumerate()
        .map(|(index, own)| {
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for key in own {
                let others = holders.get(key).filter(|holders| holders.len() <= MOST_HOLDERS);
                for other in others.into_iter().flatten().filter(|other| rank(**other) < rank(index)) {
                    *shared.entry(*other).or_default() += 1;
                }
            }
            let is_reprint = |(other, shared): &(usize, usize)| {
                let shorter = own.len().min(keys.get(*other).map_or(usize::MAX, BTreeSet::len));
                *shared * 2 >= shorter && (*shared >= LEAST_SHARED || (*shared == shorter && *shared > 0))
            };
            let best = shared
                .into_iter()
                .filter(is_reprint)
                .max_by_key(|(other, shared)| (*shared, std::cmp::Reverse(rank(*other))));
            best.map(|(of, shared)| Reprint { of, shared, sentences: own.len() })
        })
        .collect()
}

fn sentence_keys(text: &str) -> BTreeSet<u64> {
    let mut keys = BTreeSet::new();
    for sentence in sentences(text).into_iter().filter_map(|sentence| sentence.of(text)) {
        let mut hasher = DefaultHasher::new();
        let mut letters = 0;
        for letter in sentence.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase) {
            letter.hash(&mut hasher);
            letters += 1;
        }
        if letters >= LEAST_LETTERS {
            keys.insert(hasher.finish());
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "The alliance did not invite Ukraine on Tuesday. Hungary said that it would never agree to that. \
        Poland asked for a decision before the summer. Germany wants to wait for the new government.";

    #[test]
    fn a_wire_copy_is_a_reprint_of_the_earlier_one() {
        let copy = "ALLIES DECIDE NOTHING, AGAIN AND AGAIN\n\nThe alliance did not invite Ukraine on Tuesday. “Hungary\u{a0}said that it would never agree to \
            that.” Poland asked for a decision before the summer. Our own correspondent adds a word.";
        let other = "Sweden became a member of the alliance in March. Its neighbours were pleased about it.";
        let day = |day| Day::from_ymd(2024, 12, day);
        assert_eq!(
            reprints(&[(copy, day(4)), (other, None), (FIRST, day(3))]),
            [Some(Reprint { of: 2, shared: 3, sentences: 5 }), None, None]
        );
        assert_eq!(reprints(&[(FIRST, None), (FIRST, None)]), [None, Some(Reprint { of: 0, shared: 4, sentences: 4 })]);
    }

    #[test]
    fn a_shared_quotation_makes_no_reprint() {
        let other = "Hungary said that it would never agree to that. Slovakia had said the same a week before. Spain was silent on \
            the whole matter. Italy was silent on the whole matter as well.";
        assert_eq!(
            reprints(&[(FIRST, None), (other, None), ("", None), ("He said no.", None), ("He said no.", None)]),
            [None; 5]
        );
    }
}
