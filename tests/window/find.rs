//! Find in all articles, by accessible name: what a person types, reads and steps through.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::gui::{App, prepare};
use demarche::scene::Target;
use demarche::session::{Origin, Session, ViewHome};
use demarche::store;
use demarche::view::Passage;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

fn window() -> Harness<'static, App> {
    let session = Session::open(store::builtin(), Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap();
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1600.0, 1000.0))
        .with_context_setup(prepare)
        // An article is aimed at in three frames.
        .with_max_steps(12)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), App::new(session));
    // Nothing flies in a test.
    harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    harness.run();
    harness
}

fn window_with(typed: &str) -> Harness<'static, App> {
    let mut harness = window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.get_by_role(Role::SearchInput).type_text(typed);
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label_contains(label).click();
    harness.run();
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).count() > 0
}

/// The words at which the article is open.
fn open_words(harness: &Harness<'_, App>) -> String {
    let session = harness.state().session();
    let place = session.view().article.clone().unwrap();
    let Passage::Words(bytes) = place.passage else { panic!("{place:?} is no place of words") };
    let source = session.project().sources.get(&place.source).unwrap();
    format!("{}: {}", place.source, bytes.of(&source.text).unwrap())
}

#[test]
fn hits_are_counted_and_stepped_through_by_keys_while_the_panel_stays() {
    let mut harness = window_with("\"formal invitation\"");
    assert!(shows(&harness, "2 sentences in 2 articles"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(shows(&harness, "1 of 2"));
    let first = open_words(&harness);
    press(&mut harness, Modifiers::NONE, Key::F3);
    assert!(shows(&harness, "2 of 2") && shows(&harness, "2 sentences in 2 articles"));
    assert_ne!(open_words(&harness), first);
    press(&mut harness, Modifiers::SHIFT, Key::Enter);
    assert!(shows(&harness, "1 of 2"));
    press(&mut harness, Modifiers::SHIFT, Key::F3);
    assert!(shows(&harness, "2 of 2"), "it goes round");
    click(&mut harness, "Next sentence found");
    assert_eq!(open_words(&harness), first);
    let session = harness.state().session();
    assert_eq!(session.undo_label(), None, "browsing is not taken back");
    // The field still has the keyboard and what was typed.
    assert!(harness.get_by_role(Role::SearchInput).accesskit_node().value().unwrap().contains("formal"));
}

#[test]
fn a_sentence_that_nobody_coded_opens_in_the_middle_of_its_article() {
    let mut harness = window_with("\"MEMORANDUM of\u{a0}understanding\"");
    assert!(shows(&harness, "1 sentence in 1 article") && !shows(&harness, "Coded: "));
    click(&mut harness, "Found: ");
    assert!(open_words(&harness).ends_with(": memorandum of understanding"));
    let words = harness.get_by_label_contains("Found in the article: ").rect();
    let top = harness.get_by_label("Next coded sentence").rect().bottom();
    let middle = f32::midpoint(top, 1000.0);
    assert!((words.center().y - middle).abs() < (1000.0 - top) / 4.0, "{words:?} is not around {middle}");
}

#[test]
fn what_is_opened_stands_in_front_until_escape_leads_back_to_what_was_found() {
    let mut harness = window_with("zelenskiy");
    click(&mut harness, "Open Volodymyr Zelenskyy, requests");
    assert!(matches!(harness.state().session().view().selection, Some(Target::Actor(_))));
    assert!(!shows(&harness, "Next sentence found"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(shows(&harness, "Next sentence found"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!shows(&harness, "Next sentence found"), "Esc clears the search");
    assert!(matches!(harness.state().session().view().selection, Some(Target::Actor(_))));
}

#[test]
fn a_filter_chosen_from_a_menu_stands_in_the_field_and_narrows_what_is_found() {
    let mut harness = window_with("nato");
    click(&mut harness, "Filter by stance: any");
    harness.get_by_role_and_label(Role::Button, "Opposes").click();
    harness.run();
    let value = harness.get_by_role(Role::SearchInput).accesskit_node().value().unwrap();
    assert_eq!(value, "nato stance:opposes");
    assert!(shows(&harness, "Filter by stance: Opposes"));
    let coded = harness.query_all_by_label_contains("Coded: ").count();
    let found = harness.query_all_by_label_contains("Found: ").count();
    assert!(found > 0 && coded == found, "{coded} of {found} sentences are coded");
}

#[test]
fn a_bad_expression_and_an_unknown_actor_are_told_in_words() {
    let harness = window_with("/(no|yes/");
    assert!(shows(&harness, "The expression is wrong at character 1: unclosed group"));
    let harness = window_with("actor:Atlantis");
    assert!(shows(&harness, "No actor is called “Atlantis”"));
}
