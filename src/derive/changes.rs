//! How standings changed over time, each change with the sentence that made it.

use super::ledger::Ledger;
use super::standpoint::{Clock, Standpoint};
use super::weighing::{Counted, Fading, Running};
use crate::model::{ActorId, Day, Stance, StatementId};

/// One actor takes another stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// From the end of this day on.
    pub day: Day,
    /// Who.
    pub actor: ActorId,
    /// The stance before; `None` for the first that is on record.
    pub from: Option<Stance>,
    /// The stance after.
    pub to: Stance,
    /// The statement that decides it.
    pub because: StatementId,
}

/// Since when `actor` has stood as it does at the end of `as_of`: its last change up to that day. `changes` are sorted by
/// day; `None` for silence.
pub fn since<'a>(changes: &'a [Change], actor: &ActorId, as_of: Day) -> Option<&'a Change> {
    let end = changes.partition_point(|change| change.day <= as_of);
    changes.get(..end)?.iter().rev().find(|change| change.actor == *actor)
}

impl Ledger {
    /// Every change of stance up to the day of `standpoint`, by day, then by actor. What standings are on any day up to
    /// then follows from the changes up to that day.
    pub fn changes(&self, standpoint: &Standpoint) -> Vec<Change> {
        let fading = Fading::by(standpoint.rule.weighing);
        let mut changes: Vec<Change> =
            self.holders().flat_map(|(holder, actor)| self.changes_of(holder, actor, standpoint, &fading)).collect();
        changes.sort_by(|one, other| (one.day, &one.actor).cmp(&(other.day, &other.actor)));
        changes
    }

    /// The changes of every day, whatever day the standpoint looks at.
    pub fn all_changes(&self, standpoint: &Standpoint) -> Vec<Change> {
        let clock = Clock { as_of: Day::MAX, ..standpoint.clock };
        self.changes(&Standpoint { clock, ..standpoint.clone() })
    }

    fn changes_of(&self, holder: usize, actor: &ActorId, standpoint: &Standpoint, fading: &Fading) -> Vec<Change> {
        let mut counted = self.counted(holder, standpoint);
        counted.reverse();
        let mut changes = Vec::new();
        let mut stance = None;
        let mut running = Running::new(fading);
        for of_a_day in counted.chunk_by(|one, other| one.said() == other.said()) {
            let Some(day) = of_a_day.first().map(Counted::said) else { continue };
            let Some((to, deciding)) = running.after(of_a_day) else { continue };
            if stance != Some(to)
                && let Some(because) = self.statement(deciding).cloned()
            {
                changes.push(Change { day, actor: actor.clone(), from: stance, to, because });
            }
            stance = Some(to);
        }
        changes
    }
}
