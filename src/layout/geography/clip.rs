//! Clips polygons and lines to a rectangle, in any units.
//!
//! Knows no country. A polygon that an edge cuts into several comes out as several: the cut points along an edge are
//! sorted and joined in pairs, so that no false seam runs along the edge between two pieces, as Sutherland and
//! Hodgman's method leaves. Easily got wrong: this holds only while no corner lies exactly on an edge, so cut before
//! rounding.

use crate::layout::geometry::Rect;

/// x and y in map units.
pub(super) type Corner = (f64, f64);

/// A half-plane: inside is where `along · p` exceeds `beyond`.
#[derive(Clone, Copy)]
struct HalfPlane {
    normal: Corner,
    beyond: f64,
}

impl HalfPlane {
    fn height(&self, (x, y): Corner) -> f64 {
        x * self.normal.0 + y * self.normal.1 - self.beyond
    }

    /// Where along the edge a point of it lies.
    fn position(&self, (x, y): Corner) -> f64 {
        y * self.normal.0 - x * self.normal.1
    }

    /// Where the way from one side to the other meets the edge; the same both ways.
    fn crossing(&self, a: Corner, b: Corner) -> Corner {
        let (below, above) = if self.height(a) < self.height(b) { (a, b) } else { (b, a) };
        let share = self.height(below) / (self.height(below) - self.height(above));
        (below.0 + (above.0 - below.0) * share, below.1 + (above.1 - below.1) * share)
    }
}

fn edges(sheet: Rect) -> [HalfPlane; 4] {
    [
        HalfPlane { normal: (1.0, 0.0), beyond: f64::from(sheet.min.x) },
        HalfPlane { normal: (-1.0, 0.0), beyond: -f64::from(sheet.max.x) },
        HalfPlane { normal: (0.0, 1.0), beyond: f64::from(sheet.min.y) },
        HalfPlane { normal: (0.0, -1.0), beyond: -f64::from(sheet.max.y) },
    ]
}

/// The parts of a polygon (outer ring, then holes; the last corner joins the first) inside the sheet.
pub(super) fn polygon(rings: Vec<Vec<Corner>>, sheet: Rect) -> Vec<Vec<Vec<Corner>>> {
    let mut pieces = vec![rings];
    for edge in edges(sheet) {
        pieces = pieces.into_iter().flat_map(|rings| polygon_at_edge(rings, edge)).collect();
    }
    pieces
}

/// The parts of a line inside the sheet.
pub(super) fn line(points: Vec<Corner>, sheet: Rect) -> Vec<Vec<Corner>> {
    let mut pieces = vec![points];
    for edge in edges(sheet) {
        pieces = pieces.into_iter().flat_map(|points| chains(&points, edge)).collect();
    }
    pieces
}

fn polygon_at_edge(rings: Vec<Vec<Corner>>, edge: HalfPlane) -> Vec<Vec<Vec<Corner>>> {
    let inside = |ring: &Vec<Corner>| ring.iter().all(|corner| edge.height(*corner) > 0.0);
    let outside = |ring: &Vec<Corner>| ring.iter().all(|corner| edge.height(*corner) <= 0.0);
    let mut outer_rings = Vec::new();
    let mut holes = Vec::new();
    let mut cut = Vec::new();
    for (number, ring) in rings.into_iter().enumerate() {
        if outside(&ring) {
            if number == 0 {
                return Vec::new();
            }
        } else if !inside(&ring) {
            cut.extend(cut_ring(ring, edge));
        } else if number == 0 {
            outer_rings.push(ring);
        } else {
            holes.push(ring);
        }
    }
    outer_rings.extend(joined_along(cut, edge));
    let mut pieces: Vec<_> = outer_rings.into_iter().map(|ring| vec![ring]).collect();
    for hole in holes {
        let owner = pieces
            .iter_mut()
            .find(|piece| piece.first().zip(hole.first()).is_some_and(|(outer, corner)| ring_contains(outer, *corner)));
        if let Some(piece) = owner {
            piece.push(hole);
        }
    }
    pieces
}

/// The chains of a ring that lies on both sides of the edge, each from where it enters to where it leaves.
fn cut_ring(mut ring: Vec<Corner>, edge: HalfPlane) -> Vec<Vec<Corner>> {
    let first_outside = ring.iter().position(|corner| edge.height(*corner) <= 0.0).unwrap_or(0);
    ring.rotate_left(first_outside);
    ring.extend(ring.first().copied());
    chains(&ring, edge)
}

/// The parts of a line on the inner side.
fn chains(points: &[Corner], edge: HalfPlane) -> Vec<Vec<Corner>> {
    let mut chains: Vec<Vec<Corner>> = Vec::new();
    let mut current: Vec<Corner> = Vec::new();
    let mut previous: Option<Corner> = None;
    for &corner in points {
        let is_inside = edge.height(corner) > 0.0;
        match previous {
            Some(before) if (edge.height(before) > 0.0) != is_inside => {
                current.push(edge.crossing(before, corner));
                if !is_inside {
                    chains.push(std::mem::take(&mut current));
                }
            }
            Some(_) | None => {}
        }
        if is_inside {
            current.push(corner);
        }
        previous = Some(corner);
    }
    if current.len() > 1 {
        chains.push(current);
    }
    chains
}

/// Closes chains that end on the edge into rings, joining neighbouring ends along the edge.
fn joined_along(chains: Vec<Vec<Corner>>, edge: HalfPlane) -> Vec<Vec<Corner>> {
    // Each chain has two ends on the edge; between an even and the following odd end lies land.
    let mut ends: Vec<(f64, usize, bool)> = Vec::new();
    for (number, chain) in chains.iter().enumerate() {
        let (Some(entry), Some(exit)) = (chain.first(), chain.last()) else { continue };
        ends.push((edge.position(*entry), number, true));
        ends.push((edge.position(*exit), number, false));
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut follower: Vec<Option<usize>> = vec![None; chains.len()];
    for pair in ends.chunks(2) {
        let [(_, one, one_enters), (_, other, _)] = pair else { continue };
        let (from, to) = if *one_enters { (*other, *one) } else { (*one, *other) };
        if let Some(slot) = follower.get_mut(from) {
            *slot = Some(to);
        }
    }
    let mut chains: Vec<Option<Vec<Corner>>> = chains.into_iter().map(Some).collect();
    let mut rings = Vec::new();
    for start in 0..chains.len() {
        let mut ring = Vec::new();
        let mut here = Some(start);
        while let Some(number) = here {
            let Some(chain) = chains.get_mut(number).and_then(Option::take) else { break };
            ring.extend(chain);
            here = follower.get(number).copied().flatten();
        }
        if ring.len() > 2 {
            rings.push(ring);
        }
    }
    rings
}

/// Even-odd test.
pub(super) fn ring_contains(ring: &[Corner], (x, y): Corner) -> bool {
    let mut inside = false;
    for ((ax, ay), (bx, by)) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        if (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
            inside = !inside;
        }
    }
    inside
}

/// Area that the rings enclose by the shoelace formula, its sign telling the sense of turning.
pub(super) fn signed_area(ring: &[Corner]) -> f64 {
    ring.iter().zip(ring.iter().cycle().skip(1)).map(|((ax, ay), (bx, by))| ax * by - bx * ay).sum::<f64>() / 2.0
}
