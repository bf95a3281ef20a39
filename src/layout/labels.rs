//! Places labels beside discs so that none covers another.
//!
//! Knows sizes, not words: the caller measures them. Greedy by priority: a label without a free place is left out
//! rather than squeezed in. Easy to get wrong: a label must avoid the discs of all requests, including those whose own
//! label is left out.

use super::geometry::{Point, Rect, Size};
use super::grid::BoxGrid;

/// Gap between a disc and its label, in logical pixels.
pub const LABEL_GAP: f32 = 3.0;

/// Cosine and sine of an eighth of a circle.
const DIAGONAL: f32 = std::f32::consts::FRAC_1_SQRT_2;

/// A disc that needs a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelRequest {
    /// The middle of the disc, in logical pixels.
    pub anchor: Point,
    /// Radius in logical pixels.
    pub disc_radius: f32,
    /// Size of the label, in logical pixels.
    pub size: Size,
    /// Higher is placed earlier; equal priorities in the order of the requests.
    pub priority: u32,
}

/// The side of its disc on which a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelSide {
    /// Under the disc, centred.
    Below,
    /// Over the disc, centred.
    Above,
    /// To the right, vertically centred.
    Right,
    /// To the left, vertically centred.
    Left,
    /// To the lower right.
    BelowRight,
    /// To the lower left.
    BelowLeft,
    /// To the upper right.
    AboveRight,
    /// To the upper left.
    AboveLeft,
}

impl LabelSide {
    /// In the order in which they are tried.
    pub const ALL: [Self; 8] = [
        Self::Below,
        Self::Above,
        Self::Right,
        Self::Left,
        Self::BelowRight,
        Self::BelowLeft,
        Self::AboveRight,
        Self::AboveLeft,
    ];

    /// The direction from the disc to the label, and the corner or the middle of an edge that is anchored there: 0 is
    /// the label's left or upper end, 1 its right or lower end.
    const fn direction_and_hook(self) -> (Point, Point) {
        match self {
            Self::Below => (Point::new(0.0, 1.0), Point::new(0.5, 0.0)),
            Self::Above => (Point::new(0.0, -1.0), Point::new(0.5, 1.0)),
            Self::Right => (Point::new(1.0, 0.0), Point::new(0.0, 0.5)),
            Self::Left => (Point::new(-1.0, 0.0), Point::new(1.0, 0.5)),
            Self::BelowRight => (Point::new(DIAGONAL, DIAGONAL), Point::new(0.0, 0.0)),
            Self::BelowLeft => (Point::new(-DIAGONAL, DIAGONAL), Point::new(1.0, 0.0)),
            Self::AboveRight => (Point::new(DIAGONAL, -DIAGONAL), Point::new(0.0, 1.0)),
            Self::AboveLeft => (Point::new(-DIAGONAL, -DIAGONAL), Point::new(1.0, 1.0)),
        }
    }
}

/// Where a label was placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelPlacement {
    /// Its rectangle, in logical pixels.
    pub rect: Rect,
    /// The side of the disc it is on.
    pub side: LabelSide,
}

/// A place for each label, in the order of `requests`, or `None` where none is free.
///
/// No label covers another label, the disc of any request or one of `obstacles`, or leaves `bounds`. A disc whose
/// centre is outside `bounds` gets no label, but other labels still avoid it.
pub fn place_labels(requests: &[LabelRequest], obstacles: &[Rect], bounds: Rect) -> Vec<Option<LabelPlacement>> {
    let mut taken = Taken::new(requests, obstacles, bounds);
    let mut order: Vec<usize> = (0..requests.len()).collect();
    // The sort is stable.
    order.sort_by_key(|&index| std::cmp::Reverse(requests.get(index).map(|request| request.priority)));
    let mut placements = vec![None; requests.len()];
    for index in order {
        let (Some(request), Some(placement)) = (requests.get(index), placements.get_mut(index)) else { continue };
        *placement = LabelSide::ALL
            .into_iter()
            .map(|side| LabelPlacement { rect: rect_beside(request, side), side })
            .find(|candidate| bounds.contains(request.anchor) && taken.is_free(candidate.rect));
        if let Some(LabelPlacement { rect, side: _ }) = placement {
            taken.take(*rect);
        }
    }
    placements
}

