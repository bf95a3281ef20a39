//! The project folder: reading as much as can be read, writing so that nothing is lost.
//!
//! Reading: files as bytes ([`ProjectFiles`]), records one by one, then what would dangle is settled and the rest is
//! checked; all defects end in one list. Writing: a project becomes files ([`write_project`]), and [`save`] puts them in
//! place. It knows nothing of windows and asks nobody anything.

mod anchors;
mod builtin;
mod check;
mod conflict;
mod data_folder;
mod decode;
mod defect;
mod disk;
mod error;
mod files;
mod folder_lock;
mod format;
mod git_attributes;
mod git_merge;
mod hold;
mod hold_facts;
mod journal;
mod last_read;
mod manifest;
mod operation;
mod originals;
mod plain;
mod read;
mod records;
mod role;
mod rule_file;
#[cfg(test)]
pub(crate) mod sample;
mod save;
mod scan;
mod settle;
mod snapshot;
#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
mod tests;
mod title;
mod touched;
mod underneath;
mod views;
mod write;

pub use check::check;
pub use data_folder::{journals_of, snapshots_of};
pub use defect::{Defect, Severity, SeverityCounts, Wholeness};
pub use error::StoreError;
pub use files::{ProjectFiles, RelativePath, RelativePathError};
pub use format::write_project;
pub use git_attributes::mend_attributes;
pub use git_merge::{MergedFile, merge_file};
pub use hold::{Hold, HoldMark, HoldState, NotHeld};
pub use hold_facts::{Claimant, Process};
pub use journal::{Journal, JournalEntry, OriginalsAside, ReadBack, forget, read_back, set_aside};
pub use last_read::LastRead;
#[cfg(test)]
pub(crate) use operation::{Failure, Injection, Operation};
pub(crate) use originals::LARGEST_BYTES as LARGEST_ORIGINAL_BYTES;
pub use originals::read_original;
pub(crate) use plain::{read_at_most, read_plain};
pub use read::{Opened, Places, RecordPlace, builtin, open_folder, read_project};
pub use rule_file::{RuleFileError, read_rule_file};
pub use save::{save, save_changes, save_copy, save_new};
pub use snapshot::{Snapshot, SnapshotReason, snapshots, take_snapshot};
pub use title::project_title;
pub use touched::{FileChanges, FindOriginal, Originals, Touched};
pub use views::{
    ORDER_KEY, ViewFolder, ordered, parse_views, read_view, read_view_folder, remove_view_file, shipped_views,
    view_path, view_text, write_view_file, write_view_order,
};
pub(crate) use write::sweep_project;
pub use write::{remove_file_durably, write_file_durably};
