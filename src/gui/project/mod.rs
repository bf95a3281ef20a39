//! Projects and their settings in the window: beginning, opening and copying one, its title, questions, scale and actors.
//!
//! Dialogs keep drafts and ask for commands; what the session answers is heard one frame later. The thing easily got
//! wrong: a dialog stays open, with everything typed in it, until the session has done what it asked for.

mod actor_dialog;
mod actor_form;
mod copy_dialog;
mod empty_page;
mod field;
mod folder_field;
mod merge_dialog;
mod new_dialog;
mod open_dialog;
mod question_form;
mod recent;
mod scale_form;
mod settings;
mod start_page;

pub(crate) use empty_page::empty_ui;
pub(crate) use settings::settings_ui;
pub(crate) use start_page::start_page_ui;

use super::passing::{Passing, Side, Stage};
use super::theme::{color32, dialog, explain, palette_of, words};
use super::widgets::buttons::primary_button;
use crate::derive::count_of;
use crate::gui::widgets::named::Named;
use crate::model::{ActorId, QuestionId};
use crate::scene::Face;
use crate::session::{Access, Command, Edit, Gesture, Notice, Session};
use actor_dialog::ActorDialog;
use copy_dialog::CopyForm;
use egui::Context;
use egui::accesskit::Role;
use field::Drafts;
use merge_dialog::MergeForm;
use new_dialog::{NewForm, Outcome};
use open_dialog::OpenForm;
use recent::Recent;
use settings::SettingsPage;
use std::collections::BTreeSet;

/// What dialogs and pages keep between frames.
#[derive(Debug, Default)]
pub(crate) struct ProjectPassing {
    dialog: Option<Dialog>,
    /// What the session was asked for, and has not answered.
    waiting: Option<Waiting>,
    /// Why it did not do so.
    refusal: Option<String>,
    /// Whether the start page fills the window.
    on_start_page: bool,
    /// A new project that was given up: what was typed is there the next time.
    begun: Option<Box<NewForm>>,
    recent: Recent,
    settings: SettingsPage,
    drafts: Drafts,
    /// The colour that is being drawn through a picker.
    picking: Option<Gesture>,
    /// Who is chosen in the table of actors.
    chosen: BTreeSet<ActorId>,
}

/// A dialog of this folder.
#[derive(Debug)]
enum Dialog {
    New(Box<NewForm>),
    Open(Box<OpenForm>),
    Copy(Box<CopyForm>),
    Actor(Box<ActorDialog>),
    Merge(MergeForm),
    DeleteQuestion(QuestionId),
}

/// For what the session's answer is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    /// A project that is opened, with or without a dialog.
    Project,
    /// A change of a list or of the project that was checked before.
    Change,
}

impl ProjectPassing {
    /// Whether the start page fills the window.
    pub(crate) fn is_on_start_page(&self) -> bool {
        self.on_start_page
    }

    /// Whether a dialog is open that takes the keys.
    pub(crate) fn is_dialog_open(&self) -> bool {
        self.dialog.is_some()
    }

    fn leave_start_page(&mut self) {
        self.on_start_page = false;
    }

    fn wait_for_opening(&mut self) {
        self.waiting = Some(Waiting::Project);
    }

    fn show(&mut self, dialog: Dialog) {
        self.dialog = Some(dialog);
        self.refusal = None;
        self.waiting = None;
    }
}

/// Shows the page on which projects begin and are opened.
pub(crate) fn open_start_page(passing: &mut Passing) {
    passing.project.on_start_page = true;
    passing.project.recent.forget();
}

/// Opens the dialog in which a project begins.
pub(crate) fn open_new(passing: &mut Passing) {
    let form = passing.project.begun.take().unwrap_or_default();
    passing.project.show(Dialog::New(form));
}

/// Opens the dialog in which another project is opened.
pub(crate) fn open_open(passing: &mut Passing) {
    passing.project.show(Dialog::Open(Box::default()));
}

