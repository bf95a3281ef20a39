//! The keeper over real folders, with a clock of milliseconds.

mod everyday;
mod failing;
mod locked;
mod merging;
mod originals;

use super::{EditRecord, External, Keeper, KeeperStart, KeepingEvent, KeepingState, Pace, Recovery};
use crate::model::{Patch, Project};
use crate::store::{LastRead, open_folder, save, write_project};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tempfile::TempDir;

/// As fast as a test wants it; saves happen when they are asked for, or after 20 ms.
pub(super) fn quick() -> Pace {
    Pace {
        after_last_edit: Duration::from_millis(20),
        after_first_edit: Duration::from_millis(100),
        journal: Duration::from_millis(5),
        snapshot: Duration::from_hours(1),
        look: Duration::from_millis(40),
        retry: Duration::from_millis(20),
        longest_retry: Duration::from_millis(200),
    }
}

/// As slow as it takes for a test to be sure that nothing happens by itself.
pub(super) fn never() -> Pace {
    let hour = Duration::from_hours(1);
    Pace { after_last_edit: hour, after_first_edit: hour, journal: Duration::from_millis(5), look: hour, ..quick() }
}

/// A project folder with a session's project beside it.
pub(super) struct Desk {
    pub(super) home: TempDir,
    pub(super) keeper: Option<Keeper>,
    pub(super) project: Project,
    pub(super) revision: u64,
    pub(super) recovery: Option<Recovery>,
}

impl Desk {
    pub(super) fn new(pace: Pace) -> Self {
        let home = TempDir::new().unwrap();
        let files = write_project(&crate::store::sample::project(), &LastRead::nothing()).unwrap();
        save(&home.path().join("league"), &files, &LastRead::nothing()).unwrap();
        let project = crate::store::sample::project();
        let mut desk = Self { home, keeper: None, project, revision: 0, recovery: None };
        desk.open(pace);
        desk
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.home.path().join("league")
    }

    pub(super) fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// Closes what is open and opens the folder again.
    pub(super) fn open(&mut self, pace: Pace) {
        self.keeper = None;
        let opened = open_folder(&self.folder()).unwrap();
        self.project = opened.project.clone();
        let (keeper, recovery) = Keeper::start(KeeperStart {
            folder: self.folder(),
            data: Some(self.data()),
            project: opened.project,
            last_read: opened.last_read,
            wake: Arc::new(|| {}),
            pace,
        })
        .unwrap();
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
            at: SystemTime::now(),
            redo: Arc::new(redo),
            undo: Arc::new(undo),
            originals,
        }
    }

    pub(super) fn title(&mut self, title: &str) {
        let title = title.to_owned();
        self.edit(|project| project.manifest.title = title);
    }

    /// Polls until `wanted` says yes.
    pub(super) fn wait_for(&mut self, what: &str, wanted: impl Fn(&KeepingEvent) -> bool) -> KeepingEvent {
        let until = Instant::now() + Duration::from_secs(20);
        let mut seen = Vec::new();
        while Instant::now() < until {
            for event in self.keeper().poll() {
                if wanted(&event) {
                    return event;
                }
                seen.push(event);
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("waited for {what} and saw {seen:#?}");
    }

    pub(super) fn wait_until_saved(&mut self) {
        let revision = self.revision;
        self.wait_for(
            "the save",
            |event| matches!(event, KeepingEvent::Saved { revision: saved, .. } if *saved == revision),
        );
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
