//! Many statements changed at once, with a table of what would become of each before it is done.
//!
//! The statements are chosen from a list: those of what is open, or all that match some words. The thing easily got
//! wrong: what is ticked stays ticked while the list is narrowed, so the table shows everything that would change.

use super::recode_table::{list_ui, table_ui};
use crate::evidence::search::find_actors;
use crate::gui::ask::Asks;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{explain, words};
use crate::gui::widgets::dialog::{Answer, Buttons, Dialog, DialogButton, Outcome, Width};
use crate::gui::widgets::named::Named;
use crate::model::{ActorId, QuestionId, SourceId, Stance, Statement, StatementId, Voice};
use crate::scene::{Face, Target};
use crate::session::coding::recoded;
use crate::session::{Access, Command, Edit, Recoding, Session, statements_of};
use egui::accesskit::Role;
use egui::{Context, Ui};
use std::collections::BTreeSet;

/// Of which statements the list is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Everything in the project.
    All,
    /// Of what was open when the dialog was opened.
    Open(String, Vec<StatementId>),
    /// Of one article.
    Article(SourceId),
}

/// The dialog, while it is open.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RecodingDialog {
    pub(super) scopes: Vec<Scope>,
    pub(super) scope: usize,
    /// Words that a listed statement holds, in its sentence or in a name.
    pub(super) filter: String,
    pub(super) ticked: BTreeSet<StatementId>,
    pub(super) recoding: Recoding,
    /// The name of the actor that takes over, while it is written.
    pub(super) actor_text: String,
    pub(super) told: Option<String>,
}

impl RecodingDialog {
    /// On what is open now, narrowed to the words that are searched for.
    pub(crate) fn new(session: &Session, searched: &str) -> Self {
        let project = session.project();
        let mut scopes = Vec::new();
        if let Some(target) = &session.view().selection {
            let statements = statements_of(project, session.standpoint_facts(), target);
            let name = match target {
                Target::Actor(actor) => format!("Of {}", project.actor_name(actor)),
                Target::Source(_) => String::new(),
                Target::Tie(..)
                | Target::MembersWith(_)
                | Target::EverybodyWith(_)
                | Target::Members
                | Target::Statement(_)
                | Target::Among(_)
                | Target::Cell(..)
                | Target::Page(_) => "Of what is open".to_owned(),
            };
            if !statements.is_empty() && !name.is_empty() {
                scopes.push(Scope::Open(name, statements));
            }
        }
        if let Some(place) = &session.view().article {
            scopes.push(Scope::Article(place.source.clone()));
        }
        scopes.push(Scope::All);
        let filter = searched.trim().to_owned();
        let scope = if filter.is_empty() { 0 } else { scopes.len() - 1 };
        Self {
            scopes,
            scope,
            filter,
            ticked: BTreeSet::new(),
            recoding: Recoding::default(),
            actor_text: String::new(),
            told: None,
        }
    }

    /// The statements of the list, in the order of the texts.
    pub(super) fn listed<'a>(&self, session: &'a Session) -> Vec<&'a Statement> {
        let project = session.project();
        let wanted = self.filter.to_lowercase();
        let fits = |statement: &&Statement| {
            let names = [Some(&statement.actor), statement.on_behalf_of.as_ref()];
            wanted.is_empty()
                || statement.quote.exact.to_lowercase().contains(&wanted)
                || names.into_iter().flatten().any(|id| project.actor_name(id).to_lowercase().contains(&wanted))
        };
        let mut listed: Vec<&Statement> = match self.scopes.get(self.scope) {
            Some(Scope::Open(_, ids)) => ids.iter().filter_map(|id| project.statements.get(id)).collect(),
            Some(Scope::Article(source)) => {
                project.statements.values().filter(|statement| statement.source == *source).collect()
            }
            Some(Scope::All) | None => project.statements.values().collect(),
        };
        listed.retain(|statement| fits(statement));
        listed.sort_by_key(|statement| (&statement.source, statement.quote.bytes, &statement.id));
        listed
    }
}

/// How much of the dialog's height each of its lists takes, however long it is: nothing moves under the pointer.
const LISTS: f32 = 0.33;

