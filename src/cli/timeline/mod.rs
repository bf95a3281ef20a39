//! `demarche timeline`: when standings changed and why, or when everything was said.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

mod changes;
mod statements;

use super::arguments::TimelineArgs;
use super::error::CliError;
use super::open::{find_actor, open_project};
use super::reply::{Reply, one_line};
use super::standpoint::{Found, as_of_line, find, other_rule_line};

/// Tells the changes, or the statements by when they were said.
pub(super) fn timeline(args: &TimelineArgs) -> Result<Reply, CliError> {
    let TimelineArgs { project, standpoint, actor, statements, format } = args;
    let opened = open_project(project.as_deref())?;
    let found = find(&opened, standpoint)?;
    let actor = actor.as_deref().map(|given| find_actor(opened.project(), given)).transpose()?;
    let reply =
        if *statements { statements::reply(&found, actor, *format)? } else { changes::reply(&found, actor, *format)? };
    Ok(reply.after(found.notes))
}

/// The question, the days and, if it is not the project's, the rule.
fn head(found: &Found<'_>) -> String {
    format!(
        "{}\n{}\n{}\n",
        one_line(&found.question.text),
        as_of_line(&found.of_question),
        other_rule_line(found.project, &found.of_question.standpoint.rule),
    )
}
