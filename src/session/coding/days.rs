//! When something was said, as a first guess: the day that the sentence names, else the day of the article.
//!
//! The thing easily got wrong: "on Tuesday" is the last one before the article was printed, and of an article without
//! a day it is none.

use crate::model::{ByteRange, Dated, Day, EdtfDate, Precision, Source};

/// From Monday on.
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// When the words at `bytes` of `source` were said, as far as they tell it.
pub(super) fn said_in(source: &Source, bytes: ByteRange) -> Dated {
    let published = &source.record.published;
    let words = bytes.of(&source.text).unwrap_or_default();
    let day = published.date.filter(|date| date.precision() == Precision::Day).map(EdtfDate::latest);
    day.and_then(|day| named_day(words, day)).unwrap_or_else(|| Dated { inferred: String::new(), ..published.clone() })
}

fn named_day(sentence: &str, printed: Day) -> Option<Dated> {
    let words: Vec<&str> =
        sentence.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let before = |at: usize| at.checked_sub(1).and_then(|at| words.get(at)).copied().unwrap_or_default();
    words.iter().enumerate().find_map(|(at, word)| {
        if word.eq_ignore_ascii_case("yesterday") {
            let inferred = format!("The day before {}, when the article was published", printed.in_words());
            return Some(Dated {
                date: Some(EdtfDate::on(printed.plus_days(-1))),
                words: (*word).to_owned(),
                inferred,
            });
        }
        let weekday = WEEKDAYS.iter().position(|name| name == word)?;
        // "Next Tuesday" and "by Friday" are still to come, and what was said was not said then.
        if !["on", "On", "last", "Last", "late", "earlier"].contains(&before(at)) {
            return None;
        }
        let back = (weekday_of(printed) - i32::try_from(weekday).ok()?).rem_euclid(7);
        let inferred = match back {
            0 => format!("{} is a {word}, the day when the article was published", printed.in_words()),
            _ => format!("The {word} before {}, when the article was published", printed.in_words()),
        };
        let date = EdtfDate::on(printed.plus_days(-back));
        Some(Dated { date: Some(date), words: format!("{} {word}", before(at)), inferred })
    })
}

/// 0 for Monday.
fn weekday_of(day: Day) -> i32 {
    // 1 January 1970 was a Thursday.
    (day.number() + 3).rem_euclid(7)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn on_tuesday_is_the_last_tuesday_before_the_article() {
        let friday: Day = "2024-11-29".parse().unwrap();
        let of =
            |sentence: &str| named_day(sentence, friday).map(|dated| (dated.date.unwrap().to_string(), dated.words));
        let found = |date: &str, words: &str| Some((date.to_owned(), words.to_owned()));
        assert_eq!(of("She said on Tuesday that it would not."), found("2024-11-26", "on Tuesday"));
        assert_eq!(of("A letter seen by Reuters on Friday."), found("2024-11-29", "on Friday"));
        assert_eq!(of("Yesterday he said no."), found("2024-11-28", "Yesterday"));
        assert_eq!(of("They decide next Tuesday."), None);
        assert_eq!(of("Nobody named a day."), None);
    }
}
