//! Reads a project folder from disk into bytes, within limits, never leaving the folder.
//!
//! A file that cannot be read is told and left out; the rest is read. The thing easily got wrong: a link, a pipe or a
//! huge file where a text is expected must neither be followed, nor waited for, nor loaded.

use super::defect::{Defect, Severity, Spot};
use super::error::StoreError;
use super::files::{Bytes, ProjectFiles, RelativePath};
use super::last_read::Stamp;
use super::originals::hash_of_original;
use super::role::{Role, is_folder_of_project, role_of};
use std::fs::{self, File, FileType};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// No article and no list of records is larger.
const LARGEST_FILE_BYTES: u64 = 64 << 20;
/// A project larger than this is not one for files.
const LARGEST_PROJECT_BYTES: u64 = 512 << 20;
/// Nor is one with more files.
const MOST_FILES: usize = 100_000;

impl ProjectFiles {
    /// Reads the project in `folder`. Fails only if there is no such folder; everything else is a defect.
    pub fn from_disk(folder: &Path) -> Result<Self, StoreError> {
        let unreadable = |cause| StoreError::Unreadable { folder: folder.to_path_buf(), cause };
        let root = fs::canonicalize(folder).map_err(unreadable)?;
        if !root.is_dir() {
            return Err(StoreError::NotAFolder(folder.to_path_buf()));
        }
        fs::read_dir(&root).map_err(unreadable)?;
        let mut walk = Walk { root, files: Self::default(), bytes_read: 0 };
        walk.folder(None);
        Ok(walk.files)
    }
}

struct Walk {
    root: PathBuf,
    files: ProjectFiles,
    bytes_read: u64,
}

impl Walk {
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
                    reason: "the name cannot be written on every system, so it is not read; rename it".to_owned(),
                }),
            }
        }
        named.sort_by(|left, right| left.0.cmp(&right.0));
        for (path, on_disk, kind) in named {
            match kind {
                Ok(kind) => self.entry(path, &on_disk, kind),
                Err(cause) => self.files.report.left_out(&path, Spot::File, format!("cannot be read: {cause}")),
            }
        }
    }

    fn entry(&mut self, path: RelativePath, on_disk: &Path, kind: FileType) {
        let role = role_of(&path);
        if kind.is_dir() {
            if is_folder_of_project(&path) && !path.as_str().starts_with("views/") {
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
            Role::Stray(reason) => self.files.report.warning(&path, Spot::File, reason),
            Role::Unread => {
                self.files.unread.insert(path);
            }
            Role::Original { .. } => {
                let hash =
                    if kind.is_symlink() { Err(self.why_not_followed(on_disk)) } else { hash_of_original(on_disk) };
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
                Err(reason) => self.files.report.left_out(&path, Spot::File, reason),
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

    fn why_not_followed(&self, link: &Path) -> String {
        match fs::canonicalize(link) {
            Ok(target) if !target.starts_with(&self.root) => {
                "is a link that leads out of the project folder, so it is not read; put the file itself here".to_owned()
            }
            Ok(_) => "is a link, and links are not followed; put the file itself here".to_owned(),
            Err(cause) => format!("is a link that leads nowhere ({cause}); put the file itself here"),
        }
    }

    fn read(&mut self, on_disk: &Path, kind: FileType) -> Result<(Vec<u8>, Stamp), String> {
        if kind.is_symlink() {
            return Err(self.why_not_followed(on_disk));
        }
        if !kind.is_file() {
            return Err("is not a regular file, so it is not read".to_owned());
        }
        if self.files.files.len() >= MOST_FILES {
            return Err(format!("the project has more than {MOST_FILES} files; the rest is not read"));
        }
        let mut bytes = Vec::new();
        let mut read = || -> io::Result<Stamp> {
            let file = File::open(on_disk)?;
            // Looked at before it is read: a change in between shows.
            let stamp = Stamp::of(&file.metadata()?);
            file.take(LARGEST_FILE_BYTES + 1).read_to_end(&mut bytes)?;
            Ok(stamp)
        };
        let stamp = read().map_err(|cause| format!("cannot be read: {cause}"))?;
        let size = bytes.len() as u64;
        if size > LARGEST_FILE_BYTES {
            return Err(format!("is larger than {} MiB, so it is not read; split it", LARGEST_FILE_BYTES >> 20));
        }
        if self.bytes_read + size > LARGEST_PROJECT_BYTES {
            return Err(format!(
                "the project is larger than {} MiB; the rest is not read",
                LARGEST_PROJECT_BYTES >> 20
            ));
        }
        self.bytes_read += size;
        Ok((bytes, stamp))
    }
}
