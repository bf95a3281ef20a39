//! Many files through a few workers: each arrives as a draft or as a reason, in the order they were given.
//!
//! The thing easily got wrong: a worker that has read many files may break down for want of memory on a harmless one, so a
//! file is tried once more by a fresh worker before it is blamed.

use super::super::draft::Draft;
use super::super::error::ImportError;
use super::super::reprint::{Reprint, reprints};
use super::super::slug;
use super::Limits;
use super::input::Input;
use super::parent::{Asked, Worker};
use crate::model::{Beside, Dated, SourceId, TextHash};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// One article that arrived, or a file that did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The file it is from, or what its bytes are called.
    pub file: PathBuf,
    /// What was asked for, to keep its bytes ([`Imported::original`]).
    pub input: Input,
    /// SHA-256 of the file's bytes; `None` where they could not be read.
    pub sha256: Option<TextHash>,
    /// A free name for the article.
    pub id: Option<SourceId>,
    /// The draft, or why there is none.
    pub outcome: Result<Draft, ImportError>,
    /// The article among those of this import that it repeats.
    pub reprint_of: Option<Reprint>,
}

impl Imported {
    /// The bytes it was read from, to be kept beside the article: read once more and compared with their hash.
    pub fn original(&self, limits: &Limits) -> Result<Arc<[u8]>, ImportError> {
        match self.sha256 {
            Some(sha256) => self.input.same_bytes(sha256, limits),
            None => self.input.bytes(limits),
        }
    }
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
    taken: BTreeSet<SourceId>,
    progress: &(dyn Fn(Progress<'_>) -> Flow + Sync),
) -> Vec<Imported> {
    let inputs: Vec<Input> = files.iter().cloned().map(Input::File).collect();
    import_inputs(program, &inputs, limits, taken, progress)
}

/// As [`import`], of whatever there is to import: files, pasted text, bytes that were dropped.
pub fn import_inputs(
    program: &Path,
    inputs: &[Input],
    limits: &Limits,
    mut taken: BTreeSet<SourceId>,
    progress: &(dyn Fn(Progress<'_>) -> Flow + Sync),
) -> Vec<Imported> {
    let arrived = arrivals(program, inputs, limits, progress);
    let mut imported: Vec<Imported> = Vec::with_capacity(inputs.len());
    for (input, arrival) in inputs.iter().zip(arrived) {
        let Arrival { sha256, file_bytes: _, answer } = arrival;
        let outcomes = match answer {
            Ok(drafts) => drafts.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        };
        for outcome in outcomes {
            let id = outcome.as_ref().ok().and_then(|draft| slug::propose(&draft.title, &input.name(), &mut taken));
            let (file, input) = (input.path().to_path_buf(), input.clone());
            imported.push(Imported { file, input, sha256, id, outcome, reprint_of: None });
        }
    }
    let texts: Vec<_> = imported
        .iter()
        .map(|imported| match &imported.outcome {
            Ok(draft) => (draft.text.as_str(), draft.published.as_ref().and_then(Dated::latest)),
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
    file_bytes: u64,
    answer: Result<Vec<Draft>, ImportError>,
}

impl Arrival {
    fn refused(error: ImportError) -> Self {
        Self { sha256: None, file_bytes: 0, answer: Err(error) }
    }
}

/// How much has arrived so far.
#[derive(Default)]
struct Arrived {
    text_bytes: u64,
    file_bytes: u64,
    arrivals: Vec<Option<Arrival>>,
}

impl Arrived {
    /// Keeps `arrival` if there is room for it in this import; the first always has room.
    fn keep(&mut self, index: usize, mut arrival: Arrival, limits: &Limits) {
        let drafts = arrival.answer.as_deref().unwrap_or_default();
        let text_bytes = drafts.iter().map(|draft| draft.text.len() as u64).sum::<u64>();
        let (texts, files) = (self.text_bytes + text_bytes, self.file_bytes + arrival.file_bytes);
        if arrival.answer.is_ok() {
            let full = [(texts, limits.batch_text_bytes), (files, limits.batch_file_bytes)];
            match full.into_iter().find(|(bytes, limit)| bytes > limit) {
                Some((_, limit)) if self.file_bytes > 0 => arrival.answer = Err(ImportError::BatchFull(limit >> 20)),
                Some(_) | None => (self.text_bytes, self.file_bytes) = (texts, files),
            }
        }
        if let Some(place) = self.arrivals.get_mut(index) {
            *place = Some(arrival);
        }
    }
}

fn arrivals(
    program: &Path,
    inputs: &[Input],
    limits: &Limits,
    progress: &(dyn Fn(Progress<'_>) -> Flow + Sync),
) -> Vec<Arrival> {
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let cancelled = AtomicBool::new(false);
    let arrived = Mutex::new(Arrived { arrivals: inputs.iter().map(|_| None).collect(), ..Arrived::default() });
    let read_on = || {
        let mut worker = None;
        while !cancelled.load(Ordering::Relaxed) {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(input) = inputs.get(index) else { return };
            let goes_on = || !cancelled.load(Ordering::Relaxed);
            let arrival = arrive(program, input, limits, &mut worker, &goes_on);
            arrived.lock().unwrap_or_else(PoisonError::into_inner).keep(index, arrival, limits);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if progress(Progress { done, of: inputs.len(), file: input.path() }) == Flow::Cancel {
                cancelled.store(true, Ordering::Relaxed);
            }
        }
    };
    let workers = limits.workers.clamp(1, inputs.len().max(1));
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..workers).map(|_| Beside::start(scope, &read_on)).collect();
        readers.into_iter().for_each(Beside::finish);
    });
    let arrived = arrived.into_inner().unwrap_or_else(PoisonError::into_inner);
    arrived
        .arrivals
        .into_iter()
        .map(|arrival| arrival.unwrap_or_else(|| Arrival::refused(ImportError::Cancelled)))
        .collect()
}

fn arrive(
    program: &Path,
    input: &Input,
    limits: &Limits,
    worker: &mut Option<Worker>,
    goes_on: &dyn Fn() -> bool,
) -> Arrival {
    let bytes = match input.bytes(limits) {
        Ok(bytes) => bytes,
        Err(error) => return Arrival::refused(error),
    };
    let sha256 = Some(TextHash::of(&bytes));
    let name = input.name();
    // Broken down under earlier files, or under this one?
    let tried_before = worker.as_ref().is_some_and(|worker| worker.done > 0);
    let mut answer = ask(program, &name, &bytes, limits, worker, goes_on);
    if tried_before && worker.is_none() && matches!(answer, Err(ImportError::TooHungry | ImportError::Crashed(_))) {
        answer = ask(program, &name, &bytes, limits, worker, goes_on);
    }
    Arrival { sha256, file_bytes: bytes.len() as u64, answer }
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
            .map_err(|cause| ImportError::Unreadable(format!("no process could be started to read it ({cause})")))?,
    };
    match asked.ask(name, Arc::clone(bytes), limits, goes_on) {
        Asked::Answered(answer) => {
            *worker = Some(asked);
            answer
        }
        Asked::Lost(error) => Err(error),
    }
}
