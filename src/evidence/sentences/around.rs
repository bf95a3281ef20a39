//! Looks around a place in a passage: what ends there, what stands before and after.
//!
//! It decides nothing. All offsets are bytes of the passage and lie between characters. The thing easily got wrong:
//! every look is bounded, so that no passage, however odd, takes more than a time in proportion to its length.

use std::ops::Range;

/// Longer words are looked at in part.
const LONGEST_WORD: usize = 48;

/// Where more opening marks follow one another, no word follows.
const MOST_MARKS: usize = 24;

/// Brackets further apart than this many bytes are taken for a slip.
const FARTHEST_BRACKET: usize = 400;

/// A passage, and what its scan has come by.
pub(super) struct Around<'a> {
    pub(super) text: &'a str,
    /// Where the sentence starts that is being read, behind the spaces before it.
    pub(super) start: usize,
    /// How many `"` were passed, those of closed sentences included.
    pub(super) straight_quotes: usize,
    /// Brackets open in this sentence.
    depth: usize,
    /// The outermost of them.
    opened_at: usize,
}

/// What may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One full stop.
    Stop,
    /// "…", "...", ". . .".
    Ellipsis,
    /// `?` or `!`.
    Strong,
    /// A full stop of a script that writes no spaces.
    Ideographic,
}

/// Marks that may end a sentence, as one.
#[derive(Clone, Copy)]
pub(super) struct Terminator {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A terminator with the closing marks behind it.
#[derive(Clone, Copy)]
pub(super) struct Ending {
    pub(super) terminator: Terminator,
    /// Behind the closing marks.
    pub(super) end: usize,
}

/// How what follows starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Also letters of scripts that know no case.
    Upper,
    Lower,
    Digit,
    Punctuation,
}

/// The first word after a place.
pub(super) struct Next<'a> {
    /// Without stops at its end.
    pub(super) word: &'a str,
    pub(super) case: Case,
    /// What follows, from the word on.
    pub(super) rest: &'a str,
    /// Whether a bracket opens before it.
    pub(super) in_bracket: bool,
    /// Whether a stop follows it: "U.", "No.".
    pub(super) has_stop: bool,
}

