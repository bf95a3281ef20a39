//! Which line breaks end a sentence, and which only wrap a line.
//!
//! A blank line always ends one. A single break is a wrapped line where the next one goes on with a small letter, or
//! where its first word would not have fitted any more. The thing easily got wrong: a headline has no full stop
//! either, so a capital after a break needs more evidence than the lack of one.

use super::words::{Class, class_of, is_day, is_function_word, is_joiner};
use std::ops::Range;

/// In characters. Longer lines are whole paragraphs, shorter ones were not wrapped by a machine.
const WRAPPED_AT: std::ops::RangeInclusive<usize> = 40..=120;

/// In characters. Lines up to here may be the items of a list in small letters.
const SHORT_ITEM: usize = 24;

/// Calls `each` with the pieces of `text` in order, without spaces around them, between which every sentence ends.
pub(super) fn for_each_passage(text: &str, mut each: impl FnMut(Range<usize>)) {
    let mut block: Vec<Line> = Vec::new();
    let mut at = 0;
    let mut after_return = false;
    for whole in text.split_inclusive(is_line_break) {
        let start = at;
        at += whole.len();
        let content = whole.trim_end_matches(is_line_break);
        let brk = whole.get(content.len()..).unwrap_or("");
        let is_second_half = after_return && content.is_empty() && brk == "\n";
        after_return = brk == "\r";
        if is_second_half {
            continue;
        }
        let words = content.trim();
        if words.is_empty() {
            finish(text, &mut block, &mut each);
        } else {
            let start = start + content.len() - content.trim_start().len();
            block.push(Line { start, end: start + words.len(), words });
        }
        if matches!(brk, "\u{c}" | "\u{2028}" | "\u{2029}") {
            finish(text, &mut block, &mut each);
        }
    }
    finish(text, &mut block, &mut each);
}

fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

struct Line<'a> {
    start: usize,
    end: usize,
    /// Without spaces around them.
    words: &'a str,
}

/// What the lines of one block, between blank ones, have in common.
struct Wrapping {
    /// Of the longest line, in characters.
    width: usize,
    /// How often a line goes on with a small letter.
    signs: usize,
}

fn finish(text: &str, block: &mut Vec<Line>, each: &mut impl FnMut(Range<usize>)) {
    let Some(first) = block.first() else { return };
    let mut passage = first.start..first.end;
    if block.len() > 1 {
        let pairs = || block.iter().zip(block.iter().skip(1));
        let wrapping = Wrapping {
            width: block.iter().map(|line| line.words.chars().count()).max().unwrap_or(0),
            signs: pairs().filter(|(line, next)| !is_ended(line.words) && starts_small(next.words)).count(),
        };
        for (line, next) in pairs() {
            if !goes_on(line.words, next.words, &wrapping) {
                each(passage);
                passage = next.start..next.end;
            }
            passage.end = next.end;
        }
    }
    debug_assert!(text.get(passage.clone()).is_some());
    each(passage);
    block.clear();
}

/// Whether a sentence may go on from `line` to `next`.
fn goes_on(line: &str, next: &str, wrapping: &Wrapping) -> bool {
    if is_speaker_label(next) || is_item(line, next) {
        return false;
    }
    let length = line.chars().count();
    let next_word = next.split_whitespace().next().unwrap_or("");
    let last_word = line.split_whitespace().next_back().unwrap_or("");
    let could_be_wrapped = WRAPPED_AT.contains(&wrapping.width);
    let is_full =
        could_be_wrapped && length >= *WRAPPED_AT.start() && length + 1 + next_word.chars().count() > wrapping.width;
    if is_ended(line) {
        let token = last_word.trim_end_matches(|one: char| !one.is_alphanumeric());
        let token = token.trim_start_matches(|one: char| !one.is_alphanumeric());
        return match class_of(token) {
            _ if is_full => true,
            Class::Title => true,
            Class::Word => line.ends_with(['…']) && starts_small(next) || line.ends_with("...") && starts_small(next),
            Class::BeforeNumber | Class::Short | Class::Month | Class::Hour | Class::Place => {
                could_be_wrapped || starts_small(next)
            }
            Class::Letter | Class::Dotted => could_be_wrapped && length > SHORT_ITEM,
        };
    }
    let plain = last_word.trim_matches(|one: char| !one.is_alphanumeric());
    if starts_small(next) {
        let is_list = length <= SHORT_ITEM && next.chars().count() <= SHORT_ITEM && !is_ended(next);
        return !is_list || is_function_word(plain) || line.ends_with(',');
    }
    if line.ends_with(':') {
        return is_full && wrapping.signs > 0;
    }
    if line.ends_with([',', '-', '–', '—', '(', '“', '„']) || next.starts_with([')', '”', ',', ';']) {
        return true;
    }
    if is_function_word(last_word) || (is_joiner(last_word) && length > SHORT_ITEM && has_small_words(line)) {
        return true;
    }
    if is_day(plain) && next.starts_with(|one: char| one.is_ascii_digit()) {
        return true;
    }
    is_full && (wrapping.signs > 0 || reads_as_sentence(line))
}

