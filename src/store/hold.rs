//! Who has a project open for editing: a mark in its folder with the states free, stale, here, other program, other
//! user, other machine.
//!
//! Which state it is follows from what the mark says and from a few facts, by a pure function. The mark lies in a hidden
//! folder that git ignores by itself. The thing easily got wrong: a process number is used again, so a process counts
//! only with the moment at which it started.

use super::error::StoreError;
use super::files::RelativePath;
use super::folder_lock::FolderLock;
use super::hold_facts::{Claimant, Process};
use super::plain::{is_plain_folder, read_plain_text};
use super::read::constant_path;
use super::write::{flush_folder, write_in_project};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

const HIDDEN: &str = ".demarche";
const MARK: &str = "lock";
/// Whatever is larger is no mark.
const LARGEST_MARK_BYTES: u64 = 64 << 10;
/// A mark that nobody refreshed for so long is left over, where nothing else tells.
const STALE_AFTER: Duration = Duration::from_mins(10);
/// A mark that was refreshed later than this from now was not written by a clock.
const FURTHEST_AHEAD: Duration = Duration::from_hours(24);
/// Another save holds the folder for no longer than this.
const TRIES: u32 = 40;

/// What the mark says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldMark {
    /// Number of the process.
    pub process: u32,
    /// When it started, as its system tells it; empty where it does not.
    pub started: String,
    /// Name of the machine.
    pub machine: String,
    /// Name of the account.
    pub user: String,
    /// When it was refreshed last, in seconds since 1970.
    pub refreshed: u64,
    /// Tells this opening from every other.
    pub opening: String,
}

/// How it stands with a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldState {
    /// Nobody has it open.
    Free,
    /// Somebody had it open and is gone.
    Stale,
    /// This very program has it open.
    Here,
    /// Another process of the same person on this machine has it open.
    OtherProgram,
    /// Somebody else on this machine has it open.
    OtherUser,
    /// Somebody on another machine has it open.
    OtherMachine,
}

impl HoldState {
    /// What `mark` means to somebody; `process` is what the system says of the process it names.
    pub fn of(mark: Option<&HoldMark>, me: &Claimant, process: &Process) -> Self {
        let Some(mark) = mark else { return Self::Free };
        // A clock that goes ahead makes nothing stale; no clock goes ahead by more than a day.
        let is_fresh = me.now.saturating_sub(mark.refreshed) <= STALE_AFTER.as_secs()
            && mark.refreshed.saturating_sub(me.now) <= FURTHEST_AHEAD.as_secs();
        if mark.machine != me.machine {
            return if is_fresh { Self::OtherMachine } else { Self::Stale };
        }
        if mark.process == me.process && mark.started == me.started {
            return Self::Here;
        }
        let is_alive = match process {
            Process::Gone => false,
            Process::Alive { started } => *started == mark.started,
            Process::AliveAsEver | Process::Unknown => is_fresh,
        };
        match (is_alive, mark.user == me.user) {
            (false, _) => Self::Stale,
            (true, true) => Self::OtherProgram,
            (true, false) => Self::OtherUser,
        }
    }

    /// Why the project is read only; `None` if it is not.
    pub fn in_words(self, mark: &HoldMark) -> Option<String> {
        let HoldMark { user, machine, process, .. } = mark;
        match self {
            Self::Free | Self::Stale => None,
            Self::Here => Some("This project is already open in another window of this program".to_owned()),
            Self::OtherProgram => {
                Some(format!("This project is already open in another window of Démarche (process {process})"))
            }
            Self::OtherUser => Some(format!("{user} has this project open on this machine")),
            Self::OtherMachine => Some(format!("{user} has this project open on the machine {machine}")),
        }
    }
}

