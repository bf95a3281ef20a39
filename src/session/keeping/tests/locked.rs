//! Two windows on one folder.

use super::*;
use crate::model::NO_THREADS;
use crate::session::keeping::NotEditable;

fn second(desk: &Desk) -> Result<Keeper, NotEditable> {
    let opened = open_folder(&desk.folder()).unwrap();
    let start = KeeperStart {
        folder: desk.folder(),
        data: Some(desk.data()),
        project: opened.project,
        last_read: opened.last_read,
        wake: Arc::new(|| {}),
        pace: pace(),
        time: TimeSource::manual(&desk.clock),
    };
    Keeper::start(start).map(|(keeper, _)| keeper)
}

#[test]
fn the_second_window_may_only_read_and_says_why_until_the_first_is_closed() {
    let mut desk = Desk::new();
    let why = second(&desk).err().unwrap();
    assert_eq!(why.to_string(), "This project is already open in another window of this program");
    assert_eq!(desk.on_disk(), desk.project);
    desk.keeper = None;
    assert!(second(&desk).is_ok());
}

#[test]
fn a_project_that_was_not_read_whole_is_not_edited() {
    let mut desk = Desk::new();
    desk.keeper = None;
    let file = desk.folder().join("statements/herald.ron");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("(id:", "(ID:", 1)).unwrap();
    assert!(second(&desk).is_err());
}

#[test]
fn where_the_system_gives_no_thread_the_project_may_only_be_read_and_says_why() {
    let mut desk = Desk::new();
    desk.keeper = None;
    NO_THREADS.set(true);
    let refused = second(&desk);
    NO_THREADS.set(false);
    let why = refused.err().unwrap().to_string();
    assert!(why.contains("a thread for saving"), "{why}");
    assert!(second(&desk).is_ok(), "the folder was let go");
}

/// The mark in the folder, changed by somebody.
fn change_mark(desk: &Desk, change: impl FnOnce(&mut crate::store::HoldMark)) {
    let file = desk.folder().join(".demarche/lock");
    let mut mark = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    change(&mut mark);
    std::fs::write(file, serde_json::to_string(&mark).unwrap()).unwrap();
}

fn refreshed(desk: &Desk) -> u64 {
    let mut at = 0;
    change_mark(desk, |mark| at = mark.refreshed);
    at
}

#[test]
fn the_mark_is_refreshed_every_minute_as_long_as_the_project_is_open() {
    let desk = Desk::new();
    let first = refreshed(&desk);
    desk.pass(Duration::from_secs(59));
    assert_eq!(refreshed(&desk), first);
    desk.pass(Duration::from_secs(1));
    assert_eq!(refreshed(&desk), first + 60);
    desk.pass_hours(1);
    assert_eq!(refreshed(&desk), first + 61 * 60);
}

#[test]
fn whoever_slept_while_another_machine_took_the_project_over_saves_nothing_until_it_is_free_again() {
    let mut desk = Desk::new();
    desk.settle();
    let before = desk.on_disk();
    change_mark(&desk, |mark| {
        mark.machine = "lap".to_owned();
        mark.user = "bela".to_owned();
        mark.opening = "theirs".to_owned();
    });
    desk.pass(Duration::from_mins(1));
    desk.title("mine");
    desk.pass(pace().after_last_edit);
    desk.wait_for("the refusal", |event| matches!(event, KeepingEvent::NotSaved(_)));
    assert_eq!(desk.state(), "Not saved: bela has this project open on the machine lap");
    assert_eq!(desk.on_disk(), before);
    // Ten minutes without a sign: whoever it was is gone.
    desk.pass_hours(1);
    desk.keeper().poll();
    assert!(desk.is_saved(), "{}", desk.state());
    assert_eq!(desk.on_disk(), desk.project);
}
