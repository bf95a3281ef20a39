//! The window: one face of the session. The only folder that names egui.
//!
//! Functions that draw end in `_ui`, change nothing but what is passing, and return the commands that were asked for.

mod actor_disc;
mod actor_table;
mod answer_bar;
mod app;
mod coding;
mod compare_menu;
mod day_field;
mod dialogs;
mod flight;
mod hemicycle;
mod history_panel;
mod hover_card;
mod importing;
mod keeping_dialogs;
mod keys;
mod legend;
mod matrix_bar;
mod matrix_walk;
mod moved_dialog;
mod other_picture;
mod overview;
pub mod paint;
mod palette_dialog;
mod passing;
mod photograph;
mod picture_view;
mod presentation;
mod project;
mod reading;
mod record_dialog;
mod rule_strip;
mod saved_views;
mod search_panel;
mod shown;
mod snapshots_dialog;
mod stance_mark;
mod status_strip;
mod tally;
mod theme;
mod timeline;
mod top_bar;
mod two_sides;
mod verbs;
mod visible;
mod window;

pub use app::App;
pub use theme::prepare;
pub use verbs::command_table;
pub use window::{Purpose, WindowError, open_window};