/// Why a folder is not held.
#[derive(Debug, thiserror::Error)]
pub enum NotHeld {
    /// Somebody has it open.
    #[error("{words}")]
    Open {
        /// Who.
        state: HoldState,
        /// In words.
        words: String,
    },
    /// The mark cannot be put there.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The project is open for editing here, until this is dropped.
#[derive(Debug)]
pub struct Hold {
    folder: PathBuf,
    mark: HoldMark,
}

impl Hold {
    /// Opens the project in `folder` for editing, unless somebody has it open. What somebody left over is taken over.
    pub fn take(folder: &Path, me: &Claimant) -> Result<Self, NotHeld> {
        let _lock = locked(folder)?;
        if let Some(mark) = read_mark(folder) {
            let state = HoldState::of(Some(&mark), me, &Process::of(mark.process));
            if let Some(words) = state.in_words(&mark) {
                return Err(NotHeld::Open { state, words });
            }
        }
        let hold = Self { folder: folder.to_path_buf(), mark: me.mark() };
        hold.write()?;
        Ok(hold)
    }

    /// Says that the project is still open. If somebody has taken it over, says who.
    pub fn refresh(&mut self, me: &Claimant) -> Result<(), NotHeld> {
        let _lock = locked(&self.folder)?;
        if let Some(mark) = read_mark(&self.folder).filter(|mark| mark.opening != self.mark.opening) {
            let state = HoldState::of(Some(&mark), me, &Process::of(mark.process));
            if let Some(words) = state.in_words(&mark) {
                return Err(NotHeld::Open { state, words });
            }
        }
        self.mark.refreshed = me.now;
        Ok(self.write()?)
    }

