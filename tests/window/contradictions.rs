//! The page of contradictions by accessible name: what it lists, where each entry leads, and what it says of nothing.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use crate::league;
use demarche::gui::{App, prepare};
use demarche::scene::{Page, Target};
use demarche::session::{Command, LookCommand, Origin, Session, ViewHome};
use demarche::store;
use demarche::view::Passage;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

fn built_in() -> Session {
    Session::open(store::builtin(), Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap()
}

/// The window with the page open, as high as it takes to show all of it.
fn page_of(mut session: Session) -> Harness<'static, App> {
    let _ = session.perform(Command::Look(LookCommand::Open(Target::Page(Page::Contradictions))));
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1600.0, 6000.0))
        .with_context_setup(prepare)
        .with_max_steps(10)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), App::new(session));
    harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    harness.run();
    harness
}

fn asking(question: &str) -> Session {
    let mut session = built_in();
    let _ = session.perform(Command::Look(LookCommand::Ask(question.parse().unwrap())));
    session
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

#[test]
fn the_menu_opens_the_page() {
    let mut harness = page_of(built_in());
    click(&mut harness, "Close");
    assert_eq!(harness.state().session().view().selection, None);
    click(&mut harness, "Menu");
    harness.get_by_label_contains("Look").hover();
    harness.run();
    let entry = harness.query_all_by_role_and_label(egui::accesskit::Role::Button, "Contradictions").next().unwrap();
    entry.click();
    harness.run();
    assert_eq!(harness.state().session().view().selection, Some(Target::Page(Page::Contradictions)));
}

#[test]
fn every_actor_whose_statements_disagree_is_listed_and_opens() {
    let names: Vec<String> = {
        let session = built_in();
        let found = session.standpoint_facts().contradictions(session.project(), session.project_facts());
        assert!(!found.disagreements.is_empty());
        found.disagreements.iter().map(|of| session.project().actor_name(&of.actor).to_owned()).collect()
    };
    for name in names {
        let mut harness = page_of(built_in());
        harness.get_by_label_contains(&format!("Disagreement: {name}, ")).click();
        harness.run();
        let opened = harness.state().session().view().selection.clone();
        let Some(Target::Actor(actor)) = opened else { panic!("{opened:?}") };
        assert_eq!(harness.state().session().project().actor_name(&actor), name);
    }
}

#[test]
fn both_sides_of_a_disagreement_show_their_sentence() {
    let harness = page_of(built_in());
    assert!(harness.query_by_label("Disagreement: United States, not now and undecided, contested").is_some());
    let said = |words: &str| harness.query_all_by_label_contains(words).count() > 0;
    assert!(said("Sentence, Joe Biden not now"));
    assert!(said("Sentence, Joe Biden undecided"));
}

#[test]
fn what_several_sources_tell_is_listed_with_a_card_for_each_telling() {
    let mut harness = page_of(asking("join-eventually"));
    let name = "Utterance: NATO, told by 3 sources in similar words, so perhaps the same, coded differently";
    assert!(harness.query_by_label(name).is_some());
    let card = "Sentence, NATO supports: NATO has declared Ukraine will join its ranks";
    harness.query_all_by_label_contains(card).last().unwrap().click();
    harness.run();
    let place = harness.state().session().view().article.clone().unwrap();
    assert_eq!(place.passage, Passage::Statement("galibarenko-interview-013".parse().unwrap()));
    assert_eq!(harness.state().session().view().selection, Some(Target::Page(Page::Contradictions)));
    click(&mut harness, name);
    assert_eq!(harness.state().session().view().selection, Some(Target::Actor("nato".parse().unwrap())));
}

#[test]
fn words_reprinted_elsewhere_are_one_telling_with_a_link_to_each_place() {
    let mut opened = store::builtin();
    let project = &mut opened.project;
    let first = project.statements.get("galibarenko-interview-002").unwrap().clone();
    let echo = project.sources.keys().find(|source| **source != first.source).unwrap().clone();
    let title = project.sources.get(&echo).unwrap().record.title.clone();
    let again = demarche::model::Statement { id: "echo-1".parse().unwrap(), source: echo, ..first };
    project.statements.insert(again.id.clone(), again);
    let session = Session::open(opened, Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap();
    let mut harness = page_of(session);
    assert!(harness.query_by_label("Utterance: Ukraine, told by 2 sources in the same words").is_some());
    assert!(harness.query_by_label("Reprinted in").is_some());
    harness.query_all_by_role_and_label(egui::accesskit::Role::Link, title.as_str()).next().unwrap().click();
    harness.run();
    let passage = harness.state().session().view().article.clone().unwrap().passage;
    assert!(
        matches!(passage, Passage::Statement(id) if id.as_str() == "echo-1" || id.as_str() == "galibarenko-interview-002")
    );
}

#[test]
fn a_disagreement_says_how_far_apart_its_statements_lie() {
    let harness = page_of(league::session(Vec::new(), ViewHome::Memory));
    assert!(harness.query_by_label("Disagreement: borduria, opposes and undecided, contested").is_some());
    assert!(harness.query_by_label("1 opposes, 1 undecided · contested").is_some());
    assert!(harness.query_by_label_contains("The closest two lie at least 29 days apart: ").is_some());
}

#[test]
fn where_nothing_disagrees_the_page_says_so() {
    let mut opened = league::opened();
    opened.project.statements.retain(|id, _| id.as_str() != "courier-6");
    let harness = page_of(Session::open(opened, Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap());
    assert!(harness.query_by_label_contains("No actor’s counted statements disagree").is_some());
    assert!(harness.query_by_label_contains("No two sources tell the same utterance").is_some());
}

#[test]
fn the_page_follows_the_day() {
    let mut session = built_in();
    let _ = session.perform(Command::Look(LookCommand::GoTo(Some("2024-10-31".parse().unwrap()))));
    let harness = page_of(session);
    assert!(harness.query_by_label_contains("No two sources tell the same utterance").is_some());
    assert!(harness.query_by_label("Invite Ukraine now · 31 October 2024").is_some());
}
