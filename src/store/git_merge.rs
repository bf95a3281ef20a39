//! Merges one file of a project by record, for git: what only one side changed is taken, what both changed alike is
//! taken once, and what both changed differently is a conflict that git shows.
//!
//! Works on the text of records, so that what nobody touched stays byte for byte. Easy to get wrong: a record that one
//! side deleted and the other changed must neither come back nor vanish in silence.

use super::records::{Field, ListItem, comment_inside, fields_of_struct, items_of_list};
use super::views::{order_text, read_order};
use crate::view::{ViewKey, ViewOrder};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::ControlFlow;

/// What became of two versions of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergedFile {
    /// Everything fits together.
    Clean(String),
    /// Some of it does not, and stands between marks of conflict.
    Conflict {
        /// The file, with both versions of what conflicts.
        text: String,
        /// How many places conflict.
        places: usize,
    },
}

/// Merges the file at `path` (its path in the repository, with `/`), of which both versions come from `base`.
pub fn merge_file(path: &str, base: &str, ours: &str, theirs: &str) -> MergedFile {
    if ours == theirs || base == theirs {
        return MergedFile::Clean(ours.to_owned());
    }
    if base == ours {
        return MergedFile::Clean(theirs.to_owned());
    }
    let merged = match shape_of(path) {
        Shape::List => merge_lists(base, ours, theirs),
        Shape::Struct => merge_structs(base, ours, theirs),
        Shape::Order => merge_orders(base, ours, theirs).map(|text| Merging { text, conflicts: 0 }),
        Shape::Text => None,
    };
    match merged {
        Some(Merging { text, conflicts: 0 }) => MergedFile::Clean(text),
        Some(Merging { text, conflicts }) => MergedFile::Conflict { text, places: conflicts },
        // A side that cannot be read record by record is not guessed at.
        None => {
            let mut text = String::new();
            marked(&mut text, ours, theirs);
            MergedFile::Conflict { text, places: 1 }
        }
    }
}

/// What a file of a project looks like.
enum Shape {
    /// Records with ids, one a line.
    List,
    /// Fields with values.
    Struct,
    /// The order of the views.
    Order,
    /// Anything else: an article's text.
    Text,
}

fn shape_of(path: &str) -> Shape {
    let mut parts = path.rsplit('/');
    match (parts.next().unwrap_or_default(), parts.next()) {
        ("actors.ron" | "relations.ron", _) => Shape::List,
        (name, Some("statements")) if name.strip_suffix(".ron").is_some() => Shape::List,
        ("order.ron", Some("views")) => Shape::Order,
        (name, _) if name.strip_suffix(".ron").is_some() => Shape::Struct,
        _ => Shape::Text,
    }
}

/// A merged text and how many conflicts are in it.
struct Merging {
    text: String,
    conflicts: usize,
}

/// A record or a field by its id or name.
type Keyed<'t> = (String, &'t str);

/// What became of one record.
enum Entry<'t> {
    Kept(&'t str),
    Both { ours: Option<&'t str>, theirs: Option<&'t str> },
}

/// Merges by key; in the order of `ours`, what only `theirs` has after what stands before it there. If both are sorted,
/// so is the result.
fn merge_keyed<'t>(base: &[Keyed<'t>], ours: &[Keyed<'t>], theirs: &[Keyed<'t>]) -> Option<Vec<(String, Entry<'t>)>> {
    let by_key = |list: &[Keyed<'t>]| {
        let map: BTreeMap<String, &'t str> = list.iter().cloned().collect();
        (map.len() == list.len()).then_some(map)
    };
    let (base, in_ours, in_theirs) = (by_key(base)?, by_key(ours)?, by_key(theirs)?);
    let mut order: Vec<&String> = ours.iter().map(|(key, _)| key).collect();
    let mut before: Option<&String> = None;
    for (key, _) in theirs {
        if !in_ours.contains_key(key) {
            let at = before.and_then(|before| order.iter().position(|known| *known == before)).map_or(0, |at| at + 1);
            order.insert(at, key);
        }
        before = Some(key);
    }
    let is_sorted = |list: &[Keyed<'t>]| list.is_sorted_by(|(one, _), (next, _)| one < next);
    if is_sorted(ours) && is_sorted(theirs) {
        order.sort();
    }
    let mut merged = Vec::new();
    for key in order {
        let get = |of: &BTreeMap<String, &'t str>| of.get(key).copied();
        let (base, ours, theirs) = (get(&base), get(&in_ours), get(&in_theirs));
        let kept = if ours == theirs || theirs == base {
            ours
        } else if ours == base {
            theirs
        } else {
            merged.push((key.clone(), Entry::Both { ours, theirs }));
            continue;
        };
        merged.extend(kept.map(|text| (key.clone(), Entry::Kept(text))));
    }
    Some(merged)
}

/// A list cut into what stands before it and its records.
struct List<'t> {
    head: &'t str,
    records: Vec<Keyed<'t>>,
    indent: &'t str,
}

