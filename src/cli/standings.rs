//! `demarche standings`: where every actor stands on a question at a day.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

use super::arguments::{Format, StandingsArgs};
use super::error::CliError;
use super::open::open_project;
use super::reply::{Reply, one_line};
use super::rows::{csv_reply, ids_cell, json_reply};
use super::standpoint::{as_of_line, find, other_rule_line, rests_on};
use crate::derive::{Among, Change, Standing, reason, since, support};
use crate::export::text_table;
use crate::model::{Actor, ActorKind, Day, Project, Question, Stance, StatementId};
use crate::session::OfQuestion;
use serde::Serialize;

/// One actor's standing as other programs read it.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field that other programs read")]
struct Row<'a> {
    actor: &'a str,
    name: &'a str,
    kind: ActorKind,
    member: bool,
    stance: Option<Stance>,
    contested: bool,
    statements: &'a [StatementId],
    outvoted: &'a [StatementId],
    reason: String,
    stale: bool,
    conditional: bool,
    unnamed_only: bool,
    second_hand: bool,
    must_go: usize,
    fragile_set: &'a [StatementId],
    rests_on_sentences: usize,
    rests_on_sources: usize,
    rests_on_outlets: usize,
    since: Option<Day>,
    since_statement: Option<&'a StatementId>,
}

const COLUMNS: [&str; 20] = [
    "actor",
    "name",
    "kind",
    "member",
    "stance",
    "contested",
    "statements",
    "outvoted",
    "reason",
    "stale",
    "conditional",
    "unnamed_only",
    "second_hand",
    "must_go",
    "fragile_set",
    "rests_on_sentences",
    "rests_on_sources",
    "rests_on_outlets",
    "since",
    "since_statement",
];

/// Tells where every actor stands.
pub(super) fn standings(args: &StandingsArgs) -> Result<Reply, CliError> {
    let opened = open_project(args.project.as_deref())?;
    let found = find(&opened, &args.standpoint)?;
    let (project, question, of_question) = (found.project, found.question, &found.of_question);
    let changes = found.of_project.ledger.changes(&of_question.standpoint);
    let reply = match args.format {
        Format::Table => Reply::fine(table(project, question, of_question, &changes)),
        Format::Json => json_reply(&rows(project, question, of_question, &changes))?,
        Format::Csv => {
            csv_reply(COLUMNS, &rows(project, question, of_question, &changes).iter().map(cells).collect::<Vec<_>>())
        }
    };
    Ok(reply.after(found.notes))
}

/// Every actor with its standing, sorted by id.
fn actors<'a>(project: &'a Project, found: &'a OfQuestion) -> impl Iterator<Item = (&'a Actor, &'a Standing)> {
    project.actors.values().filter_map(|actor| Some((actor, found.standings.of(&actor.id)?)))
}

fn rows<'a>(project: &'a Project, question: &Question, found: &'a OfQuestion, changes: &'a [Change]) -> Vec<Row<'a>> {
    actors(project, found)
        .map(|(actor, standing)| {
            let support = support(project, standing);
            let change = since(changes, &actor.id, found.as_of);
            Row {
                actor: actor.id.as_str(),
                name: &actor.name,
                kind: actor.kind,
                member: found.tally.members.contains(&actor.id),
                stance: standing.stance,
                contested: Among::Contested.holds(standing),
                statements: &standing.statements,
                outvoted: &standing.outvoted,
                reason: reason(project, question, standing, &found.standpoint.rule),
                stale: Among::Stale.holds(standing),
                conditional: Among::Conditional.holds(standing),
                unnamed_only: Among::UnnamedOnly.holds(standing),
                second_hand: Among::SecondHand.holds(standing),
                must_go: standing.must_go,
                fragile_set: standing.fragile_set(),
                rests_on_sentences: support.sentences,
                rests_on_sources: support.sources,
                rests_on_outlets: support.outlets,
                since: change.map(|change| change.day),
                since_statement: change.map(|change| &change.because),
            }
        })
        .collect()
}

