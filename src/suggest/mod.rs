//! Suggests who takes which stance on a question, sentence by sentence, for a person to accept or reject.
//!
//! Rules over words, no learning, no clock, no disk: the same text and project give the same suggestions. It may use
//! the model and the evidence layer only. The thing easily got wrong: a suggestion is never a statement; nothing counts
//! until somebody accepts it.

mod cues;
mod document;
mod holders;
mod leaning;
mod lexicon;
mod mentions;
mod names;
mod organisations;
mod people;
mod relating;
mod speakers;
mod stances;
mod subjects;
#[cfg(test)]
mod tests;
mod tokens;
mod topic;
mod turns;
mod words;

pub use cues::{Cues, Scope};

use crate::model::{ActorId, ActorKind, ByteRange, Project, Question, QuestionId, Stance, Voice};
use document::Document;
use lexicon::Lexicon;
use names::{Form, Names, slug};
use stances::{Finding, StanceReader, rank};
use topic::{Issue, TopicKind};

/// Somebody a suggestion names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The project's id, or a proposal for one.
    pub id: ActorId,
    /// The name for readers.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Whether the project has it.
    pub known: bool,
}

/// One actor's position on one question in one sentence, as the engine reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The sentence's bytes in the text.
    pub sentence: ByteRange,
    /// The question it answers.
    pub question: QuestionId,
    /// Whose position it is.
    pub actor: Named,
    /// For whom a person speaks.
    pub on_behalf_of: Option<Named>,
    /// Who says it; `None` for the article itself.
    pub speaker: Option<Named>,
    /// The answer.
    pub stance: Stance,
    /// In whose words.
    pub voice: Voice,
    /// How sure the engine is, from 0 to 1.
    pub score: f32,
    /// The words that say so, as bytes of the text.
    pub words: ByteRange,
    /// What the stance hangs on, as bytes of the text.
    pub condition: Option<ByteRange>,
    /// Why, in words.
    pub why: String,
}

/// `words` as a question of `project` that is only asked this once: "Should Sweden be admitted to NATO?"
///
/// It is decided by the organisation that the words name, else by that of the project's first question; `None` for a
/// project without a question.
pub fn question_in_words(words: &str, project: &Project) -> Option<Question> {
    let pattern = project.manifest.questions.first()?;
    let decided_by = names::body_in(words, project).unwrap_or_else(|| pattern.decided_by.clone());
    Some(Question {
        id: "asked".parse().ok()?,
        text: words.to_owned(),
        short: String::new(),
        for_phrase: String::new(),
        decided_by,
        ..pattern.clone()
    })
}

/// Suggests for the questions of one project.
pub struct Engine {
    names: Names,
    asked: Vec<Asked>,
}

/// A question as the engine looks for it.
struct Asked {
    question: QuestionId,
    cues: Cues,
    lexicon: Lexicon,
    candidates: Vec<usize>,
    body: usize,
    members: usize,
}

impl Engine {
    /// For all questions of `project`, by the cues of their own words.
    pub fn new(project: &Project) -> Self {
        let asked = project.manifest.questions.iter().map(|question| (question, Cues::of(question, project)));
        Self::with_cues(project, asked.collect())
    }

    /// For `questions` by the cues given with each.
    pub fn with_cues(project: &Project, questions: Vec<(&Question, Cues)>) -> Self {
        let mut names = Names::of(project);
        let asked = questions.into_iter().map(|(question, cues)| asked(&mut names, question, cues)).collect();
        Self { names, asked }
    }

    /// What `text` tells, in its order; of one sentence, by question, the surest first. [`Engine::read`] also tells
    /// whether all of it was read.
    pub fn suggest(&self, text: &str) -> Vec<Suggestion> {
        self.read(text).suggestions
    }

    /// What `text` tells, and how far it was read.
    pub fn read(&self, text: &str) -> Suggested {
        self.read_within(text, LONGEST_READ_BYTES, MOST_WORK)
    }

