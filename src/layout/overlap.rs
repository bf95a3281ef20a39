//! Moves overlapping boxes apart, as little as possible.
//!
//! Knows boxes, not what is drawn in them. Pairs are pushed apart along the shorter way, round after round; what still
//! overlaps then is put into the nearest free place, one box after the other, so that the result never overlaps. Easy
//! to get wrong: two pinned bodies that overlap stay as they are, because neither may move.

use super::geometry::{Point, Rect};
use super::grid::BoxGrid;

/// Rounds of pushing; a crowd that still overlaps after them is resolved box by box.
const ROUNDS: usize = 120;

/// A crowd is spread out if its overlaps have not halved within this many rounds.
const ROUNDS_TO_PART: usize = 5;

/// The least factor by which a crowd is spread out at a time.
const WIDENING: f32 = 1.08;

/// Additional growth in area per overlap and box.
const WIDENING_BY_OVERLAP: f32 = 0.25;

/// Boxes belong to one crowd if growing them by this share would join them.
const NEAR: f32 = 0.1;

/// Pairs are pushed further than needed by this share of their size, so that rounding does not join them again.
const SLACK: f32 = 1e-3;

/// The most neighbours that a box considers in a round, or a heap of thousands would take minutes.
const MOST_NEAR: usize = 64;

/// Rooms keep at least this share of their mean size apart, so that rounding cannot make them overlap.
const LEAST_GAP: f32 = 2e-3;

/// Steps outwards in the search for a free place. They grow, so that the last reaches beyond any picture.
const RINGS: usize = 400;

/// Whether a body may be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// It may be moved.
    Free,
    /// It stays, and others give way: a person put it there.
    Pinned,
}

/// Something that needs a place of its own, in any unit, the same for all bodies of a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Body {
    /// Where it is.
    pub at: Point,
    /// The room it needs around `at`, such as a disc with its label below. Need not be centred.
    pub room: Rect,
    /// Whether it may be moved.
    pub hold: Hold,
}

impl Body {
    /// The room where the body is now.
    pub fn area(&self) -> Rect {
        Rect::new(self.room.min + self.at, self.room.max + self.at)
    }
}

/// Moves the free bodies until all rooms are at least `gap` apart along x or y, and never less than a five-hundredth of
/// their mean size.
///
/// Bodies that overlap nothing and are not in the way hardly move. Where a crowd is too dense, earlier bodies keep
/// their places in preference to later ones. A body at a place that is not finite is first put at the origin; a room
/// that is not finite or is inverted counts as empty.
pub fn separate(bodies: &mut [Body], gap: f32) {
    let mut boxes: Vec<Area> = bodies.iter().map(Area::of).collect();
    let cell = boxes.iter().map(|area| area.half_width + area.half_height).sum::<f32>() / boxes.len().max(1) as f32;
    let gap = if gap.is_finite() { gap.max(LEAST_GAP * cell) } else { LEAST_GAP * cell };
    for area in &mut boxes {
        area.half_width += gap / 2.0;
        area.half_height += gap / 2.0;
    }
    unstack(&mut boxes);
    push_apart(&mut boxes, cell);
    settle(&mut boxes, cell);
    write_back(bodies, &boxes);
}

/// `room`, or an empty one at the body's point if it is not finite or inverted.
pub(super) fn sound_room(room: Rect) -> Rect {
    let is_sound = room.min.is_finite() && room.max.is_finite() && room.width() >= 0.0 && room.height() >= 0.0;
    if is_sound { room } else { Rect::default() }
}

/// A room with its margin, stored by its centre.
#[derive(Clone, Copy, Debug)]
struct Area {
    center: Point,
    half_width: f32,
    half_height: f32,
    /// The body's point relative to the centre of its room.
    anchor: Point,
    hold: Hold,
    /// How far it was pushed in this round; positive before the first, so that all boxes are considered.
    pushed_by: f32,
}

impl Area {
    fn of(body: &Body) -> Self {
        let room = sound_room(body.room);
        let at = if body.at.is_finite() { body.at } else { Point::ZERO };
        let middle = room.center();
        Self {
            center: at + middle,
            half_width: room.width() / 2.0,
            half_height: room.height() / 2.0,
            anchor: Point::ZERO - middle,
            hold: body.hold,
            pushed_by: 1.0,
        }
    }

    fn rect(&self) -> Rect {
        let half = Point::new(self.half_width, self.half_height);
        Rect::new(self.center - half, self.center + half)
    }

    /// How far the two overlap along x and y; both positive if they overlap.
    fn overlap(&self, other: &Self) -> Point {
        Point::new(
            self.half_width + other.half_width - (self.center.x - other.center.x).abs(),
            self.half_height + other.half_height - (self.center.y - other.center.y).abs(),
        )
    }

