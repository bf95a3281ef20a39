//! Puts the whole project aside now and then, on a thread that keeps nobody waiting.
//!
//! The thing easily got wrong: a snapshot before an import must hold the project as it was then, so it gets a copy of its
//! own at once, and one snapshot after the other is written.

use super::event::KeepingEvent;
use super::threads::EventSender;
use super::time_source::TimeSource;
use crate::model::{Project, TextHash};
use crate::store::{LastRead, Originals, OriginalsAside, SnapshotReason, take_snapshot};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// When snapshots are taken, and where.
pub(super) struct Snapshots {
    home: Option<PathBuf>,
    journals: Option<PathBuf>,
    last: Instant,
    has_changed: bool,
    writing: Option<JoinHandle<()>>,
    time: TimeSource,
}

impl Snapshots {
    /// Into `home`, with originals that lie beside the `journals`.
    pub(super) fn new(home: Option<PathBuf>, journals: Option<PathBuf>, time: TimeSource) -> Self {
        Self { home, journals, last: time.now(), has_changed: false, writing: None, time }
    }

    /// Something was saved that no snapshot has.
    pub(super) fn changed(&mut self) {
        self.has_changed = true;
    }

    /// When the next one is due by itself.
    pub(super) fn due(&self, every: Duration) -> Option<Instant> {
        (self.has_changed && self.home.is_some()).then(|| self.last + every)
    }

    pub(super) fn take(
        &mut self,
        project: &Project,
        last_read: &LastRead,
        held: Originals,
        folder: &Path,
        reason: SnapshotReason,
        events: &EventSender,
    ) {
        self.last = self.time.now();
        self.has_changed = false;
        let Some(home) = self.home.clone() else {
            let why = "the system has no folder for application data".to_owned();
            return events.send(KeepingEvent::NoSnapshot { why });
        };
        let (project, last_read, folder, events) =
            (project.clone(), last_read.clone(), folder.to_path_buf(), events.clone());
        let (before, aside) = (self.writing.take(), self.journals.as_deref().map(OriginalsAside::new));
        let (at, refused) = (self.time.wall(), events.clone());
        let work = move || {
            if let Some(before) = before {
                let _ = before.join();
            }
            let find = |hash: TextHash| held.get(&hash).cloned().or_else(|| aside.as_ref()?.get(hash));
            events.send(match take_snapshot(&home, &project, &last_read, &find, &folder, at, reason) {
                Ok(snapshot) => KeepingEvent::Snapshot { folder: snapshot.folder },
                Err(error) => KeepingEvent::NoSnapshot { why: error.in_brief().0 },
            });
        };
        match std::thread::Builder::new().name("snapshot".to_owned()).spawn(work) {
            Ok(writing) => self.writing = Some(writing),
            Err(cause) => refused.send(KeepingEvent::NoSnapshot { why: cause.to_string() }),
        }
    }

    /// Waits for the one that is being written.
    pub(super) fn finish(self) {
        if let Some(writing) = self.writing {
            let _ = writing.join();
        }
    }
}
