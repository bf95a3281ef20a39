//! Hatches and stripes as textures that repeat.
//!
//! Both depend only on `x + y` in picture points, so a texture is one row, and no pattern has a seam. Its colours are in
//! the texture, so that an inside is drawn once and not ground and ink apart. Easily got wrong: the soft edge of a line
//! is one pixel of the device wide, so another size on the screen needs another texture.

use super::color32;
use crate::scene::{Color, Fill, HATCH_PERIOD, HATCH_WIDTH, STRIPE_PERIOD};
use egui::{Color32, ColorImage, Context, TextureHandle, TextureOptions, TextureWrapMode};
use std::collections::BTreeMap;

/// Texels of a period.
const TEXELS: usize = 64;
/// A period of fewer pixels than this is not seen as a pattern, but as its mean.
const SMALLEST_PERIOD_PX: f32 = 2.5;
/// Textures that are kept; more are only needed while a picture is resized.
const MOST_KEPT: usize = 64;

/// How an inside looks at a size on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Inside {
    /// One colour.
    Plain(Color),
    /// Two.
    Patterned(Pattern),
}

/// `ink` where `(x + y) mod period < width`, in picture points; `ground` elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pattern {
    pub(super) period: f32,
    width: f32,
    ground: Color,
    ink: Color,
}

impl Inside {
    /// How `fill` looks at so many pixels a picture point.
    pub(super) fn of(fill: Fill, pixels_per_unit: f32) -> Self {
        let pattern = match fill {
            Fill::Solid(color) => return Self::Plain(color),
            Fill::Hatched { ground, ink } => Pattern { period: HATCH_PERIOD, width: HATCH_WIDTH, ground, ink },
            Fill::Striped { first, second } => {
                Pattern { period: STRIPE_PERIOD, width: STRIPE_PERIOD / 2.0, ground: second, ink: first }
            }
        };
        let Pattern { period, width, ground, ink } = pattern;
        if period * pixels_per_unit < SMALLEST_PERIOD_PX {
            Self::Plain(ground.mix(ink, width / period))
        } else {
            Self::Patterned(pattern)
        }
    }

    /// Whether nothing of it can be seen.
    pub(super) fn is_clear(self) -> bool {
        match self {
            Self::Plain(color) => color.a == 0,
            Self::Patterned(Pattern { ground, ink, .. }) => ground.a == 0 && ink.a == 0,
        }
    }

    /// Whether nothing shines through.
    pub(super) fn is_opaque(self) -> bool {
        match self {
            Self::Plain(color) => color.a == u8::MAX,
            Self::Patterned(Pattern { ground, ink, .. }) => ground.a == u8::MAX && ink.a == u8::MAX,
        }
    }
}

/// The textures made so far.
#[derive(Default)]
pub(super) struct Patterns {
    /// By ground, ink, period in picture points and eighths of pixels a picture point.
    textures: BTreeMap<(Color, Color, u32, u32), TextureHandle>,
}

impl Patterns {
    /// A texture to be repeated, one period a unit of texture.
    pub(super) fn texture(&mut self, ctx: &Context, pattern: Pattern, pixels_per_unit: f32) -> TextureHandle {
        let eighths = (pixels_per_unit * 8.0).round().clamp(1.0, 800.0);
        let key = (pattern.ground, pattern.ink, pattern.period as u32, eighths as u32);
        if let Some(texture) = self.textures.get(&key) {
            return texture.clone();
        }
        if self.textures.len() >= MOST_KEPT {
            self.textures.clear();
        }
        let options = TextureOptions { wrap_mode: TextureWrapMode::Repeat, ..TextureOptions::LINEAR };
        let texture = ctx.load_texture("pattern", image(pattern, eighths / 8.0), options);
        self.textures.insert(key, texture.clone());
        texture
    }
}

fn image(Pattern { period, width, ground, ink }: Pattern, pixels_per_unit: f32) -> ColorImage {
    // A pixel's way across a line at 45 degrees, measured along x.
    let pixel = (std::f32::consts::SQRT_2 / pixels_per_unit).min(period);
    let pixels: Vec<Color32> = (0..TEXELS)
        .map(|texel| {
            let at = (texel as f32 + 0.5) / TEXELS as f32 * period;
            let covered: f32 = [-period, 0.0, period]
                .into_iter()
                .map(|start| ((at + pixel / 2.0).min(start + width) - (at - pixel / 2.0).max(start)).max(0.0))
                .sum();
            color32(ground.mix(ink, (covered / pixel).clamp(0.0, 1.0)))
        })
        .collect();
    ColorImage::new([TEXELS, 1], pixels)
}
