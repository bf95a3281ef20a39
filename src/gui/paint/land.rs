//! The land of a map as triangles, in map units, made once for the whole program.
//!
//! Knows no colour. A picture only has to scale and shift these points, which takes a fraction of a millisecond for all
//! countries. Easily got wrong: a picture must not carry every bay that is smaller than a pixel, so there are coarser
//! copies, and countries that touch must be coarsened alike.

use super::pen::{Joining, LineBrush, Paint, double_area, miters, strip};
use crate::layout::geography::{Geography, LineKind, LineSides, MapLine, MapPolygon};
use crate::layout::geometry::Point;
use crate::layout::projection::MapFrame;
use egui::{Mesh, Pos2, Rect, Vec2, pos2};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// All points in a cell of this width are drawn as one, in map units; 0 leaves all of them.
const LATTICES: [f32; 7] = [0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0];
/// A cell is small enough if it is not wider than this, in screen points.
const FINE_ENOUGH: f32 = 0.8;

/// From map units to screen points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placing {
    /// Screen points per map unit.
    pub(super) scale: f32,
    /// Screen point of the map's origin.
    pub(super) offset: Pos2,
}

impl Placing {
    fn point(self, at: Pos2) -> Pos2 {
        pos2(at.x * self.scale + self.offset.x, at.y * self.scale + self.offset.y)
    }

    /// Screen rectangle of a rectangle in map units.
    pub(super) fn rect(self, rect: Rect) -> Rect {
        Rect::from_min_max(self.point(rect.min), self.point(rect.max))
    }
}

/// All land of a map, as fine as a lattice allows.
#[derive(Default)]
pub(super) struct Land {
    countries: BTreeMap<String, Vec<PolygonMesh>>,
    lines: Vec<Line>,
}

/// As many maps are kept, each as fine as it was asked for.
const KEPT: usize = 16;

/// One polygon.
pub(super) struct PolygonMesh {
    /// In map units.
    bounds: Rect,
    /// Corners of the triangles.
    points: Vec<Pos2>,
    /// Each point of each ring, and the way out of the land.
    rings: Vec<Vec<(Pos2, Vec2)>>,
    /// Triangles of the inside, then of the soft rim, whose outer points follow after `points`.
    indices: Vec<u32>,
}

/// One border or coast.
pub(super) struct Line {
    kind: LineKind,
    /// In map units.
    bounds: Rect,
    path: Vec<(Pos2, Vec2)>,
}

impl Land {
    /// The land of a map for this many screen points per map unit.
    pub(super) fn of(frame: &MapFrame, points_per_unit: f32) -> Arc<Self> {
        type Kept = Vec<(MapFrame, f32, Arc<Land>)>;
        static LANDS: OnceLock<Mutex<Kept>> = OnceLock::new();
        let Some(lattice) = LATTICES.into_iter().rev().find(|width| width * points_per_unit <= FINE_ENOUGH) else {
            return Arc::default();
        };
        let mut lands = LANDS.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., land)) = lands.iter().find(|(of, width, _)| of == frame && *width == lattice) {
            return Arc::clone(land);
        }
        let land = Arc::new(Self::made(&Geography::of(frame), lattice));
        if lands.len() == KEPT {
            lands.remove(0);
        }
        lands.push((*frame, lattice, Arc::clone(&land)));
        land
    }

    fn made(geography: &Geography, lattice: f32) -> Self {
        let mut cells = Cells { width: lattice, chosen: BTreeMap::new() };
        let countries = geography
            .countries()
            .map(|country| {
                let polygons = country.polygons().iter().filter_map(|polygon| PolygonMesh::new(polygon, &mut cells));
                (country.a3.clone(), polygons.collect::<Vec<_>>())
            })
            .filter(|(_, polygons)| !polygons.is_empty())
            .collect();
        let lines = geography.lines().iter().filter_map(|line| Line::new(line, &mut cells)).collect();
        Self { countries, lines }
    }

    /// The polygons of a country (ISO 3166-1 alpha-3).
    pub(super) fn polygons(&self, country: &str) -> &[PolygonMesh] {
        self.countries.get(country).map_or(&[], Vec::as_slice)
    }

    /// Every line of a kind, once.
    pub(super) fn lines(&self, kind: LineKind) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.kind == kind)
    }
}

/// For each cell of the plane the one point that stands for all in it, the same for every country and line, so that
/// neighbours still meet.
struct Cells {
    width: f32,
    chosen: BTreeMap<(i32, i32), Pos2>,
}

impl Cells {
    fn point(&mut self, point: Point) -> Pos2 {
        let at = pos2(point.x, point.y);
        if self.width > 0.0 {
            let cell = ((point.x / self.width).floor() as i32, (point.y / self.width).floor() as i32);
            *self.chosen.entry(cell).or_insert(at)
        } else {
            at
        }
    }

    /// The points that are left of a polygon, and for each of its points which of them it became.
    fn points(&mut self, polygon: &MapPolygon) -> (Vec<Pos2>, Vec<u32>) {
        let all: Vec<Pos2> = polygon.points().map(|point| self.point(point)).collect();
        if self.width == 0.0 {
            let became = (0..all.len() as u32).collect();
            return (all, became);
        }
        let mut points: Vec<Pos2> = Vec::new();
        let mut known: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        let became = all
            .into_iter()
            .map(|at| {
                *known.entry((at.x.to_bits(), at.y.to_bits())).or_insert_with(|| {
                    points.push(at);
                    points.len() as u32 - 1
                })
            })
            .collect();
        (points, became)
    }
}

