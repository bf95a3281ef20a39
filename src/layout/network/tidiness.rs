//! How hard a small picture is to read: ties that cross, and nodes that lie on ties of others.
//!
//! Stress measures neither, so this decides among layouts of nearly equal stress. Knows the graph in steps and its
//! places. Easy to get wrong: ties that share an end meet there and do not cross.

use super::graph::Graph;
use crate::layout::geometry::Point;

/// A node nearer to a tie than this, in steps of an ordinary tie, lies on it.
const ON_TIE: f32 = 0.2;

/// Crossings plus nodes on ties, per tie; 0 without ties. Takes time quadratic in the number of ties.
pub(super) fn disorder(graph: &Graph, place_of: impl Fn(u32) -> Point) -> f64 {
    let nodes = graph.nodes() as u32;
    let ties: Vec<Tie> = (0..nodes)
        .flat_map(|from| graph.links(from).iter().map(move |link| (from, link.to)))
        .filter(|(from, to)| from < to)
        .map(|(from, to)| Tie { from, to, start: place_of(from), end: place_of(to) })
        .collect();
    let near = ON_TIE / graph.unit_per_step;
    let mut faults = 0_u32;
    for (index, tie) in ties.iter().enumerate() {
        faults += ties.iter().take(index).filter(|other| tie.crosses(other)).count() as u32;
        faults += (0..nodes).filter(|&node| tie.touches(node, place_of(node), near)).count() as u32;
    }
    f64::from(faults) / (ties.len().max(1) as f64)
}

/// A link with the places of its ends; `from` is the lower number.
struct Tie {
    from: u32,
    to: u32,
    start: Point,
    end: Point,
}

impl Tie {
    fn ends_at(&self, node: u32) -> bool {
        self.from == node || self.to == node
    }

    fn crosses(&self, other: &Self) -> bool {
        !self.ends_at(other.from)
            && !self.ends_at(other.to)
            && turns_left(self.start, self.end, other.start) != turns_left(self.start, self.end, other.end)
            && turns_left(other.start, other.end, self.start) != turns_left(other.start, other.end, self.end)
    }

    fn touches(&self, node: u32, place: Point, near: f32) -> bool {
        let along = self.end - self.start;
        let way = place - self.start;
        let share = dot(way, along) / dot(along, along).max(f32::MIN_POSITIVE);
        let aside = way - along * share.clamp(0.0, 1.0);
        !self.ends_at(node) && dot(aside, aside) < near * near
    }
}

fn dot(a: Point, b: Point) -> f32 {
    a.x * b.x + a.y * b.y
}

fn turns_left(from: Point, by: Point, to: Point) -> bool {
    let (first, second) = (by - from, to - from);
    first.x * second.y - first.y * second.x > 0.0
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests may panic")]

    use super::super::Edge;
    use super::*;

    fn disorder_of(ties: &[(usize, usize)], places: &[(f32, f32)]) -> f64 {
        let edges: Vec<Edge> = ties.iter().map(|&(a, b)| Edge { a, b, length: 1.0 }).collect();
        disorder(&Graph::new(places.len(), &edges), |node| Point::new(places[node as usize].0, places[node as usize].1))
    }

    #[test]
    fn a_crossed_square_has_one_fault_and_an_open_one_none() {
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        assert!(disorder_of(&[(0, 1), (1, 2), (2, 3), (3, 0)], &corners).abs() < 1e-12);
        assert!((disorder_of(&[(0, 2), (1, 3)], &corners) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_node_on_a_tie_that_is_not_its_own_is_a_fault() {
        assert!((disorder_of(&[(0, 1)], &[(0.0, 0.0), (2.0, 0.0), (1.0, 0.1)]) - 1.0).abs() < 1e-12);
        assert!(disorder_of(&[(0, 1)], &[(0.0, 0.0), (2.0, 0.0), (1.0, 0.5)]).abs() < 1e-12);
        assert!(disorder_of(&[(0, 1), (1, 2)], &[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]).abs() < 1e-12);
    }

    #[test]
    fn no_ties_are_no_disorder() {
        assert!(disorder_of(&[], &[(0.0, 0.0)]).abs() < 1e-12);
    }
}
