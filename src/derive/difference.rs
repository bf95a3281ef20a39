//! What differs between two standpoints, actor by actor, each difference with the sentence behind it.
//!
//! Two days, two questions, two rules, with and without a sentence: it is the same question put twice. The thing easily
//! got wrong: the sentence to show is the one that makes the difference, and that may be one which no longer counts.

use super::standing::{Standing, Standings};
use crate::model::{ActorId, Stance, StatementId};
use serde::{Deserialize, Serialize};

/// One actor stands elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Who.
    pub actor: ActorId,
    /// The stance on the one side.
    pub from: Option<Stance>,
    /// The stance on the other.
    pub to: Option<Stance>,
    /// Whether only that changes: a recent statement speaks against it on one side, and none on the other.
    pub contested: Contest,
    /// The sentence that makes the difference.
    pub because: StatementId,
    /// How it does.
    pub cause: Cause,
}

/// Whether a standing is contested on either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contest {
    /// On both sides or on none.
    Same,
    /// Only on the other side.
    Begins,
    /// Only on the one side.
    Ends,
}

/// How a sentence makes a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It counts on the other side only.
    Counts,
    /// It counts on the one side only.
    CountsNoMore,
    /// It counts on both, and decides on the other.
    Decides,
    /// It answers another question.
    OtherQuestion,
    /// It lies within the contested window on one side only.
    Window,
}

impl Cause {
    /// A few words for a list: "because of".
    pub fn label(self) -> &'static str {
        match self {
            Self::Counts => "counts now",
            Self::CountsNoMore => "no longer counts",
            Self::Decides => "decides now",
            Self::OtherQuestion => "answers the other question",
            Self::Window => "by the contested window",
        }
    }
}

/// Who stands elsewhere in `to` than in `from`, by actor. Actors that only one side knows are silent on the other.
pub fn differences(from: &Standings, to: &Standings) -> Vec<Difference> {
    let of_either = |actor: &ActorId| (from.of(actor), to.of(actor));
    let others = to.by_actor.keys().filter(|actor| !from.by_actor.contains_key(*actor));
    let mut actors: Vec<&ActorId> = from.by_actor.keys().chain(others).collect();
    actors.sort();
    let same_question = from.question == to.question;
    actors
        .into_iter()
        .filter_map(|actor| {
            let (before, after) = of_either(actor);
            let stance = |of: Option<&Standing>| of.and_then(|standing| standing.stance);
            let is_contested = |of: Option<&Standing>| of.is_some_and(Standing::is_contested);
            let contested = match (is_contested(before), is_contested(after)) {
                (false, true) => Contest::Begins,
                (true, false) => Contest::Ends,
                (false, false) | (true, true) => Contest::Same,
            };
            if stance(before) == stance(after) && contested == Contest::Same {
                return None;
            }
            let (because, cause) = if same_question {
                because(before, after)?
            } else {
                let deciding = deciding(after).or_else(|| deciding(before))?;
                (deciding, Cause::OtherQuestion)
            };
            let (from, to) = (stance(before), stance(after));
            Some(Difference { actor: actor.clone(), from, to, contested, because: because.clone(), cause })
        })
        .collect()
}

fn deciding(standing: Option<&Standing>) -> Option<&StatementId> {
    standing?.statements.first()
}

fn counts(standing: Option<&Standing>, id: &StatementId) -> bool {
    standing.is_some_and(|standing| standing.statements.contains(id) || standing.outvoted.contains(id))
}

/// The sentence that makes the difference between two standings on the same question.
fn because<'a>(before: Option<&'a Standing>, after: Option<&'a Standing>) -> Option<(&'a StatementId, Cause)> {
    let stance = |of: Option<&Standing>| of.and_then(|standing| standing.stance);
    if stance(before) == stance(after) {
        return contest(before, after);
    }
    match (deciding(before), deciding(after)) {
        (_, Some(now)) if !counts(before, now) => Some((now, Cause::Counts)),
        (Some(then), _) if !counts(after, then) => Some((then, Cause::CountsNoMore)),
        (_, Some(now)) => Some((now, Cause::Decides)),
        (Some(then), None) => Some((then, Cause::CountsNoMore)),
        (None, None) => None,
    }
}

/// The sentence that contests on one side only.
fn contest<'a>(before: Option<&'a Standing>, after: Option<&'a Standing>) -> Option<(&'a StatementId, Cause)> {
    let rival = |of: Option<&'a Standing>| of.filter(|of| of.is_contested()).and_then(|of| of.outvoted.first());
    match (rival(before), rival(after)) {
        (None, Some(rival)) if counts(before, rival) => Some((rival, Cause::Window)),
        (None, Some(rival)) => Some((rival, Cause::Counts)),
        (Some(rival), None) if counts(after, rival) => Some((rival, Cause::Window)),
        (Some(rival), _) => Some((rival, Cause::CountsNoMore)),
        (None, None) => None,
    }
}
