//! The journal: every edit since the last save, on disk within a second or two, so that a crash loses no more.
//!
//! A file of lines, each with the beginning of its hash in front; it is only ever appended to, and begun anew when an
//! append failed. It lies outside the project. The thing easily got wrong: after a failed flush the system may forget
//! what it was given without saying so again, so the file is not trusted any more and all of it is written anew.

use super::StoreError;
use super::operation::{Operation, announce};
use super::originals::LARGEST_BYTES as LARGEST_ORIGINAL;
use super::plain::read_plain;
use super::write::{flush_folder, folder_of, make_folder, write_file_durably};
use crate::model::{Patch, TextHash};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const ENDING: &str = "journal";
const DECLINED: &str = "declined";
/// As many declined journals stay aside.
const MOST_DECLINED: usize = 10;
/// Whatever is larger is no journal of ours: it is begun anew after each save.
const LARGEST_BYTES: u64 = 2 << 30;
/// Which lines this program writes and reads.
const FORMAT: u32 = 1;
/// Hexadecimal digits of the hash in front of a line.
const MARK_DIGITS: usize = 16;

/// One edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalEntry {
    /// Grows from entry to entry within one run of the program.
    pub revision: u64,
    /// What was done, as the menu names it.
    pub label: String,
    /// When, in seconds since 1970.
    pub at: u64,
    /// The edit. Its name on disk is that of the first format of the journal, and so is that of `undo`.
    #[serde(rename = "forth")]
    pub redo: Arc<Patch>,
    /// The inverse: what applying the edit gave.
    #[serde(rename = "back")]
    pub undo: Arc<Patch>,
    /// Originals of articles that it brings; they lie beside the journal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub originals: Vec<TextHash>,
}

#[derive(Serialize, Deserialize)]
enum Line {
    /// The first one: of which folder, and what it held.
    Begin {
        format: u32,
        folder: String,
        base: TextHash,
    },
    Edit(JournalEntry),
    /// Everything up to this revision is in the folder, which holds this now.
    Saved {
        revision: u64,
        base: TextHash,
    },
}

/// A journal that is written. It makes no file before the first edit.
pub struct Journal {
    home: PathBuf,
    of_folder: String,
    open: Option<OpenFile>,
}

struct OpenFile {
    path: PathBuf,
    file: File,
    bytes: u64,
}

impl Journal {
    /// A journal for the project in `of_folder`, in the folder `home`.
    pub fn new(home: &Path, of_folder: &Path) -> Self {
        Self { home: home.to_path_buf(), of_folder: of_folder.display().to_string(), open: None }
    }

    /// Begins a new file with `entries` since the folder held `base`, safe on disk, and puts away the file before it.
    pub fn begin<'e>(&mut self, base: TextHash, entries: impl IntoIterator<Item = &'e JournalEntry>) -> io::Result<()> {
        make_folder(&self.home)?;
        let number = 1 + numbered(&self.home).into_iter().map(|(number, _)| number).max().unwrap_or(0);
        let path = self.home.join(format!("{number:06}.{ENDING}"));
        announce(Operation::Create, &path)?;
        let file = File::options().append(true).create_new(true).open(&path)?;
        let mut begun = OpenFile { path, file, bytes: 0 };
        let written = begun
            .append(&Line::Begin { format: FORMAT, folder: self.of_folder.clone(), base })
            .and_then(|()| entries.into_iter().try_for_each(|entry| begun.append(&Line::Edit(entry.clone()))))
            .and_then(|()| begun.flush())
            .and_then(|()| flush_folder(&self.home));
        if let Err(cause) = written {
            let _ = fs::remove_file(&begun.path);
            return Err(cause);
        }
        if let Some(old) = self.open.replace(begun) {
            // Read back with the new one it would only say the same twice.
            let _ = fs::remove_file(&old.path);
        }
        Ok(())
    }

    /// Whether a file is open.
    pub fn has_begun(&self) -> bool {
        self.open.is_some()
    }

    /// How large the file is.
    pub fn bytes(&self) -> u64 {
        self.open.as_ref().map_or(0, |open| open.bytes)
    }

    /// Adds an edit; not safe before [`Journal::flush`]. After an error only [`Journal::begin`] helps.
    pub fn append(&mut self, entry: &JournalEntry) -> io::Result<()> {
        self.line(&Line::Edit(entry.clone()))
    }

    /// Notes that everything up to `revision` is in the folder.
    pub fn saved(&mut self, revision: u64, base: TextHash) -> io::Result<()> {
        self.line(&Line::Saved { revision, base })
    }

    fn line(&mut self, line: &Line) -> io::Result<()> {
        match &mut self.open {
            Some(open) => open.append(line),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Makes what was added survive a crash.
    pub fn flush(&mut self) -> io::Result<()> {
        self.open.as_mut().map_or(Ok(()), OpenFile::flush)
    }

    /// Takes away the file, since everything in it is in the folder.
    pub fn end(&mut self) {
        if let Some(open) = self.open.take() {
            // One that stays says itself that all of it was saved.
            let _ = fs::remove_file(&open.path);
        }
    }
}

impl OpenFile {
    fn append(&mut self, line: &Line) -> io::Result<()> {
        let text = serde_json::to_string(line).map_err(io::Error::other)?;
        let whole = format!("{} {text}\n", mark_of(&text));
        announce(Operation::Write, &self.path)?;
        self.file.write_all(whole.as_bytes())?;
        self.bytes += whole.len() as u64;
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        announce(Operation::Flush, &self.path)?;
        self.file.sync_data()
    }
}

fn mark_of(text: &str) -> String {
    let mut mark = TextHash::of(text.as_bytes()).to_string();
    mark.truncate(MARK_DIGITS);
    mark
}

/// What journals say that a folder may not hold.
#[derive(Clone, Debug, Default)]
pub struct ReadBack {
    /// What the folder held when the first of the entries was made.
    pub base: Option<TextHash>,
    /// Edits in the order in which they were made.
    pub entries: Vec<JournalEntry>,
    /// Bytes at the end of files that were not whole any more.
    pub dropped_bytes: usize,
    /// The files that were read.
    pub files: Vec<PathBuf>,
}

/// Reads the journals in `home`. Of each file everything up to the first line that is not whole.
pub fn read_back(home: &Path) -> ReadBack {
    let mut all = ReadBack::default();
    let mut files = numbered(home);
    files.retain(|(_, path)| path.extension().is_some_and(|ending| ending == ENDING));
    files.sort();
    for (_, path) in files {
        let Ok(bytes) = read_plain(&path, LARGEST_BYTES) else { continue };
        let (base, entries, good) = lines_of(&bytes);
        all.dropped_bytes += bytes.len() - good;
        if !entries.is_empty() {
            all.base = all.base.or(base);
            all.entries.extend(entries);
        }
        all.files.push(path);
    }
    all
}

/// What the folder held, what was edited since, and how many bytes of `bytes` were good.
fn lines_of(bytes: &[u8]) -> (Option<TextHash>, Vec<JournalEntry>, usize) {
    let mut held = None;
    let mut entries: Vec<JournalEntry> = Vec::new();
    let mut good = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let Some(line_read) = line_of(line) else { break };
        match (line_read, held) {
            (Line::Begin { format: FORMAT, base, .. }, None) => held = Some(base),
            (Line::Edit(entry), Some(_)) => entries.push(entry),
            (Line::Saved { revision, base }, Some(_)) => {
                entries.retain(|entry| entry.revision > revision);
                held = Some(base);
            }
            (Line::Begin { .. }, _) | (Line::Edit(_) | Line::Saved { .. }, None) => break,
        }
        good += line.len();
    }
    (held, entries, good)
}

