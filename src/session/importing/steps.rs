//! What a person does with what was handed over. None of it changes the project; taking in is an edit of its own.

use super::job::{Job, Means};
use super::likeness::{Known, KnownText};
use super::{Choice, DraftKey, DraftRecord, Handed, Importing, Original, Stage};
use crate::import::{ImportError, Imported, Input};
use crate::model::Project;
use crate::session::{Access, Outcome, Session};
use std::sync::Arc;

/// A step of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportStep {
    /// Read these: files, folders with everything below them, bytes that were dropped.
    Start(Vec<Input>),
    /// Read a text that was pasted, under a title; without one the text's own is found.
    Paste {
        /// May be empty.
        title: String,
        /// The words.
        text: String,
    },
    /// Read no further; what has arrived stays.
    Cancel,
    /// Decide what becomes of a draft.
    Choose(DraftKey, Choice),
    /// Change the record of a draft.
    Describe(DraftKey, Box<DraftRecord>),
    /// Take in what is chosen, as one change of the project.
    TakeIn,
    /// Put everything on the list away; nothing was taken in.
    Dismiss,
}

impl Session {
    /// What was handed over and is not in the project.
    pub fn importing(&self) -> &Importing {
        &self.importing
    }

    /// The same, to say which program reads foreign files.
    pub fn importing_mut(&mut self) -> &mut Importing {
        &mut self.importing
    }

    /// Carries out a step of an import.
    pub(in crate::session) fn import(&mut self, step: ImportStep) {
        match step {
            ImportStep::Start(inputs) => self.read_inputs(inputs),
            ImportStep::Paste { title, text } => {
                if text.trim().is_empty() {
                    self.notice = Some(Outcome::refused("There are no words in what was pasted".to_owned()));
                    return;
                }
                self.importing.given_titles.push((Input::pasted(&text), title.trim().to_owned()));
                self.read_inputs(vec![Input::pasted(&text)]);
            }
            ImportStep::Cancel => {
                self.importing.queued.clear();
                if let Some(job) = &self.importing.job {
                    job.cancel();
                }
            }
            ImportStep::Choose(key, choice) => match self.importing.get_mut(key).map(|handed| &mut handed.stage) {
                Some(Stage::Article(article)) => article.choice = choice,
                Some(Stage::Record(record)) => record.choice = choice,
                Some(Stage::Waiting | Stage::Read | Stage::Refused(_)) | None => {}
            },
            ImportStep::Describe(key, record) => {
                if let Some(Stage::Article(article)) = self.importing.get_mut(key).map(|handed| &mut handed.stage) {
                    article.record = *record;
                    self.importing.match_records(&self.project);
                }
            }
            ImportStep::TakeIn => self.gather(),
            ImportStep::Dismiss => {
                self.importing.queued.clear();
                self.importing.given_titles.clear();
                self.importing.handed.clear();
                // Dropped, it stops by itself.
                self.importing.job = None;
            }
        }
    }

    fn read_inputs(&mut self, inputs: Vec<Input>) {
        if self.importing.job.is_some() {
            self.importing.queued.extend(inputs);
            return;
        }
        let known = self.importing.known(&self.project, WhatIsKnown::DraftsToo);
        let started = Job::read(inputs.clone(), known, self.means());
        match started {
            Ok(job) => self.importing.job = Some(job),
            Err(cause) => {
                let why = ImportError::Crashed(format!("no thread could be started: {cause}"));
                for input in inputs {
                    let key = self.importing.next_key();
                    self.importing.handed.push(Handed { key, input, stage: Stage::Refused(why.clone()) });
                }
            }
        }
    }

    /// Goes on with what was handed over meanwhile.
    pub(super) fn read_queued(&mut self) {
        let queued = std::mem::take(&mut self.importing.queued);
        if !queued.is_empty() {
            self.read_inputs(queued);
        }
    }