    /// One of `x` and `y` of `way` is 0.
    fn push(&mut self, way: Point) {
        self.center = self.center + way;
        self.pushed_by += way.x.abs() + way.y.abs();
    }

    fn overlaps(&self, other: &Self) -> bool {
        let overlap = self.overlap(other);
        overlap.x > 0.0 && overlap.y > 0.0
    }
}

fn write_back(bodies: &mut [Body], boxes: &[Area]) {
    for (body, area) in bodies.iter_mut().zip(boxes) {
        if body.hold == Hold::Free || !body.at.is_finite() {
            body.at = area.center + area.anchor;
        }
    }
}

fn bounds(boxes: &[Area]) -> Rect {
    boxes.iter().fold(Rect::NOTHING, |bounds, area| bounds.including(area.rect().min).including(area.rect().max))
}

/// Arranges free boxes that are at exactly the same place in rows around it: pushing could not separate them.
fn unstack(boxes: &mut [Area]) {
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    let place = |index: usize| {
        let center = boxes.get(index).filter(|area| area.hold == Hold::Free).map(|area| area.center);
        center.map(|center| (center.x.to_bits(), center.y.to_bits()))
    };
    // The sort is stable: boxes at one place keep their order.
    order.sort_by_key(|&index| place(index));
    let stacks: Vec<Vec<usize>> = order
        .chunk_by(|&one, &other| place(one).is_some() && place(one) == place(other))
        .filter(|stack| stack.len() > 1)
        .map(<[usize]>::to_vec)
        .collect();
    for stack in stacks {
        let members = || stack.iter().filter_map(|&index| boxes.get(index));
        let width = 2.0 * members().map(|area| area.half_width).fold(0.0, f32::max);
        let height = 2.0 * members().map(|area| area.half_height).fold(0.0, f32::max);
        let columns = (stack.len() as f32 * height / width.max(f32::MIN_POSITIVE)).sqrt().ceil();
        let columns = (columns as usize).clamp(1, stack.len());
        let lines = stack.len().div_ceil(columns);
        let middle = Point::new((columns as f32 - 1.0) / 2.0, (lines as f32 - 1.0) / 2.0);
        for (number, &index) in stack.iter().enumerate() {
            let cell = Point::new((number % columns) as f32, (number / columns) as f32) - middle;
            if let Some(area) = boxes.get_mut(index) {
                area.center = area.center + Point::new(cell.x * width, cell.y * height) * (1.0 + SLACK);
            }
        }
    }
}

/// Pushes overlapping pairs apart until none is left or the rounds are used up. A crowd that does not separate is
/// spread out.
fn push_apart(boxes: &mut [Area], cell: f32) {
    let mut overlaps_before = usize::MAX;
    for round in 1..=ROUNDS {
        let mut crowds = Crowds::new(boxes.len());
        let overlaps = push_once(boxes, cell, &mut crowds);
        if overlaps == 0 {
            break;
        }
        if round % ROUNDS_TO_PART == 0 {
            if overlaps > overlaps_before / 2 {
                crowds.widen(boxes);
            }
            overlaps_before = overlaps;
        }
    }
}

/// Pushes apart every overlapping pair of which at least one was pushed in the last round. Returns the number of
/// overlaps.
fn push_once(boxes: &mut [Area], cell: f32, crowds: &mut Crowds) -> usize {
    let mut grid = BoxGrid::over(bounds(boxes), cell, boxes.len());
    let mut restless = Vec::new();
    for (index, area) in boxes.iter_mut().enumerate() {
        grid.insert(index as u32, area.rect());
        if std::mem::take(&mut area.pushed_by) > 0.0 {
            restless.push(index);
        }
    }
    let mut overlaps = 0;
    let mut near = Vec::new();
    for index in restless {
        let Some(area) = boxes.get(index) else { break };
        near.clear();
        grid.any(area.rect(), |other| {
            near.push(other as usize);
            near.len() >= MOST_NEAR
        });
        for &other in &near {
            let (earlier, later) = (index.min(other), index.max(other));
            if let Ok([one, two]) = boxes.get_disjoint_mut([earlier, later]) {
                crowds.join_if_near(earlier, one, later, two);
                if one.overlaps(two) && (one.hold, two.hold) != (Hold::Pinned, Hold::Pinned) {
                    overlaps += 1;
                    crowds.count_overlap(earlier);
                    // In a heap the pushes of all neighbours would add up and fling a box away.
                    if one.pushed_by.max(two.pushed_by) < cell {
                        push_pair(one, two);
                    }
                }
            }
        }
    }
    overlaps
}

/// Boxes that are close together, joined pair by pair (union by the lower number).
struct Crowds {
    /// For each box one of its crowd with a lower number, or itself.
    parents: Vec<u32>,
    /// For each box, how many later boxes it overlapped.
    overlaps: Vec<f32>,
}

