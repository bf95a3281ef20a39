//! Changing the record of an article, and deleting the article with what was coded in it.

use crate::derive::count_of;
use crate::gui::passing::Passing;
use crate::gui::theme::{color32, dialog, explain, font, palette_of, words};
use crate::gui::widgets::buttons::primary_button;
use crate::gui::widgets::named::Named;
use crate::model::{Dated, EdtfDate, SourceId, SourceRecord};
use crate::scene::Face;
use crate::session::{Command, Edit, Session};
use egui::accesskit::Role;
use egui::{Context, ScrollArea, Ui};
use std::collections::BTreeSet;

/// Which dialog is open.
#[derive(Debug)]
pub(crate) enum RecordDialog {
    /// The record, as far as it was changed.
    Edit(Box<RecordForm>),
    /// The article about to be deleted.
    Delete(SourceId),
}

/// A record while it is being changed.
#[derive(Debug)]
pub(crate) struct RecordForm {
    record: SourceRecord,
    /// The date as it is written.
    published: String,
}

impl RecordForm {
    /// Starts from what is known.
    pub(crate) fn of(record: &SourceRecord) -> Self {
        let published = record.published.date.map(|date| date.to_string()).unwrap_or_default();
        Self { published, record: record.clone() }
    }

    /// The record, or why it cannot be one.
    fn finished(&self) -> Result<SourceRecord, String> {
        let published = match self.published.trim() {
            // Without a date there is nothing that gives it.
            "" => Dated::undated(),
            date => {
                let date = date.parse::<EdtfDate>().map_err(|error| error.to_string())?;
                Dated { date: Some(date), ..self.record.published.clone() }
            }
        };
        if self.record.title.trim().is_empty() {
            return Err("An article needs a title; where the text prints none, take its first sentence".to_owned());
        }
        Ok(SourceRecord { published, ..self.record.clone() })
    }
}

/// Draws whichever dialog is open.
pub(crate) fn record_dialog_ui(ctx: &Context, session: &Session, passing: &mut Passing) -> Option<Command> {
    let mut dialog = passing.record.take()?;
    let (asked, is_open) = match &mut dialog {
        RecordDialog::Edit(form) => edit_ui(ctx, form),
        RecordDialog::Delete(source) => delete_ui(ctx, session, source),
    };
    passing.record = is_open.then_some(dialog);
    asked
}

fn edit_ui(ctx: &Context, form: &mut RecordForm) -> (Option<Command>, bool) {
    let mut asked = None;
    let mut is_open = true;
    let modal = dialog(ctx, "record").show(ctx, |ui| {
        ui.set_width((ui.ctx().content_rect().width() - 80.0).clamp(240.0, 460.0));
        ui.label(words("Record of the article", Face::Bold, 17.0));
        explain(ui, "What is known of it, as far as the article itself says it. The text stays as it was imported.");
        let height = (ui.ctx().content_rect().height() - 240.0).max(160.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            let RecordForm { record, published } = form;
            field_ui(ui, "Title", &mut record.title, "");
            field_ui(ui, "Outlet", &mut record.outlet, "not given in the text");
            field_ui(ui, "Author", &mut record.author, "not given in the text");
            field_ui(ui, "Published", published, "undated; write 2024-12-03, 2024-12, or 2024-12~ for about");
            field_ui(ui, "Words that give the date", &mut record.published.words, "none");
            field_ui(ui, "How the date was worked out", &mut record.published.inferred, "it is printed");
            field_ui(ui, "Place", &mut record.place, "not given in the text");
            field_ui(ui, "Found at", &mut record.url, "nowhere on the web");
            field_ui(ui, "Note", &mut record.note, "");
        });
        let finished = form.finished();
        if let Err(why) = &finished {
            let alarm = color32(palette_of(ui).alarm);
            ui.add(egui::Label::new(words(why, Face::Medium, 12.0).color(alarm)).wrap());
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let save = ui.add_enabled_ui(finished.is_ok(), |ui| primary_button(ui, "Change the record")).inner;
            if let (true, Ok(record)) = (save.clicked(), finished) {
                asked = Some(Command::Edit(Box::new(Edit::PutRecord(Box::new(record)))));
                is_open = false;
            }
            is_open &= !ui.button("Cancel").clicked();
        });
    });
    (asked, is_open && !modal.should_close())
}

fn field_ui(ui: &mut Ui, label: &str, text: &mut String, hint: &str) {
    ui.label(words(label, Face::SemiBold, 12.0));
    let field = egui::TextEdit::singleline(text).font(font(Face::Regular, 13.0)).desired_width(f32::INFINITY);
    let response = ui.add(field.hint_text(hint));
    response.named(Role::TextInput, label);
}

fn delete_ui(ctx: &Context, session: &Session, source: &SourceId) -> (Option<Command>, bool) {
    let project = session.project();
    let Some(of) = project.sources.get(source) else { return (None, false) };
    let mut asked = None;
    let mut is_open = true;
    let modal = dialog(ctx, "delete article").show(ctx, |ui| {
        ui.set_width(400.0);
        ui.label(words(format!("Delete “{}”?", of.record.title), Face::Bold, 16.0));
        let statements = project.statements.values().filter(|statement| statement.source == *source).count();
        let relations = project.relations.values().filter(|relation| relation.source == *source).count();
        let (statements, relations) =
            (count_of(statements, "statement", "statements"), count_of(relations, "relation", "relations"));
        explain(
            ui,
            format!(
                "{statements} and {relations} that were read from it go with it. Undo (Ctrl+Z) brings everything back."
            ),
        );
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            if primary_button(ui, "Delete").clicked() {
                asked = Some(Command::Edit(Box::new(Edit::RemoveSources(BTreeSet::from([source.clone()])))));
                is_open = false;
            }
            is_open &= !ui.button("Keep it").clicked();
        });
    });
    (asked, is_open && !modal.should_close())
}
