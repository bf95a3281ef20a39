//! Holds every quotation against its text, while a project is read.
//!
//! The order of finding is that of [`crate::evidence::locate`]. A quotation whose words are found elsewhere is shown
//! there, with a defect; words that are not found are left out, and a person decides. The files stay as they are.

use super::defect::{Report, Spot};
use super::read::Places;
use crate::evidence::locate::{Located, Locator};
use crate::model::{ByteRange, CONTEXT_CHARS, Quotation, Source, SourceId, TextHash};
use std::collections::BTreeMap;

/// The texts of a project with what is worked out for finding words in them.
pub(super) struct Anchors<'p> {
    texts: BTreeMap<&'p SourceId, (&'p Source, Locator<'p>)>,
}

impl<'p> Anchors<'p> {
    pub(super) fn new(sources: &'p BTreeMap<SourceId, Source>) -> Self {
        Self { texts: sources.iter().map(|(id, source)| (id, (source, Locator::new(&source.text)))).collect() }
    }

    /// Puts `quote` where its words stand. `Ok(None)` if they stood there, `Ok(Some(remark))` if the record is wrong
    /// about the place, `Err(reason)` if the words are not found.
    pub(super) fn settle(&self, source: &SourceId, quote: &mut Quotation) -> Result<Option<String>, String> {
        let Some((source, locator)) = self.texts.get(source) else {
            return Err(format!("source: there is no article {source}"));
        };
        let text: &str = &source.text;
        let wrong = || wrong_words(text, quote);
        let (bytes, remark) = match locator.locate(quote) {
            Located::InPlace(bytes) => (bytes, None),
            Located::Moved(bytes) if bytes == quote.bytes => (
                bytes,
                Some("the words stand in their place, but were quoted from another version of the text".to_owned()),
            ),
            Located::Moved(bytes) => {
                let place = in_words(bytes);
                (bytes, Some(format!("{}; the quoted words stand at {place} and are shown there", wrong())))
            }
            Located::Folded(bytes) => {
                let remark = format!(
                    "{}; with other quotation marks, dashes or spaces the words stand at {} and are shown there",
                    wrong(),
                    in_words(bytes)
                );
                (bytes, Some(remark))
            }
            Located::Proposed(proposals) => {
                let proposed = proposals.first().map_or(String::new(), |best| {
                    let words = best.bytes.of(text).unwrap_or("");
                    format!("; perhaps {} at {} is meant", shortened(words), in_words(best.bytes))
                });
                return Err(format!("{}; the quoted words are not found{proposed}", wrong()));
            }
            Located::Lost => return Err(format!("{}; the quoted words are not found in the text", wrong())),
        };
        let Some((exact, before, after)) = with_context(text, bytes) else {
            return Err("the range of bytes leaves the text".to_owned());
        };
        let context = (remark.is_none() && (before != quote.before || after != quote.after)).then(|| {
            let (which, found, kept) =
                if before == quote.before { ("after", after, &quote.after) } else { ("before", before, &quote.before) };
            format!("{which}: next to the quoted words stands {found:?}, and the record says {}", shortened(kept))
        });
        if remark.is_some() || context.is_some() {
            *quote = Quotation {
                exact: exact.to_owned(),
                before: before.to_owned(),
                after: after.to_owned(),
                bytes,
                text: locator.hash(),
            };
        }
        Ok(remark.or(context))
    }

    /// Names the articles whose text is not the one that was recorded.
    pub(super) fn report_changed_texts(&self, places: &Places, report: &mut Report) {
        for (id, (source, locator)) in &self.texts {
            let recorded = source.record.text_sha256;
            let Some(place) = places.sources.get(*id) else { continue };
            if locator.hash() == recorded {
                continue;
            }
            let reason = format!(
                "text_sha256: text.txt has the hash {}, and the record says {recorded}; {}",
                locator.hash(),
                why_changed(&source.text, recorded)
            );
            report.left_out(&place.file, Spot::Line(place.line), reason);
        }
    }
}

fn why_changed(text: &str, recorded: TextHash) -> &'static str {
    if TextHash::of(text.replace("\r\n", "\n").as_bytes()) == recorded {
        "only the line ends differ: put `sources/** -text` into .gitattributes and check the file out again"
    } else if text.lines().any(|line| line.starts_with("<<<<<<< ")) {
        "the text holds an unresolved merge conflict: restore it, it is never edited in place"
    } else {
        "a text is never edited in place: restore it, or import the new version as another article"
    }
}

/// "the words at bytes 3..9 are “…”, and the record quotes “…”".
fn wrong_words(text: &str, quote: &Quotation) -> String {
    let place = in_words(quote.bytes);
    let found = match quote.bytes.of(text) {
        Some(words) => format!("the words at {place} are {}", shortened(words)),
        None if quote.bytes.end > text.len() || quote.bytes.start > text.len() => {
            format!("the text ends at byte {}, before {place}", text.len())
        }
        None if quote.bytes.start > quote.bytes.end => format!("{place} end before they start"),
        None => format!("{place} cut a character"),
    };
    format!("{found}, and the record quotes {}", shortened(&quote.exact))
}

fn in_words(bytes: ByteRange) -> String {
    format!("bytes {}..{}", bytes.start, bytes.end)
}

/// Foreign words, quoted and cut to a length that can be read.
fn shortened(words: &str) -> String {
    const MOST_CHARS: usize = 60;
    match words.char_indices().nth(MOST_CHARS) {
        None => format!("{words:?}"),
        Some((cut, _)) => format!("{:?}…", words.get(..cut).unwrap_or("")),
    }
}

/// The words at `bytes` and up to [`CONTEXT_CHARS`] characters on both sides.
fn with_context(text: &str, bytes: ByteRange) -> Option<(&str, &str, &str)> {
    let exact = bytes.of(text).filter(|words| !words.is_empty())?;
    let (before, after) = (text.get(..bytes.start)?, text.get(bytes.end..)?);
    let from = before.char_indices().rev().nth(CONTEXT_CHARS - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(CONTEXT_CHARS).map_or(after.len(), |(at, _)| at);
    Some((exact, before.get(from..)?, after.get(..to)?))
}
