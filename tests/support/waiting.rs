//! Waiting for what other threads and processes do.
//!
//! What is waited for must come, so the only limit is one that ends a test of a program that hangs; a busy machine does
//! not reach it.

use demarche::session::{Command, KeepingCommand, Safety, Session};
use std::time::{Duration, Instant};

/// A program that hangs ends its test after this.
const HANGS: Duration = Duration::from_mins(5);

/// Asks until there is an answer.
pub(crate) fn until<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(begun.elapsed() < HANGS, "waited for {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Saves now; how that ended.
pub(crate) fn save(session: &mut Session) -> Option<Safety> {
    let today = session.desk().today();
    let _ = session.perform(Command::Keeping(KeepingCommand::SaveNow));
    until("the save", || {
        session.attend(today);
        match session.safety() {
            Some(Safety::OnItsWay(_)) => None,
            ended => Some(ended),
        }
    })
}

/// Saves now, which must succeed.
pub(crate) fn wait_until_saved(session: &mut Session) {
    let ended = save(session);
    assert!(matches!(ended, Some(Safety::Safe(_))), "{ended:?}");
}
