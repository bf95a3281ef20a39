//! Which files of a project folder a change can have changed, and what they hold then.
//!
//! So the save of one statement writes one file, however large the project is. The thing easily got wrong: a record that
//! is taken away has to change its file too, and the patch that takes it away does not say which; the patch that puts it
//! back does.

use super::error::StoreError;
use super::files::RelativePath;
use super::format::{Written, write_parts};
use super::last_read::LastRead;
use super::read::constant_path;
use super::role::{Role, role_of};
use crate::model::{Patch, Project, Question, SourceId, TextHash};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The records that are always written together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SaveUnit {
    Manifest,
    Actors,
    Relations,
    /// Text, record and original of an article.
    Source(SourceId),
    /// The statements of an article.
    Statements(SourceId),
}

/// The parts of a project that may differ from what is on disk.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    parts: BTreeSet<SaveUnit>,
    /// Records taken away: while files take their places one after the other, other files may still refer to them.
    gone: Patch,
}

impl Touched {
    /// Everything.
    pub fn whole(project: &Project) -> Self {
        let sources = project.sources.keys().chain(project.statements.values().map(|statement| &statement.source));
        let of_sources = sources.flat_map(|id| [SaveUnit::Source(id.clone()), SaveUnit::Statements(id.clone())]);
        let parts = [SaveUnit::Manifest, SaveUnit::Actors, SaveUnit::Relations].into_iter().chain(of_sources).collect();
        Self { parts, gone: Patch::default() }
    }

    /// Adds what a change touches: `redo` makes it, `undo` is what applying it gave.
    pub fn add(&mut self, redo: &Patch, undo: &Patch) {
        for patch in [redo, undo] {
            let Patch { manifest, actors, sources, statements, relations } = patch;
            self.parts.extend(manifest.iter().map(|_| SaveUnit::Manifest));
            self.parts.extend((!actors.is_empty()).then_some(SaveUnit::Actors));
            self.parts.extend((!relations.is_empty()).then_some(SaveUnit::Relations));
            self.parts
                .extend(sources.keys().flat_map(|id| [SaveUnit::Source(id.clone()), SaveUnit::Statements(id.clone())]));
            let coded = statements.values().flatten().map(|statement| SaveUnit::Statements(statement.source.clone()));
            self.parts.extend(coded);
        }
        for (id, old) in &undo.actors {
            if old.is_some() && redo.actors.get(id) == Some(&None) {
                self.gone.actors.insert(id.clone(), old.clone());
            }
        }
        // The first manifest stands on disk, the later ones do not.
        if let (None, Some(old)) = (&self.gone.manifest, &undo.manifest) {
            self.gone.manifest = Some(old.clone());
        }
    }

    /// The parts.
    pub(super) fn into_parts(self) -> BTreeSet<SaveUnit> {
        self.parts
    }

    /// Whether nothing is touched.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// The bytes of originals, by their hash.
pub type Originals = BTreeMap<TextHash, Arc<[u8]>>;

/// Where the bytes of an original are had from.
pub type FindOriginal<'f> = &'f dyn Fn(TextHash) -> Option<Arc<[u8]>>;

/// What a save does to a folder.
#[derive(Clone, Debug, Default)]
pub struct FileChanges {
    /// New contents.
    pub(super) written: BTreeMap<RelativePath, Arc<[u8]>>,
    /// Files that go.
    pub(super) removed: BTreeSet<RelativePath>,
    /// Contents that stand between the old and the new, while other files still refer to records that go.
    pub(super) between: BTreeMap<RelativePath, Arc<[u8]>>,
    /// Originals that a record names and whose bytes nobody has.
    pub(super) missing: Vec<RelativePath>,
}

impl FileChanges {
    /// Originals that a record names and whose bytes nobody has.
    pub fn missing_originals(&self) -> &[RelativePath] {
        &self.missing
    }

    /// Originals of articles that go.
    pub fn removed_originals(&self) -> impl Iterator<Item = &RelativePath> {
        self.removed.iter().filter(|path| matches!(role_of(path), Role::Original { .. }))
    }

    /// Whether nothing is done.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }

