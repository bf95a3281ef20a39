//! Every statement by when it was said, as exactly as the text gives it.

use super::super::arguments::Format;
use super::super::error::CliError;
use super::super::reply::Reply;
use super::super::rows::{csv_reply, filled, ids_cell, json_reply, shortened};
use super::super::standpoint::Found;
use super::head;
use crate::cli::statements::written;
use crate::derive::count_of;
use crate::export::text_table;
use crate::model::{ActorId, Day, EdtfDate, Precision, Stance, Statement, StatementId, Voice};
use serde::Serialize;
use std::collections::BTreeMap;

/// A statement and its dates as other programs read them.
#[derive(Serialize)]
struct Row<'a> {
    earliest: Day,
    latest: Day,
    precision: &'static str,
    approximate: bool,
    said: String,
    published: Option<String>,
    id: &'a str,
    source: &'a str,
    actor: &'a str,
    name: &'a str,
    on_behalf_of: Option<&'a str>,
    stance: Stance,
    voice: Voice,
    counts_for: Vec<&'a ActorId>,
    condition: Option<&'a str>,
    quote: &'a str,
}

const COLUMNS: [&str; 16] = [
    "earliest",
    "latest",
    "precision",
    "approximate",
    "said",
    "published",
    "id",
    "source",
    "actor",
    "name",
    "on_behalf_of",
    "stance",
    "voice",
    "counts_for",
    "condition",
    "quote",
];

pub(super) fn reply(found: &Found<'_>, actor: Option<&ActorId>, format: Format) -> Result<Reply, CliError> {
    let rows = rows(found, actor);
    Ok(match format {
        Format::Table => Reply::fine(table(found, &rows)),
        Format::Json => json_reply(&rows)?,
        Format::Csv => csv_reply(COLUMNS, &rows.iter().map(cells).collect::<Vec<_>>()),
    })
}

/// What had been said and printed by the two days.
fn rows<'a>(found: &'a Found<'_>, actor: Option<&ActorId>) -> Vec<Row<'a>> {
    let project = found.project;
    let clock = found.of_question.standpoint.clock;
    let mut counting: BTreeMap<&StatementId, Vec<&ActorId>> = BTreeMap::new();
    for standing in found.of_question.standings.by_actor.values() {
        for id in standing.statements.iter().chain(&standing.outvoted) {
            counting.entry(id).or_default().push(&standing.actor);
        }
    }
    let is_shown = |statement: &&Statement| {
        let is_in_force = statement.said.latest().zip(project.printed_by(statement));
        statement.question == found.question.id
            && is_in_force.is_some_and(|(said, printed)| clock.shows(said, printed))
            && actor.is_none_or(|actor| statement.actor == *actor || statement.on_behalf_of.as_ref() == Some(actor))
    };
    let mut statements: Vec<&Statement> = project.statements.values().filter(is_shown).collect();
    statements.sort_by_key(|statement| (statement.said.latest(), statement.said.earliest(), &statement.id));
    let row = |(said, statement): (EdtfDate, &'a Statement)| Row {
        earliest: said.earliest(),
        latest: said.latest(),
        precision: precision_code(said.precision()),
        approximate: said.is_approximate(),
        said: said.to_string(),
        published: project.published(statement).and_then(written),
        id: statement.id.as_str(),
        source: statement.source.as_str(),
        actor: statement.actor.as_str(),
        name: project.actor_name(&statement.actor),
        on_behalf_of: statement.on_behalf_of.as_ref().map(ActorId::as_str),
        stance: statement.stance,
        voice: statement.voice,
        counts_for: counting.get(&statement.id).cloned().unwrap_or_default(),
        condition: filled(&statement.condition),
        quote: &statement.quote.exact,
    };
    statements.into_iter().filter_map(|statement| Some((statement.said.date?, statement))).map(row).collect()
}

fn precision_code(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Year => "year",
        Precision::Range => "range",
    }
}

fn cells(row: &Row<'_>) -> [String; 16] {
    let Row {
        earliest,
        latest,
        precision,
        approximate,
        said,
        published,
        id,
        source,
        actor,
        name,
        on_behalf_of,
        stance,
        voice,
        counts_for,
        condition,
        quote,
    } = row;
    [
        earliest.to_string(),
        latest.to_string(),
        (*precision).to_owned(),
        approximate.to_string(),
        said.clone(),
        published.clone().unwrap_or_default(),
        (*id).to_owned(),
        (*source).to_owned(),
        (*actor).to_owned(),
        (*name).to_owned(),
        on_behalf_of.unwrap_or_default().to_owned(),
        stance.code().to_owned(),
        voice.code().to_owned(),
        ids_cell(counts_for),
        condition.unwrap_or_default().to_owned(),
        (*quote).to_owned(),
    ]
}

fn table(found: &Found<'_>, rows: &[Row<'_>]) -> String {
    let cells: Vec<[String; 7]> = rows
        .iter()
        .map(|row| {
            [
                row.said.clone(),
                row.published.clone().unwrap_or_default(),
                row.name.to_owned(),
                found.question.label(Some(row.stance)).to_owned(),
                row.voice.label().to_owned(),
                row.id.to_owned(),
                shortened(row.quote),
            ]
        })
        .collect();
    let columns = ["Said", "Printed", "Whose position", "Stance", "Voice", "Statement", "Quotation"];
    let left_out = rows.iter().filter(|row| row.counts_for.is_empty()).count();
    let left_out = if left_out == 0 { String::new() } else { format!(", {left_out} of them not counted by the rule") };
    format!(
        "{}{}\n{}{left_out}. Long quotations are cut here; --format json or csv gives them whole.\n",
        head(found),
        text_table(columns, &cells),
        count_of(rows.len(), "statement", "statements"),
    )
}
