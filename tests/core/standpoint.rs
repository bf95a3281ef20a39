//! The rule, the two clocks and comparisons of a session: what they change, and what they leave alone.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use crate::league;
use demarche::derive::Cause;
use demarche::model::{Day, StandingRule, Voice, Weighing};
use demarche::scene::{Page, Target};
use demarche::session::{
    Command, Gesture, HistoryCommand, LookCommand, Origin, Outcome, Session, ViewHome, ViewsCommand,
};
use demarche::store::builtin;
use demarche::view::{Comparison, ComparisonLook, OtherSide, ViewKey, ViewList};
use proptest::prelude::*;

fn session() -> Session {
    league::session(ViewList::new(), ViewHome::Memory)
}

fn built_in() -> Session {
    Session::open(builtin(), Origin::BuiltIn, ViewList::new(), ViewHome::Memory).unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn with(with: OtherSide) -> Command {
    Command::Look(LookCommand::Compare(Some(Comparison { with, look: ComparisonLook::List })))
}

proptest! {
    #[test]
    fn one_gesture_is_one_step_however_far_it_goes(days in prop::collection::vec(0..60_i32, 1..20)) {
        let mut session = session();
        let _ = session.perform(Command::Look(LookCommand::KnowOn(Some(day("2031-06-01")))));
        let before = session.view().clone();
        for days in days {
            let to = Command::Look(LookCommand::GoTo(Some(day("2031-04-01").plus_days(days))));
            let _ = session.perform(Command::During(Gesture(1), Box::new(to)));
        }
        let _ = session.perform(Command::History(HistoryCommand::Undo));
        prop_assert_eq!(session.view(), &before);
        prop_assert_eq!(session.undo_label(), Some("change of the day of knowledge"));
    }
}

#[test]
fn two_gestures_are_two_steps() {
    let mut session = session();
    for (gesture, to) in [(1, "2031-04-01"), (1, "2031-04-02"), (2, "2031-04-03"), (2, "2031-04-04")] {
        let _ = session
            .perform(Command::During(Gesture(gesture), Box::new(Command::Look(LookCommand::GoTo(Some(day(to)))))));
    }
    let _ = session.perform(Command::History(HistoryCommand::Undo));
    assert_eq!(session.view().as_of, Some(day("2031-04-02")));
    let _ = session.perform(Command::History(HistoryCommand::Undo));
    assert_eq!(session.view().as_of, None);
    let _ = session.perform(Command::History(HistoryCommand::Redo));
    assert_eq!(session.view().as_of, Some(day("2031-04-02")));
}

#[test]
fn a_gesture_that_returns_to_its_start_leaves_no_step() {
    let mut session = session();
    for to in [Some(day("2031-04-01")), None] {
        let _ = session.perform(Command::During(Gesture(1), Box::new(Command::Look(LookCommand::GoTo(to)))));
    }
    assert_eq!(session.undo_label(), None);
}

#[test]
fn a_rule_that_contradicts_itself_is_refused_in_words_and_changes_nothing() {
    let mut session = session();
    let before = session.standpoint_facts().standings.clone();
    let default = StandingRule::default();
    for (rule, words) in [
        (StandingRule { voices: Vec::new(), ..default.clone() }, "no voice counts"),
        (StandingRule { voices: vec![Voice::Reported; 2], ..default.clone() }, "reported is named twice"),
        (StandingRule { weighing: Weighing::HalfLife { days: 0 }, ..default.clone() }, "half-life of 0 days"),
        (StandingRule { contested_within_days: 200, ..default.clone() }, "stale after 180"),
    ] {
        let _ = session.perform(Command::Look(LookCommand::UseRule(Some(rule))));
        let notice = session.notice().and_then(Outcome::refusal).unwrap();
        assert!(notice.contains(words), "{notice}");
        assert_eq!(session.view().rule, None);
        assert_eq!(session.standpoint_facts().standings, before);
        assert_eq!(session.undo_label(), None);
    }
}

#[test]
fn the_projects_own_rule_is_no_rule_of_the_views() {
    let mut session = session();
    let _ = session.perform(Command::Look(LookCommand::UseRule(Some(session.rule().clone()))));
    assert_eq!(session.view().rule, None);
    let direct = session.rule().with_least_voice(Voice::DirectQuote, session.rule());
    let _ = session.perform(Command::Look(LookCommand::UseRule(Some(direct.clone()))));
    assert_eq!(session.rule(), &direct);
    let _ = session.perform(Command::Look(LookCommand::UseRule(None)));
    assert_eq!(session.rule(), &session.project().manifest.rule);
    let _ = session.perform(Command::History(HistoryCommand::Undo));
    assert_eq!(session.rule(), &direct);
}

#[test]
fn with_direct_quotes_only_every_colour_rests_on_a_direct_quote() {
    let mut session = built_in();
    let _ = session.perform(Command::Look(LookCommand::UseRule(Some(
        session.rule().with_least_voice(Voice::DirectQuote, session.rule()),
    ))));
    let standings = &session.standpoint_facts().standings;
    let deciding = standings.by_actor.values().flat_map(|standing| &standing.statements);
    let mut count = 0;
    for id in deciding {
        assert_eq!(session.project().statements[id].voice, Voice::DirectQuote);
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn what_did_this_sentence_change_compares_with_a_project_without_it() {
    let mut session = built_in();
    let czechia = "czechia".parse().unwrap();
    let standing = session.standpoint_facts().standings.of(&czechia).unwrap().clone();
    let [first, ..] = standing.fragile_set() else { unreachable!("it has a stance") };
    let _ = session.perform(with(OtherSide::Without(first.clone())));
    let comparison = session.comparison_facts().unwrap();
    let changes = comparison.differences.iter().any(|difference| difference.actor == czechia);
    assert_eq!(changes, standing.must_go == 1);
    // The sentence may be coded for others too, and goes with all that was read from it.
    let sentence = &session.project().statements[first];
    for difference in &comparison.differences {
        let because = &session.project().statements[&difference.because];
        assert_eq!((&because.source, because.quote.bytes), (&sentence.source, sentence.quote.bytes));
        assert_eq!(difference.cause, Cause::Counts);
    }
    assert!(comparison.differences.len() > 1, "the sentence tells of Czechia and of the group it is among");
}

#[test]
fn two_days_two_questions_two_rules_and_two_views_can_be_compared() {
    let mut session = built_in();
    let _ = session.perform(Command::Look(LookCommand::GoTo(Some(day("2024-11-01")))));
    let _ = session.perform(Command::Views(ViewsCommand::Save("Early".to_owned())));
    let _ = session.perform(Command::Look(LookCommand::GoTo(None)));
    let early = session.standpoint_facts().standings.clone();
    let question = session.project().manifest.questions[1].id.clone();
    let direct = session.rule().with_least_voice(Voice::DirectQuote, session.rule());
    for (other, label) in [
        (OtherSide::Day(Some(day("2024-11-01"))), "1 November 2024"),
        (OtherSide::KnownOn(Some(day("2024-12-01"))), "as known on 1 December 2024"),
        (OtherSide::Question(question), "Member one day"),
        (OtherSide::Rule(direct), "another rule"),
        (OtherSide::View(ViewKey("early".to_owned())), "the view “Early”"),
    ] {
        let _ = session.perform(with(other.clone()));
        assert_eq!(session.notice(), None, "{other:?}");
        let comparison = session.comparison_facts().unwrap();
        assert_eq!(comparison.label, label);
        assert!(!comparison.differences.is_empty(), "{other:?}");
        assert_eq!(session.standpoint_facts().standings, early, "the view itself looks on from where it was");
    }
    let _ = session.perform(Command::Look(LookCommand::Compare(None)));
    assert!(session.comparison_facts().is_none());
}

#[test]
fn a_comparison_with_what_is_not_there_fails_with_words() {
    let mut session = built_in();
    for (other, words) in [
        (OtherSide::View(ViewKey("nowhere".to_owned())), "no saved view"),
        (OtherSide::Question("never-asked".parse().unwrap()), "which this project does not"),
        (OtherSide::Without("never-said".parse().unwrap()), "no statement never-said"),
        (OtherSide::Rule(StandingRule { voices: Vec::new(), ..StandingRule::default() }), "contradicts itself"),
    ] {
        let _ = session.perform(with(other));
        let notice = session.notice().and_then(Outcome::refusal).unwrap();
        assert!(notice.contains(words), "{notice}");
        assert!(session.comparison_facts().is_none());
        assert_eq!(session.view().comparison, None);
    }
}

#[test]
fn a_deleted_view_ends_the_comparison_with_it() {
    let mut session = session();
    let _ = session.perform(Command::Views(ViewsCommand::Save("Early".to_owned())));
    let key = ViewKey("early".to_owned());
    let _ = session.perform(with(OtherSide::View(key.clone())));
    assert!(session.comparison_facts().is_some());
    let _ = session.perform(Command::Views(ViewsCommand::Delete(key)));
    assert!(session.comparison_facts().is_none());
    let _ = session.perform(Command::History(HistoryCommand::Undo));
    assert!(session.comparison_facts().is_some());
}

#[test]
fn pages_about_the_project_open_and_lead_back() {
    let mut session = session();
    for page in [Page::Rule, Page::Comparison, Page::Contradictions] {
        let _ = session.perform(Command::Look(LookCommand::Open(Target::Page(page))));
        assert_eq!(session.view().selection, Some(Target::Page(page)));
    }
    let _ = session.perform(Command::Look(LookCommand::Back));
    assert_eq!(session.view().selection, Some(Target::Page(Page::Comparison)));
}

#[test]
fn a_view_tells_what_moved_since_it_was_saved_before_anything_else_changes() {
    let mut session = session();
    let _ = session.perform(Command::Views(ViewsCommand::Save("Then".to_owned())));
    let views = session.views().to_vec();
    let mut opened = league::opened();
    opened.project.statements.pop_first().unwrap();
    let mut without = Session::open(opened, Origin::BuiltIn, views.clone(), ViewHome::Memory).unwrap();
    let before = without.view().clone();
    let _ = without.perform(Command::Views(ViewsCommand::Open(ViewKey("then".to_owned()))));
    assert_eq!(without.view(), &before, "nothing has changed yet");
    let moved = without.moved_view().unwrap().moved.clone();
    assert_eq!((moved.gone, moved.newer), (1, 0));
    let words = moved.in_words(without.project(), without.question());
    assert_eq!(words[0], "1 statement gone");
    let _ = without.perform(Command::Views(ViewsCommand::LeaveMoved));
    assert!(without.moved_view().is_none());
    let _ = without.perform(Command::Views(ViewsCommand::OpenMoved(ViewKey("then".to_owned()))));
    assert_eq!(without.view().name, "Then");
    let _ = without.perform(Command::Views(ViewsCommand::Update(ViewKey("then".to_owned()))));
    let _ = without.perform(Command::Views(ViewsCommand::Open(ViewKey("then".to_owned()))));
    assert!(without.moved_view().is_none(), "it is of today now");
}

#[test]
fn what_came_what_went_and_what_was_coded_otherwise_are_told_apart() {
    let mut session = session();
    let _ = session.perform(Command::Views(ViewsCommand::Save("Then".to_owned())));
    let views = session.views().to_vec();
    let mut opened = league::opened();
    let statements = &mut opened.project.statements;
    let (_, gone) = statements.pop_first().unwrap();
    let new = demarche::model::Statement { id: "courier-99".parse().unwrap(), ..gone };
    statements.insert(new.id.clone(), new);
    let recoded = statements.values_mut().next().unwrap();
    recoded.voice = Voice::Anonymous;
    let moved = Session::open(opened, Origin::BuiltIn, views, ViewHome::Memory).unwrap();
    let moved = moved.moved_since(&ViewKey("then".to_owned())).unwrap();
    assert_eq!((moved.newer, moved.gone, moved.recoded), (1, 1, 1));
}

#[test]
fn a_view_that_is_saved_again_without_a_change_has_not_moved() {
    let mut session = built_in();
    let _ = session.perform(Command::Views(ViewsCommand::Save("Now".to_owned())));
    assert_eq!(session.moved_since(&ViewKey("now".to_owned())), None);
}
