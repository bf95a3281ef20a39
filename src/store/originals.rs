//! The files that articles were imported from: found again, held against their hash, never believed to be a path.
//!
//! They lie beside the text as `original.` and an ending. The thing easily got wrong: the name comes from a record that
//! anybody can have written, so it is looked at before it becomes a path.

use super::error::StoreError;
use super::files::RelativePath;
use super::operation::{Operation, announce};
use super::plain::{check_target, open_plain, read_plain};
use crate::model::{Project, SourceRecord, TextHash};
use sha2::Digest as _;
use std::fmt::Write as _;
use std::io::{self, Read as _};
use std::path::Path;

/// Nothing larger is imported.
pub(crate) const LARGEST_BYTES: u64 = 512 << 20;

/// Whether `name` may name an original: `original.` and an ending of at most 8 lower-case letters and digits.
pub(super) fn is_name_of_original(name: &str) -> bool {
    name.strip_prefix("original.").is_some_and(|ending| {
        (1..=8).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

/// The bytes that the article of `record` was imported from, as they lie in the project `folder`. An error if the record
/// names none, if they are gone, or if they are not the same any more.
pub fn read_original(folder: &Path, record: &SourceRecord) -> Result<Vec<u8>, StoreError> {
    let nowhere = |cause: &str| StoreError::NoOriginal { article: record.id.clone(), cause: cause.to_owned() };
    let original = record.original.as_ref().ok_or_else(|| nowhere("its record names none"))?;
    if !is_name_of_original(&original.file) {
        return Err(nowhere(&format!("{:?} is not the name of an original", original.file)));
    }
    let path = folder.join("sources").join(record.id.as_str()).join(&original.file);
    let read = || -> io::Result<Vec<u8>> {
        announce(Operation::Read, &path)?;
        let inside =
            RelativePath::new(&format!("sources/{}/{}", record.id, original.file)).map_err(io::Error::other)?;
        check_target(folder, &inside)?;
        read_plain(&path, LARGEST_BYTES)
    };
    let bytes = read().map_err(|cause| nowhere(&cause.to_string()))?;
    if TextHash::of(&bytes) == original.sha256 {
        Ok(bytes)
    } else {
        Err(nowhere("the file was changed since it was imported"))
    }
}

/// Where the originals of `project` lie in its folder.
pub(super) fn originals_of(project: &Project) -> impl Iterator<Item = (RelativePath, &SourceRecord, TextHash)> {
    project.sources.values().filter_map(|source| {
        let original = source.record.original.as_ref()?;
        let path = RelativePath::new(&format!("sources/{}/{}", source.record.id, original.file)).ok()?;
        is_name_of_original(&original.file).then_some((path, &source.record, original.sha256))
    })
}

/// The hash of the original at `path`, read piece by piece; in words why there is none.
pub(super) fn hash_of_original(path: &Path) -> Result<TextHash, String> {
    let hash = || -> io::Result<TextHash> {
        let (mut file, found) = open_plain(path)?;
        if found.len() > LARGEST_BYTES {
            return Err(io::Error::other("it is too large"));
        }
        let mut hasher = sha2::Sha256::new();
        let mut piece = vec![0; 64 << 10];
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                break;
            }
            hasher.update(piece.get(..read).unwrap_or_default());
        }
        let mut digits = String::new();
        for byte in hasher.finalize() {
            // Writing into a string cannot fail.
            let _ = write!(digits, "{byte:02x}");
        }
        digits.parse().map_err(io::Error::other)
    };
    hash().map_err(|cause| format!("cannot be read: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_endings_name_an_original() {
        for good in ["original.pdf", "original.html", "original.7z"] {
            assert!(is_name_of_original(good), "{good}");
        }
        for bad in
            ["original", "original.", "original.PDF", "original.tar.gz", "original./../x", "text.txt", "original.a b"]
        {
            assert!(!is_name_of_original(bad), "{bad}");
        }
    }
}
