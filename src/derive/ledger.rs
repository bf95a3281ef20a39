//! The statements of a project, entered once under everybody for whom they count.
//!
//! Which statement counts for whom (its actor, and the country or organisation whose office the speaker holds) does not
//! depend on day or rule, so it is looked up once; a change of either then only reads through short rows. The thing
//! easily got wrong: a ledger is of one version of a project and must be made anew when a statement changes.

use super::standing::{Standing, Standings, decide};
use super::standpoint::{Clock, Standpoint};
use super::weighing::{Counted, Fading, rank};
use crate::model::{
    Actor, ActorId, ActorKind, Confidence, Day, Office, PeopleSpeak, Project, QuestionId, RecordChanges, SourceId,
    Stance, StandingRule, Statement, StatementId, Voice,
};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// For whom an entry counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capacity {
    /// For the statement's own actor.
    Own,
    /// For the country or organisation whose office that actor holds.
    Office,
}

/// One statement as it counts for one holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Position of the statement in the order of ids.
    pub(super) statement: u32,
    /// Position of its article in the order of ids.
    pub(super) source: u32,
    /// Whether it is known when it was said; what is undated counts from no day.
    is_dated: bool,
    /// By when it had surely been said; [`Day::MIN`] if it is undated.
    pub(super) said: Day,
    /// The same as a number, for calculating.
    pub(super) said_number: i32,
    /// By when it had surely been printed, see [`Project::printed_by`].
    pub(super) printed: Day,
    pub(super) stance: Stance,
    pub(super) voice: Voice,
    pub(super) confidence: Confidence,
    pub(super) capacity: Capacity,
    /// Whether its stance hangs on something.
    pub(super) conditional: bool,
}

impl Entry {
    /// Whether it had been said and printed by `clock`.
    fn is_shown(&self, clock: Clock) -> bool {
        self.is_dated && clock.shows(self.said, self.printed)
    }
}

/// Why somebody of whom statements are coded has no stance on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// What it said by then does not count by the rule.
    ByRule,
    /// What is dated was said or printed later.
    NotYet,
    /// All that it said is undated and counts from no day.
    Undated,
}

/// The entries of one question: those of one holder stand together, the latest said first, then by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct QuestionEntries {
    entries: Vec<Entry>,
    /// By the position of the holder among the actors.
    rows: Vec<Range<usize>>,
}

/// Every statement of a project under everybody for whom it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    actors: Vec<ActorId>,
    statements: Vec<StatementId>,
    by_question: BTreeMap<QuestionId, QuestionEntries>,
}

impl Ledger {
    /// Enters every statement of `project`.
    pub fn new(project: &Project) -> Self {
        let actors: Vec<ActorId> = project.actors.keys().cloned().collect();
        // Hashed, since these are asked for every statement; nothing depends on their order.
        let places: HashMap<&ActorId, usize> = actors.iter().enumerate().map(|(place, id)| (id, place)).collect();
        let sources: HashMap<&SourceId, u32> = project.sources.keys().zip(0..).collect();
        let entering = Entering {
            project,
            place: |actor: &ActorId| places.get(actor).copied(),
            source: |source: &SourceId| sources.get(source).copied(),
        };
        let mut by_question: HashMap<&QuestionId, Vec<(usize, Entry)>> = HashMap::new();
        for (number, statement) in project.statements.values().enumerate() {
            by_question.entry(&statement.question).or_default().extend(entering.entries(number as u32, statement));
        }
        let entries_by_holder = |entries| QuestionEntries::new(actors.len(), entries);
        let by_question = by_question.into_iter().filter(|(_, entries)| !entries.is_empty());
        let by_question =
            by_question.map(|(question, entries)| (question.clone(), entries_by_holder(entries))).collect();
        Self { statements: project.statements.keys().cloned().collect(), by_question, actors }
    }

    /// The ledger of `project`, which is the project of this one but for the statements in `changed`: one pass over
    /// all entries instead of a look at every statement. The same as [`Self::new`].
    #[must_use]
    pub fn following(&self, project: &Project, changed: &RecordChanges<StatementId, Statement>) -> Self {
        let statements: Vec<StatementId> = project.statements.keys().cloned().collect();
        let sources: Vec<&SourceId> = project.sources.keys().collect();
        let entering = Entering {
            project,
            place: |actor: &ActorId| self.actors.binary_search(actor).ok(),
            source: |source: &SourceId| sources.binary_search(&source).ok().map(|place| place as u32),
        };
        let mut by_question: BTreeMap<&QuestionId, Vec<(usize, Entry)>> = BTreeMap::new();
        let numbers = numbers_in(&self.statements, &statements, changed);
        for (question, of_question) in &self.by_question {
            let kept = of_question.rows.iter().enumerate().flat_map(|(holder, _)| {
                let numbers = &numbers;
                of_question.row(holder).iter().filter_map(move |entry| {
                    let statement = numbers.get(entry.statement as usize).copied().flatten()?;
                    Some((holder, Entry { statement, ..*entry }))
                })
            });
            by_question.insert(question, kept.collect());
        }
        for id in changed.keys() {
            let (Some(statement), Ok(number)) = (project.statements.get(id), statements.binary_search(id)) else {
                continue;
            };
            by_question.entry(&statement.question).or_default().extend(entering.entries(number as u32, statement));
        }
        let by_question = by_question.into_iter().filter(|(_, entries)| !entries.is_empty());
        let by_question = by_question
            .map(|(question, entries)| (question.clone(), QuestionEntries::new(self.actors.len(), entries)))
            .collect();
        Self { statements, by_question, actors: self.actors.clone() }
    }

