//! The window by accessible name, without a graphics driver: what a person finds, clicks and reads.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::gui::{App, prepare};
use demarche::layout::picture::Picture;
use demarche::scene::Target;
use demarche::session::{Command, Look, LookCommand, Origin, Session, ViewHome, statements_of};
use demarche::store;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

fn session() -> Session {
    Session::open(store::builtin(), Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap()
}

fn window(width: f32, height: f32) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(width, height))
        .with_context_setup(prepare)
        // An article is aimed at in three frames.
        .with_max_steps(10)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), App::new(session()));
    // Nothing flies in a test.
    harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    harness.run();
    harness
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

#[test]
fn clicking_an_actor_opens_its_sentences_and_its_article() {
    let mut harness = window(1600.0, 1000.0);
    click(&mut harness, "Hungary, opposes, 2 statements");
    assert!(harness.query_all_by_label_contains("a country at war cannot contribute").count() > 0);
    let cards = harness.query_all_by_label_contains("Sentence, ").count();
    assert_eq!(cards, 2, "one card for each statement");
    assert!(harness.query_all_by_label_contains("Coded sentence: Hungarian Foreign Minister").count() > 0);
}

#[test]
fn the_open_sentence_stands_in_the_middle_third_of_its_article() {
    for (actor, words) in [
        ("Hungary, opposes, 2 statements", "Coded sentence: “That country is at war"),
        ("Czechia, supports, 1 statement", "Coded sentence: Czech Foreign Minister"),
    ] {
        let mut harness = window(1600.0, 1000.0);
        click(&mut harness, actor);
        let sentence = harness.get_by_label_contains(words).rect();
        // The article reaches from below its heading to the lower edge of the window.
        let top = harness.get_by_label("Next coded sentence").rect().bottom();
        let third = (1000.0 - top) / 3.0;
        let middle = sentence.center().y - top;
        assert!((third..=2.0 * third).contains(&middle), "{actor}: {middle} of {}", 3.0 * third);
    }
}

#[test]
fn nothing_is_selected_at_the_start_and_a_sentence_stands_for_each_standing() {
    let harness = window(1600.0, 1000.0);
    assert_eq!(harness.state().session().view().selection, None);
    for said in [
        "What Ukraine said, requests: ",
        "What Czechia said, supports: ",
        "What United States said, not now: ",
        "What Hungary said, opposes: ",
    ] {
        assert!(harness.query_by_label_contains(said).is_some(), "{said}");
    }
    assert!(harness.query_by_label_contains("silence, not a position").is_some());
}

#[test]
fn a_sentence_of_the_start_opens_its_actor() {
    let mut harness = window(1600.0, 1000.0);
    harness.get_by_label_contains("What Hungary said, opposes: ").click();
    harness.run();
    let selection = harness.state().session().view().selection.clone();
    assert_eq!(selection, Some(Target::Actor("hungary".parse().unwrap())));
}

#[test]
fn the_headline_names_who_stands_where_and_each_name_opens_its_actor() {
    for (name, actor) in [
        ("Answer: Hungary, opposes", "hungary"),
        ("Answer: United States, not now", "united-states"),
        ("Answer: Czechia, supports", "czechia"),
        ("Answer: NATO members, not now", "nato-members"),
    ] {
        let mut harness = window(1280.0, 800.0);
        harness.get_by_role_and_label(egui::accesskit::Role::Link, name).click();
        harness.run();
        assert_eq!(harness.state().session().view().selection, Some(Target::Actor(actor.parse().unwrap())), "{name}");
    }
}

#[test]
fn the_strip_has_a_cell_for_each_member_and_each_opens_it() {
    let mut harness = window(1280.0, 800.0);
    assert_eq!(harness.query_all_by_label_contains("Member: ").count(), 32);
    harness.get_by_label("Member: Albania, no stance on record").click();
    harness.run();
    let selection = harness.state().session().view().selection.clone();
    assert_eq!(selection, Some(Target::Actor("albania".parse().unwrap())));
}

#[test]
fn every_country_and_every_actor_with_a_stance_is_found_by_name_on_the_map() {
    let harness = window(1600.0, 1000.0);
    let session = harness.state().session();
    for actor in &session.standpoint_facts().shown {
        let standings = &session.standpoint_facts().standings;
        let name = demarche::scene::standing_name(session.project(), session.question(), standings, actor);
        assert!(harness.query_all_by_label(&name).count() > 0, "{name} cannot be found");
    }
}