    /// What makes a folder that held `last_read` hold `project`, as far as `touched` says that it changed. Originals that
    /// are not there yet are asked of `originals`.
    pub fn new(
        project: &Project,
        touched: &Touched,
        originals: FindOriginal<'_>,
        last_read: &LastRead,
    ) -> Result<Self, StoreError> {
        let mut changes = Self::default();
        let Touched { parts, gone } = touched;
        for (path, written) in write_parts(project, parts, last_read)? {
            match written {
                Written::Bytes(bytes) => {
                    changes.written.insert(path, bytes.into());
                }
                Written::Nothing => {
                    changes.removed.insert(path);
                }
            }
        }
        changes.of_originals(project, parts, originals, last_read);
        changes.between(project, gone, parts, last_read)?;
        Ok(changes)
    }

    fn of_originals(
        &mut self,
        project: &Project,
        parts: &BTreeSet<SaveUnit>,
        originals: FindOriginal<'_>,
        last_read: &LastRead,
    ) {
        for part in parts {
            let SaveUnit::Source(id) = part else { continue };
            let named = project.sources.get(id).and_then(|source| source.record.original.as_ref());
            let wanted = named.and_then(|original| {
                let path = RelativePath::new(&format!("sources/{id}/{}", original.file)).ok()?;
                // The name comes from a record, so it is looked at before it becomes a file.
                matches!(role_of(&path), Role::Original { .. }).then_some((path, original.sha256))
            });
            if let Some((path, hash)) = wanted.as_ref().filter(|(path, hash)| last_read.hashes.get(path) != Some(hash))
            {
                match originals(*hash) {
                    Some(bytes) => {
                        self.written.insert(path.clone(), bytes);
                    }
                    None => self.missing.push(path.clone()),
                }
            }
            let folder = format!("sources/{id}/");
            let known = last_read.hashes.range(constant_path(&format!("{folder}original"))..);
            for (path, _) in known.take_while(|(path, _)| path.as_str().starts_with(&folder)) {
                let is_original = matches!(role_of(path), Role::Original { .. });
                if is_original && wanted.as_ref().is_none_or(|(wanted, _)| wanted != path) {
                    self.removed.insert(path.clone());
                }
            }
        }
    }

    /// Puts records that go back beside the new ones, for as long as other files refer to them, and a list without
    /// statements where an article comes or goes.
    fn between(
        &mut self,
        project: &Project,
        gone: &Patch,
        parts: &BTreeSet<SaveUnit>,
        last_read: &LastRead,
    ) -> Result<(), StoreError> {
        let actors = gone.actors.iter().filter(|(id, _)| !project.actors.contains_key(*id));
        let actors: BTreeMap<_, _> = actors.filter_map(|(id, old)| Some((id.clone(), old.clone()?))).collect();
        let old_questions = gone.manifest.iter().flat_map(|manifest| &manifest.questions);
        let is_gone = |question: &&Question| project.question(&question.id).is_none();
        let questions: Vec<Question> = old_questions.filter(is_gone).cloned().collect();
        let mut needed = BTreeSet::new();
        let mut all = Project {
            manifest: project.manifest.clone(),
            actors: BTreeMap::new(),
            sources: BTreeMap::new(),
            statements: BTreeMap::new(),
            relations: BTreeMap::new(),
        };
        if !actors.is_empty() {
            needed.insert(SaveUnit::Actors);
            all.actors = project.actors.clone();
            all.actors.extend(actors);
        }
        if !questions.is_empty() {
            needed.insert(SaveUnit::Manifest);
            all.manifest.questions.extend(questions);
        }
        for (path, written) in write_parts(&all, &needed, last_read)? {
            if let (Written::Bytes(bytes), true) = (written, self.written.contains_key(&path)) {
                self.between.insert(path, bytes.into());
            }
        }
        for part in parts {
            let SaveUnit::Statements(id) = part else { continue };
            let path = constant_path(&format!("statements/{id}.ron"));
            if last_read.hashes.contains_key(&path) != project.sources.contains_key(id) {
                self.between.insert(path, Arc::from(b"[\n]\n".as_slice()));
            }
        }
        Ok(())
    }
}
