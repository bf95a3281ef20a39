//! Reads a project from its files, as far as it can be read.
//!
//! A bad record is left out alone; every defect is listed with file, line and reason. The thing easily got wrong: the
//! rest of the program never sees an id that leads nowhere or a quotation that is not in its text, so what would
//! dangle is settled here (see [`super::settle`]), and then the project is partial.

use super::check::{check, check_views};
use super::decode::{Text, decode};
use super::defect::{Defect, Report, Spot, Wholeness};
use super::error::StoreError;
use super::files::{ProjectFiles, RelativePath};
use super::last_read::LastRead;
use super::manifest::read_manifest;
use super::records::{ListItem, comment_inside, items_of_list};
use super::role::{Role, role_of};
use super::settle::settle;
use super::views::{ordered, parse_views};
use crate::model::{Actor, ActorId, Project, QuestionId, Relation, RelationId, Source, SourceId, SourceRecord};
use crate::model::{Manifest, Statement, StatementId};
use crate::view::ViewList;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, Range};
use std::path::Path;

/// More mistakes than this in one list: the rest of it is not looked at.
const MOST_FLAWS_IN_A_LIST: usize = 10_000;

/// A project as far as it could be read, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The project. No id in it leads nowhere, and every quotation stands in its text word for word.
    pub project: Project,
    /// Everything that is wrong, sorted by file and line.
    pub defects: Vec<Defect>,
    /// Whether the project holds all that its files hold.
    pub whole: Wholeness,
    /// The saved views of the folder, in order.
    pub views: ViewList,
    /// Where each record stands.
    pub places: Places,
    /// What a save compares with.
    pub last_read: LastRead,
}

/// Where a record stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordPlace {
    /// The file.
    pub file: RelativePath,
    /// Line in it, from 1.
    pub line: usize,
}

/// Where the records of a project stand, for defects that name file and line.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// In `project.ron`.
    pub questions: BTreeMap<QuestionId, RecordPlace>,
    /// In `actors.ron`.
    pub actors: BTreeMap<ActorId, RecordPlace>,
    /// The records of the articles.
    pub sources: BTreeMap<SourceId, RecordPlace>,
    /// In `statements/`.
    pub statements: BTreeMap<StatementId, RecordPlace>,
    /// In `relations.ron`.
    pub relations: BTreeMap<RelationId, RecordPlace>,
}

/// Reads the project that is compiled into the program.
pub fn builtin() -> Opened {
    read_project(&super::builtin::files())
}

/// Reads the project in `folder`. Fails only if there is no such folder.
pub fn open_folder(folder: &Path) -> Result<Opened, StoreError> {
    Ok(read_project(&ProjectFiles::from_disk(folder)?))
}

/// Reads a project from its files. Never fails: of nothing it makes an empty project and says so.
pub fn read_project(files: &ProjectFiles) -> Opened {
    let mut reading =
        Reading { files, report: files.report.clone(), places: Places::default(), headers: BTreeMap::new() };
    let manifest = reading.manifest();
    let actors = reading.actors();
    let sources = reading.sources();
    let mut statements = reading.statements(&sources);
    let mut relations = reading.relations();
    if files.limit_reached.is_some() {
        // The limit is one defect; what it costs is not told once more for each record.
        statements.retain(|_, statement| sources.contains_key(&statement.source));
        relations.retain(|_, relation| sources.contains_key(&relation.source));
    }
    let views = reading.views();
    let Reading { mut report, places, headers, .. } = reading;
    let draft = Project { manifest, actors, sources, statements, relations };
    let project = settle(draft, &places, &mut report);
    let (mut defects, whole) = report.finish();
    defects.extend(check(&project, &places));
    defects.extend(check_views(&project, &views));
    defects.sort();
    defects.dedup();
    let last_read = LastRead::new(whole, files, headers, &project);
    Opened { project, defects, whole, views, places, last_read }
}

