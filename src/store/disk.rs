//! Reads a project folder from disk into bytes, within limits, never leaving the folder.
//!
//! A file that cannot be read is told and left out; the rest is read. The thing easily got wrong: a link, a pipe or a
//! huge file where a text is expected must neither be followed, nor waited for, nor loaded.

use super::defect::{Defect, Severity, Spot};
use super::error::StoreError;
use super::files::{Bytes, ProjectFiles, RelativePath};
use super::last_read::Stamp;
use super::originals::hash_of_original;
use super::plain::{open_plain, read_at_most, what_else};
use super::read::constant_path;
use super::role::{Role, is_folder_of_project, role_of};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

/// No article and no list of records is larger.
const LARGEST_FILE_BYTES: u64 = 64 << 20;
/// A project larger than this is not one for files.
const LARGEST_PROJECT_BYTES: u64 = 512 << 20;
/// Nor is one with more files.
const MOST_FILES: usize = 1_000_000;

impl ProjectFiles {
    /// Reads the project in `folder`. Fails only if there is no such folder; everything else is a defect.
    pub fn from_disk(folder: &Path) -> Result<Self, StoreError> {
        let unreadable = |cause| StoreError::Unreadable { folder: folder.to_path_buf(), cause };
        let root = fs::canonicalize(folder).map_err(unreadable)?;
        if !root.is_dir() {
            return Err(StoreError::NotAFolder(folder.to_path_buf()));
        }
        fs::read_dir(&root).map_err(unreadable)?;
        Ok(Walk::through(root, MOST_FILES))
    }
}

/// Why a file is not in memory.
enum NotRead {
    /// Because of the file itself.
    File(String),
    /// Because the project is too large: neither are those that follow.
    Limit(String),
}

struct Walk {
    root: PathBuf,
    files: ProjectFiles,
    bytes_read: u64,
    most_files: usize,
}

impl Walk {
    /// Reads the project in `root`, but no more than `most_files` files.
    fn through(root: PathBuf, most_files: usize) -> ProjectFiles {
        let mut walk = Self { root, files: ProjectFiles::default(), bytes_read: 0, most_files };
        walk.folder(None);
        walk.files
    }

    fn folder(&mut self, inside: Option<&RelativePath>) {
        let folder = inside.map_or_else(|| self.root.clone(), |path| path.in_folder(&self.root));
        self.entries(&folder, inside);
    }

