//! Which files a folder gives: all in it and below, in the order of their names.
//!
//! The thing easily got wrong: a saved page brings a folder of its pictures and scripts along, and a link may lead back up;
//! neither is entered.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Folders in folders; more are no collection of articles.
const DEEPEST: usize = 16;

/// The files that `paths` name, themselves or by their folder; a path that is no folder stays as it is, whatever it is.
pub fn files_of(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            enter(path, 0, &mut files);
        } else {
            files.push(path.clone());
        }
    }
    let mut told = BTreeSet::new();
    files.retain(|file| told.insert(file.clone()));
    files
}

fn enter(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    // What cannot be listed stands among the files and is told there.
    let Ok(entries) = std::fs::read_dir(folder) else { return files.push(folder.to_path_buf()) };
    let mut entries: Vec<_> = entries.filter_map(Result::ok).collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(kind) = entry.file_type() else { continue };
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            let of_a_page = ["_files", "-Dateien", "_fichiers", ".assets"].iter().any(|end| name.ends_with(end));
            if depth < DEEPEST && !of_a_page {
                enter(&entry.path(), depth + 1, files);
            }
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_files_in_order_and_once() {
        let folder = tempfile::TempDir::new().unwrap();
        for file in ["b.txt", "a.html", "a_files/script.js", "more/c.txt", ".hidden"] {
            let file = folder.path().join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, "words").unwrap();
        }
        let files = files_of(&[folder.path().to_path_buf(), folder.path().join("b.txt"), folder.path().join("none")]);
        let names: Vec<_> =
            files.iter().map(|file| file.strip_prefix(folder.path()).unwrap().to_string_lossy()).collect();
        assert_eq!(names, ["a.html", "b.txt", "more/c.txt", "none"]);
    }
}
