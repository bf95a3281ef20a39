//! What was said about each actor, looked up once for a whole project.
//!
//! [`statements_about`](super::statements_about) reads every statement for one actor; whoever lists many actors, or the
//! same one in every frame, keeps this book.

use super::{Coverage, coverage};
use crate::model::{ActorId, Project, QuestionId, Statement, StatementId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What was said about one actor on one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorStatements {
    /// By or about the actor, or on its behalf, whether a rule counts it or not; the latest first.
    pub statements: Vec<StatementId>,
    /// How much that is.
    pub read: Coverage,
}

/// What was said about each actor, by question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorStatementBook(BTreeMap<QuestionId, BTreeMap<ActorId, ActorStatements>>);

impl ActorStatementBook {
    /// Enters every statement of `project`.
    pub fn new(project: &Project) -> Self {
        let mut found: BTreeMap<&QuestionId, BTreeMap<&ActorId, Vec<&Statement>>> = BTreeMap::new();
        for statement in project.statements.values() {
            let of_question = found.entry(&statement.question).or_default();
            let about = [Some(&statement.actor), statement.on_behalf_of.as_ref()];
            for actor in about.into_iter().flatten().collect::<BTreeSet<_>>() {
                of_question.entry(actor).or_default().push(statement);
            }
        }
        let about = |mut statements: Vec<&Statement>| {
            statements.sort_by_key(|statement| (Reverse(statement.said.latest()), &statement.id));
            let read = coverage(statements.iter().copied());
            ActorStatements { statements: statements.into_iter().map(|statement| statement.id.clone()).collect(), read }
        };
        let of_question = |actors: BTreeMap<&ActorId, Vec<&Statement>>| {
            actors.into_iter().map(|(actor, statements)| (actor.clone(), about(statements))).collect()
        };
        Self(found.into_iter().map(|(question, actors)| (question.clone(), of_question(actors))).collect())
    }

    /// What was said about `actor` on `question`; `None` if nothing was.
    pub fn of(&self, actor: &ActorId, question: &QuestionId) -> Option<&ActorStatements> {
        self.0.get(question)?.get(actor)
    }
}

#[cfg(test)]
mod tests {
    use super::super::statements_about;
    use super::*;
    use crate::fixtures::built_in;

    #[test]
    fn the_book_says_what_reading_every_statement_says() {
        let project = built_in();
        let book = ActorStatementBook::new(&project);
        for question in project.manifest.questions.iter().map(|question| &question.id) {
            for actor in project.actors.keys() {
                let expected = statements_about(&project, actor, question);
                let ids: Vec<StatementId> = expected.iter().map(|statement| statement.id.clone()).collect();
                let found = book.of(actor, question).cloned().unwrap_or_default();
                assert_eq!(found, ActorStatements { statements: ids, read: coverage(expected) }, "{actor}");
            }
        }
    }
}
