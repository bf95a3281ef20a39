//! Which sentences are behind something.

use super::super::sample::{ARTICLE, Sample, admit, id, said};
use super::super::{Coverage, collective_statements, coverage, statements_about, statements_in_order};
use crate::model::{ActorKind, Membership, Stance};

fn ids<'a>(statements: impl IntoIterator<Item = &'a crate::model::Statement>) -> Vec<&'a str> {
    statements.into_iter().map(|statement| statement.id.as_str()).collect()
}

#[test]
fn one_sentence_read_twice_is_two_statements_and_one_sentence() {
    let sample = Sample::new()
        .said(said("ruritania", Stance::Requests, "2031-05-03").in_sentence(3))
        .said(said("league", Stance::NotNow, "2031-05-03").in_sentence(3))
        .said(said("league", Stance::NotNow, "2031-05-03").in_sentence(4));
    let expected = Coverage { statements: 3, sentences: 2, sources: 1 };
    assert_eq!(coverage(sample.0.statements.values()), expected);
    assert_eq!(coverage([]), Coverage::default());
}

#[test]
fn an_article_gives_its_statements_in_the_order_of_its_text() {
    let sample = Sample::new()
        .said(said("ruritania", Stance::Requests, "2031-05-03").in_sentence(9))
        .said(said("league", Stance::NotNow, "2031-05-03").in_sentence(2))
        .said(said("ruritania", Stance::NotNow, "2031-05-03").in_sentence(2));
    assert_eq!(ids(statements_in_order(&sample.0, &id(ARTICLE))), ["s001", "s002", "s000"]);
    assert!(statements_in_order(&sample.0, &id("other-paper")).is_empty());
}

#[test]
fn an_actor_lists_what_it_said_and_what_was_said_for_it_the_latest_first() {
    let sample = Sample::new()
        .minister("flavia", "ruritania")
        .actor("haddock", ActorKind::Person)
        .said(said("ruritania", Stance::Requests, "2031-05-01"))
        .said(said("flavia", Stance::Requests, "2031-05-03").on_behalf_of("ruritania"))
        .said(said("haddock", Stance::Opposes, "2031-05-02").on_behalf_of("ruritania"))
        .said(said("haddock", Stance::Opposes, "2031-05-04"));
    assert_eq!(ids(statements_about(&sample.0, &id("ruritania"), &admit())), ["s001", "s002", "s000"]);
}

/// A League that has said something, as have most of its members and a club next door.
fn with_groups() -> Sample {
    let mut sample = Sample::new()
        .member("borduria", "2031-04-04")
        .actor("most-members", ActorKind::Group)
        .actor("club", ActorKind::Organisation)
        .said(said("league", Stance::NotNow, "2031-04-01"))
        .said(said("most-members", Stance::Opposes, "2031-05-02"))
        .said(said("club", Stance::Supports, "2031-05-02"))
        .said(said("league", Stance::Supports, "2031-06-01"));
    sample.0.actors.get_mut("most-members").unwrap().country = Some(id("league"));
    sample
}

#[test]
fn a_member_lists_what_its_bodies_and_groups_of_them_said_by_that_day() {
    let sample = with_groups();
    let of = |actor: &str, as_of: &str| {
        let found = collective_statements(&sample.0, &sample.standings(as_of), &sample.0.actors[actor]);
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(of("borduria", "2031-05-10"), ["s001", "s000"]);
    assert_eq!(of("borduria", "2031-06-01"), ["s003", "s001", "s000"]);
    assert!(of("ruritania", "2031-06-01").is_empty());
}

#[test]
fn before_it_joins_no_collective_sentence_includes_a_country() {
    let sample = with_groups();
    let found = |sample: &Sample, as_of: &str| {
        collective_statements(&sample.0, &sample.standings(as_of), &sample.0.actors["borduria"]).len()
    };
    assert_eq!(found(&sample, "2031-04-03"), 0);
    assert_eq!(found(&sample, "2031-04-04"), 1);
    let mut sample = sample;
    let left = Membership { of: id("league"), since: id("1990"), until: Some(id("2031-05-01")) };
    sample.0.actors.get_mut("borduria").unwrap().memberships = vec![left];
    assert_eq!(found(&sample, "2031-05-10"), 0);
}
