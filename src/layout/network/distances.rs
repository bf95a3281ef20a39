//! Shortest ways through a graph, from many nodes at once.
//!
//! Knows steps, not places. Sixty-four sources are searched together, one bit of a word each (multi-source
//! breadth-first search, Then et al. 2014), in a ring of waves as long as the longest link (Dial 1969), so that a
//! thousand sources in ten thousand nodes take hundredths of a second. Easy to get wrong: a node may enter several
//! waves over time, and only bits not seen before count.

use super::graph::Graph;

/// Distance to a node that cannot be reached.
pub(super) const UNREACHED: u16 = u16::MAX;

/// The longest distance that is told apart; nodes further away count as this far.
const FARTHEST: u16 = u16::MAX - 1;

/// One bit for each source.
const SOURCES_PER_BLOCK: usize = u64::BITS as usize;

/// Distances in steps: one row of `graph.nodes()` entries for each of `sources`, in their order.
pub(super) fn rows(graph: &Graph, sources: &[u32]) -> Vec<u16> {
    let nodes = graph.nodes();
    let mut rows = vec![UNREACHED; nodes * sources.len()];
    if nodes > 0 {
        let blocks = rows.chunks_mut(nodes * SOURCES_PER_BLOCK);
        for (block, sources) in blocks.zip(sources.chunks(SOURCES_PER_BLOCK)) {
            fill_block(graph, sources, block);
        }
    }
    rows
}

/// The nodes reached at one distance, with the sources that reach them.
#[derive(Clone)]
struct Wave {
    /// For each node, the sources that are about to reach it, one bit each.
    arriving: Vec<u64>,
    /// The nodes whose `arriving` is not zero, in order of arrival.
    nodes: Vec<u32>,
}

impl Wave {
    fn add(&mut self, node: u32, sources: u64) {
        if let Some(arriving) = self.arriving.get_mut(node as usize) {
            if *arriving == 0 {
                self.nodes.push(node);
            }
            *arriving |= sources;
        }
    }
}

/// Fills the rows of at most 64 sources.
fn fill_block(graph: &Graph, sources: &[u32], block: &mut [u16]) {
    let nodes = graph.nodes();
    let mut seen = vec![0_u64; nodes];
    let mut ring = vec![Wave { arriving: vec![0; nodes], nodes: Vec::new() }; graph.longest_link() as usize + 1];
    if let Some(wave) = ring.first_mut() {
        for (bit, &source) in sources.iter().enumerate() {
            wave.add(source, 1 << bit);
        }
    }
    let mut current = Wave { arriving: vec![0; nodes], nodes: Vec::new() };
    let mut distance = 0_u16;
    let mut slot = 0;
    let mut empty_waves = 0;
    while empty_waves < ring.len() {
        if let Some(wave) = ring.get_mut(slot) {
            std::mem::swap(wave, &mut current);
        }
        empty_waves = if current.nodes.is_empty() { empty_waves + 1 } else { 0 };
        for node in current.nodes.drain(..) {
            let index = node as usize;
            let (Some(arriving), Some(seen_here)) = (current.arriving.get_mut(index), seen.get_mut(index)) else {
                continue;
            };
            let new = std::mem::take(arriving) & !*seen_here;
            *seen_here |= new;
            let mut bits = new;
            while bits != 0 {
                if let Some(entry) = block.get_mut(bits.trailing_zeros() as usize * nodes + index) {
                    *entry = distance;
                }
                bits &= bits - 1;
            }
            if new != 0 {
                for link in graph.links(node) {
                    let onward = new & !seen.get(link.to as usize).copied().unwrap_or(0);
                    let ahead = slot + link.steps as usize;
                    let ahead = if ahead < ring.len() { ahead } else { ahead - ring.len() };
                    if onward != 0
                        && let Some(wave) = ring.get_mut(ahead)
                    {
                        wave.add(link.to, onward);
                    }
                }
            }
        }
        distance = (distance + 1).min(FARTHEST);
        slot = if slot + 1 < ring.len() { slot + 1 } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests may panic")]

    use super::super::Edge;
    use super::super::random::Random;
    use super::*;

    /// Bellman and Ford's algorithm: slow and obviously right.
    fn slow_row(graph: &Graph, source: usize) -> Vec<u16> {
        let mut row = vec![UNREACHED; graph.nodes()];
        row[source] = 0;
        for _ in 0..graph.nodes() {
            for from in 0..graph.nodes() {
                for link in graph.links(from as u32) {
                    let to = link.to as usize;
                    if row[from] != UNREACHED {
                        row[to] = row[to].min(row[from] + link.steps as u16);
                    }
                }
            }
        }
        row
    }

    #[test]
    fn seventy_sources_at_once_agree_with_the_slow_way() {
        let mut random = Random::seeded(7);
        for edges in [20, 60, 150] {
            let edges: Vec<Edge> = (0..edges)
                .map(|_| Edge { a: random.below(70), b: random.below(70), length: (1 + random.below(9)) as f32 / 2.0 })
                .collect();
            let graph = Graph::new(70, &edges);
            let sources: Vec<u32> = (0..70).collect();
            let rows = rows(&graph, &sources);
            for source in 0..70 {
                assert_eq!(rows[source * 70..(source + 1) * 70], slow_row(&graph, source), "from {source}");
            }
        }
    }

    #[test]
    fn a_chain_longer_than_a_byte_counts_on() {
        let edges: Vec<Edge> = (1..1_000).map(|b| Edge { a: b - 1, b, length: 1.0 }).collect();
        let row = rows(&Graph::new(1_000, &edges), &[0]);
        assert_eq!(row, (0..1_000).collect::<Vec<u16>>());
    }

    #[test]
    fn no_nodes_and_no_sources_give_no_rows() {
        assert!(rows(&Graph::new(0, &[]), &[]).is_empty());
        assert!(rows(&Graph::new(5, &[]), &[]).is_empty());
    }
}
