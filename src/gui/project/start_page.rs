//! The page that fills the window while no project of the person's own is open: begin one, open one, or look at the
//! example.

use super::field::fault_ui;
use super::recent::Recent;
use crate::gui::ask::{Asks, OpenDialog, WindowCommand};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, palette_of, section_label, words};
use crate::gui::widgets::buttons::{plain_button, primary_button};
use crate::scene::Face;
use crate::session::{Command, Origin, Outcome, ProjectCommand, Session};
use egui::{Align, CentralPanel, Frame, Layout, ScrollArea, Ui, vec2};

/// How wide the page is, in logical pixels.
const WIDTH: f32 = 860.0;
/// Between its columns.
const GAP: f32 = 56.0;

/// The page and what it keeps between frames.
#[derive(Debug, Default)]
pub(crate) struct StartPage {
    recent: Recent,
}

impl StartPage {
    /// Looks again which of the projects opened last are there.
    pub(crate) fn look_again(&mut self) {
        self.recent.forget();
    }

    /// Draws the page.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Asks {
        let mut asked = Asks::none();
        let frame = Frame::new().fill(color32(palette_of(ui).paper)).inner_margin(24.0);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                let (room, height) = (ui.available_width(), ui.available_height());
                let width = room.min(WIDTH);
                ui.add_space((height * 0.16).clamp(12.0, 160.0));
                ui.horizontal_top(|ui| {
                    ui.add_space((room - width) / 2.0);
                    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(width);
                        asked.extend(self.contents_ui(ui, session));
                    });
                });
            });
        });
        if asked.is_empty() && is_left(ui, session) {
            asked.push(WindowCommand::LeaveStartPage);
        }
        asked
    }

    fn contents_ui(&mut self, ui: &mut Ui, session: &Session) -> Asks {
        ui.label(words("Démarche", Face::Bold, text::DISPLAY));
        let about = "A diplomacy map you can check: no colour without a sentence, no sentence without its place in an \
                     article.";
        ui.add(
            egui::Label::new(words(about, Face::Regular, text::TEXT).color(color32(palette_of(ui).weak_ink))).wrap(),
        );
        ui.add_space(gap::PART);
        let mut asked = Asks::none();
        if ui.available_width() < 560.0 {
            asked.extend(begin_ui(ui, session));
            ui.add_space(gap::END);
            asked.extend(self.recent_ui(ui, session));
        } else {
            ui.horizontal_top(|ui| {
                let half = (ui.available_width() - GAP) / 2.0;
                ui.vertical(|ui| {
                    ui.set_width(half);
                    asked.extend(begin_ui(ui, session));
                });
                ui.add_space(GAP - ui.spacing().item_spacing.x * 2.0);
                ui.vertical(|ui| {
                    ui.set_width(half);
                    asked.extend(self.recent_ui(ui, session));
                });
            });
        }
        asked
    }

    fn recent_ui(&mut self, ui: &mut Ui, session: &Session) -> Option<Command> {
        section_label(ui, "Opened last");
        ui.add_space(gap::LINE);
        let asked = self.recent.ui(ui, session);
        if let Some(why) = session.notice().and_then(Outcome::refusal) {
            ui.add_space(gap::MEDIUM);
            fault_ui(ui, &why);
        }
        asked
    }
}

/// Whether Esc leads back to the project that is still open.
fn is_left(ui: &Ui, session: &Session) -> bool {
    let is_own = matches!(session.origin(), Origin::Folder(_));
    is_own && ui.input(|input| input.key_pressed(egui::Key::Escape))
}

fn begin_ui(ui: &mut Ui, session: &Session) -> Asks {
    let mut asked = Asks::none();
    section_label(ui, "Begin");
    ui.add_space(gap::LINE);
    if primary_button(ui, "New project…").on_hover_text("Ask a question of your own (Ctrl+N)").clicked() {
        asked.push(OpenDialog::NewProject);
    }
    explain(ui, "Name the question and who decides it, then import articles and code their sentences.");
    ui.add_space(gap::MEDIUM);
    if plain_button(ui, "Open a project…").on_hover_text("From any folder (Ctrl+O)").clicked() {
        asked.push(OpenDialog::OpenProject);
    }
    ui.add_space(gap::MEDIUM);
    let example = plain_button(ui, "Look at the example");
    if example.on_hover_text("The finished project that comes with the program").clicked() {
        asked.push(Command::Project(ProjectCommand::OpenBuiltIn));
    }
    explain(ui, "Five articles, coded sentence by sentence. It stays as it is; a copy of it can be changed.");
    if let Origin::Folder(_) = session.origin() {
        ui.add_space(gap::MEDIUM);
        let title = &session.project().manifest.title;
        if plain_button(ui, "Back to the open project").on_hover_text(format!("{title} (Esc)")).clicked() {
            asked.push(WindowCommand::LeaveStartPage);
        }
    }
    asked
}
