//! What is drawn: plain items in picture points, their colours, and what a click on them opens.
//!
//! Knows no toolkit and no file format. Window and export draw the same [`Scene`].

mod color;
mod compose;
mod flag;
mod glyph;
mod hit;
mod item;
mod labels;
mod land;
mod lines;
mod look_faults;
mod matrix;
mod node;
mod palette;
mod poster;
mod request;
mod stance_looks;
mod target;
mod timeline;
mod vision;

pub use crate::layout::face::{Face, ascent, text_width};
pub(crate) use crate::layout::face::{beginning_within, line_laid_out};
pub use color::Color;
pub use compose::compose;
pub use flag::{flag_codes, flag_svg};
pub use glyph::glyph;
pub use item::{
    Align, DASH_GAP, DASH_LENGTH, Dash, Fill, HATCH_PERIOD, HATCH_WIDTH, Item, Layer, STRIPE_PERIOD, Scene, Shape,
    Stroke,
};
pub use look_faults::LookFault;
pub use matrix::SORT_SIGN;
pub use node::{actor_disc, outline};
pub use palette::{Palette, Theme};
pub use poster::{Key, PosterLayout, PosterWords, poster};
pub use request::{Detail, SceneRequest, legend_rows, standing_name};
pub use stance_looks::{StanceLooks, stance_color, stance_sign};
pub use target::{Page, Target};
pub use timeline::{
    HEADROOM, Handle, MOST_EVENTS, TimelineEvent, TimelinePicture, TimelineSceneRequest, draw_handle, draw_known_on,
    draw_timeline_events, event_name, known_rect, mark_name, pill_rect, timeline_events, timeline_marks,
    timeline_not_yet_known, timeline_picture,
};
pub use vision::{APART, Vision, distance};
