//! From bytes to letters: which encoding a text is in, and what could not be read in it.
//!
//! The thing easily got wrong: a declared encoding may be a lie. Bytes that are valid UTF-8 and not plain ASCII are
//! UTF-8, whatever the file says.

use super::draft::Report;
use super::error::ImportError;
use crate::derive::count_of;
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Letters and how they were written.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static str,
}

/// Reads `bytes` as text. `declared` is the encoding that the file names itself, if it does.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    declared: Option<&str>,
    report: &mut Report,
) -> Result<Decoded<'a>, ImportError> {
    if let Some(text) = utf_32(bytes) {
        return Ok(Decoded { text: Cow::Owned(text), encoding: "UTF-32" });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(read(bytes.get(mark..).unwrap_or_default(), encoding, report));
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && text.matches('\0').count() * 8 < bytes.len().max(8)
        && (text.is_ascii() || control_count(bytes) * 5 < bytes.len())
        && utf_16_without_mark(bytes).is_none()
    {
        let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
        if let Some(declared) = declared.filter(|declared| *declared != UTF_8 && !text.is_ascii()) {
            report.guess("encoding", format!("the file says {}, but its letters are valid UTF-8", declared.name()));
        }
        return Ok(Decoded { text: Cow::Borrowed(text), encoding: UTF_8.name() });
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        report.guess(
            "encoding",
            format!("{} from where its zero bytes stand; it has no byte-order mark", encoding.name()),
        );
        return Ok(read(bytes, encoding, report));
    }
    let control = control_count(bytes);
    if control * 50 > bytes.len().min(64 << 10) {
        return Err(ImportError::Unsupported {
            what: "a file of an unknown kind".to_owned(),
            advice: "Text, HTML, Markdown, DOCX, EPUB, PDF, RIS and CSL-JSON are read".to_owned(),
        });
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.as_bytes()))
        && encoding != UTF_8
    {
        return Ok(read(bytes, encoding, report));
    }
    let almost_utf_8 = String::from_utf8_lossy(bytes);
    let lost = almost_utf_8.matches(char::REPLACEMENT_CHARACTER).count();
    let beyond_ascii = almost_utf_8.chars().filter(|letter| !letter.is_ascii()).count();
    if lost * 5 < beyond_ascii {
        return Ok(read(bytes, UTF_8, report));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
    let encoding = if encoding == WINDOWS_1252 && is_macintosh(bytes) { MACINTOSH } else { encoding };
    report.guess("encoding", format!("{} from the letters it uses; the file names none", encoding.name()));
    Ok(read(bytes, encoding, report))
}

fn read<'a>(bytes: &'a [u8], encoding: &'static Encoding, report: &mut Report) -> Decoded<'a> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    if lost > 0 {
        let letters = count_of(lost, "place", "places");
        report.guess("letters", format!("{letters} could not be read as {} and became U+FFFD", encoding.name()));
    }
    Decoded { text, encoding: encoding.name() }
}

/// Text of four bytes a letter, by its byte-order mark.
fn utf_32(bytes: &[u8]) -> Option<String> {
    let (little, rest) = match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => (true, rest),
        [0, 0, 0xfe, 0xff, rest @ ..] => (false, rest),
        _ => return None,
    };
    let letters = rest.as_chunks::<4>().0.iter();
    Some(
        letters
            .map(|four| if little { u32::from_le_bytes(*four) } else { u32::from_be_bytes(*four) })
            .map(|number| char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
    )
}

/// Bytes that texts do not have, among the first ones.
fn control_count(bytes: &[u8]) -> usize {
    bytes.iter().take(64 << 10).filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count()
}

/// The apostrophe of "It’s" from an old Macintosh, where Windows has a capital O; quotation marks of Windows are nowhere.
fn is_macintosh(bytes: &[u8]) -> bool {
    let is_letter = u8::is_ascii_alphabetic;
    let apostrophe =
        |three: &[u8]| matches!(three, [before, 0xd5, after] if is_letter(before) && after.is_ascii_lowercase());
    bytes.windows(3).any(apostrophe) && !bytes.iter().any(|byte| (0x91..=0x94).contains(byte))
}

