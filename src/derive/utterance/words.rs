//! Sentences reduced to what is compared: their words, their quotations, and how much each word tells.
//!
//! Nothing here knows a language. A word is cut to its first letters, so that its endings do not matter, and weighs the
//! more the fewer sentences have it, so that no list of stop words is needed. The thing easily got wrong: words are
//! compared by 64-bit numbers made from their letters, not by position in a list, so two projects number them alike.

use crate::evidence::folding::{Fold, folded_words};
use foldhash::fast::{FixedState, FoldHasher};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

/// As many letters of a word tell it from another: "invited", "invites" and "invitation" are one. Short prefixes do as
/// well as a stemmer where words have many endings (Can et al. 2008, for Turkish, with five).
const LETTERS: usize = 5;

/// A quotation of fewer words is a phrase that anybody may use.
pub(super) const QUOTED_WORDS: usize = 4;

/// A word with what it tells, the rarest first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Weighed {
    /// Place among all words, the rarest first.
    pub(super) rank: u32,
    /// Share of the sentence; the squares of all shares add up to 1.
    pub(super) share: f32,
}

/// What is compared of one sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sentence {
    /// Equal for sentences of equal words, whatever a typesetter did to them.
    pub(super) whole: u64,
    /// Its quotations of at least [`QUOTED_WORDS`] words; equal for equal words.
    pub(super) quotations: Vec<u64>,
    /// Its words, the rarest first.
    pub(super) words: Vec<Weighed>,
}

impl Sentence {
    /// As many of the rarest words as two sentences must have one of in common to be alike by `least`: the others
    /// cannot make up for it.
    pub(super) fn telling_words(&self, least: f32) -> &[Weighed] {
        let mut rest = 0.0;
        let idle = self.words.iter().rev().take_while(|word| {
            rest += word.share * word.share;
            rest < least * least
        });
        self.words.get(..self.words.len() - idle.count()).unwrap_or_default()
    }

    /// The cosine of two sentences, 0 to 1, the rarest word they share, and how many they share.
    pub(super) fn likeness(&self, other: &Self) -> Option<(f32, u32, usize)> {
        let (mut cosine, mut rarest, mut shared) = (0.0, None, 0);
        let mut others = other.words.iter().peekable();
        for word in &self.words {
            while others.next_if(|other| other.rank < word.rank).is_some() {}
            if let Some(same) = others.next_if(|other| other.rank == word.rank) {
                cosine += word.share * same.share;
                rarest.get_or_insert(word.rank);
                shared += 1;
            }
        }
        Some((cosine, rarest?, shared))
    }
}

/// Reads sentences together: how much a word tells depends on all of them.
pub(super) fn sentences<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Sentence> {
    let mut stems = Stems::default();
    let read: Vec<Read> = texts.map(|text| Read::new(text, &mut stems)).collect();
    let weight = |count: u32| ((read.len() as f32 + 1.0) / count.max(1) as f32).ln();
    let mut rarest: Vec<(u32, u32)> = stems.counts.iter().copied().zip(0..).collect();
    rarest.sort_unstable();
    let mut weighed = vec![Weighed { rank: 0, share: 0.0 }; rarest.len()];
    for ((count, stem), rank) in rarest.into_iter().zip(0..) {
        if let Some(word) = weighed.get_mut(stem as usize) {
            *word = Weighed { rank, share: weight(count) };
        }
    }
    read.into_iter()
        .map(|Read { whole, quotations, stems }| {
            let mut words: Vec<Weighed> =
                stems.iter().filter_map(|stem| weighed.get(*stem as usize)).copied().collect();
            words.sort_unstable_by_key(|word| word.rank);
            let length = words.iter().map(|word| word.share * word.share).sum::<f32>().sqrt();
            for word in &mut words {
                word.share /= length.max(f32::MIN_POSITIVE);
            }
            Sentence { whole, quotations, words }
        })
        .collect()
}

/// The beginnings of words, numbered as they are met, and in how many sentences each stands.
#[derive(Default)]
struct Stems {
    places: HashMap<u64, u32, FixedState>,
    counts: Vec<u32>,
}

impl Stems {
    fn number(&mut self, stem: u64) -> u32 {
        *self.places.entry(stem).or_insert_with(|| {
            self.counts.push(0);
            self.counts.len() as u32 - 1
        })
    }
}

/// A sentence before its words are weighed.
struct Read {
    whole: u64,
    quotations: Vec<u64>,
    /// By number, each once.
    stems: Vec<u32>,
}

impl Read {
    fn new(text: &str, all: &mut Stems) -> Self {
        let (mut whole, mut quotations, mut stems) = (Number::new(), Vec::new(), Vec::new());
        for (part, is_quoted) in parts(text) {
            let mut quotation = Number::new();
            let mut count = 0;
            each_word(part, |word, stem| {
                whole.add(word);
                quotation.add(word);
                count += 1;
                stems.push(all.number(stem));
            });
            if is_quoted && count >= QUOTED_WORDS {
                quotations.push(quotation.get());
            }
        }
        stems.sort_unstable();
        stems.dedup();
        for stem in &stems {
            if let Some(count) = all.counts.get_mut(*stem as usize) {
                *count += 1;
            }
        }
        Self { whole: whole.get(), quotations, stems }
    }
}

