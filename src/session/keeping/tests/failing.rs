//! Every step on disk fails in turn.

use super::*;
use crate::store::{Failure, Injection, Operation};
use std::io::ErrorKind;

fn storm(project: &mut Project, note: &str) {
    project.manifest.title = note.to_owned();
    project.actors.values_mut().for_each(|actor| actor.note = note.to_owned());
    project.statements.values_mut().for_each(|statement| statement.note = note.to_owned());
}

/// Edits many files, while the step of number `nth` fails. Gives all steps, and whether the failure was told.
fn edited_with_failure(nth: usize) -> (Vec<Operation>, bool) {
    let mut desk = Desk::new();
    desk.settle();
    let before = desk.project.clone();
    let injection = Injection::new(&desk.folder(), Failure::Once(nth), ErrorKind::Other);
    desk.edit(|project| storm(project, "new"));
    desk.pass(pace().after_last_edit);
    let refused = desk.keeper().poll().into_iter().find_map(|event| match event {
        KeepingEvent::NotSaved(why) => Some(why),
        _ => None,
    });
    // Nothing is half: a file holds the old or the new, and all of it.
    let on_disk = desk.on_disk();
    assert!(on_disk.manifest == before.manifest || on_disk.manifest == desk.project.manifest, "step {nth}");
    if let Some(why) = &refused {
        assert!(!desk.is_saved() && !why.why.is_empty(), "step {nth}: {why}");
        assert_eq!(why.safe, "Every edit is in the journal and comes back after a crash.");
        desk.pass(pace().retry);
        desk.keeper().poll();
    }
    assert!(desk.is_saved(), "step {nth}: {}", desk.state());
    assert_eq!(desk.on_disk(), desk.project, "step {nth}");
    (injection.seen(), refused.is_some())
}

#[test]
fn whichever_step_of_a_save_fails_it_is_said_and_the_next_attempt_succeeds() {
    let (steps, _) = edited_with_failure(usize::MAX);
    assert!(steps.len() > 25, "{steps:?}");
    for (nth, step) in steps.iter().enumerate() {
        let (seen, is_told) = edited_with_failure(nth);
        assert_eq!(seen.get(nth), Some(step));
        assert!(is_told, "step {nth}, {step:?}, failed and nobody was told");
    }
}

#[test]
fn a_full_disk_is_named_and_everything_is_saved_once_there_is_room() {
    let mut desk = Desk::new();
    let before = desk.on_disk();
    let injection = Injection::new(&desk.folder(), Failure::Every(Operation::Write), ErrorKind::StorageFull);
    desk.edit(|project| storm(project, "new"));
    desk.pass(pace().after_last_edit);
    desk.wait_for("the refusal", |event| matches!(event, KeepingEvent::NotSaved(_)));
    assert_eq!(desk.state(), "Not saved: disk full");
    let KeepingState::NotSaved(why) = desk.keeper().state().clone() else { panic!() };
    assert_eq!(why.safe, "Every edit is in the journal and comes back after a crash.");
    assert_eq!(desk.on_disk(), before);
    let flushed = desk.keeper().flush(HANGS);
    assert_eq!((flushed.saved.unwrap_err().why.as_str(), flushed.journaled), ("disk full", true));
    drop(injection);
    desk.pass(pace().longest_retry);
    desk.wait_until_saved();
    assert!(desk.is_saved());
    assert_eq!(desk.on_disk(), desk.project);
}

#[test]
fn a_journal_that_cannot_be_written_is_told_once_and_begun_anew_when_it_can() {
    let mut desk = Desk::new();
    std::fs::create_dir_all(desk.data()).unwrap();
    let injection = Injection::new(&desk.data(), Failure::From(0), ErrorKind::StorageFull);
    let before = desk.project.clone();
    desk.title("one");
    desk.pass_until_journaled();
    let is_told = |event: &KeepingEvent| matches!(event, KeepingEvent::Journal { .. });
    let told = desk.wait_for("the word", is_told);
    let KeepingEvent::Journal { why: Some(why) } = told else { panic!("{told:?}") };
    assert!(!why.is_empty());
    desk.title("two");
    assert!(!desk.flush_journal());
    assert_eq!(desk.keeper().poll(), [], "it was told once");
    drop(injection);
    desk.title("three");
    assert!(desk.flush_journal());
    assert_eq!(desk.wait_for("the word", is_told), KeepingEvent::Journal { why: None });
    assert_eq!(desk.on_disk(), before, "only the journal has it");
    desk.crash();
    desk.open();
    let recovery = desk.recovery.take().unwrap();
    assert_eq!(recovery.entries.len(), 3);
    assert_eq!(recovery.patch.manifest.unwrap().title, "three");
}

#[test]
fn whichever_step_of_the_journal_fails_no_edit_is_missing_from_it_afterwards() {
    let mut nth = 0;
    loop {
        let mut desk = Desk::new();
        std::fs::create_dir_all(desk.data()).unwrap();
        let injection = Injection::new(&desk.data(), Failure::Once(nth), ErrorKind::Other);
        for title in ["one", "two", "three"] {
            desk.title(title);
            assert!(desk.flush_journal() || desk.flush_journal(), "only one step fails");
        }
        let steps = injection.seen().len();
        drop(injection);
        desk.crash();
        desk.open();
        let recovery = desk.recovery.take().unwrap();
        assert_eq!(recovery.entries.len(), 3, "step {nth}");
        assert_eq!(recovery.patch.manifest.unwrap().title, "three", "step {nth}");
        if nth >= steps {
            assert!(steps > 5, "{steps} steps");
            return;
        }
        nth += 1;
    }
}

#[test]
fn a_full_data_folder_is_told_before_anything_was_journalled_and_the_project_is_saved_all_the_same() {
    let mut desk = Desk::new();
    std::fs::create_dir_all(desk.data()).unwrap();
    let injection = Injection::new(&desk.data(), Failure::From(0), ErrorKind::StorageFull);
    desk.title("one");
    desk.pass_until_journaled();
    let told = desk.wait_for("the word", |event| matches!(event, KeepingEvent::Journal { why: Some(_) }));
    let KeepingEvent::Journal { why: Some(why) } = told else { unreachable!() };
    assert!(why.contains("full") || why.contains("space"), "{why}");
    desk.wait_until_saved();
    assert_eq!(desk.on_disk().manifest.title, "one");
    drop(injection);
}
