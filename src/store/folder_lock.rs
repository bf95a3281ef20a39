//! Keeps a second program from writing into the same folder at the same moment. Leaves no file behind.
//!
//! It is held for the length of one save. Who has a project open for how long is [`super::hold`]'s.

use super::error::StoreError;
use std::fs::{File, TryLockError};
use std::path::Path;

/// Held until it is dropped.
pub(super) struct FolderLock {
    held: Option<File>,
}

impl FolderLock {
    pub(super) fn take(folder: &Path) -> Result<Self, StoreError> {
        // Where a folder cannot be opened or locked (Windows, some network disks), saving goes on without.
        let Ok(handle) = File::open(folder) else { return Ok(Self { held: None }) };
        match handle.try_lock() {
            Ok(()) => Ok(Self { held: Some(handle) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy(folder.to_path_buf())),
            Err(TryLockError::Error(_unsupported)) => Ok(Self { held: None }),
        }
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Not left to the closing: a handle that could not be closed would keep everybody out.
        if let Some(held) = &self.held {
            let _ = held.unlock();
        }
    }
}
