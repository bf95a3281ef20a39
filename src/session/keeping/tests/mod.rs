//! The keeper over real folders, with a clock that stands still until a test turns it.

mod everyday;
mod failing;
mod locked;
mod merging;
mod originals;

use super::journaling::ToJournal;
use super::time_source::ManualClock;
use super::{EditRecord, External, Keeper, KeeperStart, KeepingEvent, KeepingState, Pace, Recovery, TimeSource};
use crate::model::{Patch, Project};
use crate::store::{LastRead, open_folder, save, write_project};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::TempDir;

/// A program that hangs ends its test after this; nothing else waits for it.
const HANGS: Duration = Duration::from_mins(2);

/// The shortest time that a test tells apart.
pub(super) const MOMENT: Duration = Duration::from_millis(1);

/// The one pace of all tests: that of the program.
pub(super) fn pace() -> Pace {
    Pace::default()
}

/// A project folder with a session's project beside it.
pub(super) struct Desk {
    pub(super) home: TempDir,
    pub(super) keeper: Option<Keeper>,
    pub(super) project: Project,
    pub(super) revision: u64,
    pub(super) recovery: Option<Recovery>,
    pub(super) clock: Arc<ManualClock>,
    /// Has something whenever the keeper has news.
    woken: Receiver<()>,
}

impl Desk {
    pub(super) fn new() -> Self {
        let home = TempDir::new().unwrap();
        let files = write_project(&crate::store::sample::project(), &LastRead::nothing()).unwrap();
        save(&home.path().join("league"), &files, &LastRead::nothing()).unwrap();
        let project = crate::store::sample::project();
        let (clock, woken) = (ManualClock::new(), channel().1);
        let mut desk = Self { home, keeper: None, project, revision: 0, recovery: None, clock, woken };
        desk.open();
        desk
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.home.path().join("league")
    }

    pub(super) fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// Closes what is open and opens the folder again.
    pub(super) fn open(&mut self) {
        self.keeper = None;
        // Threads that a crash left behind never hear of this one.
        self.clock = ManualClock::new();
        let (wake, woken) = channel();
        let opened = open_folder(&self.folder()).unwrap();
        self.project = opened.project.clone();
        let (keeper, recovery) = Keeper::start(KeeperStart {
            folder: self.folder(),
            data: Some(self.data()),
            project: opened.project,
            last_read: opened.last_read,
            wake: Arc::new(move || {
                // Nobody listens to threads that a crash left behind.
                let _ = wake.send(());
            }),
            pace: pace(),
            time: TimeSource::manual(&self.clock),
        })
        .unwrap();
        self.woken = woken;
        self.keeper = Some(keeper);
        self.recovery = recovery;
        self.revision = 0;
    }

    pub(super) fn keeper(&mut self) -> &mut Keeper {
        self.keeper.as_mut().unwrap()
    }

    /// What the session does with an edit.
    pub(super) fn edit(&mut self, change: impl FnOnce(&mut Project)) {
        let mut changed = self.project.clone();
        change(&mut changed);
        let redo = Patch::between(&self.project, &changed);
        self.apply(redo, Vec::new());
    }

    pub(super) fn apply(&mut self, redo: Patch, originals: Vec<Arc<[u8]>>) {
        let record = self.record_of(redo, originals);
        self.keeper().record(record);
    }

    pub(super) fn record_of(&mut self, redo: Patch, originals: Vec<Arc<[u8]>>) -> EditRecord {
        let undo = redo.clone().apply(&mut self.project);
        self.revision += 1;
        EditRecord {
            revision: self.revision,
            label: format!("Edit {}", self.revision),
            at: self.clock.wall(),
            redo: Arc::new(redo),
            undo: Arc::new(undo),
            originals,
        }
    }

    pub(super) fn title(&mut self, title: &str) {
        let title = title.to_owned();
        self.edit(|project| project.manifest.title = title);
    }

    /// Lets the time pass; everything that is due by then is done.
    pub(super) fn pass(&self, time: Duration) {
        self.clock.turn(time);
    }

    /// All but the last millisecond of it.
    pub(super) fn pass_almost(&self, time: Duration) {
        self.clock.turn(time.saturating_sub(MOMENT));
    }

    /// Lets a long time pass, step by step, so that whatever is repeated is repeated.
    pub(super) fn pass_hours(&self, hours: u64) {
        for _ in 0..hours * 60 {
            self.clock.turn(Duration::from_mins(1));
        }
    }

    /// Everything that was asked of the threads is done.
    pub(super) fn settle(&self) {
        self.clock.settle();
    }

    /// As long as it takes until the journal is flushed by itself, and no save is due.
    pub(super) fn pass_until_journaled(&self) {
        self.pass(pace().journal);
    }

    /// Waits for news that `wanted` says yes to.
    pub(super) fn wait_for(&mut self, what: &str, wanted: impl Fn(&KeepingEvent) -> bool) -> KeepingEvent {
        let mut seen = Vec::new();
        loop {
            for event in self.keeper().poll() {
                if wanted(&event) {
                    return event;
                }
                seen.push(event);
            }
            assert!(self.woken.recv_timeout(HANGS).is_ok(), "waited for {what} and saw {seen:#?}");
        }
    }

    /// Lets the time pass after which an edit is saved by itself, and waits for that.
    pub(super) fn wait_until_saved(&mut self) {
        self.pass(pace().after_last_edit);
        let revision = self.revision;
        self.wait_for(
            "the save",
            |event| matches!(event, KeepingEvent::Saved { revision: saved, .. } if *saved == revision),
        );
    }

    /// Whether everything so far is in the journal.
    pub(super) fn flush_journal(&mut self) -> bool {
        let (answer, answered) = channel();
        self.keeper().channels.to_journal.as_ref().unwrap().send(ToJournal::Flush(answer)).unwrap();
        answered.recv().unwrap()
    }

    /// What is in the folder.
    pub(super) fn on_disk(&self) -> Project {
        let opened = open_folder(&self.folder()).unwrap();
        assert_eq!(opened.whole, crate::store::Wholeness::Whole, "{:#?}", opened.defects);
        opened.project
    }

    /// What a crash leaves: the threads stop where they are and nothing more is written.
    pub(super) fn crash(&mut self) {
        std::mem::forget(self.keeper.take());
        // A process that is gone holds nobody off.
        std::fs::remove_file(self.folder().join(".demarche/lock")).unwrap();
    }

    pub(super) fn state(&mut self) -> String {
        self.keeper().state().in_words()
    }

    /// Takes in what the keeper offers, as the session does.
    pub(super) fn take_in(&mut self) -> Patch {
        let event = self.wait_for("what others changed", |event| matches!(event, KeepingEvent::External(_)));
        let KeepingEvent::External(External::Merged { patch }) = event else { panic!("{event:#?}") };
        let record = self.record_of((*patch).clone(), Vec::new());
        self.keeper().record_merged(record);
        (*patch).clone()
    }

    /// Writes the folder as another program would.
    pub(super) fn outside(&self, change: impl FnOnce(&mut Project)) {
        let opened = open_folder(&self.folder()).unwrap();
        let mut project = opened.project;
        change(&mut project);
        save(&self.folder(), &write_project(&project, &opened.last_read).unwrap(), &opened.last_read).unwrap();
    }

    pub(super) fn is_saved(&mut self) -> bool {
        matches!(self.keeper().state(), KeepingState::Saved(_))
    }
}
