//! Comparisons, presentations and views of an older project in the window, by accessible name.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use demarche::gui::{App, prepare};
use demarche::layout::picture::Picture;
use demarche::scene::{Page, Target};
use demarche::session::{Command, LookCommand, Origin, Session, ViewHome, ViewsCommand};
use demarche::store;
use demarche::view::{Comparison, ComparisonLook, OtherSide, ViewKey};
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

fn built_in() -> Session {
    Session::open(store::builtin(), Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap()
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

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn compared(with: OtherSide, look: ComparisonLook) -> Session {
    let mut session = built_in();
    let _ = session.perform(Command::Look(LookCommand::Compare(Some(Comparison { with, look }))));
    let _ = session.perform(Command::Look(LookCommand::Open(Target::Page(Page::Comparison))));
    session
}

fn early() -> OtherSide {
    OtherSide::Day(Some("2024-11-01".parse().unwrap()))
}

#[test]
fn a_comparison_lists_who_stands_elsewhere_with_the_sentence_that_makes_it() {
    let mut harness = window(compared(early(), ComparisonLook::List));
    assert!(harness.query_by_label("Compared with 1 November 2024").is_some());
    let differences = harness.state().session().comparison_facts().unwrap().differences.clone();
    assert!(!differences.is_empty());
    let rows = harness.query_all_by_label_contains("Difference: ").count();
    assert_eq!(rows, differences.len(), "one row for each");
    let hungary = "Difference: Hungary, from no stance on record to opposes";
    harness.get_by_label(hungary).click();
    harness.run();
    let open = harness.state().session().view().selection.clone();
    assert_eq!(open, Some(Target::Actor("hungary".parse().unwrap())));
}

#[test]
fn both_sides_are_named_in_the_same_kind_of_words() {
    let question = built_in().project().manifest.questions.last().unwrap().clone();
    for (with, words) in [
        (early(), "From 1 November 2024 to 10 December 2024".to_owned()),
        (
            OtherSide::KnownOn(Some("2024-11-01".parse().unwrap())),
            "From as known on 1 November 2024 to all that is known".to_owned(),
        ),
        (
            OtherSide::Question(question.id.clone()),
            format!("From {} to {}", question.short, built_in().question().short),
        ),
    ] {
        let harness = window(compared(with, ComparisonLook::List));
        assert!(harness.query_all_by_label_contains(&words).count() > 0, "{words}");
    }
}

#[test]
fn side_by_side_shows_both_and_each_disc_says_from_which_side_it_is_read() {
    let mut harness = window(compared(early(), ComparisonLook::SideBySide));
    assert!(harness.query_by_label("1 November 2024: Hungary, no stance on record").is_some());
    assert!(harness.query_by_label("Hungary, opposes, 2 statements").is_some());
    harness.get_by_label("Show one picture").click();
    harness.run();
    assert!(harness.query_by_label("1 November 2024: Hungary, no stance on record").is_none());
    harness.get_by_label("End the comparison").click();
    harness.run();
    assert!(harness.state().session().comparison_facts().is_none());
    assert_eq!(harness.state().session().view().selection, None, "its page is left with it");
}

#[test]
fn side_by_side_whoever_stands_in_both_stands_at_the_same_place_and_rows_line_up() {
    for picture in [Picture::Map, Picture::Network, Picture::Matrix] {
        let mut session = compared(early(), ComparisonLook::SideBySide);
        let _ = session.perform(Command::Look(LookCommand::Show(picture)));
        let harness = window(session);
        let place = |label: &str| {
            let first = harness
                .query_all_by_label_contains(label)
                .min_by(|one, other| one.rect().left().total_cmp(&other.rect().left()));
            first.unwrap_or_else(|| panic!("{picture:?}: {label}")).rect().center()
        };
        let ways: Vec<egui::Vec2> = ["Ukraine", "Czechia"]
            .into_iter()
            .map(|name| {
                let is_this = |node: &egui_kittest::Node<'_>| {
                    let label = node.accesskit_node().label().unwrap_or_default();
                    label.starts_with(&format!("{name}, ")) && label.contains("statement")
                };
                let this = harness.query_all_by_label_contains(name).filter(is_this);
                let this = this.map(|node| node.rect().center()).filter(|at| at.x > 700.0);
                let this =
                    this.min_by(|one, other| one.x.total_cmp(&other.x)).unwrap_or_else(|| panic!("{picture:?} {name}"));
                this - place(&format!("1 November 2024: {name}, "))
            })
            .collect();
        for way in &ways {
            assert!((*way - ways[0]).length() < 1.5 && way.y.abs() < 1.5, "{picture:?}: {ways:?}");
        }
    }
}

#[test]
fn the_wheel_over_the_other_side_scrolls_both() {
    let mut session = compared(early(), ComparisonLook::SideBySide);
    let _ = session.perform(Command::Look(LookCommand::Show(Picture::Matrix)));
    let mut harness = window(session);
    let other = harness.get_by_label("Side: 1 November 2024").rect();
    harness.hover_at(other.left_bottom() + egui::vec2(40.0, 200.0));
    harness.run();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -90.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run_steps(30);
    assert!(harness.state().session().view().camera.is_some());
}

#[test]
fn a_comparison_begins_from_the_menu() {
    let mut harness = window(built_in());
    harness.get_by_label("Compare with").click();
    harness.run();
    harness.get_by_label("Direct quotes only").click();
    harness.run();
    assert!(harness.state().session().comparison_facts().is_some());
    assert!(harness.query_all_by_label_contains(" differ").count() > 0);
}

/// Everybody who has a stance.
fn actors_with_a_stance(harness: &Harness<'_, App>) -> usize {
    let standings = &harness.state().session().standpoint_facts().standings;
    standings.by_actor.values().filter(|standing| standing.stance.is_some()).count()
}

#[test]
fn f11_presents_the_actors_with_their_best_sentence_and_leaves_no_trace() {
    let mut session = built_in();
    let _ = session.perform(Command::Look(LookCommand::GoTo(Some("2024-12-09".parse().unwrap()))));
    let before = session.view().clone();
    let mut harness = window(session);
    press(&mut harness, Key::F11);
    let steps = actors_with_a_stance(&harness);
    assert!(harness.query_by_label(&format!("1 of {steps}")).is_some());
    assert!(harness.query_by_label_contains("Read: ").is_some(), "the first actor is quoted");
    let first = harness.state().session().view().selection.clone();
    press(&mut harness, Key::ArrowRight);
    assert!(harness.query_by_label(&format!("2 of {steps}")).is_some());
    assert_ne!(harness.state().session().view().selection, first);
    press(&mut harness, Key::ArrowLeft);
    assert_eq!(harness.state().session().view().selection, first);
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().session().view(), &before);
    assert_eq!(harness.state().session().undo_label(), Some("change of date"), "nothing was recorded");
}