    /// Where everybody stands. Linear in the entries of the question, apart from sorting those of one actor.
    pub fn standings(&self, standpoint: &Standpoint) -> Standings {
        let fading = Fading::by(standpoint.rule.weighing);
        let by_actor = self.actors.iter().enumerate().map(|(holder, actor)| {
            let counted = self.counted(holder, standpoint);
            (actor.clone(), decide(actor, counted, standpoint, &fading, &self.statements))
        });
        Standings {
            question: standpoint.question.clone(),
            as_of: standpoint.clock.as_of,
            known_on: standpoint.clock.known_on,
            by_actor: by_actor.collect(),
        }
    }

    /// Where one actor stands; `None` for an actor that is not in the project.
    pub fn standing(&self, actor: &ActorId, standpoint: &Standpoint) -> Option<Standing> {
        let holder = self.actors.binary_search(actor).ok()?;
        let fading = Fading::by(standpoint.rule.weighing);
        Some(decide(actor, self.counted(holder, standpoint), standpoint, &fading, &self.statements))
    }

    /// Everybody for whom any statement on `question` counts by some rule, in the order of ids.
    pub fn ever_heard(&self, question: &QuestionId) -> impl Iterator<Item = &ActorId> {
        let of_question = self.by_question.get(question);
        let is_heard = move |holder: usize| of_question.is_some_and(|of_question| !of_question.row(holder).is_empty());
        self.holders().filter(move |(holder, _)| is_heard(*holder)).map(|(_, actor)| actor)
    }

    /// Of everybody for whom any statement on `question` counts by some rule: why it has no stance at `clock`, if it has
    /// none.
    pub fn silences(&self, question: &QuestionId, clock: Clock) -> BTreeMap<ActorId, Silence> {
        let Some(of_question) = self.by_question.get(question) else { return BTreeMap::new() };
        let silence = |holder: usize| {
            let row = of_question.row(holder);
            if row.iter().any(|entry| entry.is_shown(clock)) {
                Some(Silence::ByRule)
            } else if row.iter().any(|entry| entry.is_dated) {
                Some(Silence::NotYet)
            } else {
                (!row.is_empty()).then_some(Silence::Undated)
            }
        };
        self.holders().filter_map(|(holder, actor)| Some((actor.clone(), silence(holder)?))).collect()
    }

    /// The holders by position, with their names.
    pub(super) fn holders(&self) -> impl Iterator<Item = (usize, &ActorId)> {
        self.actors.iter().enumerate()
    }

    /// The statement at a position of the order of ids.
    pub(super) fn statement(&self, number: u32) -> Option<&StatementId> {
        self.statements.get(number as usize)
    }

    /// What counts for an actor, the winning stance first, each part the strongest first; nothing for a silent actor or
    /// one that is not in the project.
    pub(super) fn ranked(&self, actor: &ActorId, standpoint: &Standpoint, fading: &Fading) -> Vec<Entry> {
        let Ok(holder) = self.actors.binary_search(actor) else { return Vec::new() };
        let mut counted = self.counted(holder, standpoint);
        let Some((stance, _)) = rank(&mut counted, fading) else { return Vec::new() };
        // The sort is stable.
        counted.sort_by_key(|one| one.entry.stance != stance);
        counted.into_iter().map(|one| *one.entry).collect()
    }

    /// The entries that count for a holder, the latest said first.
    pub(super) fn counted<'a>(&'a self, holder: usize, standpoint: &Standpoint) -> Vec<Counted<'a>> {
        let Standpoint { question, clock, rule, without } = standpoint;
        let row = self.by_question.get(question).map_or(&[][..], |of_question| of_question.row(holder));
        let ranks = Voice::ALL.map(|voice| rule.voice_rank(voice).map(|rank| rank as u8));
        // What was said later stands in front.
        let start = row.partition_point(|entry| entry.said > clock.as_of);
        let is_left_out = |entry: &Entry| {
            !without.is_empty() && self.statement(entry.statement).is_some_and(|id| without.contains(id))
        };
        row.get(start..)
            .unwrap_or_default()
            .iter()
            .filter(|entry| entry.is_shown(*clock) && counts(entry, rule) && !is_left_out(entry))
            .filter_map(|entry| Some(Counted::new(entry, ranks.get(entry.voice as usize).copied().flatten()?)))
            .collect()
    }
}

