//! Work on a thread of its own, or on the calling one where the system gives no thread.
//!
//! The thing easily got wrong: [`Scope::spawn`] panics where no thread can be made, so nothing calls it directly.

use std::thread::{Builder, Scope, ScopedJoinHandle};

/// Work that was started and will be waited for.
pub(crate) enum Beside<'scope, T> {
    /// It is being done.
    OnThread(ScopedJoinHandle<'scope, T>),
    /// It was done at once.
    Done(T),
}

impl<'scope, T: Send + 'scope> Beside<'scope, T> {
    /// Starts `work` in `scope`.
    pub(crate) fn start(scope: &'scope Scope<'scope, '_>, work: &'scope (impl Fn() -> T + Sync)) -> Self {
        match thread_builder().spawn_scoped(scope, work) {
            Ok(thread) => Self::OnThread(thread),
            Err(_no_thread) => Self::Done(work()),
        }
    }

    /// Waits for what it gives. A panic in it goes on here.
    pub(crate) fn finish(self) -> T {
        match self {
            Self::OnThread(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Self::Done(given) => given,
        }
    }
}

/// What makes a thread, or fails in words where the system gives none.
#[cfg(not(test))]
pub(crate) fn thread_builder() -> Builder {
    Builder::new()
}

/// As in the program; where a test says that there are no threads, with a stack that no system has room for.
#[cfg(test)]
pub(crate) fn thread_builder() -> Builder {
    if NO_THREADS.get() { Builder::new().stack_size(1 << 60) } else { Builder::new() }
}

#[cfg(test)]
thread_local! {
    /// Whether the system gives this thread no other.
    pub(crate) static NO_THREADS: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_whether_or_not_there_is_a_thread_for_it() {
        for refused in [false, true] {
            NO_THREADS.set(refused);
            let caller = std::thread::current().id();
            let work = || std::thread::current().id() == caller;
            let was_here = std::thread::scope(|scope| Beside::start(scope, &work).finish());
            assert_eq!(was_here, refused);
        }
        NO_THREADS.set(false);
    }
}
