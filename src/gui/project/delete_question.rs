//! Asks before a question goes with everything that was coded for it.

use crate::derive::count_of;
use crate::gui::ask::Asks;
use crate::gui::theme::explain;
use crate::gui::widgets::dialog::{Answer, Buttons, Dialog, DialogButton, Outcome, Width};
use crate::model::QuestionId;
use crate::session::{Command, Edit, Session};
use egui::Context;

/// Draws the dialog.
pub(crate) fn delete_question_ui(ctx: &Context, session: &Session, id: &QuestionId) -> Outcome {
    let Some(question) = session.project().question(id) else { return Outcome::Closed };
    let title = format!("Delete “{}”?", question.short);
    let dialog = Dialog { name: "delete question", title: &title, width: Width::Narrow };
    let answer = dialog.show(ctx, |ui| {
        let coded = session.project().statements.values().filter(|statement| statement.question == *id).count();
        let coded = match coded {
            0 => "Nothing was coded for it.".to_owned(),
            count => format!("{} coded for it are deleted too.", count_of(count, "statement", "statements")),
        };
        explain(ui, format!("{} {coded} Undo (Ctrl+Z) brings everything back.", question.text));
        Buttons::new(DialogButton::new("Delete"), "Keep it")
    });
    match answer {
        Answer::Open => Outcome::Open,
        Answer::Default => Outcome::Asked(Asks::one(Command::Edit(Box::new(Edit::RemoveQuestion(id.clone()))))),
        Answer::Other(_) | Answer::Apart | Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside => {
            Outcome::Closed
        }
    }
}
