//! What a command says, and how it reaches the terminal.
//!
//! Commands return text; only this file prints it. Easy to get wrong: whoever reads our output may stop reading (`| head`),
//! and that is not an error.

use super::error::CliError;
use crate::export::legible;
use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

/// What the exit code of a command that ran says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Exit code 0.
    Fine,
    /// Exit code 1: the project has defects, or only part of the work was done.
    Defects,
}

/// What a command says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// For the standard output: lines, each ended by a line end.
    pub(super) output: String,
    /// For the standard error: a line each, without its end.
    pub(super) notes: Vec<String>,
    /// What the exit code tells.
    pub(super) verdict: Verdict,
}

impl Reply {
    /// Text for the standard output and nothing else.
    pub(super) fn fine(output: String) -> Self {
        Self { output, notes: Vec::new(), verdict: Verdict::Fine }
    }

    /// The same with `notes` in front of its own.
    #[must_use]
    pub(super) fn after(mut self, mut notes: Vec<String>) -> Self {
        notes.append(&mut self.notes);
        Self { notes, ..self }
    }
}

/// Prints what a command said, or why it could not, and gives the exit code.
pub fn finish(outcome: Result<Reply, CliError>) -> ExitCode {
    let printed = outcome.and_then(|reply| {
        let printed = print(&reply.output);
        // After the output, where it is noticed in a terminal.
        reply.notes.iter().for_each(|note| say_aside(note));
        match printed {
            Err(cause) if cause.kind() != ErrorKind::BrokenPipe => Err(CliError::Output(cause)),
            Ok(()) | Err(_) => Ok(reply.verdict),
        }
    });
    match printed {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Defects) => ExitCode::from(1),
        Err(error) => {
            say_aside(&format!("error: {}", error.in_full()));
            ExitCode::from(error.exit_code())
        }
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// To the standard error; if that is closed, nobody is listening.
fn say_aside(words: &str) {
    let _nobody_listens = writeln!(io::stderr(), "{}", legible(words));
}

/// Foreign text on one line of a terminal, unable to control it.
pub(super) fn one_line(words: &str) -> String {
    legible(words).replace("\r\n", " ").replace(['\t', '\n', '\r'], " ")
}
