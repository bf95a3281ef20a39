//! The dialog that saves a copy of the project, on which work goes on. It also opens by itself where somebody changes a
//! project that stays as it is; the change is then made in the copy.

use super::folder_field::{FolderField, fault_of_new, suggested_folder};
use crate::gui::scale::gap;
use crate::gui::theme::explain;
use crate::gui::widgets::dialog::{Answer, Buttons, Dialog, DialogButton, Outcome, Width};
use crate::session::{Access, Command, Edit, ProjectCommand, Session, folder_name};
use egui::Context;

/// What stands in the dialog.
#[derive(Debug, Default)]
pub(crate) struct CopyDialog {
    folder: FolderField,
    is_suggested: bool,
    fault: Option<String>,
    /// Whether the folder has had the keyboard.
    has_begun: bool,
    /// A change that the project does not take.
    held_back: Option<Box<Edit>>,
}

impl CopyDialog {
    /// A copy in which `edit` is then made.
    pub(crate) fn new(edit: Option<Box<Edit>>) -> Self {
        Self { held_back: edit, ..Self::default() }
    }

    /// From now on `edit` is made in the copy.
    pub(crate) fn hold_back(&mut self, edit: Box<Edit>) {
        self.held_back = Some(edit);
    }

    /// Draws the dialog; `refusal` says why the session saved no copy.
    pub(crate) fn ui(&mut self, ctx: &Context, session: &Session, refusal: Option<&str>) -> Outcome {
        if !self.is_suggested {
            self.is_suggested = true;
            let name = folder_name(&session.project().manifest.title);
            self.folder.suggest(suggested_folder(&name));
        }
        let dialog = Dialog { name: "save a copy", title: "Save a copy", width: Width::Medium };
        let answer = dialog.show(ctx, |ui| {
            if let Access::ReadOnly(why) = session.access() {
                explain(ui, format!("{}.", why.in_words()));
            }
            let then = match &self.held_back {
                Some(edit) => format!("Your change ({}) is then made in the copy, and you go on there.", edit.label()),
                None => "Everything is written into a new folder with its articles and saved views, and you go on \
                         there."
                    .to_owned(),
            };
            explain(ui, then);
            ui.add_space(gap::SMALL);
            let field = self.folder.ui(ui, "Folder, new or empty", self.fault.as_deref().or(refusal));
            if !std::mem::replace(&mut self.has_begun, true) {
                field.request_focus();
            }
            if field.changed() {
                self.fault = None;
            }
            let leave = if self.held_back.is_some() { "Leave it unchanged" } else { "Cancel" };
            Buttons::new(DialogButton::new("Save a copy"), leave)
        });
        match answer {
            Answer::Open | Answer::Other(_) | Answer::Apart => Outcome::Open,
            Answer::Default => self.carry_out(),
            Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside => Outcome::Closed,
        }
    }

    fn carry_out(&mut self) -> Outcome {
        let folder = self.folder.folder();
        self.fault = match &folder {
            None => Some("Name the folder for the copy".to_owned()),
            Some(folder) => fault_of_new(folder),
        };
        match folder.filter(|_| self.fault.is_none()) {
            None => Outcome::Open,
            Some(folder) => {
                let then = self.held_back.clone().map(Command::Edit);
                Outcome::Asked(
                    std::iter::once(Command::Project(ProjectCommand::SaveCopy(folder))).chain(then).collect(),
                )
            }
        }
    }
}
