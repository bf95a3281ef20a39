//! What a person can change about a project, and the patch that each change becomes.
//!
//! An [`Edit`] says what is wanted, in the words of the field; [`Edit::patch`] works out which records that changes and
//! refuses, with the reason in words, what would leave an id that leads nowhere. It changes nothing itself: the session
//! applies the patch, records it for undo and hands it to the journal. The thing easily got wrong: deleting a record
//! that others name.

mod actor_change;
mod actors;
mod offices;
mod questions;
mod references;
mod sources;
mod statements;
#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
mod tests;

pub use sources::NewSource;
pub use statements::Recoding;

pub(super) use actor_change::{speaks_as, speaks_for};
pub(super) use references::dangling;

use crate::derive::count_of;
use crate::model::{
    Actor, ActorId, ByteRange, Patch, Project, Question, QuestionId, Relation, RelationId, SourceId, SourceRecord,
    StandingRule, Statement, StatementId,
};
use std::collections::BTreeSet;

/// A change of the project that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Code a sentence, or replace what was coded, with the actors that are made for it. Several statements where one
    /// sentence answers several questions or tells several positions.
    Code {
        /// What is coded; a statement whose id is known is replaced.
        statements: Vec<Statement>,
        /// Actors that are not in the project yet.
        new_actors: Vec<Actor>,
    },
    /// Change some fields of many statements at once.
    Recode {
        /// Which ones.
        statements: BTreeSet<StatementId>,
        /// What changes.
        recoding: Recoding,
    },
    /// Delete statements.
    RemoveStatements(BTreeSet<StatementId>),
    /// Add an actor or replace it by another record of the same id.
    PutActor(Box<Actor>),
    /// Delete an actor whom nothing names.
    RemoveActor(ActorId),
    /// Make one actor of several: everything said by, for or of the others is said of the one that stays, which takes
    /// over their names as aliases.
    MergeActors {
        /// Those that go.
        from: BTreeSet<ActorId>,
        /// The one that stays.
        into: ActorId,
    },
    /// Add a relation or replace it.
    PutRelation(Box<Relation>),
    /// Delete a relation.
    RemoveRelation(RelationId),
    /// Take in articles.
    AddSources(Vec<NewSource>),
    /// Replace the record of an article: title, outlet, date. Its text stays.
    PutRecord(Box<SourceRecord>),
    /// Delete articles with everything that was coded in them.
    RemoveSources(BTreeSet<SourceId>),
    /// Say which stretches of an article are one sentence each; elsewhere it is split by rule.
    SetSentences {
        /// The article.
        source: SourceId,
        /// In order, none overlapping another.
        own_sentences: Vec<ByteRange>,
    },
    /// Give the project another title and say what it is about.
    Describe {
        /// Its title; not empty.
        title: String,
        /// In a sentence or two; may be empty.
        about: String,
    },
    /// Add a question at the end, or replace the one of the same id, with the actors that are made for it.
    PutQuestion {
        /// The question.
        question: Box<Question>,
        /// Actors that are not in the project yet: the body that decides.
        new_actors: Vec<Actor>,
    },
    /// Delete a question with everything that was coded for it. The last question stays.
    RemoveQuestion(QuestionId),
    /// Move a question to another place in the list, 0 for the first.
    MoveQuestion(QuestionId, usize),
    /// Give the project another rule.
    SetRule(Box<StandingRule>),
    /// Apply changes that were made elsewhere: by another program, or before a crash.
    TakeOver {
        /// Where they come from, for the history: "changes made outside".
        origin: TakenFrom,
        /// The changes.
        patch: Box<Patch>,
    },
    /// Several changes that are taken back together.
    Together(Vec<Edit>),
}

/// Where changes that are taken over come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenFrom {
    /// Another program changed the files of the project.
    Outside,
    /// The journal that was left by a program that could not save.
    Journal,
}

/// Why an edit cannot be made, in words for the person. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

impl Refusal {
    fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

impl Edit {
    /// What a menu calls it after "Undo".
    pub fn label(&self) -> &'static str {
        match self {
            Self::Code { .. } => "coding",
            Self::Recode { .. } => "recoding of statements",
            Self::RemoveStatements(_) => "deletion of statements",
            Self::PutActor(_) => "change of an actor",
            Self::RemoveActor(_) => "deletion of an actor",
            Self::MergeActors { .. } => "merging of actors",
            Self::PutRelation(_) => "change of a relation",
            Self::RemoveRelation(_) => "deletion of a relation",
            Self::AddSources(_) => "import",
            Self::PutRecord(_) => "change of an article’s record",
            Self::RemoveSources(_) => "deletion of articles",
            Self::SetSentences { .. } => "change of a sentence’s bounds",
            Self::Describe { .. } => "change of the project’s title",
            Self::PutQuestion { .. } => "change of a question",
            Self::RemoveQuestion(_) => "deletion of a question",
            Self::MoveQuestion(..) => "moving a question",
            Self::SetRule(_) => "change of the project’s rule",
            Self::TakeOver { origin: TakenFrom::Outside, .. } => "taking over changes made outside",
            Self::TakeOver { origin: TakenFrom::Journal, .. } => "recovery of unsaved work",
            Self::Together(edits) => edits.first().map_or("nothing", Self::label),
        }
    }

