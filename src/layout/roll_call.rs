//! The roll call: one seat for each member in a half circle, and tidy columns for those who have no seat.
//!
//! Knows how many seats there are, not who sits on them: the caller fills the seats in order, so that each group sits
//! together in a wedge. Easy to get wrong: angles are computed with a power series, because the sines of the standard
//! library differ in their last bits between systems.

use super::geometry::{Point, Rect};

/// Diameter of a seat as a share of the distance between neighbouring seats.
const DIAMETER_PER_PITCH: f64 = 0.8;

/// Inner edge of the innermost row, in outer radii; leaves room for a number in the middle.
const INNER_RADIUS: f64 = 0.36;

/// Distance between two seats when there are few, in outer radii.
const WIDEST_PITCH: f64 = 0.24;

/// Step of the search for the widest pitch that seats everyone.
const PITCH_SHRINK: f64 = 0.998;

/// The place of one seat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seat {
    /// Centre in outer radii; the half circle stands on the line y = 0 around the origin, so y is negative.
    pub center: Point,
    /// Radius in outer radii, the same for all seats.
    pub radius: f32,
}

/// Seats in a half circle with the outer radius 1.0.
#[derive(Clone, Debug, PartialEq)]
pub struct Hemicycle {
    /// Sorted from left to right by angle, at equal angles the outer row first: members who follow each other sit
    /// together in a wedge.
    pub seats: Vec<Seat>,
    /// The free space for the number: on the base line in the middle, twice as wide as high. In outer radii.
    pub middle: Rect,
}

/// Evenly spaced seats for `count` members, in as many rows as makes them largest.
pub fn hemicycle(seats: usize) -> Hemicycle {
    let mut pitch = WIDEST_PITCH;
    while capacity(&row_radii(pitch), pitch) < seats {
        pitch *= PITCH_SHRINK;
    }
    let mut radii = row_radii(pitch);
    while radii.len() > 1 && capacity(radii.get(..radii.len() - 1).unwrap_or_default(), pitch) >= seats {
        radii.pop();
    }
    let mut places: Vec<Place> = Vec::with_capacity(seats);
    for (row, (row_radius, count)) in radii.iter().zip(seats_by_row(&radii, pitch, seats)).enumerate() {
        places.extend((0..count).map(|index| Place { row, row_radius: *row_radius, index, of: count }));
    }
    places.sort_by(Place::compare);
    let radius = seat_radius(pitch);
    // The upper corners of the free space touch the inner edge of the innermost row.
    let inner_edge = radii.last().copied().unwrap_or(1.0) - radius;
    let reach = (inner_edge * std::f64::consts::FRAC_1_SQRT_2) as f32;
    Hemicycle {
        seats: places.iter().map(|place| Seat { center: place.center(radius), radius: radius as f32 }).collect(),
        middle: Rect::new(Point::new(-reach, -reach), Point::new(reach, 0.0)),
    }
}

fn seat_radius(pitch: f64) -> f64 {
    pitch * DIAMETER_PER_PITCH / 2.0
}

/// Radii of the circles on which the centres of seats lie, from the outermost; at least one.
///
/// The circles' common middle lies one seat radius above the base line, so that the first and last seats stand on it.
fn row_radii(pitch: f64) -> Vec<f64> {
    let radius = seat_radius(pitch);
    let outermost = 1.0 - 2.0 * radius;
    let rows = ((outermost - radius - INNER_RADIUS) / pitch).max(0.0) as usize + 1;
    (0..rows).map(|row| outermost - pitch * row as f64).collect()
}

/// How many seats a half circle holds at no less than `pitch` apart, both ends included.
fn row_capacity(row_radius: f64, pitch: f64) -> usize {
    (std::f64::consts::PI * row_radius / pitch) as usize + 1
}

fn capacity(radii: &[f64], pitch: f64) -> usize {
    radii.iter().map(|&row_radius| row_capacity(row_radius, pitch)).sum()
}

/// Distributes the seats so that all rows are about equally dense and none exceeds its capacity.
fn seats_by_row(radii: &[f64], pitch: f64, seats: usize) -> Vec<usize> {
    let mut counts = vec![0_usize; radii.len()];
    for _ in 0..seats {
        let roomiest = counts
            .iter_mut()
            .zip(radii)
            .filter(|(count, row_radius)| **count < row_capacity(**row_radius, pitch))
            .max_by(|(a, a_radius), (b, b_radius)| {
                // The arc per gap if one more seat were added; a row with one seat counts as having one gap.
                let arc = |count: usize, row_radius: f64| row_radius / (count.max(1) as f64);
                arc(**a, **a_radius).total_cmp(&arc(**b, **b_radius))
            });
        if let Some((count, _)) = roomiest {
            *count += 1;
        }
    }
    counts
}