/// The parts between quotation marks, and whether each stands inside. A mark is known by its neighbours rather than by
/// its form, which texts get wrong; a quotation may begin or end outside the sentence.
fn parts(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let is_mark = |character: char| matches!(character, '"' | '“' | '”' | '„' | '‟' | '«' | '»');
    let opens = |before: Option<char>, after: Option<char>| {
        before.is_none_or(|before| !before.is_alphanumeric() && !matches!(before, '.' | ',' | '!' | '?' | '…'))
            && after.is_some_and(|after| !after.is_whitespace())
    };
    let mut marks: Vec<(usize, usize, bool)> = Vec::new();
    for (at, mark) in text.match_indices(is_mark) {
        let end = at + mark.len();
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        marks.push((at, end, opens(before, after)));
    }
    let starts = std::iter::once((0, false)).chain(marks.clone().into_iter().map(|(_, end, opens)| (end, opens)));
    let ends = marks.into_iter().map(|(at, _, opens)| (at, !opens)).chain(std::iter::once((text.len(), false)));
    let parts = starts.zip(ends).collect::<Vec<_>>();
    parts.into_iter().filter_map(|((start, opened), (end, closed))| Some((text.get(start..end)?, opened || closed)))
}

/// Hands over each word and its stem as numbers.
fn each_word(text: &str, word: impl FnMut(u64, u64)) {
    let is_plain = |character: char| character.is_ascii() || !character.is_alphanumeric();
    if text.chars().all(is_plain) {
        each_folded_word(text.chars().map(|character| character.to_ascii_lowercase()), word);
    } else {
        each_folded_word(folded_words(text, Fold::Search).chars(), word);
    }
}

fn each_folded_word(letters: impl Iterator<Item = char>, mut word: impl FnMut(u64, u64)) {
    let number_of = |letters: &str| FixedState::default().hash_one(letters);
    let (mut whole, mut length, mut stem_end) = (String::new(), 0, 0);
    for letter in letters.chain([' ']) {
        if letter.is_alphanumeric() {
            whole.push(letter);
            length += 1;
            if length <= LETTERS {
                stem_end = whole.len();
            }
        } else if length > 0 && !matches!(letter, '\'' | '’' | '‘' | '\u{ad}') {
            word(number_of(&whole), number_of(whole.get(..stem_end).unwrap_or_default()));
            whole.clear();
            (length, stem_end) = (0, 0);
        }
    }
}

/// A number made from the numbers of words, equal for equal words in the same order.
#[derive(Clone)]
struct Number(FoldHasher<'static>);

impl Number {
    fn new() -> Self {
        Self(FixedState::default().build_hasher())
    }

    fn add(&mut self, word: u64) {
        self.0.write_u64(word);
    }

    fn get(&self) -> u64 {
        self.0.finish()
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may panic")]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        parts(text).filter(|(_, is_quoted)| *is_quoted).map(|(part, _)| part).collect()
    }

    #[test]
    fn quotations_are_found_by_the_neighbours_of_their_marks() {
        assert_eq!(quoted("He said “we will wait,” and left."), ["we will wait,"]);
        assert_eq!(quoted("\"We wait,\" he said. \"Then we go.\""), ["We wait,", "Then we go."]);
        assert_eq!(quoted("we go,” he said"), ["we go,"], "opened in the sentence before");
        assert_eq!(quoted("He said: “we go"), ["we go"], "closed in the next sentence");
        assert_eq!(quoted("”I am going to call… and raise it."), ["I am going to call… and raise it."], "a wrong mark");
        assert!(quoted("No marks at all").is_empty());
    }

    #[test]
    fn what_a_typesetter_changes_makes_no_other_words() {
        let read = sentences(
            ["“Ruritania’s bid – for now – waits.”", "Ruritania's bid, for now, waits", "Ruritania's bid waits"]
                .into_iter(),
        );
        assert_eq!(read[0].whole, read[1].whole);
        assert_ne!(read[1].whole, read[2].whole);
        let accents = sentences(["Café Ólafur waits", "cafe olafur WAITS"].into_iter());
        assert_eq!(accents[0].whole, accents[1].whole);
    }

    #[test]
    fn endings_do_not_matter_and_rare_words_tell_most() {
        let read = sentences(["The invited waited", "The invitation waits", "The wall"].into_iter());
        let (cosine, _, shared) = read[0].likeness(&read[1]).unwrap_or_default();
        assert_eq!(shared, 2, "“invit” and “the”: “waite” is not “waits”");
        let (less, _, _) = read[0].likeness(&read[2]).unwrap_or_default();
        assert!(less < cosine);
    }
}
