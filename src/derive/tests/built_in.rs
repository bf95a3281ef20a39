//! What the project that ships says, as far as its articles leave no doubt.

use super::super::{Standings, standings, tally};
use crate::fixtures::built_in;
use crate::model::{ActorKind, Day, Project, QuestionId, Stance};

fn invite_now(project: &Project) -> Standings {
    derived(project, "invite-now", "2024-12-09")
}

fn derived(project: &Project, question: &str, as_of: &str) -> Standings {
    let question: QuestionId = question.parse().unwrap();
    let as_of: Day = as_of.parse().unwrap();
    standings(project, &question, as_of, &project.manifest.rule)
}

#[test]
fn on_9_december_2024_four_members_are_known_to_have_spoken() {
    let project = built_in();
    let standings = invite_now(&project);
    let stance = |actor: &str| standings.of(&actor.parse().unwrap()).unwrap().stance;
    assert_eq!(stance("czechia"), Some(Stance::Supports));
    assert_eq!(stance("united-states"), Some(Stance::NotNow));
    assert_eq!(stance("hungary"), Some(Stance::Opposes));
    assert_eq!(stance("ukraine"), Some(Stance::Requests));
    assert_eq!(stance("russia"), Some(Stance::Opposes));
    assert_eq!(stance("lithuania"), None);
}

#[test]
fn twenty_nine_of_thirty_two_members_are_silent() {
    let project = built_in();
    let standings = invite_now(&project);
    let tally = tally(&project, project.question(&standings.question).unwrap(), &standings);
    assert_eq!(tally.members.len(), 32);
    assert_eq!(tally.with(None).len(), 29);
    assert_eq!(tally.in_favour(), 1);
}

#[test]
fn washington_is_contested_and_budapest_is_not() {
    let project = built_in();
    let standings = invite_now(&project);
    assert!(standings.of(&"united-states".parse().unwrap()).unwrap().is_contested());
    let hungary = standings.of(&"hungary".parse().unwrap()).unwrap();
    assert!(!hungary.is_contested());
    assert_eq!(hungary.statement_count(), 2);
}

#[test]
fn whoever_does_not_hold_office_yet_does_not_colour_the_united_states() {
    let project = built_in();
    let standings = invite_now(&project);
    let country = standings.of(&"united-states".parse().unwrap()).unwrap();
    let others = ["trump", "kellogg"].map(|actor| actor.parse().unwrap());
    for actor in &others {
        assert!(project.actors.contains_key(actor), "{actor} is in the project");
    }
    for id in country.statements.iter().chain(&country.outvoted) {
        assert!(!others.contains(&project.statements[id].actor), "{id}");
    }
}

#[test]
fn washington_wants_it_one_day() {
    let project = built_in();
    let standings = derived(&project, "join-eventually", "2024-12-10");
    assert_eq!(standings.stance(&"united-states".parse().unwrap()), Some(Stance::Supports));
}

#[test]
fn no_statement_is_said_after_its_article_was_printed() {
    // A date that reaches beyond it would keep the statement silent on days on which it could be read.
    let project = built_in();
    for statement in project.statements.values() {
        let printed = project.published(statement).unwrap().date.unwrap().latest();
        assert!(statement.said.latest().unwrap() <= printed, "{}: {:?}", statement.id, statement.said.date);
    }
}

#[test]
fn every_country_is_coloured_by_sentences_about_it_or_by_people_in_office() {
    let project = built_in();
    for question in &project.manifest.questions {
        for standing in derived(&project, question.id.as_str(), "2024-12-31").by_actor.values() {
            let is_country = project.actors[&standing.actor].kind == ActorKind::Country;
            for id in standing.statements.iter().chain(&standing.outvoted).filter(|_| is_country) {
                let statement = &project.statements[id];
                let speaks = project.actors[&statement.actor].offices.iter();
                let in_office = || speaks.map(|office| &office.speaks_for).any(|of| *of == standing.actor);
                assert!(statement.actor == standing.actor || in_office(), "{id} colours {}", standing.actor);
            }
        }
    }
}
