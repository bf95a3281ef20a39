//! Two clocks, changes over time, and what a set of statements changes.

use super::super::sample::{Sample, admit, day, id, said};
use super::super::{Cause, Clock, Contest, Ledger, Standpoint, differences};
use super::random::{any_case, any_day};
use crate::model::{ActorId, Stance, StandingRule, Statement, StatementId, Voice, Weighing};
use proptest::prelude::*;
use std::collections::BTreeMap;

proptest! {
    #[test]
    fn standings_known_on_a_day_never_depend_on_what_is_printed_after_it(case in any_case(), known_on in any_day()) {
        let case = super::random::Case { known_on: Some(known_on), ..case };
        let mut printed = case.project.clone();
        printed.statements.retain(|_, statement| case.printed(statement) <= known_on);
        prop_assert_eq!(case.standings(), case.standings_of(&printed));
    }

    #[test]
    fn the_changes_up_to_a_day_give_the_standings_of_that_day(case in any_case()) {
        let ledger = Ledger::new(&case.project);
        let mut stances: BTreeMap<ActorId, Stance> = BTreeMap::new();
        for change in ledger.changes(&case.standpoint()) {
            prop_assert_eq!(stances.insert(change.actor.clone(), change.to), change.from);
            prop_assert_ne!(change.from, Some(change.to));
            let because = &case.project.statements[&change.because];
            prop_assert_eq!(because.stance, change.to, "the sentence says what the change is");
        }
        for standing in ledger.standings(&case.standpoint()).by_actor.values() {
            prop_assert_eq!(standing.stance, stances.get(&standing.actor).copied());
        }
    }

    #[test]
    fn changes_come_by_day_and_those_of_an_earlier_day_are_the_first_of_them(case in any_case(), earlier in any_day()) {
        let ledger = Ledger::new(&case.project);
        let all = ledger.all_changes(&case.standpoint());
        prop_assert!(all.is_sorted_by_key(|change| change.day));
        let clock = Clock { as_of: earlier, known_on: case.known_on };
        let up_to = ledger.changes(&Standpoint { clock, ..case.standpoint() });
        let expected: Vec<_> = all.into_iter().filter(|change| change.day <= earlier).collect();
        prop_assert_eq!(up_to, expected);
    }

    #[test]
    fn without_the_fragile_set_the_stance_changes(case in any_case()) {
        let ledger = Ledger::new(&case.project);
        for standing in ledger.standings(&case.standpoint()).by_actor.values() {
            prop_assert_eq!(standing.stance.is_some(), standing.must_go > 0);
            let without = case.standpoint().leaving_out(standing.fragile_set().iter().cloned());
            let after = ledger.standing(&standing.actor, &without).unwrap();
            prop_assert_eq!(after.stance != standing.stance, standing.stance.is_some());
            if let Some((_, kept)) = standing.fragile_set().split_first() {
                let without = case.standpoint().leaving_out(kept.iter().cloned());
                prop_assert_eq!(ledger.standing(&standing.actor, &without).unwrap().stance, standing.stance);
            }
        }
    }

    #[test]
    fn leaving_a_statement_out_is_the_same_as_not_having_it(case in any_case(), gone in 0..30_usize) {
        let gone: Option<StatementId> = case.project.statements.keys().nth(gone).cloned();
        let mut project = case.project.clone();
        project.statements.retain(|id, _| Some(id) != gone.as_ref());
        let left_out = Ledger::new(&case.project).standings(&case.standpoint().leaving_out(gone));
        prop_assert_eq!(left_out, case.standings_of(&project));
    }

    #[test]
    fn whoever_is_no_difference_stands_the_same_on_both_sides(case in any_case(), other_day in any_day()) {
        let ledger = Ledger::new(&case.project);
        let clock = Clock { as_of: other_day, known_on: None };
        let (from, to) = (ledger.standings(&Standpoint { clock, ..case.standpoint() }), case.standings());
        let found = differences(&from, &to);
        for actor in case.project.actors.keys() {
            let (before, after) = (from.of(actor).unwrap(), to.of(actor).unwrap());
            let is_same = before.stance == after.stance && before.is_contested() == after.is_contested();
            let difference = found.iter().find(|difference| difference.actor == *actor);
            prop_assert_eq!(difference.is_none(), is_same);
            let Some(difference) = difference else { continue };
            prop_assert_eq!((difference.from, difference.to), (before.stance, after.stance));
            let counts = |id: &StatementId, of: &super::super::Standing| {
                of.statements.contains(id) || of.outvoted.contains(id)
            };
            let (then, now) = (counts(&difference.because, before), counts(&difference.because, after));
            match difference.cause {
                Cause::Counts => prop_assert!(!then && now),
                Cause::CountsNoMore => prop_assert!(then && !now),
                Cause::Decides | Cause::Window => prop_assert!(then && now),
                Cause::OtherQuestion => prop_assert!(false, "the question is the same"),
            }
        }
    }
}

