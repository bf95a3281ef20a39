//! Every command by name: the palette, the keys, the table in the README; and what the window says of steps and saving.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::gui::{App, command_table, prepare};
use demarche::layout::picture::Picture;
use demarche::model::Day;
use demarche::scene::Target;
use demarche::session::{Command, Desk, Edit, Opening, Session, open_builtin, open_project_folder};
use demarche::store::{self, LastRead};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::Path;

fn today() -> Day {
    Day::from_ymd(2026, 11, 25).unwrap()
}

fn editable(folder: &Path) -> Session {
    let files = store::write_project(&store::builtin().project, &LastRead::nothing()).unwrap();
    store::save(folder, &files, &LastRead::nothing()).unwrap();
    open_project_folder(folder, Opening::ToEdit, Desk::bare(today())).unwrap()
}

fn window(session: Session) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1600.0, 1000.0))
        .with_context_setup(prepare)
        .with_max_steps(12)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), App::new(session));
    harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    harness.run();
    harness
}

fn edit(harness: &mut Harness<'_, App>, edit: Edit) {
    harness.state_mut().perform(Command::Edit(Box::new(edit)));
    harness.run();
}

fn titled(title: &str) -> Edit {
    Edit::Describe { title: title.to_owned(), about: String::new() }
}

#[test]
fn the_readme_lists_the_commands_as_they_are() {
    let readme = include_str!("../../README.md");
    assert!(readme.contains(&command_table()), "put this into README.md:\n\n{}", command_table());
}

#[test]
fn a_command_is_found_by_a_few_letters_and_enter_carries_it_out() {
    let mut harness = window(open_builtin(Desk::bare(today())));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.get_by_label("Command").type_text("netw");
    harness.run();
    assert!(harness.query_by_label("Command: Network").is_some());
    assert!(harness.query_by_label("Command: Matrix").is_none(), "what is not meant is not listed");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().session().view().picture, Picture::Network);
    assert!(harness.query_by_label("Command").is_none(), "the palette is closed");
}

#[test]
fn esc_leaves_the_palette_and_changes_nothing() {
    let mut harness = window(open_builtin(Desk::bare(today())));
    let before = harness.state().session().view().clone();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Command").is_none());
    assert_eq!(harness.state().session().view(), &before);
}

#[test]
fn a_click_in_the_history_goes_back_to_after_that_step() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(editable(&home.path().join("project")));
    for title in ["One", "Two", "Three"] {
        edit(&mut harness, titled(title));
    }
    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.run();
    harness.get_by_label_contains("Step 1: ").click();
    harness.run();
    assert_eq!(harness.state().session().project().manifest.title, "One");
    assert_eq!(harness.query_all_by_label_contains(", taken back").count(), 2);
    harness.get_by_label_contains("Step 3: ").click();
    harness.run();
    assert_eq!(harness.state().session().project().manifest.title, "Three");
}

#[test]
fn the_strip_at_the_foot_says_who_codes_and_whether_it_is_saved() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(editable(&home.path().join("project")));
    assert!(harness.query_by_label("Coding as me").is_some());
    assert!(harness.query_by_label("No changes").is_some());
    edit(&mut harness, titled("Mine"));
    let start = std::time::Instant::now();
    while harness.query_by_label_contains("Saved ").is_none() {
        assert!(start.elapsed().as_secs() < 20, "it was never saved");
        std::thread::sleep(std::time::Duration::from_millis(50));
        harness.run();
    }
}

#[test]
fn the_built_in_project_says_that_it_is_read_only() {
    let harness = window(open_builtin(Desk::bare(today())));
    assert!(harness.query_by_label("Built-in project").is_some());
    assert!(harness.query_by_label("read-only").is_some());
}

#[test]
fn the_record_of_an_article_is_changed_and_the_article_deleted_in_the_window() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(editable(&home.path().join("project")));
    let source: demarche::model::SourceId = "sybiha-letter".parse().unwrap();
    harness.state_mut().perform(Command::Open(Target::Source(source.clone())));
    harness.run();
    harness.get_by_label("Edit the record…").click();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Outlet").focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Outlet").type_text("Kyiv Courier");
    harness.run();
    harness.get_by_label("Change the record").click();
    harness.run();
    let outlet = &harness.state().session().project().sources.get(&source).unwrap().record.outlet;
    assert!(outlet.contains("Kyiv Courier"), "{outlet}");
    harness.get_by_label("Delete the article…").click();
    harness.run();
    harness.get_by_label("Delete").click();
    harness.run();
    assert!(!harness.state().session().project().sources.contains_key(&source));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!(harness.state().session().project().sources.contains_key(&source));
}
