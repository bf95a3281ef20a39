//! What is drawn: plain items in picture points, their colours, and what a click on them opens.
//!
//! Knows no toolkit and no file format. Window and export draw the same [`Scene`].

mod color;
mod face;
mod item;
mod target;

pub use color::Color;
pub use face::{Face, ascent, text_width};
pub use item::{
    Align, DASH_GAP, DASH_LENGTH, Dash, Fill, HATCH_PERIOD, HATCH_WIDTH, Item, Layer, STRIPE_PERIOD, Scene,
    Shape, Stroke,
};
pub use target::Target;
