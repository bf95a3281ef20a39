//! A PDF to a draft. Its reader panics on bad input by design, so this runs in the worker process only.
//!
//! The thing easily got wrong: a PDF holds letters at places and no words; the text is a reconstruction, and says so. A page
//! that cannot be read is told and the others arrive.

mod pages;

use super::draft::{Draft, Kind};
use super::error::ImportError;
use super::plain;
use crate::derive::count_of;
use pages::{Joined, joined};
use pdf_extract::{Document, Object, PlainTextOutput, decode_text_string, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// More pages than one person reads.
const MOST_PAGES: usize = 5_000;

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ImportError> {
    let damaged = |why: String| ImportError::Damaged { kind: Kind::Pdf.in_words().to_owned(), why };
    let mut document = Document::load_mem(bytes).map_err(|cause| {
        let why = cause.to_string();
        if ["ncrypt", "assword", "ecrypt"].iter().any(|word| why.contains(word)) {
            ImportError::Encrypted
        } else {
            damaged(why)
        }
    })?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(ImportError::Encrypted);
    }
    let mut draft = Draft::new(Kind::Pdf, "");
    draft
        .report
        .guess("text", "a PDF holds letters at places: spaces, order and line breaks were worked out from them");
    properties(&document, &mut draft);
    let pages = texts(&document, &mut draft).map_err(damaged)?;
    let Joined { text, joints, hyphens, dropped } = joined(&pages);
    if joints > 0 {
        let lines = count_of(joints, "line was put together with the next", "lines were put together with the next");
        let words = count_of(hyphens, "word that a hyphen divided is whole", "words that hyphens divided are whole");
        draft.report.guess("line breaks", if hyphens > 0 { format!("{lines}, and {words}") } else { lines });
    }
    for (what, words) in dropped {
        draft.report.drop(what, words);
    }
    plain::read(&text, draft)
}

/// The words of each page that has some; fails where no page can be read.
fn texts(document: &Document, draft: &mut Draft) -> Result<Vec<String>, String> {
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err("it has no page".to_owned());
    }
    let (mut texts, mut bad, mut why) = (Vec::new(), Vec::new(), String::new());
    for number in pages.keys().take(MOST_PAGES) {
        let mut text = String::new();
        let read = catch_unwind(AssertUnwindSafe(|| {
            output_doc_page(document, &mut PlainTextOutput::new(&mut text), *number).map_err(|cause| cause.to_string())
        }));
        match read {
            Ok(Ok(())) => texts.push(text),
            Ok(Err(cause)) => {
                bad.push(number.to_string());
                why = cause;
            }
            Err(_panic) => {
                bad.push(number.to_string());
                "its reader broke down".clone_into(&mut why);
            }
        }
    }
    if texts.is_empty() {
        return Err(why);
    }
    if !bad.is_empty() {
        let pages = if bad.len() == 1 { "page" } else { "pages" };
        draft.report.guess("pages", format!("{pages} {} could not be read ({why}); the others were", bad.join(", ")));
    }
    Ok(texts)
}

/// Title and author as the document has them, where they look like such.
fn properties(document: &Document, draft: &mut Draft) {
    let Some(properties) = document
        .trailer
        .get(b"Info")
        .ok()
        .and_then(|info| document.dereference(info).ok())
        .and_then(|(_, info)| info.as_dict().ok())
    else {
        return;
    };
    let words = |key: &[u8]| {
        let object: &Object = properties.get(key).ok().and_then(|object| document.dereference(object).ok())?.1;
        let words = decode_text_string(object).ok()?;
        let words = words.trim();
        // Programs name the file there: "Microsoft Word - letter.doc", "untitled".
        let is_of_program =
            words.rsplit_once('.').is_some_and(|(_, ending)| ending.len() <= 4 && !ending.contains(' '))
                || words.starts_with("Microsoft ")
                || words.contains(['\u{fffd}', '\\']);
        (words.split_whitespace().count() >= 2 && !is_of_program).then(|| words.to_owned())
    };
    for (what, key, field) in
        [("title", b"Title".as_slice(), &mut draft.title), ("author", b"Author", &mut draft.author)]
    {
        if let Some(words) = words(key) {
            *field = words;
            draft.report.guess(what, "the document's properties, which may name whoever wrote the file");
        }
    }
}
