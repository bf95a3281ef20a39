//! Many statements changed at once, with a table of what would become of each before it is done.
//!
//! The statements are chosen from a list: those of what is open, or all that match some words. The thing easily got
//! wrong: what is ticked stays ticked while the list is narrowed, so the table shows everything that would change.

use super::recode_table::{list_ui, table_ui};
use crate::evidence::search::find_actors;
use crate::gui::passing::Passing;
use crate::gui::theme::{explain, words};
use crate::gui::widgets::buttons::primary_button;
use crate::gui::widgets::named::Named;
use crate::model::{ActorId, QuestionId, SourceId, Stance, Statement, StatementId, Voice};
use crate::scene::{Face, Target};
use crate::session::coding::recoded;
use crate::session::{Access, Command, Edit, Recoding, Session, statements_of};
use egui::accesskit::Role;
use egui::{Context, Ui, vec2};
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

/// Opens the dialog on what is open now.
pub(crate) fn open_recoding(session: &Session, passing: &mut Passing) {
    let project = session.project();
    let mut scopes = Vec::new();
    if let Some(target) = &session.view().selection {
        let statements = statements_of(project, session.of_question(), target);
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
    let filter = passing.query.trim().to_owned();
    let scope = if filter.is_empty() { 0 } else { scopes.len() - 1 };
    passing.coding.recoding = Some(RecodingDialog {
        scopes,
        scope,
        filter,
        ticked: BTreeSet::new(),
        recoding: Recoding::default(),
        actor_text: String::new(),
        told: None,
    });
}

impl RecodingDialog {
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

/// Draws the dialog, if it is open.
pub(crate) fn recoding_ui(ctx: &Context, session: &Session, passing: &mut Passing) -> Vec<Command> {
    let Some(mut dialog) = passing.coding.recoding.take() else { return Vec::new() };
    let mut asked = Vec::new();
    let mut is_left = false;
    let room = ctx.content_rect().size();
    let size = vec2((room.x - 80.0).clamp(420.0, 900.0), (room.y - 120.0).clamp(320.0, 720.0));
    let style = ctx.style_of(ctx.theme());
    let frame = egui::Frame::popup(&style).inner_margin(16);
    let modal = egui::Modal::new(egui::Id::unique("recoding")).frame(frame).show(ctx, |ui| {
        ui.set_width(size.x);
        ui.label(words("Recode many statements", Face::Bold, 17.0));
        if let Access::ReadOnly(why) = session.access() {
            explain(ui, why.in_words());
            is_left = ui.button("Close").clicked();
            return;
        }
        explain(ui, "Tick statements, choose what changes in all of them, and read what would become of each.");
        scope_ui(ui, session, &mut dialog);
        list_ui(ui, session, &mut dialog, size.y * LISTS);
        ui.add_space(4.0);
        changes_ui(ui, session, &mut dialog);
        ui.add_space(4.0);
        let rows = recoded(session.project(), &dialog.ticked, &dialog.recoding);
        let changed = rows.iter().filter(|row| row.is_changed()).count();
        table_ui(ui, session, &rows, size.y * LISTS);
        if let Some(told) = &dialog.told {
            explain(ui, told);
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.add_enabled_ui(changed > 0, |ui| {
                let label = format!("Recode {}", crate::derive::count_of(changed, "statement", "statements"));
                if primary_button(ui, &label).on_hover_text("One step, which can be taken back").clicked() {
                    let statements = rows.iter().filter(|row| row.is_changed()).map(|row| row.before.id.clone());
                    let edit = Edit::Recode { statements: statements.collect(), recoding: dialog.recoding.clone() };
                    match edit.patch(session.project()) {
                        Ok(_) => {
                            asked.push(Command::Edit(Box::new(edit)));
                            is_left = true;
                        }
                        Err(why) => dialog.told = Some(why.0),
                    }
                }
            });
            is_left |= ui.add(egui::Button::new("Cancel").min_size(vec2(0.0, 32.0))).clicked();
        });
    });
    is_left |= modal.should_close();
    if !is_left {
        passing.coding.recoding = Some(dialog);
    }
    asked
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
        ui.label(words("Stance", Face::Medium, 12.5));
        change_ui(ui, "stance", &mut dialog.recoding.stance, &stances);
        ui.label(words("Voice", Face::Medium, 12.5));
        change_ui(ui, "voice", &mut dialog.recoding.voice, &voices);
        ui.label(words("Question", Face::Medium, 12.5));
        change_ui(ui, "question", &mut dialog.recoding.question, &questions);
        ui.label(words("Actor", Face::Medium, 12.5));
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
