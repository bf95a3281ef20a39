//! Projects in the window by accessible name, without a graphics driver: begun from a template, opened, copied, and
//! every setting changed and taken back.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use demarche::cli::poster_svg;
use demarche::gui::{App, prepare};
use demarche::layout::geometry::Size;
use demarche::model::{ActorId, Day, Question, Sign, Stance};
use demarche::scene::{Theme, stance_color};
use demarche::session::{
    Beginning, Command, Desk, Edit, HistoryCommand, LookCommand, Opening, Origin, ProjectCommand, Session, Template,
    open_builtin, open_project_folder, project_from,
};
use demarche::store::{LastRead, save, write_project};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use tempfile::TempDir;

fn today() -> Day {
    "2026-11-25".parse().unwrap()
}

fn window(session: Session) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1600.0, 1000.0))
        .with_context_setup(prepare)
        .with_max_steps(16)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), App::new(session));
    harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    harness.run();
    harness
}

fn on_built_in() -> Harness<'static, App> {
    window(open_builtin(Desk::bare(today())))
}

/// A window on a copy of the built-in project in a folder of its own.
fn on_a_copy() -> (Harness<'static, App>, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let project = demarche::store::builtin().project;
    save(folder.path(), &write_project(&project, &LastRead::nothing()).unwrap(), &LastRead::nothing()).unwrap();
    let session = open_project_folder(folder.path(), Opening::ToEdit, Desk::bare(today())).unwrap();
    (window(session), folder)
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn click_button(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_role_and_label(Role::Button, label).scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(Role::Button, label).click();
    harness.run();
}

/// Writes `text` in the place of what stands in the field called `label`, and leaves the field.
fn write(harness: &mut Harness<'_, App>, label: &str, text: &str) {
    let is_field = |node: &egui_kittest::Node<'_>| {
        matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput)
    };
    let field = harness.query_all_by_label(label).find(is_field).unwrap_or_else(|| panic!("no field {label}"));
    field.scroll_to_me();
    field.focus();
    harness.run();
    press(harness, Modifiers::COMMAND, Key::A);
    press(harness, Modifiers::NONE, Key::Backspace);
    if !text.is_empty() {
        harness.event(egui::Event::Text(text.to_owned()));
        harness.run();
    }
    press(harness, Modifiers::NONE, Key::Tab);
}

fn has(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).count() > 0
}

fn session<'h>(harness: &'h Harness<'_, App>) -> &'h Session {
    harness.state().session()
}

fn question(harness: &Harness<'_, App>) -> Question {
    session(harness).question().clone()
}

fn open_settings(harness: &mut Harness<'_, App>) {
    press(harness, Modifiers::COMMAND, Key::K);
    harness.event(egui::Event::Text("Title, questions".to_owned()));
    harness.run();
    press(harness, Modifiers::NONE, Key::Enter);
}

fn undo(harness: &mut Harness<'_, App>) {
    harness.state_mut().perform(Command::History(HistoryCommand::Undo));
    harness.run();
}

fn id(text: &str) -> ActorId {
    text.parse().unwrap()
}

#[test]
fn a_project_begins_from_a_template_in_a_folder_that_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("sweden");
    let mut harness = on_built_in();
    press(&mut harness, Modifiers::COMMAND, Key::N);
    assert!(has(&harness, "New project"));
    write(&mut harness, "What do you ask?", "Should Sweden be admitted to NATO?");
    write(&mut harness, "Folder, new or empty", place.to_str().unwrap());
    click_button(&mut harness, "Create");
    assert_eq!(*session(&harness).origin(), Origin::Folder(place.clone()));
    assert_eq!(session(&harness).project().manifest.title, "Should Sweden be admitted to NATO?");
    assert_eq!(question(&harness).short, "Sweden admitted to NATO");
    assert_eq!(session(&harness).standpoint_facts().tally.members.len(), 32);
    assert!(!has(&harness, "New project"), "the dialog has closed");
    assert!(has(&harness, "No articles yet") && has(&harness, "Import articles…"), "what to do first is told");
    let again = open_project_folder(&place, Opening::ToRead, Desk::bare(today())).unwrap();
    assert_eq!(again.project(), session(&harness).project());
    assert_eq!(again.defects(), []);
}

#[test]
fn what_is_missing_is_told_beside_its_field_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("letter.txt"), "").unwrap();
    let mut harness = on_built_in();
    press(&mut harness, Modifiers::COMMAND, Key::N);
    click(&mut harness, "Blank");
    write(&mut harness, "Folder, new or empty", folder.path().to_str().unwrap());
    click_button(&mut harness, "Create");
    for told in ["Write what you ask", "Name the organisation", "holds other files", "Nothing has been made yet"] {
        assert!(has(&harness, told), "{told}");
    }
    assert_eq!(*session(&harness).origin(), Origin::BuiltIn);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!has(&harness, "Write what you ask"), "Esc closes it");
    press(&mut harness, Modifiers::COMMAND, Key::N);
    assert!(has(&harness, "holds other files"), "and what was typed is there again");
}

