//! Where each actor stands on a question at a day, worked out from statements by the project's rule.
//!
//! The rule, in order:
//! 1. A statement counts for its actor. A statement of somebody who holds an office of a country or an organisation
//!    on that day, made on its behalf, counts for that country or organisation too; where the date of either is not
//!    exact, one day on which both can be true is enough. What a group says or is said to think counts for the group
//!    alone.
//! 2. It counts from the last day on which it can have been said: a position of "October" counts from 31 October. Where
//!    a day of knowledge is asked for, it must have been printed by then.
//! 3. Voices that the rule leaves out, and statements below its least confidence, do not count.
//! 4. The latest statement gives the stance. On the same day the stronger voice wins, then the higher confidence,
//!    then the statement that stands first in the order of ids, so that the answer is always one.
//! 5. With a half-life instead, every counted statement weighs, and the heaviest stance wins. A statement weighs
//!    2^(−age/half-life), halved once more for each voice that is stronger than its own; its age runs to the latest
//!    counted statement of the actor, since only the proportions matter: standings change when something is said, not
//!    as time goes by. Of equally heavy stances the one that comes first on the scale wins.
//! 6. A counted statement of another stance marks the standing as contested if it was said within the contested window
//!    before the actor's latest counted statement. The day looked at does not matter: time alone settles nothing.
//! 7. A standing whose latest counted statement is older than the rule allows is stale.
//!
//! The thing easily got wrong: an actor without a counted statement has no stance. That is silence, not indecision.

use super::ledger::Ledger;
use super::standpoint::{Clock, Standpoint};
use super::weighing::{Counted, Fading, must_go, rank};
use crate::model::{ActorId, Day, Project, QuestionId, Stance, StandingRule, StatementId, Voice, Weighing};
use std::collections::BTreeMap;

/// What a standing rests on.
/// Ordered so that of several statements the least decides, second-hand words before unnamed sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// At least one direct quote or named speaker.
    Named,
    /// Only the words of others about the actor, or these and unnamed sources.
    SecondHand,
    /// Only unnamed sources.
    UnnamedOnly,
}

impl Basis {
    /// What statements in these voices carry, of which there is at least one.
    pub(super) fn of(voices: impl Iterator<Item = Voice>) -> Self {
        let of_one = |voice| match voice {
            Voice::DirectQuote | Voice::Reported => Self::Named,
            Voice::Characterised => Self::SecondHand,
            Voice::Anonymous => Self::UnnamedOnly,
        };
        voices.map(of_one).min().unwrap_or(Self::UnnamedOnly)
    }

    /// Whether nobody stands up for it with a name: drawn with a dashed outline.
    pub fn is_weak(self) -> bool {
        match self {
            Self::Named => false,
            Self::SecondHand | Self::UnnamedOnly => true,
        }
    }
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
    /// Its stance weighs most, by age and voice of all its statements.
    Heavier,
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
    /// Whether the latest counted statement is older than the rule allows.
    pub is_stale: bool,
    /// Whether the deciding statement hangs on a condition.
    pub is_conditional: bool,
    /// How few counted statements must go for the stance to change, silence included: the first as many of
    /// `statements` are such a set, and no smaller one is. 0 without a stance.
    pub must_go: usize,
    /// Counted statements with the winning stance, the strongest first; the first one decides.
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
            is_stale: false,
            is_conditional: false,
            must_go: 0,
            statements: Vec::new(),
            outvoted: Vec::new(),
        }
    }

    /// Whether a recent statement speaks against it.
    pub fn is_contested(&self) -> bool {
        self.contested_by.is_some()
    }

    /// The smallest set of statements without which the stance changes; empty without a stance.
    pub fn fragile_set(&self) -> &[StatementId] {
        self.statements.get(..self.must_go).unwrap_or_default()
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
    /// The day of knowledge, if it is not today.
    pub known_on: Option<Day>,
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

impl Standings {
    /// The two days.
    pub fn clock(&self) -> Clock {
        Clock { as_of: self.as_of, known_on: self.known_on }
    }
}

/// Works out where everybody stands on `question` at the end of `as_of`, from nothing. Whoever asks more than once
/// keeps a [`Ledger`].
pub fn standings(project: &Project, question: &QuestionId, as_of: Day, rule: &StandingRule) -> Standings {
    let standpoint = Standpoint::new(question.clone(), Clock::on(as_of), rule.clone());
    Ledger::new(project).standings(&standpoint)
}

/// Where `actor` stands by what counts for it; `ids` are the project's statements in order.
pub(super) fn decide(
    actor: &ActorId,
    mut counted: Vec<Counted>,
    standpoint: &Standpoint,
    fading: &Fading,
    ids: &[StatementId],
) -> Standing {
    let Standpoint { rule, clock, .. } = standpoint;
    let Some((stance, _)) = rank(&mut counted, fading) else { return Standing::silent(actor) };
    let says_so = |one: &&Counted| one.entry.stance == stance;
    let rivals = || counted.iter().filter(|one| one.entry.stance != stance);
    let Some(first) = counted.iter().find(says_so) else { return Standing::silent(actor) };
    let decision = match (rivals().next(), rule.weighing) {
        (None, _) => Decision::Unanimous,
        (Some(_), Weighing::HalfLife { .. }) => Decision::Heavier,
        (Some(rival), Weighing::Latest) if rival.said() != first.said() => Decision::Latest,
        (Some(rival), Weighing::Latest) if rival.voice_rank != first.voice_rank => Decision::StrongerVoice,
        (Some(rival), Weighing::Latest) if rival.entry.confidence != first.entry.confidence => Decision::MoreConfident,
        (Some(_), Weighing::Latest) => Decision::Order,
    };
    let latest = counted.iter().map(Counted::said).max();
    let is_recent = |one: &&Counted| {
        latest.is_some_and(|latest| latest.days_since(one.said()) <= i32::from(rule.contested_within_days))
    };
    let contested_by = rivals().find(is_recent).map(|rival| rival.entry.stance);
    let age_days = latest.map(|latest| clock.as_of.days_since(latest));
    let id = |one: &Counted| ids.get(one.entry.statement as usize).cloned();
    Standing {
        actor: actor.clone(),
        stance: Some(stance),
        contested_by,
        basis: Some(Basis::of(counted.iter().filter(says_so).map(|one| one.entry.voice))),
        decision: Some(decision),
        age_days,
        is_stale: age_days.is_some_and(|age| age > i32::from(rule.stale_after_days)),
        is_conditional: first.entry.conditional,
        must_go: must_go(&counted, stance, fading),
        statements: counted.iter().filter(says_so).filter_map(id).collect(),
        outvoted: rivals().filter_map(id).collect(),
    }
}
