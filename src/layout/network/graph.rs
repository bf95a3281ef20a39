//! The graph behind a network: who is tied to whom, in how many steps, and what is connected.
//!
//! Knows no places. Easy to get wrong: edges are cleaned here and nowhere else (loops and unknown nodes dropped,
//! duplicates merged, sorted), so that the order in which a caller lists them never changes a picture.

use super::Edge;

/// Lengths are kept in whole quarters, so that distances are small integers.
const QUARTERS_PER_UNIT: f32 = 4.0;

/// The longest length kept, in quarters.
const MOST_QUARTERS: u32 = 64;

/// One end of an edge, as seen from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The node at the far end.
    pub(super) to: u32,
    /// Desired length, in the graph's steps; at least 1.
    pub(super) steps: u32,
}

/// An undirected graph in compressed rows: the links of a node are adjacent, sorted by node.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    /// Where the links of each node begin; one entry more than there are nodes.
    starts: Vec<usize>,
    links: Vec<Link>,
    /// Length of one step in the caller's unit: the greatest common divisor of all lengths.
    pub(super) unit_per_step: f32,
}

impl Graph {
    /// Cleans `edges`: lengths are rounded to quarters and clamped to 0.25..=16, of two edges between the same nodes
    /// the shorter counts, loops and edges to nodes that do not exist are dropped.
    pub(super) fn new(nodes: usize, edges: &[Edge]) -> Self {
        let mut ties: Vec<(usize, usize, u32)> = Vec::with_capacity(edges.len() * 2);
        for edge in edges {
            if edge.a != edge.b && edge.a < nodes && edge.b < nodes {
                let quarters = quarters(edge.length);
                ties.push((edge.a, edge.b, quarters));
                ties.push((edge.b, edge.a, quarters));
            }
        }
        ties.sort_unstable();
        ties.dedup_by_key(|&mut (from, to, _)| (from, to));

        let quarters_per_step = ties.iter().fold(0, |divisor, &(_, _, quarters)| common_divisor(quarters, divisor));
        let quarters_per_step = quarters_per_step.max(1);
        let mut starts = Vec::with_capacity(nodes + 1);
        let mut links = Vec::with_capacity(ties.len());
        for (from, to, quarters) in ties {
            while starts.len() <= from {
                starts.push(links.len());
            }
            links.push(Link { to: to as u32, steps: quarters / quarters_per_step });
        }
        starts.resize(nodes + 1, links.len());
        Self { starts, links, unit_per_step: quarters_per_step as f32 / QUARTERS_PER_UNIT }
    }

    /// The number of nodes.
    pub(super) fn nodes(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The links of `node`, sorted by the node they lead to; none for a node that does not exist.
    pub(super) fn links(&self, node: u32) -> &[Link] {
        let node = node as usize;
        match (self.starts.get(node), self.starts.get(node + 1)) {
            (Some(&start), Some(&end)) => self.links.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The longest link, in steps; 0 without links.
    pub(super) fn longest_link(&self) -> u32 {
        self.links.iter().map(|link| link.steps).max().unwrap_or(0)
    }

    /// The connected parts, each a sorted list of nodes, ordered by their lowest node.
    pub(super) fn components(&self) -> Vec<Vec<u32>> {
        let mut seen = vec![false; self.nodes()];
        let mut components = Vec::new();
        for first in 0..self.nodes() as u32 {
            if visit(&mut seen, first) {
                let mut found = vec![first];
                let mut next = 0;
                while let Some(&node) = found.get(next) {
                    next += 1;
                    found.extend(self.links(node).iter().map(|link| link.to).filter(|&to| visit(&mut seen, to)));
                }
                found.sort_unstable();
                components.push(found);
            }
        }
        components
    }

    /// The subgraph of `members` (sorted, closed under links); member `i` becomes node `i`.
    pub(super) fn part(&self, members: &[u32]) -> Self {
        let mut starts = Vec::with_capacity(members.len() + 1);
        let mut links = Vec::new();
        for &member in members {
            starts.push(links.len());
            links.extend(self.links(member).iter().filter_map(|link| {
                let to = members.binary_search(&link.to).ok()?;
                Some(Link { to: to as u32, steps: link.steps })
            }));
        }
        starts.push(links.len());
        Self { starts, links, unit_per_step: self.unit_per_step }
    }
}

/// Marks `node` as visited; returns whether this is its first visit.
fn visit(seen: &mut [bool], node: u32) -> bool {
    seen.get_mut(node as usize).is_some_and(|seen| !std::mem::replace(seen, true))
}

fn quarters(length: f32) -> u32 {
    let length = if length.is_finite() { length } else { 1.0 };
    ((length * QUARTERS_PER_UNIT).round() as u32).clamp(1, MOST_QUARTERS)
}

/// Euclid's algorithm; `common_divisor(a, 0)` is `a`.
fn common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests may panic")]

    use super::*;

    fn edge(a: usize, b: usize, length: f32) -> Edge {
        Edge { a, b, length }
    }

    #[test]
    fn loops_doubles_and_unknown_nodes_are_dropped_and_the_shorter_length_counts() {
        let graph = Graph::new(3, &[edge(1, 0, 2.0), edge(0, 1, 1.0), edge(2, 2, 1.0), edge(1, 9, 1.0)]);
        assert_eq!(graph.links(0), [Link { to: 1, steps: 1 }]);
        assert_eq!(graph.links(1), [Link { to: 0, steps: 1 }]);
        assert_eq!(graph.links(2), []);
        assert!((graph.unit_per_step - 1.0).abs() < f32::EPSILON);
    }

    #[test]
    fn lengths_become_whole_steps_of_their_common_divisor() {
        let graph = Graph::new(3, &[edge(0, 1, 0.5), edge(1, 2, 1.5)]);
        assert!((graph.unit_per_step - 0.5).abs() < f32::EPSILON);
        assert_eq!(graph.links(1), [Link { to: 0, steps: 1 }, Link { to: 2, steps: 3 }]);
    }

    #[test]
    fn lengths_that_are_no_lengths_are_held_to_the_range() {
        let graph = Graph::new(
            4,
            &[edge(0, 1, -3.0), edge(1, 2, f32::NAN), edge(2, 3, 1e30), edge(0, 3, f32::INFINITY), edge(0, 2, 0.0)],
        );
        let steps: Vec<u32> = graph.links(2).iter().map(|link| link.steps).collect();
        assert_eq!(steps, [1, 4, 64]);
    }

    #[test]
    fn components_are_whole_and_ordered_and_parts_are_renumbered() {
        let graph = Graph::new(6, &[edge(5, 1, 1.0), edge(3, 0, 1.0), edge(1, 3, 1.0), edge(2, 2, 1.0)]);
        let components = graph.components();
        assert_eq!(components, [vec![0, 1, 3, 5], vec![2], vec![4]]);
        let part = graph.part(&components[0]);
        assert_eq!(part.nodes(), 4);
        assert_eq!(part.links(1).iter().map(|link| link.to).collect::<Vec<_>>(), [2, 3]);
    }
}
