//! The triangles of a layer in few pieces: one for each change of texture.
//!
//! Knows no scene. Easily got wrong: an item may join an earlier piece only if nothing that was drawn since lies over
//! it, or it would slip below.

use egui::epaint::text::{PlacedRow, RowVisuals};
use egui::epaint::{Galley, TextShape};
use egui::{Color32, Mesh, Pos2, Rect, Shape, TextureId};
use std::sync::Arc;

/// What a piece is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Material {
    /// A texture of ours.
    Texture(TextureId),
    /// The letters of the toolkit; texture points are texels.
    Words,
}

/// Pieces further back than this are not looked at.
const LOOK_BACK: usize = 6;
/// In a piece with more items than this everything is taken to lie over everything.
const MOST_ITEMS_COMPARED: usize = 600;
/// Meshes that are kept to be filled again.
const MOST_SPARE: usize = 16;

/// Meshes whose memory is used again, so that a moving picture asks for none.
#[derive(Default)]
pub(super) struct SpareMeshes(Vec<Mesh>);

impl SpareMeshes {
    /// Takes back what a shape held, if nobody else holds it any more.
    pub(super) fn take_back(&mut self, shape: Shape) {
        if let Shape::Mesh(mesh) = shape
            && self.0.len() < MOST_SPARE
            && let Ok(mut mesh) = Arc::try_unwrap(mesh)
        {
            mesh.vertices.clear();
            mesh.indices.clear();
            self.0.push(mesh);
        }
    }

    fn mesh(&mut self, texture: TextureId) -> Mesh {
        let mut mesh = self.0.pop().unwrap_or_default();
        mesh.texture_id = texture;
        mesh
    }
}

struct Run {
    material: Material,
    mesh: Mesh,
    /// Of each item, in screen points.
    bounds: Vec<Rect>,
    around: Rect,
}

impl Run {
    fn may_lie_over(&self, bounds: Rect) -> bool {
        self.around.intersects(bounds)
            && (self.bounds.len() > MOST_ITEMS_COMPARED || self.bounds.iter().any(|other| other.intersects(bounds)))
    }
}

/// The pieces of a layer, from the lowest to the topmost.
#[derive(Default)]
pub(super) struct Runs(Vec<Run>);

impl Runs {
    /// Draws an item that stays within `bounds` (screen points) on top of everything so far.
    pub(super) fn draw(
        &mut self,
        material: Material,
        bounds: Rect,
        spare: &mut SpareMeshes,
        draw: impl FnOnce(&mut Mesh),
    ) {
        // The lowest piece that it may join: the pieces above must leave its place free.
        let mut found = None;
        for (index, run) in self.0.iter().enumerate().rev().take(LOOK_BACK) {
            if run.material == material {
                found = Some(index);
            }
            if index == 0 || run.may_lie_over(bounds) {
                break;
            }
        }
        let index = found.unwrap_or_else(|| {
            let texture = match material {
                Material::Texture(texture) => texture,
                Material::Words => TextureId::default(),
            };
            self.0.push(Run { material, mesh: spare.mesh(texture), bounds: Vec::new(), around: Rect::NOTHING });
            self.0.len() - 1
        });
        if let Some(run) = self.0.get_mut(index) {
            draw(&mut run.mesh);
            run.bounds.push(bounds);
            run.around = run.around.union(bounds);
        }
    }

    /// Shapes to be kept. `sample` is any galley with a row, of the context that will draw them.
    pub(super) fn into_shapes(self, sample: &Galley) -> Vec<Shape> {
        self.0
            .into_iter()
            .filter(|run| !run.mesh.indices.is_empty())
            .filter_map(|run| match run.material {
                Material::Texture(_) => Some(Shape::Mesh(Arc::new(run.mesh))),
                Material::Words => words_shape(run.mesh, run.around, sample),
            })
            .collect()
    }
}

/// All words of a piece as one galley: where its letters are in the font's texture is looked up when it is drawn, so
/// that it stays right while the texture grows.
fn words_shape(mesh: Mesh, around: Rect, sample: &Galley) -> Option<Shape> {
    let mut row = sample.rows.first()?.row.as_ref().clone();
    row.glyphs.clear();
    row.size = around.size();
    let (num_vertices, num_indices) = (mesh.vertices.len(), mesh.indices.len());
    row.visuals = RowVisuals { mesh, mesh_bounds: around, glyph_index_start: 0, glyph_vertex_range: 0..num_vertices };
    let mut galley = sample.clone();
    galley.rows = vec![PlacedRow { pos: Pos2::ZERO, row: Arc::new(row), ends_with_newline: false }];
    galley.rect = around;
    galley.mesh_bounds = around;
    galley.num_vertices = num_vertices;
    galley.num_indices = num_indices;
    Some(Shape::Text(TextShape::new(Pos2::ZERO, Arc::new(galley), Color32::PLACEHOLDER)))
}
