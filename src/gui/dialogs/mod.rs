//! Windows over the window: naming a view, deleting one, shortcuts, defects, About.

pub(crate) mod keeping;
pub(crate) mod moved;
pub(crate) mod palette;
pub(crate) mod record;
pub(crate) mod snapshots;

use self::keeping::keeping_dialogs_ui;
use self::moved::moved_ui;
use self::palette::palette_ui;
use self::record::record_dialog_ui;
use self::snapshots::snapshots_ui;
use super::passing::{Leaflet, Naming, Passing};
use super::theme::{color32, dialog, explain, font, palette_of, section_label, words};
use super::verbs::{GESTURES, Group, Verb};
use super::widgets::buttons::primary_button;
use crate::gui::widgets::named::Named;
use crate::layout::geography::{BOUNDARY_NOTE, CREDIT};
use crate::scene::Face;
use crate::session::{Command, Session};
use egui::accesskit::Role;
use egui::{Context, Key, ScrollArea, Ui};

/// The licences of everything bundled.
const LICENSES: &str = include_str!("../../../assets/LICENSES.md");

/// Draws whichever dialog is open.
pub(crate) fn dialogs_ui(ctx: &Context, session: &Session, passing: &mut Passing) -> Vec<Command> {
    let mut asked = Vec::new();
    asked.extend(keeping_dialogs_ui(ctx, session, passing));
    asked.extend(super::importing::import_ui(ctx, session, passing));
    asked.extend(super::project::dialogs_ui(ctx, session, passing));
    asked.extend(palette_ui(ctx, session, passing));
    asked.extend(naming_ui(ctx, passing));
    asked.extend(coder_ui(ctx, passing));
    asked.extend(snapshots_ui(ctx, session, passing));
    asked.extend(record_dialog_ui(ctx, session, passing));
    asked.extend(deleting_ui(ctx, session, passing));
    asked.extend(moved_ui(ctx, session));
    let was_closed = match passing.leaflet {
        None => false,
        Some(Leaflet::About) => reading_dialog(ctx, "About Démarche", |ui| about_ui(ui, session)),
        Some(Leaflet::Shortcuts) => reading_dialog(ctx, "Shortcuts", shortcuts_ui),
        Some(Leaflet::Defects) => reading_dialog(ctx, "Defects of this project", |ui| defects_ui(ui, session)),
    };
    if was_closed {
        passing.leaflet = None;
    }
    asked
}

/// Whether a dialog is open that takes the keys.
pub(crate) fn is_any_open(session: &Session, passing: &Passing) -> bool {
    session.moved_view().is_some()
        || super::importing::is_import_open(passing)
        || self::keeping::is_open(session, passing)
        || passing.project.is_dialog_open()
        || passing.palette.is_some()
        || passing.coder_name.is_some()
        || passing.snapshots.is_some()
        || passing.record.is_some()
        || passing.naming.is_some()
        || passing.deleting.is_some()
        || passing.leaflet.is_some()
        || passing.coding.is_recoding()
}

/// A dialog that asks for a name.
struct NameDialog<'w> {
    title: &'w str,
    about: &'w str,
    /// In the empty field.
    hint: &'w str,
    /// Of the field, for a screen reader.
    label: &'w str,
    /// On the button.
    verb: &'w str,
}

/// How a dialog that asks for a name stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// Nothing was decided yet.
    Open,
    /// The name is meant.
    Given,
    /// It was left.
    Left,
}

impl NameDialog<'_> {
    fn ui(&self, ctx: &Context, name: &mut String) -> Answer {
        let mut answer = Answer::Open;
        let modal = dialog(ctx, self.title).show(ctx, |ui| {
            ui.set_width(360.0);
            ui.label(words(self.title, Face::Bold, 16.0));
            explain(ui, self.about);
            let field = egui::TextEdit::singleline(name).font(font(Face::Regular, 14.0)).desired_width(f32::INFINITY);
            let response = ui.add(field.hint_text(self.hint));
            response.named(Role::TextInput, self.label);
            if !response.has_focus() && !response.lost_focus() {
                response.request_focus();
            }
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                let ready = !name.trim().is_empty();
                let clicked = ui.add_enabled_ui(ready, |ui| primary_button(ui, self.verb)).inner.clicked();
                if ready && (clicked || entered) {
                    answer = Answer::Given;
                }
                if ui.button("Cancel").clicked() {
                    answer = Answer::Left;
                }
            });
        });
        if answer == Answer::Open && modal.should_close() { Answer::Left } else { answer }
    }
}

/// Asks for the name of a view.
fn naming_ui(ctx: &Context, passing: &mut Passing) -> Option<Command> {
    let (naming, name) = passing.naming.as_mut()?;
    let (title, verb) = match naming {
        Naming::New => ("Save view", "Save"),
        Naming::Rename(_) => ("Rename view", "Rename"),
    };
    let about = "Keeps the question, both days, the rule, the comparison, the picture, what is hidden, moved and open, and \
                 the theme.";
    let (hint, label) = ("Name of the view", "Name of the view");
    let answer = NameDialog { title, about, hint, label, verb }.ui(ctx, name);
    let asked = (answer == Answer::Given).then(|| match naming {
        Naming::New => Command::SaveView(name.clone()),
        Naming::Rename(key) => Command::RenameView(key.clone(), name.clone()),
    });
    if answer != Answer::Open {
        passing.naming = None;
    }
    asked
}

