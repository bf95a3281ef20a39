//! Edits of coded sentences.
//!
//! The thing easily got wrong: a quotation that does not stand in its article word for word must never be coded.

use super::actor_change::{speaker_for, speaks_for};
use super::{Refusal, offices};
use crate::model::{
    Actor, ActorId, Confidence, Dated, Patch, Project, Provenance, QuestionId, Quotation, SourceId, Speaker, Stance,
    Statement, StatementId, Voice,
};
use std::collections::{BTreeMap, BTreeSet};

/// What changes in each of many statements; `None` leaves a field as it is, but for the speaker and whom they speak for,
/// which follow the actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recoding {
    /// Whose position it is.
    pub actor: Option<ActorId>,
    /// For whom; `Some(None)` for nobody.
    pub on_behalf_of: Option<Option<ActorId>>,
    /// Who says it.
    pub speaker: Option<Speaker>,
    /// Which question it answers.
    pub question: Option<QuestionId>,
    /// The answer.
    pub stance: Option<Stance>,
    /// In whose words.
    pub voice: Option<Voice>,
    /// When it was said.
    pub said: Option<Dated>,
    /// What it hangs on; empty for nothing.
    pub condition: Option<String>,
    /// How sure the coder is.
    pub confidence: Option<Confidence>,
}

impl Recoding {
    /// `statement` of `project` with the changes.
    #[must_use]
    pub fn of(&self, project: &Project, statement: &Statement) -> Statement {
        let Self { actor, on_behalf_of, speaker, question, stance, voice, said, condition, confidence } = self;
        let mut new = statement.clone();
        if let Some(actor) = actor.as_ref().filter(|actor| **actor != statement.actor) {
            new.speaker = speaker_for(project, statement, actor);
            new.on_behalf_of = speaks_for(project, actor, statement.said.latest());
            new.actor = actor.clone();
        }
        set(&mut new.on_behalf_of, on_behalf_of.as_ref());
        set(&mut new.speaker, speaker.as_ref());
        set(&mut new.question, question.as_ref());
        set(&mut new.stance, stance.as_ref());
        set(&mut new.voice, voice.as_ref());
        set(&mut new.said, said.as_ref());
        set(&mut new.condition, condition.as_ref());
        set(&mut new.confidence, confidence.as_ref());
        if new != *statement && new.provenance == Provenance::Suggested {
            new.provenance = Provenance::Corrected;
        }
        new
    }
}

fn set<T: Clone>(field: &mut T, new: Option<&T>) {
    if let Some(new) = new {
        field.clone_from(new);
    }
}

/// Puts `statements`, and the actors they need.
pub(super) fn code(project: &Project, statements: &[Statement], new_actors: &[Actor]) -> Result<Patch, Refusal> {
    for statement in statements {
        stands_in_text(project, &statement.source, &statement.quote)?;
        if statement.confidence == Confidence::Arguable && statement.note.trim().is_empty() {
            return Err(Refusal::new("A statement that could be argued (confidence 1) needs a note that says why"));
        }
    }
    if let Some(nameless) = new_actors.iter().find(|actor| actor.name.trim().is_empty()) {
        return Err(Refusal::new(format!("The new actor {} needs a name", nameless.id)));
    }
    let mut patch = Patch {
        actors: new_actors.iter().map(|actor| (actor.id.clone(), Some(actor.clone()))).collect(),
        statements: statements.iter().map(|statement| (statement.id.clone(), Some(statement.clone()))).collect(),
        ..Patch::default()
    };
    offices::add_missing(project, &mut patch);
    Ok(patch)
}

/// Refuses a quotation that does not stand where it says.
pub(super) fn stands_in_text(project: &Project, source: &SourceId, quote: &Quotation) -> Result<(), Refusal> {
    let Some(of) = project.sources.get(source) else {
        return Err(Refusal::new(format!("There is no article {source} to quote from")));
    };
    if of.record.text_sha256 == quote.text && quote.bytes.of(&of.text) == Some(quote.exact.as_str()) {
        Ok(())
    } else {
        Err(Refusal::new(format!("The words {:?} do not stand there in “{}”", quote.exact, of.record.title)))
    }
}

/// Puts every statement named with its changes.
pub(super) fn recode(
    project: &Project,
    statements: &BTreeSet<StatementId>,
    recoding: &Recoding,
) -> Result<Patch, Refusal> {
    let mut changed = BTreeMap::new();
    for id in statements {
        let Some(statement) = project.statements.get(id) else {
            return Err(Refusal::new(format!("There is no statement {id}; nothing was recoded")));
        };
        changed.insert(id.clone(), Some(recoding.of(project, statement)));
    }
    let mut patch = Patch { statements: changed, ..Patch::default() };
    offices::add_missing(project, &mut patch);
    Ok(patch)
}

/// "Hungary: opposes" for one statement, a number of them for many.
pub(super) fn coding_detail(project: &Project, statements: &[Statement], new_actors: &[Actor]) -> String {
    let name = |id: &ActorId| {
        let new = new_actors.iter().find(|actor| actor.id == *id).map(|actor| actor.name.as_str());
        new.unwrap_or_else(|| project.actors.get(id).map_or("somebody", |actor| actor.name.as_str())).to_owned()
    };
    let told: Vec<String> = statements
        .iter()
        .map(|statement| {
            let question = project.question(&statement.question);
            let stance = question.map_or(statement.stance.code(), |question| question.label(Some(statement.stance)));
            format!("{}: {}", name(&statement.actor), stance.to_lowercase())
        })
        .collect();
    told.join(", ")
}
