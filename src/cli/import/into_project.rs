//! `demarche import --project`: through a session, as in the window; what is reported as imported is on disk.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

use super::super::arguments::ImportFormat;
use super::super::error::CliError;
use super::super::headings;
use super::super::open::{open_for_work, perform};
use super::super::reply::{Reply, Verdict, one_line};
use super::super::rows::{filled, json_reply, or_empty, shortened};
use crate::derive::count_of;
use crate::export::TextTable;
use crate::import::{Input, Limits};
use crate::model::{SourceId, shown_path};
use crate::session::{
    Access, Choice, Command, DraftKey, Handed, ImportStage, ImportStep, KeepingCommand, KnownFrom, Likeness, Safety,
    Session, today,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What became of a file, as other programs read it.
#[derive(Serialize)]
struct FileRow {
    file: String,
    outcome: FileOutcome,
    id: Option<String>,
    title: Option<String>,
    published: Option<String>,
    sentences: usize,
    sha256: Option<String>,
    of: Option<RelatedArticle>,
    shared: Option<usize>,
    reason: Option<String>,
}

/// The article of which a file is a reprint or holds the record.
#[derive(Serialize)]
struct RelatedArticle {
    id: Option<String>,
    title: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum FileOutcome {
    TakenIn,
    Reprint,
    LeftOut,
    Filled,
    Record,
    /// It lacks something that a person has to give.
    Waiting,
    Refused,
}

impl FileOutcome {
    fn in_words(self) -> &'static str {
        match self {
            Self::TakenIn => "taken in",
            Self::Reprint => "taken in as a reprint",
            Self::LeftOut => "left out",
            Self::Filled => "fills gaps in another record",
            Self::Record => "a record without a text",
            Self::Waiting => "waiting",
            Self::Refused => "refused",
        }
    }
}

/// Takes `files` into the project in `folder`.
pub(super) fn import(folder: &Path, files: &[PathBuf], format: ImportFormat) -> Result<Reply, CliError> {
    let mut session = open_for_work(Some(folder))?;
    if let Access::ReadOnly(why) = session.access() {
        return Err(CliError::Refused(format!("nothing was taken in: {}", why.in_words())));
    }
    if session.recovery().is_some() {
        let why = "this project has unsaved work from an earlier run; first recover it or set it aside, with demarche recover or in \
             the window";
        return Err(CliError::Refused(format!("nothing was taken in: {why}")));
    }
    session.attend(today());
    let inputs = files.iter().cloned().map(Input::File).collect();
    perform(&mut session, Command::Import(ImportStep::Start(inputs)))?;
    session.wait_for_import(&mut |_| {});
    let rows_before: Vec<Handed> = session.importing().handed().to_vec();
    let mut ids = BTreeMap::new();
    // One draft that lacks something does not keep the others out.
    let waiting = session.importing().unready();
    for (key, _) in &waiting {
        perform(&mut session, Command::Import(ImportStep::Choose(*key, Choice::LeaveOut)))?;
    }
    let mut told: Vec<(DraftKey, String)> = Vec::new();
    if session.importing().is_ready().is_ok() {
        perform(&mut session, Command::Import(ImportStep::TakeIn))?;
        session.wait_for_import(&mut |_| {});
        if session.importing().times_taken_in() == 0 {
            let why = match session.notice() {
                Some(outcome) => outcome.in_words(),
                None => "nothing was taken in".to_owned(),
            };
            return Err(CliError::Refused(why));
        }
        ids = session.importing().taken_as().clone();
        // A file that was changed between being read and being kept.
        for handed in session.importing().handed() {
            if let ImportStage::Refused(why) = &handed.stage {
                told.push((handed.key, why.to_string()));
            }
        }
        saved(&mut session)?;
        // Nothing is reported as taken in that is not in the folder.
        ids.retain(|_, id: &mut SourceId| {
            let file = folder.join("sources").join(id.as_str());
            session.project().sources.contains_key(id)
                && file.join("text.txt").is_file()
                && file.join("meta.ron").is_file()
        });
    }
    let mut rows: Vec<FileRow> = rows_before.iter().map(|handed| row(&session, handed, &ids, &told)).collect();
    for (row, handed) in rows.iter_mut().zip(&rows_before) {
        if let Some((_, why)) = waiting.iter().find(|(key, _)| *key == handed.key) {
            (row.outcome, row.reason) = (FileOutcome::Waiting, Some(why.clone()));
        } else if matches!(row.outcome, FileOutcome::TakenIn | FileOutcome::Reprint) && !ids.contains_key(&handed.key) {
            (row.outcome, row.reason) = (FileOutcome::Refused, Some("it was not taken in".to_owned()));
        }
    }
    let mut reply = match format {
        ImportFormat::Json => json_reply(&rows)?,
        ImportFormat::Table => Reply::fine(table(&rows)),
    };
    let count = |outcome: FileOutcome| rows.iter().filter(|row| row.outcome == outcome).count();
    let refused = count(FileOutcome::Refused);
    if refused > 0 {
        reply.verdict = Verdict::Defects;
        let files = count_of(refused, "file was", "files were");
        reply.notes.push(format!("{files} not taken in; the others are not affected"));
    }
    let waits = count(FileOutcome::Waiting);
    if waits > 0 {
        reply.verdict = Verdict::Defects;
        let files = count_of(waits, "article waits", "articles wait");
        reply.notes.push(format!(
            "{files} for missing details and is not in the project yet; see the reasons, or import it in the window"
        ));
    }
    let taken_in = count_of(count(FileOutcome::TakenIn) + count(FileOutcome::Reprint), "article is", "articles are");
    reply.notes.push(one_line(&format!("{taken_in} now in {}", shown_path(folder))));
    if !Limits::MEMORY_IS_LIMITED {
        reply.notes.push(super::UNLIMITED.to_owned());
    }
    Ok(reply)
}

/// Longer takes no disk that works.
const LONGEST_WAIT: Duration = Duration::from_mins(2);

/// Waits until everything is on disk.
pub(in crate::cli) fn saved(session: &mut Session) -> Result<(), CliError> {
    perform(session, Command::Keeping(KeepingCommand::SaveNow))?;
    let until = Instant::now() + LONGEST_WAIT;
    loop {
        session.attend(today());
        match session.safety() {
            None | Some(Safety::Safe(_)) => return Ok(()),
            Some(Safety::Unsaved { words, safe, todo }) => {
                return Err(CliError::NotSaved(format!("{words}. {safe} {todo}")));
            }
            Some(Safety::OnItsWay(_)) if Instant::now() > until => {
                return Err(CliError::NotSaved(
                    "the disk does not answer; the work is in the journal, and demarche recover takes it in".to_owned(),
                ));
            }
            Some(Safety::OnItsWay(_)) => std::thread::sleep(Duration::from_millis(2)),
        }
    }
}

fn row(session: &Session, handed: &Handed, ids: &BTreeMap<DraftKey, SourceId>, told: &[(DraftKey, String)]) -> FileRow {
    let file = handed.input.path().to_string_lossy().into_owned();
    let id = ids.get(&handed.key);
    let named = |known: &KnownFrom, title: String| {
        let id = match known {
            KnownFrom::Article(id) => Some(id.to_string()),
            KnownFrom::Draft(key) => ids.get(key).map(ToString::to_string),
        };
        RelatedArticle { id, title }
    };
    let title_of = |known: &KnownFrom| match known {
        KnownFrom::Article(id) => session.project().sources.get(id).map(|source| source.record.title.clone()),
        KnownFrom::Draft(key) => {
            ids.get(key).and_then(|id| session.project().sources.get(id)).map(|source| source.record.title.clone())
        }
    };
    let mut row = FileRow {
        file,
        outcome: FileOutcome::Refused,
        id: id.map(ToString::to_string),
        title: None,
        published: None,
        sentences: 0,
        sha256: None,
        of: None,
        shared: None,
        reason: None,
    };
    match &handed.stage {
        ImportStage::Article(article) => {
            let record = id.and_then(|id| session.project().sources.get(id)).map(|source| &source.record);
            row.title = filled(&article.record.title);
            row.published = record.and_then(|record| record.published.date).map(|date| date.to_string());
            row.sentences = article.sentences;
            row.sha256 = article.sha256().map(|sha256| sha256.to_string());
            let known = article.likeness.original();
            row.of = known.map(|known| named(known, title_of(known).unwrap_or_default()));
            row.outcome = match (article.choice, &article.likeness) {
                (Choice::LeaveOut, _) => FileOutcome::LeftOut,
                (Choice::AsReprint, _) => FileOutcome::Reprint,
                (Choice::TakeIn, _) => FileOutcome::TakenIn,
            };
            match &article.likeness {
                Likeness::New => {}
                Likeness::SameText(_) => {
                    row.reason = Some("the project already has a text with exactly these words".to_owned());
                }
                Likeness::SameFile(_) => row.reason = Some("this file has already been imported".to_owned()),
                Likeness::Reprint { shared, .. } => row.shared = Some(*shared),
            }
            if let Some((_, why)) = told.iter().find(|(key, _)| *key == handed.key) {
                row.outcome = FileOutcome::Refused;
                row.reason = Some(why.clone());
            }
        }
        ImportStage::Record(record) => {
            row.title = filled(&record.record.title);
            row.published = filled(&record.record.published);
            row.of = record.about.as_ref().map(|about| named(about, title_of(about).unwrap_or_default()));
            row.outcome = if row.of.is_some() { FileOutcome::Filled } else { FileOutcome::Record };
        }
        ImportStage::Refused(why) => row.reason = Some(why.to_string()),
        ImportStage::Waiting | ImportStage::Read => row.reason = Some("it was not read".to_owned()),
    }
    row
}

fn table(rows: &[FileRow]) -> String {
    TextTable::of(rows)
        .column(headings::FILE, |row| row.file.clone())
        .column(headings::OUTCOME, |row| row.outcome.in_words().to_owned())
        .column(headings::ID, |row| or_empty(row.id.as_ref()))
        .column(headings::PUBLISHED, |row| or_empty(row.published.as_ref()))
        .column(headings::WHY, |row| shortened(&why(row)))
        .into_text()
}

/// Why a file was not taken in, or what it has to do with another article.
fn why(row: &FileRow) -> String {
    let of = row.of.as_ref().and_then(|of| {
        let id = of.id.as_ref()?;
        Some(match row.shared {
            Some(shared) => format!("{} with {id}", count_of(shared, "shared sentence", "shared sentences")),
            None => format!("of {id}"),
        })
    });
    row.reason.iter().chain(&of).filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("; ")
}