/// Opens the dialog that saves a copy.
pub(crate) fn open_copy(passing: &mut Passing) {
    passing.project.show(Dialog::Copy(Box::default()));
}

/// Shows title, questions, scale and rule of the project at the right.
pub(crate) fn open_settings(passing: &mut Passing) {
    passing.side = Side::Project;
}

/// Opens the dialog in which an actor is added, or `actor` is changed.
pub(crate) fn open_actor(session: &Session, passing: &mut Passing, actor: Option<&ActorId>) {
    let actor = actor.and_then(|actor| session.project().actors.get(actor));
    passing.project.show(Dialog::Actor(Box::new(ActorDialog::new(actor))));
}

/// Opens the dialog that makes one actor of several.
pub(crate) fn open_merge(passing: &mut Passing, actors: BTreeSet<ActorId>) {
    if let Some(form) = MergeForm::new(actors) {
        passing.project.show(Dialog::Merge(form));
    }
}

/// Below the name of an actor: what can be done with its record.
pub(crate) fn actor_links_ui(ui: &mut egui::Ui, session: &Session, passing: &mut Passing, actor: &ActorId) {
    let name = session.project().actor_name(actor);
    ui.horizontal(|ui| {
        let mut link = |text: &str, name: String, hint: &str| {
            let response = ui.add(egui::Link::new(words(text, Face::Medium, 12.0)));
            response.named(Role::Link, &name);
            response.on_hover_text(hint).clicked()
        };
        if link("Edit…", format!("Edit {name}…"), "Names, kind, offices, memberships, place; or delete it") {
            open_actor(session, passing, Some(actor));
        }
        if link("Merge with…", format!("Merge {name} with…"), "Make one actor of two that are the same") {
            open_merge(passing, BTreeSet::from([actor.clone()]));
        }
    });
}

/// Above the table of actors: a new one, and what can be done with those that are chosen.
pub(crate) fn actor_buttons_ui(ui: &mut egui::Ui, session: &Session, passing: &mut Passing) {
    let chosen = passing.project.chosen.clone();
    if ui.button("New actor…").clicked() {
        open_actor(session, passing, None);
    }
    let merge = egui::Button::new(match chosen.len() {
        0 | 1 => "Merge…".to_owned(),
        count => format!("Merge {count}…"),
    });
    let hint = "Choose at least two in the first column";
    if ui.add_enabled(chosen.len() > 1, merge).on_disabled_hover_text(hint).clicked() {
        open_merge(passing, chosen.clone());
    }
    if let (Some(only), 1) = (chosen.first(), chosen.len())
        && ui.button("Edit…").clicked()
    {
        open_actor(session, passing, Some(only));
    }
}

/// The box that chooses an actor in the table.
pub(crate) fn choose_actor_ui(ui: &mut egui::Ui, session: &Session, passing: &mut Passing, actor: &ActorId) {
    let chosen = &mut passing.project.chosen;
    let mut is_chosen = chosen.contains(actor);
    // On a striped row the usual edge of an empty box can hardly be seen.
    ui.visuals_mut().widgets.inactive.bg_stroke.color = color32(palette_of(ui).silent_ring);
    let response = ui.checkbox(&mut is_chosen, "");
    let name = format!("Choose {}", session.project().actor_name(actor));
    response.named_choice(Role::CheckBox, is_chosen, name);
    if response.changed() {
        if is_chosen {
            chosen.insert(actor.clone());
        } else {
            chosen.remove(actor);
        }
    }
}

/// The same command, unless it changes a project that stays as it is: then a copy is offered, in which it is made.
pub(crate) fn hold_back(session: &Session, passing: &mut Passing, command: Command) -> Option<Command> {
    if *session.access() == Access::Editable {
        return Some(command);
    }
    match command {
        Command::Edit(edit) => {
            offer_copy(passing, edit);
            None
        }
        Command::During(gesture, inner) => match *inner {
            Command::Edit(edit) => {
                offer_copy(passing, edit);
                None
            }
            other => Some(Command::During(gesture, Box::new(other))),
        },
        other => Some(other),
    }
}

