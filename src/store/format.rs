//! Writes a project as files: the same bytes for the same project, small changes for small edits.
//!
//! Lists hold one record a line with a trailing comma, so that two people's additions merge. Pure; saving is
//! [`super::save`]'s. The thing easily got wrong: every record has its file, also an article without statements.

use super::error::StoreError;
use super::files::RelativePath;
use super::last_read::LastRead;
use super::touched::{SaveUnit, Touched};
use crate::model::{Beside, ByteRange, Project, Relation, SourceId, Statement};
use ron::ser::PrettyConfig;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The files of `project`, without views and without what articles were imported from. Comments at the top of files
/// that were read are kept from `last_read`.
pub fn write_project(project: &Project, last_read: &LastRead) -> Result<BTreeMap<RelativePath, Vec<u8>>, StoreError> {
    let parts = Touched::whole(project).into_parts();
    let files = write_parts(project, &parts, last_read)?.into_iter();
    Ok(files
        .filter_map(|(path, written)| match written {
            Written::Bytes(bytes) => Some((path, bytes)),
            Written::Nothing => None,
        })
        .collect())
}

/// A list is written by no more threads, and by one where it is short.
const MOST_AT_ONCE: usize = 8;
const FEWEST_IN_A_PIECE: usize = 500;

/// What a file is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The project has nothing for it, so it goes.
    Nothing,
}

/// The files of those parts of `project`.
pub(super) fn write_parts(
    project: &Project,
    parts: &BTreeSet<SaveUnit>,
    last_read: &LastRead,
) -> Result<BTreeMap<RelativePath, Written>, StoreError> {
    let mut writing = Writing { last_read, files: BTreeMap::new() };
    let Project { manifest, actors, sources, statements, relations } = project;
    let asked = |id: &SourceId| parts.contains(&SaveUnit::Statements(id.clone()));
    let mut by_source: BTreeMap<&SourceId, Vec<&Statement>> =
        sources.keys().filter(|id| asked(id)).map(|id| (id, Vec::new())).collect();
    if parts.iter().any(|part| matches!(part, SaveUnit::Statements(_))) {
        for statement in statements.values() {
            if let Some(of_source) = by_source.get_mut(&statement.source) {
                of_source.push(statement);
            } else if asked(&statement.source) {
                by_source.insert(&statement.source, vec![statement]);
            }
        }
    }
    for part in parts {
        match part {
            SaveUnit::Manifest => {
                let about = "What is asked, how it is answered, and the rule that turns statements into standings.";
                writing.value("project.ron", about, manifest, 4)?;
            }
            SaveUnit::Actors => {
                writing.list("actors.ron", "Who can hold a position, sorted by id.", actors.values())?;
            }
            SaveUnit::Relations => {
                let mut ties: Vec<&Relation> = relations.values().collect();
                ties.sort_by_key(|tie| (&tie.source, place(tie.quote.bytes), &tie.id));
                let about = "What ties two actors, as a sentence states it, by article and in the order of its text.";
                writing.list("relations.ron", about, ties.into_iter())?;
            }
            SaveUnit::Source(id) => {
                let (text, meta) = (format!("sources/{id}/text.txt"), format!("sources/{id}/meta.ron"));
                if let Some(source) = sources.get(id) {
                    writing.bytes(&text, source.text.as_bytes().to_vec())?;
                    let about = "What the article says about itself. What it does not say is left out.";
                    writing.value(&meta, about, &source.record, 1)?;
                } else {
                    writing.put(&text, Written::Nothing)?;
                    writing.put(&meta, Written::Nothing)?;
                }
            }
            SaveUnit::Statements(id) => {
                let file = format!("statements/{id}.ron");
                if let Some(of_source) = by_source.get_mut(id) {
                    of_source.sort_by_key(|statement| (place(statement.quote.bytes), &statement.id));
                    let about = format!("Whose position each sentence of {id} tells, in the order of the text.");
                    writing.list(&file, &about, of_source.iter().copied())?;
                } else {
                    writing.put(&file, Written::Nothing)?;
                }
            }
        }
    }
    Ok(writing.files)
}

