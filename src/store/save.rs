//! Saves a project into its folder so that nothing is lost, whatever happens in between.
//!
//! First every changed file is written beside the old one and flushed; only then they take their places, so a full
//! disk changes nothing. A folder that was not read whole, or that changed since, is not written to. The thing easily
//! got wrong: an article that was deleted has to lose its files too, or the next reading brings it back.

use super::defect::Wholeness;
use super::error::StoreError;
use super::files::{ProjectFiles, RelativePath};
use super::role::{Role, role_of};
use super::write::{Prepared, remove_file_durably, sweep};
use crate::model::TextHash;
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What was in a folder when it was read or saved last.
#[derive(Clone, Debug)]
pub struct LastRead {
    whole: Wholeness,
    hashes: BTreeMap<RelativePath, TextHash>,
    headers: BTreeMap<RelativePath, String>,
}

impl LastRead {
    /// Of a folder that does not exist yet.
    pub fn nothing() -> Self {
        Self { whole: Wholeness::Whole, hashes: BTreeMap::new(), headers: BTreeMap::new() }
    }

    pub(super) fn new(whole: Wholeness, files: &ProjectFiles, headers: BTreeMap<RelativePath, String>) -> Self {
        let hashes = files.files.iter().map(|(path, bytes)| (path.clone(), TextHash::of(bytes))).collect();
        Self { whole, hashes, headers }
    }

    /// The comment at the top of a file that was read.
    pub(super) fn header(&self, path: &str) -> Option<&str> {
        self.headers.get(path).map(String::as_str)
    }

    /// The same project for another folder: comments are kept, the files there are not.
    #[must_use]
    pub fn for_a_copy(&self) -> Self {
        Self { whole: Wholeness::Whole, hashes: BTreeMap::new(), headers: self.headers.clone() }
    }
}

/// Makes `folder` hold `files` (see [`super::write_project`]) and gives what the next save compares with. Files that
/// `last_read` names and `files` does not are removed, if they are texts, records or statements of an article; others
/// are not touched. With [`LastRead::nothing`] or [`LastRead::for_a_copy`], `folder` must be new or empty.
pub fn save(
    folder: &Path,
    files: &BTreeMap<RelativePath, Vec<u8>>,
    last_read: &LastRead,
) -> Result<LastRead, StoreError> {
    if last_read.whole == Wholeness::Partial {
        return Err(StoreError::Partial(folder.to_path_buf()));
    }
    let unwritten = |cause| StoreError::Unwritten { file: folder.to_path_buf(), cause };
    fs::create_dir_all(folder).map_err(unwritten)?;
    if last_read.hashes.is_empty() && fs::read_dir(folder).map_err(unwritten)?.next().is_some() {
        return Err(StoreError::NotEmpty(folder.to_path_buf()));
    }
    let _lock = FolderLock::take(folder)?;
    let changes = Changes::between(folder, files, last_read)?;
    let sweep_now = SystemTime::now();
    for swept in changes.folders(folder) {
        sweep(&swept, sweep_now);
    }
    changes.carry_out()?;
    Ok(LastRead {
        whole: Wholeness::Whole,
        hashes: files.iter().map(|(path, bytes)| (path.clone(), TextHash::of(bytes))).collect(),
        headers: last_read.headers.clone(),
    })
}

/// What has to be done, in an order in which a stop halfway leaves readable records: texts before what quotes them.
struct Changes<'f> {
    written: Vec<(PathBuf, &'f [u8])>,
    removed: Vec<PathBuf>,
}

impl<'f> Changes<'f> {
    fn between(
        folder: &Path,
        files: &'f BTreeMap<RelativePath, Vec<u8>>,
        last_read: &LastRead,
    ) -> Result<Self, StoreError> {
        let mut changes = Self { written: Vec::new(), removed: Vec::new() };
        let mut ordered: Vec<&RelativePath> = files.keys().collect();
        ordered.sort_by_key(|path| (order_of(path), *path));
        for path in ordered {
            let Some(bytes) = files.get(path) else { continue };
            let target = path.in_folder(folder);
            let on_disk = hash_on_disk(&target)?;
            let new = TextHash::of(bytes);
            if on_disk == Some(new) {
                continue;
            }
            if on_disk != last_read.hashes.get(path).copied() {
                return Err(StoreError::ChangedOnDisk(target));
            }
            changes.written.push((target, bytes));
        }
        let gone = last_read.hashes.iter().filter(|(path, _)| !files.contains_key(*path) && is_of_an_article(path));
        for (path, hash) in gone {
            let target = path.in_folder(folder);
            match hash_on_disk(&target)? {
                None => {}
                Some(on_disk) if on_disk == *hash => changes.removed.push(target),
                Some(_) => return Err(StoreError::ChangedOnDisk(target)),
            }
        }
        Ok(changes)
    }

    /// The folders that are written to.
    fn folders(&self, folder: &Path) -> Vec<PathBuf> {
        let written = self.written.iter().filter_map(|(target, _)| target.parent()).map(Path::to_path_buf);
        let mut folders: Vec<PathBuf> = std::iter::once(folder.to_path_buf()).chain(written).collect();
        folders.sort();
        folders.dedup();
        folders
    }

    fn carry_out(self) -> Result<(), StoreError> {
        let mut prepared = Vec::new();
        for (target, bytes) in self.written {
            match Prepared::new(&target, bytes) {
                Ok(ready) => prepared.push((target, ready)),
                Err(cause) => return Err(StoreError::Unwritten { file: target, cause }),
            }
        }
        for (saved, (file, ready)) in prepared.into_iter().enumerate() {
            ready.put_in_place().map_err(|cause| match saved {
                0 => StoreError::Unwritten { file, cause },
                _ => StoreError::Halfway { file, saved, cause },
            })?;
        }
        // Statements go before the texts they quote.
        for target in self.removed.iter().rev() {
            remove_file_durably(target)?;
            if let Some(folder) = target.parent() {
                // Stays if the original is still in it.
                let _ = fs::remove_dir(folder);
            }
        }
        Ok(())
    }
}

fn hash_on_disk(target: &Path) -> Result<Option<TextHash>, StoreError> {
    match fs::read(target) {
        Ok(bytes) => Ok(Some(TextHash::of(&bytes))),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(StoreError::Unwritten { file: target.to_path_buf(), cause }),
    }
}

fn order_of(path: &RelativePath) -> usize {
    match role_of(path) {
        Role::Text { .. } => 0,
        Role::Meta { .. } => 1,
        Role::Actors => 2,
        Role::Manifest => 3,
        Role::Relations => 4,
        Role::Statements { .. } => 5,
        Role::View | Role::Unread | Role::Stray(_) => 6,
    }
}

fn is_of_an_article(path: &RelativePath) -> bool {
    match role_of(path) {
        Role::Text { .. } | Role::Meta { .. } | Role::Statements { .. } => true,
        Role::Manifest | Role::Actors | Role::Relations | Role::View | Role::Unread | Role::Stray(_) => false,
    }
}

/// Keeps a second program from saving into the same folder at the same moment. Leaves no file behind.
struct FolderLock {
    _held: Option<File>,
}

impl FolderLock {
    fn take(folder: &Path) -> Result<Self, StoreError> {
        // Where a folder cannot be opened or locked (Windows, some network disks), saving goes on without.
        let Ok(handle) = File::open(folder) else { return Ok(Self { _held: None }) };
        match handle.try_lock() {
            Ok(()) => Ok(Self { _held: Some(handle) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy(folder.to_path_buf())),
            Err(TryLockError::Error(_unsupported)) => Ok(Self { _held: None }),
        }
    }
}
