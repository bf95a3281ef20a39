//! Every step on disk fails in turn.

use super::*;
use crate::store::{Failure, Injection, Operation};
use std::io::ErrorKind;

fn storm(project: &mut Project, note: &str) {
    project.manifest.title = note.to_owned();
    project.actors.values_mut().for_each(|actor| actor.note = note.to_owned());
    project.statements.values_mut().for_each(|statement| statement.note = note.to_owned());
}

/// Edits many files, while the step of number `nth` fails; whether there was one.
fn edited_with_failure(nth: usize) -> bool {
    let mut desk = Desk::new(quick());
    let before = desk.project.clone();
    let injection = Injection::new(&desk.folder(), Failure::Once(nth), ErrorKind::Other);
    desk.edit(|project| storm(project, "new"));
    let revision = desk.revision;
    let until = Instant::now() + Duration::from_secs(20);
    let mut refused = false;
    loop {
        let events = desk.keeper().poll();
        if events.iter().any(|event| matches!(event, KeepingEvent::NotSaved(_))) {
            refused = true;
            // Nothing is half: a file holds the old or the new, and all of it.
            let on_disk = desk.on_disk();
            assert!(on_disk.manifest == before.manifest || on_disk.manifest == desk.project.manifest, "step {nth}");
        }
        if events.iter().any(|event| matches!(event, KeepingEvent::Saved { revision: saved, .. } if *saved == revision))
        {
            break;
        }
        assert!(Instant::now() < until, "step {nth} was never got over: {events:?}");
        std::thread::sleep(Duration::from_millis(1));
    }
    let steps = injection.seen().len();
    drop(injection);
    assert_eq!(desk.on_disk(), desk.project, "step {nth}");
    let _ = refused;
    nth < steps
}

#[test]
fn whichever_step_of_a_save_fails_it_is_said_and_the_next_attempt_succeeds() {
    let mut steps = 0;
    while edited_with_failure(steps) {
        steps += 1;
    }
    assert!(steps > 25, "{steps} steps");
}

#[test]
fn a_full_disk_is_named_and_everything_is_saved_once_there_is_room() {
    let mut desk = Desk::new(quick());
    let before = desk.on_disk();
    let injection = Injection::new(&desk.folder(), Failure::Every(Operation::Write), ErrorKind::StorageFull);
    desk.edit(|project| storm(project, "new"));
    desk.wait_for("the refusal", |event| matches!(event, KeepingEvent::NotSaved(_)));
    assert_eq!(desk.state(), "Not saved: disk full");
    let KeepingState::NotSaved(why) = desk.keeper().state().clone() else { panic!() };
    assert_eq!(why.safe, "Every edit is in the journal and comes back after a crash.");
    assert_eq!(desk.on_disk(), before);
    let flushed = desk.keeper().flush(Duration::from_secs(5));
    assert_eq!((flushed.saved.unwrap_err().why.as_str(), flushed.journaled), ("disk full", true));
    drop(injection);
    desk.wait_until_saved();
    assert!(desk.is_saved());
    assert_eq!(desk.on_disk(), desk.project);
}

#[test]
fn a_journal_that_cannot_be_written_is_told_once_and_begun_anew_when_it_can() {
    let mut desk = Desk::new(never());
    std::fs::create_dir_all(desk.data()).unwrap();
    let injection = Injection::new(&desk.data(), Failure::From(0), ErrorKind::StorageFull);
    desk.title("one");
    let told = desk.wait_for("the word", |event| matches!(event, KeepingEvent::Journal { why: Some(_) }));
    let KeepingEvent::Journal { why: Some(why) } = told else { unreachable!() };
    assert!(!why.is_empty());
    desk.title("two");
    assert!(!desk.keeper().flush(Duration::from_millis(1)).journaled);
    drop(injection);
    desk.title("three");
    desk.wait_for("the word", |event| matches!(event, KeepingEvent::Journal { why: None }));
    // The word may come before the last edit is written.
    assert!(desk.keeper().flush(Duration::from_secs(10)).journaled);
    desk.crash();
    desk.open(never());
    let after_crash = desk.recovery.take();
    // The flush above may have saved the first two.
    let title =
        after_crash.map_or(desk.project.manifest.title.clone(), |recovery| recovery.patch.manifest.unwrap().title);
    assert_eq!(title, "three");
}

#[test]
fn whichever_step_of_the_journal_fails_no_edit_is_missing_from_it_afterwards() {
    let mut nth = 0;
    loop {
        let mut desk = Desk::new(never());
        std::fs::create_dir_all(desk.data()).unwrap();
        let injection = Injection::new(&desk.data(), Failure::Once(nth), ErrorKind::Other);
        for title in ["one", "two", "three"] {
            desk.title(title);
            std::thread::sleep(Duration::from_millis(15));
        }
        let until = Instant::now() + Duration::from_secs(10);
        loop {
            let (answer, answered) = std::sync::mpsc::channel();
            let flush = crate::session::keeping::journaling::ToJournal::Flush(answer);
            desk.keeper().channels.to_journal.as_ref().unwrap().send(flush).unwrap();
            if answered.recv().unwrap() {
                break;
            }
            assert!(Instant::now() < until);
        }
        let steps = injection.seen().len();
        drop(injection);
        desk.crash();
        desk.open(never());
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
    let mut desk = Desk::new(quick());
    std::fs::create_dir_all(desk.data()).unwrap();
    let injection = Injection::new(&desk.data(), Failure::From(0), ErrorKind::StorageFull);
    desk.title("one");
    let told = desk.wait_for("the word", |event| matches!(event, KeepingEvent::Journal { why: Some(_) }));
    let KeepingEvent::Journal { why: Some(why) } = told else { unreachable!() };
    assert!(why.contains("full") || why.contains("space"), "{why}");
    desk.wait_until_saved();
    assert_eq!(desk.on_disk().manifest.title, "one");
    drop(injection);
}
