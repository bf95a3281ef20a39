//! What is one utterance, and what is not.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use super::super::Clock;
use super::super::sample::{Said, Sample, belong, day, id, said};
use super::*;
use crate::model::{Quotation, Source, SourceRecord};
use proptest::prelude::*;
use proptest::sample::select;

/// Papers that carry what is said, one sentence a line.
struct Press(Sample);

impl Press {
    fn new() -> Self {
        Self(Sample::new().member("borduria", "1990").member("syldavia", "1990").minister("sponsz", "borduria"))
    }

    /// With `words` as the sentence of `said`, in the paper `source`.
    fn prints(self, source: &str, words: &str, said: Said) -> Self {
        let Self(sample) = self;
        let Sample(mut project) = sample.said(said);
        let first = project.sources.values().next().unwrap().clone();
        let record = SourceRecord { id: id(source), ..first.record };
        let paper = project.sources.entry(id(source)).or_insert(Source { record, text: "".into() });
        if !paper.text.contains(words) {
            paper.text = format!("{}{words}\n", paper.text).into();
        }
        let start = paper.text.find(words).unwrap();
        let quote = Quotation::new(&paper.text, ByteRange { start, end: start + words.len() }).unwrap();
        let statement = project.statements.values_mut().next_back().unwrap();
        statement.source = id(source);
        statement.quote = quote;
        Self(Sample(project))
    }

    fn utterances(&self) -> Vec<Utterance> {
        utterances(&self.0.0)
    }

    fn only(&self) -> Utterance {
        let mut all = self.utterances();
        assert_eq!(all.len(), 1, "{all:#?}");
        all.remove(0)
    }
}

const WAITS: &str = "Borduria will wait until the harvest festival is over, its palace said.";
const WAITS_AGAIN: &str = "The palace in Borduria said the country will wait until the harvest festival is over.";
const ELSE: &str = "A cold winter kept trade low in the mountain valleys this year.";

fn waits(date: &str) -> Said {
    said("borduria", Stance::NotNow, date)
}

#[test]
fn the_same_words_reprinted_are_one_telling_with_several_places() {
    let press = Press::new().prints("courier", WAITS, waits("2031-05-03")).prints(
        "echo",
        &WAITS.replace("its palace", "its  palace"),
        waits("2031-05-03"),
    );
    let utterance = press.only();
    assert_eq!(utterance.likeness, Likeness::SameWords);
    assert_eq!(utterance.tellings.len(), 1);
    let sources: Vec<&str> = utterance.tellings[0].places.iter().map(|place| place.source.as_str()).collect();
    assert_eq!(sources, ["courier", "echo"]);
    assert!(!utterance.is_contradicted());
}

#[test]
fn a_paraphrase_is_another_telling_of_the_same_utterance() {
    let press = Press::new()
        .prints("courier", WAITS, waits("2031-05-03"))
        .prints("echo", WAITS_AGAIN, waits("2031-05-03"))
        .prints("echo", ELSE, waits("2031-05-03"));
    let utterance = press.only();
    assert_eq!((utterance.likeness, utterance.tellings.len()), (Likeness::SimilarWords, 2));
    assert!(utterance.mentions().all(|mention| mention.statement != id("s002")));
}

#[test]
fn an_equal_quotation_in_different_sentences_is_one_utterance() {
    let press = Press::new()
        .prints("courier", "Asked in the rain, Sponsz replied: “Not before the bells ring.”", waits("2031-05-03"))
        .prints("echo", "\"Not before the bells ring,\" a minister told farmers at noon.", waits("2031-05-03"));
    assert_eq!(press.only().likeness, Likeness::SameQuotation);
}

