//! Articles on their way into the project: foreign files are read on a thread, wait as drafts until a person has looked
//! at them, and are taken in as one change.
//!
//! The thing easily got wrong: a draft is no article. Nothing of it is in the project before [`ImportStep::TakeIn`], and
//! what waits survives going to another project, so that a copy can be saved in between.

mod attending;
mod job;
mod likeness;
mod matching;
mod record;
mod steps;
mod taking;

pub use likeness::{Likeness, Original};
pub use record::{DraftRecord, Filling};
pub use steps::ImportStep;

use crate::import::{Draft, ImportError, Imported, Input, Limits};
use crate::model::{SourceId, TextHash, shown_path};
use job::Job;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Names something on the list of what was handed over, as long as the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftKey(u64);

impl DraftKey {
    /// A number that no other draft has, for the names of widgets.
    pub fn number(self) -> u64 {
        self.0
    }
}

/// What becomes of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is taken in as an article of its own; of a bare record: it fills the gaps of the article it is about.
    TakeIn,
    /// It is taken in, and its record says whose words it repeats.
    AsReprint,
    /// It stays outside.
    LeaveOut,
}

/// A draft of an article.
#[derive(Clone, Debug)]
pub struct ArticleDraft {
    imported: Arc<Imported>,
    /// The record as it stands now, with what a person changed.
    pub record: DraftRecord,
    /// How many sentences it has.
    pub sentences: usize,
    /// Whether it is known already.
    pub likeness: Likeness,
    /// What becomes of it.
    pub choice: Choice,
}

impl ArticleDraft {
    /// Of the bytes it was read from.
    pub fn sha256(&self) -> Option<TextHash> {
        self.imported.sha256
    }

    /// What the reader of foreign files made of it.
    ///
    /// # Panics
    /// Never: only what arrived whole becomes a draft.
    pub fn draft(&self) -> &Draft {
        match &self.imported.outcome {
            Ok(draft) => draft,
            Err(_) => unreachable!("only what arrived whole becomes a draft"),
        }
    }
}

/// A bibliographic record without a text.
#[derive(Clone, Debug)]
pub struct BareRecord {
    /// What it says.
    pub record: DraftRecord,
    /// What words it leaves out: abstracts, keywords.
    pub imported: Arc<Imported>,
    /// The article it is about, if that is known.
    pub about: Option<Original>,
    /// What becomes of it.
    pub choice: Choice,
}

/// How far something on the list is.
#[derive(Clone, Debug)]
pub enum Stage {
    /// Its turn has not come.
    Waiting,
    /// It was read; what it became is told when all are.
    Read,
    /// It became a draft.
    Article(Box<ArticleDraft>),
    /// It is a bare record.
    Record(Box<BareRecord>),
    /// It did not become a draft, and why.
    Refused(ImportError),
}

/// Something that was handed over.
#[derive(Clone, Debug)]
pub struct Handed {
    /// Its name as long as the program runs.
    pub key: DraftKey,
    /// What it is.
    pub input: Input,
    /// How far it is.
    pub stage: Stage,
}

impl Handed {
    /// What becomes of it when the drafts are taken in; `None` where there is nothing to choose.
    pub fn choice(&self) -> Option<Choice> {
        match &self.stage {
            Stage::Article(article) => Some(article.choice),
            Stage::Record(record) => record.about.as_ref().map(|_| record.choice),
            Stage::Waiting | Stage::Read | Stage::Refused(_) => None,
        }
    }

    /// The draft of an article it became.
    pub fn article(&self) -> Option<&ArticleDraft> {
        match &self.stage {
            Stage::Article(article) => Some(article),
            Stage::Waiting | Stage::Read | Stage::Record(_) | Stage::Refused(_) => None,
        }
    }

    /// What it is called on the list: the file's name, or the first words of pasted text.
    pub fn name(&self) -> String {
        let name = self.input.name();
        if name.is_empty() { shown_path(self.input.path()) } else { name.into_owned() }
    }
}

/// How far the work in the background is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportProgress {
    /// Folders are being listed.
    Listing,
    /// Files are being read.
    Reading {
        /// How many are done.
        done: usize,
        /// How many there are.
        of: usize,
        /// The last one that was done; empty for none.
        file: String,
    },
    /// The drafts are being compared with each other and with the articles.
    Comparing,
    /// The bytes of the files are being fetched, to be kept beside the articles.
    Gathering,
}

/// What was handed over and is not in the project.
#[derive(Debug, Default)]
pub struct Importing {
    program: Option<PathBuf>,
    limits: Limits,
    handed: Vec<Handed>,
    job: Option<Job>,
    /// Handed over while something else was read.
    queued: Vec<Input>,
    /// Another project was opened since the job began.
    is_elsewhere: bool,
    /// Titles that were given with pasted texts.
    given_titles: Vec<(Input, String)>,
    /// Whether there is any bare record on the list.
    has_records: bool,
    last_key: u64,
    /// Which drafts the last taking in made articles of.
    taken_as: BTreeMap<DraftKey, SourceId>,
    /// How often drafts were taken in, so that a face can tell when it is done.
    taken_in: u64,
}

impl Importing {
    /// Has `program` read foreign files instead of this program: for tests, whose own program is no worker.
    pub fn read_with(&mut self, program: PathBuf) {
        self.program = Some(program);
    }

    /// What was handed over, in that order.
    pub fn handed(&self) -> &[Handed] {
        &self.handed
    }

    /// One of them.
    pub fn get(&self, key: DraftKey) -> Option<&Handed> {
        self.handed.iter().find(|handed| handed.key == key)
    }

    /// How far the work in the background is; `None` where nothing is being done.
    pub fn progress(&self) -> Option<&ImportProgress> {
        self.job.as_ref().map(Job::progress)
    }

    /// Whether it was asked to stop, and has not yet.
    pub fn is_stopping(&self) -> bool {
        self.job.as_ref().is_some_and(Job::is_cancelled)
    }

    /// Whether there is nothing on the list and nothing is being done.
    pub fn is_idle(&self) -> bool {
        self.handed.is_empty() && self.job.is_none() && self.queued.is_empty()
    }

    /// How many articles would be taken in now.
    pub fn chosen_articles(&self) -> usize {
        let is_chosen = |handed: &&Handed| handed.article().is_some_and(|article| article.choice != Choice::LeaveOut);
        self.handed.iter().filter(is_chosen).count()
    }

    /// How many bare records would fill the gaps of an article.
    pub fn chosen_records(&self) -> usize {
        let is_chosen = |handed: &&Handed| matches!(&handed.stage, Stage::Record(record) if record.about.is_some() && record.choice != Choice::LeaveOut);
        self.handed.iter().filter(is_chosen).count()
    }

    /// How often drafts were taken in since the program started.
    pub fn times_taken_in(&self) -> u64 {
        self.taken_in
    }

    /// Which drafts the last taking in made articles of, and how those are called.
    pub fn taken_as(&self) -> &BTreeMap<DraftKey, SourceId> {
        &self.taken_as
    }

    fn next_key(&mut self) -> DraftKey {
        self.last_key += 1;
        DraftKey(self.last_key)
    }

    fn get_mut(&mut self, key: DraftKey) -> Option<&mut Handed> {
        self.handed.iter_mut().find(|handed| handed.key == key)
    }
}
