//! The processor's renderer as `egui_kittest` takes it.
//!
//! Expects `cpu_renderer` beside it in the module that includes it. Easily got wrong: a harness takes its renderer away,
//! so draw with the clone that you kept.

use super::cpu_renderer::{CpuRenderer, Picture};
use egui::{Color32, TexturesDelta};
use std::cell::RefCell;
use std::rc::Rc;

/// Takes every frame's textures from the harness; its clones share them.
#[derive(Clone, Default)]
pub(crate) struct KittestPictures(Rc<RefCell<CpuRenderer>>);

impl egui_kittest::TestRenderer for KittestPictures {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.borrow_mut().update_textures(delta);
    }
}

impl KittestPictures {
    /// What the harness shows now, on a ground of `background`.
    pub(crate) fn picture<State>(&self, harness: &egui_kittest::Harness<'_, State>, background: Color32) -> Picture {
        self.0.borrow().draw(&harness.ctx, harness.output(), background)
    }
}
