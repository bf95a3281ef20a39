//! Splits a text into sentences, as byte ranges.
//!
//! A scan over stops, question and exclamation marks that asks what stands before and after each. It knows news and
//! transcripts in English: abbreviations, initials, quotations, decimals, headlines without a stop, wrapped lines,
//! words glued together. The thing easily got wrong: the closing quotation mark belongs to the sentence before it.

mod around;
mod lines;
mod own;
mod stops;
mod words;

#[cfg(test)]
mod tests;

use crate::model::ByteRange;
pub(in crate::evidence) use own::corrected;
pub use own::sentences_of;

use around::{Around, Ending};
use stops::ends_sentence;

/// The sentences of `text` in order, without spaces around them; together they hold every character but spaces.
///
/// A sentence may hold a line break where lines are wrapped; a blank line ends every sentence. The time taken grows
/// with the length of the text, whatever it holds.
pub fn sentences(text: &str) -> Vec<ByteRange> {
    let mut found = Vec::with_capacity(text.len() / 100);
    lines::for_each_passage(text, |range| {
        if let Some(passage) = text.get(range.clone()) {
            push_sentences(passage, range.start, &mut found);
        }
    });
    found
}

/// The sentence of `sentences` (in order) that holds `byte`, or else the next one.
pub fn sentence_at(sentences: &[ByteRange], byte: usize) -> Option<ByteRange> {
    let index = sentences.partition_point(|sentence| sentence.end <= byte);
    sentences.get(index).or(sentences.last()).copied()
}

/// Pushes the sentences of one passage, without spaces around it, which starts at byte `offset` of the text.
fn push_sentences(passage: &str, offset: usize, found: &mut Vec<ByteRange>) {
    let mut around = Around::new(passage);
    let mut at = 0;
    while let Some(byte) = next_mark(passage.as_bytes(), at) {
        at = byte + 1;
        match passage.as_bytes().get(byte) {
            Some(b'"') => around.straight_quotes += 1,
            Some(b'(' | b'[') => around.open_bracket(byte),
            Some(b')' | b']') => around.close_bracket(),
            _ => {
                let Some(terminator) = around.terminator_at(byte) else { continue };
                at = terminator.end.max(at);
                let ending = Ending { end: around.skip_closers(terminator.end), terminator };
                if ends_sentence(&around, &ending) {
                    push_trimmed(passage, around.start..ending.end, offset, found);
                    around.begin(ending.end, terminator.end);
                    at = ending.end;
                }
            }
        }
    }
    push_trimmed(passage, around.start..passage.len(), offset, found);
}

fn push_trimmed(passage: &str, range: std::ops::Range<usize>, offset: usize, found: &mut Vec<ByteRange>) {
    let Some(piece) = passage.get(range.clone()) else { return };
    let from_start = piece.trim_start();
    let words = from_start.trim_end();
    if !words.is_empty() {
        let start = offset + range.start + piece.len() - from_start.len();
        found.push(ByteRange { start, end: start + words.len() });
    }
}

/// The next byte from `from` on that may matter: a mark, or the first byte of a character that may be one.
fn next_mark(bytes: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.iter().position(|byte| is_mark(*byte)).map(|at| from + at)
}

/// Whether `byte` is an ASCII mark, or the first byte of another that may end a sentence.
fn is_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b'?' | b'!' | b'"' | b'(' | b')' | b'[' | b']')
        || matches!(byte, 0xd6 | 0xd8 | 0xdb | 0xe0..=0xe3 | 0xef)
}
