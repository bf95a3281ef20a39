//! The article: its whole text, coded sentences underlined in their colours, the open one highlighted and scrolled to,
//! every other one there to be coded.
//!
//! Offsets are bytes of the article's text, positions in a paragraph's galley are characters; the two meet in
//! [`laid::Laid`] and nowhere else. The thing easily got wrong: a paragraph with a suggestion is drawn in stretches, so that
//! the suggestion stands right below its sentence; the stretches are still the words of the text, byte for byte.

mod laid;
mod marks;
mod stretch;
mod suggestion;

use crate::gui::ask::Asks;
use crate::gui::coding::{self, Choosing, Coding};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, palette_of, words};
use crate::gui::widgets::buttons::icon_button;
use crate::gui::widgets::named::Named;
use crate::gui::widgets::visible::Visible;
use crate::model::{ByteRange, Source, SourceId};
use crate::scene::{Face, Target};
use crate::session::{Command, LookCommand, Session};
use crate::suggest::Suggestion;
use crate::view::Passage;
use egui::accesskit::Role;
use egui::{Rect, Sense, Ui};
use egui_material_icons::icons;
use laid::Laid;
use marks::{Lit, Sentence, coded_sentences, open_range};
use stretch::{Here, Stretch, Touched, stretch_ui, stretches};

/// The article and what is kept of it between frames.
#[derive(Debug, Default)]
pub(crate) struct ArticleView {
    /// What is being coded in it.
    pub(crate) coding: Coding,
    /// What a search found in an article, in order: it is marked where that is read.
    found: Option<(SourceId, Vec<ByteRange>)>,
    /// The passage that it was last scrolled to.
    scrolled_to: Option<Passage>,
    /// In how many frames that was asked for.
    scroll_tries: u8,
    /// How far it is to be scrolled in the next frame, in logical pixels.
    offset: Option<f32>,
}

impl ArticleView {
    /// Scrolls to its passage again.
    pub(crate) fn scroll_to_passage(&mut self) {
        self.scrolled_to = None;
    }

    /// Marks what a search found in `source`.
    pub(crate) fn mark_found(&mut self, source: SourceId, words: Vec<ByteRange>) {
        self.found = Some((source, words));
    }

    /// Marks nothing that was searched for.
    pub(crate) fn unmark_found(&mut self) {
        self.found = None;
    }

    /// Draws the article that is open, with the form at its foot.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Asks {
        let Some(place) = session.view().article.as_ref() else { return Asks::none() };
        let Some(source) = session.project().sources.get(&place.source) else { return Asks::none() };
        let mut asked = coding::foot_ui(ui, session, &mut self.coding);
        let coded = coded_sentences(session, source);
        let sentences = self.coding.sentences(session, &place.source);
        let suggested = self.coding.suggested(session, &place.source);
        let open = open_range(session, place);
        let marks = self.found.as_ref().filter(|(of, _)| *of == place.source).map(|(_, found)| found.clone());
        let at = self.coding.at(session);
        let lit = Lit {
            open,
            is_words: matches!(place.passage, Passage::Words(_)) && at.is_none(),
            found: marks.unwrap_or_default(),
            coding: at,
            choosing: self.coding.choosing.and_then(|choosing| choosing.words(&source.text)),
            caret: self.coding.caret(session),
        };
        asked.extend(header_ui(ui, session, source, &coded, open));
        asked.extend(coding::strip_ui(ui, session, &mut self.coding, &place.source, suggested.len()));
        let mut scroll = egui::ScrollArea::vertical().id_salt(("article", &place.source)).auto_shrink(false);
        if let Some(offset) = self.offset.take() {
            scroll = scroll.vertical_scroll_offset(offset);
        }
        scroll.show(ui, |ui| {
            let viewport = ui.clip_rect();
            let region = region_ui(ui, source, viewport);
            if std::mem::take(&mut self.coding.wants_keyboard) {
                region.request_focus();
            }
            ui.add_space(gap::SMALL);
            let mut target_rect = None;
            let mut all_laid = Vec::new();
            for stretch in stretches(&source.text, &suggested) {
                let here = Here { session, source, coded: &coded, sentences: &sentences, lit: &lit, viewport };
                let drawn = stretch_ui(ui, &here, stretch);
                target_rect = target_rect.or(drawn.open);
                if let Some(touched) = drawn.touched {
                    asked.extend(self.touch(session, source, touched));
                }
                all_laid.extend(drawn.laid);
                if let Some(clicked) = suggestions_below_ui(ui, session, &suggested, stretch, &lit) {
                    asked.extend(coding::begin_suggestion(session, &mut self.coding, &source.record.id, &clicked));
                }
                ui.add_space(stretch.gap_below());
            }
            // Room below, so that the last sentence too can stand in the middle.
            ui.add_space(viewport.height() * 0.5);
            asked.extend(choose_words(ui, session, &mut self.coding, source, &region, &all_laid));
            if self.scrolled_to.as_ref() != Some(&place.passage) {
                self.aim_at(ui, &place.passage, target_rect);
            }
        });
        asked
    }

    fn touch(&mut self, session: &Session, source: &Source, touched: Touched) -> Asks {
        match touched {
            Touched::Coded(command) => Asks::one(command),
            Touched::Free(bytes, at) => {
                if let (Some((open, _)), Some(byte)) = (self.coding.at(session), at)
                    && open == bytes
                {
                    self.coding.put_caret(session, byte);
                    return Asks::none();
                }
                coding::begin(session, &mut self.coding, &source.record.id, bytes)
            }
        }
    }

    /// How far to scroll so that `target` stands in the middle. Asked for in a few frames one after the other: the
    /// toolkit may throw the first one away while panels find their size.
    fn aim_at(&mut self, ui: &Ui, passage: &Passage, target: Option<Rect>) {
        const TRIES: u8 = 3;
        let content_top = ui.min_rect().top();
        let middle = |rect: Rect| rect.center().y - content_top - ui.clip_rect().height() / 2.0;
        self.offset = Some(target.map_or(0.0, middle).max(0.0));
        self.scroll_tries += 1;
        if self.scroll_tries >= TRIES {
            self.scrolled_to = Some(passage.clone());
            self.scroll_tries = 0;
        }
        ui.ctx().request_repaint();
    }
}

