//! The options of `demarche import` and `demarche new`, and the shape of what they write.

use crate::session::Template;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `demarche import`
#[derive(Args, Debug)]
pub(in super::super) struct ImportArgs {
    /// Show what the files would become, and write nothing
    #[arg(long, required_unless_present = "project", conflicts_with = "project")]
    pub(in super::super) dry_run: bool,
    /// Project folder to take the articles into
    #[arg(long, value_name = "DIR")]
    pub(in super::super) project: Option<PathBuf>,
    /// Format of the output
    #[arg(long, value_enum, default_value_t = ImportFormat::Table)]
    pub(in super::super) format: ImportFormat,
    /// Files or folders: plain text, HTML, Markdown, DOCX, EPUB, PDF, RIS, CSL-JSON
    #[arg(value_name = "FILE", required = true)]
    pub(in super::super) files: Vec<PathBuf>,
}

/// The format of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in super::super) enum ImportFormat {
    /// A line for each article, for reading
    Table,
    /// Everything, for programs
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
    /// The body that decides, with its members
    #[arg(long, value_enum)]
    pub(in super::super) template: Template,
    /// What is asked, as a full question
    #[arg(long, value_name = "TEXT")]
    pub(in super::super) question: String,
    /// Title of the project [default: the question]
    #[arg(long, value_name = "TEXT")]
    pub(in super::super) title: Option<String>,
    /// Organisation whose members decide, for the template blank
    #[arg(long, value_name = "NAME")]
    pub(in super::super) decided_by: Option<String>,
    /// Folder to create; if it exists, it must be empty
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
The kind of a file is recognised by its content, not by its extension. Each file is read in a worker process that is
limited to 20 seconds, 2 GB of memory and files of 64 MB. A file that cannot be read is listed with the reason, the others
are imported, and the exit code is 1. Folders are read with everything below them.

With --project the articles are added to the project in that folder, all in one step, with the original bytes of their
files; nothing is written if the project is open elsewhere or cannot be read completely. A text or a file that the project
already has is left out. A reprint is imported, and its record names the article it repeats. A record without a text fills
the gaps in the record of the article with the same title or address. An article that lacks something only a person can
give waits, and the exit code is 1. JSON is then a list with one object for each article or record:
  file        The file
  outcome     taken_in, reprint, left_out, filled (a record), record (of no article), waiting or refused
  id          The article's id in the project, or null
  title       Its title, or null
  published   The day (EDTF), or null
  sentences   How many sentences the text has
  sha256      SHA-256 of the file's bytes, or null where they could not be read
  of          The article it repeats or fills, or null: its id in the project, or null if that one was left out, and its
              title
  shared      How many of its sentences are also in that one, or null
  reason      Why it was left out, waits or was refused, or null

With --dry-run, JSON is a list with one object for each article, in the order of the files; a file of records gives one
for each record:
  file                 The file
  kind                 plain_text, html, markdown, docx, epub, pdf, ris or csl_json; null if it was not read
  encoding             Its character encoding, or null where the format leaves no choice
  id                   An unused id for the article, made from its title
  text                 Exactly what would be stored as text.txt; empty for a bare record. Byte offsets refer to it
  title, author, outlet
                       What the file says or what was guessed, or null
  published, words     The day as exact as the file gives it (EDTF), and the words that give it, or null
  place, url           Where it was written, and where it was found, or null
  sentences            How many sentences the text has
  sha256               SHA-256 of the file's bytes, or null where they could not be read
  kept                 What was kept, in words: paragraphs, and unusual characters that were not changed
  dropped              What was left out: a list of what it was (navigation, caption, ...) and its words
  guessed              What is not certain: a list of what was guessed (title, published, line breaks, ...) and why
  reprint_of           The article among the given files that it repeats, or null: file, id, shared (how many of its
                       sentences are in that one) and sentences (out of how many distinct ones)
  error                Why there is no article, or null

Words are never changed. In plain text, whole lines that can only be remains of a web page are left out, and line breaks
become spaces where lines were wrapped at a fixed width; both are reported.";
