//! An article's record beside the picture: what is known of it, how much was read from it, who takes a position in it.

use crate::derive::{count_of, coverage};
use crate::gui::ask::{Asks, OpenDialog};
use crate::gui::in_words::capital;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{explain, section_label, words};
use crate::gui::widgets::rows::two_line_row_ui;
use crate::gui::widgets::visible::Visible;
use crate::model::{ActorId, SourceId};
use crate::scene::{Face, Target};
use crate::session::{Access, Command, LookCommand, Session};
use egui::Ui;
use std::collections::BTreeSet;

/// Draws an article's record.
pub(crate) fn source_ui(ui: &mut Ui, session: &Session, id: &SourceId) -> Asks {
    let project = session.project();
    let Some(source) = project.sources.get(id) else { return Asks::none() };
    let record = &source.record;
    let mut asked = Asks::none();
    ui.add(egui::Label::new(words(Visible::new(&record.title).words(), Face::SerifSemiBold, text::TITLE)).wrap());
    if !record.title_note.is_empty() {
        explain(ui, &record.title_note);
    }
    if *session.access() == Access::Editable {
        ui.horizontal_wrapped(|ui| {
            if ui.link(words("Edit the record…", Face::Medium, text::TEXT)).clicked() {
                asked.push(OpenDialog::EditRecord(id.clone()));
            }
            if ui.link(words("Delete the article…", Face::Medium, text::TEXT)).clicked() {
                asked.push(OpenDialog::DeleteArticle(id.clone()));
            }
        });
    }
    ui.add_space(gap::SMALL);
    let published = &record.published;
    let mut when = if published.is_undated() {
        "Undated: its statements count from no day, unless they are dated themselves".to_owned()
    } else {
        capital(&published.in_words())
    };
    if let Some(day) = record.imported {
        when = format!("{when}; imported on {}", day.in_words());
    }
    if !published.words.is_empty() {
        when = format!("{when}, from the words “{}”", published.words);
    }
    for (label, text, note) in [
        ("Published", when.as_str(), published.inferred.as_str()),
        ("Outlet", record.outlet.as_str(), record.outlet_note.as_str()),
        ("Author", record.author.as_str(), ""),
        ("Place", record.place.as_str(), ""),
        ("Found at", record.url.as_str(), ""),
        ("Read from", record.original.as_ref().map_or("", |original| original.name.as_str()), ""),
        ("Note", record.note.as_str(), ""),
    ] {
        let is_expected = !matches!(label, "Note" | "Found at" | "Read from");
        let text = if text.is_empty() && is_expected { "not given in the text" } else { text };
        if text.is_empty() {
            continue;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.label(words(label, Face::SemiBold, text::TEXT));
            ui.add(egui::Label::new(words(text, Face::Regular, text::TEXT)).wrap());
            if !note.is_empty() {
                explain(ui, format!("({note})"));
            }
        });
    }
    for question in &project.manifest.questions {
        let statements = project.statements.values().filter(|of| of.source == *id && of.question == question.id);
        let read = coverage(statements);
        let text = format!(
            "{} in {}",
            count_of(read.statements, "statement", "statements"),
            count_of(read.sentences, "sentence", "sentences")
        );
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.label(words(&question.short, Face::SemiBold, text::TEXT));
            explain(ui, text);
        });
    }
    ui.add_space(gap::MEDIUM);
    section_label(ui, "Who takes a position in it");
    let actors: BTreeSet<&ActorId> = project
        .statements
        .values()
        .filter(|statement| statement.source == *id && statement.question == session.question().id)
        .map(|statement| &statement.actor)
        .collect();
    for actor in actors {
        let standing = session.question().label(session.standpoint_facts().standings.stance(actor));
        let name = project.actor_name(actor);
        if two_line_row_ui(ui, name, standing, false, &format!("Open {name}")).clicked() {
            asked.push(Command::Look(LookCommand::Open(Target::Actor(actor.clone()))));
        }
    }
    asked
}
