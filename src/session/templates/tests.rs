//! Templates make projects that hold, and their members are those of the day.

use super::*;
use crate::derive::{Clock, Ledger, Standpoint, members, tally};
use crate::model::Day;
use crate::store::{LastRead, ProjectFiles, read_project, write_project};

fn beginning(question: &str) -> Beginning {
    Beginning { title: "Who stands where?".to_owned(), question: question.to_owned(), ..Beginning::default() }
}

fn members_on(project: &Project, day: Day) -> usize {
    members(project, &project.manifest.questions[0].decided_by, day).len()
}

fn day(year: i16, month: i8, of_month: i8) -> Day {
    Day::from_ymd(year, month, of_month).unwrap()
}

#[test]
fn a_project_of_every_template_reads_back_as_it_was_written() {
    for template in Template::ALL {
        for decided_by in ["Contact Group", "Київ"] {
            let words = Beginning { decided_by: decided_by.to_owned(), ..beginning(template.example()) };
            let project = project_from(template, &words);
            let files = write_project(&project, &LastRead::nothing()).unwrap();
            let read = read_project(&ProjectFiles::in_memory(files));
            assert_eq!(read.defects, [], "{template:?}");
            assert_eq!(read.project, project, "{template:?}");
        }
    }
}

#[test]
fn each_body_has_as_many_members_as_it_had_on_the_day() {
    for (template, on, count) in [
        (Template::Nato, day(1949, 8, 24), 12),
        (Template::Nato, day(1990, 1, 1), 16),
        (Template::Nato, day(2023, 4, 3), 30),
        (Template::Nato, day(2023, 4, 4), 31),
        (Template::Nato, day(2024, 12, 9), 32),
        (Template::EuropeanUnion, day(1957, 12, 31), 0),
        (Template::EuropeanUnion, day(1958, 1, 1), 6),
        (Template::EuropeanUnion, day(2004, 5, 1), 25),
        (Template::EuropeanUnion, day(2013, 7, 1), 28),
        (Template::EuropeanUnion, day(2020, 1, 31), 28),
        (Template::EuropeanUnion, day(2020, 2, 1), 27),
        (Template::UnitedNations, day(1945, 12, 31), 49),
        (Template::UnitedNations, day(2011, 7, 13), 192),
        (Template::UnitedNations, day(2024, 12, 9), 193),
    ] {
        let project = project_from(template, &beginning(template.example()));
        assert_eq!(members_on(&project, on), count, "{template:?} on {on}");
    }
}

#[test]
fn the_tally_of_a_new_project_counts_the_members_and_nobody_has_spoken() {
    let project = project_from(Template::EuropeanUnion, &beginning("Should Georgia be admitted?"));
    let question = &project.manifest.questions[0];
    let standpoint = Standpoint::new(question.id.clone(), Clock::on(day(2026, 1, 1)), project.manifest.rule.clone());
    let standings = Ledger::new(&project).standings(&standpoint);
    let tally = tally(&project, question, &standings);
    assert_eq!((tally.members.len(), tally.with(None).len()), (27, 27));
}

#[test]
fn a_country_that_is_asked_about_is_there_though_it_is_no_member() {
    let project = project_from(Template::Nato, &beginning("Should Georgia be admitted to NATO?"));
    let georgia = &project.actors["georgia"];
    assert_eq!((georgia.memberships.len(), georgia.iso_a3.as_str()), (0, "GEO"));
    assert_eq!(project.actors.len(), 34, "32 members, NATO and Georgia");
    let project = project_from(Template::Blank, &beginning("Who backs a ceasefire between Israel and Lebanon?"));
    let names: Vec<&str> = project.actors.keys().map(ActorId::as_str).collect();
    assert_eq!(names, ["deciding-body", "israel", "lebanon"]);
}

#[test]
fn the_members_of_nato_are_as_the_built_in_project_has_them() {
    let (ours, built_in) =
        (project_from(Template::Nato, &beginning("Should Sweden be admitted?")), crate::store::builtin().project);
    for actor in built_in.actors.values().filter(|actor| !actor.memberships.is_empty()) {
        let from_table = &ours.actors[&actor.id];
        assert_eq!(from_table.memberships, actor.memberships, "{}", actor.name);
        assert_eq!((&from_table.iso_a3, &from_table.flag), (&actor.iso_a3, &actor.flag), "{}", actor.name);
        assert_eq!(from_table.place, actor.place, "{}", actor.name);
    }
}

#[test]
fn a_question_is_put_in_a_few_words() {
    for (question, short) in [
        ("Should Sweden be admitted to NATO?", "Sweden admitted to NATO"),
        ("Who backs a ceasefire?", "Who backs a ceasefire"),
        (
            "should the EU open accession talks with Moldova and Ukraine this year?",
            "Open accession talks with Moldova…",
        ),
        ("Should the European Union admit Moldova?", "Admit Moldova"),
        ("Should NATO?", "NATO"),
        ("Où ?", "Où"),
        ("", ""),
    ] {
        assert_eq!(short_of(question), short);
    }
}

#[test]
fn a_project_without_a_title_is_called_by_its_question() {
    let words = Beginning { title: " ".to_owned(), ..beginning("Who backs a ceasefire? ") };
    let project = project_from(Template::Blank, &words);
    assert_eq!(project.manifest.title, "Who backs a ceasefire?");
    assert_eq!(words.folder_name(), "who-backs-a-ceasefire");
}

#[test]
fn a_country_is_known_by_its_name() {
    assert_eq!(country_named("georgia ").map(|actor| actor.flag), Some("ge".to_owned()));
    assert_eq!(country_named("Ruritania"), None);
}

#[test]
fn every_field_that_is_left_empty_is_told() {
    let faults =
        |template| Beginning::default().faults(template).into_iter().map(|(field, _)| field).collect::<Vec<_>>();
    assert_eq!(faults(Template::Nato), [BeginningField::Question]);
    assert_eq!(faults(Template::Blank).len(), 2);
}