#[test]
fn what_was_said_on_monday_and_printed_on_friday_is_known_on_friday() {
    let Sample(project) = Sample::new()
        .member("borduria", "1990")
        .said(said("borduria", Stance::Opposes, "2031-05-05").printed("2031-05-09"));
    let ledger = Ledger::new(&project);
    let stance = |as_of: &str, known_on: Option<&str>| {
        let clock = Clock { as_of: day(as_of), known_on: known_on.map(day) };
        let standpoint = Standpoint::new(admit(), clock, StandingRule::default());
        ledger.standing(&id("borduria"), &standpoint).unwrap().stance
    };
    assert_eq!(stance("2031-05-04", None), None, "not said yet");
    assert_eq!(stance("2031-05-05", None), Some(Stance::Opposes), "in force from Monday, as we know today");
    assert_eq!(stance("2031-05-06", Some("2031-05-08")), None, "on Thursday nobody knew");
    assert_eq!(stance("2031-05-06", Some("2031-05-09")), Some(Stance::Opposes), "on Friday everybody knew of Monday");
}

fn weighed(half_life: u16, statements: &[(Stance, Voice, &str)]) -> super::super::Standing {
    let mut sample = Sample::new();
    for (stance, voice, date) in statements {
        sample = sample.said(said("ruritania", *stance, date).voice(*voice));
    }
    let rule = StandingRule { weighing: Weighing::HalfLife { days: half_life }, ..StandingRule::default() };
    let standpoint = Standpoint::new(admit(), Clock::on(day("2031-12-31")), rule);
    Ledger::new(&sample.0).standing(&id("ruritania"), &standpoint).unwrap()
}

#[test]
fn with_a_half_life_many_older_statements_outweigh_one_that_is_new() {
    use Stance::{Opposes, Supports};
    use Voice::DirectQuote;
    let said = [(Supports, DirectQuote, "2031-05-01"); 3];
    let latest = (Opposes, DirectQuote, "2031-05-11");
    let all = |half_life| weighed(half_life, &[&said[..], &[latest]].concat());
    // Three times 2^(-10/10) is 1.5, more than 1; three times 2^(-10/5) is 0.75, less.
    assert_eq!((all(10).stance, all(10).must_go), (Some(Supports), 2));
    assert_eq!((all(5).stance, all(5).must_go), (Some(Opposes), 1));
    // Taking one of three away leaves 1 to 1, and the first on the scale wins still.
    let equal = weighed(10, &[&said[..2], &[latest]].concat());
    assert_eq!(equal.stance, Some(Supports), "equal weights: the first on the scale");
}

