//! The shapes of countries, already projected, clipped and triangulated, and which of them contains a point.
//!
//! Knows no actor and no colour. The shapes are prepared by `examples/prepare_assets`; nothing is projected here. Easy
//! to get wrong: the two frames have separate units, so a point of one means nothing in the other.

mod stored;

use std::sync::OnceLock;

use super::geometry::{Point, Rect};
pub use super::projection::Frame;

pub use stored::{GeographyError, on_grid};

/// Credit for the boundaries; shown on the map and in every export.
pub const CREDIT: &str = "Boundaries: Natural Earth, adjusted by Visionscarto";

/// What the boundaries mean and do not mean; stands on the map and in every export. Known limit: the source draws the
/// Golan Heights with Israel.
pub const BOUNDARY_NOTE: &str = "Boundaries are generalised and follow United Nations usage as far as their source \
                                 does, with Crimea in Ukraine; they imply no view on the status of any territory.";

/// The prepared file, made by `examples/prepare_assets` (its first lines give the commands).
static BUNDLED: &[u8] = include_bytes!("../../assets/geography/countries.postcard");

/// Whether a project may give a piece of land a standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LandRole {
    /// A state, or a place that conducts its own foreign relations (Kosovo, Palestine, the Holy See): may be an actor.
    State,
    /// Drawn only as ground and never an actor: a dependent territory or an area without a recognised state.
    Ground {
        /// ISO 3166-1 alpha-3 code of the state responsible for it (Greenland: `DNK`), where there is one.
        part_of: Option<String>,
    },
}

/// One piece of land with its holes, in map units of its frame.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPolygon {
    /// The outer ring, then the holes. A ring is closed implicitly: its first point is not repeated.
    pub rings: Vec<Vec<Point>>,
    /// Three indices per triangle into the points of all rings in order; all are in range.
    pub triangles: Vec<u32>,
    /// The smallest rectangle around the outer ring.
    pub bounds: Rect,
}

impl MapPolygon {
    /// Builds it from rings (the outer one first) and triangles; `None` if there is no ring or an index is out of
    /// range.
    pub fn new(rings: Vec<Vec<Point>>, triangles: Vec<u32>) -> Option<Self> {
        let bounds = bounds_of(rings.first()?.iter().copied());
        let count: usize = rings.iter().map(Vec::len).sum();
        let complete = triangles.len().is_multiple_of(3) && triangles.iter().all(|index| (*index as usize) < count);
        complete.then_some(Self { rings, triangles, bounds })
    }

    /// All points, in the order that [`MapPolygon::triangles`] counts in.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        self.rings.iter().flatten().copied()
    }

    /// Whether the point is on this land and in none of its holes; a point on an edge may count either way.
    pub fn contains(&self, point: Point) -> bool {
        self.bounds.contains(point) && self.rings.iter().filter(|ring| ring_contains(ring, point)).count() % 2 == 1
    }
}

/// The land with one country code, in both frames.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryShape {
    /// ISO 3166-1 alpha-3 code; Kosovo is `XKX`.
    pub a3: String,
    /// Whether it may be an actor.
    pub role: LandRole,
    europe: FrameLand,
    north_america: FrameLand,
}

impl CountryShape {
    /// Builds it from its land in each frame; empty lists are allowed.
    pub fn new(a3: String, role: LandRole, europe: Vec<MapPolygon>, north_america: Vec<MapPolygon>) -> Self {
        Self { a3, role, europe: FrameLand::new(europe), north_america: FrameLand::new(north_america) }
    }

    /// Its land in a frame, the largest polygon first; empty where the country does not reach into the frame's sheet.
    pub fn polygons(&self, frame: Frame) -> &[MapPolygon] {
        &self.land(frame).polygons
    }

    /// The smallest rectangle around its land in a frame, cut at the frame's sheet; `None` where it has no land there.
    pub fn bounds(&self, frame: Frame) -> Option<Rect> {
        let land = self.land(frame);
        (!land.polygons.is_empty()).then_some(land.bounds)
    }

