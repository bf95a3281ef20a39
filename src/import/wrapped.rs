//! Lines that were broken to fit a width, as transcripts and e-mails are, put together again.
//!
//! Only line breaks become spaces; no word is touched. The thing easily got wrong: a speaker's label, a list line or a
//! line that ends early starts something new, and a text of short lines was perhaps written so.

/// What putting lines together came to.
pub(super) struct Unwrapped {
    pub(super) text: String,
    /// How many line breaks became spaces.
    pub(super) joined: usize,
    /// The width that the lines were broken at, in characters.
    pub(super) width: usize,
}

/// The text with its lines put together, if it was hard-wrapped.
pub(super) fn unwrap(text: &str) -> Option<Unwrapped> {
    let lines: Vec<&str> = text.lines().collect();
    let width = width(&lines)?;
    let mut joints = Joints { fitting: 0, inside_sentences: 0, all: 0 };
    for pair in lines.windows(2) {
        if let [line, next] = pair
            && !line.trim().is_empty()
            && !next.trim().is_empty()
            && !starts_anew(next)
        {
            joints.all += 1;
            joints.fitting += usize::from(had_to_break(line, next, width));
            joints.inside_sentences += usize::from(!ends_sentence(line));
        }
    }
    // Breaks stand where the next word no longer fitted, most of them inside sentences, and there are enough to be sure.
    if joints.all < 4 || joints.fitting * 10 < joints.all * 8 || joints.inside_sentences * 10 < joints.all * 6 {
        return None;
    }
    let mut joined = 0;
    let mut put_together = String::with_capacity(text.len());
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        let line = line.trim_end_matches([' ', '\t']);
        put_together.push_str(if put_together.is_empty() || put_together.ends_with('\n') {
            line
        } else {
            line.trim_start()
        });
        match lines.peek() {
            Some(next)
                if !line.is_empty()
                    && !next.trim().is_empty()
                    && !starts_anew(next)
                    && had_to_break(line, next, width) =>
            {
                joined += 1;
                put_together.push(' ');
            }
            _ => put_together.push('\n'),
        }
    }
    Some(Unwrapped { text: put_together, joined, width })
}

struct Joints {
    fitting: usize,
    inside_sentences: usize,
    all: usize,
}

/// The length that lines come close to and hardly ever pass; `None` where they have no common width.
fn width(lines: &[&str]) -> Option<usize> {
    let mut lengths: Vec<usize> =
        lines.iter().map(|line| line.trim_end().chars().count()).filter(|length| *length > 0).collect();
    lengths.sort_unstable();
    let longest = *lengths.last()?;
    // Article paragraphs on one line are far longer; verses and lists far shorter.
    (lengths.len() >= 6 && (40..=120).contains(&longest)).then_some(longest)
}

/// Whether the first word of `next` did not fit behind `line` any more, with some leeway for ragged editors.
fn had_to_break(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    line.trim_end().chars().count() + 1 + word + 4 > width
}

pub(super) fn ends_sentence(line: &str) -> bool {
    line.trim_end().trim_end_matches(['"', '”', '’', '»', ')']).ends_with(['.', '?', '!', '…', ':'])
}

/// Whether a line begins something: a speaker, a question, a point of a list.
pub(super) fn starts_anew(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['•', '*', '#', '>', '·', '▪', '–', '—'])
        || line.starts_with("- ")
        || is_numbered(line)
        || speaker(line).is_some()
}

fn is_numbered(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && line.get(digits..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") "))
}

/// The label a line of a transcript begins with: "MR. MILLER:", "QUESTION:", "Q", "John Kirby:".
pub(super) fn speaker(line: &str) -> Option<&str> {
    let line = line.trim_start();
    for label in ["Q", "A", "Q.", "A.", "Q:", "A:"] {
        if let Some(rest) = line.strip_prefix(label)
            && (rest.starts_with("  ") || rest.starts_with('\t') || (label.starts_with('Q') && rest.starts_with(' ')))
        {
            return Some(label);
        }
    }
    let (label, rest) = line.get(..line.floor_char_boundary(60)).unwrap_or(line).split_once(':')?;
    let words: Vec<&str> = label.split_whitespace().collect();
    let capital = |word: &&str| {
        word.starts_with(|letter: char| letter.is_uppercase() || letter == '(')
            || ["of", "the", "de", "von", "van"].contains(word)
    };
    let is_label = (1..=6).contains(&words.len())
        && words.iter().all(capital)
        && label
            .chars()
            .all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '.' | '-' | '\'' | '’' | '(' | ')' | ','));
    (is_label && (rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']))).then_some(label)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BRIEFING: &str = "MR. MILLER: Good afternoon, everyone. I have nothing to announce at\n\
        the top, so I will go straight to your questions. As you know, the\n\
        Secretary leaves for Brussels on Tuesday.\n\
        QUESTION: Thank you. Does the United States support an invitation to\n\
        Ukraine at the meeting next week, as Kyiv has asked in its letter?\n\
        MR. MILLER: So I have seen the letter. Our position has not changed,\n\
        which is that Ukraine’s future is in the Alliance, and that is\n\
        something that we will continue to discuss with our allies.\n\
        \n\
        QUESTION: So no invitation?\n\
        MR. MILLER: I am not going to get ahead of the meeting.\n";

    #[test]
    fn a_transcript_is_put_together_speaker_by_speaker() {
        let unwrapped = unwrap(BRIEFING).unwrap();
        let lines: Vec<&str> = unwrapped.text.lines().collect();
        assert_eq!(unwrapped.joined, 5);
        assert!(lines.iter().any(|line| line.starts_with("MR. MILLER: Good") && line.ends_with("on Tuesday.")));
        assert!(lines.contains(&"QUESTION: So no invitation?"));
        assert_eq!(lines.iter().filter(|line| line.starts_with("QUESTION:")).count(), 2);
    }

    #[test]
    fn articles_and_lists_stay_as_they_are() {
        assert!(
            unwrap("Hungary said no.\nPoland said yes.\nSpain said nothing at all.\nItaly too.\nA\nB\nC\n").is_none()
        );
        assert!(unwrap(&"A paragraph of an article that stands on a single line is far longer than any width that an e-mail is broken at.\n".repeat(9)).is_none());
    }

    #[test]
    fn speakers_have_labels() {
        for (line, label) in [
            ("MR. MILLER: No.", Some("MR. MILLER")),
            ("John Kirby: We have been clear.", Some("John Kirby")),
            ("Q  Is it?", Some("Q")),
            ("He said: no.", None),
            ("At 10:30 he left", None),
            ("Quite so", None),
        ] {
            assert_eq!(speaker(line), label, "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost_or_changed(words in proptest::collection::vec("[A-Za-z:.]{1,12}", 0..200), width in 40usize..80) {
            let mut text = String::new();
            let mut length = 0;
            for word in &words {
                if length + 1 + word.len() > width {
                    text.push('\n');
                    length = 0;
                } else if length > 0 {
                    text.push(' ');
                    length += 1;
                }
                text.push_str(word);
                length += word.len();
            }
            if let Some(unwrapped) = unwrap(&text) {
                prop_assert!(unwrapped.text.split_whitespace().eq(text.split_whitespace()));
            }
        }
    }
}
