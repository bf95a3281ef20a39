//! What a timeline promises, on made-up and on real statements.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use super::*;
use crate::model::Dated;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn project() -> Project {
    crate::fixtures::built_in()
}

/// The statements of the project that is compiled in, said on other days.
fn said_on(dates: &[&str]) -> Project {
    let mut project = project();
    let question = project.manifest.questions[0].id.clone();
    let kept: Vec<Statement> = project
        .statements
        .values()
        .filter(|statement| statement.question == question)
        .cycle()
        .zip(dates)
        .enumerate()
        .map(|(index, (statement, said))| Statement {
            id: format!("moved-{index:04}").parse().unwrap(),
            said: Dated::on(said.parse().unwrap()),
            ..statement.clone()
        })
        .collect();
    project.statements = kept.into_iter().map(|statement| (statement.id.clone(), statement)).collect();
    project
}

fn timeline(project: &Project, grouping: Grouping, width: f32, height: f32) -> Timeline {
    let question = &project.manifest.questions[0].id;
    let end = project.evidence_end().unwrap().0;
    Timeline::new(&TimelineRequest { project, question, end, grouping, size: Size::new(width, height), headroom: 18.0 })
}

#[test]
fn a_day_is_a_dot_and_a_month_is_a_bar_that_counts_from_its_last_day() {
    let project = said_on(&["2024-10-03", "2024-10", "2024-11-20"]);
    let timeline = timeline(&project, Grouping::Together, 900.0, 220.0);
    let of = |id: &str| timeline.mark_of(&id.parse().unwrap()).unwrap();
    assert_eq!(of("moved-0000").form, MarkForm::Dot);
    let MarkForm::Bar { left, right, start } = of("moved-0001").form else { panic!("a month is a bar") };
    assert_eq!(start, BarStart::Seen);
    assert_eq!(left, timeline.axis.edges_of(day("2024-10-01")).0);
    assert_eq!(right, timeline.axis.edges_of(day("2024-10-31")).1);
    assert_eq!(of("moved-0001").dot.x, timeline.axis.x_of(day("2024-10-31")));
    assert_eq!(timeline.days, ["2024-10-03", "2024-10-31", "2024-11-20"].map(day));
    assert_eq!(timeline.day_after(day("2024-10-03")), Some(day("2024-10-31")));
    assert_eq!(timeline.day_before(day("2024-10-03")), None);
}

#[test]
fn a_bar_that_begins_long_before_runs_out_at_the_left_end() {
    let project = said_on(&["2024-11-03", "2020/2024-12-01", "2024-12-01"]);
    let timeline = timeline(&project, Grouping::Together, 900.0, 220.0);
    let long = timeline.mark_of(&"moved-0001".parse().unwrap()).unwrap();
    assert!(matches!(long.form, MarkForm::Bar { start: BarStart::Before, .. }), "{long:?}");
    assert!(timeline.axis.start > day("2024-10-01"));
}

#[test]
fn every_statement_has_a_row_with_its_actor_or_a_place_in_the_pile() {
    let project = project();
    let question = &project.manifest.questions[0].id;
    let all = project.statements.values().filter(|statement| statement.question == *question).count();
    for grouping in [Grouping::Together, Grouping::Rows, Grouping::RowsAtOnce] {
        let timeline = timeline(&project, grouping, 900.0, 240.0);
        assert_eq!(timeline.marks.len(), all);
        for mark in &timeline.marks {
            let bounds = mark.bounds();
            assert!(bounds.min.y >= -0.5 && bounds.max.y <= timeline.content_height + 0.5, "{grouping:?} {mark:?}");
            let row = timeline.rows.iter().find(|row| row.actor == mark.actor);
            assert_eq!(row.is_some(), grouping != Grouping::Together, "{grouping:?} {mark:?}");
            if let Some(row) = row {
                assert!(
                    bounds.min.y >= row.top - 0.5 && bounds.max.y <= row.top + row.height + 0.5,
                    "{row:?} {mark:?}"
                );
            }
        }
    }
}

#[test]
fn with_very_many_statements_each_still_has_a_place_of_its_own() {
    let dates: Vec<String> = (0..20_000).map(|index| day("2022-01-01").plus_days(index % 1000).to_string()).collect();
    let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
    let timeline = timeline(&said_on(&dates), Grouping::Together, 900.0, 200.0);
    assert_eq!(timeline.marks.len(), 20_000);
    let mut places: Vec<(i64, i64)> =
        timeline.marks.iter().map(|mark| ((mark.dot.x * 1e3) as i64, (mark.dot.y * 1e3) as i64)).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), 20_000);
}

proptest! {
    #[test]
    fn no_mark_covers_another_and_each_is_hit_in_its_own_middle(
        said in proptest::collection::vec((0i32..400, 0i32..40, proptest::bool::ANY), 1..60),
        width in 300.0_f32..1500.0,
        height in 120.0_f32..400.0,
    ) {
        let dates: Vec<String> = said
            .iter()
            .map(|(from, length, is_dot)| {
                let from = day("2023-01-01").plus_days(*from);
                if *is_dot { from.to_string() } else { format!("{from}/{}", from.plus_days(*length)) }
            })
            .collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let project = said_on(&dates);
        for grouping in [Grouping::Together, Grouping::Rows] {
            let timeline = timeline(&project, grouping, width, height);
            for (index, mark) in timeline.marks.iter().enumerate() {
                let bounds = mark.bounds().expanded(-0.15);
                prop_assert!(timeline.marks[..index].iter().all(|other| !other.bounds().expanded(-0.15).overlaps(bounds)));
                prop_assert_eq!(&timeline.hit(mark.dot).unwrap().statement, &mark.statement);
            }
        }
    }
}