impl<'a> Around<'a> {
    /// Over `text` without spaces around it.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, start: 0, straight_quotes: 0, depth: 0, opened_at: 0 }
    }

    /// A sentence ended at `end`, with closing marks from `closers` on.
    pub(super) fn begin(&mut self, end: usize, closers: usize) {
        let passed = self.text.get(closers..end).unwrap_or("");
        self.straight_quotes += passed.bytes().filter(|byte| *byte == b'"').count();
        self.start =
            end + self.after(end).chars().take_while(|one| one.is_whitespace()).map(char::len_utf8).sum::<usize>();
        self.depth = 0;
    }

    pub(super) fn open_bracket(&mut self, at: usize) {
        if self.depth == 0 {
            self.opened_at = at;
        }
        self.depth += 1;
    }

    pub(super) fn close_bracket(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    pub(super) fn after(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.after(at).chars().next()
    }

    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|before| before.chars().next_back())
    }

    /// The marks that start at `start`, if any do. "…", "...", ". . ." and "?!" are one.
    pub(super) fn terminator_at(&self, start: usize) -> Option<Terminator> {
        let mut kind = None;
        let mut dots = 0;
        let mut end = start;
        let mut rest = self.after(start).chars();
        while let Some(one) = rest.next() {
            let found = match one {
                '.' => {
                    dots += 1;
                    Kind::Stop
                }
                '…' => {
                    dots += 3;
                    Kind::Stop
                }
                '?' | '!' | '‽' | '؟' | '۔' | '։' | '।' | '॥' | '።' => Kind::Strong,
                '。' | '！' | '？' | '｡' => Kind::Ideographic,
                // Somebody is interrupted.
                '—' if rest.as_str().starts_with('”') => Kind::Strong,
                ' ' | '\u{a0}' if dots > 0 && rest.as_str().starts_with('.') => Kind::Stop,
                _ => break,
            };
            kind = match (kind, found) {
                (Some(known @ (Kind::Strong | Kind::Ideographic)), Kind::Stop) => Some(known),
                (_, new) => Some(new),
            };
            end += one.len_utf8();
        }
        let kind = if kind? == Kind::Stop && dots > 1 { Kind::Ellipsis } else { kind? };
        Some(Terminator { kind, start, end })
    }

    /// Where the closing quotation marks, brackets and footnote marks end that start at `at`.
    pub(super) fn skip_closers(&self, mut at: usize) -> usize {
        let stop = at;
        let mut quotes = self.straight_quotes;
        loop {
            let mut rest = self.after(at).chars();
            let Some(one) = rest.next() else { return at };
            let rest = rest.as_str();
            let next = rest.chars().next();
            let before_gap = next.is_none_or(is_behind_closer);
            let closes = match one {
                '”' | ')' | ']' | '}' | '」' | '』' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁰' | '†' | '‡' => {
                    true
                }
                '"' => {
                    quotes += 1;
                    quotes.is_multiple_of(2) || next.is_none_or(char::is_whitespace)
                }
                '\'' | '’' | '“' | '‘' | '»' | '«' | '›' | '‹' => before_gap,
                '*' => next.is_none_or(|next| next.is_whitespace() || next == '*'),
                // A footnote in brackets.
                '[' => match note_length(rest) {
                    Some(length) => {
                        at += length;
                        true
                    }
                    None => false,
                },
                // French spacing inside guillemets.
                ' ' | '\u{a0}' | '\u{202f}' if next == Some('»') => {
                    let behind = rest.chars().nth(1);
                    behind.is_none_or(is_behind_closer)
                }
                '0'..='9' if at == stop => return self.skip_glued_note(at),
                _ => false,
            };
            if !closes {
                return at;
            }
            at += one.len_utf8();
        }
    }

    /// "failure.1 The": a footnote whose digits were raised once.
    fn skip_glued_note(&self, at: usize) -> usize {
        let rest = self.after(at);
        let digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
        let mut behind = self.after(at + digits).chars();
        let spaced = digits < 3 && behind.next().is_some_and(char::is_whitespace);
        let upper = behind.find(|one| !one.is_whitespace()).is_some_and(char::is_uppercase);
        let word = self.text.get(..at).unwrap_or("").chars().rev().skip(1).take(3);
        let is_word = word.filter(|one| one.is_lowercase()).count() == 3;
        if spaced && upper && is_word { at + digits } else { at }
    }

    /// The run of characters before `at` in this sentence, without marks around it.
    pub(super) fn token_before(&self, at: usize) -> Range<usize> {
        let mut from = at;
        let before = self.text.get(self.start..at).unwrap_or("");
        for one in before.chars().rev().take(LONGEST_WORD) {
            if one.is_whitespace() || matches!(one, '-' | '–' | '—' | '/') {
                break;
            }
            from -= one.len_utf8();
        }
        let run = self.text.get(from..at).unwrap_or("");
        let inner = run.trim_start_matches(is_mark);
        let start = at - inner.len();
        start..start + inner.trim_end_matches(is_mark).len()
    }

    /// The word before `at`, letters and digits only.
    pub(super) fn word_before(&self, at: usize) -> &'a str {
        let before = self.text.get(self.start..at).unwrap_or("").trim_end();
        let length: usize =
            before.chars().rev().take(LONGEST_WORD).take_while(|one| one.is_alphanumeric()).map(char::len_utf8).sum();
        before.get(before.len() - length..).unwrap_or("")
    }

    /// The first word after `at`, opening marks left out; `None` where no word follows.
    pub(super) fn next_word(&self, at: usize) -> Option<Next<'a>> {
        let mut rest = self.after(at);
        let mut in_bracket = false;
        let mut marks = 0;
        loop {
            let left_out = ["[...]", "[…]", "(...)", "(…)"].iter().find_map(|gap| rest.strip_prefix(gap));
            let mut letters = rest.chars();
            let one = letters.next()?;
            if let Some(behind) = left_out {
                marks += 1;
                rest = behind;
            } else if one.is_whitespace() || is_opening(one) {
                marks += usize::from(!one.is_whitespace());
                if marks > MOST_MARKS {
                    return None;
                }
                in_bracket |= matches!(one, '(' | '[');
                rest = letters.as_str();
            } else {
                return Some(Next { in_bracket, ..next_from(rest, one) });
            }
        }
    }

    /// Whether `ending` lies inside brackets that also close, and not in a sentence all of its own in brackets.
    pub(super) fn is_inside_brackets(&self, ending: &Ending) -> bool {
        let marks = self.text.get(ending.terminator.end..ending.end).unwrap_or("");
        let closed = marks.bytes().filter(|byte| matches!(byte, b')' | b']')).count();
        if self.depth <= closed || ending.end - self.opened_at > FARTHEST_BRACKET {
            return false;
        }
        let alone = self.start >= self.opened_at;
        let mut depth = self.depth - closed;
        for byte in self.after(ending.end).bytes().take(FARTHEST_BRACKET) {
            match byte {
                b'(' | b'[' => depth += 1,
                b')' | b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return !alone;
            }
        }
        false
    }
}

fn next_from(rest: &str, first: char) -> Next<'_> {
    let in_word = |one: char| one.is_alphanumeric() || matches!(one, '’' | '\'' | '-' | '.');
    let length: usize = rest.chars().take(LONGEST_WORD).take_while(|one| in_word(*one)).map(char::len_utf8).sum();
    let whole = rest.get(..length).unwrap_or("");
    let word = whole.trim_end_matches('.');
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
    Next { word, case, rest, in_bracket: false, has_stop: word.len() < whole.len() }
}

/// "1]", "23]", "a]", "note 4]": the length of a footnote behind its bracket, the closing one left out.
fn note_length(rest: &str) -> Option<usize> {
    let length = rest.bytes().take(5).position(|byte| byte == b']')?;
    let note = rest.get(..length)?;
    let is_note = !note.is_empty() && (note.bytes().all(|byte| byte.is_ascii_digit()) || note.len() == 1);
    (is_note && note.is_ascii()).then_some(length + 1)
}

/// What stands behind a quotation mark that closes.
fn is_behind_closer(one: char) -> bool {
    one.is_whitespace()
        || matches!(one, '”' | '’' | '“' | '"' | '\'' | '»' | '›' | ')' | ']' | '.' | ',' | ';' | ':' | '–' | '—' | '*')
}

/// Marks that open what comes next: brackets, dashes, quotation marks, bullets and any sign beyond ASCII.
fn is_opening(one: char) -> bool {
    matches!(one, '"' | '\'' | '(' | '[' | '-' | '*')
        || (!one.is_ascii() && !one.is_alphanumeric() && !one.is_whitespace())
}

fn is_mark(one: char) -> bool {
    !one.is_alphanumeric() && !matches!(one, '@' | '$' | '%')
}
