//! The mark of a stance among words: its colour, its sign, its name.

use super::named::Named;
use crate::gui::paint::paint_items;
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of};
use crate::layout::geometry::Point;
use crate::model::{Question, Stance};
use crate::scene::{Face, Fill, Item, Palette, Shape, StanceLooks, Stroke, glyph};
use egui::accesskit::Role;
use egui::{Rect, Sense, Ui, vec2};

/// The items of a round mark with the sign of a stance, or of silence.
fn mark(looks: &StanceLooks, palette: &Palette, stance: Option<Stance>, center: Point, radius: f32) -> Vec<Item> {
    let edge = if stance.is_some() { palette.outline } else { palette.silent_ring };
    let ink = stance.map_or(palette.weak_ink, |stance| looks.ink_on(stance));
    let ground =
        Shape::Disc { center, radius, fill: looks.fill(palette, stance, None), stroke: Some(Stroke::solid(1.0, edge)) };
    let sign = glyph(looks.sign(stance), center, radius, ink);
    std::iter::once(Item::silent(ground)).chain(sign).collect()
}

/// Paints the mark of a stance, as its question has it, into a rectangle that is already taken.
pub(crate) fn paint_mark(ui: &Ui, rect: Rect, looks: &StanceLooks, stance: Option<Stance>) {
    let palette = palette_of(ui);
    let radius = rect.width().min(rect.height()) / 2.0 - 0.5;
    let items = mark(looks, &palette, stance, Point::new(rect.width() / 2.0, rect.height() / 2.0), radius);
    paint_items(ui.painter(), rect, &items);
}

/// A badge with sign and label, as wide as its words.
pub(crate) fn stance_badge_ui(ui: &mut Ui, question: &Question, stance: Option<Stance>) {
    let palette = palette_of(ui);
    let looks = StanceLooks::of(question);
    let (ground, ink) = match stance {
        Some(stance) => (looks.color(stance), looks.ink_on(stance)),
        None => (palette.silence, palette.ink),
    };
    let label = question.label(stance);
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font(Face::SemiBold, text::META), color32(ink));
    let size = vec2(galley.size().x + 32.0, 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let shape = Shape::Box {
        rect: crate::layout::geometry::Rect::new(Point::new(0.5, 0.5), Point::new(size.x - 0.5, size.y - 0.5)),
        corner_radius: 11.0,
        fill: if stance.is_some() { Fill::Solid(ground) } else { looks.fill(&palette, None, None) },
        stroke: Some(Stroke::solid(1.0, if stance.is_some() { palette.outline } else { palette.silent_ring })),
    };
    let mut items = vec![Item::silent(shape)];
    items.extend(glyph(looks.sign(stance), Point::new(13.0, 11.0), 7.5, ink));
    paint_items(ui.painter(), rect, &items);
    ui.painter().galley(rect.min + vec2(23.0, (size.y - galley.size().y) / 2.0), galley, color32(ink));
    response.named(Role::Label, label);
}
