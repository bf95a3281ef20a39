//! Which of the statements that count wins, and how many must go for another to win.
//!
//! Two ways of weighing: the latest statement decides alone, or all decide by age and voice. The thing easily got wrong:
//! with a half-life the age runs to the latest counted statement of the actor, not to the day looked at.

use super::ledger::Entry;
use crate::model::{Day, Stance, Weighing};
use std::cmp::{Ordering, Reverse};

/// A statement with the place that the rule gives it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) entry: Entry,
    pub(super) voice_rank: usize,
    /// Days by which it has lost weight: its age, and a half-life more for each stronger voice. A whole number, so that
    /// equals are equal; 0 where the latest statement decides alone.
    faded_days: i64,
    /// 1 for a statement that has lost none.
    weight: f64,
}

impl Counted {
    /// An entry that counts, by a rule that ranks its voice.
    pub(super) fn new(entry: Entry, voice_rank: usize) -> Self {
        Self { entry, voice_rank, faded_days: 0, weight: 1.0 }
    }

    pub(super) fn said(&self) -> Day {
        self.entry.said
    }

    /// Whether it stands before or behind another; never neither.
    fn against(&self, other: &Self) -> Ordering {
        let key = |of: &Self| {
            let Entry { statement, said, confidence, .. } = of.entry;
            (of.faded_days, Reverse(said), of.voice_rank, Reverse(confidence), statement)
        };
        key(self).cmp(&key(other))
    }
}

/// Sorts the strongest first, and gives the stance that wins with the statement that decides, by its position in the
/// order of ids; `None` if nothing counts.
pub(super) fn rank(counted: &mut [Counted], weighing: Weighing) -> Option<(Stance, u32)> {
    if let (Weighing::HalfLife { days }, Some(latest)) = (weighing, counted.iter().map(Counted::said).max()) {
        for one in counted.iter_mut() {
            let half_life = i64::from(days.max(1));
            one.faded_days = i64::from(latest.days_since(one.said())) + one.voice_rank as i64 * half_life;
            one.weight = (-(one.faded_days as f64 / half_life as f64).min(MOST_HALF_LIVES)).exp2();
        }
    }
    counted.sort_unstable_by(Counted::against);
    let stance = match weighing {
        Weighing::Latest => counted.first()?.entry.stance,
        Weighing::HalfLife { .. } => Weights::of(counted.iter()).heaviest()?,
    };
    let deciding = counted.iter().find(|one| one.entry.stance == stance)?;
    Some((stance, deciding.entry.statement))
}

/// Beyond this many half-lives nothing loses more weight, or it would vanish altogether.
const MOST_HALF_LIVES: f64 = 900.0;

/// Weights closer than this, as a share of the larger, are equal: sums of fractions are not exact.
const EQUAL_WITHIN: f64 = 1e-9;

/// What the statements of each stance weigh together, in scale order.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weights([f64; Stance::ALL.len()]);

impl Weights {
    fn of<'a>(counted: impl Iterator<Item = &'a Counted>) -> Self {
        let mut weights = Self::default();
        for one in counted {
            weights.add(one.entry.stance, one.weight);
        }
        weights
    }

    fn add(&mut self, stance: Stance, weight: f64) {
        if let Some(of_stance) = self.0.get_mut(stance as usize) {
            *of_stance += weight;
        }
    }

    /// The same with another weight for one stance.
    fn with(mut self, stance: Stance, weight: f64) -> Self {
        if let Some(of_stance) = self.0.get_mut(stance as usize) {
            *of_stance = weight;
        }
        self
    }

    /// The heaviest stance; of equals the one that comes first on the scale. `None` if nothing weighs anything.
    fn heaviest(&self) -> Option<Stance> {
        let most = self.0.iter().copied().fold(0.0, f64::max);
        let is_heaviest = |(_, weight): &(Stance, f64)| *weight > 0.0 && *weight >= most * (1.0 - EQUAL_WITHIN);
        Stance::ALL.into_iter().zip(self.0).find(is_heaviest).map(|(stance, _)| stance)
    }
}

/// How few of the winning statements must go, the strongest first, for another stance or silence to win. `counted` as
/// [`rank`] leaves it.
pub(super) fn must_go(counted: &[Counted], stance: Stance, weighing: Weighing) -> usize {
    let is_winning = |one: &&Counted| one.entry.stance == stance;
    match weighing {
        // All that stand in front of the first that says otherwise.
        Weighing::Latest => counted.iter().take_while(is_winning).count(),
        Weighing::HalfLife { .. } => {
            let rivals = Weights::of(counted.iter().filter(|one| one.entry.stance != stance));
            // From the lightest on: what is left when the others are gone. The fewer are left, the lighter they are.
            let mut left = 0.0;
            let still_lose = counted.iter().rev().filter(is_winning).take_while(|one| {
                let loses = rivals.with(stance, left).heaviest() != Some(stance);
                left += one.weight;
                loses
            });
            let most_that_lose = still_lose.count().saturating_sub(1);
            counted.iter().filter(is_winning).count() - most_that_lose
        }
    }
}

/// The stance that wins on each day of a growing row of statements.
///
/// The weights of what is older fade from one day to the next in the same proportion, so they are kept and faded
/// together.
pub(super) struct Running {
    weighing: Weighing,
    latest: Option<Day>,
    weights: Weights,
    /// Of each stance the statement that decides if the stance wins.
    strongest: [Option<Counted>; Stance::ALL.len()],
}

impl Running {
    /// Before anything was said.
    pub(super) fn new(weighing: Weighing) -> Self {
        Self { weighing, latest: None, weights: Weights::default(), strongest: [None; Stance::ALL.len()] }
    }

    /// The stance that wins after all that was said on one later day, and the statement that decides; `None` only for
    /// an empty day.
    pub(super) fn after(&mut self, of_a_day: &[Counted]) -> Option<(Stance, u32)> {
        let day = of_a_day.first()?.said();
        let days = match self.weighing {
            Weighing::Latest => {
                let winner = of_a_day.iter().min_by(|one, other| one.against(other))?;
                return Some((winner.entry.stance, winner.entry.statement));
            }
            Weighing::HalfLife { days } => days.max(1),
        };
        let half_life = i64::from(days);
        let passed = self.latest.map_or(0, |latest| i64::from(day.days_since(latest)));
        let fade = (-(passed as f64) / half_life as f64).exp2();
        self.latest = Some(day);
        for (weight, strongest) in self.weights.0.iter_mut().zip(&mut self.strongest) {
            *weight *= fade;
            if let Some(strongest) = strongest {
                strongest.faded_days += passed;
            }
        }
        for one in of_a_day {
            let one = Counted { faded_days: one.voice_rank as i64 * half_life, ..*one };
            self.weights.add(one.entry.stance, (-(one.voice_rank as f64)).exp2());
            if let Some(strongest) = self.strongest.get_mut(one.entry.stance as usize) {
                let is_stronger = strongest.is_none_or(|before| one.against(&before) == Ordering::Less);
                if is_stronger {
                    *strongest = Some(one);
                }
            }
        }
        let stance = self.weights.heaviest()?;
        let deciding = self.strongest.get(stance as usize).copied().flatten()?;
        Some((stance, deciding.entry.statement))
    }
}
