//! Decides whether a sentence ends.
//!
//! It asks what kind of word the stop follows ([`Class`]) and whether what comes next can go on with it. The thing
//! easily got wrong: "in the U.S. The" ends a sentence and "in the U.S. Senate" does not, and both have a capital.

use super::around::{Around, Case, Ending, Kind, Next};
use super::lines::is_speaker_label;
use super::words::{
    Class, class_of, is_day, is_domain, is_office, is_particle, is_saying, is_series, is_small_starter, is_starter,
    is_verb, is_zone,
};

/// How many words around a short form tell whether all words are capitalised.
const WORDS_OF_TITLE: usize = 5;

/// A sentence does not start with more bytes of marks than this.
const LONGEST_MARKS: usize = 64;

/// Whether a sentence ends with `ending`. At the end of the passage it does not matter.
pub(super) fn ends_sentence(around: &Around, ending: &Ending) -> bool {
    let terminator = ending.terminator;
    if terminator.kind == Kind::Ideographic {
        return true;
    }
    let is_alone = matches!(around.char_before(terminator.start), Some('(' | '['));
    let Some(next) = around.next_word(ending.end) else { return false };
    if is_alone || around.is_inside_brackets(ending) {
        return false;
    }
    let spaced = around.char_at(ending.end).is_some_and(|one| one.is_whitespace() || matches!(one, '—' | '–'));
    if !spaced {
        return ends_glued(around, ending, &next);
    }
    match next.case {
        Case::Punctuation => return false,
        Case::Lower => return ends_before_small(around, ending, &next),
        Case::Upper | Case::Digit => {}
    }
    let quoted = ending.end > terminator.end;
    if quoted && is_signature(around.after(ending.end)) {
        return false;
    }
    match terminator.kind {
        Kind::Ideographic => true,
        Kind::Strong => !((quoted && tells_who_spoke(next.rest)) || is_name_with_shout(around, ending)),
        Kind::Ellipsis => ellipsis_ends(around, ending, &next) && !(quoted && tells_who_spoke(next.rest)),
        Kind::Stop => stop_ends(around, ending, &next) && !(quoted && only_tells_who_spoke(next.rest)),
    }
}

fn ellipsis_ends(around: &Around, ending: &Ending, next: &Next) -> bool {
    let start = ending.terminator.start;
    if start <= around.start {
        return false;
    }
    let is_gap = around.char_before(start).is_some_and(char::is_whitespace);
    let first = next.word.split(['’', '\'']).next().unwrap_or("");
    first != "I" && (!is_gap || is_starter(next.word))
}

/// `next` starts with a capital or a digit, after a space.
fn stop_ends(around: &Around, ending: &Ending, next: &Next) -> bool {
    let at = ending.terminator.start;
    let range = around.token_before(at);
    let token = around.text.get(range.clone()).unwrap_or("");
    // The stop behind "(ret.)" is none of "ret.".
    let class = if range.end == at { class_of(token) } else { Class::Word };
    let before = around.text.get(around.start..range.start).unwrap_or("").trim_end();
    let opens = before.len() <= LONGEST_MARKS && before.chars().all(|one| !one.is_alphanumeric());
    if (opens && is_list_marker(token, class)) || (before.ends_with([':', ';']) && is_number_of_list(token)) {
        return false;
    }
    if opens && is_dateline(token, next) {
        return false;
    }
    let follows = Follows { around, next, at: range.start };
    match class {
        Class::Word => true,
        Class::Title => false,
        Class::BeforeNumber if next.case == Case::Digit => false,
        // "Art. V", but "No. I believed him".
        Class::BeforeNumber => matches!(token, "No" | "no" | "NO") || !is_roman(next.word),
        Class::Month => follows.month_ends(),
        Class::Hour => follows.hour_ends(),
        Class::Place | Class::Short => follows.is_new_sentence() || follows.is_subject(),
        Class::Dotted => follows.is_new_sentence(),
        Class::Letter => follows.letter_ends(token),
    }
}

/// "1", "a", "IV", "J" or "P.S" that open a sentence.
fn is_list_marker(token: &str, class: Class) -> bool {
    is_number_of_list(token) || matches!(class, Class::Letter | Class::Dotted | Class::Place) || is_roman(token)
}

/// "MOSCOW. Nov 29 (Interfax)".
fn is_dateline(token: &str, next: &Next) -> bool {
    let is_city = token.len() > 2 && token.chars().all(char::is_uppercase);
    let second = next.rest.split_whitespace().nth(1).unwrap_or("");
    is_city && is_day(next.word) && second.starts_with(|one: char| one.is_ascii_digit())
}

fn is_number_of_list(token: &str) -> bool {
    token.len() <= 2 && !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 5 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'))
}

