//! What is typed into the search field, read.
//!
//! Words must all begin a word of the sentence; `"phrases"` must stand there as they are; `/expressions/` are regular
//! expressions; `actor:` and its like are filters. Whatever is still open at the end is taken as if it were closed, so
//! that every keystroke is a query. The thing easily got wrong: what does not fold to a letter or digit asks nothing.

use super::expression::compile;
use super::filters::FilterKey;
use super::matcher::Matcher;
use crate::evidence::folding::{Fold, folded_words};
use std::ops::Range;

/// Why something typed cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where in what was typed, in bytes.
    pub at: Range<usize>,
    /// Why, in words.
    pub words: String,
}

/// A filter as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) key: FilterKey,
    pub(super) value: String,
    pub(super) at: Range<usize>,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub(super) matchers: Vec<Matcher>,
    pub(super) filters: Vec<Filter>,
    names: String,
    faults: Vec<Fault>,
}

impl Query {
    /// Reads what was typed.
    pub fn read(typed: &str) -> Self {
        let mut query = Self::default();
        let mut names: Vec<&str> = Vec::new();
        for piece in pieces(typed) {
            match piece {
                QueryPart::Words { words, kind, .. } => {
                    let Some(words) = typed.get(words) else { continue };
                    names.push(words);
                    let folded = folded_words(words, Fold::Search);
                    match kind {
                        // What a keyboard writes as one word may be two: "and…or".
                        Kind::Word => folded.split(' ').for_each(|word| query.push_words(word)),
                        Kind::Phrase => query.push_words(&folded),
                    }
                }
                QueryPart::Expression { inside, .. } => {
                    let Some(expression) = typed.get(inside.clone()).filter(|text| !text.is_empty()) else { continue };
                    match compile(expression) {
                        Ok(regex) => query.matchers.push(Matcher::Expression(regex)),
                        Err(bad) => {
                            let at = inside.start + bad.at.start..inside.start + bad.at.end;
                            let character = expression.get(..bad.at.start).unwrap_or_default().chars().count() + 1;
                            let place = if bad.at == (0..expression.len()) {
                                "The expression cannot be used".to_owned()
                            } else {
                                format!("The expression is wrong at character {character}")
                            };
                            query.faults.push(Fault { at, words: format!("{place}: {}", bad.words) });
                        }
                    }
                }
                QueryPart::Filter { key, value, whole } => {
                    let Some(value) = typed.get(value).map(str::trim).filter(|value| !value.is_empty()) else {
                        continue;
                    };
                    query.filters.push(Filter { key, value: value.to_owned(), at: whole });
                }
            }
        }
        query.names = names.join(" ");
        query
    }

    /// What is wrong with it by itself; [`super::Scope::of`] says what the project does not know.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.matchers.is_empty() && self.filters.is_empty()
    }

    /// The words and phrases as they were typed, by which actors are found.
    pub fn names(&self) -> &str {
        &self.names
    }

    /// The filters on `key` as they were typed.
    pub fn filters_on(&self, key: FilterKey) -> impl Iterator<Item = &str> {
        self.filters.iter().filter(move |filter| filter.key == key).map(|filter| filter.value.as_str())
    }

    fn push_words(&mut self, folded: &str) {
        let words = folded.trim_matches(|character: char| !character.is_alphanumeric());
        if !words.is_empty() {
            self.matchers.push(Matcher::words(words));
        }
    }
}

/// Whether words stand in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// They do not.
    Word,
    /// They do.
    Phrase,
}

/// A part of what was typed; all ranges are bytes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum QueryPart {
    /// A word or a phrase, and the words of it without quotation marks.
    Words { words: Range<usize>, kind: Kind, whole: Range<usize> },
    /// An expression, and what stands between its strokes.
    Expression { inside: Range<usize>, whole: Range<usize> },
    /// A filter, and its value without quotation marks.
    Filter { key: FilterKey, value: Range<usize>, whole: Range<usize> },
}

impl QueryPart {
    /// All of it.
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Words { whole, .. } | Self::Expression { whole, .. } | Self::Filter { whole, .. } => whole.clone(),
        }
    }
}

/// The parts of what was typed, in order.
pub(super) fn pieces(typed: &str) -> Vec<QueryPart> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = typed.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let piece = piece_at(typed, at, rest, first);
        at = piece.range().end;
        found.push(piece);
    }
    found
}

fn piece_at(typed: &str, at: usize, rest: &str, first: char) -> QueryPart {
    if is_quotation_mark(first) {
        let (words, whole) = quoted(rest, at, first);
        return QueryPart::Words { words, kind: Kind::Phrase, whole };
    }
    if first == '/' {
        let (inside, whole) = between_strokes(rest, at);
        return QueryPart::Expression { inside, whole };
    }
    let word = at..at + rest.find(char::is_whitespace).unwrap_or(rest.len());
    for key in FilterKey::ALL {
        let Some(value) = rest.get(..key.code().len()).filter(|start| start.eq_ignore_ascii_case(key.code())) else {
            continue;
        };
        let start = at + value.len() + 1;
        if typed.as_bytes().get(start - 1) == Some(&b':') {
            let value = typed.get(start..).unwrap_or_default();
            return match value.chars().next().filter(|mark| is_quotation_mark(*mark)) {
                Some(mark) => {
                    let (value, whole) = quoted(value, start, mark);
                    QueryPart::Filter { key, value, whole: at..whole.end }
                }
                None => QueryPart::Filter { key, value: start..word.end, whole: word },
            };
        }
    }
    QueryPart::Words { words: word.clone(), kind: Kind::Word, whole: word }
}

fn is_quotation_mark(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// What stands in quotation marks at the start of `rest`, which is at byte `at`; to the end where they stay open.
fn quoted(rest: &str, at: usize, mark: char) -> (Range<usize>, Range<usize>) {
    let start = at + mark.len_utf8();
    let inside = rest.get(mark.len_utf8()..).unwrap_or_default();
    match inside.char_indices().find(|(_, character)| is_quotation_mark(*character)) {
        Some((length, closing)) => (start..start + length, at..start + length + closing.len_utf8()),
        None => (start..start + inside.len(), at..start + inside.len()),
    }
}

/// What stands between strokes at the start of `rest`; a stroke ends it before a space or the end, and `\/` never.
fn between_strokes(rest: &str, at: usize) -> (Range<usize>, Range<usize>) {
    let start = at + 1;
    let inside = rest.get(1..).unwrap_or_default();
    let mut is_escaped = false;
    for (length, character) in inside.char_indices() {
        let is_last =
            || inside.get(length + 1..).is_some_and(|after| after.chars().next().is_none_or(char::is_whitespace));
        if character == '/' && !is_escaped && is_last() {
            return (start..start + length, at..start + length + 1);
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    (start..start + inside.len(), at..start + inside.len())
}