    /// Whether the point (in map units of the frame) lies on its land.
    pub fn contains(&self, frame: Frame, point: Point) -> bool {
        let land = self.land(frame);
        land.bounds.contains(point) && land.polygons.iter().any(|polygon| polygon.contains(point))
    }

    fn land(&self, frame: Frame) -> &FrameLand {
        match frame {
            Frame::Europe => &self.europe,
            Frame::NorthAmerica => &self.north_america,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
struct FrameLand {
    polygons: Vec<MapPolygon>,
    bounds: Rect,
}

impl FrameLand {
    fn new(polygons: Vec<MapPolygon>) -> Self {
        let corners = polygons.iter().flat_map(|polygon| [polygon.bounds.min, polygon.bounds.max]);
        Self { bounds: bounds_of(corners), polygons }
    }
}

/// A line to stroke. Stroking rings would draw each border twice and the edge of the sheet as a coast.
#[derive(Clone, Debug, PartialEq)]
pub struct MapLine {
    /// What the line separates.
    pub sides: LineSides,
    /// In map units of the frame.
    pub points: Vec<Point>,
}

/// What lies on the two sides of a line, by alpha-3 code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineSides {
    /// Land of one country and water.
    Coast(String),
    /// Two countries; the codes in alphabetical order.
    Border(String, String),
}

/// All land of both frames.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geography {
    /// Sorted by code, each code once.
    countries: Vec<CountryShape>,
    europe_lines: Vec<MapLine>,
    north_america_lines: Vec<MapLine>,
}

impl Geography {
    /// Builds it from its parts, in any order of countries. For preparing the map data.
    pub fn new(mut countries: Vec<CountryShape>, europe: Vec<MapLine>, north_america: Vec<MapLine>) -> Self {
        countries.sort_by(|a, b| a.a3.cmp(&b.a3));
        Self { countries, europe_lines: europe, north_america_lines: north_america }
    }

    /// The compiled-in geography, decoded on the first call (a few milliseconds). If the file were broken, which a test
    /// rules out, this would be empty: maps would have no land and everything else would work.
    pub fn bundled() -> &'static Self {
        static GEOGRAPHY: OnceLock<Geography> = OnceLock::new();
        GEOGRAPHY.get_or_init(|| Self::from_bytes(BUNDLED).unwrap_or_default())
    }

    /// All countries, sorted by code.
    pub fn countries(&self) -> impl ExactSizeIterator<Item = &CountryShape> {
        self.countries.iter()
    }

    /// The country of an ISO 3166-1 alpha-3 code in capitals.
    pub fn country(&self, a3: &str) -> Option<&CountryShape> {
        let index = self.countries.binary_search_by(|country| country.a3.as_str().cmp(a3)).ok()?;
        self.countries.get(index)
    }

    /// The code of the country on whose land a point of the frame lies; none at sea and outside the sheet.
    pub fn country_at(&self, frame: Frame, point: Point) -> Option<&str> {
        self.countries.iter().find(|country| country.contains(frame, point)).map(|country| country.a3.as_str())
    }

    /// Borders and coasts of a frame, each once, in a fixed order.
    pub fn lines(&self, frame: Frame) -> &[MapLine] {
        match frame {
            Frame::Europe => &self.europe_lines,
            Frame::NorthAmerica => &self.north_america_lines,
        }
    }
}

/// The smallest rectangle around some points.
fn bounds_of(points: impl Iterator<Item = Point>) -> Rect {
    points.fold(Rect::NOTHING, Rect::including)
}

/// Even-odd test: how often a ray to the right meets the ring.
fn ring_contains(ring: &[Point], point: Point) -> bool {
    let mut inside = false;
    let mut previous = ring.last();
    for corner in ring {
        if let Some(before) = previous
            && (corner.y > point.y) != (before.y > point.y)
            && point.x < (before.x - corner.x) * (point.y - corner.y) / (before.y - corner.y) + corner.x
        {
            inside = !inside;
        }
        previous = Some(corner);
    }
    inside
}

#[cfg(test)]
mod tests;
