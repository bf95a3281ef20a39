//! Every call to the system that saving makes is made to fail, one after the other, as a bad disk would let it fail.
//!
//! A program saves when it is told to; `strace` is attached to it and lets the n-th call of one name fail on each of its
//! threads. After each attempt the program waits, and the folder is read. The thing easily got wrong: the campaign proves
//! nothing for a call that is never made, so each kind must have been hit, on the thread that saves.

use crate::desk::{Desk, HANGS, at_number, numbers, put, skipped, small, when_asked};
use demarche::session::keeping::{KeepingEvent, Pace};
use demarche::store::{Wholeness, open_folder};
use rustix::process::{PTracer, set_ptracer};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, IoSlice, Write as _};
use std::os::fd::AsFd as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use tempfile::TempDir;

const FOLDER: &str = "SAVING_TEST_FOLDER";

/// What each call is for, its name, and how it fails.
const CALLS: [(&str, &str, &str); 14] = [
    ("open", "openat", "EMFILE"),
    ("write", "write", "ENOSPC"),
    ("flush", "fsync", "EIO"),
    ("flush", "fdatasync", "EIO"),
    ("close", "close", "EIO"),
    ("exchange", "rename", "EIO"),
    ("exchange", "renameat", "EIO"),
    ("exchange", "renameat2", "EIO"),
    ("remove", "unlink", "EIO"),
    ("remove", "unlinkat", "EIO"),
    ("make a folder", "mkdir", "ENOSPC"),
    ("make a folder", "mkdirat", "ENOSPC"),
    ("list", "getdents64", "EIO"),
    ("keep the permissions", "fchmod", "EPERM"),
];

/// Without these a save cannot succeed, so whoever saves is told. (A temporary file that stays loses nothing.)
const NEEDED: [&str; 4] = ["write", "flush", "exchange", "make a folder"];

/// The edits that are saved: the first brings an article, the second takes it away and brings an actor.
const EDITS: [u64; 2] = [3, 4];

/// Words for the test that reads this, in a call of their own: `write` may be failing.
fn say(words: &str) {
    let mut out = File::from(std::io::stdout().as_fd().try_clone_to_owned().unwrap());
    let line = format!("\n: {}\n", words.replace('\n', " "));
    let written = out.write_vectored(&[IoSlice::new(line.as_bytes())]);
    assert_eq!(written.unwrap(), line.len());
    // Not closed: that may be failing too.
    std::mem::forget(out);
}

fn wait_to_go_on() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
}

/// Saves each edit again and again until it is saved, and waits after each attempt.
#[test]
#[ignore = "a part of the test whose calls fail"]
fn saves_while_calls_fail() {
    let Some(home) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    // Some systems let only a parent attach; others know nothing of that.
    let _ = set_ptracer(PTracer::Any);
    let mut desk = Desk::open(&home.join("project"), &home.join("data"), when_asked());
    // Both threads have begun, with what they do at first.
    assert_eq!(desk.keeper.flush(HANGS).saved, Ok(()));
    say("ready");
    wait_to_go_on();
    for number in EDITS {
        desk.become_new(&at_number(&small(), number), vec![number.to_string().into_bytes().into()]);
        loop {
            desk.keeper.save_now();
            let revision = desk.revision;
            let event = desk.wait_for(|event| match event {
                KeepingEvent::NotSaved(_) => true,
                KeepingEvent::Saved { revision: saved, .. } => *saved == revision,
                _ => false,
            });
            let KeepingEvent::NotSaved(why) = event else { break };
            if why.why.contains("stopped because of a fault") {
                let journal = if desk.keeper.flush(HANGS).journaled { "has" } else { "lacks" };
                say(&format!("stopped {number} {journal} it: {why}"));
                std::process::exit(0);
            }
            say(&format!("refused {why}"));
            wait_to_go_on();
        }
        say(&format!("saved {number}"));
        wait_to_go_on();
    }
    // What closing does is not saving.
    std::process::exit(0);
}

/// The program that saves, and what it says.
struct Saving {
    child: Child,
    go: ChildStdin,
    said: Receiver<String>,
}

