//! Days, and dates that know how exact they are.
//!
//! A news text says "on Tuesday", "last month" or nothing at all. [`EdtfDate`] keeps such a date as a span of days
//! with a mark for "about"; it is written in the Extended Date/Time Format (ISO 8601-2, level 1: a day, a month, a
//! year, an interval `a/b`, each with `~` for approximate, `?` for uncertain, `%` for both). The thing easily got
//! wrong: an imprecise date is not its first day. Rules compare by [`EdtfDate::latest`], the day by which the thing
//! has surely happened.
//!
//! Every day lies in the years [`YEARS`]. A year outside them is a slip of the keyboard or a damaged file, and is
//! refused where it is read, so that nothing behind this module ever meets one.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// The years that a date can lie in.
pub const YEARS: RangeInclusive<i16> = 1000..=2199;

/// A calendar day (proleptic Gregorian) in [`YEARS`], written `2024-12-09`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(jiff::civil::Date);

impl Day {
    /// The last day that a date can be.
    pub const MAX: Self = Self(jiff::civil::date(*YEARS.end(), 12, 31));
    /// The day before the first that a date can be, when nobody has said anything yet: it stands for no day at all.
    pub const MIN: Self = Self(jiff::civil::date(*YEARS.start() - 1, 12, 31));

    /// From year, month 1 to 12 and day of the month; `None` if the calendar has no such day or the year is not one of
    /// [`YEARS`].
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        let day = jiff::civil::Date::new(year, month, day).ok().map(Self)?;
        YEARS.contains(&year).then_some(day)
    }

    /// Whole days since 1 January 1970, negative before it.
    pub fn number(self) -> i32 {
        self.days_since(Self(jiff::civil::date(1970, 1, 1)))
    }

    /// Whole days from `earlier` to this day, negative if `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i32 {
        (self.0 - earlier.0).get_days()
    }

    /// The day `days` later (earlier if negative), but never before [`Self::MIN`] or after [`Self::MAX`].
    ///
    /// A loop must therefore not wait for a day after `MAX`.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        let days = days.clamp(-WHOLE_RANGE, WHOLE_RANGE);
        Self(self.0.saturating_add(jiff::Span::new().days(days))).clamp(Self::MIN, Self::MAX)
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

/// More days than there are in [`YEARS`].
const WHOLE_RANGE: i32 = 500_000;

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
            _ => Err(DateError::of(text)),
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
pub enum DateError {
    /// It is not written like one, or the calendar has no such day.
    #[error(
        "{0:?} is not a date: write 2024-12-09, 2024-12, 2024, or two of these with / between them; add ~ for “about”"
    )]
    NotADate(String),
    /// Its year is not one of [`YEARS`].
    #[error("{0:?} is not a possible date: years run from {first} to {last}", first = YEARS.start(), last = YEARS.end())]
    OutOfRange(String),
}

impl DateError {
    /// Why `text`, which could not be read, is not a date.
    fn of(text: &str) -> Self {
        let is_out_of_range = |part: &str| {
            let year: Option<i16> = part.get(..4).and_then(|year| year.parse().ok());
            let rest = part.get(4..).unwrap_or_default();
            let in_range = format!("{}{rest}", YEARS.start());
            year.is_some_and(|year| !YEARS.contains(&year)) && parse_part(&in_range).is_some()
        };
        let mut parts = text.trim_end_matches(['~', '?', '%']).split('/');
        if parts.any(is_out_of_range) { Self::OutOfRange(text.to_owned()) } else { Self::NotADate(text.to_owned()) }
    }
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
        let error = || DateError::of(text);
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

/// A date, if there is one, together with what it was read from.
///
/// What is undated counts from no day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dated {
    /// When; `None` if nothing gives a date. Such a field is left out in files.
    #[serde(default, with = "date_or_nothing", skip_serializing_if = "Option::is_none")]
    pub date: Option<EdtfDate>,
    /// The words of the text that give it; empty where the text gives none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// How it was worked out, where the words alone do not say it; empty for a printed date.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub inferred: String,
}

/// A date is written as it is, not as `Some(…)`.
mod date_or_nothing {
    use super::EdtfDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "serde hands over a reference")]
    pub(super) fn serialize<S: Serializer>(date: &Option<EdtfDate>, serializer: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => date.serialize(serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<EdtfDate>, D::Error> {
        EdtfDate::deserialize(deserializer).map(Some)
    }
}

impl Dated {
    /// A printed date.
    pub fn on(date: EdtfDate) -> Self {
        Self { date: Some(date), words: String::new(), inferred: String::new() }
    }

    /// Without a date.
    pub fn undated() -> Self {
        Self::default()
    }

    /// Whether there is no date.
    pub fn is_undated(&self) -> bool {
        self.date.is_none()
    }

    /// Whether nothing at all is known of the date.
    pub(super) fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// The first day it can be; `None` if it is undated.
    pub fn earliest(&self) -> Option<Day> {
        self.date.map(EdtfDate::earliest)
    }

    /// The last day it can be; `None` if it is undated.
    pub fn latest(&self) -> Option<Day> {
        self.date.map(EdtfDate::latest)
    }

    /// "3 December 2024", "about October 2024", "undated".
    pub fn in_words(&self) -> String {
        self.date.map_or_else(|| "undated".to_owned(), EdtfDate::in_words)
    }
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

    #[test]
    fn a_year_out_of_range_is_told_apart_from_a_text_that_is_no_date() {
        for text in ["9999-12-31", "0999", "2200-01", "2024-12-01/9999-12-31~", "0001-01-01%"] {
            assert_eq!(text.parse::<EdtfDate>(), Err(DateError::OutOfRange(text.to_owned())));
        }
        assert_eq!("9999-12-31".parse::<Day>(), Err(DateError::OutOfRange("9999-12-31".to_owned())));
        for text in ["9999-13-01", "2024-13", "24", "9999-1", "2024-12-01/2024-11-01"] {
            assert_eq!(text.parse::<EdtfDate>(), Err(DateError::NotADate(text.to_owned())));
        }
        assert_eq!(Day::from_ymd(9999, 12, 31), None);
    }

    #[test]
    fn no_number_of_days_leads_out_of_the_range() {
        for days in [i32::MIN, -1, 0, 1, i32::MAX] {
            for from in [Day::MIN, day("2024-02-29"), Day::MAX] {
                assert!((Day::MIN..=Day::MAX).contains(&from.plus_days(days)), "{from} plus {days}");
            }
        }
        assert_eq!(day("1000-01-01").plus_days(-1), Day::MIN);
        assert_eq!(Day::MAX, day("2199-12-31"));
    }

    proptest! {
        #[test]
        fn a_date_reads_back_as_it_was_written(
            year in YEARS, month in 1i8..=12, day in 1i8..=28, shape in 0u8..5, mark in 0usize..4,
        ) {
            let body = match shape {
                0 => format!("{year:04}-{month:02}-{day:02}"),
                1 => format!("{year:04}-{month:02}"),
                2 => format!("{year:04}"),
                3 => format!("{year:04}-{month:02}-{day:02}/2199-12"),
                _ => format!("{year:04}/2199-12-31"),
            };
            let text = format!("{body}{}", ["", "~", "?", "%"][mark]);
            let date: EdtfDate = text.parse().unwrap();
            prop_assert_eq!(date.to_string(), text);
            prop_assert!(date.earliest() <= date.latest());
        }
    }
}
