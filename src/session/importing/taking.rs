//! Drafts become articles, all in one change that can be taken back.
//!
//! The thing easily got wrong: a file that was changed since it was read is no longer the original of its draft. It is
//! told and left out, and the others are taken in.

use super::job::Gathered;
use super::record::{IsAsRead, is_stand_in, note_on, title_note};
use super::{ArticleDraft, Choice, DraftKey, DraftRecord, Handed, Importing, Likeness, Original as Known, Stage};
use crate::derive::count_of;
use crate::import::{ImportError, Kind};
use crate::model::{Dated, Day, Original, Project, Source, SourceId, SourceRecord};
use crate::scene::Target;
use crate::session::fresh_id::slug_of;
use crate::session::{Command, Edit, LookCommand, NewSource, Outcome, Session};
use crate::store::LastRead;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Session {
    /// Takes in what is chosen, with the bytes it was read from.
    pub(super) fn take_in(&mut self, gathered: Vec<(DraftKey, Result<Gathered, ImportError>)>) {
        if self.importing.is_elsewhere {
            let why = "Nothing was taken in: another project was opened meanwhile. The drafts wait".to_owned();
            self.notice = Some(Outcome::refused(why));
            return;
        }
        let mut kept: BTreeMap<DraftKey, Gathered> = BTreeMap::new();
        for (key, gathered) in gathered {
            match gathered {
                Ok(gathered) => {
                    kept.insert(key, gathered);
                }
                Err(ImportError::Cancelled) => {
                    self.notice = Some(Outcome::Done("Cancelled; nothing was taken in".to_owned()));
                    return;
                }
                Err(why) => {
                    if let Some(handed) = self.importing.get_mut(key) {
                        handed.stage = Stage::Refused(why);
                    }
                }
            }
        }
        let taking = Taking::new(&self.importing, &self.project, &self.last_read, self.desk.today());
        let Taken { edits, first, articles, records } = taking.taken(&kept);
        let mut taken_as = taking.ids;
        taken_as.retain(|key, _| kept.contains_key(key));
        if edits.is_empty() {
            let why = "Nothing was taken in; see the reasons beside the files".to_owned();
            self.notice = Some(Outcome::refused(why));
            return;
        }
        if let Outcome::Refused(_) = self.perform(Command::Edit(Box::new(Edit::Together(edits)))) {
            // Why stands in the notice; the drafts stay.
            return;
        }
        let left_out = self.importing.put_away_what_is_done();
        self.importing.taken_in += 1;
        self.importing.taken_as = taken_as;
        if let Some(first) = first {
            // What is opened beside it is no part of the answer.
            let _ = self.perform(Command::Look(LookCommand::Open(Target::Source(first))));
        }
        let told = [
            (articles, "article was taken in", "articles were taken in"),
            (records, "record was filled", "records were filled"),
            (left_out, "was left out", "were left out"),
        ];
        let told = told.into_iter().filter(|(count, ..)| *count > 0);
        let told: Vec<String> = told.map(|(count, one, many)| count_of(count, one, many)).collect();
        self.notice = Some(Outcome::Done(told.join(", ")));
    }
}

impl Importing {
    /// Keeps only what was refused; says how many drafts were left out.
    fn put_away_what_is_done(&mut self) -> usize {
        let is_left_out = |handed: &&Handed| handed.choice() == Some(Choice::LeaveOut);
        let left_out = self.handed.iter().filter(is_left_out).count();
        self.handed.retain(|handed| {
            matches!(&handed.stage, Stage::Refused(ImportError::Changed | ImportError::Unreadable(_)))
        });
        left_out
    }
}

/// What is taken in.
struct Taken {
    /// The change; empty if nothing is left of it.
    edits: Vec<Edit>,
    /// The first new article.
    first: Option<SourceId>,
    /// How many articles are new.
    articles: usize,
    /// How many articles of the project get a fuller record.
    records: usize,
}

