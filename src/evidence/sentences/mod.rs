//! Splits a text into sentences, as byte ranges.
//!
//! A scan over stops, question and exclamation marks that asks what stands before and after each. It knows news in
//! English: abbreviations, initials, quotations, decimals, headlines without a stop. A line break always ends a
//! sentence. The thing easily got wrong: the closing quotation mark belongs to the sentence before it.

mod words;

#[cfg(test)]
mod tests;

use crate::model::ByteRange;
use words::{Stop, is_attribution_verb, is_closer, is_opener, is_starter, stop_after};

/// The sentences of `text` in order, without spaces around them; together they hold every character but spaces.
pub fn sentences(text: &str) -> Vec<ByteRange> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(is_line_break) {
        Paragraph::new(start, line).push_sentences(&mut found);
        start += line.len();
    }
    found
}

/// The sentence of `sentences` (in order) that holds `byte`, or else the next one.
pub fn sentence_at(sentences: &[ByteRange], byte: usize) -> Option<ByteRange> {
    let index = sentences.partition_point(|sentence| sentence.end <= byte);
    sentences.get(index).or(sentences.last()).copied()
}

fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Longer words are looked at in part; a line of stops without a space would take for ever otherwise.
const LONGEST_WORD_CHARS: usize = 48;

/// One line, by characters. All positions are characters counted from its start.
struct Paragraph {
    characters: Vec<(usize, char)>,
    /// Byte offset of its end in the text.
    end: usize,
    /// Where brackets open that also close in this line, in order, and the furthest close up to there.
    brackets: Vec<(usize, usize)>,
}

/// What ends a sentence, perhaps.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Terminator {
    Stop,
    Ellipsis,
    /// `?` or `!`.
    Strong,
    /// A full stop of a script that writes no spaces.
    Ideographic,
}

/// What stands after a possible end.
struct Next {
    word: String,
    case: Case,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    /// Also letters of scripts that know no case.
    Upper,
    Lower,
    Digit,
    Punctuation,
}

impl Paragraph {
    fn new(start: usize, line: &str) -> Self {
        let characters: Vec<(usize, char)> = line.char_indices().map(|(byte, one)| (start + byte, one)).collect();
        let brackets = bracket_pairs(&characters);
        Self { characters, end: start + line.len(), brackets }
    }

    fn at(&self, index: usize) -> Option<char> {
        self.characters.get(index).map(|(_, character)| *character)
    }

    fn byte(&self, index: usize) -> usize {
        self.characters.get(index).map_or(self.end, |(byte, _)| *byte)
    }

    fn push_sentences(&self, found: &mut Vec<ByteRange>) {
        let mut start = 0;
        let mut index = 0;
        while let Some(character) = self.at(index) {
            if !is_terminator(character) {
                index += 1;
                continue;
            }
            let (terminator, stop_end) = self.terminator(index);
            let end = self.skip_closers(stop_end);
            if self.ends_sentence(start, index, terminator, stop_end..end) {
                self.push_trimmed(start, end, found);
                start = end;
            }
            index = end;
        }
        self.push_trimmed(start, self.characters.len(), found);
    }

    fn push_trimmed(&self, start: usize, end: usize, found: &mut Vec<ByteRange>) {
        let is_word = |index: &usize| self.at(*index).is_some_and(|character| !character.is_whitespace());
        let (Some(first), Some(last)) = ((start..end).find(is_word), (start..end).rfind(is_word)) else { return };
        found.push(ByteRange { start: self.byte(first), end: self.byte(last + 1) });
    }

    /// The kind of the terminators that start at `index`, and where they end. "…", "...", ". . ." and "?!" are one.
    fn terminator(&self, index: usize) -> (Terminator, usize) {
        let mut end = index;
        let mut dots = 0;
        let mut kind = Terminator::Stop;
        loop {
            match self.at(end) {
                Some('.') => dots += 1,
                Some('…') => dots += 3,
                Some('?' | '!' | '‽') => kind = Terminator::Strong,
                Some('。' | '！' | '？') => kind = Terminator::Ideographic,
                Some(' ' | '\u{a0}') if dots > 0 && self.at(end + 1) == Some('.') => {}
                _ => break,
            }
            end += 1;
        }
        if kind == Terminator::Stop && dots > 1 {
            kind = Terminator::Ellipsis;
        }
        (kind, end)
    }

    fn skip_closers(&self, mut index: usize) -> usize {
        loop {
            match (self.at(index), self.at(index + 1)) {
                (Some(closer), _) if is_closer(closer) => index += 1,
                // French spacing inside guillemets.
                (Some(' ' | '\u{a0}' | '\u{202f}'), Some('»')) => index += 2,
                _ => return index,
            }
        }
    }