    fn entries(&mut self, folder: &Path, inside: Option<&RelativePath>) {
        let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(cause) => {
                if let Some(path) = inside {
                    self.files.report.left_out(path, Spot::File, format!("the folder cannot be listed: {cause}"));
                }
                return;
            }
        };
        let mut named: Vec<(RelativePath, PathBuf, io::Result<FileType>)> = Vec::new();
        for entry in entries {
            let name = entry.file_name();
            let path = name.to_str().map(|name| match inside {
                None => name.to_owned(),
                Some(folder) => format!("{folder}/{name}"),
            });
            match path.and_then(|path| RelativePath::new(&path).ok()) {
                Some(path) => named.push((path, entry.path(), entry.file_type())),
                None => self.files.report.defects.push(Defect {
                    file: format!("{}{}", inside.map_or(String::new(), |folder| format!("{folder}/")), name.display()),
                    line: None,
                    column: None,
                    severity: Severity::Warning,
                    reason: "the name is not allowed on every system, so it is not read; rename it".to_owned(),
                }),
            }
        }
        // Statements before texts: if a limit is reached, it is texts that are missing.
        let turn = |path: &RelativePath| (path.as_str() == "sources", path.clone());
        named.sort_by_key(|(path, ..)| turn(path));
        for (path, on_disk, kind) in named {
            match kind {
                Ok(kind) => self.entry(path, &on_disk, kind),
                Err(cause) => self.files.report.left_out(&path, Spot::File, format!("cannot be read: {cause}")),
            }
        }
    }

    fn entry(&mut self, path: RelativePath, on_disk: &Path, kind: FileType) {
        if self.files.limit_reached.is_some() {
            return;
        }
        let role = role_of(&path);
        if kind.is_dir() {
            let is_own = path.as_str() == ".demarche";
            if is_own || is_folder_of_project(&path) && !path.as_str().starts_with("views/") {
                self.folder(Some(&path));
            } else if role.is_read() {
                self.files.report.left_out(&path, Spot::File, "is a folder, and a file is expected here");
            } else if !path.parts().any(|part| part.starts_with('.')) {
                let reason = "the folder does not belong to a project and is not read";
                self.files.report.warning(&path, Spot::File, reason);
            }
            return;
        }
        if is_folder_of_project(&path) && !role.is_read() {
            let reason = self.not_a_folder(on_disk, kind);
            self.files.report.left_out(&path, Spot::File, reason);
            return;
        }
        match role {
            Role::Unread | Role::Stray(_) if !kind.is_file() => {
                let reason = self.why_not_read(on_disk, kind);
                if path.parts().next() == Some(".demarche") || path.as_str() == ".gitattributes" {
                    // Editing the project would write there.
                    self.files.report.left_out(&path, Spot::File, reason);
                } else {
                    self.files.report.warning(&path, Spot::File, reason);
                }
            }
            Role::Stray(reason) => self.files.report.warning(&path, Spot::File, reason),
            Role::Unread => {
                self.files.unread.insert(path);
            }
            Role::Original { .. } => {
                let hash =
                    if kind.is_file() { hash_of_original(on_disk) } else { Err(self.why_not_read(on_disk, kind)) };
                self.files.originals.insert(path, hash);
            }
            Role::Manifest
            | Role::Actors
            | Role::Relations
            | Role::Text { .. }
            | Role::Meta { .. }
            | Role::Statements { .. }
            | Role::View => match self.read(on_disk, kind) {
                Ok((bytes, stamp)) => {
                    self.files.stamps.insert(path.clone(), stamp);
                    self.files.files.insert(path, Bytes::from(bytes));
                }
                Err(NotRead::Limit(reason)) => {
                    self.files.report.left_out(&constant_path("project.ron"), Spot::File, reason.clone());
                    self.files.limit_reached = Some(reason);
                }
                Err(NotRead::File(reason)) => self.files.report.left_out(&path, Spot::File, reason),
            },
        }
    }

    fn not_a_folder(&self, on_disk: &Path, kind: FileType) -> String {
        if kind.is_symlink() {
            self.why_not_followed(on_disk)
        } else {
            "is a file, and a folder is expected here".to_owned()
        }
    }

    fn why_not_read(&self, on_disk: &Path, kind: FileType) -> String {
        match what_else(kind) {
            Some(_) if kind.is_symlink() => self.why_not_followed(on_disk),
            Some(what) => format!("is not read: {what}"),
            None => "is not read".to_owned(),
        }
    }

    fn why_not_followed(&self, link: &Path) -> String {
        match fs::canonicalize(link) {
            Ok(target) if !target.starts_with(&self.root) => {
                "is a link that leads out of the project folder, so it is not read; put the file itself here".to_owned()
            }
            Ok(_) => "is a link, and links are not followed; put the file itself here".to_owned(),
            Err(cause) => format!("is a link that leads nowhere ({cause}); put the file itself here"),
        }
    }

    fn read(&mut self, on_disk: &Path, kind: FileType) -> Result<(Vec<u8>, Stamp), NotRead> {
        if !kind.is_file() {
            return Err(NotRead::File(self.why_not_read(on_disk, kind)));
        }
        if self.files.files.len() >= self.most_files {
            return Err(NotRead::Limit(format!(
                "the project has more than {} files; the rest is not read, and nothing is saved over it. Divide it into \
                 several projects",
                self.most_files
            )));
        }
        let read = || -> io::Result<(Vec<u8>, Stamp)> {
            let (file, found) = open_plain(on_disk)?;
            // Looked at before it is read: a change in between shows.
            Ok((read_at_most(file, LARGEST_FILE_BYTES)?, Stamp::of(&found)))
        };
        let (bytes, stamp) = read().map_err(|cause| NotRead::File(format!("cannot be read: {cause}")))?;
        let size = bytes.len() as u64;
        if self.bytes_read + size > LARGEST_PROJECT_BYTES {
            return Err(NotRead::Limit(format!(
                "the project is larger than {} MiB; the rest is not read, and nothing is saved over it. Divide it into \
                 several projects",
                LARGEST_PROJECT_BYTES >> 20
            )));
        }
        self.bytes_read += size;
        Ok((bytes, stamp))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::store::{Severity, Wholeness, builtin, read_project, save, write_project};

    #[test]
    fn of_a_project_that_is_too_large_the_statements_are_read_and_the_limit_is_one_defect() {
        let home = tempfile::tempdir().unwrap();
        let whole = builtin();
        save(home.path(), &write_project(&whole.project, &whole.last_read).unwrap(), &whole.last_read.for_a_copy())
            .unwrap();
        let all = Walk::through(home.path().to_path_buf(), MOST_FILES).files.len();
        // Two articles are cut off: a text and its record each.
        let opened = read_project(&Walk::through(home.path().to_path_buf(), all - 4));
        assert_eq!(opened.whole, Wholeness::Partial);
        let told: Vec<_> = opened.defects.iter().filter(|defect| defect.severity == Severity::Error).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told.iter().all(|defect| defect.reason.contains("more than") && defect.file == "project.ron"));
        assert_eq!(opened.project.sources.len(), 3);
        let statements = opened.project.statements.values();
        assert!(statements.clone().count() > 20);
        assert!(statements.clone().all(|statement| opened.project.sources.contains_key(&statement.source)));
        assert!(
            save(home.path(), &write_project(&opened.project, &opened.last_read).unwrap(), &opened.last_read).is_err()
        );
    }
}
