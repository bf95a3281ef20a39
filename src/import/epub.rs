//! An EPUB book to a draft: its chapters in reading order.
//!
//! The thing easily got wrong: chapters are named relative to the package file and with escapes; the names are looked up
//! in the archive and lead nowhere else.

use super::archive::Archive;
use super::dates;
use super::draft::{Draft, Kind, LONGEST_TEXT_BYTES};
use super::error::ImportError;
use super::html;
use super::plain;
use super::xml::{Piece, attribute, pieces};
use crate::derive::count_of;
use std::collections::BTreeMap;

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Draft, ImportError> {
    let damaged = |why: &str| ImportError::Damaged { kind: Kind::Epub.in_words().to_owned(), why: why.to_owned() };
    let container = archive.text("META-INF/container.xml")?.ok_or_else(|| damaged("its container is missing"))?;
    let mut package_name = None;
    pieces(&container, Kind::Epub.in_words(), |piece| {
        if let Piece::Open("rootfile", element) = piece
            && package_name.is_none()
        {
            package_name = attribute(element, "full-path");
        }
    })?;
    let package_name = package_name.ok_or_else(|| damaged("its container names no package"))?;
    if archive.text("META-INF/encryption.xml")?.is_some_and(|xml| xml.contains("xmlenc#aes")) {
        return Err(ImportError::Encrypted);
    }
    let xml = archive.text(&package_name)?.ok_or_else(|| damaged("its package file is missing"))?;
    let package = package(&xml)?;
    let mut draft = Draft::new(Kind::Epub, "");
    package.tell(&mut draft);
    let folder = package_name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut text = String::new();
    let mut chapters = 0;
    for name in package.spine.iter().filter_map(|id| package.items.get(id)) {
        match archive.text(&inside(folder, name))? {
            Some(chapter) => {
                let paragraphs = html::chapter(&chapter)?;
                chapters += usize::from(!paragraphs.is_empty());
                for paragraph in paragraphs {
                    text.push_str(if text.is_empty() { "" } else { "\n\n" });
                    text.push_str(&paragraph);
                }
            }
            None => draft.report.guess("chapters", format!("{name:?} is named in the book but not in it")),
        }
        if text.len() > LONGEST_TEXT_BYTES {
            return Err(ImportError::Bomb("it lists more chapters than any book has".to_owned()));
        }
    }
    draft.report.keep(count_of(chapters, "chapter", "chapters"));
    draft.text = text + "\n";
    plain::finish(draft)
}

#[derive(Default)]
struct Package {
    items: BTreeMap<String, String>,
    spine: Vec<String>,
    words: BTreeMap<String, String>,
}

impl Package {
    fn tell(&self, draft: &mut Draft) {
        let word = |name: &str| self.words.get(name).map(|words| words.trim()).filter(|words| !words.is_empty());
        for (what, name, field) in [
            ("title", "title", &mut draft.title),
            ("author", "creator", &mut draft.author),
            ("outlet", "publisher", &mut draft.outlet),
        ] {
            if let Some(words) = word(name) {
                words.clone_into(field);
                draft.report.guess(what, "the book's own metadata");
            }
        }
        if let Some(words) = word("date") {
            draft.published = dates::of_metadata(words);
            match &draft.published {
                Some(_) => draft.report.guess("published", "the book's own metadata"),
                None => draft.report.drop(dates::NO_DATE, words),
            }
        }
    }
}

fn package(xml: &str) -> Result<Package, ImportError> {
    let mut package = Package::default();
    let mut inside = String::new();
    pieces(xml, Kind::Epub.in_words(), |piece| match piece {
        Piece::Open("item", element) => {
            let is_contents =
                attribute(element, "properties").is_some_and(|words| words.split(' ').any(|word| word == "nav"));
            if let (Some(id), Some(name), false) = (attribute(element, "id"), attribute(element, "href"), is_contents) {
                package.items.insert(id, name);
            }
        }
        Piece::Open("itemref", element) => package.spine.extend(attribute(element, "idref")),
        Piece::Open(name, _) => {
            name.clone_into(&mut inside);
            // The first of several names is the book's.
            if package.words.get(name).is_some_and(|words| !words.is_empty()) {
                inside.clear();
            }
        }
        Piece::Close(_) => inside.clear(),
        Piece::Words(words) => {
            if matches!(inside.as_str(), "title" | "creator" | "publisher" | "date") {
                package.words.entry(inside.clone()).or_default().push_str(words);
            }
        }
    })?;
    Ok(package)
}

/// The entry that `name` means, seen from `folder`.
fn inside(folder: &str, name: &str) -> String {
    let name = name.split(['#', '?']).next().unwrap_or(name);
    let mut parts: Vec<String> = Vec::new();
    for part in folder.split('/').map(str::to_owned).chain(name.split('/').map(unescaped)) {
        match part.as_str() {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn unescaped(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
