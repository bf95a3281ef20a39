//! The steps that writing takes on disk, each announced before it is taken.
//!
//! In the program this does nothing; a test lets the n-th step below a folder fail, whichever thread takes it. The thing
//! easily got wrong: a step that is not announced is a step whose failure nobody has seen.

use std::io;
use std::path::Path;

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Operation {
    MakeFolder,
    List,
    Look,
    Read,
    Create,
    Write,
    Flush,
    Rename,
    FlushFolder,
    Remove,
}

/// Says that `operation` is about to be done to `path`; an error is to be taken for its own.
#[cfg(not(test))]
#[inline]
#[expect(clippy::unnecessary_wraps, reason = "it fails in tests")]
pub(crate) fn announce(_operation: Operation, _path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(crate) use injected::{Failure, Injection, announce};

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod injected {
    use super::{Operation, Path, io};
    use std::path::PathBuf;
    use std::sync::Mutex;

    /// How an operation fails, and for how long.
    #[derive(Clone, Copy, Debug)]
    pub(crate) enum Failure {
        /// The operation of this number, from 0, and no other.
        Once(usize),
        /// The operation of this number and all that follow.
        From(usize),
        /// Only these operations, all of them.
        Every(Operation),
    }

    struct Plan {
        below: PathBuf,
        failure: Failure,
        kind: io::ErrorKind,
        seen: Vec<Operation>,
    }

    static PLANS: Mutex<Vec<Plan>> = Mutex::new(Vec::new());

    /// Lets operations below a folder fail until it is dropped.
    pub(crate) struct Injection(PathBuf);

    impl Injection {
        pub(crate) fn new(below: &Path, failure: Failure, kind: io::ErrorKind) -> Self {
            let below = below.canonicalize().unwrap();
            PLANS.lock().unwrap().push(Plan { below: below.clone(), failure, kind, seen: Vec::new() });
            Self(below)
        }

        /// The operations so far.
        pub(crate) fn seen(&self) -> Vec<Operation> {
            let plans = PLANS.lock().unwrap();
            plans.iter().find(|plan| plan.below == self.0).map(|plan| plan.seen.clone()).unwrap_or_default()
        }
    }

    impl Drop for Injection {
        fn drop(&mut self) {
            PLANS.lock().unwrap().retain(|plan| plan.below != self.0);
        }
    }

    pub(crate) fn announce(operation: Operation, path: &Path) -> io::Result<()> {
        let mut plans = PLANS.lock().unwrap();
        let Some(plan) = plans.iter_mut().find(|plan| path.starts_with(&plan.below)) else { return Ok(()) };
        let number = plan.seen.len();
        plan.seen.push(operation);
        let fails = match plan.failure {
            Failure::Once(which) => number == which,
            Failure::From(first) => number >= first,
            Failure::Every(which) => operation == which,
        };
        if fails { Err(plan.kind.into()) } else { Ok(()) }
    }
}
