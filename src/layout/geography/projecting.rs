//! Makes the land of one map from the atlas: projected, clipped, without specks, triangulated.
//!
//! Easy to get wrong: an arc is projected and subdivided once and then used by both its countries, or borders gape.

use super::atlas::{Topology, arc_index};
use super::clip::{self, Corner};
use super::{CountryShape, Geography, LineSides, MapLine, MapPolygon};
use crate::layout::geometry::{Point, Rect};
use crate::layout::projection::MapFrame;
use earcut::Earcut;

/// Islands smaller than this many square units are left out unless they are a country's largest.
const SPECK_AREA: f64 = 0.3;

/// How far, in map units, a straight line may stray from the curve that its two ends span in degrees.
const CURVE_TOLERANCE: f64 = 0.05;

/// Coordinates are rounded to this share of a map unit: a power of two, so that `f32` holds each exactly and corners that
/// two countries share stay shared.
const STEPS_PER_UNIT: f64 = 64.0;

/// Its ring is open at the pole, and nobody answers for it.
const LEFT_OUT: &str = "ATA";

/// The land of `frame`.
pub(super) fn project(topology: &Topology, frame: &MapFrame) -> Geography {
    match frame.longitudes() {
        None => project_region(topology, frame),
        Some([west, east]) => {
            project_globe(topology, frame, Rect::new(Point::new(west as f32, -90.0), Point::new(east as f32, 90.0)))
        }
    }
}

/// A map that shows part of the globe: everything near its sheet is projected, then clipped.
fn project_region(topology: &Topology, frame: &MapFrame) -> Geography {
    let arcs: Vec<Vec<Corner>> = topology.arcs.iter().map(|arc| projected(arc, frame)).collect();
    let mut land = Land::new(topology);
    for (number, country) in topology.countries.iter().enumerate().filter(|(_, country)| country.a3 != LEFT_OUT) {
        for (part, rings) in country.polygons.iter().enumerate() {
            if comes_near(rings, &arcs, frame) {
                let rings = rings.iter().map(|ring| chained(ring, &arcs)).collect();
                land.add(number, part, &clip::polygon(rings, frame.sheet));
            }
        }
    }
    land.finished(|arc| clip::line(arcs.get(arc).cloned().unwrap_or_default(), frame.sheet))
}

/// A map of the whole globe: cut in degrees at its edge, then projected. Land is repeated wherever a turn of the globe
/// brings it between the longitudes that are drawn.
fn project_globe(topology: &Topology, frame: &MapFrame, degrees: Rect) -> Geography {
    const TURNS: [f64; 3] = [-360.0, 0.0, 360.0];
    let place = |corners: Vec<Corner>| projected(&corners, frame);
    let place_ring = |mut ring: Vec<Corner>| {
        ring.extend(ring.first().copied());
        let mut ring = projected(&ring, frame);
        ring.pop();
        ring
    };
    let mut land = Land::new(topology);
    for (number, country) in topology.countries.iter().enumerate().filter(|(_, country)| country.a3 != LEFT_OUT) {
        for (part, rings) in country.polygons.iter().enumerate() {
            let rings: Vec<Vec<Corner>> = rings.iter().map(|ring| unwrapped(chained(ring, &topology.arcs))).collect();
            for turn in TURNS {
                let turned = rings.iter().map(|ring| ring.iter().map(|(lon, lat)| (lon + turn, *lat)).collect());
                let pieces = clip::polygon(turned.collect(), degrees).into_iter();
                let placed = pieces.map(|rings| rings.into_iter().map(place_ring).collect());
                land.add(number, part, &placed.collect::<Vec<_>>());
            }
        }
    }
    land.finished(|arc| {
        let arc = topology.arcs.get(arc).map_or(&[][..], Vec::as_slice);
        let turned = TURNS.map(|turn| arc.iter().map(|(lon, lat)| (lon + turn, *lat)).collect::<Vec<Corner>>());
        turned.into_iter().flat_map(|arc| clip::line(arc, degrees)).map(place).collect()
    })
}

