//! The facts of the templates against those of crate keshvar: codes, capitals that lie in their country, and who is a
//! member today.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::derive::members;
use demarche::model::{Actor, Day};
use demarche::session::{Beginning, Template, project_from};
use keshvar::{Alpha2, Country};
use std::collections::BTreeSet;

fn today() -> Day {
    "2026-11-25".parse().unwrap()
}

/// The members of a template's body today, as actors.
fn members_of(template: Template) -> Vec<Actor> {
    let words = Beginning { question: "Who agrees?".to_owned(), ..Beginning::default() };
    let project = project_from(template, &words);
    let body = project.manifest.questions.first().unwrap().decided_by.clone();
    members(&project, &body, today()).into_iter().filter_map(|id| project.actors.get(&id).cloned()).collect()
}

fn known(actor: &Actor) -> Country {
    Alpha2::try_from(actor.flag.to_uppercase().as_str()).unwrap().to_country()
}

/// Without territories, which that collection counts among the members as well.
fn all_states() -> impl Iterator<Item = Country> {
    keshvar::CountryIterator::new().filter(Country::un_member)
}

#[test]
fn both_codes_are_of_one_country() {
    for actor in members_of(Template::UnitedNations) {
        assert_eq!(known(&actor).alpha3().to_string(), actor.iso_a3, "{}", actor.name);
    }
}

#[test]
fn the_members_of_today_are_the_same() {
    for (template, is_member) in [
        (Template::UnitedNations, Country::un_member as fn(&Country) -> bool),
        (Template::EuropeanUnion, Country::eu_member),
    ] {
        let ours: BTreeSet<String> = members_of(template).into_iter().map(|actor| actor.flag.to_uppercase()).collect();
        let theirs: BTreeSet<String> =
            all_states().filter(is_member).map(|country| country.alpha2().to_string()).collect();
        assert_eq!(ours, theirs, "{template:?}");
    }
}

#[test]
fn every_capital_lies_within_the_bounds_of_its_country() {
    let mut outside = Vec::new();
    for actor in members_of(Template::UnitedNations) {
        let (place, geo) = (actor.place.clone().unwrap(), known(&actor).geo());
        // The bounds are rough where a country is a handful of islands.
        let near = 0.6;
        // From west to east, over the antimeridian where the east is the smaller number.
        let (west, east) = (geo.min_longitude() - near, geo.max_longitude() + near);
        let width = (east - west).rem_euclid(360.0);
        let is_inside = (geo.min_latitude() - near..=geo.max_latitude() + near).contains(&place.latitude)
            && (place.longitude - west).rem_euclid(360.0) <= width;
        if !is_inside {
            outside.push(format!("{} ({}, {}) of {}", place.name, place.latitude, place.longitude, actor.name));
        }
    }
    assert_eq!(outside, Vec::<String>::new());
}
