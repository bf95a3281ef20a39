//! Saves a project into its folder so that nothing is lost, whatever happens in between.
//!
//! First every changed file is written beside the old one and flushed; only then they take their places, so a full
//! disk changes nothing. A folder that was not read whole, or that changed since, is not written to. The thing easily
//! got wrong: an article that was deleted has to lose its files too, or the next reading brings it back.

use super::defect::Wholeness;
use super::error::StoreError;
use super::files::RelativePath;
use super::folder_lock::FolderLock;
use super::format::write_project;
use super::git_attributes::mend_attributes;
use super::last_read::{LastRead, Stamp};
use super::operation::{Operation, announce};
use super::originals::{LARGEST_BYTES, originals_of, read_original};
use super::plain::{check_target, is_plain_folder, read_plain};
use super::role::{Role, role_of};
use super::touched::{FileChanges, Originals, Touched};
use super::write::{
    NotReplaced, Prepared, flush_folder, folder_of, make_folder, remove_file_durably, sweep, write_in_project,
};
use crate::model::{Project, TextHash};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// Makes `folder` hold `files` (see [`super::write_project`]) and gives what the next save compares with. Files that
/// `last_read` names and `files` does not are removed, if they are texts, records, originals or statements of an
/// article that is gone; others are not touched. With [`LastRead::nothing`] or [`LastRead::for_a_copy`], `folder` must
/// be new or empty.
pub fn save(
    folder: &Path,
    files: &BTreeMap<RelativePath, Vec<u8>>,
    last_read: &LastRead,
) -> Result<LastRead, StoreError> {
    let mut changes = FileChanges::default();
    changes.written.extend(files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice().into())));
    let gone = last_read.hashes.keys().filter(|path| !files.contains_key(*path) && is_of_gone_article(path, files));
    changes.removed.extend(gone.cloned());
    save_changes(folder, &changes, last_read)
}

/// Writes `project` into a new or an empty folder. A failure leaves nothing behind.
pub fn save_new(folder: &Path, project: &Project) -> Result<LastRead, StoreError> {
    let files = write_project(project, &LastRead::nothing())?;
    or_nothing(folder, || save(folder, &files, &LastRead::nothing()))
}

/// Writes a whole project into `folder`, which is new or empty; if that fails, takes away what was written.
fn or_nothing<T>(folder: &Path, write: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let above: Vec<&Path> = folder.ancestors().take_while(|above| above.symlink_metadata().is_err()).collect();
    let was_free = above.is_empty() && is_free(folder).unwrap_or(false);
    let written = write();
    if written.is_err() {
        // What cannot be taken away is told with the reason why it could not be written.
        if was_free {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            for entry in entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with(".demarche")) {
                let path = entry.path();
                let _ = if is_plain_folder(&path) { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            }
        } else if !above.is_empty() {
            let _ = fs::remove_dir_all(folder);
            for made in above.iter().skip(1) {
                let _ = fs::remove_dir(made);
            }
        }
    }
    written
}

/// Writes `project` and the originals of its articles into a new or an empty folder; the originals lie in the project
/// folder `from`, or are in `held`. Gives what the next save there compares with, and the originals that nobody has.
pub fn save_copy(
    project: &Project,
    last_read: &LastRead,
    from: Option<&Path>,
    held: &Originals,
    folder: &Path,
) -> Result<(LastRead, Vec<RelativePath>), StoreError> {
    or_nothing(folder, || {
        let before = last_read.for_a_copy();
        let changes = FileChanges::new(project, &Touched::whole(project), &|_| None, &before)?;
        let mut saved = save_changes(folder, &changes, &before)?;
        let mut missing = Vec::new();
        // One by one: together they may be larger than the memory.
        for (path, record, hash) in originals_of(project) {
            let from_disk = || read_original(from?, record).ok().map(Arc::from);
            let Some(bytes) = held.get(&hash).cloned().or_else(from_disk) else {
                missing.push(path);
                continue;
            };
            write_in_project(folder, &path, &bytes)?;
            saved.hashes.insert(path, hash);
        }
        Ok((saved, missing))
    })
}

