//! The engine on passages written for it, on the coded articles and on odd texts.

#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test may panic")]

mod limits;

use super::{Cues, Engine, Scope};
use crate::evidence::sentences::sentences;
use crate::fixtures::built_in;
use crate::model::{Project, Stance, Voice};
use std::collections::BTreeSet;

/// What the passages are read with at least. It guards against a rule that breaks another and forecasts nothing: the
/// rules were mended against these passages.
const LEAST_F1: f64 = 0.97;

/// A project that knows no actor, asking one question.
fn asking(body: &str, text: &str) -> Project {
    let mut project = built_in();
    project.statements.clear();
    project.sources.clear();
    project.actors.clear();
    project.relations.clear();
    project.manifest.questions.truncate(1);
    let question = project.manifest.questions.first_mut().unwrap();
    question.text = text.to_owned();
    question.short = String::new();
    question.for_phrase = String::new();
    question.decided_by = body.parse().unwrap();
    project
}

type Reading = BTreeSet<(usize, String, String)>;

struct Passage {
    engine: usize,
    text: String,
    wanted: Reading,
}

fn passages() -> (Vec<Engine>, Vec<Passage>) {
    let mut engines = Vec::new();
    let mut all = Vec::new();
    for block in include_str!("passages.txt").split("\n\n") {
        let mut text = Vec::new();
        let mut wanted = Reading::new();
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            if let Some(head) = line.strip_prefix("@ ") {
                let mut words = head.splitn(3, ' ');
                let (_, body, question) = (words.next(), words.next().unwrap(), words.next().unwrap());
                engines.push(Engine::new(&asking(body, question)));
            } else if let Some(answer) = line.strip_prefix("= ") {
                let words: Vec<&str> = answer.split(' ').collect();
                let [number, actor, stance] = words.as_slice() else { panic!("{line}") };
                wanted.insert((number.parse().unwrap(), (*actor).to_owned(), (*stance).to_owned()));
            } else if line != "=" {
                text.push(line);
            }
        }
        if !text.is_empty() {
            all.push(Passage { engine: engines.len() - 1, text: text.join("\n"), wanted });
        }
    }
    (engines, all)
}

fn reading(engine: &Engine, text: &str) -> Reading {
    let sentences = sentences(text);
    engine
        .suggest(text)
        .into_iter()
        .map(|one| {
            let number = sentences.iter().position(|range| *range == one.sentence).unwrap() + 1;
            (number, one.actor.id.to_string(), one.stance.code().to_owned())
        })
        .collect()
}

#[test]
fn the_passages_that_the_rules_were_mended_against_are_read_above_a_floor() {
    let (engines, passages) = passages();
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for passage in &passages {
        let found = reading(engines.get(passage.engine).unwrap(), &passage.text);
        right += found.intersection(&passage.wanted).count();
        wrong += found.difference(&passage.wanted).count();
        missed += passage.wanted.difference(&found).count();
        if found != passage.wanted {
            println!("{}", passage.text);
            found.difference(&passage.wanted).for_each(|one| println!("    false alarm {one:?}"));
            passage.wanted.difference(&found).for_each(|one| println!("    missed {one:?}"));
        }
    }
    let share = |of: usize| f64::from(u32::try_from(right).unwrap()) / f64::from(u32::try_from(right + of).unwrap());
    let (precision, recall) = (share(wrong), share(missed));
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("{} passages: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}", passages.len());
    assert!(f1 >= LEAST_F1, "F1 {f1:.3}");
}

/// One suggestion in short: actor, on behalf of, speaker, stance, voice.
type Told = (String, Option<String>, Option<String>, Stance, Voice);

fn told(engine: &Engine, text: &str) -> Vec<Told> {
    let id = |named: Option<super::Named>| named.map(|named| named.id.to_string());
    let suggested = engine.suggest(text).into_iter();
    suggested
        .map(|one| (one.actor.id.to_string(), id(one.on_behalf_of), id(one.speaker), one.stance, one.voice))
        .collect()
}

#[test]
fn a_quotation_over_two_sentences_is_its_speakers_who_is_named_after_it_with_his_country() {
    let engine = Engine::new(&asking("nato", "Should NATO admit Sweden?"));
    let text =
        "“Sweden is a close partner. We support its membership,” Danish Defence Minister Troels Lund Poulsen said.";
    let wanted = (
        "poulsen".to_owned(),
        Some("denmark".to_owned()),
        Some("poulsen".to_owned()),
        Stance::Supports,
        Voice::DirectQuote,
    );
    assert_eq!(told(&engine, text), [wanted]);
}

#[test]
fn an_unnamed_source_tells_of_a_country_and_has_no_position_of_its_own() {
    let engine = Engine::new(&asking("nato", "Should NATO admit Sweden?"));
    let text = "Two officials said Turkey opposes Sweden's membership.";
    let wanted = ("turkiye".to_owned(), None, Some("two-officials".to_owned()), Stance::Opposes, Voice::Anonymous);
    assert_eq!(told(&engine, text), [wanted]);
}

#[test]
fn a_condition_is_told_in_the_words_of_the_text() {
    let engine = Engine::new(&asking("nato", "Should NATO admit Sweden?"));
    let text = "Turkey would ratify Sweden's accession only after the extradition of suspects.";
    let suggested = engine.suggest(text);
    let one = suggested.first().unwrap();
    let condition = one.condition.unwrap();
    assert_eq!(one.stance, Stance::NotNow);
    assert_eq!(&text[condition.start..condition.end], "only after the extradition of suspects");
    assert!(one.why.contains("only after the extradition"), "{}", one.why);
}

