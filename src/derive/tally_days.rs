//! The tally day by day: one entry for each day on which it divides otherwise.
//!
//! A tally changes when something is said, and also when nothing is: a standing grows stale, a member joins. Each actor is asked again only on its own such days, so that a long series
//! costs no more than its events. The thing easily got wrong: the first entry is the state on the first day, not a
//! change.

use super::standing::Standings;
use super::tally::{Among, Tally, tally};
use super::{Clock, Ledger, Standpoint};
use crate::model::{Actor, ActorId, Day, Project, Question, Stance, StatementId};
use std::collections::{BTreeMap, BTreeSet};

/// How the members divide from one day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyDay {
    /// From the end of this day on.
    pub day: Day,
    /// How they divide.
    pub tally: Tally,
    /// The member whose standing changes with the fewest statements taken away, and these.
    pub most_fragile: Option<(ActorId, Vec<StatementId>)>,
    /// The members that stand otherwise than in the entry before, came or went, sorted by id; none in the first entry.
    pub changed: Vec<ActorId>,
}

/// How the members divide on `from`, and on every later day up to `to` on which anything of that changes. The day of
/// `standpoint` does not matter, its day of knowledge does.
pub fn tally_days(
    project: &Project,
    question: &Question,
    ledger: &Ledger,
    standpoint: &Standpoint,
    (from, to): (Day, Day),
) -> Vec<TallyDay> {
    let on = |day: Day| Standpoint { clock: Clock { as_of: day, ..standpoint.clock }, ..standpoint.clone() };
    let is_of_body = |actor: &&Actor| actor.memberships.iter().any(|membership| membership.of == question.decided_by);
    let members: Vec<&Actor> = project.actors.values().filter(is_of_body).collect();
    let mut events: BTreeMap<Day, BTreeSet<&ActorId>> = BTreeMap::new();
    for actor in &members {
        let days = days_of(project, question, actor, ledger, &on(Day::MAX));
        for day in days.into_iter().filter(|day| from < *day && *day <= to) {
            events.entry(day).or_default().insert(&actor.id);
        }
    }
    let mut standings = Standings {
        question: question.id.clone(),
        as_of: from,
        known_on: standpoint.clock.known_on,
        by_actor: members
            .iter()
            .filter_map(|actor| Some((actor.id.clone(), ledger.standing(&actor.id, &on(from))?)))
            .collect(),
    };
    let mut series = vec![entry(project, question, &standings)];
    for (day, actors) in events {
        standings.as_of = day;
        for actor in actors {
            if let Some(standing) = ledger.standing(actor, &on(day)) {
                standings.by_actor.insert(actor.clone(), standing);
            }
        }
        let now = entry(project, question, &standings);
        if let Some(before) = series.last().filter(|before| !before.divides_like(&now)) {
            let changed = before.changed_to(&now);
            series.push(TallyDay { changed, ..now });
        }
    }
    series
}

/// The days on which the standing of `actor`, or its membership, may change.
fn days_of(
    project: &Project,
    question: &Question,
    actor: &Actor,
    ledger: &Ledger,
    at_the_end: &Standpoint,
) -> BTreeSet<Day> {
    let rule = &at_the_end.rule;
    let standing = ledger.standing(&actor.id, at_the_end);
    let counted = standing.iter().flat_map(|standing| standing.statements.iter().chain(&standing.outvoted));
    let said = counted.filter_map(|id| project.statements.get(id)?.said.latest());
    let beyond = |day: Day, days: u16| day.plus_days(i32::from(days) + 1);
    let of_statements = said.flat_map(|day| [day, beyond(day, rule.stale_after_days)]);
    let memberships = actor.memberships.iter().filter(|membership| membership.of == question.decided_by);
    let of_memberships = memberships.flat_map(|membership| {
        let after = membership.until.map(|until| beyond(until.latest(), 0));
        std::iter::once(membership.since.latest()).chain(after)
    });
    of_statements.chain(of_memberships).collect()
}

fn entry(project: &Project, question: &Question, standings: &Standings) -> TallyDay {
    let tally = tally(project, question, standings);
    let fragile = tally.most_fragile(standings);
    let most_fragile = fragile.map(|standing| (standing.actor.clone(), standing.fragile_set().to_vec()));
    TallyDay { day: standings.as_of, tally, most_fragile, changed: Vec::new() }
}

/// What is said of a member in a tally.
type Place = (Option<Stance>, [bool; 5]);

impl TallyDay {
    fn divides_like(&self, other: &Self) -> bool {
        self.tally == other.tally && self.most_fragile == other.most_fragile
    }

    fn changed_to(&self, later: &Self) -> Vec<ActorId> {
        let (before, after) = (self.places(), later.places());
        let all: BTreeSet<&ActorId> = before.keys().chain(after.keys()).copied().collect();
        all.into_iter().filter(|actor| before.get(actor) != after.get(actor)).cloned().collect()
    }

    fn places(&self) -> BTreeMap<&ActorId, Place> {
        const KINDS: [Among; 5] =
            [Among::Contested, Among::Stale, Among::UnnamedOnly, Among::SecondHand, Among::Conditional];
        let among = |actor: &ActorId| KINDS.map(|kind| self.tally.among(kind).binary_search(actor).is_ok());
        let rows = self.tally.rows.iter();
        rows.flat_map(|(stance, actors)| actors.iter().map(|actor| (actor, (*stance, among(actor))))).collect()
    }
}
