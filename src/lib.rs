//! Démarche: a diplomacy map you can check.
//!
//! Who stands where on a diplomatic question, worked out from coded sentences by a rule the reader can see. The
//! modules are layers; each may use only those above it in this list.

pub mod cli;
pub mod derive;
pub mod evidence;
pub mod export;
#[cfg(test)]
mod fixtures;
#[cfg(feature = "gui")]
pub mod gui;
pub mod import;
pub mod layout;
pub mod model;
pub mod scene;
pub mod session;
pub mod store;
pub mod suggest;
pub mod view;
