//! The last row of the dialog: how far the work is, why something cannot be done, and the one button.

use super::state::{Ending, Stage, State};
use super::words::progress_in_words;
use crate::derive::count_of;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, palette_of, words};
use crate::gui::widgets::buttons::primary_button;
use crate::gui::widgets::named::Named;
use crate::scene::Face;
use crate::session::{Access, Command, ImportProgress, ImportStep, Outcome, Session};
use egui::accesskit::Role;
use egui::{Align, Layout, Ui, vec2};

/// In logical pixels.
pub(super) const HEIGHT: f32 = 52.0;

/// Draws the row.
pub(super) fn footer_ui(ui: &mut Ui, session: &Session, state: &mut State) -> (Option<Command>, Option<Ending>) {
    let importing = session.importing();
    if let Some(progress) = importing.progress() {
        let (words, part) = progress_in_words(progress);
        let stop = match progress {
            ImportProgress::Listing | ImportProgress::Reading { .. } | ImportProgress::Gathering
                if importing.is_stopping() =>
            {
                Stop::Asked
            }
            ImportProgress::Listing | ImportProgress::Reading { .. } | ImportProgress::Gathering => Stop::Possible,
            ImportProgress::Comparing => Stop::NoUse,
        };
        return (working_ui(ui, &words, part, stop), None);
    }
    if state.stage == Stage::PuttingAway {
        return (putting_away_ui(ui, session, state), None);
    }
    if state.pasting.is_some() {
        explain(ui, "Nothing is added to the project before you have looked at it");
        return (None, None);
    }
    let (articles, records) = (importing.chosen_articles(), importing.chosen_records());
    let ready = importing.is_ready();
    let read_only = match session.access() {
        Access::Editable => None,
        Access::ReadOnly(why) => Some(why.in_words()),
    };
    let mut asked = None;
    let mut ending = None;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 36.0), Layout::right_to_left(Align::Center), |ui| {
        let label = match (articles, records) {
            (0, 0) => "Take in".to_owned(),
            (0, records) => format!("Fill {}", count_of(records, "record", "records")),
            (articles, _) => format!("Take in {}", count_of(articles, "article", "articles")),
        };
        if importing.handed().is_empty() {
            if ui.button("Close").clicked() {
                ending = Some(Ending::Close);
            }
        } else if read_only.is_some() {
            if primary_button(ui, "Save a copy…").on_hover_text("The drafts wait and are taken into the copy").clicked()
            {
                ending = Some(Ending::SaveCopy);
            }
        } else {
            let button = ui.add_enabled_ui(ready.is_ok(), |ui| primary_button(ui, &label)).inner;
            if button.on_hover_text("Undo (Ctrl+Z) takes all of them out again").clicked() {
                asked = Some(Command::Import(ImportStep::TakeIn));
            }
        }
        if !importing.handed().is_empty() && ui.button("Put the list away…").clicked() {
            state.stage = Stage::PuttingAway;
        }
        ui.add_space(gap::MEDIUM);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let why_not = ready.as_ref().err().filter(|_| articles + records > 0);
            let failed = session.notice().and_then(Outcome::refusal);
            if let Some(why) = failed.as_ref().or(why_not) {
                let alarm = color32(palette_of(ui).alarm);
                ui.add(egui::Label::new(words(why, Face::Regular, text::TEXT).color(alarm)).wrap());
            } else if let Some(why) = &read_only {
                explain(ui, why.as_str());
            } else if articles > 0 && records > 0 {
                explain(ui, format!("{} gaps", count_of(records, "bare record fills", "bare records fill")));
            }
        });
    });
    (asked, ending)
}

/// Whether the work can be stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    Possible,
    Asked,
    /// It is nearly done.
    NoUse,
}

fn working_ui(ui: &mut Ui, words: &str, part: Option<f32>, stop: Stop) -> Option<Command> {
    let mut asked = None;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 36.0), Layout::right_to_left(Align::Center), |ui| {
        match stop {
            Stop::Asked => {
                explain(ui, "Stopping after the file that is being read…");
            }
            Stop::Possible => {
                if ui.button("Cancel").on_hover_text("Read no further; what has arrived stays").clicked() {
                    asked = Some(Command::Import(ImportStep::Cancel));
                }
            }
            Stop::NoUse => {}
        }
        ui.add_space(gap::MEDIUM);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if let Some(part) = part {
                let bar = egui::ProgressBar::new(part).desired_width(160.0).desired_height(8.0);
                ui.add(bar).named(Role::ProgressIndicator, words);
            }
            explain(ui, words);
        });
    });
    asked
}

fn putting_away_ui(ui: &mut Ui, session: &Session, state: &mut State) -> Option<Command> {
    let mut asked = None;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 36.0), Layout::right_to_left(Align::Center), |ui| {
        if primary_button(ui, "Keep the list").clicked() {
            state.stage = Stage::Open;
        }
        if ui.button("Put it away").clicked() {
            state.stage = Stage::Open;
            asked = Some(Command::Import(ImportStep::Dismiss));
        }
        let count = count_of(session.importing().handed().len(), "entry", "entries");
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            explain(ui, format!("Put away {count}? Nothing of it is in the project; the files themselves stay"));
        });
    });
    asked
}