#[test]
fn what_the_session_refuses_is_told_in_the_dialog_which_keeps_what_was_typed() {
    let mut harness = on_built_in();
    press(&mut harness, Modifiers::COMMAND, Key::N);
    write(&mut harness, "What do you ask?", "Who backs a ceasefire?");
    // No folder can be made below a device.
    write(&mut harness, "Folder, new or empty", "/dev/null/project");
    click_button(&mut harness, "Create");
    assert!(has(&harness, "No project was made") || has(&harness, "cannot be read"));
    let field = harness.get_by_role_and_label(Role::TextInput, "What do you ask?");
    assert_eq!(field.value().as_deref(), Some("Who backs a ceasefire?"));
}

#[test]
fn another_project_is_opened_from_a_typed_path_and_a_wrong_one_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let project = project_from(
        Template::EuropeanUnion,
        &Beginning { question: "Should Georgia be admitted?".to_owned(), ..Beginning::default() },
    );
    save(folder.path(), &write_project(&project, &LastRead::nothing()).unwrap(), &LastRead::nothing()).unwrap();
    let mut harness = on_built_in();
    press(&mut harness, Modifiers::COMMAND, Key::O);
    write(&mut harness, "Folder of the project", folder.path().join("elsewhere").to_str().unwrap());
    click_button(&mut harness, "Open");
    assert!(has(&harness, "There is no such folder"));
    write(&mut harness, "Folder of the project", folder.path().to_str().unwrap());
    click_button(&mut harness, "Open");
    assert_eq!(session(&harness).project().manifest.title, "Should Georgia be admitted?");
    assert_eq!(session(&harness).standpoint_facts().tally.members.len(), 27);
}

#[test]
fn closing_leads_to_the_start_page_and_a_missing_project_can_be_taken_off_its_list() {
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(Some(data.path().to_path_buf()), "Ada", today());
    let mut harness = window(open_builtin(desk));
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("copy");
    harness.state_mut().perform(Command::Project(ProjectCommand::SaveCopy(place.clone())));
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::W);
    assert_eq!(*session(&harness).origin(), Origin::BuiltIn);
    let row = format!("Open the project {}", place.display());
    assert!(has(&harness, &row) && has(&harness, "Look at the example"));
    click(&mut harness, &row);
    assert_eq!(*session(&harness).origin(), Origin::Folder(place.clone()), "a row opens its project");
    press(&mut harness, Modifiers::COMMAND, Key::W);
    std::fs::remove_dir_all(&place).unwrap();
    click(&mut harness, "Look at the example");
    assert!(!has(&harness, "Look at the example"), "the example is shown");
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness.event(egui::Event::Text("Start page".to_owned()));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(has(&harness, "Missing:"));
    click_button(&mut harness, &format!("Take {} off the list", place.display()));
    assert!(!has(&harness, "Missing:") && has(&harness, "No project has been opened yet"));
}

#[test]
fn title_and_about_are_changed_and_taken_back() {
    let (mut harness, _folder) = on_a_copy();
    open_settings(&mut harness);
    let before = session(&harness).project().clone();
    write(&mut harness, "Title", "Kyiv and the alliance");
    assert_eq!(session(&harness).project().manifest.title, "Kyiv and the alliance");
    write(&mut harness, "About", "In the autumn of 2024");
    assert_eq!(session(&harness).project().manifest.about, "In the autumn of 2024");
    undo(&mut harness);
    undo(&mut harness);
    assert_eq!(*session(&harness).project(), before);
}

#[test]
fn an_empty_title_is_refused_beside_its_field_and_stays_to_be_mended() {
    let (mut harness, _folder) = on_a_copy();
    open_settings(&mut harness);
    let before = session(&harness).project().clone();
    write(&mut harness, "Title", "");
    assert!(has(&harness, "A project needs a title"));
    assert_eq!(*session(&harness).project(), before);
    write(&mut harness, "Title", "Mended");
    assert!(!has(&harness, "A project needs a title"));
    assert_eq!(session(&harness).project().manifest.title, "Mended");
}

