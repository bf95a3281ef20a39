//! The fields of one question, each in force when it is left.

use super::field::{Drafts, Field, checked, name_ui};
use super::scale_form::{edit_question, put_question, scale_ui};
use crate::gui::scale::gap;
use crate::gui::theme::{explain, section_label};
use crate::gui::widgets::named::Named;
use crate::model::{ActorKind, Consent, Question};
use crate::session::{Command, Gesture, Session};
use egui::accesskit::Role;
use egui::{ComboBox, Ui};

/// What a text field changes.
type Change = fn(&mut Question, String);

/// The fields and what they keep between frames.
#[derive(Debug, Default)]
pub(super) struct QuestionForm {
    pub(super) drafts: Drafts,
    /// The colour that is being drawn through a picker.
    pub(super) picking: Option<Gesture>,
}

impl QuestionForm {
    /// Draws the fields.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, question: &Question) -> Vec<Command> {
        let mut asked = Vec::new();
        let drafts = &mut self.drafts;
        let texts: [(&str, &str, &str, usize, Change); 4] = [
            ("Question", "", &question.text, 2, |question, typed| question.text = typed),
            ("In a few words, for tabs", "", &question.short, 1, |question, typed| question.short = typed),
            ("In the answer, after “… on record”", "in favour", &question.for_phrase, 1, |question, typed| {
                question.for_phrase = typed;
            }),
            (
                "What consent means, as a sentence; {members} stands for their number",
                "It needs the consent of all {members} members.",
                &question.consent_note,
                2,
                |question, typed| question.consent_note = typed,
            ),
        ];
        for (name, hint, value, rows, change) in texts {
            let with = |typed: &str| {
                let mut changed = question.clone();
                change(&mut changed, typed.to_owned());
                changed
            };
            let field = Field::new(name, hint).rows(rows);
            let typed = field
                .live_ui(ui, drafts, (&question.id, name), value, |typed| checked(session, &put_question(with(typed))));
            asked.extend(typed.map(|typed| edit_question(with(&typed))));
        }
        asked.extend(decides_ui(ui, session, question));
        ui.add_space(gap::MEDIUM);
        section_label(ui, "Scale");
        explain(ui, "What the five answers are called here, and how they look.");
        asked.extend(scale_ui(ui, session, &mut self.drafts, &mut self.picking, question));
        asked
    }
}

/// Who decides, and how many of them must agree.
fn decides_ui(ui: &mut Ui, session: &Session, question: &Question) -> Option<Command> {
    let project = session.project();
    let mut changed = question.clone();
    name_ui(ui, "Decided by the members of");
    let body = project.actor_name(&question.decided_by).to_owned();
    let combo = ComboBox::from_id_salt(("decided by", &question.id)).selected_text(&body).width(220.0);
    let shown = combo.show_ui(ui, |ui| {
        for actor in project.actors.values().filter(|actor| actor.kind == ActorKind::Organisation) {
            ui.selectable_value(&mut changed.decided_by, actor.id.clone(), &actor.name);
        }
        explain(ui, "Another organisation: add it in the table of actors");
    });
    shown.response.named(Role::ComboBox, format!("Decided by the members of {body}"));
    name_ui(ui, "How many of them must agree");
    ui.horizontal_wrapped(|ui| {
        for (consent, label) in
            [(Consent::Unanimity, "All"), (Consent::TwoThirds, "Two thirds"), (Consent::Majority, "More than half")]
        {
            ui.radio_value(&mut changed.consent, consent, label);
        }
    });
    (changed != *question).then(|| edit_question(changed))
}
