//! The matrix by accessible name: what a person finds, sorts and opens, with the pointer or with the keyboard alone.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::derive::{Columns, MatrixLook, RowOrder, Slot};
use demarche::gui::{App, prepare};
use demarche::layout::picture::Picture;
use demarche::model::Stance;
use demarche::scene::Target;
use demarche::session::{Command, LookCommand, Origin, Session, ViewHome};
use demarche::store;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const HUNGARY_IN_THE_CALL: &str =
    "Hungary, Ukraine pushes NATO membership as allies sidestep invite call, opposes, 2 statements";

fn session() -> Session {
    Session::open(store::builtin(), Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap()
}

fn window(session: Session, width: f32, height: f32) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(width, height))
        .with_context_setup(prepare)
        .with_max_steps(10)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), App::new(session));
    // Nothing flies in a test.
    harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    harness.run();
    harness
}

/// A window that shows the matrix, asked for by its key.
fn matrix(width: f32, height: f32) -> Harness<'static, App> {
    let mut harness = window(session(), width, height);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num4);
    harness.run();
    assert_eq!(harness.state().session().view().picture, Picture::Matrix);
    harness
}

fn press(harness: &mut Harness<'_, App>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn look(harness: &Harness<'_, App>) -> MatrixLook {
    harness.state().session().view().matrix.clone()
}

/// The cells of the table from top to bottom: their names.
fn cells(harness: &Harness<'_, App>) -> Vec<String> {
    let mut found: Vec<(i32, i32, String)> = harness
        .query_all_by_role(Role::Button)
        .filter_map(|node| {
            let name = node.accesskit_node().label()?;
            let is_cell = name.ends_with("statement") || name.ends_with("statements");
            (is_cell && name.split(", ").count() >= 4).then(|| {
                let at = node.rect().min;
                (at.y as i32, at.x as i32, name)
            })
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, _, name)| name).collect()
}

#[test]
fn a_cell_is_found_by_name_and_opens_its_sentences_in_its_article() {
    let mut harness = matrix(1600.0, 1600.0);
    click(&mut harness, HUNGARY_IN_THE_CALL);
    let view = harness.state().session().view();
    assert!(matches!(&view.selection, Some(Target::Cell(actor, Slot::Source(_))) if actor.as_str() == "hungary"));
    assert_eq!(view.article.as_ref().map(|place| place.source.as_str()), Some("allies-sidestep"));
    assert!(harness.query_all_by_label_contains("a country at war cannot contribute").count() > 0);
    assert_eq!(harness.query_all_by_label_contains("Sentence, ").count(), 2, "one card for each statement");
}

#[test]
fn arrow_keys_walk_from_cell_to_cell_and_enter_opens_its_sentences() {
    let mut harness = matrix(1600.0, 1000.0);
    press(&mut harness, &[Key::ArrowDown, Key::ArrowRight, Key::Enter]);
    let first = harness.state().session().view().selection.clone();
    assert!(matches!(&first, Some(Target::Cell(..))), "{first:?}");
    assert!(harness.query_all_by_label_contains("Sentence, ").count() > 0);
    press(&mut harness, &[Key::ArrowDown, Key::Enter]);
    let second = harness.state().session().view().selection.clone();
    assert!(matches!(&second, Some(Target::Cell(..))) && second != first, "{second:?}");
    press(&mut harness, &[Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft, Key::Enter]);
    let head = harness.state().session().view().selection.clone();
    assert!(matches!(&head, Some(Target::Actor(_))), "{head:?}");
    press(&mut harness, &[Key::Escape]);
    assert_eq!(harness.state().session().view().selection, second);
}

#[test]
fn the_keyboard_reaches_the_last_row_and_brings_it_into_sight() {
    let mut harness = matrix(1280.0, 600.0);
    assert_eq!(harness.query_all_by_label("Vladimir Putin, opposes, 1 statement").count(), 0, "it is out of sight");
    press(&mut harness, &[Key::ArrowDown; 24]);
    press(&mut harness, &[Key::Enter]);
    let open = harness.state().session().view().selection.clone();
    assert!(matches!(&open, Some(Target::Actor(actor)) if actor.as_str() == "putin"), "{open:?}");
    assert!(harness.query_all_by_label_contains("Vladimir Putin, opposes").count() > 0);
}

