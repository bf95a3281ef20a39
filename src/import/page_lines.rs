//! Lines that only pages print around an article: how long reading takes, when it was changed, that a video failed.
//!
//! Asked of paragraphs of a page, never of plain text, where such a line may be all that tells the day. The thing easily
//! got wrong: "3 December 2024" above an article is its date, and in the middle of one a heading.

use super::dates;

/// Where such a line is none of the article, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageLine {
    /// Wherever it stands.
    Anywhere(&'static str),
    /// Only above the first paragraph.
    AboveTheText(&'static str),
}

impl PageLine {
    /// What it is.
    pub(super) fn what(self) -> &'static str {
        match self {
            Self::Anywhere(what) | Self::AboveTheText(what) => what,
        }
    }
}

/// What `line` is, if only a page prints it.
pub(super) fn page_line(line: &str) -> Option<PageLine> {
    let line = line.trim().trim_matches(['|', '•', '·', ' ']);
    if !line.contains(|letter: char| letter.is_alphanumeric()) {
        return Some(PageLine::Anywhere("divider"));
    }
    // "1 / 5" of a gallery.
    if line.contains('/') && line.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '/' | ' ')) {
        return Some(PageLine::Anywhere("player"));
    }
    let words: Vec<String> = line.split_whitespace().take(MOST_WORDS + 1).map(str::to_lowercase).collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    let lower = words.join(" ");
    if is_reading_time(&words) {
        return Some(PageLine::Anywhere("reading time"));
    }
    if is_of_a_player(&lower) {
        return Some(PageLine::Anywhere("player"));
    }
    if AGENCIES.contains(&lower.as_str()) {
        return Some(PageLine::Anywhere("caption"));
    }
    let has_digit = lower.contains(|letter: char| letter.is_ascii_digit());
    let ends_sentence = line.ends_with(['.', '?', '!']) && !line.ends_with("m.");
    let is_dated = || dates::first_date(line).is_some() || dates::relative(line).is_some();
    if has_digit && !ends_sentence {
        let starts_with_verb = CHANGES.iter().any(|verb| lower.starts_with(verb));
        let is_row = line.contains(['|', '•', '·']);
        let has_verb = ["published", "updated", "posted"].iter().any(|verb| lower.contains(verb));
        if starts_with_verb || (is_row && has_verb && is_dated()) {
            return Some(PageLine::Anywhere("date"));
        }
    }
    let is_rest = |words: &str| line.len() <= words.len() + 16;
    if dates::relative(line).is_some_and(|words| is_rest(&words)) {
        return Some(PageLine::Anywhere("date"));
    }
    if dates::first_date(line).is_some_and(|date| is_rest(&date.words)) && !ends_sentence {
        return Some(PageLine::AboveTheText("date"));
    }
    ABOVE.contains(&lower.trim_end_matches(':')).then_some(PageLine::AboveTheText("byline"))
}

const MOST_WORDS: usize = 18;
const CHANGES: [&str; 9] = [
    "published ",
    "published: ",
    "updated ",
    "updated: ",
    "last updated",
    "last modified",
    "posted ",
    "first published",
    "date created",
];
const AGENCIES: [&str; 9] =
    ["getty images", "getty", "reuters", "ap", "afp", "(reuters)", "(ap)", "ap photo", "afp via getty images"];
const ABOVE: [&str; 5] = ["author of the article", "written by", "author", "about the author", "by"];

/// "4 minute read", "4 min read", "Reading time 4 minutes".
fn is_reading_time(words: &[String]) -> bool {
    let words: Vec<&str> = words.iter().map(|word| word.trim_matches([':', '-', '(', ')', '.', ','])).collect();
    let is_number = |word: &str| word.parse::<u16>().is_ok();
    let is_minutes = |word: &str| ["min", "mins", "minute", "minutes", "minutes'"].contains(&word);
    match words.as_slice() {
        [number, minutes, "read" | "reading"] => is_number(number) && is_minutes(minutes),
        ["reading", "time", rest @ ..] => {
            rest.iter().all(|word| is_number(word) || is_minutes(word) || *word == "about")
        }
        _ => false,
    }
}

/// What a player of videos says of itself.
fn is_of_a_player(lower: &str) -> bool {
    const BEGINS: [&str; 8] = [
        "try refreshing your browser",
        "tap here to see other videos",
        "we apologize, but this video has failed",
        "this video can not be played",
        "your browser does not support the",
        "to view this video please enable javascript",
        "duration ",
        "javascript is ",
    ];
    const ALONE: [&str; 6] = ["watch now", "watch live", "play video", "video player", "now playing", "video loading"];
    let is_length = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b' '));
    ALONE.contains(&lower)
        || BEGINS
            .iter()
            .any(|begin| lower.strip_prefix(begin).is_some_and(|rest| *begin != "duration " || is_length(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_only_pages_print_are_named() {
        for (line, what) in [
            ("4 minute read", "reading time"),
            ("Reading time: 4 min", "reading time"),
            ("Published Jun 05, 2026  •  3 minute read", "date"),
            ("Last updated 15 hours ago", "date"),
            ("14 hours ago", "date"),
            ("Mara Lindqvist|Published 4 months ago", "date"),
            ("| UPDATED: 11:05, Tue, Nov 19, 2019", "date"),
            ("December 3, 2024", "date"),
            ("Duration 1:30", "player"),
            ("We apologize, but this video has failed to load.", "player"),
            ("Getty Images", "caption"),
            ("* * *", "divider"),
            ("Author of the article:", "byline"),
        ] {
            assert_eq!(page_line(line).map(PageLine::what), Some(what), "{line}");
        }
    }

    #[test]
    fn sentences_are_not() {
        for line in [
            "Updated 3 December rules say that nobody is invited before 2026.",
            "He said so 4 days ago in Brussels, and nobody objected to it.",
            "Duration matters, the minister said",
            "On December 3, 2024 the ministers met in Brussels",
            "Reuters said so",
        ] {
            assert_eq!(page_line(line), None, "{line}");
        }
    }
}
