//! The text of a draft as it would be stored, with hidden letters spelled out, and the report of how it was read.
//!
//! The thing easily got wrong: a text may be as long as a library; only its beginning is set.

use crate::derive::count_of;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, font, palette_of, section_label, words};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::visible::Visible;
use crate::import::{Dropped, Guessed, Report};
use crate::model::ByteRange;
use crate::scene::Face;
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{Sense, Ui, vec2};

/// Of a text that is set.
const MOST_BYTES: usize = 48 << 10;
/// Of a passage that was left out.
const MOST_CHARS: usize = 280;
/// Of a list.
const MOST_LINES: usize = 120;
/// What stands beside a field already.
const OF_FIELDS: [&str; 6] = ["title", "published", "outlet", "author", "place", "url"];

/// Draws what was kept, guessed and left out.
pub(super) fn report_ui(ui: &mut Ui, report: &Report) {
    let Report { kept, dropped, guessed } = report;
    let elsewhere = |guess: &&Guessed| !OF_FIELDS.contains(&guess.what.as_str());
    let guessed: Vec<&Guessed> = guessed.iter().filter(elsewhere).collect();
    if !kept.is_empty() || !guessed.is_empty() {
        ui.add_space(gap::MEDIUM);
        section_label(ui, "How it was read");
        for kept in kept.iter().take(MOST_LINES) {
            explain(ui, format!("Kept: {}", Visible::new(kept).words()));
        }
        for Guessed { what, why } in guessed.into_iter().take(MOST_LINES) {
            explain(ui, format!("Guessed, {what}: {}", Visible::new(why).words()));
        }
    }
    if dropped.is_empty() {
        return;
    }
    ui.add_space(gap::MEDIUM);
    let title = format!("{} left out", count_of(dropped.len(), "passage", "passages"));
    let header = egui::CollapsingHeader::new(words(title, Face::SemiBold, text::TEXT)).id_salt("left out");
    header.show(ui, |ui| {
        for Dropped { what, words: left_out } in dropped.iter().take(MOST_LINES) {
            let mut shown: String = left_out.chars().take(MOST_CHARS).collect();
            if shown.len() < left_out.len() {
                shown.push('…');
            }
            let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                ui.label(words(what, Face::SemiBold, text::META));
                explain(ui, Visible::new(&shown).words());
            });
        }
        if dropped.len() > MOST_LINES {
            explain(ui, format!("and {} more", dropped.len() - MOST_LINES));
        }
    });
}

/// Draws the text; `known` are the sentences that stand in another article too, in order.
pub(super) fn text_ui(ui: &mut Ui, text: &str, known: &[ByteRange]) {
    ui.add_space(gap::MEDIUM);
    section_label(ui, "The text as it is stored");
    if !known.is_empty() {
        explain(ui, "Marked: the sentences that stand there too");
    }
    let shown = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or(text);
    let palette = palette_of(ui);
    let format = TextFormat {
        line_height: Some(21.0),
        ..TextFormat::simple(font(Face::Serif, text::LEAD), color32(palette.ink))
    };
    let mark = TextFormat { background: color32(palette.paper.mix(palette.accent, 0.16)), ..format.clone() };
    let mut start = 0;
    for line in shown.split('\n') {
        let place = ByteRange { start, end: start + line.len() };
        start = place.end + 1;
        if line.trim().is_empty() {
            continue;
        }
        let visible = Visible::new(line);
        let mut job = LayoutJob::default();
        job.wrap.max_width = ui.available_width();
        let mut at = 0;
        for sentence in known.iter().filter(|one| one.start < place.end && place.start < one.end) {
            let from = sentence.start.saturating_sub(place.start).max(at);
            let to = sentence.end.min(place.end) - place.start;
            visible.append(&mut job, at..from, &format, &palette);
            visible.append(&mut job, from..to, &mark, &palette);
            at = to;
        }
        visible.append(&mut job, at..line.len(), &format, &palette);
        let galley = ui.painter().layout_job(job);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
        if ui.is_rect_visible(rect) {
            ui.painter().galley(rect.min, galley, color32(palette.ink));
        }
        response.named(Role::Label, visible.words());
        ui.add_space(gap::SMALL);
    }
    if shown.len() < text.len() {
        let rest = (text.len() - shown.len()) >> 10;
        explain(ui, format!("… and {rest} KB more, which are taken in too"));
    }
}
