//! The dialog in which an actor is added, changed or deleted. It is one edit, made when the dialog is confirmed.

use super::actor_choice::{Choice, choice_ui};
use super::actor_form::{ActorForm, FormField, MembershipForm, OfficeForm};
use super::field::{Field, fault_ui, name_ui};
use crate::gui::ask::Asks;
use crate::gui::in_words::capital;
use crate::gui::scale::gap;
use crate::gui::theme::{explain, section_label};
use crate::gui::widgets::dialog::{Answer, Buttons, Dialog, DialogButton, Outcome, Width};
use crate::gui::widgets::named::Named;
use crate::model::{Actor, ActorKind, Project};
use crate::session::{Command, Edit, Session, country_named};
use egui::accesskit::Role;
use egui::{Context, Ui};

/// What stands in the dialog.
#[derive(Debug)]
pub(crate) struct ActorDialog {
    form: ActorForm,
    /// The form as it was opened.
    before: ActorForm,
    is_tried: bool,
    /// Why it was not deleted.
    kept_because: Option<String>,
    /// The person was about to close it, and something was typed.
    is_leaving: bool,
    /// Whether the name has had the keyboard.
    has_begun: bool,
}

impl ActorDialog {
    /// A new actor, or what there is of one.
    pub(crate) fn new(actor: Option<&Actor>) -> Self {
        let form = actor.map_or_else(ActorForm::new, ActorForm::of);
        Self { before: form.clone(), form, is_tried: false, kept_because: None, is_leaving: false, has_begun: false }
    }

    /// Draws the dialog.
    pub(crate) fn ui(&mut self, ctx: &Context, session: &Session) -> Outcome {
        let project = session.project();
        let is_new = self.form.of.is_none();
        let title = if is_new { "New actor".to_owned() } else { format!("Edit {}", self.before.name) };
        let dialog = Dialog { name: "actor", title: &title, width: Width::Medium };
        let answer = dialog.show(ctx, |ui| {
            self.form_ui(ui, project);
            if let Some(why) = &self.kept_because {
                fault_ui(ui, why);
            }
            if self.is_leaving {
                fault_ui(ui, "What you typed is not kept yet. Confirm it below, or press Cancel to leave it out.");
            }
            let delete = DialogButton::new("Delete").hint("Undo (Ctrl+Z) brings it back");
            let apart = self.form.of.as_ref().map(|_| delete);
            Buttons { apart, ..Buttons::new(DialogButton::new(if is_new { "Add" } else { "Save" }), "Cancel") }
        });
        match answer {
            Answer::Open | Answer::Other(_) => Outcome::Open,
            Answer::Default => self.carry_out(project),
            Answer::Apart => self.delete(project),
            Answer::Cancelled => Outcome::Closed,
            // Neither Esc nor a click beside the dialog throws away what was typed.
            Answer::Escaped | Answer::ClickedBeside => {
                self.is_leaving = self.form != self.before;
                if self.is_leaving { Outcome::Open } else { Outcome::Closed }
            }
        }
    }

    fn delete(&mut self, project: &Project) -> Outcome {
        let Some(id) = &self.form.of else { return Outcome::Open };
        let delete = Edit::RemoveActor(id.clone());
        match delete.patch(project) {
            Ok(_) => Outcome::Asked(Asks::one(Command::Edit(Box::new(delete)))),
            Err(refusal) => {
                self.kept_because = Some(refusal.to_string());
                Outcome::Open
            }
        }
    }

    fn carry_out(&mut self, project: &Project) -> Outcome {
        self.is_tried = true;
        self.is_leaving = false;
        match self.form.actor(project) {
            Err(_) => Outcome::Open,
            Ok(actor) => Outcome::Asked(Asks::one(Command::Edit(Box::new(Edit::PutActor(Box::new(actor)))))),
        }
    }

    fn form_ui(&mut self, ui: &mut Ui, project: &Project) {
        let faults = if self.is_tried { self.form.actor(project).err().unwrap_or_default() } else { Vec::new() };
        let fault = |part: FormField| faults.iter().find(|(of, _)| *of == part).map(|(_, why)| why.as_str());
        let form = &mut self.form;
        let name = Field::new("Name", "As readers know it").ui(ui, &mut form.name, fault(FormField::Name));
        if !std::mem::replace(&mut self.has_begun, true) {
            name.request_focus();
        }
        ui.horizontal_wrapped(|ui| {
            for kind in ActorKind::ALL {
                ui.radio_value(&mut form.kind, kind, capital(kind.label()));
            }
        });
        fill_in_ui(ui, form);
        Field::new("Name inside a sentence, where it differs", "the United States").ui(ui, &mut form.in_sentence, None);
        let field = Field::new("Other names, one a line", "Capital, adjective, other spellings").rows(2);
        field.ui(ui, &mut form.aliases, None);
        Field::new("What it is, in the texts’ words", "Foreign minister, military alliance").ui(
            ui,
            &mut form.role,
            None,
        );
        if form.kind != ActorKind::Country {
            name_ui(ui, "Of which country or organisation");
            choice_ui(ui, project, "Of which country or organisation", &mut form.country, Choice::OrNobody, |actor| {
                matches!(actor.kind, ActorKind::Country | ActorKind::Organisation)
            });
        }
        let speaks = match form.kind {
            ActorKind::Person | ActorKind::Group | ActorKind::Unnamed => true,
            ActorKind::Country | ActorKind::Organisation => false,
        };
        // What is there is shown, whatever kind it is now.
        if speaks || !form.offices.is_empty() {
            offices_ui(ui, project, form, &fault);
        }
        if !speaks || !form.memberships.is_empty() {
            memberships_ui(ui, project, form, &fault);
        }
        if form.kind == ActorKind::Country || !form.iso_a3.is_empty() || !form.flag.is_empty() {
            ui.columns(2, |columns| {
                if let [left, right] = columns {
                    let iso = Field::new("Code of its outline", "HUN");
                    iso.ui(left, &mut form.iso_a3, fault(FormField::Iso));
                    Field::new("Code of its flag", "hu").ui(right, &mut form.flag, fault(FormField::Flag));
                }
            });
        }
        place_ui(ui, form, fault(FormField::Place));
        let field = Field::new("Note", "Anything a reader should know").rows(2);
        field.ui(ui, &mut form.note, None);
        if !faults.is_empty() {
            fault_ui(ui, "Nothing has been changed yet: mend what is marked above.");
        }
    }
}

