//! Writes a text in a plainer way, so that words are found however they are typed, and remembers where each part came
//! from.
//!
//! It knows nothing of actors or quotations. The thing easily got wrong: one character may become none, one or three,
//! so a place in the folded text is not a place in the original; [`Folded::original_range`] leads back.

use crate::model::ByteRange;
use std::ops::Range;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical, decompose_compatible};

/// How much is folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// What a typesetter may change: kinds of quotation marks, dashes and spaces (line breaks too), soft hyphens,
    /// composed or decomposed accents, "…" or "...". Case and accents stay.
    Typography,
    /// What a searcher does not type: all of that, and case, accents and quotation marks altogether.
    Search,
}

/// A folded text with the way back to the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    text: String,
    anchors: Vec<Anchor>,
}

/// From `folded` on, bytes of the folded text follow bytes of the original one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Anchor {
    folded: u32,
    original: u32,
    /// Or only one character of the original became all bytes up to the next anchor.
    reach: Reach,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Run,
    OneCharacter,
}

impl Folded {
    /// Folds `text`, which must be shorter than 4 GiB.
    pub fn new(text: &str, fold: Fold) -> Self {
        let mut writer = Writer { text: String::with_capacity(text.len()), anchors: Vec::new(), follows: None };
        for (original, character) in text.char_indices() {
            writer.fold_character(original, character, fold);
        }
        Self { text: writer.text, anchors: writer.anchors }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of `original` (the text this was folded from) that became `folded`; whole characters with their
    /// combining marks, even where `folded` covers a part of what one character became. `None` for an empty range
    /// or one outside the folded text.
    pub fn original_range(&self, original: &str, folded: Range<usize>) -> Option<ByteRange> {
        if folded.start >= folded.end || folded.end > self.text.len() {
            return None;
        }
        let first = self.anchor_at(folded.start)?;
        let start = match first.reach {
            Reach::OneCharacter => first.original as usize,
            Reach::Run => original.floor_char_boundary(first.original as usize + folded.start - first.folded as usize),
        };
        let last = self.anchor_at(folded.end - 1)?;
        let end = match last.reach {
            Reach::OneCharacter => original.ceil_char_boundary(last.original as usize + 1),
            Reach::Run => original.ceil_char_boundary(last.original as usize + folded.end - last.folded as usize),
        };
        let marks = original.get(end..)?.chars().take_while(|mark| canonical_combining_class(*mark) != 0);
        let end = end + marks.map(char::len_utf8).sum::<usize>();
        (start < end).then_some(ByteRange { start, end })
    }

    /// The place in the folded text where what stood at byte `original` went, or what was kept after it.
    pub fn folded_offset(&self, original: usize) -> usize {
        let next = self.anchors.partition_point(|anchor| anchor.original as usize <= original);
        let limit = self.anchors.get(next).map_or(self.text.len(), |anchor| anchor.folded as usize);
        match next.checked_sub(1).and_then(|index| self.anchors.get(index)) {
            None => 0,
            Some(anchor) if anchor.original as usize == original => anchor.folded as usize,
            Some(anchor) => match anchor.reach {
                Reach::OneCharacter => limit,
                Reach::Run => limit.min(anchor.folded as usize + original - anchor.original as usize),
            },
        }
    }

    fn anchor_at(&self, folded: usize) -> Option<Anchor> {
        let next = self.anchors.partition_point(|anchor| anchor.folded as usize <= folded);
        next.checked_sub(1).and_then(|index| self.anchors.get(index)).copied()
    }
}

/// `words` folded, without spaces at either end; what a folded text is searched for.
pub fn folded_words(words: &str, fold: Fold) -> String {
    Folded::new(words, fold).text.trim().to_owned()
}

struct Writer {
    text: String,
    anchors: Vec<Anchor>,
    /// The original offset that would continue the last run.
    follows: Option<usize>,
}

impl Writer {
    fn fold_character(&mut self, original: usize, character: char, fold: Fold) {
        let before = self.text.len();
        if character.is_ascii_alphanumeric() {
            self.text.push(match fold {
                Fold::Typography => character,
                Fold::Search => character.to_ascii_lowercase(),
            });
        } else {
            match fold {
                Fold::Typography => self.push_typography(character),
                Fold::Search => character.to_lowercase().for_each(|lower| self.push_search(lower)),
            }
        }
        let written = self.text.get(before..).unwrap_or("");
        if written.is_empty() {
            return;
        }
        let one_to_one = written.len() == character.len_utf8() && written.chars().nth(1).is_none();
        if self.follows != Some(original) || !one_to_one {
            let reach = if one_to_one { Reach::Run } else { Reach::OneCharacter };
            self.anchors.push(Anchor { folded: before as u32, original: original as u32, reach });
        }
        self.follows = one_to_one.then(|| original + character.len_utf8());
    }

    fn push_typography(&mut self, character: char) {
        match class_of(character) {
            // Some marks decompose into plainer ones.
            Class::Other => decompose_canonical(character, |part| match class_of(part) {
                Class::Other => self.text.push(part),
                Class::Quote => self.text.push('"'),
                Class::Ellipsis | Class::Dash | Class::Space | Class::Invisible => self.push_plain(&class_of(part)),
            }),
            Class::Quote => self.text.push('"'),
            class @ (Class::Ellipsis | Class::Dash | Class::Space | Class::Invisible) => self.push_plain(&class),
        }
    }