/// The label's rectangle on that side of its disc.
fn rect_beside(request: &LabelRequest, side: LabelSide) -> Rect {
    let (direction, hook) = side.direction_and_hook();
    let end = request.anchor + direction * (request.disc_radius.max(0.0) + LABEL_GAP);
    let hung = Point::new(hook.x * request.size.width, hook.y * request.size.height);
    Rect::from_min_size(end - hung, request.size)
}

/// What labels must not cover.
struct Taken<'a> {
    bounds: Rect,
    discs: &'a [LabelRequest],
    discs_by_place: BoxGrid,
    rects: Vec<Rect>,
    rects_by_place: BoxGrid,
}

impl<'a> Taken<'a> {
    fn new(discs: &'a [LabelRequest], obstacles: &[Rect], bounds: Rect) -> Self {
        let sum = discs
            .iter()
            .filter(|disc| is_sound(disc))
            .fold((0.0, 0.0), |(width, height), disc| (width + disc.size.width, height + disc.size.height));
        let cell = (sum.0 + sum.1) / (2.0 * discs.len().max(1) as f32);
        let grid = BoxGrid::over(bounds, cell, discs.len());
        let mut taken = Self { bounds, discs, discs_by_place: grid.clone(), rects: Vec::new(), rects_by_place: grid };
        for (index, disc) in discs.iter().enumerate() {
            let radius = disc.disc_radius.max(0.0);
            let area = Rect::new(disc.anchor, disc.anchor).expanded(radius);
            // A disc out of sight blocks nothing.
            if area.overlaps(bounds) {
                taken.discs_by_place.insert(index as u32, area);
            }
        }
        for &obstacle in obstacles {
            if obstacle.overlaps(bounds) {
                taken.take(obstacle);
            }
        }
        taken
    }

    fn take(&mut self, rect: Rect) {
        self.rects_by_place.insert(self.rects.len() as u32, rect);
        self.rects.push(rect);
    }

    fn is_free(&self, rect: Rect) -> bool {
        let covers_rect = |index: u32| self.rects.get(index as usize).is_some_and(|other| other.overlaps(rect));
        let covers_disc = |index: u32| {
            self.discs.get(index as usize).is_some_and(|disc| {
                let nearest = Point::new(
                    disc.anchor.x.max(rect.min.x).min(rect.max.x),
                    disc.anchor.y.max(rect.min.y).min(rect.max.y),
                );
                let away = disc.anchor - nearest;
                away.x * away.x + away.y * away.y < disc.disc_radius * disc.disc_radius
            })
        };
        self.bounds.contains(rect.min)
            && self.bounds.contains(rect.max)
            // Where it is crowded a disc usually blocks the place: test discs first.
            && !self.discs_by_place.any(rect, covers_disc)
            && !self.rects_by_place.any(rect, covers_rect)
    }
}

