//! The answer in one sentence above the picture; every number opens its sentences.

use super::compare_menu::compared_ui;
use super::passing::{Leaflet, Passing};
use super::theme::{color32, font, palette_of, words};
use crate::derive::{Among, AnswerPart, Counts, Tally, count_of};
use crate::scene::{Face, Target};
use crate::session::{Command, Notice, Session};
use egui::text::{LayoutJob, TextFormat};
use egui::{Ui, vec2};

/// Draws the answer, and below it what is wrong with the project and the last word to the person.
pub(crate) fn answer_bar_ui(ui: &mut Ui, session: &Session, passing: &mut Passing) -> Vec<Command> {
    let palette = palette_of(ui);
    let mut asked = Vec::new();
    let size = 15.0;
    ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
    ui.horizontal_wrapped(|ui| {
        let mut parts = session.of_question().answer.parts.iter().peekable();
        // Of the words that come next, what hangs on the last word: a full stop never begins a line.
        let mut hung = 0;
        while let Some(part) = parts.next() {
            let (AnswerPart::Words(text) | AnswerPart::Count { text, .. } | AnswerPart::Members(text)) = part;
            let text = text.get(std::mem::take(&mut hung)..).unwrap_or_default();
            let mark = match parts.peek() {
                Some(AnswerPart::Words(next)) => hanging(next),
                Some(AnswerPart::Count { .. } | AnswerPart::Members(_)) | None => "",
            };
            hung = mark.len();
            match part {
                AnswerPart::Words(_) => {
                    let text = words(format!("{text}{mark}"), Face::Regular, size);
                    ui.add(egui::Label::new(text).selectable(false));
                }
                AnswerPart::Count { of, .. } => {
                    if number_ui(ui, text, mark, size).clicked() {
                        asked.push(Command::Open(target_of(*of, &session.of_question().tally)));
                    }
                }
                AnswerPart::Members(_) => {
                    if number_ui(ui, text, mark, size).clicked() {
                        asked.push(Command::Open(Target::Members));
                    }
                }
            }
        }
    });
    asked.extend(compared_ui(ui, session));
    let defects = session.defects().len();
    if defects > 0 {
        let text = format!(
            "{} in this project: what can be read is shown, nothing is overwritten",
            count_of(defects, "defect", "defects")
        );
        let link = egui::Link::new(words(text, Face::Medium, 12.0).color(color32(palette.alarm)));
        if ui.add(link).on_hover_text("List them").clicked() {
            passing.leaflet = Some(Leaflet::Defects);
        }
    }
    match session.notice() {
        None => {}
        Some(Notice::Done(text)) => {
            ui.label(words(text, Face::Regular, 12.0).color(color32(palette.weak_ink)));
        }
        Some(Notice::Failed(text)) => {
            ui.label(words(text, Face::Medium, 12.0).color(color32(palette.alarm)));
        }
    }
    asked
}

/// The marks at the beginning of `text` that belong to the word before it.
fn hanging(text: &str) -> &str {
    let end = text.find(|letter: char| !matches!(letter, '.' | ',' | ';' | ':' | '?' | '!')).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// A number with the mark that hangs on it.
fn number_ui(ui: &mut Ui, text: &str, mark: &str, size: f32) -> egui::Response {
    let palette = palette_of(ui);
    let mut job = LayoutJob::default();
    job.append(text, 0.0, TextFormat::simple(font(Face::Bold, size), color32(palette.accent)));
    job.append(mark, 0.0, TextFormat::simple(font(Face::Regular, size), color32(palette.ink)));
    let link = ui.add(egui::Link::new(job));
    link.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Link, true, text));
    link.on_hover_text("Open the sentences behind this number")
}

/// What a number of the answer opens.
fn target_of(counts: Counts, tally: &Tally) -> Target {
    match counts {
        // The row of the legend, as long as it says the same.
        Counts::Among(Among::Unheard) if tally.among(Among::Uncounted).is_empty() => Target::MembersWith(None),
        Counts::Among(among) => Target::Among(among),
        Counts::With(stance) => Target::MembersWith(Some(stance)),
    }
}
