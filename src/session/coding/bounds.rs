//! Where a sentence ends, when a person says so: joined with the next one, split, or left to the rules again.
//!
//! What comes out is the list of stretches for [`crate::session::Edit::SetSentences`]. The thing easily got wrong: a
//! stretch that is set takes the place of every stretch that it touches.

use crate::evidence::sentences::sentences_of;
use crate::model::{ByteRange, Source};

/// The sentence that holds `byte` made one with the next. `None` for the last one, and where a blank line lies between.
pub fn joined_with_next(source: &Source, byte: usize) -> Option<(Vec<ByteRange>, ByteRange)> {
    let sentences = sentences_of(source);
    let at = sentences.iter().position(|sentence| sentence.contains(byte))?;
    let (one, next) = (sentences.get(at)?, sentences.get(at + 1)?);
    let joined = ByteRange { start: one.start, end: next.end };
    let gap = source.text.get(one.end..next.start)?;
    (!gap.contains("\n\n")).then(|| (with(source, &[joined]), joined))
}

/// The sentence that holds `byte` split there; `None` where one part would hold no word.
pub fn split_at(source: &Source, byte: usize) -> Option<(Vec<ByteRange>, ByteRange)> {
    let sentence = sentences_of(source).into_iter().find(|sentence| sentence.contains(byte))?;
    let first = trimmed(source, ByteRange { start: sentence.start, end: byte })?;
    let second = trimmed(source, ByteRange { start: byte, end: sentence.end })?;
    Some((with(source, &[first, second]), first))
}

/// The words at `bytes` made one sentence, whatever they were part of; `None` where they hold no word.
pub fn made_one(source: &Source, bytes: ByteRange) -> Option<Vec<ByteRange>> {
    Some(with(source, &[trimmed(source, bytes)?]))
}

/// The sentence that holds `byte` left to the rules again; `None` where nobody has set it.
pub fn restored(source: &Source, byte: usize) -> Option<Vec<ByteRange>> {
    let own = &source.record.own_sentences;
    let set = own.iter().find(|set| set.contains(byte))?;
    // What was split is two stretches that stand side by side.
    let is_beside = |other: &&ByteRange| {
        let gap = match (other.end <= set.start, set.end <= other.start) {
            (true, _) => source.text.get(other.end..set.start),
            (_, true) => source.text.get(set.end..other.start),
            (false, false) => Some(""),
        };
        gap.is_some_and(|gap| gap.trim().is_empty() && !gap.contains("\n\n"))
    };
    Some(own.iter().filter(|other| !is_beside(other)).copied().collect())
}

fn with(source: &Source, set: &[ByteRange]) -> Vec<ByteRange> {
    let is_apart = |own: &&ByteRange| set.iter().all(|one| own.end <= one.start || one.end <= own.start);
    let mut all: Vec<ByteRange> = source.record.own_sentences.iter().filter(is_apart).chain(set).copied().collect();
    all.sort_unstable();
    all
}

fn trimmed(source: &Source, bytes: ByteRange) -> Option<ByteRange> {
    let piece = bytes.of(&source.text)?;
    let from_start = piece.trim_start();
    let words = from_start.trim_end();
    let start = bytes.start + piece.len() - from_start.len();
    words.contains(char::is_alphanumeric).then_some(ByteRange { start, end: start + words.len() })
}
