//! Feeds (RSS, Atom): an article for each entry that has its text.

use super::dates;
use super::draft::{Draft, Kind};
use super::error::ImportError;
use super::xml::{Piece, attribute, pieces};
use super::{html, opening};

#[derive(Default)]
struct Entry {
    title: String,
    day: String,
    updated: String,
    author: String,
    url: String,
    id: String,
    content: String,
    summary: String,
}

/// Whether a document is a feed.
pub(super) fn is_feed(head: &str) -> bool {
    head.contains("<rss") || head.contains("<rdf:rdf") || (head.contains("<feed") && head.contains("2005/atom"))
}

/// The articles of a feed.
pub(super) fn read(text: &str, encoding: &str) -> Result<Vec<Draft>, ImportError> {
    let mut outlet = String::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut entry: Option<Entry> = None;
    let mut path: Vec<String> = Vec::new();
    pieces(text, Kind::Feed.in_words(), |piece| match piece {
        Piece::Open(name, element) => {
            if matches!(name, "item" | "entry") {
                entry = Some(Entry::default());
            } else if let (Some(entry), "link", Some(address)) = (&mut entry, name, attribute(element, "href")) {
                let rel = attribute(element, "rel").unwrap_or_else(|| "alternate".to_owned());
                if rel == "alternate" && entry.url.is_empty() {
                    entry.url = address;
                }
            }
            path.push(name.to_owned());
        }
        Piece::Close(name) => {
            path.pop();
            if matches!(name, "item" | "entry") {
                entries.extend(entry.take());
            }
        }
        Piece::Words(words) => match (&mut entry, path.last().map(String::as_str)) {
            (None, Some("title")) if path.iter().rev().nth(1).is_some_and(|of| of == "channel" || of == "feed") => {
                outlet.push_str(words);
            }
            (Some(entry), Some(name)) => {
                let of_author = path.iter().rev().nth(1).is_some_and(|of| of == "author");
                let field = match name {
                    "title" => &mut entry.title,
                    "pubDate" | "published" | "date" | "issued" => &mut entry.day,
                    "updated" | "modified" => &mut entry.updated,
                    "creator" | "author" => &mut entry.author,
                    "name" if of_author => &mut entry.author,
                    "link" => &mut entry.url,
                    "guid" | "id" => &mut entry.id,
                    "encoded" | "content" => &mut entry.content,
                    "description" | "summary" => &mut entry.summary,
                    _ => return,
                };
                field.push_str(words);
            }
            (None, _) | (_, None) => {}
        },
    })?;
    let mut drafts = Vec::new();
    let mut without_text = Vec::new();
    for entry in entries {
        match draft(&entry, outlet.trim(), encoding) {
            Some(draft) => drafts.push(draft),
            None => without_text.push(entry.title.trim().to_owned()),
        }
    }
    let none = || ImportError::NoText("; the feed has entries, but no texts".to_owned());
    let first = drafts.first_mut().ok_or_else(none)?;
    for title in without_text {
        first.report.drop("entry without a text", title);
    }
    Ok(drafts)
}

fn draft(entry: &Entry, outlet: &str, encoding: &str) -> Option<Draft> {
    let mut draft = Draft::new(Kind::Feed, encoding);
    let words =
        |text: &str| if text.contains('<') { html::chapter(text).ok() } else { Some(vec![text.trim().to_owned()]) };
    let (body, is_summary) =
        if entry.content.trim().is_empty() { (&entry.summary, true) } else { (&entry.content, false) };
    let paragraphs: Vec<String> = words(body)?.into_iter().filter(|paragraph| !paragraph.trim().is_empty()).collect();
    if paragraphs.is_empty() {
        return None;
    }
    if is_summary {
        draft.report.guess("text", "the summary of the feed; the article itself may be longer");
    } else if !entry.summary.trim().is_empty() {
        draft.report.drop("summary", words(&entry.summary).map(|words| words.join(" ")).unwrap_or_default());
    }
    draft.text = paragraphs.join("\n\n") + "\n";
    let title = words(&entry.title).map(|words| words.join(" ")).unwrap_or_default();
    draft.title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    entry.author.trim().clone_into(&mut draft.author);
    outlet.clone_into(&mut draft.outlet);
    let address = [&entry.url, &entry.id].into_iter().find(|address| address.trim().starts_with("http"));
    address.map(|address| address.trim()).unwrap_or_default().clone_into(&mut draft.url);
    draft.published = dates::of_metadata(&entry.day).or_else(|| dates::of_metadata(&entry.updated));
    if draft.published.is_none() {
        draft.report.guess("published", "not dated: the entry names no day");
    }
    if draft.title.is_empty() {
        opening::title_from_text(&mut draft);
    }
    draft.report.keep("an entry of a feed");
    Some(draft)
}
