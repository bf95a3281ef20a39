//! What a picture is made of, as plain items.
//!
//! Coordinates are *picture points*: logical pixels, origin in the upper left corner of the picture, y downwards.
//! A new kind of [`Shape`] does not compile until every back end draws it, so what is exported is what is seen.
//! Easy to get wrong: items are drawn in order and hit in the opposite order.

use super::{Color, Face, Target};
use crate::layout::camera::Placement;
use crate::layout::geography::LineKind;
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::projection::MapFrame;

/// A whole picture, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Width and height in picture points.
    pub size: Size,
    /// Colour of the background.
    pub background: Color,
    /// Layers from the lowest to the topmost.
    pub layers: Vec<Layer>,
}

/// Items that share a clip.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// Nothing of the layer is drawn outside this; `None` means the whole picture.
    pub clip: Option<Rect>,
    /// Items from the lowest to the topmost.
    pub items: Vec<Item>,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it looks like.
    pub shape: Shape,
    /// What a click on it opens; `None` lets the click through to what lies below.
    pub target: Option<Target>,
    /// Its name for a screen reader and a tooltip: "Hungary, opposes, 2 statements". Only on the one item that stands
    /// for the whole, so that nothing is read twice.
    pub name: Option<String>,
}

impl Item {
    /// An item that cannot be opened.
    pub fn silent(shape: Shape) -> Self {
        Self { shape, target: None, name: None }
    }

    /// An item that opens `target` and is part of something named elsewhere.
    pub fn opening(shape: Shape, target: Target) -> Self {
        Self { shape, target: Some(target), name: None }
    }

    /// An item that opens `target` and stands for it under `name`.
    pub fn named(shape: Shape, target: Target, name: String) -> Self {
        Self { shape, target: Some(target), name: Some(name) }
    }
}

/// What an item looks like.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A country's outline from the bundled geography.
    Area {
        /// ISO 3166-1 alpha-3 code, as in [`crate::layout::geography::Geography`].
        country: String,
        /// The map that its coordinates are on.
        frame: MapFrame,
        /// From map units to picture points.
        place: Placement,
        /// How the inside is filled.
        fill: Fill,
        /// How the outline is drawn.
        stroke: Option<Stroke>,
    },
    /// All borders and coasts of a map, or all disputed lines, each once; for lines that no single country owns.
    Boundaries {
        /// The map.
        frame: MapFrame,
        /// Which of its lines.
        lines: LineKind,
        /// From map units to picture points.
        place: Placement,
        /// How they are drawn.
        stroke: Stroke,
    },
    /// A filled circle.
    Disc {
        /// Its middle.
        center: Point,
        /// Radius in picture points, to the middle of the outline.
        radius: f32,
        /// How the inside is filled.
        fill: Fill,
        /// How the outline is drawn.
        stroke: Option<Stroke>,
    },
    /// A flag, cut to a circle.
    Flag {
        /// Its middle.
        center: Point,
        /// Radius in picture points.
        radius: f32,
        /// ISO 3166-1 alpha-2 code in lower case, as in `assets/flags`.
        code: String,
    },
    /// A filled convex polygon.
    Polygon {
        /// Corners in order; the last is joined to the first.
        points: Vec<Point>,
        /// How the inside is filled.
        fill: Color,
    },
    /// A line through points; curves arrive already subdivided.
    Line {
        /// From start to end.
        points: Vec<Point>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A rectangle with rounded corners.
    Box {
        /// The rectangle.
        rect: Rect,
        /// Corner radius in picture points.
        corner_radius: f32,
        /// How the inside is filled.
        fill: Fill,
        /// How the outline is drawn.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text {
        /// A point on the baseline; `align` says which.
        baseline: Point,
        /// Which point of the line `baseline` is.
        align: Align,
        /// The font.
        face: Face,
        /// Font size in picture points.
        size: f32,
        /// Colour of the text.
        color: Color,
        /// Halo of this colour that keeps the text readable on any ground.
        halo: Option<Color>,
        /// The words.
        text: String,
    },
}

/// How an inside is filled. Patterns run at 45 degrees in picture points and do not grow with the camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    /// One colour.
    Solid(Color),
    /// No stance on record: thin lines, [`HATCH_PERIOD`] apart.
    Hatched {
        /// Colour between the lines.
        ground: Color,
        /// Colour of the lines.
        ink: Color,
    },
    /// Contested: stripes of both colours, equally wide, with a period of [`STRIPE_PERIOD`].
    Striped {
        /// Colour of the standing.
        first: Color,
        /// Colour of the stance that contradicts it.
        second: Color,
    },
}

/// Picture points from one hatch line to the next, measured along x.
pub const HATCH_PERIOD: f32 = 6.0;
/// Picture points of x that a hatch line covers.
pub const HATCH_WIDTH: f32 = 1.5;
/// Picture points from one pair of stripes to the next, measured along x.
pub const STRIPE_PERIOD: f32 = 12.0;

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Width in picture points.
    pub width: f32,
    /// Its colour.
    pub color: Color,
    /// Solid or dashed.
    pub dash: Dash,
}

impl Stroke {
    /// A line without gaps.
    pub const fn solid(width: f32, color: Color) -> Self {
        Self { width, color, dash: Dash::Solid }
    }
}

/// Solid or dashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// No gaps.
    Solid,
    /// [`DASH_LENGTH`] on, [`DASH_GAP`] off: rests only on unnamed or characterised sentences.
    Dashed,
}

/// Length of a dash, in picture points.
pub const DASH_LENGTH: f32 = 3.5;
/// Gap between two dashes, in picture points.
pub const DASH_GAP: f32 = 2.5;

/// Which point of a line of text its position names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// The left end.
    Left,
    /// The middle.
    Center,
    /// The right end.
    Right,
}

impl Scene {
    /// Every item from the lowest to the topmost, with the clip of its layer.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = (Option<Rect>, &Item)> {
        self.layers.iter().flat_map(|layer| layer.items.iter().map(|item| (layer.clip, item)))
    }
}
