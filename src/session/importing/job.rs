//! The work in the background: reading, comparing, fetching the bytes that are kept. One thread at a time.
//!
//! It knows no session and changes nothing; what it finds arrives through a channel. The thing easily got wrong: a thread
//! that broke down says nothing more, so a closed channel is an answer too.

use super::likeness::{Found, Known, compare};
use super::{DraftKey, ImportProgress};
use crate::evidence::sentences::sentences;
use crate::import::{Flow, ImportError, Imported, Input, Limits, files_of, import_inputs};
use crate::model::TextHash;
use crate::session::Wake;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// What a job says.
pub(super) enum Message {
    /// These are to be read, folders opened up.
    Listed(Vec<Input>),
    /// One of them is done.
    Read { done: usize, of: usize, file: PathBuf },
    /// All are; now they are compared.
    Comparing,
    /// What they became, in order, and what is known of it already.
    Arrived { imported: Vec<Arc<Imported>>, sentences: Vec<usize>, found: Vec<Found>, known: Vec<super::Original> },
    /// Drafts that were waiting, compared with another project.
    Compared { keys: Vec<DraftKey>, found: Vec<Found>, known: Vec<super::Original> },
    /// What is kept of drafts beside their records.
    Gathered(Vec<(DraftKey, Result<Gathered, ImportError>)>),
}

/// What is kept of a draft beside its record.
pub(super) struct Gathered {
    /// The bytes it was read from, as they were then.
    pub(super) bytes: Arc<[u8]>,
    pub(super) bytes_sha256: TextHash,
    pub(super) text: Arc<str>,
    pub(super) text_sha256: TextHash,
}

impl Gathered {
    fn of(imported: &Imported, limits: &Limits) -> Result<Self, ImportError> {
        let bytes = imported.original(limits)?;
        let text: Arc<str> = imported.outcome.as_ref().map_err(Clone::clone)?.text.as_str().into();
        let bytes_sha256 = imported.sha256.unwrap_or_else(|| TextHash::of(&bytes));
        Ok(Self { bytes, bytes_sha256, text_sha256: TextHash::of(text.as_bytes()), text })
    }
}

/// Work that is under way.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) messages: Receiver<Message>,
    cancelled: Arc<AtomicBool>,
    progress: ImportProgress,
    /// What it reads, on the list.
    pub(super) keys: BTreeSet<DraftKey>,
    /// Where on the list each file stands.
    pub(super) places: HashMap<PathBuf, usize>,
}

/// Who is told of it, and how it is done.
pub(super) struct Means {
    pub(super) program: Option<PathBuf>,
    pub(super) limits: Limits,
    pub(super) wake: Wake,
}

impl Job {
    /// Reads `inputs` and compares them with what is `known`.
    pub(super) fn read(inputs: Vec<Input>, known: Vec<Known>, means: Means) -> std::io::Result<Self> {
        Self::start(ImportProgress::Listing, means, move |means, tell, cancelled| {
            let inputs = listed(inputs);
            tell(Message::Listed(inputs.clone()));
            let program = match &means.program {
                Some(program) => Ok(program.clone()),
                None => std::env::current_exe(),
            };
            let program = program.unwrap_or_default();
            let progress = |progress: crate::import::Progress<'_>| {
                let file = progress.file.to_path_buf();
                tell(Message::Read { done: progress.done, of: progress.of, file });
                if cancelled.load(Ordering::Relaxed) { Flow::Cancel } else { Flow::GoOn }
            };
            let imported = import_inputs(&program, &inputs, &means.limits, BTreeSet::new(), &progress);
            tell(Message::Comparing);
            let imported: Vec<Arc<Imported>> = imported.into_iter().map(Arc::new).collect();
            let found = compare(&known, &imported);
            let sentences = imported.iter().map(|imported| sentences_in(imported)).collect();
            let known = known.into_iter().map(|known| known.of).collect();
            tell(Message::Arrived { imported, sentences, found, known });
        })
    }

    /// Compares `drafts` once more.
    pub(super) fn compare(
        drafts: Vec<(DraftKey, Arc<Imported>)>,
        known: Vec<Known>,
        means: Means,
    ) -> std::io::Result<Self> {
        Self::start(ImportProgress::Comparing, means, move |_, tell, _| {
            let (keys, imported): (Vec<_>, Vec<_>) = drafts.into_iter().unzip();
            let found = compare(&known, &imported);
            tell(Message::Compared { keys, found, known: known.into_iter().map(|known| known.of).collect() });
        })
    }

    /// Fetches the bytes of `drafts`.
    pub(super) fn gather(drafts: Vec<(DraftKey, Arc<Imported>)>, means: Means) -> std::io::Result<Self> {
        Self::start(ImportProgress::Gathering, means, move |means, tell, cancelled| {
            let gathered = drafts.into_iter().map(|(key, imported)| {
                let is_cancelled = cancelled.load(Ordering::Relaxed);
                let gathered =
                    if is_cancelled { Err(ImportError::Cancelled) } else { Gathered::of(&imported, &means.limits) };
                (key, gathered)
            });
            tell(Message::Gathered(gathered.collect()));
        })
    }

    fn start(
        progress: ImportProgress,
        means: Means,
        work: impl FnOnce(&Means, &(dyn Fn(Message) + Sync), &AtomicBool) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (said, messages): (Sender<Message>, _) = channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&cancelled);
        std::thread::Builder::new().name("import".to_owned()).spawn(move || {
            let wake = means.wake.clone();
            let tell = |message| {
                // Nobody listens once the window is closed.
                let _ = said.send(message);
                wake.tell();
            };
            work(&means, &tell, &asked);
            drop(said);
            wake.tell();
        })?;
        Ok(Self { messages, cancelled, progress, keys: BTreeSet::new(), places: HashMap::new() })
    }

    pub(super) fn progress(&self) -> &ImportProgress {
        &self.progress
    }

    pub(super) fn set_progress(&mut self, progress: ImportProgress) {
        self.progress = progress;
    }

    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.cancel();
    }
}

fn sentences_in(imported: &Imported) -> usize {
    imported.outcome.as_ref().map_or(0, |draft| sentences(&draft.text).len())
}

/// Folders give their files.
fn listed(inputs: Vec<Input>) -> Vec<Input> {
    let files = |input: Input| match input {
        Input::File(path) => files_of(&[path]).into_iter().map(Input::File).collect(),
        Input::Bytes { .. } => vec![input],
    };
    let mut told = BTreeSet::new();
    let mut inputs: Vec<Input> = inputs.into_iter().flat_map(files).collect();
    inputs.retain(|input| match input {
        Input::File(path) => told.insert(path.clone()),
        Input::Bytes { .. } => true,
    });
    inputs
}