/// Where a seat is within the rows.
#[derive(Clone, Copy, Debug)]
struct Place {
    row: usize,
    row_radius: f64,
    /// Index from the left.
    index: usize,
    /// Number of seats in the row.
    of: usize,
}

impl Place {
    /// The share of the half circle to the left of the seat, as a fraction; a single seat is in the middle.
    fn share(&self) -> (usize, usize) {
        if self.of > 1 { (self.index, self.of - 1) } else { (1, 2) }
    }

    /// Orders seats from left to right, in whole numbers, so that equal angles compare equal. At equal angles the outer
    /// row comes first on the left and last on the right, so that both ends of the order are at the outside.
    fn compare(&self, other: &Self) -> std::cmp::Ordering {
        let ((a, a_of), (b, b_of)) = (self.share(), other.share());
        let by_row = if 2 * a > a_of { other.row.cmp(&self.row) } else { self.row.cmp(&other.row) };
        (a * b_of).cmp(&(b * a_of)).then(by_row)
    }

    fn center(&self, seat_radius: f64) -> Point {
        let (part, whole) = self.share();
        let (sin, cos) = sin_cos_of_half_turn(part as f64 / whole as f64);
        Point::new((-cos * self.row_radius) as f32, (-sin * self.row_radius - seat_radius) as f32)
    }
}

/// Sine and cosine of `share` (0..=1) of half a turn, by their power series, good to 1e-12.
fn sin_cos_of_half_turn(share: f64) -> (f64, f64) {
    // The series is used up to an eighth of a turn from the vertical or the horizontal.
    let quarter = if share < 0.25 {
        share
    } else if share < 0.75 {
        share - 0.5
    } else {
        share - 1.0
    };
    let angle = quarter * std::f64::consts::PI;
    let (mut sin, mut cos) = (0.0, 0.0);
    let mut term = 1.0;
    for power in 0..16_u8 {
        match power % 4 {
            0 => cos += term,
            1 => sin += term,
            2 => cos -= term,
            _ => sin -= term,
        }
        term *= angle / f64::from(power + 1);
    }
    if share < 0.25 {
        (sin, cos)
    } else if share < 0.75 {
        (cos, -sin)
    } else {
        (-sin, -cos)
    }
}

/// Places in columns, and how much their contents had to shrink.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// The anchor of each item, in the unit of the area; down the first column, then down the next.
    pub points: Vec<Point>,
    /// 1.0, or less where the items do not fit into the area at full size; draw them scaled by this.
    pub scale: f32,
}

