//! Steps over the tokens of RON: strings, raw strings, characters, comments, brackets.
//!
//! It knows where things end, not what they mean, and looks at each byte once. The thing easily got wrong: a bracket or
//! a quotation mark inside a string or a comment is none.

/// Whether a line that starts with `(id:` starts a record even where a bracket is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordLines {
    Start,
    Anything,
}

pub(super) enum Skipped {
    /// A whole value, up to the comma or bracket that ends it.
    Value,
    /// The text ended, or the next record started, inside.
    Unclosed,
}

/// A place in a text of RON that moves on.
pub(super) struct Scanner<'t> {
    bytes: &'t [u8],
    pub(super) at: usize,
    lines: RecordLines,
}

/// Whether `byte` is part of a name, a number or a word of another alphabet.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-') || !byte.is_ascii()
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, at: usize, lines: RecordLines) -> Self {
        Self { bytes: text.as_bytes(), at, lines }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.ahead(0)
    }

    fn ahead(&self, by: usize) -> Option<u8> {
        #[cfg(test)]
        work::add(1);
        self.bytes.get(self.at + by).copied()
    }

    pub(super) fn comment_starts(&self) -> bool {
        self.peek() == Some(b'/') && matches!(self.ahead(1), Some(b'/' | b'*'))
    }

    /// Skips spaces and comments.
    pub(super) fn skip_blank(&mut self) {
        loop {
            if self.comment_starts() {
                self.skip_comment();
            } else if self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn skip_comment(&mut self) {
        if self.ahead(1) == Some(b'/') {
            while self.peek().is_some_and(|byte| byte != b'\n') {
                self.at += 1;
            }
            return;
        }
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match (byte, self.ahead(1)) {
                (b'/', Some(b'*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (b'*', Some(b'/')) => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return;
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    /// Skips one value and the blanks inside it, up to a comma or a closing bracket that is not its own.
    pub(super) fn skip_value(&mut self) -> Skipped {
        let mut depth = 0_usize;
        let mut end = self.at;
        let unclosed_or = |depth: usize| if depth == 0 { Skipped::Value } else { Skipped::Unclosed };
        while let Some(byte) = self.peek() {
            if self.comment_starts() {
                self.skip_comment();
                continue;
            }
            match byte {
                b',' | b')' | b']' | b'}' if depth == 0 => break,
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b')' | b']' | b'}' => {
                    depth -= 1;
                    self.at += 1;
                    if depth == 0 {
                        return Skipped::Value;
                    }
                }
                b'"' => self.skip_string(),
                b'\'' => self.skip_character(),
                b'\n' => {
                    self.at += 1;
                    if self.at_record_line() {
                        return unclosed_or(depth);
                    }
                    continue;
                }
                byte if byte.is_ascii_whitespace() => {
                    self.at += 1;
                    continue;
                }
                byte if is_word(byte) => self.skip_word(),
                _ => self.at += 1,
            }
            if self.at_record_line() {
                return Skipped::Unclosed;
            }
            end = self.at;
        }
        if depth == 0 {
            self.at = end;
        }
        unclosed_or(depth)
    }

    /// Skips a word, or the raw string that it introduces.
    pub(super) fn skip_word(&mut self) {
        let start = self.at;
        while self.peek().is_some_and(is_word) {
            self.at += 1;
        }
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        if matches!(word, b"r" | b"br") {
            self.skip_raw_string();
        }
    }

    fn skip_raw_string(&mut self) {
        let mut hashes = 0;
        while self.ahead(hashes) == Some(b'#') {
            hashes += 1;
        }
        if self.ahead(hashes) != Some(b'"') {
            return;
        }
        self.at += hashes + 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'\n' && self.at_record_line() {
                return;
            }
            if byte == b'"' && (0..hashes).all(|ahead| self.ahead(ahead) == Some(b'#')) {
                self.at += hashes;
                return;
            }
        }
    }

    /// Skips a string; one that is not closed ends where the next record starts.
    pub(super) fn skip_string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'"' => return,
                b'\\' => self.at += 1,
                b'\n' if self.at_record_line() => return,
                _ => {}
            }
        }
        self.at = self.at.min(self.bytes.len());
    }

    /// Skips `'x'` or `'\''`; a lone apostrophe is one byte.
    pub(super) fn skip_character(&mut self) {
        let escape = usize::from(self.ahead(1) == Some(b'\\'));
        let closing = (2 + escape..=6).find(|ahead| self.ahead(*ahead) == Some(b'\''));
        self.at += closing.map_or(1, |closing| closing + 1);
    }

    /// Whether a new line has just begun, and it starts a record.
    fn at_record_line(&self) -> bool {
        if self.lines == RecordLines::Anything || self.bytes.get(self.at.wrapping_sub(1)) != Some(&b'\n') {
            return false;
        }
        // Only the line's own spaces: with line breaks, a thousand empty lines would be looked at a thousand times.
        let indent = self.bytes.iter().skip(self.at).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let mut rest = self.bytes.get(self.at + indent..).unwrap_or_default();
        #[cfg(test)]
        work::add(indent);
        for token in [&b"("[..], b"id", b":"] {
            let Some(after) = rest.strip_prefix(token) else { return false };
            #[cfg(test)]
            work::add(after.len() - after.trim_ascii_start().len());
            rest = after.trim_ascii_start();
        }
        true
    }
}

/// How many bytes were looked at on this thread, so that a test need not time anything.
#[cfg(test)]
pub(super) mod work {
    use std::cell::Cell;

    thread_local! {
        static BYTES: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn add(bytes: usize) {
        BYTES.with(|of| of.set(of.get() + bytes));
    }

    /// How many bytes `task` looks at.
    pub(in crate::store) fn of(task: impl FnOnce()) -> usize {
        BYTES.with(|of| of.set(0));
        task();
        BYTES.with(Cell::get)
    }
}
