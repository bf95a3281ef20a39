//! The rule that turns statements into a standing, as data the reader can see.
//!
//! It is an object of the project, so that another rule can be tried without touching a statement. How it is applied
//! stands in [`crate::derive`].

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

/// Which statements count, and which of them wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingRule {
    /// The voices that count, strongest first. A voice that is left out never colours anybody.
    pub voices: Vec<Voice>,
    /// Statements below this confidence do not count.
    pub least_confidence: Confidence,
    /// Whose words colour a country.
    pub people_speak: PeopleSpeak,
    /// A different stance said at most this many days before the as-of date marks a standing as contested.
    pub contested_within_days: u16,
    /// A standing whose latest statement is older than this many days is stale.
    pub stale_after_days: u16,
}

impl StandingRule {
    /// Position of `voice` among the voices that count, 0 for the strongest; `None` if it does not count.
    pub fn voice_rank(&self, voice: Voice) -> Option<usize> {
        self.voices.iter().position(|counted| *counted == voice)
    }
}

impl Default for StandingRule {
    /// The rule that new projects start with: every voice counts, people speak for their country.
    fn default() -> Self {
        Self {
            voices: Voice::ALL.to_vec(),
            least_confidence: Confidence::Arguable,
            people_speak: PeopleSpeak::InOffice,
            contested_within_days: 60,
            stale_after_days: 180,
        }
    }
}
