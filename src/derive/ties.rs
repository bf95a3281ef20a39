//! What ties two actors: relations that a sentence states, and people who speak for somebody.
//!
//! A tie joins everything between two actors, in both directions, so that a picture draws one line. There is no tie
//! without a sentence.

use crate::model::{ActorId, ByteRange, Dated, Day, Project, RelationId, RelationKind, SourceId, StatementId};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that ties two actors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tie {
    /// Relations between the two, sorted by id.
    pub relations: Vec<RelationId>,
    /// Statements that one of them made on behalf of the other, sorted by id.
    pub statements: Vec<StatementId>,
    /// What the ties say, most sentences first.
    pub kinds: Vec<(RelationKind, ActorId, usize)>,
    /// How many different sentences stand behind it.
    pub sentences: usize,
}

/// All ties; the smaller id stands first.
pub type Ties = BTreeMap<(ActorId, ActorId), Tie>;

/// The sentences of a tie by kind and giver, so that one sentence coded twice counts once.
type SentencesByKind<'a> = BTreeMap<(RelationKind, &'a ActorId), BTreeSet<(&'a SourceId, ByteRange)>>;

/// The key of the tie between two actors.
pub fn tie_key(one: &ActorId, other: &ActorId) -> (ActorId, ActorId) {
    if one <= other { (one.clone(), other.clone()) } else { (other.clone(), one.clone()) }
}

/// Every tie of the project, on all questions and days.
pub fn ties(project: &Project) -> Ties {
    ties_by(project, None)
}

/// The ties whose sentences had surely been said by the end of a day; all of them without one.
pub fn ties_by(project: &Project, day: Option<Day>) -> Ties {
    let counts = |said: &Dated| day.is_none_or(|day| said.date.latest() <= day);
    let mut ties = Ties::new();
    let mut sentences: BTreeMap<(ActorId, ActorId), SentencesByKind> = BTreeMap::new();
    for relation in project.relations.values().filter(|relation| relation.from != relation.to && counts(&relation.said))
    {
        let key = tie_key(&relation.from, &relation.to);
        sentences
            .entry(key.clone())
            .or_default()
            .entry((relation.kind, &relation.from))
            .or_default()
            .insert((&relation.source, relation.quote.bytes));
        ties.entry(key).or_default().relations.push(relation.id.clone());
    }
    for statement in project.statements.values().filter(|statement| counts(&statement.said)) {
        let Some(on_behalf_of) = statement.on_behalf_of.as_ref().filter(|of| **of != statement.actor) else { continue };
        let key = tie_key(&statement.actor, on_behalf_of);
        sentences
            .entry(key.clone())
            .or_default()
            .entry((RelationKind::SpeaksFor, &statement.actor))
            .or_default()
            .insert((&statement.source, statement.quote.bytes));
        ties.entry(key).or_default().statements.push(statement.id.clone());
    }
    for (key, by_kind) in sentences {
        let Some(tie) = ties.get_mut(&key) else { continue };
        tie.sentences = by_kind.values().flatten().collect::<BTreeSet<_>>().len();
        tie.kinds = by_kind.into_iter().map(|((kind, from), of)| (kind, from.clone(), of.len())).collect();
        tie.kinds.sort_by_key(|(kind, from, count)| (std::cmp::Reverse(*count), *kind, from.clone()));
    }
    ties
}

impl Tie {
    /// "asks · 8 sentences", with "and more" where the tie says more than one thing.
    pub fn label(&self) -> String {
        let first = self.kinds.first().map_or("", |(kind, _, _)| kind.label());
        let more = if self.kinds.iter().any(|(kind, _, _)| Some(*kind) != self.kinds.first().map(|first| first.0)) {
            " and more"
        } else {
            ""
        };
        format!("{first}{more} · {}", super::count_of(self.sentences, "sentence", "sentences"))
    }
}
