//! Letters that steer a text without being seen, spelled out where it is read: `[U+202E]`, as in pictures
//! and tables.
//!
//! What is stored stays as it is; only what is painted differs. The thing easily got wrong: a place in the painted text is
//! not the same place in the stored one, so both ways lead through [`Visible`].

use crate::evidence::cursor::{byte_from_char, char_from_byte};
use crate::gui::theme::color32;
use crate::scene::Palette;
use egui::text::{LayoutJob, TextFormat};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

/// A text as it is painted.
#[derive(Clone, Debug)]
pub(crate) struct Visible<'t> {
    stored: &'t str,
    shown: Cow<'t, str>,
    marks: Vec<Mark>,
}

/// A letter that is spelled out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    /// Where it stands in the stored text, in bytes.
    stored: Range<usize>,
    /// Where it is spelled out in the painted text, in bytes.
    shown: Range<usize>,
}

/// Whether `letter` changes how its neighbours are read, and is itself not seen.
fn is_hidden(letter: char) -> bool {
    match letter {
        '\n' | '\t' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => true,
        _ => letter.is_control(),
    }
}

impl<'t> Visible<'t> {
    /// `stored` with everything seen.
    pub(crate) fn new(stored: &'t str) -> Self {
        if !stored.chars().any(is_hidden) {
            return Self { stored, shown: Cow::Borrowed(stored), marks: Vec::new() };
        }
        let mut shown = String::with_capacity(stored.len() + 16);
        let mut marks = Vec::new();
        for (at, letter) in stored.char_indices() {
            if is_hidden(letter) {
                let from = shown.len();
                // Writing into a string cannot fail.
                let _ = write!(shown, "[U+{:04X}]", u32::from(letter));
                marks.push(Mark { stored: at..at + letter.len_utf8(), shown: from..shown.len() });
            } else {
                shown.push(letter);
            }
        }
        Self { stored, shown: Cow::Owned(shown), marks }
    }

    /// What is painted.
    pub(crate) fn words(&self) -> &str {
        &self.shown
    }

    /// The byte of the painted text at which the stored `byte` begins.
    fn shown_byte(&self, byte: usize) -> usize {
        let byte = byte.min(self.stored.len());
        match self.marks.iter().rev().find(|mark| mark.stored.start < byte) {
            Some(mark) if byte < mark.stored.end => mark.shown.start,
            Some(mark) => mark.shown.end + (byte - mark.stored.end),
            None => byte,
        }
    }

    /// The byte of the stored text whose letter is painted at `byte`; anywhere in a spelled-out letter it is that letter.
    fn stored_byte(&self, byte: usize) -> usize {
        let byte = byte.min(self.shown.len());
        match self.marks.iter().rev().find(|mark| mark.shown.start <= byte) {
            Some(mark) if byte < mark.shown.end => mark.stored.start,
            Some(mark) => mark.stored.end + (byte - mark.shown.end),
            None => byte,
        }
    }

    /// The cursor, in characters of the painted text, that stands before the stored `byte`.
    pub(crate) fn cursor_at(&self, byte: usize) -> usize {
        char_from_byte(&self.shown, self.shown_byte(byte))
    }

    /// The stored byte before which the cursor stands that counts `chars` of the painted text.
    pub(crate) fn byte_at_cursor(&self, chars: usize) -> usize {
        self.stored_byte(byte_from_char(&self.shown, chars))
    }

    /// "holds [U+202E] and [U+202C]": for a field that paints the text itself; `None` where nothing is hidden.
    pub(crate) fn marks_in_words(&self) -> Option<String> {
        let mut marks: Vec<&str> = self.marks.iter().filter_map(|mark| self.shown.get(mark.shown.clone())).collect();
        marks.sort_unstable();
        marks.dedup();
        (!marks.is_empty()).then(|| format!("holds {}, which is not seen", marks.join(", ")))
    }

    /// Appends the stored bytes `range` to `job`, spelled-out letters in the colour of an alarm.
    pub(crate) fn append(&self, job: &mut LayoutJob, range: Range<usize>, format: &TextFormat, palette: &Palette) {
        let (from, to) = (self.shown_byte(range.start), self.shown_byte(range.end));
        let mut at = from;
        let here = self.marks.iter().filter(|mark| from <= mark.shown.start && mark.shown.end <= to);
        for Mark { shown, .. } in here {
            job.append(self.shown.get(at..shown.start).unwrap_or_default(), 0.0, format.clone());
            let spelled = TextFormat { color: color32(palette.alarm), ..format.clone() };
            job.append(self.shown.get(shown.clone()).unwrap_or_default(), 0.0, spelled);
            at = shown.end;
        }
        job.append(self.shown.get(at..to).unwrap_or_default(), 0.0, format.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_steers_the_text_is_spelled_out_and_the_rest_stays() {
        assert_eq!(Visible::new("say \u{202e}on\u{202c}\u{7}.").words(), "say [U+202E]on[U+202C][U+0007].");
        let plain = "soft\u{ad}hyphen, no\u{a0}break, \u{200f}mark\ttab\nline";
        assert_eq!(Visible::new(plain).words(), plain);
    }

    proptest! {
        #[test]
        fn a_place_leads_to_the_painted_text_and_back(text in "[a-z\u{e9}\u{202e}\u{7}\u{2069} ]{0,24}") {
            let visible = Visible::new(&text);
            for (byte, _) in text.char_indices() {
                let shown = visible.shown_byte(byte);
                prop_assert!(visible.words().is_char_boundary(shown));
                prop_assert_eq!(visible.stored_byte(shown), byte);
            }
            prop_assert_eq!(visible.shown_byte(text.len()), visible.words().len());
        }
    }
}
