//! The timeline by accessible name: what a person finds, drags, plays and reads.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::gui::{App, prepare};
use demarche::model::Day;
use demarche::scene::{Target, event_name};
use demarche::session::{Command, LookCommand, Origin, Session, ViewHome};
use demarche::store;
use demarche::view::TimelineLook;
use egui::{Key, Modifiers, Pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

fn window_with(first: impl FnOnce(&mut Session)) -> Harness<'static, App> {
    let mut session = Session::open(store::builtin(), Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap();
    first(&mut session);
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1600.0, 1000.0))
        .with_context_setup(prepare)
        .with_max_steps(10)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), App::new(session));
    // Nothing glides in a test that does not ask for it.
    harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    harness.run();
    harness
}

fn window() -> Harness<'static, App> {
    window_with(|_| {})
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn as_of(harness: &Harness<'_, App>) -> Day {
    harness.state().session().standpoint_facts().as_of
}

fn handle_at(harness: &Harness<'_, App>) -> Pos2 {
    harness.get_by_label_contains("Handle of the timeline, as of").rect().center()
}

fn drag(harness: &mut Harness<'_, App>, from: Pos2, by: &[f32]) {
    harness.hover_at(from);
    harness.step();
    harness.drag_at(from);
    harness.step();
    let mut at = from;
    for step in by {
        at.x += step;
        harness.hover_at(at);
        harness.step();
    }
    harness.drop_at(at);
    harness.run();
}

fn undo(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
}

#[test]
fn every_statement_is_a_mark_that_says_when_it_was_said_and_how_surely() {
    let harness = window();
    let session = harness.state().session();
    let question = &session.question().id;
    let said = session.project().statements.values().filter(|statement| statement.question == *question).count();
    assert_eq!(harness.query_all_by_label_contains("Said ").count(), said);
    assert!(harness.query_all_by_label_contains("Said about October 2024 by").count() > 0);
    assert!(harness.query_all_by_label_contains("Said 29 November 2024 by").count() > 0);
}

#[test]
fn a_mark_opens_its_sentence() {
    let mut harness = window();
    harness.get_all_by_label_contains("Said about 3 December 2024 by Hungary").next().unwrap().click();
    harness.run();
    let Some(Target::Statement(id)) = harness.state().session().view().selection.clone() else {
        panic!("nothing open")
    };
    let statement = harness.state().session().project().statements.get(&id).unwrap();
    assert_eq!(statement.actor.as_str(), "hungary");
}

#[test]
fn a_drag_of_the_handle_moves_the_day_and_is_one_step_to_take_back() {
    let mut harness = window();
    let start = as_of(&harness);
    let from = handle_at(&harness);
    drag(&mut harness, from, &[-20.0, -30.0, -40.0, -50.0]);
    let after = as_of(&harness);
    assert!(after < start.plus_days(-7), "{after}");
    assert!((handle_at(&harness).x - from.x + 140.0).abs() < 10.0, "the handle is where it was dropped");
    assert!(harness.query_by_label(&format!("Day: {}", after.in_words())).is_some(), "the title says the day");
    undo(&mut harness);
    assert_eq!(as_of(&harness), start);
    assert_eq!(harness.state().session().undo_label(), None);
}

#[test]
fn a_drag_beyond_the_end_follows_the_end_of_the_evidence() {
    let mut harness = window_with(|session| {
        let _ = session.perform(Command::Look(LookCommand::GoTo(Some(day("2024-11-29")))));
    });
    let from = handle_at(&harness);
    drag(&mut harness, from, &[200.0, 400.0]);
    assert_eq!(harness.state().session().view().as_of, None);
}

#[test]
fn arrow_keys_on_the_handle_go_from_day_to_day_on_which_something_was_said() {
    let mut harness = window();
    let press = |harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key| {
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        as_of(harness)
    };
    press(&mut harness, Modifiers::COMMAND, Key::L);
    let end = as_of(&harness);
    let said = |harness: &Harness<'_, App>, day: Day| {
        let session = harness.state().session();
        let question = &session.question().id;
        let mut statements = session.project().statements.values();
        statements.any(|statement| statement.question == *question && statement.said.latest().unwrap() == day)
    };
    let before = press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert!(before < end && said(&harness, before), "{before}");
    let again = press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert!(again < before && said(&harness, again), "{again}");
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::ArrowRight), before);
    assert_eq!(press(&mut harness, Modifiers::SHIFT, Key::ArrowLeft).month(), before.month() - 1);
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::Home), day("2024-10-31"));
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::End), end);
    assert_eq!(harness.state().session().view().as_of, None);
}

