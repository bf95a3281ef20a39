//! Every statement by when it was said, as exactly as the text gives it.

use super::super::headings;
use super::super::rows::{Answered, CUT, filled, or_empty, shortened};
use super::super::standpoint::Found;
use super::super::standpoint_fields::StandpointFields;
use super::head_lines;
use crate::derive::count_of;
use crate::export::TextTable;
use crate::model::{ActorId, Day, EdtfDate, Precision, SourceId, Stance, Statement, StatementId, Voice};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A statement and its dates as other programs read them.
#[derive(Serialize, Deserialize)]
pub(super) struct DatedStatementRow {
    earliest: Day,
    latest: Day,
    precision: Precision,
    approximate: bool,
    said: EdtfDate,
    published: Option<EdtfDate>,
    id: StatementId,
    source: SourceId,
    actor: ActorId,
    name: String,
    on_behalf_of: Option<ActorId>,
    stance: Stance,
    label: String,
    voice: Voice,
    counts_for: Vec<ActorId>,
    condition: Option<String>,
    quote: String,
}

/// What had been said and printed by the two days, by the last, then by the first day on which it can have been said.
pub(super) fn rows(found: &Found<'_>, actor: Option<&ActorId>) -> Vec<DatedStatementRow> {
    let project = found.project;
    let clock = found.standpoint_facts.standpoint.clock;
    let mut counting: BTreeMap<&StatementId, Vec<ActorId>> = BTreeMap::new();
    for standing in found.standpoint_facts.standings.by_actor.values() {
        for id in standing.statements.iter().chain(&standing.outvoted) {
            counting.entry(id).or_default().push(standing.actor.clone());
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
    let row = |statement: &Statement| {
        let said = statement.said.date?;
        Some(DatedStatementRow {
            earliest: said.earliest(),
            latest: said.latest(),
            precision: said.precision(),
            approximate: said.is_approximate(),
            said,
            published: project.published(statement).and_then(|published| published.date),
            id: statement.id.clone(),
            source: statement.source.clone(),
            actor: statement.actor.clone(),
            name: project.actor_name(&statement.actor).to_owned(),
            on_behalf_of: statement.on_behalf_of.clone(),
            stance: statement.stance,
            label: found.question.label(Some(statement.stance)).to_owned(),
            voice: statement.voice,
            counts_for: counting.get(&statement.id).cloned().unwrap_or_default(),
            condition: filled(&statement.condition),
            quote: statement.quote.exact.clone(),
        })
    };
    statements.into_iter().filter_map(row).collect()
}

pub(super) fn table(answered: &Answered<StandpointFields, DatedStatementRow>) -> String {
    let Answered { head, rows } = answered;
    let table = TextTable::of(rows)
        .column(headings::SAID, |row| row.said.to_string())
        .column(headings::PUBLISHED, |row| or_empty(row.published))
        .column(headings::WHOSE_POSITION, |row| row.name.clone())
        .column(headings::STANCE, |row| row.label.clone())
        .column(headings::VOICE, |row| row.voice.label().to_owned())
        .column(headings::STATEMENT, |row| row.id.to_string())
        .column(headings::QUOTATION, |row| shortened(&row.quote))
        .into_text();
    let left_out = rows.iter().filter(|row| row.counts_for.is_empty()).count();
    let left_out = if left_out == 0 { String::new() } else { format!(", {left_out} of them not counted by the rule") };
    format!("{}{}\n{}{left_out}. {CUT}\n", head_lines(head), table, count_of(rows.len(), "statement", "statements"))
}
