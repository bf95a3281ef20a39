//! Whether what folds to a name is written like the name.
//!
//! "US" is not "us", "May" is a month more often than a person, and "turkey" may be eaten. In doubt it is no mention:
//! a missed one costs a look, a false one costs trust. The thing easily got wrong: headlines write everything in
//! capitals, so capitals alone are no proof either.

use crate::model::{ActorKind, ByteRange};
use unicode_normalization::char::canonical_combining_class;

/// How a name is written, and how freely it may be.
pub(super) struct Spelling {
    /// As the project writes it.
    name: String,
    words: Vec<Word>,
    letters: usize,
    kind: ActorKind,
    sense: Sense,
}

/// What else a name may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// Nothing but a name.
    Name,
    /// A person with the name of a thing, which may start a sentence: "Brown", "Price".
    AlsoWord,
    /// A country or organisation with the name of a thing: "Turkey" without its capital is none.
    NeverSmall,
    /// A month, or a word capitalised for other reasons as often: "May", "Will".
    MostlyOther,
    /// Letters that are a word in a headline of capitals: "US", "IT", "WHO".
    AlsoWordInCapitals,
}

/// One word of a name or of what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word {
    letters: usize,
    case: Case,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// "us", and scripts that know no case, and numbers.
    Small,
    /// "Us", "O’Brien".
    Capitalised,
    /// "US". A single capital is [`Case::Capitalised`].
    Capitals,
}

/// Names that are months and words far more often.
const MOSTLY_OTHER: &[&str] =
    &["april", "august", "june", "march", "may", "will", "sunday", "monday", "friday", "can", "job", "say", "an", "so"];

/// Names that are words, too.
#[rustfmt::skip]
const ALSO_WORDS: &[&str] = &[
    "art", "baker", "bill", "bishop", "black", "brown", "bush", "case", "chad", "chase", "cook", "cotton", "dean",
    "drew", "field", "frank", "gates", "grant", "gray", "green", "guinea", "hill", "hope", "hunt", "hunter", "japan",
    "jersey", "jordan", "judge", "king", "kind", "little", "long", "lord", "major", "mark", "marshall", "miller",
    "moon", "north", "paul", "pence", "polish", "pope", "power", "price", "reed", "rich", "rice", "rob", "rose",
    "rush", "short", "south", "stone", "straw", "strong", "swift", "turkey", "turner", "walker", "wall", "west",
    "white", "wolf", "wood", "young",
];

/// Short forms that spell a word in small letters.
const WORDS_IN_CAPITALS: &[&str] =
    &["am", "as", "at", "be", "do", "go", "he", "in", "is", "it", "no", "on", "or", "so", "to", "us", "we", "who"];

/// Words in front of a person's name.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "president", "minister", "secretary", "chancellor",
    "premier", "senator", "sen", "rep", "gen", "general", "ambassador", "leader", "spokesman", "spokeswoman",
    "colleague",
];

/// Words in front of a month, a weekday or a verb.
#[rustfmt::skip]
const BEFORE_MONTHS: &[&str] = &[
    "about", "after", "and", "around", "before", "between", "by", "during", "early", "every", "for", "from", "in",
    "late", "last", "mid", "next", "of", "on", "or", "since", "that", "the", "this", "through", "till", "to", "until",
    "we", "you", "they", "he", "she", "it", "i",
];

/// Words behind a person's name.
#[rustfmt::skip]
const AFTER_NAMES: &[&str] = &[
    "added", "agreed", "announced", "argued", "called", "denied", "had", "has", "insisted", "is", "met", "quit",
    "rejected", "resigned", "said", "says", "spoke", "supported", "supports", "told", "urged", "wants", "warned",
    "was", "wrote",
];