    fn read_within(&self, text: &str, most_bytes: usize, most_work: u64) -> Suggested {
        let whole = text;
        let text = beginning(text, most_bytes);
        let mut unread_from = (text.len() < whole.len()).then_some(text.len());
        let mut stopped_at = |at: Option<usize>| unread_from = unread_from.into_iter().chain(at).min();
        let mut suggested = Vec::new();
        let mut read: Option<(usize, usize, Document)> = None;
        let mut work = 0;
        let questions = self.asked.len() as u64;
        for (number, asked) in (1..).zip(&self.asked) {
            // Each question gets its share, and leaves to the next what it does not need.
            let most_by_now = (most_work / questions).saturating_mul(number);
            let fits = read.as_ref().is_some_and(|(body, members, _)| (*body, *members) == (asked.body, asked.members));
            if !fits {
                work += read.as_ref().map_or(0, |(_, _, document)| document.work());
                // The rest is for telling what was read.
                let most_reading = most_by_now.saturating_sub(work) / 2;
                let document = Document::read(text, &self.names, asked.body, asked.members, most_reading);
                stopped_at(document.unread_from);
                read = Some((asked.body, asked.members, document));
            }
            if let Some((_, _, document)) = &read {
                stopped_at(asked.collect(text, document, most_by_now.saturating_sub(work), &mut suggested));
            }
        }
        work += read.as_ref().map_or(0, |(_, _, document)| document.work());
        suggested.sort_by(|one, other| {
            (one.sentence.start, &one.question)
                .cmp(&(other.sentence.start, &other.question))
                .then(other.score.total_cmp(&one.score))
                .then_with(|| one.actor.cmp(&other.actor))
        });
        Suggested { suggestions: suggested, unread_from, work }
    }
}

/// The beginning of a text that is too long, up to the end of a line where there is one.
fn beginning(text: &str, most_bytes: usize) -> &str {
    let whole = text.get(..text.floor_char_boundary(most_bytes)).unwrap_or_default();
    if whole.len() == text.len() {
        return text;
    }
    let end = whole.rfind('\n').map_or(whole.len(), |at| at + 1);
    whole.get(..end).unwrap_or_default()
}

/// A text of this length is a shelf of novels; its words take some 100 MB while it is read.
const LONGEST_READ_BYTES: usize = 8 << 20;

/// Looks at words, over all questions of a project; a text that takes more is written to take more.
const MOST_WORK: u64 = 1_000_000_000;

/// What a text tells, and how far it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggested {
    /// In the order of the text.
    pub suggestions: Vec<Suggestion>,
    /// The byte from which on the text was not read, or not for every question, because it is too long or takes too
    /// much work; `None` if all of it was read.
    pub unread_from: Option<usize>,
    /// How much work it took: how often a word was looked at.
    pub work: u64,
}

fn asked(names: &mut Names, question: &Question, cues: Cues) -> Asked {
    let mut find = |name: &str, kind: ActorKind| match names.find(name).or_else(|| names.id(name)) {
        Some(there) => there,
        None => {
            let entity = names.add_entity(&slug(name), name, false, kind);
            names.add_name(name, entity, Form::Name);
            entity
        }
    };
    let candidates: Vec<usize> = cues.candidates.iter().map(|name| find(name, ActorKind::Country)).collect();
    let body_name = cues.body.first().cloned().unwrap_or_else(|| question.decided_by.to_string());
    let body = find(&body_name, ActorKind::Organisation);
    let short = if body_name.len() <= 5 { body_name.clone() } else { question.decided_by.to_string() };
    for name in &cues.body {
        names.add_name(name, body, Form::Name);
    }
    for name in [
        "the bloc",
        "the alliance",
        "the organisation",
        "the organization",
        "the military alliance",
        "the defence alliance",
        "the military bloc",
    ] {
        names.add_name(name, body, Form::Name);
    }
    if let Some(known) = names.organisation(body) {
        known.when_it_decides.iter().for_each(|name| names.add_name(name, body, Form::Name));
        names.add_name(&known.seat, body, Form::Capital);
        if let Some(organ) = names.organisation_called(&known.organ.id) {
            known.organ.aliases.iter().for_each(|name| names.add_name(name, organ, Form::Name));
        }
    }
    let members = match names.id(&format!("{}-members", question.decided_by)) {
        Some(there) => there,
        None => names.add_entity(
            &format!("{}-members", question.decided_by),
            &format!("{short} members"),
            false,
            ActorKind::Group,
        ),
    };
    let lexicon = Lexicon::with(&cues.stances);
    Asked { question: question.id.clone(), cues, lexicon, candidates, body, members }
}

