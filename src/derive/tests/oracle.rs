//! The rule written a second time, slowly and word for word, and held against the first.

use super::super::sample::admit;
use super::super::{Basis, Decision, Standing, members};
use super::random::{Case, any_case};
use crate::model::{Actor, ActorKind, Day, EdtfDate, PeopleSpeak, Stance, Statement, Voice, Weighing};
use proptest::prelude::*;

/// Of as many statements every set is tried.
const MOST_TRIED: usize = 7;

/// Whether `date` can be that of `day`.
fn can_be(date: EdtfDate, day: crate::model::Day) -> bool {
    date.earliest() <= day && day <= date.latest()
}

/// Whether there is a day on which the words can have been said and the office can have been held.
fn spoke_in_office(statement: &Statement, since: Option<EdtfDate>, until: Option<EdtfDate>) -> bool {
    let mut day = statement.said.earliest().unwrap();
    while can_be(statement.said.date.unwrap(), day) {
        let begun = since.is_none_or(|since| since.earliest() <= day);
        let not_over = until.is_none_or(|until| day <= until.latest());
        if begun && not_over {
            return true;
        }
        day = day.plus_days(1);
    }
    false
}

pub(super) fn counts_for(case: &Case, statement: &Statement, actor: &Actor) -> bool {
    let is_by_it = statement.actor == actor.id;
    let is_for_it = || {
        let speaker = &case.project.actors[&statement.actor];
        statement.on_behalf_of.as_ref() == Some(&actor.id)
            && case.rule.people_speak == PeopleSpeak::InOffice
            && matches!(speaker.kind, ActorKind::Person | ActorKind::Unnamed)
            && speaker
                .offices
                .iter()
                .any(|office| office.speaks_for == actor.id && spoke_in_office(statement, office.since, office.until))
    };
    statement.question == admit()
        && statement.said.latest().unwrap() <= case.as_of
        && case.known_on.is_none_or(|day| case.printed(statement) <= day)
        && case.rule.voices.contains(&statement.voice)
        && statement.confidence >= case.rule.least_confidence
        && (is_by_it || is_for_it())
}

/// How many half-lives a statement has lost since `latest`, times the days of one: a whole number.
fn faded(case: &Case, statement: &Statement, latest: Day) -> i64 {
    let rank = case.rule.voices.iter().position(|voice| *voice == statement.voice).unwrap() as i64;
    match case.rule.weighing {
        Weighing::Latest => 0,
        Weighing::HalfLife { days } => {
            i64::from(latest.days_since(statement.said.latest().unwrap())) + rank * i64::from(days)
        }
    }
}

/// The stance whose statements weigh most together, of equals the first on the scale.
fn heaviest(case: &Case, statements: &[&Statement], half_life: u16) -> Option<Stance> {
    let latest = statements.iter().map(|statement| statement.said.latest().unwrap()).max()?;
    let weight = |stance: Stance| -> f64 {
        let of_stance = statements.iter().filter(|statement| statement.stance == stance);
        of_stance.map(|of| 0.5_f64.powf(faded(case, of, latest) as f64 / f64::from(half_life))).sum()
    };
    let most = Stance::ALL.map(weight).into_iter().fold(0.0, f64::max);
    Stance::ALL.into_iter().find(|stance| weight(*stance) > most * 0.999_999)
}

/// Whether `one` is stronger than `other`; never both ways.
fn beats(case: &Case, one: &Statement, other: &Statement) -> bool {
    let rank = |statement: &Statement| case.rule.voices.iter().position(|voice| *voice == statement.voice).unwrap();
    let faded = |statement: &Statement| faded(case, statement, case.as_of);
    if faded(one) != faded(other) {
        return faded(one) < faded(other);
    }
    let (date, other_date) = (one.said.latest().unwrap(), other.said.latest().unwrap());
    if date != other_date {
        return date > other_date;
    }
    if rank(one) != rank(other) {
        return rank(one) < rank(other);
    }
    if one.confidence != other.confidence {
        return one.confidence > other.confidence;
    }
    one.id < other.id
}

/// The one that nobody beats, then the one that nobody of the rest beats, and so on.
fn strongest_first<'a>(case: &Case, mut statements: Vec<&'a Statement>) -> Vec<&'a Statement> {
    let mut sorted = Vec::new();
    while !statements.is_empty() {
        let unbeaten = |one: &&Statement| !statements.iter().any(|other| beats(case, other, one));
        let place = statements.iter().position(unbeaten).unwrap();
        sorted.push(statements.remove(place));
    }
    sorted
}

/// The stance without some of what counts.
fn stance_without(case: &Case, actor: &Actor, gone: &[&Statement]) -> Option<Stance> {
    let all = case.project.statements.values().filter(|statement| counts_for(case, statement, actor));
    let left: Vec<&Statement> = all.filter(|statement| !gone.iter().any(|other| other.id == statement.id)).collect();
    match case.rule.weighing {
        Weighing::Latest => strongest_first(case, left).first().map(|first| first.stance),
        Weighing::HalfLife { days } => heaviest(case, &left, days),
    }
}

/// How few statements must go for the stance to change, by trying every set of them; every set that is smaller is
/// tried before.
fn must_go(case: &Case, actor: &Actor, stance: Stance) -> usize {
    let all: Vec<&Statement> =
        case.project.statements.values().filter(|statement| counts_for(case, statement, actor)).collect();
    let changes = |set: u32| {
        let gone: Vec<&Statement> = all
            .iter()
            .enumerate()
            .filter(|(place, _)| set >> place & 1 == 1)
            .map(|(_, statement)| *statement)
            .collect();
        stance_without(case, actor, &gone) != Some(stance)
    };
    if all.len() > MOST_TRIED {
        return 0;
    }
    let sets = 0..1_u32 << all.len();
    sets.filter(|set| changes(*set)).map(u32::count_ones).min().unwrap() as usize
}