impl Saving {
    fn start(home: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "calls_fail::saves_while_calls_fail", "--nocapture", "--test-threads=1"])
            .env(FOLDER, home)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(home.join("stderr")).unwrap())
            .spawn()
            .unwrap();
        let go = child.stdin.take().unwrap();
        let said = lines_of(child.stdout.take().unwrap());
        let saving = Self { child, go, said };
        assert_eq!(saving.hear(home).as_deref(), Some("ready"));
        saving
    }

    /// What it says next; nothing when it has ended.
    fn hear(&self, home: &Path) -> Option<String> {
        loop {
            match self.said.recv_timeout(HANGS) {
                Ok(line) => {
                    if let Some(words) = line.strip_prefix(": ") {
                        return Some(words.to_owned());
                    }
                }
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return None,
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {
                    panic!("it hangs: {}", fs::read_to_string(home.join("stderr")).unwrap_or_default())
                }
            }
        }
    }

    fn go_on(&mut self) {
        self.go.write_all(b"\n").unwrap();
    }

    /// The number of the thread of that name.
    fn thread(&self, name: &str) -> String {
        let threads =
            fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap().map(|entry| entry.unwrap().path());
        let is_named = |path: &PathBuf| fs::read_to_string(path.join("comm")).is_ok_and(|found| found.trim() == name);
        let found = threads.into_iter().find(is_named).unwrap();
        found.file_name().unwrap().to_str().unwrap().to_owned()
    }
}

fn lines_of(stream: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if tell.send(line).is_err() {
                return;
            }
        }
    });
    told
}

