//! Plain text to a draft: the words as they are, without lines that are only of the page it was copied from.
//!
//! The thing easily got wrong: this text is what quotations are found in later. Besides whole leftover lines nothing is
//! taken away, and only line breaks are changed, both told.

use super::draft::{Draft, Kind};
use super::error::ImportError;
use super::noise::leftover;
use super::opening;
use super::wrapped;
use crate::derive::count_of;
use crate::evidence::folding::{Fold, folded_words};
use std::borrow::Cow;

/// Reads decoded `text` into a draft of `kind`, which has been given its encoding.
pub(super) fn read(text: &str, draft: Draft) -> Result<Draft, ImportError> {
    let mut draft = draft;
    let text = unix_lines(text, &mut draft);
    let text = match wrapped::unwrap(&text) {
        Some(unwrapped) => {
            let joined = count_of(unwrapped.joined, "line break became a space", "line breaks became spaces");
            let why = format!("the lines were broken at {} characters: {joined}; no word was changed", unwrapped.width);
            draft.report.guess("line breaks", why);
            Cow::Owned(unwrapped.text)
        }
        None => text,
    };
    without_leftovers(&text, &mut draft);
    finish(draft)
}

/// Refuses an empty text, and tells what the text itself says.
pub(super) fn finish(mut draft: Draft) -> Result<Draft, ImportError> {
    if draft.text.trim().is_empty() {
        return Err(ImportError::NoText(match draft.kind {
            Kind::Pdf => "; its pages may be pictures of text, which are not read".to_owned(),
            Kind::Html => "; a page that builds itself by scripts must be saved after it was built".to_owned(),
            _ => String::new(),
        }));
    }
    opening::read(&mut draft);
    let paragraphs = draft.text.lines().filter(|line| !line.trim().is_empty()).count();
    draft.report.kept.insert(0, count_of(paragraphs, "paragraph", "paragraphs"));
    Ok(draft)
}

/// The paragraphs of `text`: lines, or what stands between blank lines where these were broken to fit a width. Words that
/// are only of a page are told and left out.
pub(super) fn paragraphs_of(text: &str, draft: &mut Draft) -> Vec<String> {
    const WIDEST: usize = 100;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
    let last = lines.iter().rposition(|line| !line.is_empty()).unwrap_or(0);
    let has_gaps = lines.get(first..last).is_some_and(|inner| inner.iter().any(|line| line.is_empty()));
    let mut paragraphs: Vec<String> = Vec::new();
    let mut joined = 0;
    for group in lines.split(|line| line.is_empty()).filter(|group| !group.is_empty()) {
        let is_wrapped = has_gaps && group.iter().all(|line| line.chars().count() <= WIDEST);
        let mut is_first = true;
        for line in group {
            if let Some(what) = leftover(line) {
                draft.report.drop(what, *line);
                continue;
            }
            match paragraphs.last_mut() {
                Some(paragraph) if is_wrapped && !is_first && !wrapped::starts_anew(line) => {
                    paragraph.push(' ');
                    paragraph.push_str(line);
                    joined += 1;
                }
                _ => paragraphs.push((*line).to_owned()),
            }
            is_first = false;
        }
    }
    if joined > 0 {
        let joined = count_of(joined, "line break became a space", "line breaks became spaces");
        draft
            .report
            .guess("line breaks", format!("the lines were broken to fit a width: {joined}; no word was changed"));
    }
    paragraphs
}

/// Line ends of other systems, told.
fn unix_lines<'a>(text: &'a str, draft: &mut Draft) -> Cow<'a, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    draft.report.guess("line breaks", "line ends of another system (CR) were written as LF");
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn without_leftovers(text: &str, draft: &mut Draft) {
    let mut kept = String::with_capacity(text.len());
    let mut title: Option<&str> = None;
    let mut lines = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            kept.push_str(line);
            continue;
        }
        if let Some(what) = leftover(words) {
            draft.report.drop(what, words);
            continue;
        }
        lines += 1;
        // The title again, as a copied page prints it; only at the very beginning.
        if lines == 2 && title.is_some_and(|title| same_words(title, words)) {
            draft.report.drop("title printed again", words);
            continue;
        }
        title.get_or_insert(words);
        kept.push_str(line);
    }
    draft.text = kept;
}

/// Whether two lines say the same, however they are typed.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    one.len() < 600 && other.len() < 600 && folded_words(one, Fold::Search) == folded_words(other, Fold::Search)
}
