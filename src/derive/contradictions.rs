//! Everything that does not agree from one standpoint: actors whose statements disagree, and what several sources tell.

use super::disagreement::{Disagreement, SaidBook, disagreements};
use super::standing::Standings;
use super::utterance::{Utterance, UtteranceBook};
use std::cmp::Reverse;

/// What does not agree on one question at one clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contradictions {
    /// Actors whose counted statements hold more than one stance, the contested first.
    pub disagreements: Vec<Disagreement>,
    /// Utterances that different sources tell: those that are coded with different stances first, then the closest in
    /// their words, then those of most sources.
    pub told: Vec<Utterance>,
}

impl Contradictions {
    /// Picks from all that a project tells what is in force where `standings` were worked out.
    pub fn new(standings: &Standings, utterances: &UtteranceBook, said: &SaidBook) -> Self {
        let mut told: Vec<Utterance> = utterances.told(&standings.question, standings.clock()).collect();
        // Stable: the rest stays in the order of ids.
        told.sort_by_cached_key(|of| (Reverse(of.is_contradicted()), of.likeness, Reverse(of.sources().len())));
        Self { disagreements: disagreements(said, standings), told }
    }
}
