//! What time it is for the threads that keep a project, and how they wait for the next thing to do.
//!
//! The program reads the system's clocks. A test has a clock that stands still until the test turns it, and every thread
//! has done what is due before the turning returns; so "nothing happens by itself for an hour" is seen at once and without
//! a sleep. Easily got wrong: a limit on how long a person waits for an answer is not read here, since it must pass even
//! where nothing moves.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Instant, SystemTime};

#[cfg(test)]
pub(super) use manual::ManualClock;

/// Where the time is read.
#[derive(Clone, Default)]
pub struct TimeSource(Kind);

#[derive(Clone, Default)]
enum Kind {
    #[default]
    System,
    #[cfg(test)]
    Manual(std::sync::Arc<ManualClock>),
}

impl TimeSource {
    /// The clocks of the system.
    pub fn system() -> Self {
        Self::default()
    }

    /// For measuring how long something takes.
    pub(super) fn now(&self) -> Instant {
        match &self.0 {
            Kind::System => Instant::now(),
            #[cfg(test)]
            Kind::Manual(clock) => clock.now(),
        }
    }

    /// For telling people, and other programs, when something happened.
    pub(super) fn wall(&self) -> SystemTime {
        match &self.0 {
            Kind::System => SystemTime::now(),
            #[cfg(test)]
            Kind::Manual(clock) => clock.wall(),
        }
    }

    /// The next message, or [`RecvTimeoutError::Timeout`] when it is `due` and none has come.
    pub(super) fn receive<Message>(
        &self,
        inbox: &Receiver<Message>,
        due: Option<Instant>,
    ) -> Result<Message, RecvTimeoutError> {
        let left = due.map(|due| due.saturating_duration_since(self.now()));
        match (&self.0, left) {
            (Kind::System, Some(left)) => inbox.recv_timeout(left),
            // It stands still, so what is not due now will not be before a message says that it was turned.
            #[cfg(test)]
            (Kind::Manual(_), Some(left)) if left.is_zero() => inbox.recv_timeout(left),
            #[cfg(test)]
            (Kind::Manual(_), Some(_)) => inbox.recv().map_err(RecvTimeoutError::from),
            (_, None) => inbox.recv().map_err(RecvTimeoutError::from),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod manual {
    use super::{Instant, Kind, SystemTime, TimeSource};
    use std::sync::mpsc::{Sender, channel};
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    /// Tells a thread to do what is due, and to answer.
    type Turned = Box<dyn Fn(Sender<()>) + Send>;

    /// A clock that stands still until it is turned.
    pub(crate) struct ManualClock {
        start: (Instant, SystemTime),
        turned: Mutex<Duration>,
        threads: Mutex<Vec<Turned>>,
    }

    impl ManualClock {
        pub(crate) fn new() -> Arc<Self> {
            let start = (Instant::now(), SystemTime::now());
            Arc::new(Self { start, turned: Mutex::new(Duration::ZERO), threads: Mutex::new(Vec::new()) })
        }

        pub(super) fn now(&self) -> Instant {
            self.start.0 + *self.turned.lock().unwrap()
        }

        pub(crate) fn wall(&self) -> SystemTime {
            self.start.1 + *self.turned.lock().unwrap()
        }

        /// Moves the time on, and settles.
        pub(crate) fn turn(&self, by: Duration) {
            // What was asked before was asked at the time before.
            self.settle();
            *self.turned.lock().unwrap() += by;
            self.settle();
        }

        /// Everything that was asked and everything that is due is done when this returns.
        pub(crate) fn settle(&self) {
            // Twice, since one thread may have given another something to do.
            for _ in 0..2 {
                for turned in &*self.threads.lock().unwrap() {
                    let (done, is_done) = channel();
                    turned(done);
                    // A thread that is gone has nothing left to do.
                    let _ = is_done.recv();
                }
            }
        }
    }

    impl TimeSource {
        pub(crate) fn manual(clock: &Arc<ManualClock>) -> Self {
            Self(Kind::Manual(Arc::clone(clock)))
        }

        /// From now on `turned` tells a thread whenever the clock was turned.
        pub(in super::super) fn tell_when_turned(&self, turned: impl Fn(Sender<()>) + Send + 'static) {
            if let Kind::Manual(clock) = &self.0 {
                clock.threads.lock().unwrap().push(Box::new(turned));
            }
        }
    }
}
