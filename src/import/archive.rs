//! Entries of a ZIP archive by their names, each read up to a limit.
//!
//! Names are only looked up and never used as paths. The thing easily got wrong: what an archive says about its sizes is
//! not to be believed; only what was read counts.

use super::decode::decode;
use super::draft::{Kind, Report};
use super::error::ImportError;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

const LARGEST_ENTRY_BYTES: u64 = 32 << 20;
const LARGEST_BYTES: u64 = 96 << 20;
const MOST_ENTRIES: usize = 20_000;

/// An archive, and how much of it may still be read.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

fn damaged(why: &dyn std::fmt::Display) -> ImportError {
    ImportError::Damaged { kind: "a ZIP archive".to_owned(), why: why.to_string() }
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ImportError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| damaged(&cause))?;
        if zip.len() > MOST_ENTRIES {
            return Err(ImportError::Bomb(format!("it has {} entries", zip.len())));
        }
        Ok(Self { zip, left: LARGEST_BYTES })
    }

    /// What the archive holds.
    pub(super) fn kind(&mut self) -> Result<Kind, ImportError> {
        let names: Vec<String> =
            self.zip.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect();
        let has = |name: &str| names.iter().any(|one| one == name);
        if has("META-INF/container.xml") {
            Ok(Kind::Epub)
        } else if has("word/document.xml") {
            Ok(Kind::Docx)
        } else {
            let mime = self.text("mimetype")?.unwrap_or_default();
            if has("xl/workbook.xml") || has("xl/workbook.bin") || mime.contains("opendocument.spreadsheet") {
                return Ok(Kind::Table);
            }
            if has("content.xml") && (mime.contains("opendocument.text") || mime.is_empty()) {
                return Ok(Kind::Odt);
            }
            let what = if has("content.xml") {
                "a drawing or presentation of OpenDocument"
            } else if has("ppt/presentation.xml") {
                "a presentation of an office program"
            } else {
                "a ZIP archive with neither a Word document nor a book in it"
            };
            let advice = "Unpack it, or save it as DOCX, and import that".to_owned();
            Err(ImportError::Unsupported { what: what.to_owned(), advice })
        }
    }

    /// The bytes of an entry; `None` where there is no such entry.
    fn entry(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(words)) if words.contains("assword") => {
                return Err(ImportError::Encrypted);
            }
            Err(cause) => return Err(damaged(&cause)),
        };
        let limit = LARGEST_ENTRY_BYTES.min(self.left);
        let mut bytes = Vec::new();
        entry.take(limit + 1).read_to_end(&mut bytes).map_err(|cause| damaged(&cause))?;
        if bytes.len() as u64 > limit {
            return Err(ImportError::Bomb(format!("unpacked, a part of it is larger than {} MB", limit >> 20)));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// The letters of an entry of XML.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        let Some(bytes) = self.entry(name)? else { return Ok(None) };
        Ok(Some(decode(&bytes, None, &mut Report::default())?.text.into_owned()))
    }
}
