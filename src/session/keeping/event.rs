//! What the keeper tells: that something is on disk, that it is not and why, that somebody else changed the folder.
//!
//! The thing easily got wrong: "Saved" is a promise. It is said only of a revision that the disk has confirmed.

use crate::derive::count_of;
use crate::model::{Patch, RecordId};
use crate::store::StoreError;
use jiff::tz::TimeZone;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// Something that happened off the interface thread.
#[derive(Clone, Debug, PartialEq)]
pub enum KeepingEvent {
    /// Everything up to this revision is in the folder.
    Saved {
        /// The last edit that is.
        revision: u64,
        /// When the disk confirmed it.
        at: SystemTime,
    },
    /// A save failed, and is tried again by itself.
    NotSaved(NotSaved),
    /// The journal cannot be written and why, or can again.
    Journal {
        /// Why, in words; `None` if it is written again.
        why: Option<String>,
    },
    /// The whole project was put aside.
    Snapshot {
        /// Where it lies, a project folder of its own.
        folder: PathBuf,
    },
    /// A snapshot that was asked for could not be made.
    NoSnapshot {
        /// Why, in words.
        why: String,
    },
    /// What articles were imported from could not be kept in the project, since the bytes are nowhere.
    OriginalsMissing {
        /// Their paths in the project.
        files: Vec<String>,
    },
    /// Somebody else changed the folder.
    External(External),
}

/// What to do about a folder that somebody else changed.
#[derive(Clone, Debug, PartialEq)]
pub enum External {
    /// No record was changed by both: apply this as one step and record it with `Keeper::record_merged`. Nothing is
    /// saved until then.
    Merged {
        /// What they changed.
        patch: Arc<Patch>,
    },
    /// Some records were changed by both, or cannot stand together: ask, then call `Keeper::resolve`. Nothing is saved
    /// until then; the journal goes on.
    Conflict {
        /// Each of them with what stands where.
        records: Vec<RecordConflict>,
    },
}

/// A record on which two sides differ. Each side is a patch of that record alone.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordConflict {
    /// Which one.
    pub record: RecordId,
    /// As it was before both.
    pub base: Patch,
    /// As it is in the session.
    pub mine: Patch,
    /// As it is on disk.
    pub theirs: Patch,
}

/// Which version of a record a person keeps where both sides changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictChoice {
    /// What is in the session.
    Mine,
    /// What is on disk.
    Theirs,
}

/// Why something is not saved, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSaved {
    /// A word or two: "disk full".
    pub why: String,
    /// What is safe.
    pub safe: String,
    /// What to do.
    pub todo: String,
}

impl NotSaved {
    /// Of a save that failed.
    pub(super) fn of(error: &StoreError, journal: JournalHealth) -> Self {
        let (why, todo) = error.in_brief();
        Self { why, safe: journal.in_words().to_owned(), todo }
    }

    /// Since somebody else changed so many records that were changed here too.
    pub(super) fn until_asked(records: usize, journal: JournalHealth) -> Self {
        let count = count_of(records, "record", "records");
        match records {
            0 => Self::in_words("another program changed the folder", journal, "Its changes will be merged first."),
            _ => Self::in_words(
                &format!("another program changed {count} that you changed too"),
                journal,
                "Choose what to keep, and it will be saved.",
            ),
        }
    }

    pub(super) fn in_words(why: &str, journal: JournalHealth, todo: &str) -> Self {
        Self { why: why.to_owned(), safe: journal.in_words().to_owned(), todo: todo.to_owned() }
    }
}

impl fmt::Display for NotSaved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Not saved: {}. {} {}", self.why, self.safe, self.todo)
    }
}

/// Whether what is not saved would survive a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JournalHealth {
    Written,
    Failing,
    None,
}

impl JournalHealth {
    fn in_words(self) -> &'static str {
        match self {
            Self::Written => "Every edit is in the journal and comes back after a crash.",
            Self::Failing => "The journal cannot be written either: keep this window open.",
            Self::None => "There is no journal: keep this window open.",
        }
    }
}

/// How it stands with what a person made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepingState {
    /// Nothing was changed since the project was opened.
    Unchanged,
    /// Everything is in the folder since then.
    Saved(SystemTime),
    /// Something is not yet.
    Saving,
    /// Something is not, and why.
    NotSaved(NotSaved),
}

impl KeepingState {
    /// "Saved 14:05", "Saving…", "Not saved: disk full".
    pub fn in_words(&self) -> String {
        match self {
            Self::Unchanged => "No changes".to_owned(),
            Self::Saved(at) => format!("Saved {}", clock(*at, &TimeZone::system())),
            Self::Saving => "Saving…".to_owned(),
            Self::NotSaved(NotSaved { why, .. }) => format!("Not saved: {why}"),
        }
    }
}

/// Hours and minutes on the wall there.
pub(super) fn clock(at: SystemTime, zone: &TimeZone) -> String {
    match jiff::Timestamp::try_from(at) {
        Ok(at) => at.to_zoned(zone.clone()).strftime("%H:%M").to_string(),
        // Before or after all calendars.
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;
    use std::time::Duration;

    #[test]
    fn the_state_is_told_in_the_words_that_were_promised() {
        let at = SystemTime::UNIX_EPOCH + Duration::from_mins(29_916_725);
        assert_eq!(clock(at, &TimeZone::fixed(jiff::tz::offset(2))), "14:05");
        assert_eq!(KeepingState::Saving.in_words(), "Saving…");
        let full = StoreError::Unwritten { file: "a/actors.ron".into(), cause: io::ErrorKind::StorageFull.into() };
        let why = NotSaved::of(&full, JournalHealth::Written);
        assert_eq!(KeepingState::NotSaved(why.clone()).in_words(), "Not saved: disk full");
        assert_eq!(
            why.to_string(),
            "Not saved: disk full. Every edit is in the journal and comes back after a crash. Free some space; \
             saving goes on as soon as there is room."
        );
    }
}