impl Asked {
    /// Adds what `document` tells; returns the byte from which on it is unread because the work was used up.
    fn collect(
        &self,
        text: &str,
        document: &Document,
        most_work: u64,
        suggested: &mut Vec<Suggestion>,
    ) -> Option<usize> {
        let mut issue =
            Issue { cues: &self.cues, candidates: self.candidates.clone(), body: self.body, members: self.members };
        issue.candidates.dedup();
        let speaks_of_it =
            issue.candidates.is_empty() || document.whom.iter().flatten().any(|one| issue.is_candidate(document, *one));
        if !speaks_of_it {
            return None;
        }
        let judge =
            StanceReader { document, issue: &issue, lexicon: &self.lexicon, latest_year: latest_year(document) };
        let (findings, unread_from) = judge.findings(most_work);
        for finding in findings {
            if self.answers(&finding)
                && let Some(suggestion) = self.suggestion(text, document, &finding)
            {
                let same = |one: &&mut Suggestion| {
                    one.sentence == suggestion.sentence
                        && one.actor.id == suggestion.actor.id
                        && one.question == suggestion.question
                };
                match suggested.iter_mut().rev().take(32).find(same) {
                    Some(one) if rank(one.stance, one.score) >= rank(suggestion.stance, suggestion.score) => {}
                    Some(one) => *one = suggestion,
                    None => suggested.push(suggestion),
                }
            }
        }
        unread_from
    }

    /// Whether a finding answers this question and not its sibling.
    fn answers(&self, finding: &Finding) -> bool {
        match (self.cues.scope, finding.stance, finding.about) {
            (Scope::Now, Stance::Requests | Stance::Supports, TopicKind::Membership)
            | (Scope::Eventually, _, TopicKind::Invitation)
            | (Scope::Eventually, Stance::Undecided, _) => false,
            (Scope::Any | Scope::Now | Scope::Eventually, ..) => true,
        }
    }

    fn suggestion(&self, text: &str, document: &Document, finding: &Finding) -> Option<Suggestion> {
        let sentence = document.sentences.get(finding.sentence)?;
        let actor = named(document, finding.actor)?;
        let of_person = matches!(actor.kind, ActorKind::Person | ActorKind::Group) || actor.kind == ActorKind::Unnamed;
        let on_behalf_of =
            document.speaks_for(finding.actor).filter(|_| of_person).and_then(|one| named(document, one));
        let slice = |range: ByteRange| text.get(range.start..range.end).unwrap_or_default();
        let hangs_on = finding.condition.map(|condition| format!("; condition: “{}”", slice(condition)));
        let why = format!("“{}” {}{}", slice(finding.words), finding.why, hangs_on.unwrap_or_default());
        Some(Suggestion {
            sentence: sentence.range,
            question: self.question.clone(),
            actor,
            on_behalf_of,
            speaker: finding.speaker.and_then(|one| named(document, one)),
            stance: finding.stance,
            voice: finding.voice,
            score: (finding.score * 100.0).round() / 100.0,
            words: finding.words,
            condition: finding.condition,
            why,
        })
    }
}

fn named(document: &Document, entity: usize) -> Option<Named> {
    let one = document.names.entities.get(entity)?;
    Some(Named { id: one.id.parse().ok()?, name: one.name.clone(), kind: one.kind, known: one.known })
}

fn latest_year(document: &Document) -> u32 {
    let years =
        document.tokens.iter().filter(|token| token.lower.len() == 4).filter_map(|token| token.lower.parse().ok());
    years.filter(|year| (1990..2060).contains(year)).max().unwrap_or(0)
}
