//! Dialogs about what is not on disk yet: unsaved work of an earlier run, records that two programs changed, and closing
//! with work that could not be saved. Each says what is safe, and its buttons are verbs.

use crate::derive::count_of;
use crate::gui::passing::{Closing, Passing};
use crate::gui::theme::{color32, dialog, explain, font, palette_of, words};
use crate::gui::verbs::Verb;
use crate::gui::widgets::buttons::primary_button;
use crate::model::{Patch, Project, RecordId};
use crate::scene::Face;
use crate::session::keeping::{RecordConflict, Side};
use crate::session::{Command, Safety, Session};
use egui::{Context, ScrollArea, Ui};
use std::collections::BTreeMap;

/// Which side of each conflict is chosen so far.
pub(crate) type Choices = BTreeMap<RecordId, Side>;

/// Whether one of the dialogs takes the keys.
pub(crate) fn is_open(session: &Session, passing: &Passing) -> bool {
    session.recovery().is_some() || !session.conflicts().is_empty() || passing.closing == Closing::Asked
}

/// Draws whichever of the dialogs is called for.
pub(crate) fn keeping_dialogs_ui(ctx: &Context, session: &Session, passing: &mut Passing) -> Vec<Command> {
    if passing.closing == Closing::Asked {
        return closing_ui(ctx, session, passing);
    }
    if session.recovery().is_some() {
        return recovery_ui(ctx, session, passing);
    }
    if !session.conflicts().is_empty() {
        return conflicts_ui(ctx, session, passing);
    }
    passing.choices.clear();
    Vec::new()
}

fn heading(ui: &mut Ui, text: &str) {
    ui.label(words(text, Face::Bold, 17.0));
}

/// As wide as two columns of records need, where there is room.
fn set_width(ui: &mut Ui, most: f32) {
    ui.set_width((ui.ctx().content_rect().width() - 80.0).clamp(240.0, most));
}

fn list_height(ui: &Ui) -> f32 {
    (ui.ctx().content_rect().height() - 340.0).clamp(90.0, 380.0)
}

fn recovery_ui(ctx: &Context, session: &Session, passing: &mut Passing) -> Vec<Command> {
    let Some(recovery) = session.recovery() else { return Vec::new() };
    let mut asked = Vec::new();
    dialog(ctx, "recovery").show(ctx, |ui| {
        set_width(ui, 620.0);
        heading(ui, "There is unsaved work from an earlier run");
        let edits = count_of(recovery.entries.len(), "change was", "changes were");
        explain(ui, format!("{edits} made and not saved. Nothing has been taken in yet, and the folder is as it was."));
        if !recovery.base_matches {
            explain(
                ui,
                "The folder has changed since; what stands there now stays, unless you choose otherwise below.",
            );
        }
        if recovery.dropped_bytes > 0 {
            explain(ui, "The very last change was not written down whole and cannot be brought back.");
        }
        ScrollArea::vertical().max_height(list_height(ui)).auto_shrink([false, true]).show(ui, |ui| {
            for entry in recovery.entries.iter().rev().take(MOST_ROWS) {
                let records = count_of(entry.records.len(), "record", "records");
                ui.label(words(
                    format!("{}, {records}", crate::gui::in_words::capital(&entry.label)),
                    Face::Regular,
                    13.0,
                ));
            }
            left_out_ui(ui, recovery.entries.len());
            ui.add_space(6.0);
            differences_ui(ui, session.project(), &recovery.patch);
            for conflict in &recovery.conflicts {
                conflict_ui(ui, session.project(), conflict, &mut passing.choices, Side::Theirs);
            }
        });
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            if primary_button(ui, "Bring it back").on_hover_text("One step, which undo takes away again").clicked() {
                asked.push(Command::Recover(std::mem::take(&mut passing.choices)));
            }
            let aside = ui.button("Leave it aside");
            if aside
                .on_hover_text("The journal is kept beside the others, under a name that ends in .declined")
                .clicked()
            {
                asked.push(Command::DeclineRecovery);
            }
            if ui.button("Ask again next time").clicked() {
                asked.push(Command::PutRecoveryOff);
            }
        });
    });
    asked
}

