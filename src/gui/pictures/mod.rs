//! The pictures of the window, and what is done in them by hand.

pub(crate) mod flight;
pub(crate) mod hover_card;
pub(crate) mod matrix_bar;
pub(crate) mod matrix_walk;
pub(crate) mod other_picture;
pub(crate) mod pane;
pub(crate) mod picture_view;
pub(crate) mod presentation;
pub(crate) mod two_sides;
