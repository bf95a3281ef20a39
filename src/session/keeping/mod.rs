//! Keeps what a person makes: the journal, the saves, the lock, the snapshots, each off the interface thread.
//!
//! A [`Keeper`] stands between a session and the store. The session hands over every edit and asks now and then what
//! happened. The thing easily got wrong: an edit may be made between the moment something is told and the moment it is
//! heard, so whatever the session has to take in is worked out for one revision and offered for no other.

mod aside;
mod event;
mod holding;
mod journaling;
mod merge;
mod pace;
mod record;
mod recovery;
mod saver;
mod termination;
#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
mod tests;
mod threads;
mod time_source;

pub use event::{ConflictChoice, External, KeepingEvent, KeepingState, NotSaved, RecordConflict};
pub use pace::Pace;
pub use record::EditRecord;
pub use recovery::{RecoveredEdit, Recovery};
pub use time_source::TimeSource;

use crate::model::{Project, RecordId, thread_builder};
use crate::store::{
    Journal, LastRead, OriginalsAside, SnapshotReason, StoreError, Wholeness, journals_of, set_aside, snapshots_of,
};
use aside::Snapshots;
use holding::Holding;
use journaling::{Journaling, ToJournal};
use saver::{Saver, Started, ToSaver};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use termination::{ThreadChannels, guard};
use threads::{EventSender, Health, News};

/// When a project is closed, the threads are waited for no longer than this.
const LONGEST_FAREWELL: Duration = Duration::from_secs(3);

/// What a keeper starts with.
pub struct KeeperStart {
    /// The project's folder.
    pub folder: PathBuf,
    /// Where journals and snapshots are kept; `None` where the system names no such place.
    pub data: Option<PathBuf>,
    /// The project as it was read from there.
    pub project: Project,
    /// What was read.
    pub last_read: LastRead,
    /// Called from other threads when [`Keeper::poll`] has something.
    pub wake: Arc<dyn Fn() + Send + Sync>,
    /// How often things are put on disk.
    pub pace: Pace,
    /// Where the time is read.
    pub time: TimeSource,
}

/// Why a project cannot be edited in its folder, in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotEditable(pub String);

/// How a flush ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flushed {
    /// Whether everything is in the folder, or why not.
    pub saved: Result<(), NotSaved>,
    /// Whether everything that is not is in the journal.
    pub journaled: bool,
}

/// Keeps one project.
pub struct Keeper {
    channels: Arc<ThreadChannels>,
    news: Receiver<News>,
    threads: Vec<JoinHandle<()>>,
    state: KeepingState,
    health: Health,
    last: Option<u64>,
    time: TimeSource,
}

impl Keeper {
    /// Starts to keep the project, and gives what a journal of an earlier run holds of it.
    pub fn start(start: KeeperStart) -> Result<(Self, Option<Recovery>), NotEditable> {
        let KeeperStart { folder, data, mut project, last_read, wake, pace, time } = start;
        if last_read.whole() == Wholeness::Partial {
            return Err(NotEditable(StoreError::Partial(folder).to_string()));
        }
        let holding = Holding::take(&folder, time.clone())?;
        let (to_session, news) = channel();
        let events = EventSender { to_session, wake };
        let health = Health::none();
        let home = data.as_deref().map(|data| journals_of(data, &folder));
        let recovery = home.as_deref().and_then(|home| Recovery::find(home, &mut project, &last_read));
        let mut threads = Vec::new();
        let to_journal = match &home {
            None => None,
            Some(home) => {
                health.written();
                let journaling = Journaling::new(
                    Journal::new(home, &folder),
                    OriginalsAside::new(home),
                    last_read.fingerprint(),
                    pace.journal,
                    time.clone(),
                    health.clone(),
                    events.clone(),
                );
                let (to_journal, inbox) = channel();
                #[cfg(test)]
                {
                    let to_journal = to_journal.clone();
                    time.tell_when_turned(move |done| drop(to_journal.send(ToJournal::Turned(done))));
                }
                let (events, health) = (events.clone(), health.clone());
                let at_fault = move || {
                    health.failing();
                    events.send_news(News::Stopped);
                };
                threads.push(spawn("journal", move || journaling.run(&inbox), at_fault)?);
                Some(to_journal)
            }
        };
        let aside = home.as_deref().map(OriginalsAside::new);
        let snapshots =
            Snapshots::new(data.as_deref().map(|data| snapshots_of(data, &folder)), home.clone(), time.clone());
        let started = Started { folder, project, last_read, aside, holding, snapshots };
        let saver = Saver::new(started, (pace, time.clone()), health.clone(), events.clone(), to_journal.clone());
        let (to_saver, inbox) = channel();
        #[cfg(test)]
        {
            let to_saver = to_saver.clone();
            time.tell_when_turned(move |done| drop(to_saver.send(ToSaver::Turned(done))));
        }
        threads.push(spawn("saver", move || saver.run(&inbox), move || events.send_news(News::Stopped))?);
        let channels = Arc::new(ThreadChannels { to_saver, to_journal });
        guard(Arc::downgrade(&channels));
        let state = KeepingState::Unchanged;
        Ok((Self { channels, news, threads, state, health, last: None, time }, recovery))
    }

    /// Keeps an edit, an undo or a redo. Never waits.
    pub fn record(&mut self, edit: EditRecord) {
        self.hand_over(edit, ToSaver::Edit);
    }

    /// Keeps the edit that took in [`External::Merged`].
    pub fn record_merged(&mut self, edit: EditRecord) {
        self.hand_over(edit, ToSaver::Merged);
    }

