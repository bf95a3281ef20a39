//! The answer in one sentence above the picture; every number opens its sentences.

use super::compare_menu::compared_ui;
use crate::derive::{Among, AnswerPart, Counts, Tally};
use crate::gui::ask::{Asks, OpenDialog};
use crate::gui::scale::text;
use crate::gui::theme::{color32, palette_of, words};
use crate::scene::{Face, Target};
use crate::session::{Command, Outcome, Session};
use crate::store::{Severity, SeverityCounts};
use egui::{Ui, vec2};

/// Draws the answer, and below it what is wrong with the project and the last word to the person.
pub(crate) fn answer_bar_ui(ui: &mut Ui, session: &Session) -> Asks {
    let palette = palette_of(ui);
    let mut asked = Asks::none();
    let size = 15.0;
    ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
    ui.horizontal_wrapped(|ui| {
        let mut parts = session.of_question().answer.parts.iter().peekable();
        while let Some(part) = parts.next() {
            match part {
                AnswerPart::Words(text) => {
                    let mut text = text.clone();
                    // Words that follow words are one piece, so that a full stop never begins a line.
                    while let Some(AnswerPart::Words(next)) = parts.peek() {
                        text.push_str(next);
                        parts.next();
                    }
                    ui.add(egui::Label::new(words(text, Face::Regular, size)).selectable(false));
                }
                AnswerPart::Count { text, of } => {
                    if number_ui(ui, text, size).clicked() {
                        asked.push(Command::Open(target_of(*of, &session.of_question().tally)));
                    }
                }
                AnswerPart::Members(text) => {
                    if number_ui(ui, text, size).clicked() {
                        asked.push(Command::Open(Target::Members));
                    }
                }
            }
        }
    });
    asked.extend(compared_ui(ui, session));
    let counts = SeverityCounts::of(session.defects());
    if let (Some(found), Some(worst)) = (counts.in_words(), counts.worst()) {
        let (text, ink) = match worst {
            Severity::Error => {
                let text = format!("{found} in this project: what can be read is shown, nothing is overwritten");
                (text, palette.alarm)
            }
            Severity::Warning => (format!("{found} about this project"), palette.weak_ink),
        };
        let link = egui::Link::new(words(text, Face::Medium, text::META).color(color32(ink)));
        if ui.add(link).on_hover_text("List them").clicked() {
            asked.push(OpenDialog::Defects);
        }
    }
    match session.notice() {
        None | Some(Outcome::Nothing) => {}
        Some(Outcome::Done(told)) => {
            ui.label(words(told, Face::Regular, text::META).color(color32(palette.weak_ink)));
        }
        Some(Outcome::Refused(why)) => {
            ui.label(words(why.in_words(), Face::Medium, text::META).color(color32(palette.alarm)));
        }
    }
    asked
}

fn number_ui(ui: &mut Ui, text: &str, size: f32) -> egui::Response {
    let palette = palette_of(ui);
    let link = egui::Link::new(words(text, Face::Bold, size).color(color32(palette.accent)));
    ui.add(link).on_hover_text("Open the sentences behind this number")
}

/// What a number of the answer opens.
fn target_of(counts: Counts, tally: &Tally) -> Target {
    match counts {
        // The row of the legend, as long as it says the same.
        Counts::Among(Among::Unheard) if tally.among(Among::Unheard) == tally.with(None) => Target::MembersWith(None),
        Counts::Among(among) => Target::Among(among),
        Counts::With(stance) => Target::MembersWith(Some(stance)),
    }
}
