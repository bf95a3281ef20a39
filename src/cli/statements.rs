//! `demarche statements`: the coded sentences, with their place in the articles.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

use super::arguments::StatementsArgs;
use super::error::CliError;
use super::headings;
use super::open::{find_actor, find_question, open_project};
use super::reply::Reply;
use super::rows::{CUT, filled, rows_reply, shortened};
use crate::derive::{count_of, coverage, statements_in_order};
use crate::export::TextTable;
use crate::model::{
    ActorId, Confidence, EdtfDate, Project, QuestionId, SourceId, SourceRecord, Speaker, Stance, Statement,
    StatementId, Voice,
};
use serde::{Deserialize, Serialize};

/// A statement as other programs read it.
#[derive(Serialize, Deserialize)]
struct StatementRow {
    id: StatementId,
    source: SourceId,
    quote: String,
    start_byte: usize,
    end_byte: usize,
    actor: ActorId,
    actor_name: String,
    on_behalf_of: Option<ActorId>,
    on_behalf_of_name: Option<String>,
    speaker: String,
    question: QuestionId,
    stance: Stance,
    voice: Voice,
    confidence: Confidence,
    said: Option<EdtfDate>,
    published: Option<EdtfDate>,
    condition: Option<String>,
    note: Option<String>,
}

/// Lists statements.
pub(super) fn statements(args: &StatementsArgs) -> Result<Reply, CliError> {
    let opened = open_project(args.project.as_deref())?;
    let project = opened.project();
    let question = args.question.as_deref().map(|given| find_question(project, Some(given))).transpose()?;
    let actor = args.actor.as_deref().map(|given| find_actor(project, given)).transpose()?;
    let listed: Vec<&Statement> = in_reading_order(project)
        .into_iter()
        .filter(|statement| question.is_none_or(|question| statement.question == question.id))
        .filter(|statement| {
            actor.is_none_or(|actor| statement.actor == *actor || statement.on_behalf_of.as_ref() == Some(actor))
        })
        .collect();
    let rows: Vec<StatementRow> = listed.iter().map(|statement| row(project, statement)).collect();
    let reply = rows_reply(&rows, args.format, |rows| table(rows, &listed))?;
    Ok(reply.after(opened.notes.clone()))
}

/// Every statement, by the last day on which its article can have been printed, then by its place in the text.
fn in_reading_order(project: &Project) -> Vec<&Statement> {
    let mut sources: Vec<&SourceRecord> = project.sources.values().map(|source| &source.record).collect();
    sources.sort_by_key(|record| (record.published.latest(), &record.id));
    sources.into_iter().flat_map(|record| statements_in_order(project, &record.id)).collect()
}

fn row(project: &Project, statement: &Statement) -> StatementRow {
    let name = |actor: &ActorId| project.actor_name(actor).to_owned();
    StatementRow {
        id: statement.id.clone(),
        source: statement.source.clone(),
        quote: statement.quote.exact.clone(),
        start_byte: statement.quote.bytes.start,
        end_byte: statement.quote.bytes.end,
        actor: statement.actor.clone(),
        actor_name: name(&statement.actor),
        on_behalf_of: statement.on_behalf_of.clone(),
        on_behalf_of_name: statement.on_behalf_of.as_ref().map(name),
        speaker: match &statement.speaker {
            Speaker::Article => "article".to_owned(),
            Speaker::Actor(id) => id.to_string(),
        },
        question: statement.question.clone(),
        stance: statement.stance,
        voice: statement.voice,
        confidence: statement.confidence,
        said: statement.said.date,
        published: project.published(statement).and_then(|published| published.date),
        condition: filled(&statement.condition),
        note: filled(&statement.note),
    }
}

/// Columns for reading, and how many sentences there are.
fn table(rows: &[StatementRow], statements: &[&Statement]) -> String {
    let table = TextTable::of(rows)
        .column(headings::STATEMENT, |row| row.id.to_string())
        .column(headings::SAID, |row| row.said.map_or_else(|| "undated".to_owned(), |said| said.to_string()))
        .column(headings::WHOSE_POSITION, |row| match &row.on_behalf_of_name {
            Some(spoken_for) => format!("{}, for {spoken_for}", row.actor_name),
            None => row.actor_name.clone(),
        })
        .column(headings::QUESTION, |row| row.question.to_string())
        .column(headings::STANCE, |row| row.stance.code().to_owned())
        .column(headings::VOICE, |row| row.voice.code().to_owned())
        .column(headings::QUOTATION, |row| shortened(&row.quote))
        .into_text();
    let count = coverage(statements.iter().copied());
    format!(
        "{}\n{} from {} of {}. {CUT}\n",
        table,
        count_of(count.statements, "statement", "statements"),
        count_of(count.sentences, "sentence", "sentences"),
        count_of(count.sources, "article", "articles"),
    )
}