#[test]
fn two_questions_are_told_apart_by_invitation_and_membership() {
    let engine = Engine::new(&built_in());
    let asked = |text: &str| engine.suggest(text).into_iter().map(|one| one.question.to_string()).collect::<Vec<_>>();
    assert_eq!(asked("Poland wants NATO to issue Ukraine an invitation now."), ["invite-now"]);
    assert_eq!(asked("Poland supports Ukraine's membership of NATO."), ["join-eventually"]);
    assert_eq!(asked("Slovakia rejects Ukraine's membership of NATO."), ["invite-now", "join-eventually"]);
}

#[test]
fn cues_come_from_the_questions_own_words() {
    let project = built_in();
    let of = |at: usize| Cues::of(project.manifest.questions.get(at).unwrap(), &project);
    assert_eq!((of(0).scope, of(1).scope), (Scope::Now, Scope::Eventually));
    assert_eq!(of(0).candidates, ["Ukraine"]);
    assert_eq!(of(0).body.first().unwrap(), "NATO");
    let ceasefire = asking("nato", "Who backs a ceasefire in Sudan?");
    assert_eq!(Cues::of(ceasefire.manifest.questions.first().unwrap(), &ceasefire).topics, ["ceasefire"]);
}

#[test]
fn a_question_in_words_is_decided_by_the_body_it_names_and_else_by_the_projects() {
    let project = built_in();
    let decided_by = |words: &str| super::question_in_words(words, &project).unwrap().decided_by.to_string();
    assert_eq!(decided_by("Should Kosovo join the European Union?"), "european-union");
    assert_eq!(decided_by("Should Kosovo be admitted to the Council of Europe?"), "council-of-europe");
    assert_eq!(decided_by("Who backs a ceasefire in Sudan?"), "nato");
}

#[test]
fn whom_the_project_does_not_know_is_named_as_the_text_does() {
    let engine = Engine::new(&asking("nato", "Should NATO admit Sweden?"));
    let text = "Turkish President Emre Aksoy Öztürk said he opposed Sweden's membership. Most NATO allies support Sweden's membership.";
    let names: Vec<String> = engine.suggest(text).into_iter().map(|one| one.actor.name).collect();
    assert_eq!(names, ["Emre Aksoy Öztürk", "Most NATO allies"]);
}

#[test]
fn a_project_can_bring_cues_of_its_own() {
    let project = asking("nato", "Should NATO admit Sweden?");
    let question = project.manifest.questions.first().unwrap();
    let mut cues = Cues::of(question, &project);
    cues.stances.push((Stance::Supports, "~cheer for".to_owned()));
    let engine = Engine::with_cues(&project, vec![(question, cues)]);
    assert_eq!(told(&engine, "Latvia cheers for Sweden's membership.").len(), 1);
    assert_eq!(told(&Engine::new(&project), "Latvia cheers for Sweden's membership."), []);
}

#[test]
fn the_articles_that_the_rules_were_written_for_are_read_above_a_floor_without_what_was_coded_in_them() {
    let project = built_in();
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for (id, source) in &project.sources {
        let mut without = project.clone();
        without.statements.retain(|_, statement| statement.source != *id);
        let found: BTreeSet<_> = Engine::new(&without)
            .suggest(&source.text)
            .into_iter()
            .map(|one| (one.sentence.start, one.actor.id, one.stance))
            .collect();
        let of_article = project.statements.values().filter(|statement| statement.source == *id);
        let wanted: BTreeSet<_> =
            of_article.map(|one| (one.quote.bytes.start, one.actor.clone(), one.stance)).collect();
        right += found.intersection(&wanted).count();
        wrong += found.difference(&wanted).count();
        missed += wanted.difference(&found).count();
    }
    let f1 =
        2.0 * f64::from(u32::try_from(right).unwrap()) / f64::from(u32::try_from(2 * right + wrong + missed).unwrap());
    println!("right {right}, wrong {wrong}, missed {missed}, F1 {f1:.3}");
    assert!(f1 >= 0.8, "F1 {f1:.3}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
    #[test]
    fn every_suggestion_points_at_a_sentence_and_at_words_inside_it(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)) {
        static ENGINE: std::sync::LazyLock<Engine> = std::sync::LazyLock::new(|| Engine::new(&built_in()));
        let text = parts.concat();
        let sentences = sentences(&text);
        let suggested = ENGINE.suggest(&text);
        for one in &suggested {
            proptest::prop_assert!(sentences.contains(&one.sentence));
            proptest::prop_assert!(one.sentence.start <= one.words.start && one.words.end <= one.sentence.end);
            proptest::prop_assert!(text.get(one.words.start..one.words.end).is_some());
            proptest::prop_assert!((0.0..=1.0).contains(&one.score));
        }
        proptest::prop_assert_eq!(ENGINE.suggest(&text), suggested);
    }
}

/// Pieces of articles and of what breaks them.
const PARTS: &[&str] = &[
    "Ukraine ",
    "NATO ",
    "Budapest ",
    "“",
    "”",
    "\"",
    "said ",
    "he ",
    "membership ",
    "opposes ",
    "\n",
    ". ",
    ", ",
    "’s ",
    "not ",
    "Hungarian Foreign Minister Péter Szijjártó ",
    "invitation ",
    "to join ",
    "but ",
    "\u{202e}",
    "é",
    "\u{301}",
    "Q: ",
    "MR. PRICE: ",
    "who ",
    "by ",
    "supports ",
    "it ",
    "‘",
    "’",
    "the ",
    "2008 ",
    "in ",
    "😀",
    "allies ",
    "…",
    "—",
    "according to ",
    "no consensus ",
    "\u{a0}",
    "İ",
];
