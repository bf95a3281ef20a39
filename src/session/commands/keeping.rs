//! Saving, snapshots, recovery after a crash, and conflicts with another program.

use crate::model::RecordId;
use crate::session::Session;
use crate::session::keeping::ConflictChoice;
use crate::store::SnapshotReason;
use std::collections::BTreeMap;

/// Saves the project, or settles what was not saved.
#[derive(Clone, Debug, PartialEq)]
pub enum KeepingCommand {
    /// Save now what is not saved yet.
    SaveNow,
    /// Make a snapshot of the whole project.
    TakeSnapshot,
    /// Recover the unsaved work of an earlier run. Where the folder has changed since, the choice decides.
    Recover(BTreeMap<RecordId, ConflictChoice>),
    /// Set the unsaved work of an earlier run aside, where it can still be found.
    DeclineRecovery,
    /// Decide about the unsaved work of an earlier run another time.
    PutRecoveryOff,
    /// Settle the records that another program changed too.
    Resolve(BTreeMap<RecordId, ConflictChoice>),
}

impl Session {
    pub(super) fn carry_out_keeping(&mut self, command: KeepingCommand) {
        match command {
            KeepingCommand::SaveNow => self.save_now(),
            KeepingCommand::TakeSnapshot => self.take_snapshot(SnapshotReason::AsAsked),
            KeepingCommand::Recover(choices) => self.recover(&choices),
            KeepingCommand::DeclineRecovery => self.decline_recovery(),
            KeepingCommand::PutRecoveryOff => self.put_recovery_off(),
            KeepingCommand::Resolve(choices) => self.resolve(choices),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, builtin};
    use super::KeepingCommand;
    use std::collections::BTreeMap;

    #[test]
    fn where_nothing_waits_to_be_saved_or_settled_nothing_changes() {
        let mut session = builtin();
        let before = (session.project().clone(), session.view().clone(), session.edition());
        for command in [
            KeepingCommand::SaveNow,
            KeepingCommand::Recover(BTreeMap::new()),
            KeepingCommand::DeclineRecovery,
            KeepingCommand::PutRecoveryOff,
            KeepingCommand::Resolve(BTreeMap::new()),
        ] {
            let _ = session.perform(Command::Keeping(command));
        }
        assert!(before == (session.project().clone(), session.view().clone(), session.edition()));
        assert_eq!(session.history().count(), 0);
    }
}
