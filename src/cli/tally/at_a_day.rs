//! The tally of one day.

use super::super::arguments::Format;
use super::super::error::CliError;
use super::super::headings;
use super::super::reply::{Reply, one_line};
use super::super::rows::count_cell;
use super::super::standpoint::Found;
use super::told::{TallyHead, TallyRow, ToldTally};
use crate::derive::{count_of, join_words};
use crate::export::TextTable;
use crate::model::{ActorId, Project};

pub(super) fn reply(found: &Found<'_>, format: Format) -> Result<Reply, CliError> {
    let told = ToldTally::of(found.project, found.question, found.standpoint_facts);
    told.reply(format, |told| table(found.project, told))
}

/// The question, the days, the answer, the rows, what is missing, and the rule.
fn table(project: &Project, told: &ToldTally) -> String {
    let standpoint = &told.head.standpoint;
    let summary: String = summary(project, &told.head).iter().map(|line| one_line(line) + "\n").collect();
    format!(
        "{}\n{}\n{}\n\n{}\n{summary}{}\n",
        standpoint.question_line(),
        standpoint.as_of_line(),
        standpoint.answer_line(),
        division_table(project, &told.rows),
        standpoint.rule_line(),
    )
}

/// A line for each standing: how many members, of these contested and so on, and who.
pub(in super::super) fn division_table(project: &Project, rows: &[TallyRow]) -> String {
    TextTable::of(rows)
        .column(headings::STANDING, |row| row.label.clone())
        .column(headings::MEMBERS, |row| row.count.to_string())
        .column(headings::CONTESTED, |row| count_cell(row.contested.len()))
        .column(headings::STALE, |row| count_cell(row.stale.len()))
        .column(headings::UNNAMED_ONLY, |row| count_cell(row.unnamed_only.len()))
        .column(headings::SECOND_HAND, |row| count_cell(row.second_hand.len()))
        .column(headings::CONDITIONAL, |row| count_cell(row.conditional.len()))
        .column(headings::WHO, |row| names(project, &row.members))
        .into_text()
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
fn summary(project: &Project, head: &TallyHead) -> Vec<String> {
    let TallyHead { consent, members, needed, missing, least, most, against, most_fragile, fragile_set, .. } = head;
    if *members == 0 {
        return Vec::new();
    }
    let against = if against.is_empty() { "nobody".to_owned() } else { names(project, against) };
    let mut lines = vec![
        format!("Missing {}: {missing} of {needed}", consent.in_words()),
        format!("On record against it: {against}"),
        format!("Could be for it: {least} to {most}, with all who are silent against it or for it"),
    ];
    if let Some(fragile) = most_fragile {
        let set: Vec<String> = fragile_set.iter().map(ToString::to_string).collect();
        lines.push(format!(
            "Most fragile: {} changes without {} ({})",
            project.actor_name(fragile),
            count_of(set.len(), "statement", "statements"),
            set.join(", ")
        ));
    }
    lines
}
