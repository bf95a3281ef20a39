//! Who sits at the program, and where it keeps what belongs to no project: the coder's name and the projects opened
//! last.
//!
//! The thing easily got wrong: none of this is a fact about a project, so a desk that cannot be read or written is
//! told, and never in the way.

use crate::model::Day;
use crate::store::{StoreError, read_plain, write_file_durably};
use crate::view::ThemeChoice;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

/// Projects beyond this many are forgotten, the oldest first.
const MOST_RECENT: usize = 12;
/// In the data folder.
const FILE: &str = "desk.ron";
/// Whatever is larger is no list of names and folders.
const LARGEST_BYTES: u64 = 4 << 20;

/// Today, on the calendar of this machine's place: the one place where the calendar is asked.
pub fn today() -> Day {
    let date = jiff::Zoned::now().date();
    Day::from_ymd(date.year(), date.month(), date.day()).unwrap_or(Day::MIN)
}

/// A moment on this machine's calendar and clock: "25 November 2026, 14:05".
pub fn moment_in_words(at: SystemTime) -> String {
    let Ok(at) = jiff::Timestamp::try_from(at) else { return "at no time on the calendar".to_owned() };
    let at = at.to_zoned(jiff::tz::TimeZone::system());
    let day = Day::from_ymd(at.year(), at.month(), at.day()).unwrap_or(Day::MIN);
    format!("{}, {}", day.in_words(), at.strftime("%H:%M"))
}

/// Tells a face that something happened on another thread, so that it looks again. Its clones tell the same face.
#[derive(Clone, Default)]
pub struct Wake(Arc<OnceLock<Box<dyn Fn() + Send + Sync>>>);

impl Wake {
    /// From now on `tell` is called, from whatever thread something happens on. Only the first face is told.
    pub fn listen(&self, tell: impl Fn() + Send + Sync + 'static) {
        // A second face on one session looks by itself.
        let _ = self.0.set(Box::new(tell));
    }

    /// Tells, if somebody listens.
    pub fn tell(&self) {
        if let Some(tell) = self.0.get() {
            tell();
        }
    }

    /// The same as a function, for a thread.
    pub fn function(&self) -> Arc<dyn Fn() + Send + Sync> {
        let wake = self.clone();
        Arc::new(move || wake.tell())
    }
}

impl fmt::Debug for Wake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wake")
    }
}

/// What is kept in the data folder about the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    #[serde(default)]
    coder: String,
    #[serde(default)]
    recent: Vec<PathBuf>,
    #[serde(default)]
    theme: ThemeChoice,
}

/// Who sits at the program, on which day, and where things are kept.
#[derive(Clone, Debug)]
pub struct Desk {
    data_folder: Option<PathBuf>,
    today: Day,
    wake: Wake,
    kept: Kept,
    /// The name that is used until the person gives one: the account's.
    account: String,
}

impl Desk {
    /// A desk that remembers nothing: for the command line and for tests.
    pub fn bare(today: Day) -> Self {
        let (kept, account) = (Kept::default(), String::new());
        Self { data_folder: None, today, wake: Wake::default(), kept, account }
    }

    /// The desk kept in `data_folder`; `account` is the name of the person's account.
    pub fn open(data_folder: Option<PathBuf>, account: &str, today: Day) -> Self {
        let text = data_folder.as_ref().and_then(|folder| read_plain(&folder.join(FILE), LARGEST_BYTES).ok());
        // What cannot be read is only a name and a list of folders: the person gives them again.
        let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
        let kept = text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default();
        Self { data_folder, today, wake: Wake::default(), kept, account: account.to_owned() }
    }

    /// Where everything is kept that belongs to no project; `None` where the system names no place.
    pub fn data_folder(&self) -> Option<&Path> {
        self.data_folder.as_deref()
    }

    /// Today, on the person's calendar.
    pub fn today(&self) -> Day {
        self.today
    }

    pub(super) fn set_today(&mut self, today: Day) {
        self.today = today;
    }

    /// Whom to tell that something happened on another thread.
    pub fn wake(&self) -> &Wake {
        &self.wake
    }

    /// Who codes: the name the person gave, else that of the account; never empty.
    pub fn coder(&self) -> &str {
        [&self.kept.coder, &self.account].into_iter().find(|name| !name.trim().is_empty()).map_or("me", |name| name)
    }

    /// Whether the person gave a name.
    pub fn has_own_coder(&self) -> bool {
        !self.kept.coder.trim().is_empty()
    }

    /// The projects opened last, the latest first.
    pub fn recent(&self) -> &[PathBuf] {
        &self.kept.recent
    }

    /// The theme that the person chose last.
    pub fn theme(&self) -> ThemeChoice {
        self.kept.theme
    }

    /// From now on the window opens in `theme`.
    pub(super) fn set_theme(&mut self, theme: ThemeChoice) -> Result<(), StoreError> {
        self.kept.theme = theme;
        self.keep()
    }

    /// From now on `name` codes.
    pub(super) fn set_coder(&mut self, name: &str) -> Result<(), StoreError> {
        name.trim().clone_into(&mut self.kept.coder);
        self.keep()
    }

    /// Puts `folder` on top of the projects opened last.
    pub(super) fn remember(&mut self, folder: &Path) -> Result<(), StoreError> {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
        self.kept.recent.retain(|other| *other != folder);
        self.kept.recent.insert(0, folder);
        self.kept.recent.truncate(MOST_RECENT);
        self.keep()
    }

    /// Takes `folder` off the list.
    pub(super) fn forget(&mut self, folder: &Path) -> Result<(), StoreError> {
        self.kept.recent.retain(|other| other != folder);
        self.keep()
    }

    fn keep(&self) -> Result<(), StoreError> {
        let Some(folder) = &self.data_folder else { return Ok(()) };
        let text = ron::ser::to_string_pretty(&self.kept, ron::ser::PrettyConfig::new().new_line("\n"))
            .map_err(|cause| StoreError::Unspeakable { file: FILE.to_owned(), cause })?;
        write_file_durably(&folder.join(FILE), text.as_bytes())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn the_name_and_the_projects_opened_last_are_there_again_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Desk::open(Some(folder.path().to_path_buf()), "account", Day::MIN);
        let mut desk = open();
        assert_eq!(desk.coder(), "account");
        desk.set_coder(" Ada ").unwrap();
        desk.remember(Path::new("/one")).unwrap();
        desk.remember(Path::new("/two")).unwrap();
        desk.remember(Path::new("/one")).unwrap();
        assert_eq!((open().coder(), open().recent()), ("Ada", &[PathBuf::from("/one"), PathBuf::from("/two")][..]));
    }

    #[test]
    fn a_desk_that_cannot_be_read_is_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "(coder: ").unwrap();
        let desk = Desk::open(Some(folder.path().to_path_buf()), "", Day::MIN);
        assert_eq!((desk.coder(), desk.recent()), ("me", &[][..]));
    }
}
