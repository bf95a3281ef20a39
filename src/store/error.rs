//! Why a folder cannot be opened or a file cannot be written at all.

use crate::model::{SourceId, shown, shown_path};
use std::io;
use std::path::PathBuf;

/// Why something on disk could not be read or written. Says what is safe and what to do; the path comes last.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such folder, or it cannot be listed.
    #[error("the project folder cannot be opened ({cause}): {}", shown_path(.folder))]
    Unreadable {
        /// The folder.
        folder: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The path names something else than a folder.
    #[error("this is not a folder; a project is a folder with a project.ron in it: {}", shown_path(.0))]
    NotAFolder(PathBuf),
    /// A file could not be written; what stood there before still does.
    #[error("could not be saved ({cause}); its old content is untouched, {}: {}", advice(.cause), shown_path(.file))]
    Unwritten {
        /// The file.
        file: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// A save stopped between its files.
    #[error("the save stopped halfway ({cause}): {saved} files hold the new state, the others the old, {} keep this \
        window open and save again: {}", advice(.cause), shown_path(.file))]
    Halfway {
        /// The file at which it stopped.
        file: PathBuf,
        /// How many files were replaced before.
        saved: usize,
        /// Why.
        cause: io::Error,
    },
    /// The project was not read whole, so saving it would lose what was left out.
    #[error("a part of this project could not be read, and saving would lose it; nothing was changed. Mend the listed \
        defects, or save a copy into another folder: {}", shown_path(.0))]
    Partial(PathBuf),
    /// A saved view could not be read, so writing it would lose what is in its file.
    #[error("this file could not be read, and writing it would lose what is in it; repair or remove it: {}", shown_path(.0))]
    UnreadView(PathBuf),
    /// A file changed since it was read.
    #[error("another program changed this file since it was opened; nothing was saved. Save a copy into another \
        folder, or reopen the project: {}", shown_path(.0))]
    ChangedOnDisk(PathBuf),
    /// Another program is saving into the folder at this moment.
    #[error("another program is saving into this folder; nothing was changed. Try again: {}", shown_path(.0))]
    Busy(PathBuf),
    /// A copy would be mixed with what is there.
    #[error("a copy needs a new or an empty folder; nothing was changed: {}", shown_path(.0))]
    NotEmpty(PathBuf),
    /// The bytes that an article was imported from are not there.
    #[error(
        "the original of the article {article} is not available ({cause}); its text and its statements are not affected"
    )]
    NoOriginal {
        /// The article.
        article: SourceId,
        /// Why.
        cause: String,
    },
    /// A value that cannot be written as RON.
    #[error("cannot be written as RON ({cause}); nothing was changed: {file}")]
    Unspeakable {
        /// Path relative to its folder.
        file: String,
        /// Why.
        cause: ron::Error,
    },
}

impl StoreError {
    /// What the system said, if it said something.
    pub fn cause(&self) -> Option<&io::Error> {
        match self {
            Self::Unreadable { cause, .. } | Self::Unwritten { cause, .. } | Self::Halfway { cause, .. } => Some(cause),
            Self::NotAFolder(_)
            | Self::Partial(_)
            | Self::UnreadView(_)
            | Self::ChangedOnDisk(_)
            | Self::Busy(_)
            | Self::NotEmpty(_)
            | Self::NoOriginal { .. }
            | Self::Unspeakable { .. } => None,
        }
    }