/// A ring whose longitudes never jump: arcs of one ring may be stored a turn apart.
fn unwrapped(ring: Vec<Corner>) -> Vec<Corner> {
    let mut before: Option<f64> = None;
    ring.into_iter()
        .map(|(lon, lat)| {
            let lon = before.map_or(lon, |before| lon - 360.0 * ((lon - before) / 360.0).round());
            before = Some(lon);
            (lon, lat)
        })
        .collect()
}

/// The land found so far.
struct Land<'t> {
    topology: &'t Topology,
    /// For each country its pieces: area, polygon, and the number of the polygon in the atlas.
    pieces: Vec<Vec<(f64, MapPolygon, usize)>>,
}

impl<'t> Land<'t> {
    fn new(topology: &'t Topology) -> Self {
        Self { topology, pieces: topology.countries.iter().map(|_| Vec::new()).collect() }
    }

    fn add(&mut self, country: usize, part: usize, clipped: &[Vec<Vec<Corner>>]) {
        let Some(pieces) = self.pieces.get_mut(country) else { return };
        pieces.extend(clipped.iter().filter_map(|rings| triangulated(rings)).map(|(area, of)| (area, of, part)));
    }

    /// Everything without specks. `lines_of` gives the visible parts of an arc.
    fn finished(self, lines_of: impl Fn(usize) -> Vec<Vec<Corner>>) -> Geography {
        // For each arc the countries whose land it bounds.
        let mut owners: Vec<Vec<&str>> = vec![Vec::new(); self.topology.arcs.len()];
        let mut disputed: Vec<(usize, &str)> = Vec::new();
        let mut countries = Vec::new();
        for (country, mut pieces) in self.topology.countries.iter().zip(self.pieces) {
            pieces.sort_by(|a, b| b.0.total_cmp(&a.0));
            let kept = pieces.iter().take_while(|piece| piece.0 >= SPECK_AREA).count().max(1);
            pieces.truncate(kept);
            for (_, _, part) in &pieces {
                for number in country.polygons.get(*part).into_iter().flatten().flatten() {
                    if let Some(list) = owners.get_mut(arc_index(*number))
                        && !list.contains(&country.a3.as_str())
                    {
                        list.push(&country.a3);
                    }
                }
            }
            if !pieces.is_empty() {
                disputed.extend(country.disputed.iter().map(|arc| (*arc as usize, country.a3.as_str())));
                let polygons = pieces.into_iter().map(|(_, polygon, _)| polygon).collect();
                countries.push(CountryShape::new(country.a3.clone(), country.role.clone(), polygons));
            }
        }
        let bounding = owners.iter().enumerate().filter_map(|(arc, owners)| match owners.as_slice() {
            [only] => Some((arc, LineSides::Coast((*only).to_owned()))),
            [one, other, ..] => Some((arc, LineSides::Border((*one).to_owned(), (*other).to_owned()))),
            [] => None,
        });
        let within = disputed.into_iter().map(|(arc, of)| (arc, LineSides::Disputed(of.to_owned())));
        let mut lines = Vec::new();
        for (arc, sides) in bounding.chain(within) {
            for part in lines_of(arc) {
                let points = rounded(&part);
                if points.len() > 1 {
                    lines.push(MapLine { sides: sides.clone(), points });
                }
            }
        }
        Geography { countries, lines }
    }
}

/// Whether part of a polygon may be on the sheet. Distant ones are not clipped: near the projection's antipode they would
/// be torn.
fn comes_near(rings: &[Vec<i32>], arcs: &[Vec<Corner>], frame: &MapFrame) -> bool {
    let (middle, horizon) = frame.horizon();
    let near = frame.sheet.expanded(frame.sheet.width().max(frame.sheet.height()) / 4.0);
    let outer = rings.first().into_iter().flatten().filter_map(|number| arcs.get(arc_index(*number))).flatten();
    outer
        .into_iter()
        .map(|(x, y)| Point::new(*x as f32, *y as f32))
        .any(|point| near.contains(point) && point.distance(middle) < horizon)
}

