//! Outlines as SVG path data: clipped to what is visible and simplified to what the eye can tell apart.
//!
//! Knows no country and no colour; points are picture points. Easy to get wrong: a clipped ring runs along the window
//! that clips it, so the window must lie outside what is visible by more than the width of the outline.

use super::number::Hundredths;
use super::xml::write;
use crate::layout::geometry::{Point, Rect};

/// A point nearer than this to the last one kept, along both axes, is dropped. In hundredths of a picture point.
const NEAR: i64 = 15;

/// Path data that grows ring by ring.
#[derive(Debug, Default)]
pub(super) struct PathData {
    out: String,
    last: Last,
}

/// How the data ends, which decides whether a space is needed.
#[derive(Clone, Copy, Debug, Default)]
enum Last {
    #[default]
    Letter,
    /// A number without a decimal point.
    Whole,
    /// A number with one.
    Decimal,
}

impl PathData {
    /// The data; empty if nothing is visible.
    pub(super) fn as_str(&self) -> &str {
        &self.out
    }

    /// Adds a closed ring, clipped to `window`.
    pub(super) fn ring(&mut self, points: impl Iterator<Item = Point>, window: Rect) {
        let points: Vec<Point> = points.filter(|point| point.is_finite()).collect();
        let bounds = bounds_of(&points);
        if !meets(bounds, window) {
            return;
        }
        let inside = window.contains(bounds.min) && window.contains(bounds.max);
        let mut kept = thinned(&if inside { points } else { cut_ring(points, window) });
        if kept.len() > 1 && near(kept.first(), kept.last()) {
            kept.pop();
        }
        if kept.len() > 2 {
            self.steps(&kept);
            self.command('z');
        }
    }

    /// Adds an open line clipped to `window`; where it leaves and re-enters, a new subpath begins.
    pub(super) fn line(&mut self, points: &[Point], window: Rect) {
        let mut piece: Vec<Point> = Vec::new();
        for pair in points.windows(2) {
            let &[start, end] = pair else { continue };
            if start.is_finite() && end.is_finite() && meets(bounds_of(pair), window) {
                if piece.is_empty() {
                    piece.push(start);
                }
                piece.push(end);
            } else {
                self.open_piece(&piece);
                piece.clear();
            }
        }
        self.open_piece(&piece);
    }

    /// Adds an open line unclipped, because dashes are counted from its start; nothing if no part of it is in `window`.
    pub(super) fn whole_line(&mut self, points: &[Point], window: Rect) {
        let points: Vec<Point> = points.iter().copied().filter(|point| point.is_finite()).collect();
        if meets(bounds_of(&points), window) {
            self.open_piece(&points);
        }
    }

    fn open_piece(&mut self, points: &[Point]) {
        let mut kept = thinned(points);
        // A line keeps its end point even if it is near the last point kept.
        if let Some(end) = points.last().map(|point| rounded(*point))
            && kept.last() != Some(&end)
        {
            if kept.len() > 1 {
                kept.pop();
            }
            kept.push(end);
        }
        if kept.len() > 1 {
            self.steps(&kept);
        }
    }

    /// Moves to the start and continues with relative steps.
    fn steps(&mut self, points: &[Corner]) {
        let mut before: Option<Corner> = None;
        for (index, &(x, y)) in points.iter().enumerate() {
            match index {
                0 => self.command('M'),
                1 => self.command('l'),
                _ => {}
            }
            let (from_x, from_y) = before.unwrap_or_default();
            self.number(x.minus(from_x));
            self.number(y.minus(from_y));
            before = Some((x, y));
        }
    }

    fn command(&mut self, letter: char) {
        self.out.push(letter);
        self.last = Last::Letter;
    }

    /// A number, separated by a space only where it would otherwise be read as part of the number before.
    fn number(&mut self, value: Hundredths) {
        let start = self.out.len();
        write(&mut self.out, value);
        let number = self.out.get(start..).unwrap_or_default();
        let parted = match self.last {
            Last::Letter => true,
            Last::Whole => number.starts_with('-'),
            Last::Decimal => number.starts_with(['-', '.']),
        };
        self.last = if number.contains('.') { Last::Decimal } else { Last::Whole };
        if !parted {
            self.out.insert(start, ' ');
        }
    }
}

type Corner = (Hundredths, Hundredths);

fn rounded(point: Point) -> Corner {
    (Hundredths::round(point.x), Hundredths::round(point.y))
}

fn near(one: Option<&Corner>, other: Option<&Corner>) -> bool {
    matches!((one, other), (Some(one), Some(other))
        if one.0.minus(other.0).is_within(NEAR) && one.1.minus(other.1).is_within(NEAR))
}

/// The points, rounded, without those too near to the last one kept.
fn thinned(points: &[Point]) -> Vec<Corner> {
    let mut kept: Vec<Corner> = Vec::with_capacity(points.len());
    for point in points {
        let corner = rounded(*point);
        if !near(kept.last(), Some(&corner)) {
            kept.push(corner);
        }
    }
    kept
}

pub(super) fn bounds_of(points: &[Point]) -> Rect {
    points.iter().copied().fold(Rect::NOTHING, Rect::including)
}

/// Whether two rectangles share a point; unlike [`Rect::overlaps`], a degenerate rectangle counts.
pub(super) fn meets(one: Rect, other: Rect) -> bool {
    one.min.x <= other.max.x && other.min.x <= one.max.x && one.min.y <= other.max.y && other.min.y <= one.max.y
}

