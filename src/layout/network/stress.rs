//! Places the nodes of one connected graph so that distances in the picture match distances through the graph.
//!
//! Minimises stress, the sum of `w (e − d)²` over pairs of nodes, where `e` is their distance in the picture, `d` their
//! distance through the graph and `w = d⁻²`, by stochastic gradient descent (Zheng, Pawar, Goodman 2018): pair after
//! pair is moved towards its distance, by less each pass. A large graph looks at pivots only (Ortmann, Klimenta,
//! Brandes 2016), some hundreds of them, drawn evenly: then each stands for as many nodes as the next and needs no weight
//! of its own. Pairs are taken pivot by pivot, and the pivot waits while all others move, so that neighbouring memory
//! is read in order and the processor's vectors are used.
//!
//! Knows neither rooms nor windows. Easy to get wrong: only operations that IEEE 754 defines exactly (+ − × ÷ and the
//! square root) may be used, because sines, powers and logarithms differ between systems.

use super::distances::{self, UNREACHED};
use super::graph::Graph;
use super::random::Random;
use super::tidiness;
use crate::layout::geometry::Point;

/// For graphs of at most this many nodes all pairs are considered.
const MOST_PIVOTS: usize = 700;

/// The most distances kept at once (32 MB); very large graphs get fewer pivots.
const MOST_DISTANCES: usize = 16_000_000;

/// Passes over all pairs of a small graph.
const PASSES_OVER_ALL_PAIRS: usize = 30;

/// Passes over the pivots of a large graph; each further one adds a twentieth to the time and less than a hundredth to
/// quality.
const PASSES_OVER_PIVOTS: usize = 10;

/// Small graphs are laid out from several random starts, as many as stay below this number of pairs.
const PAIRS_IN_ALL_STARTS: usize = 200_000;

/// More starts than this find nothing better.
const MOST_STARTS: usize = 32;

/// How much more stress a layout may have for one crossing less per tie.
const STRESS_FOR_DISORDER: f64 = 0.05;

/// Share of the gap by which the last pass still closes a pair at distance 1.
const LAST_STEP: f32 = 0.03;

/// Prevents a division by zero where two nodes coincide.
const TINY: f32 = 1e-9;

/// A place for each node, in steps of the graph, centred nowhere in particular. `graph` must be connected.
pub(super) fn embed(graph: &Graph) -> Vec<Point> {
    let nodes = graph.nodes();
    let sources = Sources::of(graph, &mut Random::seeded(nodes as u64));
    let starts = if sources.nodes.len() < nodes { 1 } else { PAIRS_IN_ALL_STARTS / (nodes * nodes).max(1) };
    // A handful of nodes has few distinct layouts to choose from.
    let starts = starts.min(nodes * nodes / 4).clamp(1, MOST_STARTS);
    let mut best = (f64::INFINITY, Places::default());
    for seed in 0..starts as u64 {
        let places = descend(graph, &sources, &mut Random::seeded(seed));
        let cost = if starts > 1 {
            let disorder = tidiness::disorder(graph, |node| places.get(node));
            sources.stress(&places).normalised() + STRESS_FOR_DISORDER * disorder
        } else {
            0.0
        };
        if cost < best.0 {
            best = (cost, places);
        }
    }
    let Places { x, y } = best.1;
    x.into_iter().zip(y).map(|(x, y)| Point::new(x, y)).collect()
}

/// Pivots and the distances of all nodes from them.
struct Sources {
    nodes: Vec<u32>,
    /// One row for each source, in the order of `nodes`.
    rows: Vec<u16>,
}

impl Sources {
    /// All nodes of a small graph, an even sample of a large one.
    fn of(graph: &Graph, random: &mut Random) -> Self {
        let count = graph.nodes();
        let mut nodes: Vec<u32> = (0..count as u32).collect();
        let pivots = MOST_PIVOTS.min(MOST_DISTANCES / count.max(1)).max(1);
        if pivots < count {
            random.shuffle(&mut nodes);
            nodes.truncate(pivots);
        }
        let rows = distances::rows(graph, &nodes);
        Self { nodes, rows }
    }

