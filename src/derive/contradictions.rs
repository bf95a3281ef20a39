//! Everything that does not agree from one standpoint: actors whose statements disagree, and what several sources tell.

use super::disagreement::{Disagreement, disagreements};
use super::standing::Standings;
use super::utterance::Utterance;
use crate::model::{ActorId, Project};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What does not agree on one question at one clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contradictions {
    /// Actors whose counted statements hold more than one stance, the contested first.
    pub disagreements: Vec<Disagreement>,
    /// Utterances that different sources tell: those that are coded with different stances first, then the closest in
    /// their words, then those of most sources.
    pub told: Vec<Utterance>,
    of_actor: BTreeMap<ActorId, Vec<usize>>,
}

impl Contradictions {
    /// Picks from all `utterances` of `project` what is in force where `standings` were worked out.
    pub fn new(project: &Project, standings: &Standings, utterances: &[Utterance]) -> Self {
        let mut told: Vec<Utterance> = utterances
            .iter()
            .filter(|utterance| utterance.question == standings.question)
            .filter_map(|utterance| utterance.at(standings.clock()))
            .filter(|utterance| utterance.sources().len() > 1)
            .collect();
        // Stable: the rest stays in the order of ids.
        told.sort_by_cached_key(|of| (Reverse(of.is_contradicted()), of.likeness, Reverse(of.sources().len())));
        let mut of_actor: BTreeMap<ActorId, Vec<usize>> = BTreeMap::new();
        for (place, utterance) in told.iter().enumerate() {
            for actor in utterance.mentions().flat_map(|mention| [&mention.actor, &mention.holder]) {
                let of_this = of_actor.entry(actor.clone()).or_default();
                if of_this.last() != Some(&place) {
                    of_this.push(place);
                }
            }
        }
        Self { disagreements: disagreements(project, standings), told, of_actor }
    }

    /// What several sources tell of `actor`.
    pub fn told_of(&self, actor: &ActorId) -> impl Iterator<Item = &Utterance> {
        self.of_actor.get(actor).into_iter().flatten().filter_map(|place| self.told.get(*place))
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.disagreements.is_empty() && self.told.is_empty()
    }
}
