//! Dialogs about saved views and the coder's name: giving a name, and deleting.

use crate::gui::ask::Asks;
use crate::gui::scale::text;
use crate::gui::theme::{explain, font};
use crate::gui::widgets::dialog::{Answer, Buttons, Dialog, DialogButton, Outcome, Width};
use crate::gui::widgets::named::Named;
use crate::scene::Face;
use crate::session::{Command, ProjectCommand, Session, ViewsCommand};
use crate::view::ViewKey;
use egui::accesskit::Role;
use egui::text::{CCursor, CCursorRange};
use egui::{Context, Ui};

/// What is named.
#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    NewView,
    View(ViewKey),
    Coder,
}

/// A dialog that asks for a name, and the name so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameDialog {
    what: What,
    name: String,
    /// Whether the field has had the focus: the first time all of the name is selected, to be typed over.
    has_begun: bool,
}

impl NameDialog {
    /// For the view that is seen, with a name that says what that is.
    pub(crate) fn of_new_view(session: &Session) -> Self {
        Self { what: What::NewView, name: session.proposed_view_name(), has_begun: false }
    }

    /// For a saved view; `None` if there is none.
    pub(crate) fn of_view(session: &Session, key: &ViewKey) -> Option<Self> {
        let (_, view) = session.views().iter().find(|(other, _)| other == key)?;
        Some(Self { what: What::View(key.clone()), name: view.name.clone(), has_begun: false })
    }

    /// For the person who codes.
    pub(crate) fn of_coder(session: &Session) -> Self {
        Self { what: What::Coder, name: session.desk().coder().to_owned(), has_begun: false }
    }

    /// Draws the dialog.
    pub(crate) fn ui(&mut self, ctx: &Context) -> Outcome {
        let of_view = "Keeps the question, both days, the rule, the comparison, the picture, what is hidden, moved and open, \
                       and the theme.";
        let of_coder = "Every statement keeps the name of who coded it, so that two coders can be compared.";
        let (title, about, label, hint, verb) = match self.what {
            What::NewView => ("Save view", of_view, "Name of the view", "Name of the view", "Save"),
            What::View(_) => ("Rename view", of_view, "Name of the view", "Name of the view", "Rename"),
            What::Coder => ("Who codes?", of_coder, "Name of the coder", "Your name", "Use this name"),
        };
        let answer = Dialog { name: "name", title, width: Width::Narrow }.show(ctx, |ui| {
            explain(ui, about);
            let field = egui::TextEdit::singleline(&mut self.name).font(font(Face::Regular, text::TEXT));
            let response = ui.add(field.hint_text(hint).desired_width(f32::INFINITY));
            response.named(Role::TextInput, label);
            if !std::mem::replace(&mut self.has_begun, true) {
                select_all(ui, response.id, &self.name);
            }
            if !response.has_focus() && !response.lost_focus() && ctx.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            Buttons::new(DialogButton::new(verb).enabled(!self.name.trim().is_empty()), "Cancel")
        });
        match answer {
            Answer::Open | Answer::Other(_) | Answer::Apart => Outcome::Open,
            Answer::Default => Outcome::Asked(Asks::one(match &self.what {
                What::NewView => Command::Views(ViewsCommand::Save(self.name.clone())),
                What::View(key) => Command::Views(ViewsCommand::Rename(key.clone(), self.name.clone())),
                What::Coder => Command::Project(ProjectCommand::CodeAs(self.name.clone())),
            })),
            Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside => Outcome::Closed,
        }
    }
}

/// Selects the whole `text` of a field, so that what is typed takes its place.
fn select_all(ui: &Ui, field: egui::Id, text: &str) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), field);
}

/// Asks before a saved view is deleted.
pub(crate) fn delete_view_ui(ctx: &Context, session: &Session, key: &ViewKey) -> Outcome {
    let Some((_, view)) = session.views().iter().find(|(other, _)| other == key) else { return Outcome::Closed };
    let title = format!("Delete “{}”?", view.name);
    let answer = Dialog { name: "delete view", title: &title, width: Width::Narrow }.show(ctx, |ui| {
        explain(ui, "The view is removed from the list and from disk. Undo (Ctrl+Z) brings it back.");
        Buttons::new(DialogButton::new("Delete"), "Keep it")
    });
    match answer {
        Answer::Open => Outcome::Open,
        Answer::Default => Outcome::Asked(Asks::one(Command::Views(ViewsCommand::Delete(key.clone())))),
        Answer::Other(_) | Answer::Apart | Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside => {
            Outcome::Closed
        }
    }
}
