//! Carries out edits of the project: applies the patch, keeps its inverse, and updates the view.
//!
//! Easily got wrong: an edit happens whole or not at all. A patch that would leave a dangling id is applied, detected and
//! undone before anybody sees it.

use super::edit::{Edit, Refusal, dangling};
use super::history::Change;
use super::{Outcome, Session, Why};
use crate::model::{ActorId, Patch, SourceId};
use crate::scene::Target;
use crate::store::SnapshotReason;
use crate::view::Passage;
use std::sync::Arc;

/// Whether the project can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It can.
    Editable,
    /// It cannot, and why.
    ReadOnly(ReadOnly),
}

/// Why a project cannot be changed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// It is compiled into the program.
    BuiltIn,
    /// Some of its files could not be read, and saving would lose what they hold.
    NotReadWhole,
    /// Another program has it open; in words.
    Locked(String),
    /// It was opened to be read only.
    AsAsked,
    /// It is a snapshot.
    Snapshot,
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
            Self::Snapshot => "A snapshot stays as it is; save a copy to work on it".to_owned(),
        }
    }
}

impl Session {
    /// Carries out `edit`, or says why not.
    pub(super) fn edit(&mut self, edit: &Edit) {
        if let Access::ReadOnly(why) = &self.access {
            let why = Why::ReadOnly(why.clone(), Box::new(edit.clone()));
            self.notice = Some(Outcome::Refused(why));
            return;
        }
        if !edit.new_sources().is_empty() {
            self.take_snapshot(SnapshotReason::BeforeImport);
        }
        match self.applied(edit) {
            Ok(Some(change)) => {
                self.project_changed(&change);
                let originals = edit.new_sources().into_iter().filter_map(|new| new.original.clone()).collect();
                self.hand_to_keeper(edit.label(), &change, originals);
                self.change = Some(change);
            }
            Ok(None) => {}
            Err(Refusal(why)) => self.notice = Some(Outcome::refused(why)),
        }
    }

    /// Changes the project; `None` if everything is so already.
    pub(super) fn applied(&mut self, edit: &Edit) -> Result<Option<Change>, Refusal> {
        let patch = edit.patch(&self.project)?;
        if patch.is_empty() {
            return Ok(None);
        }
        let redo = Arc::new(patch.clone());
        let undo = patch.apply(&mut self.project);
        if let Some(why) = dangling(&self.project, &redo) {
            undo.apply(&mut self.project);
            return Err(Refusal(format!("Not done: {why}")));
        }
        Ok(Some(Change { undo: Arc::new(undo), redo }))
    }

    /// Applies a patch of the history, which was whole when it was recorded.
    pub(super) fn apply_from_history(&mut self, label: &'static str, patch: &Arc<Patch>) {
        let undo = Arc::new((**patch).clone().apply(&mut self.project));
        let change = Change { undo, redo: Arc::clone(patch) };
        self.project_changed(&change);
        self.hand_to_keeper(label, &change, Vec::new());
    }

    /// Derives everything again, after the project changed.
    pub(super) fn project_changed(&mut self, change: &Change) {
        self.edition.revision += 1;
        self.derive_all_again(change);
    }

    /// Closes, unpins and deselects what the project no longer holds.
    pub(super) fn drop_references_to_deleted(&mut self) {
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::super::{Command, Desk, Recoding, TakenFrom, open_builtin};
    use super::*;
    use crate::model::{Day, Project};
    use std::collections::BTreeSet;

    /// An edit that `project` allows, of each kind.
    fn one_of_each(project: &Project) -> Vec<Edit> {
        let statement = project.statements.values().next().unwrap();
        let actor = project.actors.values().next().unwrap();
        let other = project.actors.keys().nth(1).unwrap();
        let source = project.sources.values().next().unwrap();
        let relation = project.relations.values().next().unwrap();
        let question = project.manifest.questions.first().unwrap();
        let describe = Edit::Describe { title: "Another title".to_owned(), about: String::new() };
        vec![
            Edit::Code { statements: vec![statement.clone()], new_actors: Vec::new() },
            Edit::Recode { statements: BTreeSet::from([statement.id.clone()]), recoding: Recoding::default() },
            Edit::RemoveStatements(BTreeSet::from([statement.id.clone()])),
            Edit::PutActor(Box::new(actor.clone())),
            Edit::RemoveActor(actor.id.clone()),
            Edit::MergeActors { from: BTreeSet::from([actor.id.clone()]), into: other.clone() },
            Edit::PutRelation(Box::new(relation.clone())),
            Edit::RemoveRelation(relation.id.clone()),
            Edit::AddSources(Vec::new()),
            Edit::PutRecord(Box::new(source.record.clone())),
            Edit::RemoveSources(BTreeSet::from([source.record.id.clone()])),
            Edit::SetSentences { source: source.record.id.clone(), own_sentences: Vec::new() },
            describe.clone(),
            Edit::PutQuestion { question: Box::new(question.clone()), new_actors: Vec::new() },
            Edit::RemoveQuestion(question.id.clone()),
            Edit::MoveQuestion(question.id.clone(), 0),
            Edit::SetRule(Box::new(project.manifest.rule.clone())),
            Edit::TakeOver { origin: TakenFrom::Outside, patch: Box::new(Patch::default()) },
            Edit::Together(vec![describe]),
        ]
    }

    /// Its place in [`one_of_each`]; a new kind of edit does not compile until it has one.
    fn place(edit: &Edit) -> usize {
        match edit {
            Edit::Code { .. } => 0,
            Edit::Recode { .. } => 1,
            Edit::RemoveStatements(_) => 2,
            Edit::PutActor(_) => 3,
            Edit::RemoveActor(_) => 4,
            Edit::MergeActors { .. } => 5,
            Edit::PutRelation(_) => 6,
            Edit::RemoveRelation(_) => 7,
            Edit::AddSources(_) => 8,
            Edit::PutRecord(_) => 9,
            Edit::RemoveSources(_) => 10,
            Edit::SetSentences { .. } => 11,
            Edit::Describe { .. } => 12,
            Edit::PutQuestion { .. } => 13,
            Edit::RemoveQuestion(_) => 14,
            Edit::MoveQuestion(..) => 15,
            Edit::SetRule(_) => 16,
            Edit::TakeOver { .. } => 17,
            Edit::Together(_) => 18,
        }
    }

    #[test]
    fn a_read_only_project_refuses_every_edit_and_gives_it_back() {
        let mut session = open_builtin(Desk::bare(Day::MIN));
        let before = (session.project().clone(), session.edition());
        let edits = one_of_each(session.project());
        assert!(edits.iter().map(place).eq(0..19), "each kind once");
        for edit in edits {
            let outcome = session.perform(Command::Edit(Box::new(edit.clone())));
            let refused = Outcome::Refused(Why::ReadOnly(ReadOnly::BuiltIn, Box::new(edit)));
            assert_eq!(outcome, refused);
        }
        assert!(before == (session.project().clone(), session.edition()));
        assert_eq!(session.undo_label(), None);
    }
}