#[test]
fn the_label_of_a_change_opens_the_sentence_that_made_it() {
    let mut harness = window();
    let session = harness.state().session();
    let hungary =
        session.standing_changes().changes.iter().find(|change| change.actor.as_str() == "hungary").unwrap().clone();
    let name = event_name(session.project(), session.question(), &hungary);
    assert!(name.contains(": Hungary turns to opposes"), "{name}");
    harness.get_by_label(&name).click();
    harness.run();
    assert_eq!(harness.state().session().view().selection, Some(Target::Statement(hungary.because)));
}

#[test]
fn every_change_of_standing_is_found_by_name() {
    let harness = window();
    let session = harness.state().session();
    for change in &session.standing_changes().changes {
        let name = event_name(session.project(), session.question(), change);
        assert!(harness.query_by_label(&name).is_some(), "{name}");
    }
}

#[test]
fn brackets_walk_from_change_to_change_with_their_sentences() {
    let mut harness = window_with(|session| {
        let _ = session.perform(Command::Look(LookCommand::GoTo(Some(day("2024-10-01")))));
    });
    let changes = harness.state().session().standing_changes().changes.clone();
    harness.key_press(Key::CloseBracket);
    harness.run();
    assert_eq!(as_of(&harness), changes.first().unwrap().day);
    let open = |harness: &Harness<'_, App>| harness.state().session().view().selection.clone();
    assert_eq!(open(&harness), Some(Target::Statement(changes.first().unwrap().because.clone())));
    let mut seen = vec![open(&harness)];
    for _ in &changes {
        harness.key_press(Key::CloseBracket);
        harness.run();
        if open(&harness) != seen.last().cloned().unwrap() {
            seen.push(open(&harness));
        }
    }
    let reasons: std::collections::BTreeSet<_> = changes.iter().map(|change| change.because.clone()).collect();
    let walked: std::collections::BTreeSet<_> = seen.iter().flatten().collect();
    assert_eq!(walked.len(), reasons.len());
    harness.key_press(Key::OpenBracket);
    harness.run();
    assert_eq!(open(&harness), seen.iter().rev().nth(1).cloned().unwrap());
}

#[test]
fn played_with_reduced_motion_it_steps_from_said_day_to_said_day_stops_at_the_end_and_rests() {
    let mut harness = window();
    harness.get_by_label("Play fast").click();
    harness.run();
    harness.get_by_label("Play the timeline").click();
    let mut days = Vec::new();
    for _ in 0..60 {
        harness.step();
        if days.last() != Some(&as_of(&harness)) {
            days.push(as_of(&harness));
        }
    }
    let end = harness.state().session().project_facts().end.0;
    assert_eq!(days.last(), Some(&end), "{days:?}");
    assert!(harness.query_by_label("Play the timeline").is_some(), "it has stopped");
    let session = harness.state().session();
    let question = &session.question().id;
    let statements = session.project().statements.values();
    let said: Vec<Day> = statements
        .filter(|statement| statement.question == *question)
        .map(|said| said.said.latest().unwrap())
        .collect();
    // The first two are the end, where it stood, and the beginning of the axis.
    assert!(days.iter().skip(2).all(|day| said.contains(day) || *day == end), "{days:?}");
    assert!(days.len() > 4, "{days:?}");
    // Panics if a frame is asked for again and again.
    harness.run();
    undo(&mut harness);
    assert_eq!(harness.state().session().undo_label(), None, "one play is one step");
}

#[test]
fn played_with_full_motion_it_glides_through_every_day() {
    let mut harness = window();
    harness.ctx.all_styles_mut(|style| style.animation_time = 0.1);
    harness.get_by_label("Play slowly").click();
    harness.step();
    harness.get_by_label("Play the timeline").click();
    let mut days = Vec::new();
    for _ in 0..200 {
        harness.step();
        if days.last() != Some(&as_of(&harness)) {
            days.push(as_of(&harness));
        }
    }
    let end = harness.state().session().project_facts().end.0;
    assert_eq!(days.last(), Some(&end));
    let passed = days.iter().skip(1);
    assert!(passed.clone().zip(passed.skip(1)).all(|(one, next)| next.days_since(*one) == 1), "{days:?}");
    harness.run();
}

