//! The foot of the article: the form for the words that are chosen, or why nothing can be coded here.

use super::bounds::{Bounds, set_bounds};
use super::choice::stances_ui;
use super::fields::{confidence_ui, said_ui, voice_ui, words_ui};
use super::form::{Field, Focus};
use super::keys::article_id;
use super::name_field::name_field_ui;
use super::state::Coding;
use super::steps::{self, Then};
use crate::gui::ask::{Asks, OpenDialog};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, font, icon, palette_of, words};
use crate::gui::widgets::buttons::{icon_button, plain_button, primary_button};
use crate::gui::widgets::named::Named;
use crate::model::{Statement, StatementId};
use crate::scene::Face;
use crate::session::coding::Begun;
use crate::session::{Access, Command, Edit, Session};
use egui::accesskit::Role;
use egui::{Align, Layout, Ui, vec2};
use egui_material_icons::icons;

/// The names beside the fields take so much, in logical pixels.
const LABELS: f32 = 78.0;
/// The form leaves the article at least the rest.
const MOST_OF_THE_PANEL: f32 = 0.68;
/// Above and below the form, in logical pixels.
const MARGINS: f32 = 10.0;

/// Draws the foot of the article that is open.
pub(crate) fn foot_ui(ui: &mut Ui, session: &Session, coding: &mut Coding) -> Asks {
    let mut asked = Asks::none();
    let full = ui.available_height();
    let frame = egui::Frame::new().inner_margin(egui::Margin { left: 0, right: 0, top: 8, bottom: 2 });
    if coding.is_open(session) {
        // As high as it was last, so that nothing is cut off and the article keeps the rest.
        let height = coding.form_height.min(full * MOST_OF_THE_PANEL);
        egui::Panel::bottom("coding form").resizable(false).exact_size(height).frame(frame).show(ui, |ui| {
            let area = egui::ScrollArea::vertical().id_salt("coding form").auto_shrink(false);
            let shown = area.show(ui, |ui| asked.extend(form_ui(ui, session, coding)));
            let needed = shown.content_size.y + MARGINS;
            if (needed - coding.form_height).abs() > 0.5 {
                coding.form_height = needed;
                ui.ctx().request_repaint();
            }
        });
    } else if let (true, Access::ReadOnly(why)) = (coding.is_refused, session.access()) {
        egui::Panel::bottom("why nothing is coded").resizable(false).frame(frame).show(ui, |ui| {
            asked.extend(refusal_ui(ui, coding, &why.in_words()));
        });
    } else if let Some(told) = coding.told.clone() {
        egui::Panel::bottom("told about coding").resizable(false).frame(frame).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if icon_button(ui, icons::ICON_CLOSE, "Close the message").clicked() {
                        coding.told = None;
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| explain(ui, told));
                });
            });
        });
    }
    asked
}

fn refusal_ui(ui: &mut Ui, coding: &mut Coding, why: &str) -> Option<OpenDialog> {
    let mut asked = None;
    explain(ui, why);
    ui.add_space(gap::SMALL);
    ui.horizontal(|ui| {
        if primary_button(ui, "Save a copy…").clicked() {
            asked = Some(OpenDialog::SaveCopy(None));
        }
        if ui.button("Go on reading").clicked() {
            coding.is_refused = false;
        }
    });
    asked
}

fn form_ui(ui: &mut Ui, session: &Session, coding: &mut Coding) -> Asks {
    let mut asked = Asks::none();
    take_focus(ui, coding);
    ui.spacing_mut().item_spacing = vec2(6.0, 5.0);
    ui.spacing_mut().interact_size.y = 24.0;
    asked.extend(head_ui(ui, session, coding));
    why_ui(ui, coding);
    asked.extend(coded_already_ui(ui, session, coding));
    stances_ui(ui, session, coding);
    ui.add_space(gap::LINE);
    row_ui(ui, "Actor", |ui| name_field_ui(ui, session, coding, Field::Actor, "whose position it is"));
    row_ui(ui, "Speaker", |ui| name_field_ui(ui, session, coding, Field::Speaker, "the article itself"));
    row_ui(ui, "On behalf of", |ui| name_field_ui(ui, session, coding, Field::OnBehalfOf, "nobody else"));
    if let Some(form) = &mut coding.form {
        let half = ((ui.available_width() - LABELS - 12.0) / 2.0).clamp(70.0, 126.0);
        row_ui(ui, "Voice, date", |ui| {
            ui.horizontal(|ui| {
                voice_ui(ui, form, half + 14.0);
                said_ui(ui, form);
            });
        });
        row_ui(ui, "Condition", |ui| words_ui(ui, form, Field::Condition, "what it hangs on"));
        row_ui(ui, "Sure, note", |ui| {
            ui.horizontal(|ui| {
                confidence_ui(ui, form, half + 14.0);
                words_ui(ui, form, Field::Note, "why");
            });
        });
    }
    ui.add_space(gap::LINE);
    asked.extend(end_ui(ui, session, coding));
    asked
}

