//! Tally, rule, evidence and fragility in the window, by accessible name.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::derive::Among;
use demarche::gui::{App, prepare};
use demarche::model::{ActorId, Stance, Voice};
use demarche::scene::{Page, Target};
use demarche::session::{Command, LookCommand, Origin, Session, ViewHome};
use demarche::store;
use demarche::view::{ConditionFilter, OtherSide};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

fn session() -> Session {
    Session::open(store::builtin(), Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap()
}

fn window_of_height(session: Session, height: f32) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1600.0, height))
        .with_context_setup(prepare)
        // An article is aimed at in three frames.
        .with_max_steps(10)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), App::new(session));
    // Nothing flies in a test.
    harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    harness.run();
    harness
}

fn window_on(session: Session) -> Harness<'static, App> {
    window_of_height(session, 1800.0)
}

fn window() -> Harness<'static, App> {
    window_on(session())
}

fn window_on_rule() -> Harness<'static, App> {
    let mut session = session();
    let _ = session.perform(Command::Look(LookCommand::Open(Target::Page(Page::Rule))));
    window_on(session)
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn selection(harness: &Harness<'_, App>) -> Option<Target> {
    harness.state().session().view().selection.clone()
}

fn stance(harness: &Harness<'_, App>, actor: &str) -> Option<Stance> {
    let actor: ActorId = actor.parse().unwrap();
    harness.state().session().standpoint_facts().standings.stance(&actor)
}

#[test]
fn the_evidence_slider_recolours_by_keyboard_and_undo_restores() {
    let mut harness = window();
    assert!(stance(&harness, "czechia").is_some(), "a named speaker, paraphrased");
    harness.get_by_role_and_label(Role::Slider, "Least evidence").focus();
    harness.run();
    for (words, is_coloured) in
        [("No characterisations", true), ("Named speakers only", true), ("Direct quotes only", false)]
    {
        press(&mut harness, Key::ArrowRight);
        let slider = harness.get_by_role_and_label(Role::Slider, "Least evidence");
        assert_eq!(slider.accesskit_node().value().as_deref(), Some(words), "its value in words");
        assert_eq!(stance(&harness, "czechia").is_some(), is_coloured, "{words}");
    }
    for voice in [Voice::Reported, Voice::Anonymous, Voice::Characterised] {
        press_undo(&mut harness);
        assert_eq!(harness.state().session().rule().least_voice(), Some(voice));
    }
    assert_eq!(harness.state().session().view().rule, None);
    assert!(stance(&harness, "czechia").is_some());
}

fn press_undo(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    harness.run();
}

#[test]
fn one_drag_of_the_evidence_slider_is_one_step_back() {
    let mut harness = window();
    let rail = harness.get_by_role_and_label(Role::Slider, "Least evidence").rect();
    harness.drag_at(rail.left_center() + egui::vec2(8.0, 0.0));
    harness.run();
    for share in [0.34, 0.66, 0.98] {
        harness.hover_at(egui::pos2(rail.left() + rail.width() * share, rail.center().y));
        harness.run();
    }
    harness.drop_at(rail.right_center() - egui::vec2(4.0, 0.0));
    harness.run();
    assert_eq!(harness.state().session().rule().voices, [Voice::DirectQuote]);
    press_undo(&mut harness);
    assert_eq!(harness.state().session().view().rule, None);
}

#[test]
fn the_slider_keeps_its_place_while_it_is_dragged() {
    let mut harness = window();
    let rail = harness.get_by_role_and_label(Role::Slider, "Least evidence").rect();
    harness.drag_at(rail.left_center() + egui::vec2(8.0, 0.0));
    harness.run();
    for share in [0.34, 0.66, 0.98, 0.66, 0.02] {
        harness.hover_at(egui::pos2(rail.left() + rail.width() * share, rail.center().y));
        harness.run();
        let now = harness.get_by_role_and_label(Role::Slider, "Least evidence").rect();
        assert!((now.top() - rail.top()).abs() < 1.0, "{share}: {now:?} instead of {rail:?}");
    }
}

#[test]
fn a_voice_that_is_unticked_keeps_its_place_in_the_list() {
    let mut harness = window_on_rule();
    let before = harness.get_by_role_and_label(Role::CheckBox, "Reported").rect();
    harness.get_by_role_and_label(Role::CheckBox, "Reported").click();
    harness.run();
    assert!(!harness.state().session().rule().voices.contains(&Voice::Reported));
    assert_eq!(harness.get_by_role_and_label(Role::CheckBox, "Reported").rect(), before);
    harness.get_by_role_and_label(Role::CheckBox, "Reported").click();
    harness.run();
    assert_eq!(harness.state().session().view().rule, None, "it counts at its old rank");
}

#[test]
fn the_effect_of_the_rule_is_seen_while_its_first_control_is_used() {
    for height in [800.0, 1000.0] {
        let mut session = session();
        let _ = session.perform(Command::Look(LookCommand::Open(Target::Page(Page::Rule))));
        let mut harness = window_of_height(session, height);
        harness.get_by_role_and_label(Role::CheckBox, "Reported").click();
        harness.run();
        let effect = harness.get_by_label_contains("actors change, ").rect();
        assert!(effect.bottom() < height - 40.0, "{height}: {effect:?}");
    }
}

