//! The one way in which a file is written: beside the old one, flushed, then put in its place.
//!
//! Whatever happens in between, the path holds the whole old file or the whole new one. It knows nothing of projects.
//! The thing easily got wrong: without flushing the folder too, a crash can undo the renaming.

use super::error::StoreError;
use super::files::RelativePath;
use super::operation::{Operation, announce};
use super::originals::LARGEST_BYTES;
use super::plain::{check_target, is_plain_folder, read_plain};
use crate::model::TextHash;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::NamedTempFile;

const PREFIX: &str = ".demarche-";
const SUFFIX: &str = ".tmp";
/// No save takes this long: an older temporary file was left behind by a program that was stopped.
const STRAY_AFTER: Duration = Duration::from_mins(10);

/// Writes `bytes` to `path`, making its folder if there is none. An existing file keeps its permissions; a link keeps
/// pointing where it points, and that file is replaced. A device or a pipe is written to as it is.
pub fn write_file_durably(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let write = || -> io::Result<()> {
        let target = fs::canonicalize(path).unwrap_or_else(|_is_new| path.to_path_buf());
        match fs::metadata(&target) {
            Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(found) if !found.is_file() => File::options().write(true).open(&target)?.write_all(bytes),
            Ok(_) | Err(_) => {
                Prepared::new(&target, bytes)?.put_in_place()?;
                flush_folder(folder_of(&target))
            }
        }
    };
    write().map_err(|cause| StoreError::Unwritten { file: path.to_path_buf(), cause })
}

/// Writes `bytes` to `path` inside the project folder `root`. Fails if a link, a pipe or anything but a plain file is in
/// the way: a project may come from a stranger, and nothing outside of its folder is ever touched.
pub(super) fn write_in_project(root: &Path, path: &RelativePath, bytes: &[u8]) -> Result<(), StoreError> {
    let target = path.in_folder(root);
    let write = || -> io::Result<()> {
        check_target(root, path)?;
        Prepared::new(&target, bytes)?.put_in_place()?;
        flush_folder(folder_of(&target))
    };
    write().map_err(|cause| StoreError::Unwritten { file: target.clone(), cause })
}

/// Removes the file at `path` inside the project folder `root`; fine if there is none.
pub(super) fn remove_in_project(root: &Path, path: &RelativePath) -> Result<(), StoreError> {
    let target = path.in_folder(root);
    check_target(root, path).map_err(|cause| StoreError::Unwritten { file: target.clone(), cause })?;
    remove_file_durably(&target)
}

