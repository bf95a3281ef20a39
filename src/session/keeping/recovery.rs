//! What a journal holds that the folder does not, after the program or the system went down.
//!
//! It is offered, never taken in by itself. The thing easily got wrong: the folder may have moved on since. A record that
//! stands there otherwise than any of the edits left it was changed by somebody else, and is asked.

use super::event::RecordConflict;
use super::merge::{dangling, of_record, value};
use crate::model::{Patch, Project, RecordId};
use crate::store::{JournalEntry, LastRead, OriginalsAside, ReadBack, read_back};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Edits that were made and not saved.
#[derive(Clone, Debug)]
pub struct Recovery {
    /// Each edit, the first one first.
    pub entries: Vec<RecoveredEdit>,
    /// What makes of the opened project what it was, as far as nobody else changed the same.
    pub patch: Patch,
    /// Records that somebody else changed since; `patch` leaves them as they are on disk. `theirs` is what is on disk.
    pub conflicts: Vec<RecordConflict>,
    /// Whether the folder still is what the edits were made in.
    pub base_matches: bool,
    /// Originals of articles that the patch brings.
    pub originals: Vec<Arc<[u8]>>,
    /// Bytes at the end of the journal that could not be read.
    pub dropped_bytes: usize,
    pub(super) files: Vec<PathBuf>,
}

/// One edit that was made and not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveredEdit {
    /// What was done, as the menu names it.
    pub label: String,
    /// When.
    pub at: SystemTime,
    /// Which records it changed.
    pub records: BTreeSet<RecordId>,
}

impl Recovery {
    /// What the journals in `home` hold that `project` does not; `None` if that is nothing.
    pub(super) fn find(home: &Path, project: &mut Project, last_read: &LastRead) -> Option<Self> {
        let ReadBack { base, entries, dropped_bytes, files } = read_back(home);
        let (patch, conflicts) = against(project, &entries);
        if patch.is_empty() && conflicts.is_empty() {
            // Saved, and stopped before that was written down.
            crate::store::forget(&files);
            return None;
        }
        let aside = OriginalsAside::new(home);
        let named = patch.sources.values().flatten().filter_map(|source| source.record.original.as_ref());
        let originals = named.filter_map(|original| aside.get(original.sha256)).collect();
        let entries = entries.into_iter().map(|entry| RecoveredEdit {
            label: entry.label,
            // A line may say any number.
            at: UNIX_EPOCH.checked_add(Duration::from_secs(entry.at)).unwrap_or(UNIX_EPOCH),
            records: entry.redo.records(),
        });
        let base_matches = base == Some(last_read.fingerprint());
        Some(Self { entries: entries.collect(), patch, conflicts, base_matches, originals, dropped_bytes, files })
    }
}

/// What the edits would change in `project`, and the records on which it went another way.
fn against(project: &mut Project, entries: &[JournalEntry]) -> (Patch, Vec<RecordConflict>) {
    let redo = entries.iter().fold(Patch::default(), |all, entry| all.then((*entry.redo).clone()));
    let base = entries.iter().rev().fold(Patch::default(), |all, entry| all.then((*entry.undo).clone()));
    let patch = redo.clone().against(project);
    let mut asked: BTreeSet<RecordId> = patch
        .records()
        .into_iter()
        .filter(|record| {
            let here = value(project, record);
            // One of the states that the edits went through: a save stopped halfway, or was not written down.
            let is_ours = entries
                .iter()
                .any(|entry| [&entry.undo, &entry.redo].into_iter().any(|side| of_record(side, record) == here));
            !is_ours
        })
        .collect();
    let mut take = patch.without(&asked);
    loop {
        let lost: BTreeSet<RecordId> = dangling(project, &take, &BTreeSet::new())
            .into_iter()
            .map(|(record, _)| record)
            .filter(|record| !asked.contains(record))
            .collect();
        if lost.is_empty() {
            break;
        }
        take = take.without(&lost);
        asked.extend(lost);
    }
    let conflicts = asked.into_iter().map(|record| RecordConflict {
        base: of_record(&base, &record),
        mine: of_record(&redo, &record),
        theirs: value(project, &record),
        record,
    });
    (take, conflicts.collect())
}
