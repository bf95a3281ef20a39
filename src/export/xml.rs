//! Writes XML element by element, with text that hides nothing.
//!
//! Knows no picture. Easy to get wrong: a character reference does not make a character legal that XML forbids, and a
//! direction override in a quotation can make a sentence read as its opposite, so both are made visible, not passed on.

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
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

/// Writes elements, each on its own line; an element holds either words or elements.
pub(super) struct XmlWriter {
    writer: Writer<Vec<u8>>,
    /// Names of the elements that are open, without `start`.
    open: Vec<&'static str>,
    /// The element just opened, which still takes attributes.
    start: Option<BytesStart<'static>>,
}

impl Default for XmlWriter {
    fn default() -> Self {
        Self { writer: Writer::new_with_indent(Vec::new(), b' ', 0), open: Vec::new(), start: None }
    }
}

impl XmlWriter {
    /// Opens an element inside the one that is open. `name` is taken as it is.
    pub(super) fn start(&mut self, name: &'static str) -> &mut Self {
        self.finish_start_tag();
        self.open.push(name);
        self.start = Some(BytesStart::new(name));
        self
    }

    /// An attribute of the element just opened; its value is escaped. Of no effect once the element has content.
    pub(super) fn attribute(&mut self, name: &str, value: impl Display) -> &mut Self {
        if let Some(start) = &mut self.start {
            start.push_attribute((name, legible(&value.to_string()).as_ref()));
        }
        self
    }

    /// Words inside the element that is open, escaped.
    pub(super) fn words(&mut self, words: &str) -> &mut Self {
        self.finish_start_tag();
        self.event(Event::Text(BytesText::from_escaped(partial_escape(legible(words)))));
        self
    }

    /// Markup of our own making inside the element that is open, as it is. Nothing else follows in that element.
    pub(super) fn markup(&mut self, markup: &str) -> &mut Self {
        let markup = markup.trim();
        if !markup.is_empty() {
            self.finish_start_tag();
            self.event(Event::Text(BytesText::from_escaped(format!("\n{markup}\n"))));
        }
        self
    }

    /// Closes the element that was opened last.
    pub(super) fn end(&mut self) -> &mut Self {
        let name = self.open.pop();
        if let Some(start) = self.start.take() {
            self.event(Event::Empty(start));
        } else if let Some(name) = name {
            self.event(Event::End(BytesEnd::new(name)));
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
        String::from_utf8(self.writer.into_inner()).unwrap_or_default()
    }

    fn finish_start_tag(&mut self) {
        if let Some(start) = self.start.take() {
            self.event(Event::Start(start));
        }
    }

    fn event(&mut self, event: Event<'_>) {
        let written = self.writer.write_event(event);
        debug_assert!(written.is_ok(), "a vector takes every event");
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
    fn elements_stand_on_lines_of_their_own_and_words_stay_as_they_are() {
        let mut xml = XmlWriter::default();
        xml.start("a").start("b").end().element_of_words("c", " d ").start("e").markup("<f/>").end();
        assert_eq!(xml.finish(), "<a>\n<b/>\n<c> d </c>\n<e>\n<f/>\n</e>\n</a>");
    }

    #[test]
    fn an_element_that_holds_nothing_is_one_tag() {
        let mut xml = XmlWriter::default();
        xml.start("a").attribute("b", 1).markup(" ").end().attribute("c", 2);
        assert_eq!(xml.finish(), "<a b=\"1\"/>");
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