/// Makes the changes in `folder` and gives what the next save compares with. Nothing is changed if any of the files is
/// not as `last_read` has it.
pub fn save_changes(folder: &Path, changes: &FileChanges, last_read: &LastRead) -> Result<LastRead, StoreError> {
    if last_read.whole == Wholeness::Partial {
        return Err(StoreError::Partial(folder.to_path_buf()));
    }
    let unwritten = |cause| StoreError::Unwritten { file: folder.to_path_buf(), cause };
    make_folder(folder).map_err(unwritten)?;
    if last_read.hashes.is_empty() && !is_free(folder).map_err(unwritten)? {
        return Err(StoreError::NotEmpty(folder.to_path_buf()));
    }
    let _lock = FolderLock::take(folder)?;
    let steps = Steps::new(folder, changes, last_read)?;
    let sweep_now = SystemTime::now();
    for swept in steps.folders(folder) {
        sweep(&swept, sweep_now);
    }
    let hashes = steps.hashes.clone();
    steps.carry_out()?;
    mend_attributes(folder)?;
    Ok(after(folder, changes, hashes, last_read))
}

/// Whether a project can be written into `folder` without mixing it with anything.
fn is_free(folder: &Path) -> io::Result<bool> {
    announce(Operation::List, folder)?;
    let mut entries = fs::read_dir(folder)?;
    // What a stopped save left there is ours, and so is the mark of who has it open.
    Ok(entries.all(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with(".demarche"))))
}

fn after(
    folder: &Path,
    changes: &FileChanges,
    hashes: BTreeMap<RelativePath, TextHash>,
    last_read: &LastRead,
) -> LastRead {
    let mut last = last_read.clone();
    for (path, hash) in hashes {
        last.stamps.remove(&path);
        if let Ok(found) = fs::symlink_metadata(path.in_folder(folder)) {
            last.stamps.insert(path.clone(), Stamp::of(&found));
        }
        last.hashes.insert(path, hash);
    }
    for path in &changes.removed {
        last.hashes.remove(path);
        last.stamps.remove(path);
    }
    last
}

/// One file that is written.
struct Step<'f> {
    target: PathBuf,
    bytes: &'f [u8],
    /// The hash of what it replaces; `None` for a new file.
    expected: Option<TextHash>,
}

/// What has to be done, in an order in which a stop halfway leaves readable records: texts before what quotes them.
struct Steps<'f> {
    /// By turn; folders are flushed between two turns.
    written: BTreeMap<usize, Vec<Step<'f>>>,
    removed: Vec<PathBuf>,
    /// Of everything that is to be there, written or there already.
    hashes: BTreeMap<RelativePath, TextHash>,
}

impl<'f> Steps<'f> {
    fn new(folder: &Path, changes: &'f FileChanges, last_read: &LastRead) -> Result<Self, StoreError> {
        let mut steps = Self { written: BTreeMap::new(), removed: Vec::new(), hashes: BTreeMap::new() };
        for (path, bytes) in &changes.written {
            let target = path.in_folder(folder);
            check_target(folder, path).map_err(|cause| StoreError::Unwritten { file: target.clone(), cause })?;
            let on_disk = hash_on_disk(&target)?;
            let new = TextHash::of(bytes);
            steps.hashes.insert(path.clone(), new);
            if on_disk == Some(new) {
                continue;
            }
            if on_disk != last_read.hashes.get(path).copied() {
                return Err(StoreError::ChangedOnDisk(target));
            }
            match changes.between.get(path) {
                Some(between) => {
                    let (first, last) = turns_between(path);
                    let in_between = Some(TextHash::of(between));
                    steps.write(first, Step { target: target.clone(), bytes: between, expected: on_disk });
                    steps.write(last, Step { target, bytes, expected: in_between });
                }
                None => steps.write(turn_of(path), Step { target, bytes, expected: on_disk }),
            }
        }
        let mut removed: Vec<&RelativePath> = changes.removed.iter().collect();
        removed.sort_by_key(|path| removal_turn_of(path));
        for path in removed {
            let target = path.in_folder(folder);
            check_target(folder, path).map_err(|cause| StoreError::Unwritten { file: target.clone(), cause })?;
            let expected = hash_on_disk(&target)?;
            match (expected, last_read.hashes.get(path)) {
                (None, _) => continue,
                (Some(on_disk), Some(known)) if on_disk == *known => {}
                (Some(_), _) => return Err(StoreError::ChangedOnDisk(target)),
            }
            if let Some(between) = changes.between.get(path) {
                steps.write(turn_of(path), Step { target: target.clone(), bytes: between, expected });
            }
            steps.removed.push(target);
        }
        Ok(steps)
    }

