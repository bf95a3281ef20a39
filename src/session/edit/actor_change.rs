//! What changes with the actor of a statement: who says it, and for whom.
//!
//! The thing easily got wrong: a third party who speaks about the actor goes on speaking when the actor is corrected;
//! only somebody who speaks for the old actor does not.

use crate::model::{Actor, ActorId, Day, Office, Project, Speaker, Statement};

/// Whether `speaker` is `actor`, or holds or has held an office of it.
pub(in crate::session) fn speaks_as(project: &Project, speaker: &ActorId, actor: &ActorId) -> bool {
    let holds = |of: &Actor| of.offices.iter().any(|office| office.speaks_for == *actor);
    speaker == actor || project.actors.get(speaker).is_some_and(holds)
}

/// For whom a person speaks on `day` by an office; on any day where there is none.
pub(in crate::session) fn speaks_for(project: &Project, person: &ActorId, day: Option<Day>) -> Option<ActorId> {
    let offices = &project.actors.get(person)?.offices;
    let is_held = |office: &&Office| {
        day.is_none_or(|day| {
            office.since.is_none_or(|since| since.earliest() <= day)
                && office.until.is_none_or(|until| day <= until.latest())
        })
    };
    offices.iter().find(is_held).map(|office| office.speaks_for.clone())
}

/// Who says what `statement` tells if it is the position of `actor`.
pub(super) fn speaker_for(project: &Project, statement: &Statement, actor: &ActorId) -> Speaker {
    match &statement.speaker {
        Speaker::Actor(speaker)
            if speaks_as(project, speaker, &statement.actor) && !speaks_as(project, speaker, actor) =>
        {
            Speaker::Actor(actor.clone())
        }
        Speaker::Actor(_) | Speaker::Article => statement.speaker.clone(),
    }
}
