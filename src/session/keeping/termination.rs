//! Puts everything on disk before a signal ends the program.
//!
//! One thread for the whole program waits for the signals. The thing easily got wrong: the program must end all the same,
//! and as the signal would have ended it, so nothing is waited for without limit.

use super::journaling::ToJournal;
use super::saver::ToSaver;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, OnceLock, Weak};
use std::time::Duration;

/// The journal gets so long, and the save as long again.
const PATIENCE: Duration = Duration::from_millis(1500);

/// The channels to the threads of one keeper.
pub(super) struct ThreadChannels {
    pub(super) to_saver: Sender<ToSaver>,
    pub(super) to_journal: Option<Sender<ToJournal>>,
}

static OPEN: Mutex<Vec<Weak<ThreadChannels>>> = Mutex::new(Vec::new());
static WAITING: OnceLock<()> = OnceLock::new();

/// From now on signals that end the program flush these first.
pub(super) fn guard(channels: Weak<ThreadChannels>) {
    if let Ok(mut open) = OPEN.lock() {
        open.retain(|other| other.strong_count() > 0);
        open.push(channels);
    }
    WAITING.get_or_init(wait_for_signals);
}

/// Puts everything of every open project on disk, and lets their folders go.
fn flush_all() {
    let Ok(open) = OPEN.lock() else { return };
    let all: Vec<_> = open.iter().filter_map(Weak::upgrade).collect();
    // All are told before any is waited for.
    let journals: Vec<_> = all
        .iter()
        .filter_map(|channels| {
            let (answer, answered) = channel();
            channels.to_journal.as_ref()?.send(ToJournal::Flush(answer)).ok()?;
            Some(answered)
        })
        .collect();
    let savers: Vec<_> = all
        .iter()
        .filter_map(|channels| {
            let (answer, answered) = channel();
            channels.to_saver.send(ToSaver::End(Some(answer))).ok()?;
            Some(answered)
        })
        .collect();
    for answered in journals {
        let _ = answered.recv_timeout(PATIENCE);
    }
    for answered in savers {
        let _ = answered.recv_timeout(PATIENCE);
    }
}

#[cfg(unix)]
fn wait_for_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP]) else { return };
    let waiting = move || {
        for signal in signals.forever() {
            flush_all();
            if signal_hook::low_level::emulate_default_handler(signal).is_err() {
                std::process::exit(128 + signal);
            }
        }
    };
    // Without the thread the journal is still flushed every second.
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(waiting);
}

/// This system sends no such signals.
#[cfg(not(unix))]
fn wait_for_signals() {}
