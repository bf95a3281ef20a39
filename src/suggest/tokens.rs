//! Words and marks of a text with their place, and which of them stand between quotation marks.
//!
//! A word is kept as it is compared: lower case, no accents, one kind of apostrophe, no possessive ending. The thing
//! easily got wrong: "US" is a country and "us" is a pronoun, so the former becomes "u.s." before case is lost.

use crate::model::ByteRange;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A word or a punctuation mark.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Where it stands.
    pub(super) range: ByteRange,
    /// The word as it is compared; a mark as it stands.
    pub(super) lower: String,
    /// Whether it is a mark and no word.
    pub(super) mark: bool,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// Whether it ended in 's or s'.
    pub(super) possessive: bool,
    /// Number of the quotation it stands in, counted from 1; 0 outside.
    pub(super) quote: u32,
}

/// A quotation: the bytes between its marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct QuoteSpan {
    /// The words without the marks.
    pub(super) range: ByteRange,
    /// Whether it goes on from the quotation before it, across a paragraph.
    pub(super) continues: bool,
}

/// The quotations of `text`, in order. One that is never closed ends with its line.
pub(super) fn quotations(text: &str) -> Vec<QuoteSpan> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut left_open = false;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            left_open = quotations_of_line(start, line, left_open, &mut found);
        }
        start += line.len();
    }
    found
}

fn quotations_of_line(start: usize, line: &str, left_open: bool, found: &mut Vec<QuoteSpan>) -> bool {
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut first = true;
    let apostrophes = line.bytes().filter(|byte| *byte == b'\'').take(2).count();
    let mut characters = line.char_indices().peekable();
    while let Some((at, one)) = characters.next() {
        let after = characters.peek().map_or(' ', |(_, next)| *next);
        let opens_here = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | ':');
        let closing = match (open, one) {
            (Some((_, '‘')), '’') | (Some((_, '\'')), '\'') => !after.is_alphanumeric(),
            (Some((_, '“')), '”' | '“' | '"') | (Some((_, '"')), '"' | '”') | (Some((_, '«')), '»') => true,
            _ => false,
        };
        if closing {
            if let Some((from, _)) = open.take() {
                let continues = first && left_open;
                found.push(QuoteSpan { range: ByteRange { start: from, end: start + at }, continues });
                first = false;
            }
        } else if open.is_none() {
            let kind = match one {
                '“' | '„' | '”' if one != '”' || opens_here => Some('“'),
                '"' => Some('"'),
                '«' => Some('«'),
                '‘' if opens_here => Some('‘'),
                '\'' if opens_here && after.is_alphabetic() && apostrophes > 1 => Some('\''),
                _ => None,
            };
            open = kind.map(|kind| (start + at + one.len_utf8(), kind));
        }
        before = one;
    }
    // A quotation of single marks that never closes was an apostrophe.
    let Some((from, _)) = open.filter(|(_, kind)| !matches!(kind, '‘' | '\'')) else { return false };
    found.push(QuoteSpan {
        range: ByteRange { start: from, end: start + line.trim_end().len() },
        continues: first && left_open,
    });
    true
}

/// The words and marks of `text`; `quotes` are its quotations.
pub(super) fn tokens(text: &str, quotes: &[QuoteSpan]) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut quote = 0;
    let mut word: Option<usize> = None;
    let mut characters = text.char_indices().peekable();
    let mut push = |start: usize, end: usize, mark: bool| {
        while quotes.get(quote).is_some_and(|span| span.range.end <= start) {
            quote += 1;
        }
        let inside = quotes.get(quote).is_some_and(|span| span.range.start <= start);
        let raw = text.get(start..end).unwrap_or_default();
        let number = if inside { quote as u32 + 1 } else { 0 };
        found.push(token(raw, ByteRange { start, end }, mark, number));
    };
    while let Some((at, one)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let inner = word.is_some()
            && match one {
                '\'' | '’' | '-' | '‑' => next.is_some_and(char::is_alphanumeric),
                '.' => is_abbreviation_dot(text, word, at, next),
                _ => false,
            };
        if one.is_alphanumeric() || is_combining_mark(one) || inner {
            word.get_or_insert(at);
            continue;
        }
        if let Some(start) = word.take() {
            push(start, at, false);
        }
        if matches!(one, ',' | ';' | ':' | '.' | '?' | '!' | '…' | '–' | '—' | '(' | ')' | '-') {
            push(at, at + one.len_utf8(), true);
        }
    }
    if let Some(start) = word {
        push(start, text.len(), false);
    }
    found
}

