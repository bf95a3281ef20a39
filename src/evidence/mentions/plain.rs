//! A text with case, accents, kinds of apostrophes, dashes and spaces folded away, and the way back.
//!
//! Unlike [`crate::evidence::folding`] it keeps quotation marks, since a name ends at the apostrophe of "Hungary’s",
//! and it is fast on plain English. The thing easily got wrong: runs of ASCII are copied whole, so every place at
//! which the two texts drift apart needs its anchor.

use crate::evidence::folding::plain_letters;
use crate::model::ByteRange;
use std::cell::Cell;
use std::ops::Range;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// A folded text.
pub(super) struct Plain {
    text: String,
    /// Where the folded text starts to follow the original byte by byte: folded offset, original offset.
    anchors: Vec<(u32, u32)>,
    /// The anchor that was used last: what is asked for next is near.
    last_used: Cell<usize>,
}

impl Plain {
    /// Folds `text`, which must be shorter than 4 GiB.
    pub(super) fn new(text: &str) -> Self {
        let mut writer = Writer { folded: Vec::with_capacity(text.len() + 16), anchors: vec![(0, 0)] };
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let run = plain_run(rest);
            writer.folded.extend_from_slice(rest.get(..run).unwrap_or(rest));
            at += run;
            let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let length = if character.is_whitespace() {
                writer.push_spaces(text.get(at..).unwrap_or(""))
            } else {
                writer.push(character, at);
                character.len_utf8()
            };
            at += length;
            writer.anchor(at);
        }
        writer.folded.make_ascii_lowercase();
        // Only whole characters were written.
        Self {
            text: String::from_utf8(writer.folded).unwrap_or_default(),
            anchors: writer.anchors,
            last_used: Cell::new(0),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether no letter or digit stands directly before or behind `range`. A stop at the end of a name ("U.S.") may
    /// be glued to the next sentence, not to another letter with a stop.
    pub(super) fn is_word(&self, range: Range<usize>) -> bool {
        let before = self.text.get(..range.start).and_then(|before| before.chars().next_back());
        let Some(name) = self.text.get(range.clone()) else { return false };
        let mut behind = self.text.get(range.end..).unwrap_or("").chars();
        let opens = !name.starts_with(char::is_alphanumeric) || !before.is_some_and(char::is_alphanumeric);
        let closes = match behind.next() {
            Some(one) if one.is_alphanumeric() => name.ends_with('.') && behind.next() != Some('.'),
            Some(_) | None => true,
        };
        opens && closes
    }

    /// The bytes of `original` (the text this was folded from) that became `folded`: whole characters with their
    /// combining marks.
    pub(super) fn original_range(&self, original: &str, folded: Range<usize>) -> Option<ByteRange> {
        let start = original.floor_char_boundary(self.original_offset(folded.start));
        let last = original.floor_char_boundary(self.original_offset(folded.end.checked_sub(1)?));
        let mut rest = original.get(last..)?.chars();
        let mut end = last + rest.next()?.len_utf8();
        end += rest
            .take_while(|mark| !mark.is_ascii() && canonical_combining_class(*mark) != 0)
            .map(char::len_utf8)
            .sum::<usize>();
        (start < end).then_some(ByteRange { start, end })
    }

    fn original_offset(&self, folded: usize) -> usize {
        let is_behind = |index: usize| self.anchors.get(index).is_none_or(|(start, _)| *start as usize > folded);
        let mut index = self.last_used.get();
        while index > 0 && is_behind(index) {
            index -= 1;
        }
        while !is_behind(index + 1) {
            index += 1;
        }
        self.last_used.set(index);
        let Some((start, original)) = self.anchors.get(index) else { return 0 };
        let offset = *original as usize + folded - *start as usize;
        // One character may have become more bytes than it had.
        self.anchors.get(index + 1).map_or(offset, |(_, limit)| offset.min((*limit as usize).saturating_sub(1)))
    }
}

/// How many bytes of `rest` are plain ASCII without two spaces in a row.
fn plain_run(rest: &[u8]) -> usize {
    /// Looked at together, without a branch.
    const BLOCK: usize = 32;
    let is_plain = |byte: u8| byte.wrapping_sub(b' ') < 95;
    let mut run = 0;
    let mut before = b' ';
    for block in rest.chunks_exact(BLOCK) {
        let plain = block.iter().fold(true, |plain, byte| plain & is_plain(*byte));
        let pairs = block.iter().zip(block.iter().skip(1));
        let gaps = pairs.fold(0, |gaps, (one, two)| gaps | (u8::from(*one == b' ') & u8::from(*two == b' ')));
        let (Some(first), Some(last)) = (block.first(), block.last()) else { break };
        if !plain || gaps > 0 || (before == b' ' && *first == b' ') {
            break;
        }
        before = *last;
        run += BLOCK;
    }
    let special = |byte: &u8| {
        let is_special = !is_plain(*byte) || (*byte == b' ' && before == b' ');
        before = *byte;
        is_special
    };
    let tail = rest.get(run..).unwrap_or(&[]);
    run + tail.iter().position(special).unwrap_or(tail.len())
}

struct Writer {
    folded: Vec<u8>,
    anchors: Vec<(u32, u32)>,
}

impl Writer {
    fn push(&mut self, character: char, original: usize) {
        self.anchor(original);
        match character {
            '‘' | '’' | 'ʼ' | '′' | '´' | '＇' => self.folded.push(b'\''),
            '‐'..='―' | '−' | '﹘' | '﹣' | '－' => self.folded.push(b'-'),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {}
            letter => letter.to_lowercase().for_each(|lower| self.push_letter(lower)),
        }
    }

    /// Writes the spaces at the start of `rest` as one, and tells their length. A line break may wrap a name; a blank
    /// line ends everything.
    fn push_spaces(&mut self, rest: &str) -> usize {
        let length = rest.len() - rest.trim_start().len();
        let spaces = rest.get(..length).unwrap_or("");
        let breaks = spaces.replace("\r\n", "\n").chars().filter(|one| is_break(*one)).count();
        let space = if breaks > 1 { b'\n' } else { b' ' };
        match self.folded.last_mut() {
            Some(last) if *last == b' ' => *last = space,
            Some(_) | None => self.folded.push(space),
        }
        length
    }

    fn push_letter(&mut self, lower: char) {
        decompose_canonical(lower, |part| {
            if canonical_combining_class(part) == 0 {
                let mut bytes = [0; 4];
                let plain = plain_letters(part).unwrap_or_else(|| part.encode_utf8(&mut bytes));
                self.folded.extend_from_slice(plain.as_bytes());
            }
        });
    }

    fn anchor(&mut self, original: usize) {
        let folded = self.folded.len() as u32;
        match self.anchors.last_mut() {
            Some((start, at)) if *start == folded => *at = original as u32,
            Some(_) | None => self.anchors.push((folded, original as u32)),
        }
    }
}

fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