    fn write(&self) -> Result<(), StoreError> {
        let [mark, ignored] = own_files();
        if fs::symlink_metadata(ignored.in_folder(&self.folder)).is_err() {
            write_in_project(&self.folder, &ignored, b"*\n")?;
        }
        let file = mark.in_folder(&self.folder);
        let text = serde_json::to_string(&self.mark)
            .map_err(|cause| StoreError::Unwritten { file, cause: io::Error::other(cause) })?;
        write_in_project(&self.folder, &mark, format!("{text}\n").as_bytes())
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let Ok(_lock) = locked(&self.folder) else { return };
        if read_mark(&self.folder).is_some_and(|mark| mark.opening == self.mark.opening) {
            let hidden = self.folder.join(HIDDEN);
            // What stays is found to be stale.
            if is_plain_folder(&hidden) {
                let _ = own_files().map(|file| fs::remove_file(file.in_folder(&self.folder)));
                let _ = fs::remove_dir(&hidden);
                let _ = flush_folder(&self.folder);
            }
        }
    }
}

fn locked(folder: &Path) -> Result<FolderLock, StoreError> {
    for _ in 1..TRIES {
        match FolderLock::take(folder) {
            Err(StoreError::Busy(_)) => std::thread::sleep(Duration::from_millis(5)),
            done => return done,
        }
    }
    FolderLock::take(folder)
}

/// The mark, and the file that keeps it out of git.
fn own_files() -> [RelativePath; 2] {
    [MARK, ".gitignore"].map(|name| constant_path(&format!("{HIDDEN}/{name}")))
}

/// A mark that cannot be read was not written by this program, or not whole: it holds nobody off.
fn read_mark(folder: &Path) -> Option<HoldMark> {
    if !is_plain_folder(&folder.join(HIDDEN)) {
        return None;
    }
    let text = read_plain_text(&folder.join(HIDDEN).join(MARK), LARGEST_MARK_BYTES).ok()?;
    serde_json::from_str(&text).ok()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn me() -> Claimant {
        Claimant {
            process: 7,
            started: "boot 100".to_owned(),
            machine: "desk".to_owned(),
            user: "anna".to_owned(),
            now: 1_000_000,
        }
    }

    fn state(change: impl FnOnce(&mut HoldMark), process: &Process) -> HoldState {
        let mut mark = me().mark();
        mark.process = 8;
        mark.started = "boot 90".to_owned();
        change(&mut mark);
        HoldState::of(Some(&mark), &me(), process)
    }

    fn alive() -> Process {
        Process::Alive { started: "boot 90".to_owned() }
    }

    #[test]
    fn a_mark_means_one_of_six_things() {
        assert_eq!(HoldState::of(None, &me(), &Process::Gone), HoldState::Free);
        assert_eq!(HoldState::of(Some(&me().mark()), &me(), &alive()), HoldState::Here);
        assert_eq!(state(|_| {}, &alive()), HoldState::OtherProgram);
        assert_eq!(state(|mark| mark.user = "bela".to_owned(), &alive()), HoldState::OtherUser);
        assert_eq!(state(|mark| mark.machine = "lap".to_owned(), &Process::Gone), HoldState::OtherMachine);
        assert_eq!(state(|_| {}, &Process::Gone), HoldState::Stale);
    }

    #[test]
    fn a_process_number_that_is_used_again_holds_nobody_off() {
        assert_eq!(state(|_| {}, &Process::Alive { started: "boot 95".to_owned() }), HoldState::Stale);
        assert_eq!(state(|mark| mark.process = 7, &Process::Gone), HoldState::Stale);
    }

    #[test]
    fn where_nothing_tells_whether_it_lives_a_mark_counts_as_long_as_it_is_refreshed() {
        let minutes = |count: u64| move |mark: &mut HoldMark| mark.refreshed -= 60 * count;
        assert_eq!(state(minutes(9), &Process::Unknown), HoldState::OtherProgram);
        assert_eq!(state(minutes(11), &Process::Unknown), HoldState::Stale);
        assert_eq!(state(|mark| mark.refreshed += 500, &Process::Unknown), HoldState::OtherProgram);
        let elsewhere = |count: u64| {
            move |mark: &mut HoldMark| {
                mark.machine = "lap".to_owned();
                mark.refreshed -= 60 * count;
            }
        };
        assert_eq!(state(elsewhere(9), &Process::Gone), HoldState::OtherMachine);
        assert_eq!(state(elsewhere(11), &Process::Unknown), HoldState::Stale);
        // What a forged mark says of the year 5000 does not keep a project shut.
        let ahead = |seconds: u64| {
            move |mark: &mut HoldMark| {
                mark.machine = "lap".to_owned();
                mark.refreshed = mark.refreshed.saturating_add(seconds);
            }
        };
        assert_eq!(state(ahead(3600), &Process::Unknown), HoldState::OtherMachine);
        assert_eq!(state(ahead(u64::MAX), &Process::Unknown), HoldState::Stale);
        // A process that lives is believed however long it slept.
        assert_eq!(state(minutes(900), &alive()), HoldState::OtherProgram);
    }

    #[test]
    fn the_first_holds_a_folder_until_it_lets_go_and_leaves_nothing_behind() {
        let home = tempfile::tempdir().unwrap();
        let me = Claimant::here();
        let mut first = Hold::take(home.path(), &me).unwrap();
        let refused = Hold::take(home.path(), &me).unwrap_err();
        assert!(matches!(refused, NotHeld::Open { state: HoldState::Here, .. }), "{refused}");
        first.refresh(&me).unwrap();
        drop(first);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
        Hold::take(home.path(), &me).unwrap();
    }

    #[test]
    fn what_a_process_left_that_is_gone_is_taken_over_and_it_learns_of_it() {
        let home = tempfile::tempdir().unwrap();
        let gone = Claimant { process: u32::MAX / 2, started: "long ago".to_owned(), ..Claimant::here() };
        let mut sleeper = Hold::take(home.path(), &gone).unwrap();
        let taker = Hold::take(home.path(), &Claimant::here()).unwrap();
        assert!(sleeper.refresh(&gone).unwrap_err().to_string().contains("another window"));
        drop(sleeper);
        assert!(read_mark(home.path()).is_some_and(|mark| mark.opening == taker.mark.opening));
    }

    #[test]
    fn a_mark_that_is_no_mark_holds_nobody_off() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join(HIDDEN)).unwrap();
        fs::write(home.path().join(HIDDEN).join(MARK), "<<<<<<<\n").unwrap();
        Hold::take(home.path(), &Claimant::here()).unwrap();
    }
}
