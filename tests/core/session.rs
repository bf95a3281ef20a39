//! The one door: what a command changes, what it leaves alone, and what can be taken back.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use crate::league;
use demarche::derive::{Clock, Ledger, Standpoint, differences};
use demarche::layout::camera::Camera;
use demarche::layout::geometry::Point;
use demarche::layout::picture::{Picture, Pin, Sheet};
use demarche::model::{Approximate, Day, QuestionId, Stance, StandingRule, Voice, Weighing};
use demarche::scene::Target;
use demarche::session::{
    Command, HistoryCommand, LookCommand, OpenError, Origin, Outcome, Session, StandpointFacts, ViewHome, ViewsCommand,
    day_of, statements_of,
};
use demarche::store::builtin;
use demarche::view::{
    ActorClass, ArticlePlace, Comparison, ComparisonLook, ConditionFilter, OtherSide, Passage, ThemeChoice,
    TimelineLook, View, ViewKey, ViewList,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const ACTORS: [&str; 4] = ["borduria", "league", "ruritania", "syldavia"];

fn question(text: &str) -> QuestionId {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn actor(name: &str) -> Target {
    Target::Actor(name.parse().unwrap())
}

fn statement(name: &str) -> Passage {
    Passage::Statement(name.parse().unwrap())
}

fn shipped() -> ViewList {
    ["one", "two"]
        .map(|name| {
            let view = View { name: name.to_owned(), theme: ThemeChoice::Dark, ..View::of(question("belong-one-day")) };
            (ViewKey(name.to_owned()), view)
        })
        .to_vec()
}

fn session() -> Session {
    league::session(shipped(), ViewHome::Memory)
}

fn built_in() -> Session {
    let opened = builtin();
    let views = opened.views.clone();
    Session::open(opened, Origin::BuiltIn, views, ViewHome::Memory).unwrap()
}

/// What commands change and undo restores.
fn state(session: &Session) -> (View, ViewList) {
    (session.view().clone(), session.views().to_vec())
}

fn any_target() -> impl Strategy<Value = Target> {
    let standing = || proptest::option::of(select(&Stance::ALL[..]));
    prop_oneof![
        4 => select(&ACTORS[..]).prop_map(actor),
        1 => Just(Target::Tie("borduria".parse().unwrap(), "syldavia".parse().unwrap())),
        1 => standing().prop_map(Target::MembersWith),
        1 => standing().prop_map(Target::EverybodyWith),
        1 => Just(Target::Members),
        1 => (1..=6).prop_map(|number| Target::Statement(format!("courier-{number}").parse().unwrap())),
        1 => Just(Target::Source("courier".parse().unwrap())),
        1 => Just(actor("nobody")),
    ]
}

fn any_camera() -> impl Strategy<Value = Option<Camera>> {
    let camera = |(x, y, points_per_unit)| Camera { center: Point::new(x, y), points_per_unit };
    proptest::option::of((-9.0..9.0_f32, -9.0..9.0_f32, 0.5..9.0_f32).prop_map(camera))
}

/// Looking around: nothing to take back.
fn any_browsing() -> impl Strategy<Value = Command> {
    prop_oneof![
        select(&Picture::ALL[..]).prop_map(|it| Command::Look(LookCommand::Show(it))),
        any_camera().prop_map(|it| Command::Look(LookCommand::LookFrom(it))),
        any_target().prop_map(|it| Command::Look(LookCommand::Open(it))),
        (0..=7).prop_map(|number| Command::Look(LookCommand::ReadInArticle(statement(&format!("courier-{number}"))))),
        Just(Command::Look(LookCommand::ReadInArticle(Passage::Start))),
        Just(Command::Look(LookCommand::Back)),
        Just(Command::Look(LookCommand::Close)),
    ]
}

/// Some of them contradict themselves.
fn any_rule() -> impl Strategy<Value = StandingRule> {
    let weighing = prop_oneof![Just(Weighing::Latest), (0..90_u16).prop_map(|days| Weighing::HalfLife { days })];
    (subsequence(Voice::ALL.to_vec(), 0..=4), weighing, 0..200_u16, 0..200_u16).prop_map(
        |(voices, weighing, contested_within_days, stale_after_days)| StandingRule {
            voices,
            weighing,
            contested_within_days,
            stale_after_days,
            ..StandingRule::default()
        },
    )
}

fn any_comparison() -> impl Strategy<Value = Comparison> {
    let with = prop_oneof![
        (0..60_i32).prop_map(|days| OtherSide::Day(Some(day("2031-04-01").plus_days(days)))),
        Just(OtherSide::KnownOn(None)),
        select(&["admit-now", "belong-one-day", "never-asked"][..]).prop_map(|id| OtherSide::Question(question(id))),
        Just(OtherSide::ProjectRule),
        any_rule().prop_map(OtherSide::Rule),
        select(&["one", "two", "nowhere"][..]).prop_map(|key| OtherSide::View(ViewKey(key.to_owned()))),
        (0..9).prop_map(|number| OtherSide::Without(format!("courier-{number}").parse().unwrap())),
    ];
    (with, select(&[ComparisonLook::List, ComparisonLook::SideBySide][..]))
        .prop_map(|(with, look)| Comparison { with, look })
}

fn any_change() -> impl Strategy<Value = Command> {
    // Keys that are there, that were made by the commands before, and one that never is.
    let key =
        || select(&["one", "two", "mine", "mine-2", "one-copy", "nowhere"][..]).prop_map(|key| ViewKey(key.to_owned()));
    let pin = |(name, x, inset): (&str, f32, bool)| {
        let sheet = if inset { Sheet::Inset } else { Sheet::Main };
        Command::Look(LookCommand::Pin(name.parse().unwrap(), Pin { sheet, at: Point::new(x, -x) }))
    };
    prop_oneof![
        select(&["admit-now", "belong-one-day", "never-asked"][..])
            .prop_map(|id| Command::Look(LookCommand::Ask(question(id)))),
        proptest::option::of(0..60_i32)
            .prop_map(|days| Command::Look(LookCommand::GoTo(days.map(|days| day("2031-04-01").plus_days(days))))),
        proptest::option::of(select(&Stance::ALL[..])).prop_map(|it| Command::Look(LookCommand::ToggleStance(it))),
        select(&ActorClass::ALL[..]).prop_map(|it| Command::Look(LookCommand::ToggleClass(it))),
        Just(Command::Look(LookCommand::ShowEverybody)),
        (select(&ACTORS[..]), -9.0..9.0_f32, any::<bool>()).prop_map(pin),
        Just(Command::Look(LookCommand::ResetLayout)),
        select(&ThemeChoice::ALL[..]).prop_map(|it| Command::Look(LookCommand::UseTheme(it))),
        select(&["Mine", " "][..]).prop_map(|name| Command::Views(ViewsCommand::Save(name.to_owned()))),
        key().prop_map(|it| Command::Views(ViewsCommand::Open(it))),
        key().prop_map(|it| Command::Views(ViewsCommand::OpenMoved(it))),
        proptest::option::of(0..60_i32)
            .prop_map(|days| Command::Look(LookCommand::KnowOn(days.map(|days| day("2031-04-01").plus_days(days))))),
        proptest::option::of(any_rule()).prop_map(|it| Command::Look(LookCommand::UseRule(it))),
        proptest::option::of(any_comparison()).prop_map(|it| Command::Look(LookCommand::Compare(it))),
        select(&[TimelineLook::Together, TimelineLook::ByActor, TimelineLook::Hidden][..])
            .prop_map(|it| Command::Look(LookCommand::ShowTimeline(it))),
        select(&ConditionFilter::ALL[..]).prop_map(|it| Command::Look(LookCommand::FilterConditions(it))),
        key().prop_map(|it| Command::Views(ViewsCommand::Update(it))),
        (key(), select(&["Other", ""][..]))
            .prop_map(|(key, name)| Command::Views(ViewsCommand::Rename(key, name.to_owned()))),
        key().prop_map(|it| Command::Views(ViewsCommand::Duplicate(it))),
        key().prop_map(|it| Command::Views(ViewsCommand::Delete(it))),
        (key(), 0..5_usize).prop_map(|(key, place)| Command::Views(ViewsCommand::Move(key, place))),
    ]
}

fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![1 => any_browsing(), 2 => any_change()]
}

fn undo_all(session: &mut Session) {
    while session.undo_label().is_some() {
        let _ = session.perform(Command::History(HistoryCommand::Undo));
    }
}

fn redo_all(session: &mut Session) {
    while session.redo_label().is_some() {
        let _ = session.perform(Command::History(HistoryCommand::Redo));
    }
}

proptest! {
    #[test]
    fn undo_of_everything_restores_the_start_and_redo_the_end(changes in prop::collection::vec(any_change(), 0..40)) {
        let mut session = session();
        let start = state(&session);
        for change in changes {
            let _ = session.perform(change);
        }
        let end = state(&session);
        undo_all(&mut session);
        prop_assert_eq!(state(&session), start);
        redo_all(&mut session);
        prop_assert_eq!(state(&session), end);
    }

    #[test]
    fn looking_around_in_between_keeps_every_change_undoable(commands in prop::collection::vec(any_command(), 0..40)) {
        let mut session = session();
        let (mut before_first, mut after_last) = (None, None);
        for command in commands {
            let is_change = command.undo_label().is_some();
            let before = state(&session);
            let _ = session.perform(command);
            if is_change && state(&session) != before {
                before_first.get_or_insert(before);
                after_last = Some(state(&session));
            }
        }
        undo_all(&mut session);
        if let Some(before_first) = before_first {
            prop_assert_eq!(state(&session), before_first);
        }
        redo_all(&mut session);
        if let Some(after_last) = after_last {
            prop_assert_eq!(state(&session), after_last);
        }
    }

    #[test]
    fn each_undo_takes_back_exactly_one_change_and_names_it(changes in prop::collection::vec(any_change(), 1..20)) {
        let mut session = session();
        let mut steps = Vec::new();
        for change in changes {
            let label = change.undo_label();
            let before = state(&session);
            let _ = session.perform(change);
            if state(&session) != before {
                prop_assert_eq!(session.undo_label(), label);
                prop_assert_eq!(session.redo_label(), None, "a change ends what could be done again");
                steps.push((label, before));
            }
        }
        for (label, before) in steps.into_iter().rev() {
            prop_assert_eq!(session.undo_label(), label);
            let _ = session.perform(Command::History(HistoryCommand::Undo));
            prop_assert_eq!(session.redo_label(), label);
            prop_assert_eq!(state(&session), before);
        }
        prop_assert_eq!(session.undo_label(), None);
    }

    #[test]
    fn looking_around_records_nothing(commands in prop::collection::vec(any_browsing(), 0..20)) {
        let mut session = session();
        let _ = session.perform(Command::Look(LookCommand::UseTheme(ThemeChoice::Dark)));
        let _ = session.perform(Command::Look(LookCommand::UseTheme(ThemeChoice::Light)));
        let _ = session.perform(Command::History(HistoryCommand::Undo));
        for command in commands {
            prop_assert_eq!(command.undo_label(), None);
            let _ = session.perform(command);
            prop_assert_eq!(session.notice(), None);
        }
        prop_assert_eq!(session.undo_label(), Some("change of theme"));
        prop_assert_eq!(session.redo_label(), Some("change of theme"));
        prop_assert_eq!(session.views(), shipped());
    }

    #[test]
    fn what_is_shown_always_follows_from_the_view(commands in prop::collection::vec(any_command(), 0..30)) {
        let mut session = session();
        for command in commands {
            let _ = session.perform(command);
            let (project, view, shown) = (session.project(), session.view(), session.standpoint_facts());
            let afresh = StandpointFacts::through(project, session.project_facts(), session.question(), view);
            prop_assert_eq!(&shown.standings, &afresh.standings);
            prop_assert_eq!(&shown.tally, &afresh.tally);
            prop_assert_eq!(&shown.answer, &afresh.answer);
            prop_assert_eq!(&shown.ties, &afresh.ties);
            prop_assert_eq!(&shown.shown, &afresh.shown);
            let (as_of, approximate) = day_of(project, view.as_of);
            prop_assert_eq!((shown.as_of, shown.approximate), (as_of, approximate));
            let clock = Clock { as_of, known_on: view.known_on };
            let standpoint = Standpoint::new(session.question().id.clone(), clock, session.rule().clone());
            let derived = Ledger::new(project).standings(&standpoint);
            prop_assert_eq!(&shown.standings, &derived);
            prop_assert!(session.rule().faults().is_empty(), "nobody is coloured by a rule that contradicts itself");
            prop_assert_eq!(&session.standing_changes().changes, &Ledger::new(project).all_changes(&standpoint));
            if let Some(comparison) = session.comparison_facts() {
                prop_assert_eq!(Some(&comparison.comparison), view.comparison.as_ref());
                let expected = differences(&comparison.other.standings, &shown.standings);
                prop_assert_eq!(&comparison.differences, &expected);
            }
        }
    }

    #[test]
    fn opening_a_view_brings_back_exactly_what_was_saved(
        before in prop::collection::vec(any_command(), 0..20),
        after in prop::collection::vec(any_browsing(), 0..20),
        theme in select(&ThemeChoice::ALL[..]),
    ) {
        let mut session = session();
        for command in before {
            let _ = session.perform(command);
        }
        let seen = session.view().clone();
        let _ = session.perform(Command::Views(ViewsCommand::Save("Kept".to_owned())));
        prop_assert_eq!(session.notice(), Some(&Outcome::Done("Saved the view “Kept”".to_owned())));
        prop_assert!(session.view().shows_same_as(&seen), "saving changes nothing that is seen");
        let key = session.opened_view().unwrap().clone();
        for command in after {
            let _ = session.perform(command);
        }
        let _ = session.perform(Command::Look(LookCommand::UseTheme(theme)));
        let _ = session.perform(Command::Views(ViewsCommand::Open(key.clone())));
        prop_assert!(session.view().shows_same_as(&seen), "{:?} {:?}", session.view(), seen);
        prop_assert_eq!(session.view().name.as_str(), "Kept");
        prop_assert_eq!(session.opened_view(), Some(&key));
        prop_assert!(!session.can_go_back());
    }

    #[test]
    fn back_returns_through_what_was_opened(targets in prop::collection::vec(any_target(), 1..12)) {
        let mut session = session();
        let mut trail: Vec<(Option<Target>, Option<ArticlePlace>)> = Vec::new();
        for target in targets {
            let _ = session.perform(Command::Look(LookCommand::Open(target)));
            let open = (session.view().selection.clone(), session.view().article.clone());
            if trail.last() != Some(&open) {
                trail.push(open);
            }
        }
        while let Some(open) = trail.pop() {
            prop_assert_eq!((session.view().selection.clone(), session.view().article.clone()), open);
            prop_assert_eq!(session.can_go_back(), !trail.is_empty());
            let _ = session.perform(Command::Look(LookCommand::Back));
        }
        prop_assert_eq!((&session.view().selection, &session.view().article), (&None, &None), "at last it closes");
    }
}

#[test]
fn a_session_starts_with_the_first_question_on_the_map_and_nothing_open() {
    let session = session();
    assert_eq!(session.question().id, question("admit-now"));
    assert_eq!(session.view(), &View::of(question("admit-now")));
    assert_eq!(session.standpoint_facts().as_of, day("2031-05-05"), "the last article");
    assert_eq!((session.undo_label(), session.redo_label(), session.notice()), (None, None, None));
    assert_eq!(session.views(), shipped());
}

#[test]
fn a_question_that_is_not_asked_fails_with_words_and_changes_nothing() {
    let mut session = session();
    let _ = session.perform(Command::Look(LookCommand::Open(actor("borduria"))));
    let before = state(&session);
    let _ = session.perform(Command::Look(LookCommand::Ask(question("invite-atlantis"))));
    assert_eq!(session.notice(), Some(&Outcome::refused("This project does not ask invite-atlantis".to_owned())));
    assert_eq!(state(&session), before);
    assert_eq!(session.undo_label(), None);
    let _ = session.perform(Command::Look(LookCommand::Show(Picture::Map)));
    assert_eq!(session.notice(), None, "the next command takes the words away");
}

#[test]
fn asking_what_is_asked_already_leaves_the_reader_where_he_reads() {
    let mut session = session();
    let _ = session.perform(Command::Look(LookCommand::Open(actor("borduria"))));
    let _ = session.perform(Command::Look(LookCommand::ReadInArticle(statement("courier-5"))));
    let before = state(&session);
    let _ = session.perform(Command::Look(LookCommand::Ask(question("admit-now"))));
    assert_eq!(state(&session), before);
    assert_eq!(session.undo_label(), None);
}

#[test]
fn another_question_keeps_the_actor_open_and_turns_to_its_sentence_on_that() {
    let mut session = session();
    let _ = session.perform(Command::Look(LookCommand::Open(actor("syldavia"))));
    let passage = |session: &Session| session.view().article.as_ref().map(|place| place.passage.clone());
    assert_eq!(passage(&session), Some(statement("courier-3")));
    let _ = session.perform(Command::Look(LookCommand::Ask(question("belong-one-day"))));
    assert_eq!(session.view().selection, Some(actor("syldavia")));
    assert_eq!(passage(&session), Some(statement("courier-4")));
    assert_eq!(session.standpoint_facts().standings.stance(&"syldavia".parse().unwrap()), Some(Stance::Supports));
    let _ = session.perform(Command::History(HistoryCommand::Undo));
    assert_eq!(passage(&session), Some(statement("courier-3")));
    assert_eq!(session.standpoint_facts().standings.stance(&"syldavia".parse().unwrap()), Some(Stance::NotNow));
}

#[test]
fn opening_an_actor_opens_its_deciding_sentence() {
    let mut session = session();
    let _ = session.perform(Command::Look(LookCommand::Open(actor("borduria"))));
    let place = session.view().article.clone().unwrap();
    assert_eq!((place.source.as_str(), place.passage), ("courier", statement("courier-2")));
    let _ = session.perform(Command::Look(LookCommand::Open(Target::Tie(
        "borduria".parse().unwrap(),
        "syldavia".parse().unwrap(),
    ))));
    let place = session.view().article.clone().unwrap();
    assert_eq!(place.passage, Passage::Relation("courier-r1".parse().unwrap()));
    let _ = session.perform(Command::Look(LookCommand::Open(Target::Source("courier".parse().unwrap()))));
    assert_eq!(session.view().article.clone().unwrap().passage, Passage::Start);
}

#[test]
fn reading_on_keeps_what_is_open() {
    let mut session = session();
    let _ = session.perform(Command::Look(LookCommand::Open(actor("borduria"))));
    let _ = session.perform(Command::Look(LookCommand::ReadInArticle(statement("courier-1"))));
    assert_eq!(session.view().selection, Some(actor("borduria")));
    assert_eq!(session.view().article.clone().unwrap().passage, statement("courier-1"));
    let _ = session.perform(Command::Look(LookCommand::ReadInArticle(statement("not-there"))));
    assert_eq!(session.view().article.clone().unwrap().passage, statement("courier-1"));
}

#[test]
fn closing_forgets_what_was_opened() {
    let mut session = session();
    let _ = session.perform(Command::Look(LookCommand::Open(actor("borduria"))));
    let _ = session.perform(Command::Look(LookCommand::Open(actor("syldavia"))));
    let _ = session.perform(Command::Look(LookCommand::Close));
    assert_eq!(session.view().selection, None);
    assert!(!session.can_go_back());
}

#[test]
fn another_picture_is_shown_whole_and_keeps_its_own_pins() {
    let mut session = session();
    let pin = Pin { sheet: Sheet::Main, at: Point::new(3.0, 4.0) };
    let _ = session.perform(Command::Look(LookCommand::Pin("borduria".parse().unwrap(), pin)));
    let _ = session
        .perform(Command::Look(LookCommand::LookFrom(Some(Camera { center: Point::ZERO, points_per_unit: 2.0 }))));
    let _ = session.perform(Command::Look(LookCommand::Show(Picture::Map)));
    assert!(session.view().camera.is_some(), "it is shown already");
    let _ = session.perform(Command::Look(LookCommand::Show(Picture::Network)));
    assert_eq!(session.view().camera, None);
    assert!(session.pins().is_empty());
    let _ = session.perform(Command::Look(LookCommand::Show(Picture::Map)));
    assert_eq!(session.pins().into_iter().collect::<Vec<_>>(), [("borduria".parse().unwrap(), pin)]);
    let _ = session.perform(Command::Look(LookCommand::ResetLayout));
    assert!(session.pins().is_empty());
}

#[test]
fn the_chosen_view_is_the_one_that_is_there() {
    let mut session = session();
    let one = ViewKey("one".to_owned());
    let _ = session.perform(Command::Views(ViewsCommand::Open(one.clone())));
    assert_eq!(session.opened_view(), Some(&one));
    let _ = session.perform(Command::Views(ViewsCommand::Delete(one.clone())));
    assert_eq!(session.opened_view(), None);
    let _ = session.perform(Command::History(HistoryCommand::Undo));
    assert_eq!(session.opened_view(), Some(&one));
    let _ = session.perform(Command::History(HistoryCommand::Undo));
    assert_eq!(session.opened_view(), None, "it was not opened yet");
    let _ = session.perform(Command::Views(ViewsCommand::Update(ViewKey("nowhere".to_owned()))));
    assert_eq!(session.opened_view(), None);
}

#[test]
fn no_more_than_a_thousand_changes_are_kept() {
    let mut session = session();
    for days in 0..1100 {
        let _ = session.perform(Command::Look(LookCommand::GoTo(Some(day("2031-01-01").plus_days(days)))));
    }
    let mut undone = 0;
    while session.undo_label().is_some() {
        let _ = session.perform(Command::History(HistoryCommand::Undo));
        undone += 1;
    }
    assert_eq!(undone, 1000);
    assert_eq!(session.view().as_of, Some(day("2031-01-01").plus_days(99)));
}

#[test]
fn a_project_without_a_question_is_refused_in_words() {
    let mut opened = league::opened();
    opened.project.manifest.questions.clear();
    let refused = Session::open(opened, Origin::BuiltIn, Vec::new(), ViewHome::Memory).err();
    assert_eq!(refused, Some(OpenError::NoQuestion));
    assert!(OpenError::NoQuestion.to_string().contains("asks no question"));
}

#[test]
fn before_the_first_article_every_member_is_silent() {
    let mut opened = league::opened();
    opened.project.statements.clear();
    opened.project.relations.clear();
    opened.project.sources.clear();
    let session = Session::open(opened, Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap();
    assert_eq!(session.standpoint_facts().approximate, Approximate::About);
    let answer = session.standpoint_facts().answer.to_text();
    assert!(
        answer.ends_with("No member has a stance on record. 2 of 2 members have said nothing in these sources."),
        "{answer}"
    );
}

#[test]
fn the_last_day_of_the_evidence_is_about_that_day_if_the_article_prints_none() {
    let session = built_in();
    let (last, approximate) = session.project().evidence_end().unwrap();
    assert_eq!(session.standpoint_facts().as_of, last);
    assert_eq!(session.standpoint_facts().approximate, approximate);
    assert_eq!(day_of(session.project(), Some(last)), (last, approximate));
    let earlier = last.plus_days(-1);
    assert_eq!(day_of(session.project(), Some(earlier)), (earlier, Approximate::Exact));
}

#[test]
fn every_standing_of_the_built_in_project_opens_the_sentence_that_decides_it() {
    let mut session = built_in();
    let questions: Vec<QuestionId> =
        session.project().manifest.questions.iter().map(|asked| asked.id.clone()).collect();
    for asked in questions {
        let _ = session.perform(Command::Look(LookCommand::Ask(asked)));
        let standings = session.standpoint_facts().standings.clone();
        for standing in standings.by_actor.values().filter(|standing| standing.stance.is_some()) {
            let _ = session.perform(Command::Look(LookCommand::Open(Target::Actor(standing.actor.clone()))));
            let place = session.view().article.clone().unwrap();
            let deciding = &session.project().statements[&standing.statements[0]];
            assert_eq!(place.passage, Passage::Statement(deciding.id.clone()), "{}", standing.actor);
            assert_eq!(place.source, deciding.source);
        }
    }
}

#[test]
fn every_tie_and_every_row_of_the_built_in_project_opens_a_sentence() {
    let mut session = built_in();
    let ties: Vec<Target> =
        session.standpoint_facts().ties.lines().map(|tie| Target::Tie(tie.one.clone(), tie.other.clone())).collect();
    let of = session.standpoint_facts();
    let held = |stance: &Stance| !of.tally.with(Some(*stance)).is_empty();
    let rows = Stance::ALL.into_iter().filter(held).map(|stance| Target::MembersWith(Some(stance))).collect::<Vec<_>>();
    assert!(!ties.is_empty() && !rows.is_empty());
    for target in ties.into_iter().chain(rows).chain([Target::Members]) {
        let _ = session.perform(Command::Look(LookCommand::Open(target.clone())));
        let place = session.view().article.clone();
        assert!(place.is_some_and(|place| place.passage != Passage::Start), "{target:?}");
    }
}

#[test]
fn an_actor_lists_what_counts_first_and_what_does_not_after_it() {
    let session = session();
    let of = session.standpoint_facts();
    let behind = statements_of(session.project(), of, &actor("borduria"));
    assert_eq!(behind.iter().map(ToString::to_string).collect::<Vec<_>>(), ["courier-2", "courier-6"]);
    let standing = of.standings.of(&"borduria".parse().unwrap()).unwrap();
    assert!(standing.is_contested(), "courier-6 is of a month before");
}
