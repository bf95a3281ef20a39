//! Coding in the article by accessible name, without a graphics driver: keys, form, suggestions, bounds, recoding.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use demarche::gui::{App, prepare};
use demarche::model::{
    ActorId, ByteRange, Confidence, Dated, Day, EdtfDate, Project, Provenance, Source, SourceId, Stance, Statement,
    TextHash,
};
use demarche::scene::Target;
use demarche::session::{
    Access, Command, Desk, HistoryCommand, LookCommand, Opening, Session, open_builtin, open_project_folder,
};
use demarche::store::{LastRead, builtin, save, write_project};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const TEXT: &str = "Allies split over Kyiv’s call\n\n\
    Hungary opposes inviting Ukraine to join NATO, officials in Budapest said on Tuesday. \
    Poland supports an invitation for Ukraine to join NATO.\n\n\
    The weather in Brussels was fine.\n\n\
    “Ukraine must be invited to NATO now,” Andrii Sybiha said.\n";

fn today() -> Day {
    "2026-11-25".parse().unwrap()
}

/// The actors and questions of the built-in project with one small article that nobody has coded.
fn project(text: &str) -> Project {
    let mut project = builtin().project;
    let record = project.sources.values().next().unwrap().record.clone();
    project.statements.clear();
    project.relations.clear();
    project.sources.clear();
    let id: SourceId = "small".parse().unwrap();
    let friday: Day = "2024-11-29".parse().unwrap();
    let published =
        Dated { date: Some(EdtfDate::on(friday)), words: "29 Nov, 2024".to_owned(), inferred: String::new() };
    let record = demarche::model::SourceRecord {
        id: id.clone(),
        title: "Allies split over Kyiv’s call".to_owned(),
        published,
        text_sha256: TextHash::of(text.as_bytes()),
        original: None,
        own_sentences: Vec::new(),
        ..record
    };
    project.sources.insert(id, Source { record, text: text.into() });
    project
}

fn source() -> SourceId {
    "small".parse().unwrap()
}

/// A window on the project in a folder of its own, with the article open.
fn window(text: &str) -> (Harness<'static, App>, TempDir) {
    window_on(&project(text), egui::vec2(1600.0, 1000.0))
}

fn window_on(project: &Project, size: egui::Vec2) -> (Harness<'static, App>, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let files = write_project(project, &LastRead::nothing()).unwrap();
    save(folder.path(), &files, &LastRead::nothing()).unwrap();
    let session = open_project_folder(folder.path(), Opening::ToEdit, Desk::bare(today())).unwrap();
    assert_eq!(*session.access(), Access::Editable);
    (harness(session, size), folder)
}

fn harness(session: Session, size: egui::Vec2) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(prepare)
        .with_max_steps(16)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), App::new(session));
    harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    harness.run();
    harness
}

fn open_article(harness: &mut Harness<'_, App>) {
    harness.state_mut().perform(Command::Look(LookCommand::Open(Target::Source(source()))));
    harness.run();
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn next_to_code(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::J);
    harness.run();
}

