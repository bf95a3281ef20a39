//! The rule that turns statements into a standing, as data the reader can see.
//!
//! It is an object of the project, so that another rule can be tried without touching a statement. How it is applied
//! stands in [`crate::derive`]. The thing easily got wrong: a rule can be written that means nothing, such as one in
//! which no voice counts. [`StandingRule::faults`] says so before anybody is coloured by it.

use super::{Confidence, Voice};
use serde::{Deserialize, Serialize};

/// Whether a person's words count for the country or organisation the person holds an office of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PeopleSpeak {
    /// Yes, on the days the office is held.
    InOffice,
    /// No: only statements about the country or organisation itself count.
    Never,
}

/// How the age of a statement tells against it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Weighing {
    /// The latest statement decides alone.
    #[default]
    Latest,
    /// Every statement weighs, half as much for each `days` that it is older; the heaviest stance wins.
    HalfLife {
        /// Days in which a statement loses half its weight; at least 1.
        days: u16,
    },
}

impl Weighing {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    fn is_latest(&self) -> bool {
        *self == Self::Latest
    }
}

/// Which statements count, and which of them wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingRule {
    /// The voices that count, strongest first. A voice that is left out never colours anybody.
    pub voices: Vec<Voice>,
    /// Whether the latest statement decides, or all by their age.
    #[serde(default, skip_serializing_if = "Weighing::is_latest")]
    pub weighing: Weighing,
    /// Statements below this confidence do not count.
    pub least_confidence: Confidence,
    /// Whose words colour a country.
    pub people_speak: PeopleSpeak,
    /// A different stance said at most this many days before the actor’s latest counted statement marks its standing as
    /// contested.
    pub contested_within_days: u16,
    /// A standing whose latest statement is older than this many days is stale.
    pub stale_after_days: u16,
}

impl StandingRule {
    /// Position of `voice` among the voices that count, 0 for the strongest; `None` if it does not count.
    pub fn voice_rank(&self, voice: Voice) -> Option<usize> {
        self.voices.iter().position(|counted| *counted == voice)
    }

    /// The same rule with every voice down to `least` and none below it, in the order that this rule and then `order`
    /// gives them.
    #[must_use]
    pub fn with_least_voice(&self, least: Voice, order: &Self) -> Self {
        let mut voices: Vec<Voice> = Voice::ALL.into_iter().filter(|voice| *voice <= least).collect();
        let place = |voice: &Voice| (self.voice_rank(*voice).or_else(|| order.voice_rank(*voice)), *voice);
        voices.sort_by_key(|voice| {
            let (rank, voice) = place(voice);
            (rank.unwrap_or(Voice::ALL.len()), voice)
        });
        Self { voices, ..self.clone() }
    }

    /// The weakest voice that counts, by the codebook's order; `None` if none counts.
    pub fn least_voice(&self) -> Option<Voice> {
        self.voices.iter().max().copied()
    }

    /// Why the rule contradicts itself; empty for a rule that can be applied.
    pub fn faults(&self) -> Vec<RuleFault> {
        let mut faults = Vec::new();
        if self.voices.is_empty() {
            faults.push(RuleFault::NoVoice);
        }
        let is_twice = |voice: &Voice| self.voices.iter().filter(|counted| *counted == voice).count() > 1;
        faults.extend(Voice::ALL.into_iter().filter(is_twice).map(RuleFault::VoiceTwice));
        if self.weighing == (Weighing::HalfLife { days: 0 }) {
            faults.push(RuleFault::NoHalfLife);
        }
        if self.contested_within_days > self.stale_after_days {
            let (contested, stale) = (self.contested_within_days, self.stale_after_days);
            faults.push(RuleFault::StaleContests { contested, stale });
        }
        faults
    }
}

/// Why a rule contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// Nobody would ever have a colour.
    #[error("no voice counts, so no statement colours anybody; name at least one")]
    NoVoice,
    /// Its rank is not clear.
    #[error("the voice {} is named twice; its rank is not clear", .0.code())]
    VoiceTwice(Voice),
    /// Every statement would weigh nothing on the next day.
    #[error("a half-life of 0 days leaves no statement any weight; give at least 1")]
    NoHalfLife,
    /// A statement too old to count as fresh would still contest one.
    #[error(
        "a statement contests for {contested} days but is stale after {stale}; the first must not be more than the \
         second"
    )]
    StaleContests {
        /// Days in which a statement contests.
        contested: u16,
        /// Days after which it is stale.
        stale: u16,
    },
}

impl Default for StandingRule {
    /// The rule that new projects start with: every voice counts, people speak for their country.
    fn default() -> Self {
        Self {
            voices: Voice::ALL.to_vec(),
            weighing: Weighing::Latest,
            least_confidence: Confidence::Arguable,
            people_speak: PeopleSpeak::InOffice,
            contested_within_days: 60,
            stale_after_days: 180,
        }
    }
}
