//! A tally as other programs read it.

use super::super::rows::Answered;
use super::super::standpoint_fields::StandpointFields;
use crate::derive::{Among, Tally};
use crate::model::{ActorId, Consent, Day, Project, Question, Stance, StatementId};
use crate::session::StandpointFacts;
use serde::{Deserialize, Serialize, Serializer};

/// How the members divide, by which rule and on which days.
pub(in super::super) type ToldTally = Answered<TallyHead, TallyRow>;

/// What is said of the members as a whole.
#[derive(Clone, Serialize)]
pub(in super::super) struct TallyHead {
    #[serde(flatten)]
    pub(in super::super) standpoint: StandpointFields,
    body: ActorId,
    pub(super) consent: ConsentCode,
    pub(super) members: usize,
    pub(super) in_favour: usize,
    pub(super) needed: usize,
    pub(super) missing: usize,
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) against: Vec<ActorId>,
    pub(super) contested: Vec<ActorId>,
    pub(super) stale: Vec<ActorId>,
    pub(super) unnamed_only: Vec<ActorId>,
    pub(super) second_hand: Vec<ActorId>,
    pub(super) conditional: Vec<ActorId>,
    pub(super) most_fragile: Option<ActorId>,
    pub(super) fragile_set: Vec<StatementId>,
    /// Only in a series.
    #[serde(flatten)]
    pub(super) in_series: Option<InSeries>,
}

/// A day among those of a series.
#[derive(Clone, Serialize)]
pub(super) struct InSeries {
    pub(super) changed: Vec<ActorId>,
    pub(super) changed_how: String,
    pub(super) series_from: Day,
    pub(super) series_to: Day,
}

/// The members with one standing.
#[derive(Serialize, Deserialize)]
pub(in super::super) struct TallyRow {
    pub(in super::super) stance: Option<Stance>,
    pub(super) label: String,
    pub(super) count: usize,
    pub(super) members: Vec<ActorId>,
    pub(super) contested: Vec<ActorId>,
    pub(super) stale: Vec<ActorId>,
    pub(super) unnamed_only: Vec<ActorId>,
    pub(super) second_hand: Vec<ActorId>,
    pub(super) conditional: Vec<ActorId>,
}

impl ToldTally {
    /// The tally of one question at one day.
    pub(in super::super) fn of(project: &Project, question: &Question, found: &StandpointFacts) -> Self {
        let fragile = found.tally.most_fragile(&found.standings);
        let fragile = fragile.map(|standing| (standing.actor.clone(), standing.fragile_set().to_vec()));
        Self::new(StandpointFields::of(project, question, found), question, &found.tally, fragile)
    }

    /// `tally` as it is from `standpoint`, with the member whose standing changes with the fewest statements taken away.
    pub(super) fn new(
        standpoint: StandpointFields,
        question: &Question,
        tally: &Tally,
        fragile: Option<(ActorId, Vec<StatementId>)>,
    ) -> Self {
        let those = |among: Among| tally.among(among).to_vec();
        let (least, most) = tally.range();
        let (most_fragile, fragile_set) = fragile.map_or((None, Vec::new()), |(actor, set)| (Some(actor), set));
        let head = TallyHead {
            standpoint,
            body: tally.body.clone(),
            consent: ConsentCode(tally.consent),
            members: tally.members.len(),
            in_favour: tally.in_favour(),
            needed: tally.needed(),
            missing: tally.missing(),
            least,
            most,
            against: tally.with(Some(Stance::Opposes)).to_vec(),
            contested: those(Among::Contested),
            stale: those(Among::Stale),
            unnamed_only: those(Among::UnnamedOnly),
            second_hand: those(Among::SecondHand),
            conditional: those(Among::Conditional),
            most_fragile,
            fragile_set,
            in_series: None,
        };
        Self { head, rows: tally.rows.iter().map(|(stance, members)| row(question, tally, *stance, members)).collect() }
    }

    /// How many members have this standing.
    pub(super) fn count(&self, stance: Option<Stance>) -> usize {
        self.rows.iter().find(|row| row.stance == stance).map_or(0, |row| row.count)
    }
}

fn row(question: &Question, tally: &Tally, stance: Option<Stance>, members: &[ActorId]) -> TallyRow {
    let those = |among: Among| tally.among_with(among, stance).cloned().collect();
    TallyRow {
        stance,
        label: question.label(stance).to_owned(),
        count: members.len(),
        members: members.to_vec(),
        contested: those(Among::Contested),
        stale: those(Among::Stale),
        unnamed_only: those(Among::UnnamedOnly),
        second_hand: those(Among::SecondHand),
        conditional: those(Among::Conditional),
    }
}

/// How many must agree, by the word that other programs read.
#[derive(Clone, Copy)]
pub(super) struct ConsentCode(Consent);

impl Serialize for ConsentCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self.0 {
            Consent::Unanimity => "unanimity",
            Consent::Majority => "majority",
            Consent::TwoThirds => "two_thirds",
        })
    }
}

impl ConsentCode {
    /// "to unanimity"
    pub(super) fn in_words(self) -> &'static str {
        match self.0 {
            Consent::Unanimity => "to unanimity",
            Consent::Majority => "to a majority",
            Consent::TwoThirds => "to two thirds",
        }
    }
}
