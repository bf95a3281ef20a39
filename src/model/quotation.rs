//! The exact words of an article that a statement or a relation was read from.
//!
//! A quotation knows nothing of actors or stances. Its byte range is a hint for one version of the text; the words
//! are the truth (see [`crate::evidence`] for how they are found again). Offsets are bytes of UTF-8, never characters.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How many characters before and after the words are kept to tell equal words apart.
pub const CONTEXT_CHARS: usize = 32;

/// A half-open range of bytes in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByteRange {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl ByteRange {
    /// Whether `byte` lies inside.
    pub fn contains(self, byte: usize) -> bool {
        (self.start..self.end).contains(&byte)
    }

    /// The words at this range, or `None` where the text is shorter or a character would be cut.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }
}

/// SHA-256 of a text's bytes, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TextHash([u8; 32]);

impl TextHash {
    /// The hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest as _;
        Self(sha2::Sha256::digest(bytes).into())
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Written for every quotation of a project, so not byte by byte through the formatter.
        const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        let digit = |number: u8| DIGITS.get(usize::from(number)).copied().unwrap_or('0');
        let digits: String = self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
        f.write_str(&digits)
    }
}

impl fmt::Debug for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for TextHash {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let error = || format!("{text:?} is not a SHA-256 hash: 64 hexadecimal digits are needed");
        let mut hash = [0; 32];
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(error());
        }
        for (index, byte) in hash.iter_mut().enumerate() {
            let digits = text.get(2 * index..2 * index + 2).ok_or_else(error)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_not_hex| error())?;
        }
        Ok(Self(hash))
    }
}

impl TryFrom<String> for TextHash {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<TextHash> for String {
    fn from(hash: TextHash) -> Self {
        hash.to_string()
    }
}

/// Words of one version of one text, with their place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotation {
    /// The words, byte for byte.
    pub exact: String,
    /// Up to [`CONTEXT_CHARS`] characters before.
    pub before: String,
    /// Up to [`CONTEXT_CHARS`] characters after.
    pub after: String,
    /// Where the words stood when they were quoted.
    pub bytes: ByteRange,
    /// The text they were quoted from.
    pub text: TextHash,
}

impl Quotation {
    /// Quotes `bytes` of `text`; `None` where the range is empty, leaves the text or cuts a character.
    pub fn new(text: &str, bytes: ByteRange) -> Option<Self> {
        let exact = bytes.of(text).filter(|words| !words.is_empty())?;
        let before: Vec<char> = text.get(..bytes.start)?.chars().rev().take(CONTEXT_CHARS).collect();
        Some(Self {
            exact: exact.to_owned(),
            before: before.into_iter().rev().collect(),
            after: text.get(bytes.end..)?.chars().take(CONTEXT_CHARS).collect(),
            bytes,
            text: TextHash::of(text.as_bytes()),
        })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_keeps_32_characters_on_both_sides() {
        let text = format!("{}“words”{}", "é".repeat(40), "ж".repeat(3));
        let start = text.find('“').unwrap();
        let end = text.find('”').unwrap() + '”'.len_utf8();
        let quotation = Quotation::new(&text, ByteRange { start, end }).unwrap();
        assert_eq!(quotation.exact, "“words”");
        assert_eq!(quotation.before, "é".repeat(32));
        assert_eq!(quotation.after, "жжж");
    }

    #[test]
    fn a_range_that_cuts_a_character_or_is_empty_is_no_quotation() {
        assert!(Quotation::new("é", ByteRange { start: 0, end: 1 }).is_none());
        assert!(Quotation::new("abc", ByteRange { start: 1, end: 1 }).is_none());
        assert!(Quotation::new("abc", ByteRange { start: 2, end: 9 }).is_none());
    }

    #[test]
    fn a_hash_reads_back_as_it_was_written() {
        let hash = TextHash::of(b"text");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert!("é".repeat(32).parse::<TextHash>().is_err());
        assert!("+f".repeat(32).parse::<TextHash>().is_err());
    }
}