    /// What it does to `project`, for the history: "Hungary: opposes". Asked before it is carried out.
    pub fn detail(&self, project: &Project) -> String {
        let name = |actor: &ActorId| project.actor_name(actor).to_owned();
        match self {
            Self::Code { statements, new_actors } => statements::coding_detail(project, statements, new_actors),
            Self::Recode { statements, .. } | Self::RemoveStatements(statements) => {
                count_of(statements.len(), "statement", "statements")
            }
            Self::PutActor(actor) => actor.name.clone(),
            Self::RemoveActor(actor) => name(actor),
            Self::MergeActors { from, into } => {
                let from: Vec<String> = from.iter().map(name).collect();
                format!("{} into {}", from.join(", "), name(into))
            }
            Self::PutRelation(relation) => {
                format!("{} {} {}", name(&relation.from), relation.kind.label(), name(&relation.to))
            }
            Self::RemoveRelation(id) => project.relations.get(id).map_or_else(String::new, |relation| {
                format!("{} {} {}", name(&relation.from), relation.kind.label(), name(&relation.to))
            }),
            Self::AddSources(sources) => match sources.as_slice() {
                [only] => only.source.record.title.clone(),
                many => count_of(many.len(), "article", "articles"),
            },
            Self::PutRecord(record) => record.title.clone(),
            Self::RemoveSources(sources) => match sources.iter().collect::<Vec<_>>().as_slice() {
                [only] => sources::title(project, only),
                many => count_of(many.len(), "article", "articles"),
            },
            Self::SetSentences { source, .. } => sources::title(project, source),
            Self::Describe { title, .. } => title.clone(),
            Self::PutQuestion { question, .. } => question.short.clone(),
            Self::RemoveQuestion(id) | Self::MoveQuestion(id, _) => {
                project.question(id).map_or_else(String::new, |question| question.short.clone())
            }
            Self::SetRule(_) => String::new(),
            Self::TakeOver { patch, .. } => count_of(patch.records().len(), "record", "records"),
            Self::Together(edits) => {
                let details: Vec<String> =
                    edits.iter().map(|edit| edit.detail(project)).filter(|detail| !detail.is_empty()).collect();
                details.join(", ")
            }
        }
    }

    /// The articles it takes in.
    pub(super) fn new_sources(&self) -> Vec<&NewSource> {
        match self {
            Self::AddSources(sources) => sources.iter().collect(),
            Self::Together(edits) => edits.iter().flat_map(Self::new_sources).collect(),
            Self::Code { .. }
            | Self::Recode { .. }
            | Self::RemoveStatements(_)
            | Self::PutActor(_)
            | Self::RemoveActor(_)
            | Self::MergeActors { .. }
            | Self::PutRelation(_)
            | Self::RemoveRelation(_)
            | Self::PutRecord(_)
            | Self::RemoveSources(_)
            | Self::SetSentences { .. }
            | Self::Describe { .. }
            | Self::PutQuestion { .. }
            | Self::RemoveQuestion(_)
            | Self::MoveQuestion(..)
            | Self::SetRule(_)
            | Self::TakeOver { .. } => Vec::new(),
        }
    }

    /// The records it changes in `project`. The patch may be empty: then everything is so already.
    pub fn patch(&self, project: &Project) -> Result<Patch, Refusal> {
        let mut patch = match self {
            Self::Code { statements, new_actors } => statements::code(project, statements, new_actors)?,
            Self::Recode { statements, recoding } => statements::recode(project, statements, recoding)?,
            Self::RemoveStatements(statements) => {
                let statements = statements.iter().map(|id| (id.clone(), None)).collect();
                Patch { statements, ..Patch::default() }
            }
            Self::PutActor(actor) => actors::put(actor)?,
            Self::RemoveActor(actor) => actors::remove(project, actor)?,
            Self::MergeActors { from, into } => actors::merge(project, from, into)?,
            Self::PutRelation(relation) => actors::put_relation(project, relation)?,
            Self::RemoveRelation(id) => {
                Patch { relations: [(id.clone(), None)].into_iter().collect(), ..Patch::default() }
            }
            Self::AddSources(sources) => sources::add(project, sources)?,
            Self::PutRecord(record) => sources::put_record(project, record)?,
            Self::RemoveSources(sources) => sources::remove(project, sources),
            Self::SetSentences { source, own_sentences } => sources::set_sentences(project, source, own_sentences)?,
            Self::Describe { title, about } => questions::describe(project, title, about)?,
            Self::PutQuestion { question, new_actors } => questions::put(project, question, new_actors)?,
            Self::RemoveQuestion(question) => questions::remove(project, question)?,
            Self::MoveQuestion(question, place) => questions::reorder(project, question, *place)?,
            Self::SetRule(rule) => questions::set_rule(project, rule)?,
            // What others have written is taken as it is.
            Self::TakeOver { patch, .. } => return Ok((**patch).clone().against(project)),
            Self::Together(edits) => together(project, edits)?,
        };
        patch = patch.against(project);
        offices::remove_unneeded(project, &mut patch);
        Ok(patch.against(project))
    }
}

/// One patch for edits made one after the other.
fn together(project: &Project, edits: &[Edit]) -> Result<Patch, Refusal> {
    let mut changed = project.clone();
    let mut all = Patch::default();
    for edit in edits {
        let patch = edit.patch(&changed)?;
        patch.clone().apply(&mut changed);
        all = all.then(patch);
    }
    Ok(all)
}