/// What follows a short form that starts at `at`.
struct Follows<'a> {
    around: &'a Around<'a>,
    next: &'a Next<'a>,
    at: usize,
}

impl Follows<'_> {
    /// Whether the next word starts a sentence rather than going on with a name.
    fn is_new_sentence(&self) -> bool {
        let Next { word, case, rest, has_stop, .. } = *self.next;
        if case != Case::Upper || self.next.in_bracket {
            return false;
        }
        if is_speaker_label(rest) {
            return true;
        }
        let is_initial = has_stop && (word.chars().nth(1).is_none() || word == "No");
        is_starter(word) && !is_initial && !self.is_in_title()
    }

    /// Whether the next word is a name and a verb follows: "from the U.S. Ukraine said".
    fn is_subject(&self) -> bool {
        let Next { word, case, rest, has_stop, in_bracket } = *self.next;
        if case != Case::Upper || has_stop || in_bracket || is_office(word) || is_day(word) {
            return false;
        }
        let behind = rest.get(word.len()..).unwrap_or("");
        let verb = behind.strip_prefix([' ', '\u{a0}', '\n']).and_then(|behind| behind.split_whitespace().next());
        verb.is_some_and(|verb| is_verb(bare(verb)))
    }

    fn month_ends(&self) -> bool {
        let goes_on = self.next.in_bracket || is_day(self.next.word) || self.ends_opening_phrase();
        if self.next.case != Case::Upper || goes_on {
            return false;
        }
        let before = self.around.word_before(self.at);
        let is_date = matches!(
            before,
            "in" | "on"
                | "until"
                | "till"
                | "by"
                | "since"
                | "to"
                | "from"
                | "before"
                | "after"
                | "of"
                | "last"
                | "next"
                | "this"
                | "late"
                | "early"
                | "mid"
                | "and"
                | "or"
                | "In"
                | "On"
        );
        is_date || self.is_new_sentence() || self.is_subject()
    }

    fn hour_ends(&self) -> bool {
        let Next { word, case, rest, has_stop, in_bracket } = *self.next;
        if case != Case::Upper || in_bracket {
            return false;
        }
        let behind = rest.get(word.len()..).unwrap_or("");
        let second = behind.split_whitespace().next().map_or("", bare);
        let is_clock = matches!(second, "time" | "Time" | "Standard" | "Daylight") || is_zone(word);
        let is_clock = is_clock && !(is_verb(second) && word.chars().any(char::is_lowercase));
        let is_list = has_stop && word.chars().nth(1).is_none();
        !(is_clock || is_day(word) || is_list || self.ends_opening_phrase() || self.is_in_title())
    }

    /// Whether the sentence holds no more than "At about 3" or "In late" up to here.
    fn ends_opening_phrase(&self) -> bool {
        let before = self.around.text.get(self.around.start..self.at).unwrap_or("");
        let mut words = before.split_whitespace();
        let first = words.next().unwrap_or("");
        words.nth(2).is_none()
            && matches!(first, "At" | "By" | "In" | "On" | "Around" | "About" | "Until" | "Since" | "Before" | "After")
    }

    fn letter_ends(&self, token: &str) -> bool {
        let before = self.around.word_before(self.at);
        let glued = self.around.char_before(self.at).is_some_and(|one| matches!(one, '-' | '–' | '/'));
        if glued || is_series(before) {
            return self.next.case == Case::Upper;
        }
        match token {
            "I" => {
                let small = before.starts_with(char::is_lowercase);
                small || self.is_new_sentence()
            }
            "v" | "c" | "p" => false,
            _ => self.is_new_sentence(),
        }
    }

    /// Whether all words around are capitalised, as in the headline "Zelensky Arrives In U.S. For Talks".
    fn is_in_title(&self) -> bool {
        let before = self.around.text.get(self.around.start..self.at).unwrap_or("");
        if !self.around.word_before(self.at).starts_with(char::is_uppercase) {
            return false;
        }
        let words = before.split_whitespace().rev().take(WORDS_OF_TITLE);
        let words = words.chain(self.next.rest.split_whitespace().take(WORDS_OF_TITLE));
        let mut all = 0;
        for word in words {
            if word.starts_with(char::is_lowercase) && word.len() > 3 {
                return false;
            }
            all += 1;
        }
        all > 3
    }
}

/// A small letter goes on with the sentence, but for names ("von der Leyen said") and texts without capitals.
fn ends_before_small(around: &Around, ending: &Ending, next: &Next) -> bool {
    let Ending { terminator, end } = *ending;
    if end > terminator.end || terminator.kind == Kind::Ellipsis || next.in_bracket {
        return false;
    }
    let token = around.text.get(around.token_before(terminator.start)).unwrap_or("");
    if class_of(token) != Class::Word {
        return false;
    }
    if starts_name(next) {
        return true;
    }
    let is_long = token.chars().count() > 2 && token.chars().all(char::is_lowercase);
    let follows_directly = around.after(end).trim_start().len() == next.rest.len();
    terminator.kind == Kind::Stop && is_long && follows_directly && is_small_starter(next.word)
}

