//! Foreign names as they are shown: a path or a file name may hold an escape sequence that steers a terminal, or a mark
//! that turns the direction of the words around it.

use std::path::Path;

/// `text` with control characters and marks of direction spelled out, like `\u{1b}`.
pub fn shown(text: &str) -> String {
    if !text.contains(is_hidden) {
        return text.to_owned();
    }
    let spell = |one: char| if is_hidden(one) { one.escape_unicode().to_string() } else { one.to_string() };
    text.chars().map(spell).collect()
}

/// A path, as [`shown`]; what is not Unicode in it becomes U+FFFD.
pub fn shown_path(path: &Path) -> String {
    shown(&path.to_string_lossy())
}

/// Whether a character is not seen, and changes how others are.
fn is_hidden(one: char) -> bool {
    one.is_control()
        || matches!(one, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_steers_a_terminal_or_turns_words_around() {
        assert_eq!(shown("a\u{1b}[2Jb\u{202e}c\n"), "a\\u{1b}[2Jb\\u{202e}c\\u{a}");
        assert_eq!(shown_path(Path::new("Übersicht/日本.txt")), "Übersicht/日本.txt");
    }
}
