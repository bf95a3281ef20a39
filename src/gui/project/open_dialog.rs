//! The dialog in which another project is opened: one of those opened last, or any folder.

use super::folder_field::FolderField;
use super::recent::Recent;
use crate::gui::ask::Asks;
use crate::gui::scale::gap;
use crate::gui::theme::section_label;
use crate::gui::widgets::dialog::{Answer, Buttons, Dialog, DialogButton, Outcome, Width};
use crate::session::{Command, ProjectCommand, Session};
use egui::Context;

/// What stands in the dialog.
#[derive(Debug, Default)]
pub(crate) struct OpenProjectDialog {
    folder: FolderField,
    recent: Recent,
    fault: Option<String>,
    /// Whether the folder has had the keyboard.
    has_begun: bool,
}

impl OpenProjectDialog {
    /// Draws the dialog; `refusal` says why the session did not open the project.
    pub(crate) fn ui(&mut self, ctx: &Context, session: &Session, refusal: Option<&str>) -> Outcome {
        let dialog = Dialog { name: "open project", title: "Open a project", width: Width::Medium };
        let mut of_list = None;
        let answer = dialog.show(ctx, |ui| {
            section_label(ui, "Opened last");
            of_list = self.recent.ui(ui, session);
            ui.add_space(gap::SMALL);
            section_label(ui, "Another folder");
            let field = self.folder.ui(ui, "Folder of the project", self.fault.as_deref().or(refusal));
            if !std::mem::replace(&mut self.has_begun, true) {
                field.request_focus();
            }
            if field.changed() {
                self.fault = None;
            }
            Buttons::new(DialogButton::new("Open"), "Cancel")
        });
        match of_list {
            Some(open @ Command::Project(ProjectCommand::Open(_))) => return Outcome::Asked(Asks::one(open)),
            Some(forget) => return Outcome::AskedMeanwhile(Asks::one(forget)),
            None => {}
        }
        match answer {
            Answer::Open | Answer::Other(_) | Answer::Apart => Outcome::Open,
            Answer::Default => self.carry_out(),
            Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside => Outcome::Closed,
        }
    }

    fn carry_out(&mut self) -> Outcome {
        let folder = self.folder.folder();
        self.fault = match &folder {
            None => Some("Name the folder in which the project lies".to_owned()),
            Some(folder) if !folder.is_dir() => Some("There is no such folder; look for a missing letter".to_owned()),
            Some(folder) if !folder.join("project.ron").is_file() => {
                Some("This folder holds no project: there is no project.ron in it".to_owned())
            }
            Some(_) => None,
        };
        match folder.filter(|_| self.fault.is_none()) {
            None => Outcome::Open,
            Some(folder) => Outcome::Asked(Asks::one(Command::Project(ProjectCommand::Open(folder)))),
        }
    }
}
