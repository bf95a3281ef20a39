//! What a foreign file became: a text, guesses for its record, and a report that nobody can forget to read.
//!
//! A draft decides nothing: whoever takes it in looks at the guesses first. The thing easily got wrong: a draft comes
//! from another process over a pipe, so it is checked ([`Draft::faults`]) before anything believes it.

use crate::model::Dated;
use serde::{Deserialize, Serialize};

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Text without any marks.
    PlainText,
    /// A saved web page.
    Html,
    /// Markdown.
    Markdown,
    /// A document of Word and its kin.
    Docx,
    /// An electronic book.
    Epub,
    /// Pages as they are printed.
    Pdf,
    /// Bibliographic records, two letters a field.
    Ris,
    /// Bibliographic records as JSON.
    CslJson,
    /// Bibliographic records of BibTeX.
    BibTex,
    /// Bibliographic records of EndNote.
    EndNote,
    /// Rich text.
    Rtf,
    /// A text document of OpenDocument.
    Odt,
    /// E-mail, single or many in one file, and pages that a browser saved as one message.
    Mail,
    /// RSS or Atom.
    Feed,
    /// A table, as text or as a sheet.
    Table,
    /// Objects of JSON, one for each article.
    Json,
    /// Subtitles, and transcripts with times.
    Subtitles,
    /// A debate in TEI.
    Tei,
}

impl Kind {
    /// As JSON and tables name it: "`plain_text`".
    pub fn code(self) -> &'static str {
        match self {
            Self::PlainText => "plain_text",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Docx => "docx",
            Self::Epub => "epub",
            Self::Pdf => "pdf",
            Self::Ris => "ris",
            Self::CslJson => "csl_json",
            Self::BibTex => "bibtex",
            Self::EndNote => "endnote",
            Self::Rtf => "rtf",
            Self::Odt => "odt",
            Self::Mail => "mail",
            Self::Feed => "feed",
            Self::Table => "table",
            Self::Json => "json",
            Self::Subtitles => "subtitles",
            Self::Tei => "tei",
        }
    }

    /// How a file of this kind usually ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::PlainText => "txt",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Docx => "docx",
            Self::Epub => "epub",
            Self::Pdf => "pdf",
            Self::Ris => "ris",
            Self::CslJson | Self::Json => "json",
            Self::BibTex => "bib",
            Self::EndNote => "enw",
            Self::Rtf => "rtf",
            Self::Odt => "odt",
            Self::Mail => "eml",
            Self::Feed | Self::Tei => "xml",
            Self::Table => "csv",
            Self::Subtitles => "srt",
        }
    }

    /// Whether it holds bibliographic records, most of them without a text.
    pub fn is_of_records(self) -> bool {
        matches!(self, Self::Ris | Self::CslJson | Self::BibTex | Self::EndNote)
    }

    /// As a sentence names it.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::PlainText => "plain text",
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Docx => "a Word document",
            Self::Epub => "an EPUB book",
            Self::Pdf => "PDF",
            Self::Ris => "RIS records",
            Self::CslJson => "CSL-JSON records",
            Self::BibTex => "BibTeX records",
            Self::EndNote => "EndNote records",
            Self::Rtf => "an RTF document",
            Self::Odt => "an OpenDocument text",
            Self::Mail => "e-mail",
            Self::Feed => "a feed",
            Self::Table => "a table",
            Self::Json => "JSON",
            Self::Subtitles => "subtitles",
            Self::Tei => "a TEI document",
        }
    }
}

/// Words that were left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dropped {
    /// What they are: "navigation", "caption", "subscription".
    pub what: String,
    /// The words themselves.
    pub words: String,
}

/// Something the file does not say outright.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guessed {
    /// What was guessed: "title", "published", "line breaks".
    pub what: String,
    /// From what, or why not.
    pub why: String,
}

/// What was done to a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// What was kept, in words; odd things that were kept as they are included.
    pub kept: Vec<String>,
    /// What was left out, in the order of the file.
    pub dropped: Vec<Dropped>,
    /// What was guessed, and what could not be.
    pub guessed: Vec<Guessed>,
}

