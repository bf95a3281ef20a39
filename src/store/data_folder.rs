//! Where the program keeps what belongs to a project but not into its folder: journals and snapshots.
//!
//! Each project has a place of its own, named by where its folder lies. The thing easily got wrong: one folder has many
//! paths, so links are followed before it is named.

use crate::model::TextHash;
use std::path::{Path, PathBuf};

/// The folder of journals of the project in `folder`.
pub fn journals_of(data: &Path, folder: &Path) -> PathBuf {
    data.join("journals").join(key_of(folder))
}

/// The folder of snapshots of the project in `folder`.
pub fn snapshots_of(data: &Path, folder: &Path) -> PathBuf {
    data.join("snapshots").join(key_of(folder))
}

/// A name for a person to recognise, and enough of a hash to tell two folders apart.
fn key_of(folder: &Path) -> String {
    let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let name = whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let plain: String =
        name.chars().map(|one| if one.is_ascii_alphanumeric() { one.to_ascii_lowercase() } else { '-' }).collect();
    let mut mark = TextHash::of(whole.as_os_str().as_encoded_bytes()).to_string();
    mark.truncate(16);
    let plain: String = plain.trim_matches('-').chars().take(40).collect();
    if plain.is_empty() { mark } else { format!("{plain}-{mark}") }
}
