//! From where a question is looked at: the two clocks, the rule, and what is left out for the sake of argument.
//!
//! Two standpoints on the same question can be compared whatever they differ in. The thing easily got wrong: the
//! clocks are two. What was said on Monday and printed on Friday is in force on Tuesday, and known on Friday.

use crate::model::{Day, QuestionId, StandingRule, StatementId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The day looked at, and by when what was said must have been printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Statements count that had surely been said by the end of this day.
    pub as_of: Day,
    /// Of these, only what had surely been printed by the end of this day; `None` for all that is known today.
    pub known_on: Option<Day>,
}

impl Clock {
    /// As of `day`, by all that is known today.
    pub fn on(day: Day) -> Self {
        Self { as_of: day, known_on: None }
    }

    /// Whether something `said` by one day and `printed` by another is in force.
    pub fn shows(self, said: Day, printed: Day) -> bool {
        said <= self.as_of && self.known_on.is_none_or(|known_on| printed <= known_on)
    }

    /// "9 December 2024", "9 December 2024, as known on 5 December 2024".
    pub fn in_words(self) -> String {
        match self.known_on {
            None => self.as_of.in_words(),
            Some(known_on) => format!("{}, as known on {}", self.as_of.in_words(), known_on.in_words()),
        }
    }
}

/// Everything besides the project that decides where actors stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standpoint {
    /// What is asked.
    pub question: QuestionId,
    /// When.
    pub clock: Clock,
    /// How statements become standings.
    pub rule: StandingRule,
    /// Statements that are taken away to see what they change; empty in earnest.
    pub without: BTreeSet<StatementId>,
}

impl Standpoint {
    /// On `question` at `clock` by `rule`, with every statement.
    pub fn new(question: QuestionId, clock: Clock, rule: StandingRule) -> Self {
        Self { question, clock, rule, without: BTreeSet::new() }
    }

    /// The same without some statements.
    #[must_use]
    pub fn leaving_out(&self, without: impl IntoIterator<Item = StatementId>) -> Self {
        Self { without: without.into_iter().collect(), ..self.clone() }
    }
}
