//! Wire copies: which text repeats another, sentence by sentence.
//!
//! A sentence is repeated by one with the same letters, or by one that shares half of its pairs of words, as editors leave
//! it. The thing easily got wrong: a quotation that many articles print makes none a reprint; several sentences do.

mod fingerprint;

#[cfg(test)]
mod tests;

use crate::model::{ByteRange, Day, SourceId};
use fingerprint::{Fingerprint, Text};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// As a [`Reprint`], of an article that a project has already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownReprint {
    /// The article that is repeated.
    pub of: SourceId,
    /// How many sentences of the new text are in that one.
    pub shared: usize,
    /// How many sentences the new text has; those that are too short to tell are left out.
    pub sentences: usize,
}

/// Two places that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// The sentence.
    pub sentence: ByteRange,
    /// The sentence of the other text that it repeats.
    pub of: ByteRange,
}

/// Fewer shared sentences are a quotation.
const LEAST_SHARED: usize = 3;
/// A sentence in more texts is a formula of the outlet.
const MOST_HOLDERS: usize = 200;

/// For each text, given with its day, the text it repeats: one that shares half of the sentences of either. Of two that
/// repeat each other the earlier counts as the first, and without days the one that stands first.
pub fn reprints(texts: &[(&str, Option<Day>)]) -> Vec<Option<Reprint>> {
    let index = Index::new(texts.iter().map(|(text, _)| *text));
    let rank = |index: usize| (texts.get(index).and_then(|(_, day)| *day).unwrap_or(Day::MAX), index);
    index
        .texts
        .iter()
        .enumerate()
        .map(|(place, text)| {
            let is_earlier = |other: usize| rank(other) < rank(place);
            let found = index.matches(text, is_earlier).into_iter().map(|(other, pairs)| (other, pairs.len()));
            let sentences = text.sentences.len();
            found
                .filter(|(other, shared)| is_reprint(*shared, sentences, index.count(*other)))
                .max_by_key(|(other, shared)| (*shared, std::cmp::Reverse(rank(*other))))
                .map(|(of, shared)| Reprint { of, shared, sentences })
        })
        .collect()
}

/// For each new text, the article among `existing` that it repeats. `existing` is walked once and not kept.
pub fn reprints_of<'a>(
    drafts: &[&str],
    existing: impl IntoIterator<Item = (SourceId, &'a str)>,
) -> Vec<Option<KnownReprint>> {
    let index = Index::new(drafts.iter().copied());
    let mut best: Vec<Option<KnownReprint>> = drafts.iter().map(|_| None).collect();
    for (id, text) in existing {
        let text = Text::new(text);
        for (draft, pairs) in index.matches(&text, |_| true) {
            let shared = pairs.into_values().collect::<BTreeSet<_>>().len();
            let sentences = index.count(draft);
            if let Some(best) = best.get_mut(draft)
                && best.as_ref().is_none_or(|best| best.shared < shared)
                && is_reprint(shared, sentences, text.sentences.len())
            {
                *best = Some(KnownReprint { of: id.clone(), shared, sentences });
            }
        }
    }
    best
}

/// The sentences of `text` that `other` has too, in the order of `text`, to be shown beside each other.
pub fn repeated_sentences(text: &str, other: &str) -> Vec<Repeated> {
    let index = Index::new([other]);
    let text = Text::new(text);
    let pairs = index.matches(&text, |_| true).remove(&0).unwrap_or_default();
    let range = |text: &Text<'_>, at: usize| text.sentences.get(at).map(|sentence| sentence.range);
    pairs
        .into_iter()
        .filter_map(|(own, of)| Some(Repeated { sentence: range(&text, own)?, of: range(index.texts.first()?, of)? }))
        .collect()
}

fn is_reprint(shared: usize, sentences: usize, of_other: usize) -> bool {
    let shorter = sentences.min(of_other);
    shared * 2 >= shorter && (shared >= LEAST_SHARED || (shared == shorter && shared > 0))
}

/// Texts and where their sentences are.
struct Index<'a> {
    texts: Vec<Text<'a>>,
    /// Text and sentence for each hash of a sentence or of a pair of words.
    holders: HashMap<u64, Vec<(usize, usize)>>,
}

impl<'a> Index<'a> {
    fn new(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let texts: Vec<Text<'a>> = texts.into_iter().map(Text::new).collect();
        let mut holders: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
        for (at, text) in texts.iter().enumerate() {
            for (place, sentence) in text.sentences.iter().enumerate() {
                for key in sentence.pairs().chain([sentence.exact]) {
                    let holders = holders.entry(key).or_default();
                    if holders.len() <= MOST_HOLDERS {
                        holders.push((at, place));
                    }
                }
            }
        }
        Self { texts, holders }
    }

    fn count(&self, text: usize) -> usize {
        self.texts.get(text).map_or(0, |text| text.sentences.len())
    }

    /// For each text of the index that `is_asked` for: which sentence of `text` repeats which of its sentences.
    fn matches(&self, text: &Text<'_>, is_asked: impl Fn(usize) -> bool) -> BTreeMap<usize, BTreeMap<usize, usize>> {
        let mut found: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
        // The last sentence of `text`, counted from one, that was found in each text of the index.
        let mut last_found = vec![0; self.texts.len()];
        for (own, sentence) in text.sentences.iter().enumerate() {
            let exact = self.holders_of(sentence.exact).map(|(other, place)| (other, place, true));
            let alike = sentence.pairs().flat_map(|pair| self.holders_of(pair));
            for (other, place, is_exact) in exact.chain(alike.map(|(other, place)| (other, place, false))) {
                if let Some(last) = last_found.get_mut(other)
                    && *last != own + 1
                    && is_asked(other)
                    && (is_exact || self.is_alike(other, place, text, sentence))
                {
                    *last = own + 1;
                    found.entry(other).or_default().insert(own, place);
                }
            }
        }
        found
    }

    /// Where a hash occurs, unless it occurs everywhere.
    fn holders_of(&self, key: u64) -> impl Iterator<Item = (usize, usize)> {
        let holders = self.holders.get(&key).filter(|holders| holders.len() <= MOST_HOLDERS);
        holders.into_iter().flatten().copied()
    }

    fn is_alike(&self, other: usize, place: usize, text: &Text<'_>, sentence: &Fingerprint) -> bool {
        let Some(other) = self.texts.get(other) else { return false };
        other.sentences.get(place).is_some_and(|found| text.is_alike(sentence, other, found))
    }
}
