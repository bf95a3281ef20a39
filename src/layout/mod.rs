//! Where things go: projections, networks, seats, timelines and labels.
pub mod arrange;
pub mod camera;
pub mod face;
pub mod geography;
pub mod geometry;
mod grid;
pub mod labels;
pub mod network;
pub mod overlap;
pub mod picture;
pub mod projection;
pub mod roll_call;
pub mod timeline;
