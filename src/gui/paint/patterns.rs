//! Hatches and stripes as textures that repeat.
//!
//! Both depend only on `x + y` in picture points, so a texture is one row, and no pattern has a seam. Easily got wrong:
//! the soft edge of a line is one pixel of the device wide, so another size on the screen needs another texture.

use crate::scene::{Color, Fill, HATCH_PERIOD, HATCH_WIDTH, STRIPE_PERIOD};
use egui::{Color32, ColorImage, Context, TextureHandle, TextureOptions, TextureWrapMode};
use std::collections::BTreeMap;

/// Texels of a period.
const TEXELS: usize = 64;
/// A period of fewer pixels than this is not seen as a pattern, but as its mean.
const SMALLEST_PERIOD_PX: f32 = 2.5;

/// A fill, taken apart: what lies below, and what is drawn over it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Layers {
    /// Everywhere.
    pub(super) ground: Color,
    /// Only where the pattern is.
    pub(super) ink: Option<(Pattern, Color)>,
}

/// `ink` where `(x + y) mod period < width`, in picture points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pattern {
    pub(super) period: f32,
    width: f32,
}

/// How `fill` is drawn at so many pixels a picture point.
pub(super) fn layers(fill: Fill, pixels_per_unit: f32) -> Layers {
    let (ground, ink, pattern) = match fill {
        Fill::Solid(ground) => return Layers { ground, ink: None },
        Fill::Hatched { ground, ink } => (ground, ink, Pattern { period: HATCH_PERIOD, width: HATCH_WIDTH }),
        Fill::Striped { first, second } => {
            (second, first, Pattern { period: STRIPE_PERIOD, width: STRIPE_PERIOD / 2.0 })
        }
    };
    if pattern.period * pixels_per_unit < SMALLEST_PERIOD_PX {
        return Layers { ground: ground.mix(ink, pattern.width / pattern.period), ink: None };
    }
    Layers { ground, ink: Some((pattern, ink)) }
}

/// The textures made so far.
#[derive(Default)]
pub(super) struct Patterns {
    /// By period in picture points and eighths of pixels a picture point.
    textures: BTreeMap<(u32, u32), TextureHandle>,
}

impl Patterns {
    /// White where the pattern is; to be repeated, one period a unit of texture.
    pub(super) fn texture(&mut self, ctx: &Context, pattern: Pattern, pixels_per_unit: f32) -> TextureHandle {
        let eighths = (pixels_per_unit * 8.0).round().clamp(1.0, 800.0);
        let key = (pattern.period as u32, eighths as u32);
        if let Some(texture) = self.textures.get(&key) {
            return texture.clone();
        }
        if self.textures.len() > 16 {
            self.textures.clear();
        }
        let options = TextureOptions { wrap_mode: TextureWrapMode::Repeat, ..TextureOptions::LINEAR };
        let texture = ctx.load_texture("pattern", image(pattern, eighths / 8.0), options);
        self.textures.insert(key, texture.clone());
        texture
    }
}

fn image(Pattern { period, width }: Pattern, pixels_per_unit: f32) -> ColorImage {
    // A pixel's way across a line at 45 degrees, measured along x.
    let pixel = (std::f32::consts::SQRT_2 / pixels_per_unit).min(period);
    let pixels = (0..TEXELS)
        .map(|texel| {
            let at = (texel as f32 + 0.5) / TEXELS as f32 * period;
            let covered: f32 = [-period, 0.0, period]
                .into_iter()
                .map(|start| ((at + pixel / 2.0).min(start + width) - (at - pixel / 2.0).max(start)).max(0.0))
                .sum();
            Color32::from_white_alpha((covered / pixel * 255.0).round().clamp(0.0, 255.0) as u8)
        })
        .collect();
    ColorImage::new([TEXELS, 1], pixels)
}
