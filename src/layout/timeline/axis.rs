//! The axis of the timeline: maps days to places, with ticks and, across a long silence, a fold.
//!
//! A day has a width; [`Axis::x_of`] is its middle. Easy to get wrong: with a fold the axis is not linear, so a
//! distance in days says nothing about a distance in points.

use crate::layout::face::{Face, text_width};
use crate::model::Day;

/// Font size of the labels below the axis, in picture points.
pub const TICK_TEXT: f32 = 10.5;
/// A silence is folded only if it is longer than this many days, however short the rest is.
const SHORTEST_FOLD: i32 = 45;
/// Gap between a gridline and its label.
const WORD_GAP: f32 = 4.0;

/// Days along a line, from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The first day on the axis.
    pub start: Day,
    /// The last day on the axis.
    pub end: Day,
    /// A long silence that is drawn shortened.
    pub fold: Option<Fold>,
    /// Days since the start, and where they begin; ascending in both.
    knots: Vec<(f32, f32)>,
}

/// A stretch of the axis in which nothing was said, drawn much shorter than it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Fold {
    /// The first folded day.
    pub from: Day,
    /// The first day after the fold.
    pub until: Day,
    /// Where it begins, in picture points.
    pub left: f32,
    /// Where it ends, in picture points.
    pub right: f32,
    /// How long it is: "14 months".
    pub length: String,
}

/// How prominent a tick is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// Begins a month or a year, and is drawn through the marks.
    Major,
    /// Begins a week or a day within a month.
    Minor,
}

/// A tick on the axis and its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Position in picture points: where the day begins for a major tick, the middle of the day for a minor one.
    pub x: f32,
    /// How prominent it is.
    pub rank: Rank,
    /// The label and where it begins, in picture points; `None` where there is no room.
    pub label: Option<(f32, String)>,
}

impl Axis {
    /// Maps the days from `start` to `end` to the span between `left` and `right`. `points` are the days that have a
    /// mark, in order; where they leave more than half of the span empty, the axis is folded.
    pub fn new(start: Day, end: Day, points: &[Day], left: f32, right: f32) -> Self {
        let end = end.max(start);
        let whole = end.days_since(start) + 1;
        let right = right.max(left + 1.0);
        let fold = longest_silence(start, end, points).filter(|(from, until)| {
            let length = until.days_since(*from);
            length > SHORTEST_FOLD && 2 * length > whole && right - left > 240.0
        });
        let straight = vec![(0.0, left), (whole as f32, right)];
        let Some((from, until)) = fold else { return Self { start, end, fold: None, knots: straight } };
        let silence = until.days_since(from);
        // Part of the silence is kept at both ends of the fold, so that marks there are not crowded.
        let air = ((whole - silence) / 25).clamp(1, silence / 4);
        let (from, until) = (from.plus_days(air), until.plus_days(-air));
        let length = length_in_words(until.days_since(from));
        let width = (text_width(Face::Regular, TICK_TEXT, &length) + 14.0).max(44.0);
        let (before, after) = (from.days_since(start) as f32, (whole - until.days_since(start)) as f32);
        let per_day = (right - left - width) / (before + after);
        let fold = Fold { from, until, left: left + before * per_day, right: right - after * per_day, length };
        let knots =
            vec![(0.0, left), (before, fold.left), (until.days_since(start) as f32, fold.right), (whole as f32, right)];
        Self { start, end, fold: Some(fold), knots }
    }

    /// Where the first day begins.
    pub fn left(&self) -> f32 {
        self.knots.first().map_or(0.0, |(_, x)| *x)
    }

    /// Where the last day ends.
    pub fn right(&self) -> f32 {
        self.knots.last().map_or(0.0, |(_, x)| *x)
    }

    /// Width of a day outside the fold, in picture points.
    pub fn day_width(&self) -> f32 {
        match self.knots.as_slice() {
            [(from, left), (until, right), ..] if until > from => (right - left) / (until - from),
            _ => 1.0,
        }
    }

    /// Where `days` after the start is, counted from the first moment of the first day; clamped to the axis.
    fn x_at(&self, days: f32) -> f32 {
        for ends in self.knots.windows(2) {
            if let [(from, left), (until, right)] = ends
                && days <= *until
                && until > from
            {
                return left + (right - left) * ((days - from) / (until - from)).clamp(0.0, 1.0);
            }
        }
        self.right()
    }