    /// The row of distances from source number `index`.
    fn row(&self, index: usize, nodes: usize) -> &[u16] {
        self.rows.get(index * nodes..(index + 1) * nodes).unwrap_or_default()
    }

    /// Over all pairs of a source and a node.
    fn stress(&self, places: &Places) -> Stress {
        let mut stress = Stress::default();
        let nodes = places.x.len();
        for (index, &source) in self.nodes.iter().enumerate() {
            let from = places.get(source);
            for ((&x, &y), &distance) in places.x.iter().zip(&places.y).zip(self.row(index, nodes)) {
                stress.add(from, Point::new(x, y), distance);
            }
        }
        stress
    }
}

/// Coordinates in separate arrays, as the inner loop needs them.
#[derive(Clone, Debug, Default)]
struct Places {
    x: Vec<f32>,
    y: Vec<f32>,
}

impl Places {
    fn scattered(nodes: usize, random: &mut Random) -> Self {
        let mut places = Self { x: Vec::with_capacity(nodes), y: Vec::with_capacity(nodes) };
        for _ in 0..nodes {
            places.x.push(random.unit());
            places.y.push(random.unit());
        }
        places
    }

    /// The origin for a node that does not exist.
    fn get(&self, node: u32) -> Point {
        match (self.x.get(node as usize), self.y.get(node as usize)) {
            (Some(&x), Some(&y)) => Point::new(x, y),
            _ => Point::ZERO,
        }
    }

    fn set(&mut self, node: u32, place: Point) {
        if let (Some(x), Some(y)) = (self.x.get_mut(node as usize), self.y.get_mut(node as usize)) {
            (*x, *y) = (place.x, place.y);
        }
    }
}

/// One descent from random places.
fn descend(graph: &Graph, sources: &Sources, random: &mut Random) -> Places {
    let nodes = graph.nodes();
    let mut places = Places::scattered(nodes, random);
    let longest = f32::from(sources.row(0, nodes).iter().copied().max().unwrap_or(1)).max(1.0);
    let passes = if sources.nodes.len() == nodes { PASSES_OVER_ALL_PAIRS } else { PASSES_OVER_PIVOTS };
    // At first even the pair at the longest distance is moved by the whole gap.
    let mut step = longest * longest;
    let shrink = root(LAST_STEP / step, passes - 1);
    let mut order: Vec<usize> = (0..sources.nodes.len()).collect();
    for _ in 0..passes {
        random.shuffle(&mut order);
        for &index in &order {
            if let Some(&source) = sources.nodes.get(index) {
                pull_to(places.get(source), sources.row(index, nodes), step, &mut places);
            }
        }
        if sources.nodes.len() < nodes {
            pull_along_links(graph, step * sources.nodes.len() as f32 / nodes as f32, &mut places);
        }
        step *= shrink;
    }
    places
}

/// Moves every node towards its distance from `source`: by the whole gap where `step / d²` is 1 or more.
fn pull_to(source: Point, distances: &[u16], step: f32, places: &mut Places) {
    for ((x, y), &distance) in places.x.iter_mut().zip(&mut places.y).zip(distances) {
        let (dx, dy) = (*x - source.x, *y - source.y);
        let pull = pull(dx, dy, f32::from(distance), step);
        *x -= pull * dx;
        *y -= pull * dy;
    }
}

/// The share of the way (`dx`, `dy`) by which a pair moves closer: `min(step / d², 1) (e − d) / e`, arranged to divide
/// once. For a node and itself the way is 0, whatever the share.
#[inline]
fn pull(dx: f32, dy: f32, wanted: f32, step: f32) -> f32 {
    let found = (dx * dx + dy * dy).sqrt();
    let squared = wanted * wanted;
    let step = if step < squared { step } else { squared };
    let below = squared * found;
    let below = if below > TINY { below } else { TINY };
    step * (found - wanted) / below
}

/// Moves both ends of every link; the pivots consider a link only where they are an end of it.
fn pull_along_links(graph: &Graph, step: f32, places: &mut Places) {
    for from in 0..graph.nodes() as u32 {
        let mut here = places.get(from);
        for link in graph.links(from) {
            let way = here - places.get(link.to);
            here = here - way * pull(way.x, way.y, link.steps as f32, step);
        }
        places.set(from, here);
    }
}

