//! The dialog in which foreign files become articles: what was handed over at the left, the draft that is looked at at the
//! right, and one button that takes in what is chosen.
//!
//! It only shows [`crate::session::Importing`] and asks for [`ImportStep`]s. The thing easily got wrong: closing the dialog
//! puts nothing away; the drafts wait.

mod asking;
mod draft_page;
mod drop;
mod footer;
mod handing;
mod known;
mod list;
mod preview;
mod record_form;
mod strip;
mod words;

pub(crate) use drop::{dropped, hover_ui};
pub(crate) use strip::waiting_ui;

use super::passing::Passing;
use super::theme::{explain, icon, words as styled};
use crate::gui::widgets::named::Named;
use crate::scene::Face;
use crate::session::{Access, Command, DraftKey, ImportStage, ImportStep, Session};
use asking::Asking;
use egui::accesskit::Role;
use egui::{Align, Context, Id, Layout, Modal, Ui, vec2};
use egui_material_icons::icons;

/// What the dialog keeps between frames.
#[derive(Debug, Default)]
pub(crate) struct ImportPassing {
    /// Whether it is open, and for what.
    state: DialogState,
    /// Which draft is looked at; the first where there is none.
    looked_at: Option<DraftKey>,
    /// The path that is being typed.
    path: String,
    /// The field for the path is to take the keyboard in the next frame.
    focus_path: bool,
    /// A text that is being pasted: its title and its words.
    pasting: Option<(String, String)>,
    /// The desktop was asked for files, and has not answered.
    asking: Option<Asking>,
    /// What the draft that is looked at repeats.
    known: known::KnownSentences,
    /// How often drafts had been taken in when it was opened.
    seen_taken_in: u64,
}

/// Whether the dialog is open, and for what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum DialogState {
    /// It is not.
    #[default]
    Closed,
    /// It is not, while a copy of a project that cannot be changed is being saved; it opens again in the copy.
    WaitsForCopy,
    /// To look at drafts.
    Open,
    /// To ask whether the list is to be put away.
    PuttingAway,
}

impl ImportPassing {
    fn is_open(&self) -> bool {
        match self.state {
            DialogState::Open | DialogState::PuttingAway => true,
            DialogState::Closed | DialogState::WaitsForCopy => false,
        }
    }
}

/// Opens the dialog.
pub(crate) fn open_import(session: &Session, passing: &mut Passing) {
    passing.importing.state = DialogState::Open;
    passing.importing.focus_path = true;
    passing.importing.seen_taken_in = session.importing().times_taken_in();
}

/// Whether it is open and takes the keys.
pub(crate) fn is_import_open(passing: &Passing) -> bool {
    passing.importing.is_open()
}

/// Draws the dialog while it is open.
pub(crate) fn import_ui(ctx: &Context, session: &Session, passing: &mut Passing) -> Vec<Command> {
    let mut asked = Vec::new();
    if let Some(paths) = passing.importing.asking.as_mut().and_then(Asking::answer) {
        passing.importing.asking = None;
        if !paths.is_empty() {
            asked.push(handing::hand_over(paths));
        }
    }
    if passing.importing.state == DialogState::WaitsForCopy && *session.access() == Access::Editable {
        open_import(session, passing);
    }
    if !passing.importing.is_open() {
        return asked;
    }
    let importing = session.importing();
    if importing.times_taken_in() != passing.importing.seen_taken_in {
        passing.importing.seen_taken_in = importing.times_taken_in();
        // What was refused meanwhile is still to be read.
        if importing.is_idle() {
            passing.importing.state = DialogState::Closed;
            return asked;
        }
    }
    let window = ctx.content_rect().size();
    let size = vec2((window.x - 92.0).clamp(240.0, 1280.0), (window.y - 92.0).clamp(200.0, 900.0));
    let mut save_copy = false;
    let mut close = false;
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(egui::Margin::symmetric(18, 14));
    let modal = Modal::new(Id::unique("import")).frame(frame).show(ctx, |ui| {
        ui.set_min_size(size);
        ui.set_max_size(size);
        close |= heading_ui(ui);
        asked.extend(handing::handing_ui(ui, &mut passing.importing));
        ui.add_space(4.0);
        let footer = footer::HEIGHT;
        let body = vec2(size.x, ui.available_height() - footer - 12.0);
        ui.allocate_ui_with_layout(body, Layout::top_down(Align::LEFT), |ui| {
            ui.set_min_size(body);
            asked.extend(body_ui(ui, session, &mut passing.importing));
        });
        ui.separator();
        let (steps, wish) = footer::footer_ui(ui, session, &mut passing.importing);
        asked.extend(steps);
        match wish {
            Some(footer::Wish::Close) => close = true,
            Some(footer::Wish::SaveCopy) => save_copy = true,
            None => {}
        }
    });
    if save_copy {
        asked.extend(super::verbs::Verb::SaveCopy.start(session, passing));
    }
    if save_copy {
        passing.importing.state = DialogState::WaitsForCopy;
    } else if close || (modal.should_close() && passing.importing.asking.is_none()) {
        passing.importing.state = DialogState::Closed;
    }
    asked
}

fn heading_ui(ui: &mut Ui) -> bool {
    let mut close = false;
    ui.horizontal(|ui| {
        ui.label(styled("Import articles", Face::Bold, 18.0));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let response = ui.add(egui::Button::new(icon(icons::ICON_CLOSE, 16.0)).frame(false));
            response.named(Role::Button, "Close the import");
            close = response.on_hover_text("Close; what is on the list waits (Esc)").clicked();
        });
    });
    close
}

fn body_ui(ui: &mut Ui, session: &Session, passing: &mut ImportPassing) -> Vec<Command> {
    let handed = session.importing().handed();
    if let Some(pasting) = passing.pasting.take() {
        let (command, still) = handing::pasting_ui(ui, pasting);
        passing.pasting = still;
        return command.into_iter().collect();
    }
    if handed.is_empty() {
        drop::drop_zone_ui(ui, session);
        return Vec::new();
    }
    let mut asked = Vec::new();
    let looked_at = passing.looked_at.and_then(|key| session.importing().get(key));
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
            passing.looked_at = chosen.or(passing.looked_at);
        });
        ui.separator();
        let right = vec2(ui.available_width(), size.y);
        ui.allocate_ui_with_layout(right, Layout::top_down(Align::LEFT), |ui| {
            ui.set_min_size(right);
            if let Some(handed) = looked_at {
                asked.extend(draft_page::draft_ui(ui, session, handed, &mut passing.known));
            } else {
                explain(ui, "Choose a file at the left");
            }
        });
    });
    asked
}

fn step(step: ImportStep) -> Command {
    Command::Import(step)
}