/// Lets the `nth` call of that name fail on each thread of the process from now on; nothing where that is not allowed.
fn let_fail(process: u32, (call, error): (&str, &str), nth: usize, log: &Path) -> Option<Child> {
    let mut strace = Command::new("strace")
        .args(["-f", "-o", log.to_str()?, "-e", &format!("trace={call}")])
        .args(["-e", &format!("inject={call}:error={error}:when={nth}"), "-p", &process.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let said = lines_of(strace.stderr.take()?);
    while let Ok(line) = said.recv_timeout(HANGS) {
        if line.contains("attached") {
            // The rest is heard too, or it would wait for that.
            std::thread::spawn(move || said.iter().count());
            return Some(strace);
        }
    }
    let _ = strace.wait();
    None
}

/// How often a call failed on the thread that saves, and on any.
struct Hits {
    of_saver: usize,
    of_any: usize,
    refusals: usize,
}

/// Lets the `nth` call fail and looks at the folder after each attempt; nothing where that is not allowed.
fn with_failing(kind: &str, (call, error): (&str, &str), nth: usize) -> Option<Hits> {
    let home = TempDir::new().unwrap();
    let folder = home.path().join("project");
    put(&folder, &at_number(&small(), 0));
    let mut saving = Saving::start(home.path());
    let (saver, log) = (saving.thread("saver"), home.path().join("strace"));
    let strace = let_fail(saving.child.id(), (call, error), nth, &log);
    let Some(mut strace) = strace else {
        saving.child.kill().unwrap();
        saving.child.wait().unwrap();
        return None;
    };
    let at = format!("{call} {nth}");
    let (mut saved, mut refusals, mut may_be) = (0, 0, EDITS.last().copied().into_iter().collect::<Vec<u64>>());
    saving.go_on();
    while let Some(words) = saving.hear(home.path()) {
        let opened = open_folder(&folder).unwrap();
        assert_eq!(opened.whole, Wholeness::Whole, "{at}, {words}: {:#?}", opened.defects);
        if let Some(number) = words.strip_prefix("saved ") {
            saved = number.parse().unwrap();
            assert!(opened.project == at_number(&small(), saved), "{at}: {saved} is not all there");
        } else if let Some((number, why)) = words.strip_prefix("stopped ").and_then(|words| words.split_once(' ')) {
            // The standard library panics where a folder that was listed cannot be closed: on the thread that saves, on
            // that of the journal, or on both, since this lets a call of each fail.
            assert_eq!(call, "close", "{at}: {words}");
            let number: u64 = number.parse().unwrap();
            may_be = if why.starts_with("has it") { vec![number] } else { vec![saved, number] };
            break;
        } else {
            refusals += 1;
            let (least, _) = numbers(&opened.project);
            assert!(least >= saved, "{at}: {least} after {saved} was saved");
            // Why, what is safe, what to do.
            let why = words.strip_prefix("refused Not saved: ").unwrap_or_else(|| panic!("{at}: {words}"));
            let is_safe = why.contains("Every edit is in the journal") || why.contains("keep this window open");
            assert!(is_safe && !why.starts_with('.'), "{at}: {words}");
            assert!(refusals < 9, "{at}: it is never saved again: {words}");
        }
        saving.go_on();
    }
    assert!(
        saving.child.wait().unwrap().success(),
        "{at}: {}",
        fs::read_to_string(home.path().join("stderr")).unwrap()
    );
    strace.wait().unwrap();
    let mut desk = Desk::open(&folder, &home.path().join("data"), Pace::default());
    if let Some(recovery) = desk.recovery.take() {
        assert_eq!(recovery.conflicts, [], "{at}: nobody else writes here");
        recovery.patch.apply(&mut desk.project);
    }
    let is_one = may_be.iter().any(|number| desk.project == at_number(&small(), *number));
    assert!(is_one, "{at}: opened again, it is none of {may_be:?}");
    let log = fs::read_to_string(&log).unwrap();
    let injected: Vec<&str> = log.lines().filter(|line| line.contains("(INJECTED)")).collect();
    let hits = Hits {
        of_saver: injected.iter().filter(|line| line.split_whitespace().next() == Some(&saver)).count(),
        of_any: injected.len(),
        refusals,
    };
    if NEEDED.contains(&kind) && hits.of_saver > 0 {
        assert!(refusals > 0, "{at} failed and nobody was told:\n{}", injected.join("\n"));
    }
    Some(hits)
}

#[test]
fn whichever_call_to_the_system_fails_the_folder_reads_whole_nothing_is_lost_and_it_is_said() {
    let can_strace = Command::new("strace").args(["-o", "/dev/null", "true"]).status();
    if !can_strace.is_ok_and(|status| status.success()) {
        skipped("there is no strace here that may let calls to the system fail");
        return;
    }
    let (left, found) = (Mutex::new(CALLS.to_vec()), Mutex::new(BTreeMap::new()));
    let campaign = || {
        while let Some((kind, call, error)) = { left.lock().unwrap().pop() } {
            for nth in 1.. {
                let Some(hits) = with_failing(kind, (call, error), nth) else {
                    skipped("strace may not attach to another program here");
                    return;
                };
                if hits.of_any == 0 {
                    break;
                }
                let mut found = found.lock().unwrap();
                let (calls, of_saver, refusals) = found.entry((kind, call)).or_insert((0, 0, 0));
                *calls += hits.of_any;
                *of_saver += hits.of_saver;
                *refusals += hits.refusals;
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(campaign);
        }
    });
    let found = found.into_inner().unwrap();
    if found.is_empty() {
        return;
    }
    for ((kind, call), (calls, of_saver, refusals)) in &found {
        println!("{kind}: {call} failed {calls} times, {of_saver} of them while saving; {refusals} saves were refused");
    }
    let kinds = |of: &dyn Fn(&(usize, usize, usize)) -> bool| -> BTreeSet<&str> {
        found.iter().filter(|(_, counts)| of(counts)).map(|((kind, _), _)| *kind).collect()
    };
    let all: BTreeSet<&str> = CALLS.iter().map(|(kind, _, _)| *kind).collect();
    assert_eq!(kinds(&|(_, of_saver, _)| *of_saver > 0), all, "every kind was hit while something was saved");
    let refused = kinds(&|(_, _, refusals)| *refusals > 0);
    assert!(NEEDED.iter().all(|kind| refused.contains(kind)), "{refused:?}");
}
