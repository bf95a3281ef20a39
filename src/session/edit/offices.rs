//! Offices that exist only because of what was coded.
//!
//! A person coded as speaking for a country colours it only while holding an office of it. Where the project knows of
//! no such office, coding adds one, marked [`OfficeProvenance::Coded`]; it goes with the last statement that needs it.
//! An office that a person entered is never touched. The thing easily got wrong: an office outlives its statement by
//! every way a statement can go or change, so this looks at the finished patch and not at one kind of edit.

use crate::model::{Actor, ActorId, ActorKind, Office, OfficeProvenance, Patch, Project, Statement};
use std::collections::BTreeSet;

/// Gives everybody who speaks for somebody in the statements of `patch` an office, unless they have held one at any
/// time: what the project knows of an office stays as it is.
pub(super) fn add_missing(project: &Project, patch: &mut Patch) {
    let put = patch.statements.iter().filter(|(id, new)| project.statements.get(*id) != new.as_ref());
    let pairs: BTreeSet<(ActorId, ActorId)> = put.filter_map(|(_, new)| spoken_for(new.as_ref()?)).collect();
    for (person, of) in pairs {
        let Some(actor) = actor_after(project, patch, &person) else { continue };
        let may_speak = match actor.kind {
            ActorKind::Person | ActorKind::Unnamed => true,
            ActorKind::Country | ActorKind::Organisation | ActorKind::Group => false,
        };
        if !may_speak || actor.offices.iter().any(|office| office.speaks_for == of) {
            continue;
        }
        let (title, provenance) = (actor.role.clone(), OfficeProvenance::Coded);
        let office = Office { speaks_for: of, title, since: None, until: None, provenance };
        let mut actor = actor.clone();
        actor.offices.push(office);
        patch.actors.insert(person, Some(actor));
    }
}

/// Takes away the offices that were added for statements of which `patch` leaves none.
pub(super) fn remove_unneeded(project: &Project, patch: &mut Patch) {
    let of_statements = patch.statements.keys().filter_map(|id| Some(project.statements.get(id)?.actor.clone()));
    let touched: BTreeSet<ActorId> = of_statements.chain(patch.actors.keys().cloned()).collect();
    let holders: Vec<Actor> = touched
        .iter()
        .filter_map(|id| actor_after(project, patch, id))
        .filter(|actor| actor.offices.iter().any(|office| office.provenance == OfficeProvenance::Coded))
        .cloned()
        .collect();
    if holders.is_empty() {
        return;
    }
    let kept = project.statements.iter().filter(|(id, _)| !patch.statements.contains_key(*id)).map(|(_, of)| of);
    let needed: BTreeSet<(ActorId, ActorId)> =
        kept.chain(patch.statements.values().flatten()).filter_map(spoken_for).collect();
    for mut actor in holders {
        let before = actor.offices.len();
        let person = actor.id.clone();
        actor.offices.retain(|office| {
            office.provenance == OfficeProvenance::Entered
                || needed.contains(&(person.clone(), office.speaks_for.clone()))
        });
        if actor.offices.len() != before {
            patch.actors.insert(person, Some(actor));
        }
    }
}

/// Who speaks for whom in `statement`.
fn spoken_for(statement: &Statement) -> Option<(ActorId, ActorId)> {
    let of = statement.on_behalf_of.clone()?;
    (of != statement.actor).then(|| (statement.actor.clone(), of))
}

/// An actor as it is after `patch`.
fn actor_after<'a>(project: &'a Project, patch: &'a Patch, id: &ActorId) -> Option<&'a Actor> {
    match patch.actors.get(id) {
        Some(new) => new.as_ref(),
        None => project.actors.get(id),
    }
}
