//! `demarche timeline`: when standings changed and why, or when everything was said.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

mod changes;
mod statements;

use super::arguments::TimelineArgs;
use super::error::CliError;
use super::open::{find_actor, open_project};
use super::reply::Reply;
use super::rows::Answered;
use super::standpoint::{Found, session_from};
use super::standpoint_fields::StandpointFields;

/// Shows the changes, or the statements by when they were said.
pub(super) fn timeline(args: &TimelineArgs) -> Result<Reply, CliError> {
    let TimelineArgs { project, standpoint, actor, statements, format } = args;
    let (session, notes) = session_from(open_project(project.as_deref())?, standpoint)?;
    let found = Found::of(&session);
    let actor = actor.as_deref().map(|given| find_actor(session.project(), given)).transpose()?;
    let head = StandpointFields::of(found.project, found.question, found.standpoint_facts);
    let reply = if *statements {
        Answered { head, rows: statements::rows(&found, actor) }.reply(*format, statements::table)?
    } else {
        Answered { head, rows: changes::rows(&found, actor) }.reply(*format, changes::table)?
    };
    Ok(reply.after(notes))
}

/// The question, the days and, if it is not the project's, the rule.
fn head_lines(head: &StandpointFields) -> String {
    format!("{}\n{}\n{}\n", head.question_line(), head.as_of_line(), head.other_rule_line())
}
