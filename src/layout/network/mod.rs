//! The network picture: actors placed by the ties between them.
//!
//! Computes places only. Knows no actors, stances or windows; the caller says what is tied and how much room a node
//! needs. Easy to get wrong: the layout depends on the graph alone and not on what a person dragged, so that it never
//! jumps. Pin dragged nodes afterwards, with [`super::overlap::separate`].

mod distances;
mod graph;
mod island;
mod orientation;
mod packing;
mod random;
mod stress;
mod tidiness;

use graph::Graph;
use island::Island;
use random::Random;
use stress::Stress;

use super::geometry::{Point, Rect};
use super::overlap::{Body, Hold, separate, sound_room};

/// Stress is measured from at most this many nodes to all others.
const STRESS_SAMPLES: usize = 500;

/// A tie between two nodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// One end, as an index into the nodes.
    pub a: usize,
    /// The other end. Direction makes no difference.
    pub b: usize,
    /// Desired length in edge lengths: 1.0 for an ordinary tie, less for a close one. Rounded to quarters and clamped
    /// to 0.25..=16.
    pub length: f32,
}

/// What is to be laid out. Loops and edges to nodes that do not exist are ignored; of duplicate edges the shorter
/// counts.
#[derive(Clone, Copy, Debug)]
pub struct Network<'a> {
    /// For each node the room it needs around its anchor, in picture units, such as a disc with its label below.
    pub rooms: &'a [Rect],
    /// In any order; the order does not affect the result.
    pub edges: &'a [Edge],
    /// Least length of an edge of length 1.0, in picture units. The layout grows beyond it where its rooms need that.
    pub edge_length: f32,
    /// Least distance between two rooms along x or y, in picture units.
    pub gap: f32,
    /// Width divided by height of the place where the layout will be shown.
    pub aspect: f32,
}

/// A place for each node, in picture units; the frame around all rooms is centred on the origin.
///
/// Unconnected parts are laid out separately, the largest in the middle, nodes without ties in rows at the edge. Each
/// part has its longer axis horizontal and its first node at the upper left. No two rooms overlap. Equal networks give
/// equal places, to the bit, on every machine.
pub fn arrange(network: &Network<'_>) -> Vec<Point> {
    let Network { rooms, edges, edge_length, gap, aspect } = *network;
    let [edge_length, aspect] =
        [edge_length, aspect].map(|value| if value.is_finite() { value.max(0.01) } else { 1.0 });
    // Rooms keep slightly apart even without a gap, so that rounding a coordinate cannot make them overlap.
    let gap = if gap.is_finite() { gap.max(edge_length / 100.0) } else { edge_length / 100.0 };

    let rooms: Vec<Rect> = rooms.iter().copied().map(sound_room).collect();
    let graph = Graph::new(rooms.len(), edges);
    let (alone, mut parts): (Vec<_>, Vec<_>) = graph.components().into_iter().partition(|part| part.len() == 1);
    // The sort is stable: parts of equal size stay in the order of their first nodes.
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let mut islands: Vec<Island> = parts.into_iter().map(|members| embed(&graph, members, &rooms)).collect();

    let scale = island::scale(&islands, edge_length * graph.unit_per_step);
    for island in &mut islands {
        for body in &mut island.bodies {
            body.at = body.at * scale;
        }
        separate(&mut island.bodies, gap);
    }
    let parting = gap.max(edge_length / 2.0);
    island::pack(&mut islands, parting, aspect);
    if !alone.is_empty() {
        let whole = island::bounds_of(&islands);
        islands.push(island::singles(&alone.concat(), &rooms, gap, parting, aspect, whole));
    }

    let middle = island::bounds_of(&islands).center();
    let mut places = vec![Point::ZERO; rooms.len()];
    for island in &islands {
        for (&member, body) in island.members.iter().zip(&island.bodies) {
            if let Some(place) = places.get_mut(member as usize) {
                *place = body.at - middle;
            }
        }
    }
    places
}

/// One part of the graph, laid out in steps.
fn embed(graph: &Graph, members: Vec<u32>, rooms: &[Rect]) -> Island {
    let mut points = stress::embed(&graph.part(&members));
    orientation::lay_across(&mut points);
    let bodies = members
        .iter()
        .zip(points)
        .map(|(&member, at)| Body {
            at,
            room: rooms.get(member as usize).copied().unwrap_or_default(),
            hold: Hold::Free,
        })
        .collect();
    Island { members, bodies }
}

