//! A stretch of the text: its words in their formats, and what can be clicked in it.

use super::laid::Laid;
use super::marks::{Lit, Sentence, color_of};
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::visible::Visible;
use crate::model::{ByteRange, Source};
use crate::scene::{Face, Palette, Target};
use crate::session::{Command, LookCommand, Session};
use crate::suggest::Suggestion;
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{Rect, Sense, Ui, vec2};

/// What a stretch of the text is drawn from.
pub(super) struct Here<'a> {
    pub(super) session: &'a Session,
    pub(super) source: &'a Source,
    pub(super) coded: &'a [Sentence<'a>],
    pub(super) sentences: &'a [ByteRange],
    pub(super) lit: &'a Lit,
    pub(super) viewport: Rect,
}

/// What was clicked in the text.
pub(super) enum Touched {
    /// A coded sentence.
    Coded(Command),
    /// A sentence that nobody has coded, at a byte of it where the pointer says one.
    Free(ByteRange, Option<usize>),
}

/// In an article with more sentences than this, those out of sight are no widgets.
const ALL_REACHABLE: usize = 1500;

/// A stretch of the text that is drawn as one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Of the article.
    pub(super) bytes: ByteRange,
    /// Whether the paragraph of the article ends with it.
    ends: Ends,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// Yes.
    Paragraph,
    /// It goes on after a suggestion.
    Sentence,
}

impl Stretch {
    /// Room below it, in logical pixels.
    pub(super) fn gap_below(self) -> f32 {
        match self.ends {
            Ends::Paragraph => 7.0,
            Ends::Sentence => 1.0,
        }
    }
}

/// What came of drawing a stretch.
#[derive(Default)]
pub(super) struct Drawn {
    /// Where what is open stands in it.
    pub(super) open: Option<Rect>,
    pub(super) touched: Option<Touched>,
    pub(super) laid: Option<Laid>,
}

/// The lines of `text` that are not empty, cut after each sentence for which something is suggested.
pub(super) fn stretches(text: &str, suggested: &[Suggestion]) -> Vec<Stretch> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        let mut from = start;
        for suggestion in suggested.iter().map(|one| one.sentence.end).filter(|cut| (start..end).contains(cut)) {
            let is_blank = |bytes: ByteRange| bytes.of(text).is_none_or(|words| words.trim().is_empty());
            let (stretch, rest) = (ByteRange { start: from, end: suggestion }, ByteRange { start: suggestion, end });
            if !is_blank(stretch) && !is_blank(rest) {
                found.push(Stretch { bytes: stretch, ends: Ends::Sentence });
                let rest = rest.of(text).unwrap_or_default();
                from = suggestion + rest.len() - rest.trim_start().len();
            }
        }
        if text.get(from..end).is_some_and(|line| !line.trim().is_empty()) {
            found.push(Stretch { bytes: ByteRange { start: from, end }, ends: Ends::Paragraph });
        }
        start += line.len();
    }
    found
}

