//! A program that edits and saves without pause is killed at any moment, again and again.

use crate::desk::{Desk, HANGS, at_number, hasty, numbers, put, remember, remembered, small};
use demarche::session::keeping::{Keeper, KeeperStart, Pace, TimeSource};
use demarche::store::open_folder;
use rustix::process::{Pid, Signal, kill_process};
use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::TempDir;

const FOLDER: &str = "SAVING_TEST_FOLDER";
const KILLS: usize = 500;
/// As many projects at the same time.
const PROJECTS: usize = 4;

fn say(words: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody reads on once it is to be killed.
    let _ = writeln!(out, "\n: {words}").and_then(|()| out.flush());
}

fn place() -> Option<(PathBuf, PathBuf)> {
    let home = PathBuf::from(std::env::var_os(FOLDER)?);
    Some((home.join("project"), home.join("data")))
}

/// Starts this very test program so that it runs only the helper of that name.
fn helper(name: &str, home: &Path) -> (Child, Receiver<String>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", name, "--nocapture", "--test-threads=1"])
        .env(FOLDER, home)
        .stdout(Stdio::piped())
        .stderr(File::options().create(true).append(true).open(home.join("stderr")).unwrap())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            if let Some(words) = line.strip_prefix(": ")
                && tell.send(words.to_owned()).is_err()
            {
                return;
            }
        }
    });
    (child, told)
}

/// Edits and saves until it is killed, and says each number that is surely on disk.
#[test]
#[ignore = "a part of the test that kills it"]
fn saves_until_it_is_killed() {
    let Some((folder, data)) = place() else { return };
    let like = remembered(&data.with_file_name("like"));
    let mut desk = Desk::open(&folder, &data, hasty());
    say(&format!("found {}", numbers(&desk.project).0));
    if let Some(recovery) = desk.recovery.take() {
        assert_eq!(recovery.conflicts, [], "nobody else writes here");
        let mut new = desk.project.clone();
        recovery.patch.clone().apply(&mut new);
        desk.become_new(&new, recovery.originals.clone());
        desk.keeper.recovered(recovery);
    }
    // Between the files of a save or not: with the journal it is one state and all of it.
    let mut number = numbers(&desk.project).1;
    assert!(desk.project == at_number(&like, number), "{number} is a mixture: {:?}", numbers(&desk.project));
    say("ready");
    loop {
        number += 1;
        let originals = number.is_multiple_of(3).then(|| number.to_string().into_bytes().into());
        desk.become_new(&at_number(&like, number), originals.into_iter().collect());
        desk.wait_until_saved();
        say(&format!("saved {number}"));
    }
}

/// Edits and saves nothing, so that only the journal has it.
#[test]
#[ignore = "a part of the test that kills it"]
fn edits_until_it_is_killed() {
    let Some((folder, data)) = place() else { return };
    let hour = Duration::from_hours(1);
    let pace = Pace { after_last_edit: hour, after_first_edit: hour, ..Pace::default() };
    let mut desk = Desk::open(&folder, &data, pace);
    desk.recovery = None;
    let like = small();
    say("ready");
    for number in 1.. {
        let mut new = like.clone();
        new.manifest.title = number.to_string();
        desk.become_new(&new, Vec::new());
        say(&format!("edited {number}"));
        // Not so many that the queue of edits outgrows what is being tested.
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A number from 0, smaller than `end`, that nobody foresees.
fn any_below(end: u64, seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % end
}

/// Kills a program that saves `kills` times; how many saves were confirmed.
fn killed_while_saving(kills: usize, mut seed: u64) -> u64 {
    let home = TempDir::new().unwrap();
    let folder = home.path().join("project");
    put(&folder, &at_number(&small(), 0));
    remember(&home.path().join("like"), &small());
    let mut confirmed = 0;
    for kill in 0..kills {
        let (mut child, told) = helper("killed::saves_until_it_is_killed", home.path());
        let complaints = || std::fs::read_to_string(home.path().join("stderr")).unwrap_or_default();
        let found = told.recv_timeout(HANGS);
        let found = found.unwrap_or_else(|_| panic!("before kill {kill}: {}", complaints()));
        let least: u64 = found.strip_prefix("found ").unwrap().parse().unwrap();
        assert!(least >= confirmed, "a confirmed save is lost before kill {kill}: {found}, confirmed {confirmed}");
        let ready = told.recv_timeout(HANGS);
        assert_eq!(ready.as_deref(), Ok("ready"), "before kill {kill}: {}", complaints());
        // Now and then after a few saves, else in the midst of the first.
        let saves = if kill % 8 == 0 { any_below(4, &mut seed) } else { 0 };
        let mut saved = Vec::new();
        for _ in 0..saves {
            saved.push(told.recv_timeout(HANGS).unwrap_or_else(|_| panic!("before kill {kill}: {}", complaints())));
        }
        let longest = 50_000;
        std::thread::sleep(Duration::from_micros(any_below(longest, &mut seed)));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in saved.into_iter().chain(told.iter()) {
            confirmed = confirmed.max(line.strip_prefix("saved ").unwrap().parse().unwrap());
        }
    }
    let opened = open_folder(&folder).unwrap();
    assert!(numbers(&opened.project).0 >= confirmed);
    confirmed
}

#[test]
fn killed_five_hundred_times_while_saving_nothing_is_unreadable_and_no_confirmed_save_is_lost() {
    let confirmed: Vec<u64> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..PROJECTS)
            .map(|run| scope.spawn(move || killed_while_saving(KILLS / PROJECTS, 99 + run as u64)))
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    println!("{KILLS} kills, {confirmed:?} saves confirmed");
    assert!(confirmed.iter().sum::<u64>() > 40, "{confirmed:?} saves");
}

/// The numbers of the edits that the journals below `folder` hold.
fn journaled(folder: &Path) -> Vec<u64> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(journaled(&path));
        } else if path.extension().is_some_and(|ending| ending == "journal") {
            let text = std::fs::read(&path).unwrap_or_default();
            let text = String::from_utf8_lossy(&text);
            // A line that is still being written has no end.
            let lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
            let titles =
                lines.filter_map(|line| line.split("\"title\":\"").nth(1)?.split('"').next()?.parse::<u64>().ok());
            found.extend(titles);
        }
    }
    found
}

