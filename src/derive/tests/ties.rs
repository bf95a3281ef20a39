//! What ties two actors.

use super::super::sample::{Sample, day, id, said};
use super::super::{Clock, Tie, TieBook, Ties, TiesAt, tie_key, ties};
use super::random::{any_case, any_day};
use crate::model::{ActorId, ActorKind, Day, Project, RelationKind, Stance};
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::Arc;

fn league() -> Sample {
    Sample::new().member("borduria", "1990").member("syldavia", "1990").minister("sponsz", "borduria")
}

fn tie(sample: &Sample, one: &str, other: &str) -> Option<Tie> {
    ties(&sample.0).remove(&tie_key(&id(one), &id(other)))
}

fn at(project: &Project, as_of: Day, known_on: Option<Day>) -> TiesAt {
    TiesAt::new(Arc::new(TieBook::new(project)), Clock { as_of, known_on })
}

fn label(sample: &Sample, one: &str, other: &str) -> String {
    at(&sample.0, Day::MAX, None).line(&id(one), &id(other)).unwrap().label()
}

#[test]
fn a_tie_has_one_key_from_both_ends() {
    assert_eq!(tie_key(&id("b"), &id("a")), tie_key(&id("a"), &id("b")));
    assert_eq!(tie_key(&id("b"), &id("a")).0, id("a"));
}

#[test]
fn without_a_sentence_there_is_no_tie() {
    // An office alone ties nobody, nor does a membership.
    assert!(ties(&league().0).is_empty());
}

#[test]
fn relations_in_both_directions_are_one_tie() {
    let sample = league().relation(RelationKind::AtWarWith, "borduria", "syldavia", 1).relation(
        RelationKind::Asks,
        "syldavia",
        "borduria",
        2,
    );
    assert_eq!(ties(&sample.0).len(), 1);
    let tie = tie(&sample, "borduria", "syldavia").unwrap();
    assert_eq!(tie.relations, [id("r000"), id("r001")]);
    assert_eq!(tie.sentences, 2);
}

#[test]
fn one_sentence_coded_twice_counts_once() {
    let sample = league()
        .said(said("sponsz", Stance::NotNow, "2031-05-03").on_behalf_of("borduria").in_sentence(4))
        .said(said("sponsz", Stance::Opposes, "2031-05-03").on_behalf_of("borduria").in_sentence(4))
        .relation(RelationKind::SpeaksFor, "sponsz", "borduria", 4)
        .relation(RelationKind::AppointedBy, "sponsz", "borduria", 4);
    let tie = tie(&sample, "sponsz", "borduria").unwrap();
    assert_eq!(tie.statements, [id("s000"), id("s001")]);
    assert_eq!(tie.sentences, 1);
    let sponsz = id("sponsz");
    assert_eq!(tie.kinds.len(), 2);
    assert!(tie.kinds.contains(&(RelationKind::SpeaksFor, sponsz, 1)));
    assert_eq!(label(&sample, "sponsz", "borduria"), "speaks for and more · 1 sentence");
}

#[test]
fn what_most_sentences_say_stands_on_the_label() {
    let sample = league()
        .relation(RelationKind::AtWarWith, "borduria", "syldavia", 1)
        .relation(RelationKind::Mediates, "borduria", "syldavia", 2)
        .relation(RelationKind::Mediates, "borduria", "syldavia", 3);
    let tie = tie(&sample, "borduria", "syldavia").unwrap();
    assert_eq!(
        tie.kinds.iter().map(|(kind, _, count)| (*kind, *count)).collect::<Vec<_>>(),
        [(RelationKind::Mediates, 2), (RelationKind::AtWarWith, 1)]
    );
    assert_eq!(label(&sample, "borduria", "syldavia"), "mediates for and more · 3 sentences");
}

#[test]
fn the_same_kind_in_both_directions_is_not_more() {
    let sample = league().relation(RelationKind::Asks, "borduria", "syldavia", 1).relation(
        RelationKind::Asks,
        "syldavia",
        "borduria",
        2,
    );
    assert_eq!(label(&sample, "borduria", "syldavia"), "asks · 2 sentences");
}

#[test]
fn speaking_on_behalf_of_somebody_ties_on_every_question_and_at_every_day() {
    let sample = league()
        .actor("courtiers", ActorKind::Group)
        .said(said("courtiers", Stance::NotNow, "2099").on_behalf_of("borduria").on(super::super::sample::belong()));
    assert_eq!(label(&sample, "courtiers", "borduria"), "speaks for · 1 sentence");
}

