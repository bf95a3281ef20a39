//! Debates in TEI, as ParlaMint has them: headings and speeches, each speech behind its speaker.
//!
//! Easily got wrong: the head of the file tells of the corpus, not of the sitting; only its source has the day of that.

use super::dates;
use super::draft::{Draft, Kind};
use super::error::ImportError;
use super::plain;
use super::xml::{Piece, attribute, pieces};
use crate::model::Dated;

/// Whether a document is TEI.
pub(super) fn is_tei(head: &str) -> bool {
    head.contains("<tei") && (head.contains("tei-c.org") || head.contains("<teiheader"))
}

#[derive(Default)]
struct Debate {
    titles: Vec<(String, String)>,
    outlet: String,
    sitting: Option<String>,
    released: Option<String>,
    paragraphs: Vec<String>,
    dropped: Vec<(&'static str, String)>,
}

/// Reads a debate into `draft`, which has been given its encoding.
pub(super) fn read(text: &str, mut draft: Draft) -> Result<Draft, ImportError> {
    draft.kind = Kind::Tei;
    let debate = debate(text)?;
    let title_of = |kind: &str| {
        let title = debate.titles.iter().find(|(of, _)| of == kind).map(|(_, words)| words.trim());
        title.map(|words| words.split(" [").next().unwrap_or(words).trim().to_owned()).filter(|words| !words.is_empty())
    };
    draft.title = match (title_of("sub"), title_of("main").or_else(|| title_of(""))) {
        (Some(sub), Some(main)) => format!("{sub} ({main})"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => String::new(),
    };
    if !draft.title.is_empty() {
        draft.report.guess("title", "the title of the document in its head");
    }
    let (day, from) = match (&debate.sitting, &debate.released) {
        (Some(day), _) => (day.as_str(), "the day of the sitting"),
        (None, Some(day)) => (day.as_str(), "the day on which the file was released; it names no day of the sitting"),
        (None, None) => ("", ""),
    };
    draft.published = dates::of_metadata(day).map(|of| Dated { words: day.to_owned(), ..of });
    if draft.published.is_some() {
        draft.report.guess("published", from);
    }
    draft.outlet.clone_from(&debate.outlet);
    for (what, words) in &debate.dropped {
        draft.report.drop(what, words.as_str());
    }
    plain::read(&(debate.paragraphs.join("\n\n") + "\n"), draft)
}

fn debate(text: &str) -> Result<Debate, ImportError> {
    let mut debate = Debate::default();
    let mut path: Vec<(String, String)> = Vec::new();
    let mut words = String::new();
    let mut speaker = String::new();
    let mut speech: Vec<String> = Vec::new();
    pieces(text, Kind::Tei.in_words(), |piece| match piece {
        Piece::Open(name, element) => {
            let is_block =
                !matches!(name, "w" | "pc" | "s" | "name" | "ref" | "hi" | "date" | "time" | "num" | "lb" | "gap");
            if is_block {
                keep_loose(&mut debate, &path, &mut words);
            }
            let kind = attribute(element, "type").unwrap_or_default();
            if name == "date"
                && let Some(day) = attribute(element, "when").or_else(|| attribute(element, "from"))
            {
                let inside = |of: &str| path.iter().any(|(name, _)| name == of);
                if inside("sourceDesc") || inside("setting") {
                    debate.sitting.get_or_insert(day);
                } else if inside("publicationStmt") {
                    debate.released.get_or_insert(day);
                }
            }
            if name == "u" {
                speech.clear();
                if speaker.is_empty() {
                    speaker = attribute(element, "who").map(|who| spaced(&who)).unwrap_or_default();
                }
            }
            path.push((name.to_owned(), kind));
        }
        Piece::Words(more) => {
            words.push_str(more);
        }
        Piece::Close(name) => {
            let kind = path.pop().map(|(_, kind)| kind).unwrap_or_default();
            let inside = |of: &str| path.iter().any(|(name, _)| name == of);
            let found = || words.split_whitespace().collect::<Vec<_>>().join(" ");
            if matches!(name, "w" | "pc" | "s" | "name" | "ref" | "hi" | "date" | "time" | "num" | "lb" | "gap") {
                if matches!(name, "w" | "s") {
                    words.push(' ');
                }
                return;
            }
            let found = found();
            words.clear();
            let in_head = inside("teiHeader");
            match name {
                "title" if inside("titleStmt") => debate.titles.push((kind, found)),
                "orgName" | "publisher" if in_head && !found.is_empty() => {
                    debate.dropped.push(("publisher of the file", found));
                }
                _ if found.is_empty() && name != "u" => {}
                _ if in_head => debate.dropped.push(("head of the file", found)),
                "note" if kind == "speaker" => speaker = found,
                "seg" | "p" if inside("u") => speech.push(found),
                "u" => {
                    if !found.is_empty() {
                        speech.push(found);
                    }
                    let label = speaker.trim_end_matches(':');
                    let said = speech.join(" ");
                    if !said.is_empty() {
                        debate.paragraphs.push(if label.is_empty() { said } else { format!("{label}: {said}") });
                    }
                    speech.clear();
                    speaker.clear();
                }
                "note" | "desc" => debate.dropped.push(("note", found)),
                _ => debate.paragraphs.push(found),
            }
        }
    })?;
    Ok(debate)
}

/// Words that stand between two elements.
fn keep_loose(debate: &mut Debate, path: &[(String, String)], words: &mut String) {
    let loose = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.clear();
    if loose.is_empty() {
        return;
    }
    if path.iter().any(|(name, _)| name == "teiHeader") {
        debate.dropped.push(("head of the file", loose));
    } else {
        debate.paragraphs.push(loose);
    }
}

/// `#JanDorn` as "Jan Dorn".
fn spaced(who: &str) -> String {
    let mut name = String::new();
    for letter in who.trim_start_matches('#').chars() {
        if letter.is_uppercase() && name.chars().last().is_some_and(char::is_lowercase) {
            name.push(' ');
        }
        name.push(if letter == '_' { ' ' } else { letter });
    }
    name
}