fn place(bytes: ByteRange) -> (usize, usize) {
    (bytes.start, bytes.end)
}

struct Writing<'r> {
    last_read: &'r LastRead,
    files: BTreeMap<RelativePath, Written>,
}

impl Writing<'_> {
    /// A struct, broken into lines down to `depth` levels.
    fn value<T: Serialize>(&mut self, path: &str, about: &str, value: &T, depth: usize) -> Result<(), StoreError> {
        let mut text = self.header(path, about);
        text.push_str(&pretty(path, value, depth)?);
        text.push('\n');
        self.bytes(path, text.into_bytes())
    }

    /// A list, one record a line.
    fn list<'v, T: Serialize + Sync + 'v>(
        &mut self,
        path: &str,
        about: &str,
        records: impl Iterator<Item = &'v T>,
    ) -> Result<(), StoreError> {
        let records: Vec<&T> = records.collect();
        let mut text = self.header(path, about);
        text.push_str("[\n");
        let pieces = lines_of(path, &records)?;
        text.reserve(pieces.iter().map(String::len).sum::<usize>() + 2);
        for lines in pieces {
            text.push_str(&lines);
        }
        text.push_str("]\n");
        self.bytes(path, text.into_bytes())
    }

    fn header(&self, path: &str, about: &str) -> String {
        match self.last_read.header(path) {
            Some(kept) if !kept.is_empty() => format!("{}\n", kept.trim_end()),
            Some(_) | None => format!("// {about}\n"),
        }
    }

    fn bytes(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), StoreError> {
        self.put(path, Written::Bytes(bytes))
    }

    fn put(&mut self, path: &str, written: Written) -> Result<(), StoreError> {
        let unspeakable =
            |_| StoreError::Unspeakable { file: path.to_owned(), cause: ron::Error::Message("not a path".to_owned()) };
        self.files.insert(RelativePath::new(path).map_err(unspeakable)?, written);
        Ok(())
    }
}

/// Records as lines, in pieces that are written at the same time where there are many.
fn lines_of<T: Serialize + Sync>(path: &str, records: &[&T]) -> Result<Vec<String>, StoreError> {
    let at_once = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_AT_ONCE);
    let each = records.len().div_ceil(at_once).max(FEWEST_IN_A_PIECE);
    let write = |piece: &[&T]| -> Result<String, StoreError> {
        // As long as most statements are, so that the text is not moved again and again while it grows.
        let (mut lines, mut scratch) = (String::with_capacity(piece.len() * 640), String::new());
        for record in piece {
            lines.push_str("    ");
            write_pretty(path, record, 0, &mut scratch, &mut lines)?;
            lines.push_str(",\n");
        }
        Ok(lines)
    };
    if records.len() <= each {
        return Ok(vec![write(records)?]);
    }
    let write = &write;
    let pieces: Vec<_> = records.chunks(each).map(|piece| move || write(piece)).collect();
    std::thread::scope(|scope| {
        let writing: Vec<_> = pieces.iter().map(|piece| Beside::start(scope, piece)).collect();
        writing.into_iter().map(Beside::finish).collect()
    })
}

fn pretty<T: Serialize>(path: &str, value: &T, depth: usize) -> Result<String, StoreError> {
    let mut text = String::new();
    write_pretty(path, value, depth, &mut String::new(), &mut text)?;
    Ok(text)
}

