//! Notices what others changed in a project folder since it was read or saved, without reading what did not change.
//!
//! It tells which files, and decides nothing. The thing easily got wrong: a file that is new counts, and so does one that
//! is gone; saved views do not, they are written by themselves.

use super::error::StoreError;
use super::files::RelativePath;
use super::last_read::{LastRead, Stamp};
use super::operation::{Operation, announce};
use super::originals::hash_of_original;
use super::role::{Role, is_folder_of_project, role_of};
use super::save::hash_on_disk;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

impl LastRead {
    /// The files of the project in `folder` that are not as they were read or saved last. What is proven to be the same
    /// is not read again the next time.
    pub fn look(&mut self, folder: &Path) -> Result<Vec<RelativePath>, StoreError> {
        let mut there = BTreeSet::new();
        list(folder, None, &mut there)
            .map_err(|cause| StoreError::Unreadable { folder: folder.to_path_buf(), cause })?;
        let mut changed = Vec::new();
        for path in &there {
            if !self.is_same(folder, path)? {
                changed.push(path.clone());
            }
        }
        let is_of_project = |path: &&RelativePath| is_of_project(path);
        changed.extend(self.hashes.keys().filter(is_of_project).filter(|path| !there.contains(*path)).cloned());
        Ok(changed)
    }

    fn is_same(&mut self, folder: &Path, path: &RelativePath) -> Result<bool, StoreError> {
        let target = path.in_folder(folder);
        let is_original = matches!(role_of(path), Role::Original { .. });
        let Some(known) = self.hashes.get(path).copied() else {
            // An original that no record names is nobody's.
            return Ok(is_original);
        };
        let unreadable = |cause| StoreError::Unwritten { file: target.clone(), cause };
        let found = match announce(Operation::Look, &target).and_then(|()| fs::symlink_metadata(&target)) {
            Ok(found) => found,
            // It went after the folder was listed: that file is gone, and not the folder.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(cause) => return Err(unreadable(cause)),
        };
        let now = Stamp::of(&found);
        if self.stamps.get(path).is_some_and(|before| before.proves(&now)) {
            return Ok(true);
        }
        let hash = if is_original { hash_of_original(&target).ok() } else { hash_on_disk(&target)? };
        let is_same = hash == Some(known) && found.is_file();
        if is_same {
            self.stamps.insert(path.clone(), now);
        }
        Ok(is_same)
    }
}

fn is_of_project(path: &RelativePath) -> bool {
    match role_of(path) {
        Role::Manifest
        | Role::Actors
        | Role::Relations
        | Role::Text { .. }
        | Role::Meta { .. }
        | Role::Original { .. }
        | Role::Statements { .. } => true,
        Role::View | Role::Unread | Role::Stray(_) => false,
    }
}

/// Adds the files of the project in and below `folder`, which is `inside` the project.
fn list(folder: &Path, inside: Option<&RelativePath>, there: &mut BTreeSet<RelativePath>) -> io::Result<()> {
    announce(Operation::List, folder)?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        let path = inside.map_or(name.clone(), |inside| format!("{inside}/{name}"));
        let Ok(path) = RelativePath::new(&path) else { continue };
        if entry.file_type()?.is_dir() {
            if is_folder_of_project(&path) && path.as_str() != "views" {
                list(&entry.path(), Some(&path), there)?;
            }
        } else if is_of_project(&path) {
            there.insert(path);
        }
    }
    Ok(())
}