#[test]
fn killed_while_nothing_is_saved_everything_that_the_journal_had_comes_back() {
    for at_least in [1, 40, 90] {
        let home = TempDir::new().unwrap();
        let (folder, data) = (home.path().join("project"), home.path().join("data"));
        put(&folder, &small());
        let (mut child, told) = helper("killed::edits_until_it_is_killed", home.path());
        assert_eq!(told.recv_timeout(HANGS).as_deref(), Ok("ready"));
        // It is written by itself, while the edits go on.
        while journaled(&data).len() < at_least {
            assert!(told.recv_timeout(HANGS).is_ok());
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let in_journal = journaled(&data).into_iter().max().unwrap();
        let desk = Desk::open(&folder, &data, Pace::default());
        assert_eq!(desk.project.manifest.title, small().manifest.title, "nothing was saved");
        let recovery = desk.recovery.unwrap();
        let recovered: u64 = recovery.patch.manifest.unwrap().title.parse().unwrap();
        assert_eq!(recovered, in_journal);
        assert!(recovery.base_matches);
        assert_eq!(recovery.entries.len() as u64, recovered, "and everything before it");
    }
}

#[test]
fn what_another_process_has_open_may_only_be_read_until_it_is_gone_however_it_went() {
    let home = TempDir::new().unwrap();
    let (folder, data) = (home.path().join("project"), home.path().join("data"));
    put(&folder, &small());
    let (mut child, told) = helper("killed::edits_until_it_is_killed", home.path());
    assert_eq!(told.recv_timeout(HANGS).as_deref(), Ok("ready"));
    let opened = open_folder(&folder).unwrap();
    let start = || KeeperStart {
        folder: folder.clone(),
        data: Some(data.clone()),
        project: opened.project.clone(),
        last_read: opened.last_read.clone(),
        wake: Arc::new(|| {}),
        pace: hasty(),
        time: TimeSource::system(),
    };
    let why = Keeper::start(start()).err().unwrap().to_string();
    let expected = format!("This project is already open in another window of Démarche (process {})", child.id());
    assert_eq!(why, expected);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(folder.join(".demarche/lock").exists());
    let (keeper, _) = Keeper::start(start()).unwrap();
    drop(keeper);
    assert!(!folder.join(".demarche").exists());
}

#[test]
fn a_signal_that_ends_the_program_puts_everything_on_disk_first_and_frees_the_folder() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let home = TempDir::new().unwrap();
        let folder = home.path().join("project");
        put(&folder, &small());
        let (mut child, told) = helper("killed::edits_until_it_is_killed", home.path());
        assert_eq!(told.recv_timeout(HANGS).as_deref(), Ok("ready"));
        let mut last = 0;
        while last < 20 {
            last = told.recv_timeout(HANGS).unwrap().strip_prefix("edited ").unwrap().parse().unwrap();
        }
        // A minimal system has no program that sends a signal.
        kill_process(Pid::from_child(&child), signal).unwrap();
        let status = child.wait().unwrap();
        assert!(!status.success() && status.code().is_none(), "{status:?} is not how a signal ends a program");
        assert!(!folder.join(".demarche/lock").exists());
        let opened = open_folder(&folder).unwrap();
        let on_disk: u64 = opened.project.manifest.title.parse().unwrap();
        assert!(on_disk >= last, "{on_disk}, and {last} was made before the signal");
    }
}