impl Spelling {
    /// `name` as a project writes it, of an actor of that kind.
    pub(super) fn new(name: &str, kind: ActorKind) -> Self {
        let words = words(name);
        let letters = words.iter().map(|word| word.letters).sum();
        let folded = super::plain::Plain::new(name);
        let folded = folded.text();
        let sense = if MOSTLY_OTHER.contains(&folded) && name.starts_with(char::is_uppercase) {
            Sense::MostlyOther
        } else if ALSO_WORDS.contains(&folded) && name.starts_with(char::is_uppercase) {
            match kind {
                ActorKind::Person => Sense::AlsoWord,
                ActorKind::Country | ActorKind::Organisation | ActorKind::Group | ActorKind::Unnamed => {
                    Sense::NeverSmall
                }
            }
        } else if WORDS_IN_CAPITALS.contains(&folded) {
            Sense::AlsoWordInCapitals
        } else {
            Sense::Name
        };
        Self { name: name.to_owned(), words, letters, kind, sense }
    }

    /// Whether the words at `bytes` of `text`, which fold to the name, mean it.
    pub(super) fn fits(&self, text: &str, bytes: ByteRange) -> bool {
        let Some(written) = bytes.of(text) else { return false };
        if self.sense == Sense::Name && written == self.name {
            return true;
        }
        let before = text.get(..bytes.start).unwrap_or("");
        let behind = text.get(bytes.end..).unwrap_or("");
        let written = words(written);
        let is_small_name = || self.may_be_small(&written) && !is_in_address(before, behind);
        if !(self.has_capitals_of(&written) || is_small_name()) {
            return false;
        }
        match self.sense {
            Sense::Name | Sense::NeverSmall => true,
            Sense::AlsoWord => !opens_sentence(before) || is_followed_as_person(behind),
            Sense::MostlyOther => is_meant_as_person(before, behind),
            Sense::AlsoWordInCapitals => !is_among_capitals(before, behind),
        }
    }

    /// Whether `written` has the capitals of the name, or more of them.
    fn has_capitals_of(&self, written: &[Word]) -> bool {
        const LEAST_LETTERS_IN_CAPITALS: usize = 4;
        let shouted = written.iter().all(|word| word.case == Case::Capitals);
        let mut has_capital = self.words.iter().all(|word| word.case == Case::Small);
        let fits = self.words.len() == written.len()
            && self.words.iter().zip(written).all(|(name, word)| match name.case {
                Case::Small => true,
                Case::Capitalised => {
                    has_capital |= word.case != Case::Small;
                    name.letters > 1 || word.case != Case::Small
                }
                Case::Capitals => {
                    has_capital |= word.case != Case::Small;
                    // "Nato" is how some newspapers write it, "Us" is something else.
                    word.case == Case::Capitals || (word.case == Case::Capitalised && is_spoken_as_word(*name))
                }
            });
        let is_short =
            self.letters < LEAST_LETTERS_IN_CAPITALS && self.words.iter().all(|one| one.case != Case::Capitals);
        fits && has_capital && !(shouted && is_short && self.words.iter().any(|one| one.case == Case::Capitalised))
    }

    /// Whether the name may stand all in small letters, as in a hasty transcript.
    fn may_be_small(&self, written: &[Word]) -> bool {
        const LEAST_LETTERS: usize = 6;
        let is_long = self.letters >= LEAST_LETTERS && self.sense == Sense::Name;
        let is_name_of_words = match self.kind {
            ActorKind::Person => self.words.len() > 1,
            ActorKind::Country | ActorKind::Organisation | ActorKind::Group | ActorKind::Unnamed => true,
        };
        let has_short_form = self.words.iter().any(|word| word.case == Case::Capitals);
        is_long && is_name_of_words && !has_short_form && written.iter().all(|word| word.case == Case::Small)
    }
}

/// "NATO", but not "US".
fn is_spoken_as_word(name: Word) -> bool {
    const LEAST_LETTERS: usize = 4;
    name.letters >= LEAST_LETTERS
}