#[test]
fn end_and_home_scroll_to_both_ends() {
    let mut harness = matrix(1280.0, 600.0);
    press(&mut harness, &[Key::End]);
    assert!(cells(&harness).last().unwrap().starts_with("Vladimir Putin"));
    press(&mut harness, &[Key::Home]);
    assert!(cells(&harness).first().unwrap().starts_with("Andrii Sybiha"));
}

#[test]
fn the_wheel_scrolls_rows_and_leaves_the_heads_of_the_columns() {
    let mut harness = matrix(1280.0, 600.0);
    let before = cells(&harness);
    let head = harness.get_by_label_contains("Column: Ukraine asks NATO").rect();
    harness.hover_at(egui::pos2(640.0, 330.0));
    harness.run();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(30);
    assert_ne!(cells(&harness).first(), before.first());
    assert_eq!(harness.get_by_label_contains("Column: Ukraine asks NATO").rect(), head);
    assert!(harness.state().session().view().camera.is_some_and(|camera| camera.points_per_unit == 1.0));
}

#[test]
fn rows_are_sorted_by_the_bar_and_by_the_sign_of_a_column() {
    let mut harness = matrix(1600.0, 1600.0);
    assert!(cells(&harness).first().unwrap().contains("requests"));
    click(&mut harness, "Sort rows by name");
    assert_eq!(look(&harness).order, RowOrder::Name);
    assert!(cells(&harness).first().unwrap().starts_with("Andrii"));
    click(&mut harness, "Reverse the rows");
    assert!(cells(&harness).first().unwrap().starts_with("Vo"), "{:?}", cells(&harness).first());
    let title = "Ukraine pushes NATO membership as allies sidestep invite call";
    click(&mut harness, &format!("Sort by {title}"));
    assert_eq!(look(&harness).order, RowOrder::Slot(Slot::Source("allies-sidestep".parse().unwrap())));
    click(&mut harness, &format!("Sort by {title}, now first to last"));
    assert!(look(&harness).reversed);
    assert!(cells(&harness).iter().any(|name| name.contains(title)), "the column is there");
    let first_row = cells(&harness).into_iter().find(|name| name.contains(title)).unwrap();
    assert!(first_row.contains("opposes"), "{first_row}");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!(!look(&harness).reversed, "an order is taken back like every setting");
}

#[test]
fn months_are_columns_too_and_their_titles_sort() {
    let mut harness = matrix(1600.0, 1600.0);
    click(&mut harness, "Columns: months");
    assert_eq!(look(&harness).columns, Columns::Months);
    assert!(cells(&harness).iter().any(|name| name.starts_with("Hungary, December 2024, opposes")));
    click(&mut harness, "Sort by November 2024");
    assert_eq!(look(&harness).order, RowOrder::Slot(Slot::Month { year: 2024, month: 11 }));
    click(&mut harness, "Hungary, December 2024, opposes, 2 statements");
    assert!(harness.query_all_by_label_contains("In December 2024").count() > 0);
}

#[test]
fn the_title_of_a_column_opens_its_article() {
    let mut harness = matrix(1600.0, 1000.0);
    harness.get_by_label_contains("Column: Ukraine asks NATO").click();
    harness.run();
    let open = harness.state().session().view().selection.clone();
    assert!(matches!(&open, Some(Target::Source(_))), "{open:?}");
}

#[test]
fn hidden_stances_have_no_rows_and_whoever_is_silent_is_counted() {
    let mut session = session();
    let _ = session.perform(Command::Look(LookCommand::Show(Picture::Matrix)));
    let _ = session.perform(Command::Look(LookCommand::ToggleStance(Some(Stance::Requests))));
    let harness = window(session, 1600.0, 1000.0);
    assert!(cells(&harness).iter().all(|name| !name.starts_with("Ukraine,")));
    assert!(harness.query_all_by_label_contains("of those shown have no row").count() > 0);
}

#[test]
fn a_window_that_shows_the_matrix_at_rest_asks_for_no_repaint() {
    let mut harness = matrix(1600.0, 1000.0);
    let steps = harness.run();
    assert!(steps <= 2, "{steps} steps to settle");
}