#[test]
fn arrow_keys_on_the_slider_walk_no_picture() {
    let mut harness = window();
    harness.get_by_role_and_label(Role::Slider, "Least evidence").focus();
    press(&mut harness, Key::ArrowRight);
    // With a disc reached by the arrow keys and nothing in focus, Enter would open it.
    harness.ctx.memory_mut(|memory| memory.focused().into_iter().for_each(|id| memory.surrender_focus(id)));
    press(&mut harness, Key::Enter);
    assert_eq!(selection(&harness), None);
}

#[test]
fn the_project_s_rule_is_restored_from_the_panel_and_from_the_page() {
    let mut harness = window_on_rule();
    let button = harness.get_by_role_and_label(Role::Button, "Restore the project’s rule");
    assert!(button.accesskit_node().is_disabled(), "it is in force");
    for role in [Role::Link, Role::Button] {
        click(&mut harness, "Unnamed source");
        assert!(harness.state().session().view().rule.is_some());
        harness.get_by_role_and_label(role, "Restore the project’s rule").click();
        harness.run();
        assert_eq!(harness.state().session().view().rule, None);
    }
}

#[test]
fn another_rule_shows_who_changes_colour_and_the_sentence_that_no_longer_counts() {
    let mut harness = window_on_rule();
    click(&mut harness, "Reported");
    assert_eq!(stance(&harness, "czechia"), None);
    assert!(harness.query_all_by_label_contains("No longer counts: Czech Foreign Minister").count() > 0);
    harness.get_by_label_contains("No longer counts: Czech Foreign Minister").click();
    harness.run();
    assert!(matches!(selection(&harness), Some(Target::Statement(_))));
}

#[test]
fn a_rule_that_contradicts_itself_is_refused_with_words_and_nothing_is_lost() {
    let mut harness = window_on_rule();
    for voice in ["Reported", "Unnamed source", "Characterised"] {
        click(&mut harness, voice);
    }
    let before = harness.state().session().rule().clone();
    assert_eq!(before.voices, [Voice::DirectQuote]);
    click(&mut harness, "Direct quote");
    assert_eq!(*harness.state().session().rule(), before);
    assert!(harness.query_by_label_contains("Not changed: no voice counts").is_some());
    click(&mut harness, "Reported");
    assert!(harness.query_by_label_contains("Not changed").is_none(), "the word goes with the wish");

    // A contested window longer than statements stay fresh.
    harness.get_by_role_and_label(Role::SpinButton, "Contested window").click();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.get_by_role_and_label(Role::SpinButton, "Contested window").type_text("400");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().session().rule().contested_within_days, 60);
    assert!(harness.query_by_label_contains("Not changed: a statement contests for 400 days").is_some());
}

#[test]
fn voices_change_their_rank_and_a_half_life_can_be_chosen() {
    let mut harness = window_on_rule();
    click(&mut harness, "Rank reported stronger");
    assert_eq!(harness.state().session().rule().voices.first(), Some(&Voice::Reported));
    click(&mut harness, "All by their age, with a half-life");
    // Beside the count and on the page.
    assert_eq!(harness.query_all_by_label_contains("half as much for each 90 days").count(), 2);
    press_undo(&mut harness);
    press_undo(&mut harness);
    assert_eq!(harness.state().session().view().rule, None);
}

#[test]
fn every_number_of_the_tally_opens_those_whom_it_counts() {
    for (line, target) in [
        ("31 missing to unanimity", Target::Among(Among::NotInFavour)),
        ("1 against: Hungary", Target::MembersWith(Some(Stance::Opposes))),
        ("1 for it at least", Target::Among(Among::InFavour)),
        ("30 for it at most", Target::Among(Among::PossiblyInFavour)),
        ("1 contested by a recent statement", Target::Among(Among::Contested)),
    ] {
        let mut harness = window();
        click(&mut harness, line);
        assert_eq!(selection(&harness), Some(target.clone()), "{line}");
        assert!(harness.query_all_by_label_contains("Sentence, ").count() > 0, "{line} opens a sentence");
    }
}

#[test]
fn the_smallest_set_that_changes_the_tally_opens_with_its_statements_marked() {
    let mut harness = window();
    let fragile = {
        let standpoint_facts = harness.state().session().standpoint_facts();
        standpoint_facts.tally.most_fragile(&standpoint_facts.standings).unwrap().clone()
    };
    let name = harness.state().session().project().actor_name(&fragile.actor).to_owned();
    click(&mut harness, &format!("Take 1 statement away and {name} changes"));
    assert_eq!(selection(&harness), Some(Target::Actor(fragile.actor)));
    assert!(harness.query_by_label("Must go").is_some());
    click(&mut harness, "Take 1 statement away and this colour changes.");
    assert!(harness.query_by_label("Must go").is_none(), "the link unmarks them again");
}