#[test]
fn a_label_and_a_colour_of_a_stance_are_changed_and_the_legend_follows() {
    let (mut harness, _folder) = on_a_copy();
    open_settings(&mut harness);
    let before = session(&harness).project().clone();
    assert!(has(&harness, "Legend: Opposes, "));
    write(&mut harness, "Label of opposes", "Blocks");
    assert!(has(&harness, "Legend: Blocks, 1 member") && !has(&harness, "Legend: Opposes"));
    write(&mut harness, "Colour of Blocks", "#00AA55");
    let step = question(&harness).step(Stance::Opposes).cloned().unwrap();
    assert_eq!(step.color, Some("#00AA55".parse().unwrap()));
    write(&mut harness, "Colour of Blocks", "green");
    assert!(has(&harness, "is not a colour"), "what cannot be a colour is told");
    undo(&mut harness);
    undo(&mut harness);
    assert_eq!(*session(&harness).project(), before);
}

#[test]
fn a_question_is_drawn_in_its_own_colours_and_signs_everywhere_and_the_other_one_is_not() {
    let mut session = open_builtin(Desk::bare(today()));
    let size = Size::new(1200.0, 900.0);
    let usual = poster_svg(&session, size, Theme::Light);
    let folder = tempfile::tempdir().unwrap();
    let _ = session.perform(Command::Project(ProjectCommand::SaveCopy(folder.path().join("copy"))));
    let mut question = session.question().clone();
    let step = question.scale.iter_mut().find(|step| step.stance == Stance::Opposes).unwrap();
    step.color = Some("#00AA55".parse().unwrap());
    step.sign = Some(Sign::HalfRing);
    let _ = session
        .perform(Command::Edit(Box::new(Edit::PutQuestion { question: Box::new(question), new_actors: Vec::new() })));
    let (rust, green) = (stance_color(Stance::Opposes).to_string(), "#00AA55".to_owned());
    let count = |svg: &str, color: &str| svg.to_uppercase().matches(color).count();
    let own = poster_svg(&session, size, Theme::Light);
    assert!(count(&usual, &rust) > 0 && count(&usual, &green) == 0);
    assert!(count(&own, &green) >= count(&usual, &rust) && count(&own, &rust) == 0, "picture and legend alike");
    let shapes = |svg: &str| ["<circle", "<path", "<rect", "<polygon"].map(|shape| svg.matches(shape).count());
    assert_ne!(shapes(&own), shapes(&usual), "a half ring is drawn with other shapes than a cross");
    let _ = session.perform(Command::Look(LookCommand::Ask(session.project().manifest.questions[1].id.clone())));
    let other = poster_svg(&session, size, Theme::Light);
    assert_eq!(count(&other, &green), 0, "the other question keeps the program's");
}

#[test]
fn colours_that_are_hard_to_tell_apart_are_warned_of() {
    let (mut harness, _folder) = on_a_copy();
    open_settings(&mut harness);
    assert!(!has(&harness, "look much alike"));
    write(&mut harness, "Colour of Supports", "#A13A18");
    assert!(has(&harness, "The colours of “Supports” and “Opposes” look much alike"));
    click_button(&mut harness, "Reset the look of Supports");
    assert!(!has(&harness, "look much alike"));
}

#[test]
fn questions_are_added_moved_and_deleted_with_what_was_coded_for_them() {
    let (mut harness, _folder) = on_a_copy();
    open_settings(&mut harness);
    let before = session(&harness).project().clone();
    write(&mut harness, "Another question", "Should sanctions be lifted?");
    click_button(&mut harness, "Add the question");
    assert_eq!(session(&harness).project().manifest.questions[2].text, "Should sanctions be lifted?");
    click_button(&mut harness, "Move the question Sanctions lifted up");
    assert_eq!(session(&harness).project().manifest.questions[1].short, "Sanctions lifted");
    click_button(&mut harness, "Delete the question Member one day…");
    assert!(has(&harness, "statements coded for it are deleted too"));
    click_button(&mut harness, "Delete");
    assert_eq!(session(&harness).project().manifest.questions.len(), 2);
    assert!(session(&harness).project().statements.len() < before.statements.len());
    for _ in 0..3 {
        undo(&mut harness);
    }
    assert_eq!(*session(&harness).project(), before);
}

#[test]
fn an_actor_is_added_in_the_table_and_taken_back() {
    let (mut harness, _folder) = on_a_copy();
    let before = session(&harness).project().clone();
    press(&mut harness, Modifiers::COMMAND, Key::T);
    click_button(&mut harness, "New actor…");
    click_button(&mut harness, "Add");
    assert!(has(&harness, "Give the actor a name"));
    write(&mut harness, "Name", "Georgia");
    click_button(&mut harness, "Fill in codes, capital and other names");
    click_button(&mut harness, "Add a membership");
    write(&mut harness, "Since when, membership 1", "soon");
    click_button(&mut harness, "Add");
    assert!(has(&harness, "is not a date"));
    click_button(&mut harness, "Remove membership 1");
    click_button(&mut harness, "Add");
    let georgia = session(&harness).project().actors.get(&id("georgia")).cloned().unwrap();
    assert_eq!((georgia.iso_a3.as_str(), georgia.flag.as_str()), ("GEO", "ge"));
    assert_eq!(georgia.place.map(|place| place.name), Some("Tbilisi".to_owned()));
    undo(&mut harness);
    assert_eq!(*session(&harness).project(), before);
}

