//! The project that is compiled into the program: the folder `seeds/` of the repository.

use super::files::{Bytes, ProjectFiles, RelativePath};
use super::role::{Role, role_of};
use crate::model::TextHash;
use include_dir::{Dir, File, include_dir};

static SEEDS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/seeds");

/// The files of the built-in project; read by the same code as a folder on disk.
pub(super) fn files() -> ProjectFiles {
    let mut all = Vec::new();
    push_files(&SEEDS, &mut all);
    let mut files = ProjectFiles::default();
    for file in all {
        let path = file.path().to_str().map(|path| path.replace(std::path::MAIN_SEPARATOR, "/"));
        let Some(path) = path.and_then(|path| RelativePath::new(&path).ok()) else { continue };
        if matches!(role_of(&path), Role::Original { .. }) {
            files.originals.insert(path, Ok(TextHash::of(file.contents())));
        } else if role_of(&path).is_read() {
            files.files.insert(path, Bytes::Borrowed(file.contents()));
        } else {
            files.unread.insert(path);
        }
    }
    files
}

fn push_files(folder: &'static Dir<'static>, files: &mut Vec<&'static File<'static>>) {
    files.extend(folder.files());
    for inner in folder.dirs() {
        push_files(inner, files);
    }
}