#[test]
fn the_table_sorts_by_fragility_with_the_silent_last() {
    let mut harness = window();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::T);
    harness.run();
    let order = |harness: &Harness<'_, App>| {
        let names = harness.query_all_by_label_contains("Row: ").map(|row| row.accesskit_node().label().unwrap());
        names.collect::<Vec<_>>()
    };
    click(&mut harness, "Sort by Fragility");
    let rising = order(&harness);
    assert!(rising.first().unwrap().contains("1 statement"), "{rising:?}");
    click(&mut harness, "Sort by Fragility, now rising");
    let falling = order(&harness);
    let strongest = {
        let session = harness.state().session();
        let standing = session.standpoint_facts().standings.by_actor.values().max_by_key(|of| of.must_go).unwrap();
        session.project().actor_name(&standing.actor).to_owned()
    };
    assert!(falling.first().unwrap().contains(&strongest), "{falling:?}");
    let last = rising.last().unwrap();
    assert!(last.contains("no stance on record"), "{last}");
}

#[test]
fn only_conditional_stances_can_be_shown_and_show_everybody_clears_it() {
    let mut harness = window();
    click(&mut harness, "Conditions");
    click(&mut harness, "Only conditional stances");
    let session = harness.state().session();
    assert_eq!(session.view().filters.conditions, ConditionFilter::OnlyConditional);
    let standpoint_facts = session.standpoint_facts();
    assert!(!standpoint_facts.shown.is_empty());
    for actor in &standpoint_facts.shown {
        assert!(standpoint_facts.standings.of(actor).unwrap().is_conditional, "{actor}");
    }
    click(&mut harness, "Show everybody");
    assert_eq!(harness.state().session().view().filters.conditions, ConditionFilter::Any);
}

#[test]
fn a_card_asks_what_its_sentence_changed() {
    let mut session = session();
    let _ = session.perform(Command::Look(LookCommand::Open(Target::Actor("czechia".parse().unwrap()))));
    let mut harness = window_on(session);
    harness.get_by_label_contains("What did this sentence change? ").click();
    harness.run();
    assert_eq!(selection(&harness), Some(Target::Page(Page::Comparison)));
    let comparison = harness.state().session().comparison_facts().unwrap();
    assert!(matches!(comparison.comparison.with, OtherSide::Without(_)));
    // The sentence tells of Czechia and of the group it is among, and is coded for both.
    assert_eq!(comparison.differences.len(), 2, "{:?}", comparison.differences);
}

#[test]
fn an_actor_says_on_how_little_its_colour_rests() {
    let mut session = session();
    let _ = session.perform(Command::Look(LookCommand::Open(Target::Actor("czechia".parse().unwrap()))));
    let harness = window_on(session);
    assert!(harness.query_by_label("Take 1 statement away and this colour changes.").is_some());
    assert!(harness.query_by_label("It rests on one sentence.").is_some());
}

#[test]
fn long_after_the_evidence_the_standings_are_stale_and_say_how_old_they_are() {
    let mut session = session();
    let _ = session.perform(Command::Look(LookCommand::GoTo(Some("2025-12-01".parse().unwrap()))));
    let mut harness = window_on(session);
    click(&mut harness, "3 stale: nothing newer than 180 days");
    assert_eq!(selection(&harness), Some(Target::Among(Among::Stale)));
    assert!(harness.query_by_label("Nothing newer than 180 days").is_some());
    assert!(harness.query_all_by_label_contains("The latest statement is 363 days old").count() > 0);
    harness.get_by_label_contains("Open Czechia, supports").click();
    harness.run();
    assert!(harness.query_by_label_contains("Stale: its latest statement is 363 days old").is_some());
}

#[test]
fn one_drag_of_a_number_of_days_is_one_step_back() {
    let mut harness = window_on_rule();
    let number = harness.get_by_role_and_label(Role::SpinButton, "Stale after").rect().center();
    harness.drag_at(number);
    harness.run();
    for step in 1..=4 {
        harness.hover_at(number + egui::vec2(10.0 * step as f32, 0.0));
        harness.run();
    }
    harness.drop_at(number + egui::vec2(40.0, 0.0));
    harness.run();
    assert!(harness.state().session().rule().stale_after_days > 180);
    press_undo(&mut harness);
    assert_eq!(harness.state().session().view().rule, None);
}

#[test]
fn a_sentence_on_another_question_is_asked_about_under_its_own_question() {
    let mut session = session();
    let asked = session.question().id.clone();
    let other = session.project().statements.values().find(|statement| statement.question != asked).unwrap().clone();
    let _ = session.perform(Command::Look(LookCommand::Open(Target::Statement(other.id.clone()))));
    let mut harness = window_on(session);
    let name = harness.state().session().project().actor_name(&other.actor).to_owned();
    let action = format!("What did this sentence change? {name}, {}", other.said.in_words());
    // The sentence may be coded for both questions; the one on the other question stands last.
    harness.get_all_by_label(&action).last().unwrap().click();
    harness.run();
    assert_eq!(harness.state().session().question().id, other.question);
    assert!(harness.state().session().comparison_facts().is_some());
}
