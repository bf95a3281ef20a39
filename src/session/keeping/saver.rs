//! The thread that saves: it keeps a copy of the project of its own, to which every edit is applied, so that the
//! interface never waits for a disk and never copies a project.
//!
//! The thing easily got wrong: the copy is what the session holds, never what is on disk. What somebody else wrote comes
//! into it only by way of the session, as an edit; until then nothing is saved.

use super::aside::Snapshots;
use super::event::{ConflictChoice, External, KeepingEvent, NotSaved};
use super::holding::Holding;
use super::journaling::ToJournal;
use super::merge::{Merge, merge, of_record, settle, value};
use super::pace::Pace;
use super::record::EditRecord;
use super::threads::{EventSender, Health, News};
use super::time_source::TimeSource;
use crate::model::{Patch, Project, RecordId, TextHash};
use crate::store::{
    FileChanges, LARGEST_ORIGINAL_BYTES, LastRead, Originals, OriginalsAside, SnapshotReason, StoreError, Touched,
    Wholeness, mend_attributes, open_folder, read_plain, save_changes, sweep_project,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// A save does not wait longer for the journal.
const LONGEST_WAIT_FOR_JOURNAL: Duration = Duration::from_secs(2);

/// What the saver is told.
pub(super) enum ToSaver {
    /// An edit was made.
    Edit(Arc<EditRecord>),
    /// An edit that takes in what somebody else wrote.
    Merged(Arc<EditRecord>),
    /// What was worked out came too late: the session has gone on since.
    Again,
    /// What a person chose.
    Resolve(BTreeMap<RecordId, ConflictChoice>),
    /// Save at once.
    Now,
    /// Save at once and answer.
    Flush(Sender<Result<(), NotSaved>>),
    /// Put the whole project aside.
    Snapshot(SnapshotReason),
    /// The project is closed; answer when the folder is free.
    End(Option<Sender<()>>),
    /// The clock was turned: do what is due, and answer.
    #[cfg(test)]
    Turned(Sender<()>),
}

/// What the thread owns.
pub(super) struct Saver {
    folder: PathBuf,
    /// What the session holds.
    head: Project,
    last_read: LastRead,
    /// The edits since the last save as one undo patch.
    unsaved: Option<Unsaved>,
    touched: Touched,
    originals: Originals,
    aside: Option<OriginalsAside>,
    waiting: Option<Waiting>,
    failures: u32,
    failed_at: Option<Instant>,
    /// Whether part of what was saved is gone from the folder.
    is_folder_broken: bool,
    looked_at: Instant,
    seen: Option<u64>,
    holding: Holding,
    snapshots: Snapshots,
    pub(super) pace: Pace,
    pub(super) time: TimeSource,
    pub(super) health: Health,
    pub(super) events: EventSender,
    pub(super) to_journal: Option<Sender<ToJournal>>,
}

struct Unsaved {
    /// The first value of each record: what the folder holds.
    undo: Patch,
    revision: u64,
    first: Instant,
    last: Instant,
}

/// Somebody else changed the folder, and the session has not taken it in.
struct Waiting {
    theirs: Patch,
    /// What stood there before, of every record that either side changed.
    base: Patch,
    disk: Project,
    merge: Merge,
}

/// Where a saver starts.
pub(super) struct Started {
    pub(super) folder: PathBuf,
    pub(super) project: Project,
    pub(super) last_read: LastRead,
    pub(super) aside: Option<OriginalsAside>,
    pub(super) holding: Holding,
    pub(super) snapshots: Snapshots,
}

impl Saver {
    pub(super) fn new(
        started: Started,
        (pace, time): (Pace, TimeSource),
        health: Health,
        events: EventSender,
        to_journal: Option<Sender<ToJournal>>,
    ) -> Self {
        let Started { folder, project, last_read, aside, holding, snapshots } = started;
        Self {
            folder,
            head: project,
            last_read,
            unsaved: None,
            touched: Touched::default(),
            originals: Originals::new(),
            aside,
            waiting: None,
            failures: 0,
            failed_at: None,
            is_folder_broken: false,
            looked_at: time.now(),
            seen: None,
            holding,
            snapshots,
            pace,
            time,
            health,
            events,
            to_journal,
        }
    }

    /// Until the project is closed; then saves once more if anything is not saved.
    pub(super) fn run(mut self, inbox: &Receiver<ToSaver>) {
        sweep_project(&self.folder, self.time.wall());
        // Where it cannot be written, the next save says so.
        let _ = mend_attributes(&self.folder);
        let answer = loop {
            match self.time.receive(inbox, Some(self.due())) {
                Ok(ToSaver::Edit(edit)) => self.edit(&edit),
                Ok(ToSaver::Merged(edit)) => {
                    self.edit(&edit);
                    self.taken_in();
                }
                Ok(ToSaver::Again) => self.merge_again(),
                Ok(ToSaver::Resolve(choices)) => self.resolve(&choices),
                Ok(ToSaver::Now) if self.unsaved.is_none() && self.is_folder_broken => self.look_at_what_is_saved(),
                Ok(ToSaver::Now) => self.attempt(),
                Ok(ToSaver::Flush(answer)) => {
                    let _ = answer.send(self.save());
                }
                Ok(ToSaver::Snapshot(reason)) => self.snapshot(reason),
                Ok(ToSaver::End(answer)) => break answer,
                #[cfg(test)]
                Ok(ToSaver::Turned(done)) => {
                    while self.due() <= self.time.now() {
                        self.on_time();
                    }
                    let _ = done.send(());
                }
                Err(RecvTimeoutError::Disconnected) => break None,
                Err(RecvTimeoutError::Timeout) => self.on_time(),
            }
        };
        if self.unsaved.is_some() {
            self.attempt();
        }
        if let Some(journal) = &self.to_journal {
            let _ = journal.send(ToJournal::End);
        }
        let Self { holding, snapshots, .. } = self;
        drop(holding);
        if let Some(answer) = answer {
            let _ = answer.send(());
        }
        snapshots.finish();
    }

    /// When something has to be done by itself.
    fn due(&self) -> Instant {
        let look = (self.looked_at + self.pace.look).min(self.holding.due());
        let look = self.snapshots.due(self.pace.snapshot).map_or(look, |due| due.min(look));
        match self.save_due() {
            Some(save) if self.waiting.is_none() => save.min(look),
            Some(_) | None => look,
        }
    }

    /// When the next save is tried; `None` if there is nothing to save.
    fn save_due(&self) -> Option<Instant> {
        let Unsaved { first, last, .. } = self.unsaved.as_ref()?;
        Some(match self.failed_at {
            Some(failed) => failed + self.patience(),
            None => (*last + self.pace.after_last_edit).min(*first + self.pace.after_first_edit),
        })
    }

    fn patience(&self) -> Duration {
        let doubled = self.pace.retry * 2_u32.saturating_pow(self.failures.saturating_sub(1).min(8));
        doubled.min(self.pace.longest_retry)
    }

    fn on_time(&mut self) {
        let now = self.time.now();
        self.holding.refresh_if_due(now);
        if self.snapshots.due(self.pace.snapshot).is_some_and(|due| due <= now) {
            self.snapshot(SnapshotReason::Changes);
        }
        if self.looked_at + self.pace.look <= now {
            self.looked_at = now;
            if self.waiting.is_none() && self.unsaved.is_none() {
                self.look_at_what_is_saved();
            }
        }
        if self.waiting.is_none() && self.save_due().is_some_and(|due| due <= now) {
            self.attempt();
        }
    }

    /// Looks whether what was saved is still in the folder. If part of it is gone, this copy may be the only whole one:
    /// that is told, kept aside, and told to be over once the folder is whole again.
    fn look_at_what_is_saved(&mut self) {
        match self.look() {
            Ok(_) => {
                if std::mem::take(&mut self.is_folder_broken) {
                    let revision = self.seen.unwrap_or_default();
                    self.events.send(KeepingEvent::Saved { revision, at: self.time.wall() });
                }
            }
            Err(why) => {
                if !std::mem::replace(&mut self.is_folder_broken, true) {
                    self.snapshot(SnapshotReason::Changes);
                    self.events.send(KeepingEvent::NotSaved(why));
                }
            }
        }
    }

    fn snapshot(&mut self, reason: SnapshotReason) {
        let held = self.originals.clone();
        self.snapshots.take(&self.head, &self.last_read, held, &self.folder, reason, &self.events);
    }

    fn edit(&mut self, edit: &EditRecord) {
        let EditRecord { revision, redo, originals, .. } = edit;
        self.originals.extend(originals.iter().map(|bytes| (TextHash::of(bytes), Arc::clone(bytes))));
        let undo = (**redo).clone().apply(&mut self.head);
        self.touched.add(redo, &undo);
        let now = self.time.now();
        let before = self.unsaved.take();
        self.seen = Some(*revision);
        self.unsaved = Some(match before {
            // The first undo leads to what the folder holds.
            Some(before) => Unsaved { undo: undo.then(before.undo), revision: *revision, last: now, ..before },
            None => Unsaved { undo, revision: *revision, first: now, last: now },
        });
    }

    /// Saves, and tells how it went.
    fn attempt(&mut self) {
        let Err(why) = self.save() else { return };
        // What can be taken in without asking is over in a moment.
        let is_asked = |waiting: &Waiting| !waiting.merge.conflicts.is_empty();
        if self.waiting.as_ref().is_none_or(is_asked) {
            self.events.send(KeepingEvent::NotSaved(why));
        }
    }

    fn save(&mut self) -> Result<(), NotSaved> {
        let Some(unsaved) = &self.unsaved else { return Ok(()) };
        let revision = unsaved.revision;
        match self.try_save() {
            Ok(Outcome::Done) => {
                let at = self.time.wall();
                self.unsaved = None;
                self.touched = Touched::default();
                self.failures = 0;
                self.failed_at = None;
                self.snapshots.changed();
                self.events.send(KeepingEvent::Saved { revision, at });
                if let Some(journal) = &self.to_journal {
                    let _ = journal.send(ToJournal::Saved { revision, base: self.last_read.fingerprint() });
                }
                Ok(())
            }
            Ok(Outcome::Waits) => Err(self.waits()),
            Err(why) => {
                self.failures = self.failures.saturating_add(1);
                self.failed_at = Some(self.time.now());
                Err(why)
            }
        }
    }

    fn waits(&self) -> NotSaved {
        let asked = self.waiting.as_ref().map_or(0, |waiting| waiting.merge.conflicts.len());
        NotSaved::until_asked(asked, self.health.get())
    }

    fn try_save(&mut self) -> Result<Outcome, NotSaved> {
        if let Some(words) = self.holding.lost() {
            let todo = "Save a copy elsewhere, or try again when it is free.";
            return Err(NotSaved::in_words(words, self.health.get(), todo));
        }
        if self.waiting.is_some() || self.look()? {
            return Ok(Outcome::Waits);
        }
        let changes = self.changes().map_err(|error| self.not_saved(&error))?;
        self.put_originals_aside(&changes);
        self.wait_for_journal();
        match save_changes(&self.folder, &changes, &self.last_read) {
            Ok(last_read) => {
                self.last_read = last_read;
                self.after_save(&changes);
                Ok(Outcome::Done)
            }
            // Between the look and the save.
            Err(StoreError::ChangedOnDisk(_)) if self.look()? => Ok(Outcome::Waits),
            Err(error) => Err(self.not_saved(&error)),
        }
    }

    /// A save of several files can be stopped between two of them. Then the journal has what is missing, so it has it
    /// first.
    fn wait_for_journal(&self) {
        let Some(journal) = &self.to_journal else { return };
        let (answer, answered) = channel();
        if journal.send(ToJournal::Flush(answer)).is_ok() {
            // A journal that fails, or does not answer, keeps nobody from saving.
            let _ = answered.recv_timeout(LONGEST_WAIT_FOR_JOURNAL);
        }
    }

    fn not_saved(&self, error: &StoreError) -> NotSaved {
        NotSaved::of(error, self.health.get())
    }

    fn changes(&self) -> Result<FileChanges, StoreError> {
        let find = |hash: TextHash| {
            let aside = || self.aside.as_ref().and_then(|aside| aside.get(hash));
            self.originals.get(&hash).cloned().or_else(aside)
        };
        FileChanges::new(&self.head, &self.touched, &find, &self.last_read)
    }

    /// Keeps what goes from the folder, so that an article can come back with what it was read from.
    fn put_originals_aside(&mut self, changes: &FileChanges) {
        for path in changes.removed_originals() {
            let Ok(bytes) = read_plain(&path.in_folder(&self.folder), LARGEST_ORIGINAL_BYTES) else { continue };
            let hash = TextHash::of(&bytes);
            let kept = self.aside.as_ref().map(|aside| aside.keep(hash, &bytes));
            if !matches!(kept, Some(Ok(()))) {
                self.originals.insert(hash, bytes.into());
            }
        }
    }

    fn after_save(&mut self, changes: &FileChanges) {
        if let Some(unsaved) = &self.unsaved {
            // What is in the folder now is read from there if it goes again.
            for source in unsaved.undo.sources.keys().filter_map(|id| self.head.sources.get(id)) {
                if let Some(original) = &source.record.original {
                    self.originals.remove(&original.sha256);
                }
            }
        }
        if !changes.missing_originals().is_empty() {
            let files = changes.missing_originals().iter().map(ToString::to_string).collect();
            self.events.send(KeepingEvent::OriginalsMissing { files });
        }
    }

    /// Looks whether somebody else changed the folder; whether the session has to take something in.
    fn look(&mut self) -> Result<bool, NotSaved> {
        self.looked_at = self.time.now();
        let changed = self.last_read.look(&self.folder).map_err(|error| self.not_saved(&error))?;
        if changed.is_empty() {
            return Ok(false);
        }
        let opened = open_folder(&self.folder).map_err(|error| self.not_saved(&error))?;
        if opened.whole == Wholeness::Partial {
            let first = opened.defects.first().map(ToString::to_string).unwrap_or_default();
            let todo = format!("Nothing is written over it. Mend this, or save a copy elsewhere: {first}");
            return Err(NotSaved::in_words("a part of the folder cannot be read any more", self.health.get(), &todo));
        }
        let undo = self.unsaved.as_ref().map(|unsaved| unsaved.undo.clone()).unwrap_or_default();
        let redo = undo.apply(&mut self.head);
        // Now it is what the folder held before somebody else changed it.
        let theirs = Patch::between(&self.head, &opened.project);
        let records = redo.records().into_iter().chain(theirs.records());
        let base = records.fold(Patch::default(), |base, record| base.then(value(&self.head, &record)));
        redo.apply(&mut self.head);
        self.last_read = opened.last_read;
        if theirs.is_empty() {
            // The same project, written in another way.
            return Ok(false);
        }
        let disk = opened.project;
        self.waiting = Some(Waiting { theirs, base, disk, merge: Merge::default() });
        self.merge_again();
        Ok(self.waiting.is_some())
    }

    /// What the session changed since the folder was as in `base`.
    fn mine(&self, base: &Patch) -> Patch {
        let values =
            base.records().into_iter().fold(Patch::default(), |all, record| all.then(value(&self.head, &record)));
        let touched = self.unsaved.as_ref().map(|unsaved| unsaved.undo.clone()).unwrap_or_default();
        let touched = touched.records();
        let is_same =
            |record: &RecordId| !touched.contains(record) || of_record(&values, record) == of_record(base, record);
        let same = values.records().into_iter().filter(is_same).collect();
        values.without(&same)
    }

    fn merge_again(&mut self) {
        if let Some(merge) = self.merged() {
            self.offer(merge);
        }
    }

    /// Works out anew what the session takes in and what is asked.
    fn merged(&mut self) -> Option<Merge> {
        let mut waiting = self.waiting.take()?;
        // Records that were changed here since are now part of the question.
        let undo = self.unsaved.as_ref().map(|unsaved| unsaved.undo.clone()).unwrap_or_default();
        waiting.base = undo.then(waiting.base);
        let mine = self.mine(&waiting.base);
        waiting.merge = merge(&mut self.head, &mine, &waiting.theirs, &waiting.base);
        let merge = waiting.merge.clone();
        self.waiting = Some(waiting);
        Some(merge)
    }

    /// Hands over what the session has to do; if that is nothing, it is done.
    fn offer(&mut self, merge: Merge) {
        if merge.take.is_empty() && merge.conflicts.is_empty() {
            self.taken_in();
        } else {
            self.events.send_news(News::Outside { seen: self.seen, merge: Box::new(merge) });
        }
    }

    /// From now on the folder is what it holds, and the session differs from that.
    fn taken_in(&mut self) {
        let Some(Waiting { disk, .. }) = self.waiting.take() else { return };
        let undo = Patch::between(&self.head, &disk);
        self.touched.add(&Patch::between(&disk, &self.head), &undo);
        let now = self.time.now();
        let fresh = Unsaved { undo: Patch::default(), revision: self.seen.unwrap_or_default(), first: now, last: now };
        // What the folder still needs is written as soon as it can be.
        self.unsaved = Some(Unsaved { undo, ..self.unsaved.take().unwrap_or(fresh) });
        self.failed_at = None;
    }

    fn resolve(&mut self, choices: &BTreeMap<RecordId, ConflictChoice>) {
        let asked: BTreeSet<RecordId> = self.waiting.iter().flat_map(|waiting| waiting.merge.asked()).collect();
        let Some(merge) = self.merged() else { return };
        if merge.asked().any(|record| !asked.contains(&record)) {
            // Something was edited while a person chose, and is now asked too.
            return self.offer(merge);
        }
        let Some(waiting) = self.waiting.take() else { return };
        let mine = self.mine(&waiting.base);
        let take = settle(&mut self.head, &mine, &waiting.merge, choices, &waiting.disk);
        self.waiting = Some(waiting);
        self.offer(Merge { take, conflicts: Vec::new() });
    }
}

enum Outcome {
    Done,
    Waits,
}

impl Merge {
    fn asked(&self) -> impl Iterator<Item = RecordId> + '_ {
        self.conflicts.iter().map(|conflict| conflict.record.clone())
    }

    /// As the session is told.
    pub(super) fn into_event(self) -> External {
        let Self { take, conflicts } = self;
        if conflicts.is_empty() {
            External::Merged { patch: Arc::new(take) }
        } else {
            External::Conflict { records: conflicts }
        }
    }
}
