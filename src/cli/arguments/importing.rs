//! The options of `demarche import` and `demarche new`, and the shape of what they write.

use crate::session::Template;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `demarche import`
#[derive(Args, Debug)]
pub(in super::super) struct ImportArgs {
    /// Only tell, write nothing
    #[arg(long, required_unless_present = "project", conflicts_with = "project")]
    pub(in super::super) dry_run: bool,
    /// Project folder to take the articles into
    #[arg(long, value_name = "DIR")]
    pub(in super::super) project: Option<PathBuf>,
    /// How the articles are told
    #[arg(long, value_enum, default_value_t = ImportFormat::Table)]
    pub(in super::super) format: ImportFormat,
    /// Files or folders: plain text, HTML, Markdown, DOCX, EPUB, PDF, RIS, CSL-JSON
    #[arg(value_name = "FILE", required = true)]
    pub(in super::super) files: Vec<PathBuf>,
}

/// How articles are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in super::super) enum ImportFormat {
    /// A line for each article, for reading
    Table,
    /// All of it, for programs
    Json,
}

/// `demarche import-worker`
#[derive(Args, Debug)]
pub(in super::super) struct ImportWorkerArgs {
    /// What every answer begins with
    pub(in super::super) password: String,
    /// Time for one file, in seconds
    pub(in super::super) seconds: u64,
    /// Address space, in bytes
    pub(in super::super) memory_bytes: u64,
    /// Size of one file, in bytes
    pub(in super::super) file_bytes: u64,
}

/// `demarche new`
#[derive(Args, Debug)]
pub(in super::super) struct NewArgs {
    /// From what it begins
    #[arg(long, value_enum)]
    pub(in super::super) template: Template,
    /// What is asked, as a whole question
    #[arg(long, value_name = "TEXT")]
    pub(in super::super) question: String,
    /// Title of the project; the question without it
    #[arg(long, value_name = "TEXT")]
    pub(in super::super) title: Option<String>,
    /// Organisation whose members decide, for a blank project
    #[arg(long, value_name = "NAME")]
    pub(in super::super) decided_by: Option<String>,
    /// Folder to make; it must not exist yet, or be empty
    #[arg(value_name = "DIR")]
    pub(in super::super) folder: PathBuf,
}

impl ValueEnum for Template {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let name = match self {
            Self::Nato => "nato",
            Self::EuropeanUnion => "eu",
            Self::UnitedNations => "un",
            Self::Blank => "blank",
        };
        Some(PossibleValue::new(name).help(self.about()))
    }
}

/// Below `demarche import`.
pub(super) const IMPORT: &str = "\
What a file is, is told by its content and not by its ending. Each file is read in a worker process with 20 seconds,
2 GB of memory and at most 64 MB to read; a file that breaks its reader is listed with its reason, the others arrive,
and the exit code is 1. Folders are read with all that is below them.

With --project the articles are written into that folder, all in one step, with the bytes of the files they were read
from; nothing is written if the project is open elsewhere or cannot be read whole. What is known already, letter for
letter or by the same file, is left out; a reprint is taken in and its record says of what; a record without a text
fills the gaps of the article with its title or address. JSON is then a list with one object for every file or record:
  file        The file
  outcome     taken_in, reprint, left_out, filled (a record), record (of no article) or refused
  id          The article's id in the project, or null
  title       Its title, or null
  published   The day (EDTF), or null
  sentences   How many sentences the text has
  sha256      SHA-256 of the file's bytes, or null where they could not be read
  of          The article it repeats or fills, or null: its id in the project, or null if that one was left out, and its
              title
  shared      How many of its sentences stand in that one, or null
  reason      Why it was left out or refused, or null

With --dry-run JSON is a list with one object for every article, in the order of the files; a file of records gives one
for each:
  file                 The file
  kind                 plain_text, html, markdown, docx, epub, pdf, ris or csl_json; null where it was not read
  encoding             How its letters are written, or null where the format leaves no choice
  id                   A free name for the article, made of its title
  text                 Exactly what would be stored as text.txt; empty for a bare record. Byte offsets count from here
  title, author, outlet
                       What the file says or what was guessed, or null
  published, words     The day as exact as the file gives it (EDTF), and the words that give it, or null
  place, url           Where it was written, and where it was found, or null
  sentences            How many sentences the text has
  sha256               SHA-256 of the file's bytes, or null where they could not be read
  kept                 What was kept, in words: paragraphs, and odd characters that stay as they are
  dropped              What was left out: a list of what (navigation, caption, ...) and words, the words themselves
  guessed              What is not certain: a list of what (title, published, line breaks, ...) and why
  reprint_of           The article among the given files that it repeats, or null: file, id, shared (how many of its
                       sentences are in that one) and sentences (of how many that can be told apart)
  error                Why there is no article, or null

Words are never changed. Of plain text only whole lines are left out that can only be left over from a page, and where
lines were broken at a width, line breaks become spaces; both are told.";
