//! Dialogs about what is not on disk yet: unsaved work of an earlier run, records that two programs changed, and closing
//! with work that could not be saved. Each says what is safe, and its buttons are verbs.

use crate::derive::count_of;
use crate::gui::ask::{Asks, OpenDialog, WindowCommand};
use crate::gui::in_words::capital;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, font, palette_of, words};
use crate::gui::widgets::dialog::{Answer, Buttons, Dialog, DialogButton, Width};
use crate::model::{Patch, Project, RecordId};
use crate::scene::Face;
use crate::session::keeping::{ConflictChoice, RecordConflict};
use crate::session::{Command, KeepingCommand, Safety, Session};
use egui::{Context, Ui};
use std::collections::BTreeMap;

/// Which side of each conflict is chosen so far.
type Choices = BTreeMap<RecordId, ConflictChoice>;

/// How far the window is on its way to be closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Closing {
    /// Nobody asked for it.
    #[default]
    No,
    /// It was asked for while something was not saved, and the person is asked.
    Asked,
    /// It closes now, whatever is not saved.
    Now,
}

/// The dialogs and what they keep between frames.
#[derive(Debug, Default)]
pub(crate) struct KeepingDialogs {
    choices: Choices,
    closing: Closing,
}

impl KeepingDialogs {
    /// Whether one of the dialogs has the keyboard.
    pub(crate) fn is_open(&self, session: &Session) -> bool {
        session.recovery().is_some() || !session.conflicts().is_empty() || self.closing == Closing::Asked
    }

    /// Asks the person before the window closes. `false` if it may close: then the person has been asked already.
    pub(crate) fn ask_before_closing(&mut self) -> bool {
        let asks = self.closing != Closing::Now;
        if asks {
            self.closing = Closing::Asked;
        }
        asks
    }

    /// Closes the window, whatever is not saved.
    pub(crate) fn close_now(&mut self, ctx: &Context) {
        self.closing = Closing::Now;
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }

    /// Closes the window that waits for it, once everything is saved.
    pub(crate) fn close_when_saved(&mut self, ctx: &Context, session: &Session) {
        if self.closing == Closing::Asked && !is_unsaved(session) {
            self.close_now(ctx);
        }
    }

    /// Draws whichever of the dialogs is called for.
    pub(crate) fn ui(&mut self, ctx: &Context, session: &Session) -> Asks {
        if self.closing == Closing::Asked {
            return self.closing_ui(ctx, session);
        }
        if session.recovery().is_some() {
            return self.recovery_ui(ctx, session);
        }
        if !session.conflicts().is_empty() {
            return self.conflicts_ui(ctx, session);
        }
        self.choices.clear();
        Asks::none()
    }

    fn recovery_ui(&mut self, ctx: &Context, session: &Session) -> Asks {
        let Some(recovery) = session.recovery() else { return Asks::none() };
        let title = "There is unsaved work from an earlier run";
        let answer = Dialog { name: "recovery", title, width: Width::Wide }.show(ctx, |ui| {
            let edits = count_of(recovery.entries.len(), "change was", "changes were");
            explain(
                ui,
                format!("{edits} made and not saved. Nothing has been taken in yet, and the folder is as it was."),
            );
            if !recovery.base_matches {
                explain(
                    ui,
                    "The folder has changed since; what stands there now stays, unless you choose otherwise below.",
                );
            }
            if recovery.dropped_bytes > 0 {
                explain(ui, "The very last change was not written down whole and cannot be brought back.");
            }
            for entry in recovery.entries.iter().rev().take(MOST_ROWS) {
                let records = count_of(entry.records.len(), "record", "records");
                ui.label(words(format!("{}, {records}", capital(&entry.label)), Face::Regular, text::TEXT));
            }
            left_out_ui(ui, recovery.entries.len());
            ui.add_space(gap::MEDIUM);
            differences_ui(ui, session.project(), &recovery.patch);
            for conflict in &recovery.conflicts {
                conflict_ui(ui, session.project(), conflict, &mut self.choices, ConflictChoice::Theirs);
            }
            let aside = DialogButton::new("Leave it aside")
                .hint("The journal is kept beside the others, under a name that ends in .declined");
            Buttons {
                default: DialogButton::new("Bring it back").hint("One step, which undo takes away again"),
                cancel: None,
                others: vec![aside, DialogButton::new("Ask again next time")],
                apart: None,
            }
        });
        match answer {
            Answer::Default => Asks::one(Command::Keeping(KeepingCommand::Recover(std::mem::take(&mut self.choices)))),
            Answer::Other(0) => Asks::one(Command::Keeping(KeepingCommand::DeclineRecovery)),
            Answer::Other(_) => Asks::one(Command::Keeping(KeepingCommand::PutRecoveryOff)),
            Answer::Open | Answer::Apart | Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside => Asks::none(),
        }
    }

