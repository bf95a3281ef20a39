//! The dialog in which another project is opened: one of those opened last, or any folder.

use super::folder_field::FolderField;
use super::new_dialog::Outcome;
use super::recent::Recent;
use crate::gui::theme::{dialog, section_label, words};
use crate::gui::widgets::buttons::primary_button;
use crate::scene::Face;
use crate::session::{Command, Session};
use egui::{Context, ScrollArea};

/// What stands in the dialog.
#[derive(Debug, Default)]
pub(super) struct OpenForm {
    folder: FolderField,
    recent: Recent,
    fault: Option<String>,
    /// Whether the folder has had the keyboard.
    has_begun: bool,
}

impl OpenForm {
    /// Draws the dialog; `refusal` says why the session did not open the project.
    pub(super) fn ui(&mut self, ctx: &Context, session: &Session, refusal: Option<&str>) -> Outcome {
        let mut outcome = Outcome::Open;
        let height = (ctx.content_rect().height() - 320.0).max(100.0);
        let modal = dialog(ctx, "open project").show(ctx, |ui| {
            ui.set_width((ui.ctx().content_rect().width() - 80.0).clamp(240.0, 560.0));
            ui.label(words("Open a project", Face::Bold, 18.0));
            ui.add_space(2.0);
            section_label(ui, "Opened last");
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(
                ui,
                |ui| match self.recent.ui(ui, session) {
                    Some(Command::OpenProject(folder)) => outcome = Outcome::Asked(vec![Command::OpenProject(folder)]),
                    Some(forget) => outcome = Outcome::Asked(vec![forget]),
                    None => {}
                },
            );
            ui.add_space(4.0);
            section_label(ui, "Another folder");
            let field = self.folder.ui(ui, "Folder of the project", self.fault.as_deref().or(refusal));
            if !std::mem::replace(&mut self.has_begun, true) {
                field.request_focus();
            }
            if field.changed() {
                self.fault = None;
            }
            let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                if primary_button(ui, "Open").clicked() || is_entered {
                    outcome = self.carry_out();
                }
                if ui.button("Cancel").clicked() {
                    outcome = Outcome::Closed;
                }
            });
        });
        if modal.should_close() {
            outcome = Outcome::Closed;
        }
        outcome
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
            Some(folder) => Outcome::Asked(vec![Command::OpenProject(folder)]),
        }
    }
}
