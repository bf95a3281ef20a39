//! Actors whose counted statements disagree.
//!
//! A change of mind and a contradiction look alike in a list of stances; what tells them apart is how far in time the
//! statements lie from each other. The thing easily got wrong: an imprecise date may cover the day of another, and then
//! nobody knows which came first.

use super::Standings;
use crate::model::{ActorId, Day, Project, Stance, Statement, StatementId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// How far apart in time the closest two statements of different stances lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Said on one day, by exact dates.
    OneDay,
    /// Their dates overlap, so that nobody knows which came first.
    Overlap,
    /// At least so many days.
    Days(u32),
}

/// One actor's counted statements where they hold more than one stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Whose.
    pub actor: ActorId,
    /// The statements of each stance, the strongest first; the winning stance first, then in scale order.
    pub sides: Vec<(Stance, Vec<StatementId>)>,
    /// How far apart the closest of them are.
    pub gap: Gap,
    /// The two that lie so close, of different stances: one that carries the standing first, else the earlier.
    pub closest: [StatementId; 2],
    /// The strongest recent stance that speaks against the standing: it is contested.
    pub contested_by: Option<Stance>,
}

/// When each statement of one version of a project was said, looked up quickly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaidBook(HashMap<StatementId, Said>);

/// When something was said: the first and the last day that it can have been, and what.
type Said = (Day, Day, Stance);

impl SaidBook {
    /// Enters every dated statement.
    pub fn new(project: &Project) -> Self {
        let said = |of: &Statement| Some((of.said.earliest()?, of.said.latest()?, of.stance));
        Self(project.statements.values().filter_map(|of| Some((of.id.clone(), said(of)?))).collect())
    }
}

/// Every actor whose counted statements hold more than one stance: the contested first, then those whose statements lie
/// closest in time, then by id.
pub fn disagreements(book: &SaidBook, standings: &Standings) -> Vec<Disagreement> {
    let mut found: Vec<Disagreement> = standings
        .by_actor
        .values()
        .filter(|standing| !standing.outvoted.is_empty())
        .filter_map(|standing| {
            let said = |id: &StatementId| book.0.get(id).copied();
            let mut others: BTreeMap<Stance, Vec<StatementId>> = BTreeMap::new();
            let mut all: Vec<(Said, &StatementId)> =
                standing.statements.iter().filter_map(|id| Some((said(id)?, id))).collect();
            for id in &standing.outvoted {
                let rival = said(id)?;
                others.entry(rival.2).or_default().push(id.clone());
                all.push((rival, id));
            }
            let (gap, [earlier, later]) = closest(all)?;
            let is_told_second = standing.statements.contains(later);
            Some(Disagreement {
                actor: standing.actor.clone(),
                gap,
                closest: if is_told_second { [later, earlier] } else { [earlier, later] }.map(Clone::clone),
                sides: std::iter::once((standing.stance?, standing.statements.clone())).chain(others).collect(),
                contested_by: standing.contested_by,
            })
        })
        .collect();
    found.sort_by_key(|of| (Reverse(of.contested_by.is_some()), of.gap));
    found
}

/// The least gap between two statements of different stances, and between which; `None` if all hold the same.
fn closest(mut said: Vec<(Said, &StatementId)>) -> Option<(Gap, [&StatementId; 2])> {
    said.sort_unstable();
    // By stance, how far what came before reaches, and the last exact day.
    let mut reach: BTreeMap<Stance, Reach> = BTreeMap::new();
    let mut least: Option<(Gap, [&StatementId; 2])> = None;
    for ((first, last, stance), id) in said {
        for (_, Reach { until, exact }) in reach.iter().filter(|(before, _)| **before != stance) {
            let (gap, other) = match exact {
                Some((day, other)) if first == last && *day == first => (Gap::OneDay, *other),
                Some(_) | None if until.0 >= first => (Gap::Overlap, until.1),
                Some(_) | None => (Gap::Days(first.days_since(until.0).unsigned_abs()), until.1),
            };
            if least.is_none_or(|(least, _)| gap < least) {
                least = Some((gap, [other, id]));
            }
        }
        let Reach { until, exact } = reach.entry(stance).or_insert(Reach { until: (last, id), exact: None });
        if last > until.0 {
            *until = (last, id);
        }
        if first == last {
            *exact = Some((first, id));
        }
    }
    least
}