    /// The middle of `day`; clamped to the axis.
    pub fn x_of(&self, day: Day) -> f32 {
        self.x_at(day.days_since(self.start) as f32 + 0.5)
    }

    /// Where `day` begins and where it ends.
    pub fn edges_of(&self, day: Day) -> (f32, f32) {
        let days = day.days_since(self.start) as f32;
        (self.x_at(days), self.x_at(days + 1.0))
    }

    /// The day at `x`, clamped to the axis.
    pub fn day_at(&self, x: f32) -> Day {
        for ends in self.knots.windows(2) {
            if let [(from, left), (until, right)] = ends
                && x <= *right
                && right > left
            {
                let days = from + (until - from) * ((x - left) / (right - left)).clamp(0.0, 1.0);
                return self.start.plus_days(days as i32).clamp(self.start, self.end);
            }
        }
        self.end
    }

    /// Whether `day` is on the axis, including the fold.
    pub fn holds(&self, day: Day) -> bool {
        (self.start..=self.end).contains(&day)
    }

    /// Ticks from left to right: years, months, weeks or days, as fine as there is room for.
    pub fn ticks(&self) -> Vec<Tick> {
        let per_day = self.day_width();
        let mut ticks = Vec::new();
        let majors = if per_day * 30.4 >= 46.0 { self.months(1) } else { self.years(per_day) };
        let is_by_month = per_day * 30.4 >= 46.0;
        let mut taken: Vec<(f32, f32)> = self.fold.iter().map(|fold| (fold.left - 4.0, fold.right + 4.0)).collect();
        let heads = self.heads(&majors);
        let years = std::iter::once(None).chain(heads.iter().map(|(day, _)| Some(day.year())));
        let mut named: Vec<(f32, String)> = heads
            .iter()
            .zip(years)
            .map(|((day, x), year_before)| {
                let words = match (is_by_month, year_before == Some(day.year())) {
                    (true, false) => format!("{} {}", month_name(*day), day.year()),
                    (true, true) => month_name(*day),
                    (false, _) => day.year().to_string(),
                };
                (*x, words)
            })
            .collect();
        // The period that begins before the axis is labelled last: where there is no room, the labels after it tell.
        if heads.len() > majors.len() && heads.len() > 1 {
            named.rotate_left(1);
        }
        for (x, words) in named {
            let at = x + WORD_GAP;
            let width = text_width(Face::Regular, TICK_TEXT, &words);
            let label = place(&mut taken, at, width, self.right() + 12.0).then_some((at, words));
            ticks.push(Tick { x, rank: Rank::Major, label });
        }
        for (day, words) in self.minors(per_day, is_by_month) {
            let x = self.x_of(day);
            let width = text_width(Face::Regular, TICK_TEXT, &words);
            let at = x - width / 2.0;
            let has_room = !words.is_empty() && place(&mut taken, at, width, self.right() + 12.0);
            ticks.push(Tick { x, rank: Rank::Minor, label: has_room.then_some((at, words)) });
        }
        ticks.sort_by(|one, other| one.x.total_cmp(&other.x));
        ticks
    }

    /// The days that begin a period, and where their labels go: the first period is labelled at the left end too.
    fn heads(&self, majors: &[Day]) -> Vec<(Day, f32)> {
        let mut heads: Vec<(Day, f32)> = majors.iter().map(|day| (*day, self.edges_of(*day).0)).collect();
        if majors.first() != Some(&self.start) && !self.is_folded(self.start) {
            heads.insert(0, (self.start, self.left()));
        }
        heads
    }

    fn is_folded(&self, day: Day) -> bool {
        self.fold.as_ref().is_some_and(|fold| (fold.from..fold.until).contains(&day))
    }

    /// The first days of every `step`-th month that are drawn.
    fn months(&self, step: i32) -> Vec<Day> {
        let number = |day: Day| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        let all = (number(self.start)..=number(self.end)).filter(|number| number % step == 0);
        all.filter_map(first_of_month).filter(|day| self.holds(*day) && !self.is_folded(*day)).collect()
    }

