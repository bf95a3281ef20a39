//! Everything that needs no window: the library as its users see it, and the program on the command line.

#[path = "../support/any_view.rs"]
mod any_view;
#[path = "../support/importing.rs"]
mod importing;
#[path = "../support/league.rs"]
mod league;
#[path = "../support/outline.rs"]
mod outline;
#[path = "../support/program.rs"]
mod program;
#[path = "../support/small_pictures.rs"]
mod small_pictures;
#[path = "../support/waiting.rs"]
mod waiting;

mod architecture;
mod bad_projects;
mod circles;
mod command_line;
mod command_line_refusals;
mod command_line_time;
mod editing;
mod foreign_projects;
mod formats;
mod git_merges;
mod import_files;
mod import_kinds;
mod import_project;
mod maps;
mod matrix_layout;
mod mutated_projects;
mod new_project;
mod palette;
mod pictures;
mod recovering;
mod scene_snapshots;
mod sentences;
mod session;
mod standpoint;
mod templates;
mod undated;
mod views;
