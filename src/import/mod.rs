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
mod folder;
mod html;
mod markdown;
mod noise;
mod oddities;
mod opening;
mod page_lines;
mod pdf;
mod plain;
mod records;
mod reprint;
mod slug;
mod sniff;
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

/// The drafts in one file named `name`: one for an article, one for each record of a list of records.
///
/// Runs in this process: a reader may panic, or take long. [`import`] puts a wall around it.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Draft>, ImportError> {
    let mut drafts = match sniff::sniff(bytes)? {
        Sniffed::Pdf => vec![pdf::read(bytes)?],
        Sniffed::Zip => {
            let mut archive = Archive::open(bytes)?;
            vec![match archive.kind()? {
                Kind::Epub => epub::read(&mut archive)?,
                Kind::PlainText | Kind::Html | Kind::Markdown | Kind::Docx | Kind::Pdf | Kind::Ris | Kind::CslJson => {
                    docx::read(&mut archive)?
                }
            }]
        }
        Sniffed::Text => read_text(name, bytes)?,
    };
    if let (Some(promised), Some(draft)) = (sniff::promised(name), drafts.first_mut())
        && promised != draft.kind
        // Markdown and plain text share their letters.
        && !(promised == Kind::PlainText && draft.kind == Kind::Markdown)
    {
        let ending = sniff::ending(name);
        draft.report.guess("kind", format!("it is named .{ending}, but what it holds is {}", draft.kind.in_words()));
    }
    Ok(drafts.into_iter().map(Draft::settled).collect())
}

fn read_text(name: &str, bytes: &[u8]) -> Result<Vec<Draft>, ImportError> {
    let mut report = Report::default();
    let decoded = decode::decode(bytes, declared_encoding(bytes).as_deref(), &mut report)?;
    if decoded.text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let kind = sniff::kind_of_text(&decoded.text, name)?;
    let draft = Draft { report: report.clone(), ..Draft::new(kind, decoded.encoding) };
    Ok(match kind {
        Kind::Ris | Kind::CslJson => {
            let records = if kind == Kind::Ris { records::ris } else { records::csl_json };
            let mut drafts = records(&decoded.text, decoded.encoding)?;
            if let Some(first) = drafts.first_mut() {
                first.report.guessed.splice(0..0, report.guessed);
            }
            drafts
        }
        Kind::Html => vec![html::read(&decoded.text, draft)?],
        Kind::Markdown => vec![markdown::read(&decoded.text, draft)?],
        Kind::PlainText | Kind::Docx | Kind::Epub | Kind::Pdf => vec![plain::read(&decoded.text, draft)?],
    })
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
