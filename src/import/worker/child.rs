//! The worker's side: limits itself, then reads files until its standard input ends.
//!
//! The thing easily got wrong: the parent may be gone while a reader hangs, so the worker ends itself too.

use super::super::error::ImportError;
use super::frames::{Answer, read_request, write_answer};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Trees of pages are walked and taken down with one step of the stack a level.
const STACK_BYTES: usize = 256 << 20;

/// Reads files from the standard input and answers on the standard output, each answer behind `password`, until the input
/// ends; within `memory_bytes`, and not much longer than `seconds` for one file.
pub fn serve(password: &str, seconds: u64, memory_bytes: u64, file_bytes: u64) -> io::Result<()> {
    limit_memory(memory_bytes)?;
    let (files, waiting) = channel::<(String, Vec<u8>)>();
    let (done, answers) = channel::<Answer>();
    let reading = std::thread::Builder::new().name("reader".to_owned()).stack_size(STACK_BYTES);
    let reading = reading.spawn(move || {
        for (name, bytes) in waiting {
            if done.send(guarded(&name, &bytes)).is_err() {
                return;
            }
        }
    })?;
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    while let Some(file) = read_request(&mut input, file_bytes)? {
        if files.send(file).is_err() {
            break;
        }
        // The parent stops a slow worker sooner.
        let answer = match wait_for(&answers, Duration::from_secs(seconds.saturating_mul(2))) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => return Err(io::ErrorKind::TimedOut.into()),
            Err(RecvTimeoutError::Disconnected) => Err(ImportError::Crashed("its thread ended".to_owned())),
        };
        write_answer(&mut output, password, &answer)?;
    }
    drop(files);
    reading.join().map_err(|_panic| io::Error::other("the reader ended in a panic"))
}

/// Waits for an answer, but not longer than the parent lives: nobody would hear it.
fn wait_for(answers: &Receiver<Answer>, limit: Duration) -> Result<Answer, RecvTimeoutError> {
    let parent = parent();
    let until = Instant::now() + limit;
    loop {
        match answers.recv_timeout(PARENT_LOOKED_FOR.min(until.saturating_duration_since(Instant::now()))) {
            Err(RecvTimeoutError::Timeout) if Instant::now() < until && parent == self::parent() => {}
            answer => return answer,
        }
    }
}

/// How often a worker that reads looks whether its parent is still there.
const PARENT_LOOKED_FOR: Duration = Duration::from_millis(200);

/// The process that started this one; another one once that is gone.
#[cfg(unix)]
fn parent() -> Option<rustix::process::Pid> {
    rustix::process::getppid()
}

/// Nothing tells here.
#[cfg(not(unix))]
fn parent() -> Option<()> {
    None
}

/// A panic of a reader is an answer like any other.
fn guarded(name: &str, bytes: &[u8]) -> Answer {
    catch_unwind(AssertUnwindSafe(|| super::super::read(name, bytes))).unwrap_or_else(|panic| {
        let words =
            panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        let words: String = words.unwrap_or("no reason given").chars().take(200).collect();
        Err(ImportError::Crashed(words.split_whitespace().collect::<Vec<_>>().join(" ")))
    })
}

#[cfg(unix)]
fn limit_memory(bytes: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    setrlimit(Resource::As, Rlimit { current: Some(bytes), maximum: Some(bytes) })?;
    // A worker that crashes leaves no image of its memory behind.
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    Ok(())
}

/// This system knows no such limit; time and sizes stay limited.
#[cfg(not(unix))]
fn limit_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}