/// A path that is written in this program.
pub(super) fn constant_path(path: &str) -> RelativePath {
    RelativePath::new(path).unwrap_or_else(|_| unreachable!("a path of this program"))
}

struct Reading<'f> {
    files: &'f ProjectFiles,
    report: Report,
    places: Places,
    headers: BTreeMap<RelativePath, String>,
}

/// A record with the line on which it starts.
type Placed<T> = (RecordPlace, T);

impl Reading<'_> {
    /// The text of a file of records; `None` (and a defect) if it is missing or unreadable.
    fn text(&mut self, path: &RelativePath) -> Option<Text> {
        let bytes = self.files.files.get(path)?;
        let text = Text::new(path, bytes, &mut self.report)?;
        let header = text.header();
        if let Some(at) = comment_inside(text.as_str(), header.end) {
            let reason = "comments below the first lines are not kept when the program saves this file; write a note \
                          into a record instead";
            self.report.warning(path, Spot::Line(text.line(at)), reason);
        }
        self.headers.insert(path.clone(), text.slice(header).to_owned());
        Some(text)
    }

    fn required(&mut self, path: &str, consequence: &str) -> Option<(RelativePath, Text)> {
        let path = RelativePath::new(path).ok()?;
        if !self.files.files.contains_key(&path) {
            // A link or a huge file there has been reported already.
            if !self.report.names(&path) {
                self.report.left_out(&path, Spot::File, format!("the file is missing, so {consequence}"));
            }
            return None;
        }
        let text = self.text(&path)?;
        Some((path, text))
    }

    fn manifest(&mut self) -> Manifest {
        let consequence = "the title, the questions and the rule are not known";
        match self.required("project.ron", consequence) {
            Some((path, text)) => read_manifest(&path, Some(&text), &mut self.report, &mut self.places),
            None => read_manifest(&constant_path("project.ron"), None, &mut self.report, &mut self.places),
        }
    }

    fn actors(&mut self) -> BTreeMap<ActorId, Actor> {
        let consequence = "no actor is known and no statement can be shown";
        let Some((path, text)) = self.required("actors.ron", consequence) else { return BTreeMap::new() };
        let records = read_records(&path, &text, 0..text.as_str().len(), &mut self.report);
        keyed(records, |actor: &Actor| actor.id.clone(), &mut self.places.actors, &mut self.report)
    }

    fn relations(&mut self) -> BTreeMap<RelationId, Relation> {
        let consequence = "no ties between actors are shown; if there are none, write an empty list [ ]";
        let Some((path, text)) = self.required("relations.ron", consequence) else { return BTreeMap::new() };
        let records = read_records(&path, &text, 0..text.as_str().len(), &mut self.report);
        keyed(records, |relation: &Relation| relation.id.clone(), &mut self.places.relations, &mut self.report)
    }

    fn statements(&mut self, sources: &BTreeMap<SourceId, Source>) -> BTreeMap<StatementId, Statement> {
        for id in sources.keys() {
            let consequence = "no statement of this article is shown; if there are none, write an empty list [ ]";
            if let Ok(path) = RelativePath::new(&format!("statements/{id}.ron"))
                && self.files.limit_reached.is_none()
                && !self.files.files.contains_key(&path)
                && !self.report.names(&path)
            {
                self.report.left_out(&path, Spot::File, format!("the file is missing, so {consequence}"));
            }
        }
        let mut all = BTreeMap::new();
        for path in self.files.files.keys() {
            let Role::Statements { source } = role_of(path) else { continue };
            let Some(text) = self.text(path) else { continue };
            let records: Vec<Placed<Statement>> = read_records(path, &text, 0..text.as_str().len(), &mut self.report);
            for (place, statement) in &records {
                if statement.source.as_str() != source {
                    let reason = format!(
                        "the statement {} is of the article {}, so it belongs into statements/{}.ron",
                        statement.id, statement.source, statement.source
                    );
                    self.report.error(path, Spot::Line(place.line), reason);
                }
            }
            let id = |statement: &Statement| statement.id.clone();
            add_keyed(records, id, &mut self.places.statements, &mut self.report, &mut all);
        }
        all
    }

    fn sources(&mut self) -> BTreeMap<SourceId, Source> {
        let folders: BTreeSet<&str> = self
            .files
            .files
            .keys()
            .filter_map(|path| match role_of(path) {
                Role::Text { source } | Role::Meta { source } => Some(source),
                Role::Manifest
                | Role::Actors
                | Role::Relations
                | Role::Original { .. }
                | Role::Statements { .. }
                | Role::View
                | Role::Unread
                | Role::Stray(_) => None,
            })
            .collect();
        folders.into_iter().filter_map(|folder| self.source(folder)).collect()
    }

    fn source(&mut self, folder: &str) -> Option<(SourceId, Source)> {
        let meta_path = RelativePath::new(&format!("sources/{folder}/meta.ron")).ok()?;
        let text_path = RelativePath::new(&format!("sources/{folder}/text.txt")).ok()?;
        let id: SourceId = match folder.parse() {
            Ok(id) => id,
            Err(error) => {
                let reason = format!("{error}; the article is not read, rename its folder");
                self.report.left_out(&meta_path, Spot::File, reason);
                return None;
            }
        };
        let has_both = [&meta_path, &text_path].iter().all(|path| self.files.files.contains_key(*path));
        if self.files.limit_reached.is_some() && !has_both {
            return None;
        }
        if !self.files.files.contains_key(&meta_path) && !self.report.names(&meta_path) {
            // So a save leaves it that is stopped while an article comes or goes; a save does not touch it either.
            let reason = "the file is missing, so the text beside it belongs to no article; restore it, or delete the \
                          text";
            self.report.error(&meta_path, Spot::File, reason);
            return None;
        }
        let (_, meta) = self.required(meta_path.as_str(), "the article is not read")?;
        let mut record: SourceRecord = match decode(meta.as_str()) {
            Ok(record) => record,
            Err(flaw) => {
                let reason = format!("the article is not read: {}", flaw.reason);
                self.report.left_out(&meta_path, meta.spot(flaw.at), reason);
                return None;
            }
        };
        let line = meta.as_str().find("id:").map_or(1, |at| meta.line(at));
        if record.id != id {
            let reason = format!(
                "the record calls the article {}, and its folder is called {id}; the name of the folder is used, make \
                 the two equal",
                record.id
            );
            self.report.left_out(&meta_path, Spot::Line(line), reason);
            record.id = id.clone();
        }
        let Some(bytes) = self.files.files.get(&text_path) else {
            if !self.report.names(&text_path) {
                let reason = "the file is missing, so the article and its statements are not shown";
                self.report.left_out(&text_path, Spot::File, reason);
            }
            return None;
        };
        let Ok(text) = std::str::from_utf8(bytes) else {
            let reason = "is not UTF-8 text, so the article and its statements are not shown; restore the file";
            self.report.left_out(&text_path, Spot::File, reason);
            return None;
        };
        self.original(&record, &meta_path, line);
        self.places.sources.insert(id.clone(), RecordPlace { file: meta_path, line });
        Some((id, Source { record, text: text.into() }))
    }

    /// Holds the original against its record. Whatever is wrong with it, the article stays.
    fn original(&mut self, record: &SourceRecord, meta: &RelativePath, line: usize) {
        let Some(original) = &record.original else { return };
        let path = RelativePath::new(&format!("sources/{}/{}", record.id, original.file)).ok();
        let Some(path) = path.filter(|path| matches!(role_of(path), Role::Original { .. })) else {
            let reason = format!(
                "original: {:?} is not the name of an original, which is called `original.` and an ending, as in \
                 original.pdf",
                original.file
            );
            self.report.error(meta, Spot::Line(line), reason);
            return;
        };
        let safe = "the text and its statements are not affected";
        match self.files.originals.get(&path) {
            Some(Ok(hash)) if *hash == original.sha256 => {}
            Some(Ok(_)) => {
                let reason = format!(
                    "this is not the file that the article was imported from, it was changed since; {safe}. Put the \
                     file {:?} back here",
                    original.name
                );
                self.report.error(&path, Spot::File, reason);
            }
            Some(Err(why)) => self.report.error(&path, Spot::File, format!("{why}; {safe}")),
            None => {
                let reason = format!(
                    "the file that the article was imported from is missing; {safe}. Put the file {:?} here under \
                     this name",
                    original.name
                );
                self.report.warning(&path, Spot::File, reason);
            }
        }
    }

    fn views(&mut self) -> ViewList {
        let mut texts = BTreeMap::new();
        for (path, bytes) in &self.files.files {
            if role_of(path) != Role::View {
                continue;
            }
            let Some(name) = path.parts().last() else { continue };
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    texts.insert(name.to_owned(), text.to_owned());
                }
                Err(_) => self.report.error(path, Spot::File, "is not UTF-8 text, so the view is not read"),
            }
        }
        let (views, order) = parse_views(&texts, &mut self.report.defects);
        for key in order.order.iter().filter(|key| !texts.contains_key(&format!("{}.ron", key.0))) {
            let reason = format!("names the view {:?}, and there is no such file; take the name out", key.0);
            self.report.warning(&constant_path("views/order.ron"), Spot::File, reason);
        }
        ordered(views, &order)
    }
}