fn write(harness: &mut Harness<'_, App>, text: &str) {
    for letter in text.chars() {
        harness.event(egui::Event::Text(letter.to_string()));
        harness.run();
    }
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

/// Waits until something called so is there: suggestions come from another thread.
fn wait_for(harness: &mut Harness<'_, App>, label: &str) {
    let began = Instant::now();
    while harness.query_all_by_label_contains(label).count() == 0 {
        assert!(began.elapsed() < Duration::from_secs(20), "{label} never came");
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
    harness.run();
}

fn hide_suggestions(harness: &mut Harness<'_, App>) {
    click(harness, "Hide suggestions");
}

fn statements(harness: &Harness<'_, App>) -> Vec<Statement> {
    let mut all: Vec<Statement> = harness.state().session().project().statements.values().cloned().collect();
    all.sort_by_key(|statement| statement.quote.bytes);
    all
}

fn actor(id: &str) -> ActorId {
    id.parse().unwrap()
}

#[test]
fn where_the_first_guesses_are_right_three_keystrokes_code_a_sentence() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    next_to_code(&mut harness);
    press(&mut harness, Key::Num5);
    press(&mut harness, Key::Enter);
    let coded = statements(&harness);
    assert_eq!(coded.len(), 1);
    let statement = &coded[0];
    assert_eq!((&statement.actor, statement.stance), (&actor("hungary"), Stance::Opposes));
    assert!(statement.quote.exact.starts_with("Hungary opposes inviting Ukraine"));
    assert_eq!(statement.said.date.unwrap().to_string(), "2024-11-26", "on Tuesday");
    assert_eq!(statement.said.words, "on Tuesday");
    assert_eq!((statement.provenance, statement.coded_at), (Provenance::Coded, today()));
}

#[test]
fn another_actor_takes_six_keystrokes() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    next_to_code(&mut harness);
    press(&mut harness, Key::Num2);
    press(&mut harness, Key::Tab);
    write(&mut harness, "ge");
    press(&mut harness, Key::Enter);
    let coded = statements(&harness);
    assert_eq!(coded.len(), 1, "six keystrokes: Ctrl+J, 2, Tab, g, e, Enter");
    let name = harness.state().session().project().actor_name(&coded[0].actor).to_lowercase();
    assert!(name.starts_with("ge"), "{name}");
}

#[test]
fn a_whole_article_is_coded_with_the_keyboard_alone_and_undo_takes_all_of_it_back() {
    let (mut harness, _folder) = window(TEXT);
    let before = harness.state().session().project().clone();
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    next_to_code(&mut harness);
    press(&mut harness, Key::Num5);
    press(&mut harness, Key::Enter);
    // The next sentence of the article is in the form already.
    assert!(harness.query_by_label("Code this sentence").is_some());
    press(&mut harness, Key::Num2);
    press(&mut harness, Key::Enter);
    next_to_code(&mut harness);
    press(&mut harness, Key::Num1);
    press(&mut harness, Key::Enter);
    let coded: Vec<(ActorId, Stance)> =
        statements(&harness).into_iter().map(|statement| (statement.actor, statement.stance)).collect();
    assert_eq!(
        coded,
        [(actor("hungary"), Stance::Opposes), (actor("poland"), Stance::Supports), (actor("sybiha"), Stance::Requests)]
    );
    let last = statements(&harness).pop().unwrap();
    assert_eq!(last.on_behalf_of, Some(actor("ukraine")), "for whom an office holder speaks");
    assert_eq!(last.voice, demarche::model::Voice::DirectQuote);
    press(&mut harness, Key::Escape);
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run();
    }
    assert_eq!(*harness.state().session().project(), before);
}

#[test]
fn where_nothing_is_left_to_code_it_is_said() {
    let (mut harness, _folder) = window("The weather was fine.\n");
    open_article(&mut harness);
    next_to_code(&mut harness);
    assert!(harness.query_by_label_contains("Every sentence that names an actor and this question is coded").is_some());
}

#[test]
fn every_sentence_is_there_by_name_and_a_click_opens_the_form_without_a_stance() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    click(&mut harness, "Sentence: The weather in Brussels was fine., not coded");
    assert!(harness.query_by_label("Code this sentence").is_some());
    press(&mut harness, Key::Enter);
    assert!(harness.query_by_label_contains("Choose a stance").is_some(), "nothing is coded without a stance");
    assert_eq!(statements(&harness).len(), 0);
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Code this sentence").is_none());
}

#[test]
fn arrow_keys_walk_the_sentences_and_not_the_map() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    click(&mut harness, "Sentence: The weather in Brussels was fine., not coded");
    let cursor = harness.state().cursor().cloned();
    press(&mut harness, Key::ArrowUp);
    let open = |harness: &Harness<'_, App>| {
        let place = harness.state().session().view().article.clone().unwrap();
        match place.passage {
            demarche::view::Passage::Words(bytes) => bytes.of(TEXT).unwrap().to_owned(),
            _ => String::new(),
        }
    };
    assert!(open(&harness).starts_with("Poland"), "{}", open(&harness));
    press(&mut harness, Key::J);
    press(&mut harness, Key::J);
    assert!(open(&harness).starts_with("“Ukraine must"), "{}", open(&harness));
    assert_eq!(harness.state().cursor().cloned(), cursor);
}