fn line_of(line: &[u8]) -> Option<Line> {
    let line = std::str::from_utf8(line.strip_suffix(b"\n")?).ok()?;
    let (mark, text) = line.split_once(' ')?;
    if mark != mark_of(text) {
        return None;
    }
    serde_json::from_str(text).ok()
}

fn numbered(home: &Path) -> Vec<(u64, PathBuf)> {
    let Ok(entries) = fs::read_dir(home) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    paths
        .filter_map(|path| {
            let ending = path.extension()?.to_str()?;
            let number = path.file_stem()?.to_str()?.parse().ok()?;
            // Numbers of declined journals are not used again.
            (ending == ENDING || ending == DECLINED).then_some((number, path))
        })
        .filter(|(_, path)| path.is_file())
        .collect()
}

/// Puts journals aside that nobody wants back, as `.declined`; the last few of them stay.
pub fn set_aside(files: &[PathBuf]) -> Result<(), StoreError> {
    for path in files {
        fs::rename(path, path.with_extension(DECLINED))
            .map_err(|cause| StoreError::Unwritten { file: path.clone(), cause })?;
    }
    let mut declined = files.first().map(|file| numbered(folder_of(file))).unwrap_or_default();
    declined.retain(|(_, path)| path.extension().is_some_and(|ending| ending == DECLINED));
    declined.sort();
    for (_, path) in declined.iter().rev().skip(MOST_DECLINED) {
        let _ = fs::remove_file(path);
    }
    Ok(())
}

/// Takes away journals whose edits stand in a newer one.
pub fn forget(files: &[PathBuf]) {
    for path in files {
        // One that stays is offered again, and found to be in the folder already.
        let _ = fs::remove_file(path);
    }
}

/// Originals that lie outside the project, each under its hash: those that are not in the project yet, and those of
/// articles that were taken away and may come back.
pub struct OriginalsAside(PathBuf);

impl OriginalsAside {
    /// Beside the journals in `home`.
    pub fn new(home: &Path) -> Self {
        Self(home.join("originals"))
    }

    /// Keeps `bytes`, safe on disk.
    pub fn keep(&self, hash: TextHash, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.0.join(hash.to_string());
        let is_there = fs::metadata(&path).is_ok_and(|found| found.len() == bytes.len() as u64);
        if is_there { Ok(()) } else { write_file_durably(&path, bytes) }
    }

    /// The bytes of that hash.
    pub fn get(&self, hash: TextHash) -> Option<Arc<[u8]>> {
        let bytes = read_plain(&self.0.join(hash.to_string()), LARGEST_ORIGINAL).ok()?;
        (TextHash::of(&bytes) == hash).then(|| bytes.into())
    }

    /// Takes all of them away, unless a journal beside them may need them.
    pub fn clear(&self) {
        let is_journal = |path: &Path| path.extension().is_some_and(|ending| ending == ENDING);
        if !numbered(folder_of(&self.0)).iter().any(|(_, path)| is_journal(path)) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}
