//! Changing the record of an article, and deleting the article with what was coded in it.

use crate::derive::count_of;
use crate::gui::ask::Asks;
use crate::gui::scale::text;
use crate::gui::theme::{color32, explain, font, palette_of, words};
use crate::gui::widgets::dialog::{Answer, Buttons, Dialog, DialogButton, Outcome, Width};
use crate::gui::widgets::named::Named;
use crate::model::{Dated, EdtfDate, SourceId, SourceRecord};
use crate::scene::Face;
use crate::session::{Command, Edit, Session};
use egui::accesskit::Role;
use egui::{Context, Ui};
use std::collections::BTreeSet;

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

impl RecordForm {
    /// Draws the dialog in which the record is changed.
    pub(crate) fn ui(&mut self, ctx: &Context) -> Outcome {
        let dialog = Dialog { name: "record", title: "Record of the article", width: Width::Medium };
        let answer = dialog.show(ctx, |ui| {
            explain(
                ui,
                "What is known of it, as far as the article itself says it. The text stays as it was imported.",
            );
            let Self { record, published } = self;
            field_ui(ui, "Title", &mut record.title, "");
            field_ui(ui, "Outlet", &mut record.outlet, "not given in the text");
            field_ui(ui, "Author", &mut record.author, "not given in the text");
            field_ui(ui, "Published", published, "undated; write 2024-12-03, 2024-12, or 2024-12~ for about");
            field_ui(ui, "Words that give the date", &mut record.published.words, "none");
            field_ui(ui, "How the date was worked out", &mut record.published.inferred, "it is printed");
            field_ui(ui, "Place", &mut record.place, "not given in the text");
            field_ui(ui, "Found at", &mut record.url, "nowhere on the web");
            field_ui(ui, "Note", &mut record.note, "");
            let finished = self.finished();
            if let Err(why) = &finished {
                let alarm = color32(palette_of(ui).alarm);
                ui.add(egui::Label::new(words(why, Face::Medium, text::META).color(alarm)).wrap());
            }
            Buttons::new(DialogButton::new("Change the record").enabled(finished.is_ok()), "Cancel")
        });
        match (answer, self.finished()) {
            (Answer::Default, Ok(record)) => {
                Outcome::Asked(Asks::one(Command::Edit(Box::new(Edit::PutRecord(Box::new(record))))))
            }
            (Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside, _) => Outcome::Closed,
            (Answer::Open | Answer::Default | Answer::Other(_) | Answer::Apart, _) => Outcome::Open,
        }
    }
}

fn field_ui(ui: &mut Ui, label: &str, text: &mut String, hint: &str) {
    ui.label(words(label, Face::SemiBold, text::META));
    let field = egui::TextEdit::singleline(text).font(font(Face::Regular, text::TEXT)).desired_width(f32::INFINITY);
    ui.add(field.hint_text(hint)).named(Role::TextInput, label);
}

/// Asks before an article is deleted.
pub(crate) fn delete_article_ui(ctx: &Context, session: &Session, source: &SourceId) -> Outcome {
    let project = session.project();
    let Some(of) = project.sources.get(source) else { return Outcome::Closed };
    let title = format!("Delete “{}”?", of.record.title);
    let dialog = Dialog { name: "delete article", title: &title, width: Width::Narrow };
    let answer = dialog.show(ctx, |ui| {
        let statements = project.statements.values().filter(|statement| statement.source == *source).count();
        let relations = project.relations.values().filter(|relation| relation.source == *source).count();
        let (statements, relations) =
            (count_of(statements, "statement", "statements"), count_of(relations, "relation", "relations"));
        let what = format!("{statements} and {relations} that were read from it go with it.");
        explain(ui, format!("{what} Undo (Ctrl+Z) brings everything back."));
        Buttons::new(DialogButton::new("Delete"), "Keep it")
    });
    match answer {
        Answer::Open => Outcome::Open,
        Answer::Default => {
            let edit = Edit::RemoveSources(BTreeSet::from([source.clone()]));
            Outcome::Asked(Asks::one(Command::Edit(Box::new(edit))))
        }
        Answer::Other(_) | Answer::Apart | Answer::Cancelled | Answer::Escaped | Answer::ClickedBeside => {
            Outcome::Closed
        }
    }
}
