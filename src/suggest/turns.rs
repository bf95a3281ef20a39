//! Turns of a transcript: who speaks under which label, and who only asks.
//!
//! The thing easily got wrong: a report has words before colons too ("Background:"), and "Secretary General:" is whoever
//! stood under that title before.

use super::document::{Document, LEFT_OVER, Turn};
use super::names::{Form, slug};
use super::words::{is_title, opens_heading};
use crate::model::ActorKind;
use std::collections::HashMap;

/// Words in the labels of those who ask.
const ASKERS: [&str; 21] = [
    "q",
    "question",
    "reporter",
    "journalist",
    "moderator",
    "interviewer",
    "host",
    "unidentified",
    "correspondent",
    "anchor",
    "presenter",
    "msnbc",
    "cnn",
    "bbc",
    "npr",
    "nbc",
    "reuters",
    "afp",
    "bloomberg",
    "spiegel",
    "politico",
];

/// More different labels than this are no transcript's.
const MOST_LABELS: usize = 256;

impl Document {
    pub(super) fn find_turns(&mut self, text: &str) {
        let mut labels = Vec::new();
        for (index, sentence) in self.sentences.iter().enumerate().filter(|(_, sentence)| sentence.begins) {
            let line = text.get(sentence.range.start..).unwrap_or_default().lines().next().unwrap_or_default();
            if let Some(label) = label(line) {
                labels.push((index, label.to_owned()));
            }
        }
        labels.retain(|(_, label)| !is_heading(label));
        // A long transcript has many turns but few labels.
        let mut unique: Vec<&str> = labels.iter().map(|(_, label)| label.as_str()).collect();
        unique.sort_unstable();
        unique.dedup();
        unique.truncate(MOST_LABELS);
        let holders = self.title_holders();
        let mut by_label: HashMap<&str, Turn> = HashMap::new();
        let mut turns: Vec<(usize, Turn)> = Vec::new();
        for (index, label) in &labels {
            if let Some(turn) = by_label.get(label.as_str()) {
                turns.push((*index, *turn));
                continue;
            }
            // "Secretary General:" is who stands under that title in another label.
            let lower = label.to_lowercase();
            let short = label.split_whitespace().count() < 4;
            let longer = unique
                .iter()
                .copied()
                .find(|other| short && other.len() > label.len() && other.to_lowercase().contains(&lower));
            let turn = self.turn(longer.unwrap_or(label), &holders);
            by_label.insert(label, turn);
            turns.push((*index, turn));
        }
        self.set_askers(&mut turns);
        // One line with a colon is no transcript yet.
        let shouted = labels.iter().filter(|(_, label)| !label.chars().any(char::is_lowercase)).count();
        if turns.len() < 2 && shouted == 0 {
            self.find_address(text);
            return;
        }
        let mut turns = turns.into_iter().peekable();
        let mut now = Turn::None;
        for (index, sentence) in self.sentences.iter_mut().enumerate() {
            if let Some((_, turn)) = turns.next_if(|(at, _)| *at == index) {
                now = turn;
            }
            sentence.turn = now;
        }
    }

    /// "Doorstep statement / by NATO Secretary General X / (As delivered)": all that follows is X's.
    fn find_address(&mut self, text: &str) {
        let is_head = |line: &str| {
            let line = line.to_lowercase();
            ["remarks", "statement", "speech", "address", "doorstep", "press conference", "joint press", "opening"]
                .iter()
                .any(|start| line.starts_with(start))
        };
        let mut headed = false;
        let mut offset = 0;
        let mut found = None;
        for line in text.split_inclusive('\n').take(16) {
            offset += line.len();
            let line = line.trim();
            let head = is_head(line);
            let by = line.starts_with("by ")
                || line.starts_with("with ")
                || head && (line.contains(" by ") || line.contains(" with "));
            headed |= head;
            if found.is_none() && by && headed && line.len() < 200 {
                found = self.titled_person(line).map(|person| (offset, person));
            }
        }
        if let Some((from, person)) = found {
            let spoken = self.sentences.iter_mut().filter(|sentence| sentence.range.end > from);
            spoken.for_each(|sentence| sentence.turn = Turn::Of(person));
        }
    }

    /// The first person of `line` who has a title in this text.
    fn titled_person(&self, line: &str) -> Option<usize> {
        let words = super::tokens::name_words(line);
        (0..words.len()).find_map(|from| {
            let word = |index: usize| words.get(from + index).map_or("", String::as_str);
            let (entity, ..) = self.names.longest(word(0), word)?;
            (self.kind(entity) == ActorKind::Person && self.titles.contains_key(&entity)).then_some(entity)
        })
    }

