//! The article: its whole text, coded sentences underlined in their colours, the open one highlighted and scrolled to.
//!
//! Offsets are bytes of the article's text, positions in a paragraph's galley are characters; the two meet in
//! [`paragraph_ui`] and nowhere else.

use super::card::statement_color;
use crate::evidence::cursor::{byte_from_char, char_from_byte};
use crate::gui::passing::Passing;
use crate::gui::theme::{color32, explain, font, palette_of, words};
use crate::model::{ByteRange, Source, Statement};
use crate::scene::{Face, Palette, Target};
use crate::session::{Command, Session};
use crate::view::{ArticlePlace, Passage};
use egui::text::{LayoutJob, TextFormat};
use egui::{Rect, Sense, Ui, vec2};
use egui_material_icons::icons;
use std::collections::BTreeMap;

/// A coded sentence with everything read from it.
struct Sentence<'a> {
    bytes: ByteRange,
    statements: Vec<&'a Statement>,
}

/// What is lit up in an article.
struct Lit {
    /// What is open and scrolled to.
    open: Option<ByteRange>,
    /// Whether that is words which a search found, not a coded sentence.
    is_words: bool,
    /// Everything that the search found in this article, in order and apart.
    found: Vec<ByteRange>,
}

impl Lit {
    /// What was found in `paragraph` or reaches into it.
    fn found_in(&self, paragraph: ByteRange) -> &[ByteRange] {
        let first = self.found.partition_point(|found| found.end <= paragraph.start);
        let end = self.found.partition_point(|found| found.start < paragraph.end);
        self.found.get(first..end).unwrap_or_default()
    }
}

/// Draws the article that is open.
pub(crate) fn article_ui(ui: &mut Ui, session: &Session, passing: &mut Passing) -> Vec<Command> {
    let Some(place) = session.view().article.as_ref() else { return Vec::new() };
    let Some(source) = session.project().sources.get(&place.source) else { return Vec::new() };
    let sentences = coded_sentences(session, source);
    let open = open_range(session, place);
    let marks = passing.found_in.as_ref().filter(|(of, _)| *of == place.source).map(|(_, found)| found.clone());
    let lit = Lit { open, is_words: matches!(place.passage, Passage::Words(_)), found: marks.unwrap_or_default() };
    let mut asked = header_ui(ui, session, source, &sentences, open);
    let mut scroll = egui::ScrollArea::vertical().id_salt(("article", &place.source)).auto_shrink(false);
    if let Some(offset) = passing.article_offset.take() {
        scroll = scroll.vertical_scroll_offset(offset);
    }
    scroll.show(ui, |ui| {
        let viewport = ui.clip_rect().height();
        ui.add_space(4.0);
        let mut target_rect = None;
        for paragraph in paragraphs(&source.text) {
            let (found, clicked) = paragraph_ui(ui, session, source, paragraph, &sentences, &lit);
            target_rect = target_rect.or(found);
            asked.extend(clicked);
            ui.add_space(7.0);
        }
        // Room below, so that the last sentence too can stand in the middle.
        ui.add_space(viewport * 0.5);
        if passing.scrolled_to.as_ref() != Some(&place.passage) {
            aim_at(ui, passing, &place.passage, target_rect);
        }
    });
    asked
}

/// How far to scroll so that `target` stands in the middle. Asked for in a few frames one after the other: the toolkit
/// may throw the first one away while panels find their size.
fn aim_at(ui: &Ui, passing: &mut Passing, passage: &Passage, target: Option<Rect>) {
    const TRIES: u8 = 3;
    let content_top = ui.min_rect().top();
    let middle = |rect: Rect| rect.center().y - content_top - ui.clip_rect().height() / 2.0;
    passing.article_offset = Some(target.map_or(0.0, middle).max(0.0));
    passing.scroll_tries += 1;
    if passing.scroll_tries >= TRIES {
        passing.scrolled_to = Some(passage.clone());
        passing.scroll_tries = 0;
    }
    ui.ctx().request_repaint();
}

/// The coded sentences of an article by their place, with the statements on the question asked first.
fn coded_sentences<'a>(session: &'a Session, source: &Source) -> Vec<Sentence<'a>> {
    let mut by_place: BTreeMap<ByteRange, Vec<&Statement>> = BTreeMap::new();
    for statement in crate::derive::statements_in_order(session.project(), &source.record.id) {
        by_place.entry(statement.quote.bytes).or_default().push(statement);
    }
    let asked = &session.question().id;
    let mut sentences: Vec<Sentence> = Vec::new();
    for (bytes, mut statements) in by_place {
        statements.sort_by_key(|statement| (statement.question != *asked, statement.id.clone()));
        match sentences.last_mut() {
            // Two quotations that overlap are read as one stretch.
            Some(last) if last.bytes.end > bytes.start => {
                last.bytes.end = last.bytes.end.max(bytes.end);
                last.statements.extend(statements);
            }
            _ => sentences.push(Sentence { bytes, statements }),
        }
    }
    sentences
}

