//! The projects opened last, each a row that opens it; those whose folder is gone say so and can be taken off the list.

use crate::gui::theme::explain;
use crate::gui::widgets::named::Named;
use crate::gui::widgets::rows::two_line_row_ui;
use crate::session::{Command, ProjectCommand, Session};
use crate::store::project_title;
use egui::Ui;
use egui::accesskit::Role;
use std::path::{Path, PathBuf};

/// Which of the projects opened last are there. Looked up when the list changes, not in every frame.
#[derive(Debug, Default)]
pub(super) struct Recent {
    listed: Vec<Listed>,
    is_known: bool,
}

/// A project opened before.
#[derive(Debug)]
struct Listed {
    folder: PathBuf,
    /// `None` where its folder is gone.
    title: Option<String>,
}

impl Listed {
    fn new(folder: &Path) -> Self {
        let name = || folder.file_name().map_or_else(String::new, |name| name.display().to_string());
        let is_there = folder.join("project.ron").is_file();
        let title = is_there.then(|| project_title(folder).unwrap_or_else(name));
        Self { folder: folder.to_path_buf(), title }
    }
}

impl Recent {
    fn look(&mut self, session: &Session) {
        let recent = session.desk().recent();
        let is_same = self.listed.iter().map(|listed| &listed.folder).eq(recent);
        if !is_same || !self.is_known {
            self.listed = recent.iter().map(|folder| Listed::new(folder)).collect();
            self.is_known = true;
        }
    }

    /// Looks again the next time.
    pub(super) fn forget(&mut self) {
        self.is_known = false;
    }

    /// Draws the list.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Option<Command> {
        self.look(session);
        if self.listed.is_empty() {
            explain(ui, "No project has been opened yet.");
        }
        let mut asked = None;
        for Listed { folder, title } in &self.listed {
            let path = folder.display().to_string();
            if let Some(title) = title {
                let row = two_line_row_ui(ui, title, &path, false, &format!("Open the project {path}"));
                if row.on_hover_text(path).clicked() {
                    asked = Some(Command::Project(ProjectCommand::Open(folder.clone())));
                }
                continue;
            }
            let name = folder.file_name().map_or_else(|| path.clone(), |name| name.display().to_string());
            ui.horizontal(|ui| {
                let width = ui.available_width() - 150.0;
                ui.scope_builder(egui::UiBuilder::new(), |ui| {
                    ui.set_width(width);
                    ui.add_enabled_ui(false, |ui| {
                        let about = format!("Missing: {path}");
                        two_line_row_ui(ui, &name, &about, false, &about);
                    });
                });
                let button = ui.button("Take off the list").on_hover_text("The folder is gone or cannot be reached");
                let name = format!("Take {path} off the list");
                button.named(Role::Button, name);
                if button.clicked() {
                    asked = Some(Command::Project(ProjectCommand::Forget(folder.clone())));
                }
            });
        }
        asked
    }
}
