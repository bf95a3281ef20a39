//! Which sentence proves most, for an actor and for each standing that somebody holds.
//!
//! Easily got wrong: what decides a standing is the latest statement, and that may be no more than what an article says of
//! the actor. It leads only where the actor's words, or a report of them, stand in it.

use super::{Standing, Standings, Tally};
use crate::model::{ActorId, Project, Stance, Statement, StatementId, Voice};
use std::cmp::Reverse;

/// The sentence that speaks best for a standing: in the strongest voice, of these the surest, of these the one that the
/// rule puts first. `None` without a stance.
pub fn best_quotation<'a>(project: &'a Project, standing: &Standing) -> Option<&'a Statement> {
    let statements = standing.statements.iter().filter_map(|id| project.statements.get(id));
    // The first of equals is kept.
    statements.min_by_key(|statement| (statement.voice, Reverse(statement.confidence)))
}

/// `statements`, of which the first decides, from what proves most: the deciding one if it is quoted or reported, then
/// direct before reported before characterised, the surer before the less sure, the newest first.
pub fn by_proof<'a>(project: &'a Project, statements: &[StatementId]) -> Vec<&'a Statement> {
    let mut found: Vec<&Statement> = statements.iter().filter_map(|id| project.statements.get(id)).collect();
    let deciding =
        statements.first().filter(|id| project.statements.get(*id).is_some_and(|of| of.voice <= Voice::Reported));
    found.sort_by_key(|statement| {
        let said = statement.said.latest();
        (Some(&statement.id) != deciding, statement.voice, Reverse(statement.confidence), Reverse(said))
    });
    found
}

/// One standing that somebody holds, and the sentence that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The standing.
    pub stance: Stance,
    /// Who holds it.
    pub actor: ActorId,
    /// The sentence.
    pub statement: StatementId,
    /// How many members hold it.
    pub members: usize,
    /// How many others hold it.
    pub others: usize,
}

/// For each standing that somebody holds, in scale order, one sentence: of a member that holds it, else of the actor of whom
/// most is counted. Of several members it is the one of whom most is counted.
pub fn one_sentence_each(project: &Project, standings: &Standings, tally: &Tally) -> Vec<Shown> {
    let of_stance = |stance: Stance| {
        let holders = standings.by_actor.values().filter(|standing| standing.stance == Some(stance));
        let holders: Vec<&Standing> = holders.collect();
        let is_member = |standing: &&&Standing| tally.members.binary_search(&standing.actor).is_ok();
        let members = holders.iter().filter(is_member).count();
        // The first of equals is kept.
        let best = holders.iter().min_by_key(|standing| (!is_member(standing), Reverse(standing.statements.len())))?;
        let statement = by_proof(project, &best.statements).first()?.id.clone();
        let others = holders.len() - members;
        Some(Shown { stance, actor: best.actor.clone(), statement, members, others })
    };
    Stance::ALL.into_iter().filter_map(of_stance).collect()
}
