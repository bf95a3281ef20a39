//! An article: its bibliographic record and its text.

use super::{ByteRange, Dated, Day, SourceId, TextHash};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is known of an article, as far as the article itself says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRecord {
    /// Its name, and that of its folder.
    pub id: SourceId,
    /// The headline, or the first sentence where the text prints none.
    pub title: String,
    /// Where the title comes from, if it is not a printed headline; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title_note: String,
    /// Who published it; empty where the text does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outlet: String,
    /// What in the text points to the outlet, or that nothing does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outlet_note: String,
    /// Who wrote it; empty where the text does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Where it was written or plays, as the text says; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// When it was published; undated where nothing says so.
    #[serde(default, skip_serializing_if = "Dated::is_blank")]
    pub published: Dated,
    /// On which day it was imported; `None` for a text that was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<Day>,
    /// SHA-256 of `text.txt`.
    pub text_sha256: TextHash,
    /// Where it was found on the web; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// The file it was imported from; `None` for a text that was not imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
    /// Stretches that a person has made one sentence each, by place, none overlapping another; elsewhere the text is
    /// split by rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_sentences: Vec<ByteRange>,
    /// Anything else a reader should know; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The file that an article was imported from, kept byte for byte beside its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Original {
    /// Its name in the folder of the article: `original.` and an ending of at most 8 lower-case letters and digits.
    pub file: String,
    /// What it was called where it came from; a name, never a path.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: TextHash,
}

/// A record with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What is known of it.
    pub record: SourceRecord,
    /// The text as it was imported, never edited in place.
    pub text: Arc<str>,
}