/// An arc in map units, with points added where a straight line in degrees is a curve on the map.
fn projected(arc: &[Corner], frame: &MapFrame) -> Vec<Corner> {
    let mut points: Vec<Corner> = Vec::with_capacity(arc.len());
    let mut before: Option<(Corner, Corner)> = None;
    for corner in arc {
        let placed = frame.place_exactly(corner.0, corner.1);
        if let Some((from, from_placed)) = before {
            subdivide((from, *corner), (from_placed, placed), frame, 8, &mut points);
        }
        points.push(placed);
        before = Some((*corner, placed));
    }
    points
}

/// Adds the points between two neighbours.
fn subdivide(
    degrees: (Corner, Corner),
    placed: (Corner, Corner),
    frame: &MapFrame,
    depth: u32,
    points: &mut Vec<Corner>,
) {
    // A curve cannot stray further from a short line than this.
    let length = (placed.1.0 - placed.0.0).hypot(placed.1.1 - placed.0.1);
    if depth == 0 || length < 4.0 {
        return;
    }
    let middle = (f64::midpoint(degrees.0.0, degrees.1.0), f64::midpoint(degrees.0.1, degrees.1.1));
    let middle_placed = frame.place_exactly(middle.0, middle.1);
    let straight = (f64::midpoint(placed.0.0, placed.1.0), f64::midpoint(placed.0.1, placed.1.1));
    let stray = (middle_placed.0 - straight.0).hypot(middle_placed.1 - straight.1);
    if stray <= CURVE_TOLERANCE {
        return;
    }
    subdivide((degrees.0, middle), (placed.0, middle_placed), frame, depth - 1, points);
    points.push(middle_placed);
    subdivide((middle, degrees.1), (middle_placed, placed.1), frame, depth - 1, points);
}

/// A ring from its arcs, without the repeated last corner.
fn chained(ring: &[i32], arcs: &[Vec<Corner>]) -> Vec<Corner> {
    let mut corners: Vec<Corner> = Vec::new();
    for number in ring {
        let Some(arc) = arcs.get(arc_index(*number)) else { continue };
        corners.pop();
        if *number < 0 {
            corners.extend(arc.iter().rev());
        } else {
            corners.extend(arc);
        }
    }
    corners.pop();
    corners
}

/// The nearest point of the grid of [`STEPS_PER_UNIT`].
fn on_grid((x, y): Corner) -> Point {
    let round = |value: f64| ((value * STEPS_PER_UNIT).round() / STEPS_PER_UNIT) as f32;
    Point::new(round(x), round(y))
}

/// On the grid, without repetitions.
fn rounded(corners: &[Corner]) -> Vec<Point> {
    let mut points: Vec<Point> = corners.iter().map(|corner| on_grid(*corner)).collect();
    points.dedup();
    points
}

/// A polygon on the grid with its triangles, and its area; `None` if nothing is left of it.
fn triangulated(rings: &[Vec<Corner>]) -> Option<(f64, MapPolygon)> {
    let mut kept: Vec<Vec<Point>> = Vec::new();
    let mut area = 0.0;
    for (number, ring) in rings.iter().enumerate() {
        let mut points = rounded(ring);
        while points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        let corners: Vec<Corner> = points.iter().map(|point| (f64::from(point.x), f64::from(point.y))).collect();
        let ring_area = clip::signed_area(&corners).abs();
        if points.len() < 3 || ring_area == 0.0 {
            if number == 0 {
                return None;
            }
            continue;
        }
        area += if number == 0 { ring_area } else { -ring_area };
        kept.push(points);
    }
    let points = kept.iter().flatten().map(|point| [f64::from(point.x), f64::from(point.y)]);
    let ends = kept.iter().scan(0, |end, ring| {
        *end += ring.len() as u32;
        Some(*end)
    });
    let hole_starts: Vec<u32> = ends.take(kept.len().saturating_sub(1)).collect();
    let mut triangles: Vec<u32> = Vec::new();
    Earcut::new().earcut(points, &hole_starts, &mut triangles);
    MapPolygon::new(kept, triangles).map(|polygon| (area, polygon))
}