fn open_range(session: &Session, place: &ArticlePlace) -> Option<ByteRange> {
    let project = session.project();
    match &place.passage {
        Passage::Start => None,
        // Of another version of the text they may cut a letter.
        Passage::Words(bytes) => {
            project.sources.get(&place.source).filter(|source| bytes.of(&source.text).is_some()).map(|_| *bytes)
        }
        Passage::Statement(id) => project.statements.get(id).map(|statement| statement.quote.bytes),
        Passage::Relation(id) => project.relations.get(id).map(|relation| relation.quote.bytes),
    }
}

fn header_ui(
    ui: &mut Ui,
    session: &Session,
    source: &Source,
    sentences: &[Sentence],
    open: Option<ByteRange>,
) -> Vec<Command> {
    let palette = palette_of(ui);
    let mut asked = Vec::new();
    ui.horizontal(|ui| {
        let index = open.and_then(|open| sentences.iter().position(|sentence| sentence.bytes.contains(open.start)));
        let count = sentences.len();
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let go = |to: Option<usize>| {
                let statement = sentences.get(to?)?.statements.first()?;
                Some(Command::ReadInArticle(Passage::Statement(statement.id.clone())))
            };
            let next = index.map_or(Some(0), |index| (index + 1 < count).then_some(index + 1));
            let previous = index.and_then(|index| index.checked_sub(1));
            for (icon, name, to) in [
                (icons::ICON_ARROW_DOWNWARD, "Next coded sentence", next.filter(|_| count > 0)),
                (icons::ICON_ARROW_UPWARD, "Previous coded sentence", previous),
            ] {
                let text = words(icon.codepoint, Face::Regular, 15.0).color(color32(palette.weak_ink));
                let response = ui.add_enabled(to.is_some(), egui::Button::new(text).frame(false));
                response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, to.is_some(), name));
                if response.on_hover_text(name).clicked() {
                    asked.extend(go(to));
                }
            }
            explain(ui, index.map_or_else(|| count.to_string(), |index| format!("{} of {count}", index + 1)));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let title = words(&source.record.title, Face::SemiBold, 12.5);
                let link = ui.add(egui::Label::new(title).truncate().selectable(false).sense(Sense::click()));
                link.widget_info(|| {
                    let name = format!("In the article: {}", source.record.title);
                    egui::WidgetInfo::labeled(egui::accesskit::Role::Link, true, name)
                });
                let record = Target::Source(source.record.id.clone());
                let is_open = session.view().selection.as_ref() == Some(&record);
                if link.on_hover_text("Open the article’s record").clicked() && !is_open {
                    asked.push(Command::Open(record));
                }
            });
        });
    });
    ui.add_space(2.0);
    asked
}

/// The lines of a text that are not empty, with their places.
fn paragraphs(text: &str) -> Vec<ByteRange> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        if text.get(start..end).is_some_and(|line| !line.trim().is_empty()) {
            found.push(ByteRange { start, end });
        }
        start += line.len();
    }
    found
}

