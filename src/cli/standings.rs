//! `demarche standings`: where every actor stands on a question on a day.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

use super::arguments::StandingsArgs;
use super::error::CliError;
use super::headings;
use super::open::open_project;
use super::reply::Reply;
use super::rows::{Answered, count_cell, member_cell, or_empty};
use super::standpoint::{Found, session_from};
use super::standpoint_fields::StandpointFields;
use crate::derive::{Among, count_of, reason, since, support};
use crate::export::TextTable;
use crate::model::{ActorId, ActorKind, Day, Stance, StatementId};
use serde::{Deserialize, Serialize};

/// One actor's standing as other programs read it.
#[derive(Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field that other programs read")]
struct StandingRow {
    actor: ActorId,
    name: String,
    kind: ActorKind,
    member: bool,
    stance: Option<Stance>,
    label: String,
    contested: bool,
    statements: Vec<StatementId>,
    outvoted: Vec<StatementId>,
    reason: String,
    stale: bool,
    conditional: bool,
    unnamed_only: bool,
    second_hand: bool,
    must_go: usize,
    fragile_set: Vec<StatementId>,
    rests_on_sentences: usize,
    rests_on_sources: usize,
    rests_on_outlets: usize,
    since: Option<Day>,
    since_statement: Option<StatementId>,
}

/// Shows where every actor stands.
pub(super) fn standings(args: &StandingsArgs) -> Result<Reply, CliError> {
    let (session, notes) = session_from(open_project(args.project.as_deref())?, &args.standpoint)?;
    let found = Found::of(&session);
    let head = StandpointFields::of(found.project, found.question, found.standpoint_facts);
    let reply = Answered { head, rows: rows(&found) }.reply(args.format, table)?;
    Ok(reply.after(notes))
}

/// Every actor with its standing, sorted by id.
fn rows(found: &Found<'_>) -> Vec<StandingRow> {
    let Found { project, question, standpoint_facts, .. } = found;
    let changes = found.project_facts.ledger.changes(&standpoint_facts.standpoint);
    let row = |actor: &crate::model::Actor| {
        let standing = standpoint_facts.standings.of(&actor.id)?;
        let support = support(project, standing);
        let change = since(&changes, &actor.id, standpoint_facts.as_of);
        Some(StandingRow {
            actor: actor.id.clone(),
            name: actor.name.clone(),
            kind: actor.kind,
            member: standpoint_facts.tally.members.contains(&actor.id),
            stance: standing.stance,
            label: question.label(standing.stance).to_owned(),
            contested: Among::Contested.holds(standing),
            statements: standing.statements.clone(),
            outvoted: standing.outvoted.clone(),
            reason: reason(project, question, standing, &standpoint_facts.standpoint.rule),
            stale: Among::Stale.holds(standing),
            conditional: Among::Conditional.holds(standing),
            unnamed_only: Among::UnnamedOnly.holds(standing),
            second_hand: Among::SecondHand.holds(standing),
            must_go: standing.must_go,
            fragile_set: standing.fragile_set().to_vec(),
            rests_on_sentences: support.sentences,
            rests_on_sources: support.sources,
            rests_on_outlets: support.outlets,
            since: change.map(|change| change.day),
            since_statement: change.map(|change| change.because.clone()),
        })
    };
    project.actors.values().filter_map(row).collect()
}

/// The question, the day, the answer, then members before others, each ordered by standing, silence last.
fn table(answered: &Answered<StandpointFields, StandingRow>) -> String {
    let Answered { head, rows } = answered;
    let mut rows: Vec<&StandingRow> = rows.iter().collect();
    rows.sort_by_key(|row| (!row.member, row.stance.is_none(), row.stance, row.kind, &row.name, &row.actor));
    let table = TextTable::of(rows)
        .column(headings::ACTOR, |row| row.name.clone())
        .column(headings::KIND, |row| row.kind.label().to_owned())
        .column(headings::MEMBER, |row| member_cell(row.member))
        .column(headings::STANDING, |row| format!("{}{}", row.label, if row.contested { ", contested" } else { "" }))
        .column(headings::SINCE, |row| or_empty(row.since))
        .column(headings::STATEMENTS, |row| count_cell(row.statements.len()))
        .column(headings::OUTVOTED, |row| count_cell(row.outvoted.len()))
        .column(headings::STATEMENT, |row| or_empty(row.statements.first()))
        .column(headings::FRAGILITY, |row| count_cell(row.must_go))
        .column(headings::RESTS_ON, rests_on)
        .column(headings::REMARKS, remarks)
        .into_text();
    format!(
        "{}\n{}\n{}\n{}\n{}",
        head.question_line(),
        head.as_of_line(),
        head.answer_line(),
        head.other_rule_line(),
        table
    )
}

/// "1 sentence", "3 sentences, 2 articles, 1 outlet".
fn rests_on(row: &StandingRow) -> String {
    match row.rests_on_sentences {
        0 => String::new(),
        1 => "1 sentence".to_owned(),
        sentences => [
            count_of(sentences, "sentence", "sentences"),
            count_of(row.rests_on_sources, "article", "articles"),
            count_of(row.rests_on_outlets, "outlet", "outlets"),
        ]
        .join(", "),
    }
}

/// "stale, conditional, second-hand only"
fn remarks(row: &StandingRow) -> String {
    let words = [(row.stale, "stale"), (row.conditional, "conditional"), (row.second_hand, "second-hand only")];
    words.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word).collect::<Vec<_>>().join(", ")
}