/// Draws one stretch.
pub(super) fn stretch_ui(ui: &mut Ui, here: &Here, stretch: Stretch) -> Drawn {
    let palette = palette_of(ui);
    let Some(text) = stretch.bytes.of(&here.source.text) else { return Drawn::default() };
    let visible = Visible::new(text);
    let overlaps = |bytes: ByteRange| bytes.start < stretch.bytes.end && stretch.bytes.start < bytes.end;
    let coded: Vec<&Sentence> = here.coded.iter().filter(|sentence| overlaps(sentence.bytes)).collect();
    let job = job(here.session, &palette, &visible, stretch.bytes, &coded, here.lit, ui.available_width());
    let galley = ui.painter().layout_job(job);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    ui.painter().galley(rect.min, galley.clone(), color32(palette.ink));
    let laid = Laid { bytes: stretch.bytes, rect, galley };

    let is_seen = here.sentences.len() <= ALL_REACHABLE || here.viewport.intersects(rect);
    let first = here.sentences.partition_point(|sentence| sentence.end <= stretch.bytes.start);
    let free = here.sentences.get(first..).unwrap_or_default().iter().take_while(|one| one.start < stretch.bytes.end);
    let is_free =
        |bytes: &&ByteRange| coded.iter().all(|of| of.bytes.end <= bytes.start || bytes.end <= of.bytes.start);
    let free: Vec<ByteRange> = if is_seen { free.filter(is_free).copied().collect() } else { Vec::new() };

    // A sentence stays the same widget when a suggestion cuts its paragraph; only its further parts are named by place.
    let part_of = |bytes: ByteRange| (!stretch.bytes.contains(bytes.start)).then_some(stretch.bytes.start);
    // Where sentences share a line, the pointer says which one is meant.
    let byte_under = |response: &egui::Response| {
        let at = response.hover_pos()?;
        let cursor = laid.galley.cursor_from_pos(at - rect.min);
        Some(stretch.bytes.start + visible.byte_at_cursor(cursor.index.into()))
    };
    let touched_at = |byte: usize| {
        let coded = coded.iter().find(|sentence| sentence.bytes.contains(byte));
        if let Some(first) = coded.and_then(|sentence| sentence.statements.first()) {
            return Some(Touched::Coded(Command::Look(LookCommand::Open(Target::Statement(first.id.clone())))));
        }
        let free = free.iter().find(|sentence| sentence.contains(byte))?;
        Some(Touched::Free(*free, Some(byte)))
    };
    let mut touched = None;
    for bytes in &free {
        let id = ui.scope_id().with(("free sentence", &here.source.record.id, part_of(*bytes), bytes));
        let response = ui.interact(laid.lines_of(text, *bytes), id, Sense::CLICK);
        let is_open = here.lit.coding.is_some_and(|(open, _)| open == *bytes);
        let name = format!("Sentence: {}, not coded", bytes.of(&here.source.text).unwrap_or_default());
        response.named_choice(Role::Link, is_open, name);
        if response.hovered()
            && let Some(Touched::Free(under, _)) = byte_under(&response).and_then(touched_at)
            && !is_open
        {
            for stretch in laid.stretches(text, under) {
                let y = stretch.bottom() - 2.0;
                ui.painter().hline(stretch.x_range(), y, egui::Stroke::new(1.0, color32(palette.silent_ring)));
            }
        }
        if response.on_hover_cursor(egui::CursorIcon::Text).clicked() {
            let at = ui.ctx().pointer_interact_pos().filter(|at| rect.contains(*at)).map(|at| {
                let cursor = laid.galley.cursor_from_pos(at - rect.min);
                stretch.bytes.start + visible.byte_at_cursor(cursor.index.into())
            });
            let is_pointer = ui.input(|input| input.pointer.any_released());
            touched = at.filter(|_| is_pointer).and_then(touched_at).or(Some(Touched::Free(*bytes, None)));
        }
    }
    for sentence in &coded {
        let place = laid.lines_of(text, sentence.bytes);
        let id = ui.scope_id().with(("sentence", &here.source.record.id, part_of(sentence.bytes), sentence.bytes));
        let response = ui.interact(place, id, Sense::click());
        let quoted = sentence.bytes.of(&here.source.text).unwrap_or_default();
        response.named(Role::Link, format!("Coded sentence: {quoted}"));
        let by_itself = sentence
            .statements
            .first()
            .map(|first| Command::Look(LookCommand::Open(Target::Statement(first.id.clone()))));
        let meant = match byte_under(&response) {
            Some(byte) => touched_at(byte),
            None => by_itself.map(Touched::Coded),
        };
        let response = match &meant {
            Some(Touched::Coded(_)) => response.on_hover_cursor(egui::CursorIcon::PointingHand),
            Some(Touched::Free(..)) | None => response,
        };
        if response.clicked() {
            touched = meant.or(touched);
        }
    }
    let open = here.lit.open.filter(|open| overlaps(*open));
    if let Some(open) = open.filter(|_| here.lit.is_words) {
        let id = ui.scope_id().with(("found words", &here.source.record.id, open));
        let found = open.of(&here.source.text).unwrap_or_default();

        ui.interact(laid.lines_of(text, open), id, Sense::hover())
            .named(Role::Mark, format!("Found in the article: {found}"));
    }
    if let Some(caret) = here.lit.caret.filter(|caret| stretch.bytes.contains(*caret)) {
        let bar = laid.bar_at(text, caret).translate(vec2(-1.5, 0.0));
        ui.painter().vline(bar.left(), bar.y_range(), egui::Stroke::new(1.5, color32(palette.accent)));
    }
    Drawn { open: open.map(|open| laid.lines_of(text, open)), touched, laid: Some(laid) }
}

/// The words of a stretch in their formats.
fn job(
    session: &Session,
    palette: &Palette,
    text: &Visible<'_>,
    stretch: ByteRange,
    coded: &[&Sentence],
    lit: &Lit,
    width: f32,
) -> LayoutJob {
    let plain = TextFormat {
        line_height: Some(21.0),
        ..TextFormat::simple(font(Face::Serif, text::LEAD), color32(palette.ink))
    };
    let found = lit.found_in(stretch);
    let mut cuts: Vec<usize> = vec![stretch.start, stretch.end];
    let stretches = coded
        .iter()
        .map(|sentence| sentence.bytes)
        .chain(lit.open)
        .chain(lit.coding.map(|(bytes, _)| bytes))
        .chain(lit.choosing)
        .chain(found.iter().copied());
    cuts.extend(stretches.flat_map(|bytes| [bytes.start, bytes.end]));
    cuts.retain(|cut| (stretch.start..=stretch.end).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for ends in cuts.windows(2) {
        let &[from, to] = ends else { continue };
        let mut format = plain.clone();
        let sentence = coded.iter().find(|sentence| sentence.bytes.contains(from));
        let is_open = lit.open.is_some_and(|open| open.contains(from));
        let color = sentence.map(|sentence| color_of(session, palette, sentence));
        if let Some(color) = color {
            format.underline = egui::Stroke::new(if is_open { 2.5 } else { 1.8 }, color32(color));
        }
        if is_open {
            format.background = color32(palette.paper.mix(color.unwrap_or(palette.accent), 0.24));
        }
        if is_open && lit.is_words && lit.open.is_some_and(|open| found.contains(&open)) {
            format.background = color32(palette.paper.mix(palette.accent, 0.5));
        } else if found.iter().any(|found| found.contains(from)) {
            format.background = color32(palette.paper.mix(palette.accent, 0.25));
        }
        if let Some((_, stance)) = lit.coding.filter(|(bytes, _)| bytes.contains(from)) {
            // Navy on near-black would not be seen.
            let color = stance.map_or(palette.accent, |stance| stance.mix(palette.outline, 0.3));
            format.background = color32(palette.paper.mix(color, 0.22));
        }
        if lit.choosing.is_some_and(|chosen| chosen.contains(from)) {
            format.background = color32(palette.paper.mix(palette.accent, 0.35));
        }
        text.append(&mut job, from - stretch.start..to - stretch.start, &format, palette);
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_pieces_and_every_letter_stands_in_one() {
        let text = "A headline\n\nOne. Two.  Three.\r\n";
        let stretches: Vec<&str> = stretches(text, &[]).iter().filter_map(|stretch| stretch.bytes.of(text)).collect();
        assert_eq!(stretches, ["A headline", "One. Two.  Three."]);
    }
}
