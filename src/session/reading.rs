//! What is behind something that was clicked: its sentences, and whom it marks in the picture.

use super::{Session, StandpointFacts};
use crate::derive::{Slot, statements_about};
use crate::model::{ActorId, ByteRange, Project, RelationId, SourceId, Stance, Statement, StatementId};
use crate::scene::Target;
use crate::view::{ArticlePlace, Passage};
use std::collections::BTreeSet;

/// The statements behind `target`, the deciding ones first. For an actor without a standing and for silent members,
/// the statements that may or may not include them are not among these; they are no evidence.
pub fn statements_of(project: &Project, standpoint_facts: &StandpointFacts, target: &Target) -> Vec<StatementId> {
    let standings = &standpoint_facts.standings;
    let behind = |actor: &ActorId| {
        standings
            .of(actor)
            .map(|standing| standing.statements.iter().chain(&standing.outvoted).cloned().collect::<Vec<_>>())
            .unwrap_or_default()
    };
    match target {
        Target::Actor(actor) => {
            let counted = behind(actor);
            // What the rule does not count stands at the end: later statements, excluded voices, other speakers.
            let others = statements_about(project, actor, &standings.question)
                .into_iter()
                .map(|statement| statement.id.clone())
                .filter(|id| !counted.contains(id))
                .collect::<Vec<_>>();
            counted.into_iter().chain(others).collect()
        }
        Target::Tie(one, other) => {
            standpoint_facts.ties.between(one, other).map(|tie| tie.statements).unwrap_or_default()
        }
        Target::MembersWith(stance) => standpoint_facts.tally.with(*stance).iter().flat_map(behind).collect(),
        Target::EverybodyWith(stance) => everybody_with(standpoint_facts, *stance).flat_map(behind).collect(),
        // By standing, in the order of the pages that list them: what is opened is what stands first there.
        Target::Members => {
            standpoint_facts.tally.rows.iter().flat_map(|(_, members)| members).flat_map(behind).collect()
        }
        Target::Statement(id) => project
            .statements
            .get(id)
            .map(|statement| sentence_of(project, statement).into_iter().map(|of| of.id.clone()).collect())
            .unwrap_or_default(),
        Target::Source(source) => crate::derive::statements_in_order(project, source)
            .into_iter()
            .map(|statement| statement.id.clone())
            .collect(),
        Target::Among(among) => {
            let tally = &standpoint_facts.tally;
            let picked = tally.rows.iter().flat_map(|(stance, _)| tally.among_with(*among, *stance));
            picked.flat_map(behind).collect()
        }
        Target::Cell(actor, slot) => cell_statements(project, standpoint_facts, actor, slot),
        Target::Page(_) => Vec::new(),
    }
}

/// The statements of a cell of the matrix, the deciding ones first: what counts for the actor there by the rule in
/// force.
fn cell_statements(
    project: &Project,
    standpoint_facts: &StandpointFacts,
    actor: &ActorId,
    slot: &Slot,
) -> Vec<StatementId> {
    let Some(standing) = standpoint_facts.standings.of(actor) else { return Vec::new() };
    let counted = standing.statements.iter().chain(&standing.outvoted);
    let is_there = |id: &&StatementId| project.statements.get(*id).is_some_and(|statement| slot.holds(statement));
    counted.filter(is_there).cloned().collect()
}

/// The relations behind `target`: those of a tie.
pub fn relations_of(standpoint_facts: &StandpointFacts, target: &Target) -> Vec<RelationId> {
    match target {
        Target::Tie(one, other) => {
            standpoint_facts.ties.between(one, other).map(|tie| tie.relations).unwrap_or_default()
        }
        Target::Actor(_)
        | Target::MembersWith(_)
        | Target::EverybodyWith(_)
        | Target::Members
        | Target::Statement(_)
        | Target::Source(_)
        | Target::Among(_)
        | Target::Cell(..)
        | Target::Page(_) => Vec::new(),
    }
}

fn everybody_with(standpoint_facts: &StandpointFacts, stance: Option<Stance>) -> impl Iterator<Item = &ActorId> {
    standpoint_facts.standings.by_actor.values().filter(move |standing| standing.stance == stance).map(|of| &of.actor)
}

/// Every statement read from the same sentence as `statement`, it first.
pub fn sentence_of<'a>(project: &'a Project, statement: &'a Statement) -> Vec<&'a Statement> {
    let same = project.statements.values().filter(|other| {
        other.id != statement.id && other.source == statement.source && other.quote.bytes == statement.quote.bytes
    });
    std::iter::once(statement).chain(same).collect()
}

/// The actors that `target` marks in the picture.
pub fn marked_actors(
    project: &Project,
    standpoint_facts: &StandpointFacts,
    target: Option<&Target>,
) -> BTreeSet<ActorId> {
    match target {
        None | Some(Target::Source(_) | Target::Page(_)) => BTreeSet::new(),
        Some(Target::Among(among)) => standpoint_facts.tally.among(*among).iter().cloned().collect(),
        Some(Target::Actor(actor) | Target::Cell(actor, _)) => BTreeSet::from([actor.clone()]),
        Some(Target::Tie(one, other)) => BTreeSet::from([one.clone(), other.clone()]),
        Some(Target::MembersWith(stance)) => standpoint_facts.tally.with(*stance).iter().cloned().collect(),
        Some(Target::EverybodyWith(stance)) => everybody_with(standpoint_facts, *stance).cloned().collect(),
        Some(Target::Members) => standpoint_facts.tally.members.iter().cloned().collect(),
        Some(Target::Statement(id)) => project
            .statements
            .get(id)
            .into_iter()
            .flat_map(|statement| sentence_of(project, statement))
            .filter(|statement| statement.question == standpoint_facts.standings.question)
            .flat_map(|statement| [Some(statement.actor.clone()), statement.on_behalf_of.clone()])
            .flatten()
            .collect(),
    }
}

impl Session {
    /// Shows words of an article. What is open stays open; an article's record gives way to that of this article.
    pub(super) fn read_words(&mut self, source: SourceId, bytes: ByteRange) {
        let is_there = self.project.sources.get(&source).is_some_and(|of| bytes.of(&of.text).is_some());
        if !is_there {
            return;
        }
        if matches!(self.view.selection, None | Some(Target::Source(_))) {
            self.view.selection = Some(Target::Source(source.clone()));
        }
        self.view.article = Some(ArticlePlace { source, passage: Passage::Words(bytes) });
    }

    /// What is told about `actor` on the question and does not count by the day and the rule in force, the latest first.
    pub fn uncounted(&self, actor: &ActorId) -> Vec<&Statement> {
        let Some(about) = self.project_facts().about(self.project()).of(actor, &self.question().id) else {
            return Vec::new();
        };
        let standing = self.standpoint_facts().standings.of(actor);
        let counted: BTreeSet<&StatementId> =
            standing.into_iter().flat_map(|standing| standing.statements.iter().chain(&standing.outvoted)).collect();
        let uncounted = about.statements.iter().filter(|id| !counted.contains(id));
        uncounted.filter_map(|id| self.project().statements.get(id)).collect()
    }
}
