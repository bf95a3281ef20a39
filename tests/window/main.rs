//! The window by accessible name, without a graphics driver: what a person finds, clicks, types and reads.
#![cfg(feature = "gui")]

#[path = "../support/importing.rs"]
mod importing;
#[path = "../support/league.rs"]
mod league;

mod coding;
mod commands;
mod comparison;
mod contradictions;
mod find;
mod import_window;
mod matrix;
mod projects;
mod reading;
mod rule;
mod timeline;