    fn hand_over(&mut self, edit: EditRecord, as_what: fn(Arc<EditRecord>) -> ToSaver) {
        self.last = Some(edit.revision);
        let edit = Arc::new(edit);
        if let Some(journal) = &self.channels.to_journal {
            // The thread ends only with the keeper.
            let _ = journal.send(ToJournal::Edit(Arc::clone(&edit)));
        }
        let _ = self.channels.to_saver.send(as_what(edit));
        match self.state {
            KeepingState::Unchanged | KeepingState::Saved(_) => self.state = KeepingState::Saving,
            KeepingState::Saving | KeepingState::NotSaved(_) => {}
        }
    }

    /// Answers [`External::Conflict`]. [`External::Merged`] follows if anything is to be taken in; records without a
    /// choice stay as they are in the session.
    pub fn resolve(&mut self, choices: BTreeMap<RecordId, ConflictChoice>) {
        let _ = self.channels.to_saver.send(ToSaver::Resolve(choices));
    }

    /// Saves at once, also if an earlier attempt failed.
    pub fn save_now(&mut self) {
        let _ = self.channels.to_saver.send(ToSaver::Now);
    }

    /// Puts the whole project aside as it is now. [`KeepingEvent::Snapshot`] follows.
    pub fn snapshot(&mut self, reason: SnapshotReason) {
        let _ = self.channels.to_saver.send(ToSaver::Snapshot(reason));
    }

    /// What happened since it was asked last.
    pub fn poll(&mut self) -> Vec<KeepingEvent> {
        let mut events = Vec::new();
        while let Ok(news) = self.news.try_recv() {
            match news {
                News::Event(event) => {
                    self.note(&event);
                    events.push(event);
                }
                News::Outside { seen, merge } if seen == self.last => {
                    let event = KeepingEvent::External(merge.into_event());
                    self.note(&event);
                    events.push(event);
                }
                News::Outside { .. } => {
                    let _ = self.channels.to_saver.send(ToSaver::Again);
                }
                News::Stopped => events.push(self.stopped()),
            }
        }
        events
    }

    /// A thread has met a fault of the program.
    fn stopped(&mut self) -> KeepingEvent {
        let todo = "Save a copy into another folder, and start the program again.";
        let why = NotSaved::in_words("a part of the program has stopped because of a fault", self.health.get(), todo);
        let event = KeepingEvent::NotSaved(why);
        self.note(&event);
        event
    }

    fn note(&mut self, event: &KeepingEvent) {
        match event {
            KeepingEvent::Saved { revision, at } => {
                let is_all = self.last.is_none_or(|last| last <= *revision);
                self.state = if is_all { KeepingState::Saved(*at) } else { KeepingState::Saving };
            }
            KeepingEvent::NotSaved(why) => self.state = KeepingState::NotSaved(why.clone()),
            KeepingEvent::External(External::Conflict { records }) => {
                self.state = KeepingState::NotSaved(NotSaved::until_asked(records.len(), self.health.get()));
            }
            KeepingEvent::External(External::Merged { .. })
            | KeepingEvent::Journal { .. }
            | KeepingEvent::Snapshot { .. }
            | KeepingEvent::NoSnapshot { .. }
            | KeepingEvent::OriginalsMissing { .. } => {}
        }
    }

    /// How it stands with what a person made.
    pub fn state(&self) -> &KeepingState {
        &self.state
    }

    /// Puts everything on disk, and waits for it no longer than `at_most`.
    pub fn flush(&mut self, at_most: Duration) -> Flushed {
        let until = Instant::now() + at_most;
        let journaled = self.channels.to_journal.as_ref().map(|journal| {
            let (answer, answered) = channel();
            let _ = journal.send(ToJournal::Flush(answer));
            answered
        });
        let (answer, saved) = channel();
        let _ = self.channels.to_saver.send(ToSaver::Flush(answer));
        let left = || until.saturating_duration_since(Instant::now());
        let journaled = journaled.is_some_and(|answered| answered.recv_timeout(left()).unwrap_or(false));
        let saved = saved.recv_timeout(left()).unwrap_or_else(|_late| {
            Err(NotSaved::in_words(
                "the disk does not answer",
                self.health.get(),
                "Wait a little, or save a copy elsewhere.",
            ))
        });
        if let Err(why) = &saved {
            self.state = KeepingState::NotSaved(why.clone());
        }
        Flushed { saved, journaled }
    }

    /// The edits of `recovery` were taken in and recorded: their old journal goes once they are on disk again.
    pub fn recovered(&mut self, recovery: Recovery) {
        if let Some(journal) = &self.channels.to_journal {
            let _ = journal.send(ToJournal::Forget(recovery.files));
        }
    }

    /// The edits of `recovery` are not wanted; their journal stays aside as `.declined`.
    pub fn decline(&mut self, recovery: &Recovery) -> Result<(), StoreError> {
        set_aside(&recovery.files)
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let _ = self.channels.to_saver.send(ToSaver::End(None));
        let until = self.time.now() + LONGEST_FAREWELL;
        for thread in self.threads.drain(..) {
            while !thread.is_finished() && self.time.now() < until {
                std::thread::sleep(Duration::from_millis(1));
            }
            if thread.is_finished() {
                // A panic there was told when it happened.
                let _ = thread.join();
            }
        }
    }
}

/// Starts a thread that does `work`, and `at_fault` if that ends by a fault of the program.
fn spawn(
    name: &str,
    work: impl FnOnce() + Send + 'static,
    at_fault: impl FnOnce() + Send + 'static,
) -> Result<JoinHandle<()>, NotEditable> {
    let guarded = move || {
        // What it worked on is not used any more.
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            at_fault();
        }
    };
    thread_builder()
        .name(name.to_owned())
        .spawn(guarded)
        .map_err(|cause| NotEditable(format!("The system could not start a thread for saving ({cause})")))
}