/// Whether the dot after "U" or "U.S" belongs to the word.
fn is_abbreviation_dot(text: &str, word: Option<usize>, at: usize, next: Option<char>) -> bool {
    let so_far = word.and_then(|start| text.get(start..at)).unwrap_or_default();
    let mut letters = so_far.split('.');
    let initials = letters.all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    initials && (next.is_some_and(char::is_uppercase) || so_far.contains('.'))
}

fn token(raw: &str, range: ByteRange, mark: bool, quote: u32) -> Token {
    if mark {
        return Token { range, lower: raw.to_owned(), mark, capital: false, possessive: false, quote };
    }
    let capital = raw.chars().next().is_some_and(char::is_uppercase);
    let stem = raw.strip_suffix("'s").or_else(|| raw.strip_suffix("’s"));
    let word = stem.unwrap_or(raw);
    let lower = initialism(word).map_or_else(|| folded(word), str::to_owned);
    Token { range, lower, mark, capital, possessive: stem.is_some(), quote }
}

/// Initialisms that would read as another word in small letters: how each is compared, and how it is printed.
fn initialisms() -> &'static [(&'static str, Vec<&'static str>)] {
    static INITIALISMS: OnceLock<Vec<(&str, Vec<&str>)>> = OnceLock::new();
    let lines = || include_str!("../../templates/initialisms.txt").lines();
    let line = |line: &'static str| line.split_once('|').map(|(word, printed)| (word, printed.split(',').collect()));
    INITIALISMS.get_or_init(|| lines().filter_map(line).collect())
}

/// How an initialism is compared; `None` for any other word.
fn initialism(word: &str) -> Option<&'static str> {
    if word.len() > LONGEST_INITIALISM || !word.starts_with(char::is_uppercase) {
        return None;
    }
    initialisms().iter().find(|(_, printed)| printed.contains(&word)).map(|(compared, _)| *compared)
}

/// In bytes.
const LONGEST_INITIALISM: usize = 4;

/// Whether a word, as it is compared, is an initialism with dots, which stands for a name and for its adjective alike.
pub(super) fn is_initialism(word: &str) -> bool {
    word.contains('.')
}

/// An initialism as it is printed most often; any other word as it is.
pub(super) fn printed(word: &str) -> &str {
    let found = initialisms().iter().find(|(compared, _)| *compared == word);
    found.and_then(|(_, printed)| printed.first()).copied().unwrap_or(word)
}

/// A word or a name as it is compared.
pub(super) fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    for one in word.nfd().filter(|one| !is_combining_mark(*one)).flat_map(char::to_lowercase) {
        match one {
            '’' | '‘' => out.push('\''),
            '‑' => out.push('-'),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'þ' => out.push_str("th"),
            '\u{307}' => {}
            other => out.push(other),
        }
    }
    out
}

/// The words of a name as they are compared.
pub(super) fn name_words(name: &str) -> Vec<String> {
    tokens(name, &[]).into_iter().filter(|token| !token.mark).map(|token| token.lower).collect()
}

/// The words of `tokens` as `text` prints them, one space between them, without a possessive ending.
pub(super) fn words_of(text: &str, tokens: &[Token]) -> String {
    let printed = |token: &Token| {
        let raw = text.get(token.range.start..token.range.end).unwrap_or_default();
        let plain = if token.possessive { raw.strip_suffix("'s").or_else(|| raw.strip_suffix("’s")) } else { None };
        plain.unwrap_or(raw).to_owned()
    };
    tokens.iter().filter(|token| !token.mark).map(printed).collect::<Vec<_>>().join(" ")
}
