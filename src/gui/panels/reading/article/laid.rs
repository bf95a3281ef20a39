//! A piece of the text as it was laid out: from bytes of the article to places on the screen.

use crate::gui::widgets::visible::Visible;
use crate::model::ByteRange;
use egui::{Galley, Rect, Vec2, pos2, vec2};
use std::sync::Arc;

/// A piece of the text on the screen.
#[derive(Clone)]
pub(super) struct Laid {
    /// Of the article.
    pub(super) bytes: ByteRange,
    /// All of its lines.
    pub(super) rect: Rect,
    /// The lines.
    pub(super) galley: Arc<Galley>,
}

impl Laid {
    fn cursor(&self, text: &str, byte: usize) -> Rect {
        let inside = byte.clamp(self.bytes.start, self.bytes.end) - self.bytes.start;
        self.galley.pos_from_cursor(egui::text::CCursor::new(Visible::new(text).cursor_at(inside)))
    }

    /// The lines that hold `bytes`, in their whole width; `text` is that of the piece.
    pub(super) fn lines_of(&self, text: &str, bytes: ByteRange) -> Rect {
        let (first, last) = (self.cursor(text, bytes.start), self.cursor(text, bytes.end));
        let (top, bottom) = (first.min.y, last.max.y.max(first.max.y));
        Rect::from_min_max(self.rect.min + vec2(0.0, top), pos2(self.rect.max.x, self.rect.min.y + bottom))
    }

    /// Where a bar before `byte` stands.
    pub(super) fn bar_at(&self, text: &str, byte: usize) -> Rect {
        self.cursor(text, byte).translate(self.rect.min.to_vec2())
    }

    /// The stretch of each line that `bytes` take.
    pub(super) fn stretches(&self, text: &str, bytes: ByteRange) -> Vec<Rect> {
        let (first, last) = (self.cursor(text, bytes.start), self.cursor(text, bytes.end));
        let offset: Vec2 = self.rect.min.to_vec2();
        let of_row = |row: &egui::epaint::text::PlacedRow| {
            let rect = row.rect();
            let (top, bottom) = (rect.min.y, rect.max.y);
            let middle = f32::midpoint(top, bottom);
            if middle < first.min.y || middle > last.max.y {
                return None;
            }
            let left = if (top..bottom).contains(&first.center().y) { first.min.x } else { rect.min.x };
            let right = if (top..bottom).contains(&last.center().y) { last.min.x } else { rect.max.x };
            (right > left).then(|| Rect::from_min_max(pos2(left, top), pos2(right, bottom)).translate(offset))
        };
        self.galley.rows.iter().filter_map(of_row).collect()
    }
}
