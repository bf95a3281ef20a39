//! Where things go: projection, network, roll call, labels.
pub mod geometry;