#[test]
fn a_presentation_walks_the_changes_day_by_day() {
    let mut harness = window(built_in());
    press(&mut harness, Key::F11);
    press(&mut harness, Key::Num2);
    let changes = harness.state().session().standing_changes().changes.clone();
    assert_eq!(harness.state().session().view().as_of, Some(changes[0].day));
    press(&mut harness, Key::End);
    let last = changes.last().unwrap();
    assert_eq!(harness.state().session().view().as_of, Some(last.day));
    assert!(harness.query_by_label(&format!("{0} of {0}", changes.len())).is_some());
}

#[test]
fn the_saved_views_play_as_a_tour_and_stop_at_the_last() {
    let mut session = built_in();
    let _ = session.perform(Command::Views(ViewsCommand::Save("First".to_owned())));
    let _ = session.perform(Command::Look(LookCommand::GoTo(Some("2024-11-01".parse().unwrap()))));
    let _ = session.perform(Command::Views(ViewsCommand::Save("Second".to_owned())));
    let _ = session.perform(Command::Look(LookCommand::GoTo(None)));
    let mut harness = window(session);
    press(&mut harness, Key::F11);
    press(&mut harness, Key::Num3);
    assert!(harness.query_by_label("First").is_some());
    harness.key_press(Key::Space);
    // Six seconds a step; the harness moves its clock by a quarter of a second a frame.
    for _ in 0..40 {
        harness.step();
    }
    assert!(harness.query_by_label("Second").is_some(), "the tour has moved on by itself");
    for _ in 0..40 {
        harness.step();
    }
    assert!(harness.query_by_label("Play (Space)").is_some(), "it has stopped at the last");
}

#[test]
fn the_quotation_of_a_step_leaves_the_presentation_for_its_article() {
    let mut harness = window(built_in());
    press(&mut harness, Key::F11);
    harness.get_by_label_contains("Read: ").click();
    harness.run();
    let session = harness.state().session();
    assert!(matches!(session.view().selection, Some(Target::Statement(_))));
    assert!(session.view().article.is_some());
}

#[test]
fn a_view_of_an_older_project_says_what_moved_before_it_opens() {
    let mut session = built_in();
    let _ = session.perform(Command::Views(ViewsCommand::Save("Then".to_owned())));
    let views = session.views().to_vec();
    let mut opened = store::builtin();
    opened.project.statements.retain(|_, statement| statement.actor.as_str() != "hungary");
    let mut harness = window(Session::open(opened, Origin::BuiltIn, views, ViewHome::Memory).unwrap());
    let key = ViewKey("then".to_owned());
    let view = harness.state().session().views().iter().find(|(other, _)| *other == key).unwrap().1.name.clone();
    harness.get_by_label_contains(&format!("Saved view: {view}")).click_accesskit();
    harness.run();
    assert!(harness.query_by_label_contains("was saved from an older project").is_some());
    assert!(harness.query_by_label_contains("statements gone").is_some());
    assert_eq!(harness.state().session().opened_view(), None, "nothing has changed yet");
    harness.get_by_label("Open it").click();
    harness.run();
    assert_eq!(harness.state().session().opened_view(), Some(&key));
}
