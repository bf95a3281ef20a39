//! `demarche import --project`: the same way as in the window, through a session, and on disk before it says so.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

use super::super::arguments::ImportFormat;
use super::super::error::CliError;
use super::super::open::{open_for_work, perform};
use super::super::reply::{Reply, Verdict, one_line};
use super::super::rows::{filled, json_reply, shortened};
use crate::derive::count_of;
use crate::export::text_table;
use crate::import::{Input, Limits};
use crate::model::{SourceId, shown_path};
use crate::session::{
    Access, Choice, Command, DraftKey, Handed, ImportStage, ImportStep, KnownFrom, Likeness, Notice, Safety, Session,
    today,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What became of a file, as other programs read it.
#[derive(Serialize)]
struct Row {
    file: String,
    outcome: Outcome,
    id: Option<String>,
    title: Option<String>,
    published: Option<String>,
    sentences: usize,
    sha256: Option<String>,
    of: Option<OfRow>,
    shared: Option<usize>,
    reason: Option<String>,
}

#[derive(Serialize)]
struct OfRow {
    id: Option<String>,
    title: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    TakenIn,
    Reprint,
    LeftOut,
    Filled,
    Record,
    Refused,
}

impl Outcome {
    fn in_words(self) -> &'static str {
        match self {
            Self::TakenIn => "taken in",
            Self::Reprint => "taken in as a reprint",
            Self::LeftOut => "left out",
            Self::Filled => "its record fills another",
            Self::Record => "a record without a text",
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
        let why =
            "unsaved work of an earlier run waits in this project; open it in the window and decide about it first";
        return Err(CliError::Refused(format!("nothing was taken in: {why}")));
    }
    session.attend(today());
    let inputs = files.iter().cloned().map(Input::File).collect();
    perform(&mut session, Command::Import(ImportStep::Start(inputs)))?;
    session.wait_for_import(&mut |_| {});
    let rows_before: Vec<Handed> = session.importing().handed().to_vec();
    let mut ids = BTreeMap::new();
    let mut told: Vec<(DraftKey, String)> = Vec::new();
    if session.importing().is_ready().is_ok() {
        perform(&mut session, Command::Import(ImportStep::TakeIn))?;
        session.wait_for_import(&mut |_| {});
        if session.importing().times_taken_in() == 0 {
            let why = match session.notice() {
                Some(Notice::Done(words) | Notice::Failed(words)) => words.clone(),
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
        save(&mut session)?;
    }
    let rows: Vec<Row> = rows_before.iter().map(|handed| row(&session, handed, &ids, &told)).collect();
    let mut reply = match format {
        ImportFormat::Json => json_reply(&rows)?,
        ImportFormat::Table => Reply::fine(table(&rows)),
    };
    let count = |outcome: Outcome| rows.iter().filter(|row| row.outcome == outcome).count();
    let refused = count(Outcome::Refused);
    if refused > 0 {
        reply.verdict = Verdict::Defects;
        let files = count_of(refused, "file was", "files were");
        reply.notes.push(format!("{files} not taken in; the others are untouched by that"));
    }
    let taken_in = count_of(count(Outcome::TakenIn) + count(Outcome::Reprint), "article is", "articles are");
    reply.notes.push(one_line(&format!("{taken_in} now in {}", shown_path(folder))));
    if !Limits::MEMORY_IS_LIMITED {
        reply.notes.push(super::UNLIMITED.to_owned());
    }
    Ok(reply)
}

/// Longer takes no disk that works.
const LONGEST_WAIT: Duration = Duration::from_mins(2);

/// Waits until everything is on disk.
fn save(session: &mut Session) -> Result<(), CliError> {
    perform(session, Command::SaveNow)?;
    let until = Instant::now() + LONGEST_WAIT;
    loop {
        session.attend(today());
        match session.safety() {
            None | Some(Safety::Safe(_)) => return Ok(()),
            Some(Safety::Unsaved { words, safe, todo }) => {
                return Err(CliError::NotSaved(format!("{words}. {safe} {todo}")));
            }
            Some(Safety::OnItsWay(_)) if Instant::now() > until => {
                return Err(CliError::NotSaved("the disk does not answer".to_owned()));
            }
            Some(Safety::OnItsWay(_)) => std::thread::sleep(Duration::from_millis(2)),
        }
    }
}

fn row(session: &Session, handed: &Handed, ids: &BTreeMap<DraftKey, SourceId>, told: &[(DraftKey, String)]) -> Row {
    let file = handed.input.path().to_string_lossy().into_owned();
    let id = ids.get(&handed.key);
    let named = |known: &KnownFrom, title: String| {
        let id = match known {
            KnownFrom::Article(id) => Some(id.to_string()),
            KnownFrom::Draft(key) => ids.get(key).map(ToString::to_string),
        };
        OfRow { id, title }
    };
    let title_of = |known: &KnownFrom| match known {
        KnownFrom::Article(id) => session.project().sources.get(id).map(|source| source.record.title.clone()),
        KnownFrom::Draft(key) => {
            ids.get(key).and_then(|id| session.project().sources.get(id)).map(|source| source.record.title.clone())
        }
    };
    let mut row = Row {
        file,
        outcome: Outcome::Refused,
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
            row.title = filled(&article.record.title).map(str::to_owned);
            row.published = record.and_then(|record| record.published.date).map(|date| date.to_string());
            row.sentences = article.sentences;
            row.sha256 = article.sha256().map(|sha256| sha256.to_string());
            let known = article.likeness.original();
            row.of = known.map(|known| named(known, title_of(known).unwrap_or_default()));
            row.outcome = match (article.choice, &article.likeness) {
                (Choice::LeaveOut, _) => Outcome::LeftOut,
                (Choice::AsReprint, _) => Outcome::Reprint,
                (Choice::TakeIn, _) => Outcome::TakenIn,
            };
            match &article.likeness {
                Likeness::New => {}
                Likeness::SameText(_) => row.reason = Some("its words are known already, letter for letter".to_owned()),
                Likeness::SameFile(_) => row.reason = Some("this very file was imported already".to_owned()),
                Likeness::Reprint { shared, .. } => row.shared = Some(*shared),
            }
            if let Some((_, why)) = told.iter().find(|(key, _)| *key == handed.key) {
                row.outcome = Outcome::Refused;
                row.reason = Some(why.clone());
            }
        }
        ImportStage::Record(record) => {
            row.title = filled(&record.record.title).map(str::to_owned);
            row.published = filled(&record.record.published).map(str::to_owned);
            row.of = record.about.as_ref().map(|about| named(about, title_of(about).unwrap_or_default()));
            row.outcome = if row.of.is_some() { Outcome::Filled } else { Outcome::Record };
        }
        ImportStage::Refused(why) => row.reason = Some(why.to_string()),
        ImportStage::Waiting | ImportStage::Read => row.reason = Some("it was not read".to_owned()),
    }
    row
}

fn table(rows: &[Row]) -> String {
    let rows: Vec<[String; 5]> = rows
        .iter()
        .map(|row| {
            let of = row.of.as_ref().map(|of| match (&of.id, row.shared) {
                (Some(id), Some(shared)) => {
                    format!("{} in {id}", count_of(shared, "sentence stands", "sentences stand"))
                }
                (Some(id), None) => format!("of {id}"),
                (None, _) => String::new(),
            });
            let why = [row.reason.clone(), of].into_iter().flatten().filter(|part| !part.is_empty());
            [
                row.file.clone(),
                row.outcome.in_words().to_owned(),
                row.id.clone().unwrap_or_default(),
                row.published.clone().unwrap_or_default(),
                shortened(&why.collect::<Vec<_>>().join("; ")),
            ]
        })
        .collect();
    text_table(["file", "outcome", "id", "published", "why"], &rows)
}
