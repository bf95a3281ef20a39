//! What ties two actors.

use super::super::sample::{Sample, day, id, said};
use super::super::{Tie, tie_key, ties, ties_by};
use crate::model::{ActorKind, RelationKind, Stance};

fn league() -> Sample {
    Sample::new().member("borduria", "1990").member("syldavia", "1990").minister("sponsz", "borduria")
}

fn tie(sample: &Sample, one: &str, other: &str) -> Option<Tie> {
    ties(&sample.0).remove(&tie_key(&id(one), &id(other)))
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
    assert_eq!(tie.label(), "speaks for and more · 1 sentence");
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
    assert_eq!(tie.label(), "mediates for and more · 3 sentences");
}

#[test]
fn the_same_kind_in_both_directions_is_not_more() {
    let sample = league().relation(RelationKind::Asks, "borduria", "syldavia", 1).relation(
        RelationKind::Asks,
        "syldavia",
        "borduria",
        2,
    );
    assert_eq!(tie(&sample, "borduria", "syldavia").unwrap().label(), "asks · 2 sentences");
}

#[test]
fn speaking_on_behalf_of_somebody_ties_on_every_question_and_at_every_day() {
    let sample = league()
        .actor("courtiers", ActorKind::Group)
        .said(said("courtiers", Stance::NotNow, "2099").on_behalf_of("borduria").on(super::super::sample::belong()));
    assert_eq!(tie(&sample, "courtiers", "borduria").unwrap().label(), "speaks for · 1 sentence");
}

#[test]
fn a_tie_appears_on_the_day_of_its_first_sentence_and_grows() {
    let sample = league()
        .said(said("sponsz", Stance::NotNow, "2031-04").on_behalf_of("borduria"))
        .said(said("sponsz", Stance::NotNow, "2031-06-01").on_behalf_of("borduria"))
        .relation(RelationKind::Asks, "borduria", "syldavia", 1);
    let sentences = |one: &str, other: &str, date: &str| {
        ties_by(&sample.0, Some(day(date))).remove(&tie_key(&id(one), &id(other))).map_or(0, |tie| tie.sentences)
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
