//! The one shape of a dialog: a title, a body that scrolls where there is no room, and a row of buttons.
//!
//! The first field, or the default button where there is no field, has the keyboard when a dialog opens. Enter does
//! what the default button says, unless the keyboard is on another button or in a field of several lines; Esc cancels.
//! The thing easily got wrong: a click beside a dialog is no answer where something may have been typed.

use super::buttons::{plain_button, primary_button};
use crate::gui::ask::Asks;
use crate::gui::keyboard::pressed;
use crate::gui::scale::{gap, text};
use crate::gui::theme::words;
use crate::scene::Face;
use egui::{Align, Context, Frame, Id, Key, Layout, Margin, Modal, Modifiers, ScrollArea, Ui};

/// How wide a dialog is where there is room, in logical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    /// A question and its answers.
    Narrow,
    /// A form.
    Medium,
    /// Two columns.
    Wide,
    /// Tables.
    Widest,
}

impl Width {
    fn most(self) -> f32 {
        match self {
            Self::Narrow => 400.0,
            Self::Medium => 560.0,
            Self::Wide => 760.0,
            Self::Widest => 900.0,
        }
    }
}

/// Between the dialog and the edges of the window, on both sides together.
const BESIDE: f32 = 80.0;
/// Title, buttons, margins and the room above and below.
const AROUND_BODY: f32 = 190.0;

/// A dialog over the window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialog<'a> {
    /// By which the toolkit knows it.
    pub(crate) name: &'static str,
    /// Its first line.
    pub(crate) title: &'a str,
    /// How wide it is.
    pub(crate) width: Width,
}

/// A button of a dialog.
#[derive(Clone, Debug)]
pub(crate) struct DialogButton {
    label: String,
    hint: String,
    is_enabled: bool,
}

impl DialogButton {
    /// A button that says what it does.
    pub(crate) fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), hint: String::new(), is_enabled: true }
    }

    /// The same with more words beside the pointer.
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// The same, which can be pressed only if `is_enabled`.
    pub(crate) fn enabled(self, is_enabled: bool) -> Self {
        Self { is_enabled, ..self }
    }

    fn ui(&self, ui: &mut Ui, draw: impl FnOnce(&mut Ui, &str) -> egui::Response) -> egui::Response {
        let response = ui.add_enabled_ui(self.is_enabled, |ui| draw(ui, &self.label)).inner;
        if self.hint.is_empty() { response } else { response.on_hover_text(&self.hint) }
    }
}

/// The last row of a dialog.
#[derive(Clone, Debug)]
pub(crate) struct Buttons {
    /// What Enter does.
    pub(crate) default: DialogButton,
    /// What Esc does; none where the dialog has to be answered.
    pub(crate) cancel: Option<DialogButton>,
    /// Others beside them.
    pub(crate) others: Vec<DialogButton>,
    /// One apart, at the other end of the row.
    pub(crate) apart: Option<DialogButton>,
}

impl Buttons {
    /// One that does it and one that leaves everything as it is.
    pub(crate) fn new(default: DialogButton, cancel: &str) -> Self {
        Self { default, cancel: Some(DialogButton::new(cancel)), others: Vec::new(), apart: None }
    }

    /// A dialog that is only read.
    pub(crate) fn close() -> Self {
        Self { default: DialogButton::new("Close"), cancel: None, others: Vec::new(), apart: None }
    }
}

/// How a dialog was answered in this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Not yet.
    Open,
    /// By the default button or Enter.
    Default,
    /// By the other button with this number.
    Other(usize),
    /// By the button apart.
    Apart,
    /// By the button that cancels.
    Cancelled,
    /// By Esc.
    Escaped,
    /// By a click beside it.
    ClickedBeside,
}

/// What became of a dialog in this frame.
#[derive(Debug)]
#[must_use = "a dialog that was answered closes, and what it asked for is carried out"]
pub(crate) enum Outcome {
    /// It stays open.
    Open,
    /// It was left.
    Closed,
    /// It was confirmed, and asks for this.
    Asked(Asks),
    /// It asks for this and stays open.
    AskedMeanwhile(Asks),
}

impl Dialog<'_> {
    /// Draws the dialog; `body` draws what stands in it and says which buttons there are.
    pub(crate) fn show(self, ctx: &Context, body: impl FnOnce(&mut Ui) -> Buttons) -> Answer {
        let id = Id::unique(self.name);
        let is_new = !ctx.memory(|memory| memory.areas().visible_last_frame(&Modal::default_area(id).layer()));
        let room = ctx.content_rect().size();
        let mut answer = Answer::Open;
        let modal = Modal::new(id).frame(frame(ctx)).show(ctx, |ui| {
            ui.set_width((room.x - BESIDE).clamp(240.0, self.width.most()));
            title_ui(ui, self.title);
            let before = ctx.memory(egui::Memory::focused);
            let most = (room.y - AROUND_BODY).max(120.0);
            let scroll = ScrollArea::vertical().max_height(most).min_scrolled_height(most).auto_shrink([false, true]);
            let buttons = scroll.show(ui, body).inner;
            ui.add_space(gap::MEDIUM);
            let has_field = is_new && ctx.memory(egui::Memory::focused) != before;
            answer = buttons_ui(ui, &buttons, is_new && !has_field);
            if answer == Answer::Open && buttons.default.is_enabled && is_entered(ctx) {
                answer = Answer::Default;
            }
        });
        if answer == Answer::Open && modal.should_close() {
            answer = if modal.backdrop_response.clicked() { Answer::ClickedBeside } else { Answer::Escaped };
        }
        answer
    }
}

/// Whether Enter is meant for the default button. A field of one line has just given the keyboard back.
fn is_entered(ctx: &Context) -> bool {
    let is_free = ctx.memory(|memory| memory.focused().is_none());
    is_free && !egui::Popup::is_any_open(ctx) && pressed(ctx, Modifiers::NONE, Key::Enter)
}

/// The frame of a dialog, with room around its words.
pub(crate) fn frame(ctx: &Context) -> Frame {
    Frame::popup(&ctx.style_of(ctx.theme())).inner_margin(Margin::symmetric(18, 16))
}

/// The first line of a dialog.
pub(crate) fn title_ui(ui: &mut Ui, title: &str) {
    ui.add(egui::Label::new(words(title, Face::Bold, text::TITLE)).wrap());
    ui.add_space(gap::LINE);
}

fn buttons_ui(ui: &mut Ui, buttons: &Buttons, takes_focus: bool) -> Answer {
    let mut answer = Answer::Open;
    ui.horizontal_wrapped(|ui| {
        let default = buttons.default.ui(ui, primary_button);
        if takes_focus {
            default.request_focus();
        }
        if default.clicked() {
            answer = Answer::Default;
        }
        for (number, other) in buttons.others.iter().enumerate() {
            if other.ui(ui, plain_button).clicked() {
                answer = Answer::Other(number);
            }
        }
        if let Some(cancel) = &buttons.cancel
            && cancel.ui(ui, plain_button).clicked()
        {
            answer = Answer::Cancelled;
        }
        if let Some(apart) = &buttons.apart {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if apart.ui(ui, plain_button).clicked() {
                    answer = Answer::Apart;
                }
            });
        }
    });
    answer
}
