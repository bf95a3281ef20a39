//! Which part of a picture's world is visible, and at what magnification.
//!
//! *World units* are those of a picture's own layout (map units for the map); *picture points* are logical pixels of
//! the panel that shows it. Easy to get wrong: a camera does not know the panel, so that a saved view opens in a window
//! of any size with the same centre.

use super::geometry::{Point, Rect, Size};
use serde::{Deserialize, Serialize};

/// Maps one plane to another: a scale, then a shift. `picture = world * scale + offset`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// Picture points per world unit.
    pub scale: f32,
    /// The world's origin, in picture points.
    pub offset: Point,
}

impl Placement {
    /// Converts world units to picture points.
    pub fn apply(self, point: Point) -> Point {
        point * self.scale + self.offset
    }

    /// Converts picture points to world units.
    pub fn invert(self, point: Point) -> Point {
        (point - self.offset) * (1.0 / self.scale)
    }

    /// The placement that shows all of `world`, centred in `picture`.
    pub fn fitting(world: Rect, picture: Rect) -> Self {
        let scale = (picture.width() / world.width().max(1e-3)).min(picture.height() / world.height().max(1e-3));
        Self { scale: scale.max(1e-4), offset: picture.center() - world.center() * scale.max(1e-4) }
    }
}

/// Which world point is at the centre of the panel, and at what magnification.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Camera {
    /// The centre in world units; may be outside the world after a drag.
    pub center: Point,
    /// Picture points per world unit.
    pub points_per_unit: f32,
}

impl Camera {
    /// The least and greatest magnification, relative to the camera that fits the panel.
    pub const ZOOM_RANGE: std::ops::RangeInclusive<f32> = 1.0..=24.0;

    /// The camera that fits `world` into a panel.
    pub fn fitting(world: Rect, panel: Size) -> Self {
        let placement = Placement::fitting(world, Rect::from_min_size(Point::ZERO, panel));
        Self { center: world.center(), points_per_unit: placement.scale }
    }

    /// The placement of the world in a panel under this camera.
    pub fn placement(self, panel: Size) -> Placement {
        let middle = Point::new(panel.width / 2.0, panel.height / 2.0);
        Placement { scale: self.points_per_unit, offset: middle - self.center * self.points_per_unit }
    }

    /// The camera after a drag of `by` picture points.
    #[must_use]
    pub fn dragged(self, by: Point) -> Self {
        Self { center: self.center - by * (1.0 / self.points_per_unit), ..self }
    }

    /// Magnified by `factor`, with the world point under `at` (picture points) staying where it is. `home` limits the
    /// magnification.
    #[must_use]
    pub fn zoomed(self, factor: f32, at: Point, panel: Size, home: Self) -> Self {
        let least = home.points_per_unit * Self::ZOOM_RANGE.start();
        let most = home.points_per_unit * Self::ZOOM_RANGE.end();
        let points_per_unit = (self.points_per_unit * factor).clamp(least, most);
        let under = self.placement(panel).invert(at);
        let middle = Point::new(panel.width / 2.0, panel.height / 2.0);
        Self { center: under - (at - middle) * (1.0 / points_per_unit), points_per_unit }
    }

    /// The camera with its centre clamped to `world`, so that the picture cannot be lost.
    #[must_use]
    pub fn kept_over(self, world: Rect) -> Self {
        let center = Point::new(
            self.center.x.clamp(world.min.x, world.max.x.max(world.min.x)),
            self.center.y.clamp(world.min.y, world.max.y.max(world.min.y)),
        );
        Self { center, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn zooming_keeps_the_point_under_the_pointer(
            factor in 0.5f32..2.0, x in 0f32..900.0, y in 0f32..700.0,
        ) {
            let panel = Size::new(900.0, 700.0);
            let home = Camera::fitting(Rect::new(Point::ZERO, Point::new(1000.0, 760.0)), panel);
            let at = Point::new(x, y);
            let before = home.placement(panel).invert(at);
            let after = home.zoomed(factor, at, panel, home).placement(panel).invert(at);
            prop_assert!(before.distance(after) < 0.05, "{before:?} {after:?}");
        }
    }

    #[test]
    fn what_fits_is_seen_whole() {
        let panel = Size::new(400.0, 400.0);
        let world = Rect::new(Point::new(-10.0, 0.0), Point::new(90.0, 50.0));
        let placement = Camera::fitting(world, panel).placement(panel);
        assert!(placement.apply(world.min).x.abs() < 1e-3);
        assert!((placement.apply(world.max).x - 400.0).abs() < 1e-3);
        assert!((placement.apply(world.center()).y - 200.0).abs() < 1e-3);
    }
}
