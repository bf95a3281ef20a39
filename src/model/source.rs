//! An article: its bibliographic record and its text.

use super::{Dated, SourceId, TextHash};
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
    /// When it was published.
    pub published: Dated,
    /// SHA-256 of `text.txt`.
    pub text_sha256: TextHash,
    /// Anything else a reader should know; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A record with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What is known of it.
    pub record: SourceRecord,
    /// The text as it was imported, never edited in place.
    pub text: Arc<str>,
}
