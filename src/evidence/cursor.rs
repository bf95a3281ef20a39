//! Turns character counts into byte offsets and back.
//!
//! Anchors count bytes of UTF-8, text fields count characters (Unicode scalar values). It knows nothing of what the
//! offsets mean. The thing easily got wrong: a byte offset may fall inside a character, a character count never does.

use crate::model::ByteRange;

/// A half-open range of characters (Unicode scalar values) in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharRange {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

/// The characters at `bytes`; `None` where the range leaves the text, is turned round or cuts a character.
pub fn chars_from_bytes(text: &str, bytes: ByteRange) -> Option<CharRange> {
    let words = bytes.of(text)?;
    let start = text.get(..bytes.start)?.chars().count();
    Some(CharRange { start, end: start + words.chars().count() })
}

/// The bytes of `chars`; `None` where the range leaves the text or is turned round.
pub fn bytes_from_chars(text: &str, chars: CharRange) -> Option<ByteRange> {
    if chars.end < chars.start {
        return None;
    }
    let mut boundaries = text.char_indices().map(|(byte, _)| byte).chain(std::iter::once(text.len()));
    let start = boundaries.nth(chars.start)?;
    let end = match chars.end - chars.start {
        0 => start,
        further => boundaries.nth(further - 1)?,
    };
    Some(ByteRange { start, end })
}

/// The byte offset of a cursor that stands before character `chars`; the end of the text where there are fewer.
pub fn byte_from_char(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(byte, _)| byte)
}

/// The number of characters before byte `byte`; a byte inside a character counts as before it.
pub fn char_from_byte(text: &str, byte: usize) -> usize {
    text.get(..text.floor_char_boundary(byte)).map_or(0, |before| before.chars().count())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cyrillic_and_emoji_take_more_bytes_than_characters() {
        let text = "Київ 🇺🇦 = Kyiv";
        let start = text.find('🇺').unwrap();
        let bytes = ByteRange { start, end: start + "🇺🇦".len() };
        let chars = chars_from_bytes(text, bytes).unwrap();
        assert_eq!(chars, CharRange { start: 5, end: 7 });
        assert_eq!(bytes_from_chars(text, chars), Some(bytes));
    }

    #[test]
    fn a_byte_inside_a_character_is_no_place_for_a_range() {
        assert_eq!(chars_from_bytes("é", ByteRange { start: 1, end: 2 }), None);
        assert_eq!(char_from_byte("aé", 2), 1);
        assert_eq!(byte_from_char("aé", 9), 3);
    }

    proptest! {
        #[test]
        fn characters_and_bytes_go_there_and_back(text in "\\PC{0,40}", start in 0usize..50, len in 0usize..50) {
            let chars = CharRange { start, end: start + len };
            match bytes_from_chars(&text, chars) {
                Some(bytes) => prop_assert_eq!(chars_from_bytes(&text, bytes), Some(chars)),
                None => prop_assert!(chars.end > text.chars().count()),
            }
        }
    }
}