fn starts_small(words: &str) -> bool {
    let mut letters = words.trim_start_matches(|one: char| !one.is_alphanumeric() && !is_bullet(one)).chars();
    let first = letters.next().is_some_and(char::is_lowercase);
    first && !letters.next().is_some_and(char::is_uppercase) && !is_address(words)
}

fn is_address(words: &str) -> bool {
    let word = words.split_whitespace().next().unwrap_or("");
    word.starts_with("www.") || word.contains("://") || word.contains('@')
}

/// Whether `line` ends in a full stop or the like, quotation marks left out.
fn is_ended(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', '“', '»', '›', ')', ']'])
        .ends_with(['.', '?', '!', '…', '‽', '。', '！', '？', '؟', '۔', '।'])
}

/// Headlines seldom hold two of these words; sentences as long as a line hardly do without.
fn reads_as_sentence(line: &str) -> bool {
    let is_small = |word: &&str| {
        matches!(
            *word,
            "the"
                | "a"
                | "an"
                | "that"
                | "said"
                | "was"
                | "were"
                | "had"
                | "has"
                | "have"
                | "been"
                | "be"
                | "his"
                | "her"
                | "their"
                | "its"
                | "he"
                | "she"
                | "it"
                | "they"
                | "we"
                | "our"
                | "who"
                | "which"
        )
    };
    line.split_whitespace().filter(is_small).nth(1).is_some()
}

fn has_small_words(line: &str) -> bool {
    line.split_whitespace().any(|word| word.len() > 3 && word.starts_with(char::is_lowercase))
}

fn is_bullet(character: char) -> bool {
    matches!(character, '•' | '·' | '▪' | '■' | '●' | '►' | '▶' | '◦' | '‣' | '*' | '-' | '–' | '—' | '→')
}

/// Whether `next` opens with a bullet or a number of a list.
fn is_item(line: &str, next: &str) -> bool {
    let mut letters = next.chars();
    let Some(first) = letters.next() else { return false };
    let rest = letters.as_str();
    if is_bullet(first) {
        let spaced = rest.starts_with(char::is_whitespace);
        let is_dash = matches!(first, '-' | '–' | '—');
        // A wrapped line may start with the dash of an aside.
        let is_aside = is_dash && starts_small(rest.trim_start()) && !line.starts_with(first) && !line.ends_with(':');
        return spaced && !is_aside;
    }
    let number = next.split_whitespace().next().unwrap_or("");
    let digits = number.trim_end_matches(['.', ')']);
    let is_number = digits.len() <= 3 && digits.len() < number.len() && digits.bytes().all(|one| one.is_ascii_digit());
    let before = line.split_whitespace().next_back().unwrap_or("").trim_end_matches('.');
    is_number && !digits.is_empty() && !is_day(before) && class_of(before) != Class::BeforeNumber
}

/// Whether somebody's name and a colon open `line`: "MR. KIRBY:", "Q:", "Dmytro Kuleba:", "Q    ".
pub(super) fn is_speaker_label(line: &str) -> bool {
    const LONGEST: usize = 48;
    let mut capitals = true;
    let mut words = 1;
    let mut before = ' ';
    for (index, one) in line.char_indices().take(LONGEST) {
        match one {
            ':' => {
                let rest = line.get(index + 1..).unwrap_or("");
                return index > 0
                    && before != ' '
                    && (rest.is_empty() || rest.starts_with(char::is_whitespace))
                    && (capitals || words > 1);
            }
            ' ' | '\u{a0}' | '\t' => {
                if matches!(line.get(..index), Some("Q" | "A")) {
                    let rest = line.get(index + 1..).unwrap_or("");
                    return rest.starts_with([' ', '\t']);
                }
                words += 1;
            }
            '.' | '-' | '\'' | '’' | '(' | ')' | '[' | ']' | '/' => {}
            _ if one.is_uppercase() || one.is_ascii_digit() => {}
            _ if one.is_alphabetic() => {
                if before == ' ' || words > 4 {
                    return false;
                }
                capitals = false;
            }
            _ => return false,
        }
        before = one;
    }
    false
}
