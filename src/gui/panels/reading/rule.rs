//! The rule that turns statements into standings, to be read and changed.
//!
//! Each change is in force at once and can be taken back. The thing easily got wrong: a rule that contradicts itself is
//! never asked for; the control says why, and what was in force stays.

use super::rule_effect::KeptEffect;
use crate::derive::rule_sentences;
use crate::gui::gesture::{Drag, during};
use crate::gui::in_words::capital;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, palette_of, section_label, words};
use crate::gui::widgets::named::Named;
use crate::model::{Confidence, PeopleSpeak, StandingRule, Voice, Weighing};
use crate::scene::Face;
use crate::session::{Command, Edit, Gesture, LookCommand, Session};
use egui::Ui;
use egui::accesskit::Role;
use egui_material_icons::icons;

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub(crate) struct RulePage {
    refused: Option<Refused>,
    pub(super) effect: KeptEffect,
    /// The voices from top to bottom: one that does not count keeps its place.
    voices: Vec<Voice>,
    drag: Drag,
}

/// A rule that contradicts itself was wished for.
#[derive(Debug)]
struct Refused {
    /// By which control.
    part: RuleSection,
    /// The rule in force then; with another one the word is no longer to the point.
    in_force: StandingRule,
    why: String,
}

/// A part of the rule, with its own controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RuleSection {
    Voices,
    Weighing,
    Confidence,
    People,
    Contested,
    Stale,
}

impl RuleSection {
    const ALL: [Self; 6] = [Self::Voices, Self::Weighing, Self::Confidence, Self::People, Self::Contested, Self::Stale];

    fn title(self) -> &'static str {
        match self {
            Self::Voices => "Voices that count",
            Self::Weighing => "Which statement decides",
            Self::Confidence => "Least confidence",
            Self::People => "People",
            Self::Contested => "Contested window",
            Self::Stale => "Stale after",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Voices => "Strongest first: of the same day the stronger voice wins, or weighs twice the next",
            Self::Weighing => "A half-life lets older statements weigh less, rather than not at all",
            Self::Confidence => "How sure the coder must be of a reading",
            Self::People => "Whether words of a minister colour the country",
            Self::Contested => {
                "Another stance said so shortly before the latest statement marks a standing as contested"
            }
            Self::Stale => "A standing is stale when its latest statement is older",
        }
    }
}

/// Draws the page.
pub(super) fn rule_ui(ui: &mut Ui, session: &Session, page: &mut RulePage) -> Vec<Command> {
    let is_own = session.view().rule.is_some();
    let mut asked = Vec::new();
    ui.label(words("The rule", Face::Bold, text::TITLE));
    let whose = if is_own {
        "A rule of this view, in force here only; the project’s own stays as it is."
    } else {
        "This is the project’s rule. A change makes a rule of this view, and can be undone."
    };
    explain(ui, whose);
    let restore = egui::Button::new(words("Restore the project’s rule", Face::Medium, text::TEXT));
    if ui.add_enabled(is_own, restore).on_disabled_hover_text("The project’s rule is in force").clicked() {
        asked.push(Command::Look(LookCommand::UseRule(None)));
    }
    // Always there, so that nothing moves while a rule is tried.
    let make = ui
        .add_enabled(is_own, egui::Button::new(words("Make it the project’s rule", Face::Medium, text::TEXT)))
        .on_hover_text("Then every view without a rule of its own follows it")
        .on_disabled_hover_text("It is the project’s rule");
    if let (true, Some(rule)) = (make.clicked(), session.view().rule.as_ref()) {
        asked.push(Command::Edit(Box::new(Edit::SetRule(Box::new(rule.clone())))));
        asked.push(Command::Look(LookCommand::UseRule(None)));
    }
    let mut editor = Editor { session, page, asked };
    for part in RuleSection::ALL {
        ui.add_space(gap::MEDIUM);
        editor.part_ui(ui, part);
    }
    let asked = editor.asked;
    // Last: its length changes with every control, and none of them may move under the hand.
    ui.add_space(gap::MEDIUM);
    section_label(ui, "In words");
    ui.add(egui::Label::new(words(rule_sentences(session.rule()).join(" "), Face::Regular, text::TEXT)).wrap());
    asked
}

