//! `demarche` without a command: the window.

use super::arguments::WindowArgs;
use super::error::CliError;
use super::reply::Reply;
#[cfg(feature = "gui")]
use crate::session::{Command, CrashReport, ViewsCommand, report_panics_in, take_crash};
#[cfg(feature = "gui")]
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Opens the window and stays until it is closed.
#[cfg(feature = "gui")]
pub(super) fn window(args: &WindowArgs) -> Result<Reply, CliError> {
    if let Some(report) = &args.after_crash {
        crate::gui::open_crash_window(&CrashReport::read(report).in_words(), restarted_with(args))?;
        return Ok(Reply::fine(String::new()));
    }
    let mut session = super::open::open_for_work(args.project.as_deref())?;
    if let Some(view) = &args.view {
        // If the project has moved since, the window says so and asks.
        let key = super::open::find_view(&session, view)?;
        super::open::perform(&mut session, Command::Views(ViewsCommand::Open(key)))?;
    }
    let purpose = args.picture_of_window.clone().map_or(crate::gui::Purpose::Use, crate::gui::Purpose::Picture);
    report_panics_in(super::open::data_folder());
    // What is unwound flushes the journal and the saver as it goes.
    match catch_unwind(AssertUnwindSafe(|| crate::gui::open_window(session, purpose))) {
        Ok(opened) => opened?,
        Err(_) => {
            let crash = take_crash().unwrap_or_default();
            tell_in_a_window(args, &crash);
            return Err(CliError::Refused("the window closed because of an error in the program".to_owned()));
        }
    }
    Ok(Reply::fine(String::new()))
}

/// A window system lets a process open its windows once, so another process tells what happened and opens the project
/// again if the person wants it.
#[cfg(feature = "gui")]
fn tell_in_a_window(args: &WindowArgs, crash: &CrashReport) {
    let Ok(program) = std::env::current_exe() else { return };
    let mut command = std::process::Command::new(program);
    command.arg("--after-crash").arg(crash.file.as_deref().unwrap_or(std::path::Path::new("")));
    command.args(restarted_with(args));
    // Where it cannot be started, the words stand on standard error already.
    let _ = command.spawn();
}

/// The options with which the project is opened again.
#[cfg(feature = "gui")]
fn restarted_with(args: &WindowArgs) -> Vec<std::ffi::OsString> {
    args.project.iter().flat_map(|folder| ["--project".into(), folder.clone().into_os_string()]).collect()
}

/// Says that there is none.
#[cfg(not(feature = "gui"))]
pub(super) fn window(_args: &WindowArgs) -> Result<Reply, CliError> {
    Err(CliError::NoWindow)
}
