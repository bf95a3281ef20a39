//! Characters of a text that a reader does not see or does not expect: they are counted and told, and stay.
//!
//! The thing easily got wrong: a text is evidence. Nothing here changes it.

use super::draft::Report;
use crate::derive::count_of;

pub(super) fn tell(text: &str, report: &mut Report) {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control() && byte != b'\n') {
        tell_glued(text, report);
        return;
    }
    let (mut no_break, mut steering, mut control, mut invisible, mut lost) = (0, 0, 0, 0, 0);
    let mut first_steering = None;
    for letter in text.chars() {
        match letter {
            '\u{a0}' | '\u{202f}' | '\u{2007}' => no_break += 1,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                steering += 1;
                first_steering.get_or_insert(letter);
            }
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => invisible += 1,
            '\u{fffd}' => lost += 1,
            letter if letter.is_control() && !matches!(letter, '\n' | '\t') => control += 1,
            _ => {}
        }
    }
    let mut tell = |count: usize, one: &str, many: &str| {
        if count > 0 {
            report.keep(format!("{}, as in the file", count_of(count, one, many)));
        }
    };
    tell(no_break, "no-break space", "no-break spaces");
    tell(control, "control character", "control characters");
    tell(
        invisible,
        "invisible character (soft hyphen or the like)",
        "invisible characters (soft hyphens and the like)",
    );
    tell(lost, "replacement character, where a letter was lost", "replacement characters, where letters were lost");
    if let Some(first) = first_steering {
        let count = count_of(steering, "direction-override character", "direction-override characters");
        report.keep(format!(
            "{count} ([U+{:04X}]), as in the file: the text may read otherwise than it looks",
            u32::from(first)
        ));
    }
    tell_glued(text, report);
}

/// "…the war.He said": a stop between two words without a space.
fn tell_glued(text: &str, report: &mut Report) {
    let bytes = text.as_bytes();
    let glued = bytes
        .windows(5)
        .filter(|window| match window {
            [a, b, b'.' | b'?' | b'!', c, d] => {
                a.is_ascii_lowercase() && b.is_ascii_lowercase() && c.is_ascii_uppercase() && d.is_ascii_lowercase()
            }
            _ => false,
        })
        .count();
    if glued > 0 {
        let places = count_of(glued, "place", "places");
        report.keep(format!("{places} where two sentences stand without a space between them, as in the file"));
    }
}
