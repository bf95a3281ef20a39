//! Every tie of a project with the days of its sentences, so that a day can be asked about without going through the
//! statements again.
//!
//! What ties whom does not depend on the day, only which of it is in force does. A book is made once from a project and
//! is shared; [`TiesAt`] reads it at a clock and costs nothing until a picture asks. The thing easily got wrong: one
//! sentence may be coded several times with several dates, and counts once, from the first of them.

use super::ties::{Tie, Ties, tie_key};
use super::{Clock, count_of};
use crate::model::{
    ActorId, ByteRange, Day, Patch, Project, RelationId, RelationKind, SourceId, Statement, StatementId,
};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// By when a sentence had surely been said and printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    said: Day,
    printed: Day,
}

impl Moment {
    fn is_in_force(self, clock: Clock) -> bool {
        clock.shows(self.said, self.printed)
    }
}

/// Which way a tie reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Direction {
    /// From the smaller id to the larger.
    Onwards,
    /// From the larger id to the smaller.
    Back,
}

/// What one sentence says of two actors, from one of the moments at which it was said and printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    kind: RelationKind,
    direction: Direction,
    /// Number of the sentence in the book.
    sentence: u32,
    moment: Moment,
}

/// Two actors with everything that ties them, on any day.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pair {
    /// Positions in the order of ids, the smaller first.
    ends: (u32, u32),
    /// From when there is a tie: the later it was said, the earlier it was printed.
    since: Vec<Moment>,
    /// By kind, direction and sentence.
    readings: Vec<Reading>,
    /// By sentence, whatever it says.
    sentences: Vec<(u32, Moment)>,
    /// By id.
    relations: Vec<(RelationId, Moment)>,
    /// By id.
    statements: Vec<(StatementId, Moment)>,
}

/// Every tie of one version of a project, on all its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieBook {
    /// Who is tied to anybody, sorted.
    actors: Vec<ActorId>,
    /// Sorted by their ends.
    pairs: Vec<Pair>,
    /// For each actor the positions of its pairs, sorted by the other end.
    of_actor: Vec<Vec<u32>>,
}

/// What a relation or a statement adds.
struct Piece<'a> {
    from: &'a ActorId,
    to: &'a ActorId,
    kind: RelationKind,
    source: &'a SourceId,
    bytes: ByteRange,
    moment: Moment,
    record: Record<'a>,
}

