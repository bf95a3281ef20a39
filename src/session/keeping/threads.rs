//! What the threads around the store share: the way to tell the session something, and how the journal is.

use super::event::{JournalHealth, KeepingEvent};
use super::merge::Merge;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::Sender;

/// Something for the session.
pub(super) enum News {
    /// To be handed on as it is.
    Event(KeepingEvent),
    /// Somebody else changed the folder; worked out for the session at this revision.
    Outside { seen: Option<u64>, merge: Box<Merge> },
    /// A thread has ended by a fault of the program.
    Stopped,
}

/// Sends events to the session and wakes whoever shows it.
#[derive(Clone)]
pub(super) struct EventSender {
    pub(super) to_session: Sender<News>,
    pub(super) wake: Arc<dyn Fn() + Send + Sync>,
}

impl EventSender {
    pub(super) fn send(&self, event: KeepingEvent) {
        self.send_news(News::Event(event));
    }

    pub(super) fn send_news(&self, news: News) {
        // Nobody listens any more when the project is closed.
        if self.to_session.send(news).is_ok() {
            (self.wake)();
        }
    }
}

/// How the journal is, for whoever has to say what is safe.
#[derive(Clone)]
pub(super) struct Health(Arc<AtomicU8>);

const NONE: u8 = 0;
const WRITTEN: u8 = 1;
const FAILING: u8 = 2;

impl Health {
    pub(super) fn none() -> Self {
        Self(Arc::new(AtomicU8::new(NONE)))
    }

    /// From now on it fails; whether that is news.
    pub(super) fn failing(&self) -> bool {
        self.0.swap(FAILING, Ordering::Relaxed) != FAILING
    }

    /// From now on it is written; whether that is news.
    pub(super) fn written(&self) -> bool {
        self.0.swap(WRITTEN, Ordering::Relaxed) == FAILING
    }

    pub(super) fn get(&self) -> JournalHealth {
        match self.0.load(Ordering::Relaxed) {
            WRITTEN => JournalHealth::Written,
            FAILING => JournalHealth::Failing,
            _ => JournalHealth::None,
        }
    }
}
