//! Whole projects put aside outside their folder, each a project folder of its own that can be opened as it is.
//!
//! A file that is the same as in the snapshot before is not written again but linked. The thing easily got wrong: a
//! snapshot that was stopped halfway must not look like one, so it gets its name last.

use super::error::StoreError;
use super::files::RelativePath;
use super::last_read::LastRead;
use super::operation::{Operation, announce};
use super::originals::{LARGEST_BYTES, hash_of_original, originals_of, read_original};
use super::plain::{is_plain_folder, read_plain};
use super::role::{Role, role_of};
use super::touched::{FileChanges, FindOriginal, Touched};
use super::write::{flush_folder, folder_of, is_temporary, make_folder};
use crate::model::Project;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// How many are kept, whatever their age.
const NEWEST: usize = 20;
/// Of the days before, one each, for this many days.
const DAYS: usize = 30;
const TIME: &str = "%Y%m%d-%H%M%S";

/// What a snapshot was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SnapshotReason {
    /// Time has gone by and something has changed.
    Changes,
    /// Articles are about to be imported.
    BeforeImport,
    /// The files are about to be written in a newer format.
    BeforeMigration,
    /// A person asked for it.
    AsAsked,
}

impl SnapshotReason {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Changes, Self::BeforeImport, Self::BeforeMigration, Self::AsAsked];

    /// In the name of its folder.
    fn code(self) -> &'static str {
        match self {
            Self::Changes => "changes",
            Self::BeforeImport => "before-import",
            Self::BeforeMigration => "before-migration",
            Self::AsAsked => "as-asked",
        }
    }

    /// In a list.
    pub fn label(self) -> &'static str {
        match self {
            Self::Changes => "While editing",
            Self::BeforeImport => "Before an import",
            Self::BeforeMigration => "Before a change of format",
            Self::AsAsked => "As asked",
        }
    }
}

/// A project put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// A project folder.
    pub folder: PathBuf,
    /// When, to the second.
    pub at: SystemTime,
    /// What for.
    pub reason: SnapshotReason,
}

/// Puts `project` aside in `home`, with the saved views and the originals that lie in `folder`; `originals` has those that
/// do not lie there yet.
pub fn take_snapshot(
    home: &Path,
    project: &Project,
    last_read: &LastRead,
    originals: FindOriginal<'_>,
    folder: &Path,
    at: SystemTime,
    reason: SnapshotReason,
) -> Result<Snapshot, StoreError> {
    let whole = Touched::whole(project);
    let mut files = FileChanges::new(project, &whole, &|_| None, &last_read.for_a_copy())?.written;
    files.extend(views_of(folder));
    let before = snapshots(home).into_iter().next().map(|snapshot| snapshot.folder);
    let place = |cause| StoreError::Unwritten { file: home.to_path_buf(), cause };
    make_folder(home).map_err(place)?;
    sweep_unfinished(home);
    let started = Timestamp::try_from(at).map_err(|cause| place(io::Error::other(cause)))?;
    let name = format!("{}-{}", started.strftime(TIME), reason.code());
    let unfinished = home.join(format!(".demarche-{name}.tmp"));
    let mut folders = BTreeSet::from([unfinished.clone()]);
    for (path, bytes) in &files {
        let target = path.in_folder(&unfinished);
        let old = before.as_ref().map(|before| path.in_folder(before));
        put(&target, bytes, old.as_deref()).map_err(|cause| StoreError::Unwritten { file: target.clone(), cause })?;
        folders.insert(folder_of(&target).to_path_buf());
    }
    for (path, record, hash) in originals_of(project) {
        let target = path.in_folder(&unfinished);
        let old = before.as_ref().map(|before| path.in_folder(before));
        let linked = old.is_some_and(|old| {
            hash_of_original(&old) == Ok(hash)
                && make_folder(folder_of(&target)).is_ok()
                && fs::hard_link(&old, &target).is_ok()
        });
        let from_folder = || read_original(folder, record).ok().map(Arc::from);
        // What nobody has any more is missing in the project too.
        if let (false, Some(bytes)) = (linked, originals(hash).or_else(from_folder)) {
            put(&target, &bytes, None).map_err(|cause| StoreError::Unwritten { file: target.clone(), cause })?;
        }
    }
    let finished = home.join(&name);
    let finish = || -> io::Result<()> {
        folders.iter().try_for_each(|folder| flush_folder(folder))?;
        announce(Operation::Rename, &finished)?;
        if finished.exists() {
            // Two within one second: the newer one says all that the older one says.
            fs::remove_dir_all(&finished)?;
        }
        fs::rename(&unfinished, &finished)?;
        flush_folder(home)
    };
    finish().map_err(|cause| StoreError::Unwritten { file: finished.clone(), cause })?;
    prune(home);
    Ok(Snapshot { folder: finished, at, reason })
}

/// Writes or links one file.
fn put(target: &Path, bytes: &[u8], old: Option<&Path>) -> io::Result<()> {
    make_folder(folder_of(target))?;
    if let Some(old) = old
        && fs::metadata(old).is_ok_and(|found| found.len() == bytes.len() as u64)
        && read_plain(old, bytes.len() as u64).is_ok_and(|same| same == bytes)
        && fs::hard_link(old, target).is_ok()
    {
        return Ok(());
    }
    announce(Operation::Create, target)?;
    let mut file = File::create_new(target)?;
    announce(Operation::Write, target)?;
    file.write_all(bytes)?;
    announce(Operation::Flush, target)?;
    file.sync_all()
}