/// All that the change is made of.
struct Taking<'a> {
    importing: &'a Importing,
    project: &'a Project,
    today: Day,
    /// The names of the new articles.
    ids: BTreeMap<DraftKey, SourceId>,
}

impl<'a> Taking<'a> {
    fn new(importing: &'a Importing, project: &'a Project, last_read: &LastRead, today: Day) -> Self {
        let mut ids: BTreeMap<DraftKey, SourceId> = BTreeMap::new();
        let mut taken: BTreeSet<SourceId> = BTreeSet::new();
        for handed in &importing.handed {
            if let Some(article) = handed.article().filter(|article| article.choice != Choice::LeaveOut) {
                // A text that has lost its record may be the only copy: its folder is left alone.
                let is_free = |id: &SourceId| {
                    !project.sources.contains_key(id) && !taken.contains(id) && !last_read.has_files_of(id)
                };
                if let Some(id) = fresh_source_id(&article.record.title, &handed.name(), is_free) {
                    taken.insert(id.clone());
                    ids.insert(handed.key, id);
                }
            }
        }
        Self { importing, project, today, ids }
    }

    fn taken(&self, kept: &BTreeMap<DraftKey, Gathered>) -> Taken {
        let new: Vec<NewSource> =
            self.importing.handed.iter().filter_map(|handed| self.article(handed, kept)).collect();
        let records: Vec<Edit> = self.fuller_records();
        let (articles, first) = (new.len(), new.first().map(|new| new.source.record.id.clone()));
        let filled = records.len();
        let added = (!new.is_empty()).then_some(Edit::AddSources(new));
        Taken { edits: added.into_iter().chain(records).collect(), first, articles, records: filled }
    }

    /// A draft as an article, if it is chosen and its bytes are there.
    fn article(&self, handed: &Handed, kept: &BTreeMap<DraftKey, Gathered>) -> Option<NewSource> {
        let article = handed.article().filter(|article| article.choice != Choice::LeaveOut)?;
        let (id, kept) = (self.ids.get(&handed.key)?, kept.get(&handed.key)?);
        let draft = article.draft();
        let filling = self.importing.filling(&Known::Draft(handed.key));
        let record = filling.as_ref().map_or_else(|| article.record.clone(), |(by, _)| article.record.filled_by(by));
        let filled_from = filling.as_ref().map(|(_, file)| file.as_str());
        let is_filled = record.published != article.record.published;
        // Whoever asked has been told of a date that is none.
        let published = record.dated(draft, filled_from.filter(|_| is_filled)).ok()?;
        let trimmed = |field: &str| field.trim().to_owned();
        let record = SourceRecord {
            id: id.clone(),
            title: trimmed(&record.title),
            title_note: title_note(&record.title, draft),
            outlet: trimmed(&record.outlet),
            outlet_note: outlet_note(article, &record, filled_from),
            author: trimmed(&record.author),
            place: trimmed(&record.place),
            published,
            imported: Some(self.today),
            text_sha256: kept.text_sha256,
            url: trimmed(&record.url),
            original: Some(Original {
                file: format!("original.{}", Kind::ending(draft.kind)),
                name: handed.name(),
                sha256: kept.bytes_sha256,
            }),
            own_sentences: Vec::new(),
            note: self.reprint_note(article),
        };
        let source = Source { record, text: Arc::clone(&kept.text) };
        Some(NewSource { source, original: Some(Arc::clone(&kept.bytes)) })
    }

    fn reprint_note(&self, article: &ArticleDraft) -> String {
        let (Choice::AsReprint, Likeness::Reprint { of, shared, sentences }) = (article.choice, &article.likeness)
        else {
            return String::new();
        };
        let id = match of {
            Known::Article(id) => Some(id).filter(|id| self.project.sources.contains_key(*id)),
            Known::Draft(key) => self.ids.get(key),
        };
        let title = self.importing.title_of(of, self.project);
        id.map_or_else(String::new, |id| {
            format!("A reprint: {shared} of its {sentences} sentences stand in “{title}” ({id}) too.")
        })
    }