/// Gives the keyboard to what asked for it.
fn take_focus(ui: &Ui, coding: &mut Coding) {
    let Some(focus) = coding.form.as_mut().and_then(|form| form.focus.take()) else { return };
    let id = match focus {
        Focus::Article => article_id(),
        Focus::Field(field) => field.id(),
    };
    ui.memory_mut(|memory| {
        memory.move_focus(egui::FocusDirection::None);
        memory.request_focus(id);
    });
    ui.ctx().request_repaint();
}

fn row_ui(ui: &mut Ui, label: &str, field: impl FnOnce(&mut Ui)) {
    let palette = palette_of(ui);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(LABELS - 6.0, 26.0), egui::Sense::hover());
        let (at, ink) = (rect.left_center(), color32(palette.weak_ink));
        ui.painter().text(at, egui::Align2::LEFT_CENTER, label, font(Face::Regular, text::META), ink);
        ui.vertical(|ui| field(ui));
    });
}

/// What is coded, on which question, and the ways out.
fn head_ui(ui: &mut Ui, session: &Session, coding: &mut Coding) -> Asks {
    let mut asked = Asks::none();
    let is_of_sentence = form_is_sentence(session, coding);
    let Some(form) = &coding.form else { return asked };
    let title = match &form.draft.begun {
        Begun::Sentence if is_of_sentence => "Code this sentence",
        Begun::Sentence => "Code these words",
        Begun::Statement(_) => "Edit this statement",
        Begun::Suggestion(_) => "Suggested",
    };
    ui.horizontal(|ui| {
        ui.add(egui::Label::new(words(title, Face::Bold, text::LEAD)).selectable(false));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, icons::ICON_CLOSE, "Leave the form (Esc)").clicked() {
                asked.extend(steps::leave(coding));
            }
            let choices = if is_of_sentence { &OF_A_SENTENCE[..] } else { &OF_WORDS[..] };
            asked.extend(bounds_menu_ui(ui, session, coding, choices));
        });
    });
    question_ui(ui, session, coding);
    asked
}

/// Whether whole sentences are coded, not some words of one.
fn form_is_sentence(session: &Session, coding: &mut Coding) -> bool {
    let at = coding.form.as_ref().map(|form| (form.draft.source.clone(), form.draft.bytes));
    at.is_some_and(|(source, bytes)| coding.sentences(session, &source).contains(&bytes))
}

const OF_A_SENTENCE: [(&str, &str, Bounds); 3] = [
    ("Join with the next sentence", "Make one sentence of both", Bounds::Join),
    ("Split here", "At the bar between two words; click between two words, or press the arrow keys", Bounds::Split),
    ("Restore", "As the rules find the bounds", Bounds::Restore),
];
const OF_WORDS: [(&str, &str, Bounds); 2] = [
    ("Make one sentence of these words", "What stands beside them stays a sentence of its own", Bounds::Words),
    ("Restore", "As the rules find the bounds", Bounds::Restore),
];

fn bounds_menu_ui(ui: &mut Ui, session: &Session, coding: &mut Coding, choices: &[(&str, &str, Bounds)]) -> Asks {
    let mut asked = Asks::none();
    let palette = palette_of(ui);
    let text = icon(icons::ICON_FORMAT_TEXT_WRAP, text::SIGN).color(color32(palette.weak_ink));
    let button = egui::Button::new(text).frame(false).sense(egui::Sense::CLICK);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for (label, hint, bounds) in choices {
            if ui.button(*label).on_hover_text(*hint).clicked() {
                asked.extend(set_bounds(session, coding, *bounds));
                ui.close();
            }
        }
    });
    response.named(Role::Button, "Bounds of the sentence");
    response.on_hover_text("Bounds of the sentence: join, split, restore");
    asked
}