/// Adds `value` to `text`, by way of `scratch`.
///
/// The crate is told to copy strings as they are, and what has to be escaped is escaped afterwards. By itself it also escapes
/// apostrophes, of which articles are full, and writes character by character: 50,000 statements take 570 ms of processor
/// time that way and 430 ms this way (`benches/saving.rs`).
fn write_pretty<T: Serialize>(
    path: &str,
    value: &T,
    depth: usize,
    scratch: &mut String,
    text: &mut String,
) -> Result<(), StoreError> {
    let config = PrettyConfig::new().new_line("\n").depth_limit(depth).escape_strings(false);
    scratch.clear();
    ron::ser::to_writer_pretty(&mut *scratch, value, config)
        .map_err(|cause| StoreError::Unspeakable { file: path.to_owned(), cause })?;
    push_with_escapes(scratch, text);
    Ok(())
}

/// Adds `ron` to `text` with its strings escaped. They are plain or, where they hold a quotation mark or a backslash, raw:
/// `r#"…"#` with as many `#` as it takes.
fn push_with_escapes(ron: &str, text: &mut String) {
    let mut rest = ron;
    while let Some((before, after)) = rest.split_once('"') {
        let outside = before.trim_end_matches('#');
        let hashes = before.get(outside.len()..).unwrap_or_default();
        let outside = if hashes.is_empty() { outside } else { outside.strip_suffix('r').unwrap_or(outside) };
        let ends = |at: usize| after.get(at + 1..).is_some_and(|behind| behind.starts_with(hashes));
        let end = after.match_indices('"').map(|(at, _)| at).find(|at| ends(*at)).unwrap_or(after.len());
        text.push_str(outside);
        text.push('"');
        push_escaped(after.get(..end).unwrap_or_default(), text);
        text.push('"');
        rest = after.get(end + 1 + hashes.len()..).unwrap_or_default();
    }
    text.push_str(rest);
}

/// Adds a string as it stands between quotation marks, in runs of what needs no escape.
fn push_escaped(string: &str, text: &mut String) {
    let mut run = 0;
    for (at, letter) in string.char_indices() {
        if matches!(letter, ' '..='~') && !matches!(letter, '"' | '\\') {
            continue;
        }
        text.push_str(string.get(run..at).unwrap_or_default());
        text.extend(letter.escape_debug());
        run = at + letter.len_utf8();
    }
    text.push_str(string.get(run..).unwrap_or_default());
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A record on one line as the crate writes it, but without a backslash in front of apostrophes.
    fn by_the_crate<T: Serialize>(record: &T) -> String {
        let config = PrettyConfig::new().new_line("\n").depth_limit(0);
        let written = ron::ser::to_string_pretty(record, config).unwrap();
        // A backslash before an apostrophe is one of a pair where the backslashes before it are odd in number.
        written.replace("\\\\", "\0").replace("\\'", "'").replace('\0', "\\\\")
    }

    fn is_written_the_same<T: Serialize>(record: &T) {
        assert_eq!(pretty("a record", record, 0).unwrap(), by_the_crate(record));
    }

    #[test]
    fn every_record_of_the_built_in_project_is_written_as_the_crate_writes_it() {
        let project = crate::store::builtin().project;
        project.actors.values().for_each(is_written_the_same);
        project.statements.values().for_each(is_written_the_same);
        project.relations.values().for_each(is_written_the_same);
    }

    proptest! {
        #[test]
        fn any_words_and_numbers_are_written_as_the_crate_writes_them_and_are_read_again(
            words in "(.|[\"'\\\\\n\r\t\0/#{}()r\u{a0}\u{ad}\u{301}\u{200b}\u{202e}\u{7f}’é한🏳]){0,24}",
            latitude in any::<f64>().prop_filter("finite", |number| number.is_finite()),
        ) {
            let mut actor = crate::store::sample::project().actors.into_values().next().unwrap();
            actor.name.clone_from(&words);
            actor.aliases = vec![words.clone(), String::new()];
            if let Some(place) = &mut actor.place {
                place.latitude = latitude;
            }
            is_written_the_same(&actor);
            let line = pretty("actors.ron", &actor, 0).unwrap();
            prop_assert!(!line.contains('\n'), "one line: {line:?}");
            prop_assert_eq!(ron::from_str::<crate::model::Actor>(&line).unwrap(), actor);
        }
    }
}