impl RecodingDialog {
    /// Draws the dialog.
    pub(crate) fn ui(&mut self, ctx: &Context, session: &Session) -> Outcome {
        let height = (ctx.content_rect().height() - 120.0).clamp(320.0, 720.0);
        let mut edit = None;
        let width = if *session.access() == Access::Editable { Width::Widest } else { Width::Narrow };
        let shell = Dialog { name: "recoding", title: "Recode many statements", width };
        let answer = shell.show(ctx, |ui| {
            if let Access::ReadOnly(why) = session.access() {
                explain(ui, why.in_words());
                return Buttons::close();
            }
            explain(ui, "Tick statements, choose what changes in all of them, and read what would become of each.");
            scope_ui(ui, session, self);
            let listed = self.listed(session);
            list_ui(ui, session, &listed, &mut self.ticked, height * LISTS);
            ui.add_space(gap::SMALL);
            changes_ui(ui, session, self);
            ui.add_space(gap::SMALL);
            let rows = recoded(session.project(), &self.ticked, &self.recoding);
            let changed = rows.iter().filter(|row| row.is_changed());
            let statements: BTreeSet<StatementId> = changed.map(|row| row.before.id.clone()).collect();
            table_ui(ui, session, &rows, height * LISTS);
            if let Some(told) = &self.told {
                explain(ui, told);
            }
            let label = format!("Recode {}", crate::derive::count_of(statements.len(), "statement", "statements"));
            let default =
                DialogButton::new(label).hint("One step, which can be taken back").enabled(!statements.is_empty());
            edit = Some(Edit::Recode { statements, recoding: self.recoding.clone() });
            Buttons::new(default, "Cancel")
        });
        match (answer, edit) {
            (Answer::Open, _) => Outcome::Open,
            (Answer::Default, Some(edit)) => match edit.patch(session.project()) {
                Ok(_) => Outcome::Asked(Asks::one(Command::Edit(Box::new(edit)))),
                Err(why) => {
                    self.told = Some(why.0);
                    Outcome::Open
                }
            },
            (_, _) => Outcome::Closed,
        }
    }
}

fn scope_ui(ui: &mut Ui, session: &Session, dialog: &mut RecodingDialog) {
    ui.horizontal_wrapped(|ui| {
        for (index, scope) in dialog.scopes.clone().iter().enumerate() {
            let label = match scope {
                Scope::All => "All".to_owned(),
                Scope::Open(name, _) => name.clone(),
                Scope::Article(_) => "Of the open article".to_owned(),
            };
            if ui.selectable_label(dialog.scope == index, label).clicked() {
                dialog.scope = index;
            }
        }
        let field = egui::TextEdit::singleline(&mut dialog.filter).hint_text("Words or names").desired_width(160.0);
        ui.add(field).named(Role::TextInput, "Narrow the list");
        let listed: Vec<StatementId> = dialog.listed(session).into_iter().map(|of| of.id.clone()).collect();
        if ui.button("Tick all").on_hover_text("All that are listed").clicked() {
            dialog.ticked.extend(listed);
        }
        if ui.button("Tick none").clicked() {
            dialog.ticked.clear();
        }
    });
}

/// A menu with "as it is" before the choices.
fn change_ui<T: Clone + PartialEq>(ui: &mut Ui, name: &str, now: &mut Option<T>, choices: &[(T, String)]) {
    let shown = now.as_ref().and_then(|now| choices.iter().find(|(value, _)| value == now));
    let text = shown.map_or("as it is", |(_, label)| label.as_str()).to_owned();
    let response = egui::ComboBox::from_id_salt(name)
        .selected_text(text.clone())
        .width(150.0)
        .truncate()
        .show_ui(ui, |ui| {
            ui.selectable_value(now, None, "as it is");
            for (value, label) in choices {
                ui.selectable_value(now, Some(value.clone()), label);
            }
        })
        .response;
    response.named_value(Role::ComboBox, format!("New {name}"), text);
}

fn changes_ui(ui: &mut Ui, session: &Session, dialog: &mut RecodingDialog) {
    let project = session.project();
    let question = dialog.recoding.question.as_ref().and_then(|id| project.question(id)).unwrap_or(session.question());
    let stances: Vec<(Stance, String)> = question.scale.iter().map(|step| (step.stance, step.label.clone())).collect();
    let voices: Vec<(Voice, String)> = Voice::ALL.map(|voice| (voice, voice.label().to_owned())).to_vec();
    let questions: Vec<(QuestionId, String)> =
        project.manifest.questions.iter().map(|question| (question.id.clone(), question.short.clone())).collect();
    ui.horizontal_wrapped(|ui| {
        ui.label(words("Stance", Face::Medium, text::TEXT));
        change_ui(ui, "stance", &mut dialog.recoding.stance, &stances);
        ui.label(words("Voice", Face::Medium, text::TEXT));
        change_ui(ui, "voice", &mut dialog.recoding.voice, &voices);
        ui.label(words("Question", Face::Medium, text::TEXT));
        change_ui(ui, "question", &mut dialog.recoding.question, &questions);
        ui.label(words("Actor", Face::Medium, text::TEXT));
        let field = egui::TextEdit::singleline(&mut dialog.actor_text).hint_text("as it is").desired_width(150.0);
        let response = ui.add(field);
        response.named(Role::TextInput, "New actor");
        if response.changed() {
            let found: Option<ActorId> = find_actors(project, &dialog.actor_text).into_iter().next();
            dialog.recoding.actor = found;
        }
        if let Some(actor) = &dialog.recoding.actor {
            explain(ui, project.actor_name(actor));
        } else if !dialog.actor_text.trim().is_empty() {
            explain(ui, "nobody is called so");
        }
    });
}
