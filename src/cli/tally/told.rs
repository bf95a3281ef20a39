//! A tally as other programs read it.

use crate::derive::{Among, Answer, Clock, Tally, rule_sentences};
use crate::model::{ActorId, Approximate, Consent, Day, Project, Question, Stance, StandingRule, StatementId};
use crate::session::OfQuestion;
use serde::Serialize;

/// How the members divide, by which rule and on which days.
#[derive(Serialize)]
pub(in super::super) struct ToldTally {
    pub(in super::super) question: String,
    pub(in super::super) as_of: Day,
    pub(super) approximate: bool,
    pub(super) known_on: Option<Day>,
    pub(super) rule: Vec<String>,
    pub(super) project_rule: bool,
    pub(super) answer: String,
    pub(super) body: ActorId,
    pub(super) consent: &'static str,
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
    pub(in super::super) rows: Vec<ToldRow>,
    /// Only in a series.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) changed: Option<Vec<ActorId>>,
}

/// The members with one standing.
#[derive(Serialize)]
pub(in super::super) struct ToldRow {
    pub(in super::super) stance: Option<Stance>,
    pub(super) label: String,
    pub(in super::super) count: usize,
    pub(super) members: Vec<ActorId>,
    pub(super) contested: Vec<ActorId>,
    pub(super) stale: Vec<ActorId>,
    pub(super) unnamed_only: Vec<ActorId>,
    pub(super) second_hand: Vec<ActorId>,
    pub(super) conditional: Vec<ActorId>,
}

/// What a tally was worked out from, and what is said of it.
pub(super) struct Source<'a> {
    pub(super) project: &'a Project,
    pub(super) question: &'a Question,
    pub(super) rule: &'a StandingRule,
    pub(super) clock: Clock,
    pub(super) approximate: Approximate,
    pub(super) answer: &'a Answer,
}

impl ToldTally {
    /// The tally of one question at one day.
    pub(in super::super) fn of(project: &Project, question: &Question, found: &OfQuestion) -> Self {
        let fragile = found.tally.most_fragile(&found.standings);
        let fragile = fragile.map(|standing| (standing.actor.clone(), standing.fragile_set().to_vec()));
        let source = Source {
            project,
            question,
            rule: &found.standpoint.rule,
            clock: found.standpoint.clock,
            approximate: found.approximate,
            answer: &found.answer,
        };
        Self::from(&source, &found.tally, fragile)
    }

    pub(super) fn from(source: &Source<'_>, tally: &Tally, fragile: Option<(ActorId, Vec<StatementId>)>) -> Self {
        let Source { project, question, rule, clock, approximate, answer } = source;
        let those = |among: Among| tally.among(among).to_vec();
        let (least, most) = tally.range();
        let (most_fragile, fragile_set) = fragile.map_or((None, Vec::new()), |(actor, set)| (Some(actor), set));
        Self {
            question: question.id.to_string(),
            as_of: clock.as_of,
            approximate: *approximate == Approximate::About,
            known_on: clock.known_on,
            rule: rule_sentences(rule),
            project_rule: **rule == project.manifest.rule,
            answer: answer.to_text(),
            body: tally.body.clone(),
            consent: consent_code(tally.consent),
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
            rows: tally.rows.iter().map(|(stance, members)| told_row(question, tally, *stance, members)).collect(),
            changed: None,
        }
    }
}

fn told_row(question: &Question, tally: &Tally, stance: Option<Stance>, members: &[ActorId]) -> ToldRow {
    let those = |among: Among| tally.among_with(among, stance).cloned().collect();
    ToldRow {
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

fn consent_code(consent: Consent) -> &'static str {
    match consent {
        Consent::Unanimity => "unanimity",
        Consent::Majority => "majority",
        Consent::TwoThirds => "two_thirds",
    }
}