impl<'t> List<'t> {
    fn new(text: &'t str) -> Option<Self> {
        #[derive(Deserialize)]
        struct OnlyId {
            id: String,
        }
        let start = list_start(text)?;
        if comment_inside(text, start).is_some() {
            return None;
        }
        let mut records = Vec::new();
        let mut indent = None;
        let read = items_of_list(text, |piece| {
            let ListItem::Record(range) = piece else { return ControlFlow::Break(()) };
            let Some(record) = text.get(range.clone()).map(str::trim) else { return ControlFlow::Break(()) };
            let Ok(OnlyId { id }) = ron::from_str::<OnlyId>(record) else { return ControlFlow::Break(()) };
            let line = text.get(..range.start).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
            indent.get_or_insert(if line.trim().is_empty() { line } else { "    " });
            records.push((id, record));
            ControlFlow::Continue(())
        });
        let head = text.get(..start)?;
        read.is_continue().then_some(Self { head, records, indent: indent.unwrap_or("    ") })
    }
}

/// Where the `[` of a list is, behind comments and blanks.
fn list_start(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if trimmed.starts_with('[') {
            return Some(at + line.len() - trimmed.len());
        }
        if !(trimmed.is_empty() || trimmed.starts_with("//")) {
            return None;
        }
        at += line.len();
    }
    None
}

fn merge_lists(base: &str, ours: &str, theirs: &str) -> Option<Merging> {
    let (base, ours, theirs) = (List::new(base)?, List::new(ours)?, List::new(theirs)?);
    let head = merge_value(base.head, ours.head, theirs.head)?;
    let entries = merge_keyed(&base.records, &ours.records, &theirs.records)?;
    let mut merging = Merging { text: format!("{head}["), conflicts: 0 };
    merging.text.push('\n');
    let indent = ours.indent;
    for (_, entry) in entries {
        let line = |text: &str| format!("{indent}{text},\n");
        merging.add(&entry, line);
    }
    let close = if head.ends_with(' ') { "" } else { head.rsplit('\n').next().unwrap_or_default() };
    let _ = writeln!(merging.text, "{close}]");
    Some(merging)
}

fn merge_structs(base: &str, ours: &str, theirs: &str) -> Option<Merging> {
    let [(base_head, base), (our_head, ours), (their_head, theirs)] = [fields(base)?, fields(ours)?, fields(theirs)?];
    let head = merge_value(base_head, our_head, their_head)?;
    let mut merging = Merging { text: format!("{head}(\n"), conflicts: 0 };
    let field =
        |of: &[Keyed<'_>], name: &str| of.iter().find(|(key, _)| key == name).map(|(_, text)| (*text).to_owned());
    for (name, entry) in merge_keyed(&base, &ours, &theirs)? {
        // The questions are records of their own.
        let lists = (name == "questions").then(|| [&base, &ours, &theirs].map(|of| field(of, &name)));
        if let (Entry::Both { .. }, Some([Some(base), Some(ours), Some(theirs)])) = (&entry, lists)
            && let Some(Merging { text, conflicts }) = merge_lists(&base, &ours, &theirs)
        {
            merging.conflicts += conflicts;
            let list = text.trim_end().trim_end_matches(']').trim_end();
            let _ = writeln!(merging.text, "    {name}: {list}\n    ],");
            continue;
        }
        merging.add(&entry, |value| format!("    {name}: {value},\n"));
    }
    merging.text.push_str(")\n");
    Some(merging)
}

/// What stands before a struct, and its fields.
fn fields(text: &str) -> Option<(&str, Vec<Keyed<'_>>)> {
    let (fields, stopped) = fields_of_struct(text);
    if stopped.is_some() {
        return None;
    }
    let start = text.find('(')?;
    let first = fields.first().map_or(text.len(), |field| field.name.start);
    // A comment at the top may hold a bracket.
    let start = text.get(..first)?.rfind('(').unwrap_or(start);
    if comment_inside(text, start).is_some() {
        return None;
    }
    let keyed =
        fields.into_iter().map(|Field { name, value }| Some((text.get(name)?.to_owned(), text.get(value)?.trim())));
    Some((text.get(..start)?, keyed.collect::<Option<_>>()?))
}

fn merge_value<'t>(base: &'t str, ours: &'t str, theirs: &'t str) -> Option<&'t str> {
    match () {
        () if ours == theirs || theirs == base => Some(ours),
        () if ours == base => Some(theirs),
        () => None,
    }
}