    /// The first days of years, as many of them as there is room for.
    fn years(&self, per_day: f32) -> Vec<Day> {
        let room = per_day * 365.25;
        let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].into_iter().find(|step| room * *step as f32 >= 36.0);
        let mut days = self.months(12);
        days.retain(|day| i32::from(day.year()) % step.unwrap_or(1000) == 0);
        days
    }

    /// Finer ticks and their words, empty where there is never room for any.
    fn minors(&self, per_day: f32, is_by_month: bool) -> Vec<(Day, String)> {
        if !is_by_month {
            let months = if per_day * 30.4 >= 5.0 { self.months(1) } else { Vec::new() };
            return months.into_iter().filter(|day| day.month() != 1).map(|day| (day, String::new())).collect();
        }
        let step = if per_day >= 5.0 { 1 } else { 7 };
        let first = self.start.plus_days((7 - weekday(self.start)) % 7);
        let first = if step == 1 { self.start } else { first };
        let count = self.end.days_since(first).div_euclid(step);
        let days = (0..=count).map(|index| first.plus_days(index * step));
        let is_labelled = |day: &Day| per_day >= 22.0 || (per_day * 7.0 >= 30.0 && weekday(*day) == 0);
        days.filter(|day| !self.is_folded(*day))
            .map(|day| {
                let words = if is_labelled(&day) { day.day_of_month().to_string() } else { String::new() };
                (day, words)
            })
            .collect()
    }
}

/// Reserves the room from `at` on, if it is free.
fn place(taken: &mut Vec<(f32, f32)>, at: f32, width: f32, end: f32) -> bool {
    let is_free =
        at + width <= end && taken.iter().all(|(from, until)| at + width + 6.0 <= *from || at >= *until + 6.0);
    if is_free {
        taken.push((at, at + width));
    }
    is_free
}

/// How many days would remain visible between `start` and `end` with a fold.
pub(super) fn days_unfolded(start: Day, end: Day, points: &[Day]) -> i32 {
    let whole = end.days_since(start);
    let silence = longest_silence(start, end, points).map_or(0, |(from, until)| until.days_since(from));
    if silence > SHORTEST_FOLD && 2 * silence > whole { whole - silence } else { whole }
}

/// The longest stretch between two neighbours of start, points and end, from the day after the one to the other.
fn longest_silence(start: Day, end: Day, points: &[Day]) -> Option<(Day, Day)> {
    let inner = points.iter().copied().filter(|day| (start..=end).contains(day));
    let all: Vec<Day> = std::iter::once(start).chain(inner).chain([end]).collect();
    all.windows(2)
        .filter_map(|ends| match ends {
            [from, until] => Some((from.plus_days(1), *until)),
            _ => None,
        })
        .max_by_key(|(from, until)| until.days_since(*from))
}

