//! Brings what is derived up to date: after the project changed, or how it is looked at.

use super::history::Change;
use super::{Session, StandingChanges, StandpointFacts};
use crate::derive::Standpoint;
use crate::model::Question;
use std::thread::ScopedJoinHandle;

/// What still holds.
#[derive(Clone, Copy, Default)]
struct Holds {
    standing_changes: bool,
    standpoint_facts: bool,
}

impl Session {
    /// Works out everything that follows from the project, after it changed.
    pub(super) fn derive_all_again(&mut self, change: &Change) {
        self.drop_references_to_deleted();
        self.project_facts = self.project_facts.after(&self.project, &change.undo, &change.redo);
        self.project_facts.see_on(&self.project, self.desk.today());
        self.comparison_facts = None;
        self.derive(&self.project_facts.standpoint(&self.project, &self.view), Holds::default());
    }

    /// Works out again what no longer follows from how the project is looked at.
    pub(super) fn derive_again(&mut self) {
        let standpoint = self.project_facts.standpoint(&self.project, &self.view);
        let holds = Holds {
            standing_changes: self.standing_changes.is_of(&standpoint),
            standpoint_facts: self.standpoint_facts.is_of(&standpoint, &self.view.filters),
        };
        self.derive(&standpoint, holds);
    }

    fn derive(&mut self, standpoint: &Standpoint, holds: Holds) {
        // Neither needs the other, and a rule that is dragged asks for both within one frame.
        let (standing_changes, standpoint_facts) = std::thread::scope(|scope| {
            let ledger = &self.project_facts.ledger;
            let standing_changes =
                (!holds.standing_changes).then(|| scope.spawn(|| StandingChanges::new(ledger, standpoint)));
            let standpoint_facts =
                (!holds.standpoint_facts).then(|| self.seen_from(self.question(), standpoint.clone()));
            (standing_changes.map(ScopedJoinHandle::join), standpoint_facts)
        });
        match standing_changes {
            Some(Ok(standing_changes)) => self.standing_changes = standing_changes,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => {}
        }
        if let Some(standpoint_facts) = standpoint_facts {
            self.standpoint_facts = standpoint_facts;
        }
        self.compare_again();
    }

    /// What follows from a standpoint, with the filters of the view.
    pub(super) fn seen_from(&self, question: &Question, standpoint: Standpoint) -> StandpointFacts {
        StandpointFacts::new(&self.project, &self.project_facts, question, standpoint, &self.view.filters)
    }
}
