//! Where changes of standing are drawn: a tick each, and a label for as many as have room.
//!
//! Knows widths, not words. Ticks of one day stand side by side, so that each can be hit; they leave their day as little
//! as they can. The thing easily got wrong: the pole of a label in an upper row must not cross a label below it.

use crate::layout::geometry::{Point, Rect, Size};
use std::cmp::Reverse;

/// Height of the strip of ticks, in picture points.
pub const TICK_STRIP: f32 = 9.0;
/// Height of a row of labels, in picture points.
pub const LABEL_ROW: f32 = 15.0;
/// From one tick to the next, where there is room.
const TICK_PITCH: f32 = 4.0;
/// From a pole to its label.
const POLE_GAP: f32 = 4.0;

/// A change that would like to be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventWish {
    /// Where its day lies, in picture points.
    pub x: f32,
    /// Of its label, in picture points.
    pub label_width: f32,
    /// Higher is placed earlier; equals in the order of the wishes.
    pub priority: u32,
}

/// Where a change is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventSpot {
    /// Of its tick, in picture points.
    pub x: f32,
    /// Of its label; `None` if there is no room for it.
    pub label: Option<Rect>,
}

/// A place for each of `wishes`, which are sorted by `x`. The ticks stand in the lowest [`TICK_STRIP`] of `area`, the
/// labels in rows above it.
///
/// No label crosses `end`, where a handle stands more often than anywhere else.
pub fn place_events(wishes: &[EventWish], area: Rect, end: f32) -> Vec<EventSpot> {
    let ticks = spread(wishes, area);
    let mut spots: Vec<EventSpot> = ticks.into_iter().map(|x| EventSpot { x, label: None }).collect();
    let rows = ((area.height() - TICK_STRIP) / LABEL_ROW).floor().max(0.0) as usize;
    let bottom = area.max.y - TICK_STRIP;
    let room = |wish: &EventWish, x: f32, row: usize, side: Side| {
        let left = match side {
            Side::Right => x + POLE_GAP,
            Side::Left => x - POLE_GAP - wish.label_width,
        };
        let top = bottom - LABEL_ROW * (row + 1) as f32;
        Rect::from_min_size(Point::new(left, top), Size::new(wish.label_width, LABEL_ROW))
    };
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|index| Reverse(wishes.get(*index).map(|wish| wish.priority)));
    // To the right from the top, to the left from below: so the labels of ticks further right find room too.
    let mut placed: Vec<(usize, usize, Side, Label)> = Vec::new();
    for index in order {
        let (Some(wish), Some(spot)) = (wishes.get(index), spots.get(index)) else { continue };
        let places = (0..rows).rev().map(|row| (row, Side::Right)).chain((0..rows).map(|row| (row, Side::Left)));
        let found = places
            .map(|(row, side)| (row, side, Label { rect: room(wish, spot.x, row, side), pole: spot.x }))
            .filter(|(.., label)| label.rect.min.x >= area.min.x && label.rect.max.x <= area.max.x.min(end - 3.0))
            .find(|(.., label)| placed.iter().all(|(.., other)| label.is_clear_of(other, bottom)));
        placed.extend(found.map(|(row, side, label)| (index, row, side, label)));
    }
    // Then each sinks as low as it can.
    placed.sort_by_key(|(_, row, ..)| *row);
    for place in 0..placed.len() {
        let Some((index, row, side, label)) = placed.get(place).copied() else { continue };
        let Some(wish) = wishes.get(index) else { continue };
        let is_clear = |lower: &Label| {
            placed.iter().enumerate().all(|(other, (.., label))| other == place || lower.is_clear_of(label, bottom))
        };
        let lower = (0..row)
            .map(|row| (row, Label { rect: room(wish, label.pole, row, side), ..label }))
            .find(|(_, lower)| is_clear(lower));
        if let (Some((row, label)), Some(slot)) = (lower, placed.get_mut(place)) {
            *slot = (index, row, side, label);
        }
    }
    for (index, .., label) in placed {
        if let Some(spot) = spots.get_mut(index) {
            spot.label = Some(label.rect);
        }
    }
    spots
}

/// On which side of its pole a label hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// A label and where its pole stands, which reaches from it down to the strip.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Label {
    rect: Rect,
    pole: f32,
}

