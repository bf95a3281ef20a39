//! The rule in force beside the count: its words, the least evidence as a slider, and the way back to the project's.
//!
//! The slider stands above all words: what it changes is said below it. The thing easily got wrong: a slider sends a change in every frame of a drag; all of one drag are one gesture, and
//! are taken back in one step.

use crate::derive::rule_sentences;
use crate::gui::gesture::{Drag, during};
use crate::gui::keyboard::pressed;
use crate::gui::scale::text;
use crate::gui::theme::{color32, explain, palette_of, section_label, words};
use crate::gui::widgets::rows::line_ui;
use crate::model::{StandingRule, Voice};
use crate::scene::{Face, Page, Target};
use crate::session::{Command, LookCommand, Session};
use egui::{Key, Modifiers, Response, Ui};

/// What the strip keeps between frames.
#[derive(Debug, Default)]
pub(crate) struct RuleStrip {
    /// Where the strip began in the window when its slider was last at rest.
    top: Option<f32>,
    is_held: bool,
    drag: Drag,
}

impl RuleStrip {
    /// Draws the rule in force. What changes its length stands below the slider: that keeps its place under the hand.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Vec<Command> {
        let mut asked = Vec::new();
        self.hold_place(ui);
        let own = session.view().rule.is_some();
        ui.spacing_mut().interact_size.y = 18.0;
        ui.horizontal(|ui| {
            section_label(ui, "Rule");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if own && restore_link_ui(ui) {
                    asked.push(Command::Look(LookCommand::UseRule(None)));
                }
            });
        });
        ui.spacing_mut().item_spacing.y = 3.0;
        asked.extend(self.least_evidence_ui(ui, session));
        let all = rule_sentences(session.rule());
        let project_facts = rule_sentences(&session.project().manifest.rule);
        let said: Vec<&str> = if own {
            all.iter().filter(|sentence| !project_facts.contains(sentence)).map(String::as_str).collect()
        } else {
            all.iter().take(SHOWN_SENTENCES).map(String::as_str).collect()
        };
        let whose = if own { "A rule of this view: " } else { "The project’s: " };
        let parts = [(whose.to_owned(), Face::SemiBold), (said.join(" "), Face::Regular)];
        let hint = format!("{}\nClick to read and change it", all.join("\n"));
        if line_ui(ui, &parts, text::META, &hint) {
            asked.push(Command::Look(LookCommand::Open(Target::Page(Page::Rule))));
        }
        asked
    }

    /// Keeps the strip at its height in the window while its slider is dragged, however much is said above it.
    fn hold_place(&mut self, ui: &mut Ui) {
        let is_held = self.is_held && ui.input(|of| of.pointer.any_down());
        let top = ui.cursor().top();
        let before = self.top.unwrap_or(top);
        if !is_held {
            self.top = Some(top);
        } else if top < before {
            ui.add_space(before - top);
        } else if top > before {
            // More is said above: the panel is scrolled by as much.
            ui.scroll_with_delta_animation(egui::vec2(0.0, before - top), egui::style::ScrollAnimation::none());
        }
    }

    fn least_evidence_ui(&mut self, ui: &mut Ui, session: &Session) -> Option<Command> {
        let rule = session.rule();
        let (step, value) = step_of(session, rule);
        ui.horizontal(|ui| {
            ui.label(words("Least evidence", Face::Medium, text::TEXT));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| explain(ui, value));
        });
        let mut moved = step;
        let width = ui.available_width();
        let response = ui
            .scope(|ui| {
                ui.spacing_mut().slider_width = width;
                ui.spacing_mut().interact_size.y = 18.0;
                let slider = egui::Slider::new(&mut moved, 0..=STEPS.len() - 1).show_value(false).trailing_fill(true);
                ui.add(slider)
            })
            .inner;
        response.widget_info(|| egui::WidgetInfo::slider(true, step as f64, "Least evidence"));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(value));
        keep_arrows(ui, &response);
        let gesture = self.drag.gesture(&response);
        self.is_held = response.is_pointer_button_down_on();
        let response = response.on_hover_text("Which voices count: drag, or use the arrow keys");
        let voice = STEPS.get(moved).map(|(voice, _)| *voice).filter(|_| response.changed() && moved != step)?;
        let rule = rule.with_least_voice(voice, &session.project().manifest.rule);
        Some(during(gesture, Command::Look(LookCommand::UseRule(Some(rule)))))
    }
}

/// The first of the rule's sentences; the others are on its page.
const SHOWN_SENTENCES: usize = 2;

fn restore_link_ui(ui: &mut Ui) -> bool {
    let palette = palette_of(ui);
    let text = words("Restore the project’s rule", Face::Medium, text::META).color(color32(palette.accent));
    ui.add(egui::Link::new(text)).clicked()
}

/// The steps of the slider from its left end: the weakest voice that still counts.
const STEPS: [(Voice, &str); 4] = [
    (Voice::Characterised, "All voices"),
    (Voice::Anonymous, "No characterisations"),
    (Voice::Reported, "Named speakers only"),
    (Voice::DirectQuote, "Direct quotes only"),
];

/// The step at which `rule` stands, and its words.
fn step_of(session: &Session, rule: &StandingRule) -> (usize, &'static str) {
    let least = rule.least_voice().unwrap_or(Voice::Characterised);
    let step = STEPS.iter().position(|(voice, _)| *voice == least).unwrap_or(0);
    let is_whole = rule.voices.len() == rule.with_least_voice(least, &session.project().manifest.rule).voices.len();
    let words = STEPS.get(step).map_or("", |(_, words)| words);
    (step, if is_whole { words } else { "Own choice of voices" })
}

/// The arrow keys that move a slider do not walk the picture as well.
fn keep_arrows(ui: &Ui, slider: &Response) {
    if slider.has_focus() {
        for key in [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown] {
            pressed(ui.ctx(), Modifiers::NONE, key);
        }
    }
}
