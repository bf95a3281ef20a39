//! Which of the statements that count wins, and how many must go for another to win.
//!
//! Two ways of weighing: the latest statement decides alone, or all decide by age and voice. The thing easily got wrong:
//! with a half-life the age runs to the latest counted statement of the actor, not to the day looked at.

use super::ledger::Entry;
use crate::model::{Confidence, Day, Stance, Weighing};

/// A statement with the place that the rule gives it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'a> {
    pub(super) entry: &'a Entry,
    pub(super) voice_rank: u8,
    /// 1 for a statement that has lost no weight.
    weight: f64,
    /// Smaller stands before larger; no two are equal. 0 until it is ranked.
    place: u128,
}

impl<'a> Counted<'a> {
    /// An entry that counts, by a rule that ranks its voice.
    pub(super) fn new(entry: &'a Entry, voice_rank: u8) -> Self {
        Self { entry, voice_rank, weight: 1.0, place: 0 }
    }

    pub(super) fn said(&self) -> Day {
        self.entry.said
    }

    /// The same after losing weight for so many days: its age, and a half-life more for each stronger voice. A whole
    /// number, so that equals are equal.
    ///
    /// Its place follows from that, then from its day, its voice, its confidence and its id; it is one number since it
    /// is compared more often than anything else.
    fn faded_by(self, days: i64) -> Self {
        let Entry { statement, said_number, confidence, .. } = *self.entry;
        let earlier = i64::from(u32::MAX / 2) - i64::from(said_number);
        let doubt = u8::from(Confidence::Sure) - u8::from(confidence);
        let days = u128::from(days.max(0).unsigned_abs());
        let place = (((days << 32 | u128::from(earlier.unsigned_abs())) << 4 | u128::from(self.voice_rank)) << 4
            | u128::from(doubt))
            << 32
            | u128::from(statement);
        Self { place, ..self }
    }
}

/// Sorts the strongest first, and gives the stance that wins with the statement that decides, by its position in the
/// order of ids; `None` if nothing counts.
pub(super) fn rank(counted: &mut [Counted], fading: &Fading) -> Option<(Stance, u32)> {
    let latest = counted.iter().map(|one| one.entry.said_number).max()?;
    match fading.half_life {
        None => counted.iter_mut().for_each(|one| *one = one.faded_by(0)),
        Some(half_life) => {
            for one in counted.iter_mut() {
                let faded = i64::from(latest - one.entry.said_number) + i64::from(one.voice_rank) * half_life;
                one.weight = fading.weight_after(faded);
                *one = one.faded_by(faded);
            }
        }
    }
    counted.sort_unstable_by_key(|one| one.place);
    let stance = match fading.half_life {
        None => counted.first()?.entry.stance,
        Some(_) => Weights::of(counted.iter()).heaviest()?,
    };
    let deciding = counted.iter().find(|one| one.entry.stance == stance)?;
    Some((stance, deciding.entry.statement))
}

/// How statements lose weight by a rule.
pub(super) struct Fading {
    /// In days, at least 1; `None` where the latest statement decides alone.
    half_life: Option<i64>,
    /// What is left of a weight after so many days: the first years, which are asked for again and again.
    after_days: Vec<f64>,
}

impl Fading {
    /// By `weighing`.
    pub(super) fn by(weighing: Weighing) -> Self {
        match weighing {
            Weighing::Latest => Self { half_life: None, after_days: Vec::new() },
            Weighing::HalfLife { days } => {
                let half_life = i64::from(days.max(1));
                let after_days = (0..DAYS_KEPT).map(|days| left_after(days, half_life)).collect();
                Self { half_life: Some(half_life), after_days }
            }
        }
    }

    /// What is left of a weight of 1.
    fn weight_after(&self, days: i64) -> f64 {
        let kept = usize::try_from(days).ok().and_then(|days| self.after_days.get(days));
        kept.copied().unwrap_or_else(|| self.half_life.map_or(1.0, |half_life| left_after(days, half_life)))
    }
}

/// Days for which fading is worked out once.
const DAYS_KEPT: i64 = 2_048;

fn left_after(days: i64, half_life: i64) -> f64 {
    (-(days as f64 / half_life as f64).min(MOST_HALF_LIVES)).exp2()
}

/// Beyond this many half-lives nothing loses more weight, or it would vanish altogether.
const MOST_HALF_LIVES: f64 = 900.0;

/// Weights closer than this, as a share of the larger, are equal: sums of fractions are not exact.
const EQUAL_WITHIN: f64 = 1e-9;

/// What the statements of each stance weigh together, in scale order.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weights([f64; Stance::ALL.len()]);

impl Weights {
    fn of<'c, 'a: 'c>(counted: impl Iterator<Item = &'c Counted<'a>>) -> Self {
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
pub(super) fn must_go(counted: &[Counted], stance: Stance, fading: &Fading) -> usize {
    let is_winning = |one: &&Counted| one.entry.stance == stance;
    match fading.half_life {
        // All that stand in front of the first that says otherwise.
        None => counted.iter().take_while(is_winning).count(),
        Some(_) => {
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
/// What is older fades from one day to the next in the same proportion, so weights are kept and faded together, and of
/// two statements the stronger one stays the stronger.
pub(super) struct Running<'a> {
    fading: &'a Fading,
    first: Option<i32>,
    latest: i32,
    weights: Weights,
    /// Of each stance the statement that decides if the stance wins.
    strongest: [Option<Counted<'a>>; Stance::ALL.len()],
}

impl<'a> Running<'a> {
    /// Before anything was said.
    pub(super) fn new(fading: &'a Fading) -> Self {
        let strongest = [None; Stance::ALL.len()];
        Self { fading, first: None, latest: 0, weights: Weights::default(), strongest }
    }

    /// The stance that wins after all that was said on one later day, and the statement that decides; `None` only for
    /// an empty day.
    pub(super) fn after(&mut self, of_a_day: &[Counted<'a>]) -> Option<(Stance, u32)> {
        let day = of_a_day.first()?.entry.said_number;
        let Some(half_life) = self.fading.half_life else {
            let winner = of_a_day.iter().min_by_key(|one| one.faded_by(0).place)?;
            return Some((winner.entry.stance, winner.entry.statement));
        };
        let first = *self.first.get_or_insert(day);
        let fade = if day == first { 1.0 } else { self.fading.weight_after(i64::from(day - self.latest)) };
        self.latest = day;
        for weight in &mut self.weights.0 {
            *weight *= fade;
        }
        for one in of_a_day {
            self.weights.add(one.entry.stance, self.fading.weight_after(i64::from(one.voice_rank) * half_life));
            // Seen from the first day everything later has faded less than nothing; from a later one than any, more.
            let faded = i64::from(i32::MAX) - i64::from(day - first) + i64::from(one.voice_rank) * half_life;
            let one = one.faded_by(faded);
            if let Some(strongest) = self.strongest.get_mut(one.entry.stance as usize)
                && strongest.is_none_or(|before| one.place < before.place)
            {
                *strongest = Some(one);
            }
        }
        let stance = self.weights.heaviest()?;
        let deciding = self.strongest.get(stance as usize).copied().flatten()?;
        Some((stance, deciding.entry.statement))
    }
}
