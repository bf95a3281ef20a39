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
        pace: quick(),
    };
    Keeper::start(start).map(|(keeper, _)| keeper)
}

#[test]
fn the_second_window_may_only_read_and_says_why_until_the_first_is_closed() {
    let mut desk = Desk::new(quick());
    let why = second(&desk).err().unwrap();
    assert_eq!(why.to_string(), "This project is already open in another window of this program");
    assert_eq!(desk.on_disk(), desk.project);
    desk.keeper = None;
    assert!(second(&desk).is_ok());
}

#[test]
fn a_project_that_was_not_read_whole_is_not_edited() {
    let mut desk = Desk::new(quick());
    desk.keeper = None;
    let file = desk.folder().join("statements/herald.ron");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("(id:", "(ID:", 1)).unwrap();
    assert!(second(&desk).is_err());
}

#[test]
fn where_the_system_gives_no_thread_the_project_may_only_be_read_and_says_why() {
    let mut desk = Desk::new(quick());
    desk.keeper = None;
    NO_THREADS.set(true);
    let refused = second(&desk);
    NO_THREADS.set(false);
    let why = refused.err().unwrap().to_string();
    assert!(why.contains("a thread for saving"), "{why}");
    assert!(second(&desk).is_ok(), "the folder was let go");
}
