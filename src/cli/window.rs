//! `demarche` without a command: the window.

use super::arguments::WindowArgs;
use super::error::CliError;
use super::reply::Reply;

/// Opens the window and stays until it is closed.
#[cfg(feature = "gui")]
pub(super) fn window(args: &WindowArgs) -> Result<Reply, CliError> {
    let mut session = super::open::open_for_work(args.project.as_deref())?;
    if let Some(view) = &args.view {
        // If the project has moved since, the window says so and asks.
        let key = super::open::find_view(&session, view)?;
        super::open::perform(&mut session, crate::session::Command::OpenView(key))?;
    }
    let purpose = args.picture_of_window.clone().map_or(crate::gui::Purpose::Use, crate::gui::Purpose::Picture);
    crate::gui::open_window(session, purpose)?;
    Ok(Reply::fine(String::new()))
}

/// Says that there is none.
#[cfg(not(feature = "gui"))]
pub(super) fn window(_args: &WindowArgs) -> Result<Reply, CliError> {
    Err(CliError::NoWindow)
}
