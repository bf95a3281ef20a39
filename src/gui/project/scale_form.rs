//! The scale of a question: for each stance its label, its words in the answer, its meaning, its colour and its sign.
//!
//! The thing easily got wrong: a colour that is drawn through the picker changes in every frame; all of it is one step to
//! take back.

use super::field::{Drafts, Field, checked, name_ui, warning_ui};
use crate::gui::gesture::{during, new_gesture};
use crate::gui::scale::gap;
use crate::gui::theme::explain;
use crate::gui::widgets::named::Named;
use crate::gui::widgets::stance_mark::paint_mark;
use crate::model::{HexColor, Question, ScaleStep, Sign, Stance};
use crate::scene::StanceLooks;
use crate::session::{Command, Edit, Gesture, Session};
use egui::accesskit::Role;
use egui::{ComboBox, Frame, Sense, Ui, vec2};

/// The command that puts `question` in the place of what it was.
pub(super) fn edit_question(question: Question) -> Command {
    Command::Edit(Box::new(put_question(question)))
}

/// The edit that does so.
pub(super) fn put_question(question: Question) -> Edit {
    Edit::PutQuestion { question: Box::new(question), new_actors: Vec::new() }
}

/// Draws a block for each stance, and below what makes them hard to tell apart.
pub(super) fn scale_ui(
    ui: &mut Ui,
    session: &Session,
    drafts: &mut Drafts,
    picking: &mut Option<Gesture>,
    question: &Question,
) -> Vec<Command> {
    let mut asked = Vec::new();
    let looks = StanceLooks::of(question);
    for fault in looks.faults() {
        warning_ui(ui, &fault.in_words(question));
    }
    for stance in Stance::ALL {
        match question.step(stance) {
            Some(step) => asked.extend(step_ui(ui, session, drafts, picking, question, step)),
            None => asked.extend(missing_ui(ui, question, stance)),
        }
    }
    asked
}

/// `question` with another step in the place of the one of the same stance.
fn with_step(question: &Question, step: ScaleStep) -> Question {
    let mut changed = question.clone();
    match changed.scale.iter_mut().find(|old| old.stance == step.stance) {
        Some(old) => *old = step,
        None => {
            changed.scale.push(step);
            changed.scale.sort_by_key(|step| step.stance);
        }
    }
    changed
}

fn missing_ui(ui: &mut Ui, question: &Question, stance: Stance) -> Option<Command> {
    let step = crate::session::usual_scale().into_iter().find(|step| step.stance == stance)?;
    let mut asked = None;
    ui.horizontal(|ui| {
        explain(ui, format!("“{}” has no label", step.label));
        if ui.button("Add it").clicked() {
            asked = Some(edit_question(with_step(question, step)));
        }
    });
    asked
}

fn step_ui(
    ui: &mut Ui,
    session: &Session,
    drafts: &mut Drafts,
    picking: &mut Option<Gesture>,
    question: &Question,
    step: &ScaleStep,
) -> Vec<Command> {
    let mut asked = Vec::new();
    let looks = StanceLooks::of(question);
    ui.add_space(gap::SMALL);
    Frame::new().fill(ui.visuals().faint_bg_color).corner_radius(8.0).inner_margin(9.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::hover());
            paint_mark(ui, rect, &looks, Some(step.stance));
            let name = format!("Label of {}", step.stance.code());
            let text = StepText { name: &name, value: &step.label, rows: 1, change: |step, typed| step.label = typed };
            asked.extend(text.ui(ui, session, drafts, question, step));
        });
        ui.horizontal_wrapped(|ui| asked.extend(looks_ui(ui, drafts, picking, question, step)));
        let name = format!("{} in the answer, after a number", step.label);
        name_ui(ui, &name);
        let text =
            StepText { name: &name, value: &step.in_count, rows: 1, change: |step, typed| step.in_count = typed };
        asked.extend(text.ui(ui, session, drafts, question, step));
        let name = format!("What {} means", step.label);
        name_ui(ui, &name);
        let text =
            StepText { name: &name, value: &step.definition, rows: 2, change: |step, typed| step.definition = typed };
        asked.extend(text.ui(ui, session, drafts, question, step));
    });
    asked
}

