//! What ties two actors: relations that a sentence states, and people who speak for somebody.
//!
//! A tie joins everything between two actors, in both directions, so that a picture draws one line. There is no tie
//! without a sentence.

use crate::model::{ActorId, ByteRange, Dated, Day, Project, RelationId, RelationKind, SourceId, StatementId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// What a tie is made from.
#[derive(Default)]
struct Evidence<'a> {
    relations: Vec<RelationId>,
    statements: Vec<StatementId>,
    /// By kind and giver, so that one sentence coded twice counts once.
    sentences: BTreeMap<(RelationKind, &'a ActorId), BTreeSet<(&'a SourceId, ByteRange)>>,
}

/// The key of the tie between two actors.
pub fn tie_key(one: &ActorId, other: &ActorId) -> (ActorId, ActorId) {
    let (one, other) = in_order(one, other);
    (one.clone(), other.clone())
}

fn in_order<'a>(one: &'a ActorId, other: &'a ActorId) -> (&'a ActorId, &'a ActorId) {
    if one <= other { (one, other) } else { (other, one) }
}

/// Every tie of the project, on all questions and days.
pub fn ties(project: &Project) -> Ties {
    ties_by(project, None)
}

/// The ties whose sentences had surely been said by the end of a day; all of them without one.
pub fn ties_by(project: &Project, day: Option<Day>) -> Ties {
    let counts = |said: &Dated| day.is_none_or(|day| said.date.latest() <= day);
    // Hashed, since this is asked for every sentence; the ties are sorted at the end.
    let mut found: HashMap<(&ActorId, &ActorId), Evidence> = HashMap::new();
    for relation in project.relations.values().filter(|relation| relation.from != relation.to && counts(&relation.said))
    {
        let tie = found.entry(in_order(&relation.from, &relation.to)).or_default();
        let sentence = (&relation.source, relation.quote.bytes);
        tie.sentences.entry((relation.kind, &relation.from)).or_default().insert(sentence);
        tie.relations.push(relation.id.clone());
    }
    for statement in project.statements.values().filter(|statement| counts(&statement.said)) {
        let Some(on_behalf_of) = statement.on_behalf_of.as_ref().filter(|of| **of != statement.actor) else { continue };
        let tie = found.entry(in_order(&statement.actor, on_behalf_of)).or_default();
        let sentence = (&statement.source, statement.quote.bytes);
        tie.sentences.entry((RelationKind::SpeaksFor, &statement.actor)).or_default().insert(sentence);
        tie.statements.push(statement.id.clone());
    }
    found.into_iter().map(|((one, other), evidence)| ((one.clone(), other.clone()), evidence.into_tie())).collect()
}

impl Evidence<'_> {
    fn into_tie(self) -> Tie {
        let Self { relations, statements, sentences: by_kind } = self;
        let sentences = by_kind.values().flatten().collect::<BTreeSet<_>>().len();
        let mut kinds: Vec<_> = by_kind.into_iter().map(|((kind, from), of)| (kind, from.clone(), of.len())).collect();
        kinds.sort_by_key(|(kind, from, count)| (Reverse(*count), *kind, from.clone()));
        Tie { relations, statements, kinds, sentences }
    }
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
