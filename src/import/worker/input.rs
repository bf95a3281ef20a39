//! What is to be imported: a file, or bytes that came without one, as pasted text and some drops do.
//!
//! The thing easily got wrong: a file may change between being read and being kept, so that its bytes are compared with
//! what was read before they are handed out again ([`Imported::original`](super::Imported::original)).

use super::super::error::ImportError;
use super::Limits;
use crate::model::TextHash;
use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One thing to import.
#[derive(Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, read when its turn comes.
    File(PathBuf),
    /// Bytes that are in no file.
    Bytes {
        /// What to call them: "page.html"; only its ending and its words count, it leads nowhere.
        name: String,
        /// The bytes.
        bytes: Arc<[u8]>,
    },
}

impl Input {
    /// Text from the clipboard.
    pub fn pasted(text: &str) -> Self {
        Self::Bytes { name: "pasted text".to_owned(), bytes: text.as_bytes().into() }
    }

    /// The path of the file, or the name of the bytes as if it were one.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) => path,
            Self::Bytes { name, bytes: _ } => Path::new(name),
        }
    }

    /// What to call it in the record: the file's name, without the folders that hold it.
    pub fn name(&self) -> Cow<'_, str> {
        self.path().file_name().map_or(Cow::Borrowed(""), |name| name.to_string_lossy())
    }

    /// Its bytes, as many as are read at most; whatever the system says about a file's size.
    pub(super) fn bytes(&self, limits: &Limits) -> Result<Arc<[u8]>, ImportError> {
        let too_large = |bytes: u64| ImportError::TooLarge { megabytes: bytes >> 20, limit: limits.file_bytes >> 20 };
        match self {
            Self::Bytes { name: _, bytes } if bytes.len() as u64 > limits.file_bytes => {
                Err(too_large(bytes.len() as u64))
            }
            Self::Bytes { name: _, bytes } => Ok(Arc::clone(bytes)),
            Self::File(file) => {
                let unreadable = |cause: std::io::Error| ImportError::Unreadable(cause.to_string());
                let metadata = std::fs::metadata(file).map_err(unreadable)?;
                // A pipe or a device may never end.
                if !metadata.is_file() {
                    return Err(ImportError::Unreadable("it is no file".to_owned()));
                }
                if metadata.len() > limits.file_bytes {
                    return Err(too_large(metadata.len()));
                }
                let mut bytes = Vec::with_capacity(metadata.len() as usize);
                File::open(file)
                    .and_then(|file| file.take(limits.file_bytes + 1).read_to_end(&mut bytes))
                    .map_err(unreadable)?;
                if bytes.len() as u64 > limits.file_bytes {
                    return Err(too_large(bytes.len() as u64));
                }
                Ok(bytes.into())
            }
        }
    }

    /// Its bytes once more, if they are still those with this hash.
    pub(super) fn same_bytes(&self, sha256: TextHash, limits: &Limits) -> Result<Arc<[u8]>, ImportError> {
        let bytes = self.bytes(limits)?;
        if TextHash::of(&bytes) == sha256 { Ok(bytes) } else { Err(ImportError::Changed) }
    }
}

impl From<PathBuf> for Input {
    fn from(file: PathBuf) -> Self {
        Self::File(file)
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Bytes { name, bytes } => {
                f.debug_struct("Bytes").field("name", name).field("bytes", &bytes.len()).finish()
            }
        }
    }
}