    /// Whose turns mostly end in a question asks.
    fn set_askers(&self, turns: &mut [(usize, Turn)]) {
        let asks: Vec<bool> = turns
            .iter()
            .enumerate()
            .map(|(at, (_, turn))| {
                let next = turns.get(at + 1).map_or(self.sentences.len(), |(next, _)| *next);
                let last = next.checked_sub(1).and_then(|last| self.sentences.get(last));
                *turn != Turn::None
                    && last.is_some_and(|last| (last.start..last.end).rev().take(2).any(|at| self.mark(at) == "?"))
            })
            .collect();
        let mut counts: HashMap<usize, (usize, usize)> = HashMap::new();
        for ((_, turn), asks) in turns.iter().zip(&asks) {
            if let Turn::Of(entity) = turn {
                let (all, asked) = counts.entry(*entity).or_default();
                *all += 1;
                *asked += usize::from(*asks);
            }
        }
        for (_, turn) in turns.iter_mut() {
            let Turn::Of(entity) = turn else { continue };
            if counts.get(entity).is_some_and(|(all, asked)| *all > 1 && asked * 2 > *all) {
                *turn = Turn::Question;
            }
        }
    }

    fn turn(&mut self, label: &str, holders: &HashMap<String, usize>) -> Turn {
        let plain = label.to_lowercase();
        if ASKERS.iter().any(|word| plain.split(|one: char| !one.is_alphanumeric()).any(|part| part == *word)) {
            return Turn::Question;
        }
        let words = super::tokens::name_words(label);
        for at in 0..words.len() {
            let word = |index: usize| words.get(at + index).map_or("", String::as_str);
            let found = self.names.longest(word(0), word);
            if let Some((entity, Form::Name, _)) = found
                && self.kind(entity) == ActorKind::Person
            {
                return Turn::Of(entity);
            }
        }
        let name: Vec<&str> = label.split(',').next().unwrap_or_default().split_whitespace().collect();
        let person: Vec<&str> =
            name.iter().rev().take_while(|word| !is_title(&word.to_lowercase().replace('.', ""))).copied().collect();
        let Some(surname) = person.first() else { return self.titled_turn(label, holders) };
        let full = person.iter().rev().copied().collect::<Vec<_>>().join(" ");
        let entity = self.names.add_entity(&slug(surname), &full, false, ActorKind::Person);
        let country = words.iter().enumerate().find_map(|(at, word)| {
            let (entity, ..) = self.names.longest(word, |index| words.get(at + index).map_or("", String::as_str))?;
            matches!(self.kind(entity), ActorKind::Country | ActorKind::Organisation).then_some(entity)
        });
        if let Some(one) = self.names.entities.get_mut(entity)
            && one.speaks_for.is_none()
        {
            one.speaks_for = country;
        }
        Turn::Of(entity)
    }

    /// Who stands under each title, the person named first.
    fn title_holders(&self) -> HashMap<String, usize> {
        let mut holders = HashMap::new();
        let mut held: Vec<_> = self.titles.iter().collect();
        held.sort_unstable_by_key(|(person, _)| **person);
        for (person, titles) in held {
            for title in titles {
                holders.entry(title.clone()).or_insert(*person);
            }
        }
        holders
    }

    /// "Secretary General:" is whoever stood under that title before, else the office.
    fn titled_turn(&mut self, label: &str, holders: &HashMap<String, usize>) -> Turn {
        let words = super::tokens::name_words(label);
        let Some(title) = words.iter().rev().find(|word| is_title(word) && word.as_str() != "general") else {
            return Turn::Question;
        };
        let held = [title.as_str(), "secretary-general"].into_iter().filter_map(|title| holders.get(title)).min();
        match held {
            Some(person) => Turn::Of(*person),
            None => Turn::Of(self.names.add_entity(&slug(label), label, false, ActorKind::Person)),
        }
    }
}

/// The label of a line of a transcript: "MR PRICE", "Jens Stoltenberg, NATO Secretary General".
fn label(line: &str) -> Option<&str> {
    let (label, rest) = line.split_once(':')?;
    let label = label.trim();
    let words = label.split_whitespace().count();
    if words == 0 || words > 9 || label.len() > 90 || !(rest.is_empty() || rest.starts_with([' ', '\u{a0}'])) {
        return None;
    }
    let lower = label.to_lowercase();
    if LEFT_OVER.iter().any(|start| line.to_lowercase().starts_with(start))
        || lower.ends_with("said")
        || lower.ends_with("added")
    {
        return None;
    }
    let small = ["of", "the", "and", "for", "van", "von", "de", "der", "al", "to"];
    let capital = |word: &str| {
        small.contains(&word) || word.chars().next().is_some_and(|one| one.is_uppercase() || one == '(' || one == '[')
    };
    label.split_whitespace().all(capital).then_some(label)
}

/// What stands before a colon in a report and is no speaker: "Background:".
fn is_heading(label: &str) -> bool {
    let lower = label.to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or_default();
    opens_heading(first)
}
