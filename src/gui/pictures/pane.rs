//! A picture in a rectangle: drawn anew when its key changes, painted in every frame.
//!
//! The picture that is looked at, the other side of a comparison, the thumbnails of saved views and the presentation are
//! all drawn by it.

use crate::gui::memo::Memo;
use crate::gui::paint::ScenePainter;
use crate::layout::arrange::Arrangement;
use crate::layout::geometry::Size;
use crate::scene::{Detail, Scene, Theme, compose};
use crate::session::Look;
use egui::{Rect, Ui};
use std::sync::Arc;

/// What a look gives at one size: who is where, and what is drawn.
#[derive(Clone)]
pub(crate) struct Drawn {
    /// In picture points.
    pub(crate) arrangement: Arc<Arrangement>,
    /// The same as items to paint.
    pub(crate) scene: Arc<Scene>,
}

impl Drawn {
    /// Arranges and composes `look` for a picture of `size` picture points.
    pub(crate) fn of(look: &Look<'_>, size: Size, theme: Theme, detail: Detail) -> Self {
        Self::arranged(look, look.arrange(size, detail), size, theme, detail)
    }

    /// Composes `look` with everybody where `arrangement` has them.
    pub(crate) fn arranged(
        look: &Look<'_>,
        arrangement: Arrangement,
        size: Size,
        theme: Theme,
        detail: Detail,
    ) -> Self {
        let scene = compose(&look.request(size, theme, detail), &arrangement);
        Self { arrangement: Arc::new(arrangement), scene: Arc::new(scene) }
    }
}

/// A picture and its meshes, kept until its key changes.
pub(crate) struct Pane<Key> {
    painter: ScenePainter,
    kept: Memo<Key, Option<Drawn>>,
}

impl<Key> Default for Pane<Key> {
    fn default() -> Self {
        Self { painter: ScenePainter::default(), kept: Memo::default() }
    }
}

impl<Key: PartialEq> Pane<Key> {
    /// What was drawn last, with the key that it was drawn for.
    pub(crate) fn last(&self) -> Option<(&Key, &Drawn)> {
        let (key, drawn) = self.kept.last()?;
        Some((key, drawn.as_ref()?))
    }

    /// Paints the picture for `key` into `rect`; `make` draws it where the last one was drawn for another key. `None` where
    /// there is nothing to draw.
    pub(crate) fn show(
        &mut self,
        ui: &Ui,
        rect: Rect,
        key: Key,
        make: impl FnOnce() -> Option<Drawn>,
    ) -> Option<Drawn> {
        let drawn = self.kept.get(key, make).clone()?;
        self.painter.paint(ui.painter(), rect, &drawn.scene);
        Some(drawn)
    }
}