fn starts_name(next: &Next) -> bool {
    if let Some((particle, name)) = next.word.split_once(['-', '’', '\''])
        && is_particle(particle)
    {
        return name.starts_with(char::is_uppercase);
    }
    let name = next.rest.split_whitespace().take(4).find(|word| !is_particle(word));
    is_particle(next.word) && name.is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// No space follows: "war.The", "war.”The", "2014.Russia".
fn ends_glued(around: &Around, ending: &Ending, next: &Next) -> bool {
    let Ending { terminator, end } = *ending;
    let behind = around.after(end);
    let gap = behind.len() - next.rest.len();
    if next.case != Case::Upper || next.in_bracket || behind.get(..gap).is_none_or(|marks| marks.contains(['-', '*'])) {
        return false;
    }
    let range = around.token_before(terminator.start);
    let token = around.text.get(range.clone()).unwrap_or("");
    if token.is_empty() || token.contains(['@', ':']) || around.char_before(range.start) == Some('/') {
        return false;
    }
    let length: usize = next.word.chars().take_while(|one| one.is_alphabetic()).map(char::len_utf8).sum();
    let word = next.word.get(..length).unwrap_or("");
    let ends_word = token.chars().rev().take(2).all(char::is_lowercase) && token.chars().nth(1).is_some();
    let is_known = is_starter(word) && (word.len() > 1 || (ends_word && token.len() > 2));
    let closed = end > terminator.end;
    match class_of(token) {
        Class::Title | Class::Letter | Class::BeforeNumber | Class::Month => return false,
        Class::Short | Class::Hour | Class::Place | Class::Dotted => return is_known && word.len() > 1,
        Class::Word => {}
    }
    if terminator.kind == Kind::Ellipsis {
        return is_known && word.len() > 1;
    }
    if is_known || closed {
        return !is_domain(word);
    }
    let is_number = token.len() > 1 && token.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = token.chars().nth(2).is_some() && token.chars().all(char::is_alphabetic);
    let second_is_small = word.chars().nth(1).is_some_and(|one| !one.is_uppercase());
    let shouts = word.len() > 2 && ends_word && token.chars().all(char::is_lowercase);
    (is_number || ends_word || is_name) && (second_is_small || shouts) && !is_domain(word)
}

/// Whether nothing but a dash and a name follows a quotation: "— Volodymyr Zelenskyy".
fn is_signature(behind: &str) -> bool {
    const LONGEST: usize = 80;
    let behind = behind.trim_start();
    let Some(name) = behind.strip_prefix(['—', '–', '-', '―']) else { return false };
    let is_short = name.len() <= LONGEST && !name.ends_with(['.', '?', '!', '”', '"']);
    is_short && name.split_whitespace().next().is_some_and(|first| first.starts_with(char::is_uppercase))
}

/// "Yahoo! News": a mark that belongs to a name.
fn is_name_with_shout(around: &Around, ending: &Ending) -> bool {
    let token = around.text.get(around.token_before(ending.terminator.start)).unwrap_or("");
    ending.end == ending.terminator.start + 1 && matches!(token, "Yahoo" | "Jeopardy" | "Yum")
}

/// Whether "NATO Secretary General Mark Rutte asked" follows: names and titles, then a verb of saying.
fn tells_who_spoke(rest: &str) -> bool {
    verb_of_saying(rest).is_some()
}

/// The same, and nothing else: "Rutte said.", "Rutte said, and left".
fn only_tells_who_spoke(rest: &str) -> bool {
    verb_of_saying(rest).is_some_and(|verb| verb.ends_with(['.', ',']))
}

/// The verb of saying after nothing but capitalised words, with the mark behind it.
fn verb_of_saying(rest: &str) -> Option<&str> {
    const MOST_WORDS: usize = 7;
    let mut words = rest.split_whitespace().take(MOST_WORDS);
    let first = words.next()?;
    if is_starter(first) || !first.starts_with(char::is_uppercase) || first.ends_with([',', ':']) {
        return None;
    }
    for word in words {
        if is_saying(bare(word)) {
            return Some(word);
        }
        let goes_on =
            word.starts_with(char::is_uppercase) || matches!(word, "of" | "for" | "the" | "was") || is_particle(word);
        if !goes_on || word.ends_with([',', ':']) {
            return None;
        }
    }
    None
}

fn bare(word: &str) -> &str {
    word.trim_end_matches(|one: char| !one.is_alphanumeric())
}