/// Draws one paragraph. Returns where the open sentence stands in it, and what was clicked.
fn paragraph_ui(
    ui: &mut Ui,
    session: &Session,
    source: &Source,
    paragraph: ByteRange,
    sentences: &[Sentence],
    lit: &Lit,
) -> (Option<Rect>, Option<Command>) {
    let palette = palette_of(ui);
    let Some(text) = paragraph.of(&source.text) else { return (None, None) };
    let here: Vec<&Sentence> = sentences
        .iter()
        .filter(|sentence| sentence.bytes.start < paragraph.end && paragraph.start < sentence.bytes.end)
        .collect();
    let job = paragraph_job(session, &palette, text, paragraph, &here, lit, ui.available_width());
    let galley = ui.painter().layout_job(job);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    ui.painter().galley(rect.min, galley.clone(), color32(palette.ink));

    // Byte offsets of the article to the rectangle of their lines.
    let rect_of = |bytes: ByteRange| {
        let from = char_from_byte(text, bytes.start.saturating_sub(paragraph.start));
        let to = char_from_byte(text, bytes.end.min(paragraph.end).saturating_sub(paragraph.start));
        let first = galley.pos_from_cursor(egui::text::CCursor::new(from));
        let last = galley.pos_from_cursor(egui::text::CCursor::new(to));
        let (top, bottom) = (first.min.y, last.max.y.max(first.max.y));
        Rect::from_min_max(rect.min + vec2(0.0, top), egui::pos2(rect.max.x, rect.min.y + bottom))
    };
    let mut clicked = None;
    for sentence in &here {
        let place = rect_of(sentence.bytes);
        let id = ui.scope_id().with(("sentence", &source.record.id, paragraph, sentence.bytes));
        let response = ui.interact(place, id, Sense::click());
        response.widget_info(|| {
            let quoted = sentence.bytes.of(&source.text).unwrap_or_default();
            egui::WidgetInfo::labeled(egui::accesskit::Role::Link, true, format!("Coded sentence: {quoted}"))
        });
        // Where two sentences share a line, the pointer says which one is meant.
        let under = response.hover_pos().map(|at| {
            let cursor = galley.cursor_from_pos(at - rect.min);
            paragraph.start + byte_from_char(text, cursor.index.into())
        });
        let meant = match under {
            Some(byte) => here.iter().find(|other| other.bytes.contains(byte)),
            None => Some(sentence),
        };
        if let Some(first) = meant.and_then(|meant| meant.statements.first()) {
            let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
            if response.clicked() {
                clicked = Some(Command::Open(Target::Statement(first.id.clone())));
            }
        }
    }
    let open_here = lit.open.filter(|open| open.start < paragraph.end && paragraph.start < open.end);
    if let Some(open) = open_here.filter(|_| lit.is_words) {
        let id = ui.scope_id().with(("found words", &source.record.id, open));
        ui.interact(rect_of(open), id, Sense::hover()).widget_info(|| {
            let found = open.of(&source.text).unwrap_or_default();
            egui::WidgetInfo::labeled(egui::accesskit::Role::Mark, true, format!("Found in the article: {found}"))
        });
    }
    (open_here.map(rect_of), clicked)
}

fn paragraph_job(
    session: &Session,
    palette: &Palette,
    text: &str,
    paragraph: ByteRange,
    here: &[&Sentence],
    lit: &Lit,
    width: f32,
) -> LayoutJob {
    let plain =
        TextFormat { line_height: Some(21.0), ..TextFormat::simple(font(Face::Serif, 14.5), color32(palette.ink)) };
    let found = lit.found_in(paragraph);
    let mut cuts: Vec<usize> = vec![paragraph.start, paragraph.end];
    let stretches = here.iter().map(|sentence| sentence.bytes).chain(lit.open).chain(found.iter().copied());
    cuts.extend(stretches.flat_map(|bytes| [bytes.start, bytes.end]));
    cuts.retain(|cut| (paragraph.start..=paragraph.end).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for ends in cuts.windows(2) {
        let &[from, to] = ends else { continue };
        let Some(piece) = text.get(from - paragraph.start..to - paragraph.start) else { continue };
        let mut format = plain.clone();
        let sentence = here.iter().find(|sentence| sentence.bytes.contains(from));
        let is_open = lit.open.is_some_and(|open| open.contains(from));
        let color = sentence.map(|sentence| color_of(session, palette, sentence));
        if let Some(color) = color {
            format.underline = egui::Stroke::new(if is_open { 2.5 } else { 1.8 }, color32(color));
        }
        if is_open {
            format.background = color32(palette.paper.mix(color.unwrap_or(palette.accent), 0.24));
        }
        if is_open && lit.is_words {
            format.background = color32(palette.paper.mix(palette.accent, 0.5));
        } else if found.iter().any(|found| found.contains(from)) {
            format.background = color32(palette.paper.mix(palette.accent, 0.25));
        }
        job.append(piece, 0.0, format);
    }
    job
}

/// The stance on the question asked, of the open actor where the sentence is about it; a faint line for a sentence that
/// answers another question.
fn color_of(session: &Session, palette: &Palette, sentence: &Sentence) -> crate::scene::Color {
    let asked = &session.question().id;
    let as_of = session.of_question().as_of;
    // A sentence said after the day looked at colours nobody, so it has no colour here either.
    let on_question = || {
        let by_day = |statement: &&&Statement| statement.said.date.latest() <= as_of;
        sentence.statements.iter().filter(|statement| statement.question == *asked).filter(by_day)
    };
    let open_actor = match &session.view().selection {
        Some(Target::Actor(actor)) => Some(actor),
        _ => None,
    };
    let of_actor = on_question().find(|statement| {
        open_actor.is_some_and(|actor| statement.actor == *actor || statement.on_behalf_of.as_ref() == Some(actor))
    });
    let chosen = of_actor.or_else(|| on_question().next());
    chosen.map_or(palette.silence_ink, |statement| statement_color(session, statement))
}