/// Arranges `count` items in columns from the upper left of `area`, in as few columns as makes the items largest.
///
/// `room` is what one item needs around its anchor, such as a disc with its label beside it, including the gap to the
/// next item. In the unit of `area`.
pub fn columns(count: usize, room: Rect, area: Rect) -> Columns {
    let (width, height) = (room.width().max(f32::MIN_POSITIVE), room.height().max(f32::MIN_POSITIVE));
    let (mut best_scale, mut best_lines) = (0.0_f32, count.max(1));
    for columns in 1..=count {
        let lines = count.div_ceil(columns);
        let scale = (area.width() / (width * columns as f32)).min(area.height() / (height * lines as f32)).min(1.0);
        if scale > best_scale {
            (best_scale, best_lines) = (scale, lines);
        }
    }
    let points = (0..count)
        .map(|index| {
            let cell = Point::new((index / best_lines) as f32 * width, (index % best_lines) as f32 * height);
            area.min + (cell - room.min) * best_scale
        })
        .collect();
    Columns { points, scale: best_scale }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests may panic")]

    use super::super::geometry::Size;
    use super::*;

    #[test]
    fn seats_never_overlap_and_stand_in_the_half_disc_outside_the_middle() {
        for count in 1..=500 {
            let Hemicycle { seats, middle } = hemicycle(count);
            assert_eq!(seats.len(), count);
            assert!(middle.width() > 0.5 && middle.height() > 0.25, "{count}: {middle:?}");
            for (index, seat) in seats.iter().enumerate() {
                assert!(seat.center.distance(Point::ZERO) + seat.radius <= 1.0 + 1e-6, "{count}: {seat:?}");
                assert!(seat.center.y + seat.radius <= 1e-6, "{count}: {seat:?}");
                let nearest = Point::new(
                    seat.center.x.clamp(middle.min.x, middle.max.x),
                    seat.center.y.clamp(middle.min.y, middle.max.y),
                );
                assert!(nearest.distance(seat.center) > seat.radius, "{count}: {seat:?}");
                for other in &seats[..index] {
                    assert!(seat.center.distance(other.center) > 2.1 * seat.radius, "{count}: {seat:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn seats_come_in_order_of_their_angle_from_left_to_right() {
        for count in 1..=500 {
            let seats = hemicycle(count).seats;
            let from_left = |seat: &Seat| {
                let (x, y) = (f64::from(seat.center.x), f64::from(seat.center.y + seat.radius));
                // Grows from left to right above the base line.
                x / (x * x + y * y).sqrt()
            };
            assert!(seats.windows(2).all(|pair| from_left(&pair[0]) <= from_left(&pair[1]) + 1e-6), "{count}");
        }
    }

    #[test]
    fn the_half_circle_is_the_same_seen_in_a_mirror() {
        for count in [1, 2, 7, 32, 100, 435] {
            let seats = hemicycle(count).seats;
            for seat in &seats {
                let mirrored = Point::new(-seat.center.x, seat.center.y);
                assert!(seats.iter().any(|other| other.center.distance(mirrored) < 1e-5), "{count}: {seat:?}");
            }
        }
    }

    #[test]
    fn thirty_two_members_sit_in_three_or_four_rows_with_large_seats() {
        let seats = hemicycle(32).seats;
        let hub = Point::new(0.0, -seats[0].radius);
        let mut rows: Vec<i64> = seats.iter().map(|seat| (seat.center.distance(hub) * 1e3).round() as i64).collect();
        rows.sort_unstable();
        rows.dedup();
        assert!((3..=4).contains(&rows.len()), "{rows:?}");
        assert!(seats[0].radius > 0.07, "{}", seats[0].radius);
    }

    #[test]
    fn rows_are_about_equally_dense() {
        for count in [32, 100, 250, 500] {
            let seats = hemicycle(count).seats;
            let nearest = |seat: &Seat| {
                let distances = seats.iter().map(|other| other.center.distance(seat.center));
                distances.filter(|&distance| distance > 0.0).fold(f32::INFINITY, f32::min) / seat.radius
            };
            let loosest = seats.iter().map(nearest).fold(0.0, f32::max);
            assert!(loosest < 3.0, "{count}: {loosest} radii to the nearest");
        }
    }

    #[test]
    fn no_members_take_no_seats() {
        assert_eq!(hemicycle(0).seats, []);
    }

    #[test]
    fn the_series_agree_with_the_library() {
        for step in 0..=1_000 {
            let share = f64::from(step) / 1_000.0;
            let (sin, cos) = sin_cos_of_half_turn(share);
            let angle = share * std::f64::consts::PI;
            assert!((sin - angle.sin()).abs() < 1e-12 && (cos - angle.cos()).abs() < 1e-12, "{share}");
        }
    }

    #[test]
    fn columns_stay_in_their_area_and_apart_and_shrink_only_when_they_must() {
        let room = Rect::new(Point::new(-12.0, -14.0), Point::new(108.0, 14.0));
        let area = Rect::from_min_size(Point::new(50.0, 20.0), Size::new(260.0, 300.0));
        for count in 0..=80 {
            let Columns { points, scale } = columns(count, room, area);
            assert_eq!(points.len(), count);
            assert!(count == 0 || (scale < 1.0) == (count > 20), "{count}: {scale}");
            let rooms: Vec<Rect> =
                points.iter().map(|point| Rect::new(*point + room.min * scale, *point + room.max * scale)).collect();
            for (index, one) in rooms.iter().enumerate() {
                assert!(area.expanded(0.01).contains(one.min) && area.expanded(0.01).contains(one.max), "{count}");
                assert!(rooms[..index].iter().all(|other| !other.expanded(-0.01).overlaps(*one)), "{count}");
            }
        }
    }

    #[test]
    fn columns_are_filled_downwards() {
        let room = Rect::from_center_size(Point::ZERO, Size::new(100.0, 30.0));
        let area = Rect::from_min_size(Point::ZERO, Size::new(200.0, 90.0));
        let Columns { points, scale: _ } = columns(4, room, area);
        let expected = [(50.0, 15.0), (50.0, 45.0), (150.0, 15.0), (150.0, 45.0)].map(|(x, y)| Point::new(x, y));
        assert_eq!(points, expected);
    }
}