/// "9 days", "14 months", "6 years".
fn length_in_words(days: i32) -> String {
    let (number, unit) = match days {
        ..60 => (days, "day"),
        60..730 => ((days as f32 / 30.44).round() as i32, "month"),
        _ => ((days as f32 / 365.25).round() as i32, "year"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

/// Days since Monday.
fn weekday(day: Day) -> i32 {
    Day::from_ymd(2024, 1, 1).map_or(0, |monday| day.days_since(monday).rem_euclid(7))
}

/// The first day of a month, counted from January of the year 0.
fn first_of_month(number: i32) -> Option<Day> {
    let year = i16::try_from(number.div_euclid(12)).ok()?;
    Day::from_ymd(year, i8::try_from(number.rem_euclid(12) + 1).ok()?, 1)
}

/// "December".
fn month_name(day: Day) -> String {
    day.in_words().split(' ').nth(1).unwrap_or_default().to_owned()
}

/// "9 Dec 2024" for narrow places; "no day" for the placeholder day.
pub fn short_day(day: Day) -> String {
    if day == Day::MIN {
        return day.in_words();
    }
    let month: String = month_name(day).chars().take(3).collect();
    format!("{} {month} {}", day.day_of_month(), day.year())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn labels(axis: &Axis) -> Vec<String> {
        axis.ticks().into_iter().filter_map(|tick| tick.label).map(|(_, words)| words).collect()
    }

    #[test]
    fn an_axis_that_ends_with_the_calendar_has_an_end() {
        for (start, end) in [(day("2199-12-20"), Day::MAX), (Day::MIN, Day::MIN), (Day::MIN, Day::MAX)] {
            for width in [0.0, 1.0, 300.0, 100_000.0] {
                let axis = Axis::new(start, end, &[start, end], 0.0, width);
                assert!(axis.ticks().len() < 40_000, "{start} to {end}");
            }
        }
    }

    #[test]
    fn ten_weeks_are_told_in_months_and_mondays() {
        let axis = Axis::new(day("2024-10-01"), day("2024-12-10"), &[day("2024-10-31")], 10.0, 910.0);
        let labels = labels(&axis);
        assert_eq!(labels.first().map(String::as_str), Some("October 2024"));
        for words in ["November", "December", "14", "21", "11"] {
            assert!(labels.iter().any(|label| label == words), "{words} of {labels:?}");
        }
    }

    #[test]
    fn a_week_is_told_day_by_day_and_a_century_in_tens_of_years() {
        let week = Axis::new(day("2024-12-02"), day("2024-12-08"), &[day("2024-12-05")], 0.0, 600.0);
        assert_eq!(labels(&week), ["December 2024", "3", "4", "5", "6", "7", "8"].map(str::to_owned)[..]);
        let points: Vec<Day> = (1900..2000).filter_map(|year| Day::from_ymd(year, 6, 1)).collect();
        let century = Axis::new(day("1900-01-01"), day("1999-12-31"), &points, 0.0, 900.0);
        assert!(labels(&century).iter().all(|label| label.ends_with('0') || label.ends_with('5')), "{century:?}");
        assert!(labels(&century).len() > 8);
    }

    #[test]
    fn a_silence_of_more_than_half_is_folded_and_says_how_long_it_was() {
        let points = [day("2020-01-01"), day("2020-01-20"), day("2024-12-01"), day("2024-12-10")];
        let axis = Axis::new(day("2020-01-01"), day("2024-12-10"), &points, 0.0, 900.0);
        let fold = axis.fold.clone().unwrap();
        assert_eq!(fold.length, "5 years");
        assert!(fold.right - fold.left < 100.0);
        assert!(fold.from > points[1] && fold.until < points[2], "{fold:?} keeps air on both sides");
        assert!(axis.x_of(points[1]) - axis.x_of(points[0]) > 200.0, "what is left has the room");
    }

    #[test]
    fn days_said_every_week_are_not_folded() {
        let points: Vec<Day> = (0..20).map(|week| day("2024-01-01").plus_days(7 * week)).collect();
        assert_eq!(Axis::new(points[0], points[19], &points, 0.0, 900.0).fold, None);
    }

    proptest! {
        #[test]
        fn a_day_is_found_again_where_it_is_drawn(
            length in 1i32..1500, steps in proptest::collection::vec(0i32..1500, 0..8), width in 300.0_f32..2000.0,
        ) {
            let start = day("2023-03-04");
            let end = start.plus_days(length);
            let mut points: Vec<Day> = steps.iter().map(|step| start.plus_days(*step % (length + 1))).collect();
            points.sort();
            let axis = Axis::new(start, end, &points, 5.0, 5.0 + width);
            let mut last = f32::NEG_INFINITY;
            for index in 0..=length {
                let day = start.plus_days(index);
                let x = axis.x_of(day);
                prop_assert!(x > last && x >= axis.left() && x <= axis.right());
                last = x;
                let is_wide = axis.edges_of(day).1 - axis.edges_of(day).0 > 0.01;
                prop_assert!(!is_wide || axis.day_at(x) == day, "{} at {}", day, x);
            }
            prop_assert_eq!(axis.day_at(f32::MIN), start);
            prop_assert_eq!(axis.day_at(f32::MAX), end);
        }

        #[test]
        fn no_two_labels_of_the_axis_touch(length in 1i32..40_000, width in 200.0_f32..2500.0) {
            let start = day("1950-07-13");
            let axis = Axis::new(start, start.plus_days(length), &[], 0.0, width);
            let rooms: Vec<(f32, f32)> = axis
                .ticks()
                .into_iter()
                .filter_map(|tick| tick.label)
                .map(|(at, words)| (at, at + text_width(Face::Regular, TICK_TEXT, &words)))
                .collect();
            for (index, one) in rooms.iter().enumerate() {
                prop_assert!(rooms[..index].iter().all(|other| one.0 >= other.1 || other.0 >= one.1));
            }
        }
    }
}