    fn conflicts_ui(&mut self, ctx: &Context, session: &Session) -> Asks {
        let title = "Another program changed what you changed too";
        let answer = Dialog { name: "conflicts", title, width: Width::Wide }.show(ctx, |ui| {
            let count = count_of(session.conflicts().len(), "record differs", "records differ");
            let safe = "Nothing is saved until you choose; your changes are in the journal.";
            explain(ui, format!("{count}. Everything else was put together. {safe}"));
            for conflict in session.conflicts() {
                conflict_ui(ui, session.project(), conflict, &mut self.choices, ConflictChoice::Mine);
            }
            Buttons {
                default: DialogButton::new("Keep what is chosen"),
                cancel: None,
                others: vec![DialogButton::new("Keep all of mine"), DialogButton::new("Take all from disk")],
                apart: None,
            }
        });
        let all = |side| {
            let all = session.conflicts().iter().map(|conflict| (conflict.record.clone(), side));
            Asks::one(Command::Keeping(KeepingCommand::Resolve(all.collect())))
        };
        match answer {
            Answer::Default => Asks::one(Command::Keeping(KeepingCommand::Resolve(std::mem::take(&mut self.choices)))),
            Answer::Other(0) => all(ConflictChoice::Mine),
            Answer::Other(_) => all(ConflictChoice::Theirs),
            Answer::Open | Answer::Apart | Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside => Asks::none(),
        }
    }

    /// The window was asked to close, and not everything is on disk.
    fn closing_ui(&mut self, ctx: &Context, session: &Session) -> Asks {
        let safety = session.safety();
        let (title, about) = match &safety {
            Some(Safety::Unsaved { words, safe, todo }) => (words.as_str(), vec![safe.clone(), todo.clone()]),
            Some(Safety::OnItsWay(_) | Safety::Safe(_)) | None => {
                ("Saving…", vec!["The window closes as soon as the disk has confirmed it.".to_owned()])
            }
        };
        let answer = Dialog { name: "closing", title, width: Width::Medium }.show(ctx, |ui| {
            for line in about {
                explain(ui, line);
            }
            let close = DialogButton::new("Close without saving")
                .hint("What is in the journal is offered when the project is opened again");
            let others = vec![DialogButton::new("Save a copy elsewhere…"), close];
            Buttons { others, ..Buttons::new(DialogButton::new("Try again"), "Stay") }
        });
        match answer {
            Answer::Open => Asks::none(),
            Answer::Default => Asks::one(Command::Keeping(KeepingCommand::SaveNow)),
            Answer::Other(0) => {
                self.closing = Closing::No;
                Asks::one(OpenDialog::SaveCopy(None))
            }
            Answer::Other(_) => Asks::one(WindowCommand::CloseNow),
            Answer::Apart | Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside => {
                self.closing = Closing::No;
                Asks::none()
            }
        }
    }
}

/// Whether something of the project is not on disk yet.
pub(crate) fn is_unsaved(session: &Session) -> bool {
    matches!(session.safety(), Some(Safety::OnItsWay(_) | Safety::Unsaved { .. }))
}

/// Both sides of one record, to choose from.
fn conflict_ui(
    ui: &mut Ui,
    project: &Project,
    conflict: &RecordConflict,
    choices: &mut Choices,
    unless: ConflictChoice,
) {
    let palette = palette_of(ui);
    let chosen = choices.get(&conflict.record).copied().unwrap_or(unless);
    ui.add_space(gap::SMALL);
    // Whichever side still has the record tells its name.
    let both = conflict.base.clone().then(conflict.theirs.clone()).then(conflict.mine.clone());
    let named = [&both, &conflict.theirs, &conflict.base].into_iter().find(|side| has_record(side, &conflict.record));
    ui.label(words(record_name(project, &conflict.record, named.unwrap_or(&both)), Face::SemiBold, text::TEXT));
    for (side, patch, label) in
        [(ConflictChoice::Mine, &conflict.mine, "Mine"), (ConflictChoice::Theirs, &conflict.theirs, "On disk")]
    {
        let shown = record_in_words(project, patch, &conflict.record);
        ui.horizontal_top(|ui| {
            if ui.radio(chosen == side, words(label, Face::Medium, text::TEXT)).clicked() {
                choices.insert(conflict.record.clone(), side);
            }
            let text =
                egui::RichText::new(shown).font(font(Face::Regular, text::META)).color(color32(palette.weak_ink));
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
