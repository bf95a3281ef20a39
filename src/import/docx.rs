//! A Word document to a draft: its paragraphs as they read with all changes accepted.
//!
//! The thing easily got wrong: deleted text is still in the file; it is no word of the document.

use super::archive::Archive;
use super::draft::{Draft, Kind};
use super::error::ImportError;
use super::plain;
use super::xml::{Piece, attribute, pieces};
use crate::derive::count_of;

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Draft, ImportError> {
    let kind = Kind::Docx.in_words();
    let missing = || ImportError::Damaged { kind: kind.to_owned(), why: "word/document.xml is missing".to_owned() };
    let document = archive.text("word/document.xml")?.ok_or_else(missing)?;
    let mut draft = Draft::new(Kind::Docx, "");
    properties(archive, &mut draft)?;
    let body = body(&document)?;
    if body.title_style.is_some() && draft.title.is_empty() {
        draft.report.guess("title", "the paragraph that is styled as the title");
        draft.title = body.title_style.unwrap_or_default();
    }
    if body.deleted > 0 {
        draft.report.keep(count_of(body.deleted, "deleted passage was left out", "deleted passages were left out"));
    }
    for part in ["word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"] {
        if let Some(notes) = archive.text(part)? {
            let what = part.trim_start_matches("word/").trim_end_matches(".xml");
            self::body(&notes)?
                .paragraphs
                .iter()
                .filter(|note| !note.trim().is_empty())
                .for_each(|note| draft.report.drop(what, note.as_str()));
        }
    }
    plain::read(&(body.paragraphs.join("\n") + "\n"), draft)
}

/// The paragraphs of a document, one a line.
pub(super) fn lines(archive: &mut Archive<'_>) -> Result<String, ImportError> {
    let Some(document) = archive.text("word/document.xml")? else { return Ok(String::new()) };
    Ok(body(&document)?.paragraphs.join("\n"))
}

#[derive(Default)]
struct Body {
    paragraphs: Vec<String>,
    title_style: Option<String>,
    deleted: usize,
}

fn body(xml: &str) -> Result<Body, ImportError> {
    let mut body = Body::default();
    let mut paragraph = String::new();
    // How deep the walk is in words, in what was deleted, in what is only an alternative.
    let (mut words, mut deleted, mut skipped) = (0_usize, 0_usize, 0_usize);
    let mut is_title = false;
    pieces(xml, Kind::Docx.in_words(), |piece| match piece {
        Piece::Open("t", _) => words += 1,
        Piece::Close("t") => words = words.saturating_sub(1),
        Piece::Open("del" | "moveFrom", _) => {
            deleted += 1;
            body.deleted += 1;
        }
        Piece::Close("del" | "moveFrom") => deleted = deleted.saturating_sub(1),
        Piece::Open("Fallback" | "instrText", _) => skipped += 1,
        Piece::Close("Fallback" | "instrText") => skipped = skipped.saturating_sub(1),
        Piece::Open("tab", _) if deleted + skipped == 0 && !paragraph.is_empty() => paragraph.push('\t'),
        Piece::Open("br" | "cr", _) if deleted + skipped == 0 => paragraph.push('\n'),
        Piece::Open("noBreakHyphen", _) if deleted + skipped == 0 => paragraph.push('\u{2011}'),
        Piece::Open("pStyle", element) => is_title = attribute(element, "val").is_some_and(|style| style == "Title"),
        Piece::Words(text) if words > 0 && deleted + skipped == 0 => paragraph.push_str(text),
        Piece::Close("p") => {
            let text = std::mem::take(&mut paragraph);
            if std::mem::take(&mut is_title) && !text.trim().is_empty() {
                body.title_style.get_or_insert_with(|| text.trim().to_owned());
            }
            body.paragraphs.push(text);
        }
        Piece::Open(..) | Piece::Close(_) | Piece::Words(_) => {}
    })?;
    body.paragraphs.push(paragraph);
    while body.paragraphs.last().is_some_and(String::is_empty) {
        body.paragraphs.pop();
    }
    Ok(body)
}

/// Title and author as the document's properties have them.
fn properties(archive: &mut Archive<'_>, draft: &mut Draft) -> Result<(), ImportError> {
    let Some(xml) = archive.text("docProps/core.xml")? else { return Ok(()) };
    let mut inside = String::new();
    let (mut title, mut author) = (String::new(), String::new());
    pieces(&xml, Kind::Docx.in_words(), |piece| match piece {
        Piece::Open(name, _) => name.clone_into(&mut inside),
        Piece::Close(_) => inside.clear(),
        Piece::Words(words) => match inside.as_str() {
            "title" => title.push_str(words),
            "creator" => author.push_str(words),
            _ => {}
        },
    })?;
    for (what, field, words) in [("title", &mut draft.title, title), ("author", &mut draft.author, author)] {
        if !words.trim().is_empty() {
            words.trim().clone_into(field);
            draft.report.guess(what, "the document's properties, which may name whoever wrote the file");
        }
    }
    Ok(())
}
