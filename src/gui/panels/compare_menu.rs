//! Where a comparison begins and ends: the menu of what can be compared with, and the line that says what is.

use crate::gui::panels::reading::comparison::how_many_differ;
use crate::gui::scale::text;
use crate::gui::theme::{color32, icon, palette_of, section_label, words};
use crate::gui::widgets::named::Named;
use crate::model::{Day, EdtfDate, Statement, Voice};
use crate::scene::{Face, Page, Target};
use crate::session::{Command, LookCommand, Session};
use crate::view::{Comparison, ComparisonLook, OtherSide};
use egui::Ui;
use egui::accesskit::Role;
use egui_material_icons::icons;
use std::collections::BTreeSet;

/// Rows of a menu before it scrolls, in logical pixels.
const MENU_HEIGHT: f32 = 360.0;
/// The widest menu, in logical pixels.
const MENU_WIDTH: f32 = 560.0;

/// Draws the button that opens the menu; returns what was chosen.
pub(crate) fn compare_menu_ui(ui: &mut Ui, session: &Session) -> Vec<Command> {
    let chosen = session.comparison_facts().is_some();
    let palette = palette_of(ui);
    let ink = if chosen { palette.accent } else { palette.weak_ink };
    let sign = icon(icons::ICON_COMPARE_ARROWS, text::LARGE_SIGN).color(color32(ink));
    let button = egui::Button::new(sign).frame(false);
    let mut picked = None;
    let mut ends = false;
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(230.0);
        section_label(ui, "Compare with");
        ui.menu_button("Another day", |ui| picked = picked.take().or(day_menu_ui(ui, session, OtherSide::Day)));
        ui.menu_button("What was known on", |ui| {
            picked = picked.take().or(day_menu_ui(ui, session, OtherSide::KnownOn));
        });
        let others = session.project().manifest.questions.iter().filter(|other| other.id != session.question().id);
        ui.set_max_width(MENU_WIDTH);
        egui::ScrollArea::vertical().id_salt("questions").max_height(MENU_HEIGHT).show(ui, |ui| {
            for question in others {
                if ui.add(egui::Button::new(&question.text).wrap()).clicked() {
                    picked = Some(OtherSide::Question(question.id.clone()));
                }
            }
        });
        picked = picked.take().or(rule_menu_ui(ui, session));
        if !session.views().is_empty() {
            ui.menu_button("A saved view", |ui| {
                for (key, view) in session.views() {
                    if ui.button(&view.name).clicked() {
                        picked = Some(OtherSide::View(key.clone()));
                    }
                }
            });
        }
        if chosen {
            ui.separator();
            if ui.button("End the comparison").clicked() {
                ends = true;
                ui.close();
            }
        }
        if picked.is_some() {
            ui.close();
        }
    });
    let response = response.on_hover_text("Compare with another day, question, rule or view");
    response.named(Role::Button, "Compare with");
    let look = session.view().comparison.as_ref().map(|comparison| comparison.look).unwrap_or_default();
    let compare = |with| {
        vec![
            Command::Look(LookCommand::Compare(Some(Comparison { with, look }))),
            Command::Look(LookCommand::Open(Target::Page(Page::Comparison))),
        ]
    };
    if ends { end(session) } else { picked.map(compare).unwrap_or_default() }
}

/// The days on which anything was said or printed, the latest first.
fn day_menu_ui(ui: &mut Ui, session: &Session, side: fn(Option<Day>) -> OtherSide) -> Option<OtherSide> {
    let is_of_knowledge = side(None) == OtherSide::KnownOn(None);
    let published = |of: &Statement| session.project().published(of).and_then(|published| published.date);
    let days = if is_of_knowledge { days_of(session, published) } else { days_of(session, |of| of.said.date) };
    let mut picked = None;
    egui::ScrollArea::vertical().max_height(MENU_HEIGHT).show(ui, |ui| {
        for day in days.into_iter().rev() {
            if ui.button(format!("End of {}", day.in_words())).clicked() {
                picked = Some(side(Some(day)));
            }
        }
    });
    picked
}

/// The last days of a date that the statements on the question have, such as when they were said. It reads them all, so it
/// is for a menu that is open.
pub(crate) fn days_of(session: &Session, date_of: impl Fn(&Statement) -> Option<EdtfDate>) -> BTreeSet<Day> {
    let answers = session.project().statements.values().filter(|of| of.question == session.question().id);
    answers.filter_map(date_of).map(EdtfDate::latest).collect()
}

/// Other rules: the project's, if another is in force, and the same with less evidence.
fn rule_menu_ui(ui: &mut Ui, session: &Session) -> Option<OtherSide> {
    let mut picked = None;
    if session.view().rule.is_some() && ui.button("The project’s rule").clicked() {
        picked = Some(OtherSide::ProjectRule);
    }
    let projects = &session.project().manifest.rule;
    for (least, label) in [
        (Voice::DirectQuote, "Direct quotes only"),
        (Voice::Reported, "Named speakers only"),
        (Voice::Characterised, "All voices"),
    ] {
        let rule = session.rule().with_least_voice(least, projects);
        if rule != *session.rule() && ui.button(label).clicked() {
            picked = Some(OtherSide::Rule(rule));
        }
    }
    picked
}

/// Draws what is compared, how it is shown, and how it ends; nothing without a comparison.
pub(crate) fn compared_ui(ui: &mut Ui, session: &Session) -> Vec<Command> {
    let (Some(of), Some(comparison)) = (session.comparison_facts(), session.view().comparison.as_ref()) else {
        return Vec::new();
    };
    let palette = palette_of(ui);
    let mut asked = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let text = words(format!("Compared with {}", of.label), Face::Medium, text::TEXT).color(color32(palette.ink));
        ui.add(egui::Label::new(text).selectable(false));
        let link = |ui: &mut Ui, label: &str| {
            ui.add(egui::Link::new(words(label, Face::Medium, text::TEXT).color(color32(palette.accent)))).clicked()
        };
        if link(ui, &how_many_differ(of)) {
            asked.push(Command::Look(LookCommand::Open(Target::Page(Page::Comparison))));
        }
        let (label, look) = match comparison.look {
            ComparisonLook::List => ("Show side by side", ComparisonLook::SideBySide),
            ComparisonLook::SideBySide => ("Show one picture", ComparisonLook::List),
        };
        if link(ui, label) {
            asked.push(Command::Look(LookCommand::Compare(Some(Comparison { look, ..comparison.clone() }))));
        }
        if link(ui, "End the comparison") {
            asked.extend(end(session));
        }
    });
    asked
}

/// Ends the comparison, and leaves its page.
pub(crate) fn end(session: &Session) -> Vec<Command> {
    let is_open = session.view().selection == Some(Target::Page(Page::Comparison));
    is_open
        .then_some(Command::Look(LookCommand::Back))
        .into_iter()
        .chain([Command::Look(LookCommand::Compare(None))])
        .collect()
}
