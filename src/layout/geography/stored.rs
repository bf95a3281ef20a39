//! The prepared geography as bytes: postcard of integers, so that the same land always gives the same file.
//!
//! Knows nothing of where the land comes from. Easy to get wrong: coordinates are stored as differences to the previous
//! point, in 64ths of a map unit, and a file fits only the frames it was made for.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{CountryShape, Geography, LandRole, LineSides, MapLine, MapPolygon};
use crate::layout::geometry::{Point, Rect};
use crate::layout::projection::{Frame, MapFrame};

/// Version of the layout below; raised with every change to it.
const FORMAT: u32 = 1;

/// Steps per map unit: a power of two, so that f32 holds each coordinate exactly and shared corners stay shared.
const STEPS_PER_UNIT: f32 = 64.0;

/// Why bytes could not be read as a geography.
#[derive(Debug, Error)]
pub enum GeographyError {
    /// Not the encoding that this program writes, or cut short.
    #[error("the map data cannot be decoded")]
    Encoding(#[from] postcard::Error),
    /// Another version of the layout.
    #[error("the map data has format {0}, this program reads format {FORMAT}")]
    Format(u32),
    /// Made for another scale, centre or rectangle: every shape would be in the wrong place.
    #[error("the map data was prepared for other frames; prepare it again")]
    Frames,
    /// A list is out of order, a triangle names a point that does not exist, or a code is unknown.
    #[error("the map data contradicts itself at {0:?}")]
    Inconsistent(String),
}

#[derive(Serialize, Deserialize)]
struct StoredGeography {
    format: u32,
    europe: StoredFrame,
    north_america: StoredFrame,
    countries: Vec<StoredCountry>,
}

#[derive(Serialize, Deserialize)]
struct StoredFrame {
    definition: FrameDefinition,
    lines: Vec<StoredLine>,
}

/// The definition of a frame when the file was made.
#[derive(Serialize, Deserialize)]
struct FrameDefinition {
    rect: Rect,
    sheet: Rect,
    /// Where [`REFERENCE_PLACES`] were, in map units; distinguishes projections, scales and origins.
    reference_places: [Point; 2],
}

/// Degrees east and north.
const REFERENCE_PLACES: [(f64, f64); 2] = [(0.0, 60.0), (-80.0, 40.0)];

impl FrameDefinition {
    fn of(id: Frame) -> Self {
        let frame = MapFrame::of(id);
        let reference_places = REFERENCE_PLACES.map(|(lon, lat)| frame.place(lon, lat));
        Self { rect: frame.rect, sheet: frame.sheet, reference_places }
    }

    /// Sines and cosines may differ in their last bit between systems, so places are compared in steps.
    fn agrees_with(&self, other: &Self) -> bool {
        self.rect == other.rect
            && self.sheet == other.sheet
            && self
                .reference_places
                .iter()
                .zip(other.reference_places)
                .all(|(a, b)| a.distance(b) < 1.0 / STEPS_PER_UNIT)
    }
}

#[derive(Serialize, Deserialize)]
struct StoredLine {
    /// Index of a country, in the order of the file.
    side: u32,
    other_side: Option<u32>,
    steps: Vec<i32>,
}

#[derive(Serialize, Deserialize)]
struct StoredCountry {
    a3: String,
    role: StoredRole,
    europe: Vec<StoredPolygon>,
    north_america: Vec<StoredPolygon>,
}

#[derive(Serialize, Deserialize)]
enum StoredRole {
    State,
    Ground { part_of: Option<String> },
}

#[derive(Serialize, Deserialize)]
struct StoredPolygon {
    rings: Vec<Vec<i32>>,
    triangles: Vec<u32>,
}

impl Geography {
    /// Reads what [`Geography::to_bytes`] wrote. The result can be drawn safely: triangles name points that exist,
    /// codes are sorted and unique.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, GeographyError> {
        let (format, _) = postcard::take_from_bytes::<u32>(bytes)?;
        if format != FORMAT {
            return Err(GeographyError::Format(format));
        }
        let stored: StoredGeography = postcard::from_bytes(bytes)?;
        for (frame, id) in [(&stored.europe, Frame::Europe), (&stored.north_america, Frame::NorthAmerica)] {
            if !frame.definition.agrees_with(&FrameDefinition::of(id)) {
                return Err(GeographyError::Frames);
            }
        }
        let codes: Vec<String> = stored.countries.iter().map(|country| country.a3.clone()).collect();
        if let Some((_, code)) = codes.iter().zip(codes.iter().skip(1)).find(|(before, after)| before >= after) {
            return Err(GeographyError::Inconsistent(code.clone()));
        }
        let countries = stored.countries.into_iter().map(StoredCountry::unpack).collect::<Result<_, _>>()?;
        Ok(Self {
            countries,
            europe_lines: unpack_lines(stored.europe.lines, &codes)?,
            north_america_lines: unpack_lines(stored.north_america.lines, &codes)?,
        })
    }