#[test]
fn a_tie_appears_on_the_day_of_its_first_sentence_and_grows() {
    let sample = league()
        .said(said("sponsz", Stance::NotNow, "2031-04").on_behalf_of("borduria"))
        .said(said("sponsz", Stance::NotNow, "2031-06-01").on_behalf_of("borduria"))
        .relation(RelationKind::Asks, "borduria", "syldavia", 1);
    let sentences = |one: &str, other: &str, date: &str| {
        at(&sample.0, day(date), None).between(&id(one), &id(other)).map_or(0, |tie| tie.sentences)
    };
    assert_eq!(sentences("sponsz", "borduria", "2031-04-29"), 0);
    assert_eq!(sentences("sponsz", "borduria", "2031-04-30"), 1);
    assert_eq!(sentences("sponsz", "borduria", "2031-06-01"), 2);
    assert_eq!(sentences("borduria", "syldavia", "2031-04-30"), 0, "it was said on 1 May");
    assert_eq!(sentences("borduria", "syldavia", "2031-05-01"), 1);
}

#[test]
fn nobody_is_tied_to_himself() {
    let sample = league().said(said("sponsz", Stance::NotNow, "2031-05-03").on_behalf_of("sponsz")).relation(
        RelationKind::Asks,
        "borduria",
        "borduria",
        1,
    );
    assert!(ties(&sample.0).is_empty());
}

#[test]
fn a_tie_is_known_when_its_first_sentence_is_printed() {
    let sample = league()
        .said(said("sponsz", Stance::NotNow, "2031-04-03").on_behalf_of("borduria").printed("2031-05-20"))
        .said(said("sponsz", Stance::NotNow, "2031-04-10").on_behalf_of("borduria").printed("2031-04-12"));
    let sentences = |as_of: &str, known_on: &str| {
        let ties = at(&sample.0, day(as_of), Some(day(known_on)));
        ties.between(&id("sponsz"), &id("borduria")).map_or(0, |tie| tie.sentences)
    };
    assert_eq!(sentences("2031-04-05", "2031-05-19"), 0, "said, not printed");
    assert_eq!(sentences("2031-04-05", "2031-05-20"), 1);
    assert_eq!(sentences("2031-04-10", "2031-04-12"), 1, "only the second one is printed");
    assert_eq!(sentences("2031-04-10", "2031-05-20"), 2);
}

/// Every relation kind between some actors, stated on 1 May by a few sentences.
fn any_ties() -> impl Strategy<Value = (Project, Day, Option<Day>)> {
    let name = || select(vec!["borduria", "flavia", "ruritania", "secretariat"]);
    let relation = (select(&RelationKind::ALL[..]), name(), name(), 0..4_usize);
    let relations = prop::collection::vec(relation, 0..12);
    (any_case(), relations, any_day(), proptest::option::of(any_day())).prop_map(
        |(case, relations, as_of, known_on)| {
            let sample = relations.into_iter().fold(Sample(case.project), |sample, (kind, from, to, sentence)| {
                sample.relation(kind, from, to, sentence)
            });
            // Half the days lie behind the first of May.
            (sample.0, as_of.plus_days(60), known_on.map(|known_on| known_on.plus_days(120)))
        },
    )
}

/// What was said and printed by then.
fn past(project: &Project, as_of: Day, known_on: Option<Day>) -> Project {
    let mut past = project.clone();
    let is_printed = |printed: Day| known_on.is_none_or(|known_on| printed <= known_on);
    past.statements.retain(|_, statement| {
        statement.said.latest().unwrap() <= as_of
            && is_printed(project.published(statement).unwrap().date.unwrap().latest())
    });
    past.relations.retain(|_, relation| {
        relation.said.latest().unwrap() <= as_of
            && is_printed(project.sources[&relation.source].record.published.latest().unwrap())
    });
    past
}