enum Record<'a> {
    Relation(&'a RelationId),
    Statement(&'a StatementId),
}

impl TieBook {
    /// Enters every relation, and every statement made on behalf of somebody.
    pub fn new(project: &Project) -> Self {
        let pieces: Vec<Piece> = pieces(project).collect();
        // Hashed, since these are asked for every sentence; nothing depends on their order.
        let tied: HashSet<&ActorId> = pieces.iter().flat_map(|piece| [piece.from, piece.to]).collect();
        let mut actors: Vec<ActorId> = tied.into_iter().cloned().collect();
        actors.sort_unstable();
        let places: HashMap<&ActorId, u32> = actors.iter().zip(0..).collect();
        let sources: HashMap<&SourceId, u32> = project.sources.keys().zip(0..).collect();
        let mut sentences: HashMap<(u32, usize, usize), u32> = HashMap::new();
        let mut pairs: HashMap<(u32, u32), Pair> = HashMap::new();
        for piece in &pieces {
            let (Some(from), Some(to)) = (places.get(piece.from), places.get(piece.to)) else { continue };
            let (ends, direction) =
                if from < to { ((*from, *to), Direction::Onwards) } else { ((*to, *from), Direction::Back) };
            let next = sentences.len() as u32;
            let source = sources.get(piece.source).copied().unwrap_or(u32::MAX);
            let place = (source, piece.bytes.start, piece.bytes.end);
            let sentence = *sentences.entry(place).or_insert(next);
            let moment = piece.moment;
            let pair = pairs.entry(ends).or_insert_with(|| Pair::new(ends));
            pair.readings.push(Reading { kind: piece.kind, direction, sentence, moment });
            match piece.record {
                Record::Relation(id) => pair.relations.push((id.clone(), moment)),
                Record::Statement(id) => pair.statements.push((id.clone(), moment)),
            }
        }
        let mut pairs: Vec<Pair> = pairs.into_values().map(Pair::settled).collect();
        pairs.sort_unstable_by_key(|pair| pair.ends);
        let mut of_actor = vec![Vec::new(); actors.len()];
        for (pair, place) in pairs.iter().zip(0..) {
            for (end, other) in [pair.ends, (pair.ends.1, pair.ends.0)] {
                if let Some(of_end) = of_actor.get_mut(end as usize) {
                    of_end.push((other, place));
                }
            }
        }
        let of_actor = of_actor.into_iter().map(|mut of: Vec<(u32, u32)>| {
            of.sort_unstable();
            of.into_iter().map(|(_, place)| place).collect()
        });
        Self { of_actor: of_actor.collect(), actors, pairs }
    }

    /// Whether the records in `patch` tie anybody, so that a book must be made anew when they change.
    pub fn is_about(patch: &Patch) -> bool {
        let ties = |statement: &Statement| statement.on_behalf_of.is_some();
        !patch.relations.is_empty() || patch.statements.values().flatten().any(ties)
    }

    /// Every tie, of all days.
    pub fn all(&self) -> Ties {
        let always = Clock::on(Day::MAX);
        let tie = |pair: &Pair| {
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
        self.pairs.binary_search_by_key(&ends, |pair| pair.ends).ok().and_then(|place| self.pairs.get(place))
    }

    fn pairs_of(&self, actor: &ActorId) -> impl Iterator<Item = &Pair> {
        let places = self.place(actor).and_then(|place| self.of_actor.get(place as usize));
        places.into_iter().flatten().filter_map(|place| self.pairs.get(*place as usize))
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
fn pieces(project: &Project) -> impl Iterator<Item = Piece<'_>> {
    let relations = project.relations.values().map(|relation| {
        let said = relation.said.date.latest();
        let source = project.sources.get(&relation.source);
        Piece {
            from: &relation.from,
            to: &relation.to,
            kind: relation.kind,
            source: &relation.source,
            bytes: relation.quote.bytes,
            // What has lost its article is taken to have been printed at once.
            moment: Moment { said, printed: source.map_or(said, |of| of.record.published.date.latest()) },
            record: Record::Relation(&relation.id),
        }
    });
    let statements = project.statements.values().filter_map(|statement| {
        let said = statement.said.date.latest();
        Some(Piece {
            from: &statement.actor,
            to: statement.on_behalf_of.as_ref()?,
            kind: RelationKind::SpeaksFor,
            source: &statement.source,
            bytes: statement.quote.bytes,
            moment: Moment { said, printed: project.published(statement).map_or(said, |of| of.date.latest()) },
            record: Record::Statement(&statement.id),
        })
    });
    relations.chain(statements).filter(|piece| piece.from != piece.to)
}

impl Pair {
    fn new(ends: (u32, u32)) -> Self {
        Self {
            ends,
            since: Vec::new(),
            readings: Vec::new(),
            sentences: Vec::new(),
            relations: Vec::new(),
            statements: Vec::new(),
        }
    }

    /// Sorted, and without the moments that others make idle.
    fn settled(mut self) -> Self {
        self.since = self.readings.iter().map(|reading| reading.moment).collect();
        self.sentences = self.readings.iter().map(|reading| (reading.sentence, reading.moment)).collect();
        self.since.sort_unstable();
        self.sentences.sort_unstable();
        self.readings.sort_unstable();
        self.since.dedup_by(|later, kept| is_idle(*later, *kept));
        self.sentences.dedup_by(|later, kept| later.0 == kept.0 && is_idle(later.1, kept.1));
        self.readings.dedup_by(|later, kept| {
            let meaning = |of: &Reading| (of.kind, of.direction, of.sentence);
            meaning(later) == meaning(kept) && is_idle(later.moment, kept.moment)
        });
        self
    }

    /// Of all that was said by then, the last one kept was printed first.
    fn exists(&self, clock: Clock) -> bool {
        let said = self.since.partition_point(|moment| moment.said <= clock.as_of);
        said.checked_sub(1).and_then(|last| self.since.get(last)).is_some_and(|moment| moment.is_in_force(clock))
    }

    /// Each kind and direction with the number of its sentences, in the order of kinds.
    fn kinds(&self, clock: Clock) -> impl Iterator<Item = (RelationKind, Direction, usize)> {
        let alike = |one: &Reading, other: &Reading| (one.kind, one.direction) == (other.kind, other.direction);
        self.readings.chunk_by(alike).filter_map(move |run| {
            let shown = run.iter().filter(|reading| reading.moment.is_in_force(clock));
            let count = distinct(shown.map(|reading| reading.sentence));
            let first = run.first().filter(|_| count > 0)?;
            Some((first.kind, first.direction, count))
        })
    }

    fn sentence_count(&self, clock: Clock) -> usize {
        let shown = self.sentences.iter().filter(|(_, moment)| moment.is_in_force(clock));
        distinct(shown.map(|(sentence, _)| *sentence))
    }
}

/// Whether a moment that sorts behind another adds no clock at which something is in force.
fn is_idle(later: Moment, kept: Moment) -> bool {
    later.printed >= kept.printed
}

/// How many different numbers there are; equal ones stand together.
fn distinct(numbers: impl Iterator<Item = u32>) -> usize {
    let mut last = None;
    numbers.filter(|number| last.replace(*number) != Some(*number)).count()
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
