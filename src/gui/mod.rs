//! The window: one face of the session. The only folder that names egui.
//!
//! Requests go up, state comes down: a function that draws ends in `_ui`, changes nothing but the state that its own panel
//! keeps, and returns what was asked for (`ask`). ARCHITECTURE.md says what each folder holds.

mod app;
mod ask;
mod coding;
mod dialogs;
mod gesture;
mod importing;
mod in_words;
mod keyboard;
mod memo;
pub mod paint;
mod panels;
mod pictures;
mod project;
mod scale;
mod theme;
mod verbs;
mod widgets;

pub use app::App;
pub use app::crash_window::open_crash_window;
pub use app::window::{Purpose, WindowError, open_window};
pub use theme::prepare;
pub use verbs::command_table;