/// On one side of most pairs stands zero, which are Latin letters, or the number of another alphabet.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let pairs = sample.as_chunks::<2>().0;
    let count = |is_high: fn(&[u8; 2]) -> bool| pairs.iter().filter(|pair| is_high(pair)).count();
    let (first, second) = (count(|pair| pair[0] == 0), count(|pair| pair[1] == 0));
    // Greek, Cyrillic, Hebrew and Arabic are the blocks 3 to 6, with the zero of spaces among them.
    let (first_of_block, second_of_block) = (count(|pair| pair[0] <= 6), count(|pair| pair[1] <= 6));
    let many = |count: usize, tenths: usize| count * 10 > pairs.len() * tenths;
    if pairs.len() < 4 {
        None
    } else if (many(second, 6) && !many(first, 1)) || (many(second_of_block, 9) && !many(first_of_block, 3)) {
        Some(UTF_16LE)
    } else if (many(first, 6) && !many(second, 1)) || (many(first_of_block, 9) && !many(second_of_block, 3)) {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], declared: Option<&str>) -> (String, &'static str, usize) {
        let mut report = Report::default();
        let decoded = decode(bytes, declared, &mut report).unwrap();
        (decoded.text.into_owned(), decoded.encoding, report.guessed.len())
    }

    #[test]
    fn marks_name_the_encoding_and_are_no_letters() {
        let utf_16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("Київ".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decoded(&utf_16, None), ("Київ".to_owned(), "UTF-16LE", 0));
        let utf_16: Vec<u8> =
            [0xfe, 0xff].into_iter().chain("Київ".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(decoded(&utf_16, None), ("Київ".to_owned(), "UTF-16BE", 0));
        assert_eq!(decoded(b"\xef\xbb\xbfKyiv", None), ("Kyiv".to_owned(), "UTF-8", 0));
        let utf_32: Vec<u8> =
            [0xff, 0xfe, 0, 0].into_iter().chain("Київ".chars().flat_map(|one| u32::from(one).to_le_bytes())).collect();
        assert_eq!(decoded(&utf_32, None), ("Київ".to_owned(), "UTF-32", 0));
    }

    #[test]
    fn without_a_mark_the_letters_tell_and_the_guess_is_told() {
        let words = "Ungarns Außenminister Szijjártó wies die Einladung der Ukraine zurück, erklärte er für die Öffentlichkeit.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(words);
        assert_eq!(decoded(&bytes, None), (words.to_owned(), "windows-1252", 1));
        let words = "Президент Украины заявил, что приглашение в НАТО необходимо для безопасности страны";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(words);
        assert_eq!(decoded(&bytes, None), (words.to_owned(), "windows-1251", 1));
        let utf_16: Vec<u8> = "The invitation was not issued".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&utf_16, None), ("The invitation was not issued".to_owned(), "UTF-16LE", 1));
        let words = "Київ просить запрошення до НАТО зараз. Угорщина проти.";
        let utf_16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&utf_16, None), (words.to_owned(), "UTF-16LE", 1));
        let utf_16: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&utf_16, None), (words.to_owned(), "UTF-16BE", 1));
        let of_macintosh = b"\xd2No invitation,\xd3 he said. It\xd5s over.";
        assert_eq!(decoded(of_macintosh, None), ("“No invitation,” he said. It’s over.".to_owned(), "macintosh", 1));
    }

    #[test]
    fn valid_utf_8_wins_over_what_the_file_says() {
        assert_eq!(decoded("Szijjártó".as_bytes(), Some("iso-8859-2")), ("Szijjártó".to_owned(), "UTF-8", 1));
        let (bytes, _, _) = encoding_rs::ISO_8859_2.encode("Wałęsa");
        assert_eq!(decoded(&bytes, Some("iso-8859-2")), ("Wałęsa".to_owned(), "ISO-8859-2", 0));
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding_of_the_rest() {
        let (text, encoding, guessed) =
            decoded(b"Szijj\xc3\xa1rt\xc3\xb3, P\xc3\xa9ter, \xc3\xa9s \xc3\xa1 Str\xff", None);
        assert!(text.starts_with("Szijjártó, Péter") && text.ends_with('\u{fffd}'));
        assert_eq!((encoding, guessed), ("UTF-8", 1));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let noise: Vec<u8> = (0..4000u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(decode(&noise, None, &mut Report::default()).is_err());
    }
}
