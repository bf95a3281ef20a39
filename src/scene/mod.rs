//! What is drawn: plain items in picture points, their colours, and what a click on them opens.
//!
//! Knows no toolkit and no file format. Window and export draw the same [`Scene`].

mod color;
mod glyph;
mod item;
mod palette;
mod target;

pub use crate::layout::face::{Face, ascent, text_width};
pub use color::Color;
pub use glyph::glyph;
pub use item::{
    Align, DASH_GAP, DASH_LENGTH, Dash, Fill, HATCH_PERIOD, HATCH_WIDTH, Item, Layer, STRIPE_PERIOD, Scene, Shape,
    Stroke,
};
pub use palette::{Palette, Theme, ink_on, stance_color};
pub use target::Target;
