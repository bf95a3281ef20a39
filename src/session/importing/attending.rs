//! What the job in the background found, put on the list.
//!
//! The thing easily got wrong: a person may have decided something while drafts are compared once more; what was decided
//! stays.

use super::job::Message;
use super::likeness::Found;
use super::{
    ArticleDraft, BareRecord, Choice, DraftKey, DraftRecord, Handed, ImportProgress, Importing, Likeness, Original,
    Stage,
};
use crate::import::{ImportError, Imported};
use crate::session::Session;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::TryRecvError;

impl Session {
    /// Takes note of what arrived from the thread that imports. Cheap; asked every frame.
    pub(in crate::session) fn attend_import(&mut self) {
        while let Some(job) = &self.importing.job {
            match job.messages.try_recv() {
                Ok(message) => self.hear(message),
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => self.importing_ended(),
            }
        }
    }

    /// Waits until nothing is being imported any more: for those who have no window to wake. `told` hears of each step.
    pub fn wait_for_import(&mut self, told: &mut dyn FnMut(&ImportProgress)) {
        while let Some(job) = &self.importing.job {
            match job.messages.recv() {
                Ok(message) => self.hear(message),
                Err(_ended) => self.importing_ended(),
            }
            if let Some(progress) = self.importing.progress() {
                told(progress);
            }
        }
    }

    fn importing_ended(&mut self) {
        let job = self.importing.job.take();
        // What it has not told by now it never will.
        let lost = job.map(|job| job.keys.clone()).unwrap_or_default();
        for key in lost {
            if let Some(handed) = self.importing.get_mut(key)
                && matches!(handed.stage, Stage::Waiting | Stage::Read)
            {
                handed.stage = Stage::Refused(ImportError::Crashed("the import stopped".to_owned()));
            }
        }
        if std::mem::take(&mut self.importing.is_elsewhere) {
            self.compare_drafts_again();
        }
        self.read_queued();
    }

    fn hear(&mut self, message: Message) {
        match message {
            Message::Listed(inputs) => self.importing.list(inputs),
            Message::Read { done, of, file } => {
                self.importing.note_read(&file);
                let file = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
                let progress =
                    if done == of { ImportProgress::Comparing } else { ImportProgress::Reading { done, of, file } };
                self.importing.set_progress(progress);
            }
            Message::Comparing => self.importing.set_progress(ImportProgress::Comparing),
            Message::Arrived { imported, sentences, found, known } => {
                self.importing.arrived(imported, &sentences, &found, &known);
                self.importing.match_records(&self.project);
            }
            Message::Compared { keys, found, known } => self.importing.compared(&keys, &found, &known),
            Message::Gathered(gathered) => self.take_in(gathered),
        }
    }
}

impl Importing {
    fn set_progress(&mut self, progress: ImportProgress) {
        if let Some(job) = &mut self.job {
            job.set_progress(progress);
        }
    }

    fn note_read(&mut self, file: &Path) {
        let place = self.job.as_ref().and_then(|job| job.places.get(file).copied());
        if let Some(handed) = place.and_then(|place| self.handed.get_mut(place))
            && matches!(handed.stage, Stage::Waiting)
        {
            handed.stage = Stage::Read;
        }
    }

    fn list(&mut self, inputs: Vec<crate::import::Input>) {
        let of = inputs.len();
        let mut keys = BTreeSet::new();
        let mut places = HashMap::with_capacity(of);
        for input in inputs {
            let key = self.next_key();
            keys.insert(key);
            places.insert(input.path().to_path_buf(), self.handed.len());
            self.handed.push(Handed { key, input, stage: Stage::Waiting });
        }
        if let Some(job) = &mut self.job {
            job.keys = keys;
            job.places = places;
            job.set_progress(ImportProgress::Reading { done: 0, of, file: String::new() });
        }
    }

    /// Puts what the files became in their place.
    fn arrived(&mut self, imported: Vec<Arc<Imported>>, sentences: &[usize], found: &[Found], known: &[Original]) {
        let waiting = self.job.as_ref().map(|job| job.keys.clone()).unwrap_or_default();
        self.handed.retain(|handed| !waiting.contains(&handed.key));
        let keys: Vec<DraftKey> = imported.iter().map(|_| self.next_key()).collect();
        let named = |place: usize| match place.checked_sub(known.len()) {
            None => known.get(place).cloned(),
            Some(place) => keys.get(place).copied().map(Original::Draft),
        };
        for (((key, imported), found), sentences) in keys.iter().zip(imported).zip(found).zip(sentences) {
            let input = imported.input.clone();
            let title = self.given_title(&imported);
            let stage = stage_of(imported, *sentences, found.named(named), title);
            self.handed.push(Handed { key: *key, input, stage });
        }
    }

    /// The title that was given with a pasted text.
    fn given_title(&mut self, imported: &Imported) -> Option<String> {
        let place = self.given_titles.iter().position(|(input, _)| *input == imported.input)?;
        Some(self.given_titles.remove(place).1).filter(|title| !title.is_empty())
    }

    fn compared(&mut self, keys: &[DraftKey], found: &[Found], known: &[Original]) {
        let named = |place: usize| match place.checked_sub(known.len()) {
            None => known.get(place).cloned(),
            Some(place) => keys.get(place).copied().map(Original::Draft),
        };
        let found: BTreeMap<DraftKey, Likeness> =
            keys.iter().copied().zip(found.iter().map(|found| found.named(named))).collect();
        for handed in &mut self.handed {
            if let (Stage::Article(article), Some(likeness)) = (&mut handed.stage, found.get(&handed.key)) {
                if article.choice == proposed(&article.likeness) {
                    article.choice = proposed(likeness);
                }
                article.likeness = likeness.clone();
            }
        }
    }
}

/// What becomes of a draft unless somebody decides otherwise.
fn proposed(likeness: &Likeness) -> Choice {
    match likeness {
        Likeness::New => Choice::TakeIn,
        Likeness::Reprint { .. } => Choice::AsReprint,
        Likeness::SameText(_) | Likeness::SameFile(_) => Choice::LeaveOut,
    }
}

fn stage_of(imported: Arc<Imported>, sentences: usize, likeness: Likeness, title: Option<String>) -> Stage {
    let draft = match &imported.outcome {
        Ok(draft) => draft,
        Err(error) => return Stage::Refused(error.clone()),
    };
    let mut record = DraftRecord::of(draft);
    if let Some(title) = title {
        record.title = title;
    }
    if !draft.text.is_empty() {
        return Stage::Article(Box::new(ArticleDraft {
            record,
            sentences,
            choice: proposed(&likeness),
            likeness,
            imported: Arc::clone(&imported),
        }));
    }
    if draft.kind.is_of_records() {
        Stage::Record(Box::new(BareRecord { record, imported, about: None, choice: Choice::LeaveOut }))
    } else {
        Stage::Refused(ImportError::NoText(String::new()))
    }
}
