//! Which sentences stand behind something that is shown.

use super::Standings;
use super::tally::is_in_force;
use crate::model::{Actor, ActorId, ActorKind, Project, QuestionId, SourceId, Statement, StatementId};
use std::collections::BTreeSet;

/// How much was read for something: used where counts are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Statements.
    pub statements: usize,
    /// Different sentences.
    pub sentences: usize,
    /// Different articles.
    pub sources: usize,
}

/// Counts statements, different sentences and different articles.
pub fn coverage<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Coverage {
    let mut count = 0;
    let mut sentences = BTreeSet::new();
    let mut sources = BTreeSet::new();
    for statement in statements {
        count += 1;
        sentences.insert((&statement.source, statement.quote.bytes));
        sources.insert(&statement.source);
    }
    Coverage { statements: count, sentences: sentences.len(), sources: sources.len() }
}

/// Every statement of one article, in the order of the text.
pub fn statements_in_order<'a>(project: &'a Project, source: &SourceId) -> Vec<&'a Statement> {
    let mut statements: Vec<_> = project.statements.values().filter(|statement| statement.source == *source).collect();
    statements.sort_by_key(|statement| (statement.quote.bytes, &statement.id));
    statements
}

/// Every statement on `question` by or about `actor`, or made on its behalf, whether the rule counts it or not; the
/// latest first.
pub fn statements_about<'a>(project: &'a Project, actor: &ActorId, question: &QuestionId) -> Vec<&'a Statement> {
    let mut statements: Vec<_> = project
        .statements
        .values()
        .filter(|statement| {
            statement.question == *question
                && (statement.actor == *actor || statement.on_behalf_of.as_ref() == Some(actor))
        })
        .collect();
    statements.sort_by_key(|statement| (std::cmp::Reverse(statement.said.latest()), &statement.id));
    statements
}

/// Statements about groups and organisations that may or may not include `actor`: those of the bodies it belongs to on
/// the day of `standings` and of groups of them, said by that day; the latest first. They never colour it.
pub fn collective_statements(project: &Project, standings: &Standings, actor: &Actor) -> Vec<StatementId> {
    let of_that_day = actor.memberships.iter().filter(|membership| is_in_force(membership, standings.as_of));
    let bodies: BTreeSet<&ActorId> = of_that_day.map(|membership| &membership.of).collect();
    let may_include = |of: &Actor| match of.kind {
        ActorKind::Group => of.country.as_ref().is_some_and(|body| bodies.contains(body)),
        ActorKind::Organisation => bodies.contains(&of.id),
        ActorKind::Country | ActorKind::Person | ActorKind::Unnamed => false,
    };
    let clock = standings.clock();
    let is_in_force = |statement: &Statement| {
        let moment = statement.said.latest().zip(project.printed_by(statement));
        moment.is_some_and(|(said, printed)| clock.shows(said, printed))
    };
    let mut found: Vec<&Statement> = project
        .statements
        .values()
        .filter(|statement| {
            statement.question == standings.question
                && is_in_force(statement)
                && project.actors.get(&statement.actor).is_some_and(may_include)
        })
        .collect();
    found.sort_by_key(|statement| (std::cmp::Reverse(statement.said.latest()), &statement.id));
    found.into_iter().map(|statement| statement.id.clone()).collect()
}
