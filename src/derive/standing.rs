//! Where each actor stands on a question at a day, worked out from statements by the project's rule.
//!
//! The rule, in order:
//! 1. A statement counts for its actor. A statement of somebody who holds an office of a country or an organisation
//!    on that day, made on its behalf, counts for that country or organisation too; where the date of either is not
//!    exact, one day on which both can be true is enough. What a group says or is said to think counts for the group
//!    alone.
//! 2. It counts from the last day on which it can have been said: a position of "October" counts from 31 October.
//! 3. Voices that the rule leaves out, and statements below its least confidence, do not count.
//! 4. The latest statement gives the stance. On the same day the stronger voice wins, then the higher confidence,
//!    then the statement that stands first in the order of ids, so that the answer is always one.
//! 5. A counted statement of another stance, said within the contested window before the day, marks the standing as
//!    contested.
//!
//! The thing easily got wrong: an actor without a counted statement has no stance. That is silence, not indecision.

use crate::model::{
    Actor, ActorId, ActorKind, Confidence, Day, Office, PeopleSpeak, Project, QuestionId, Stance, StandingRule,
    Statement, StatementId, Voice,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// What a standing rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// At least one direct quote or named speaker.
    Named,
    /// Only unnamed or characterised sentences: drawn with a dashed outline.
    UnnamedOnly,
}

/// Why the deciding statement won.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// No counted statement says otherwise.
    Unanimous,
    /// It is the latest.
    Latest,
    /// As late as another, in a stronger voice.
    StrongerVoice,
    /// As late and as strong as another, coded with more confidence.
    MoreConfident,
    /// Equal to another in all that the rule looks at; the order of ids decided.
    Order,
}

/// Where one actor stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whose standing.
    pub actor: ActorId,
    /// The stance; `None` for no stance on record.
    pub stance: Option<Stance>,
    /// The strongest recent stance that speaks against it.
    pub contested_by: Option<Stance>,
    /// What it rests on; `None` without a stance.
    pub basis: Option<Basis>,
    /// Why the first of `statements` decides; `None` without a stance.
    pub decision: Option<Decision>,
    /// Days from the latest counted statement to the day asked for; `None` without one.
    pub age_days: Option<i32>,
    /// Counted statements with the winning stance; the first one decides.
    pub statements: Vec<StatementId>,
    /// Counted statements with another stance, the strongest first.
    pub outvoted: Vec<StatementId>,
}

impl Standing {
    fn silent(actor: &ActorId) -> Self {
        Self {
            actor: actor.clone(),
            stance: None,
            contested_by: None,
            basis: None,
            decision: None,
            age_days: None,
            statements: Vec::new(),
            outvoted: Vec::new(),
        }
    }

    /// Whether a recent statement speaks against it.
    pub fn is_contested(&self) -> bool {
        self.contested_by.is_some()
    }

    /// How many statements count, for and against.
    pub fn statement_count(&self) -> usize {
        self.statements.len() + self.outvoted.len()
    }
}

/// Where everybody stands on one question at one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standings {
    /// The question.
    pub question: QuestionId,
    /// The day.
    pub as_of: Day,
    /// One for each actor of the project, silent ones included.
    pub by_actor: BTreeMap<ActorId, Standing>,
}

impl Standings {
    /// The standing of `actor`; `None` only for an actor that is not in the project.
    pub fn of(&self, actor: &ActorId) -> Option<&Standing> {
        self.by_actor.get(actor)
    }

    /// The stance of `actor`; `None` for silence.
    pub fn stance(&self, actor: &ActorId) -> Option<Stance> {
        self.of(actor).and_then(|standing| standing.stance)
    }
}

/// A statement with the place that the rule gives it; sorts strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Counted<'a> {
    said: Reverse<Day>,
    voice_rank: usize,
    confidence: Reverse<Confidence>,
    id: &'a StatementId,
    stance: Stance,
    voice: Voice,
}