#[test]
fn every_number_of_the_answer_opens_its_members() {
    for (number, label) in [("32 members", "The 32 members of NATO"), ("29", "29 members")] {
        let mut harness = window(1600.0, 1000.0);
        harness.get_by_role_and_label(egui::accesskit::Role::Link, number).click();
        harness.run();
        assert!(harness.query_all_by_label(label).count() > 0, "{number} opens {label}");
    }
}

/// Whom the cards of the page that is open are of, from top to bottom.
fn first_listed(harness: &Harness<'_, App>) -> String {
    let rows = harness.query_all_by_label_contains("Open ").filter(|row| row.rect().left() > 1100.0);
    let first = rows.min_by(|one, other| one.rect().top().total_cmp(&other.rect().top())).unwrap();
    first.accesskit_node().label().unwrap()
}

#[test]
fn the_sentence_that_a_number_opens_is_of_the_first_who_is_listed() {
    for label in ["31 missing to unanimity", "32 members"] {
        let mut harness = window(1600.0, 1000.0);
        let is_number = |node: &egui_kittest::Node<'_>| {
            matches!(node.accesskit_node().role(), egui::accesskit::Role::Link | egui::accesskit::Role::Button)
        };
        harness.query_all_by_label(label).find(is_number).unwrap().click();
        harness.run();
        let session = harness.state().session();
        let target = session.view().selection.clone().unwrap();
        let ids = statements_of(session.project(), session.standpoint_facts(), &target);
        let statement = session.project().statements.get(ids.first().unwrap()).unwrap();
        let of = [Some(&statement.actor), statement.on_behalf_of.as_ref()];
        let names: Vec<&str> = of.into_iter().flatten().map(|actor| session.project().actor_name(actor)).collect();
        let listed = first_listed(&harness);
        assert!(names.iter().any(|name| listed.contains(name)), "{label}: {listed}, but {names:?}");
    }
}

#[test]
fn arrow_keys_do_not_walk_the_picture_behind_an_open_menu() {
    let mut harness = window(1600.0, 1000.0);
    let picture = |harness: &Harness<'_, App>| harness.state().cursor().cloned();
    click(&mut harness, "Menu");
    harness.key_press(egui::Key::ArrowDown);
    harness.run();
    assert_eq!(picture(&harness), None);
    harness.key_press(egui::Key::Escape);
    harness.run();
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    assert!(picture(&harness).is_some(), "without a menu they walk");
    harness.key_press(egui::Key::F11);
    harness.run();
    assert_eq!(picture(&harness), None, "a presentation begins without the mark of the keyboard");
}

#[test]
fn a_silent_member_says_so_and_lists_what_may_include_it_apart() {
    let mut harness = window(1600.0, 1000.0);
    click(&mut harness, "Spain, no stance on record");
    assert!(harness.query_by_label_contains("Silence is shown as silence").is_some());
    assert!(harness.query_by_label("May or may not include it").is_some());
    assert!(harness.query_all_by_label_contains("Sentence, NATO members not now").count() > 0);
}

#[test]
fn the_question_switch_shows_who_says_yes_in_principle_and_not_now() {
    let mut harness = window(1600.0, 1000.0);
    click(&mut harness, "Question: Should NATO invite Ukraine to join now?");
    click(&mut harness, "Should Ukraine become a member of NATO one day?");
    assert!(harness.query_all_by_label_contains("United States, supports").count() > 0);
}

#[test]
fn escape_goes_back_to_what_was_open_before_and_then_to_nothing() {
    let mut harness = window(1600.0, 1000.0);
    click(&mut harness, "Hungary, opposes, 2 statements");
    let first = harness.state().session().view().selection.clone();
    let open: demarche::model::ActorId = "ukraine".parse().unwrap();
    harness.get_by_label_contains("Ukraine, requests").click();
    harness.run();
    assert_eq!(harness.state().session().view().selection, Some(Target::Actor(open)));
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert_eq!(harness.state().session().view().selection, first);
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert_eq!(harness.state().session().view().selection, None);
}

#[test]
fn ctrl_1_to_3_switch_the_pictures() {
    let mut harness = window(1280.0, 800.0);
    for (key, picture) in
        [(egui::Key::Num2, Picture::Network), (egui::Key::Num3, Picture::RollCall), (egui::Key::Num1, Picture::Map)]
    {
        harness.key_press_modifiers(egui::Modifiers::COMMAND, key);
        harness.run();
        assert_eq!(harness.state().session().view().picture, picture);
    }
}

