//! `demarche tally`: how the members divide on a day, or day by day.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

mod at_a_day;
mod day_by_day;
mod told;

pub(super) use at_a_day::division_table;
pub(super) use told::ToldTally;

use super::arguments::TallyArgs;
use super::error::CliError;
use super::open::open_project;
use super::reply::Reply;
use super::standpoint::find;

/// Shows how the members divide.
pub(super) fn tally(args: &TallyArgs) -> Result<Reply, CliError> {
    let opened = open_project(args.project.as_deref())?;
    let TallyArgs { project: _, standpoint, each_day, from, to, format } = args;
    let found = if to.is_some() {
        // The last day of a series is the day that is asked for.
        find(&opened, &super::arguments::StandpointArgs { as_of: to.clone(), ..standpoint.clone() })?
    } else {
        find(&opened, standpoint)?
    };
    let reply = if *each_day || from.is_some() || to.is_some() {
        day_by_day::reply(&found, from.as_deref(), *format)?
    } else {
        at_a_day::reply(&found, *format)?
    };
    Ok(reply.after(found.notes))
}
