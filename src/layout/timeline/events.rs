//! Where changes of standing are drawn: a tick each, and a label for as many as have room.
//!
//! Knows widths, not words. Ticks of one day stand side by side, closer together the more there are, so that many
//! changes still belong visibly to their day. Easy to get wrong: the pole of a label in an upper row must not cross a
//! label below it.

use crate::layout::geometry::{Point, Rect, Size};
use std::cmp::Reverse;

/// Height of the strip of ticks, in picture points.
pub const TICK_STRIP: f32 = 9.0;
/// Height of a row of labels, in picture points.
pub const LABEL_ROW: f32 = 15.0;
/// Distance from one tick to the next, where there is room.
const TICK_PITCH: f32 = 4.0;
/// The least width available to the ticks of a day, however narrow the day is.
const LEAST_DAY: f32 = 8.0;
/// The greatest width that the ticks of a day take, however wide the day is.
const MOST_OF_DAY: f32 = 96.0;
/// The greatest share of a day's width that its ticks take.
const SHARE_OF_DAY: f32 = 0.9;
/// Gap between a pole and its label.
const POLE_GAP: f32 = 4.0;

/// A change that is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventWish {
    /// The middle of its day, in picture points.
    pub x: f32,
    /// Width of its day, in picture points.
    pub day_width: f32,
    /// Size of its label, in picture points.
    pub label_width: f32,
    /// Higher is placed earlier; equal priorities in the order given.
    pub priority: u32,
}

/// Where a change is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventSpot {
    /// Horizontal position of its tick, in picture points.
    pub x: f32,
    /// Width of the room for its tick, in picture points.
    pub pitch: f32,
    /// Rectangle of its label; `None` if there is no room for it.
    pub label: Option<Rect>,
}

/// A place for each of `wishes`, which must be sorted by `x`. The ticks stand in the lowest [`TICK_STRIP`] of `area`,
/// the labels in rows above.
///
/// No label crosses `end`, where the handle usually stands.
pub fn place_events(wishes: &[EventWish], area: Rect, end: f32) -> Vec<EventSpot> {
    let mut spots = spread(wishes, area);
    let rows = ((area.height() - TICK_STRIP) / LABEL_ROW).floor().max(0.0) as usize;
    let bottom = area.max.y - TICK_STRIP;
    let room = |wish: &EventWish, x: f32, row: usize, side: PoleSide| {
        let left = match side {
            PoleSide::Right => x + POLE_GAP,
            PoleSide::Left => x - POLE_GAP - wish.label_width,
        };
        let top = bottom - LABEL_ROW * (row + 1) as f32;
        Rect::from_min_size(Point::new(left, top), Size::new(wish.label_width, LABEL_ROW))
    };
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|index| Reverse(wishes.get(*index).map(|wish| wish.priority)));
    // Labels to the right are tried from the top row, labels to the left from the bottom row, so that labels further
    // right find room as well.
    let mut placed: Vec<(usize, usize, PoleSide, Label)> = Vec::new();
    for index in order {
        let (Some(wish), Some(spot)) = (wishes.get(index), spots.get(index)) else { continue };
        let places =
            (0..rows).rev().map(|row| (row, PoleSide::Right)).chain((0..rows).map(|row| (row, PoleSide::Left)));
        let found = places
            .map(|(row, side)| (row, side, Label { rect: room(wish, spot.x, row, side), pole: spot.x }))
            .filter(|(.., label)| label.rect.min.x >= area.min.x && label.rect.max.x <= area.max.x.min(end - 3.0))
            .find(|(.., label)| placed.iter().all(|(.., other)| label.is_clear_of(other, bottom)));
        placed.extend(found.map(|(row, side, label)| (index, row, side, label)));
    }
    // Then each label moves down as far as it can.
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

/// The side of its pole on which a label hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PoleSide {
    Left,
    Right,
}

/// A label and its pole, which reaches from the label down to the strip of ticks.
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

