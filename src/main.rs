//! Démarche: opens the window, or carries out one command in the terminal.

use clap::Parser as _;
use demarche::cli::{Cli, finish, run};

fn main() -> std::process::ExitCode {
    finish(run(&Cli::parse()))
}