#[test]
fn what_was_typed_is_found_again_when_the_words_are_opened_again() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    let weather = "Sentence: The weather in Brussels was fine., not coded";
    click(&mut harness, weather);
    press(&mut harness, Key::Num3);
    press(&mut harness, Key::Escape);
    click(&mut harness, weather);
    press(&mut harness, Key::Tab);
    write(&mut harness, "Bel");
    press(&mut harness, Key::Enter);
    let coded = statements(&harness);
    assert_eq!(coded.len(), 1);
    assert_eq!(coded[0].stance, Stance::Undecided, "chosen before Esc");
}

#[test]
fn somebody_whom_nobody_knows_is_made_in_place() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    click(&mut harness, "Sentence: The weather in Brussels was fine., not coded");
    press(&mut harness, Key::Num4);
    press(&mut harness, Key::Tab);
    write(&mut harness, "Zorro Vega");
    press(&mut harness, Key::Tab);
    click(&mut harness, "Zorro Vega, new group");
    press(&mut harness, Key::Enter);
    let coded = statements(&harness);
    let session = harness.state().session();
    let made = &session.project().actors[&coded[0].actor];
    assert_eq!((made.name.as_str(), made.kind), ("Zorro Vega", demarche::model::ActorKind::Group));
    harness.state_mut().perform(Command::History(HistoryCommand::Undo));
    assert!(!harness.state().session().project().actors.contains_key(&coded[0].actor), "undo unmakes it");
}

#[test]
fn words_chosen_with_the_pointer_are_coded_exactly() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    let sentence = harness.get_by_label("Sentence: The weather in Brussels was fine., not coded").rect();
    drag(&mut harness, sentence, 30.0, 120.0);
    assert!(harness.query_by_label("Code these words").is_some());
    press(&mut harness, Key::Num4);
    press(&mut harness, Key::Tab);
    write(&mut harness, "Bel");
    press(&mut harness, Key::Enter);
    let coded = statements(&harness);
    assert_eq!(coded.len(), 1);
    let quote = &coded[0].quote;
    assert_eq!(quote.bytes.of(TEXT), Some(quote.exact.as_str()));
    assert!("The weather in Brussels was fine.".contains(&quote.exact) && quote.exact.len() < 30, "{}", quote.exact);
}

#[test]
fn a_project_that_stays_as_it_is_says_why_and_offers_a_copy() {
    let mut harness = harness(open_builtin(Desk::bare(today())), egui::vec2(1600.0, 1000.0));
    let before = harness.state().session().project().clone();
    next_to_code(&mut harness);
    assert!(harness.query_all_by_label_contains("save a copy to work on it").count() > 0);
    assert!(harness.query_by_label("Save a copy…").is_some());
    press(&mut harness, Key::Num5);
    press(&mut harness, Key::Enter);
    assert_eq!(*harness.state().session().project(), before);
}

#[test]
fn a_suggestion_is_accepted_with_enter_and_never_counted_before() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    wait_for(&mut harness, "Suggestion, ");
    assert_eq!(statements(&harness).len(), 0, "a suggestion is no statement");
    click(&mut harness, "Next suggestion");
    assert!(harness.query_by_label("Suggested").is_some());
    press(&mut harness, Key::Enter);
    let coded = statements(&harness);
    assert_eq!((coded.len(), coded[0].provenance), (1, Provenance::Suggested));
    let actor = harness.state().session().project().actor_name(&coded[0].actor).to_owned();
    let again = format!("Suggestion, {actor}");
    let same = harness.query_all_by_label_contains(&again).count();
    assert_eq!(same, 0, "what is coded is not suggested again");
}

#[test]
fn a_suggestion_that_was_changed_first_is_marked_as_corrected() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    wait_for(&mut harness, "Suggestion, ");
    click(&mut harness, "Next suggestion");
    press(&mut harness, Key::Num4);
    press(&mut harness, Key::Enter);
    let coded = statements(&harness);
    assert_eq!((coded[0].stance, coded[0].provenance), (Stance::NotNow, Provenance::Corrected));
}