    /// The bytes of this geography, which must be sorted by code and have its points [`on_grid`]; the same geography
    /// always gives the same bytes. For preparing the map data.
    pub fn to_bytes(&self) -> Result<Vec<u8>, GeographyError> {
        let index_of = |a3: &str| {
            let index = self.countries.binary_search_by(|country| country.a3.as_str().cmp(a3));
            index.map(|index| index as u32).map_err(|_not_found| GeographyError::Inconsistent(a3.to_owned()))
        };
        let pack_frame = |id: Frame| -> Result<StoredFrame, GeographyError> {
            let lines = self.lines(id).iter().map(|line| {
                let (side, other_side) = match &line.sides {
                    LineSides::Coast(of) => (index_of(of)?, None),
                    LineSides::Border(one, other) => (index_of(one)?, Some(index_of(other)?)),
                };
                Ok(StoredLine { side, other_side, steps: steps_between(&line.points) })
            });
            Ok(StoredFrame {
                definition: FrameDefinition::of(id),
                lines: lines.collect::<Result<_, GeographyError>>()?,
            })
        };
        let stored = StoredGeography {
            format: FORMAT,
            europe: pack_frame(Frame::Europe)?,
            north_america: pack_frame(Frame::NorthAmerica)?,
            countries: self.countries.iter().map(StoredCountry::pack).collect(),
        };
        Ok(postcard::to_stdvec(&stored)?)
    }
}

impl StoredCountry {
    fn pack(country: &CountryShape) -> Self {
        let pack_all = |polygons: &[MapPolygon]| {
            let pack = |polygon: &MapPolygon| StoredPolygon {
                rings: polygon.rings.iter().map(|ring| steps_between(ring)).collect(),
                triangles: polygon.triangles.clone(),
            };
            polygons.iter().map(pack).collect()
        };
        Self {
            a3: country.a3.clone(),
            role: match &country.role {
                LandRole::State => StoredRole::State,
                LandRole::Ground { part_of } => StoredRole::Ground { part_of: part_of.clone() },
            },
            europe: pack_all(country.polygons(Frame::Europe)),
            north_america: pack_all(country.polygons(Frame::NorthAmerica)),
        }
    }

    fn unpack(self) -> Result<CountryShape, GeographyError> {
        let unpack_all = |polygons: Vec<StoredPolygon>| {
            let unpack = |polygon: StoredPolygon| {
                let rings = polygon.rings.iter().map(|steps| points_along(steps)).collect::<Option<Vec<_>>>();
                rings
                    .and_then(|rings| MapPolygon::new(rings, polygon.triangles))
                    .ok_or_else(|| GeographyError::Inconsistent(self.a3.clone()))
            };
            polygons.into_iter().map(unpack).collect::<Result<Vec<_>, _>>()
        };
        let (europe, north_america) = (unpack_all(self.europe)?, unpack_all(self.north_america)?);
        let role = match self.role {
            StoredRole::State => LandRole::State,
            StoredRole::Ground { part_of } => LandRole::Ground { part_of },
        };
        Ok(CountryShape::new(self.a3, role, europe, north_america))
    }
}

fn unpack_lines(lines: Vec<StoredLine>, codes: &[String]) -> Result<Vec<MapLine>, GeographyError> {
    let unpack = |line: StoredLine| {
        let code = |index: u32| codes.get(index as usize).cloned();
        let side = code(line.side)?;
        let sides = match line.other_side {
            None => LineSides::Coast(side),
            Some(other) => LineSides::Border(side, code(other)?),
        };
        Some(MapLine { sides, points: points_along(&line.steps)? })
    };
    lines
        .into_iter()
        .map(|line| unpack(line).ok_or_else(|| GeographyError::Inconsistent("a border".to_owned())))
        .collect()
}

/// The nearest point that a file can hold: whole 64ths of a map unit.
pub fn on_grid(x: f64, y: f64) -> Point {
    let snap = |value: f64| (value * f64::from(STEPS_PER_UNIT)).round() as f32 / STEPS_PER_UNIT;
    Point::new(snap(x), snap(y))
}

/// x and y in turn, each as the difference to the previous point, the first from the origin.
fn steps_between(points: &[Point]) -> Vec<i32> {
    let grid = |value: f32| (value * STEPS_PER_UNIT).round() as i32;
    let mut steps = Vec::with_capacity(points.len() * 2);
    let (mut x, mut y) = (0, 0);
    for point in points {
        let (next_x, next_y) = (grid(point.x), grid(point.y));
        steps.extend([next_x - x, next_y - y]);
        (x, y) = (next_x, next_y);
    }
    steps
}

/// The inverse of [`steps_between`]; `None` where a y is missing or a coordinate overflows.
fn points_along(steps: &[i32]) -> Option<Vec<Point>> {
    let (pairs, rest) = steps.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let (mut x, mut y) = (0_i32, 0_i32);
    let mut points = Vec::with_capacity(pairs.len());
    for [step_x, step_y] in pairs {
        (x, y) = (x.checked_add(*step_x)?, y.checked_add(*step_y)?);
        points.push(Point::new(x as f32 / STEPS_PER_UNIT, y as f32 / STEPS_PER_UNIT));
    }
    Some(points)
}
