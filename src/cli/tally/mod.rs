//! `demarche tally`: how the members divide on a day, or day by day.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

mod at_a_day;
mod day_by_day;
mod told;

pub(super) use at_a_day::division_table;
pub(super) use told::ToldTally;

use super::arguments::{StandpointArgs, TallyArgs};
use super::error::CliError;
use super::open::open_project;
use super::reply::Reply;
use super::standpoint::{Found, session_from};

/// Shows how the members divide.
pub(super) fn tally(args: &TallyArgs) -> Result<Reply, CliError> {
    let TallyArgs { project: _, standpoint, each_day, from, to, format } = args;
    let standpoint = match to {
        // The last day of a series is the day that is asked for.
        Some(to) => StandpointArgs { as_of: Some(to.clone()), ..standpoint.clone() },
        None => standpoint.clone(),
    };
    let (session, notes) = session_from(open_project(args.project.as_deref())?, &standpoint)?;
    let found = Found::of(&session);
    let reply = if *each_day || from.is_some() || to.is_some() {
        day_by_day::reply(&found, from.as_deref(), *format)?
    } else {
        at_a_day::reply(&found, *format)?
    };
    Ok(reply.after(notes))
}
