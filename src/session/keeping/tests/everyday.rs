//! Editing, saving, crashing, coming back.

use super::*;
use crate::model::TextHash;
use crate::store::{Journal, JournalEntry, journals_of};

#[test]
fn an_edit_is_saved_by_itself_and_said_to_be_saved_only_then() {
    let mut desk = Desk::new();
    assert_eq!(desk.state(), "No changes");
    desk.title("Shall it?");
    desk.pass_almost(pace().after_last_edit);
    assert_eq!((desk.keeper().poll(), desk.state()), (Vec::new(), "Saving…".to_owned()));
    assert_ne!(desk.on_disk(), desk.project);
    desk.pass(MOMENT);
    desk.keeper().poll();
    assert!(desk.is_saved());
    assert!(desk.state().starts_with("Saved ") && desk.state().len() == "Saved 14:05".len(), "{}", desk.state());
    assert_eq!(desk.on_disk(), desk.project);
}

#[test]
fn whoever_never_pauses_is_saved_all_the_same() {
    let mut desk = Desk::new();
    let step = pace().after_last_edit / 2;
    let mut passed = Duration::ZERO;
    while passed + step < pace().after_first_edit {
        desk.title(&format!("after {passed:?}"));
        desk.pass(step);
        passed += step;
        assert_eq!(desk.keeper().poll(), [], "after {passed:?}");
    }
    desk.pass(step);
    desk.keeper().poll();
    assert!(desk.is_saved(), "{}", desk.state());
    assert_eq!(desk.on_disk(), desk.project);
}

/// Every file below a folder with its bytes, but for the mark of who has it open.
fn files(folder: &std::path::Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.ends_with(".demarche") {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            found.insert(path, bytes);
        }
    }
    found
}

#[test]
fn browsing_for_hours_writes_nothing() {
    let mut desk = Desk::new();
    desk.settle();
    let before = files(&desk.folder());
    desk.pass_hours(2);
    assert_eq!(desk.keeper().poll(), []);
    assert_eq!(files(&desk.folder()), before);
    assert!(!desk.data().exists());
}

#[test]
fn a_project_that_changes_is_put_aside_every_five_minutes_and_one_that_does_not_is_not() {
    let mut desk = Desk::new();
    let is_snapshot = |event: &KeepingEvent| matches!(event, KeepingEvent::Snapshot { .. });
    desk.title("one");
    desk.wait_until_saved();
    desk.pass_almost(pace().snapshot.saturating_sub(pace().after_last_edit));
    assert_eq!(desk.keeper().poll(), []);
    desk.pass(MOMENT);
    let KeepingEvent::Snapshot { folder } = desk.wait_for("the snapshot", is_snapshot) else { unreachable!() };
    assert_eq!(open_folder(&folder).unwrap().project, desk.project);
    desk.pass_hours(1);
    assert_eq!(desk.keeper().poll(), [], "nothing has changed since");
    desk.title("two");
    desk.wait_until_saved();
    let KeepingEvent::Snapshot { folder } = desk.wait_for("the snapshot", is_snapshot) else { unreachable!() };
    assert_eq!(open_folder(&folder).unwrap().project.manifest.title, "two", "the last was long ago");
}

#[test]
fn closing_saves_what_is_not_saved() {
    let mut desk = Desk::new();
    desk.title("Shall it?");
    let flushed = desk.keeper().flush(HANGS);
    assert_eq!(flushed.saved, Ok(()));
    assert!(flushed.journaled);
    desk.title("Shall it not?");
    desk.keeper = None;
    assert_eq!(desk.on_disk(), desk.project);
}

#[test]
fn what_was_not_saved_before_a_crash_is_offered_and_not_taken_in() {
    let mut desk = Desk::new();
    let before = desk.project.clone();
    desk.title("one");
    desk.title("two");
    desk.edit(|project| project.statements.retain(|_, _| false));
    desk.pass_until_journaled();
    let after = desk.project.clone();
    desk.crash();
    desk.open();
    assert_eq!(desk.project, before);
    let recovery = desk.recovery.take().unwrap();
    assert_eq!(recovery.entries.len(), 3);
    assert!(recovery.base_matches && recovery.conflicts.is_empty());
    desk.apply(recovery.patch.clone(), recovery.originals.clone());
    assert_eq!(desk.project, after);
    desk.keeper().recovered(recovery);
    desk.keeper = None;
    desk.open();
    assert!(desk.recovery.is_none());
    assert_eq!(desk.project, after);
}

#[test]
fn after_a_save_nothing_is_offered() {
    let mut desk = Desk::new();
    desk.title("one");
    desk.wait_until_saved();
    desk.settle();
    desk.crash();
    desk.open();
    assert!(desk.recovery.is_none());
    assert_eq!(desk.project.manifest.title, "one");
}

#[test]
fn what_is_declined_stays_aside_and_is_not_offered_again() {
    let mut desk = Desk::new();
    desk.title("one");
    desk.pass_until_journaled();
    desk.crash();
    desk.open();
    let recovery = desk.recovery.take().unwrap();
    desk.keeper().decline(&recovery).unwrap();
    desk.open();
    assert!(desk.recovery.is_none());
    let journals = std::fs::read_dir(desk.data().join("journals")).unwrap().next().unwrap().unwrap().path();
    let kept = std::fs::read_dir(journals).unwrap().flatten();
    assert_eq!(kept.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "declined")).count(), 1);
}

#[test]
fn a_list_that_disappears_after_a_save_is_told_and_its_only_copy_is_kept_aside() {
    let mut desk = Desk::new();
    desk.title("Shall it?");
    desk.wait_until_saved();
    let lists = desk.folder().join("statements");
    let list = std::fs::read_dir(&lists).unwrap().next().unwrap().unwrap().path();
    let bytes = std::fs::read(&list).unwrap();
    std::fs::remove_file(&list).unwrap();
    desk.pass(pace().look);
    let told = desk.wait_for("the loss", |event| matches!(event, KeepingEvent::NotSaved(_)));
    assert!(format!("{told:?}").contains("cannot be read any more"), "{told:?}");
    assert!(desk.state().starts_with("Not saved"), "closing asks: {}", desk.state());
    std::fs::write(&list, bytes).unwrap();
    desk.pass(pace().look);
    desk.wait_for("the return", |event| matches!(event, KeepingEvent::Saved { .. }));
    assert!(desk.is_saved());
}

#[test]
fn a_line_of_the_journal_that_no_clock_and_no_program_wrote_is_offered_like_any_other() {
    let mut desk = Desk::new();
    desk.keeper = None;
    let mut forged = desk.project.clone();
    forged.manifest.title = "forged".to_owned();
    let forth = Patch::between(&desk.project, &forged);
    let back = Patch::between(&forged, &desk.project);
    let home = journals_of(&desk.data(), &desk.folder());
    let mut journal = Journal::new(&home, &desk.folder());
    let entry = JournalEntry {
        revision: u64::MAX,
        label: "\u{1b}[2J".to_owned(),
        at: u64::MAX,
        redo: Arc::new(forth),
        undo: Arc::new(back),
        originals: vec![TextHash::of(b"no such bytes")],
    };
    journal.begin(TextHash::of(b"another folder"), [&entry]).unwrap();
    std::mem::forget(journal);
    desk.open();
    let recovery = desk.recovery.take().unwrap();
    assert_eq!(recovery.patch.manifest.as_ref().unwrap().title, "forged");
    assert!(!recovery.base_matches);
    // No calendar has the moment that it names.
    assert!(!crate::session::moment_in_words(recovery.entries[0].at).is_empty());
}
