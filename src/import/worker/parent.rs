//! The parent's side: one worker process, asked for one file at a time.
//!
//! A thread of its own talks to the pipes, so that the parent can stop waiting. The thing easily got wrong: a worker that
//! broke down must be asked nothing more, and what it left on the standard error is foreign text.

use super::super::error::ImportError;
use super::frames::{Answer, read_answer, write_request};
use super::{Limits, WORKER_COMMAND};
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A worker process; ended when dropped.
pub(super) struct Worker {
    child: Child,
    requests: Option<Sender<(String, Arc<[u8]>)>>,
    answers: Receiver<io::Result<Answer>>,
    complaints: Arc<Mutex<Vec<u8>>>,
    listener: Option<JoinHandle<()>>,
    /// How many files it has read.
    pub(super) done: usize,
}

/// How asking ended.
pub(super) enum Asked {
    /// The worker answered and can be asked again.
    Answered(Answer),
    /// It is gone, and why.
    Lost(ImportError),
}

impl Worker {
    pub(super) fn start(program: &Path, limits: &Limits) -> io::Result<Self> {
        let password = format!("\n{:016x}{:016x}:", RandomState::new().hash_one(1), RandomState::new().hash_one(2));
        let mut child = Command::new(program)
            .arg(WORKER_COMMAND)
            .args([
                password.trim(),
                &limits.seconds.to_string(),
                &limits.memory_bytes.to_string(),
                &limits.file_bytes.to_string(),
            ])
            // Walking a stack takes long and much memory, and nobody reads it.
            .env("RUST_BACKTRACE", "0")
            .env("RUST_LIB_BACKTRACE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let missing = || io::Error::other("a pipe is missing");
        let mut stdin = child.stdin.take().ok_or_else(missing)?;
        let mut stdout = BufReader::with_capacity(1 << 16, child.stdout.take().ok_or_else(missing)?);
        let mut stderr = child.stderr.take().ok_or_else(missing)?;
        let (requests, waiting) = channel::<(String, Arc<[u8]>)>();
        let (said, answers) = channel();
        let password = password.trim().to_owned();
        std::thread::Builder::new().name("import pipe".to_owned()).spawn(move || {
            for (name, bytes) in waiting {
                let answer =
                    write_request(&mut stdin, &name, &bytes).and_then(|()| read_answer(&mut stdout, &password));
                let lost = answer.is_err();
                if said.send(answer).is_err() || lost {
                    return;
                }
            }
        })?;
        let complaints = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&complaints);
        let listener = std::thread::Builder::new().name("import complaints".to_owned()).spawn(move || {
            const KEPT_BYTES: usize = 8 << 10;
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = stderr.read(&mut buffer) {
                let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
                heard.extend_from_slice(buffer.get(..count).unwrap_or_default());
                let surplus = heard.len().saturating_sub(KEPT_BYTES);
                heard.drain(..surplus);
            }
        })?;
        Ok(Self { child, requests: Some(requests), answers, complaints, listener: Some(listener), done: 0 })
    }

    /// Has it read one file. `goes_on` is asked a few times a second.
    pub(super) fn ask(&mut self, name: &str, bytes: Arc<[u8]>, limits: &Limits, goes_on: &dyn Fn() -> bool) -> Asked {
        let sent = self.requests.as_ref().is_some_and(|requests| requests.send((name.to_owned(), bytes)).is_ok());
        if !sent {
            return Asked::Lost(self.why_lost());
        }
        let end = Instant::now() + Duration::from_secs(limits.seconds);
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.answers.recv_timeout(left.min(Duration::from_millis(100))) {
                Ok(Ok(answer)) => {
                    self.done += 1;
                    return Asked::Answered(answer);
                }
                Ok(Err(cause)) if cause.kind() == io::ErrorKind::InvalidData => {
                    return Asked::Lost(ImportError::Crashed(format!("its answer makes no sense: {cause}")));
                }
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Asked::Lost(self.why_lost()),
                Err(RecvTimeoutError::Timeout) if !goes_on() => return Asked::Lost(ImportError::Cancelled),
                Err(RecvTimeoutError::Timeout) if left.is_zero() => {
                    return Asked::Lost(ImportError::TooSlow(limits.seconds));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// From how it ended and what it said last.
    fn why_lost(&mut self) -> ImportError {
        self.requests = None;
        let status = self.ended();
        if let Some(listener) = self.listener.take() {
            let _ended_in_panic = listener.join();
        }
        let heard = self.complaints.lock().unwrap_or_else(PoisonError::into_inner);
        let words = String::from_utf8_lossy(&heard);
        if ["memory allocation of", "Cannot allocate memory", "out of memory"].iter().any(|sign| words.contains(sign)) {
            return ImportError::TooHungry;
        }
        if words.contains("overflowed its stack") {
            return ImportError::Crashed("it is nested too deeply for its reader".to_owned());
        }
        let last: String =
            words.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("").chars().take(200).collect();
        let status = status.map_or_else(|| "it did not end".to_owned(), |status| status.to_string());
        ImportError::Crashed(if last.is_empty() { status } else { format!("{status}: {last}") })
    }

    /// Waits a little for it to end by itself, which says why, then ends it.
    fn ended(&mut self) -> Option<ExitStatus> {
        for _ in 0..50 {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _gone_already = self.child.kill();
        self.child.wait().ok()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.requests = None;
        let _gone_already = self.child.kill();
        let _no_child = self.child.wait();
    }
}