#[test]
fn a_rejected_suggestion_is_gone_until_it_is_asked_for_again() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    wait_for(&mut harness, "Suggestion, ");
    let before = harness.query_all_by_label_contains("Suggestion, ").count();
    click(&mut harness, "Next suggestion");
    press(&mut harness, Key::Backspace);
    assert_eq!(harness.query_all_by_label_contains("Suggestion, ").count(), before - 1);
    assert_eq!(statements(&harness).len(), 0);
    click(&mut harness, "1 rejected");
    assert_eq!(harness.query_all_by_label_contains("Suggestion, ").count(), before);
}

#[test]
fn a_statement_is_corrected_in_the_same_form_and_deleted_with_a_key() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    next_to_code(&mut harness);
    press(&mut harness, Key::Num5);
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Escape);
    // By keyboard: what is to be clicked may lie at the edge of its panel.
    for label in ["Coded sentence: Hungary opposes", "Edit Hungary, 26 November 2024"] {
        harness.get_by_label_contains(label).focus();
        harness.run();
        press(&mut harness, Key::Enter);
    }
    assert!(harness.query_by_label("Edit this statement").is_some());
    press(&mut harness, Key::Num4);
    press(&mut harness, Key::Enter);
    let coded = statements(&harness);
    assert_eq!((coded.len(), coded[0].stance), (1, Stance::NotNow));
    press(&mut harness, Key::Delete);
    assert_eq!(statements(&harness).len(), 0);
    harness.state_mut().perform(Command::History(HistoryCommand::Undo));
    assert_eq!(statements(&harness), coded);
}

#[test]
fn a_statement_that_could_be_argued_needs_a_note() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    next_to_code(&mut harness);
    press(&mut harness, Key::Num5);
    for _ in 0..7 {
        press(&mut harness, Key::Tab);
    }
    press(&mut harness, Key::ArrowLeft);
    press(&mut harness, Key::Enter);
    assert_eq!(statements(&harness).len(), 0);
    assert!(harness.query_by_label_contains("needs a note").is_some());
    press(&mut harness, Key::Tab);
    write(&mut harness, "implied");
    press(&mut harness, Key::Enter);
    let coded = statements(&harness);
    assert_eq!((coded[0].confidence, coded[0].note.as_str()), (Confidence::Arguable, "implied"));
}

#[test]
fn sentences_are_joined_split_and_restored_and_statements_keep_their_words() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    let own = |harness: &Harness<'_, App>| {
        harness.state().session().project().sources[&source()].record.own_sentences.clone()
    };
    harness.get_by_label_contains("Sentence: Hungary opposes").click();
    harness.run();
    click(&mut harness, "Bounds of the sentence");
    click(&mut harness, "Join with the next sentence");
    let joined: Vec<ByteRange> = own(&harness);
    assert_eq!(joined.len(), 1);
    assert!(joined[0].of(TEXT).unwrap().ends_with("Poland supports an invitation for Ukraine to join NATO."));
    press(&mut harness, Key::Num5);
    press(&mut harness, Key::Enter);
    let quote = statements(&harness)[0].quote.clone();
    assert_eq!(quote.bytes, joined[0]);
    harness.state_mut().perform(Command::History(HistoryCommand::Undo));
    harness.run();
    harness.get_by_label_contains("Sentence: Hungary opposes").click();
    harness.run();
    click(&mut harness, "Bounds of the sentence");
    click(&mut harness, "Restore");
    assert_eq!(own(&harness).len(), 0);
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::ArrowRight);
    click(&mut harness, "Bounds of the sentence");
    click(&mut harness, "Split here");
    let split: Vec<String> = own(&harness).iter().map(|bytes| bytes.of(TEXT).unwrap().to_owned()).collect();
    assert_eq!(split.first().map(String::as_str), Some("Hungary opposes"));
}

