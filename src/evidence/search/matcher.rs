//! Finds one thing of a query in folded text.

use memchr::memmem;
use regex_automata::Input;
use regex_automata::meta::Regex;
use std::ops::Range;

/// One thing that a sentence must hold.
#[derive(Clone, Debug)]
pub(super) enum Matcher {
    /// Words that begin a word.
    Words(Box<Words>),
    /// A regular expression.
    Expression(Regex),
}

/// Folded words with single spaces between them.
#[derive(Clone, Debug)]
pub(super) struct Words {
    folded: Box<str>,
    /// The longest stretch without a space, and where it begins. A space may be a line break in the text: the words
    /// may reach over the end of a sentence.
    longest: memmem::Finder<'static>,
    offset: usize,
}

impl Matcher {
    /// Looks for folded `words`.
    pub(super) fn words(words: &str) -> Self {
        let mut at = 0;
        let mut longest = (0, "");
        for part in words.split(' ') {
            if part.len() > longest.1.len() {
                longest = (at, part);
            }
            at += part.len() + 1;
        }
        let finder = memmem::Finder::new(longest.1.as_bytes()).into_owned();
        Self::Words(Box::new(Words { folded: words.into(), longest: finder, offset: longest.0 }))
    }

    /// How rarely it is found, roughly: the largest is looked for first.
    pub(super) fn rarity(&self) -> usize {
        match self {
            // It is dear to ask, and cannot be asked for a sentence without its neighbours being paid for too.
            Self::Expression(_) => usize::MAX,
            Self::Words(words) => words.longest.needle().len(),
        }
    }

    /// The first place that begins in `range` of `text`. An expression also ends there, words may end later.
    pub(super) fn find(&self, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        match self {
            Self::Words(words) => words.find(text, range),
            Self::Expression(regex) => {
                let found = regex.search(&Input::new(text).range(range))?;
                (!found.is_empty()).then(|| found.range())
            }
        }
    }
}

impl Words {
    fn find(&self, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        let bytes = text.as_bytes();
        let mut from = range.start + self.offset;
        // The longest part may begin after the range where the words begin in it.
        let end = (range.end + self.folded.len()).min(bytes.len());
        while let Some(at) = bytes.get(from..end).and_then(|rest| self.longest.find(rest)) {
            let start = from + at - self.offset;
            let found = start..start + self.folded.len();
            if start >= range.end {
                return None;
            }
            if begins_a_word(text, start) && self.stands_at(bytes.get(found.clone())?) {
                return Some(found);
            }
            from += at + 1;
        }
        None
    }

    fn stands_at(&self, bytes: &[u8]) -> bool {
        if self.folded.len() == self.longest.needle().len() {
            return true;
        }
        let is_same = |(of, byte): (u8, &u8)| of == *byte || of == b' ' && *byte == b'\n';
        self.folded.bytes().zip(bytes).all(is_same)
    }
}

/// Whether no letter or digit stands before byte `at`. Where words are written without spaces any character begins one.
fn begins_a_word(text: &str, at: usize) -> bool {
    match at.checked_sub(1).and_then(|before| text.as_bytes().get(before)) {
        None => true,
        Some(before) if before.is_ascii() => !before.is_ascii_alphanumeric(),
        Some(_) => {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|before| !before.is_alphanumeric() || is_written_without_spaces(before))
        }
    }
}

fn is_written_without_spaces(character: char) -> bool {
    matches!(character,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