    fn push_search(&mut self, character: char) {
        match class_of(character) {
            Class::Other => decompose_compatible(character, |part| {
                if canonical_combining_class(part) == 0 {
                    part.to_lowercase().for_each(|lower| self.push_search_part(lower));
                }
            }),
            class @ (Class::Quote | Class::Ellipsis | Class::Dash | Class::Space | Class::Invisible) => {
                self.push_plain(&class);
            }
        }
    }

    fn push_search_part(&mut self, part: char) {
        match (class_of(part), plain_letters(part)) {
            (Class::Other, Some(letters)) => self.text.push_str(letters),
            (Class::Other, None) => self.text.push(part),
            (class, _) => self.push_plain(&class),
        }
    }

    /// What both foldings write for a mark.
    fn push_plain(&mut self, class: &Class) {
        match class {
            Class::Ellipsis => self.text.push_str("..."),
            Class::Dash => self.text.push('-'),
            Class::Space => self.push_space(),
            Class::Quote | Class::Invisible | Class::Other => {}
        }
    }

    fn push_space(&mut self) {
        if !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }
}

enum Class {
    Quote,
    Dash,
    Ellipsis,
    Space,
    Invisible,
    Other,
}

fn class_of(character: char) -> Class {
    match character {
        '"'
        | '\''
        | '`'
        | '´'
        | '‘'..='‟'
        | '‹'
        | '›'
        | '«'
        | '»'
        | '′'
        | '″'
        | '〝'
        | '〞'
        | '「'..='』'
        | 'ʹ'
        | 'ʼ'
        | '＂'
        | '＇' => Class::Quote,
        '-' | '‐'..='―' | '−' | '﹘' | '﹣' | '－' => Class::Dash,
        '…' => Class::Ellipsis,
        // Soft hyphen, zero-width characters, direction marks, byte-order mark.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
            Class::Invisible
        }
        other if other.is_whitespace() => Class::Space,
        _ => Class::Other,
    }
}

/// Letters that do not decompose, as a searcher without that keyboard types them.
pub(super) fn plain_letters(lower: char) -> Option<&'static str> {
    Some(match lower {
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ø' => "o",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::string_slice, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn search(text: &str) -> String {
        folded_words(text, Fold::Search)
    }

    #[test]
    fn search_forgets_case_accents_and_quotation_marks() {
        assert_eq!(search("Szijjártó"), "szijjarto");
        assert_eq!(search("“a necessary step”"), "a necessary step");
        assert_eq!(search("Wałęsa, Støre, Weißrußland"), "walesa, store, weissrussland");
        assert_eq!(search("Київ"), search("КИЇВ"));
        assert_eq!(search("Kyiv’s"), search("kyiv's"));
        assert_eq!(search("for\u{ad}mal\u{a0}\n invitation – now…"), "formal invitation - now...");
    }

    #[test]
    fn typography_keeps_case_and_accents() {
        assert_eq!(folded_words("“Szijjártó” – no", Fold::Typography), "\"Szijja\u{301}rto\u{301}\" - no");
        assert_eq!(folded_words("e\u{301}", Fold::Typography), folded_words("é", Fold::Typography));
    }

    #[test]
    fn a_hit_leads_back_to_whole_characters_of_the_original() {
        let original = "Said Péter  Szija\u{301}rto\u{301}, “a neces\u{ad}sary step” …";
        for (needle, words) in [
            ("peter szijarto", "Péter  Szija\u{301}rto\u{301}"),
            ("a necessary step", "a neces\u{ad}sary step"),
            ("..", "…"),
            ("eter", "éter"),
        ] {
            let folded = Folded::new(original, Fold::Search);
            let at = folded.text().find(needle).unwrap();
            let bytes = folded.original_range(original, at..at + needle.len()).unwrap();
            assert_eq!(bytes.of(original), Some(words));
        }
    }

    proptest! {
        #[test]
        fn every_folded_character_leads_to_characters_that_fold_to_it(
            text in "[a-zA-Z éÉßжЇ…“”’\u{ad}\u{a0}\u{301}\n,.ﬁ½가-]{0,40}",
        ) {
            for fold in [Fold::Typography, Fold::Search] {
                let folded = Folded::new(&text, fold);
                for (at, character) in folded.text().char_indices() {
                    let bytes = folded.original_range(&text, at..at + character.len_utf8()).unwrap();
                    let again = Folded::new(bytes.of(&text).unwrap(), fold);
                    prop_assert!(again.text().contains(character), "{:?} {:?}", character, bytes.of(&text));
                }
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}") {
            for fold in [Fold::Typography, Fold::Search] {
                let once = Folded::new(&text, fold);
                let twice = Folded::new(once.text(), fold);
                prop_assert_eq!(once.text(), twice.text(), "{:?}", fold);
            }
        }

        #[test]
        fn a_place_in_the_original_and_its_folded_place_agree(text in "[a-zé ßж…“\u{ad}\n]{0,40}") {
            let folded = Folded::new(&text, Fold::Search);
            for (at, _) in text.char_indices() {
                let before = Folded::new(&text[..at], Fold::Search);
                prop_assert_eq!(folded.folded_offset(at), before.text().len());
            }
        }
    }
}
