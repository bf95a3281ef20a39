//! The options of `demarche suggest`, and the shape of what it writes.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `demarche suggest`
#[derive(Args, Debug)]
pub(in super::super) struct SuggestArgs {
    /// Articles or transcripts, of any kind that can be imported
    #[arg(value_name = "FILE", required = true)]
    pub(in super::super) files: Vec<PathBuf>,
    /// Project folder instead of the built-in project; its questions, actors and offices are looked for
    #[arg(long, value_name = "DIR")]
    pub(in super::super) project: Option<PathBuf>,
    /// Only answers to this question: its id, or a question of your own in words, such as "Should Sweden join NATO?"
    #[arg(long, value_name = "QUESTION")]
    pub(in super::super) question: Option<String>,
    /// How the rows are written
    #[arg(long, value_enum, default_value_t = SuggestFormat::Table)]
    pub(in super::super) format: SuggestFormat,
}

/// How suggestions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in super::super) enum SuggestFormat {
    /// Columns for reading
    Table,
    /// For programs
    Json,
}

/// Below `demarche suggest`.
pub(super) const SUGGEST: &str = "\
JSON is a list with one object for every suggestion, by file, then by its place, then by question and score:
  file                   The file, as it was named
  start_byte, end_byte   Where the sentence stands in the file's text, in bytes, the end not included
  sentence               Its exact words
  question               Id of the question it answers
  actor                  Whose position it is: the project's id, or the name where known is false
  actor_id, actor_name   The project's id, or a proposal for one, and the name
  known                  Whether the project has this actor
  on_behalf_of           The country or organisation for which a person speaks, as actor, or null
  speaker                Who says it, as actor, or \"article\" for the article itself
  stance                 requests, supports, undecided, not_now or opposes
  voice                  direct_quote, reported, anonymous or characterised
  score                  How sure the rules are, from 0 to 1
  words                  The words that tell the stance
  condition              What it hangs on, in the text's words, or null
  why                    The reason in words

A file that cannot be read is left out with a warning; the exit code is 2 if none can.";
