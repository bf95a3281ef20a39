//! How a session keeps what is made in it: it hands every change to its keeper, and takes in what the keeper tells.
//!
//! The thing easily got wrong: changes made by another program, or found in the journal, are taken in as steps of the
//! history like any other, never silently and never over something newer.

use super::edit::{Edit, Refusal, TakenFrom};
use super::editing::{Access, ReadOnly};
use super::history::{Change, Step, StepName};
use super::keeping::{
    ConflictChoice, EditRecord, External, Keeper, KeeperStart, KeepingEvent, KeepingState, Pace, RecordConflict,
    Recovery, TimeSource,
};
use super::{Origin, Outcome, Session};
use crate::derive::count_of;
use crate::model::{Day, Patch, RecordId};
use crate::store::{Snapshot, SnapshotReason, snapshots, snapshots_of};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A project is left only after its last changes are safe; this long is waited for that.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// What keeps a project while it is open, and what it waits for a person to decide.
#[derive(Default)]
pub(super) struct Keeping {
    keeper: Option<Keeper>,
    /// Unsaved work of an earlier run.
    recovery: Option<Recovery>,
    /// Records that another program changed too.
    conflicts: Vec<RecordConflict>,
}

/// Whether what a person made is on disk, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Safety {
    /// "Saved 14:05".
    Safe(String),
    /// "Saving…".
    OnItsWay(String),
    /// It is not, and will not be by itself.
    Unsaved {
        /// "Not saved: disk full".
        words: String,
        /// What is safe.
        safe: String,
        /// What to do.
        todo: String,
    },
}

/// How a change reaches the keeper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Handing {
    /// Made here.
    Own,
    /// Made by another program, and taken in.
    Merged,
}

impl Session {
    /// Takes in what other threads have done since, and follows the calendar. Cheap where nothing happened; called once a
    /// frame, before anything is painted.
    pub fn attend(&mut self, today: Day) {
        self.desk.set_today(today);
        self.attend_import();
        let events = self.keeping.keeper.as_mut().map(Keeper::poll).unwrap_or_default();
        for event in events {
            self.take_in_event(event);
        }
    }

    fn take_in_event(&mut self, event: KeepingEvent) {
        match event {
            // The state of the keeper says both.
            KeepingEvent::Saved { .. } | KeepingEvent::NotSaved(_) | KeepingEvent::Snapshot { .. } => {}
            KeepingEvent::Journal { why: None } => self.notice = None,
            KeepingEvent::Journal { why: Some(why) } => {
                self.notice = Some(Outcome::refused(format!(
                    "The journal cannot be written: {why}. What is saved is safe; a crash would lose what is not"
                )));
            }
            KeepingEvent::NoSnapshot { why } => {
                self.notice =
                    Some(Outcome::refused(format!("No snapshot was made: {why}. The project itself is safe")));
            }
            KeepingEvent::OriginalsMissing { files } => {
                self.notice = Some(Outcome::refused(format!(
                    "The files that articles were imported from are gone: {}. Their texts are safe",
                    files.join(", ")
                )));
            }
            KeepingEvent::External(External::Merged { patch }) => {
                let count = count_of(patch.records().len(), "record", "records");
                if self.take_over(TakenFrom::Outside, &patch, Vec::new(), Handing::Merged) {
                    self.conflicts_settled();
                    let done = format!(
                        "Another program changed {count} of this project. The changes were taken in; undo takes them back"
                    );
                    self.notice = Some(Outcome::Done(done));
                }
            }
            KeepingEvent::External(External::Conflict { records }) => self.keeping.conflicts = records,
        }
    }

    fn conflicts_settled(&mut self) {
        self.keeping.conflicts.clear();
    }

    /// Takes the folder's lock and starts to keep what changes; where that is not possible, the project is read only.
    pub(super) fn begin_keeping(&mut self) {
        let (Access::Editable, Origin::Folder(folder)) = (&self.access, &self.origin) else { return };
        let start = KeeperStart {
            folder: folder.clone(),
            data: self.desk.data_folder().map(std::path::Path::to_path_buf),
            project: self.project.clone(),
            last_read: self.last_read.clone(),
            wake: self.desk.wake().function(),
            pace: Pace::default(),
            time: TimeSource::system(),
        };
        match Keeper::start(start) {
            Ok((keeper, recovery)) => {
                self.keeping = Keeping { keeper: Some(keeper), recovery, conflicts: Vec::new() };
            }
            Err(why) => self.access = Access::ReadOnly(ReadOnly::Locked(why.to_string())),
        }
    }

    /// Hands a change that was just made to the journal and to the next save.
    pub(super) fn hand_to_keeper(&mut self, label: &'static str, change: &Change, originals: Vec<Arc<[u8]>>) {
        self.hand_over(label, change, originals, Handing::Own);
    }

    fn hand_over(&mut self, label: &str, change: &Change, originals: Vec<Arc<[u8]>>, handing: Handing) {
        let Some(keeper) = &mut self.keeping.keeper else { return };
        let record = EditRecord {
            revision: self.edition.revision,
            label: label.to_owned(),
            at: SystemTime::now(),
            redo: Arc::clone(&change.redo),
            undo: Arc::clone(&change.undo),
            originals,
        };
        match handing {
            Handing::Own => keeper.record(record),
            Handing::Merged => keeper.record_merged(record),
        }
    }

