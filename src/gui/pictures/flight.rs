//! Discs on their way from one arrangement to the next.
//!
//! A flight explains that the same actors are shown in another order; it lasts 200 ms and asks for no repaint after.

use crate::layout::arrange::Arrangement;
use crate::layout::arrange::Spot;
use crate::model::ActorId;
use std::collections::BTreeMap;

/// How long a flight lasts, in seconds.
const SECONDS: f64 = 0.2;

/// Where the discs came from, and when they left.
#[derive(Clone, Debug)]
pub(crate) struct Flight {
    from: BTreeMap<ActorId, Spot>,
    /// Seconds since the program started.
    start: f64,
}

impl Flight {
    /// Leaves `from` at `now`, in seconds since the program started.
    pub(crate) fn new(from: &Arrangement, now: f64) -> Self {
        Self { from: from.spots.clone(), start: now }
    }

    /// Share of the way done at `now`, 0 to 1, slow at both ends.
    fn share(&self, now: f64) -> f32 {
        let linear = ((now - self.start) / SECONDS).clamp(0.0, 1.0) as f32;
        linear * linear * (3.0 - 2.0 * linear)
    }

    /// Whether everybody has arrived.
    pub(crate) fn is_over(&self, now: f64) -> bool {
        now - self.start >= SECONDS
    }

    /// `to`, with every disc where it is at `now`. A disc that was not there before grows at its place.
    pub(crate) fn blend(&self, to: &Arrangement, now: f64) -> Arrangement {
        let share = self.share(now);
        let mut blended = to.clone();
        for (actor, spot) in &mut blended.spots {
            match self.from.get(actor) {
                Some(from) => {
                    spot.at = from.at.lerp(spot.at, share);
                    spot.radius = from.radius + (spot.radius - from.radius) * share;
                }
                None => spot.radius *= share,
            }
        }
        blended
    }
}