/// Places the ticks of each day side by side around its middle; days whose ticks would touch form a cluster around the
/// mean of their middles.
fn spread(wishes: &[EventWish], area: Rect) -> Vec<EventSpot> {
    struct Cluster {
        /// Distance between ticks and number of ticks of each day.
        days: Vec<(f32, usize)>,
        width: f32,
        /// Sum of the middles of its days, each weighted by its number of ticks.
        sum: f32,
        count: usize,
    }
    let days: Vec<(EventWish, usize)> = wishes
        .chunk_by(|one, other| one.x == other.x)
        .filter_map(|of_day| Some((*of_day.first()?, of_day.len())))
        .collect();
    let wanted = |(wish, count): &(EventWish, usize)| {
        (TICK_PITCH * *count as f32).min((SHARE_OF_DAY * wish.day_width).clamp(LEAST_DAY, MOST_OF_DAY))
    };
    let whole: f32 = days.iter().map(wanted).sum();
    let scale = ((area.width() - 4.0) / whole.max(1.0)).clamp(0.0, 1.0);
    let middle = |cluster: &Cluster| {
        let reach = cluster.width / 2.0;
        let (least, most) = (area.min.x + 2.0 + reach, area.max.x - 2.0 - reach);
        (cluster.sum / cluster.count as f32).max(least).min(most.max(least))
    };
    let mut clusters: Vec<Cluster> = Vec::new();
    for day in &days {
        let (wish, count) = day;
        let width = scale * wanted(day);
        let pitch = width / *count as f32;
        let mut cluster = Cluster { days: vec![(pitch, *count)], width, sum: wish.x * *count as f32, count: *count };
        while let Some(mut before) =
            clusters.pop_if(|before| middle(before) + before.width / 2.0 > middle(&cluster) - cluster.width / 2.0)
        {
            before.days.append(&mut cluster.days);
            cluster = Cluster {
                days: before.days,
                width: before.width + cluster.width,
                sum: before.sum + cluster.sum,
                count: before.count + cluster.count,
            };
        }
        clusters.push(cluster);
    }
    let mut spots = Vec::with_capacity(wishes.len());
    for cluster in &clusters {
        let mut left = middle(cluster) - cluster.width / 2.0;
        for (pitch, count) in &cluster.days {
            let tick = |index: usize| left + pitch * (index as f32 + 0.5);
            spots.extend((0..*count).map(|index| EventSpot { x: tick(index), pitch: *pitch, label: None }));
            left += pitch * *count as f32;
        }
    }
    spots
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
            let wishes: Vec<EventWish> = wishes
                .iter()
                .map(|(x, width, priority)| EventWish { x: *x, day_width: 5.0, label_width: *width, priority: *priority })
                .collect();
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
        let wish = |priority| EventWish { x: 60.0, day_width: 5.0, label_width: 52.0, priority };
        let spots = place_events(&[wish(0), wish(1), wish(0)], one_row, 120.0);
        assert!(spots[1].label.is_some());
        let many = place_events(&vec![wish(0); 500], one_row, 120.0);
        assert!(many.windows(2).all(|pair| pair[1].x > pair[0].x), "each of many can still be told apart");
    }

    #[test]
    fn a_crowd_stays_within_the_place_of_its_day() {
        let wish = |x: f32| EventWish { x, day_width: 17.0, label_width: 50.0, priority: 0 };
        let crowd: Vec<EventWish> = std::iter::repeat_n(wish(300.0), 60).chain([wish(317.0), wish(317.0)]).collect();
        let spots = place_events(&crowd, area(), 600.0);
        assert!(spots[..60].iter().all(|spot| (spot.x - 300.0).abs() < 8.5), "{spots:?}");
        assert!(spots.windows(2).all(|pair| pair[1].x > pair[0].x));
        assert_eq!(spots[61].x - spots[60].x, TICK_PITCH, "two have the room they want");
    }
}