/// The `degree`th root of a number between 0 and 1 by bisection; multiplications only, so the same on every system.
fn root(of: f32, degree: usize) -> f32 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..60 {
        let middle = low.midpoint(high);
        let power = (0..degree).fold(1.0, |power, _| power * middle);
        if power < f64::from(of) { low = middle } else { high = middle }
    }
    low as f32
}

/// Sums over pairs that give the stress at the best scale.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stress {
    pairs: f64,
    /// Sum of `e / d`.
    ratios: f64,
    /// Sum of `(e / d)²`.
    squares: f64,
}

impl Stress {
    /// Adds a pair; `distance` in steps. A node with itself, or one out of reach, is not counted.
    pub(super) fn add(&mut self, a: Point, b: Point, distance: u16) {
        if distance == 0 || distance == UNREACHED {
            return;
        }
        let (dx, dy) = (f64::from(a.x - b.x), f64::from(a.y - b.y));
        let squared = (dx * dx + dy * dy) / (f64::from(distance) * f64::from(distance));
        self.pairs += 1.0;
        self.ratios += squared.sqrt();
        self.squares += squared;
    }

    /// Mean of `((s e − d) / d)²` at the scale `s` that minimises it: 0 for a perfect picture, 1 where all nodes are in
    /// one place. 0 without pairs.
    pub(super) fn normalised(self) -> f64 {
        if self.pairs == 0.0 {
            0.0
        } else if self.squares == 0.0 {
            1.0
        } else {
            1.0 - self.ratios * self.ratios / (self.squares * self.pairs)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Edge;
    use super::*;

    fn lattice(side: usize) -> Graph {
        let mut edges = Vec::new();
        for node in 0..side * side {
            if node % side + 1 < side {
                edges.push(Edge { a: node, b: node + 1, length: 1.0 });
            }
            if node + side < side * side {
                edges.push(Edge { a: node, b: node + side, length: 1.0 });
            }
        }
        Graph::new(side * side, &edges)
    }

    fn stress_of(graph: &Graph) -> f64 {
        let places = embed(graph);
        let places =
            Places { x: places.iter().map(|place| place.x).collect(), y: places.iter().map(|place| place.y).collect() };
        let nodes: Vec<u32> = (0..graph.nodes() as u32).collect();
        Sources { rows: distances::rows(graph, &nodes), nodes }.stress(&places).normalised()
    }

    #[test]
    fn a_lattice_unfolds() {
        assert!(stress_of(&lattice(7)) < 0.0195, "{}", stress_of(&lattice(7)));
    }

    #[test]
    fn a_lattice_of_more_nodes_than_pivots_unfolds_as_well() {
        assert!(stress_of(&lattice(40)) < 0.0135, "{}", stress_of(&lattice(40)));
    }

    #[test]
    fn a_chain_is_stretched_to_its_length() {
        let edges: Vec<Edge> = (1..10).map(|b| Edge { a: b - 1, b, length: 1.0 }).collect();
        let places = embed(&Graph::new(10, &edges));
        let length = places.first().zip(places.last()).map(|(first, last)| first.distance(*last));
        assert!(length.is_some_and(|length| length > 8.9), "{length:?}");
    }

    #[test]
    fn a_root_multiplied_out_is_the_number_again() {
        for degree in [1, 11, 29] {
            let product = (0..degree).fold(1.0, |product, _| product * root(0.002, degree));
            assert!((product - 0.002).abs() < 1e-6, "{degree}: {product}");
        }
    }

    #[test]
    fn stress_is_nought_for_a_true_picture_at_any_scale_and_one_for_a_heap() {
        let at = |x| Point::new(x, 0.0);
        let (mut true_picture, mut heap) = (Stress::default(), Stress::default());
        for (a, b, distance) in [(0.0, 7.0, 1), (7.0, 14.0, 1), (0.0, 14.0, 2)] {
            true_picture.add(at(a), at(b), distance);
            heap.add(at(0.0), at(0.0), distance);
        }
        assert!(true_picture.normalised().abs() < 1e-12);
        assert!((heap.normalised() - 1.0).abs() < 1e-12);
    }
}
