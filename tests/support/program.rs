//! The program as a person or a script starts it, for tests of the command line.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses a part of it")]

use assert_cmd::assert::Assert;
use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Runs the program where there is no screen, with a data folder of its own.
pub(crate) fn demarche(data: &Path, arguments: &[&str]) -> Assert {
    let mut command = cargo_bin_cmd!("demarche");
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("DEMARCHE_DATA_DIR", data);
    command.args(arguments).assert()
}

/// The output of a run that must succeed and complain of nothing.
pub(crate) fn output(arguments: &[&str]) -> String {
    let data = TempDir::new().unwrap();
    let done = demarche(data.path(), arguments).success().stderr("");
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

/// The rows of a run that must succeed and complain of nothing.
pub(crate) fn json(arguments: &[&str]) -> Vec<Value> {
    rows(serde_json::from_str(&output(&[arguments, &["--format", "json"]].concat())).unwrap())
}

/// The rows that JSON tells: it is their list, or an object with what holds for all of them.
pub(crate) fn rows(told: Value) -> Vec<Value> {
    match told {
        Value::Array(rows) => rows,
        Value::Object(mut fields) => fields.remove("rows").map(rows).unwrap(),
        other => panic!("no rows: {other}"),
    }
}

/// What a run that must end with `code` says on its standard error.
pub(crate) fn refusal(code: i32, arguments: &[&str]) -> String {
    let data = TempDir::new().unwrap();
    let done = demarche(data.path(), arguments).code(code).stdout("");
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

pub(crate) fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

pub(crate) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A copy of the built-in project in a folder.
pub(crate) fn copied_project() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy_folder(&seeds(), folder.path());
    folder
}

pub(crate) fn replace_in(file: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(old), "{old:?} is not in {}", file.display());
    fs::write(file, text.replacen(old, new, 1)).unwrap();
}

/// The JSON of a run that must succeed, and its notes.
pub(crate) fn json_and_notes(arguments: &[&str]) -> (Value, String) {
    let data = TempDir::new().unwrap();
    let done = demarche(data.path(), &[arguments, &["--format", "json"]].concat()).success();
    let done = done.get_output();
    (serde_json::from_slice(&done.stdout).unwrap(), String::from_utf8(done.stderr.clone()).unwrap())
}

/// Only direct quotes, and a short window.
pub(crate) const STRICT: &str = "(\n    voices: [direct_quote],\n    least_confidence: 1,\n    people_speak: InOffice,\n    \
    contested_within_days: 7,\n    stale_after_days: 30,\n)\n";

/// A rule file that is there as long as the folder is.
pub(crate) fn rule_file(folder: &TempDir, text: &str) -> PathBuf {
    let file = folder.path().join("strict.ron");
    fs::write(&file, text).unwrap();
    file
}

/// Draws into `folder`, and gives the file and what was said aside.
pub(crate) fn drawn(folder: &Path, arguments: &[&str]) -> (String, String) {
    let file = folder.join("picture.svg");
    let done = demarche(folder, &[&["render", "-o", file.to_str().unwrap()], arguments].concat()).success();
    (fs::read_to_string(file).unwrap(), String::from_utf8(done.get_output().stderr.clone()).unwrap())
}
