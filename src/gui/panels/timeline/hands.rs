//! What is done with the timeline by hand, kept between frames.

use super::play::Player;
use crate::gui::gesture::Drag;
use crate::gui::widgets::day_field::DayWords;

/// What is done with the timeline by hand.
#[derive(Debug, Default)]
pub(super) struct Hands {
    pub(super) player: Player,
    pub(super) drag: Drag,
    /// From the pointer to the handle that is dragged, in picture points.
    pub(super) grip: f32,
    /// The day of knowledge while it is being written.
    pub(super) known_words: Option<DayWords>,
}
