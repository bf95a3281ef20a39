//! Stacks marks so that none covers another, each as low as possible.
//!
//! Rows are counted in units: a bar takes one, a dot as many as its size needs. Easy to get wrong: marks must be sorted
//! by their left end, or a place that has become free is missed.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Something to be stacked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot {
    /// Left end, in picture points.
    pub(super) left: f32,
    /// Right end, in picture points.
    pub(super) right: f32,
    /// Rows it takes, 1 to 3.
    pub(super) units: u32,
}

/// The lowest row of each slot, 0 at the bottom, in the order of `slots`, and the number of rows in use.
///
/// `slots` must be sorted by their left end. Among those that begin at the same place the first is lowest.
pub(super) fn stack(slots: &[Slot]) -> (Vec<u32>, u32) {
    let mut rows = Vec::with_capacity(slots.len());
    let mut taken = Rows::default();
    let mut active: BinaryHeap<Reverse<(i64, u32, u32)>> = BinaryHeap::new();
    let mut height = 0;
    for slot in slots {
        let left = ticks(slot.left);
        while let Some(Reverse((right, row, units))) = active.peek().copied() {
            if right > left {
                break;
            }
            active.pop();
            taken.free(row, units);
        }
        let row = taken.take(slot.units);
        active.push(Reverse((ticks(slot.right), row, slot.units)));
        rows.push(row);
        height = height.max(row + slot.units);
    }
    (rows, height)
}

/// Hundredths of a point: integers can be ordered.
fn ticks(x: f32) -> i64 {
    (f64::from(x) * 100.0).round() as i64
}

/// Rows in use, one bit each.
#[derive(Default)]
struct Rows(Vec<u64>);

impl Rows {
    /// Takes the lowest free run of rows.
    fn take(&mut self, units: u32) -> u32 {
        let mut index = 0;
        loop {
            if index == self.0.len() {
                self.0.push(0);
            }
            let free = !self.0.get(index).copied().unwrap_or(0);
            let next = !self.0.get(index + 1).copied().unwrap_or(0);
            let fits = (1..units).fold(free, |fits, row| fits & (free >> row | next << (64 - row)));
            if fits != 0 {
                let row = index as u32 * 64 + fits.trailing_zeros();
                (row..row + units).for_each(|row| self.set(row, Bit::Taken));
                return row;
            }
            index += 1;
        }
    }

    fn free(&mut self, row: u32, units: u32) {
        (row..row + units).for_each(|row| self.set(row, Bit::Free));
    }

    fn set(&mut self, row: u32, bit: Bit) {
        let index = row as usize / 64;
        if index >= self.0.len() {
            self.0.resize(index + 1, 0);
        }
        if let Some(word) = self.0.get_mut(index) {
            match bit {
                Bit::Taken => *word |= 1 << (row % 64),
                Bit::Free => *word &= !(1 << (row % 64)),
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Bit {
    Taken,
    Free,
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_two_marks_share_a_place_and_none_floats_higher_than_all_before_it(
            mut slots in proptest::collection::vec((0.0_f32..300.0, 0.5_f32..200.0, 1u32..=3), 0..120),
        ) {
            slots.sort_by(|one, other| one.0.total_cmp(&other.0));
            let slots: Vec<Slot> =
                slots.iter().map(|(left, width, units)| Slot { left: *left, right: left + width, units: *units }).collect();
            let (rows, height) = stack(&slots);
            for (index, one) in slots.iter().enumerate() {
                prop_assert!(rows[index] + one.units <= height);
                for (other_index, other) in slots.iter().enumerate().take(index) {
                    let is_beside = one.left >= other.right - 0.011 || other.left >= one.right - 0.011;
                    let is_over = rows[index] >= rows[other_index] + other.units
                        || rows[other_index] >= rows[index] + one.units;
                    prop_assert!(is_beside || is_over);
                }
            }
        }
    }

    #[test]
    fn a_place_is_used_again_as_soon_as_it_is_free() {
        let slot = |left: f32, right: f32| Slot { left, right, units: 1 };
        let (rows, height) = stack(&[slot(0.0, 10.0), slot(0.0, 30.0), slot(10.0, 20.0), slot(20.0, 25.0)]);
        assert_eq!(rows, [0, 1, 0, 0]);
        assert_eq!(height, 2);
    }
}
