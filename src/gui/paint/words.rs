//! Lines of text, laid out once and kept.
//!
//! Knows no scene. Easily got wrong: a laid-out line points into the toolkit's font texture, which is begun anew when it
//! is full; [`Words::refresh`] notices that, and must be called in every pass that draws.

use super::fonts::font_family;
use crate::scene::{Face, line_laid_out};
use egui::epaint::Vertex;
use egui::{Color32, Context, FontId, Galley, Mesh, Pos2, Rect, vec2};
use std::collections::BTreeMap;
use std::f32::consts::FRAC_1_SQRT_2;
use std::sync::Arc;

/// More lines than this are not kept beyond the picture they are in.
const MOST_KEPT: usize = 1000;
/// The largest letters that are set, in screen points.
const LARGEST_SIZE: f32 = 300.0;
/// How far the rim of letters reaches, in picture points; half the width of the stroke in an export.
pub(super) const HALO_REACH: f32 = crate::export::HALO_WIDTH / 2.0;

/// The lines laid out so far.
#[derive(Default)]
pub(super) struct Words {
    lines: BTreeMap<(Face, u32), BTreeMap<String, Kept>>,
    count: usize,
    sample: Option<Arc<Galley>>,
    pixels_per_point: f32,
    build: u64,
}

struct Kept {
    galley: Arc<Galley>,
    /// The last build that used it.
    used: u64,
}

/// Whether lines laid out before may still be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Freshness {
    /// They may.
    Fresh,
    /// The fonts' texture is another one; everything with words is to be built again.
    Stale,
}

impl Words {
    /// Forgets what can no longer be drawn.
    pub(super) fn refresh(&mut self, ctx: &Context) -> Freshness {
        // The toolkit keeps a line that is asked for in every pass, until its letters are no longer in the texture.
        let sample = lay_out(ctx, Face::Regular, 12.0, "x");
        let is_same = self.sample.as_ref().is_some_and(|before| Arc::ptr_eq(before, &sample));
        let pixels_per_point = ctx.pixels_per_point();
        if is_same && pixels_per_point == self.pixels_per_point {
            return Freshness::Fresh;
        }
        *self = Self { sample: Some(sample), pixels_per_point, build: self.build, ..Self::default() };
        Freshness::Stale
    }

    /// Some line; none before the first [`Words::refresh`].
    pub(super) fn sample(&self) -> Option<&Galley> {
        self.sample.as_deref()
    }

    /// To be called before anything is built: what the last build did not use may now be forgotten.
    pub(super) fn begin_build(&mut self) {
        if self.count > MOST_KEPT {
            for lines in self.lines.values_mut() {
                lines.retain(|_, kept| kept.used == self.build);
            }
            self.count = self.lines.values().map(BTreeMap::len).sum();
        }
        self.build += 1;
    }

    /// One line at about `size` screen points. Sizes are rounded, by less than the eye can tell, so that a picture that
    /// is being enlarged does not fill the font texture with every size on the way.
    pub(super) fn line(&mut self, ctx: &Context, face: Face, size: f32, text: &str) -> Arc<Galley> {
        let step = if size < 16.0 {
            0.25
        } else if size < 32.0 {
            0.5
        } else {
            2.0
        };
        let size = ((size / step).round() * step).clamp(1.0, LARGEST_SIZE);
        let lines = self.lines.entry((face, (size * 4.0) as u32)).or_default();
        if let Some(kept) = lines.get_mut(text) {
            kept.used = self.build;
            return Arc::clone(&kept.galley);
        }
        let galley = lay_out(ctx, face, size, text);
        lines.insert(text.to_owned(), Kept { galley: Arc::clone(&galley), used: self.build });
        self.count += 1;
        galley
    }
}

fn lay_out(ctx: &Context, face: Face, size: f32, text: &str) -> Arc<Galley> {
    let text = line_laid_out(text).replace(['\t', '\n', '\r'], " ");
    ctx.fonts_mut(|fonts| fonts.layout_no_wrap(text, FontId::new(size, font_family(face)), Color32::WHITE))
}

/// From the upper left corner of a line to its baseline, in screen points.
pub(super) fn baseline_drop(galley: &Galley) -> f32 {
    let row = galley.rows.first();
    let glyph = row.and_then(|row| row.glyphs.first());
    row.map_or(0.0, |row| row.pos.y) + glyph.map_or(0.0, |glyph| glyph.pos.y)
}

/// The room that the letters take when the line's upper left corner lies at `corner`.
pub(super) fn ink_rect(galley: &Galley, corner: Pos2) -> Rect {
    galley.mesh_bounds.translate(corner.to_vec2())
}

/// Adds the letters of a line; texture points are texels.
pub(super) fn write(mesh: &mut Mesh, galley: &Galley, corner: Pos2, color: Color32) {
    for row in &galley.rows {
        let letters = &row.visuals.mesh;
        let base = mesh.vertices.len() as u32;
        let shift = corner.to_vec2() + row.pos.to_vec2();
        mesh.indices.extend(letters.indices.iter().map(|index| index + base));
        mesh.vertices.extend(letters.vertices.iter().map(|vertex| Vertex {
            pos: vertex.pos + shift,
            color,
            ..*vertex
        }));
    }
}

/// Adds a rim of `reach` screen points around the letters: the letters themselves, moved in four directions. The
/// strokes of letters are wide enough for the rim to close between them.
pub(super) fn write_halo(mesh: &mut Mesh, galley: &Galley, corner: Pos2, reach: f32, color: Color32) {
    let step = reach * FRAC_1_SQRT_2;
    for direction in [vec2(step, step), vec2(-step, step), vec2(-step, -step), vec2(step, -step)] {
        write(mesh, galley, corner + direction, color);
    }
}
