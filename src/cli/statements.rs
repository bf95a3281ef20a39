//! `demarche statements`: the sentences that were read, with their place in the articles.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

use super::arguments::{Format, StatementsArgs};
use super::error::CliError;
use super::open::{find_actor, find_question, open_project};
use super::reply::Reply;
use super::rows::{csv_reply, filled, json_reply, shortened};
use crate::derive::{count_of, coverage, statements_in_order};
use crate::export::text_table;
use crate::model::{ActorId, Dated, Project, SourceRecord, Speaker, Stance, Statement, Voice};
use serde::Serialize;

/// A statement as other programs read it.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    source: &'a str,
    quote: &'a str,
    start_byte: usize,
    end_byte: usize,
    actor: &'a str,
    actor_name: &'a str,
    on_behalf_of: Option<&'a str>,
    speaker: &'a str,
    question: &'a str,
    stance: Stance,
    voice: Voice,
    confidence: u8,
    said: Option<String>,
    published: Option<String>,
    condition: Option<&'a str>,
    note: Option<&'a str>,
}

const COLUMNS: [&str; 17] = [
    "id",
    "source",
    "quote",
    "start_byte",
    "end_byte",
    "actor",
    "actor_name",
    "on_behalf_of",
    "speaker",
    "question",
    "stance",
    "voice",
    "confidence",
    "said",
    "published",
    "condition",
    "note",
];

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
    let reply = match args.format {
        Format::Table => Reply::fine(table(project, &listed)),
        Format::Json => json_reply(&rows(project, &listed))?,
        Format::Csv => csv_reply(COLUMNS, &rows(project, &listed).iter().map(cells).collect::<Vec<_>>()),
    };
    Ok(reply.after(opened.notes.clone()))
}

/// A date as it is written in files; `None` for what is undated.
pub(super) fn written(dated: &Dated) -> Option<String> {
    dated.date.map(|date| date.to_string())
}

/// Every statement: by the last day its article can have been printed, then by its place in the text.
fn in_reading_order(project: &Project) -> Vec<&Statement> {
    let mut sources: Vec<&SourceRecord> = project.sources.values().map(|source| &source.record).collect();
    sources.sort_by_key(|record| (record.published.latest(), &record.id));
    sources.into_iter().flat_map(|record| statements_in_order(project, &record.id)).collect()
}

fn rows<'a>(project: &'a Project, statements: &[&'a Statement]) -> Vec<Row<'a>> {
    statements
        .iter()
        .map(|statement| Row {
            id: statement.id.as_str(),
            source: statement.source.as_str(),
            quote: &statement.quote.exact,
            start_byte: statement.quote.bytes.start,
            end_byte: statement.quote.bytes.end,
            actor: statement.actor.as_str(),
            actor_name: project.actor_name(&statement.actor),
            on_behalf_of: statement.on_behalf_of.as_ref().map(ActorId::as_str),
            speaker: match &statement.speaker {
                Speaker::Article => "article",
                Speaker::Actor(id) => id.as_str(),
            },
            question: statement.question.as_str(),
            stance: statement.stance,
            voice: statement.voice,
            confidence: statement.confidence.into(),
            said: written(&statement.said),
            published: project.published(statement).and_then(written),
            condition: filled(&statement.condition),
            note: filled(&statement.note),
        })
        .collect()
}

fn cells(row: &Row<'_>) -> [String; 17] {
    let Row {
        id,
        source,
        quote,
        start_byte,
        end_byte,
        actor,
        actor_name,
        on_behalf_of,
        speaker,
        question,
        stance,
        voice,
        confidence,
        said,
        published,
        condition,
        note,
    } = row;
    [
        (*id).to_owned(),
        (*source).to_owned(),
        (*quote).to_owned(),
        start_byte.to_string(),
        end_byte.to_string(),
        (*actor).to_owned(),
        (*actor_name).to_owned(),
        on_behalf_of.unwrap_or_default().to_owned(),
        (*speaker).to_owned(),
        (*question).to_owned(),
        stance.code().to_owned(),
        voice.code().to_owned(),
        confidence.to_string(),
        said.clone().unwrap_or_default(),
        published.clone().unwrap_or_default(),
        condition.unwrap_or_default().to_owned(),
        note.unwrap_or_default().to_owned(),
    ]
}

/// Columns for reading, and how many sentences there are.
fn table(project: &Project, statements: &[&Statement]) -> String {
    let rows: Vec<[String; 7]> = statements
        .iter()
        .map(|statement| {
            let spoken_for = statement.on_behalf_of.as_ref().map(|id| format!(", for {}", project.actor_name(id)));
            [
                statement.id.to_string(),
                written(&statement.said).unwrap_or_else(|| "undated".to_owned()),
                format!("{}{}", project.actor_name(&statement.actor), spoken_for.unwrap_or_default()),
                statement.question.to_string(),
                statement.stance.code().to_owned(),
                statement.voice.code().to_owned(),
                shortened(&statement.quote.exact),
            ]
        })
        .collect();
    let count = coverage(statements.iter().copied());
    let columns = ["Statement", "Said", "Whose position", "Question", "Stance", "Voice", "Quotation"];
    format!(
        "{}\n{} from {} of {}. Long quotations are cut here; --format json or csv gives them whole.\n",
        text_table(columns, &rows),
        count_of(count.statements, "statement", "statements"),
        count_of(count.sentences, "sentence", "sentences"),
        count_of(count.sources, "article", "articles"),
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn csv_has_the_columns_of_the_json() {
        let opened = open_project(None).unwrap();
        let all = in_reading_order(opened.project());
        let row = serde_json::to_value(rows(opened.project(), &all).first().unwrap()).unwrap();
        assert_eq!(row.as_object().unwrap().keys().collect::<Vec<_>>(), COLUMNS.iter().collect::<Vec<_>>());
    }
}