/// Offers what is known of a country by that name.
fn fill_in_ui(ui: &mut Ui, form: &mut ActorForm) {
    if form.kind != ActorKind::Country || !form.iso_a3.trim().is_empty() {
        return;
    }
    if let Some(country) = country_named(&form.name)
        && ui.button("Fill in codes, capital and other names").clicked()
    {
        form.fill_in(&country);
    }
}

fn offices_ui<'f>(ui: &mut Ui, project: &Project, form: &mut ActorForm, fault: &impl Fn(FormField) -> Option<&'f str>) {
    ui.add_space(gap::SMALL);
    section_label(ui, "Offices");
    explain(ui, "On the days of an office its words count for whom it speaks for.");
    let mut gone = None;
    for (index, office) in form.offices.iter_mut().enumerate() {
        let number = index + 1;
        ui.push_id(("office", index), |ui| {
            ui.horizontal(|ui| {
                let name = format!("Office {number} speaks for");
                choice_ui(ui, project, &name, &mut office.speaks_for, Choice::Somebody, |actor| {
                    matches!(actor.kind, ActorKind::Country | ActorKind::Organisation | ActorKind::Group)
                });
                let name = format!("Title of office {number}");
                let width = (ui.available_width() - 4.0).max(60.0);
                bare(ui, &name, "Foreign minister", width, &mut office.title);
            });
            let asked = span_ui(ui, &format!("office {number}"), &mut office.since, &mut office.until);
            if asked {
                gone = Some(index);
            }
            if let Some(why) = fault(FormField::Office(index)) {
                fault_ui(ui, why);
            }
        });
    }
    if let Some(gone) = gone {
        form.offices.remove(gone);
    }
    if ui.button("Add an office").clicked() {
        form.offices.push(OfficeForm::default());
    }
}

fn memberships_ui<'f>(
    ui: &mut Ui,
    project: &Project,
    form: &mut ActorForm,
    fault: &impl Fn(FormField) -> Option<&'f str>,
) {
    ui.add_space(gap::SMALL);
    section_label(ui, "Memberships");
    let mut gone = None;
    for (index, membership) in form.memberships.iter_mut().enumerate() {
        let number = index + 1;
        ui.push_id(("membership", index), |ui| {
            let name = format!("Organisation of membership {number}");
            choice_ui(ui, project, &name, &mut membership.of, Choice::Somebody, |actor| {
                actor.kind == ActorKind::Organisation
            });
            if span_ui(ui, &format!("membership {number}"), &mut membership.since, &mut membership.until) {
                gone = Some(index);
            }
            if let Some(why) = fault(FormField::Membership(index)) {
                fault_ui(ui, why);
            }
        });
    }
    if let Some(gone) = gone {
        form.memberships.remove(gone);
    }
    if ui.button("Add a membership").clicked() {
        // Most often a member of the body that decides is meant.
        let of = project.manifest.questions.first().map(|question| question.decided_by.clone());
        form.memberships.push(MembershipForm { of, ..MembershipForm::default() });
    }
}

/// Since and until, and whether the row is to go.
fn span_ui(ui: &mut Ui, what: &str, since: &mut String, until: &mut String) -> bool {
    ui.horizontal(|ui| {
        explain(ui, "since");
        bare(ui, &format!("Since when, {what}"), "2024-03-07", 104.0, since);
        explain(ui, "until");
        bare(ui, &format!("Until when, {what}"), "today", 104.0, until);
        let response = ui.button("Remove");
        response.named(Role::Button, format!("Remove {what}"));
        response.clicked()
    })
    .inner
}

fn bare(ui: &mut Ui, name: &str, hint: &str, width: f32, text: &mut String) {
    Field::new(name, hint).without_heading().width(width).bare_ui(ui, None, text);
}

fn place_ui(ui: &mut Ui, form: &mut ActorForm, fault: Option<&str>) {
    ui.add_space(gap::SMALL);
    section_label(ui, "Place on the map");
    let [name, latitude, longitude] = &mut form.place;
    ui.horizontal(|ui| {
        bare(ui, "Name of the place", "Budapest", 180.0, name);
        bare(ui, "Degrees north", "47.4979", 90.0, latitude);
        explain(ui, "north");
        bare(ui, "Degrees east", "19.0402", 90.0, longitude);
        explain(ui, "east");
    });
    if let Some(fault) = fault {
        fault_ui(ui, fault);
    }
}
