//! Packs the parts of a picture: the largest in the middle, the others in rows and columns around it.
//!
//! Knows frames, not what is in them. Easy to get wrong: the first frame is never moved by a later one, so that a small
//! part that comes or goes does not move the middle of the picture.

use crate::layout::geometry::{Point, Rect, Size};

/// The centres of frames of `sizes`, placed around the first, which is centred on the origin. Frames are `gap` apart
/// and placed in order, so sort them from large to small. Rows go below and above, columns right and left, wherever the
/// whole comes nearer to `aspect` (width divided by height).
pub(super) fn pack(sizes: &[Size], gap: f32, aspect: f32) -> Vec<Point> {
    let mut centers = Vec::with_capacity(sizes.len());
    let Some((first, mut rest)) = sizes.split_first() else { return centers };
    centers.push(Point::ZERO);
    let mut whole = Rect::from_center_size(Point::ZERO, *first);
    while !rest.is_empty() {
        let side = next_side(whole, aspect);
        let (shelf, left_over) = rest.split_at(shelf_length(rest, whole, side, gap).clamp(1, rest.len()));
        whole = fill_shelf(shelf, whole, side, gap, &mut centers);
        rest = left_over;
    }
    centers
}

/// Cell centres, around the origin, of near-square rows of equal cells for `count` nodes, row by row; the last row is
/// filled from the left.
pub(super) fn lines(count: usize, cell: Size, frame: Frame) -> Vec<Point> {
    let count_in_f32 = count as f32;
    let fitting = match frame {
        Frame::Aspect(aspect) => (count_in_f32 * aspect * cell.height / cell.width.max(f32::MIN_POSITIVE)).sqrt(),
        Frame::Width(width) => width / cell.width.max(f32::MIN_POSITIVE),
        Frame::Height(height) => {
            let lines = (height / cell.height.max(f32::MIN_POSITIVE)).floor().max(1.0);
            (count_in_f32 / lines).ceil()
        }
    };
    let fitting = (fitting as usize).clamp(1, count.max(1));
    // Spreads the nodes over that many rows of about equal length.
    let lines = count.div_ceil(fitting);
    let columns = count.div_ceil(lines.max(1));
    let half = Point::new((columns as f32 - 1.0) / 2.0, (lines as f32 - 1.0) / 2.0);
    (0..count)
        .map(|index| {
            let place = Point::new((index % columns) as f32, (index / columns) as f32) - half;
            Point::new(place.x * cell.width, place.y * cell.height)
        })
        .collect()
}

/// What a block of rows should fit.
#[derive(Clone, Copy, Debug)]
pub(super) enum Frame {
    /// Width divided by height.
    Aspect(f32),
    /// The largest width.
    Width(f32),
    /// The largest height.
    Height(f32),
}

/// Where the next shelf of parts goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GrowthSide {
    Right,
    Left,
    Below,
    Above,
}

/// The side on which `whole` should grow to come nearer to `aspect`, choosing the side nearer to the centre.
fn next_side(whole: Rect, aspect: f32) -> GrowthSide {
    if whole.width() < aspect * whole.height() {
        if whole.max.x <= -whole.min.x { GrowthSide::Right } else { GrowthSide::Left }
    } else if whole.max.y <= -whole.min.y {
        GrowthSide::Below
    } else {
        GrowthSide::Above
    }
}

/// How many of `sizes` fit on a shelf along that side.
fn shelf_length(sizes: &[Size], whole: Rect, side: GrowthSide, gap: f32) -> usize {
    let (room, extents): (f32, Vec<f32>) = match side {
        GrowthSide::Right | GrowthSide::Left => (whole.height(), sizes.iter().map(|size| size.height).collect()),
        GrowthSide::Below | GrowthSide::Above => (whole.width(), sizes.iter().map(|size| size.width).collect()),
    };
    let mut used = -gap;
    extents
        .iter()
        .take_while(|&&extent| {
            used += extent + gap;
            used <= room
        })
        .count()
}

/// Places `sizes` along that side of `whole`, centred, and returns the frame of all.
fn fill_shelf(sizes: &[Size], whole: Rect, side: GrowthSide, gap: f32, centers: &mut Vec<Point>) -> Rect {
    let middle = whole.center();
    let mut grown = whole;
    let (extents, start): (f32, f32) = match side {
        GrowthSide::Right | GrowthSide::Left => (sizes.iter().map(|size| size.height).sum(), middle.y),
        GrowthSide::Below | GrowthSide::Above => (sizes.iter().map(|size| size.width).sum(), middle.x),
    };
    let length = extents + gap * (sizes.len() as f32 - 1.0);
    let mut used = start - length / 2.0;
    for size in sizes {
        let center = match side {
            GrowthSide::Right => Point::new(whole.max.x + gap + size.width / 2.0, used + size.height / 2.0),
            GrowthSide::Left => Point::new(whole.min.x - gap - size.width / 2.0, used + size.height / 2.0),
            GrowthSide::Below => Point::new(used + size.width / 2.0, whole.max.y + gap + size.height / 2.0),
            GrowthSide::Above => Point::new(used + size.width / 2.0, whole.min.y - gap - size.height / 2.0),
        };
        used += gap
            + match side {
                GrowthSide::Right | GrowthSide::Left => size.height,
                GrowthSide::Below | GrowthSide::Above => size.width,
            };
        let frame = Rect::from_center_size(center, *size);
        grown = grown.including(frame.min).including(frame.max);
        centers.push(center);
    }
    grown
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;

    fn frames(sizes: &[Size], gap: f32, aspect: f32) -> Vec<Rect> {
        pack(sizes, gap, aspect)
            .iter()
            .zip(sizes)
            .map(|(center, size)| Rect::from_center_size(*center, *size))
            .collect()
    }

    proptest! {
        #[test]
        fn frames_never_overlap_and_the_first_stays_in_the_middle(
            sides in prop::collection::vec((1.0_f32..300.0, 1.0_f32..300.0), 1..80),
            aspect in 0.5_f32..3.0,
        ) {
            let sizes: Vec<Size> = sides.iter().map(|&(width, height)| Size::new(width, height)).collect();
            let frames = frames(&sizes, 5.0, aspect);
            prop_assert_eq!(frames[0].center(), Point::ZERO);
            for later in 0..frames.len() {
                for earlier in 0..later {
                    prop_assert!(!frames[earlier].expanded(2.4).overlaps(frames[later].expanded(2.4)));
                }
            }
        }
    }

    #[test]
    fn many_small_frames_fill_the_shape_of_the_window() {
        let sizes = vec![Size::new(30.0, 20.0); 200];
        let whole = frames(&sizes, 4.0, 1.6)
            .iter()
            .fold(Rect::NOTHING, |whole, frame| whole.including(frame.min).including(frame.max));
        let aspect = whole.width() / whole.height();
        assert!((1.3..2.0).contains(&aspect), "{aspect}");
        let filled = 200.0 * 34.0 * 24.0 / (whole.width() * whole.height());
        assert!(filled > 0.8, "{filled}");
    }

    #[test]
    fn lines_are_about_equally_long() {
        let points = lines(13, Size::new(10.0, 10.0), Frame::Width(60.0));
        let longest = points.iter().filter(|point| (point.y - points[0].y).abs() < 1e-3).count();
        assert_eq!(longest, 5);
        assert_eq!(points.len(), 13);
        assert_eq!(lines(0, Size::new(1.0, 1.0), Frame::Aspect(1.0)), []);
    }
}
