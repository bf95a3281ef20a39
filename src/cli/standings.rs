//! `demarche standings`: where every actor stands on a question at a day.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

use super::arguments::{Format, StandingsArgs};
use super::error::CliError;
use super::open::{find_day, find_question, open_project};
use super::reply::{Reply, one_line};
use super::rows::{csv_reply, json_reply};
use crate::derive::{Standing, reason};
use crate::export::text_table;
use crate::model::{Actor, ActorKind, Approximate, Project, Question, Stance, StatementId};
use crate::session::{OfProject, OfQuestion};
use crate::view::View;
use serde::Serialize;

/// One actor's standing as other programs read it.
#[derive(Serialize)]
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
}

const COLUMNS: [&str; 9] =
    ["actor", "name", "kind", "member", "stance", "contested", "statements", "outvoted", "reason"];

/// Tells where every actor stands.
pub(super) fn standings(args: &StandingsArgs) -> Result<Reply, CliError> {
    let opened = open_project(args.project.as_deref())?;
    let project = opened.project();
    let question = find_question(project, args.question.as_deref())?;
    let as_of = find_day(project, args.as_of.as_deref())?;
    let view = View { as_of, ..View::of(question.id.clone()) };
    let found = OfQuestion::through(project, &OfProject::new(project), question, &view);
    let reply = match args.format {
        Format::Table => Reply::fine(table(project, question, &found)),
        Format::Json => json_reply(&rows(project, question, &found))?,
        Format::Csv => csv_reply(COLUMNS, &rows(project, question, &found).iter().map(cells).collect::<Vec<_>>()),
    };
    Ok(reply.after(opened.notes.clone()))
}

/// Every actor with its standing, sorted by id.
fn actors<'a>(project: &'a Project, found: &'a OfQuestion) -> impl Iterator<Item = (&'a Actor, &'a Standing)> {
    project.actors.values().filter_map(|actor| Some((actor, found.standings.of(&actor.id)?)))
}

fn rows<'a>(project: &'a Project, question: &Question, found: &'a OfQuestion) -> Vec<Row<'a>> {
    actors(project, found)
        .map(|(actor, standing)| Row {
            actor: actor.id.as_str(),
            name: &actor.name,
            kind: actor.kind,
            member: found.tally.members.contains(&actor.id),
            stance: standing.stance,
            contested: standing.is_contested(),
            statements: &standing.statements,
            outvoted: &standing.outvoted,
            reason: reason(project, question, standing, &project.manifest.rule),
        })
        .collect()
}

fn cells(row: &Row<'_>) -> [String; 9] {
    let Row { actor, name, kind, member, stance, contested, statements, outvoted, reason } = row;
    let ids = |ids: &[StatementId]| ids.iter().map(StatementId::as_str).collect::<Vec<_>>().join(" ");
    [
        (*actor).to_owned(),
        (*name).to_owned(),
        kind_code(*kind).to_owned(),
        member.to_string(),
        stance.map_or(String::new(), |stance| stance.code().to_owned()),
        contested.to_string(),
        ids(statements),
        ids(outvoted),
        reason.clone(),
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
fn table(project: &Project, question: &Question, found: &OfQuestion) -> String {
    let member = |actor: &Actor| found.tally.members.contains(&actor.id);
    let mut all: Vec<(&Actor, &Standing)> = actors(project, found).collect();
    all.sort_by_key(|(actor, standing)| {
        (!member(actor), standing.stance.is_none(), standing.stance, actor.kind, actor.name.as_str(), &actor.id)
    });
    let rows: Vec<[String; 7]> = all
        .into_iter()
        .map(|(actor, standing)| {
            let count = |count: usize| if count == 0 { String::new() } else { count.to_string() };
            let contested = if standing.is_contested() { ", contested" } else { "" };
            [
                actor.name.clone(),
                actor.kind.label().to_owned(),
                (if member(actor) { "member" } else { "" }).to_owned(),
                format!("{}{contested}", question.label(standing.stance)),
                count(standing.statements.len()),
                count(standing.outvoted.len()),
                standing.statements.first().map_or(String::new(), ToString::to_string),
            ]
        })
        .collect();
    let about = match found.approximate {
        Approximate::Exact => "",
        Approximate::About => "about ",
    };
    let columns = ["Actor", "Kind", "Member", "Standing", "For it", "Outvoted", "Decided by"];
    format!(
        "{}\nAs of {about}{} ({})\n{}\n\n{}",
        one_line(&question.text),
        found.as_of.in_words(),
        found.as_of,
        one_line(&found.answer.to_text()),
        text_table(columns, &rows)
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
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
        let question = find_question(opened.project(), None).unwrap();
        let found = OfQuestion::through(
            opened.project(),
            &OfProject::new(opened.project()),
            question,
            &View::of(question.id.clone()),
        );
        let row = serde_json::to_value(rows(opened.project(), question, &found).first().unwrap()).unwrap();
        assert_eq!(row.as_object().unwrap().keys().collect::<Vec<_>>(), COLUMNS.iter().collect::<Vec<_>>());
    }
}
