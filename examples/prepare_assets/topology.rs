//! Reads `TopoJSON` into the program's atlas: countries as rings of shared arcs, in degrees.
//!
//! Knows no map. Easy to get wrong: an arc's number is negative (`!n`) where a ring runs along it backwards, and each
//! arc repeats the last point of the one before.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, ensure};
use demarche::layout::geography::{AtlasCountry, Topology, arc_index};
use serde::Deserialize;

use crate::roles::role_of;

/// Areas that the source sets apart, and the internationally recognised state they are joined to.
const JOINED: [(&str, &str); 2] = [("CYN", "CYP"), ("SOL", "SOM")];

/// A ring, as arc numbers.
type ArcRing = Vec<i32>;

#[derive(Deserialize)]
struct File {
    transform: Transform,
    objects: Objects,
    arcs: Vec<Vec<[i64; 2]>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    countries: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Geometry {
    Polygon { arcs: Vec<ArcRing>, properties: Properties },
    MultiPolygon { arcs: Vec<Vec<ArcRing>>, properties: Properties },
}

#[derive(Deserialize)]
struct Properties {
    a3: String,
}

/// Reads one file of the source.
pub(crate) fn parse(text: &str) -> anyhow::Result<Topology> {
    let file: File = serde_json::from_str(text).context("not the TopoJSON this program knows")?;
    let arcs: Vec<_> = file.arcs.iter().map(|steps| spread_out(in_degrees(steps, &file.transform))).collect();
    let mut countries: BTreeMap<String, Vec<Vec<ArcRing>>> = BTreeMap::new();
    let mut joined = BTreeSet::new();
    for geometry in file.objects.countries.geometries {
        let (polygons, a3) = match geometry {
            Geometry::Polygon { arcs, properties } => (vec![arcs], properties.a3),
            Geometry::MultiPolygon { arcs, properties } => (arcs, properties.a3),
        };
        let state = JOINED.iter().find(|(part, _)| *part == a3).map(|(_, state)| (*state).to_owned());
        joined.extend(state.clone());
        countries.entry(state.unwrap_or(a3)).or_default().extend(polygons);
    }
    ensure!(joined.len() == JOINED.len(), "the file does not set all of {JOINED:?} apart");
    let countries = countries.into_iter().map(|(a3, mut polygons)| {
        let mut disputed = Vec::new();
        if joined.contains(&a3) {
            (polygons, disputed) = dissolved(&polygons, &arcs)?;
        }
        Ok(AtlasCountry { role: role_of(&a3), a3, polygons, disputed })
    });
    Ok(Topology { countries: countries.collect::<anyhow::Result<_>>()?, arcs })
}

/// From steps of the file's grid to degrees.
fn in_degrees(steps: &[[i64; 2]], transform: &Transform) -> Vec<(f64, f64)> {
    let Transform { scale: [scale_x, scale_y], translate: [left, bottom] } = transform;
    let (mut x, mut y) = (0, 0);
    let mut previous: Option<f64> = None;
    let mut points = Vec::with_capacity(steps.len());
    for [step_x, step_y] in steps {
        x += step_x;
        y += step_y;
        let mut lon = x as f64 * scale_x + left;
        if let Some(previous) = previous {
            lon -= 360.0 * ((lon - previous) / 360.0).round();
        }
        previous = Some(lon);
        points.push((lon, y as f64 * scale_y + bottom));
    }
    points
}

/// The source rounds the Vatican to a single point. Its outline, which is also a hole in Italy's land, becomes an
/// octagon of about its true area, 0.45 square kilometres.
fn spread_out(arc: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    const RADIUS_DEGREES: f64 = 0.4 / 111.2;
    let Some((lon, lat)) = arc.first().copied() else { return arc };
    if arc.iter().any(|point| *point != (lon, lat)) {
        return arc;
    }
    let corner = |eighth: u32| {
        let (sin, cos) = (f64::from(eighth % 8) / 8.0 * std::f64::consts::TAU).sin_cos();
        (lon + RADIUS_DEGREES * cos / lat.to_radians().cos(), lat + RADIUS_DEGREES * sin)
    };
    (0..=8).map(corner).collect()
}

/// Joins polygons without holes into one outline: arcs that two of them share fall out and are given apart, the rest is
/// chained again.
fn dissolved(polygons: &[Vec<ArcRing>], arcs: &[Vec<(f64, f64)>]) -> anyhow::Result<(Vec<Vec<ArcRing>>, Vec<u32>)> {
    let mut open: Vec<i32> = polygons.iter().flatten().flatten().copied().collect();
    let numbers: BTreeSet<i32> = open.iter().copied().collect();
    let shared = numbers.iter().filter(|number| **number >= 0 && numbers.contains(&!**number));
    let shared = shared.map(|number| *number as u32).collect();
    open.retain(|number| !numbers.contains(&!number));
    let end = |number: i32, at_start: bool| -> anyhow::Result<(i64, i64)> {
        let arc = arcs.get(arc_index(number)).context("an arc is missing")?;
        let point = if at_start == (number >= 0) { arc.first() } else { arc.last() };
        let (lon, lat) = point.context("an arc is empty")?;
        Ok(((lon * 1e6).round() as i64, (lat * 1e6).round() as i64))
    };
    let mut rings = Vec::new();
    while let Some(first) = open.pop() {
        let mut ring = vec![first];
        let start = end(first, true)?;
        let mut here = end(first, false)?;
        while here != start {
            let next = open.iter().position(|number| end(*number, true).is_ok_and(|point| point == here));
            let number = open.remove(next.context("an outline does not close")?);
            here = end(number, false)?;
            ring.push(number);
        }
        rings.push(vec![ring]);
    }
    Ok((rings, shared))
}
