//! The tally of one day.

use super::super::arguments::Format;
use super::super::error::CliError;
use super::super::reply::{Reply, one_line};
use super::super::rows::{csv_reply, ids_cell, json_reply};
use super::super::standpoint::{Found, as_of_line, rule_line};
use super::ToldTally;
use super::told::ToldRow;
use crate::derive::{Among, Tally, count_of, join_words};
use crate::export::text_table;
use crate::model::{ActorId, Consent, Project, Question, Stance};

/// The fields of a row, then those of the tally.
const COLUMNS: [&str; 32] = [
    "stance",
    "label",
    "count",
    "row_members",
    "row_contested",
    "row_stale",
    "row_unnamed_only",
    "row_second_hand",
    "row_conditional",
    "question",
    "as_of",
    "approximate",
    "known_on",
    "rule",
    "project_rule",
    "answer",
    "body",
    "consent",
    "members",
    "in_favour",
    "needed",
    "missing",
    "least",
    "most",
    "against",
    "contested",
    "stale",
    "unnamed_only",
    "second_hand",
    "conditional",
    "most_fragile",
    "fragile_set",
];

pub(super) fn reply(found: &Found<'_>, format: Format) -> Result<Reply, CliError> {
    let told = || ToldTally::of(found.project, found.question, &found.of_question);
    Ok(match format {
        Format::Table => Reply::fine(table(found)),
        Format::Json => json_reply(&told())?,
        Format::Csv => {
            let told = told();
            csv_reply(COLUMNS, &told.rows.iter().map(|row| cells(&told, row)).collect::<Vec<_>>())
        }
    })
}

fn cells(tally: &ToldTally, row: &ToldRow) -> [String; 32] {
    let ToldRow { stance, label, count, members, contested, stale, unnamed_only, second_hand, conditional } = row;
    [
        stance.map_or(String::new(), |stance| stance.code().to_owned()),
        label.clone(),
        count.to_string(),
        ids_cell(members),
        ids_cell(contested),
        ids_cell(stale),
        ids_cell(unnamed_only),
        ids_cell(second_hand),
        ids_cell(conditional),
        tally.question.clone(),
        tally.as_of.to_string(),
        tally.approximate.to_string(),
        tally.known_on.map_or(String::new(), |day| day.to_string()),
        tally.rule.join(" "),
        tally.project_rule.to_string(),
        tally.answer.clone(),
        tally.body.to_string(),
        tally.consent.to_owned(),
        tally.members.to_string(),
        tally.in_favour.to_string(),
        tally.needed.to_string(),
        tally.missing.to_string(),
        tally.least.to_string(),
        tally.most.to_string(),
        ids_cell(&tally.against),
        ids_cell(&tally.contested),
        ids_cell(&tally.stale),
        ids_cell(&tally.unnamed_only),
        ids_cell(&tally.second_hand),
        ids_cell(&tally.conditional),
        ids_cell(&tally.most_fragile),
        ids_cell(&tally.fragile_set),
    ]
}

/// The question, the days, the answer, the rows, what is missing, and the rule.
fn table(found: &Found<'_>) -> String {
    let Found { project, question, of_question, .. } = found;
    let summary: String = summary(found).iter().map(|line| one_line(line) + "\n").collect();
    format!(
        "{}\n{}\n{}\n\n{}\n{summary}{}\n",
        one_line(&question.text),
        as_of_line(of_question),
        one_line(&of_question.answer.to_text()),
        division_table(project, question, &of_question.tally),
        rule_line(&of_question.standpoint.rule),
    )
}

/// A line for each standing: how many members, of these contested and so on, and who.
pub(in super::super) fn division_table(project: &Project, question: &Question, tally: &Tally) -> String {
    let rows: Vec<[String; 8]> = tally
        .rows
        .iter()
        .map(|(stance, members)| {
            let among = |among: Among| match tally.among_with(among, *stance).count() {
                0 => String::new(),
                count => count.to_string(),
            };
            [
                question.label(*stance).to_owned(),
                members.len().to_string(),
                among(Among::Contested),
                among(Among::Stale),
                among(Among::UnnamedOnly),
                among(Among::SecondHand),
                among(Among::Conditional),
                names(project, members),
            ]
        })
        .collect();
    let columns = ["Standing", "Members", "Contested", "Stale", "Unnamed only", "Second-hand", "Conditional", "Who"];
    text_table(columns, &rows)
}

/// Names, up to six of them.
fn names(project: &Project, actors: &[ActorId]) -> String {
    const NAMED: usize = 6;
    let mut names: Vec<String> = actors.iter().take(NAMED).map(|actor| project.actor_name(actor).to_owned()).collect();
    if let Some(others @ 1..) = actors.len().checked_sub(NAMED) {
        names.push(count_of(others, "other", "others"));
    }
    join_words(&names)
}

/// What is missing, who is against, how many it can be, and on how little it rests: a line each.
fn summary(found: &Found<'_>) -> Vec<String> {
    let Found { project, of_question, .. } = found;
    let tally = &of_question.tally;
    if tally.members.is_empty() {
        return Vec::new();
    }
    let (needed, missing) = (tally.needed(), tally.missing());
    let of = match tally.consent {
        Consent::Unanimity => "to unanimity",
        Consent::Majority => "to a majority",
        Consent::TwoThirds => "to two thirds",
    };
    let (least, most) = tally.range();
    let against = tally.with(Some(Stance::Opposes));
    let against = if against.is_empty() { "nobody".to_owned() } else { names(project, against) };
    let mut lines = vec![
        format!("Missing {of}: {missing} of {needed}"),
        format!("On record against it: {against}"),
        format!("Could be for it: {least} to {most}, with all who are silent against it or for it"),
    ];
    if let Some(fragile) = tally.most_fragile(&of_question.standings) {
        let set: Vec<String> = fragile.fragile_set().iter().map(ToString::to_string).collect();
        let name = project.actor_name(&fragile.actor);
        lines.push(format!(
            "Most fragile: {name} changes without {} ({})",
            count_of(set.len(), "statement", "statements"),
            set.join(", ")
        ));
    }
    lines
}