/// The text as one thing: takes the keyboard, and the pointer that draws over words.
fn region_ui(ui: &Ui, source: &Source, viewport: Rect) -> egui::Response {
    let sense = Sense::CLICK | Sense::DRAG | Sense::FOCUSABLE;
    let region = ui.interact(viewport, coding::article_id(), sense);
    let name = format!("Text of the article {}, arrow keys walk its sentences", source.record.title);
    region.named(Role::Document, name);
    if region.has_focus() {
        let edge = egui::Stroke::new(1.0, color32(palette_of(ui).accent.with_alpha(120)));
        ui.painter().rect_stroke(viewport, 4.0, edge, egui::StrokeKind::Inside);
        let filter =
            egui::EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(region.id, filter));
    }
    if region.clicked() {
        region.request_focus();
    }
    region
}

/// Follows the pointer that draws over words; when it is lifted, they are what is coded.
fn choose_words(
    ui: &Ui,
    session: &Session,
    coding: &mut Coding,
    source: &Source,
    region: &egui::Response,
    all_laid: &[Laid],
) -> Asks {
    let byte_at = |at: egui::Pos2| {
        let nearest = all_laid.iter().min_by(|one, other| {
            let distance = |laid: &Laid| (laid.rect.top() - at.y).max(at.y - laid.rect.bottom()).max(0.0);
            distance(one).total_cmp(&distance(other))
        })?;
        let text = nearest.bytes.of(&source.text)?;
        let cursor = nearest.galley.cursor_from_pos(at - nearest.rect.min);
        Some(nearest.bytes.start + Visible::new(text).byte_at_cursor(cursor.index.into()))
    };
    let pointer = region.interact_pointer_pos().and_then(byte_at);
    if region.drag_started() {
        let pressed = ui.input(|input| input.pointer.press_origin()).and_then(byte_at);
        coding.choosing = pressed.map(|from| Choosing { from, to: from });
    }
    if let (true, Some(choosing), Some(to)) = (region.dragged(), &mut coding.choosing, pointer) {
        choosing.to = to;
        ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
    }
    if region.drag_stopped() {
        let chosen = coding.choosing.take().and_then(|choosing| choosing.words(&source.text));
        if let Some(bytes) = chosen {
            return coding::begin(session, coding, &source.record.id, bytes);
        }
    } else if !region.dragged() {
        coding.choosing = None;
    }
    Asks::none()
}

/// The suggestions of the sentences that end with this stretch.
fn suggestions_below_ui(
    ui: &mut Ui,
    session: &Session,
    suggested: &[Suggestion],
    stretch: Stretch,
    lit: &Lit,
) -> Option<Suggestion> {
    let is_here = |one: &&Suggestion| stretch.bytes.contains(one.sentence.end.saturating_sub(1));
    let mut clicked = None;
    for one in suggested.iter().filter(is_here) {
        let is_open = lit.coding.is_some_and(|(bytes, _)| bytes == one.sentence);
        if suggestion::suggestion_ui(ui, session, one, is_open) {
            clicked = Some(one.clone());
        }
    }
    clicked
}

fn header_ui(
    ui: &mut Ui,
    session: &Session,
    source: &Source,
    sentences: &[Sentence],
    open: Option<ByteRange>,
) -> Vec<Command> {
    let mut asked = Vec::new();
    ui.horizontal(|ui| {
        let index = open.and_then(|open| sentences.iter().position(|sentence| sentence.bytes.contains(open.start)));
        let count = sentences.len();
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let go = |to: Option<usize>| {
                let statement = sentences.get(to?)?.statements.first()?;
                Some(Command::Look(LookCommand::ReadInArticle(Passage::Statement(statement.id.clone()))))
            };
            let next = index.map_or(Some(0), |index| (index + 1 < count).then_some(index + 1));
            let previous = index.and_then(|index| index.checked_sub(1));
            for (icon, name, to) in [
                (icons::ICON_ARROW_DOWNWARD, "Next coded sentence", next.filter(|_| count > 0)),
                (icons::ICON_ARROW_UPWARD, "Previous coded sentence", previous),
            ] {
                let button = ui.add_enabled_ui(to.is_some(), |ui| icon_button(ui, icon, name)).inner;
                if button.clicked() {
                    asked.extend(go(to));
                }
            }
            explain(ui, index.map_or_else(|| count.to_string(), |index| format!("{} of {count}", index + 1)));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let title = words(&source.record.title, Face::SemiBold, text::TEXT);
                let link = ui.add(egui::Label::new(title).truncate().selectable(false).sense(Sense::click()));
                let name = format!("In the article: {}", source.record.title);
                link.named(Role::Link, name);
                let record = Target::Source(source.record.id.clone());
                let is_open = session.view().selection.as_ref() == Some(&record);
                if link.on_hover_text("Open the article’s record").clicked() && !is_open {
                    asked.push(Command::Look(LookCommand::Open(record)));
                }
            });
        });
    });
    ui.add_space(gap::LINE);
    asked
}
