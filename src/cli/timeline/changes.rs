//! The changes of standing, each with the sentence that made it.

use super::super::headings;
use super::super::rows::{Answered, CUT, member_cell, or_empty, shortened};
use super::super::standpoint::Found;
use super::super::standpoint_fields::StandpointFields;
use super::head_lines;
use crate::derive::{Change, count_of, members};
use crate::export::TextTable;
use crate::model::{ActorId, Day, EdtfDate, SourceId, Stance, Statement, StatementId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A change as other programs read it.
#[derive(Serialize, Deserialize)]
pub(super) struct ChangeRow {
    day: Day,
    actor: ActorId,
    name: String,
    member: bool,
    from: Option<Stance>,
    label_from: Option<String>,
    to: Stance,
    label_to: String,
    because: StatementId,
    said: Option<EdtfDate>,
    published: Option<EdtfDate>,
    source: Option<SourceId>,
    quote: Option<String>,
}

/// By day, then by actor.
pub(super) fn rows(found: &Found<'_>, actor: Option<&ActorId>) -> Vec<ChangeRow> {
    let Found { project, question, .. } = found;
    let mut changes = found.project_facts.ledger.changes(&found.standpoint_facts.standpoint);
    changes.retain(|change| actor.is_none_or(|actor| change.actor == *actor));
    let mut members_on: BTreeMap<Day, Vec<ActorId>> = BTreeMap::new();
    for change in &changes {
        members_on.entry(change.day).or_insert_with(|| members(project, &question.decided_by, change.day));
    }
    let label = |stance| question.label(Some(stance)).to_owned();
    let row = |change: Change| {
        let statement: Option<&Statement> = project.statements.get(&change.because);
        ChangeRow {
            day: change.day,
            name: project.actor_name(&change.actor).to_owned(),
            member: members_on.get(&change.day).is_some_and(|members| members.binary_search(&change.actor).is_ok()),
            actor: change.actor,
            from: change.from,
            label_from: change.from.map(label),
            to: change.to,
            label_to: label(change.to),
            because: change.because,
            said: statement.and_then(|statement| statement.said.date),
            published: statement.and_then(|statement| project.published(statement)?.date),
            source: statement.map(|statement| statement.source.clone()),
            quote: statement.map(|statement| statement.quote.exact.clone()),
        }
    };
    changes.into_iter().map(row).collect()
}

pub(super) fn table(answered: &Answered<StandpointFields, ChangeRow>) -> String {
    let Answered { head, rows } = answered;
    let table = TextTable::of(rows)
        .column(headings::DAY, |row| row.day.to_string())
        .column(headings::ACTOR, |row| row.name.clone())
        .column(headings::MEMBER, |row| member_cell(row.member))
        .column(headings::FROM, |row| or_empty(row.label_from.as_ref()))
        .column(headings::TO, |row| row.label_to.clone())
        .column(headings::STATEMENT, |row| row.because.to_string())
        .column(headings::QUOTATION, |row| shortened(row.quote.as_deref().unwrap_or_default()))
        .into_text();
    format!("{}{}\n{}. {CUT}\n", head_lines(head), table, count_of(rows.len(), "change", "changes"))
}
