//! Every command by name: the palette, the keys, the table in the README; and what the window says of steps and saving.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

use demarche::gui::{App, command_table, prepare};
use demarche::layout::picture::Picture;
use demarche::model::Day;
use demarche::scene::Target;
use demarche::session::{
    Command, Desk, Edit, HistoryCommand, LookCommand, Opening, Origin, Session, open_builtin, open_project_folder,
};
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
    harness.state_mut().perform(Command::Look(LookCommand::Open(Target::Source(source.clone()))));
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

/// The keys of the table in the README: "Edit: Redo", Ctrl+Shift+Z.
fn keys_of_the_table() -> Vec<(String, Modifiers, Key)> {
    let table = command_table();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix("` |")?.split_once(" | `"));
    rows.map(|(command, keys)| {
        let mut modifiers = Modifiers::NONE;
        let mut rest = keys;
        for (name, held) in [("Ctrl+", Modifiers::COMMAND), ("Shift+", Modifiers::SHIFT)] {
            if let Some(after) = rest.strip_prefix(name) {
                (modifiers, rest) = (modifiers.plus(held), after);
            }
        }
        (command.to_owned(), modifiers, Key::from_name(rest).unwrap())
    })
    .collect()
}

/// A project of three steps, the last of them taken back, with a search for "Ukraine" at its third sentence.
fn window_with_steps(folder: &Path) -> Harness<'static, App> {
    let mut harness = window(editable(folder));
    for title in ["One", "Two", "Three"] {
        edit(&mut harness, titled(title));
    }
    harness.state_mut().perform(Command::History(HistoryCommand::Undo));
    harness.run();
    harness
}

fn search_for(harness: &mut Harness<'_, App>, words: &str) {
    harness.get_by_role_and_label(Role::SearchInput, "Find an actor or a sentence").focus();
    harness.run();
    harness.get_by_role_and_label(Role::SearchInput, "Find an actor or a sentence").type_text(words);
    harness.run();
    for _ in 0..3 {
        harness.key_press(Key::F3);
        harness.run();
    }
    assert!(mentions(harness, "3 of "), "three steps lead to the third sentence");
}

fn has(harness: &Harness<'_, App>, label: &str) -> bool {
    harness.query_all_by_label(label).count() > 0
}

fn mentions(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).count() > 0
}

#[test]
fn every_key_of_the_table_does_what_its_command_says() {
    let home = tempfile::tempdir().unwrap();
    let mut passages = Vec::new();
    for (number, (command, modifiers, key)) in keys_of_the_table().into_iter().enumerate() {
        let mut harness = window_with_steps(&home.path().join(number.to_string()));
        match command.as_str() {
            "Edit: Find next" | "Edit: Find previous" => search_for(&mut harness, "Ukraine"),
            "Look: Map" => harness.state_mut().perform(Command::Look(LookCommand::Show(Picture::Matrix))),
            "Look: Show the whole picture" => {
                let camera = demarche::layout::camera::Camera {
                    center: demarche::layout::geometry::Point::new(1.0, 1.0),
                    points_per_unit: 2.0,
                };
                harness.state_mut().perform(Command::Look(LookCommand::LookFrom(Some(camera))));
            }
            _ => {}
        }
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        let session = harness.state().session();
        let (view, title) = (session.view().clone(), session.project().manifest.title.as_str());
        let is_done = match command.as_str() {
            "Project: New project" => has(&harness, "Create"),
            "Project: Open a project" => has(&harness, "Folder of the project"),
            "Project: Save a copy" => has(&harness, "Folder, new or empty") && !has(&harness, "Create"),
            "Project: Import articles" => has(&harness, "Close the import"),
            "Project: Save now" => !has(&harness, "Folder, new or empty") && title == "Two",
            "Project: Save view" => has(&harness, "Name of the view"),
            "Project: Close the project" => *session.origin() == Origin::BuiltIn && has(&harness, "New project…"),
            "Edit: Undo" => title == "One",
            "Edit: Redo" => title == "Three",
            "Edit: History" => mentions(&harness, "As it was opened"),
            "Edit: Find in all articles" => harness.ctx.text_edit_focused(),
            "Edit: Find next" => mentions(&harness, "4 of "),
            "Edit: Find previous" => mentions(&harness, "2 of "),
            "Coding: Next sentence to code" | "Coding: Previous sentence to code" => {
                passages.push(view.article.clone());
                view.article.is_some() && has(&harness, "Leave the form (Esc)")
            }
            "Coding: Recode many statements" => has(&harness, "Narrow the list"),
            "Look: Map" => view.picture == Picture::Map,
            "Look: Network" => view.picture == Picture::Network,
            "Look: Roll call" => view.picture == Picture::RollCall,
            "Look: Matrix" => view.picture == Picture::Matrix,
            "Look: Table of actors" => has(&harness, "Filter the table"),
            "Look: Show the whole picture" => view.camera.is_none(),
            "Look: Present" => has(&harness, "End"),
            "Program: All commands" => has(&harness, "Command"),
            "Program: Shortcuts" => has(&harness, "By hand"),
            other => panic!("say here what the key of {other} does"),
        };
        assert!(is_done, "{command}: {modifiers:?} {key:?}");
    }
    assert_ne!(passages[0], passages[1], "the next sentence and the previous one");
}