/// Enters statements of a project, given where its actors and articles stand in the order of ids.
struct Entering<'p, P, S> {
    project: &'p Project,
    place: P,
    source: S,
}

impl<P: Fn(&ActorId) -> Option<usize>, S: Fn(&SourceId) -> Option<u32>> Entering<'_, P, S> {
    /// A statement under everybody for whom it counts, by their positions.
    fn entries(&self, number: u32, statement: &Statement) -> impl Iterator<Item = (usize, Entry)> + use<P, S> {
        // What is undated is sorted behind everything else, see `QuestionEntries::new`, and shown by no clock.
        let said = statement.said.latest();
        let entry = Entry {
            statement: number,
            source: (self.source)(&statement.source).unwrap_or(u32::MAX),
            is_dated: said.is_some(),
            said: said.unwrap_or(Day::MIN),
            said_number: said.unwrap_or(Day::MIN).number(),
            printed: self.project.printed_by(statement).unwrap_or(Day::MAX),
            stance: statement.stance,
            voice: statement.voice,
            confidence: statement.confidence,
            capacity: Capacity::Own,
            conditional: !statement.condition.is_empty(),
        };
        let actor = self.project.actors.get(&statement.actor);
        let own = actor.and_then(|actor| (self.place)(&actor.id));
        let office = actor.and_then(|actor| spoken_for(actor, statement)).and_then(|of| (self.place)(of));
        let office = office.map(|holder| (holder, Entry { capacity: Capacity::Office, ..entry }));
        own.map(|holder| (holder, entry)).into_iter().chain(office)
    }
}

/// For each of the `old` statements its position among the `new` ones; `None` for those that are changed or gone.
fn numbers_in(
    old: &[StatementId],
    new: &[StatementId],
    changed: &RecordChanges<StatementId, Statement>,
) -> Vec<Option<u32>> {
    let mut next = new.iter().zip(0_u32..).peekable();
    let mut number = |id: &StatementId| {
        while next.next_if(|(other, _)| *other < id).is_some() {}
        next.peek().filter(|(other, _)| *other == id).map(|(_, number)| *number)
    };
    old.iter().map(|id| number(id).filter(|_| !changed.contains_key(id))).collect()
}

fn counts(entry: &Entry, rule: &StandingRule) -> bool {
    let by_right = match (entry.capacity, rule.people_speak) {
        (Capacity::Own, _) | (Capacity::Office, PeopleSpeak::InOffice) => true,
        (Capacity::Office, PeopleSpeak::Never) => false,
    };
    by_right && entry.confidence >= rule.least_confidence
}

impl QuestionEntries {
    fn new(holders: usize, mut entries: Vec<(usize, Entry)>) -> Self {
        entries.sort_by_key(|(holder, entry)| (*holder, std::cmp::Reverse(entry.said), entry.statement));
        let mut rows = vec![0..0; holders];
        let mut start = 0;
        for run in entries.chunk_by(|(one, _), (other, _)| one == other) {
            if let Some(row) = run.first().and_then(|(holder, _)| rows.get_mut(*holder)) {
                *row = start..start + run.len();
            }
            start += run.len();
        }
        Self { entries: entries.into_iter().map(|(_, entry)| entry).collect(), rows }
    }

    fn row(&self, holder: usize) -> &[Entry] {
        self.rows.get(holder).and_then(|row| self.entries.get(row.clone())).unwrap_or_default()
    }
}

/// The country or organisation whose colour `statement` counts for beside its own actor's.
fn spoken_for<'a>(speaker: &Actor, statement: &'a Statement) -> Option<&'a ActorId> {
    let on_behalf_of = statement.on_behalf_of.as_ref().filter(|of| **of != statement.actor)?;
    holds_office(speaker, on_behalf_of, statement).then_some(on_behalf_of)
}

fn holds_office(speaker: &Actor, of: &ActorId, statement: &Statement) -> bool {
    let may_speak = match speaker.kind {
        ActorKind::Person | ActorKind::Unnamed => true,
        ActorKind::Country | ActorKind::Organisation | ActorKind::Group => false,
    };
    let on = |office: &Office| {
        office.since.is_none_or(|since| statement.said.latest().is_none_or(|said| since.earliest() <= said))
            && office.until.is_none_or(|until| statement.said.earliest().is_none_or(|said| until.latest() >= said))
    };
    may_speak && speaker.offices.iter().any(|office| office.speaks_for == *of && on(office))
}
