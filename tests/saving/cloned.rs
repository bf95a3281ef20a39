//! What git does to a project.

use crate::desk::{Desk, at_number, hasty, put, skipped, small};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.current_dir(folder).env("GIT_CONFIG_GLOBAL", "none").env("GIT_CONFIG_SYSTEM", "none");
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
    command.args(who).args(arguments).output().unwrap().status.success()
}

fn files_of(folder: &Path, inside: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{inside}{}", entry.file_name().display());
        if name == ".git" {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            files_of(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

#[test]
fn a_clone_with_other_line_ends_changes_no_byte() {
    if Command::new("git").arg("--version").output().is_err() {
        skipped("there is no git here, so nothing is known of clones");
        return;
    }
    let home = TempDir::new().unwrap();
    let folder = home.path().join("project");
    put(&folder, &at_number(&small(), 3));
    assert!(git(&folder, &["init", "-q"]) && git(&folder, &["add", "-A"]));
    assert!(git(&folder, &["commit", "-q", "-m", "first"]));
    assert!(git(home.path(), &["-c", "core.autocrlf=true", "clone", "-q", "project", "clone"]));
    let (mut ours, mut theirs) = (BTreeMap::new(), BTreeMap::new());
    files_of(&folder, "", &mut ours);
    files_of(&home.path().join("clone"), "", &mut theirs);
    assert!(ours.keys().any(|name| name.ends_with("text.txt")));
    let differ: Vec<&String> = ours.keys().filter(|name| ours.get(*name) != theirs.get(*name)).collect();
    assert_eq!(differ, [""; 0]);
    assert_eq!(ours.len(), theirs.len());
}

#[test]
fn what_two_people_add_to_one_list_is_merged_and_the_mark_of_who_has_it_open_is_not_committed() {
    if Command::new("git").arg("--version").output().is_err() {
        skipped("there is no git here, so nothing is known of merges");
        return;
    }
    let home = TempDir::new().unwrap();
    let (folder, data) = (home.path().join("project"), home.path().join("data"));
    let start = small();
    put(&folder, &start);
    let desk = Desk::open(&folder, &data, hasty());
    assert!(folder.join(".demarche/lock").exists());
    assert!(git(&folder, &["init", "-q"]) && git(&folder, &["add", "-A"]));
    let setup = Command::new(env!("CARGO_BIN_EXE_demarche")).arg("git-setup").arg(&folder).output().unwrap();
    assert!(setup.status.success(), "{setup:?}");
    drop(desk);
    assert!(git(&folder, &["commit", "-q", "-m", "first"]));
    let listed = Command::new("git").current_dir(&folder).args(["ls-files"]).output().unwrap();
    assert!(!String::from_utf8(listed.stdout).unwrap().contains(".demarche"));
    let statement = start.statements.values().next().unwrap();
    let adds = |number: &str| {
        let mut desk = Desk::open(&folder, &data, hasty());
        let mut new = desk.project.clone();
        let mut added = statement.clone();
        added.id = number.parse().unwrap();
        new.statements.insert(added.id.clone(), added);
        desk.become_new(&new, Vec::new());
        desk.wait_until_saved();
        drop(desk);
        assert!(git(&folder, &["commit", "-q", "-a", "-m", number]));
    };
    assert!(git(&folder, &["checkout", "-q", "-b", "other"]));
    adds("theirs");
    assert!(git(&folder, &["checkout", "-q", "main"]));
    adds("mine");
    assert!(git(&folder, &["merge", "-q", "other", "-m", "both"]));
    let merged = Desk::open(&folder, &data, hasty());
    assert_eq!(merged.project.statements.len(), start.statements.len() + 2);
}

#[test]
fn in_git_a_record_that_one_side_deleted_and_the_other_changed_is_a_conflict_and_does_not_come_back() {
    if Command::new("git").arg("--version").output().is_err() {
        skipped("there is no git here, so nothing is known of merges");
        return;
    }
    let home = TempDir::new().unwrap();
    let folder = home.path().join("project");
    let start = small();
    put(&folder, &start);
    let list = folder.join("relations.ron");
    let records = |lines: &[&str]| {
        ["[\n", &lines.iter().map(|line| ["    ", line, ",\n"].concat()).collect::<Vec<_>>().concat(), "]\n"].concat()
    };
    let write = |lines: &[&str]| fs::write(&list, records(lines)).unwrap();
    write(&["(id: \"a\", n: 1)", "(id: \"b\", n: 1)", "(id: \"c\", n: 1)"]);
    assert!(git(&folder, &["init", "-q"]) && git(&folder, &["add", "-A"]));
    let setup = Command::new(env!("CARGO_BIN_EXE_demarche")).arg("git-setup").arg(&folder).output().unwrap();
    assert!(setup.status.success(), "{setup:?}");
    assert!(git(&folder, &["commit", "-q", "-m", "first"]) && git(&folder, &["checkout", "-q", "-b", "other"]));
    write(&["(id: \"a\", n: 1)", "(id: \"b\", n: 2)"]);
    assert!(git(&folder, &["commit", "-q", "-a", "-m", "theirs"]) && git(&folder, &["checkout", "-q", "main"]));
    write(&["(id: \"a\", n: 1)", "(id: \"c\", n: 1)"]);
    assert!(git(&folder, &["commit", "-q", "-a", "-m", "mine"]));
    assert!(!git(&folder, &["merge", "-q", "other", "-m", "both"]), "b was deleted here and changed there");
    let merged = fs::read_to_string(&list).unwrap();
    assert!(merged.contains("<<<<<<< ours") && merged.contains("n: 2"), "{merged}");
    assert!(!merged.contains("\"c\""), "they deleted it, and nobody changed it: {merged}");
}
