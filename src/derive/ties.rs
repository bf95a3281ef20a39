//! What ties two actors: relations that a sentence states, and people who speak for somebody.
//!
//! A tie joins everything between two actors, in both directions, so that a picture draws one line. There is no tie
//! without a sentence.

use super::tie_book::TieBook;
use crate::model::{ActorId, Project, RelationId, RelationKind, StatementId};
use std::collections::BTreeMap;

/// Everything that ties two actors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tie {
    /// Relations between the two, sorted by id.
    pub relations: Vec<RelationId>,
    /// Statements that one of them made on behalf of the other, sorted by id.
    pub statements: Vec<StatementId>,
    /// What the ties say, most sentences first.
    pub kinds: Vec<(RelationKind, ActorId, usize)>,
    /// How many different sentences stand behind it.
    pub sentences: usize,
}

/// All ties; the smaller id stands first.
pub type Ties = BTreeMap<(ActorId, ActorId), Tie>;

/// The key of the tie between two actors.
pub fn tie_key(one: &ActorId, other: &ActorId) -> (ActorId, ActorId) {
    let (one, other) = if one <= other { (one, other) } else { (other, one) };
    (one.clone(), other.clone())
}

/// Every tie of the project, on all questions and days. Whoever asks for a day keeps a [`TieBook`].
pub fn ties(project: &Project) -> Ties {
    TieBook::new(project).all()
}
