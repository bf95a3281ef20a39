//! How often things are put on disk. Values, so that a test need not wait as long as a person.

use std::time::Duration;

/// How long to wait before what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// An edit is saved this long after the last one.
    pub after_last_edit: Duration,
    /// And at the latest this long after the first that is not saved.
    pub after_first_edit: Duration,
    /// The journal is flushed this long after an edit at the latest.
    pub journal: Duration,
    /// Between two snapshots of a project that changes.
    pub snapshot: Duration,
    /// Between two looks at whether somebody else changed the folder, and two refreshments of the lock.
    pub look: Duration,
    /// Before a failed save is tried again; doubled from failure to failure.
    pub retry: Duration,
    /// But never more than this.
    pub longest_retry: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            after_last_edit: Duration::from_secs(1),
            after_first_edit: Duration::from_secs(5),
            journal: Duration::from_millis(700),
            snapshot: Duration::from_mins(5),
            look: Duration::from_secs(20),
            retry: Duration::from_secs(2),
            longest_retry: Duration::from_mins(1),
        }
    }
}
