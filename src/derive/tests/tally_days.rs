//! The series of tallies, against the tally worked out anew for each day.

use super::super::sample::{admit, day};
use super::super::{Clock, Ledger, Standpoint, tally, tally_days};
use super::random::{Case, any_case, any_day};
use crate::model::{ActorId, Day, StatementId};
use proptest::prelude::*;

type OfDay = (super::super::Tally, Option<(ActorId, Vec<StatementId>)>);

fn anew(case: &Case, ledger: &Ledger, day: Day) -> OfDay {
    let clock = Clock { as_of: day, known_on: case.known_on };
    let standings = ledger.standings(&Standpoint { clock, ..case.standpoint() });
    let tally = tally(&case.project, case.project.question(&admit()).unwrap(), &standings);
    let fragile = tally.most_fragile(&standings).map(|of| (of.actor.clone(), of.fragile_set().to_vec()));
    (tally, fragile)
}

proptest! {
    #[test]
    fn on_every_day_the_last_entry_of_the_series_is_the_tally_of_that_day(
        case in any_case(), from in any_day(), days in 0..260_i32,
    ) {
        let ledger = Ledger::new(&case.project);
        let question = case.project.question(&admit()).unwrap();
        let to = from.plus_days(days);
        let series = tally_days(&case.project, question, &ledger, &case.standpoint(), (from, to));
        prop_assert_eq!(series[0].day, from);
        prop_assert!(series[0].changed.is_empty());
        prop_assert!(series.is_sorted_by(|one, other| one.day < other.day));
        for later in 0..=days {
            let day = from.plus_days(later);
            let entry = series.iter().rfind(|entry| entry.day <= day).unwrap();
            prop_assert_eq!(&(entry.tally.clone(), entry.most_fragile.clone()), &anew(&case, &ledger, day), "{}", day);
        }
        for pair in series.windows(2) {
            prop_assert!((&pair[0].tally, &pair[0].most_fragile) != (&pair[1].tally, &pair[1].most_fragile));
        }
    }
}

#[test]
fn a_series_of_a_day_before_anything_is_one_entry() {
    let project = super::super::sample::Sample::new().0;
    let question = project.question(&admit()).unwrap();
    let ledger = Ledger::new(&project);
    let on = Standpoint::new(admit(), Clock::on(day("2031-01-01")), project.manifest.rule.clone());
    let series = tally_days(&project, question, &ledger, &on, (day("1900-01-01"), day("1900-01-01")));
    assert_eq!(series.len(), 1);
}