impl Crowds {
    fn new(boxes: usize) -> Self {
        Self { parents: (0..boxes as u32).collect(), overlaps: vec![0.0; boxes] }
    }

    fn first_of(&mut self, index: usize) -> usize {
        let mut index = index;
        while let Some(&parent) = self.parents.get(index) {
            let above = self.parents.get(parent as usize).copied().unwrap_or(parent);
            if parent as usize == index {
                break;
            }
            // Path halving keeps the chains short.
            if let Some(entry) = self.parents.get_mut(index) {
                *entry = above;
            }
            index = above as usize;
        }
        index
    }

    fn join_if_near(&mut self, earlier: usize, one: &Area, later: usize, two: &Area) {
        let overlap = one.overlap(two);
        if overlap.x > -NEAR * (one.half_width + two.half_width)
            && overlap.y > -NEAR * (one.half_height + two.half_height)
        {
            let (earlier, later) = (self.first_of(earlier), self.first_of(later));
            if let Some(parent) = self.parents.get_mut(earlier.max(later)) {
                *parent = earlier.min(later) as u32;
            }
        }
    }

    fn count_overlap(&mut self, earlier: usize) {
        if let Some(overlaps) = self.overlaps.get_mut(earlier) {
            *overlaps += 1.0;
        }
    }

    /// Moves the free boxes of each crowd away from its centre.
    fn widen(&mut self, boxes: &mut [Area]) {
        let mut sums = vec![(Point::ZERO, 0.0_f32, 0.0_f32); boxes.len()];
        for (index, area) in boxes.iter().enumerate() {
            let first = self.first_of(index);
            if let Some((sum, count, overlaps)) = sums.get_mut(first) {
                *sum = *sum + area.center;
                *count += 1.0;
                *overlaps += self.overlaps.get(index).copied().unwrap_or(0.0);
            }
        }
        for (index, area) in boxes.iter_mut().enumerate() {
            if let Some(&(sum, count, overlaps)) = sums.get(self.first_of(index))
                && count > 1.0
                && area.hold == Hold::Free
            {
                let middle = sum * (1.0 / count);
                let widening = (1.0 + WIDENING_BY_OVERLAP * overlaps / count).sqrt().max(WIDENING);
                area.center = middle + (area.center - middle) * widening;
                area.pushed_by = 1.0;
            }
        }
    }
}

/// Pushes an overlapping pair apart along x or y, whichever is the shorter way.
///
/// The shorter way is a compromise between units and sizes: by units alone a crowd of wide boxes would become a tower.
fn push_pair(earlier: &mut Area, later: &mut Area) {
    let overlap = earlier.overlap(later);
    let between = later.center - earlier.center;
    let widths = earlier.half_width + later.half_width;
    let heights = earlier.half_height + later.half_height;
    let root = (heights / widths).sqrt();
    let goes_aside = overlap.x * root * root.sqrt() < overlap.y;
    let way = if goes_aside {
        Point::new((overlap.x + SLACK * widths) * sign(between.x), 0.0)
    } else {
        Point::new(0.0, (overlap.y + SLACK * heights) * sign(between.y))
    };
    let (earlier_share, later_share) = match (earlier.hold, later.hold) {
        (Hold::Free, Hold::Free) => (0.5, 0.5),
        (Hold::Free, Hold::Pinned) => (1.0, 0.0),
        (Hold::Pinned, Hold::Free) => (0.0, 1.0),
        (Hold::Pinned, Hold::Pinned) => (0.0, 0.0),
    };
    earlier.push(way * -earlier_share);
    later.push(way * later_share);
}

/// −1 for what is to the left or above, otherwise 1.
fn sign(way: f32) -> f32 {
    if way < 0.0 { -1.0 } else { 1.0 }
}

/// Gives every box a free place: the pinned first, then each where it is if possible, otherwise as near as the search
/// finds.
fn settle(boxes: &mut [Area], cell: f32) {
    let mut grid = BoxGrid::over(bounds(boxes), cell, boxes.len());
    for (index, area) in boxes.iter().enumerate() {
        if area.hold == Hold::Pinned {
            grid.insert(index as u32, area.rect());
        }
    }
    for index in 0..boxes.len() {
        let Some(area) = boxes.get(index).copied() else { break };
        if area.hold == Hold::Free {
            let is_free = |candidate: &Area| {
                !grid.any(candidate.rect(), |other| {
                    boxes.get(other as usize).is_some_and(|other| candidate.overlaps(other))
                })
            };
            let placed = nearest_free(area, cell, is_free);
            grid.insert(index as u32, placed.rect());
            if let Some(area) = boxes.get_mut(index) {
                *area = placed;
            }
        }
    }
}