/// How far the statements of one stance reach.
struct Reach<'a> {
    until: (Day, &'a StatementId),
    exact: Option<(Day, &'a StatementId)>,
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::super::sample::{Sample, id, said};
    use super::*;
    use crate::model::Voice;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn league() -> Sample {
        Sample::new().member("borduria", "1990").member("syldavia", "1990").minister("sponsz", "borduria")
    }

    fn found(sample: &Sample, as_of: &str) -> Vec<Disagreement> {
        disagreements(&SaidBook::new(&sample.0), &sample.standings(as_of))
    }

    #[test]
    fn one_stance_is_no_disagreement() {
        let sample = league()
            .said(said("borduria", Stance::NotNow, "2031-05-03"))
            .said(said("borduria", Stance::NotNow, "2031-05-04"))
            .said(said("syldavia", Stance::Opposes, "2031-05-04"));
        assert!(found(&sample, "2031-06-01").is_empty());
    }

    #[test]
    fn a_disagreement_names_its_sides_with_the_winning_one_first() {
        let sample = league()
            .said(said("borduria", Stance::Supports, "2031-05-03"))
            .said(said("sponsz", Stance::Opposes, "2031-05-10").on_behalf_of("borduria"))
            .said(said("borduria", Stance::NotNow, "2031-04-03"));
        let all = found(&sample, "2031-06-01");
        let [only] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(only.actor, id("borduria"), "the minister himself said one thing");
        let sides = [
            (Stance::Opposes, vec![id("s001")]),
            (Stance::Supports, vec![id("s000")]),
            (Stance::NotNow, vec![id("s002")]),
        ];
        assert_eq!(only.sides, sides);
        assert_eq!(only.gap, Gap::Days(7));
        assert_eq!(only.closest, [id("s001"), id("s000")], "what carries the standing first");
        assert_eq!(only.contested_by, Some(Stance::Supports));
        assert!(found(&sample, "2031-04-30").is_empty(), "the others had not been said");
    }

    #[test]
    fn how_far_apart_statements_lie_depends_on_how_exact_their_dates_are() {
        let gap = |one: &str, other: &str| {
            let sample = league()
                .said(said("borduria", Stance::Supports, one))
                .said(said("borduria", Stance::Opposes, other).voice(Voice::Anonymous));
            found(&sample, "2031-12-31").pop().unwrap().gap
        };
        assert_eq!(gap("2031-05-03", "2031-05-03"), Gap::OneDay);
        assert_eq!(gap("2031-05-03", "2031-05"), Gap::Overlap);
        assert_eq!(gap("2031-05", "2031-06"), Gap::Days(1));
        assert_eq!(gap("2031-06-11", "2031-06-01"), Gap::Days(10));
    }

    #[test]
    fn the_contested_come_first_then_those_that_lie_closest() {
        let sample = league()
            .said(said("ruritania", Stance::Supports, "2031-01-03"))
            .said(said("ruritania", Stance::Opposes, "2031-01-03").voice(Voice::Anonymous))
            .said(said("ruritania", Stance::Supports, "2031-06-03"))
            .said(said("syldavia", Stance::Supports, "2031-11-03"))
            .said(said("syldavia", Stance::Opposes, "2031-12-03"))
            .said(said("borduria", Stance::Supports, "2031-12-03"))
            .said(said("borduria", Stance::Opposes, "2031-12-05"));
        let order: Vec<ActorId> = found(&sample, "2031-12-31").into_iter().map(|of| of.actor).collect();
        assert_eq!(order, [id("borduria"), id("syldavia"), id("ruritania")]);
    }

    proptest! {
        #[test]
        fn a_gap_is_the_least_of_all_pairs_of_different_stances(
            all in prop::collection::vec(
                (select(&["2031-05-03", "2031-05-04", "2031-05", "2031-04", "2031-06-20", "2031-07-01/2031-07-09"][..]),
                 select(&Stance::ALL[..])), 1..9,
            ),
        ) {
            let sample = all.iter().fold(league(), |sample, (date, stance)| sample.said(said("borduria", *stance, date)));
            let statements: Vec<&Statement> = sample.0.statements.values().collect();
            let of_pair = |one: &Statement, other: &Statement| {
                let (one, other) = (one.said.date.unwrap(), other.said.date.unwrap());
                let is_day = one.earliest() == one.latest() && one.earliest() == other.latest();
                if is_day && other.earliest() == other.latest() {
                    Gap::OneDay
                } else if one.earliest() <= other.latest() && other.earliest() <= one.latest() {
                    Gap::Overlap
                } else {
                    let (first, last) = (one.latest().min(other.latest()), one.earliest().max(other.earliest()));
                    Gap::Days(last.days_since(first).unsigned_abs())
                }
            };
            let pairs = statements.iter().flat_map(|one| statements.iter().map(move |other| (*one, *other)));
            let least = pairs.filter(|(one, other)| one.stance != other.stance).map(|(one, other)| of_pair(one, other)).min();
            let counted = found(&sample, "2031-12-31");
            prop_assert_eq!(counted.first().map(|of| of.gap), least);
            for of in &counted {
                let [one, other] = of.closest.each_ref().map(|id| sample.0.statements.get(id).unwrap());
                prop_assert!(one.stance != other.stance);
                prop_assert_eq!(of_pair(one, other), of.gap, "the pair that is named is as close as is told");
            }
            let told: usize = counted.iter().flat_map(|of| &of.sides).map(|(_, ids)| ids.len()).sum();
            prop_assert!(counted.is_empty() || told == statements.len(), "every counted statement is on one side");
        }
    }
}
