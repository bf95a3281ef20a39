//! Days, and dates that know how exact they are.
//!
//! A news text says "on Tuesday", "last month" or nothing at all. [`EdtfDate`] keeps such a date as a span of days
//! with a mark for "about"; it is written in the Extended Date/Time Format (ISO 8601-2, level 1: a day, a month, a
//! year, an interval `a/b`, each with `~` for approximate, `?` for uncertain, `%` for both). The thing easily got
//! wrong: an imprecise date is not its first day. Rules compare by [`EdtfDate::latest`], the day by which the thing
//! has surely happened.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A calendar day (proleptic Gregorian), written `2024-12-09`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(jiff::civil::Date);

impl Day {
    /// The last day of the calendar.
    pub const MAX: Self = Self(jiff::civil::Date::MAX);
    /// The first day of the calendar, on which nobody has said anything: it stands for no day at all.
    pub const MIN: Self = Self(jiff::civil::Date::MIN);

    /// From year, month 1 to 12 and day of the month; `None` where the calendar has no such day.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Whole days since 1 January 1970, negative before it.
    pub fn number(self) -> i32 {
        self.days_since(Self(jiff::civil::date(1970, 1, 1)))
    }

    /// Whole days from `earlier` to this day, negative if `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i32 {
        (self.0 - earlier.0).get_days()
    }

    /// The day `days` later (earlier if negative); stays at the end of the calendar rather than leaving it.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// "9 December 2024"; "no day" for [`Self::MIN`].
    pub fn in_words(self) -> String {
        if self == Self::MIN {
            return "no day".to_owned();
        }
        format!("{} {} {}", self.0.day(), month_name(self.0.month()), self.0.year())
    }

    /// Calendar year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month of the year, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of the month, 1 to 31.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    fn last_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }
}

fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|index| NAMES.get(index)).copied().unwrap_or("")
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Day {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Self, DateError> {
        match parse_part(text) {
            Some((first, Precision::Day)) => Ok(first),
            _ => Err(DateError(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Day {
    type Error = DateError;
    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date: write 2024-12-09, 2024-12, 2024 or two of them with / between, and ~ behind for about")]
pub struct DateError(pub String);

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// Some day of a month.
    Month,
    /// Some day of a year.
    Year,
    /// Some day between two dates, both included.
    Range,
}

/// A date as exact as a text gives it: a span of days, perhaps marked approximate or uncertain.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EdtfDate {
    start: (Day, Precision),
    end: Option<(Day, Precision)>,
    approximate: bool,
    uncertain: bool,
}

impl EdtfDate {
    /// Exactly one day.
    pub fn on(day: Day) -> Self {
        Self { start: (day, Precision::Day), end: None, approximate: false, uncertain: false }
    }

    /// The first day it can be.
    pub fn earliest(self) -> Day {
        self.start.0
    }

    /// The last day it can be: by then it has surely happened.
    pub fn latest(self) -> Day {
        let (first, precision) = self.end.unwrap_or(self.start);
        match precision {
            Precision::Day | Precision::Range => first,
            Precision::Month => first.last_of_month(),
            Precision::Year => Day::from_ymd(first.year(), 12, 31).unwrap_or(first),
        }
    }

    /// How exact it is.
    pub fn precision(self) -> Precision {
        if self.end.is_some() { Precision::Range } else { self.start.1 }
    }

    /// Marked `~` or `%`: inferred, or the text itself says "about".
    pub fn is_approximate(self) -> bool {
        self.approximate
    }

    /// Marked `?` or `%`: the source itself may be wrong.
    pub fn is_uncertain(self) -> bool {
        self.uncertain
    }

    /// "3 December 2024", "about October 2024", "25 November to 1 December 2024".
    pub fn in_words(self) -> String {
        let part = |(first, precision): (Day, Precision)| match precision {
            Precision::Day | Precision::Range => first.in_words(),
            Precision::Month => format!("{} {}", month_name(first.month()), first.year()),
            Precision::Year => first.year().to_string(),
        };
        let span = match self.end {
            None => part(self.start),
            Some(end) => format!("{} to {}", part(self.start), part(end)),
        };
        match (self.approximate, self.uncertain) {
            (false, false) => span,
            (true, false) => format!("about {span}"),
            (false, true) => format!("perhaps {span}"),
            (true, true) => format!("perhaps about {span}"),
        }
    }
}

fn parse_part(text: &str) -> Option<(Day, Precision)> {
    let digits = |part: &str, len: usize| -> Option<i16> {
        (part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map(|part| digits(part, 2));
    let day = parts.next().map(|part| digits(part, 2));
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => Some((Day::from_ymd(year, 1, 1)?, Precision::Year)),
        (Some(month), None) => Some((Day::from_ymd(year, i8::try_from(month?).ok()?, 1)?, Precision::Month)),
        (Some(month), Some(day)) => {
            Some((Day::from_ymd(year, i8::try_from(month?).ok()?, i8::try_from(day?).ok()?)?, Precision::Day))
        }
    }
}

impl FromStr for EdtfDate {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError(text.to_owned());
        let (body, approximate, uncertain) = match text.strip_suffix(['~', '?', '%']) {
            Some(body) => (body, text.ends_with(['~', '%']), text.ends_with(['?', '%'])),
            None => (text, false, false),
        };
        let (start, end) = match body.split_once('/') {
            None => (body, None),
            Some((start, end)) => (start, Some(end)),
        };
        let start = parse_part(start).ok_or_else(error)?;
        let end = end.map(|end| parse_part(end).ok_or_else(error)).transpose()?;
        let date = Self { start, end, approximate, uncertain };
        if date.earliest() > date.latest() { Err(error()) } else { Ok(date) }
    }
}

impl fmt::Display for EdtfDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |f: &mut fmt::Formatter<'_>, (first, precision): (Day, Precision)| match precision {
            Precision::Day | Precision::Range => write!(f, "{first}"),
            Precision::Month => write!(f, "{:04}-{:02}", first.year(), first.month()),
            Precision::Year => write!(f, "{:04}", first.year()),
        };
        part(f, self.start)?;
        if let Some(end) = self.end {
            f.write_str("/")?;
            part(f, end)?;
        }
        f.write_str(match (self.approximate, self.uncertain) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        })
    }
}

