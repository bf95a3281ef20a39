//! Projects by chance: a handful of actors, dates close together, so that ties and near misses are common.

use super::super::sample::{Said, Sample, admit, belong, day, id, said};
use super::super::{Clock, Ledger, Standpoint};
use crate::model::{
    ActorKind, Confidence, Day, Membership, Office, OfficeProvenance, PeopleSpeak, Project, Stance, StandingRule,
    Statement, Voice, Weighing,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const COUNTRIES: [&str; 2] = ["borduria", "ruritania"];
const SPEAKERS: [(&str, ActorKind); 4] = [
    ("courtiers", ActorKind::Unnamed),
    ("flavia", ActorKind::Person),
    ("most-members", ActorKind::Group),
    ("secretariat", ActorKind::Organisation),
];

/// A question put to a project.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) project: Project,
    pub(super) rule: StandingRule,
    pub(super) as_of: Day,
    pub(super) known_on: Option<Day>,
}

impl Case {
    /// The answer on admitting Ruritania now.
    pub(super) fn standings(&self) -> super::super::Standings {
        self.standings_of(&self.project)
    }

    /// The same question put to another project.
    pub(super) fn standings_of(&self, project: &Project) -> super::super::Standings {
        Ledger::new(project).standings(&self.standpoint())
    }

    /// From where it is asked.
    pub(super) fn standpoint(&self) -> Standpoint {
        let clock = Clock { as_of: self.as_of, known_on: self.known_on };
        Standpoint::new(admit(), clock, self.rule.clone())
    }

    /// By when a statement had surely been printed.
    pub(super) fn printed(&self, statement: &Statement) -> Day {
        self.project.published(statement).unwrap().date.unwrap().latest()
    }
}

fn start() -> Day {
    day("2031-01-20")
}

/// A day of a few months.
pub(super) fn any_day() -> impl Strategy<Value = Day> {
    (0..90).prop_map(|days| start().plus_days(days))
}

/// A date of those months, exact or not, as it is written.
pub(super) fn any_date() -> impl Strategy<Value = String> {
    prop_oneof![
        15 => (0..3).prop_map(|weeks| start().plus_days(weeks * 14).to_string()),
        2 => (1..5).prop_map(|month| format!("2031-{month:02}~")),
        1 => Just("2031".to_owned()),
        2 => (any_day(), 0..30).prop_map(|(first, days)| format!("{first}/{}", first.plus_days(days))),
    ]
}

fn any_country() -> impl Strategy<Value = &'static str> {
    select(&COUNTRIES[..])
}

fn any_actor() -> impl Strategy<Value = &'static str> {
    prop_oneof![5 => any_country(), 6 => select(&SPEAKERS[..]).prop_map(|(name, _)| name), 1 => Just("league")]
}

prop_compose! {
    /// Somebody says something.
    pub(super) fn any_said()(
        actor in any_actor(),
        on_behalf_of in proptest::option::weighted(0.7, prop_oneof![6 => any_country(), 1 => any_actor()]),
        is_on_admission in prop::bool::weighted(0.85),
        stance in select(&Stance::ALL[..]),
        voice in select(&Voice::ALL[..]),
        confidence in select(vec![Confidence::Arguable, Confidence::Likely, Confidence::Sure]),
        date in any_date(),
        printed in proptest::option::weighted(0.7, any_date()),
        is_conditional in prop::bool::weighted(0.2),
        sentence in 0..30_usize,
    ) -> Said {
        let said = said(actor, stance, &date)
            .on(if is_on_admission { admit() } else { belong() })
            .voice(voice)
            .confidence(confidence)
            .in_sentence(sentence)
            .condition(if is_conditional { "while it rains" } else { "" });
        let said = match printed {
            Some(printed) => said.printed(&printed),
            None => said,
        };
        match on_behalf_of {
            Some(country) => said.on_behalf_of(country),
            None => said,
        }
    }
}

prop_compose! {
    fn any_office()(
        speaks_for in any_country(),
        since in proptest::option::weighted(0.3, any_date()),
        until in proptest::option::weighted(0.3, any_date()),
    ) -> Office {
        let date = |text: String| id(&text);
        Office {
            speaks_for: id(speaks_for),
            title: String::new(),
            since: since.map(date),
            until: until.map(date),
            provenance: OfficeProvenance::Entered,
        }
    }
}

prop_compose! {
    fn any_membership()(since in any_date(), until in proptest::option::of(any_date())) -> Membership {
        Membership { of: id("league"), since: id(&since), until: until.map(|date| id(&date)) }
    }
}

prop_compose! {
    fn any_rule()(
        voices in subsequence(Voice::ALL.to_vec(), 1..=4).prop_shuffle(),
        least_confidence in select(vec![Confidence::Arguable, Confidence::Likely, Confidence::Sure]),
        people_speak in select(vec![PeopleSpeak::InOffice, PeopleSpeak::InOffice, PeopleSpeak::Never]),
        weighing in prop_oneof![
            1 => Just(Weighing::Latest),
            1 => select(vec![1, 7, 14, 30, 365]).prop_map(|days| Weighing::HalfLife { days }),
        ],
        contested_within_days in 0..90_u16,
        is_default in prop::bool::weighted(0.4),
    ) -> StandingRule {
        if is_default {
            return StandingRule::default();
        }
        let stale_after_days = contested_within_days + 10;
        StandingRule { voices, weighing, least_confidence, people_speak, contested_within_days, stale_after_days }
    }
}

prop_compose! {
    /// A whole project, a rule and a day.
    pub(super) fn any_case()(
        statements in prop::collection::vec(any_said(), 0..30),
        offices in prop::collection::vec(prop::collection::vec(any_office(), 0..4), SPEAKERS.len()),
        memberships in prop::collection::vec(prop::collection::vec(any_membership(), 0..3), COUNTRIES.len()),
        rule in any_rule(),
        as_of in any_day(),
        known_on in proptest::option::weighted(0.4, any_day()),
    ) -> Case {
        let mut sample = Sample::new();
        for (name, memberships) in COUNTRIES.iter().zip(memberships) {
            sample = sample.actor(name, ActorKind::Country);
            sample.0.actors.get_mut(*name).unwrap().memberships = memberships;
        }
        for ((name, kind), offices) in SPEAKERS.iter().zip(offices) {
            sample = sample.actor(name, *kind);
            sample.0.actors.get_mut(*name).unwrap().offices = offices;
        }
        let Sample(project) = statements.into_iter().fold(sample, Sample::said);
        Case { project, rule, as_of, known_on }
    }
}
