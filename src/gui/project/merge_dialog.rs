//! The dialog that makes one actor of several: who stays, and what changes.

use super::actor_choice::{Choice, choice_ui};
use super::field::fault_ui;
use crate::derive::count_of;
use crate::gui::ask::Asks;
use crate::gui::scale::gap;
use crate::gui::theme::{explain, section_label};
use crate::gui::widgets::dialog::{Answer, Buttons, Dialog, DialogButton, Outcome, Width};
use crate::model::{ActorId, Patch, Project};
use crate::session::{Command, Edit, Session};
use egui::Context;
use std::collections::BTreeSet;

/// Who is merged.
#[derive(Debug)]
pub(crate) struct MergeDialog {
    actors: BTreeSet<ActorId>,
    stays: ActorId,
    /// Who is chosen to be merged as well.
    another: Option<ActorId>,
}

impl MergeDialog {
    /// `actors` become one; the first of them stays unless the person says otherwise. `None` without anybody.
    pub(crate) fn new(actors: BTreeSet<ActorId>) -> Option<Self> {
        let stays = actors.first()?.clone();
        Some(Self { actors, stays, another: None })
    }

    fn edit(&self) -> Edit {
        let from = self.actors.iter().filter(|actor| **actor != self.stays).cloned().collect();
        Edit::MergeActors { from, into: self.stays.clone() }
    }

    /// Draws the dialog.
    pub(crate) fn ui(&mut self, ctx: &Context, session: &Session) -> Outcome {
        let project = session.project();
        let dialog = Dialog { name: "merge actors", title: "Merge actors", width: Width::Medium };
        let answer = dialog.show(ctx, |ui| {
            explain(ui, "Everything said by, for or of the others is then said of the one that stays.");
            section_label(ui, "Who stays");
            for actor in self.actors.clone() {
                let name = project.actor_name(&actor);
                let kind = project.actors.get(&actor).map_or("", |actor| actor.kind.label());
                ui.radio_value(&mut self.stays, actor.clone(), format!("{name}, {kind}"));
            }
            let already = self.actors.clone();
            choice_ui(ui, project, "Merge with", &mut self.another, Choice::Somebody, |actor| {
                !already.contains(&actor.id)
            });
            self.actors.extend(self.another.take());
            ui.add_space(gap::SMALL);
            section_label(ui, "What changes");
            let patch = self.edit().patch(project);
            match &patch {
                Err(_) if self.actors.len() < 2 => {
                    explain(ui, "Nothing yet: choose with whom it is merged.");
                }
                Ok(patch) => changes(project, &self.actors, &self.stays, patch).iter().for_each(|line| {
                    explain(ui, line);
                }),
                Err(refusal) => fault_ui(ui, &refusal.to_string()),
            }
            let merge = DialogButton::new("Merge").hint("Undo (Ctrl+Z) makes them several again");
            Buttons::new(merge.enabled(patch.is_ok()), "Cancel")
        });
        match answer {
            Answer::Open | Answer::Other(_) | Answer::Apart => Outcome::Open,
            Answer::Default => Outcome::Asked(Asks::one(Command::Edit(Box::new(self.edit())))),
            Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside => Outcome::Closed,
        }
    }
}

/// What a merge changes, a line for each kind of record.
fn changes(project: &Project, actors: &BTreeSet<ActorId>, stays: &ActorId, patch: &Patch) -> Vec<String> {
    let gone: Vec<&str> =
        actors.iter().filter(|actor| *actor != stays).map(|actor| project.actor_name(actor)).collect();
    let stays_as = project.actor_name(stays);
    let mut lines = vec![format!("{} becomes {stays_as}, and other names of it", gone.join(", "))];
    let ties = patch.relations.values().filter(|tie| tie.is_some()).count();
    let untied = patch.relations.len() - ties;
    let others = patch.actors.keys().filter(|actor| !actors.contains(*actor)).count();
    for (count, one, many, does) in [
        (patch.statements.len(), "statement", "statements", "changes whose it is"),
        (ties, "relation", "relations", "changes its ends"),
        (untied, "relation", "relations", "goes, since it would tie it to itself"),
        (others, "other actor", "other actors", "named one of them"),
    ] {
        if count > 0 {
            let (does, counted) = (does.to_owned(), count_of(count, one, many));
            let does = if count == 1 { does } else { plural(&does) };
            lines.push(format!("{counted} {does}"));
        }
    }
    if patch.manifest.is_some() {
        lines.push("A question is decided by the one that stays".to_owned());
    }
    lines
}

/// "changes whose it is" of several.
fn plural(does: &str) -> String {
    does.replacen("changes", "change", 1)
        .replacen("goes", "go", 1)
        .replace(" it is", " they are")
        .replace("its", "their")
}