    /// In a word or two why, and in a sentence what to do, of a save that is tried again by itself.
    pub fn in_brief(&self) -> (String, String) {
        let brief = |why: &str, todo: &str| (why.to_owned(), todo.to_owned());
        match self {
            Self::Unwritten { file, cause } | Self::Halfway { file, cause, .. } => {
                let name = file.file_name().map(|name| shown(&name.to_string_lossy())).unwrap_or_default();
                match cause.kind() {
                    io::ErrorKind::StorageFull => {
                        brief("disk full", "Free some space; saving goes on as soon as there is room.")
                    }
                    io::ErrorKind::QuotaExceeded => {
                        brief("your quota is used up", "Free some space; saving goes on as soon as there is room.")
                    }
                    io::ErrorKind::FileTooLarge => {
                        (format!("{name} is larger than this disk allows"), "Save a copy on another disk.".to_owned())
                    }
                    io::ErrorKind::ReadOnlyFilesystem => {
                        brief("the disk cannot be written to", "Save a copy on another disk.")
                    }
                    io::ErrorKind::PermissionDenied => (
                        format!("you may not write {name}"),
                        "Change the permissions, or save a copy elsewhere.".to_owned(),
                    ),
                    io::ErrorKind::NotFound => brief("the folder is gone", "Put it back, or save a copy elsewhere."),
                    _ if is_out_of_files(cause) => brief(OUT_OF_FILES, OUT_OF_FILES_TODO),
                    _ => (
                        format!("{cause}"),
                        format!("It will be tried again; if {name} still cannot be written, save a copy elsewhere."),
                    ),
                }
            }
            Self::Unreadable { cause, .. } => match cause.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                    brief("the folder is gone", "Put it back, or save a copy elsewhere.")
                }
                io::ErrorKind::PermissionDenied => {
                    brief("you may not read the folder", "Change the permissions, or save a copy elsewhere.")
                }
                _ if is_out_of_files(cause) => brief(OUT_OF_FILES, OUT_OF_FILES_TODO),
                _ => (format!("the folder cannot be read ({cause})"), "It will be tried again.".to_owned()),
            },
            Self::NotAFolder(_) => brief("the folder is gone", "Put it back, or save a copy elsewhere."),
            Self::Partial(_) => brief(
                "a part of the folder cannot be read",
                "Mend the defects that demarche check lists, or save a copy elsewhere.",
            ),
            Self::ChangedOnDisk(_) => brief("another program changed the folder", "It is read again first."),
            Self::Busy(_) => brief("another program is saving there", "It will be tried again."),
            Self::NotEmpty(_) => brief("the folder is not empty", "Choose a new or an empty folder."),
            Self::UnreadView(_) | Self::NoOriginal { .. } | Self::Unspeakable { .. } => {
                (self.to_string(), "Save a copy elsewhere.".to_owned())
            }
        }
    }
}

const OUT_OF_FILES: &str = "too many files are open on this system";
const OUT_OF_FILES_TODO: &str = "Close other programs; it will be tried again.";

/// Whether the system refuses to open one more file, whatever its name.
fn is_out_of_files(cause: &io::Error) -> bool {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        let number = cause.raw_os_error();
        number == Some(Errno::MFILE.raw_os_error()) || number == Some(Errno::NFILE.raw_os_error())
    }
    #[cfg(not(unix))]
    {
        let _ = cause;
        false
    }
}

/// What a person can do about `cause`.
fn advice(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space and save again",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "choose a folder that you may write into"
        }
        io::ErrorKind::NotFound => "the folder is gone, choose another one",
        _ if is_out_of_files(cause) => "close other programs and try again",
        _ => "try again or choose another folder",
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_system_without_a_free_descriptor_is_not_told_as_a_folder_that_is_gone() {
        use rustix::io::Errno;
        for errno in [Errno::MFILE, Errno::NFILE] {
            let cause = || io::Error::from_raw_os_error(errno.raw_os_error());
            for error in [
                StoreError::Unreadable { folder: "a".into(), cause: cause() },
                StoreError::Unwritten { file: "a/project.ron".into(), cause: cause() },
                StoreError::Halfway { file: "a/project.ron".into(), saved: 1, cause: cause() },
            ] {
                let (why, todo) = error.in_brief();
                assert_eq!((why.as_str(), todo.as_str()), (OUT_OF_FILES, OUT_OF_FILES_TODO), "{error}");
                assert!(!error.to_string().contains("gone"), "{error}");
            }
        }
    }
}
