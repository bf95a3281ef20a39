//! The land of a map: projected, clipped and triangulated, and which country contains a point.
//!
//! Knows no actor and no colour. `atlas` has the bundled land in degrees; [`Geography::of`] makes the land of one map
//! from it and keeps the last few. Easy to get wrong: two maps have separate units, so a point of one means nothing on
//! another.

mod atlas;
mod clip;
mod projecting;

use super::geometry::{Point, Rect};
use super::projection::MapFrame;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use atlas::{Atlas, AtlasArc, AtlasCountry, AtlasError, Topology, arc_index};

/// Credit for the boundaries; shown on the map and in every export.
pub const CREDIT: &str = "Boundaries: Natural Earth, adjusted by Visionscarto";

/// What the boundaries mean and do not mean; stands on the map and in every export. Known limit: the source draws the
/// Golan Heights with Israel.
pub const BOUNDARY_NOTE: &str = include_str!("../../assets/geography/boundary_note.txt");

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

/// One piece of land with its holes, in map units.
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

/// The land with one country code, on one map.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryShape {
    /// ISO 3166-1 alpha-3 code; Kosovo is `XKX`.
    pub a3: String,
    /// Whether it may be an actor.
    pub role: LandRole,
    polygons: Vec<MapPolygon>,
    bounds: Rect,
}

impl CountryShape {
    fn new(a3: String, role: LandRole, polygons: Vec<MapPolygon>) -> Self {
        let corners = polygons.iter().flat_map(|polygon| [polygon.bounds.min, polygon.bounds.max]);
        Self { a3, role, bounds: bounds_of(corners), polygons }
    }

    /// Its land, the largest polygon first; never empty.
    pub fn polygons(&self) -> &[MapPolygon] {
        &self.polygons
    }

    /// The smallest rectangle around its land, clipped to the map's sheet.
    pub fn bounds(&self) -> Rect {
        self.bounds
    }

    /// Whether the point (in map units) is on its land.
    pub fn contains(&self, point: Point) -> bool {
        self.bounds.contains(point) && self.polygons.iter().any(|polygon| polygon.contains(point))
    }
}

/// A line to stroke. Stroking rings would draw each border twice and the edge of the sheet as a coast.
#[derive(Clone, Debug, PartialEq)]
pub struct MapLine {
    /// What the line separates.
    pub sides: LineSides,
    /// In map units.
    pub points: Vec<Point>,
}

/// What lies on the two sides of a line, by alpha-3 code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineSides {
    /// Land of one country and water.
    Coast(String),
    /// Two countries; the codes in alphabetical order.
    Border(String, String),
    /// A line within a country that the source draws as if it were a border, and that few states recognise as one.
    Disputed(String),
}

/// All land of one map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geography {
    /// Sorted by code, each code once.
    countries: Vec<CountryShape>,
    lines: Vec<MapLine>,
}

/// As many maps are kept; a world that is panned goes through one map for each few degrees.
const KEPT: usize = 12;

/// Which lines of a map are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Borders and coasts.
    Recognised,
    /// Lines that the source draws as borders and that few states recognise.
    Disputed,
}

impl MapLine {
    /// Which kind of line it is.
    pub fn kind(&self) -> LineKind {
        match self.sides {
            LineSides::Coast(_) | LineSides::Border(..) => LineKind::Recognised,
            LineSides::Disputed(_) => LineKind::Disputed,
        }
    }
}

impl Geography {
    /// The land of a map. The first call for a map takes some tens of milliseconds, since everything is projected and
    /// triangulated; the last few maps are kept. Should the bundled file be broken, which a test rules out, there is no
    /// land and everything else works.
    pub fn of(frame: &MapFrame) -> Arc<Self> {
        type Maps = Mutex<Vec<(MapFrame, Arc<Geography>)>>;
        static MAPS: OnceLock<Maps> = OnceLock::new();
        let maps = MAPS.get_or_init(Mutex::default);
        let find = |maps: &Vec<(MapFrame, Arc<Self>)>| {
            maps.iter().find(|(of, _)| of == frame).map(|(_, geography)| Arc::clone(geography))
        };
        if let Some(geography) = find(&maps.lock().unwrap_or_else(PoisonError::into_inner)) {
            return geography;
        }
        let made = Arc::new(projecting::project(Atlas::bundled().topology(frame.detail), frame));
        let mut maps = maps.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(geography) = find(&maps) {
            return geography;
        }
        if maps.len() == KEPT {
            maps.remove(0);
        }
        maps.push((*frame, Arc::clone(&made)));
        made
    }

    /// All countries with land on this map, sorted by code.
    pub fn countries(&self) -> impl ExactSizeIterator<Item = &CountryShape> {
        self.countries.iter()
    }

    /// The country of an ISO 3166-1 alpha-3 code in capitals; `None` if it has no land on this map.
    pub fn country(&self, a3: &str) -> Option<&CountryShape> {
        let index = self.countries.binary_search_by(|country| country.a3.as_str().cmp(a3)).ok()?;
        self.countries.get(index)
    }

    /// The code of the country on whose land a point is; `None` at sea and outside the sheet.
    pub fn country_at(&self, point: Point) -> Option<&str> {
        self.countries.iter().find(|country| country.contains(point)).map(|country| country.a3.as_str())
    }

    /// Borders and coasts, each once, in a fixed order.
    pub fn lines(&self) -> &[MapLine] {
        &self.lines
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