fn is_sound(request: &LabelRequest) -> bool {
    request.size.width.is_finite() && request.size.height.is_finite()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;

    fn request(x: f32, y: f32, disc_radius: f32, width: f32, priority: u32) -> LabelRequest {
        LabelRequest { anchor: Point::new(x, y), disc_radius, size: Size::new(width, 14.0), priority }
    }

    fn picture() -> Rect {
        Rect::from_min_size(Point::ZERO, Size::new(400.0, 300.0))
    }

    fn covers(rect: Rect, disc: &LabelRequest) -> bool {
        let nearest =
            Point::new(disc.anchor.x.clamp(rect.min.x, rect.max.x), disc.anchor.y.clamp(rect.min.y, rect.max.y));
        nearest.distance(disc.anchor) < disc.disc_radius - 1e-3
    }

    fn requests() -> impl Strategy<Value = Vec<LabelRequest>> {
        let one = (-50.0_f32..450.0, -50.0_f32..350.0, 0.0_f32..20.0, 1.0_f32..90.0, 0_u32..4)
            .prop_map(|(x, y, radius, width, priority)| request(x, y, radius, width, priority));
        prop::collection::vec(one, 0..80)
    }

    fn obstacles() -> impl Strategy<Value = Vec<Rect>> {
        let one = (-50.0_f32..450.0, -50.0_f32..350.0, 0.0_f32..200.0, 0.0_f32..100.0)
            .prop_map(|(x, y, width, height)| Rect::from_min_size(Point::new(x, y), Size::new(width, height)));
        prop::collection::vec(one, 0..4)
    }

    proptest! {
        #[test]
        fn no_label_ever_covers_anything_or_leaves_the_picture(requests in requests(), obstacles in obstacles()) {
            let placements = place_labels(&requests, &obstacles, picture());
            prop_assert_eq!(placements.len(), requests.len());
            let rects: Vec<Rect> = placements.iter().flatten().map(|placement| placement.rect).collect();
            for (index, &rect) in rects.iter().enumerate() {
                prop_assert!(picture().contains(rect.min) && picture().contains(rect.max));
                prop_assert!(rects[..index].iter().all(|other| !other.overlaps(rect)));
                prop_assert!(obstacles.iter().all(|other| !other.overlaps(rect)));
                prop_assert!(requests.iter().all(|disc| !covers(rect, disc)));
            }
            prop_assert_eq!(place_labels(&requests, &obstacles, picture()), placements);
        }

        #[test]
        fn a_lone_label_is_placed_wherever_it_fits(x in 0.0_f32..400.0, y in 0.0_f32..300.0, width in 1.0_f32..150.0) {
            let placements = place_labels(&[request(x, y, 10.0, width, 0)], &[], picture());
            prop_assert!(placements[0].is_some());
        }

        #[test]
        fn the_first_of_the_highest_priority_is_never_moved_by_others(requests in requests()) {
            if let Some(index) = (0..requests.len()).max_by_key(|&index| (requests[index].priority, usize::MAX - index)) {
                let discs_only: Vec<LabelRequest> = requests
                    .iter()
                    .enumerate()
                    .map(|(other, request)| {
                        let size = if other == index { request.size } else { Size::new(1e9, 1e9) };
                        LabelRequest { size, ..*request }
                    })
                    .collect();
                prop_assert_eq!(
                    place_labels(&requests, &[], picture())[index],
                    place_labels(&discs_only, &[], picture())[index]
                );
            }
        }
    }

    #[test]
    fn a_label_goes_below_and_turns_to_the_next_side_when_that_is_taken() {
        let alone = request(200.0, 150.0, 10.0, 60.0, 0);
        let mut obstacles = Vec::new();
        for side in LabelSide::ALL {
            let placement = place_labels(&[alone], &obstacles, picture())[0];
            assert_eq!(placement.map(|placement| placement.side), Some(side));
            // A small obstacle in the middle of the place, which no later side covers.
            let middle = placement.map_or(Point::ZERO, |placement| placement.rect.center());
            obstacles.push(Rect::from_center_size(middle, Size::new(0.5, 0.5)));
        }
        assert_eq!(place_labels(&[alone], &obstacles, picture()), [None]);
    }

    #[test]
    fn of_two_that_want_one_place_the_higher_priority_gets_it() {
        let narrow = Rect::from_min_size(Point::ZERO, Size::new(60.0, 40.0));
        let labels = [request(29.0, 10.0, 5.0, 58.0, 1), request(31.0, 10.0, 5.0, 58.0, 2)];
        let placements = place_labels(&labels, &[], narrow);
        assert_eq!(placements[0], None);
        assert_eq!(placements[1].map(|placement| placement.side), Some(LabelSide::Below));
    }

    #[test]
    fn numbers_that_are_no_numbers_get_no_label_and_harm_nobody() {
        let labels = [
            request(f32::NAN, 10.0, 5.0, 20.0, 9),
            request(200.0, 100.0, 5.0, f32::INFINITY, 9),
            request(200.0, 150.0, 5.0, 20.0, 1),
        ];
        let placements = place_labels(&labels, &[], picture());
        assert_eq!(placements.iter().map(Option::is_some).collect::<Vec<_>>(), [false, false, true]);
    }
}
