//! Every tie of a project with the days of its sentences, so that a day can be asked about without going through the
//! statements again.
//!
//! What ties whom does not depend on the day, only which of it is in force does. A book is made once from a project and
//! is shared; [`TiesAt`] reads it at a clock and costs nothing until a picture asks. The thing easily got wrong: one
//! sentence may be coded several times with several dates, and counts once, from the first of them.

use super::tie_pair::{Direction, Moment, Pair, RecordsOfPair, TieEvidence, evidence, evidence_in};
use super::ties::{Tie, Ties, tie_key};
use super::{Clock, count_of};
use crate::model::{ActorId, Day, Patch, Project, RelationKind, Statement};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Every tie of one version of a project, on all its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieBook {
    /// Who is tied to anybody, sorted.
    actors: Vec<ActorId>,
    /// Sorted by their ends.
    pairs: Vec<Arc<Pair>>,
    /// For each actor the positions of its pairs, sorted by the other end.
    of_actor: Vec<Vec<u32>>,
}

impl TieBook {
    /// Enters every relation, and every statement made on behalf of somebody.
    pub fn new(project: &Project) -> Self {
        let evidence: Vec<TieEvidence> = evidence(project).collect();
        // Hashed, since these are asked for every sentence; nothing depends on their order.
        let tied: HashSet<&ActorId> = evidence.iter().flat_map(|tie| [tie.from, tie.to]).collect();
        let mut actors: Vec<ActorId> = tied.into_iter().cloned().collect();
        actors.sort_unstable();
        let places: HashMap<&ActorId, u32> = actors.iter().zip(0..).collect();
        let mut of_pairs: HashMap<(u32, u32), Vec<TieEvidence>> = HashMap::new();
        for tie in evidence {
            if let (Some(from), Some(to)) = (places.get(tie.from), places.get(tie.to)) {
                of_pairs.entry((*from.min(to), *from.max(to))).or_default().push(tie);
            }
        }
        let mut pairs: Vec<Arc<Pair>> =
            of_pairs.into_iter().map(|(ends, evidence)| Arc::new(Pair::of(ends, &evidence))).collect();
        pairs.sort_unstable_by_key(|pair| pair.ends);
        Self { of_actor: pairs_by_actor(actors.len(), &pairs), actors, pairs }
    }

    /// The book of `project`, which is the project of this one after a change that `redo` makes and `undo` takes back.
    /// The same as [`Self::new`]; only pairs that the change is about are read again.
    #[must_use]
    pub fn following(&self, project: &Project, undo: &Patch, redo: &Patch) -> Self {
        let mut changed: BTreeMap<(u32, u32), RecordsOfPair> = BTreeMap::new();
        for tie in [undo, redo].into_iter().flat_map(|patch| evidence_in(project, patch)) {
            let (Some(from), Some(to)) = (self.place(tie.from), self.place(tie.to)) else {
                // Somebody is tied for the first time, and every position moves.
                return Self::new(project);
            };
            changed.entry((from.min(to), from.max(to))).or_default().insert(&tie);
        }
        let mut pairs = self.pairs.clone();
        for (ends, mut records) in changed {
            let place = pairs.binary_search_by_key(&ends, |pair| pair.ends);
            if let Some(old) = place.ok().and_then(|place| pairs.get(place)) {
                records.extend(old);
            }
            let (Some(one), Some(other)) = (self.actors.get(ends.0 as usize), self.actors.get(ends.1 as usize)) else {
                return Self::new(project);
            };
            let is_of_pair = |tie: &TieEvidence| (tie.from.min(tie.to), tie.from.max(tie.to)) == (one, other);
            let evidence: Vec<TieEvidence> = records.evidence(project).filter(is_of_pair).collect();
            let new = (!evidence.is_empty()).then(|| Arc::new(Pair::of(ends, &evidence)));
            match (place, new) {
                (Ok(place), Some(new)) => pairs.get_mut(place).into_iter().for_each(|pair| pair.clone_from(&new)),
                (Ok(place), None) => drop(pairs.remove(place)),
                (Err(place), Some(new)) => pairs.insert(place, new),
                (Err(_), None) => {}
            }
        }
        let of_actor = pairs_by_actor(self.actors.len(), &pairs);
        if of_actor.iter().any(Vec::is_empty) {
            // Somebody is tied to nobody any more.
            return Self::new(project);
        }
        Self { actors: self.actors.clone(), pairs, of_actor }
    }

    /// Whether the records in `patch` tie anybody, so that a book must be made anew when they change.
    pub fn is_about(patch: &Patch) -> bool {
        let ties = |statement: &Statement| statement.on_behalf_of.is_some();
        !patch.relations.is_empty() || patch.statements.values().flatten().any(ties)
    }

    /// Every tie, of all days.
    pub fn all(&self) -> Ties {
        let always = Clock::on(Day::MAX);
        let tie = |pair: &Arc<Pair>| {
            let (one, other) = self.ends(pair)?;
            Some((tie_key(one, other), self.tie(pair, always)?))
        };
        self.pairs.iter().filter_map(tie).collect()
    }

    fn place(&self, actor: &ActorId) -> Option<u32> {
        self.actors.binary_search(actor).ok().map(|place| place as u32)
    }

    fn pair(&self, one: &ActorId, other: &ActorId) -> Option<&Pair> {
        let (one, other) = (self.place(one)?, self.place(other)?);
        let ends = (one.min(other), one.max(other));
        self.pairs
            .binary_search_by_key(&ends, |pair| pair.ends)
            .ok()
            .and_then(|place| self.pairs.get(place))
            .map(Arc::as_ref)
    }

