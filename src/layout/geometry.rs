//! Points, sizes and rectangles of the plane.
//!
//! One set of values for layouts, scenes and views, so that the core needs no toolkit. `x` grows to the right, `y`
//! grows downwards, as on a screen. The owner of a value says what its unit is.

use serde::{Deserialize, Serialize};

/// A point in the plane, or a vector between two points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

impl Point {
    /// The origin.
    pub const ZERO: Self = Self { x: 0.0, y: 0.0 };

    /// A point from its coordinates.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// Euclidean distance.
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point at `share` of the way to `other`: 0 is this point, 1 is `other`.
    #[must_use]
    pub fn lerp(self, other: Self, share: f32) -> Self {
        Self::new(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)
    }

    /// Whether both coordinates are finite.
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

impl std::ops::Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl std::ops::Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl std::ops::Mul<f32> for Point {
    type Output = Self;
    fn mul(self, factor: f32) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Size {
    /// Extent along x.
    pub width: f32,
    /// Extent along y.
    pub height: f32,
}

impl Size {
    /// A size from its sides.
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height }
    }
}

impl std::ops::Mul<f32> for Size {
    type Output = Self;
    fn mul(self, factor: f32) -> Self {
        Self::new(self.width * factor, self.height * factor)
    }
}

/// An axis-aligned rectangle. `min` is the upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// Upper left corner.
    pub min: Point,
    /// Lower right corner.
    pub max: Point,
}

impl Rect {
    /// Smaller than every point; the neutral start for [`Rect::including`].
    pub const NOTHING: Self =
        Self { min: Point::new(f32::INFINITY, f32::INFINITY), max: Point::new(f32::NEG_INFINITY, f32::NEG_INFINITY) };

    /// From two corners.
    pub const fn new(min: Point, max: Point) -> Self {
        Self { min, max }
    }

    /// From the upper left corner and a size.
    pub fn from_min_size(min: Point, size: Size) -> Self {
        Self::new(min, min + Point::new(size.width, size.height))
    }

    /// From the middle and a size.
    pub fn from_center_size(center: Point, size: Size) -> Self {
        Self::from_min_size(center - Point::new(size.width / 2.0, size.height / 2.0), size)
    }

    /// Extent along x; negative for [`Rect::NOTHING`].
    pub fn width(self) -> f32 {
        self.max.x - self.min.x
    }

    /// Extent along y; negative for [`Rect::NOTHING`].
    pub fn height(self) -> f32 {
        self.max.y - self.min.y
    }

    /// The middle.
    pub fn center(self) -> Point {
        self.min.lerp(self.max, 0.5)
    }

    /// Whether `point` lies inside or on the edge.
    pub fn contains(self, point: Point) -> bool {
        (self.min.x..=self.max.x).contains(&point.x) && (self.min.y..=self.max.y).contains(&point.y)
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.min.x < other.max.x && other.min.x < self.max.x && self.min.y < other.max.y && other.min.y < self.max.y
    }

    /// Grown by `margin` on each side; a negative margin shrinks.
    #[must_use]
    pub fn expanded(self, margin: f32) -> Self {
        Self::new(self.min - Point::new(margin, margin), self.max + Point::new(margin, margin))
    }

    /// The smallest rectangle that holds this one and `point`.
    #[must_use]
    pub fn including(self, point: Point) -> Self {
        Self::new(
            Point::new(self.min.x.min(point.x), self.min.y.min(point.y)),
            Point::new(self.max.x.max(point.x), self.max.y.max(point.y)),
        )
    }
}
