//! How the members of the deciding body divide, and how far they are from consent.

use super::Standings;
use super::ledger::Silence;
use super::standing::{Basis, Standing};
use crate::model::{Actor, ActorId, Consent, Day, Membership, Project, Question, Stance};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Some of the members, picked by what their standing rests on or lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Among {
    /// Who want it, whether they support it or ask for it themselves.
    InFavour,
    /// Who do not, or have said nothing.
    NotInFavour,
    /// Who could be for it: those who are, and those who have said nothing.
    PossiblyInFavour,
    /// Of whom these sources hold no statement at all.
    Unheard,
    /// Of whom they hold one, said or printed after this day.
    NotYet,
    /// Of whom they hold only undated ones, which count from no day.
    Undated,
    /// Of whom they hold one from before this day, but none that counts by this rule.
    Uncounted,
    /// Against whose standing a recent statement speaks.
    Contested,
    /// Whose latest statement is older than the rule allows.
    Stale,
    /// Whose standing only unnamed sources carry.
    UnnamedOnly,
    /// Whose standing only second-hand words carry: unnamed sources, or what others say of them.
    SecondHand,
    /// Whose deciding statement hangs on a condition.
    Conditional,
}

impl Among {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::InFavour,
        Self::NotInFavour,
        Self::PossiblyInFavour,
        Self::Unheard,
        Self::NotYet,
        Self::Undated,
        Self::Uncounted,
        Self::Contested,
        Self::Stale,
        Self::UnnamedOnly,
        Self::SecondHand,
        Self::Conditional,
    ];

    /// The word that stands in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::InFavour => "in_favour",
            Self::NotInFavour => "not_in_favour",
            Self::PossiblyInFavour => "possibly_in_favour",
            Self::Unheard => "unheard",
            Self::NotYet => "not_yet",
            Self::Undated => "undated",
            Self::Uncounted => "uncounted",
            Self::Contested => "contested",
            Self::Stale => "stale",
            Self::UnnamedOnly => "unnamed_only",
            Self::SecondHand => "second_hand",
            Self::Conditional => "conditional",
        }
    }

    /// Whether a member with this standing is one of them.
    pub fn holds(self, standing: &Standing) -> bool {
        let is_for = matches!(standing.stance, Some(Stance::Requests | Stance::Supports));
        match self {
            Self::InFavour => is_for,
            Self::NotInFavour => !is_for,
            Self::PossiblyInFavour => is_for || standing.stance.is_none(),
            Self::Unheard => standing.stance.is_none(),
            // A standing knows nothing of what does not count: see `Tally::telling_apart`.
            Self::NotYet | Self::Undated | Self::Uncounted => false,
            Self::Contested => standing.is_contested(),
            Self::Stale => standing.is_stale,
            Self::UnnamedOnly => standing.basis == Some(Basis::UnnamedOnly),
            Self::SecondHand => standing.basis.is_some_and(Basis::is_weak),
            Self::Conditional => standing.is_conditional,
        }
    }
}

/// The members of the deciding body on a day, divided by their standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The deciding body.
    pub body: ActorId,
    /// How many of its members must agree.
    pub consent: Consent,
    /// All its members on the day, sorted by id.
    pub members: Vec<ActorId>,
    /// One row for each stance in scale order, then one for silence; rows may be empty. They always add up to
    /// `members`.
    pub rows: Vec<(Option<Stance>, Vec<ActorId>)>,
    /// What the standings of the members rest on or lack, in the order of [`Among::ALL`].
    pub among: Vec<(Among, Vec<ActorId>)>,
}

impl Tally {
    /// The members with this standing, sorted by id.
    pub fn with(&self, stance: Option<Stance>) -> &[ActorId] {
        self.rows.iter().find(|(of, _)| *of == stance).map_or(&[], |(_, members)| members.as_slice())
    }

    /// Some of the members, sorted by id.
    pub fn among(&self, among: Among) -> &[ActorId] {
        self.among.iter().find(|(of, _)| *of == among).map_or(&[], |(_, members)| members.as_slice())
    }