impl Label {
    /// Whether neither covers the other or its pole.
    fn is_clear_of(&self, other: &Self, bottom: f32) -> bool {
        let with_air = Rect::new(self.rect.min - Point::new(5.0, 0.0), self.rect.max + Point::new(5.0, 0.0));
        !other.rect.overlaps(with_air) && !self.crosses(other, bottom) && !other.crosses(self, bottom)
    }

    /// Whether the pole runs through the other label.
    fn crosses(&self, other: &Self, bottom: f32) -> bool {
        let pole = Rect::new(Point::new(self.pole - 2.0, self.rect.min.y), Point::new(self.pole + 2.0, bottom));
        other.rect.overlaps(pole)
    }
}

/// Ticks beside each other, as near to their days as can be: those that would touch become a cluster around their middle.
fn spread(wishes: &[EventWish], area: Rect) -> Vec<f32> {
    struct Cluster {
        count: usize,
        sum: f32,
    }
    let width = area.width() - 4.0;
    let pitch = TICK_PITCH.min(width / wishes.len().max(1) as f32).max(0.0);
    let half = |count: usize| pitch * count as f32 / 2.0;
    let middle = |cluster: &Cluster| {
        let reach = half(cluster.count);
        let (least, most) = (area.min.x + 2.0 + reach, area.max.x - 2.0 - reach);
        (cluster.sum / cluster.count as f32).max(least).min(most.max(least))
    };
    let mut clusters: Vec<Cluster> = Vec::new();
    for wish in wishes {
        let mut cluster = Cluster { count: 1, sum: wish.x };
        while let Some(before) =
            clusters.pop_if(|before| middle(before) + half(before.count) > middle(&cluster) - half(cluster.count))
        {
            cluster = Cluster { count: cluster.count + before.count, sum: cluster.sum + before.sum };
        }
        clusters.push(cluster);
    }
    clusters
        .iter()
        .flat_map(|cluster| {
            let first = middle(cluster) - half(cluster.count) + pitch / 2.0;
            (0..cluster.count).map(move |index| first + pitch * index as f32)
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn area() -> Rect {
        Rect::new(Point::new(0.0, 20.0), Point::new(600.0, 20.0 + TICK_STRIP + 2.0 * LABEL_ROW))
    }

    proptest! {
        #[test]
        fn no_label_covers_another_or_a_pole_and_ticks_keep_their_order(
            mut wishes in proptest::collection::vec((0.0_f32..600.0, 20.0_f32..180.0, 0u32..3), 0..60),
        ) {
            wishes.sort_by(|one, other| one.0.total_cmp(&other.0));
            let wishes: Vec<EventWish> =
                wishes.iter().map(|(x, width, priority)| EventWish { x: *x, label_width: *width, priority: *priority }).collect();
            let spots = place_events(&wishes, area(), 600.0);
            prop_assert_eq!(spots.len(), wishes.len());
            prop_assert!(spots.windows(2).all(|pair| pair[1].x - pair[0].x >= 3.9), "{:?}", spots);
            for (index, spot) in spots.iter().enumerate() {
                prop_assert!((0.0..=600.0).contains(&spot.x));
                let Some(label) = spot.label else { continue };
                prop_assert!(area().contains(label.min) && area().contains(label.max));
                for other in &spots[..index] {
                    let Some(placed) = other.label else { continue };
                    prop_assert!(!placed.overlaps(label));
                    let is_crossed = |rect: Rect, x: f32, top: f32| (rect.min.x..rect.max.x).contains(&x) && top < rect.max.y - 1.0;
                    prop_assert!(!is_crossed(placed, spot.x, label.min.y) && !is_crossed(label, other.x, placed.min.y));
                }
            }
        }
    }

    #[test]
    fn of_two_that_want_one_place_the_higher_priority_is_labelled() {
        let one_row = Rect::new(Point::ZERO, Point::new(120.0, TICK_STRIP + LABEL_ROW));
        let wish = |priority| EventWish { x: 60.0, label_width: 52.0, priority };
        let spots = place_events(&[wish(0), wish(1), wish(0)], one_row, 120.0);
        assert!(spots[1].label.is_some());
        let many = place_events(&vec![wish(0); 500], one_row, 120.0);
        assert!(many.windows(2).all(|pair| pair[1].x > pair[0].x), "each of many can still be told apart");
    }
}
