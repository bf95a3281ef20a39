//! Where things go: projection, network, roll call, labels.
pub mod camera;
pub mod geography;
pub mod geometry;
pub mod projection;