    /// Articles of the project whose gaps bare records fill.
    fn fuller_records(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for source in self.project.sources.values() {
            let Some((by, file)) = self.importing.filling(&Known::Article(source.record.id.clone())) else { continue };
            let own = DraftRecord::of_article(&source.record);
            if own.gaps_filled_by(&by).is_empty() {
                continue;
            }
            let filled = own.filled_by(&by);
            let date = by.date().ok().flatten().filter(|_| is_stand_in(&source.record.published));
            let published = date.map_or_else(
                || source.record.published.clone(),
                |date| Dated { inferred: format!("taken from the bibliographic record in {file}"), ..Dated::on(date) },
            );
            let record = SourceRecord {
                outlet: filled.outlet,
                author: filled.author,
                place: filled.place,
                url: filled.url,
                published,
                ..source.record.clone()
            };
            edits.push(Edit::PutRecord(Box::new(record)));
        }
        edits
    }
}

impl Importing {
    /// What the chosen bare records say of `article`, and the file that the first of them is in.
    pub fn filling(&self, article: &Known) -> Option<(DraftRecord, String)> {
        if !self.has_records {
            return None;
        }
        let mut filling: Option<(DraftRecord, String)> = None;
        for handed in &self.handed {
            if let Stage::Record(bare) = &handed.stage
                && bare.choice != Choice::LeaveOut
                && bare.about.as_ref() == Some(article)
            {
                filling = Some(match filling {
                    None => (bare.record.clone(), handed.name()),
                    Some((first, file)) => (first.filled_by(&bare.record), file),
                });
            }
        }
        filling
    }

    /// The title of an article or a draft; what it is called where it has none.
    pub fn title_of(&self, known: &Known, project: &Project) -> String {
        match known {
            Known::Article(id) => {
                project.sources.get(id).map_or_else(|| id.to_string(), |source| source.record.title.clone())
            }
            Known::Draft(key) => self.get(*key).map_or_else(String::new, |handed| {
                let title = handed.article().map(|article| article.record.title.trim()).unwrap_or_default();
                if title.is_empty() { handed.name() } else { title.to_owned() }
            }),
        }
    }
}

fn outlet_note(article: &ArticleDraft, record: &DraftRecord, filled_from: Option<&str>) -> String {
    let (now, draft) = (record.outlet.trim(), article.draft());
    match filled_from.filter(|_| record.outlet != article.record.outlet) {
        Some(file) => format!("Taken from the bibliographic record in {file}."),
        None => note_on(draft, "outlet", IsAsRead::of(now, &draft.outlet)),
    }
}

/// The most that a slug holds.
const LONGEST_SLUG: usize = 60;

/// Without the word at the end that was cut.
fn whole_words(slug: String) -> String {
    match slug.rsplit_once('-') {
        Some((words, _)) if slug.len() >= LONGEST_SLUG - 1 => words.to_owned(),
        Some(_) | None => slug,
    }
}

/// Names that a system keeps for itself.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "clock", "order"];

/// A free name made of the title, else of the file's name.
fn fresh_source_id(title: &str, file: &str, is_free: impl Fn(&SourceId) -> bool) -> Option<SourceId> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let slug = [title, stem].into_iter().filter_map(slug_of).find(|slug| slug.len() >= 3);
    let slug = slug.map_or_else(|| "article".to_owned(), whole_words);
    let is_port = ["com", "lpt"].iter().any(|port| slug.strip_prefix(port).is_some_and(|rest| rest.len() == 1));
    let slug = if RESERVED.contains(&slug.as_str()) || is_port { format!("article-{slug}") } else { slug };
    let numbered = (2_u64..).map(|number| format!("{slug}-{number}"));
    std::iter::once(slug.clone()).chain(numbered).filter_map(|name| name.parse().ok()).find(is_free)
}