/// Removes the file at `path`; fine if there is none.
pub fn remove_file_durably(path: &Path) -> Result<(), StoreError> {
    let removed = announce(Operation::Remove, path).and_then(|()| fs::remove_file(path));
    match removed {
        Ok(()) => flush_folder(folder_of(path)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(cause),
    }
    .map_err(|cause| StoreError::Unwritten { file: path.to_path_buf(), cause })
}

/// Why a new file did not take its place.
#[derive(Debug)]
pub(super) enum NotReplaced {
    /// Another program wrote the old file in the meantime; its version stands there.
    Changed,
    /// The system refused.
    Failed(io::Error),
}

impl From<io::Error> for NotReplaced {
    fn from(cause: io::Error) -> Self {
        Self::Failed(cause)
    }
}

/// As often, two versions are exchanged until ours is out of the way.
const MOST_EXCHANGES: u32 = 5;

/// Lets two files change places in one step, so that what was replaced can be looked at.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the system or the file system cannot exchange files.
fn is_no_exchange(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// The hash of a plain file; `None` if there is none.
fn hash_of(path: &Path) -> io::Result<Option<TextHash>> {
    match read_plain(path, LARGEST_BYTES) {
        Ok(bytes) => Ok(Some(TextHash::of(&bytes))),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(cause),
    }
}

/// A new file's bytes, safe on disk beside the old file. Dropped, it leaves no trace.
pub(super) struct Prepared {
    file: NamedTempFile,
    target: PathBuf,
}

impl Prepared {
    /// Writes and flushes the bytes; `target` is untouched.
    pub(super) fn new(target: &Path, bytes: &[u8]) -> io::Result<Self> {
        let folder = folder_of(target);
        make_folder(folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        // Readable for others as far as the person's mask allows; a temporary file is private otherwise.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        announce(Operation::Create, target)?;
        let mut file = builder.tempfile_in(folder)?;
        if let Ok(old) = fs::metadata(target) {
            file.as_file().set_permissions(old.permissions())?;
        }
        announce(Operation::Write, target)?;
        file.write_all(bytes)?;
        announce(Operation::Flush, target)?;
        file.as_file().sync_all()?;
        Ok(Self { file, target: target.to_path_buf() })
    }

    /// Puts it in the place of the old file. Not safe from a crash until the folder is flushed.
    pub(super) fn put_in_place(self) -> io::Result<()> {
        let Self { file, target } = self;
        announce(Operation::Rename, &target)?;
        file.persist(&target).map_err(|refused| refused.error)?;
        Ok(())
    }

    /// Puts it in the place of the old file, if that still has the hash `expected` (`None`: if there is still no file).
    /// What another program wrote there in the meantime stays, however close it comes.
    pub(super) fn put_in_place_of(self, expected: Option<TextHash>) -> Result<(), NotReplaced> {
        let Self { file, target } = self;
        announce(Operation::Rename, &target)?;
        if expected.is_none() {
            return match file.persist_noclobber(&target) {
                Ok(_) => Ok(()),
                Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => Err(NotReplaced::Changed),
                Err(refused) => Err(NotReplaced::Failed(refused.error)),
            };
        }
        // Whatever is in the temporary file when it is dropped goes with it.
        let path = file.into_temp_path();
        let ours = hash_of(&path)?;
        match exchange(&path, &target) {
            Ok(()) => {}
            Err(cause) if is_no_exchange(&cause) => {
                if hash_of(&target)? != expected {
                    return Err(NotReplaced::Changed);
                }
                return path.persist(&target).map_err(|refused| NotReplaced::Failed(refused.error));
            }
            Err(cause) => return Err(NotReplaced::Failed(cause)),
        }
        if hash_of(&path)? == expected {
            return Ok(());
        }
        // Theirs goes back. Should they write once more while it does, the newer one of theirs stays.
        for _ in 0..MOST_EXCHANGES {
            exchange(&path, &target)?;
            if hash_of(&path)? == ours {
                break;
            }
        }
        Err(NotReplaced::Changed)
    }

    /// Where it goes.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }
}

/// Makes `folder` and those above it, each known to the one above before anything is put into it.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder_of(folder);
    if above != folder {
        make_folder(above)?;
    }
    announce(Operation::MakeFolder, folder)?;
    match fs::create_dir(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(cause) => Err(cause),
        Ok(()) => flush_folder(above),
    }
}

/// The folder that `path` lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes what was renamed or removed in `folder` survive a crash.
#[cfg(unix)]
pub(super) fn flush_folder(folder: &Path) -> io::Result<()> {
    announce(Operation::FlushFolder, folder)?;
    match File::open(folder)?.sync_all() {
        // Some network file systems cannot flush a folder; the file itself is safe.
        Err(cause) if matches!(cause.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

/// Folders cannot be flushed on this system.
#[cfg(not(unix))]
pub(super) fn flush_folder(folder: &Path) -> io::Result<()> {
    announce(Operation::FlushFolder, folder)
}

/// Whether a file of this name is one that a stopped save left behind, or one that is being written.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

/// Removes what stopped saves left anywhere in the project folder `root`, never through a link.
pub(crate) fn sweep_project(root: &Path, now: SystemTime) {
    let inner = [".demarche", "views", "statements", "sources"].map(|name| root.join(name));
    let articles =
        inner.last().filter(|sources| is_plain_folder(sources)).and_then(|sources| fs::read_dir(sources).ok());
    let articles = articles.into_iter().flatten().flatten().map(|entry| entry.path());
    for folder in inner.iter().cloned().chain(articles).filter(|folder| is_plain_folder(folder)) {
        sweep(&folder, now);
    }
    sweep(root, now);
}

/// Removes what stopped saves left in `folder` itself. Files of other programs and young ones are not touched.
pub(super) fn sweep(folder: &Path, now: SystemTime) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(is_temporary);
        if !is_ours {
            continue;
        }
        let Ok(found) = entry.metadata() else { continue };
        let age = found.modified().ok().and_then(|modified| now.duration_since(modified).ok());
        if found.is_file() && age.is_some_and(|age| age > STRAY_AFTER) {
            // A stray that stays is a warning at the next reading, no more.
            let _ = fs::remove_file(entry.path());
        }
    }
}
