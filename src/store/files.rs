//! The files of a project as bytes, wherever they come from: a folder on disk or the program itself.
//!
//! It knows names, not contents. The thing easily got wrong: a name that leaves the folder must never become a path.

use super::defect::Report;
use super::last_read::Stamp;
use super::role::{Role, role_of};
use crate::model::TextHash;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

/// A file's path inside its folder: parts with `/` between them, none of them empty, `.` or `..`, no root, no `\`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelativePath(String);

/// Why a text is not a path inside a folder.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a path inside the folder: no root, no `..`, no backslash")]
pub struct RelativePathError(pub String);

impl RelativePath {
    /// Checks `path`.
    pub fn new(path: &str) -> Result<Self, RelativePathError> {
        let is_part = |part: &str| {
            !matches!(part, "" | "." | "..")
                && !part.contains(|one: char| matches!(one, '\\' | ':') || one.is_control())
        };
        if path.split('/').all(is_part) { Ok(Self(path.to_owned())) } else { Err(RelativePathError(path.to_owned())) }
    }

    /// The path as it is shown, with `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its parts from the outermost folder to the file.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// Where it lies on disk.
    pub fn in_folder(&self, folder: &Path) -> PathBuf {
        self.parts().fold(folder.to_path_buf(), |path, part| path.join(part))
    }
}

impl std::borrow::Borrow<str> for RelativePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RelativePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RelativePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

/// The bytes of a file.
pub(super) type Bytes = Cow<'static, [u8]>;

/// The files of a project, read but not yet understood.
#[derive(Clone, Debug)]
pub struct ProjectFiles {
    pub(super) files: BTreeMap<RelativePath, Bytes>,
    /// Files that are there and were not read: their content is nobody's business here.
    pub(super) unread: BTreeSet<RelativePath>,
    /// The hashes of what articles were imported from, or in words why there is none.
    pub(super) originals: BTreeMap<RelativePath, Result<TextHash, String>>,
    /// By what the system tells that a file is still the same, where it comes from disk.
    pub(super) stamps: BTreeMap<RelativePath, Stamp>,
    /// What could not be read.
    pub(super) report: Report,
    /// Why reading stopped before the end, if it did.
    pub(super) limit_reached: Option<String>,
}

impl Default for ProjectFiles {
    /// An empty folder.
    fn default() -> Self {
        Self {
            files: BTreeMap::new(),
            unread: BTreeSet::new(),
            originals: BTreeMap::new(),
            stamps: BTreeMap::new(),
            report: Report::new(),
            limit_reached: None,
        }
    }
}

impl ProjectFiles {
    /// Files that are in memory already.
    pub fn in_memory(files: impl IntoIterator<Item = (RelativePath, Vec<u8>)>) -> Self {
        let mut all = Self::default();
        for (path, bytes) in files {
            if matches!(role_of(&path), Role::Original { .. }) {
                all.originals.insert(path, Ok(TextHash::of(&bytes)));
            } else {
                all.files.insert(path, Bytes::from(bytes));
            }
        }
        all
    }

    /// The bytes of the file at `path`.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(AsRef::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::Component;

    #[test]
    fn only_paths_inside_the_folder_are_paths() {
        for good in ["project.ron", "sources/a/text.txt", "a b/ü"] {
            assert!(RelativePath::new(good).is_ok(), "{good}");
        }
        for bad in ["", "/etc/passwd", "../x", "a/../../x", "a//b", "./a", "a\\b", "C:/x", "a\0b", "a/"] {
            assert!(RelativePath::new(bad).is_err(), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn no_path_leaves_its_folder(text in "([a./:]|\\.\\.|\\\\|é){0,9}") {
            if let Ok(path) = RelativePath::new(&text) {
                let whole = path.in_folder(Path::new("/home/project"));
                prop_assert!(whole.starts_with("/home/project") && whole != Path::new("/home/project"));
                prop_assert!(whole.components().all(|part| part != Component::ParentDir));
            }
        }
    }
}