fn cells(row: &Row<'_>) -> [String; 20] {
    let Row {
        actor,
        name,
        kind,
        member,
        stance,
        contested,
        statements,
        outvoted,
        reason,
        stale,
        conditional,
        unnamed_only,
        second_hand,
        must_go,
        fragile_set,
        rests_on_sentences,
        rests_on_sources,
        rests_on_outlets,
        since,
        since_statement,
    } = row;
    [
        (*actor).to_owned(),
        (*name).to_owned(),
        kind_code(*kind).to_owned(),
        member.to_string(),
        stance.map_or(String::new(), |stance| stance.code().to_owned()),
        contested.to_string(),
        ids_cell(*statements),
        ids_cell(*outvoted),
        reason.clone(),
        stale.to_string(),
        conditional.to_string(),
        unnamed_only.to_string(),
        second_hand.to_string(),
        must_go.to_string(),
        ids_cell(*fragile_set),
        rests_on_sentences.to_string(),
        rests_on_sources.to_string(),
        rests_on_outlets.to_string(),
        since.map_or(String::new(), |day| day.to_string()),
        since_statement.map_or(String::new(), ToString::to_string),
    ]
}

/// The word that stands in files.
fn kind_code(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Country => "country",
        ActorKind::Organisation => "organisation",
        ActorKind::Person => "person",
        ActorKind::Group => "group",
        ActorKind::Unnamed => "unnamed",
    }
}

/// The question, the day, the answer, then members before others, each ordered by standing, silence last.
fn table(project: &Project, question: &Question, found: &OfQuestion, changes: &[Change]) -> String {
    let member = |actor: &Actor| found.tally.members.contains(&actor.id);
    let mut all: Vec<(&Actor, &Standing)> = actors(project, found).collect();
    all.sort_by_key(|(actor, standing)| {
        (!member(actor), standing.stance.is_none(), standing.stance, actor.kind, actor.name.as_str(), &actor.id)
    });
    let rows: Vec<[String; 11]> = all
        .into_iter()
        .map(|(actor, standing)| {
            let count = |count: usize| if count == 0 { String::new() } else { count.to_string() };
            let contested = if standing.is_contested() { ", contested" } else { "" };
            [
                actor.name.clone(),
                actor.kind.label().to_owned(),
                (if member(actor) { "member" } else { "" }).to_owned(),
                format!("{}{contested}", question.label(standing.stance)),
                since(changes, &actor.id, found.as_of).map_or(String::new(), |change| change.day.to_string()),
                count(standing.statements.len()),
                count(standing.outvoted.len()),
                standing.statements.first().map_or(String::new(), ToString::to_string),
                count(standing.must_go),
                rests_on(support(project, standing)),
                remarks(standing),
            ]
        })
        .collect();
    let columns = [
        "Actor",
        "Kind",
        "Member",
        "Standing",
        "Since",
        "For it",
        "Outvoted",
        "Decided by",
        "Must go",
        "Rests on",
        "Remarks",
    ];
    format!(
        "{}\n{}\n{}\n{}\n{}",
        one_line(&question.text),
        as_of_line(found),
        one_line(&found.answer.to_text()),
        other_rule_line(project, &found.standpoint.rule),
        text_table(columns, &rows)
    )
}

/// "stale, conditional, second-hand only"
fn remarks(standing: &Standing) -> String {
    let words = [(Among::Stale, "stale"), (Among::Conditional, "conditional"), (Among::SecondHand, "second-hand only")];
    words.into_iter().filter(|(among, _)| among.holds(standing)).map(|(_, word)| word).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::super::arguments::StandpointArgs;
    use super::*;

    #[test]
    fn csv_and_json_call_a_kind_the_same() {
        for kind in ActorKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind_code(kind));
        }
    }

    #[test]
    fn csv_has_the_columns_of_the_json() {
        let opened = open_project(None).unwrap();
        let args = StandpointArgs { question: None, as_of: None, known_on: None, rule: None, least_voice: None };
        let found = find(&opened, &args).unwrap();
        let row = serde_json::to_value(rows(found.project, found.question, &found.of_question, &[]).first().unwrap())
            .unwrap();
        assert_eq!(row.as_object().unwrap().keys().collect::<Vec<_>>(), COLUMNS.iter().collect::<Vec<_>>());
    }
}
