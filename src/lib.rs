//! Démarche: a diplomacy map you can check.
//!
//! Who stands where on a diplomatic question, worked out from coded sentences by a rule the reader can see. The
//! modules are layers; each may use only those above it in this list.

pub mod model;
pub mod evidence;
pub mod derive;
pub mod layout;
pub mod store;
pub mod scene;
pub mod export;
pub mod view;
pub mod session;
pub mod cli;
#[cfg(feature = "gui")]
pub mod gui;