fn standing(case: &Case, actor: &Actor) -> Standing {
    let counted = case.project.statements.values().filter(|statement| counts_for(case, statement, actor)).collect();
    let counted = strongest_first(case, counted);
    let stance = match case.rule.weighing {
        Weighing::Latest => counted.first().map(|first| first.stance),
        Weighing::HalfLife { days } => heaviest(case, &counted, days),
    };
    let Some(winner) = counted.iter().find(|statement| Some(statement.stance) == stance) else {
        return Standing {
            actor: actor.id.clone(),
            stance: None,
            contested_by: None,
            basis: None,
            decision: None,
            age_days: None,
            is_stale: false,
            is_conditional: false,
            must_go: 0,
            statements: Vec::new(),
            outvoted: Vec::new(),
        };
    };
    let (with, against): (Vec<&Statement>, Vec<&Statement>) =
        counted.iter().partition(|statement| statement.stance == winner.stance);
    let day = |statement: &Statement| statement.said.latest().unwrap();
    let same_day: Vec<_> = against.iter().filter(|rival| day(rival) == day(winner)).collect();
    let same_voice: Vec<_> = same_day.iter().filter(|rival| rival.voice == winner.voice).collect();
    let same_confidence = same_voice.iter().filter(|rival| rival.confidence == winner.confidence).count();
    let decision = match (against.len(), same_day.len(), same_voice.len(), same_confidence) {
        (0, ..) => Decision::Unanimous,
        _ if case.rule.weighing != Weighing::Latest => Decision::Heavier,
        (_, 0, ..) => Decision::Latest,
        (_, _, 0, _) => Decision::StrongerVoice,
        (_, _, _, 0) => Decision::MoreConfident,
        _ => Decision::Order,
    };
    let latest = counted.iter().map(|statement| day(statement)).max().unwrap();
    let first_day = latest.plus_days(-i32::from(case.rule.contested_within_days));
    let recent: Vec<Stance> =
        against.iter().filter(|rival| day(rival) >= first_day).map(|rival| rival.stance).collect();
    let age_days = case.as_of.days_since(latest);
    let is_named = with.iter().any(|statement| !statement.voice.is_weak());
    let ids = |statements: Vec<&Statement>| statements.into_iter().map(|statement| statement.id.clone()).collect();
    Standing {
        actor: actor.id.clone(),
        stance: Some(winner.stance),
        contested_by: recent.first().copied(),
        basis: Some(match (is_named, with.iter().all(|statement| statement.voice == Voice::Anonymous)) {
            (true, _) => Basis::Named,
            (false, true) => Basis::UnnamedOnly,
            (false, false) => Basis::SecondHand,
        }),
        decision: Some(decision),
        age_days: Some(age_days),
        is_stale: age_days > i32::from(case.rule.stale_after_days),
        is_conditional: !winner.condition.is_empty(),
        must_go: must_go(case, actor, winner.stance),
        statements: ids(with),
        outvoted: ids(against),
    }
}

#[test]
fn the_projects_made_by_chance_reach_every_decision() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut reached = std::collections::BTreeMap::new();
    for _ in 0..800 {
        let case = any_case().new_tree(&mut runner).unwrap().current();
        for standing in case.standings().by_actor.into_values() {
            *reached.entry(format!("{:?}", standing.decision)).or_insert(0) += 1;
            *reached.entry(format!("basis {:?}", standing.basis)).or_insert(0) += 1;
            *reached.entry(format!("contested {}", standing.is_contested())).or_insert(0) += 1;
            let lent = |id| case.project.statements[id].actor != standing.actor;
            let for_another = standing.statements.iter().any(lent);
            *reached.entry(format!("coloured by somebody else {for_another}")).or_insert(0) += 1;
        }
    }
    // Seven decisions, four bases, contested or not, coloured by somebody else or not.
    assert_eq!(reached.len(), 15, "{reached:?}");
    assert!(reached.values().all(|times| *times >= 10), "{reached:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_rule_is_what_it_says(case in any_case()) {
        let standings = case.standings();
        prop_assert_eq!(&standings.question, &admit());
        prop_assert_eq!(standings.as_of, case.as_of);
        for actor in case.project.actors.values() {
            let mut expected = standing(&case, actor);
            let found = standings.of(&actor.id).unwrap();
            // Every set of statements is tried only where there are few.
            if found.statement_count() > MOST_TRIED {
                expected.must_go = found.must_go;
            }
            prop_assert_eq!(found, &expected);
        }
        prop_assert_eq!(standings.by_actor.len(), case.project.actors.len());
    }

    #[test]
    fn a_member_is_whoever_has_surely_joined_and_may_not_have_left(case in any_case()) {
        let expected: Vec<_> = case
            .project
            .actors
            .values()
            .filter(|actor| {
                actor.memberships.iter().any(|membership| {
                    let joined = membership.since.latest() <= case.as_of;
                    let left = membership.until.is_some_and(|until| until.latest() < case.as_of);
                    joined && !left
                })
            })
            .map(|actor| actor.id.clone())
            .collect();
        let league = crate::derive::sample::id("league");
        prop_assert_eq!(members(&case.project, &league, case.as_of), expected);
    }
}
