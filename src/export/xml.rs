//! Writes XML element by element, with text that hides nothing.
//!
//! Knows no picture. Easy to get wrong: a character reference does not make a character legal that XML forbids, and a
//! direction override in a quotation can make a sentence read as its opposite, so both are made visible, not passed on.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

/// The same text with nothing hidden in it: control characters (other than tab and line ends) and characters that XML
/// forbids become U+FFFD, and a direction embedding, override or isolate is spelled out, like `[U+202E]`.
///
/// The marks U+200E, U+200F and U+061C pass: Hebrew and Arabic need them, and they reorder no letters.
pub fn legible(text: &str) -> Cow<'_, str> {
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if plain || text.chars().all(|letter| matches!(appearance(letter), Appearance::Itself)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match appearance(letter) {
            Appearance::Itself => shown.push(letter),
            Appearance::Replaced => shown.push(char::REPLACEMENT_CHARACTER),
            Appearance::Spelled => write(&mut shown, format_args!("[U+{:04X}]", u32::from(letter))),
        }
    }
    Cow::Owned(shown)
}

enum Appearance {
    Itself,
    Replaced,
    Spelled,
}

fn appearance(letter: char) -> Appearance {
    match letter {
        '\t' | '\n' | '\r' => Appearance::Itself,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Appearance::Spelled,
        '\u{FFFE}' | '\u{FFFF}' => Appearance::Replaced,
        _ if letter.is_control() => Appearance::Replaced,
        _ => Appearance::Itself,
    }
}

/// Writes into a string, which cannot fail.
pub(super) fn write(out: &mut String, words: impl Display) {
    let written = write!(out, "{words}");
    debug_assert!(written.is_ok(), "a string takes every text");
}

/// Writes elements, each on its own line and none inside the words of another.
#[derive(Debug, Default)]
pub(super) struct XmlWriter {
    out: String,
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    name: &'static str,
    content: Content,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    /// The start tag still takes attributes.
    None,
    Words,
    Elements,
}

impl XmlWriter {
    /// Opens an element inside the one that is open. `name` is taken as it is.
    pub(super) fn start(&mut self, name: &'static str) -> &mut Self {
        self.finish_start_tag(Content::Elements);
        if !self.out.is_empty() && !self.within_words() {
            self.out.push('\n');
        }
        self.out.push('<');
        self.out.push_str(name);
        self.open.push(Open { name, content: Content::None });
        self
    }

    /// An attribute of the element just opened; its value is escaped. Of no effect once the element has content.
    pub(super) fn attribute(&mut self, name: &str, value: impl Display) -> &mut Self {
        if self.open.last().is_some_and(|element| element.content == Content::None) {
            let value = value.to_string();
            write(&mut self.out, format_args!(" {name}=\""));
            escape(&legible(&value), Place::Attribute, &mut self.out);
            self.out.push('"');
        }
        self
    }

    /// Words inside the element that is open, escaped.
    pub(super) fn words(&mut self, words: &str) -> &mut Self {
        self.finish_start_tag(Content::Words);
        escape(&legible(words), Place::Words, &mut self.out);
        self
    }

    /// Markup of our own making inside the element that is open, as it is.
    pub(super) fn markup(&mut self, markup: &str) -> &mut Self {
        self.finish_start_tag(Content::Elements);
        let markup = markup.trim();
        if !markup.is_empty() {
            self.out.push('\n');
            self.out.push_str(markup);
        }
        self
    }

    /// Closes the element that was opened last.
    pub(super) fn end(&mut self) -> &mut Self {
        if let Some(Open { name, content }) = self.open.pop() {
            match content {
                Content::None => self.out.push_str("/>"),
                Content::Words => write(&mut self.out, format_args!("</{name}>")),
                Content::Elements => write(&mut self.out, format_args!("\n</{name}>")),
            }
        }
        self
    }

    /// An element that holds only words.
    pub(super) fn element_of_words(&mut self, name: &'static str, words: &str) -> &mut Self {
        self.start(name).words(words).end()
    }

    /// Closes what is open and gives everything written, without a last line end.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out
    }

    fn finish_start_tag(&mut self, next: Content) {
        if let Some(element) = self.open.last_mut()
            && element.content == Content::None
        {
            element.content = next;
            self.out.push('>');
        }
    }

    fn within_words(&self) -> bool {
        self.open.iter().any(|element| element.content == Content::Words)
    }
}

#[derive(Clone, Copy)]
enum Place {
    Attribute,
    Words,
}

/// Appends with `& < > "` as entities; in an attribute, whose white space a reader may fold, tabs and line ends too.
fn escape(text: &str, place: Place, out: &mut String) {
    if !text.contains(['&', '<', '>', '"', '\t', '\n', '\r']) {
        out.push_str(text);
        return;
    }
    for letter in text.chars() {
        match (letter, place) {
            ('&', _) => out.push_str("&amp;"),
            ('<', _) => out.push_str("&lt;"),
            ('>', _) => out.push_str("&gt;"),
            ('"', Place::Attribute) => out.push_str("&quot;"),
            ('\t', Place::Attribute) => out.push_str("&#9;"),
            ('\n', Place::Attribute) => out.push_str("&#10;"),
            ('\r', _) => out.push_str("&#13;"),
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_words_stays_words() {
        let mut xml = XmlWriter::default();
        xml.start("a").attribute("b", "\"<&>\n").words("</a> & \"x\"");
        assert_eq!(xml.finish(), "<a b=\"&quot;&lt;&amp;&gt;&#10;\">&lt;/a&gt; &amp; \"x\"</a>");
    }

    #[test]
    fn elements_stand_on_lines_of_their_own_but_not_inside_words() {
        let mut xml = XmlWriter::default();
        xml.start("a").start("b").end().element_of_words("c", "d").start("e").words("f ").start("g").end().end();
        assert_eq!(xml.finish(), "<a>\n<b/>\n<c>d</c>\n<e>f <g/></e>\n</a>");
    }

    #[test]
    fn what_xml_forbids_and_what_hides_is_shown() {
        assert_eq!(legible("a\0b\u{1b}c\u{85}\u{7f}\u{FFFF}"), "a\u{FFFD}b\u{FFFD}c\u{FFFD}\u{FFFD}\u{FFFD}");
        assert_eq!(legible("say \u{202E}on\u{202C}"), "say [U+202E]on[U+202C]");
        assert_eq!(legible("\u{2066}x\u{2069}"), "[U+2066]x[U+2069]");
    }

    #[test]
    fn honest_text_is_not_touched() {
        for text in ["Zelenskyy – “now”", "Київ", "ירושלים\u{200F} 3", "one\ntwo\tthree", "👩‍🚀", ""]
        {
            assert!(matches!(legible(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn legible_text_is_legible_already() {
        let once = legible("\u{202E}\u{1}").into_owned();
        assert_eq!(legible(&once), once);
    }
}