impl fmt::Debug for EdtfDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl TryFrom<String> for EdtfDate {
    type Error = DateError;
    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<EdtfDate> for String {
    fn from(date: EdtfDate) -> Self {
        date.to_string()
    }
}

/// A date together with what it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dated {
    /// When.
    pub date: EdtfDate,
    /// The words of the text that give it; empty where the text gives none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// How it was worked out, where the words alone do not say it; empty for a printed date.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub inferred: String,
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> EdtfDate {
        text.parse().unwrap()
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        assert_eq!(date("2024-02").latest(), day("2024-02-29"));
        assert_eq!(date("2024-02").earliest(), day("2024-02-01"));
        assert_eq!(date("2024").latest(), day("2024-12-31"));
        assert_eq!(date("2024-11/2024-12-03").latest(), day("2024-12-03"));
        assert_eq!(date("2024-11/2024-12").latest(), day("2024-12-31"));
    }

    #[test]
    fn what_is_inferred_reads_as_about() {
        assert_eq!(date("2024-10~").in_words(), "about October 2024");
        assert_eq!(date("2024-12-03").in_words(), "3 December 2024");
        assert_eq!(date("2024-11-25/2024-12-01~").in_words(), "about 25 November 2024 to 1 December 2024");
        assert_eq!(date("2008").in_words(), "2008");
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for bad in ["2024-02-30", "2024-13", "24-01-01", "2024-1-1", "", "/", "2024-12-03/2024-12-01", "2024-12-03~~"] {
            assert!(bad.parse::<EdtfDate>().is_err(), "{bad:?}");
        }
        assert!("2024-12".parse::<Day>().is_err());
    }

    proptest! {
        #[test]
        fn a_date_reads_back_as_it_was_written(
            year in 1i16..=9999, month in 1i8..=12, day in 1i8..=28, shape in 0u8..5, mark in 0usize..4,
        ) {
            let body = match shape {
                0 => format!("{year:04}-{month:02}-{day:02}"),
                1 => format!("{year:04}-{month:02}"),
                2 => format!("{year:04}"),
                3 => format!("{year:04}-{month:02}-{day:02}/9999-12"),
                _ => format!("{year:04}/9999-12-31"),
            };
            let text = format!("{body}{}", ["", "~", "?", "%"][mark]);
            let date: EdtfDate = text.parse().unwrap();
            prop_assert_eq!(date.to_string(), text);
            prop_assert!(date.earliest() <= date.latest());
        }
    }
}
