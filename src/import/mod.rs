//! Foreign files to drafts, each with a report of what was kept, dropped and guessed.
//!
//! [`read`] turns the bytes of one file into drafts; [`import`] has a worker process do that for many, so that a file that
//! breaks its reader is listed with its reason and the others arrive. Nothing is written. The thing easily got wrong:
//! calling [`read`] on a stranger's file in the process that holds unsaved work.

mod archive;
mod dates;
mod decode;
mod docx;
mod draft;
mod epub;
mod error;
mod feed;
mod folder;
mod html;
mod mail;
mod markdown;
mod noise;
mod oddities;
mod odt;
mod opening;
mod page_lines;
mod pdf;
mod plain;
mod press;
mod records;
mod reprint;
mod rtf;
mod slug;
mod sniff;
mod subtitles;
mod table;
mod tei;
#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
mod tests;
mod worker;
mod wrapped;
mod xml;

pub use draft::{Draft, Dropped, Guessed, Kind, Report};
pub use error::ImportError;
pub use folder::files_of;
pub use reprint::{KnownReprint, Repeated, Reprint, repeated_sentences, reprints, reprints_of};
pub use worker::{Flow, Imported, Input, Limits, Progress, WORKER_COMMAND, import, import_inputs, serve};

use archive::Archive;
use sniff::Sniffed;

/// The drafts in one file named `name`: one for an article, one for each of many articles or records.
///
/// Runs in this process: a reader may panic, or take long. [`import`] puts a wall around it.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Draft>, ImportError> {
    let mut drafts = match sniff::sniff(bytes)? {
        Sniffed::Pdf => many(pdf::read(bytes)?)?,
        Sniffed::Rtf => {
            let text = rtf::text(bytes)?;
            match press::articles(&text, Kind::Rtf, "") {
                Some(articles) => articles?,
                None => vec![plain::read(&text, Draft::new(Kind::Rtf, ""))?],
            }
        }
        Sniffed::Zip => {
            let mut archive = Archive::open(bytes)?;
            match archive.kind()? {
                Kind::Epub => many(epub::read(&mut archive)?)?,
                Kind::Odt => many(odt::read(&mut archive)?)?,
                Kind::Table => table::sheet(bytes)?,
                _ => match press::articles(&docx::lines(&mut archive)?, Kind::Docx, "") {
                    Some(articles) => articles?,
                    None => vec![docx::read(&mut archive)?],
                },
            }
        }
        Sniffed::Text => read_text(name, bytes)?,
    };
    if let (Some(promised), Some(draft)) = (sniff::promised(name), drafts.first_mut())
        && promised != draft.kind
        // Markdown, transcripts and plain text share their letters.
        && !(promised == Kind::PlainText && matches!(draft.kind, Kind::Markdown | Kind::Subtitles))
    {
        let ending = sniff::ending(name);
        draft.report.guess("kind", format!("it is named .{ending}, but what it holds is {}", draft.kind.in_words()));
    }
    Ok(drafts.into_iter().map(Draft::settled).collect())
}

/// The articles of `draft`, if its text is an export of a news database; else itself.
fn many(draft: Draft) -> Result<Vec<Draft>, ImportError> {
    press::articles(&draft.text, draft.kind, &draft.encoding).unwrap_or_else(|| Ok(vec![draft]))
}

fn read_text(name: &str, bytes: &[u8]) -> Result<Vec<Draft>, ImportError> {
    let mut report = Report::default();
    let decoded = decode::decode(bytes, declared_encoding(bytes).as_deref(), &mut report)?;
    if decoded.text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let (text, encoding) = (decoded.text.as_ref(), decoded.encoding);
    let kind = sniff::kind_of_text(text, name);
    let draft = Draft { report: report.clone(), ..Draft::new(kind, encoding) };
    let mut drafts = match kind {
        Kind::Html => match html::exported(text, kind, encoding)? {
            Some(articles) => articles,
            None => return Ok(vec![html::read(text, draft)?]),
        },
        Kind::Markdown => return Ok(vec![markdown::read(text, draft)?]),
        Kind::Subtitles => return Ok(vec![subtitles::read(text, draft)?]),
        Kind::Tei => return Ok(vec![tei::read(text, draft)?]),
        Kind::Mail => mail::read(bytes)?,
        Kind::Feed => feed::read(text, encoding)?,
        Kind::Table => table::csv(text, encoding)?,
        Kind::Ris => records::ris(text, encoding)?,
        Kind::EndNote => records::endnote(text, encoding)?,
        Kind::BibTex => records::bibtex(text, encoding)?,
        Kind::CslJson | Kind::Json => match table::json(text, encoding) {
            Some(articles) => articles?,
            None => records::csl_json(text, encoding)?,
        },
        Kind::PlainText | Kind::Docx | Kind::Epub | Kind::Pdf | Kind::Rtf | Kind::Odt => {
            match press::articles(text, kind, encoding) {
                Some(articles) => articles?,
                None => return Ok(vec![plain::read(text, draft)?]),
            }
        }
    };
    if let Some(first) = drafts.first_mut() {
        first.report.guessed.splice(0..0, report.guessed);
    }
    Ok(drafts)
}

/// The encoding that a page or an XML document names at its beginning.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default()).to_ascii_lowercase();
    if !head.contains('<') {
        return None;
    }
    let rest = head.split_once("charset=").or_else(|| head.split_once("encoding=")).map(|(_, rest)| rest)?;
    let label: String = rest
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}