    /// Applies changes that were made elsewhere as one step of the history.
    fn take_over(&mut self, origin: TakenFrom, patch: &Patch, originals: Vec<Arc<[u8]>>, handing: Handing) -> bool {
        let edit = Edit::TakeOver { origin, patch: Box::new(patch.clone()) };
        let name = StepName { label: edit.label(), detail: edit.detail(&self.project).into() };
        let before = self.state();
        match self.applied(&edit) {
            Ok(change) => {
                let change = change.unwrap_or_default();
                self.project_changed(&change);
                self.hand_over(name.label, &change, originals, handing);
                let after = self.state();
                let change = (!change.redo.is_empty()).then_some(change);
                self.history.record(Step { name, gesture: None, before, after, change });
                true
            }
            Err(Refusal(why)) => {
                self.notice = Some(Outcome::refused(why));
                false
            }
        }
    }

    /// Whether everything is on disk; `None` for a project that cannot be changed.
    pub fn safety(&self) -> Option<Safety> {
        let state = self.keeping.keeper.as_ref()?.state();
        let words = state.in_words();
        Some(match state {
            KeepingState::Unchanged | KeepingState::Saved(_) => Safety::Safe(words),
            KeepingState::Saving => Safety::OnItsWay(words),
            KeepingState::NotSaved(why) => Safety::Unsaved { words, safe: why.safe.clone(), todo: why.todo.clone() },
        })
    }

    /// Unsaved work of an earlier run that waits for a decision.
    pub fn recovery(&self) -> Option<&Recovery> {
        self.keeping.recovery.as_ref()
    }

    /// Records that another program changed too, and that wait for a decision.
    pub fn conflicts(&self) -> &[RecordConflict] {
        &self.keeping.conflicts
    }

    /// Takes in the unsaved work of an earlier run, with the person's choices where the folder has moved on.
    pub(super) fn recover(&mut self, choices: &BTreeMap<RecordId, ConflictChoice>) {
        let Some(recovery) = self.keeping.recovery.take() else { return };
        let chosen = recovery.conflicts.iter().filter(|of| choices.get(&of.record) == Some(&ConflictChoice::Mine));
        let patch = chosen.fold(recovery.patch.clone(), |all, of| all.then(of.mine.clone()));
        if self.take_over(TakenFrom::Journal, &patch, recovery.originals.clone(), Handing::Own) {
            if let Some(keeper) = &mut self.keeping.keeper {
                keeper.recovered(recovery);
            }
            self.notice = Some(Outcome::Done("The unsaved work is back; undo takes it away again".to_owned()));
        } else {
            self.keeping.recovery = Some(recovery);
        }
    }

    /// Leaves the unsaved work of an earlier run aside, where it can still be found.
    pub(super) fn decline_recovery(&mut self) {
        if let (Some(recovery), Some(keeper)) = (self.keeping.recovery.take(), &mut self.keeping.keeper)
            && let Err(why) = keeper.decline(&recovery)
        {
            let told =
                format!("The unsaved work could not be set aside and will be offered again at the next start: {why}");
            self.notice = Some(Outcome::refused(told));
        }
    }

    /// Leaves the decision for the next start.
    pub(super) fn put_recovery_off(&mut self) {
        self.keeping.recovery = None;
    }

    /// Settles what another program changed too; records without a choice stay as they are here.
    pub(super) fn resolve(&mut self, choices: BTreeMap<RecordId, ConflictChoice>) {
        self.conflicts_settled();
        if let Some(keeper) = &mut self.keeping.keeper {
            keeper.resolve(choices);
        }
    }

    /// Puts the whole project aside as it is, beside everything else that is going on.
    pub(super) fn take_snapshot(&mut self, reason: SnapshotReason) {
        if let Some(keeper) = &mut self.keeping.keeper {
            keeper.snapshot(reason);
        }
    }

    /// The states of the project that were put aside, the newest first. Reads a folder.
    pub fn snapshots(&self) -> Vec<Snapshot> {
        match (&self.origin, self.desk.data_folder()) {
            (Origin::Folder(folder), Some(data)) => snapshots(&snapshots_of(data, folder)),
            (Origin::BuiltIn, _) | (_, None) => Vec::new(),
        }
    }

    /// Saves at once what is not saved yet.
    pub(super) fn save_now(&mut self) {
        if let Some(keeper) = &mut self.keeping.keeper {
            keeper.save_now();
        }
    }

    /// Saves everything before another project is opened; on an error says what is not saved.
    pub(super) fn save_before_leaving(&mut self) -> Result<(), String> {
        let Some(keeper) = &mut self.keeping.keeper else { return Ok(()) };
        match keeper.flush(LONGEST_WAIT).saved {
            Ok(()) => Ok(()),
            Err(why) => Err(format!("This project stays open: {why}")),
        }
    }
}