#[test]
fn search_finds_an_actor_by_another_spelling_and_a_sentence_by_any_quotation_marks() {
    let mut harness = window(1600.0, 1000.0);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    harness.run();
    harness.get_by_role(egui::accesskit::Role::SearchInput).type_text("zelenskiy");
    harness.run();
    assert!(harness.query_all_by_label_contains("Open Volodymyr Zelenskyy, requests").count() > 0);
    harness.key_press(egui::Key::Escape);
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    harness.run();
    harness.get_by_role(egui::accesskit::Role::SearchInput).type_text("\"NECESSARY step\"");
    harness.run();
    assert!(harness.query_all_by_label_contains("Found: Czech Foreign Minister").count() > 0);
}

#[test]
fn a_view_that_is_saved_and_opened_brings_back_what_was_seen() {
    let mut harness = window(1600.0, 1300.0);
    click(&mut harness, "Hungary, opposes, 2 statements");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::D);
    harness.run();
    harness.get_by_label("Name of the view").type_text("Hungary holds out");
    harness.run();
    click(&mut harness, "Save");
    let seen = harness.state().session().view().clone();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Num3);
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(!harness.state().session().view().shows_same_as(&seen));
    click(&mut harness, "Saved view: Hungary holds out");
    assert!(harness.state().session().view().shows_same_as(&seen));
}

#[test]
fn the_table_holds_every_actor_and_opens_it() {
    let mut harness = window(1600.0, 4000.0);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::T);
    harness.run();
    let actors = harness.state().session().project().actors.len();
    assert_eq!(harness.query_all_by_label_contains("Row: ").count(), actors);
    click(&mut harness, "Row: Hungary, opposes, 2 statements");
    let hungary: demarche::model::ActorId = "hungary".parse().unwrap();
    assert_eq!(harness.state().session().view().selection, Some(Target::Actor(hungary)));
}

#[test]
fn every_coloured_item_of_every_picture_leads_to_a_sentence() {
    for picture in Picture::ALL {
        for question in ["invite-now", "join-eventually"] {
            let mut session = session();
            let _ = session.perform(Command::Look(LookCommand::Ask(question.parse().unwrap())));
            let _ = session.perform(Command::Look(LookCommand::Show(picture)));
            let targets: Vec<Target> = coloured_targets(&session);
            assert!(targets.len() > 10, "{picture:?}: {targets:?}");
            for target in targets {
                let _ = session.perform(Command::Look(LookCommand::Open(target.clone())));
                let behind = statements_of(session.project(), session.standpoint_facts(), &target);
                let relations = demarche::session::relations_of(session.standpoint_facts(), &target);
                assert!(!behind.is_empty() || !relations.is_empty(), "{picture:?}, {question}: {target:?}");
                assert!(session.view().article.is_some(), "{target:?} opens no article");
            }
        }
    }
}

/// What the items of the picture open, apart from silence, which has no sentence and says so.
fn coloured_targets(session: &Session) -> Vec<Target> {
    use demarche::layout::geometry::Size;
    use demarche::scene::{Detail, Theme};
    let standpoint_facts = session.standpoint_facts();
    // Everybody is marked, so that every tie is drawn.
    let look = Look { marked: standpoint_facts.shown.clone(), ..Look::of(session) };
    let scene = look.scene(Size::new(1200.0, 900.0), Theme::Light, Detail::Full);
    let mut targets: Vec<Target> = scene.items().filter_map(|(_, item)| item.target.clone()).collect();
    targets.sort();
    targets.dedup();
    targets.retain(|target| match target {
        Target::Actor(actor) => standpoint_facts.standings.stance(actor).is_some(),
        Target::MembersWith(stance) | Target::EverybodyWith(stance) => stance.is_some(),
        Target::Tie(..)
        | Target::Members
        | Target::Statement(_)
        | Target::Source(_)
        | Target::Among(_)
        | Target::Cell(..)
        | Target::Page(_) => true,
    });
    targets
}

#[test]
fn a_window_at_rest_asks_for_no_repaint() {
    let mut harness = window(1600.0, 1000.0);
    let steps = harness.run();
    assert!(steps <= 2, "{steps} steps to settle");
}

#[test]
fn the_page_of_undated_articles_lists_them_and_leads_to_each() {
    let mut opened = demarche::store::builtin();
    let id = "allies-sidestep".parse().unwrap();
    opened.project.sources.get_mut(&id).unwrap().record.published = demarche::model::Dated::undated();
    for statement in opened.project.statements.values_mut().filter(|of| of.source == id) {
        statement.said = demarche::model::Dated::undated();
    }
    let session = Session::open(opened, Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap();
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1600.0, 4000.0))
        .with_context_setup(prepare)
        .with_max_steps(10)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), App::new(session));
    harness.run();
    harness.get_by_label("1 article is undated").click();
    harness.run();
    harness.get_by_label_contains("Undated article: ").click();
    harness.run();
    harness.get_by_label_contains("Undated: its statements count from no day");
}