fn bounds_of(points: &[Pos2]) -> Rect {
    Rect::from_points(points)
}

impl PolygonMesh {
    /// None if nothing of it is left.
    fn new(polygon: &MapPolygon, cells: &mut Cells) -> Option<Self> {
        let (points, became) = cells.points(polygon);
        let mut indices: Vec<u32> = Vec::new();
        for triangle in polygon.triangles.as_chunks::<3>().0 {
            let [a, b, c] = triangle.map(|index| became.get(index as usize).copied().unwrap_or_default());
            if a != b && b != c && c != a {
                indices.extend([a, b, c]);
            }
        }
        let mut rings = Vec::new();
        let mut rest = became.as_slice();
        let mut outer = points.len() as u32;
        for (number, ring) in polygon.rings.iter().enumerate() {
            let (of_ring, others) = rest.split_at_checked(ring.len())?;
            rest = others;
            let mut corners = of_ring.to_vec();
            corners.dedup();
            while corners.len() > 1 && corners.first() == corners.last() {
                corners.pop();
            }
            if corners.len() < 3 {
                continue;
            }
            let at: Vec<Pos2> = corners.iter().filter_map(|corner| points.get(*corner as usize).copied()).collect();
            // To the left of a ring that goes round with positive area lies its inside; a hole's inside is not land.
            let is_hole = number > 0;
            let out = if (double_area(&at) > 0.0) == is_hole { 1.0 } else { -1.0 };
            let count = corners.len();
            for (index, corner) in corners.iter().enumerate() {
                let next = (index + 1) % count;
                let next_corner = corners.get(next).copied().unwrap_or_default();
                let (rim, next_rim) = (outer + index as u32, outer + next as u32);
                indices.extend([*corner, next_corner, rim, rim, next_corner, next_rim]);
            }
            outer += count as u32;
            let ways = miters(&at, Joining::Closed).into_iter().map(|miter| miter * out);
            rings.push(at.iter().copied().zip(ways).collect());
        }
        (!indices.is_empty()).then(|| Self { bounds: bounds_of(&points), points, rings, indices })
    }

    /// Whether any of it may be seen in `window` (screen points).
    pub(super) fn is_in(&self, window: Rect, placing: Placing) -> bool {
        placing.rect(self.bounds).intersects(window)
    }

    /// Adds its triangles. The edge fades over `fade` screen points, outwards, so that neighbours meet without a gap.
    pub(super) fn fill(&self, mesh: &mut Mesh, placing: Placing, fade: f32, paint: Paint) {
        let base = mesh.vertices.len() as u32;
        mesh.indices.extend(self.indices.iter().map(|index| index + base));
        mesh.vertices.extend(self.points.iter().map(|point| paint.at(placing.point(*point))));
        for ring in &self.rings {
            mesh.vertices.extend(ring.iter().map(|(point, out)| paint.faded_at(placing.point(*point) + *out * fade)));
        }
    }

    /// Adds its outline as an unbroken line.
    pub(super) fn stroke(&self, mesh: &mut Mesh, placing: Placing, brush: &LineBrush) {
        for ring in &self.rings {
            let path = ring.iter().map(|(point, out)| (placing.point(*point), *out));
            strip(mesh, path, Joining::Closed, brush);
        }
    }

    /// Its rings in screen points, each ending where it began.
    pub(super) fn rings(&self, placing: Placing) -> impl Iterator<Item = Vec<Pos2>> {
        self.rings
            .iter()
            .map(move |ring| ring.iter().chain(ring.first()).map(|(point, _)| placing.point(*point)).collect())
    }
}

impl Line {
    /// None if nothing of it is left.
    fn new(line: &MapLine, cells: &mut Cells) -> Option<Self> {
        let mut points: Vec<Pos2> = line.points.iter().map(|point| cells.point(*point)).collect();
        points.dedup();
        let bounds = bounds_of(&points);
        // An island that is hardly more than a cell is left to its inside.
        let is_a_speck = matches!(line.sides, LineSides::Coast(_)) && bounds.size().max_elem() < 2.0 * cells.width;
        if points.len() < 2 || is_a_speck {
            return None;
        }
        let is_loop = points.len() > 3 && points.first() == points.last();
        let mut miters = miters(&points, Joining::Open);
        if is_loop {
            // Where it comes back, both ends turn the same way, so that they meet without a notch.
            let round = super::pen::miters(points.get(..points.len() - 1)?, Joining::Closed);
            let meeting = round.first().copied()?;
            *miters.first_mut()? = meeting;
            *miters.last_mut()? = meeting;
        }
        Some(Self { kind: line.kind(), bounds, path: points.into_iter().zip(miters).collect() })
    }

    /// Whether any of it may be seen in `window` (screen points).
    pub(super) fn is_in(&self, window: Rect, placing: Placing) -> bool {
        placing.rect(self.bounds).intersects(window)
    }

    /// Adds it as an unbroken line.
    pub(super) fn stroke(&self, mesh: &mut Mesh, placing: Placing, brush: &LineBrush) {
        let path = self.path.iter().map(|(point, miter)| (placing.point(*point), *miter));
        strip(mesh, path, Joining::Open, brush);
    }

    /// Its points in screen points.
    pub(super) fn points(&self, placing: Placing) -> Vec<Pos2> {
        self.path.iter().map(|(point, _)| placing.point(*point)).collect()
    }
}
