//! `demarche import`: into a project ([`into_project`]), or with `--dry-run` only what files would become, with all that
//! was kept, dropped and guessed; and the worker that reads them.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

mod into_project;

pub(super) use into_project::saved;

use super::arguments::{ImportArgs, ImportFormat, ImportWorkerArgs};
use super::error::CliError;
use super::headings;
use super::reply::{Reply, Verdict};
use super::rows::{filled, json_reply, or_empty, shortened};
use crate::derive::count_of;
use crate::evidence::sentences::sentences;
use crate::export::TextTable;
use crate::import::{Draft, Dropped, Flow, Guessed, Imported, Limits, files_of, import as read_files, serve};
use serde::Serialize;
use std::collections::BTreeSet;

/// An article as other programs read it.
#[derive(Serialize)]
struct DraftRow<'a> {
    file: String,
    kind: Option<&'static str>,
    encoding: Option<String>,
    id: Option<&'a str>,
    text: &'a str,
    title: Option<String>,
    author: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    words: Option<String>,
    place: Option<String>,
    url: Option<String>,
    sentences: usize,
    sha256: Option<String>,
    kept: &'a [String],
    dropped: &'a [Dropped],
    guessed: &'a [Guessed],
    reprint_of: Option<ReprintOf>,
    error: Option<String>,
}

/// The draft of which another is a reprint.
#[derive(Serialize)]
struct ReprintOf {
    file: String,
    id: Option<String>,
    shared: usize,
    sentences: usize,
}

const UNLIMITED: &str =
    "note: on this system the memory used for reading cannot be limited; only time and file sizes are";

/// Takes files into a project, or tells what they would become.
pub(super) fn import(args: &ImportArgs) -> Result<Reply, CliError> {
    let files = files_of(&args.files);
    if files.is_empty() {
        return Err(CliError::Refused("no files were found; hidden files are not read".to_owned()));
    }
    if let Some(folder) = &args.project {
        return into_project::import(folder, &files, args.format);
    }
    let program = std::env::current_exe().map_err(CliError::Output)?;
    let imported = read_files(&program, &files, &Limits::default(), BTreeSet::new(), &|_| Flow::GoOn);
    let failed = imported.iter().filter(|one| one.outcome.is_err()).count();
    let rows: Vec<DraftRow<'_>> = imported.iter().map(|one| row(one, &imported)).collect();
    let mut reply = match args.format {
        ImportFormat::Table => Reply::fine(table(&rows)),
        ImportFormat::Json => json_reply(&rows)?,
    };
    if failed > 0 {
        reply.verdict = Verdict::Defects;
        let files = count_of(failed, "file was", "files were");
        reply.notes.push(format!("{files} not read; the others are not affected"));
    }
    if !Limits::MEMORY_IS_LIMITED {
        reply.notes.push(UNLIMITED.to_owned());
    }
    Ok(reply)
}

/// Becomes the worker of another instance of this program.
pub(super) fn worker(args: &ImportWorkerArgs) -> Result<Reply, CliError> {
    serve(&args.password, args.seconds, args.memory_bytes, args.file_bytes).map_err(CliError::Output)?;
    Ok(Reply::fine(String::new()))
}

fn row<'a>(imported: &'a Imported, all: &[Imported]) -> DraftRow<'a> {
    let Imported { file, input: _, sha256, id, outcome, reprint_of } = imported;
    let draft = outcome.as_ref().ok();
    let word = |field: fn(&Draft) -> &str| draft.map(field).and_then(filled);
    let published = draft.and_then(|draft| draft.published.as_ref());
    let report = draft.map(|draft| &draft.report);
    DraftRow {
        file: file.to_string_lossy().into_owned(),
        kind: draft.map(|draft| draft.kind.code()),
        encoding: word(|draft| &draft.encoding),
        id: id.as_ref().map(crate::model::SourceId::as_str),
        text: draft.map_or("", |draft| &draft.text),
        title: word(|draft| &draft.title),
        author: word(|draft| &draft.author),
        outlet: word(|draft| &draft.outlet),
        published: published.and_then(|published| published.date).map(|date| date.to_string()),
        words: published.and_then(|published| filled(&published.words)),
        place: word(|draft| &draft.place),
        url: word(|draft| &draft.url),
        sentences: draft.map_or(0, |draft| sentences(&draft.text).len()),
        sha256: sha256.map(|hash| hash.to_string()),
        kept: report.map_or(&[], |report| &report.kept),
        dropped: report.map_or(&[], |report| &report.dropped),
        guessed: report.map_or(&[], |report| &report.guessed),
        reprint_of: reprint_of.and_then(|reprint| {
            let first = all.get(reprint.of)?;
            Some(ReprintOf {
                file: first.file.to_string_lossy().into_owned(),
                id: first.id.as_ref().map(ToString::to_string),
                shared: reprint.shared,
                sentences: reprint.sentences,
            })
        }),
        error: outcome.as_ref().err().map(ToString::to_string),
    }
}

fn table(rows: &[DraftRow<'_>]) -> String {
    TextTable::of(rows)
        .column(headings::FILE, |row| row.file.clone())
        .column(headings::KIND, |row| or_empty(row.kind))
        .column(headings::SENTENCES, |row| or_empty(row.error.is_none().then_some(row.sentences)))
        .column(headings::PUBLISHED, |row| or_empty(row.published.as_ref()))
        .column(headings::TITLE, |row| shortened(row.title.as_deref().unwrap_or_default()))
        .column(headings::FIRST_PROBLEM, first_problem)
        .into_text()
}

/// What a person should look at first.
fn first_problem(row: &DraftRow<'_>) -> String {
    const WORTH_A_LOOK: [&str; 6] = ["kind", "encoding", "letters", "article body", "chapters", "line breaks"];
    if let Some(reprint) = &row.reprint_of {
        return format!("reprint of {}: {} of {} sentences", reprint.file, reprint.shared, reprint.sentences);
    }
    if let Some(error) = &row.error {
        return error.clone();
    }
    let is_worth_it =
        |guess: &&Guessed| WORTH_A_LOOK.contains(&guess.what.as_str()) || guess.why.starts_with("not dated");
    let odd = || row.kept.iter().find(|kept| kept.contains("override") || kept.contains("control")).cloned();
    let guess = row.guessed.iter().find(is_worth_it);
    odd().or_else(|| guess.map(|Guessed { what, why }| format!("{what}: {why}"))).unwrap_or_default()
}
