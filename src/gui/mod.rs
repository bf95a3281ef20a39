//! The window: one face of the session. The only folder that names egui.
//!
//! Functions that draw end in `_ui`, change nothing but what is passing, and return the commands that were asked for.
//!
//! | folder | holds |
//! | --- | --- |
//! | `app` | the native window, who draws where, the keys |
//! | `panels` | what stands around the picture: top bar, overview, reading, search, timeline, status strip |
//! | `pictures` | the pictures and what is done in them by hand; the presentation |
//! | `dialogs` | what opens over the window and belongs to no other folder |
//! | `project`, `importing`, `coding` | work on a project: its settings and actors, articles from files, statements |
//! | `widgets` | parts that several of these use |
//! | `paint` | a scene as the toolkit's shapes |

mod app;
mod ask;
mod coding;
mod dialogs;
mod gesture;
mod importing;
mod in_words;
mod keyboard;
pub mod paint;
mod panels;
mod pictures;
mod project;
mod theme;
mod verbs;
mod widgets;

pub use app::App;
pub use app::window::{Purpose, WindowError, open_window};
pub use theme::prepare;
pub use verbs::command_table;
