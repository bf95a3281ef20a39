//! Carries out edits of the project: the patch, the way back, and what is looked at afterwards.
//!
//! The thing easily got wrong: an edit happens whole or not at all. A patch that would leave an id that leads nowhere
//! is applied, found out, and taken back before anybody sees it.

use super::edit::{Edit, NewSource, Refusal, dangling};
use super::history::Change;
use super::{Notice, Origin, Session};
use crate::model::{ActorId, Patch, SourceId, TextHash};
use crate::scene::Target;
use crate::view::Passage;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The bytes of imported files that are not surely on disk, or may be needed again, by their hash.
pub(super) type Originals = BTreeMap<TextHash, Arc<[u8]>>;

/// Whether the project can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Yes.
    Editable,
    /// No, and why.
    ReadOnly(ReadOnly),
}

/// Why a project cannot be changed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// It is compiled into the program.
    BuiltIn,
    /// Some of its files could not be read, and saving would lose what they hold.
    NotReadWhole,
    /// Somebody else has it open; in words.
    Locked(String),
    /// It was opened to be read only.
    AsAsked,
}

impl ReadOnly {
    /// In words, with what to do.
    pub fn in_words(&self) -> String {
        match self {
            Self::BuiltIn => "The built-in project stays as it is; save a copy to work on it".to_owned(),
            Self::NotReadWhole => {
                "Some files of this project could not be read, so nothing is saved over them; see its \
                                   defects, mend them and open it again, or save a copy of what could be read"
                    .to_owned()
            }
            Self::Locked(why) => format!("{why}; you can read it, and save a copy to work on that"),
            Self::AsAsked => "The project was opened to be read only".to_owned(),
        }
    }
}

impl Session {
    /// Carries out `edit`, or says why not.
    pub(super) fn edit(&mut self, edit: &Edit) {
        if let Access::ReadOnly(why) = &self.access {
            self.notice = Some(Notice::Failed(why.in_words()));
            return;
        }
        match self.try_edit(edit) {
            Ok(change) => self.change = change,
            Err(Refusal(why)) => self.notice = Some(Notice::Failed(why)),
        }
    }

    fn try_edit(&mut self, edit: &Edit) -> Result<Option<Change>, Refusal> {
        let patch = edit.patch(&self.project)?;
        if patch.is_empty() {
            return Ok(None);
        }
        self.hold_originals(edit, &patch)?;
        let redo = Arc::new(patch.clone());
        let undo = patch.apply(&mut self.project);
        if let Some(why) = dangling(&self.project, &redo) {
            undo.apply(&mut self.project);
            return Err(Refusal(format!("Not done: {why}")));
        }
        self.project_changed(edit.label(), &redo);
        Ok(Some(Change { undo: Arc::new(undo), redo }))
    }

    /// Applies a patch of the history, which was whole when it was recorded.
    pub(super) fn apply_from_history(&mut self, label: &'static str, patch: &Arc<Patch>) {
        if let Err(Refusal(why)) = self.hold_originals_of_gone(patch) {
            self.notice = Some(Notice::Failed(why));
        }
        (**patch).clone().apply(&mut self.project);
        self.project_changed(label, patch);
    }

    /// Works out again what follows from the project, and looks at nothing that is gone.
    fn project_changed(&mut self, label: &'static str, patch: &Arc<Patch>) {
        self.edition.revision += 1;
        self.hand_to_keeper(label, patch);
        self.derive_all_again();
    }

    /// Keeps in memory the bytes that articles were imported from: those of new articles until they are surely on
    /// disk, and those of articles that go, so that they can come back.
    fn hold_originals(&mut self, edit: &Edit, patch: &Patch) -> Result<(), Refusal> {
        for NewSource { source, original } in edit.new_sources() {
            if let (Some(of), Some(bytes)) = (&source.record.original, original) {
                self.originals.insert(of.sha256, Arc::clone(bytes));
            }
        }
        self.hold_originals_of_gone(patch)
    }

    fn hold_originals_of_gone(&mut self, patch: &Patch) -> Result<(), Refusal> {
        let Origin::Folder(folder) = &self.origin else { return Ok(()) };
        for (id, _) in patch.sources.iter().filter(|(_, new)| new.is_none()) {
            let Some(source) = self.project.sources.get(id) else { continue };
            let Some(of) = source.record.original.as_ref().filter(|of| !self.originals.contains_key(&of.sha256)) else {
                continue;
            };
            let path = folder.join("sources").join(id.as_str()).join(&of.file);
            match std::fs::read(path) {
                Ok(bytes) => self.originals.insert(of.sha256, bytes.into()),
                Err(cause) => {
                    return Err(Refusal(format!(
                        "“{}” is not deleted, since the file it was read from could not be kept for undo: {cause}",
                        source.record.title
                    )));
                }
            };
        }
        Ok(())
    }

    /// Looks at nothing that the project no longer holds.
    pub(super) fn look_at_what_is_there(&mut self) {
        let project = &self.project;
        if project.question(&self.view.question).is_none()
            && let Some(first) = project.manifest.questions.first()
        {
            self.view.question = first.id.clone();
        }
        let has_actor = |actor: &ActorId| project.actors.contains_key(actor);
        let has_source = |source: &SourceId| project.sources.contains_key(source);
        let is_there = |target: &Target| match target {
            Target::Actor(actor) | Target::Cell(actor, _) => has_actor(actor),
            Target::Tie(one, other) => has_actor(one) && has_actor(other),
            Target::Statement(statement) => project.statements.contains_key(statement),
            Target::Source(source) => has_source(source),
            Target::MembersWith(_)
            | Target::EverybodyWith(_)
            | Target::Members
            | Target::Among(_)
            | Target::Page(_) => true,
        };
        if let Some(place) = &mut self.view.article {
            let is_passage = match &place.passage {
                Passage::Start => true,
                Passage::Words(bytes) => {
                    project.sources.get(&place.source).is_some_and(|source| bytes.of(&source.text).is_some())
                }
                Passage::Statement(statement) => project.statements.contains_key(statement),
                Passage::Relation(relation) => project.relations.contains_key(relation),
            };
            if !is_passage {
                place.passage = Passage::Start;
            }
        }
        let has_article = self.view.article.as_ref().is_none_or(|place| has_source(&place.source));
        if !has_article {
            self.view.article = None;
        }
        self.behind.retain(|(selection, _)| selection.as_ref().is_none_or(is_there));
        if self.view.selection.as_ref().is_some_and(|selection| !is_there(selection)) {
            // The article stays open where a statement of it was deleted.
            self.view.selection = match &self.view.article {
                Some(place) => Some(Target::Source(place.source.clone())),
                None => self.behind.pop().and_then(|(selection, _)| selection),
            };
        }
        for pins in self.view.pinned.values_mut() {
            pins.retain(|actor, _| has_actor(actor));
        }
    }
}