/// The ties of a whole project, worked out the long way.
fn ties_the_long_way(project: &Project) -> Ties {
    let mut said: Vec<(ActorId, ActorId, RelationKind, _)> = Vec::new();
    let mut found = Ties::new();
    for relation in project.relations.values().filter(|relation| relation.from != relation.to) {
        let sentence = (relation.source.clone(), relation.quote.bytes);
        said.push((relation.from.clone(), relation.to.clone(), relation.kind, sentence));
        found.entry(tie_key(&relation.from, &relation.to)).or_default().relations.push(relation.id.clone());
    }
    for statement in project.statements.values() {
        let Some(of) = statement.on_behalf_of.clone().filter(|of| *of != statement.actor) else { continue };
        let sentence = (statement.source.clone(), statement.quote.bytes);
        found.entry(tie_key(&statement.actor, &of)).or_default().statements.push(statement.id.clone());
        said.push((statement.actor.clone(), of, RelationKind::SpeaksFor, sentence));
    }
    for (key, tie) in &mut found {
        let here: Vec<_> = said.iter().filter(|(from, to, ..)| tie_key(from, to) == *key).collect();
        let distinct = |mut sentences: Vec<_>| {
            sentences.sort();
            sentences.dedup();
            sentences.len()
        };
        tie.sentences = distinct(here.iter().map(|of| of.3.clone()).collect());
        for from in [&key.0, &key.1] {
            for kind in RelationKind::ALL {
                let so = here.iter().filter(|of| of.0 == *from && of.2 == kind).map(|of| of.3.clone()).collect();
                let count = distinct(so);
                if count > 0 {
                    tie.kinds.push((kind, from.clone(), count));
                }
            }
        }
        tie.kinds.sort_by_key(|(kind, from, count)| (std::cmp::Reverse(*count), *kind, from.clone()));
    }
    found
}

proptest! {
    #[test]
    fn ties_by_a_day_are_the_ties_of_what_was_said_and_printed_by_then((project, as_of, known_on) in any_ties()) {
        let now = at(&project, as_of, known_on);
        let expected = ties_the_long_way(&past(&project, as_of, known_on));
        for (one, other) in project.actors.keys().flat_map(|one| project.actors.keys().map(move |other| (one, other))) {
            let tie = expected.get(&tie_key(one, other)).cloned();
            prop_assert_eq!(now.are_tied(one, other), tie.is_some());
            prop_assert_eq!(now.between(one, other), tie);
        }
        prop_assert_eq!(ties(&project), ties_the_long_way(&project));
    }

    #[test]
    fn lines_are_the_ties_in_short((project, as_of, known_on) in any_ties()) {
        let now = at(&project, as_of, known_on);
        let tied = ties(&past(&project, as_of, known_on));
        let keys: Vec<_> = now.lines().map(|line| (line.one.clone(), line.other.clone())).collect();
        prop_assert_eq!(&keys, &tied.keys().cloned().collect::<Vec<_>>(), "each once, by its ends");
        for line in now.lines() {
            let tie = &tied[&tie_key(line.one, line.other)];
            let (kind, from, _) = &tie.kinds[0];
            prop_assert_eq!((line.sentences, line.kind, line.from), (tie.sentences, *kind, from));
            prop_assert_eq!(line.says_more, tie.kinds.iter().any(|(other, ..)| other != kind));
            prop_assert_eq!(now.line(line.other, line.one), Some(line));
        }
        for actor in project.actors.keys() {
            let mut of_actor: Vec<_> = now.lines_of(actor).map(|line| (line.one.clone(), line.other.clone())).collect();
            of_actor.sort();
            let expected: Vec<_> = keys.iter().filter(|(one, other)| one == actor || other == actor).cloned().collect();
            prop_assert_eq!(&of_actor, &expected);
            prop_assert_eq!(now.lines_of(actor).next().is_some(), !expected.is_empty());
        }
    }

    #[test]
    fn a_tie_has_a_sentence_and_every_sentence_that_ties_has_a_tie(case in any_case()) {
        let ties = ties(&case.project);
        for ((one, other), tie) in &ties {
            prop_assert!(one < other);
            prop_assert!(tie.sentences > 0);
            prop_assert!(tie.sentences <= tie.statements.len() + tie.relations.len());
            prop_assert!(tie.kinds.windows(2).all(|pair| pair[0].2 >= pair[1].2), "most sentences first");
        }
        let tied: usize = ties.values().map(|tie| tie.statements.len()).sum();
        let spoken = case.project.statements.values().filter(|statement| {
            statement.on_behalf_of.as_ref().is_some_and(|of| *of != statement.actor)
        });
        prop_assert_eq!(tied, spoken.count());
    }
}