#[test]
fn many_statements_are_recoded_in_one_step_after_a_table_of_what_changes() {
    let mut project = project(TEXT);
    let built_in = builtin().project;
    let of_hungary = built_in.statements.values().filter(|statement| statement.actor == actor("hungary")).cloned();
    let sources = built_in.sources.clone();
    project.sources = sources;
    project.statements = of_hungary.map(|statement| (statement.id.clone(), statement)).collect();
    let count = project.statements.len();
    assert!(count > 1);
    let (mut harness, _folder) = window_on(&project, egui::vec2(1280.0, 800.0));
    let before = statements(&harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::R);
    harness.run();
    harness.key_press_modifiers(Modifiers::NONE, Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Recode many statements").is_none());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::R);
    harness.run();
    click(&mut harness, "Tick all");
    assert!(harness.query_all_by_label_contains("stays as it is").count() > 0, "nothing is changed yet");
    click(&mut harness, "New voice");
    click(&mut harness, "unnamed source");
    assert!(harness.query_all_by_label_contains(" becomes Hungary").count() > 0);
    click(&mut harness, &format!("Recode {count} statements"));
    let after = statements(&harness);
    assert!(after.iter().all(|statement| statement.voice == demarche::model::Voice::Anonymous));
    harness.state_mut().perform(Command::History(HistoryCommand::Undo));
    assert_eq!(statements(&harness), before, "one step");
}

#[test]
fn words_that_were_chosen_can_be_made_one_sentence() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    let start = TEXT.find("weather").unwrap();
    let bytes = ByteRange { start, end: start + "weather in Brussels".len() };
    harness.state_mut().perform(Command::Look(LookCommand::ReadWords(source(), bytes)));
    harness.run();
    let sentence = harness.get_by_label("Sentence: The weather in Brussels was fine., not coded").rect();
    drag(&mut harness, sentence, 30.0, 120.0);
    click(&mut harness, "Bounds of the sentence");
    click(&mut harness, "Make one sentence of these words");
    let own = harness.state().session().project().sources[&source()].record.own_sentences.clone();
    assert_eq!(own.len(), 1);
    assert!(harness.query_by_label("Code this sentence").is_some(), "the words are a sentence now");
}

#[test]
fn the_arrow_offers_who_is_named_and_then_who_was_chosen_last() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    next_to_code(&mut harness);
    press(&mut harness, Key::Num5);
    press(&mut harness, Key::Enter);
    click(&mut harness, "Sentence: The weather in Brussels was fine., not coded");
    press(&mut harness, Key::Num3);
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Backspace);
    press(&mut harness, Key::ArrowDown);
    assert!(harness.query_by_label("Hungary, country").is_some(), "chosen last");
}

/// Draws with the pointer over a line, from `from` to `to` logical pixels behind its beginning.
fn drag(harness: &mut Harness<'_, App>, line: egui::Rect, from: f32, to: f32) {
    let at = |x: f32| egui::pos2(line.left() + x, line.center().y);
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.event(egui::Event::PointerMoved(at(from)));
    harness.event(button(at(from), true));
    harness.step();
    for step in 1_u8..=3 {
        harness.event(egui::Event::PointerMoved(at(from + (to - from) * f32::from(step) / 3.0)));
        harness.step();
    }
    harness.event(button(at(to), false));
    harness.run();
}

#[test]
fn with_the_history_open_no_key_codes_a_sentence_that_nobody_sees() {
    let (mut harness, _folder) = window(TEXT);
    open_article(&mut harness);
    hide_suggestions(&mut harness);
    next_to_code(&mut harness);
    press(&mut harness, Key::Num5);
    let count = |harness: &Harness<'_, App>| harness.state().session().project().statements.len();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.run();
    assert_eq!(harness.query_all_by_label("Leave the form (Esc)").count(), 0, "the history covers the form");
    press(&mut harness, Key::Num1);
    press(&mut harness, Key::Enter);
    assert_eq!(count(&harness), 0, "nothing is coded unseen");
    press(&mut harness, Key::Escape);
    assert_eq!(harness.query_all_by_label("Leave the form (Esc)").count(), 1, "the form is there again");
    press(&mut harness, Key::Enter);
    assert_eq!(count(&harness), 1);
    let coded = harness.state().session().project().statements.values().next().unwrap().stance;
    assert_eq!(coded, Stance::ALL[4], "with the stance that was chosen where it was seen");
}

#[test]
fn the_next_sentence_to_code_is_shown_in_front_of_the_history() {
    let (mut harness, _folder) = window(TEXT);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.run();
    next_to_code(&mut harness);
    assert_eq!(harness.query_all_by_label("Leave the form (Esc)").count(), 1);
}
