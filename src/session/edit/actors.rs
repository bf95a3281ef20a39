//! Edits of actors and of the ties between them.

use super::Refusal;
use super::statements::stands_in_text;
use crate::derive::count_of;
use crate::model::{Actor, ActorId, Office, OfficeProvenance, Patch, Project, Relation, Speaker, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// Adds `actor`, or replaces it.
pub(super) fn put(actor: &Actor) -> Result<Patch, Refusal> {
    if actor.name.trim().is_empty() {
        return Err(Refusal::new("An actor needs a name"));
    }
    Ok(Patch { actors: BTreeMap::from([(actor.id.clone(), Some(actor.clone()))]), ..Patch::default() })
}

/// Takes `actor` away, unless something names it.
pub(super) fn remove(project: &Project, actor: &ActorId) -> Result<Patch, Refusal> {
    let name = project.actor_name(actor);
    let statements = project.statements.values().filter(|statement| names(statement, actor)).count();
    let ties = project.relations.values().filter(|tie| tie.from == *actor || tie.to == *actor).count();
    let actors = project.actors.values().filter(|other| is_named_by(other, actor)).count();
    let questions = project.manifest.questions.iter().filter(|question| question.decided_by == *actor).count();
    let named: Vec<String> = [
        (statements, "statement", "statements"),
        (ties, "relation", "relations"),
        (actors, "other actor", "other actors"),
        (questions, "question", "questions"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| count_of(count, one, many))
    .collect();
    if !named.is_empty() {
        return Err(Refusal::new(format!(
            "{name} is not deleted: {} still name it. Delete or recode them, or merge {name} into another actor",
            named.join(", ")
        )));
    }
    Ok(Patch { actors: BTreeMap::from([(actor.clone(), None)]), ..Patch::default() })
}

fn names(statement: &Statement, actor: &ActorId) -> bool {
    statement.actor == *actor
        || statement.on_behalf_of.as_ref() == Some(actor)
        || statement.speaker == Speaker::Actor(actor.clone())
}

fn is_named_by(other: &Actor, actor: &ActorId) -> bool {
    other.country.as_ref() == Some(actor)
        || other.offices.iter().any(|office| office.speaks_for == *actor)
        || other.memberships.iter().any(|membership| membership.of == *actor)
}

/// Everything that names one of `from` names `into` afterwards.
pub(super) fn merge(project: &Project, from: &BTreeSet<ActorId>, into: &ActorId) -> Result<Patch, Refusal> {
    let Some(stays) = project.actors.get(into) else {
        return Err(Refusal::new(format!("There is no actor {into} to merge into")));
    };
    let gone: Vec<&Actor> = from.iter().filter(|id| *id != into).filter_map(|id| project.actors.get(id)).collect();
    if gone.is_empty() {
        return Err(Refusal::new("Choose at least two actors to merge"));
    }
    let is_gone = |id: &ActorId| gone.iter().any(|actor| actor.id == *id);
    let renamed = |id: &ActorId| if is_gone(id) { into.clone() } else { id.clone() };
    let mut patch = Patch::default();
    for actor in project.actors.values().filter(|actor| !is_gone(&actor.id)) {
        let mut merged = if actor.id == *into { taking_over(stays, &gone) } else { actor.clone() };
        merged.country = merged.country.as_ref().map(renamed).filter(|country| *country != actor.id);
        merged.offices.iter_mut().for_each(|office| office.speaks_for = renamed(&office.speaks_for));
        merged.memberships.iter_mut().for_each(|membership| membership.of = renamed(&membership.of));
        merged.offices.retain(|office| office.speaks_for != actor.id);
        keep_one_coded(&mut merged.offices);
        merged.memberships.retain(|membership| membership.of != actor.id);
        patch.actors.insert(actor.id.clone(), Some(merged));
    }
    patch.actors.extend(gone.iter().map(|actor| (actor.id.clone(), None)));
    for statement in project.statements.values() {
        let actor = renamed(&statement.actor);
        let changed = Statement {
            on_behalf_of: statement.on_behalf_of.as_ref().map(renamed).filter(|of| *of != actor),
            speaker: match &statement.speaker {
                Speaker::Article => Speaker::Article,
                Speaker::Actor(speaker) => Speaker::Actor(renamed(speaker)),
            },
            actor,
            ..statement.clone()
        };
        patch.statements.insert(statement.id.clone(), Some(changed));
    }
    for tie in project.relations.values() {
        let changed = Relation { from: renamed(&tie.from), to: renamed(&tie.to), ..tie.clone() };
        // Nobody is tied to himself.
        patch.relations.insert(tie.id.clone(), (changed.from != changed.to).then_some(changed));
    }
    let mut manifest = project.manifest.clone();
    manifest.questions.iter_mut().for_each(|question| question.decided_by = renamed(&question.decided_by));
    patch.manifest = Some(Box::new(manifest));
    Ok(patch)
}

/// Leaves an office that came with a statement only where there is no other of the same country or organisation.
fn keep_one_coded(offices: &mut Vec<Office>) {
    let mut known: BTreeSet<ActorId> = BTreeSet::new();
    let is_entered = |office: &&Office| office.provenance == OfficeProvenance::Entered;
    known.extend(offices.iter().filter(is_entered).map(|office| office.speaks_for.clone()));
    offices.retain(|office| is_entered(&office) || known.insert(office.speaks_for.clone()));
}

/// The actor that stays, with the names, offices and memberships of those that go.
fn taking_over(stays: &Actor, gone: &[&Actor]) -> Actor {
    let mut merged = stays.clone();
    for actor in gone {
        for name in std::iter::once(&actor.name).chain(&actor.aliases) {
            if *name != merged.name && !merged.aliases.contains(name) {
                merged.aliases.push(name.clone());
            }
        }
        merged.offices.extend(actor.offices.iter().filter(|office| !stays.offices.contains(office)).cloned());
        let has = |of: &ActorId| stays.memberships.iter().any(|membership| membership.of == *of);
        merged.memberships.extend(actor.memberships.iter().filter(|membership| !has(&membership.of)).cloned());
        merged.country = merged.country.or_else(|| actor.country.clone());
        merged.place = merged.place.or_else(|| actor.place.clone());
        for (own, other) in
            [(&mut merged.role, &actor.role), (&mut merged.iso_a3, &actor.iso_a3), (&mut merged.flag, &actor.flag)]
        {
            if own.is_empty() {
                own.clone_from(other);
            }
        }
    }
    merged
}

/// Adds `relation`, or replaces it.
pub(super) fn put_relation(project: &Project, relation: &Relation) -> Result<Patch, Refusal> {
    if relation.from == relation.to {
        return Err(Refusal::new(format!("{} cannot be tied to itself", project.actor_name(&relation.from))));
    }
    stands_in_text(project, &relation.source, &relation.quote)?;
    Ok(Patch { relations: BTreeMap::from([(relation.id.clone(), Some(relation.clone()))]), ..Patch::default() })
}
