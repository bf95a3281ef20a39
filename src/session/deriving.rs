//! Brings what is derived up to date: after the project changed, or how it is looked at.

use super::history::Change;
use super::{OfQuestion, OfTime, Session};
use crate::derive::Standpoint;
use crate::model::Question;
use std::thread::ScopedJoinHandle;

/// What still holds.
#[derive(Clone, Copy, Default)]
struct Holds {
    of_time: bool,
    of_question: bool,
}

impl Session {
    /// Works out everything that follows from the project, after it changed.
    pub(super) fn derive_all_again(&mut self, change: &Change) {
        self.look_at_what_is_there();
        self.of_project = self.of_project.after(&self.project, &change.undo, &change.redo);
        self.of_project.see_on(&self.project, self.desk.today());
        self.of_comparison = None;
        self.derive(&self.of_project.standpoint(&self.project, &self.view), Holds::default());
    }

    /// Works out again what no longer follows from how the project is looked at.
    pub(super) fn derive_again(&mut self) {
        let standpoint = self.of_project.standpoint(&self.project, &self.view);
        let holds = Holds {
            of_time: self.of_time.is_of(&standpoint),
            of_question: self.of_question.is_of(&standpoint, &self.view.filters),
        };
        self.derive(&standpoint, holds);
    }

    fn derive(&mut self, standpoint: &Standpoint, holds: Holds) {
        // Neither needs the other, and a rule that is dragged asks for both within one frame.
        let (of_time, of_question) = std::thread::scope(|scope| {
            let ledger = &self.of_project.ledger;
            let of_time = (!holds.of_time).then(|| scope.spawn(|| OfTime::new(ledger, standpoint)));
            let of_question = (!holds.of_question).then(|| self.seen_from(self.question(), standpoint.clone()));
            (of_time.map(ScopedJoinHandle::join), of_question)
        });
        match of_time {
            Some(Ok(of_time)) => self.of_time = of_time,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => {}
        }
        if let Some(of_question) = of_question {
            self.of_question = of_question;
        }
        self.compare_again();
    }

    /// What follows from a standpoint, with the filters of the view.
    pub(super) fn seen_from(&self, question: &Question, standpoint: Standpoint) -> OfQuestion {
        OfQuestion::new(&self.project, &self.of_project, question, standpoint, &self.view.filters)
    }
}