    fn pairs_of(&self, actor: &ActorId) -> impl Iterator<Item = &Pair> {
        let places = self.place(actor).and_then(|place| self.of_actor.get(place as usize));
        places.into_iter().flatten().filter_map(|place| self.pairs.get(*place as usize).map(Arc::as_ref))
    }

    fn ends(&self, pair: &Pair) -> Option<(&ActorId, &ActorId)> {
        Some((self.actors.get(pair.ends.0 as usize)?, self.actors.get(pair.ends.1 as usize)?))
    }

    fn giver(&self, pair: &Pair, direction: Direction) -> Option<&ActorId> {
        let (one, other) = self.ends(pair)?;
        Some(match direction {
            Direction::Onwards => one,
            Direction::Back => other,
        })
    }

    fn tie(&self, pair: &Pair, clock: Clock) -> Option<Tie> {
        if !pair.exists(clock) {
            return None;
        }
        let kinds = pair.kinds(clock).filter_map(|(kind, direction, count)| {
            let from = self.giver(pair, direction)?.clone();
            Some((kind, from, count))
        });
        let mut kinds: Vec<_> = kinds.collect();
        // Stable: of equals the first kind stays first.
        kinds.sort_by_key(|(_, _, count)| Reverse(*count));
        Some(Tie {
            relations: in_force(&pair.relations, clock),
            statements: in_force(&pair.statements, clock),
            kinds,
            sentences: pair.sentence_count(clock),
        })
    }

    fn line<'a>(&'a self, pair: &'a Pair, clock: Clock) -> Option<TieLine<'a>> {
        if !pair.exists(clock) {
            return None;
        }
        let (one, other) = self.ends(pair)?;
        // Of equals the first in the order of kinds; `max_by_key` would take the last.
        let (kind, direction, _) = pair.kinds(clock).min_by_key(|(_, _, count)| Reverse(*count))?;
        let says_more = pair.kinds(clock).any(|(another, ..)| another != kind);
        let from = self.giver(pair, direction)?;
        Some(TieLine { one, other, sentences: pair.sentence_count(clock), kind, from, says_more })
    }
}

/// What ties two different actors, relations first, each in the order of ids.
/// For each actor the positions of its pairs, sorted by the other end.
fn pairs_by_actor(actors: usize, pairs: &[Arc<Pair>]) -> Vec<Vec<u32>> {
    let mut of_actor = vec![Vec::new(); actors];
    for (pair, place) in pairs.iter().zip(0..) {
        for (end, other) in [pair.ends, (pair.ends.1, pair.ends.0)] {
            if let Some(of_end) = of_actor.get_mut(end as usize) {
                of_end.push((other, place));
            }
        }
    }
    let sorted = of_actor.into_iter().map(|mut of: Vec<(u32, u32)>| {
        of.sort_unstable();
        of.into_iter().map(|(_, place)| place).collect()
    });
    sorted.collect()
}

fn in_force<T: Clone>(records: &[(T, Moment)], clock: Clock) -> Vec<T> {
    records.iter().filter(|(_, moment)| moment.is_in_force(clock)).map(|(id, _)| id.clone()).collect()
}

/// A tie at a clock as a line draws it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TieLine<'a> {
    /// The smaller id.
    pub one: &'a ActorId,
    /// The larger id.
    pub other: &'a ActorId,
    /// How many different sentences stand behind it.
    pub sentences: usize,
    /// What most of them say.
    pub kind: RelationKind,
    /// Of whom they say it.
    pub from: &'a ActorId,
    /// Whether some say something else.
    pub says_more: bool,
}

impl TieLine<'_> {
    /// "asks · 8 sentences", with "and more" where the tie says more than one thing.
    pub fn label(&self) -> String {
        let more = if self.says_more { " and more" } else { "" };
        format!("{}{more} · {}", self.kind.label(), count_of(self.sentences, "sentence", "sentences"))
    }
}

/// The ties in force at a clock. Making one costs nothing; each question is answered when it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TiesAt {
    book: Arc<TieBook>,
    clock: Clock,
}

impl TiesAt {
    /// What `book` says at `clock`.
    pub fn new(book: Arc<TieBook>, clock: Clock) -> Self {
        Self { book, clock }
    }

    /// Everything that ties two actors, in either order; `None` if nothing does.
    pub fn between(&self, one: &ActorId, other: &ActorId) -> Option<Tie> {
        self.book.tie(self.book.pair(one, other)?, self.clock)
    }

    /// The tie between two actors as a line.
    pub fn line(&self, one: &ActorId, other: &ActorId) -> Option<TieLine<'_>> {
        self.book.line(self.book.pair(one, other)?, self.clock)
    }

    /// Whether anything ties two actors.
    pub fn are_tied(&self, one: &ActorId, other: &ActorId) -> bool {
        self.book.pair(one, other).is_some_and(|pair| pair.exists(self.clock))
    }

    /// All ties in force, by their ends.
    pub fn lines(&self) -> impl Iterator<Item = TieLine<'_>> {
        self.book.pairs.iter().filter_map(|pair| self.book.line(pair, self.clock))
    }

    /// The ties of one actor that are in force, by the other end.
    pub fn lines_of(&self, actor: &ActorId) -> impl Iterator<Item = TieLine<'_>> {
        self.book.pairs_of(actor).filter_map(|pair| self.book.line(pair, self.clock))
    }
}
