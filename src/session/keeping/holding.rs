//! Keeps the mark of who has the project open fresh, and notices if somebody has taken it over.

use super::NotEditable;
use super::time_source::TimeSource;
use crate::store::{Claimant, Hold, NotHeld};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How often the mark is refreshed.
const EVERY: Duration = Duration::from_mins(1);

/// The project is open for editing here.
pub(super) struct Holding {
    hold: Hold,
    me: Claimant,
    refreshed: Instant,
    lost: Option<String>,
    time: TimeSource,
}

impl Holding {
    /// Opens the project in `folder` for editing, or says in words why not.
    pub(super) fn take(folder: &Path, time: TimeSource) -> Result<Self, NotEditable> {
        let me = Claimant::here().at(time.wall());
        match Hold::take(folder, &me) {
            Ok(hold) => Ok(Self { hold, me, refreshed: time.now(), lost: None, time }),
            Err(NotHeld::Open { words, .. }) => Err(NotEditable(words)),
            Err(NotHeld::Store(error)) => Err(NotEditable(match error.cause().map(io::Error::kind) {
                Some(io::ErrorKind::PermissionDenied) => "You may not write into this folder".to_owned(),
                Some(io::ErrorKind::ReadOnlyFilesystem) => "This folder lies on a disk that is read only".to_owned(),
                Some(_) | None => format!("This folder cannot be written to ({})", error.in_brief().0),
            })),
        }
    }

    pub(super) fn due(&self) -> Instant {
        self.refreshed + EVERY
    }

    pub(super) fn refresh_if_due(&mut self, now: Instant) {
        if now < self.due() {
            return;
        }
        self.refreshed = now;
        self.lost = match self.hold.refresh(&self.me.at(self.time.wall())) {
            Err(NotHeld::Open { words, .. }) => Some(words),
            // A mark that grows old on a full disk is none the worse.
            Ok(()) | Err(NotHeld::Store(_)) => None,
        };
    }

    /// Who has taken the project over, in words.
    pub(super) fn lost(&self) -> Option<&str> {
        self.lost.as_deref()
    }
}