#[test]
fn other_actors_questions_and_days_are_other_utterances() {
    let other = |second: Said| {
        let first = Press::new().prints("courier", WAITS, waits("2031-05-03"));
        first.prints("echo", WAITS, second).utterances().len()
    };
    assert_eq!(other(waits("2031-05-03")), 1);
    assert_eq!(other(said("syldavia", Stance::NotNow, "2031-05-03")), 0);
    assert_eq!(other(waits("2031-05-03").on(belong())), 0);
    assert_eq!(other(waits("2031-05-04")), 0);
    assert_eq!(other(waits("2031-05")), 1, "some day of May");
    assert_eq!(other(waits("2031-05-10~")), 1, "about a week later");
    assert_eq!(other(waits("2031-05-11~")), 0);
}

#[test]
fn a_month_joins_no_two_days() {
    let press = Press::new()
        .prints("courier", WAITS, waits("2031-05-03"))
        .prints("echo", WAITS, waits("2031-05"))
        .prints("gazette", WAITS, waits("2031-05-20"));
    let utterance = press.only();
    assert_eq!(utterance.places().count(), 2, "of the first and the last day one goes with “May”");
}

#[test]
fn a_sentence_coded_for_a_person_and_for_the_country_is_one_place() {
    let for_person = said("sponsz", Stance::NotNow, "2031-05-03").on_behalf_of("borduria");
    let press = Press::new().prints("courier", WAITS, for_person.clone()).prints("courier", WAITS, waits("2031-05-03"));
    assert!(press.utterances().is_empty(), "it is told once");
    let utterance = press.prints("echo", WAITS, for_person).only();
    assert_eq!(utterance.places().count(), 2);
    assert!(utterance.is_of(&id("sponsz")) && utterance.is_of(&id("borduria")) && !utterance.is_of(&id("syldavia")));
}

#[test]
fn different_stances_of_different_sources_contradict_each_other() {
    let told = |source: &str| {
        let opposes = said("borduria", Stance::Opposes, "2031-05-03");
        Press::new().prints("courier", WAITS, waits("2031-05-03")).prints(source, WAITS_AGAIN, opposes).only()
    };
    assert!(told("echo").is_contradicted());
    assert!(!told("courier").is_contradicted(), "one source may tell both sides");
    assert_eq!(told("echo").stances().into_iter().collect::<Vec<_>>(), [Stance::NotNow, Stance::Opposes]);
}

#[test]
fn what_is_not_yet_printed_is_not_yet_told_twice() {
    let utterance = Press::new()
        .prints("courier", WAITS, waits("2031-05-03").printed("2031-05-04"))
        .prints("echo", WAITS, waits("2031-05-03").printed("2031-05-09"))
        .only();
    let known = |known_on: &str| {
        utterance
            .at(Clock { as_of: day("2031-12-31"), known_on: Some(day(known_on)) })
            .map_or(0, |of| of.places().count())
    };
    assert_eq!(known("2031-05-08"), 0);
    assert_eq!(known("2031-05-09"), 2);
    assert_eq!(utterance.at(Clock::on(day("2031-05-02"))), None, "nor is it said");
}

/// Sentences about the same few things, so that likeness is common.
fn any_words() -> impl Strategy<Value = String> {
    let word = select(
        &[
            "wait",
            "harvest",
            "palace",
            "bells",
            "winter",
            "trade",
            "until",
            "over",
            "Borduria",
            "festival",
            "“not yet”",
        ][..],
    );
    prop::collection::vec(word, 3..9).prop_map(|words| words.join(" "))
}

fn any_press() -> impl Strategy<Value = Project> {
    let date = select(&["2031-05-03", "2031-05-05", "2031-05", "2031-05-09~", "2031-04~", "2031"][..]);
    let actor = select(&[("borduria", None), ("sponsz", Some("borduria")), ("syldavia", None)][..]);
    let words = prop_oneof![1 => any_words(), 1 => select(&[WAITS, WAITS_AGAIN, ELSE][..]).prop_map(str::to_owned)];
    let printed = (select(&["courier", "echo", "gazette"][..]), words, actor, date, select(&Stance::ALL[..]));
    prop::collection::vec(printed, 0..14).prop_map(|all| {
        let press = all.into_iter().fold(Press::new(), |press, (source, words, (actor, behalf), date, stance)| {
            let said = said(actor, stance, date);
            press.prints(source, &words, behalf.map_or_else(|| said.clone(), |of| said.clone().on_behalf_of(of)))
        });
        let Press(Sample(project)) = press;
        project
    })
}