/// Works out where everybody stands on `question` at the end of `as_of`. Linear in the statements, apart from sorting
/// those of one actor.
pub fn standings(project: &Project, question: &QuestionId, as_of: Day, rule: &StandingRule) -> Standings {
    // Hashed, since this is asked for every statement; nothing depends on its order.
    let mut counted: HashMap<&ActorId, (&Actor, Vec<Counted>)> =
        project.actors.iter().map(|(id, actor)| (id, (actor, Vec::new()))).collect();
    for statement in project.statements.values().filter(|statement| statement.question == *question) {
        let Some(place) = place(statement, as_of, rule) else { continue };
        let Some((actor, own)) = counted.get_mut(&statement.actor) else { continue };
        own.push(place);
        if let Some((_, of_another)) = spoken_for(actor, statement, rule).and_then(|of| counted.get_mut(of)) {
            of_another.push(place);
        }
    }
    let by_actor = project
        .actors
        .keys()
        .map(|actor| {
            let of_actor = counted.remove(actor).map(|(_, statements)| statements).unwrap_or_default();
            (actor.clone(), decide(actor, of_actor, as_of, rule))
        })
        .collect();
    Standings { question: question.clone(), as_of, by_actor }
}

fn place<'a>(statement: &'a Statement, as_of: Day, rule: &StandingRule) -> Option<Counted<'a>> {
    let said = statement.said.date.latest();
    let voice_rank = rule.voice_rank(statement.voice)?;
    (said <= as_of && statement.confidence >= rule.least_confidence).then_some(Counted {
        said: Reverse(said),
        voice_rank,
        confidence: Reverse(statement.confidence),
        id: &statement.id,
        stance: statement.stance,
        voice: statement.voice,
    })
}

/// The country or organisation whose colour `statement` counts for beside its own actor's.
fn spoken_for<'a>(speaker: &Actor, statement: &'a Statement, rule: &StandingRule) -> Option<&'a ActorId> {
    let on_behalf_of = statement.on_behalf_of.as_ref().filter(|of| **of != statement.actor)?;
    match rule.people_speak {
        PeopleSpeak::Never => None,
        PeopleSpeak::InOffice => holds_office(speaker, on_behalf_of, statement).then_some(on_behalf_of),
    }
}

fn holds_office(speaker: &Actor, of: &ActorId, statement: &Statement) -> bool {
    let may_speak = match speaker.kind {
        ActorKind::Person | ActorKind::Unnamed => true,
        ActorKind::Country | ActorKind::Organisation | ActorKind::Group => false,
    };
    let on = |office: &Office| {
        office.since.is_none_or(|since| since.earliest() <= statement.said.date.latest())
            && office.until.is_none_or(|until| until.latest() >= statement.said.date.earliest())
    };
    may_speak && speaker.offices.iter().any(|office| office.speaks_for == *of && on(office))
}

fn decide(actor: &ActorId, mut counted: Vec<Counted>, as_of: Day, rule: &StandingRule) -> Standing {
    counted.sort_unstable();
    let Some(first) = counted.first() else { return Standing::silent(actor) };
    let stance = first.stance;
    let rival = counted.iter().find(|other| other.stance != stance);
    let decision = match rival {
        None => Decision::Unanimous,
        Some(rival) if rival.said != first.said => Decision::Latest,
        Some(rival) if rival.voice_rank != first.voice_rank => Decision::StrongerVoice,
        Some(rival) if rival.confidence != first.confidence => Decision::MoreConfident,
        Some(_) => Decision::Order,
    };
    let contested_by = rival
        .filter(|rival| as_of.days_since(rival.said.0) <= i32::from(rule.contested_within_days))
        .map(|rival| rival.stance);
    let age_days = Some(as_of.days_since(first.said.0));
    let (winning, losing): (Vec<Counted>, Vec<Counted>) =
        counted.into_iter().partition(|counted| counted.stance == stance);
    let is_weak = winning.iter().all(|counted| counted.voice.is_weak());
    let ids = |counted: Vec<Counted>| counted.into_iter().map(|counted| counted.id.clone()).collect();
    Standing {
        actor: actor.clone(),
        stance: Some(stance),
        contested_by,
        basis: Some(if is_weak { Basis::UnnamedOnly } else { Basis::Named }),
        decision: Some(decision),
        age_days,
        statements: ids(winning),
        outvoted: ids(losing),
    }
}
