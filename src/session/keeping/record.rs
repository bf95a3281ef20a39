//! An edit as the session hands it over.

use crate::model::Patch;
use std::sync::Arc;
use std::time::SystemTime;

/// One edit, undo or redo of a project.
#[derive(Clone, Debug)]
pub struct EditRecord {
    /// Larger than that of the edit before.
    pub revision: u64,
    /// What was done, as the menu names it.
    pub label: String,
    /// When.
    pub at: SystemTime,
    /// What was done to the project.
    pub redo: Arc<Patch>,
    /// Its inverse: what applying it gave.
    pub undo: Arc<Patch>,
    /// Originals of articles that it brings and that no earlier edit brought.
    pub originals: Vec<Arc<[u8]>>,
}
