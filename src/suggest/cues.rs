//! By which words a question is recognised: who wants in, into what, and the words for getting in.
//!
//! Derived from the question itself, or written by hand. The thing easily got wrong: "invite now" and "member one day"
//! are told apart by the question's own words, and a question that says neither takes both.

use super::names::{body_words as known_bodies, country_named};
use super::tokens::name_words;
use crate::model::{Project, Question, Stance};
use std::collections::BTreeSet;

/// Which sentences about joining answer a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those about an invitation, and about now.
    Now,
    /// Those about membership, whenever it comes.
    Eventually,
    /// All.
    Any,
}

/// By which words a question is recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cues {
    /// Names of those who want in: "Ukraine", "Kyiv".
    pub candidates: Vec<String>,
    /// Names of the deciding body: "NATO", "the alliance".
    pub body: Vec<String>,
    /// Words for what is asked in lower case, each a word or its beginning with `*`: "membership", "accession", "invit*".
    pub topics: Vec<String>,
    /// Which sentences about it count.
    pub scope: Scope,
    /// Words that tell a stance besides the built-in ones, in the notation of those: "speak* up for".
    pub stances: Vec<(Stance, String)>,
}

/// The words for joining a body.
const JOINING: [&str; 31] = [
    "membership",
    "accession",
    "accede*",
    "acceding",
    "join*",
    "invitation*",
    "invite*",
    "inviting",
    "admission",
    "admit*",
    "admitting",
    "enlargement",
    "enlarg*",
    "expansion",
    "bid",
    "application",
    "candidacy",
    "candidature",
    "candidate",
    "member",
    "members",
    "candidacies",
    "applications",
    "bids",
    "candidatures",
    "talks",
    "negotiations",
    "participation",
    "inclusion",
    "ratif*",
    "entry",
];

/// Words of a question that are no topic.
const PLAIN: [&str; 40] = [
    "should",
    "would",
    "could",
    "become",
    "today",
    "with",
    "from",
    "into",
    "that",
    "this",
    "when",
    "what",
    "does",
    "have",
    "been",
    "being",
    "will",
    "must",
    "immediately",
    "country",
    "one",
    "day",
    "now",
    "next",
    "year",
    "who",
    "and",
    "the",
    "for",
    "its",
    "all",
    "any",
    "soon",
    "member",
    "members",
    "states",
    "state",
    "council",
    "backs",
    "support",
];

impl Cues {
    /// What the question's own words, its deciding body and the statements that ask for it say.
    pub fn of(question: &Question, project: &Project) -> Self {
        let words = format!("{} {} {}", question.text, question.short, question.for_phrase);
        let body = project.actors.get(&question.decided_by);
        let body_name = body.map_or(question.decided_by.as_str(), |actor| actor.name.as_str());
        let mut candidates: BTreeSet<String> = BTreeSet::new();
        let tokens = name_words(&words);
        for actor in project.actors.values().filter(|actor| actor.id != question.decided_by) {
            let named =
                std::iter::once(&actor.name).chain(&actor.aliases).any(|name| holds(&tokens, &name_words(name)));
            if named && matches!(actor.kind, crate::model::ActorKind::Country | crate::model::ActorKind::Organisation) {
                candidates.insert(actor.name.clone());
            }
        }
        for (at, _) in tokens.iter().enumerate() {
            for length in 1..=3 {
                let name = tokens.get(at..at + length).unwrap_or_default().join(" ");
                if let Some(country) = country_named(&name) {
                    candidates.insert(country.to_owned());
                }
            }
        }
        let body_words = name_words(body_name);
        candidates.retain(|name| name_words(name) != body_words);
        if candidates.is_empty() {
            let asking =
                project.statements.values().filter(|one| one.question == question.id && one.stance == Stance::Requests);
            for statement in asking {
                let whose = statement.on_behalf_of.as_ref().unwrap_or(&statement.actor);
                candidates.insert(project.actor_name(whose).to_owned());
            }
        }
        let is_joining = tokens.iter().any(|word| JOINING.iter().any(|topic| matches_topic(topic, word)));
        let topics: Vec<String> = if is_joining {
            JOINING.iter().map(|topic| (*topic).to_owned()).collect()
        } else {
            let named: BTreeSet<String> = candidates
                .iter()
                .flat_map(|name| name_words(name))
                .chain(body_words)
                .chain(known_bodies(&tokens))
                .collect();
            let own: BTreeSet<String> = name_words(&format!("{} {}", question.text, question.short))
                .into_iter()
                .filter(|word| word.len() > 3 && !PLAIN.contains(&word.as_str()) && !named.contains(word))
                .collect();
            own.iter().map(|word| stem(word)).collect()
        };
        let any = |list: &[&str]| tokens.iter().any(|word| list.contains(&word.as_str()));
        let now = any(&["now", "immediately", "invite", "invited", "invitation", "inviting", "today"]);
        let later = any(&["day", "eventually", "ultimately", "someday", "future"]);
        let others = project
            .manifest
            .questions
            .iter()
            .filter(|other| other.id != question.id && other.decided_by == question.decided_by);
        let told_apart = others.count() > 0;
        let scope = match (now, later) {
            (true, false) if told_apart => Scope::Now,
            (false, true) if told_apart => Scope::Eventually,
            _ => Scope::Any,
        };
        let mut body: Vec<String> = vec![body_name.to_owned()];
        body.extend(project.actors.get(&question.decided_by).into_iter().flat_map(|actor| actor.aliases.clone()));
        let candidates = candidates.into_iter().collect();
        let stances = if is_joining { Vec::new() } else { asked_for(&tokens, &topics) };
        Self { candidates, body, topics, scope, stances }
    }
}

/// "Should Spain recognise Kosovo?": who says it does, supports it.
fn asked_for(tokens: &[String], topics: &[String]) -> Vec<(Stance, String)> {
    if !tokens.first().is_some_and(|word| matches!(word.as_str(), "should" | "will" | "must" | "can")) {
        return Vec::new();
    }
    let verb = tokens.iter().find(|word| topics.iter().any(|topic| matches_topic(topic, word)));
    let bases = verb.into_iter().flat_map(|verb| match verb.strip_suffix("ed") {
        Some(stem) => vec![format!("{stem}e"), stem.to_owned()],
        None => vec![verb.clone()],
    });
    let spellings = bases.flat_map(|base| [base.replace("ise", "ize"), base.replace("ize", "ise")]);
    let spellings: BTreeSet<String> = spellings.collect();
    spellings.into_iter().map(|base| (Stance::Supports, format!("~{base}"))).collect()
}

/// "recognised" as the beginning of "recognise" and "recognition".
fn stem(word: &str) -> String {
    let ends =
        ["isation", "ization", "ition", "ised", "ized", "ising", "izing", "ise", "ize", "tion", "ing", "ed", "es", "s"];
    let stem = ends.iter().find_map(|end| word.strip_suffix(end).filter(|stem| stem.len() > 4));
    stem.map_or_else(|| word.to_owned(), |stem| format!("{stem}*"))
}

/// Whether `word`, as it is compared, is the topic or begins as it says.
pub(super) fn matches_topic(topic: &str, word: &str) -> bool {
    match topic.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => topic == word,
    }
}

fn holds(words: &[String], name: &[String]) -> bool {
    !name.is_empty() && words.windows(name.len()).any(|window| window == name)
}