#[test]
fn no_key_reaches_what_is_behind_a_dialog() {
    let mut harness = window(open_builtin(Desk::bare(today())));
    // The arrow keys have reached somebody in the picture, whom Enter would open.
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(harness.state().cursor().is_some());
    harness.query_all_by_label_contains("More for the view ").next().unwrap().click();
    harness.run();
    harness.get_by_label("Delete…").click();
    harness.run();
    let before = harness.state().session().view().clone();
    let cursor = harness.state().cursor().cloned();
    for key in [Key::ArrowLeft, Key::ArrowDown, Key::CloseBracket, Key::Home] {
        harness.key_press(key);
        harness.run();
    }
    assert_eq!(harness.state().cursor().cloned(), cursor, "nobody else is reached");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().session().view().selection, before.selection, "nothing is opened");
    assert_eq!(harness.state().session().view().as_of, before.as_of, "the day stays");
}

#[test]
fn the_theme_that_was_chosen_is_there_again_when_the_window_is_opened_again() {
    let home = tempfile::tempdir().unwrap();
    let desk = || Desk::open(Some(home.path().to_path_buf()), "me", today());
    let mut harness = window(open_builtin(desk()));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.get_by_label("Command").type_text("dark");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.ctx.theme(), egui::Theme::Dark);
    drop(harness);
    let mut harness = window(open_builtin(desk()));
    assert_eq!(harness.ctx.theme(), egui::Theme::Dark);
    // What is taken back is taken back for good.
    harness.state_mut().perform(Command::Look(LookCommand::UseTheme(demarche::view::ThemeChoice::Light)));
    harness.state_mut().perform(Command::History(HistoryCommand::Undo));
    harness.run();
    assert_eq!(window(open_builtin(desk())).ctx.theme(), egui::Theme::Dark);
}

/// A window that asks whether the first saved view is to be deleted.
fn window_that_asks_to_delete_a_view() -> (Harness<'static, App>, usize) {
    let mut harness = window(open_builtin(Desk::bare(today())));
    harness.query_all_by_label_contains("More for the view ").next().unwrap().click();
    harness.run();
    harness.get_by_label("Delete…").click();
    harness.run();
    let count = harness.state().session().views().len();
    (harness, count)
}

#[test]
fn enter_does_what_the_default_button_says_and_esc_cancels() {
    let (mut harness, count) = window_that_asks_to_delete_a_view();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().session().views().len(), count, "nothing is deleted");
    assert!(!has(&harness, "Keep it"), "the dialog is closed");
    let (mut harness, count) = window_that_asks_to_delete_a_view();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().session().views().len(), count - 1, "the view is deleted");
    assert!(!has(&harness, "Keep it"), "the dialog is closed");
}

#[test]
fn the_button_that_has_the_keyboard_is_pressed_by_enter() {
    let (mut harness, count) = window_that_asks_to_delete_a_view();
    harness.get_by_label("Keep it").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().session().views().len(), count);
    assert!(!has(&harness, "Keep it"), "the dialog is closed");
}

#[test]
fn the_first_field_of_a_dialog_has_the_keyboard() {
    let mut harness = window(open_builtin(Desk::bare(today())));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    harness.event(egui::Event::Text("Seen today".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let views = harness.state().session().views();
    assert!(views.iter().any(|(_, view)| view.name == "Seen today"), "typed and confirmed without the mouse");
}