/// The records of the list that fills `list` in `text`, with their places. What cannot be read is left out alone.
pub(super) fn read_records<T: DeserializeOwned>(
    path: &RelativePath,
    text: &Text,
    list: Range<usize>,
    report: &mut Report,
) -> Vec<Placed<T>> {
    let offset = list.start;
    let mut records = Vec::new();
    let mut flaws = 0_usize;
    let done = items_of_list(text.slice(list), |piece| {
        match piece {
            ListItem::Record(range) => {
                let range = range.start + offset..range.end + offset;
                match decode::<T>(text.slice(range.clone())) {
                    Ok(record) => {
                        let place = RecordPlace { file: path.clone(), line: text.line(range.start) };
                        records.push((place, record));
                    }
                    Err(flaw) => {
                        flaws += 1;
                        let reason = format!("this record is left out: {}", flaw.reason);
                        report.left_out(path, text.spot(range.start + flaw.at), reason);
                    }
                }
            }
            ListItem::Unclosed(range) => {
                flaws += 1;
                let reason = "this record is left out: a bracket or a quotation mark is not closed";
                report.left_out(path, text.spot(range.start + offset), reason);
            }
            ListItem::Flaw { at, reason } => {
                flaws += 1;
                report.error(path, text.spot(at + offset), reason);
            }
        }
        if flaws > MOST_FLAWS_IN_A_LIST { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if done.is_break() {
        report.left_out(path, Spot::File, "too many mistakes; the rest of the file is not read");
    }
    records
}

/// Records by id; of two with the same id the first counts.
fn keyed<K: Ord + Clone + std::fmt::Display, T>(
    records: Vec<Placed<T>>,
    id: impl Fn(&T) -> K,
    places: &mut BTreeMap<K, RecordPlace>,
    report: &mut Report,
) -> BTreeMap<K, T> {
    let mut all = BTreeMap::new();
    add_keyed(records, id, places, report, &mut all);
    all
}

fn add_keyed<K: Ord + Clone + std::fmt::Display, T>(
    records: Vec<Placed<T>>,
    id: impl Fn(&T) -> K,
    places: &mut BTreeMap<K, RecordPlace>,
    report: &mut Report,
    all: &mut BTreeMap<K, T>,
) {
    for (place, record) in records {
        let key = id(&record);
        if let Some(first) = places.get(&key) {
            let reason = format!(
                "this record is left out: {key} is already used in {} line {}; an id is never used twice",
                first.file, first.line
            );
            report.left_out(&place.file, Spot::Line(place.line), reason);
            continue;
        }
        places.insert(key.clone(), place);
        all.insert(key, record);
    }
}
