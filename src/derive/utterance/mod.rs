//! Utterances: one thing that somebody said or did, told by one sentence or by many.
//!
//! News is copied. The same words in three papers are one telling with three places, and a paraphrase of them is
//! another telling of the same utterance. What was said for the same actor, on the same question, on what can be the
//! same day, in equal words, with an equal quotation or in similar words, is taken for one utterance; how close the
//! words are is kept, so that a reader can judge. Where tellings of different sources are coded with different stances,
//! they contradict each other. The thing easily got wrong: one sentence coded for a person and for the country is one
//! place, not two.

mod grouping;
#[cfg(test)]
mod tests;
mod words;

use super::Clock;
use crate::model::{ActorId, ByteRange, Day, Project, QuestionId, SourceId, Stance, StatementId};
use std::collections::{BTreeMap, BTreeSet};

/// How close the words of an utterance are, by the weakest link among its tellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// Equal, apart from what a typesetter changes.
    SameWords,
    /// Different sentences with an equal quotation of several words.
    SameQuotation,
    /// Different sentences that share many words, above all rare ones: perhaps the same.
    SimilarWords,
}

/// A statement as it tells an utterance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The statement.
    pub statement: StatementId,
    /// Whose position it is.
    pub actor: ActorId,
    /// For whom that is said; the actor itself if for nobody else.
    pub holder: ActorId,
    /// How it is coded.
    pub stance: Stance,
    said: Day,
    printed: Day,
}

/// Where the words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The article.
    pub source: SourceId,
    /// The sentence.
    pub bytes: ByteRange,
    /// The statements read from it, by id; at least one.
    pub mentions: Vec<Mention>,
}

/// Equal words, wherever they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// By the day of printing; at least one. More than one: it was reprinted.
    pub places: Vec<Place>,
}

/// Something told more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// What it answers.
    pub question: QuestionId,
    /// How close its tellings are.
    pub likeness: Likeness,
    /// By the day of their first printing; at least two places in all.
    pub tellings: Vec<Telling>,
}

impl Place {
    fn key(&self) -> (Day, &SourceId, ByteRange) {
        let printed = self.mentions.iter().map(|mention| mention.printed).min().unwrap_or(Day::MAX);
        (printed, &self.source, self.bytes)
    }
}

impl Utterance {
    /// Every place, by telling.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.tellings.iter().flat_map(|telling| &telling.places)
    }

    /// Every statement, by telling and place.
    pub fn mentions(&self) -> impl Iterator<Item = &Mention> {
        self.places().flat_map(|place| &place.mentions)
    }

    /// The articles that tell it.
    pub fn sources(&self) -> BTreeSet<&SourceId> {
        self.places().map(|place| &place.source).collect()
    }

    /// How it is coded, in scale order.
    pub fn stances(&self) -> BTreeSet<Stance> {
        self.mentions().map(|mention| mention.stance).collect()
    }

    /// Whether somebody's position stands in it.
    pub fn is_of(&self, actor: &ActorId) -> bool {
        self.mentions().any(|mention| mention.actor == *actor || mention.holder == *actor)
    }

    /// Whether different sources are coded with different stances.
    pub fn is_contradicted(&self) -> bool {
        let said: BTreeSet<(&SourceId, Stance)> =
            self.places().flat_map(|place| place.mentions.iter().map(|of| (&place.source, of.stance))).collect();
        let differs = |(source, stance): &(&SourceId, Stance)| {
            said.iter().any(|(elsewhere, otherwise)| elsewhere != source && otherwise != stance)
        };
        said.iter().any(differs)
    }

    fn told(&self, question: &QuestionId, clock: Clock) -> Option<Self> {
        if self.question != *question {
            return None;
        }
        self.at(clock).filter(|utterance| utterance.sources().len() > 1)
    }

    /// What of it is in force at `clock`; `None` if that stands in one place only.
    pub fn at(&self, clock: Clock) -> Option<Self> {
        let in_force = |place: &Place| {
            let shown = |mention: &&Mention| clock.shows(mention.said, mention.printed);
            let mentions: Vec<Mention> = place.mentions.iter().filter(shown).cloned().collect();
            (!mentions.is_empty()).then(|| Place { mentions, ..place.clone() })
        };
        let telling = |telling: &Telling| {
            let places: Vec<Place> = telling.places.iter().filter_map(in_force).collect();
            (!places.is_empty()).then_some(Telling { places })
        };
        let tellings: Vec<Telling> = self.tellings.iter().filter_map(telling).collect();
        let shown = Self { tellings, ..self.clone() };
        (shown.places().count() > 1).then_some(shown)
    }
}

