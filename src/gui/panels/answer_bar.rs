//! The answer above the picture, with the members below it; every name and number opens its sentences.

use super::compare_menu::compared_ui;
use super::member_strip::member_strip_ui;
use crate::derive::{Among, AnswerPart, Counts, Tally};
use crate::gui::ask::{Asks, OpenDialog};
use crate::gui::pictures::hover_card::hover_card_ui;
use crate::gui::scale::text;
use crate::gui::theme::{color32, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::scene::{Face, Target};
use crate::session::{Command, LookCommand, Outcome, Session};
use crate::store::{Severity, SeverityCounts};
use egui::accesskit::Role;
use egui::{Ui, vec2};

/// Below this width the headline is smaller, in logical pixels.
const NARROW: f32 = 900.0;

/// Draws the answer and the members, and below them what is wrong with the project and the last word to the person.
pub(crate) fn answer_bar_ui(ui: &mut Ui, session: &Session) -> Asks {
    let palette = palette_of(ui);
    let mut asked = Asks::none();
    ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
    let answer = &session.standpoint_facts().answer;
    let headline = if ui.available_width() < NARROW { text::TITLE } else { text::HEADLINE };
    asked.extend(parts_ui(ui, session, &answer.headline, Face::SerifSemiBold, headline));
    asked.extend(parts_ui(ui, session, &answer.rest, Face::Regular, text::TEXT));
    asked.extend(member_strip_ui(ui, session));
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

/// One paragraph of the answer, in which each name and number is a link.
fn parts_ui(ui: &mut Ui, session: &Session, parts: &[AnswerPart], face: Face, size: f32) -> Vec<Command> {
    let palette = palette_of(ui);
    let mut asked = Vec::new();
    let is_headline = face == Face::SerifSemiBold;
    ui.horizontal_wrapped(|ui| {
        let mut parts = parts.iter().peekable();
        while let Some(part) = parts.next() {
            let (name, target) = match part {
                AnswerPart::Words(text) => {
                    let mut text = text.clone();
                    // Words that follow words are laid out as one, so that a full stop never begins a line.
                    while let Some(AnswerPart::Words(next)) = parts.peek() {
                        text.push_str(next);
                        parts.next();
                    }
                    ui.add(egui::Label::new(words(text, face, size)).selectable(false));
                    continue;
                }
                AnswerPart::Actor { actor, .. } => {
                    let stance = session.standpoint_facts().standings.of(actor).and_then(|standing| standing.stance);
                    let label = session.question().label(stance).to_lowercase();
                    (format!("Answer: {}, {label}", session.project().actor_name(actor)), Target::Actor(actor.clone()))
                }
                AnswerPart::Count { text, of } => (text.clone(), target_of(*of, &session.standpoint_facts().tally)),
                AnswerPart::Members(text) => (text.clone(), Target::Members),
            };
            // The headline is all ink: what can be clicked in it is underlined.
            let shown = if is_headline {
                words(part.text(), face, size).color(color32(palette.ink)).underline()
            } else {
                words(part.text(), Face::SemiBold, size).color(color32(palette.accent))
            };
            let response = ui.add(egui::Link::new(shown));
            response.named(Role::Link, name);
            hover_card_ui(&response, session, &target);
            if response.clicked() {
                asked.push(Command::Look(LookCommand::Open(target)));
            }
        }
    });
    asked
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
