//! Editing, saving, crashing, coming back.

use super::*;
use crate::model::TextHash;
use crate::store::{Journal, JournalEntry, journals_of};

#[test]
fn an_edit_is_saved_by_itself_and_said_to_be_saved_only_then() {
    let mut desk = Desk::new(quick());
    assert_eq!(desk.state(), "No changes");
    desk.title("Shall it?");
    assert_eq!(desk.state(), "Saving…");
    desk.wait_until_saved();
    assert!(desk.is_saved());
    assert!(desk.state().starts_with("Saved ") && desk.state().len() == "Saved 14:05".len(), "{}", desk.state());
    assert_eq!(desk.on_disk(), desk.project);
}

#[test]
fn browsing_writes_nothing() {
    let mut desk = Desk::new(quick());
    let before = std::fs::read_dir(desk.folder()).unwrap().count();
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(desk.keeper().poll(), []);
    assert_eq!(std::fs::read_dir(desk.folder()).unwrap().count(), before);
    assert!(!desk.data().exists());
}

#[test]
fn closing_saves_what_is_not_saved() {
    let mut desk = Desk::new(never());
    desk.title("Shall it?");
    let flushed = desk.keeper().flush(Duration::from_secs(10));
    assert_eq!(flushed.saved, Ok(()));
    assert!(flushed.journaled);
    desk.title("Shall it not?");
    desk.keeper = None;
    assert_eq!(desk.on_disk(), desk.project);
}

#[test]
fn what_was_not_saved_before_a_crash_is_offered_and_not_taken_in() {
    let mut desk = Desk::new(never());
    let before = desk.project.clone();
    desk.title("one");
    desk.title("two");
    desk.edit(|project| project.statements.retain(|_, _| false));
    // The journal is written within milliseconds here.
    std::thread::sleep(Duration::from_millis(150));
    let after = desk.project.clone();
    desk.crash();
    desk.open(never());
    assert_eq!(desk.project, before);
    let recovery = desk.recovery.take().unwrap();
    assert_eq!(recovery.entries.len(), 3);
    assert!(recovery.base_matches && recovery.conflicts.is_empty());
    desk.apply(recovery.patch.clone(), recovery.originals.clone());
    assert_eq!(desk.project, after);
    desk.keeper().recovered(recovery);
    desk.keeper = None;
    desk.open(never());
    assert!(desk.recovery.is_none());
    assert_eq!(desk.project, after);
}

#[test]
fn after_a_save_nothing_is_offered() {
    let mut desk = Desk::new(quick());
    desk.title("one");
    desk.wait_until_saved();
    desk.crash();
    desk.open(quick());
    assert!(desk.recovery.is_none());
    assert_eq!(desk.project.manifest.title, "one");
}

#[test]
fn what_is_declined_stays_aside_and_is_not_offered_again() {
    let mut desk = Desk::new(never());
    desk.title("one");
    std::thread::sleep(Duration::from_millis(100));
    desk.crash();
    desk.open(never());
    let recovery = desk.recovery.take().unwrap();
    desk.keeper().decline(&recovery).unwrap();
    desk.open(never());
    assert!(desk.recovery.is_none());
    let journals = std::fs::read_dir(desk.data().join("journals")).unwrap().next().unwrap().unwrap().path();
    let kept = std::fs::read_dir(journals).unwrap().flatten();
    assert_eq!(kept.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "declined")).count(), 1);
}

#[test]
fn a_list_that_disappears_after_a_save_is_told_and_its_only_copy_is_kept_aside() {
    let mut desk = Desk::new(quick());
    desk.title("Shall it?");
    desk.wait_until_saved();
    let lists = desk.folder().join("statements");
    let list = std::fs::read_dir(&lists).unwrap().next().unwrap().unwrap().path();
    let bytes = std::fs::read(&list).unwrap();
    std::fs::remove_file(&list).unwrap();
    let told = desk.wait_for("the loss", |event| matches!(event, KeepingEvent::NotSaved(_)));
    assert!(format!("{told:?}").contains("cannot be read any more"), "{told:?}");
    assert!(desk.state().starts_with("Not saved"), "closing asks: {}", desk.state());
    std::fs::write(&list, bytes).unwrap();
    desk.wait_for("the return", |event| matches!(event, KeepingEvent::Saved { .. }));
    assert!(desk.is_saved());
}

#[test]
fn a_line_of_the_journal_that_no_clock_and_no_program_wrote_is_offered_like_any_other() {
    let mut desk = Desk::new(never());
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
    desk.open(never());
    let recovery = desk.recovery.take().unwrap();
    assert_eq!(recovery.patch.manifest.as_ref().unwrap().title, "forged");
    assert!(!recovery.base_matches);
    // No calendar has the moment that it names.
    assert!(!crate::session::moment_in_words(recovery.entries[0].at).is_empty());
}
