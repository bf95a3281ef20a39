//! How many letters have to change to turn one word into another (Levenshtein), for proposals and suggestions.

use rapidfuzz::distance::levenshtein::{Args, distance_with_args};

/// Insertions, deletions and replacements that turn `left` into `right`; `None` if more than `most`.
pub fn edit_distance(left: &[char], right: &[char], most: usize) -> Option<usize> {
    distance_with_args(left.iter().copied(), right.iter().copied(), &Args::default().score_cutoff(most))
}

/// The word of `words` that is spelled most like `word`, if any is near: a third of the letters may differ. The first
/// of equals.
pub fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let letters: Vec<char> = word.chars().take(80).collect();
    let most = (letters.len() / 3).max(1);
    let near = words.into_iter().filter_map(|other| {
        let other_letters: Vec<char> = other.chars().take(80).collect();
        edit_distance(&letters, &other_letters, most).map(|edits| (edits, other))
    });
    near.min_by_key(|(edits, _)| *edits).map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook's table, whole.
    fn plain_distance(left: &[char], right: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=right.len()).collect();
        for (index, from) in left.iter().enumerate() {
            let mut next = vec![index + 1];
            for (column, to) in right.iter().enumerate() {
                let replaced = row.get(column).copied().unwrap_or(0) + usize::from(from != to);
                let above = row.get(column + 1).copied().unwrap_or(0) + 1;
                let before = next.last().copied().unwrap_or(0) + 1;
                next.push(replaced.min(above).min(before));
            }
            row = next;
        }
        row.last().copied().unwrap_or(0)
    }

    #[test]
    fn a_slip_leads_to_the_word_that_was_meant() {
        assert_eq!(nearest("hungry", ["germany", "hungary", "turkey"]), Some("hungary"));
        assert_eq!(nearest("mars", ["germany", "hungary"]), None);
    }

    proptest! {
        #[test]
        fn the_distance_is_that_of_the_textbook_up_to_the_most(
            left in "[abc]{0,14}", right in "[abc]{0,14}", most in 0usize..8,
        ) {
            let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
            let plain = plain_distance(&left, &right);
            prop_assert_eq!(edit_distance(&left, &right, most), (plain <= most).then_some(plain));
        }
    }
}
