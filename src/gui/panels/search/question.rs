//! What is typed in the search field, read once.

use crate::evidence::search::{Fault, Query, Scope, find_actors};
use crate::model::ActorId;
use crate::session::{Edition, Session};

/// What an answer depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) typed: String,
    pub(super) edition: Edition,
}

/// What is typed, read once.
pub(super) struct Asking {
    /// What is typed, of which state of the project.
    pub(super) now: Asked,
    /// What it says.
    pub(super) query: Query,
    /// Where it applies.
    pub(super) scope: Scope,
    /// The actors that are called so.
    pub(super) actors: Vec<ActorId>,
}

impl Asking {
    /// Reads what is typed.
    pub(super) fn new(now: Asked, session: &Session) -> Self {
        let query = Query::read(&now.typed);
        let scope = Scope::of(&query, session.project());
        let actors = find_actors(session.project(), query.names());
        Self { now, query, scope, actors }
    }

    /// What cannot be used of it.
    pub(super) fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.query.faults().iter().chain(self.scope.faults())
    }

    /// Whether anything of it cannot be used.
    pub(super) fn has_faults(&self) -> bool {
        self.faults().next().is_some()
    }

    /// What was typed, without spaces around it.
    pub(super) fn typed(&self) -> &str {
        &self.now.typed
    }
}
