//! `demarche check`: the defects of a project, a line each.

use super::arguments::CheckArgs;
use super::error::CliError;
use super::reply::{Reply, Verdict, one_line};
use crate::derive::{count_of, join_words};
use crate::model::{Project, Source};
use crate::store::{Opened, SeverityCounts, builtin, open_folder};
use std::collections::BTreeSet;

/// Checks a project; any defect makes the exit code 1.
pub(super) fn check(args: &CheckArgs) -> Result<Reply, CliError> {
    let opened = match &args.project {
        None => builtin(),
        Some(folder) => open_folder(folder)?,
    };
    if opened.defects.is_empty() {
        return Ok(Reply::fine(format!("No defects in {}\n", checked(&opened))).after(undated(&opened.project)));
    }
    let output = opened.defects.iter().map(|defect| one_line(&defect.to_string()) + "\n").collect();
    let files: BTreeSet<&str> = opened.defects.iter().map(|defect| defect.file.as_str()).collect();
    let defects = SeverityCounts::of(&opened.defects).in_words().unwrap_or_default();
    let summary = format!("{defects} in {}; checked: {}", count_of(files.len(), "file", "files"), checked(&opened));
    let notes = undated(&opened.project).into_iter().chain([summary]).collect();
    Ok(Reply { output, notes, verdict: Verdict::Defects })
}

/// "note: …" for every undated article; that is no defect.
fn undated(project: &Project) -> Vec<String> {
    let note = |source: &Source| {
        let id = &source.record.id;
        let of_article = project.statements.values().filter(|statement| statement.source == *id);
        let undated = of_article.filter(|statement| statement.said.is_undated()).count();
        let count = count_of(undated, "statement counts from no day", "statements count from no day");
        one_line(&format!("note: the article {id} is undated; {count}"))
    };
    project.undated_sources().map(note).collect()
}

/// "5 articles, 138 statements, 83 relations, 72 actors, 2 questions and 4 views".
fn checked(opened: &Opened) -> String {
    let project = &opened.project;
    join_words(&[
        count_of(project.sources.len(), "article", "articles"),
        count_of(project.statements.len(), "statement", "statements"),
        count_of(project.relations.len(), "relation", "relations"),
        count_of(project.actors.len(), "actor", "actors"),
        count_of(project.manifest.questions.len(), "question", "questions"),
        count_of(opened.views.len(), "view", "views"),
    ])
}
