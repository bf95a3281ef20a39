//! The lines of pages to paragraphs: no line of a PDF ends where its author ended one.
//!
//! The thing easily got wrong: what stands on top and bottom of every page would divide sentences. It is left out and told.

use super::super::wrapped::{ends_sentence, starts_anew};
use std::collections::{BTreeMap, BTreeSet};

/// What putting pages together came to.
pub(super) struct Joined {
    pub(super) text: String,
    /// How many lines were put together with the next.
    pub(super) joints: usize,
    /// How many of them lost a hyphen.
    pub(super) hyphens: usize,
    /// Running heads and page numbers.
    pub(super) dropped: Vec<(&'static str, String)>,
}

/// So many lines on top and on the bottom of a page may be running heads.
const MARGIN_LINES: usize = 2;

pub(super) fn joined(pages: &[String]) -> Joined {
    let mut pages: Vec<Vec<&str>> = pages.iter().map(|page| lines(page)).collect();
    let dropped = without_margins(&mut pages);
    let width = width(pages.iter().flatten());
    let known = KnownWords::of(pages.iter().flatten());
    let mut joined = Joined { text: String::new(), joints: 0, hyphens: 0, dropped };
    let mut before = "";
    for page in &pages {
        let mut gap = true;
        for line in page {
            if !line.is_empty() {
                // Where a paragraph ends in the middle of the width, the next begins another.
                let before_is_long = before.chars().count() * 10 >= width * 7;
                joined.push(line, gap, before_is_long, &known);
                before = line;
            }
            gap = line.is_empty();
        }
    }
    if !joined.text.is_empty() {
        joined.text.push('\n');
    }
    joined
}

impl Joined {
    fn push(&mut self, line: &str, gap: bool, before_is_long: bool, known: &KnownWords) {
        let last = self.text.rsplit('\n').next().unwrap_or("");
        // A page ends, or a picture stands, in the middle of a sentence.
        let goes_on = line.starts_with(char::is_lowercase) && !ends_sentence(last);
        let is_joint = !last.is_empty() && !starts_anew(line) && (goes_on || (!gap && before_is_long));
        if !is_joint {
            self.text.push_str(match (self.text.is_empty(), gap) {
                (true, _) => "",
                (false, true) => "\n\n",
                (false, false) => "\n",
            });
            self.text.push_str(line);
            return;
        }
        self.joints += 1;
        if goes_on && known.is_divided(last, line) {
            self.hyphens += 1;
            self.text.pop();
        } else if !last.ends_with('-') {
            self.text.push(' ');
        }
        self.text.push_str(line);
    }
}

fn lines(page: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = page.lines().map(|line| line.trim_matches([' ', '\t', '\u{c}'])).collect();
    // Where every line stands alone, the gaps are the distance of the lines.
    let filled: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| !line.is_empty()).map(|(index, _)| index).collect();
    let alone = filled.windows(2).filter(|pair| matches!(pair, [one, other] if other - one > 1)).count();
    if filled.len() >= 8 && alone * 10 >= filled.len() * 9 {
        let inside = lines.iter().filter(|line| line.len() >= 40 && !ends_sentence(line)).count();
        if inside * 2 >= filled.len() {
            lines.retain(|line| !line.is_empty());
        }
    }
    lines
}

/// The length that lines of running text have: nine of ten are no longer.
fn width<'a>(lines: impl Iterator<Item = &'a &'a str>) -> usize {
    let mut lengths: Vec<usize> = lines.map(|line| line.chars().count()).filter(|length| *length > 0).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).or(lengths.last()).copied().unwrap_or(0).clamp(30, 160)
}

/// Takes running heads and page numbers from the margins of `pages`.
fn without_margins(pages: &mut [Vec<&str>]) -> Vec<(&'static str, String)> {
    let mut heads: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        let keys: BTreeSet<String> =
            margins(page).iter().filter_map(|index| page.get(*index)).map(|line| letters(line)).collect();
        for key in keys.into_iter().filter(|key| key.len() >= 3) {
            *heads.entry(key).or_default() += 1;
        }
    }
    let often = (pages.len() / 2).max(3);
    let is_head = |line: &str| heads.get(&letters(line)).is_some_and(|count| *count >= often);
    let several = pages.len() > 1;
    let mut dropped = Vec::new();
    for page in pages {
        for index in margins(page) {
            let Some(line) = page.get_mut(index) else { continue };
            let what = match () {
                () if several && is_page_number(line) => "page number",
                () if is_head(line) => "running head",
                () => continue,
            };
            dropped.push((what, std::mem::take(line).to_owned()));
        }
    }
    dropped
}