    fn write(&mut self, turn: usize, step: Step<'f>) {
        self.written.entry(turn).or_default().push(step);
    }

    /// The folders that are written to.
    fn folders(&self, folder: &Path) -> BTreeSet<PathBuf> {
        let written = self.written.values().flatten().map(|step| folder_of(&step.target).to_path_buf());
        std::iter::once(folder.to_path_buf()).chain(written).collect()
    }

    fn carry_out(self) -> Result<(), StoreError> {
        let mut prepared: BTreeMap<usize, Vec<(Prepared, Option<TextHash>)>> = BTreeMap::new();
        for (turn, files) in self.written {
            for Step { target, bytes, expected } in files {
                let ready = Prepared::new(&target, bytes);
                let ready = ready.map_err(|cause| StoreError::Unwritten { file: target, cause })?;
                prepared.entry(turn).or_default().push((ready, expected));
            }
        }
        let mut saved = 0;
        let halfway = |file: PathBuf, saved: usize, cause: io::Error| match saved {
            0 => StoreError::Unwritten { file, cause },
            _ => StoreError::Halfway { file, saved, cause },
        };
        for files in prepared.into_values() {
            let mut folders = BTreeSet::new();
            for (ready, expected) in files {
                let file = ready.target().to_path_buf();
                folders.insert(folder_of(&file).to_path_buf());
                match ready.put_in_place_of(expected) {
                    Ok(()) => saved += 1,
                    Err(NotReplaced::Changed) => return Err(StoreError::ChangedOnDisk(file)),
                    Err(NotReplaced::Failed(cause)) => return Err(halfway(file, saved, cause)),
                }
            }
            for folder in folders {
                flush_folder(&folder).map_err(|cause| halfway(folder, saved, cause))?;
            }
        }
        for target in self.removed {
            remove_file_durably(&target)?;
            // Stays if anything else is in it.
            let _ = fs::remove_dir(folder_of(&target));
        }
        Ok(())
    }
}

/// The hash of the plain file at `target`; `None` if there is none.
pub(super) fn hash_on_disk(target: &Path) -> Result<Option<TextHash>, StoreError> {
    match announce(Operation::Read, target).and_then(|()| read_plain(target, LARGEST_BYTES)) {
        Ok(bytes) => Ok(Some(TextHash::of(&bytes))),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(StoreError::Unwritten { file: target.to_path_buf(), cause }),
    }
}

/// When a file takes its place, so that no file ever refers to what is not there yet.
fn turn_of(path: &RelativePath) -> usize {
    match role_of(path) {
        Role::Text { .. } | Role::Original { .. } => 1,
        Role::Meta { .. } => 2,
        Role::Actors => 3,
        Role::Manifest => 4,
        Role::Relations => 5,
        Role::Statements { .. } => 6,
        Role::View | Role::Unread | Role::Stray(_) => 7,
    }
}

/// When what stands in between takes its place, and when what follows it does. An article that is new has its list of
/// statements first, without statements; actors and questions that go stay until nothing refers to them.
fn turns_between(path: &RelativePath) -> (usize, usize) {
    match role_of(path) {
        Role::Statements { .. } => (0, turn_of(path)),
        Role::Manifest => (turn_of(path), 8),
        Role::Actors => (turn_of(path), 9),
        Role::Text { .. }
        | Role::Original { .. }
        | Role::Meta { .. }
        | Role::Relations
        | Role::View
        | Role::Unread
        | Role::Stray(_) => (turn_of(path), 10),
    }
}

/// When a file goes: an article is one as long as its record is there, and needs its text and its list until then.
fn removal_turn_of(path: &RelativePath) -> usize {
    match role_of(path) {
        Role::Meta { .. } => 0,
        Role::Text { .. } | Role::Original { .. } => 1,
        Role::Actors
        | Role::Manifest
        | Role::Relations
        | Role::Statements { .. }
        | Role::View
        | Role::Unread
        | Role::Stray(_) => 2,
    }
}

fn is_of_gone_article(path: &RelativePath, files: &BTreeMap<RelativePath, Vec<u8>>) -> bool {
    match role_of(path) {
        Role::Text { .. } | Role::Meta { .. } | Role::Statements { .. } => true,
        Role::Original { source, .. } => !files.contains_key(format!("sources/{source}/meta.ron").as_str()),
        Role::Manifest | Role::Actors | Role::Relations | Role::View | Role::Unread | Role::Stray(_) => false,
    }
}