/// The words of `name`. Combining marks and invisible characters are a part of them.
fn words(name: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut letters, mut capitals, mut opens_with_capital) = (0, 0, false);
    for one in name.chars().chain([' ']) {
        if one.is_alphanumeric() {
            opens_with_capital |= letters == 0 && one.is_uppercase();
            capitals += usize::from(one.is_uppercase());
            letters += 1;
        } else if letters > 0 && canonical_combining_class(one) == 0 && !is_invisible(one) {
            let case = if letters > 1 && capitals == letters {
                Case::Capitals
            } else if opens_with_capital {
                Case::Capitalised
            } else {
                Case::Small
            };
            words.push(Word { letters, case });
            (letters, capitals, opens_with_capital) = (0, 0, false);
        }
    }
    words
}

fn is_invisible(one: char) -> bool {
    matches!(one, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether the words are a part of an address, a handle or a file's name: "www.ukraine.ua", "@ukraine".
fn is_in_address(before: &str, behind: &str) -> bool {
    let mut behind = behind.chars();
    let goes_on =
        matches!(behind.next(), Some('.' | '/' | '@' | '_' | '-')) && behind.next().is_some_and(char::is_alphanumeric);
    goes_on || before.ends_with(['@', '#', '/', '.', '_'])
}

fn opens_sentence(before: &str) -> bool {
    let marks = |one: char| one.is_whitespace() || matches!(one, '"' | '“' | '‘' | '\'' | '(' | '[' | '„' | '«');
    let spaces = before.get(before.trim_end_matches(char::is_whitespace).len()..).unwrap_or("");
    let before = before.trim_end_matches(marks);
    let after_title = before.ends_with('.') && TITLES.contains(&last_word(before).to_lowercase().as_str());
    let after_break = spaces.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
    !after_title && (after_break || before.is_empty() || before.ends_with(['.', '?', '!', ':', '”', '…', '•']))
}

/// "May said", "May’s".
fn is_followed_as_person(behind: &str) -> bool {
    let owns = ["'s", "’s"].iter().any(|own| behind.starts_with(own));
    let next = first_word(behind);
    let is_verb = AFTER_NAMES.contains(&next) || (next.ends_with("ed") && next.starts_with(char::is_lowercase));
    owns || (behind.starts_with(char::is_whitespace) && is_verb)
}

fn is_meant_as_person(before: &str, behind: &str) -> bool {
    let before_word = last_word(before);
    let folded = before_word.to_lowercase();
    let next = first_word(behind);
    let is_date =
        before_word.ends_with(|one: char| one.is_ascii_digit()) || next.starts_with(|one: char| one.is_ascii_digit());
    if is_date {
        return false;
    }
    let has_title = before.ends_with(char::is_whitespace) && TITLES.contains(&folded.as_str());
    has_title || (!BEFORE_MONTHS.contains(&folded.as_str()) && is_followed_as_person(behind))
}

/// Whether the words on both sides are all in capitals, as in "TELL US NOW".
fn is_among_capitals(before: &str, behind: &str) -> bool {
    let is_shouted = |word: &str| word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase);
    let (last, next) = (last_word(before), first_word(behind));
    match (last.is_empty(), next.is_empty()) {
        (true, true) => false,
        (true, false) => is_shouted(next),
        (false, true) => is_shouted(last),
        (false, false) => is_shouted(last) && is_shouted(next),
    }
}

/// Longer words are looked at in part.
const LONGEST_WORD: usize = 32;

/// The last word of `before` on its line; a stop behind it ("Mrs.") is left out.
fn last_word(before: &str) -> &str {
    let near = tail(before).trim_end_matches([' ', '\u{a0}']);
    let near = near.strip_suffix('.').unwrap_or(near);
    let length: usize = near.chars().rev().take_while(|one| one.is_alphanumeric()).map(char::len_utf8).sum();
    near.get(near.len() - length..).unwrap_or("")
}

fn first_word(behind: &str) -> &str {
    let near = behind.trim_start_matches([' ', '\u{a0}', '\n', ',']);
    let length: usize =
        near.chars().take(LONGEST_WORD).take_while(|one| one.is_alphanumeric()).map(char::len_utf8).sum();
    near.get(..length).unwrap_or("")
}

fn tail(before: &str) -> &str {
    before.get(before.ceil_char_boundary(before.len().saturating_sub(4 * LONGEST_WORD))..).unwrap_or("")
}
