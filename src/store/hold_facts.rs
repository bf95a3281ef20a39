//! The facts that say whether a project that is marked as open really is: who asks, and what the system knows of a
//! process.
//!
//! The thing easily got wrong: where the system does not tell, that is a fact of its own, and not the same as "gone".

use super::hold::HoldMark;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The process that asks for the lock of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimant {
    /// Number of the process.
    pub process: u32,
    /// When it started, as the system tells it; empty where it does not.
    pub started: String,
    /// Name of the machine.
    pub machine: String,
    /// Name of the account.
    pub user: String,
    /// Seconds since 1970.
    pub now: u64,
}

/// What the system knows of a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Process {
    /// There is none of that number.
    Gone,
    /// There is one, and since when.
    Alive {
        /// As the system tells it.
        started: String,
    },
    /// There is one of that number, whichever it is.
    AliveAsEver,
    /// It does not tell.
    Unknown,
}

static OPENINGS: AtomicU64 = AtomicU64::new(0);

impl Claimant {
    /// This program, now.
    pub fn here() -> Self {
        let process = std::process::id();
        let started = match Process::of(process) {
            Process::Alive { started } => started,
            Process::Gone | Process::AliveAsEver | Process::Unknown => String::new(),
        };
        Self { process, started, machine: machine(), user: user(), now: seconds(SystemTime::now()) }
    }

    /// The same at another time.
    #[must_use]
    pub fn at(&self, now: SystemTime) -> Self {
        Self { now: seconds(now), ..self.clone() }
    }

    /// The mark it leaves.
    pub(super) fn mark(&self) -> HoldMark {
        let nth = OPENINGS.fetch_add(1, Ordering::Relaxed);
        let nanos = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        HoldMark {
            process: self.process,
            started: self.started.clone(),
            machine: self.machine.clone(),
            user: self.user.clone(),
            refreshed: self.now,
            opening: format!("{}-{nth}-{nanos}", self.process),
        }
    }
}

fn seconds(now: SystemTime) -> u64 {
    now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

impl Process {
    /// What the system knows of the process of that number.
    #[cfg(target_os = "linux")]
    pub fn of(number: u32) -> Self {
        let stat = match std::fs::read_to_string(format!("/proc/{number}/stat")) {
            Ok(stat) => stat,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Self::Gone,
            Err(_hidden) => return Self::Unknown,
        };
        // The name in brackets may hold anything; after it the start stands in the 20th place.
        let facts: Vec<&str> =
            stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace().collect()).unwrap_or_default();
        // Killed, and only not yet taken note of by the process that started it: it holds nothing any more.
        if matches!(facts.first(), Some(&("Z" | "X"))) {
            return Self::Gone;
        }
        let start = facts.get(19);
        let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
        match start {
            Some(start) => Self::Alive { started: format!("{} {start}", boot.trim()) },
            None => Self::Unknown,
        }
    }

    /// What the system knows of the process of that number.
    #[cfg(all(unix, not(target_os = "linux")))]
    pub fn of(number: u32) -> Self {
        use rustix::process::{Pid, test_kill_process};
        let Some(pid) = i32::try_from(number).ok().and_then(Pid::from_raw) else { return Self::Gone };
        match test_kill_process(pid) {
            Err(cause) if cause == rustix::io::Errno::SRCH => Self::Gone,
            Ok(()) | Err(_) => Self::AliveAsEver,
        }
    }

    /// This system is not asked.
    #[cfg(not(unix))]
    pub fn of(_number: u32) -> Self {
        Self::Unknown
    }
}

#[cfg(unix)]
fn machine() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn machine() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

/// The account's name; its number where it has none.
fn user() -> String {
    #[cfg(unix)]
    let number = rustix::process::getuid().as_raw().to_string();
    #[cfg(not(unix))]
    let number = String::new();
    // The account is what counts: a name from the environment is believed only where it fits the account.
    #[cfg(unix)]
    let known = std::fs::read_to_string("/etc/passwd").ok().and_then(|accounts| {
        accounts.lines().find_map(|line| {
            let mut fields = line.split(':');
            let name = fields.next()?;
            (fields.nth(1) == Some(number.as_str())).then(|| name.to_owned())
        })
    });
    #[cfg(not(unix))]
    let known = std::env::var("USERNAME").ok();
    known.unwrap_or_else(|| if number.is_empty() { "somebody".to_owned() } else { format!("user {number}") })
}

#[cfg(all(test, target_os = "linux"))]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    #[test]
    fn a_process_that_was_killed_and_not_yet_waited_for_is_gone() {
        let mut child = Command::new("sleep").arg("60").stdout(Stdio::piped()).spawn().unwrap();
        assert!(matches!(Process::of(child.id()), Process::Alive { .. }));
        let out = child.stdout.take().unwrap();
        child.kill().unwrap();
        // It ends when the process has closed it, which is after the kill and before anybody has waited for it.
        assert_eq!(std::io::read_to_string(out).unwrap(), "");
        while matches!(Process::of(child.id()), Process::Alive { .. }) {
            std::thread::yield_now();
        }
        assert_eq!(Process::of(child.id()), Process::Gone);
        child.wait().unwrap();
    }
}
