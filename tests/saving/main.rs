//! Saving as it happens: programs that are killed, disks that are full, folders that may not be written, git.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[cfg(target_os = "linux")]
mod calls_fail;
mod cloned;
mod desk;
#[cfg(unix)]
mod killed;
#[cfg(unix)]
mod refused;
