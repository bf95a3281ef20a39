//! The changes of standing, each with the sentence that made it.

use super::super::arguments::Format;
use super::super::error::CliError;
use super::super::reply::Reply;
use super::super::rows::{csv_reply, json_reply, shortened};
use super::super::standpoint::Found;
use super::head;
use crate::cli::statements::written;
use crate::derive::{Change, count_of, members};
use crate::export::text_table;
use crate::model::{ActorId, Day, Stance, Statement};
use serde::Serialize;
use std::collections::BTreeMap;

/// A change as other programs read it.
#[derive(Serialize)]
struct Row<'a> {
    day: Day,
    actor: &'a str,
    name: &'a str,
    member: bool,
    from: Option<Stance>,
    to: Stance,
    because: &'a str,
    said: Option<String>,
    published: Option<String>,
    source: Option<&'a str>,
    quote: Option<&'a str>,
}

const COLUMNS: [&str; 11] =
    ["day", "actor", "name", "member", "from", "to", "because", "said", "published", "source", "quote"];

pub(super) fn reply(found: &Found<'_>, actor: Option<&ActorId>, format: Format) -> Result<Reply, CliError> {
    let mut changes = found.of_project.ledger.changes(&found.of_question.standpoint);
    changes.retain(|change| actor.is_none_or(|actor| change.actor == *actor));
    let rows = rows(found, &changes);
    Ok(match format {
        Format::Table => Reply::fine(table(found, &rows)),
        Format::Json => json_reply(&rows)?,
        Format::Csv => csv_reply(COLUMNS, &rows.iter().map(cells).collect::<Vec<_>>()),
    })
}

fn rows<'a>(found: &'a Found<'_>, changes: &'a [Change]) -> Vec<Row<'a>> {
    let project = found.project;
    let mut members_on: BTreeMap<Day, Vec<ActorId>> = BTreeMap::new();
    for change in changes {
        members_on.entry(change.day).or_insert_with(|| members(project, &found.question.decided_by, change.day));
    }
    let row = |change: &'a Change| {
        let because: Option<&Statement> = project.statements.get(&change.because);
        Row {
            day: change.day,
            actor: change.actor.as_str(),
            name: project.actor_name(&change.actor),
            member: members_on.get(&change.day).is_some_and(|members| members.binary_search(&change.actor).is_ok()),
            from: change.from,
            to: change.to,
            because: change.because.as_str(),
            said: because.and_then(|statement| written(&statement.said)),
            published: because.and_then(|of| project.published(of)).and_then(written),
            source: because.map(|statement| statement.source.as_str()),
            quote: because.map(|statement| statement.quote.exact.as_str()),
        }
    };
    changes.iter().map(row).collect()
}

fn cells(row: &Row<'_>) -> [String; 11] {
    let Row { day, actor, name, member, from, to, because, said, published, source, quote } = row;
    [
        day.to_string(),
        (*actor).to_owned(),
        (*name).to_owned(),
        member.to_string(),
        from.map_or(String::new(), |stance| stance.code().to_owned()),
        to.code().to_owned(),
        (*because).to_owned(),
        said.clone().unwrap_or_default(),
        published.clone().unwrap_or_default(),
        source.unwrap_or_default().to_owned(),
        quote.unwrap_or_default().to_owned(),
    ]
}

fn table(found: &Found<'_>, rows: &[Row<'_>]) -> String {
    let label = |stance| found.question.label(stance).to_owned();
    let cells: Vec<[String; 7]> = rows
        .iter()
        .map(|row| {
            [
                row.day.to_string(),
                row.name.to_owned(),
                (if row.member { "member" } else { "" }).to_owned(),
                row.from.map_or(String::new(), |stance| label(Some(stance))),
                label(Some(row.to)),
                row.because.to_owned(),
                shortened(row.quote.unwrap_or_default()),
            ]
        })
        .collect();
    let columns = ["Day", "Actor", "Member", "Before", "Then", "Because of", "Quotation"];
    format!(
        "{}{}\n{}. Long quotations are cut here; --format json or csv gives them whole.\n",
        head(found),
        text_table(columns, &cells),
        count_of(rows.len(), "change", "changes"),
    )
}
