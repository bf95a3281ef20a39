//! Parts of the window that more than one of its folders uses. They know the session only as something to show.

pub(crate) mod actor_disc;
pub(crate) mod buttons;
pub(crate) mod day_field;
pub(crate) mod dialog;
pub(crate) mod file_picker;
pub(crate) mod named;
pub(crate) mod rows;
pub(crate) mod stance_mark;
pub(crate) mod visible;
