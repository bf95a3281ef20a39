//! The engine on passages written for it, on the coded articles and on odd texts.

#![expect(clippy::unwrap_used, clippy::string_slice, clippy::print_stdout, reason = "a test may panic and print")]

use super::{Cues, Engine, Scope};
use crate::evidence::sentences::sentences;
use crate::model::{Project, Stance, Voice};
use crate::store::builtin;
use std::collections::BTreeSet;

/// What the passages are read with at least; lower it for no reason.
const LEAST_F1: f64 = 0.80;

/// A project that knows no actor, asking one question.
fn asking(body: &str, text: &str) -> Project {
    let mut project = builtin().project;
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
fn passages_on_other_questions_are_read_above_the_floor() {
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