fn conflicts_ui(ctx: &Context, session: &Session, passing: &mut Passing) -> Vec<Command> {
    let mut asked = Vec::new();
    dialog(ctx, "conflicts").show(ctx, |ui| {
        set_width(ui, 760.0);
        heading(ui, "Another program changed what you changed too");
        let count = count_of(session.conflicts().len(), "record differs", "records differ");
        explain(ui, format!("{count}. Everything else was put together. Nothing is saved until you choose; your changes are in the journal."));
        ScrollArea::vertical().max_height(list_height(ui)).auto_shrink([false, true]).show(ui, |ui| {
            for conflict in session.conflicts() {
                conflict_ui(ui, session.project(), conflict, &mut passing.choices, Side::Mine);
            }
        });
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            if primary_button(ui, "Keep what is chosen").clicked() {
                asked.push(Command::Resolve(std::mem::take(&mut passing.choices)));
            }
            for (label, side) in [("Keep all of mine", Side::Mine), ("Take all from disk", Side::Theirs)] {
                if ui.button(label).clicked() {
                    let all = session.conflicts().iter().map(|conflict| (conflict.record.clone(), side));
                    asked.push(Command::Resolve(all.collect()));
                }
            }
        });
    });
    asked
}

/// Both sides of one record, to choose from.
fn conflict_ui(ui: &mut Ui, project: &Project, conflict: &RecordConflict, choices: &mut Choices, unless: Side) {
    let palette = palette_of(ui);
    let chosen = choices.get(&conflict.record).copied().unwrap_or(unless);
    ui.add_space(4.0);
    // Whichever side still has the record tells its name.
    let both = conflict.base.clone().then(conflict.theirs.clone()).then(conflict.mine.clone());
    let named = [&both, &conflict.theirs, &conflict.base].into_iter().find(|side| has_record(side, &conflict.record));
    ui.label(words(record_name(project, &conflict.record, named.unwrap_or(&both)), Face::SemiBold, 13.0));
    for (side, patch, label) in [(Side::Mine, &conflict.mine, "Mine"), (Side::Theirs, &conflict.theirs, "On disk")] {
        let shown = record_in_words(project, patch, &conflict.record);
        ui.horizontal_top(|ui| {
            if ui.radio(chosen == side, words(label, Face::Medium, 12.5)).clicked() {
                choices.insert(conflict.record.clone(), side);
            }
            let text = egui::RichText::new(shown).font(font(Face::Regular, 12.0)).color(color32(palette.weak_ink));
            ui.add(egui::Label::new(text).wrap());
        });
    }
}

/// Rows beyond this many are counted.
const MOST_ROWS: usize = 200;

fn left_out_ui(ui: &mut Ui, rows: usize) {
    if rows > MOST_ROWS {
        explain(ui, format!("and {} more", rows - MOST_ROWS));
    }
}

/// The records that a patch would change.
fn differences_ui(ui: &mut Ui, project: &Project, patch: &Patch) {
    let records = patch.records();
    explain(
        ui,
        format!("Brought back, it differs from the folder in {}", count_of(records.len(), "record", "records")),
    );
    for record in records.iter().take(MOST_ROWS) {
        let name = record_name(project, record, patch);
        ui.add(
            egui::Label::new(words(
                format!("{name}: {}", record_in_words(project, patch, record)),
                Face::Regular,
                12.0,
            ))
            .wrap(),
        );
    }
    left_out_ui(ui, records.len());
}

/// Whether `patch` puts the record, rather than taking it away.
fn has_record(patch: &Patch, record: &RecordId) -> bool {
    match record {
        RecordId::Manifest => patch.manifest.is_some(),
        RecordId::Actor(id) => matches!(patch.actors.get(id), Some(Some(_))),
        RecordId::Source(id) => matches!(patch.sources.get(id), Some(Some(_))),
        RecordId::Statement(id) => matches!(patch.statements.get(id), Some(Some(_))),
        RecordId::Relation(id) => matches!(patch.relations.get(id), Some(Some(_))),
    }
}