impl Report {
    pub(super) fn keep(&mut self, what: impl Into<String>) {
        self.kept.push(what.into());
    }

    pub(super) fn drop(&mut self, what: &str, words: impl Into<String>) {
        let words = words.into();
        // A page repeats its menus.
        let told = self.dropped.iter().any(|dropped| dropped.what == what && dropped.words == words);
        if !told && self.dropped.len() < MOST_ENTRIES {
            self.dropped.push(Dropped { what: what.to_owned(), words });
        }
    }

    pub(super) fn guess(&mut self, what: &str, why: impl Into<String>) {
        let guessed = Guessed { what: what.to_owned(), why: why.into() };
        if !self.guessed.contains(&guessed) && self.guessed.len() < MOST_ENTRIES {
            self.guessed.push(guessed);
        }
    }
}

/// More than any page a person saves; a bomb is not listed to its end.
const MOST_ENTRIES: usize = 5_000;
/// Of a title, an outlet or an author.
const LONGEST_FIELD_BYTES: usize = 2_000;
/// Of a text: the length of several novels.
pub(super) const LONGEST_TEXT_BYTES: usize = 64 << 20;

/// What one article of a foreign file became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// What the file is.
    pub kind: Kind,
    /// How its letters are written: "UTF-8"; empty where the format leaves no choice.
    pub encoding: String,
    /// Exactly what would be stored; empty for a bare record.
    pub text: String,
    /// The headline, or the first sentence; empty where there is neither.
    pub title: String,
    /// Who wrote it; empty where nothing says so.
    pub author: String,
    /// Who published it; empty where nothing says so.
    pub outlet: String,
    /// When it was published, with the words that say so.
    pub published: Option<Dated>,
    /// Where it was written; empty where nothing says so.
    pub place: String,
    /// Where it was found; empty where nothing says so.
    pub url: String,
    /// What was kept, dropped and guessed.
    pub report: Report,
}

impl Draft {
    /// A draft that knows nothing yet.
    pub(super) fn new(kind: Kind, encoding: impl Into<String>) -> Self {
        Self {
            kind,
            encoding: encoding.into(),
            text: String::new(),
            title: String::new(),
            author: String::new(),
            outlet: String::new(),
            published: None,
            place: String::new(),
            url: String::new(),
            report: Report::default(),
        }
    }

    /// What is impossible about it; `None` for a draft that can be shown. Asked of every draft another process sends.
    pub fn faults(&self) -> Option<&'static str> {
        let fields = [&self.encoding, &self.title, &self.author, &self.outlet, &self.place, &self.url];
        let Report { kept, dropped, guessed } = &self.report;
        if self.text.len() > LONGEST_TEXT_BYTES {
            Some("its text is longer than any article")
        } else if fields.iter().any(|field| field.len() > LONGEST_FIELD_BYTES) {
            Some("a field of its record is longer than any record")
        } else if kept.len().max(dropped.len()).max(guessed.len()) > MOST_ENTRIES {
            Some("its report is longer than any report")
        } else {
            None
        }
    }

    /// Cuts what could not be a field of a record, and counts what would surprise a reader of the text.
    pub(super) fn settled(mut self) -> Self {
        for (what, field) in [
            ("encoding", &mut self.encoding),
            ("title", &mut self.title),
            ("author", &mut self.author),
            ("outlet", &mut self.outlet),
            ("place", &mut self.place),
            ("url", &mut self.url),
        ] {
            if field.len() > LONGEST_FIELD_BYTES {
                let mut rest = field.split_off(field.floor_char_boundary(LONGEST_FIELD_BYTES));
                rest.truncate(rest.floor_char_boundary(LONGEST_FIELD_BYTES));
                self.report.drop(&format!("end of the {what}, which is longer than any {what}"), rest);
            }
        }
        super::oddities::tell(&self.text, &mut self.report);
        self
    }
}