/// One side of a window, as an axis and which half-plane is kept.
#[derive(Clone, Copy)]
enum Side {
    Left(f32),
    Right(f32),
    Top(f32),
    Bottom(f32),
}

impl Side {
    fn keeps(self, point: Point) -> bool {
        match self {
            Self::Left(x) => point.x >= x,
            Self::Right(x) => point.x <= x,
            Self::Top(y) => point.y >= y,
            Self::Bottom(y) => point.y <= y,
        }
    }

    /// Where the segment from `start` to `end`, which lie on different sides, crosses.
    fn crossing(self, start: Point, end: Point) -> Point {
        match self {
            Self::Left(x) | Self::Right(x) => Point::new(x, start.lerp(end, (x - start.x) / (end.x - start.x)).y),
            Self::Top(y) | Self::Bottom(y) => Point::new(start.lerp(end, (y - start.y) / (end.y - start.y)).x, y),
        }
    }
}

/// A ring clipped to a rectangle, side after side (I. E. Sutherland and G. W. Hodgman, *Reentrant polygon clipping*,
/// 1974). Parts that become separate stay joined along the rectangle.
fn cut_ring(mut ring: Vec<Point>, window: Rect) -> Vec<Point> {
    let sides =
        [Side::Left(window.min.x), Side::Right(window.max.x), Side::Top(window.min.y), Side::Bottom(window.max.y)];
    for side in sides {
        let mut cut = Vec::with_capacity(ring.len());
        let mut before = ring.last().copied();
        for &point in &ring {
            if let Some(start) = before
                && side.keeps(start) != side.keeps(point)
            {
                cut.push(side.crossing(start, point));
            }
            if side.keeps(point) {
                cut.push(point);
            }
            before = Some(point);
        }
        ring = cut;
    }
    ring
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Rect = Rect::new(Point::ZERO, Point::new(10.0, 10.0));

    fn ring(points: &[(f32, f32)]) -> String {
        let mut path = PathData::default();
        path.ring(points.iter().map(|&(x, y)| Point::new(x, y)), WINDOW);
        path.out
    }

    fn line(points: &[(f32, f32)]) -> String {
        let mut path = PathData::default();
        let points: Vec<Point> = points.iter().map(|&(x, y)| Point::new(x, y)).collect();
        path.line(&points, WINDOW);
        path.out
    }

    #[test]
    fn a_ring_is_written_step_by_step() {
        assert_eq!(ring(&[(1.0, 1.0), (2.5, 1.0), (2.5, 3.25)]), "M1 1l1.5 0 0 2.25z");
    }

    #[test]
    fn numbers_stand_apart_only_where_they_must() {
        assert_eq!(line(&[(0.5, 0.25), (1.0, 0.5), (1.0, 3.5), (1.5, 1.0)]), "M.5.25l.5.25 0 3 .5-2.5");
    }

    #[test]
    fn a_ring_outside_the_window_is_not_written() {
        assert_eq!(ring(&[(11.0, 1.0), (12.0, 1.0), (12.0, 2.0)]), "");
    }

    #[test]
    fn a_ring_across_the_edge_ends_at_the_edge() {
        assert_eq!(ring(&[(5.0, 5.0), (1000.0, 5.0), (1000.0, 8.0), (5.0, 8.0)]), "M5 5l5 0 0 3-5 0z");
    }

    #[test]
    fn a_ring_around_the_window_covers_the_whole_window() {
        assert_eq!(ring(&[(-5.0, -5.0), (50.0, -5.0), (50.0, 50.0), (-5.0, 50.0)]), "M0 10l0-10 10 0 0 10z");
    }

    #[test]
    fn points_nobody_can_tell_apart_are_written_once() {
        assert_eq!(ring(&[(1.0, 1.0), (1.1, 1.1), (5.0, 1.0), (5.0, 5.0), (1.05, 1.0)]), "M1 1l4 0 0 4z");
        assert_eq!(ring(&[(1.0, 1.0), (1.1, 1.0), (1.1, 1.1)]), "");
    }

    #[test]
    fn rounding_does_not_add_up_along_a_path() {
        let points: Vec<(f32, f32)> = (0..30).map(|step| (step as f32 / 3.0, 0.0)).collect();
        let written = line(&points);
        let steps = written.trim_start_matches("M0 0l").replace(" 0", " ");
        let x: f64 = steps.split_whitespace().map(|number| number.parse::<f64>().unwrap_or(f64::NAN)).sum();
        assert!((x - 29.0 / 3.0).abs() < 0.006, "{x} {written}");
    }

    #[test]
    fn a_line_that_leaves_and_returns_is_two_pieces() {
        let there_and_back = [(1.0, 5.0), (20.0, 5.0), (20.0, 8.0), (1.0, 8.0)];
        assert_eq!(line(&there_and_back), "M1 5l19 0M20 8l-19 0");
    }

    #[test]
    fn a_line_ends_where_it_ends() {
        assert_eq!(line(&[(1.0, 1.0), (5.0, 1.0), (5.1, 1.0)]), "M1 1l4.1 0");
        assert_eq!(line(&[(1.0, 1.0), (1.05, 1.0)]), "M1 1l.05 0");
        assert_eq!(line(&[(1.0, 1.0)]), "");
    }

    #[test]
    fn a_point_that_is_nowhere_is_left_out() {
        assert_eq!(ring(&[(1.0, 1.0), (f32::NAN, 2.0), (5.0, 1.0), (5.0, 5.0)]), "M1 1l4 0 0 4z");
    }
}
