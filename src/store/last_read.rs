//! What was in a project folder when it was read or saved last, so that a later change by others is noticed.
//!
//! It holds hashes, and for each file the marks by which the system tells that it was not written since. The thing
//! easily got wrong: a file written twice within one tick of the clock has the same marks, so young ones prove nothing.

use super::defect::Wholeness;
use super::files::{ProjectFiles, RelativePath};
use super::role::{Role, role_of};
use crate::model::{Project, SourceId, TextHash};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// A file that was written less than this before it was looked at may be written again without showing it.
const YOUNG: Duration = Duration::from_secs(2);

/// What was in a folder when it was read or saved last.
#[derive(Clone, Debug)]
pub struct LastRead {
    pub(super) whole: Wholeness,
    pub(super) hashes: BTreeMap<RelativePath, TextHash>,
    pub(super) headers: BTreeMap<RelativePath, String>,
    pub(super) stamps: BTreeMap<RelativePath, Stamp>,
}

impl LastRead {
    /// Of a folder that does not exist yet.
    pub fn nothing() -> Self {
        Self { whole: Wholeness::Whole, hashes: BTreeMap::new(), headers: BTreeMap::new(), stamps: BTreeMap::new() }
    }

    pub(super) fn new(
        whole: Wholeness,
        files: &ProjectFiles,
        headers: BTreeMap<RelativePath, String>,
        project: &Project,
    ) -> Self {
        let read = files.files.iter().map(|(path, bytes)| (path.clone(), TextHash::of(bytes)));
        // An original that no record names is nobody's, and stays as it is whatever happens.
        let originals = files.originals.iter().filter_map(|(path, hash)| {
            let Role::Original { source, file } = role_of(path) else { return None };
            let named = project.sources.get(source)?.record.original.as_ref()?;
            (named.file == file).then_some((path.clone(), *hash.as_ref().ok()?))
        });
        Self { whole, hashes: read.chain(originals).collect(), headers, stamps: files.stamps.clone() }
    }

    /// Whether everything in the folder could be read.
    pub fn whole(&self) -> Wholeness {
        self.whole
    }

    /// Whether the folder held files in the place of an article with this name, be there such an article or not.
    pub fn has_files_of(&self, article: &SourceId) -> bool {
        let files = ["sources/{}/text.txt", "sources/{}/meta.ron", "statements/{}.ron"];
        files.iter().any(|file| self.hashes.contains_key(file.replace("{}", article.as_str()).as_str()))
    }

    /// The comment at the top of a file that was read.
    pub(super) fn header(&self, path: &str) -> Option<&str> {
        self.headers.get(path).map(String::as_str)
    }

    /// The same project for another folder: comments are kept, the files there are not.
    #[must_use]
    pub fn for_a_copy(&self) -> Self {
        Self { headers: self.headers.clone(), ..Self::nothing() }
    }

    /// One hash over everything but the saved views, which are no part of the project.
    pub fn fingerprint(&self) -> TextHash {
        let mut all = String::new();
        for (path, hash) in self.hashes.iter().filter(|(path, _)| role_of(path) != Role::View) {
            // Writing into a string cannot fail.
            let _ = writeln!(all, "{hash} {path}");
        }
        TextHash::of(all.as_bytes())
    }
}

/// The marks of a file by which the system tells that it is still the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    /// Inode and time of its last change, where the system has them.
    node: (u64, i64, i64),
    seen: SystemTime,
}

impl Stamp {
    pub(super) fn of(found: &Metadata) -> Self {
        #[cfg(unix)]
        let node = {
            use std::os::unix::fs::MetadataExt as _;
            (found.ino(), found.ctime(), found.ctime_nsec())
        };
        #[cfg(not(unix))]
        let node = (0, 0, 0);
        Self { len: found.len(), modified: found.modified().ok(), node, seen: SystemTime::now() }
    }

    /// Whether the file surely was not written between the two looks.
    pub(super) fn proves(&self, now: &Self) -> bool {
        let was_old =
            self.modified.is_some_and(|modified| self.seen.duration_since(modified).is_ok_and(|age| age > YOUNG));
        was_old && (self.len, self.modified, self.node) == (now.len, now.modified, now.node)
    }
}
