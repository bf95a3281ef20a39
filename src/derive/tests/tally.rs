//! How members are counted.

use super::super::sample::{Sample, id, said};
use super::super::{members, tally};
use crate::model::{Membership, Stance};

#[test]
fn a_country_counts_from_the_day_of_its_accession() {
    let sample = Sample::new().member("borduria", "2031-04-04");
    let on = |date: &str| members(&sample.0, &id("league"), id(date));
    assert!(on("2031-04-03").is_empty());
    assert_eq!(on("2031-04-04"), [id("borduria")]);
}

#[test]
fn an_accession_of_an_unknown_day_counts_from_the_end_of_its_year() {
    let sample = Sample::new().member("borduria", "1990");
    assert!(members(&sample.0, &id("league"), id("1990-12-30")).is_empty());
    assert_eq!(members(&sample.0, &id("league"), id("1990-12-31")), [id("borduria")]);
}

#[test]
fn a_country_counts_up_to_the_day_it_leaves_and_again_when_it_returns() {
    let mut sample = Sample::new().member("borduria", "1990");
    let actor = sample.0.actors.get_mut("borduria").unwrap();
    actor.memberships[0].until = Some(id("2000-06-15"));
    actor.memberships.push(Membership { of: id("league"), since: id("2010-01-01"), until: None });
    let is_in = |date: &str| !members(&sample.0, &id("league"), id(date)).is_empty();
    assert!(is_in("2000-06-15") && !is_in("2000-06-16"));
    assert!(!is_in("2009-12-31") && is_in("2010-01-01"));
}

#[test]
fn belonging_to_another_body_makes_no_member() {
    let mut sample = Sample::new().member("borduria", "1990");
    sample.0.actors.get_mut("borduria").unwrap().memberships[0].of = id("ruritania");
    assert!(members(&sample.0, &id("league"), id("2031-05-01")).is_empty());
}

#[test]
fn whoever_asks_for_it_and_whoever_supports_it_are_in_favour() {
    let sample = Sample::new()
        .member("borduria", "1990")
        .member("syldavia", "1990")
        .member("freedonia", "1990")
        .said(said("borduria", Stance::Requests, "2031-05-01"))
        .said(said("syldavia", Stance::Supports, "2031-05-01"))
        .said(said("ruritania", Stance::Requests, "2031-05-01"));
    let tally = tally(&sample.0, sample.question(), &sample.standings("2031-05-01"));
    assert_eq!(tally.in_favour(), 2, "Ruritania is no member");
    assert_eq!(tally.with(None), [id("freedonia")]);
    assert_eq!(tally.with(Some(Stance::Opposes)), []);
}