/// How far a picture is from showing true distances: the mean of `((s e − d) / d)²` over connected pairs of nodes, with
/// `e` their distance among `places`, `d` their distance through the edges and `s` the scale that minimises it. 0 is
/// perfect, 1 is all nodes in one place. Above 500 nodes, pairs with an even sample of 500 are considered.
pub fn normalised_stress(places: &[Point], edges: &[Edge]) -> f64 {
    let graph = Graph::new(places.len(), edges);
    let mut sources: Vec<u32> = (0..places.len() as u32).collect();
    if sources.len() > STRESS_SAMPLES {
        Random::seeded(0).shuffle(&mut sources);
        sources.truncate(STRESS_SAMPLES);
    }
    let rows = distances::rows(&graph, &sources);
    let mut stress = Stress::default();
    for (row, &source) in rows.chunks(places.len().max(1)).zip(&sources) {
        let Some(&from) = places.get(source as usize) else { continue };
        for (&to, &distance) in places.iter().zip(row) {
            stress.add(from, to, distance);
        }
    }
    stress.normalised()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;

    /// A disc of radius 16 with a label below.
    fn rooms(nodes: usize) -> Vec<Rect> {
        vec![Rect::new(Point::new(-35.0, -16.0), Point::new(35.0, 32.0)); nodes]
    }

    fn network<'a>(rooms: &'a [Rect], edges: &'a [Edge]) -> Network<'a> {
        Network { rooms, edges, edge_length: 110.0, gap: 4.0, aspect: 1.6 }
    }

    fn edges(ties: &[(usize, usize)]) -> Vec<Edge> {
        ties.iter().map(|&(a, b)| Edge { a, b, length: 1.0 }).collect()
    }

    /// A hub with a ring of seven, a chain of three, a pair, and four single nodes.
    fn mixed() -> Vec<Edge> {
        edges(&[
            (0, 1),
            (0, 2),
            (0, 3),
            (0, 4),
            (0, 5),
            (0, 6),
            (1, 2),
            (2, 3),
            (3, 4),
            (4, 5),
            (5, 6),
            (6, 1),
            (7, 8),
            (8, 9),
            (10, 11),
        ])
    }

    fn areas(places: &[Point], rooms: &[Rect]) -> Vec<Rect> {
        places.iter().zip(rooms).map(|(&place, room)| Rect::new(room.min + place, room.max + place)).collect()
    }

    fn assert_apart(areas: &[Rect]) {
        for later in 0..areas.len() {
            for earlier in 0..later {
                assert!(!areas[earlier].overlaps(areas[later]), "{earlier} and {later}");
            }
        }
    }

    proptest! {
        // Each case computes two layouts, unoptimised.
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_graph_is_laid_out_apart_around_the_origin_and_alike_each_time(
            ties in prop::collection::vec((0_usize..60, 0_usize..60, 0.0_f32..4.0), 0..90),
            sides in prop::collection::vec((1.0_f32..80.0, 1.0_f32..30.0), 0..60),
        ) {
            let rooms: Vec<Rect> = sides
                .iter()
                .map(|&(width, height)| Rect::new(Point::new(-width / 2.0, -8.0), Point::new(width / 2.0, height)))
                .collect();
            let mut edges: Vec<Edge> = ties.iter().map(|&(a, b, length)| Edge { a, b, length }).collect();
            let places = arrange(&network(&rooms, &edges));
            prop_assert_eq!(places.len(), rooms.len());
            let areas = areas(&places, &rooms);
            assert_apart(&areas);
            let frame = areas.iter().fold(Rect::NOTHING, |frame, area| frame.including(area.min).including(area.max));
            prop_assert!(areas.is_empty() || frame.center().distance(Point::ZERO) < 0.1);

            edges.reverse();
            for edge in &mut edges {
                std::mem::swap(&mut edge.a, &mut edge.b);
            }
            prop_assert_eq!(arrange(&network(&rooms, &edges)), places, "the order of edges and ends counts");
        }
    }

    #[test]
    fn the_largest_part_is_in_the_middle_and_nothing_is_flung_away() {
        let rooms = rooms(16);
        let places = arrange(&network(&rooms, &mixed()));
        assert_apart(&areas(&places, &rooms));
        let reach = |nodes: std::ops::Range<usize>| {
            places[nodes].iter().map(|place| place.distance(Point::ZERO)).fold(0.0, f32::max)
        };
        assert!(reach(0..7) < 330.0, "the ring reaches {}", reach(0..7));
        assert!(reach(7..16) < 530.0, "the others reach {}", reach(7..16));
    }

    #[test]
    fn a_close_tie_is_shorter_than_an_ordinary_one() {
        let edges = [Edge { a: 0, b: 1, length: 1.0 }, Edge { a: 1, b: 2, length: 2.0 }];
        let places = arrange(&network(&rooms(3), &edges));
        let (close, long) = (places[0].distance(places[1]), places[1].distance(places[2]));
        assert!((close - 110.0).abs() < 3.0 && (long - 220.0).abs() < 3.0, "{close} {long}");
        assert!((places[0].y - places[2].y).abs() < 30.0 && places[0].x < places[2].x, "{places:?}");
    }

    #[test]
    fn a_picture_is_the_same_to_the_bit_as_when_this_test_was_written() {
        let places = arrange(&network(&rooms(16), &mixed()));
        let bits = places.iter().fold(0_u64, |hash, place| {
            let bits = u64::from(place.x.to_bits()) << 32 | u64::from(place.y.to_bits());
            (hash ^ bits).wrapping_mul(0x0000_0100_0000_01B3)
        });
        assert_eq!(
            bits, 13_248_717_355_671_194_400,
            "the layout has changed: if that is meant, say so in the change log"
        );
    }

    #[test]
    fn stress_of_a_laid_out_lattice_is_small_and_of_a_heap_is_one() {
        let ties: Vec<(usize, usize)> = (0..36)
            .flat_map(|node| [(node, node + 1), (node, node + 6)])
            .filter(|&(a, b)| b < 36 && (b != a + 1 || b % 6 != 0))
            .collect();
        let edges = edges(&ties);
        let places = arrange(&network(&rooms(36), &edges));
        assert!(normalised_stress(&places, &edges) < 0.03, "{}", normalised_stress(&places, &edges));
        assert!((normalised_stress(&[Point::ZERO; 36], &edges) - 1.0).abs() < 1e-12);
        assert!(normalised_stress(&[], &[]).abs() < 1e-12);
    }
}
