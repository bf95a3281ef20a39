//! From countries in degrees to the shapes of each frame: projected, cut, without specks, triangulated.
//!
//! Easily got wrong: an arc is projected and divided once and then used by both its countries, or borders gape.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use demarche::layout::geography::{CountryShape, Geography, LineSides, MapLine, MapPolygon, on_grid};
use demarche::layout::geometry::Point;
use demarche::layout::projection::{Frame, MapFrame};
use earcut::Earcut;

use crate::clip::{self, Corner};
use crate::roles::role_of;
use crate::topology::{ArcRing, Topology, arc_index};

/// Islands smaller than this many square units are left out unless they are a country's largest.
const SPECK_AREA: f64 = 0.3;

/// How far, in map units, a straight piece may stray from the curve that its two ends span in degrees.
const CURVE_TOLERANCE: f64 = 0.01;

/// Land that a frame is not about. What the inset shows is not drawn a second time at the large map's edge, and the tip
/// of Chukotka would put a Russian stance into the inset.
fn is_left_out(a3: &str, frame: Frame) -> bool {
    match frame {
        Frame::Europe => ["CAN", "USA", "SPM"].contains(&a3),
        Frame::NorthAmerica => a3 == "RUS",
    }
}

pub(crate) fn prepare(topology: &Topology) -> anyhow::Result<Geography> {
    let mut europe = prepare_frame(topology, Frame::Europe)?;
    let mut america = prepare_frame(topology, Frame::NorthAmerica)?;
    let countries = topology.countries.keys().filter_map(|a3| {
        let in_europe = europe.polygons.remove(a3).unwrap_or_default();
        let in_america = america.polygons.remove(a3).unwrap_or_default();
        let is_shown = !in_europe.is_empty() || !in_america.is_empty();
        is_shown.then(|| CountryShape::new(a3.clone(), role_of(a3), in_europe, in_america))
    });
    Ok(Geography::new(countries.collect(), europe.lines, america.lines))
}

struct PreparedFrame {
    polygons: BTreeMap<String, Vec<MapPolygon>>,
    lines: Vec<MapLine>,
}

fn prepare_frame(topology: &Topology, id: Frame) -> anyhow::Result<PreparedFrame> {
    let frame = MapFrame::of(id);
    let arcs: Vec<Vec<Corner>> = topology.arcs.iter().map(|arc| projected(arc, &frame)).collect();
    let mut polygons = BTreeMap::new();
    // For each arc the countries whose land it bounds, without those that are left out.
    let mut owners: Vec<Vec<&str>> = vec![Vec::new(); arcs.len()];
    for (a3, parts) in &topology.countries {
        if is_left_out(a3, id) {
            continue;
        }
        let mut pieces: Vec<(f64, MapPolygon, usize)> = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            if !comes_near(part, &arcs, &frame) {
                continue;
            }
            let rings = part.iter().map(|ring| chained(ring, &arcs)).collect::<anyhow::Result<Vec<_>>>()?;
            for piece in clip::polygon(rings, frame.sheet) {
                if let Some((area, polygon)) = meshed(&piece).with_context(|| format!("cannot fill {a3}"))? {
                    pieces.push((area, polygon, number));
                }
            }
        }
        pieces.sort_by(|a, b| b.0.total_cmp(&a.0));
        let kept = pieces.iter().take_while(|piece| piece.0 >= SPECK_AREA).count().max(1);
        pieces.truncate(kept);
        for (_, _, number) in &pieces {
            for arc in parts.get(*number).into_iter().flatten().flatten() {
                let list = owners.get_mut(arc_index(*arc)).context("an arc is missing")?;
                if !list.contains(&a3.as_str()) {
                    list.push(a3);
                }
            }
        }
        polygons.insert(a3.clone(), pieces.into_iter().map(|(_, polygon, _)| polygon).collect());
    }
    let mut lines = Vec::new();
    for (arc, owners) in arcs.into_iter().zip(&owners) {
        let sides = match owners.as_slice() {
            [] => continue,
            [only] => LineSides::Coast((*only).to_owned()),
            [one, other] => LineSides::Border((*one).to_owned(), (*other).to_owned()),
            [..] => anyhow::bail!("more than two countries share an arc: {owners:?}"),
        };
        for piece in clip::line(arc, frame.sheet) {
            let points = rounded(&piece);
            if points.len() > 1 {
                lines.push(MapLine { sides: sides.clone(), points });
            }
        }
    }
    Ok(PreparedFrame { polygons, lines })
}

