//! How the members of the deciding body divide.

use super::Standings;
use crate::model::{Actor, ActorId, Day, Membership, Project, Question, Stance};

/// The members of the deciding body on a day, divided by their standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The deciding body.
    pub body: ActorId,
    /// All its members on the day, sorted by id.
    pub members: Vec<ActorId>,
    /// One row for each stance in scale order, then one for silence; rows may be empty. They always add up to
    /// `members`.
    pub rows: Vec<(Option<Stance>, Vec<ActorId>)>,
}

impl Tally {
    /// The members with this standing, sorted by id.
    pub fn with(&self, stance: Option<Stance>) -> &[ActorId] {
        self.rows.iter().find(|(of, _)| *of == stance).map_or(&[], |(_, members)| members.as_slice())
    }

    /// The members who want it, whether they support it or ask for it themselves.
    pub fn in_favour(&self) -> usize {
        self.with(Some(Stance::Requests)).len() + self.with(Some(Stance::Supports)).len()
    }
}

/// Whether `membership` holds on `day`; with an imprecise start it counts from the last day of that, with an imprecise
/// end up to the last day of that.
pub(super) fn is_in_force(membership: &Membership, day: Day) -> bool {
    membership.since.latest() <= day && membership.until.is_none_or(|until| until.latest() >= day)
}

fn is_member(actor: &Actor, body: &ActorId, day: Day) -> bool {
    actor.memberships.iter().any(|membership| membership.of == *body && is_in_force(membership, day))
}

/// The members of `body` on `day`, sorted by id.
pub fn members(project: &Project, body: &ActorId, day: Day) -> Vec<ActorId> {
    project.actors.values().filter(|actor| is_member(actor, body, day)).map(|actor| actor.id.clone()).collect()
}

/// Divides the members of `question`'s deciding body, as of the day of `standings`.
pub fn tally(project: &Project, question: &Question, standings: &Standings) -> Tally {
    let members = members(project, &question.decided_by, standings.as_of);
    let rows = Stance::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .map(|stance| {
            let with = members.iter().filter(|member| standings.stance(member) == stance).cloned().collect();
            (stance, with)
        })
        .collect();
    Tally { body: question.decided_by.clone(), members, rows }
}
