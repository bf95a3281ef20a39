//! Edits of articles: taking them in, their records, the bounds of their sentences.
//!
//! The thing easily got wrong: a text is never changed in place, since quotations stand in it.

use super::Refusal;
use crate::model::{ByteRange, Patch, Project, Source, SourceId, SourceRecord, TextHash};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An article to take in.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSource {
    /// Its record and text.
    pub source: Source,
    /// The bytes it was imported from, where the record names an original.
    pub original: Option<Arc<[u8]>>,
}

/// The title of an article; its id where it is missing.
pub(super) fn title(project: &Project, source: &SourceId) -> String {
    project.sources.get(source).map_or_else(|| source.to_string(), |source| source.record.title.clone())
}

/// Adds articles under ids that are free.
pub(super) fn add(project: &Project, sources: &[NewSource]) -> Result<Patch, Refusal> {
    let mut new = BTreeMap::new();
    for NewSource { source, original } in sources {
        let SourceRecord { id, text_sha256, original: named, .. } = &source.record;
        if project.sources.contains_key(id) || new.contains_key(id) {
            return Err(Refusal::new(format!("There is an article {id} already; nothing was taken in")));
        }
        if TextHash::of(source.text.as_bytes()) != *text_sha256 {
            return Err(Refusal::new(format!("The record of {id} is of another text; nothing was taken in")));
        }
        let is_whole = match (named, original) {
            (Some(named), Some(bytes)) => TextHash::of(bytes) == named.sha256,
            (None, _) => true,
            (Some(_), None) => false,
        };
        if !is_whole {
            return Err(Refusal::new(format!(
                "The file that {id} was read from has changed since; import it again. Nothing was taken in"
            )));
        }
        new.insert(id.clone(), Some(source.clone()));
    }
    Ok(Patch { sources: new, ..Patch::default() })
}

/// Replaces a record; the text and what it was imported from stay.
pub(super) fn put_record(project: &Project, record: &SourceRecord) -> Result<Patch, Refusal> {
    let Some(source) = project.sources.get(&record.id) else {
        return Err(Refusal::new(format!("There is no article {}", record.id)));
    };
    if record.title.trim().is_empty() {
        return Err(Refusal::new("An article needs a title; where the text prints none, take its first sentence"));
    }
    let record = SourceRecord {
        text_sha256: source.record.text_sha256,
        original: source.record.original.clone(),
        ..record.clone()
    };
    let changed = Source { record, text: source.text.clone() };
    Ok(Patch { sources: BTreeMap::from([(changed.record.id.clone(), Some(changed))]), ..Patch::default() })
}

/// Takes articles away with the statements and relations that quote them.
pub(super) fn remove(project: &Project, sources: &BTreeSet<SourceId>) -> Patch {
    let statements = project.statements.values().filter(|statement| sources.contains(&statement.source));
    let relations = project.relations.values().filter(|relation| sources.contains(&relation.source));
    Patch {
        sources: sources.iter().map(|id| (id.clone(), None)).collect(),
        statements: statements.map(|statement| (statement.id.clone(), None)).collect(),
        relations: relations.map(|relation| (relation.id.clone(), None)).collect(),
        ..Patch::default()
    }
}

/// Makes each of `own_sentences` one sentence.
pub(super) fn set_sentences(
    project: &Project,
    source: &SourceId,
    own_sentences: &[ByteRange],
) -> Result<Patch, Refusal> {
    let Some(of) = project.sources.get(source) else {
        return Err(Refusal::new(format!("There is no article {source}")));
    };
    let stands = |bytes: &ByteRange| bytes.of(&of.text).is_some_and(|words| !words.trim().is_empty());
    let in_order = own_sentences.windows(2).all(|pair| match pair {
        [one, next] => one.end <= next.start,
        _ => true,
    });
    if !own_sentences.iter().all(stands) || !in_order {
        return Err(Refusal::new("A sentence holds whole words of the article and no words of another sentence"));
    }
    let record = SourceRecord { own_sentences: own_sentences.to_vec(), ..of.record.clone() };
    let changed = Source { record, text: of.text.clone() };
    Ok(Patch { sources: BTreeMap::from([(source.clone(), Some(changed))]), ..Patch::default() })
}
