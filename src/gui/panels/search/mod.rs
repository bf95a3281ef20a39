//! Find in all articles: what is asked, the counts, the way to the next sentence, and each sentence in its article.
//!
//! The panel stays while hits are stepped through; it gives way to whatever else is opened, and comes back by Esc, F3
//! or the search field. The thing easily got wrong: an answer belongs to what was typed when it was asked for, not to
//! what stands in the field now.

mod answer;
mod answering;
mod field;
mod filters;
mod hits;
mod question;

pub(crate) use answering::Search;
pub(crate) use field::SearchField;

use super::reading::{ArticleView, actor_row_ui};
use crate::derive::count_of;
use crate::evidence::search::{Fault, Found};
use crate::gui::ask::{Asks, SearchStep};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, palette_of, section_label, words};
use crate::gui::widgets::buttons::hinted_icon_button;
use crate::scene::Face;
use crate::session::Session;
use answering::State;
use egui::{Align, Layout, Ui};
use egui_material_icons::icons;
use question::Asking;

/// Actors beyond this many are counted and not listed.
const MOST_ACTORS: usize = 4;

/// What helps when nothing is found.
const NOTHING_FOUND: &str = "No sentence holds all of this. Words are found by their beginnings, in any order; “a phrase” \
                             must stand as it is, and /an expression/ is a regular expression";

impl Search {
    /// Goes on with the search that is typed, or begins one.
    pub(crate) fn step_on(&mut self, step: SearchStep) {
        if self.field.query().is_empty() {
            self.field.take_focus();
        } else {
            self.wanted = Some(step);
            self.field.place = field::Place::Shown;
        }
    }

    /// Esc leaves what was opened from the search first, then the search; whether there was one.
    pub(crate) fn leave(&mut self) -> Left {
        if self.field.query.is_empty() {
            return Left::Nothing;
        }
        if self.field.place == field::Place::Behind {
            self.field.place = field::Place::Shown;
            return Left::WhatWasOpened;
        }
        self.field.query.clear();
        Left::Search
    }

    /// Whether the article of a sentence that was found is shown.
    pub(crate) fn shows_article(&self) -> bool {
        self.current().is_some()
    }

    /// Draws the panel in place of what is open.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session, article: &mut ArticleView) -> Asks {
        let mut asked = self.follow(ui.ctx(), session);
        let full = ui.available_height();
        if self.shows_article() && session.view().article.is_some() {
            egui::Panel::bottom("article of the hit")
                .resizable(true)
                .default_size(full * 0.46)
                .min_size((full * 0.25).min(140.0))
                .max_size((full * 0.8).max(150.0))
                .frame(egui::Frame::new().inner_margin(egui::Margin { left: 0, right: 0, top: 8, bottom: 0 }))
                .show(ui, |ui| asked.extend(article.ui(ui, session)));
        }
        let step = head_ui(ui, self);
        self.wanted = step.or(self.wanted);
        let Some(asking) = &self.asking else { return asked };
        if let Some(typed) = filters::filters_ui(ui, session, asking, &mut self.menus) {
            self.field.query = typed;
        }
        for fault in asking.faults() {
            fault_ui(ui, asking.typed(), fault);
        }
        let Some(answer) = &mut self.answer else { return asked };
        egui::ScrollArea::vertical().id_salt(("search", answer.page())).auto_shrink(false).show(ui, |ui| {
            if !asking.actors.is_empty() {
                ui.add_space(gap::SMALL);
                section_label(ui, "Actors");
                for actor in asking.actors.iter().take(MOST_ACTORS) {
                    asked.extend(actor_row_ui(ui, session, actor));
                }
                let more = asking.actors.len().saturating_sub(MOST_ACTORS);
                if more > 0 {
                    explain(ui, format!("{more} more: write more of the name"));
                }
            }
            if answer.is_of(asking) && answer.found.is_empty() && !asking.has_faults() {
                explain(ui, NOTHING_FOUND);
            }
            asked.extend(hits::hits_ui(ui, session, answer));
            ui.add_space(gap::LARGE);
        });
        if let Some(at) = answer.asked_for.take() {
            asked.extend(self.go_to(at));
        }
        asked
    }
}

/// What of a search was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// Nothing was searched for.
    Nothing,
    /// What was opened from it: the search stands in front again.
    WhatWasOpened,
    /// The search.
    Search,
}

/// The counts, and the way to the sentence before and after.
fn head_ui(ui: &mut Ui, search: &Search) -> Option<SearchStep> {
    let mut wanted = None;
    ui.horizontal(|ui| {
        let found = search.answer.as_ref().map(|answer| &answer.found);
        let some = found.is_some_and(|found| !found.is_empty());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (sign, name, keys, step) in [
                (
                    icons::ICON_ARROW_DOWNWARD,
                    "Next sentence found",
                    "F3, or Enter in the search field",
                    SearchStep::Next,
                ),
                (
                    icons::ICON_ARROW_UPWARD,
                    "Previous sentence found",
                    "Shift+F3, or Shift+Enter in the search field",
                    SearchStep::Previous,
                ),
            ] {
                let hint = format!("{name} ({keys})");
                let button = ui.add_enabled_ui(some, |ui| hinted_icon_button(ui, sign, name, &hint)).inner;
                if button.clicked() {
                    wanted = Some(step);
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let text = words(told(search), Face::Bold, text::LEAD);
                ui.add(egui::Label::new(text).wrap().selectable(false));
            });
        });
    });
    wanted
}

/// What came of it, in words.
fn told(search: &Search) -> String {
    match (search.state(), &search.answer) {
        (State::Folding, None) => "Indexing…".to_owned(),
        (State::Searching, _) | (State::Folding, Some(_)) | (State::Ready, None) => "Searching…".to_owned(),
        (State::Ready, Some(_)) if search.asking.as_ref().is_some_and(Asking::has_faults) => "Not searched".to_owned(),
        (State::Ready, Some(answer)) => {
            let told = told_of(&answer.found, search.asking.as_ref().map_or(0, |of| of.actors.len()));
            answer.at.map_or_else(|| told.clone(), |at| format!("{} of {told}", at + 1))
        }
    }
}

fn told_of(found: &Found, actors: usize) -> String {
    let sentences = count_of(found.len(), "sentence", "sentences");
    match found.articles().len() {
        0 if actors == 0 => "Nothing found".to_owned(),
        0 => "No sentence found".to_owned(),
        articles => format!("{sentences} in {}", count_of(articles, "article", "articles")),
    }
}

fn fault_ui(ui: &mut Ui, typed: &str, fault: &Fault) {
    let palette = palette_of(ui);
    let alarm = |text: String, face| words(text, face, text::META).color(color32(palette.alarm));
    ui.add(egui::Label::new(alarm(fault.words.clone(), Face::Medium)).wrap());
    let (Some(before), Some(at), Some(after)) =
        (typed.get(..fault.at.start), typed.get(fault.at.clone()), typed.get(fault.at.end..))
    else {
        return;
    };
    // What was typed, with the place that is wrong.
    let mut job = egui::text::LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let plain = egui::TextFormat::simple(crate::gui::theme::font(Face::Regular, text::META), color32(palette.weak_ink));
    let wrong = egui::TextFormat {
        color: color32(palette.ink),
        background: color32(palette.paper.mix(palette.alarm, 0.25)),
        underline: egui::Stroke::new(1.5, color32(palette.alarm)),
        ..plain.clone()
    };
    job.append(before, 0.0, plain.clone());
    job.append(if at.is_empty() { " " } else { at }, 0.0, wrong);
    job.append(after, 0.0, plain);
    ui.add(egui::Label::new(job).selectable(false));
}
