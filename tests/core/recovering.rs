//! What an earlier run could not save, decided on the command line.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use crate::program::{copied_project, demarche};
use demarche::model::{Patch, TextHash};
use demarche::store::{Journal, JournalEntry, journals_of, open_folder};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// A journal in `data` that gives the project in `folder` another title, as a run that was killed leaves it.
fn leave_unsaved(data: &Path, folder: &Path, title: &str, label: &str) {
    let opened = open_folder(folder).unwrap();
    let mut changed = opened.project.clone();
    title.clone_into(&mut changed.manifest.title);
    let entry = JournalEntry {
        revision: 1,
        label: label.to_owned(),
        at: 1_800_000_000,
        redo: Arc::new(Patch::between(&opened.project, &changed)),
        undo: Arc::new(Patch::between(&changed, &opened.project)),
        originals: Vec::new(),
    };
    let mut journal = Journal::new(&journals_of(data, folder), folder);
    journal.begin(TextHash::of(b"what the folder held"), [&entry]).unwrap();
    std::mem::forget(journal);
}

fn run(data: &Path, code: i32, arguments: &[&str]) -> (String, String) {
    let done = demarche(data, arguments).code(code);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&done.get_output().stdout), text(&done.get_output().stderr))
}

#[test]
fn unsaved_work_holds_an_import_up_in_words_until_it_is_taken_in() {
    let (data, project) = (TempDir::new().unwrap(), copied_project());
    let folder = project.path().to_str().unwrap();
    leave_unsaved(data.path(), project.path(), "A better title", "Edit the title");
    let article = data.path().join("article.txt");
    std::fs::write(&article, "A head\n\nHungary said no to the invitation.\n").unwrap();
    let import = ["import", "--project", folder, article.to_str().unwrap()];
    let (_, refused) = run(data.path(), 2, &import);
    assert!(refused.contains("demarche recover"), "{refused}");
    let (listed, _) = run(data.path(), 1, &["recover", folder]);
    assert!(listed.contains("Edit the title"), "{listed}");
    run(data.path(), 0, &["recover", "--take", folder]);
    assert_eq!(open_folder(project.path()).unwrap().project.manifest.title, "A better title");
    run(data.path(), 0, &import);
}

#[test]
fn unsaved_work_that_is_left_aside_changes_nothing_and_holds_nothing_up() {
    let (data, project) = (TempDir::new().unwrap(), copied_project());
    let folder = project.path().to_str().unwrap();
    let before = open_folder(project.path()).unwrap().project.manifest.title;
    leave_unsaved(data.path(), project.path(), "A better title", "Edit the title");
    run(data.path(), 0, &["recover", "--leave", folder]);
    assert_eq!(open_folder(project.path()).unwrap().project.manifest.title, before);
    let (nothing, _) = run(data.path(), 0, &["recover", folder]);
    assert!(nothing.to_lowercase().contains("no unsaved work"), "{nothing}");
}

#[cfg(unix)]
#[test]
fn no_name_that_a_stranger_chose_steers_the_terminal() {
    let data = TempDir::new().unwrap();
    let folder = data.path().join("evil \u{1b}[2J \u{202e}project");
    crate::program::copy_folder(&crate::program::seeds(), &folder);
    std::fs::write(folder.join("\u{1b}]0;title\u{7}.txt"), "words").unwrap();
    std::fs::write(folder.join("sources").join("\u{9b}2J"), "words").unwrap();
    leave_unsaved(data.path(), &folder, "A better title", "\u{1b}[31mEdit");
    let article = data.path().join("\u{1b}[2J.txt");
    std::fs::write(&article, "A head\n\nHungary said no to the invitation.\n").unwrap();
    let (folder, article) = (folder.to_str().unwrap(), article.to_str().unwrap());
    for arguments in [
        vec!["check", folder],
        vec!["recover", folder],
        vec!["import", "--project", folder, article],
        vec!["import", "--dry-run", article],
        vec!["suggest", article],
        vec!["standings", "--project", folder],
        vec!["new", "--template", "blank", "--question", "What?", folder],
        vec!["render", "-o", article],
        vec!["recover", "--leave", folder],
        vec!["check", article],
    ] {
        let done = demarche(data.path(), &arguments);
        for said in [&done.get_output().stdout, &done.get_output().stderr] {
            let said = String::from_utf8_lossy(said);
            let steers = said.chars().find(|one| one.is_control() && *one != '\n' || *one == '\u{202e}');
            assert_eq!(steers, None, "{arguments:?}: {said:?}");
        }
    }
}
