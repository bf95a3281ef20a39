//! The thread of the journal: every edit into a file, flushed within a second, whatever the saves are doing.
//!
//! The thing easily got wrong: the journal may fail too, on a full disk for one. Then it keeps what it could not write,
//! says so once, and begins anew as soon as it can.

use super::event::KeepingEvent;
use super::record::EditRecord;
use super::threads::{EventSender, Health};
use super::time_source::TimeSource;
use crate::model::TextHash;
use crate::store::{Journal, JournalEntry, Originals, OriginalsAside, StoreError, forget};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, UNIX_EPOCH};

/// A file that is larger is begun anew once everything in it is saved.
const LARGE_BYTES: u64 = 4 << 20;
/// A failed attempt is repeated after this.
const RETRY: Duration = Duration::from_secs(1);

/// What the journal is told.
pub(super) enum ToJournal {
    /// An edit was made.
    Edit(Arc<EditRecord>),
    /// Everything up to the revision is in the folder, which holds this now.
    Saved { revision: u64, base: TextHash },
    /// Answer when everything so far is on disk, or that it is not.
    Flush(Sender<bool>),
    /// These older journals are not needed once everything so far is on disk.
    Forget(Vec<PathBuf>),
    /// The project is closed.
    End,
    /// The clock was turned: do what is due, and answer.
    #[cfg(test)]
    Turned(Sender<()>),
}

/// What the thread owns.
pub(super) struct Journaling {
    pub(super) journal: Journal,
    pub(super) aside: OriginalsAside,
    pub(super) base: TextHash,
    pub(super) every: Duration,
    pub(super) time: TimeSource,
    pub(super) health: Health,
    pub(super) events: EventSender,
    /// Edits that are not in the folder yet.
    unsaved: VecDeque<JournalEntry>,
    /// Since when something is not flushed.
    unflushed: Option<Instant>,
    /// The file cannot be trusted, so it is begun anew.
    broken: bool,
    failed_at: Option<Instant>,
    forgotten: Vec<PathBuf>,
    /// Originals that could not be put aside yet.
    unkept: Originals,
}

impl Journaling {
    pub(super) fn new(
        journal: Journal,
        aside: OriginalsAside,
        base: TextHash,
        every: Duration,
        time: TimeSource,
        health: Health,
        events: EventSender,
    ) -> Self {
        Self {
            journal,
            aside,
            base,
            every,
            time,
            health,
            events,
            unsaved: VecDeque::new(),
            unflushed: None,
            broken: false,
            failed_at: None,
            forgotten: Vec::new(),
            unkept: Originals::new(),
        }
    }

    /// Until the project is closed.
    pub(super) fn run(mut self, inbox: &Receiver<ToJournal>) {
        loop {
            match self.time.receive(inbox, self.due()) {
                Ok(ToJournal::Edit(edit)) => self.edit(&edit),
                Ok(ToJournal::Saved { revision, base }) => self.saved(revision, base),
                Ok(ToJournal::Flush(answer)) => {
                    self.flush();
                    let _ = answer.send(self.failed_at.is_none());
                }
                Ok(ToJournal::Forget(files)) => {
                    self.forgotten.extend(files);
                    self.unflushed.get_or_insert(self.time.now());
                }
                #[cfg(test)]
                Ok(ToJournal::Turned(done)) => {
                    while self.is_due() {
                        self.flush();
                    }
                    let _ = done.send(());
                }
                Ok(ToJournal::End) | Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => self.flush(),
            }
            // Messages may come faster than they time out.
            if self.failed_at.is_none() && self.is_due() {
                self.flush();
            }
        }
        self.flush();
        if self.unsaved.is_empty() && self.failed_at.is_none() {
            self.journal.end();
            // Nothing can be undone any more, so nothing comes back.
            self.aside.clear();
        }
    }

    /// When the next flush is due; `None` while there is nothing to flush.
    fn due(&self) -> Option<Instant> {
        match (self.failed_at, self.unflushed) {
            (Some(failed), _) => Some(failed + RETRY),
            (None, Some(since)) => Some(since + self.every),
            (None, None) => None,
        }
    }

    fn is_due(&self) -> bool {
        self.due().is_some_and(|due| due <= self.time.now())
    }

    fn edit(&mut self, edit: &EditRecord) {
        let at = edit.at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let mut entry = JournalEntry {
            revision: edit.revision,
            label: edit.label.clone(),
            at,
            redo: Arc::clone(&edit.redo),
            undo: Arc::clone(&edit.undo),
            originals: Vec::new(),
        };
        for bytes in &edit.originals {
            let hash = TextHash::of(bytes);
            match self.aside.keep(hash, bytes) {
                Ok(()) => {}
                Err(error) => {
                    // The line that names it is not written before it is there.
                    self.broken = true;
                    self.unkept.insert(hash, Arc::clone(bytes));
                    self.failed(&error.in_brief().0);
                }
            }
            entry.originals.push(hash);
        }
        self.unsaved.push_back(entry);
        self.unflushed.get_or_insert(self.time.now());
        if self.broken || self.failed_at.is_some() || !self.journal.has_begun() {
            // Written with all the others when it is begun.
            self.broken = true;
            return;
        }
        if let Some(entry) = self.unsaved.back()
            && let Err(cause) = self.journal.append(entry)
        {
            self.broken = true;
            self.failed(&cause.to_string());
        }
    }

    fn saved(&mut self, revision: u64, base: TextHash) {
        self.base = base;
        self.unsaved.retain(|entry| entry.revision > revision);
        if !self.journal.has_begun() {
            self.broken = !self.unsaved.is_empty();
        } else if self.unsaved.is_empty() && (self.journal.bytes() > LARGE_BYTES || self.broken) {
            self.journal.end();
            self.broken = false;
        } else if self.journal.saved(revision, base).is_err() {
            self.broken = true;
        }
        if self.unsaved.is_empty() && !self.broken {
            self.recovered();
        }
    }

    fn flush(&mut self) {
        let done = match self.keep_originals() {
            Ok(()) if self.broken => self.journal.begin(self.base, &self.unsaved).map_err(|cause| cause.to_string()),
            Ok(()) => self.journal.flush().map_err(|cause| cause.to_string()),
            Err(error) => Err(error.in_brief().0),
        };
        match done {
            Ok(()) => {
                self.broken = false;
                self.unflushed = None;
                self.recovered();
                forget(&std::mem::take(&mut self.forgotten));
            }
            Err(cause) => {
                self.broken = true;
                self.failed(&cause);
            }
        }
    }

    fn keep_originals(&mut self) -> Result<(), StoreError> {
        while let Some((hash, bytes)) = self.unkept.first_key_value() {
            self.aside.keep(*hash, bytes)?;
            self.unkept.pop_first();
        }
        Ok(())
    }

    fn failed(&mut self, why: &str) {
        self.failed_at = Some(self.time.now());
        if self.health.failing() {
            self.events.send(KeepingEvent::Journal { why: Some(why.to_owned()) });
        }
    }

    fn recovered(&mut self) {
        self.failed_at = None;
        if self.health.written() {
            self.events.send(KeepingEvent::Journal { why: None });
        }
    }
}