fn views_of(folder: &Path) -> Vec<(RelativePath, Arc<[u8]>)> {
    let views = folder.join("views");
    if !is_plain_folder(&views) {
        return Vec::new();
    }
    let Ok(entries) = fs::read_dir(views) else { return Vec::new() };
    let named = entries.flatten().filter_map(|entry| {
        let path = RelativePath::new(&format!("views/{}", entry.file_name().to_str()?)).ok()?;
        let bytes = (role_of(&path) == Role::View).then(|| read_plain(&entry.path(), LARGEST_BYTES).ok())??;
        Some((path, bytes.into()))
    });
    named.collect()
}

/// The snapshots in `home`, the newest first.
pub fn snapshots(home: &Path) -> Vec<Snapshot> {
    let Ok(entries) = fs::read_dir(home) else { return Vec::new() };
    let mut found: Vec<Snapshot> = entries.flatten().filter_map(|entry| named(&entry.path())).collect();
    found.sort_by(|left, right| right.folder.cmp(&left.folder));
    found
}

fn named(folder: &Path) -> Option<Snapshot> {
    let name = folder.file_name()?.to_str()?;
    let (time, reason) = name.split_at_checked("20261125-140501".len())?;
    let reason = SnapshotReason::ALL.into_iter().find(|of| reason.strip_prefix('-') == Some(of.code()))?;
    let at = DateTime::strptime(TIME, time).ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp().into();
    Some(Snapshot { folder: folder.to_path_buf(), at, reason })
}

/// Which of `all`, the newest first, are not kept.
fn superfluous(all: &[Snapshot]) -> Vec<PathBuf> {
    let mut days = BTreeSet::new();
    let day = |snapshot: &Snapshot| Timestamp::try_from(snapshot.at).map(|at| at.strftime("%Y%m%d").to_string()).ok();
    let mut gone = Vec::new();
    for (number, snapshot) in all.iter().enumerate() {
        let is_first_of_day = days.insert(day(snapshot));
        if number >= NEWEST && !(is_first_of_day && days.len() <= DAYS) {
            gone.push(snapshot.folder.clone());
        }
    }
    gone
}

fn prune(home: &Path) {
    for folder in superfluous(&snapshots(home)) {
        // One that stays is tried again after the next snapshot.
        let _ = fs::remove_dir_all(folder);
    }
}

fn sweep_unfinished(home: &Path) {
    let Ok(entries) = fs::read_dir(home) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_str().is_some_and(is_temporary) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::store::sample;
    use std::time::{Duration, UNIX_EPOCH};

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_795_000_000 + seconds)
    }

    fn taken(home: &Path, project: &Project, seconds: u64) -> Snapshot {
        let nowhere = |_| None;
        let last = LastRead::nothing();
        take_snapshot(home, project, &last, &nowhere, Path::new("nowhere"), at(seconds), SnapshotReason::Changes)
            .unwrap()
    }

    #[test]
    fn a_snapshot_opens_as_the_project_that_it_was_made_of() {
        let home = tempfile::tempdir().unwrap();
        let mut project = sample::project();
        let first = taken(home.path(), &project, 0);
        project.manifest.title = "later".to_owned();
        let second = taken(home.path(), &project, 400);
        assert_eq!(snapshots(home.path()), [second.clone(), first.clone()]);
        assert_eq!(crate::store::open_folder(&second.folder).unwrap().project, project);
        assert_eq!(crate::store::open_folder(&first.folder).unwrap().project, sample::project());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_did_not_change_takes_no_room_a_second_time() {
        use std::os::unix::fs::MetadataExt as _;
        let home = tempfile::tempdir().unwrap();
        let (first, second) = (taken(home.path(), &sample::project(), 0), taken(home.path(), &sample::project(), 400));
        let node = |snapshot: &Snapshot| fs::metadata(snapshot.folder.join("actors.ron")).unwrap().ino();
        assert_eq!(node(&first), node(&second));
    }

    #[test]
    fn the_last_twenty_are_kept_and_of_each_day_before_one() {
        let day = 24 * 3600;
        let all: Vec<Snapshot> = (0..100_u64)
            .rev()
            .map(|number| Snapshot {
                folder: PathBuf::from(format!("{number:03}")),
                at: at(number * day / 4),
                reason: SnapshotReason::Changes,
            })
            .collect();
        let gone = superfluous(&all);
        let kept: Vec<&Snapshot> = all.iter().filter(|snapshot| !gone.contains(&snapshot.folder)).collect();
        assert_eq!(kept.iter().take(NEWEST).count(), NEWEST);
        assert_eq!(kept.get(..NEWEST).unwrap(), all.iter().take(NEWEST).collect::<Vec<_>>());
        // 100 snapshots, four a day: the first 20 are of five or six days.
        assert!((NEWEST + 19..=NEWEST + 21).contains(&kept.len()), "{}", kept.len());
    }
}
