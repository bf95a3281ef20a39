//! The dialog in which a project begins: from which template, what is asked, and where it lies.

use super::field::{Field, fault_ui};
use super::folder_field::{FolderField, fault_of_new, suggested_folder};
use crate::gui::ask::Asks;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{explain, section_label, words};
use crate::gui::widgets::dialog::{Answer, Buttons, Dialog, DialogButton, Outcome, Width};
use crate::scene::Face;
use crate::session::{
    Beginning, BeginningField, Command, NewProject, ProjectCommand, Template, project_from, short_of,
};
use egui::{Context, Ui};

/// What stands in the dialog.
#[derive(Debug, Default)]
pub(crate) struct NewDialog {
    template: Template,
    words: Beginning,
    folder: FolderField,
    /// What the suggested folder was worked out from.
    suggested_for: Option<String>,
    /// Whether the person has tried to make it, so that what is missing is told.
    is_tried: bool,
    folder_fault: Option<String>,
    /// Whether the question has had the keyboard.
    has_begun: bool,
}

impl NewDialog {
    /// Draws the dialog; `refusal` says why the session did not make the project.
    pub(crate) fn ui(&mut self, ctx: &Context, refusal: Option<&str>) -> Outcome {
        let dialog = Dialog { name: "new project", title: "New project", width: Width::Medium };
        let answer = dialog.show(ctx, |ui| {
            self.form_ui(ui, refusal);
            Buttons::new(DialogButton::new("Create"), "Cancel")
        });
        match answer {
            // A click beside the dialog does not throw away what was typed.
            Answer::Open | Answer::Other(_) | Answer::Apart | Answer::ClickedBeside => Outcome::Open,
            Answer::Default => self.carry_out(),
            Answer::Cancelled | Answer::Escaped => Outcome::Closed,
        }
    }

    fn form_ui(&mut self, ui: &mut Ui, refusal: Option<&str>) {
        ui.add_space(gap::LINE);
        section_label(ui, "Who decides");
        for template in Template::ALL {
            let name = words(template.label(), Face::SemiBold, text::TEXT);
            if ui.radio(self.template == template, name).clicked() {
                self.template = template;
            }
            let below = egui::Frame::new().inner_margin(egui::Margin { left: 24, right: 0, top: -7, bottom: 0 });
            below.show(ui, |ui| explain(ui, template.about()));
        }
        let faults = if self.is_tried { self.words.faults(self.template) } else { Vec::new() };
        let fault = |of| faults.iter().find(|(field, _)| *field == of).map(|(_, why)| *why);
        if self.template == Template::Blank {
            let field = Field::new("Whose members decide?", "An organisation, a contact group, a conference");
            field.ui(ui, &mut self.words.decided_by, fault(BeginningField::DecidedBy));
        }
        ui.add_space(gap::SMALL);
        let example = format!("As in: {}", self.template.example());
        let question = Field::new("What do you ask?", &example);
        let asked = question.ui(ui, &mut self.words.question, fault(BeginningField::Question));
        if !std::mem::replace(&mut self.has_begun, true) {
            asked.request_focus();
        }
        let short = short_of(&self.words.question);
        Field::new("In a few words, for tabs", &short).ui(ui, &mut self.words.short, None);
        let title = self.words.question.trim().to_owned();
        Field::new("Title of the project", &title).ui(ui, &mut self.words.title, None);
        self.suggest_folder();
        let folder_fault = self.folder_fault.as_deref().or(refusal);
        let field = self.folder.ui(ui, "Folder, new or empty", folder_fault);
        if field.changed() {
            self.folder_fault = None;
        }
        explain(ui, "Questions, labels, colours and actors can all be changed later.");
        if !faults.is_empty() {
            fault_ui(ui, "Nothing has been made yet: fill in what is marked above.");
        }
    }

    fn suggest_folder(&mut self) {
        let name = self.words.folder_name();
        if self.suggested_for.as_ref() != Some(&name) {
            self.folder.suggest(suggested_folder(&name));
            self.suggested_for = Some(name);
            self.folder_fault = None;
        }
    }

    fn carry_out(&mut self) -> Outcome {
        self.is_tried = true;
        let folder = self.folder.folder();
        self.folder_fault = match &folder {
            None => Some("Name the folder in which the project is to lie".to_owned()),
            Some(folder) => fault_of_new(folder),
        };
        match folder.filter(|_| self.folder_fault.is_none() && self.words.faults(self.template).is_empty()) {
            None => Outcome::Open,
            Some(folder) => {
                let project = project_from(self.template, &self.words);
                Outcome::Asked(Asks::one(Command::Project(ProjectCommand::New(Box::new(NewProject {
                    folder,
                    project,
                })))))
            }
        }
    }
}
