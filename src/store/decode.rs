//! Turns a piece of RON into a value of the model, or says in plain words what is wrong with it and where.

use super::conflict::conflict_regions;
use super::defect::{Report, Spot};
use super::files::RelativePath;
use crate::evidence::edit_distance::nearest;
use ron::error::SpannedError;
use serde::de::DeserializeOwned;
use std::ops::Range;

/// A file's text, ready to be read: marks that are no RON are blanked out, so that every offset stays as it was.
pub(super) struct Text {
    text: String,
    /// Byte offset of each line's start.
    line_starts: Vec<usize>,
}

impl Text {
    /// Understands `bytes` as UTF-8 and reports what was blanked out. `None` if nothing is left to read.
    pub(super) fn new(path: &RelativePath, bytes: &[u8], report: &mut Report) -> Option<Self> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let line = 1 + bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count();
                let reason = "is not UTF-8 text, so the file is not read; save it again as UTF-8";
                report.left_out(path, Spot::Line(line), reason);
                return None;
            }
        };
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut whole = Self { text: text.to_owned(), line_starts };
        if text.starts_with('\u{feff}') {
            whole.blank(0..'\u{feff}'.len_utf8());
            let reason = "the file starts with a byte-order mark, which is left out when it is saved";
            report.warning(path, Spot::Line(1), reason);
        }
        for region in conflict_regions(text) {
            let line = whole.line(region.start);
            let last = whole.line(region.end.saturating_sub(1));
            let reason = format!(
                "an unresolved merge conflict (lines {line} to {last}); nothing between its marks is read. Keep one side and \
                 delete the marks"
            );
            report.left_out(path, Spot::Line(line), reason);
            whole.blank(region);
        }
        if whole.text.trim().is_empty() {
            report.left_out(path, Spot::File, "there is nothing in the file that can be read");
            return None;
        }
        Some(whole)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The words of `range`; empty if it is no range of the text.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// Line of byte `at`, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= at).max(1)
    }

    /// Line and column of byte `at`.
    pub(super) fn spot(&self, at: usize) -> Spot {
        let line = self.line(at);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let end = self.text.floor_char_boundary(at);
        Spot::At { line, column: 1 + self.slice(start..end).chars().count() }
    }

    /// Where the comments at the very top stand, with their line ends.
    pub(super) fn header(&self) -> Range<usize> {
        let start = self.text.find(|one| one != ' ').unwrap_or(0);
        let lines = self.slice(start..self.text.len()).split_inclusive('\n').take_while(|line| line.starts_with("//"));
        start..start + lines.map(str::len).sum::<usize>()
    }

    fn blank(&mut self, region: Range<usize>) {
        let blank: String =
            self.slice(region.clone()).bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
        if self.text.get(region.clone()).is_some() {
            self.text.replace_range(region, &blank);
        }
    }
}

/// Why a piece of RON is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    /// Byte offset in the piece.
    pub(super) at: usize,
    /// In plain words, with what to do.
    pub(super) reason: String,
}

/// Reads a value that is the whole of `piece`.
pub(super) fn decode<T: DeserializeOwned>(piece: &str) -> Result<T, Flaw> {
    ron::from_str(piece).map_err(|error| Flaw { at: offset_of(piece, &error), reason: in_plain_words(&error.code) })
}

fn offset_of(piece: &str, error: &SpannedError) -> usize {
    let position = error.span.start;
    let line_start: usize = piece.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum();
    let line = piece.get(line_start..).unwrap_or("");
    line_start + line.chars().take(position.col.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

fn in_plain_words(error: &ron::Error) -> String {
    use ron::Error as E;
    match error {
        E::NoSuchStructField { expected, found, .. } => unknown("field", found, expected),
        E::NoSuchEnumVariant { expected, found, .. } => unknown("value here", found, expected),
        E::MissingStructField { field, .. } => format!("the field `{field}` is missing"),
        E::DuplicateStructField { field, .. } => format!("the field `{field}` is written twice; delete one of the two"),
        E::ExpectedOption => "write Some(…) around the value, or leave the field out".to_owned(),
        E::InvalidValueForType { expected, found } => format!("expected {expected} and found {found}"),
        E::Eof | E::ExpectedStringEnd | E::ExpectedStructLikeEnd | E::ExpectedArrayEnd => {
            "a bracket or a quotation mark is not closed".to_owned()
        }
        E::ExpectedComma => "a comma is missing before this".to_owned(),
        E::ExpectedStructLike | E::ExpectedNamedStructLike(_) => "expected a record in ( )".to_owned(),
        E::ExpectedMapColon => "expected a colon after the name of a field".to_owned(),
        E::ExceededRecursionLimit => "brackets are nested too deeply".to_owned(),
        E::Message(words) => words.clone(),
        other => {
            let words = other.to_string();
            let mut letters = words.chars();
            letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
        }
    }
}

/// "there is no field `stanse`; is `stance` meant?"
pub(super) fn unknown(what: &str, found: &str, known: &[&str]) -> String {
    match nearest(found, known.iter().copied()) {
        Some(meant) => format!("{found:?} is no {what}; is `{meant}` meant?"),
        None => format!("{found:?} is no {what}; there are: {}", known.join(", ")),
    }
}
