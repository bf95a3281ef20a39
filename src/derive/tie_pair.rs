//! Two actors with everything that ties them: what one relation or statement adds, and what a pair makes of it.
//!
//! The thing easily got wrong: one sentence may be coded several times with several dates, and counts once, from the
//! first of them.

use super::Clock;
use crate::model::{
    ActorId, ByteRange, Day, Patch, Project, Relation, RelationId, RelationKind, SourceId, Statement, StatementId,
};
use std::collections::BTreeSet;

/// By when a sentence had surely been said and printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    said: Day,
    printed: Day,
}

impl Moment {
    pub(super) fn is_in_force(self, clock: Clock) -> bool {
        clock.shows(self.said, self.printed)
    }
}

/// Which way a tie reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    /// From the smaller id to the larger.
    Onwards,
    /// From the larger id to the smaller.
    Back,
}

/// What one sentence says of two actors, from one of the moments at which it was said and printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reading {
    kind: RelationKind,
    direction: Direction,
    /// Number of the sentence among those of the pair.
    sentence: u32,
    moment: Moment,
}

/// Two actors with everything that ties them, on any day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// Positions in the order of ids, the smaller first.
    pub(super) ends: (u32, u32),
    /// From when there is a tie: the later it was said, the earlier it was printed.
    since: Vec<Moment>,
    /// By kind, direction and sentence.
    readings: Vec<Reading>,
    /// By sentence, whatever it says.
    sentences: Vec<(u32, Moment)>,
    /// By id.
    pub(super) relations: Vec<(RelationId, Moment)>,
    /// By id.
    pub(super) statements: Vec<(StatementId, Moment)>,
}

/// What a relation or a statement adds.
pub(super) struct TieEvidence<'a> {
    pub(super) from: &'a ActorId,
    pub(super) to: &'a ActorId,
    kind: RelationKind,
    source: &'a SourceId,
    bytes: ByteRange,
    moment: Moment,
    record: Record<'a>,
}

pub(super) enum Record<'a> {
    Relation(&'a RelationId),
    Statement(&'a StatementId),
}

/// What ties anybody in `project`.
pub(super) fn evidence(project: &Project) -> impl Iterator<Item = TieEvidence<'_>> {
    let relations = project.relations.values().filter_map(|relation| TieEvidence::of_relation(project, relation));
    let statements = project.statements.values().filter_map(|statement| TieEvidence::of_statement(project, statement));
    relations.chain(statements).filter(TieEvidence::is_of_two)
}

/// What ties anybody among the records that `patch` puts; their articles are looked up in `project`.
pub(super) fn evidence_in<'a>(project: &'a Project, patch: &'a Patch) -> impl Iterator<Item = TieEvidence<'a>> {
    let relations =
        patch.relations.values().flatten().filter_map(|relation| TieEvidence::of_relation(project, relation));
    let statements =
        patch.statements.values().flatten().filter_map(|statement| TieEvidence::of_statement(project, statement));
    relations.chain(statements).filter(TieEvidence::is_of_two)
}

impl<'a> TieEvidence<'a> {
    /// `None` for an undated relation, which is in force on no day.
    fn of_relation(project: &Project, relation: &'a Relation) -> Option<Self> {
        let said = relation.said.latest()?;
        Some(Self {
            from: &relation.from,
            to: &relation.to,
            kind: relation.kind,
            source: &relation.source,
            bytes: relation.quote.bytes,
            // What has lost its article is taken to have been printed at once.
            moment: Moment { said, printed: project.source_printed_by(&relation.source).unwrap_or(said) },
            record: Record::Relation(&relation.id),
        })
    }

    fn of_statement(project: &Project, statement: &'a Statement) -> Option<Self> {
        let said = statement.said.latest()?;
        Some(Self {
            from: &statement.actor,
            to: statement.on_behalf_of.as_ref()?,
            kind: RelationKind::SpeaksFor,
            source: &statement.source,
            bytes: statement.quote.bytes,
            moment: Moment { said, printed: project.printed_by(statement)? },
            record: Record::Statement(&statement.id),
        })
    }

    fn is_of_two(&self) -> bool {
        self.from != self.to
    }
}

/// The records that tie one pair, by id.
#[derive(Default)]
pub(super) struct RecordsOfPair {
    relations: BTreeSet<RelationId>,
    statements: BTreeSet<StatementId>,
}

impl RecordsOfPair {
    pub(super) fn insert(&mut self, tie: &TieEvidence) {
        match tie.record {
            Record::Relation(id) => self.relations.insert(id.clone()),
            Record::Statement(id) => self.statements.insert(id.clone()),
        };
    }

    /// Those of a pair that is known.
    pub(super) fn extend(&mut self, pair: &Pair) {
        self.relations.extend(pair.relations.iter().map(|(id, _)| id.clone()));
        self.statements.extend(pair.statements.iter().map(|(id, _)| id.clone()));
    }

    /// What these records say in `project`, of whatever pair.
    pub(super) fn evidence<'a>(&'a self, project: &'a Project) -> impl Iterator<Item = TieEvidence<'a>> {
        let relations = self.relations.iter().filter_map(|id| project.relations.get(id));
        let statements = self.statements.iter().filter_map(|id| project.statements.get(id));
        let relations = relations.filter_map(|relation| TieEvidence::of_relation(project, relation));
        relations
            .chain(statements.filter_map(|statement| TieEvidence::of_statement(project, statement)))
            .filter(TieEvidence::is_of_two)
    }
}

impl Pair {
    /// What `evidence`, all of this pair and each kind of them by id, say.
    pub(super) fn of(ends: (u32, u32), evidence: &[TieEvidence]) -> Self {
        let mut places: Vec<(&SourceId, ByteRange)> = evidence.iter().map(|tie| (tie.source, tie.bytes)).collect();
        places.sort_unstable();
        places.dedup();
        let (mut readings, mut relations, mut statements) = (Vec::new(), Vec::new(), Vec::new());
        for TieEvidence { from, to, kind, source, bytes, moment, record } in evidence {
            let direction = if from < to { Direction::Onwards } else { Direction::Back };
            let sentence = places.binary_search(&(*source, *bytes)).unwrap_or_default() as u32;
            readings.push(Reading { kind: *kind, direction, sentence, moment: *moment });
            match record {
                Record::Relation(id) => relations.push(((*id).clone(), *moment)),
                Record::Statement(id) => statements.push(((*id).clone(), *moment)),
            }
        }
        let (since, sentences) = (Vec::new(), Vec::new());
        Self { ends, since, readings, sentences, relations, statements }.settled()
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
    pub(super) fn exists(&self, clock: Clock) -> bool {
        let said = self.since.partition_point(|moment| moment.said <= clock.as_of);
        said.checked_sub(1).and_then(|last| self.since.get(last)).is_some_and(|moment| moment.is_in_force(clock))
    }

    /// Each kind and direction with the number of its sentences, in the order of kinds.
    pub(super) fn kinds(&self, clock: Clock) -> impl Iterator<Item = (RelationKind, Direction, usize)> {
        let alike = |one: &Reading, other: &Reading| (one.kind, one.direction) == (other.kind, other.direction);
        self.readings.chunk_by(alike).filter_map(move |run| {
            let shown = run.iter().filter(|reading| reading.moment.is_in_force(clock));
            let count = distinct(shown.map(|reading| reading.sentence));
            let first = run.first().filter(|_| count > 0)?;
            Some((first.kind, first.direction, count))
        })
    }

    pub(super) fn sentence_count(&self, clock: Clock) -> usize {
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