fn question_ui(ui: &mut Ui, session: &Session, coding: &mut Coding) {
    let questions = &session.project().manifest.questions;
    let Some(form) = &mut coding.form else { return };
    let Some(question) = session.project().question(&form.draft.question) else { return };
    let palette = palette_of(ui);
    if questions.len() < 2 {
        return;
    }
    let text = words(&question.short, Face::Medium, text::META).color(color32(palette.weak_ink));
    let button = egui::Button::new(text)
        .frame(false)
        .sense(egui::Sense::CLICK)
        .right_text(icons::ICON_EXPAND_MORE.codepoint)
        .truncate();
    let name = format!("On the question: {}", question.text);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for other in questions {
            let label = words(&other.text, Face::Medium, text::TEXT);
            if ui.add(egui::Button::selectable(other.id == form.draft.question, label)).clicked() {
                form.draft.question = other.id.clone();
                ui.close();
            }
        }
    });
    response.named(Role::Button, &name);
    response.on_hover_text(format!("{}\nQ goes to the next question", question.text));
}

/// Why something is suggested.
fn why_ui(ui: &mut Ui, coding: &Coding) {
    let Some(form) = &coding.form else { return };
    if let Begun::Suggestion(suggestion) = &form.draft.begun {
        // The condition stands in its field.
        let why = suggestion.why.split("; condition:").next().unwrap_or_default();
        explain(ui, format!("{why}. Score {:.2}, not counted until you accept it", suggestion.score));
    }
}

/// The statements that were read from the same words already; a click opens one.
fn coded_already_ui(ui: &mut Ui, session: &Session, coding: &mut Coding) -> Asks {
    let Some(form) = &coding.form else { return Asks::none() };
    let project = session.project();
    let draft = &form.draft;
    let of_form = match &draft.begun {
        Begun::Statement(id) => Some(id.clone()),
        Begun::Sentence | Begun::Suggestion(_) => None,
    };
    let is_here = |statement: &&Statement| {
        let bytes = statement.quote.bytes;
        statement.source == draft.source
            && bytes.start < draft.bytes.end
            && draft.bytes.start < bytes.end
            && Some(&statement.id) != of_form.as_ref()
    };
    let there: Vec<(StatementId, String)> = project
        .statements
        .values()
        .filter(is_here)
        .map(|statement| {
            let stance = project
                .question(&statement.question)
                .map_or("", |question| question.label(Some(statement.stance)))
                .to_lowercase();
            (statement.id.clone(), format!("{} {stance}", project.actor_name(&statement.actor)))
        })
        .collect();
    let mut clicked = None;
    if !there.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(5.0, 3.0);
            explain(ui, "Coded");
            for (id, words_of_it) in &there {
                let text = words(words_of_it, Face::Medium, text::META).underline();
                let response = ui.add(egui::Button::new(text).frame(false).sense(egui::Sense::CLICK));
                response.named(Role::Link, format!("Edit the statement: {words_of_it}"));
                if response.on_hover_text("Edit this statement").clicked() {
                    clicked = Some(id.clone());
                }
            }
        });
    }
    clicked.map(|id| steps::edit(session, coding, &id)).unwrap_or_default()
}

/// What is missing, and the buttons.
fn end_ui(ui: &mut Ui, session: &Session, coding: &mut Coding) -> Asks {
    let mut asked = Asks::none();
    let Some(form) = &coding.form else { return asked };
    let palette = palette_of(ui);
    let begun = form.draft.begun.clone();
    if let Some(told) = &form.told {
        let text = words(told, Face::Medium, text::META).color(color32(palette.alarm));
        ui.add(egui::Label::new(text).wrap().selectable(false));
    }
    let (label, hint) = match &begun {
        Begun::Sentence => ("Code", "Code it and go to the next sentence (Enter); with Shift stay at this one"),
        Begun::Suggestion(_) => ("Accept", "Accept it and go to the next suggestion (Enter)"),
        Begun::Statement(_) => ("Change", "Change the statement (Enter)"),
    };
    ui.horizontal(|ui| {
        if primary_button(ui, label).on_hover_text(hint).clicked() {
            asked.extend(steps::code(session, coding, Then::GoOn));
        }
        match &begun {
            Begun::Suggestion(_) => {
                let reject = plain_button(ui, "Reject");
                if reject.on_hover_text("Offer it no more while the program runs (Backspace)").clicked() {
                    asked.extend(steps::reject(session, coding));
                }
            }
            Begun::Statement(id) => {
                let delete = plain_button(ui, "Delete");
                if delete.on_hover_text("Delete the statement (Del); it can be taken back").clicked() {
                    asked.push(Command::Edit(Box::new(Edit::RemoveStatements([id.clone()].into()))));
                    coding.form = None;
                }
            }
            Begun::Sentence => {}
        }
        let keys = match &begun {
            Begun::Sentence => "Enter codes, Esc leaves",
            Begun::Suggestion(_) => "Enter, Backspace",
            Begun::Statement(_) => "Enter, Esc",
        };
        explain(ui, keys);
    });
    asked
}
