//! The strip at the foot of the window: which project this is, whether it can be changed, who codes, and whether
//! everything is saved.

use crate::derive::count_of;
use crate::gui::ask::{Asks, OpenDialog};
use crate::gui::scale::text;
use crate::gui::theme::{color32, palette_of, words};
use crate::gui::verbs::Verb;
use crate::scene::{Face, Page, Target};
use crate::session::{Access, Command, KeepingCommand, LookCommand, Origin, ReadOnly, Safety, Session};
use egui::{Align, Label, Layout, Ui};

/// Height in logical pixels.
pub(crate) const STRIP_HEIGHT: f32 = 26.0;

/// Draws the strip.
pub(crate) fn status_strip_ui(ui: &mut Ui, session: &Session) -> Asks {
    let palette = palette_of(ui);
    let mut asked = Asks::none();
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().button_padding.y = 1.0;
        ui.spacing_mut().interact_size.y = 20.0;
        let weak = |text: String| words(text, Face::Regular, text::META).color(color32(palette.weak_ink));
        let (name, hint) = match session.origin() {
            Origin::BuiltIn => ("Built-in project".to_owned(), "It comes with the program".to_owned()),
            Origin::Folder(folder) => {
                let name =
                    folder.file_name().map_or_else(|| folder.display().to_string(), |name| name.display().to_string());
                (name, folder.display().to_string())
            }
        };
        ui.add(Label::new(weak(name)).truncate().selectable(false)).on_hover_text(hint);
        match session.access() {
            Access::Editable => {
                let coder = weak(format!("Coding as {}", session.desk().coder()));
                if ui.add(egui::Button::new(coder).frame(false)).on_hover_text("Code under another name").clicked() {
                    asked.push(OpenDialog::CodeAs);
                }
            }
            Access::ReadOnly(why) => {
                let short = match why {
                    ReadOnly::BuiltIn | ReadOnly::AsAsked => "read-only",
                    ReadOnly::Snapshot => "a snapshot, read-only",
                    ReadOnly::NotReadWhole => "read-only, since not all of it could be read",
                    ReadOnly::Locked(_) => "read-only, since it is open elsewhere",
                };
                let text = weak(short.to_owned()).underline();
                if ui.add(egui::Button::new(text).frame(false)).on_hover_text(why.in_words()).clicked() {
                    asked.push(OpenDialog::SaveCopy(None));
                }
            }
        }
        asked.extend(crate::gui::importing::waiting_ui(ui, session));
        asked.extend(articles_ui(ui, session));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let all = egui::Button::new(weak("All commands".to_owned())).frame(false);
            if ui.add(all).on_hover_text(Verb::Palette.hint()).clicked() {
                asked.push(OpenDialog::Palette);
            }
            if let Some(safety) = session.safety() {
                asked.extend(safety_ui(ui, &safety));
            }
        });
    });
    asked
}

/// "5 articles · 56 sentences": a link to the list of articles.
fn articles_ui(ui: &mut Ui, session: &Session) -> Option<Command> {
    let coded = session.project_facts().coded_sentences();
    let articles = count_of(session.project().sources.len(), "article", "articles");
    let text = format!("{articles} · {} coded", count_of(coded, "sentence", "sentences"));
    let link = egui::Link::new(words(text, Face::Medium, text::META).color(color32(palette_of(ui).accent)));
    ui.add(link)
        .on_hover_text("List the articles")
        .clicked()
        .then_some(Command::Look(LookCommand::Open(Target::Page(Page::Articles))))
}

/// Whether everything is saved, in words.
fn safety_ui(ui: &mut Ui, safety: &Safety) -> Option<Command> {
    let palette = palette_of(ui);
    let (text, face, ink, hint) = match safety {
        Safety::Safe(words) => (words, Face::Regular, palette.weak_ink, "On disk, and confirmed by it".to_owned()),
        Safety::OnItsWay(words) => {
            (words, Face::Regular, palette.weak_ink, "Written down in the journal; saved in a moment".to_owned())
        }
        Safety::Unsaved { words, safe, todo } => {
            (words, Face::SemiBold, palette.alarm, format!("{safe}. {todo}. Click to try again"))
        }
    };
    let shown = egui::Button::new(words(text, face, text::META).color(color32(ink))).frame(false);
    ui.add(shown).on_hover_text(hint).clicked().then_some(Command::Keeping(KeepingCommand::SaveNow))
}
