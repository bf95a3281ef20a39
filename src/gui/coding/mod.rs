//! Coding in the article: which sentence is being coded, the form at its foot, what is suggested, and many statements
//! changed at once.
//!
//! The form stands below the article, never over it, and belongs to the words that the article is open at: whoever
//! opens something else leaves it, and finds what was typed when those words are opened again. The thing easily got
//! wrong: keys 1 to 5 choose a stance everywhere but in a field that takes words.

mod bounds;
mod choice;
mod completion;
mod fields;
mod form;
mod form_ui;
mod keys;
mod looking;
mod name_field;
mod recode;
mod recode_table;
mod state;
mod steps;
mod strip;

pub(crate) use form_ui::foot_ui;
pub(crate) use keys::{article_id, coding_keys, follow};
pub(crate) use recode::RecodingDialog;
pub(crate) use state::{Choosing, Coding};
pub(crate) use steps::{begin, begin_suggestion, take_up};
pub(crate) use strip::strip_ui;