/// Whether part of a polygon may lie on the sheet. Far ones are not cut: near the projection's antipode they would be
/// torn.
fn comes_near(part: &[ArcRing], arcs: &[Vec<Corner>], frame: &MapFrame) -> bool {
    part.first().into_iter().flatten().filter_map(|number| arcs.get(arc_index(*number))).flatten().any(|(x, y)| {
        let near = frame.sheet.expanded(frame.sheet.width() / 4.0);
        near.contains(Point::new(*x as f32, *y as f32))
    })
}

/// An arc in map units, with points added where a straight line in degrees is a curve on the map.
fn projected(arc: &[(f64, f64)], frame: &MapFrame) -> Vec<Corner> {
    let mut points: Vec<Corner> = Vec::with_capacity(arc.len());
    for pair in arc.windows(2) {
        let [from, to] = pair else { continue };
        let placed = (frame.place_exactly(from.0, from.1), frame.place_exactly(to.0, to.1));
        if points.is_empty() {
            points.push(placed.0);
        }
        divide((*from, *to), placed, frame, 8, &mut points);
        points.push(placed.1);
    }
    points
}

/// Adds the points between two neighbours.
fn divide(degrees: (Corner, Corner), placed: (Corner, Corner), frame: &MapFrame, depth: u32, points: &mut Vec<Corner>) {
    let middle = (f64::midpoint(degrees.0.0, degrees.1.0), f64::midpoint(degrees.0.1, degrees.1.1));
    let middle_placed = frame.place_exactly(middle.0, middle.1);
    let straight = (f64::midpoint(placed.0.0, placed.1.0), f64::midpoint(placed.0.1, placed.1.1));
    let stray = (middle_placed.0 - straight.0).hypot(middle_placed.1 - straight.1);
    if depth == 0 || stray <= CURVE_TOLERANCE {
        return;
    }
    divide((degrees.0, middle), (placed.0, middle_placed), frame, depth - 1, points);
    points.push(middle_placed);
    divide((middle, degrees.1), (middle_placed, placed.1), frame, depth - 1, points);
}

/// A ring from its arcs, without the repeated last corner.
fn chained(ring: &ArcRing, arcs: &[Vec<Corner>]) -> anyhow::Result<Vec<Corner>> {
    let mut corners: Vec<Corner> = Vec::new();
    for number in ring {
        let arc = arcs.get(arc_index(*number)).context("an arc is missing")?;
        corners.pop();
        if *number < 0 {
            corners.extend(arc.iter().rev());
        } else {
            corners.extend(arc);
        }
    }
    corners.pop();
    Ok(corners)
}

/// On the file's grid, without repetitions.
fn rounded(corners: &[Corner]) -> Vec<Point> {
    let mut points: Vec<Point> = corners.iter().map(|(x, y)| on_grid(*x, *y)).collect();
    points.dedup();
    points
}

/// A polygon on the grid with its triangles, and its area; none if nothing is left of it.
fn meshed(rings: &[Vec<Corner>]) -> anyhow::Result<Option<(f64, MapPolygon)>> {
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
                return Ok(None);
            }
            continue;
        }
        area += if number == 0 { ring_area } else { -ring_area };
        kept.push(points);
    }
    let points: Vec<[f64; 2]> = kept.iter().flatten().map(|point| [f64::from(point.x), f64::from(point.y)]).collect();
    let hole_starts: Vec<u32> = kept
        .iter()
        .scan(0, |start, ring| {
            *start += ring.len() as u32;
            Some(*start)
        })
        .take(kept.len().saturating_sub(1))
        .collect();
    let mut triangles: Vec<u32> = Vec::new();
    Earcut::new().earcut(points.iter().copied(), &hole_starts, &mut triangles);
    let filled: f64 = triangles
        .as_chunks::<3>()
        .0
        .iter()
        .map(|corners| {
            let triangle: Vec<Corner> =
                corners.iter().filter_map(|index| points.get(*index as usize)).map(|[x, y]| (*x, *y)).collect();
            clip::signed_area(&triangle).abs()
        })
        .sum();
    ensure!((filled - area).abs() <= 1e-3 * area + 1e-3, "triangles cover {filled} of {area} square units");
    let polygon = MapPolygon::new(kept, triangles).context("the triangles name points that are not there")?;
    Ok(Some((area, polygon)))
}