/// What a record is called, by the patch or else by the project.
fn record_name(project: &Project, record: &RecordId, patch: &Patch) -> String {
    match record {
        RecordId::Manifest => "Title, questions and rule".to_owned(),
        RecordId::Actor(id) => {
            let new = patch.actors.get(id).and_then(Option::as_ref).or_else(|| project.actors.get(id));
            format!("Actor {}", new.map_or(id.as_str(), |actor| actor.name.as_str()))
        }
        RecordId::Source(id) => {
            let new = patch.sources.get(id).and_then(Option::as_ref).or_else(|| project.sources.get(id));
            format!("Article “{}”", new.map_or(id.as_str(), |source| source.record.title.as_str()))
        }
        RecordId::Statement(id) => {
            let new = patch.statements.get(id).and_then(Option::as_ref).or_else(|| project.statements.get(id));
            new.map_or_else(
                || format!("Statement {id}"),
                |statement| {
                    format!("{}, “{}”", project.actor_name(&statement.actor), shortened(&statement.quote.exact))
                },
            )
        }
        RecordId::Relation(id) => format!("Relation {id}"),
    }
}

/// What a patch makes of one record, in a line.
fn record_in_words(project: &Project, patch: &Patch, record: &RecordId) -> String {
    fn told<V>(new: Option<&Option<V>>, tell: impl Fn(&V) -> String) -> String {
        match new {
            None => "not changed".to_owned(),
            Some(None) => "deleted".to_owned(),
            Some(Some(record)) => tell(record),
        }
    }
    match record {
        RecordId::Manifest => patch.manifest.as_ref().map_or_else(
            || "not changed".to_owned(),
            |manifest| format!("{}, {}", manifest.title, count_of(manifest.questions.len(), "question", "questions")),
        ),
        RecordId::Actor(id) => told(patch.actors.get(id), |actor| {
            let aliases =
                if actor.aliases.is_empty() { String::new() } else { format!(", also {}", actor.aliases.join(", ")) };
            format!("{}, {}{aliases}", actor.name, actor.kind.label())
        }),
        RecordId::Source(id) => told(patch.sources.get(id), |source| {
            format!("{}, {}, {}", source.record.title, source.record.outlet, source.record.published.in_words())
        }),
        RecordId::Statement(id) => told(patch.statements.get(id), |statement| {
            let code = statement.stance.code().replace('_', " ");
            format!(
                "{} {code}, {}, {}, coded by {}",
                project.actor_name(&statement.actor),
                statement.voice.label(),
                statement.said.in_words(),
                statement.coder
            )
        }),
        RecordId::Relation(id) => told(patch.relations.get(id), |relation| {
            format!(
                "{} {} {}",
                project.actor_name(&relation.from),
                relation.kind.label(),
                project.actor_name(&relation.to)
            )
        }),
    }
}

fn shortened(words: &str) -> String {
    const MOST: usize = 90;
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or(words).trim_end()),
        None => words.to_owned(),
    }
}

/// The window was asked to close, and not everything is on disk.
fn closing_ui(ctx: &Context, session: &Session, passing: &mut Passing) -> Vec<Command> {
    let mut asked = Vec::new();
    let safety = session.safety();
    let Some(Safety::Unsaved { .. } | Safety::OnItsWay(_)) = &safety else {
        passing.closing = Closing::Now;
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        return asked;
    };
    let modal = dialog(ctx, "closing").show(ctx, |ui| {
        set_width(ui, 540.0);
        match &safety {
            Some(Safety::Unsaved { words: what, safe, todo }) => {
                heading(ui, what);
                explain(ui, safe.clone());
                explain(ui, todo.clone());
            }
            Some(Safety::OnItsWay(_) | Safety::Safe(_)) | None => {
                heading(ui, "Saving…");
                explain(ui, "The window closes as soon as the disk has confirmed it.");
            }
        }
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            if primary_button(ui, "Try again").clicked() {
                asked.push(Command::SaveNow);
            }
            if ui.button("Save a copy elsewhere…").clicked() {
                passing.closing = Closing::No;
                asked.extend(Verb::SaveCopy.start(session, passing));
            }
            if ui.button("Stay").clicked() {
                passing.closing = Closing::No;
            }
            let close = ui.button("Close without saving");
            if close.on_hover_text("What is in the journal is offered when the project is opened again").clicked() {
                passing.closing = Closing::Now;
                ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            }
        });
    });
    if modal.should_close() && passing.closing == Closing::Asked {
        passing.closing = Closing::No;
    }
    asked
}