/// Everything that one version of a project tells in more than one place, on all questions and days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UtteranceBook {
    /// By the id of the first statement.
    all: Vec<Utterance>,
    of_actor: BTreeMap<ActorId, Vec<usize>>,
}

impl UtteranceBook {
    /// Reads every sentence, and costs as much; keep the result as long as the project stays.
    pub fn new(project: &Project) -> Self {
        let all = utterances(project);
        let mut of_actor: BTreeMap<ActorId, Vec<usize>> = BTreeMap::new();
        for (place, utterance) in all.iter().enumerate() {
            for actor in utterance.mentions().flat_map(|mention| [&mention.actor, &mention.holder]) {
                let of_this = of_actor.entry(actor.clone()).or_default();
                if of_this.last() != Some(&place) {
                    of_this.push(place);
                }
            }
        }
        Self { all, of_actor }
    }

    /// What different sources tell on a question, as far as it is in force.
    pub fn told(&self, question: &QuestionId, clock: Clock) -> impl Iterator<Item = Utterance> {
        self.all.iter().filter_map(move |utterance| utterance.told(question, clock))
    }

    /// What of that is about `actor`, or said for it.
    pub fn told_of(&self, actor: &ActorId, question: &QuestionId, clock: Clock) -> impl Iterator<Item = Utterance> {
        let places = self.of_actor.get(actor).into_iter().flatten();
        let utterances = places.filter_map(|place| self.all.get(*place));
        utterances.filter_map(move |utterance| utterance.told(question, clock))
    }
}

/// Everything that a project tells in more than one place, by the id of the first statement.
fn utterances(project: &Project) -> Vec<Utterance> {
    let statements: Vec<_> = project.statements.values().collect();
    let grouping::Grouped { groups, words } = grouping::group(project);
    let utterance = |group: grouping::Group| {
        let mut told: Vec<(u64, &SourceId, ByteRange, Mention)> = group
            .statements
            .iter()
            .filter_map(|position| {
                let statement = *statements.get(*position)?;
                let said = statement.said.latest()?;
                let mention = Mention {
                    statement: statement.id.clone(),
                    actor: statement.actor.clone(),
                    holder: statement.on_behalf_of.as_ref().unwrap_or(&statement.actor).clone(),
                    stance: statement.stance,
                    said,
                    printed: project.printed_by(statement)?,
                };
                Some((*words.get(*position)?, &statement.source, statement.quote.bytes, mention))
            })
            .collect();
        // Stable: the statements of a place stay in the order of ids.
        told.sort_by_key(|(words, source, bytes, _)| (*words, *source, *bytes));
        let mut tellings: Vec<Telling> = told
            .chunk_by(|one, other| one.0 == other.0)
            .map(|telling| {
                let place = |place: &[(u64, &SourceId, ByteRange, Mention)]| {
                    let (_, source, bytes, _) = place.first()?;
                    let mentions = place.iter().map(|(.., mention)| mention.clone()).collect();
                    Some(Place { source: (*source).clone(), bytes: *bytes, mentions })
                };
                let same_place = telling.chunk_by(|one, other| (one.1, one.2) == (other.1, other.2));
                let mut places: Vec<Place> = same_place.filter_map(place).collect();
                places.sort_by(|one, other| one.key().cmp(&other.key()));
                Telling { places }
            })
            .collect();
        let first =
            |telling: &Telling| telling.places.first().map(Place::key).map(|(day, of, at)| (day, of.clone(), at));
        tellings.sort_by_cached_key(first);
        let question = group.statements.first().and_then(|first| statements.get(*first))?.question.clone();
        let utterance = Utterance { question, likeness: group.likeness, tellings };
        (utterance.places().count() > 1).then_some(utterance)
    };
    groups.into_iter().filter_map(utterance).collect()
}