/// A text of a step, in force when its field is left.
struct StepText<'a> {
    name: &'a str,
    value: &'a str,
    /// How many lines its field shows.
    rows: usize,
    change: fn(&mut ScaleStep, String),
}

impl StepText<'_> {
    fn ui(
        &self,
        ui: &mut Ui,
        session: &Session,
        drafts: &mut Drafts,
        question: &Question,
        step: &ScaleStep,
    ) -> Option<Command> {
        let with = |typed: &str| {
            let mut changed = step.clone();
            (self.change)(&mut changed, typed.to_owned());
            with_step(question, changed)
        };
        let salt = (&question.id, step.stance, self.name);
        let field = Field::new(self.name, "").without_heading().rows(self.rows);
        let typed = field.live_ui(ui, drafts, salt, self.value, |typed| checked(session, &put_question(with(typed))));
        typed.map(|typed| edit_question(with(&typed)))
    }
}

/// The colour, drawn or written, and the sign; both can be given back to the program.
fn looks_ui(
    ui: &mut Ui,
    drafts: &mut Drafts,
    picking: &mut Option<Gesture>,
    question: &Question,
    step: &ScaleStep,
) -> Option<Command> {
    let looks = StanceLooks::of(question);
    let with = |color: Option<HexColor>, sign: Option<Sign>| {
        edit_question(with_step(question, ScaleStep { color, sign, ..step.clone() }))
    };
    let mut asked = None;
    let now = HexColor::from(looks.color(step.stance));
    let mut picked = now.0;
    let button = ui.color_edit_button_srgb(&mut picked);
    let name = format!("Pick the colour of {}", step.label);
    button.named(Role::ColorWell, name);
    let is_down = ui.input(|input| input.pointer.any_down());
    // Only what the picker changed: what it would round is no wish.
    if button.changed() && picked != now.0 {
        let gesture = picking.unwrap_or_else(new_gesture);
        *picking = is_down.then_some(gesture);
        asked = Some(during(Some(gesture), with(Some(HexColor(picked)), step.sign)));
    } else if !is_down {
        *picking = None;
    }
    let name = format!("Colour of {}", step.label);
    let field = Field::new(&name, "#1F2A80").without_heading().width(74.0);
    let text = String::from(now);
    let salt = (&question.id, step.stance, "colour");
    let check = |typed: &str| typed.parse::<HexColor>().map(|_| ());
    let typed = field.live_ui(ui, drafts, salt, &text, check);
    if let Some(color) = typed.and_then(|typed| typed.parse().ok()) {
        asked = Some(with(Some(color), step.sign));
    }
    let sign = looks.sign(Some(step.stance)).map_or("", Sign::label);
    let combo = ComboBox::from_id_salt(("sign", &question.id, step.stance)).selected_text(sign).width(84.0);
    let shown = combo.show_ui(ui, |ui| {
        let usual = crate::scene::stance_sign(step.stance);
        for sign in Sign::ALL {
            if ui.selectable_label(looks.sign(Some(step.stance)) == Some(sign), sign.label()).clicked() {
                asked = Some(with(step.color, (sign != usual).then_some(sign)));
            }
        }
    });
    let name = format!("Sign of {}", step.label);
    shown.response.named(Role::ComboBox, name);
    if step.color.is_some() || step.sign.is_some() {
        let reset = ui.button("Reset").on_hover_text("The colour and the sign that the program gives it");
        let name = format!("Reset the look of {}", step.label);
        reset.named(Role::Button, name);
        if reset.clicked() {
            asked = Some(with(None, None));
        }
    }
    asked
}
