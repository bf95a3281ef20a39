//! Which of several sentences to read out for an actor.

use super::Standing;
use crate::model::{Project, Statement};
use std::cmp::Reverse;

/// The sentence that speaks best for a standing: in the strongest voice, of these the surest, of these the one that the
/// rule puts first. `None` without a stance.
pub fn best_quotation<'a>(project: &'a Project, standing: &Standing) -> Option<&'a Statement> {
    let statements = standing.statements.iter().filter_map(|id| project.statements.get(id));
    // The first of equals is kept.
    statements.min_by_key(|statement| (statement.voice, Reverse(statement.confidence)))
}
