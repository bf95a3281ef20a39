//! Brings derived facts up to date after the project or the view changed.

use super::history::Change;
use super::{Session, StandingChanges, StandpointFacts};
use crate::derive::Standpoint;
use crate::model::{Beside, Question};

/// What still holds.
#[derive(Clone, Copy, Default)]
struct Holds {
    standing_changes: bool,
    standpoint_facts: bool,
}

impl Session {
    /// Derives everything again, after the project changed.
    pub(super) fn derive_all_again(&mut self, change: &Change) {
        self.drop_references_to_deleted();
        self.project_facts = self.project_facts.after(&self.project, &change.undo, &change.redo);
        self.project_facts.see_on(&self.project, self.desk.today());
        self.comparison_facts = None;
        self.derive(&self.project_facts.standpoint(&self.project, &self.view), Holds::default());
    }

    /// Derives again what is out of date after the view changed.
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
        let ledger = &self.project_facts.ledger;
        let standing_changes = || StandingChanges::new(ledger, standpoint);
        let (standing_changes, standpoint_facts) = std::thread::scope(|scope| {
            let standing_changes = (!holds.standing_changes).then(|| Beside::start(scope, &standing_changes));
            let standpoint_facts =
                (!holds.standpoint_facts).then(|| self.seen_from(self.question(), standpoint.clone()));
            (standing_changes.map(Beside::finish), standpoint_facts)
        });
        if let Some(standing_changes) = standing_changes {
            self.standing_changes = standing_changes;
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use crate::model::NO_THREADS;
    use crate::session::{Command, LookCommand, Origin, Session, ViewHome};

    #[test]
    fn where_the_system_gives_no_thread_a_project_opens_and_answers_as_ever() {
        let opened = || {
            let mut session =
                Session::open(crate::store::builtin(), Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap();
            let question = session.project().manifest.questions.last().unwrap().id.clone();
            let _ = session.perform(Command::Look(LookCommand::Ask(question)));
            (session.standpoint_facts().answer.to_text(), session.standing_changes().changes.clone())
        };
        let with_threads = opened();
        NO_THREADS.set(true);
        let without = opened();
        NO_THREADS.set(false);
        assert_eq!(without, with_threads);
    }
}
