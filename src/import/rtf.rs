//! RTF to lines of text. The marks that carry words are few; everything else is a style.
//!
//! Our own, since the crates that read RTF know no code pages, and press archives write theirs in them. Easily got
//! wrong: a letter in Unicode is followed by a stand-in for old programs, which is no letter of the text.

use super::error::ImportError;
use encoding_rs::{Encoding, WINDOWS_1252};

/// Groups are not nested deeper in any document.
const DEEPEST: usize = 2_000;

/// Groups that hold no words of the text.
const SILENT: [&str; 20] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "footer",
    "headerl",
    "headerr",
    "footerl",
    "footerr",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "themedata",
    "datastore",
    "fldinst",
];

#[derive(Clone, Copy)]
struct Group {
    is_silent: bool,
    /// How many stand-ins follow a letter in Unicode.
    stand_ins: usize,
}

/// The paragraphs of `bytes`, one a line.
pub(super) fn text(bytes: &[u8]) -> Result<String, ImportError> {
    let mut out = Letters { text: String::new(), old: Vec::new(), encoding: WINDOWS_1252 };
    let mut group = Group { is_silent: false, stand_ins: 1 };
    let mut groups: Vec<Group> = Vec::new();
    let mut skip = 0_usize;
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' => {
                groups.push(group);
                if groups.len() > DEEPEST {
                    return Err(ImportError::Bomb(format!("its groups are nested deeper than {DEEPEST}")));
                }
            }
            b'}' => group = groups.pop().unwrap_or(group),
            b'\\' => rest = control(rest, &mut out, &mut group, &mut skip),
            b'\r' | b'\n' => {}
            _ if group.is_silent => {}
            _ if skip > 0 => skip -= 1,
            _ => out.old.push(byte),
        }
    }
    Ok(out.finished())
}

/// The letters so far; those in the code page of the document wait until one of another kind comes.
struct Letters {
    text: String,
    old: Vec<u8>,
    encoding: &'static Encoding,
}

impl Letters {
    fn settle(&mut self) {
        if !self.old.is_empty() {
            let (words, _) = self.encoding.decode_without_bom_handling(&self.old);
            self.text.push_str(&words);
            self.old.clear();
        }
    }

    fn push(&mut self, letter: char) {
        self.settle();
        // Half of a letter beyond the first plane follows the other half.
        self.text.push(letter);
    }

    fn finished(mut self) -> String {
        self.settle();
        self.text
    }
}

/// Takes what follows a backslash, and gives what is left.
fn control<'a>(rest: &'a [u8], out: &mut Letters, group: &mut Group, skip: &mut usize) -> &'a [u8] {
    let Some(&first) = rest.first() else { return rest };
    if !first.is_ascii_alphabetic() {
        let after = rest.get(1..).unwrap_or_default();
        match first {
            b'\'' => {
                let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                if let (Some(byte), false) = (byte, group.is_silent) {
                    if *skip > 0 {
                        *skip -= 1;
                    } else {
                        out.old.push(byte);
                    }
                }
                return after.get(2..).unwrap_or_default();
            }
            b'*' => group.is_silent = true,
            b'~' if !group.is_silent => out.push('\u{a0}'),
            b'_' if !group.is_silent => out.push('\u{2011}'),
            b'\r' | b'\n' if !group.is_silent => out.push('\n'),
            b'{' | b'}' | b'\\' if !group.is_silent => out.old.push(first),
            _ => {}
        }
        return after;
    }
    let name_end = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (name, after) = rest.split_at_checked(name_end).unwrap_or((rest, &[]));
    let number_end = after
        .iter()
        .enumerate()
        .position(|(at, byte)| !(byte.is_ascii_digit() || (at == 0 && *byte == b'-')))
        .unwrap_or(after.len());
    let (number, after) = after.split_at_checked(number_end).unwrap_or((after, &[]));
    let number: Option<i32> = std::str::from_utf8(number).ok().and_then(|digits| digits.parse().ok());
    let after = after.strip_prefix(b" ").unwrap_or(after);
    let name = std::str::from_utf8(name).unwrap_or_default();
    if SILENT.contains(&name) {
        group.is_silent = true;
        return after;
    }
    if name == "bin" {
        return after.get(usize::try_from(number.unwrap_or(0)).unwrap_or(0)..).unwrap_or_default();
    }
    if name == "ansicpg" {
        let label = format!("windows-{}", number.unwrap_or(1252));
        out.settle();
        out.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
    }
    if name == "uc" {
        group.stand_ins = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16);
    }
    if group.is_silent {
        return after;
    }
    let letter = match name {
        "par" | "line" | "sect" | "row" | "page" => Some('\n'),
        "tab" | "cell" => Some('\t'),
        "emdash" => Some('—'),
        "endash" => Some('–'),
        "lquote" => Some('‘'),
        "rquote" => Some('’'),
        "ldblquote" => Some('“'),
        "rdblquote" => Some('”'),
        "bullet" => Some('•'),
        "u" => {
            *skip = group.stand_ins;
            let unit = number.unwrap_or(0);
            let unit = if unit < 0 { unit + 0x1_0000 } else { unit };
            Some(u32::try_from(unit).ok().and_then(char::from_u32).unwrap_or('\u{fffd}'))
        }
        _ => None,
    };
    if let Some(letter) = letter {
        out.push(letter);
    }
    after
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_and_styles_are_not() {
        let rtf = br"{\rtf1\ansi\ansicpg1250{\fonttbl{\f0 Arial;}}{\*\generator X;}\pard\b P\'e9ter\b0\par said \u8220?no\u8221?\~to\par}";
        assert_eq!(text(rtf).unwrap(), "Péter\nsaid “no”\u{a0}to\n");
    }

    #[test]
    fn nothing_makes_it_panic() {
        for rtf in [&b"{\\rtf1 \\'"[..], b"{\\rtf1 \\u", b"}}}", b"{\\rtf1\\bin99999 x", b"\\", b"{\\rtf1 \\uc99\\u-5"]
        {
            let _ = text(rtf);
        }
        assert!(text(&b"{".repeat(3_000)).is_err());
    }
}
