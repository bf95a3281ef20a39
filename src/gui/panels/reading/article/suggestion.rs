//! What is suggested for a sentence, in a line right below it.
//!
//! It is no statement: dotted, weak, and never in the colours of a standing but for its mark.

use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::stance_mark::paint_mark;
use crate::scene::{Face, StanceLooks};
use crate::session::Session;
use crate::suggest::Suggestion;
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Rect, Sense, Shape, Ui, pos2, vec2};

const HEIGHT: f32 = 21.0;

/// Draws the line; tells whether it was clicked.
pub(super) fn suggestion_ui(ui: &mut Ui, session: &Session, suggestion: &Suggestion, is_open: bool) -> bool {
    let palette = palette_of(ui);
    let question = session.project().question(&suggestion.question);
    let looks = question.map(StanceLooks::of).unwrap_or_default();
    let stance = question.map_or("", |question| question.label(Some(suggestion.stance))).to_lowercase();
    let who = format!("{} {stance}", suggestion.actor.name);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::CLICK);
    let is_lifted = response.hovered() || is_open;
    if is_lifted {
        ui.painter().rect_filled(rect, 5.0, color32(palette.raised));
    }
    let color = color32(looks.color(suggestion.stance).mix(palette.outline, 0.3));
    let dots = [rect.left_top() + vec2(0.0, -2.0), rect.right_top() + vec2(0.0, -2.0)];
    ui.painter().extend(Shape::dotted_line(&dots, color, 4.0, 1.1));
    let mark = Rect::from_center_size(pos2(rect.min.x + 9.0, rect.center().y), vec2(13.0, 13.0));
    paint_mark(ui, mark, &looks, Some(suggestion.stance));
    let mut job = LayoutJob::default();
    let part = |face, ink| TextFormat::simple(font(face, text::META), color32(ink));
    job.append(&who, 0.0, part(Face::SemiBold, palette.ink));
    let is_other = suggestion.question != session.question().id;
    if let Some(question) = question.filter(|_| is_other) {
        job.append(&format!(" · {}", question.short), 0.0, part(Face::Regular, palette.weak_ink));
    }
    job.append(&format!(" · {:.2} · {}", suggestion.score, suggestion.why), 0.0, part(Face::Regular, palette.weak_ink));
    job.wrap = TextWrapping::truncate_at_width(rect.width() - 24.0);
    let galley = ui.painter().layout_job(job);
    let at = pos2(rect.min.x + 20.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color32(palette.ink));
    let name = format!("Suggestion, {who}: {}", suggestion.why);
    response.named_choice(Role::Button, is_open, name);
    let hint = format!("{who}\n{}\nScore {:.2}. Not counted until you accept it", suggestion.why, suggestion.score);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(hint).clicked()
}