fn margins(page: &[&str]) -> BTreeSet<usize> {
    let filled = || page.iter().enumerate().filter(|(_, line)| !line.is_empty()).map(|(index, _)| index);
    let last = filled().collect::<Vec<_>>().into_iter().rev().take(MARGIN_LINES);
    filled().take(MARGIN_LINES).chain(last).collect()
}

fn letters(line: &str) -> String {
    line.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// "3", "- 3 -", "Page 3 of 12", "3/12".
fn is_page_number(line: &str) -> bool {
    let words: Vec<&str> =
        line.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    match words.as_slice() {
        [number] => is_number(number),
        [number, total] => {
            is_number(total) && (is_number(number) && line.contains('/') || number.eq_ignore_ascii_case("page"))
        }
        [page, number, of, total] => {
            page.eq_ignore_ascii_case("page") && of.eq_ignore_ascii_case("of") && is_number(number) && is_number(total)
        }
        _ => false,
    }
}

/// The words that stand whole in the lines, to tell a divided word from one with a hyphen of its own.
struct KnownWords(BTreeSet<String>);

impl KnownWords {
    fn of<'a>(lines: impl Iterator<Item = &'a &'a str>) -> Self {
        let words = lines.flat_map(|line| line.split_whitespace()).map(bare).filter(|word| word.contains('-'));
        Self(words.collect())
    }

    /// Whether the word at the end of `line` goes on in `next` and its hyphen is only there for the line's end.
    fn is_divided(&self, line: &str, next: &str) -> bool {
        let Some(start) = line.strip_suffix(['-', '\u{ad}', '\u{2010}']) else { return false };
        let start = start.rsplit(char::is_whitespace).next().unwrap_or("");
        let end = next.split_whitespace().next().unwrap_or("");
        start.ends_with(char::is_alphabetic) && !self.0.contains(&bare(&format!("{start}-{end}")))
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(pages: &[&str]) -> Joined {
        joined(&pages.iter().map(|page| (*page).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn lines_and_pages_become_paragraphs() {
        let joined = pages(&[
            "Chatham Notes\n\nNo invitation for now\n\nThe ministers met on Tuesday and put off the question of an invita-\ntion \
             once more, as diplomats had said they would. Hungary said\n\n1",
            "Chatham Notes\n\nthat it remains opposed. The Euro-Atlantic path stays open, and the Euro-\nAtlantic partners \
             say so.\n\nMR. RUTTE: We will see.\n\n2",
            "Chatham Notes\n\nThe end of this paragraph comes early in its line, and\nso it is.\nAnother one follows it.\n\n3",
        ]);
        assert_eq!(
            joined.text,
            "No invitation for now\n\nThe ministers met on Tuesday and put off the question of an invitation once more, as \
             diplomats had said they would. Hungary said that it remains opposed. The Euro-Atlantic path stays open, and the \
             Euro-Atlantic partners say so.\n\nMR. RUTTE: We will see.\n\nThe end of this paragraph comes early in its line, and so it is.\nAnother one follows it.\n"
        );
        assert_eq!((joined.joints, joined.hyphens, joined.dropped.len()), (4, 1, 6));
    }

    #[test]
    fn one_page_keeps_its_first_and_last_lines() {
        assert_eq!(pages(&["1\n\nHungary said no.\n\n2024"]).text, "1\n\nHungary said no.\n\n2024\n");
        assert_eq!(pages(&["", " \n"]).text, "");
    }

    #[test]
    fn a_hyphen_of_the_word_itself_stays() {
        let known = "The vice-president left early, as vice-presidents do, said the\nreporter of the paper. The vice-\npresident came back.";
        assert!(pages(&[known]).text.contains("The vice-president came back."));
    }
}