    /// Compares the drafts with the project that is open now.
    pub(in crate::session) fn compare_drafts_again(&mut self) {
        if self.importing.job.is_some() {
            self.importing.is_elsewhere = true;
            return;
        }
        let drafts: Vec<(DraftKey, Arc<Imported>)> = self.importing.drafts().collect();
        if drafts.is_empty() {
            return;
        }
        let known = self.importing.known(&self.project, WhatIsKnown::ArticlesOnly);
        // Without a thread the drafts keep what was known of them.
        self.importing.job = Job::compare(drafts, known, self.means()).ok();
        self.importing.match_records(&self.project);
    }

    fn gather(&mut self) {
        if self.importing.job.is_some() {
            self.notice = Some(Outcome::refused("Files are still being read; wait, or cancel that first".to_owned()));
            return;
        }
        if let Access::ReadOnly(why) = &self.access {
            self.notice = Some(Outcome::refused(why.in_words()));
            return;
        }
        if let Err(why) = self.importing.is_ready() {
            self.notice = Some(Outcome::refused(why));
            return;
        }
        let is_chosen = |key: &DraftKey| {
            self.importing.get(*key).and_then(Handed::choice).is_some_and(|choice| choice != Choice::LeaveOut)
        };
        let drafts: Vec<_> = self.importing.drafts().filter(|(key, _)| is_chosen(key)).collect();
        match Job::gather(drafts, self.means()) {
            Ok(job) => self.importing.job = Some(job),
            Err(cause) => {
                let why = format!("Nothing was taken in: no thread could be started ({cause})");
                self.notice = Some(Outcome::refused(why));
            }
        }
    }

    fn means(&self) -> Means {
        let Importing { program, limits, .. } = &self.importing;
        Means { program: program.clone(), limits: *limits, wake: self.desk.wake().clone() }
    }
}

/// With what new drafts are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WhatIsKnown {
    ArticlesOnly,
    DraftsToo,
}

impl Importing {
    /// Whether what is chosen can be taken in; else why not.
    pub fn is_ready(&self) -> Result<(), String> {
        if self.chosen_articles() + self.chosen_records() == 0 {
            return Err("Nothing is chosen to be taken in".to_owned());
        }
        match self.unready().into_iter().next() {
            Some((_, why)) => Err(why),
            None => Ok(()),
        }
    }

    /// The chosen drafts that cannot be taken in as they are, each with what it lacks.
    pub fn unready(&self) -> Vec<(DraftKey, String)> {
        let chosen = self.handed.iter().filter_map(|handed| Some((handed.key, handed.article()?)));
        let lacks = |record: &DraftRecord| {
            let title = record.title.trim();
            if title.is_empty() {
                return Some(
                    "An article needs a title; where the text prints none, take its first sentence".to_owned(),
                );
            }
            record.date().err().map(|why| format!("The date of “{title}”: {why}"))
        };
        chosen
            .filter(|(_, article)| article.choice != Choice::LeaveOut)
            .filter_map(|(key, article)| Some((key, lacks(&article.record)?)))
            .collect()
    }

    fn drafts(&self) -> impl Iterator<Item = (DraftKey, Arc<Imported>)> {
        let article = |handed: &Handed| Some((handed.key, Arc::clone(&handed.article()?.imported)));
        self.handed.iter().filter_map(article)
    }

    fn known(&self, project: &Project, what: WhatIsKnown) -> Vec<Known> {
        let articles = project.sources.iter().map(|(id, source)| Known {
            of: Original::Article(id.clone()),
            text: KnownText::Article(Arc::clone(&source.text)),
            file: source.record.original.as_ref().map(|original| original.sha256),
        });
        let drafts = self.drafts().map(|(key, imported)| Known {
            of: Original::Draft(key),
            file: imported.sha256,
            text: KnownText::Draft(imported),
        });
        match what {
            WhatIsKnown::ArticlesOnly => articles.collect(),
            WhatIsKnown::DraftsToo => articles.chain(drafts).collect(),
        }
    }
}