#[test]
fn what_was_printed_later_is_not_yet_known() {
    let mut harness = window();
    harness.get_by_label("As known on…").click();
    harness.run();
    let end = harness.state().session().project_facts().end.0;
    assert_eq!(harness.state().session().view().known_on, Some(end));
    assert_eq!(harness.query_all_by_label_contains("not yet known").count(), 0);
    let plate = harness.get_by_label_contains("Second handle of the timeline").rect().center();
    drag(&mut harness, plate, &[-40.0, -40.0]);
    let known_on = harness.state().session().view().known_on.unwrap();
    assert!(known_on < day("2024-12-10") && known_on >= day("2024-12-03"), "{known_on}");
    assert!(harness.query_all_by_label_contains("printed later, not yet known").count() > 0);
    harness.get_by_label("Know everything again").click();
    harness.run();
    assert_eq!(harness.state().session().view().known_on, None);
}

#[test]
fn the_day_of_knowledge_can_be_written_and_what_is_no_day_stays_to_be_mended() {
    let mut harness = window_with(|session| {
        let _ = session.perform(Command::Look(LookCommand::KnowOn(Some(day("2024-12-10")))));
    });
    let write = |harness: &mut Harness<'_, App>, text: &str| {
        harness.get_by_label("As known on the day").click();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.get_by_label("As known on the day").type_text(text);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        harness.state().session().view().known_on
    };
    assert_eq!(write(&mut harness, "5 December 2024"), Some(day("2024-12-05")));
    assert_eq!(write(&mut harness, "35 December 2024"), Some(day("2024-12-05")), "nothing is lost");
    assert_eq!(write(&mut harness, "2024-11-30"), Some(day("2024-11-30")));
}

#[test]
fn what_is_no_day_is_said_in_words_and_gone_when_the_field_is_left() {
    let mut harness = window_with(|session| {
        let _ = session.perform(Command::Look(LookCommand::KnowOn(Some(day("2024-12-10")))));
    });
    harness.get_by_label("As known on the day").click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label("As known on the day").type_text("2024-13-45");
    harness.key_press(Key::Enter);
    harness.run();
    let words = "Write a day of the years 1000 to 2199, such as 2024-12-05 or 5 December 2024";
    assert!(harness.query_by_label(words).is_some());
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.query_by_label(words).is_none());
    let value = harness.get_by_label("As known on the day").accesskit_node().value();
    assert_eq!(value.as_deref(), Some("2024-12-10"), "the day in force is shown again");
}

#[test]
fn the_day_looked_at_can_be_written() {
    let mut harness = window();
    harness.get_by_label("Day: 10 December 2024").click();
    harness.run();
    harness.get_by_label("As of the day").click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label("As of the day").type_text("5 Nov 2024");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().session().view().as_of, Some(day("2024-11-05")));
    assert!(harness.query_by_label("As of the day").is_none(), "the menu is closed");
}

#[test]
fn by_actor_each_actor_has_a_row_that_opens_it() {
    let mut harness = window();
    harness.get_by_label("Timeline by actor").click();
    harness.run();
    assert_eq!(harness.state().session().view().timeline, TimelineLook::ByActor);
    let rows = harness.query_all_by_label_contains("Row of the timeline: ").count();
    assert!(rows > 4, "{rows}");
    harness.get_by_label_contains("Row of the timeline: Hungary").click();
    harness.run();
    assert!(harness.query_by_label_contains("Hungary highlighted").is_some());
    assert!(
        matches!(&harness.state().session().view().selection, Some(Target::Actor(actor)) if actor.as_str() == "hungary")
    );
}

#[test]
fn it_can_be_put_away_and_brought_back() {
    let mut harness = window();
    harness.get_by_label("Hide the timeline").click();
    harness.run();
    assert_eq!(harness.query_all_by_label_contains("Said ").count(), 0);
    harness.get_by_label("Show the timeline").click();
    harness.run();
    assert!(harness.query_all_by_label_contains("Said ").count() > 0);
}

#[test]
fn a_day_outside_of_the_evidence_keeps_the_handle_on_the_timeline() {
    for far in ["1990-01-01", "2090-01-01"] {
        let harness = window_with(|session| {
            let _ = session.perform(Command::Look(LookCommand::GoTo(Some(day(far)))));
        });
        let at = handle_at(&harness);
        let hide = harness.get_by_label("Hide the timeline").rect();
        let play = harness.get_by_label("Play the timeline").rect();
        assert!((play.left() - 30.0..=hide.right() + 20.0).contains(&at.x), "{far}: {at}");
    }
}

#[test]
fn a_day_that_is_being_written_is_given_up_by_esc() {
    let mut harness = window_with(|session| {
        let _ = session.perform(Command::Look(LookCommand::KnowOn(Some(day("2024-12-10")))));
    });
    harness.get_by_label("As known on the day").click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label("As known on the day").type_text("2024-11-30");
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().session().view().known_on, Some(day("2024-12-10")));
}
