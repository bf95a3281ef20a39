//! From text to anchors: sentences, mentions of actors, quotations that are found again, search.
//!
//! Pure functions over the model. It reports where words stand and never moves an anchor to other words on its own.

pub mod cursor;
pub mod edit_distance;
pub mod folding;
pub mod locate;
pub mod mentions;
pub mod search;
pub mod sentences;