/// Asks under which name a person codes.
fn coder_ui(ctx: &Context, passing: &mut Passing) -> Option<Command> {
    let name = passing.coder_name.as_mut()?;
    let about = "Every statement keeps the name of who coded it, so that two coders can be compared.";
    let (hint, label) = ("Your name", "Name of the coder");
    let answer = NameDialog { title: "Who codes?", about, hint, label, verb: "Use this name" }.ui(ctx, name);
    let asked = (answer == Answer::Given).then(|| Command::CodeAs(name.clone()));
    if answer != Answer::Open {
        passing.coder_name = None;
    }
    asked
}

fn deleting_ui(ctx: &Context, session: &Session, passing: &mut Passing) -> Option<Command> {
    let key = passing.deleting.clone()?;
    let name = session.views().iter().find(|(other, _)| *other == key).map(|(_, view)| view.name.clone());
    let mut asked = None;
    let mut close = name.is_none();
    let modal = dialog(ctx, "deleting").show(ctx, |ui| {
        ui.set_width(360.0);
        ui.label(words(format!("Delete “{}”?", name.unwrap_or_default()), Face::Bold, 16.0));
        explain(ui, "The view is removed from the list and from disk. Undo (Ctrl+Z) brings it back.");
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            if primary_button(ui, "Delete").clicked() {
                asked = Some(Command::DeleteView(key.clone()));
                close = true;
            }
            close |= ui.button("Keep it").clicked();
        });
    });
    if close || modal.should_close() {
        passing.deleting = None;
    }
    asked
}

/// A dialog to be read; returns whether it was closed.
fn reading_dialog(ctx: &Context, title: &str, contents: impl FnOnce(&mut Ui)) -> bool {
    let mut close = false;
    let height = (ctx.content_rect().height() - 220.0).max(160.0);
    let modal = dialog(ctx, title).show(ctx, |ui| {
        ui.set_width((ui.ctx().content_rect().width() - 80.0).clamp(240.0, 560.0));
        ui.label(words(title, Face::Bold, 18.0));
        ui.add_space(4.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, contents);
        ui.add_space(8.0);
        close = primary_button(ui, "Close").clicked();
    });
    close || modal.should_close()
}

fn about_ui(ui: &mut Ui, session: &Session) {
    let palette = palette_of(ui);
    let text = |ui: &mut Ui, text: &str| {
        ui.add(egui::Label::new(words(text, Face::Regular, 13.0).color(color32(palette.ink))).wrap());
    };
    text(ui, &format!("Version {}", env!("CARGO_PKG_VERSION")));
    text(
        ui,
        "A diplomacy map you can check: no colour without a sentence, no sentence without its place in an article.",
    );
    ui.add_space(8.0);
    section_label(ui, "This project");
    text(ui, &session.project().manifest.title);
    for credit in &session.project().manifest.credits {
        explain(ui, format!("{}: {}", credit.what, credit.whose));
    }
    ui.add_space(8.0);
    section_label(ui, "Articles");
    for source in session.project().sources.values() {
        let record = &source.record;
        let outlet = if record.outlet.is_empty() { "outlet not named in the text" } else { &record.outlet };
        explain(ui, format!("{} · {outlet} · {}", record.title, record.published.in_words()));
    }
    ui.add_space(8.0);
    section_label(ui, "Boundaries");
    text(ui, BOUNDARY_NOTE);
    explain(ui, CREDIT);
    ui.add_space(8.0);
    section_label(ui, "Licences");
    text(ui, "Démarche: MIT or Apache-2.0, as you choose");
    for line in LICENSES.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("|-")) {
        explain(ui, plain_markdown(line));
    }
}

/// A line of the licence table without its marks.
fn plain_markdown(line: &str) -> String {
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    cells.join(" · ").replace(['`', '*'], "").trim_start_matches('#').trim().to_owned()
}

/// The keys of all verbs, and what the hand does besides.
fn shortcuts_ui(ui: &mut Ui) {
    let row = |ui: &mut Ui, keys: &str, what: &str| {
        ui.label(words(keys, Face::SemiBold, 12.5));
        ui.label(words(what, Face::Regular, 12.5));
        ui.end_row();
    };
    for group in Group::ALL {
        section_label(ui, group.label());
        egui::Grid::new(group.label()).num_columns(2).min_col_width(150.0).spacing([20.0, 6.0]).show(ui, |ui| {
            for verb in Verb::ALL.iter().filter(|verb| verb.group() == group && verb.keys().is_some()) {
                row(ui, &verb.keys_in_words(), verb.label().trim_end_matches('…'));
            }
        });
        ui.add_space(8.0);
    }
    section_label(ui, "By hand");
    egui::Grid::new("gestures").num_columns(2).min_col_width(150.0).spacing([20.0, 6.0]).show(ui, |ui| {
        for (gesture, what) in GESTURES {
            row(ui, gesture, what);
        }
    });
}

fn defects_ui(ui: &mut Ui, session: &Session) {
    explain(ui, "What could be read is shown; nothing of these files is overwritten.");
    for defect in session.defects() {
        ui.add_space(4.0);
        ui.add(egui::Label::new(words(defect.to_string(), Face::Regular, 12.5)).wrap().selectable(true));
    }
}
