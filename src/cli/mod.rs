//! The command line: the face of the session that needs no screen.
//!
//! The layers below answer every question; this module looks up names, writes the answers and chooses the exit code. Easy to
//! get wrong: other programs read what it writes, so its shapes are kept.

mod arguments;
mod check;
mod choose;
mod compare;
mod error;
mod git;
mod headings;
mod import;
mod new_project;
mod open;
mod recover;
mod render;
mod reply;
mod rows;
mod standings;
mod standpoint;
mod standpoint_fields;
mod statements;
mod suggest;
mod tally;
mod timeline;
mod window;

pub use arguments::Cli;
pub use error::CliError;
pub use open::{DATA_FOLDER_VARIABLE, desk, open_session};
pub use render::{poster_scene, poster_svg, timeline_poster_scene, timeline_poster_svg};
pub use reply::{Reply, finish};

use arguments::CliCommand;

/// Runs the command.
pub fn run(cli: &Cli) -> Result<Reply, CliError> {
    match &cli.command {
        None => window::window(&cli.window),
        Some(CliCommand::Check(args)) => check::check(args),
        Some(CliCommand::Standings(args)) => standings::standings(args),
        Some(CliCommand::Tally(args)) => tally::tally(args),
        Some(CliCommand::Timeline(args)) => timeline::timeline(args),
        Some(CliCommand::Compare(args)) => compare::compare(args),
        Some(CliCommand::Statements(args)) => statements::statements(args),
        Some(CliCommand::Render(args)) => render::render(args),
        Some(CliCommand::Suggest(args)) => suggest::suggest(args),
        Some(CliCommand::New(args)) => new_project::new_project(args),
        Some(CliCommand::Import(args)) => import::import(args),
        Some(CliCommand::Recover(args)) => recover::recover(args),
        Some(CliCommand::GitSetup(args)) => git::setup(args),
        Some(CliCommand::MergeDriver(args)) => git::merge_driver(args),
        Some(CliCommand::ImportWorker(args)) => import::worker(args),
    }
}
