//! A text document of OpenDocument to a draft: its paragraphs in their order.

use super::archive::Archive;
use super::draft::{Draft, Kind};
use super::error::ImportError;
use super::plain;
use super::xml::{Piece, attribute, pieces};

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Draft, ImportError> {
    let kind = Kind::Odt.in_words();
    let missing = || ImportError::Damaged { kind: kind.to_owned(), why: "content.xml is missing".to_owned() };
    let content = archive.text("content.xml")?.ok_or_else(missing)?;
    let mut draft = Draft::new(Kind::Odt, "");
    let (mut paragraphs, mut notes) = (Vec::new(), Vec::new());
    let (mut inside, mut note, mut deleted) = (Vec::<String>::new(), 0_usize, 0_usize);
    pieces(&content, kind, |piece| match piece {
        Piece::Open("p" | "h", _) => inside.push(String::new()),
        Piece::Close("p" | "h") => {
            let words = inside.pop().unwrap_or_default();
            if note > 0 {
                notes.push(words);
            } else if deleted == 0 {
                paragraphs.push(words);
            }
        }
        Piece::Open("note" | "annotation", _) => note += 1,
        Piece::Close("note" | "annotation") => note = note.saturating_sub(1),
        Piece::Open("tracked-changes", _) => deleted += 1,
        Piece::Close("tracked-changes") => deleted = deleted.saturating_sub(1),
        Piece::Open("s", element) => {
            let count = attribute(element, "c").and_then(|count| count.parse().ok()).unwrap_or(1_usize).min(1_000);
            if let Some(words) = inside.last_mut() {
                words.push_str(&" ".repeat(count));
            }
        }
        Piece::Open("tab", _) => inside.last_mut().into_iter().for_each(|words| words.push('\t')),
        Piece::Open("line-break", _) => inside.last_mut().into_iter().for_each(|words| words.push('\n')),
        Piece::Words(words) => inside.last_mut().into_iter().for_each(|paragraph| paragraph.push_str(words)),
        Piece::Open(..) | Piece::Close(_) => {}
    })?;
    for words in notes.iter().filter(|words| !words.trim().is_empty()) {
        draft.report.drop("note", words.as_str());
    }
    plain::read(&(paragraphs.join("\n") + "\n"), draft)
}