/// The nearest place at which `is_free` holds, searched on growing diamonds around the box.
fn nearest_free(area: Area, cell: f32, is_free: impl Fn(&Area) -> bool) -> Area {
    if is_free(&area) {
        return area;
    }
    let mut reach = 0.0_f32;
    let step = (area.half_width.min(area.half_height) / 4.0).max(cell / 16.0);
    for ring in 1..=RINGS {
        reach = reach * 1.02 + step;
        let corners = [(0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (-1.0, 0.0)].map(|(x, y)| Point::new(x, y) * reach);
        let [below, right, above, left] = corners;
        let stops = ring.min(16);
        for stop in 0..stops {
            let share = stop as f32 / stops as f32;
            for (from, to) in [(below, right), (right, above), (above, left), (left, below)] {
                let candidate = Area { center: area.center + from.lerp(to, share), ..area };
                if is_free(&candidate) {
                    return candidate;
                }
            }
        }
    }
    area
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;

    fn body(x: f32, y: f32, half_width: f32, half_height: f32, hold: Hold) -> Body {
        // The room reaches further down than up, as with a label below a disc.
        let room =
            Rect::new(Point::new(-half_width, -half_height / 2.0), Point::new(half_width, half_height * 3.0 / 2.0));
        Body { at: Point::new(x, y), room, hold }
    }

    fn overlapping_pairs(bodies: &[Body]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for later in 0..bodies.len() {
            for earlier in 0..later {
                let both_pinned = bodies[earlier].hold == Hold::Pinned && bodies[later].hold == Hold::Pinned;
                if !both_pinned && bodies[earlier].area().overlaps(bodies[later].area()) {
                    pairs.push((earlier, later));
                }
            }
        }
        pairs
    }

    fn bodies(most: usize) -> impl Strategy<Value = Vec<Body>> {
        let hold = prop_oneof![4 => Just(Hold::Free), 1 => Just(Hold::Pinned)];
        let one = (-200.0_f32..200.0, -200.0_f32..200.0, 0.0_f32..60.0, 0.0_f32..20.0, hold)
            .prop_map(|(x, y, half_width, half_height, hold)| body(x, y, half_width, half_height, hold));
        prop::collection::vec(one, 0..most)
    }

    proptest! {
        #[test]
        fn no_two_rooms_overlap_afterwards_and_the_pinned_have_not_moved(before in bodies(120), gap in 0.0_f32..5.0) {
            let mut after = before.clone();
            separate(&mut after, gap);
            prop_assert_eq!(overlapping_pairs(&after), vec![]);
            for (before, after) in before.iter().zip(&after) {
                prop_assert!(after.at.is_finite());
                prop_assert!(before.hold == Hold::Free || before.at == after.at);
            }
            let mut again = before;
            separate(&mut again, gap);
            prop_assert_eq!(again, after);
        }
    }

    #[test]
    fn bodies_with_room_enough_stay_to_the_bit() {
        let before: Vec<Body> = (0..9_u8)
            .map(|i| body(f32::from(i % 3) * 100.0, f32::from(i / 3) * 50.0, 45.0, 20.0, Hold::Free))
            .collect();
        let mut after = before.clone();
        separate(&mut after, 5.0);
        assert_eq!(after, before);
    }

    #[test]
    fn a_pair_parts_by_what_it_overlaps_and_no_more() {
        let mut pair = [body(0.0, 0.0, 30.0, 10.0, Hold::Free), body(2.0, 15.0, 30.0, 10.0, Hold::Free)];
        separate(&mut pair, 0.0);
        assert!((pair[0].at.y - -2.5).abs() < 0.2 && (pair[1].at.y - 17.5).abs() < 0.2, "{pair:?}");
        assert_eq!((pair[0].at.x, pair[1].at.x), (0.0, 2.0));
    }

    #[test]
    fn a_heap_in_one_place_is_spread_out_around_it() {
        let mut heap = vec![body(10.0, 10.0, 10.0, 5.0, Hold::Free); 200];
        separate(&mut heap, 1.0);
        assert_eq!(overlapping_pairs(&heap), []);
        let farthest = heap.iter().map(|body| body.at.distance(Point::new(10.0, 10.0))).fold(0.0, f32::max);
        assert!(farthest < 160.0, "{farthest}");
    }

    #[test]
    fn places_that_are_no_places_come_to_the_origin() {
        let mut bodies = [body(f32::NAN, 0.0, 1.0, 1.0, Hold::Free), body(f32::INFINITY, 1.0, 1.0, 1.0, Hold::Free)];
        separate(&mut bodies, 0.0);
        assert!(bodies.iter().all(|body| body.at.is_finite() && body.at.distance(Point::ZERO) < 5.0), "{bodies:?}");
        assert_eq!(overlapping_pairs(&bodies), []);
    }
}
