//! Many files through a few workers: each arrives as a draft or as a reason, in the order they were given.
//!
//! The thing easily got wrong: a worker that has read many files may break down for want of memory on a harmless one, so a
//! file is tried once more by a fresh worker before it is blamed.

use super::super::draft::Draft;
use super::super::error::ImportError;
use super::super::reprint::{Reprint, reprints};
use super::super::slug;
use super::Limits;
use super::parent::{Asked, Worker};
use crate::model::{SourceId, TextHash};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// One article that arrived, or a file that did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The file it is from.
    pub file: PathBuf,
    /// SHA-256 of the file's bytes; `None` where they could not be read.
    pub sha256: Option<TextHash>,
    /// A free name for the article.
    pub id: Option<SourceId>,
    /// The draft, or why there is none.
    pub outcome: Result<Draft, ImportError>,
    /// The article among those of this import that it repeats.
    pub reprint_of: Option<Reprint>,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress<'a> {
    /// How many files are done, this one included.
    pub done: usize,
    /// How many there are.
    pub of: usize,
    /// The file that is done.
    pub file: &'a Path,
}

/// Whether an import goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// With the next file.
    GoOn,
    /// No further; what has not arrived is listed as cancelled.
    Cancel,
}

/// Has `program` (this program) read `files` in worker processes. `taken` holds the names of articles there are already.
/// `progress` is told of each file and decides whether to go on.
pub fn import(
    program: &Path,
    files: &[PathBuf],
    limits: &Limits,
    mut taken: BTreeSet<SourceId>,
    progress: &(dyn Fn(Progress<'_>) -> Flow + Sync),
) -> Vec<Imported> {
    let arrived = arrivals(program, files, limits, progress);
    let mut imported: Vec<Imported> = Vec::with_capacity(files.len());
    for (file, arrival) in files.iter().zip(arrived) {
        let Arrival { sha256, answer } = arrival;
        let outcomes = match answer {
            Ok(drafts) => drafts.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        };
        for outcome in outcomes {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let id = outcome.as_ref().ok().and_then(|draft| slug::propose(&draft.title, &name, &mut taken));
            imported.push(Imported { file: file.clone(), sha256, id, outcome, reprint_of: None });
        }
    }
    let texts: Vec<_> = imported
        .iter()
        .map(|imported| match &imported.outcome {
            Ok(draft) => (draft.text.as_str(), draft.published.as_ref().map(|published| published.date.latest())),
            Err(_) => ("", None),
        })
        .collect();
    let found = reprints(&texts);
    for (imported, reprint) in imported.iter_mut().zip(found) {
        imported.reprint_of = reprint;
    }
    imported
}

struct Arrival {
    sha256: Option<TextHash>,
    answer: Result<Vec<Draft>, ImportError>,
}

fn arrivals(
    program: &Path,
    files: &[PathBuf],
    limits: &Limits,
    progress: &(dyn Fn(Progress<'_>) -> Flow + Sync),
) -> Vec<Arrival> {
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let cancelled = AtomicBool::new(false);
    let arrived: Mutex<Vec<Option<Arrival>>> = Mutex::new(files.iter().map(|_| None).collect());
    std::thread::scope(|scope| {
        for _ in 0..limits.workers.clamp(1, files.len().max(1)) {
            scope.spawn(|| {
                let mut worker = None;
                while !cancelled.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(index) else { return };
                    let goes_on = || !cancelled.load(Ordering::Relaxed);
                    let arrival = arrive(program, file, limits, &mut worker, &goes_on);
                    if let Some(place) = arrived.lock().unwrap_or_else(PoisonError::into_inner).get_mut(index) {
                        *place = Some(arrival);
                    }
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    if progress(Progress { done, of: files.len(), file }) == Flow::Cancel {
                        cancelled.store(true, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let arrived = arrived.into_inner().unwrap_or_else(PoisonError::into_inner);
    arrived
        .into_iter()
        .map(|arrival| arrival.unwrap_or(Arrival { sha256: None, answer: Err(ImportError::Cancelled) }))
        .collect()
}

fn arrive(
    program: &Path,
    file: &Path,
    limits: &Limits,
    worker: &mut Option<Worker>,
    goes_on: &dyn Fn() -> bool,
) -> Arrival {
    let bytes = match file_bytes(file, limits) {
        Ok(bytes) => bytes,
        Err(error) => return Arrival { sha256: None, answer: Err(error) },
    };
    let sha256 = Some(TextHash::of(&bytes));
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Broken down under earlier files, or under this one?
    let tried_before = worker.as_ref().is_some_and(|worker| worker.done > 0);
    let mut answer = ask(program, &name, &bytes, limits, worker, goes_on);
    if tried_before && worker.is_none() && matches!(answer, Err(ImportError::TooHungry | ImportError::Crashed(_))) {
        answer = ask(program, &name, &bytes, limits, worker, goes_on);
    }
    Arrival { sha256, answer }
}

fn ask(
    program: &Path,
    name: &str,
    bytes: &Arc<[u8]>,
    limits: &Limits,
    worker: &mut Option<Worker>,
    goes_on: &dyn Fn() -> bool,
) -> Result<Vec<Draft>, ImportError> {
    let mut asked = match worker.take() {
        Some(worker) => worker,
        None => Worker::start(program, limits)
            .map_err(|cause| ImportError::Crashed(format!("the worker process did not start: {cause}")))?,
    };
    match asked.ask(name, Arc::clone(bytes), limits, goes_on) {
        Asked::Answered(answer) => {
            *worker = Some(asked);
            answer
        }
        Asked::Lost(error) => Err(error),
    }
}

/// The bytes of a file, as many as are read at most; whatever the system says about its size.
fn file_bytes(file: &Path, limits: &Limits) -> Result<Arc<[u8]>, ImportError> {
    let unreadable = |cause: std::io::Error| ImportError::Unreadable(cause.to_string());
    let metadata = std::fs::metadata(file).map_err(unreadable)?;
    // A pipe or a device may never end.
    if !metadata.is_file() {
        return Err(ImportError::Unreadable("it is no file".to_owned()));
    }
    let too_large = |bytes: u64| ImportError::TooLarge { megabytes: bytes >> 20, limit: limits.file_bytes >> 20 };
    if metadata.len() > limits.file_bytes {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    File::open(file).and_then(|file| file.take(limits.file_bytes + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes.into())
}
