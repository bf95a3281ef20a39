//! Undo and redo. Going back through what was open ([`super::LookCommand::Back`]) is browsing, and not part of this.

use crate::session::Session;
use crate::session::history::{History, Restored, State};
use std::sync::Arc;

/// A move through the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryCommand {
    /// Undo the last step.
    Undo,
    /// Redo the step that was undone last.
    Redo,
    /// Undo or redo until this many steps are done.
    GoToStep(usize),
}

impl Session {
    pub(super) fn carry_out_history(&mut self, command: HistoryCommand) {
        match command {
            HistoryCommand::Undo => self.restore(History::undo),
            HistoryCommand::Redo => self.restore(History::redo),
            HistoryCommand::GoToStep(steps) => {
                while self.history.position() > steps && self.history.undo_label().is_some() {
                    self.restore(History::undo);
                }
                while self.history.position() < steps && self.history.redo_label().is_some() {
                    self.restore(History::redo);
                }
            }
        }
    }

    fn restore(&mut self, step: impl FnOnce(&mut History) -> Option<Restored>) {
        if let Some(Restored { state: State { view, views, opened }, patch, label }) = step(&mut self.history) {
            let theme = std::mem::replace(&mut self.view, view).theme;
            if self.view.theme != theme {
                self.use_theme(self.view.theme);
            }
            self.opened_view = opened;
            if self.saved.list != views {
                self.replace_views(Arc::unwrap_or_clone(views));
            }
            if let Some(patch) = patch {
                self.apply_from_history(label, &patch);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, LookCommand, builtin};
    use super::HistoryCommand;
    use crate::session::Outcome;
    use crate::view::ConditionFilter;

    #[test]
    fn undo_restores_what_was_seen_before_and_redo_what_was_seen_after() {
        let mut session = builtin();
        let before = session.view().clone();
        let _ = session.perform(Command::Look(LookCommand::FilterConditions(ConditionFilter::OnlyConditional)));
        let after = session.view().clone();
        assert_ne!(before, after);
        let _ = session.perform(Command::History(HistoryCommand::Undo));
        assert_eq!((session.view(), session.redo_label()), (&before, Some("filter")));
        let _ = session.perform(Command::History(HistoryCommand::Redo));
        assert_eq!((session.view(), session.undo_label()), (&after, Some("filter")));
    }

    #[test]
    fn undo_without_a_step_changes_nothing_and_says_so() {
        let outcome = builtin().perform(Command::History(HistoryCommand::Undo));
        assert_eq!(outcome, Outcome::Nothing);
    }
}
