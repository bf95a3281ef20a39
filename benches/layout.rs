//! Processor time and quality of the layouts.
//!
//!     cargo bench --no-default-features --bench layout
//!
//! One thread, median of several runs. Uses the layout layer only. The goals of the network rows are those of issue 2:
//! 2,000 nodes and 6,000 edges in 50 ms at stress 0.17, 10,000 and 30,000 in 500 ms at 0.185.

#[path = "support/figures.rs"]
mod figures;

#[path = "support/chance.rs"]
mod chance;

use chance::Chance;
use std::hint::black_box;
use std::time::Duration;

use cpu_time::ProcessTime;
use demarche::layout::geometry::{Point, Rect, Size};
use demarche::layout::labels::{LabelRequest, place_labels};
use demarche::layout::network::{Edge, Network, arrange, normalised_stress};
use demarche::layout::overlap::{Body, Hold, separate};
use demarche::layout::roll_call::hemicycle;
use figures::Better;

const RUNS: usize = 7;

fn main() {
    figures::begin("layout");
    println!("{:<44} {:>8} {:>8} {:>10} {:>8}", "network (3 edges a node)", "nodes", "edges", "CPU ms", "stress");
    for nodes in [60, 300, 1_000, 2_000, 10_000, 50_000] {
        network_row("actors that attract ties, places only", nodes, &attracting(nodes), 0.0);
    }
    for nodes in [2_000, 10_000] {
        network_row("actors that attract ties, discs apart", nodes, &attracting(nodes), 6.0);
    }
    for nodes in [2_000, 10_000] {
        network_row("even chance, places only", nodes, &even(nodes), 0.0);
        network_row("even chance, discs apart", nodes, &even(nodes), 6.0);
    }
    for nodes in [2_025, 10_000] {
        network_row("lattice, places only", nodes, &lattice(nodes), 0.0);
        network_row("lattice, discs apart", nodes, &lattice(nodes), 6.0);
    }

    println!("\n{:<44} {:>8} {:>10}", "the others", "number", "CPU ms");
    for count in [200, 2_000, 10_000] {
        let requests = labels(count);
        let bounds = Rect::from_min_size(Point::ZERO, Size::new(2_560.0, 1_440.0));
        let (time, placements) = measured(|| place_labels(&requests, &[], bounds));
        let placed = placements.iter().flatten().count();
        row(&format!("labels in 2560×1440 ({placed} placed)"), count, time);
    }
    for count in [100, 2_000, 10_000] {
        let bodies = crowd(count);
        let (time, _) = measured(|| {
            let mut bodies = bodies.clone();
            separate(&mut bodies, 2.0);
            bodies
        });
        row("boxes moved apart, a third of the plane filled", count, time);
    }
    for seats in [32, 500] {
        let (time, _) = measured(|| hemicycle(seats));
        row("seats of a roll call", seats, time);
    }
    figures::finish();
}

fn network_row(name: &str, nodes: usize, edges: &[Edge], disc_radius: f32) {
    let rooms = vec![Rect::from_center_size(Point::ZERO, Size::new(disc_radius * 2.0, disc_radius * 2.0)); nodes];
    let network = Network { rooms: &rooms, edges, edge_length: 60.0, gap: 1.0, aspect: 1.6 };
    let (time, places) = measured(|| arrange(&network));
    let stress = normalised_stress(&places, edges);
    let stored = figures::beside(&format!("{name}, {nodes}"), milliseconds(time), Better::Lower);
    println!("{name:<44} {nodes:>8} {:>8} {:>10.1} {stress:>8.4}{stored}", edges.len(), milliseconds(time));
}

fn row(name: &str, count: usize, time: Duration) {
    let stored = figures::beside(&format!("{name}, {count}"), milliseconds(time), Better::Lower);
    println!("{name:<44} {count:>8} {:>10.3}{stored}", milliseconds(time));
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Median processor time of the runs, and what the last one made.
fn measured<T>(work: impl Fn() -> T) -> (Duration, T) {
    let run = || {
        let start = ProcessTime::now();
        let made = black_box(work());
        (start.elapsed(), made)
    };
    let mut last = run();
    let mut times = vec![last.0];
    for _ in 1..RUNS {
        last = run();
        times.push(last.0);
    }
    times.sort_unstable();
    (times.get(RUNS / 2).copied().unwrap_or_default(), last.1)
}

fn within(chance: &mut Chance, end: f32) -> f32 {
    chance.below(1 << 24) as f32 / (1 << 24) as f32 * end
}

fn tie(a: usize, b: usize) -> Edge {
    Edge { a, b, length: 1.0 }
}

/// Each new actor ties itself to three that are there, more likely to those with many ties (Barabási and Albert 1999):
/// few names are in all the news, most in little of it.
fn attracting(nodes: usize) -> Vec<Edge> {
    let mut chance = Chance(3);
    let mut edges = vec![tie(0, 1), tie(1, 2), tie(2, 0)];
    for node in 3..nodes {
        for _ in 0..3 {
            let end = chance.below(edges.len() * 2);
            if let Some(edge) = edges.get(end / 2) {
                let to = if end.is_multiple_of(2) { edge.a } else { edge.b };
                edges.push(tie(node, to));
            }
        }
    }
    edges
}

/// Each actor ties itself to three others, all equally likely.
fn even(nodes: usize) -> Vec<Edge> {
    let mut chance = Chance(1);
    (0..nodes * 3).map(|tied| tie(tied / 3, chance.below(nodes))).collect()
}

/// A square lattice: a graph that has a true picture.
fn lattice(nodes: usize) -> Vec<Edge> {
    let side = nodes.isqrt();
    let right = (0..nodes).filter(|node| node % side + 1 < side).map(|node| tie(node, node + 1));
    right.chain((side..nodes).map(|node| tie(node - side, node))).collect()
}

fn labels(count: usize) -> Vec<LabelRequest> {
    let mut chance = Chance(5);
    (0..count)
        .map(|index| LabelRequest {
            anchor: Point::new(within(&mut chance, 2_560.0), within(&mut chance, 1_440.0)),
            disc_radius: 5.0,
            size: Size::new(30.0 + within(&mut chance, 60.0), 14.0),
            priority: (index % 10) as u32,
        })
        .collect()
}

fn crowd(count: usize) -> Vec<Body> {
    let mut chance = Chance(9);
    let side = (count as f32 * 40.0 * 20.0 * 3.0).sqrt();
    (0..count)
        .map(|_| Body {
            at: Point::new(within(&mut chance, side), within(&mut chance, side)),
            room: Rect::from_center_size(Point::ZERO, Size::new(40.0, 20.0)),
            hold: Hold::Free,
        })
        .collect()
}