    /// Some of the members with this standing, sorted by id.
    pub fn among_with(&self, among: Among, stance: Option<Stance>) -> impl Iterator<Item = &ActorId> {
        let with = self.with(stance);
        self.among(among).iter().filter(|member| with.binary_search(member).is_ok())
    }

    /// Tells those of whom nothing is coded on the question from those whose statements do not count, and these by
    /// `silences`, see [`Ledger::silences`](super::Ledger::silences).
    #[must_use]
    pub fn telling_apart(mut self, silences: &BTreeMap<ActorId, Silence>) -> Self {
        let silent = self.with(None).to_vec();
        let by = |silence: Option<Silence>| {
            silent.iter().filter(|member| silences.get(*member).copied() == silence).cloned().collect()
        };
        for (among, members) in &mut self.among {
            match among {
                Among::Unheard => *members = by(None),
                Among::NotYet => *members = by(Some(Silence::NotYet)),
                Among::Undated => *members = by(Some(Silence::Undated)),
                Among::Uncounted => *members = by(Some(Silence::ByRule)),
                Among::InFavour
                | Among::NotInFavour
                | Among::PossiblyInFavour
                | Among::Contested
                | Among::Stale
                | Among::UnnamedOnly
                | Among::SecondHand
                | Among::Conditional => {}
            }
        }
        self
    }

    /// How many members want it, whether they support it or ask for it themselves.
    pub fn in_favour(&self) -> usize {
        self.among(Among::InFavour).len()
    }

    /// How many members must want it.
    pub fn needed(&self) -> usize {
        let members = self.members.len();
        match self.consent {
            Consent::Unanimity => members,
            Consent::Majority => members / 2 + 1,
            Consent::TwoThirds => members * 2 / 3 + 1,
        }
    }

    /// How many more members must want it.
    pub fn missing(&self) -> usize {
        if self.members.is_empty() { 0 } else { self.needed().saturating_sub(self.in_favour()) }
    }

    /// The least and the most members that can be for it: with all who are silent against it, and with all for it.
    pub fn range(&self) -> (usize, usize) {
        (self.in_favour(), self.among(Among::PossiblyInFavour).len())
    }

    /// The member whose standing changes with the fewest statements taken away, and how few; the first of several.
    /// Without those statements the tally divides otherwise, and no smaller set does that. `None` if nobody has a
    /// stance.
    pub fn most_fragile<'a>(&'a self, standings: &'a Standings) -> Option<&'a Standing> {
        let with_stance = self.members.iter().filter_map(|member| standings.of(member));
        with_stance.filter(|standing| standing.must_go > 0).min_by_key(|standing| standing.must_go)
    }
}

/// Whether `membership` holds on `day`; with an imprecise start it counts from the last day of that, with an imprecise
/// end up to the last day of that.
pub(super) fn is_in_force(membership: &Membership, day: Day) -> bool {
    membership.since.latest() <= day && membership.until.is_none_or(|until| until.latest() >= day)
}

fn is_member(actor: &Actor, body: &ActorId, day: Day) -> bool {
    actor.memberships.iter().any(|membership| membership.of == *body && is_in_force(membership, day))
}

/// The members of `body` on `day`, sorted by id.
pub fn members(project: &Project, body: &ActorId, day: Day) -> Vec<ActorId> {
    project.actors.values().filter(|actor| is_member(actor, body, day)).map(|actor| actor.id.clone()).collect()
}

/// Divides the members of `question`'s deciding body, as of the day of `standings`.
pub fn tally(project: &Project, question: &Question, standings: &Standings) -> Tally {
    let members = members(project, &question.decided_by, standings.as_of);
    let those = |holds: &dyn Fn(&Standing) -> bool| -> Vec<ActorId> {
        members.iter().filter(|member| standings.of(member).is_some_and(holds)).cloned().collect()
    };
    let rows = Stance::ALL.into_iter().map(Some).chain([None]);
    let rows = rows.map(|stance| (stance, those(&|standing| standing.stance == stance))).collect();
    let among = Among::ALL.map(|among| (among, those(&|standing| among.holds(standing)))).to_vec();
    Tally { body: question.decided_by.clone(), consent: question.consent, members, rows, among }
}
