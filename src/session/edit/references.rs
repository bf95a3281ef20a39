//! Whether a project that was just changed still leads from every id to a record.
//!
//! Only what the change can have broken is looked at: the records it put, and, where it took records away, those that
//! may name them.

use crate::model::{Actor, ActorId, Patch, Project, Question, QuestionId, Relation, SourceId, Speaker, Statement};
use std::collections::BTreeSet;

/// The first id of `project` that leads nowhere after `patch` was applied, in words; `None` if there is none.
pub(in crate::session) fn dangling(project: &Project, patch: &Patch) -> Option<String> {
    let Patch { manifest, actors, sources, statements, relations } = patch;
    if project.manifest.questions.is_empty() {
        return Some("a project asks at least one question".to_owned());
    }
    let takes_away = Gone { actors: gone(actors), sources: gone(sources), is_manifest_new: manifest.is_some() };
    let of_questions = project.manifest.questions.iter().find_map(|question| of_question(project, question));
    let put_actors = actors.keys().filter_map(|id| project.actors.get(id)).find_map(|actor| of_actor(project, actor));
    let put_statements =
        statements.keys().filter_map(|id| project.statements.get(id)).find_map(|of| of_statement(project, of));
    let put_relations =
        relations.keys().filter_map(|id| project.relations.get(id)).find_map(|of| of_relation(project, of));
    of_questions.or(put_actors).or(put_statements).or(put_relations).or_else(|| takes_away.named_by(project))
}

/// Records that were taken away and may still be named.
struct Gone<'p> {
    actors: BTreeSet<&'p ActorId>,
    sources: BTreeSet<&'p SourceId>,
    is_manifest_new: bool,
}

fn gone<K: Ord, V>(changes: &crate::model::RecordChanges<K, V>) -> BTreeSet<&K> {
    changes.iter().filter(|(_, new)| new.is_none()).map(|(id, _)| id).collect()
}

impl Gone<'_> {
    fn named_by(&self, project: &Project) -> Option<String> {
        let has_actors = !self.actors.is_empty();
        if has_actors && let Some(of) = project.actors.values().find_map(|actor| of_actor(project, actor)) {
            return Some(of);
        }
        if self.is_manifest_new {
            let asked = |statement: &Statement| missing_question(project, "a statement", &statement.question);
            if let Some(of) = project.statements.values().find_map(asked) {
                return Some(of);
            }
        }
        if has_actors || !self.sources.is_empty() {
            let of_statements = project.statements.values().find_map(|statement| of_statement(project, statement));
            return of_statements
                .or_else(|| project.relations.values().find_map(|relation| of_relation(project, relation)));
        }
        None
    }
}

fn missing_actor(project: &Project, what: &str, actor: &ActorId) -> Option<String> {
    (!project.actors.contains_key(actor))
        .then(|| format!("{what} names the actor {actor}, which is not in the project"))
}

fn of_question(project: &Project, question: &Question) -> Option<String> {
    missing_actor(project, &format!("the question {:?}", question.short), &question.decided_by)
}

fn of_actor(project: &Project, actor: &Actor) -> Option<String> {
    let named = actor.country.iter();
    let named = named.chain(actor.offices.iter().map(|office| &office.speaks_for));
    let mut named = named.chain(actor.memberships.iter().map(|membership| &membership.of));
    named.find_map(|other| missing_actor(project, &actor.name, other))
}

fn of_statement(project: &Project, statement: &Statement) -> Option<String> {
    let speaker = match &statement.speaker {
        Speaker::Article => None,
        Speaker::Actor(speaker) => Some(speaker),
    };
    let what = || format!("the statement {}", statement.id);
    [Some(&statement.actor), statement.on_behalf_of.as_ref(), speaker]
        .into_iter()
        .flatten()
        .find_map(|actor| missing_actor(project, &what(), actor))
        .or_else(|| missing_source(project, &what(), &statement.source))
        .or_else(|| missing_question(project, &what(), &statement.question))
}

fn of_relation(project: &Project, relation: &Relation) -> Option<String> {
    let what = format!("the relation {}", relation.id);
    [&relation.from, &relation.to]
        .into_iter()
        .find_map(|actor| missing_actor(project, &what, actor))
        .or_else(|| missing_source(project, &what, &relation.source))
}

fn missing_source(project: &Project, what: &str, source: &SourceId) -> Option<String> {
    let is_missing = !project.sources.contains_key(source);
    is_missing.then(|| format!("{what} quotes the article {source}, which is not in the project"))
}

fn missing_question(project: &Project, what: &str, question: &QuestionId) -> Option<String> {
    let is_missing = project.question(question).is_none();
    is_missing.then(|| format!("{what} answers the question {question}, which the project does not ask"))
}