    fn ends_sentence(
        &self,
        start: usize,
        index: usize,
        terminator: Terminator,
        closers: std::ops::Range<usize>,
    ) -> bool {
        let end = closers.end;
        if terminator == Terminator::Ideographic {
            return true;
        }
        let Some(next) = self.next_word(end) else { return false };
        let token = self.token_before(start, index);
        let spaced = self.at(end).is_some_and(char::is_whitespace);
        if !spaced {
            let word_before = token.chars().count() > 2 && token.chars().all(char::is_lowercase);
            return terminator != Terminator::Ellipsis && word_before && is_starter(&next.word);
        }
        if self.bracket_close(index).is_some_and(|close| close >= end) {
            return false;
        }
        match next.case {
            Case::Lower | Case::Punctuation => return false,
            Case::Upper | Case::Digit => {}
        }
        match terminator {
            Terminator::Ideographic => true,
            Terminator::Strong => closers.is_empty() || !self.is_attribution(end),
            Terminator::Ellipsis => next.word != "I" && !next.word.starts_with("I’") && !next.word.starts_with("I'"),
            Terminator::Stop => match stop_after(&token, self.precedes_token(start, index, &token)) {
                Stop::Ends => true,
                Stop::Never => false,
                Stop::UnlessNumber => next.case != Case::Digit,
                Stop::BeforeStarter => is_starter(&next.word),
            },
        }
    }

    /// Where the outermost bracket around `index` closes.
    fn bracket_close(&self, index: usize) -> Option<usize> {
        let opened = self.brackets.partition_point(|(open, _)| *open <= index);
        let (_, close) = self.brackets.get(opened.checked_sub(1)?)?;
        (*close >= index).then_some(*close)
    }

    /// The run of characters before the terminator at `index`, without opening marks.
    fn token_before(&self, start: usize, index: usize) -> String {
        let earliest = start.max(index.saturating_sub(LONGEST_WORD_CHARS));
        let from = (earliest..index)
            .rfind(|at| self.at(*at).is_none_or(|one| one.is_whitespace() || matches!(one, '-' | '–' | '—' | '/')))
            .map_or(earliest, |space| space + 1);
        (from..index).filter_map(|at| self.at(at)).skip_while(|one| is_opener(*one)).collect()
    }

    /// What stands before the token that ends at `index`.
    fn precedes_token(&self, start: usize, index: usize, token: &str) -> words::Before {
        let from = index.saturating_sub(token.chars().count());
        let before = (start..from).rev().filter_map(|at| self.at(at)).skip_while(|one| one.is_whitespace());
        let word: Vec<char> = before.take_while(|one| one.is_alphanumeric()).take(LONGEST_WORD_CHARS).collect();
        match word.last() {
            None if (0..from).all(|at| self.at(at).is_none_or(|one| one.is_whitespace() || is_opener(one))) => {
                words::Before::LineStart
            }
            Some(first) if first.is_lowercase() => words::Before::LowerCaseWord,
            None | Some(_) => words::Before::Other,
        }
    }

    /// The first word after `index` and how it starts, opening marks left out; `None` at the end of the line.
    fn next_word(&self, index: usize) -> Option<Next> {
        let mut at = index;
        while self.at(at).is_some_and(|one| one.is_whitespace() || is_opener(one)) {
            at += 1;
        }
        let first = self.at(at)?;
        let word: String = (at..)
            .map_while(|position| self.at(position))
            .take_while(|one| one.is_alphanumeric() || matches!(one, '’' | '\'' | '-' | '.'))
            .take(LONGEST_WORD_CHARS)
            .collect();
        let case = if first.is_numeric() || matches!(first, '$' | '€' | '£' | '#' | '@') {
            Case::Digit
        } else if first.is_lowercase() {
            // "iPhone" and "eBay" may start a sentence.
            if word.chars().nth(1).is_some_and(char::is_uppercase) { Case::Upper } else { Case::Lower }
        } else if first.is_alphabetic() {
            Case::Upper
        } else {
            Case::Punctuation
        };
        Some(Next { word: word.trim_end_matches('.').to_owned(), case })
    }

    /// Whether "Rutte asked" follows: capitalised words, then a verb of saying.
    fn is_attribution(&self, index: usize) -> bool {
        let rest: String = (index..).map_while(|at| self.at(at)).take(120).collect();
        let mut words = rest.split_whitespace();
        let Some(first) = words.next() else { return false };
        if is_starter(first) || !first.starts_with(char::is_uppercase) {
            return false;
        }
        for word in words.take(3) {
            let word = word.trim_end_matches(|one: char| !one.is_alphanumeric());
            if is_attribution_verb(word) {
                return true;
            }
            if !word.starts_with(char::is_uppercase) {
                return false;
            }
        }
        false
    }
}

fn is_terminator(character: char) -> bool {
    matches!(character, '.' | '?' | '!' | '…' | '‽' | '。' | '！' | '？')
}

/// Round and square brackets that close again; brackets far apart are taken for a slip.
fn bracket_pairs(characters: &[(usize, char)]) -> Vec<(usize, usize)> {
    const FARTHEST_CHARACTERS: usize = 400;
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (index, (_, character)) in characters.iter().enumerate() {
        match character {
            '(' | '[' => open.push(index),
            ')' | ']' => {
                if let Some(start) = open.pop()
                    && index - start <= FARTHEST_CHARACTERS
                {
                    pairs.push((start, index));
                }
            }
            _ => {}
        }
    }
    pairs.sort_unstable();
    let mut furthest = 0;
    for (_, close) in &mut pairs {
        furthest = furthest.max(*close);
        *close = furthest;
    }
    pairs
}
