//! Saving as it happens: programs that are killed, disks that are full, folders that may not be written, git.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "saving/cloned.rs"]
mod cloned;
#[path = "saving/desk.rs"]
mod desk;
#[cfg(unix)]
#[path = "saving/killed.rs"]
mod killed;
#[cfg(unix)]
#[path = "saving/refused.rs"]
mod refused;