proptest! {
    #[test]
    fn each_statement_tells_at_most_one_utterance_and_each_place_stands_once(project in any_press()) {
        let all = utterances(&project);
        let mut statements: Vec<&StatementId> = all.iter().flat_map(Utterance::mentions).map(|of| &of.statement).collect();
        let told = statements.len();
        statements.sort();
        statements.dedup();
        prop_assert_eq!(statements.len(), told);
        for utterance in &all {
            let mut places: Vec<_> = utterance.places().map(|place| (&place.source, place.bytes)).collect();
            prop_assert!(places.len() > 1);
            places.sort();
            places.dedup();
            prop_assert_eq!(places.len(), utterance.places().count());
        }
    }

    #[test]
    fn all_that_tell_an_utterance_answer_its_question_and_can_be_of_one_day(project in any_press()) {
        for utterance in utterances(&project) {
            let windows = utterance.mentions().map(|of| grouping::Window::of(project.statements[&of.statement].said.date.unwrap()));
            prop_assert!(windows.map(Some).reduce(|one, other| one?.common(other?)).unwrap().is_some());
            let about = |of: &Mention| project.statements[&of.statement].question == utterance.question;
            prop_assert!(utterance.mentions().all(about));
        }
    }

    #[test]
    fn the_same_words_of_the_same_day_are_always_together(
        project in any_press(), words in any_words(), actor in select(&["borduria", "syldavia"][..]),
        stance in select(&Stance::ALL[..]), source in select(&["echo", "post"][..]),
    ) {
        let again = said(actor, stance, "2031-05-03");
        let press = Press(Sample(project)).prints("courier", &words, again.clone()).prints(source, &words, again);
        let Press(Sample(more)) = press;
        let mut last = more.statements.keys().rev();
        let (other, one) = (last.next().unwrap(), last.next().unwrap());
        let holds = |utterance: &Utterance, id: &StatementId| utterance.mentions().any(|of| of.statement == *id);
        let together = utterances(&more).iter().any(|utterance| holds(utterance, one) && holds(utterance, other));
        prop_assert!(together);
    }

    #[test]
    fn who_says_what_elsewhere_changes_no_utterance_of_others(project in any_press()) {
        let of = |project: &Project| -> Vec<Vec<StatementId>> {
            let all = utterances(project);
            let of_syldavia = all.iter().filter(|utterance| utterance.is_of(&id("syldavia")));
            of_syldavia.map(|utterance| utterance.mentions().map(|of| of.statement.clone()).collect()).collect()
        };
        // The same sentences stay, so that words weigh the same; only what is said of others is on another question.
        let mut elsewhere = project.clone();
        for statement in elsewhere.statements.values_mut().filter(|statement| statement.actor != id("syldavia")) {
            statement.question = belong();
        }
        prop_assert_eq!(of(&project), of(&elsewhere));
    }
}

#[test]
fn the_built_in_project_tells_these_things_more_than_once() {
    use std::fmt::Write as _;
    let project = crate::fixtures::built_in();
    let mut text = String::new();
    for utterance in utterances(&project) {
        let (likeness, question, is_contradicted) =
            (utterance.likeness, &utterance.question, utterance.is_contradicted());
        writeln!(text, "{question}, {likeness:?}, contradicted: {is_contradicted}").unwrap();
        for place in utterance.places() {
            for Mention { statement, actor, stance, .. } in &place.mentions {
                writeln!(text, "    {statement} {actor} {stance:?}").unwrap();
            }
            writeln!(text, "        {}", project.statements[&place.mentions[0].statement].quote.exact).unwrap();
        }
    }
    insta::assert_snapshot!(text);
}