#[test]
fn an_actor_who_is_named_is_not_deleted_and_the_dialog_says_by_what() {
    let (mut harness, _folder) = on_a_copy();
    let before = session(&harness).project().clone();
    click(&mut harness, "Hungary, opposes, 2 statements");
    click(&mut harness, "Edit Hungary…");
    click_button(&mut harness, "Delete");
    assert!(has(&harness, "Hungary is not deleted"));
    assert_eq!(*session(&harness).project(), before);
    write(&mut harness, "Other names, one a line", "Budapest\nMagyarország");
    click_button(&mut harness, "Save");
    assert_eq!(session(&harness).project().actors[&id("hungary")].aliases, ["Budapest", "Magyarország"]);
    undo(&mut harness);
    assert_eq!(*session(&harness).project(), before);
}

#[test]
fn two_actors_chosen_in_the_table_are_merged_after_a_look_at_what_changes() {
    let (mut harness, _folder) = on_a_copy();
    let before = session(&harness).project().clone();
    press(&mut harness, Modifiers::COMMAND, Key::T);
    let filter = harness.get_by_label("Filter the table");
    filter.focus();
    filter.type_text("Biden");
    harness.run();
    click(&mut harness, "Choose Joe Biden");
    click(&mut harness, "Choose Biden administration");
    click_button(&mut harness, "Merge 2…");
    click(&mut harness, "Joe Biden, person");
    assert!(has(&harness, "Biden administration becomes Joe Biden"));
    click_button(&mut harness, "Merge");
    let project = session(&harness).project();
    assert!(!project.actors.contains_key(&id("biden-administration")));
    assert!(project.actors[&id("biden")].aliases.contains(&"Biden administration".to_owned()));
    undo(&mut harness);
    assert_eq!(*session(&harness).project(), before);
}

#[test]
fn a_change_of_the_built_in_project_is_offered_for_a_copy_and_made_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("mine");
    let mut harness = on_built_in();
    open_settings(&mut harness);
    write(&mut harness, "Title", "Mine");
    assert!(has(&harness, "Your change (") && has(&harness, "is then made in the copy"));
    write(&mut harness, "Folder, new or empty", place.to_str().unwrap());
    click_button(&mut harness, "Save a copy");
    assert_eq!(*session(&harness).origin(), Origin::Folder(place.clone()));
    assert_eq!(session(&harness).project().manifest.title, "Mine");
    undo(&mut harness);
    assert_eq!(session(&harness).project(), &demarche::store::builtin().project);
}

#[test]
fn a_rule_of_the_view_is_made_the_project_s() {
    let (mut harness, _folder) = on_a_copy();
    let mut rule = session(&harness).rule().clone();
    rule.stale_after_days = 365;
    harness.state_mut().perform(Command::Look(LookCommand::UseRule(Some(rule.clone()))));
    harness
        .state_mut()
        .perform(Command::Look(LookCommand::Open(demarche::scene::Target::Page(demarche::scene::Page::Rule))));
    harness.run();
    click_button(&mut harness, "Make it the project’s rule");
    assert_eq!(session(&harness).project().manifest.rule, rule);
    assert_eq!(session(&harness).view().rule, None);
}

#[test]
fn the_first_steps_go_away_with_the_first_article() {
    let place: &Path = &tempfile::tempdir().unwrap().path().join("new");
    let project = project_from(
        Template::UnitedNations,
        &Beginning { question: "Should a ceasefire be called for?".to_owned(), ..Beginning::default() },
    );
    std::fs::create_dir_all(place).unwrap();
    save(place, &write_project(&project, &LastRead::nothing()).unwrap(), &LastRead::nothing()).unwrap();
    let mut harness = window(open_project_folder(place, Opening::ToEdit, Desk::bare(today())).unwrap());
    assert!(has(&harness, "No articles yet"));
    assert_eq!(session(&harness).standpoint_facts().tally.members.len(), 193);
    let source = demarche::store::builtin().project.sources.into_values().next().unwrap();
    let new = demarche::session::NewSource { source, original: None };
    harness.state_mut().perform(Command::Edit(Box::new(Edit::AddSources(vec![new]))));
    harness.run();
    assert!(!has(&harness, "No articles yet"));
}
