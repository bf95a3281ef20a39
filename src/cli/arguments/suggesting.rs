//! The options of `demarche suggest`, and the shape of what it writes.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `demarche suggest`
#[derive(Args, Debug)]
pub(in super::super) struct SuggestArgs {
    /// Articles or transcripts, of any kind that can be imported
    #[arg(value_name = "FILE", required = true)]
    pub(in super::super) files: Vec<PathBuf>,
    /// Project folder instead of the built-in project; the texts are searched for its questions, actors and offices
    #[arg(long, value_name = "DIR")]
    pub(in super::super) project: Option<PathBuf>,
    /// Only answers to this question: its id or short name, or a question of your own in words, such as "Should Sweden join NATO?"
    #[arg(long, value_name = "QUESTION")]
    pub(in super::super) question: Option<String>,
    /// Format of the output
    #[arg(long, value_enum, default_value_t = SuggestFormat::Table)]
    pub(in super::super) format: SuggestFormat,
}

/// The format of the suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in super::super) enum SuggestFormat {
    /// Columns for reading
    Table,
    /// For programs
    Json,
}

/// Below `demarche suggest`.
pub(super) const SUGGEST: &str = "\
JSON is a list with one object for each suggestion, by file, then by its place, then by question and score:
  file                   The file, as it was named
  start_byte, end_byte   Where the sentence is in the file's text, in bytes; the end is not included
  sentence               Its exact words
  question               Id of the question it answers
  actor                  Whose position it is: the project's id, or the name where known is false
  actor_id, actor_name   The project's id, or a proposed one, and the name
  known                  Whether the project has this actor
  on_behalf_of           The country or organisation for which a person speaks, in the same form as actor, or null
  speaker                Who says it, in the same form as actor, or \"article\" for the article itself
  stance                 requests, supports, undecided, not_now or opposes
  voice                  direct_quote, reported, anonymous or characterised
  score                  How certain the rules are, from 0 to 1
  words                  The words that express the stance
  condition              What it depends on, in the text's words, or null
  why                    The reason in words

A file that cannot be read is skipped with a warning; the exit code is 2 if none can be read.";
