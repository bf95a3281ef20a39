//! What a picture is compared with: the same view with one thing changed, or another saved view.

use super::ViewKey;
use crate::model::{Day, QuestionId, StandingRule, StatementId};
use serde::{Deserialize, Serialize};

/// The other side of a comparison. Whatever it does not set is taken from the view itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OtherSide {
    /// Another day; `None` is the end of the evidence.
    Day(Option<Day>),
    /// What was known on another day; `None` is everything known today.
    KnownOn(Option<Day>),
    /// Another question of the same project.
    Question(QuestionId),
    /// The rule of the project.
    ProjectRule,
    /// Another rule.
    Rule(StandingRule),
    /// The question, days and rule of a saved view.
    View(ViewKey),
    /// Without one statement: what did this sentence change?
    Without(StatementId),
}

/// How both sides are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComparisonLook {
    /// One picture in which the actors that differ are marked, with the list beside it.
    #[default]
    List,
    /// Two pictures, the other side on the left.
    SideBySide,
}

/// A comparison that a view shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The other side, which differences lead away from; they lead to the view itself.
    pub with: OtherSide,
    /// How both are shown.
    pub look: ComparisonLook,
}