#[test]
fn a_weaker_voice_weighs_half_as_much() {
    use Stance::{Opposes, Supports};
    let both = weighed(
        30,
        &[
            (Supports, Voice::Reported, "2031-05-01"),
            (Supports, Voice::Reported, "2031-05-01"),
            (Opposes, Voice::DirectQuote, "2031-05-01"),
        ],
    );
    assert_eq!(both.stance, Some(Supports), "two halves are one, and support comes first on the scale");
    let one = weighed(30, &[(Supports, Voice::Reported, "2031-05-01"), (Opposes, Voice::DirectQuote, "2031-05-01")]);
    assert_eq!(one.stance, Some(Opposes));
}

#[test]
fn a_dated_statement_of_an_undated_article_is_known_from_the_day_of_import() {
    let mut sample = Sample::new().said(said("ruritania", Stance::Supports, "2031-05-01"));
    for source in sample.0.sources.values_mut() {
        source.record.published = crate::model::Dated::undated();
        source.record.imported = Some(day("2031-07-01"));
    }
    let ledger = Ledger::new(&sample.0);
    let stance = |as_of: &str, known_on: Option<&str>| {
        let clock = Clock { as_of: day(as_of), known_on: known_on.map(day) };
        ledger.standings(&Standpoint::new(admit(), clock, StandingRule::default())).stance(&id("ruritania"))
    };
    assert_eq!(stance("2031-05-01", None), Some(Stance::Supports));
    assert_eq!(stance("2031-12-01", Some("2031-06-30")), None);
    assert_eq!(stance("2031-12-01", Some("2031-07-01")), Some(Stance::Supports));
}

#[test]
fn the_cause_of_a_difference_is_the_sentence_that_makes_it() {
    let sample = Sample::new()
        .said(said("ruritania", Stance::Supports, "2031-05-01"))
        .said(said("ruritania", Stance::Opposes, "2031-05-20").voice(Voice::Anonymous));
    let ledger = Ledger::new(&sample.0);
    let at = |date: &str, rule: StandingRule| ledger.standings(&Standpoint::new(admit(), Clock::on(day(date)), rule));
    let rule = StandingRule::default;
    let of = |statement: &str| id::<StatementId>(statement);
    let found = differences(&at("2031-05-10", rule()), &at("2031-05-25", rule()));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].from, found[0].to), (Some(Stance::Supports), Some(Stance::Opposes)));
    assert_eq!((&found[0].because, found[0].cause), (&of("s001"), Cause::Counts));
    assert_eq!(found[0].contested, Contest::Begins);
    let direct = StandingRule { voices: vec![Voice::DirectQuote], ..rule() };
    let found = differences(&at("2031-05-25", rule()), &at("2031-05-25", direct));
    assert_eq!((&found[0].because, found[0].cause), (&of("s001"), Cause::CountsNoMore));
    assert_eq!(differences(&at("2031-05-25", rule()), &at("2031-09-25", rule())), Vec::new(), "nothing was said");
    let narrow = StandingRule { contested_within_days: 18, ..rule() };
    let found = differences(&at("2031-05-25", rule()), &at("2031-05-25", narrow));
    assert_eq!((found[0].contested, found[0].cause), (Contest::Ends, Cause::Window));
    assert_eq!(&found[0].because, &of("s000"));
}

#[test]
fn a_statement_of_another_actor_is_left_out_without_effect() {
    let sample = Sample::new().said(said("ruritania", Stance::Requests, "2031-05-01")).said(said(
        "borduria",
        Stance::Opposes,
        "2031-05-01",
    ));
    let sample = sample.actor("borduria", crate::model::ActorKind::Country);
    let ledger = Ledger::new(&sample.0);
    let standpoint = Standpoint::new(admit(), Clock::on(day("2031-06-01")), StandingRule::default());
    let gone: &Statement = sample.0.statements.values().find(|of| of.actor.as_str() == "borduria").unwrap();
    let found =
        differences(&ledger.standings(&standpoint.leaving_out([gone.id.clone()])), &ledger.standings(&standpoint));
    let actors: Vec<_> = found.iter().map(|difference| difference.actor.as_str()).collect();
    assert_eq!(actors, ["borduria"]);
}
