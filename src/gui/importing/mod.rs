//! The dialog in which foreign files become articles: what was handed over at the left, the draft that is looked at at the
//! right, and one button that takes in what is chosen.
//!
//! It only shows [`crate::session::Importing`] and asks for [`ImportStep`]s. The thing easily got wrong: closing the dialog
//! puts nothing away; the drafts wait.

mod draft_page;
mod drop;
mod footer;
mod handing;
mod known;
mod list;
mod preview;
mod record_form;
mod state;
mod strip;
mod words;

pub(crate) use drop::hover_ui;
pub(crate) use strip::waiting_ui;

use self::state::{Ending, Stage, State};
use super::ask::{Asks, OpenDialog};
use super::theme::explain;
use super::widgets::buttons::icon_button;
use super::widgets::dialog;
use super::widgets::file_picker::FilePicker;
use crate::gui::scale::gap;
use crate::import::Input;
use crate::session::{Access, Command, ImportStage, ImportStep, Session};
use egui::{Align, Context, Id, Layout, Modal, Ui, vec2};
use egui_material_icons::icons;

/// The dialog and what it keeps between frames.
#[derive(Debug, Default)]
pub(crate) struct ImportDialog {
    state: State,
}

impl ImportDialog {
    /// Whether it is open and has the keyboard.
    pub(crate) fn is_open(&self) -> bool {
        match self.state.stage {
            Stage::Open | Stage::PuttingAway => true,
            Stage::Closed | Stage::WaitsForCopy => false,
        }
    }

    /// Opens it.
    pub(crate) fn open(&mut self, session: &Session) {
        self.state.stage = Stage::Open;
        self.state.focus_path = true;
        self.state.seen_taken_in = session.importing().times_taken_in();
    }

    /// Hears what the desktop and the session have done since the last frame.
    pub(crate) fn follow(&mut self, session: &Session) -> Option<Command> {
        let importing = session.importing();
        if self.state.stage == Stage::WaitsForCopy && *session.access() == Access::Editable {
            self.open(session);
        }
        if self.is_open() && importing.times_taken_in() != self.state.seen_taken_in {
            self.state.seen_taken_in = importing.times_taken_in();
            // What was refused meanwhile is still to be read.
            if importing.is_idle() {
                self.state.stage = Stage::Closed;
            }
        }
        let paths = self.state.picker.as_ref().and_then(FilePicker::answer)?;
        self.state.picker = None;
        (!paths.is_empty()).then(|| handing::hand_over(paths))
    }

    /// Takes files that were dropped on the window in this frame.
    pub(crate) fn take_dropped(&mut self, ctx: &Context, session: &Session) -> Option<Command> {
        let files = ctx.input_mut(|input| std::mem::take(&mut input.raw.dropped_files));
        if files.is_empty() {
            return None;
        }
        self.open(session);
        let inputs = files.iter().map(|file| Input::File(file.path().to_path_buf())).collect();
        Some(Command::Import(ImportStep::Start(inputs)))
    }

    /// Draws the dialog while it is open.
    pub(crate) fn ui(&mut self, ctx: &Context, session: &Session) -> Asks {
        let mut asked = Asks::none();
        if !self.is_open() {
            return asked;
        }
        let window = ctx.content_rect().size();
        let size = vec2((window.x - 92.0).clamp(240.0, 1280.0), (window.y - 92.0).clamp(200.0, 900.0));
        let mut ending = None;
        let modal = Modal::new(Id::unique("import")).frame(dialog::frame(ctx)).show(ctx, |ui| {
            ui.set_min_size(size);
            ui.set_max_size(size);
            ending = heading_ui(ui);
            asked.extend(handing::handing_ui(ui, &mut self.state));
            ui.add_space(gap::SMALL);
            let footer = footer::HEIGHT;
            let body = vec2(size.x, ui.available_height() - footer - 12.0);
            ui.allocate_ui_with_layout(body, Layout::top_down(Align::LEFT), |ui| {
                ui.set_min_size(body);
                asked.extend(body_ui(ui, session, &mut self.state));
            });
            ui.separator();
            let (steps, wanted) = footer::footer_ui(ui, session, &mut self.state);
            asked.extend(steps);
            ending = ending.or(wanted);
        });
        // A click beside the desktop's own dialog is no wish to close this one.
        if ending.is_none() && modal.should_close() && self.state.picker.is_none() {
            ending = Some(Ending::Close);
        }
        match ending {
            Some(Ending::Close) => self.state.stage = Stage::Closed,
            Some(Ending::SaveCopy) => {
                self.state.stage = Stage::WaitsForCopy;
                asked.push(OpenDialog::SaveCopy(None));
            }
            None => {}
        }
        asked
    }
}

fn heading_ui(ui: &mut Ui) -> Option<Ending> {
    let mut is_closed = false;
    ui.horizontal(|ui| {
        dialog::title_ui(ui, "Import articles");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = icon_button(ui, icons::ICON_CLOSE, "Close the import");
            is_closed = close.on_hover_text("What is on the list waits (Esc)").clicked();
        });
    });
    is_closed.then_some(Ending::Close)
}

fn body_ui(ui: &mut Ui, session: &Session, state: &mut State) -> Vec<Command> {
    let handed = session.importing().handed();
    if let Some(pasting) = state.pasting.take() {
        let (command, still) = handing::pasting_ui(ui, pasting);
        state.pasting = still;
        return command.into_iter().collect();
    }
    if handed.is_empty() {
        drop::drop_zone_ui(ui, session);
        return Vec::new();
    }
    let mut asked = Vec::new();
    let looked_at = state.looked_at.and_then(|key| session.importing().get(key));
    let looked_at = looked_at.or_else(|| {
        let is_article = |stage: &ImportStage| matches!(stage, ImportStage::Article(_));
        handed.iter().find(|handed| is_article(&handed.stage)).or(handed.first())
    });
    let size = ui.available_size();
    let left = (size.x * 0.34).clamp(200.0, 400.0);
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(left, size.y), Layout::top_down(Align::LEFT), |ui| {
            ui.set_min_size(vec2(left, size.y));
            let (steps, chosen) = list::list_ui(ui, session, looked_at.map(|handed| handed.key));
            asked.extend(steps);
            state.looked_at = chosen.or(state.looked_at);
        });
        ui.separator();
        let right = vec2(ui.available_width(), size.y);
        ui.allocate_ui_with_layout(right, Layout::top_down(Align::LEFT), |ui| {
            ui.set_min_size(right);
            if let Some(handed) = looked_at {
                asked.extend(draft_page::draft_ui(ui, session, handed, &mut state.known));
            } else {
                explain(ui, "Choose a file at the left");
            }
        });
    });
    asked
}