impl Merging {
    fn add(&mut self, entry: &Entry<'_>, line: impl Fn(&str) -> String) {
        match entry {
            Entry::Kept(text) => self.text.push_str(&line(text)),
            Entry::Both { ours, theirs } => {
                self.conflicts += 1;
                let [ours, theirs] = [ours, theirs].map(|side| side.map(&line).unwrap_or_default());
                marked(&mut self.text, &ours, &theirs);
            }
        }
    }
}

/// Adds both versions between the marks that git uses, each on whole lines.
fn marked(text: &mut String, ours: &str, theirs: &str) {
    let line_end = |side: &str| if side.is_empty() || side.ends_with('\n') { "" } else { "\n" };
    let _ = write!(text, "<<<<<<< ours\n{ours}{}=======\n{theirs}{}>>>>>>> theirs\n", line_end(ours), line_end(theirs));
}

/// Views that either side added are added, views that either side took away go; `None` if both moved views differently.
fn merge_orders(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let [base, ours, theirs] = [read_order(base).ok()?, read_order(ours).ok()?, read_order(theirs).ok()?];
    let order = merge_sequence(&base.order, &ours.order, &theirs.order)?;
    let hidden = merge_sequence(&base.hidden, &ours.hidden, &theirs.hidden)?;
    order_text(&ViewOrder { order, hidden }).ok()
}

/// Merges two lists of names that come from `base`.
fn merge_sequence(base: &[ViewKey], ours: &[ViewKey], theirs: &[ViewKey]) -> Option<Vec<ViewKey>> {
    let set = |list: &[ViewKey]| list.iter().cloned().collect::<BTreeSet<ViewKey>>();
    let (in_base, in_ours, in_theirs) = (set(base), set(ours), set(theirs));
    let common: BTreeSet<ViewKey> =
        in_base.iter().filter(|key| in_ours.contains(*key) && in_theirs.contains(*key)).cloned().collect();
    let of = |list: &[ViewKey]| list.iter().filter(|key| common.contains(*key)).cloned().collect::<Vec<_>>();
    // Whoever moved the views that all have decides where they stand.
    let (leading, following) = match (of(base), of(ours), of(theirs)) {
        (base, ours_moved, _) if ours_moved == base => (theirs, ours),
        (base, ours_moved, theirs_moved) if theirs_moved == base || theirs_moved == ours_moved => (ours, theirs),
        _ => return None,
    };
    let leads = set(leading);
    let is_kept = |key: &ViewKey| {
        let is_new = !in_base.contains(key);
        is_new || in_ours.contains(key) && in_theirs.contains(key)
    };
    let mut merged: Vec<ViewKey> = leading.iter().filter(|key| is_kept(key)).cloned().collect();
    let mut before: Option<&ViewKey> = None;
    for key in following {
        if !leads.contains(key) && is_kept(key) {
            let at = before.and_then(|before| merged.iter().position(|known| known == before)).map_or(0, |at| at + 1);
            merged.insert(at, key.clone());
        }
        before = Some(key);
    }
    Some(merged)
}
