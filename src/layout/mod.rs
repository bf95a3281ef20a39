//! Where things go: projection, network, roll call, labels.
pub mod camera;
pub mod face;
pub mod geography;
pub mod geometry;
pub mod picture;
pub mod projection;