/// Brings the order from top to bottom up to date: what does not count stays where it is, the others are in the order of
/// `counted`.
fn ranked(before: &[Voice], counted: &[Voice]) -> Vec<Voice> {
    let mut in_order = counted.iter().copied();
    let place = |voice: &Voice| if counted.contains(voice) { in_order.next() } else { Some(*voice) };
    before.iter().filter_map(place).collect()
}

/// Half-life that is offered first.
const USUAL_HALF_LIFE: u16 = 90;

struct Editor<'a> {
    session: &'a Session,
    page: &'a mut RulePage,
    asked: Vec<Command>,
}

impl Editor<'_> {
    fn part_ui(&mut self, ui: &mut Ui, part: RuleSection) {
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.spacing_mut().interact_size.y = 23.0;
        section_label(ui, part.title());
        explain(ui, part.meaning());
        match part {
            RuleSection::Voices => self.voices_ui(ui),
            RuleSection::Weighing => self.weighing_ui(ui),
            RuleSection::Confidence => self.confidence_ui(ui),
            RuleSection::People => self.people_ui(ui),
            RuleSection::Contested => {
                let days = self.session.rule().contested_within_days;
                self.days_ui(ui, part, days, |rule, days| StandingRule { contested_within_days: days, ..rule });
            }
            RuleSection::Stale => {
                let days = self.session.rule().stale_after_days;
                self.days_ui(ui, part, days, |rule, days| StandingRule { stale_after_days: days, ..rule });
            }
        }
        self.refused_ui(ui, part);
    }

    /// Asks for another rule, or says why it cannot be.
    fn wish(&mut self, part: RuleSection, rule: StandingRule, gesture: Option<Gesture>) {
        if let Some(fault) = rule.faults().first() {
            let in_force = self.session.rule().clone();
            self.page.refused = Some(Refused { part, in_force, why: fault.to_string() });
            return;
        }
        self.page.refused = None;
        let command = Command::Look(LookCommand::UseRule(Some(rule)));
        self.asked.push(during(gesture, command));
    }

    fn refused_ui(&self, ui: &mut Ui, part: RuleSection) {
        let refused = self.page.refused.as_ref();
        let is_told = |refused: &&Refused| refused.part == part && refused.in_force == *self.session.rule();
        if let Some(refused) = refused.filter(is_told) {
            let text = format!("Not changed: {}.", refused.why);
            ui.add(egui::Label::new(words(text, Face::Medium, text::META).color(color32(palette_of(ui).alarm))).wrap());
        }
    }

    fn voices_ui(&mut self, ui: &mut Ui) {
        let rule = self.session.rule();
        if self.page.voices.is_empty() {
            let project_facts = &self.session.project().manifest.rule;
            let others = Voice::ALL.into_iter().filter(|voice| project_facts.voice_rank(*voice).is_none());
            self.page.voices = project_facts.voices.iter().copied().chain(others).collect();
        }
        let voices = ranked(&self.page.voices, &rule.voices);
        self.page.voices.clone_from(&voices);
        for voice in voices {
            self.voice_ui(ui, voice);
        }
    }

    fn voice_ui(&mut self, ui: &mut Ui, voice: Voice) {
        let rule = self.session.rule();
        let rank = rule.voice_rank(voice);
        let mut wish = None;
        ui.horizontal(|ui| {
            let mut counts = rank.is_some();
            let label = words(capital(voice.label()), Face::Regular, text::TEXT);
            if ui.checkbox(&mut counts, label).on_hover_text(voice.definition()).changed() {
                wish = Some(self.toggled(voice));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let Some(rank) = rank else {
                    explain(ui, "does not count");
                    return;
                };
                for (icon, with, word) in [
                    (icons::ICON_ARROW_DOWNWARD, rank.checked_add(1), "weaker"),
                    (icons::ICON_ARROW_UPWARD, rank.checked_sub(1), "stronger"),
                ] {
                    let with = with.filter(|with| *with < rule.voices.len());
                    let text = words(icon.codepoint, Face::Regular, text::SIGN);
                    let response = ui.add_enabled(with.is_some(), egui::Button::new(text).frame(false));
                    let name = format!("Rank {} {word}", voice.label());
                    response.named(Role::Button, &name);
                    if let Some(with) = with.filter(|_| response.on_hover_text(&name).clicked()) {
                        let mut voices = rule.voices.clone();
                        voices.swap(rank, with);
                        wish = Some(voices);
                    }
                }
            });
        });
        if let Some(voices) = wish {
            self.wish(RuleSection::Voices, StandingRule { voices, ..rule.clone() }, None);
        }
    }

    /// The voices with or without `voice`; it returns to the rank at which it is listed.
    fn toggled(&self, voice: Voice) -> Vec<Voice> {
        let mut voices = self.session.rule().voices.clone();
        if let Some(rank) = self.session.rule().voice_rank(voice) {
            voices.remove(rank);
            return voices;
        }
        let listed = &self.page.voices;
        let stronger =
            listed.iter().take_while(|other| **other != voice).filter(|other| voices.contains(other)).count();
        voices.insert(stronger.min(voices.len()), voice);
        voices
    }

    fn weighing_ui(&mut self, ui: &mut Ui) {
        let rule = self.session.rule();
        let now = rule.weighing;
        let days = match now {
            Weighing::Latest => None,
            Weighing::HalfLife { days } => Some(days),
        };
        let with = |weighing: Weighing| StandingRule { weighing, ..rule.clone() };
        if ui.radio(days.is_none(), "The latest statement").clicked() && days.is_some() {
            self.wish(RuleSection::Weighing, with(Weighing::Latest), None);
        }
        if ui.radio(days.is_some(), "All by their age, with a half-life").clicked() && days.is_none() {
            self.wish(RuleSection::Weighing, with(Weighing::HalfLife { days: USUAL_HALF_LIFE }), None);
        }
        if let Some(days) = days {
            ui.horizontal(|ui| {
                ui.add_space(gap::PART);
                let label = ui.label(words("Half as much for each", Face::Regular, text::TEXT));
                let mut moved = days;
                let response = ui.add(days_value(&mut moved)).labelled_by(label.id);
                let gesture = self.page.drag.gesture(&response);
                if moved != days {
                    self.wish(RuleSection::Weighing, with(Weighing::HalfLife { days: moved }), gesture);
                }
            });
        }
    }

    fn confidence_ui(&mut self, ui: &mut Ui) {
        let rule = self.session.rule();
        for (confidence, text) in [
            (Confidence::Arguable, "Every reading, even one that could be argued"),
            (Confidence::Likely, "Likely or sure"),
            (Confidence::Sure, "Sure"),
        ] {
            let is_now = rule.least_confidence == confidence;
            if ui.radio(is_now, text).clicked() && !is_now {
                self.wish(RuleSection::Confidence, StandingRule { least_confidence: confidence, ..rule.clone() }, None);
            }
        }
    }

    fn people_ui(&mut self, ui: &mut Ui) {
        let rule = self.session.rule();
        let mut speak = match rule.people_speak {
            PeopleSpeak::InOffice => true,
            PeopleSpeak::Never => false,
        };
        if ui.checkbox(&mut speak, "People speak for the country whose office they hold").changed() {
            let people_speak = if speak { PeopleSpeak::InOffice } else { PeopleSpeak::Never };
            self.wish(RuleSection::People, StandingRule { people_speak, ..rule.clone() }, None);
        }
    }

    fn days_ui(&mut self, ui: &mut Ui, part: RuleSection, days: u16, with: impl Fn(StandingRule, u16) -> StandingRule) {
        let mut moved = days;
        let response = ui.add(days_value(&mut moved));
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::drag_value(true, f64::from(moved));
            info.label = Some(part.title().to_owned());
            info
        });
        let gesture = self.page.drag.gesture(&response);
        if moved != days {
            self.wish(part, with(self.session.rule().clone(), moved), gesture);
        }
    }
}

/// A number of days, to be dragged or typed. What is typed holds when it is finished, so that "365" is not first "3".
fn days_value(days: &mut u16) -> egui::DragValue<'_> {
    egui::DragValue::new(days).range(0..=u16::MAX).speed(1.0).update_while_editing(false).suffix(" days")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_that_does_not_count_keeps_its_place_and_the_others_follow_the_rule() {
        let [one, two, three, four] = [Voice::DirectQuote, Voice::Reported, Voice::Anonymous, Voice::Characterised];
        let all = [one, two, three, four];
        assert_eq!(ranked(&all, &[one, three, four]), all, "the second does not count");
        assert_eq!(ranked(&all, &[three, one, four]), [three, two, one, four]);
        assert_eq!(ranked(&all, &[]), all);
    }
}
