//! The one door: carries out a [`Command`], records it for undo, and derives again what is out of date.
//!
//! Easily got wrong: the history records the state before and after a command, whatever the command did in between.

use super::history::{State, Step, StepName};
use super::{Command, Outcome, Session, Why};
use std::sync::Arc;

impl Session {
    /// Carries out `command` and returns its outcome. The message of the outcome stays in [`Session::notice`] until the
    /// next command.
    pub fn perform(&mut self, command: Command) -> Outcome {
        self.notice = None;
        let edition = self.edition;
        let looked_at = command.changes_only_project_and_view().then(|| self.state());
        let name = command.undo_label().map(|label| match &command {
            Command::Edit(edit) => StepName { label, detail: edit.detail(&self.project).into() },
            _ => StepName::plain(label),
        });
        let before = name.as_ref().map(|_| self.state());
        let (gesture, command) = match command {
            Command::During(gesture, command) => (Some(gesture), *command),
            command => (None, command),
        };
        self.carry_out(command);
        let change = self.change.take();
        if let (Some(name), Some(before)) = (name, before) {
            let after = self.state();
            self.history.record(Step { name, gesture, before, after, change });
        }
        self.derive_again();
        let is_same = edition == self.edition && looked_at.is_some_and(|before| before == self.state());
        let plain = || if is_same { Outcome::Nothing } else { Outcome::Done(String::new()) };
        let outcome = self.notice.clone().unwrap_or_else(plain);
        if let Outcome::Refused(Why::ReadOnly(..)) = &outcome {
            // The caller offers a copy, or says why not.
            self.notice = None;
        }
        outcome
    }

    pub(super) fn state(&self) -> State {
        State { view: self.view.clone(), views: Arc::clone(&self.saved.list), opened: self.opened_view.clone() }
    }
}