fn offer_copy(passing: &mut Passing, edit: Box<Edit>) {
    if !matches!(passing.project.dialog, Some(Dialog::Copy(_))) {
        open_copy(passing);
    }
    if let Some(Dialog::Copy(form)) = &mut passing.project.dialog {
        form.hold_back(edit);
    }
}

/// Hears what became of what was asked for in the frame before.
fn hear(session: &Session, passing: &mut Passing) {
    let Some(waiting) = passing.project.waiting.take() else { return };
    if let Some(Notice::Failed(why)) = session.notice() {
        passing.project.refusal = Some(why.clone());
        return;
    }
    match waiting {
        Waiting::Project => {
            passing.project = ProjectPassing::default();
            passing.stage = Stage::Picture;
            passing.side = Side::Reading;
        }
        Waiting::Change => {}
    }
}

/// Draws the dialog that is open.
pub(crate) fn dialogs_ui(ctx: &Context, session: &Session, passing: &mut Passing) -> Vec<Command> {
    hear(session, passing);
    // What is chosen in the table is there.
    passing.project.chosen.retain(|actor| session.project().actors.contains_key(actor));
    let Some(mut dialog) = passing.project.dialog.take() else { return Vec::new() };
    let refusal = passing.project.refusal.as_deref();
    let outcome = match &mut dialog {
        Dialog::New(form) => form.ui(ctx, refusal),
        Dialog::Open(form) => form.ui(ctx, session, refusal),
        Dialog::Copy(form) => form.ui(ctx, session, refusal),
        Dialog::Actor(form) => form.ui(ctx, session),
        Dialog::Merge(form) => form.ui(ctx, session),
        Dialog::DeleteQuestion(question) => delete_question_ui(ctx, session, question),
    };
    match outcome {
        Outcome::Open => passing.project.dialog = Some(dialog),
        Outcome::Closed => {
            passing.project.refusal = None;
            if let Dialog::New(form) = dialog {
                passing.project.begun = Some(form);
            }
        }
        Outcome::Asked(commands) => {
            passing.project.refusal = None;
            match &dialog {
                Dialog::New(_) | Dialog::Copy(_) => {
                    passing.project.waiting = Some(Waiting::Project);
                    passing.project.dialog = Some(dialog);
                }
                Dialog::Open(_) => {
                    let opens = matches!(commands.as_slice(), [Command::OpenProject(_)]);
                    passing.project.waiting = Some(if opens { Waiting::Project } else { Waiting::Change });
                    passing.project.dialog = Some(dialog);
                }
                Dialog::Merge(_) => passing.project.chosen.clear(),
                Dialog::Actor(_) | Dialog::DeleteQuestion(_) => {}
            }
            return commands;
        }
    }
    Vec::new()
}

/// Asks before a question goes with everything that was coded for it.
fn delete_question_ui(ctx: &Context, session: &Session, id: &QuestionId) -> Outcome {
    let Some(question) = session.project().question(id) else { return Outcome::Closed };
    let mut outcome = Outcome::Open;
    let modal = dialog(ctx, "delete question").show(ctx, |ui| {
        ui.set_width(400.0);
        ui.label(words(format!("Delete “{}”?", question.short), Face::Bold, 16.0));
        let coded = session.project().statements.values().filter(|statement| statement.question == *id).count();
        let coded = match coded {
            0 => "Nothing was coded for it.".to_owned(),
            count => format!("{} coded for it are deleted too.", count_of(count, "statement", "statements")),
        };
        explain(ui, format!("{} {coded} Undo (Ctrl+Z) brings everything back.", question.text));
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            if primary_button(ui, "Delete").clicked() {
                let edit = Edit::RemoveQuestion(id.clone());
                outcome = Outcome::Asked(vec![Command::Edit(Box::new(edit))]);
            }
            if ui.button("Keep it").clicked() {
                outcome = Outcome::Closed;
            }
        });
    });
    if modal.should_close() {
        outcome = Outcome::Closed;
    }
    outcome
}
