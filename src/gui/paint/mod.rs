//! Draws scenes with the toolkit: the same items that an export draws, as kept triangles.
//!
//! Knows no project and no session, and changes nothing: what a click means is for others to work out. Easily got wrong:
//! a frame must not build what the last frame built already, so a scene is compared before it is built, and what is
//! built is kept.

mod build;
mod flags;
mod fonts;
mod land;
mod patterns;
mod pen;
mod runs;
mod sprites;
mod stage;
mod words;

pub use flags::draw_flags_ahead;
pub use fonts::{font_definitions, font_family, install_fonts};

use crate::layout::geometry::Rect;
use crate::scene::{Color, Item, Scene};
use build::{Built, Supplies, build};
use egui::epaint::mutex::Mutex;
use egui::{Color32, Context, Painter};
use patterns::Patterns;
use runs::SpareMeshes;
use sprites::Sprites;
use stage::Stage;
use std::sync::Arc;
use words::{Freshness, Words};

/// Draws one scene a frame, and keeps its triangles for the next frame. Each place on the screen that shows a scene
/// wants a painter of its own, all of them in one context.
#[derive(Default)]
pub struct ScenePainter {
    scene: Option<Arc<Scene>>,
    stage: Option<Stage>,
    layers: Vec<KeptLayer>,
    words: Words,
    spare: SpareMeshes,
    builds: u64,
}

/// A layer of a scene, ready to be drawn.
struct KeptLayer {
    clip: egui::Rect,
    built: Built,
}

impl ScenePainter {
    /// Draws `scene` into `rect` (screen points), scaled to its width. Draws nothing where there is no room.
    ///
    /// The same `Arc`, or an equal scene, at the same place costs no more than handing over what was kept; a layer that
    /// did not change is kept too.
    pub fn paint(&mut self, painter: &Painter, rect: egui::Rect, scene: &Arc<Scene>) {
        let ctx = painter.ctx();
        let freshness = self.words.refresh(ctx);
        let stage = Stage::new(rect.min, rect.width() / scene.size.width, ctx.pixels_per_point());
        let Some(stage) = stage.filter(|_| rect.is_positive()) else { return };
        if self.stage != Some(stage) || freshness == Freshness::Stale {
            self.scene = None;
            self.stage = Some(stage);
        }
        let is_built = self.scene.as_ref().is_some_and(|kept| Arc::ptr_eq(kept, scene) || kept == scene);
        if !is_built {
            self.build(ctx, stage, scene);
        }
        let painter = painter.with_clip_rect(picture_rect(stage, scene));
        let background = scene.background;
        painter.rect_filled(
            rect,
            0.0,
            Color32::from_rgba_unmultiplied(background.r, background.g, background.b, background.a),
        );
        for layer in &self.layers {
            painter.with_clip_rect(layer.clip).extend(layer.built.shapes.iter().cloned());
        }
    }

    /// How many layers were built since the start. A window at rest builds none.
    pub fn layers_built(&self) -> u64 {
        self.builds
    }

    fn build(&mut self, ctx: &Context, stage: Stage, scene: &Arc<Scene>) {
        let shared = Shared::of(ctx);
        let mut shared = shared.lock();
        let Shared { sprites, patterns } = &mut *shared;
        sprites.begin_build();
        self.words.begin_build();
        let picture = picture_rect(stage, scene);
        let before = self.scene.take();
        let old_layers = before.as_ref().map(|scene| scene.layers.as_slice()).unwrap_or_default();
        let mut kept: Vec<Option<KeptLayer>> = std::mem::take(&mut self.layers).into_iter().map(Some).collect();
        // What is no longer needed gives its memory to what is built.
        for (index, slot) in kept.iter_mut().enumerate() {
            if old_layers.get(index).is_none_or(|old| scene.layers.get(index) != Some(old))
                && let Some(layer) = slot.take()
            {
                layer.built.shapes.into_iter().for_each(|shape| self.spare.take_back(shape));
            }
        }
        let mut kept = kept.into_iter();
        for layer in &scene.layers {
            if let Some(unchanged) = kept.next().flatten() {
                self.layers.push(unchanged);
                continue;
            }
            let clip = clip_rect(stage, layer.clip).intersect(picture);
            let (words, spare) = (&mut self.words, &mut self.spare);
            let built = if clip.is_positive() {
                self.builds += 1;
                build(&layer.items, stage, clip, Supplies { ctx, sprites, patterns, words, spare })
            } else {
                Built::default()
            };
            self.layers.push(KeptLayer { clip, built });
        }
        self.scene = Some(Arc::clone(scene));
    }
}

/// Draws a few items once, without keeping anything: picture point (0, 0) lies in the upper left corner of `rect`, at
/// the size they are exported in. Nothing is cut off but by the painter's own clip.
pub fn paint_items(painter: &Painter, rect: egui::Rect, items: &[Item]) {
    let ctx = painter.ctx();
    let Some(stage) = Stage::new(rect.min, 1.0, ctx.pixels_per_point()) else { return };
    let shared = Shared::of(ctx);
    let mut shared = shared.lock();
    let Shared { sprites, patterns } = &mut *shared;
    sprites.begin_build();
    let (mut words, mut spare) = (Words::default(), SpareMeshes::default());
    words.refresh(ctx);
    let supplies = Supplies { ctx, sprites, patterns, words: &mut words, spare: &mut spare };
    let built = build(items, stage, painter.clip_rect(), supplies);
    painter.extend(built.shapes);
}

fn color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

fn picture_rect(stage: Stage, scene: &Scene) -> egui::Rect {
    stage.rect(Rect::from_min_size(crate::layout::geometry::Point::ZERO, scene.size))
}

fn clip_rect(stage: Stage, clip: Option<Rect>) -> egui::Rect {
    clip.map_or(egui::Rect::EVERYTHING, |clip| stage.rect(clip))
}

/// What all painters of a context draw with.
struct Shared {
    sprites: Sprites,
    patterns: Patterns,
}

impl Shared {
    fn of(ctx: &Context) -> Arc<Mutex<Self>> {
        let id = egui::Id::unique("what all scene painters draw with");
        if let Some(shared) = ctx.data(|data| data.get_temp::<Arc<Mutex<Self>>>(id)) {
            return shared;
        }
        let shared = Arc::new(Mutex::new(Self { sprites: Sprites::new(ctx), patterns: Patterns::default() }));
        ctx.data_mut(|data| data.insert_temp(id, Arc::clone(&shared)));
        shared
    }
}

#[cfg(test)]
mod tests;
