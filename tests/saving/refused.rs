//! Disks that are full and folders that may not be written, as the system itself makes them.
//!
//! What this machine does not allow is skipped and says so; that every step can fail is tested without the system too.

use crate::desk::{Desk, at_number, hasty, put, skipped, small};
use demarche::session::keeping::{KeepingEvent, KeepingState};
use demarche::store::{Wholeness, open_folder};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const FOLDER: &str = "SAVING_TEST_FOLDER";

fn runs(program: &str, arguments: &[&str]) -> bool {
    let done = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    done.is_ok_and(|status| status.success())
}

/// A file system of its own, until it is dropped.
struct Mounted(PathBuf);

impl Mounted {
    fn new(at: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let at = at.to_path_buf();
        runs("mount", &["-t", "tmpfs", "-o", options, "tmpfs", at.to_str().unwrap()]).then_some(Self(at))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        runs("umount", &["-l", self.0.to_str().unwrap()]);
    }
}

#[test]
fn on_a_full_file_system_nothing_is_lost_and_it_is_saved_once_there_is_room() {
    let home = TempDir::new().unwrap();
    let Some(disk) = Mounted::new(&home.path().join("disk"), "size=2m") else {
        skipped("this account may not mount a file system, so no disk was really full");
        return;
    };
    let folder = disk.0.join("project");
    let start = at_number(&small(), 0);
    put(&folder, &start);
    let mut desk = Desk::open(&folder, &home.path().join("data"), hasty());
    let ballast = disk.0.join("ballast");
    fs::write(&ballast, vec![0; 4 << 20]).unwrap_err();
    desk.become_new(&at_number(&small(), 1), Vec::new());
    desk.wait_for(|event| matches!(event, KeepingEvent::NotSaved(_)));
    assert_eq!(desk.keeper.state().in_words(), "Not saved: disk full");
    let on_disk = open_folder(&folder).unwrap();
    assert_eq!((on_disk.project, on_disk.whole), (start, Wholeness::Whole));
    fs::remove_file(&ballast).unwrap();
    desk.wait_until_saved();
    assert!(desk.keeper.state().in_words().starts_with("Saved "));
    assert_eq!(open_folder(&folder).unwrap().project, at_number(&small(), 1));
}

#[test]
fn where_files_may_not_grow_the_save_is_refused_and_nothing_is_lost() {
    let home = TempDir::new().unwrap();
    let folder = home.path().join("project");
    put(&folder, &at_number(&small(), 0));
    // The limit holds for a whole process, so another one tries.
    let tried = Command::new("sh")
        .arg("-c")
        .arg("ulimit -f 8; trap '' XFSZ; exec \"$0\" --ignored --exact refused::saves_where_files_may_not_grow --nocapture")
        .arg(std::env::current_exe().unwrap())
        .env(FOLDER, home.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&tried.stdout).into_owned();
    assert!(tried.status.success(), "{said}\n{}", String::from_utf8_lossy(&tried.stderr));
    assert!(said.contains("refused as expected"), "{said}");
    let opened = open_folder(&folder).unwrap();
    assert_eq!((opened.project, opened.whole), (at_number(&small(), 0), Wholeness::Whole));
}

#[test]
#[ignore = "a part of the test that limits it"]
fn saves_where_files_may_not_grow() {
    let Some(home) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let mut desk = Desk::open(&home.join("project"), &home.join("data"), hasty());
    desk.become_new(&at_number(&small(), 1), Vec::new());
    let event = desk.wait_for(|event| matches!(event, KeepingEvent::NotSaved(_)));
    let KeepingEvent::NotSaved(why) = event else { unreachable!() };
    assert!(why.why.contains("larger than this disk allows"), "{why}");
    let KeepingState::NotSaved(_) = desk.keeper.state() else { panic!() };
    println!("refused as expected");
}

#[test]
fn a_folder_that_may_not_be_written_is_opened_to_be_read() {
    let home = TempDir::new().unwrap();
    let folder = home.path().join("project");
    put(&folder, &small());
    let program = home.path().join("program");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    assert!(runs("chmod", &["-R", "a+rX,a-w", home.path().to_str().unwrap()]));
    let as_nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let tried = Command::new("setpriv")
        .args(as_nobody)
        .arg(&program)
        .args(["--ignored", "--exact", "refused::opens_where_nothing_may_be_written", "--nocapture"])
        .env(FOLDER, home.path())
        .output();
    runs("chmod", &["-R", "u+w", home.path().to_str().unwrap()]);
    match tried {
        Ok(tried) if tried.status.success() => {
            let said = String::from_utf8_lossy(&tried.stdout).into_owned();
            assert!(said.contains("You may not write into this folder"), "{said}");
        }
        Ok(tried) if String::from_utf8_lossy(&tried.stderr).contains("setpriv") => {
            skipped("this account may not run a program as another one");
        }
        Ok(tried) => panic!("{}", String::from_utf8_lossy(&tried.stdout)),
        Err(_) => skipped("there is no setpriv here"),
    }
}

#[test]
#[ignore = "a part of the test that runs it as nobody"]
fn opens_where_nothing_may_be_written() {
    use demarche::session::keeping::{Keeper, KeeperStart, TimeSource};
    let Some(home) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let opened = open_folder(&home.join("project")).unwrap();
    let start = KeeperStart {
        folder: home.join("project"),
        data: None,
        project: opened.project,
        last_read: opened.last_read,
        wake: std::sync::Arc::new(|| {}),
        pace: hasty(),
        time: TimeSource::system(),
    };
    println!("{}", Keeper::start(start).err().unwrap());
}
