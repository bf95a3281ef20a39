//! Why a command could not be carried out, and which exit code says so.

use crate::export::PngError;
use crate::model::shown_path;
use crate::store::{RuleFileError, StoreError};
use std::path::PathBuf;

/// Why a command could not be carried out. Names what is there and what to do.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// Something is named that the project does not have.
    #[error("there is no {kind} {given:?}. {advice}")]
    Unknown {
        /// What is named: "actor".
        kind: &'static str,
        /// How it was named.
        given: String,
        /// The names there are, near spellings first, as sentences.
        advice: String,
    },
    /// A name fits more than one.
    #[error("the {kind} {given:?} can mean {}: write one of these", .ids.join(" or "))]
    Ambiguous {
        /// What is named.
        kind: &'static str,
        /// How it was named.
        given: String,
        /// What it can mean.
        ids: Vec<String>,
    },
    /// A date that is not a day.
    #[error("{given:?} is not a day in the years 1000 to 2199: write it like 2024-12-09{}", match .evidence {
        Some((first, last)) => format!("; the statements of this project range from {first} to {last}"),
        None => String::new(),
    })]
    NotADay {
        /// What was written.
        given: String,
        /// First and last day on which something was said, if anything was.
        evidence: Option<(crate::model::Day, crate::model::Day)>,
    },
    /// A file name that says neither SVG nor PNG.
    #[error("the name of the file must end in .svg or .png, which decides the format: {}", shown_path(.0))]
    UnknownEnding(PathBuf),
    /// Something cannot be shown, or options do not go together.
    #[error("{0}")]
    Refused(String),
    /// A rule cannot be read, or contradicts itself.
    #[error(transparent)]
    Rule(#[from] RuleFileError),
    /// A project folder cannot be read, or a file cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A folder asks no question, so that there is nothing to answer.
    #[error("this project cannot be shown because it asks no question: {folder}{}", indented(.reasons))]
    NoProject {
        /// The folder.
        folder: String,
        /// What is wrong with its `project.ron`.
        reasons: Vec<String>,
    },
    /// A picture has no pixels.
    #[error(transparent)]
    Png(#[from] PngError),
    /// What was done is not on disk.
    #[error("{0}")]
    NotSaved(String),
    /// The output cannot be written.
    #[error("the output cannot be written: {0}")]
    Output(std::io::Error),
    /// The window did not open.
    #[cfg(feature = "gui")]
    #[error(transparent)]
    Window(#[from] crate::gui::WindowError),
    /// This program was built without its window.
    #[cfg(not(feature = "gui"))]
    #[error("this build has no window: it was built without the feature `gui`. The commands work: see demarche --help")]
    NoWindow,
}

impl CliError {
    /// 2 where the command line asks for something that is not there, else 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Unknown { .. }
            | Self::Ambiguous { .. }
            | Self::NotADay { .. }
            | Self::UnknownEnding(_)
            | Self::Refused(_) => 2,
            Self::Store(_)
            | Self::Rule(_)
            | Self::NoProject { .. }
            | Self::Png(_)
            | Self::NotSaved(_)
            | Self::Output(_) => 1,
            #[cfg(feature = "gui")]
            Self::Window(_) => 1,
            #[cfg(not(feature = "gui"))]
            Self::NoWindow => 1,
        }
    }

    /// The whole chain of causes in one text.
    pub fn in_full(&self) -> String {
        let chain = std::iter::successors(Some(self as &dyn std::error::Error), |error| error.source());
        chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
    }
}

fn indented(lines: &[String]) -> String {
    lines.iter().flat_map(|line| ["\n  ", line]).collect()
}
