//! Text fields with their name above and what is wrong with them below.
//!
//! A field of a form belongs to a draft that is carried out as a whole. A live field shows what the project holds; what
//! is typed in it becomes an edit when the field is left. The thing easily got wrong: what was typed and refused stays
//! to be mended, and is never thrown away for what the project holds.

use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of, words};
use crate::scene::Face;
use crate::session::{Edit, Session};
use egui::{Id, Key, Response, Ui};
use std::fmt::Debug;
use std::hash::Hash;

/// A name above a field.
pub(super) fn name_ui(ui: &mut Ui, name: &str) {
    let text = words(name, Face::Medium, text::META).color(color32(palette_of(ui).weak_ink));
    ui.add(egui::Label::new(text).selectable(false));
}

/// Why something is not accepted, beside what it is about.
pub(super) fn fault_ui(ui: &mut Ui, why: &str) {
    let text = words(why, Face::Medium, text::META).color(color32(palette_of(ui).alarm));
    ui.add(egui::Label::new(text).wrap());
}

/// Something to heed, which is no reason to refuse.
pub(super) fn warning_ui(ui: &mut Ui, text: &str) {
    let palette = palette_of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let sign = crate::gui::theme::icon(egui_material_icons::icons::ICON_WARNING, text::SIGN);
        ui.add(egui::Label::new(sign.color(color32(palette.alarm))).selectable(false));
        ui.add(egui::Label::new(words(text, Face::Regular, text::META).color(color32(palette.ink))).wrap());
    });
}

/// Whether the project would take `edit`, or why not.
pub(super) fn checked(session: &Session, edit: &Edit) -> Result<(), String> {
    edit.patch(session.project()).map(|_| ()).map_err(|refusal| refusal.to_string())
}

/// How a field looks and is called.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    /// Above it, and for a screen reader.
    name: &'a str,
    /// In it while it is empty.
    hint: &'a str,
    /// How many lines it shows.
    rows: usize,
    /// How wide it is, in logical pixels.
    width: f32,
    heading: Heading,
}

/// Whether the name of a field stands above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heading {
    Shown,
    LeftOut,
}

impl<'a> Field<'a> {
    /// A line as wide as there is room.
    pub(super) fn new(name: &'a str, hint: &'a str) -> Self {
        Self { name, hint, rows: 1, width: f32::INFINITY, heading: Heading::Shown }
    }

    /// The same with as many lines.
    pub(super) fn rows(self, rows: usize) -> Self {
        Self { rows, ..self }
    }

    /// The same as wide.
    pub(super) fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// The same with its name for a screen reader only: what it is stands beside it.
    pub(super) fn without_heading(self) -> Self {
        Self { heading: Heading::LeftOut, ..self }
    }

    /// The bare field.
    pub(super) fn bare_ui(self, ui: &mut Ui, id: Option<Id>, text: &mut String) -> Response {
        let palette = palette_of(ui);
        let before = text.clone();
        let hint = words(self.hint, Face::Regular, text::TEXT).color(color32(palette.weak_ink));
        let field = if self.rows > 1 { egui::TextEdit::multiline(text) } else { egui::TextEdit::singleline(text) };
        let mut field = field
            .hint_text(hint)
            .font(font(Face::Regular, text::TEXT))
            .desired_rows(self.rows)
            .desired_width(self.width)
            .margin(egui::vec2(8.0, 5.0));
        if let Some(id) = id {
            field = field.id(id);
        }
        let response = ui.add(field);
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(ui.is_enabled(), &before, &text, self.hint);
            info.label = Some(self.name.to_owned());
            info
        });
        response
    }

    /// The field with its name above and `fault` below.
    pub(super) fn ui(self, ui: &mut Ui, text: &mut String, fault: Option<&str>) -> Response {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            if self.heading == Heading::Shown {
                name_ui(ui, self.name);
            }
            let response = self.bare_ui(ui, None, text);
            if let Some(fault) = fault {
                fault_ui(ui, fault);
            }
            response
        })
        .inner
    }

    /// A field that shows `value` and gives what was typed instead when it is left; `check` says what is wrong with it.
    pub(super) fn live_ui(
        self,
        ui: &mut Ui,
        drafts: &mut Drafts,
        salt: impl Hash + Debug,
        value: &str,
        check: impl FnOnce(&str) -> Result<(), String>,
    ) -> Option<String> {
        // The same whatever stands above it, so that a field keeps what is typed while the page changes.
        let id = Id::unique(("live field", salt));
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            if self.heading == Heading::Shown {
                name_ui(ui, self.name);
            }
            let mut text = drafts.text_of(id).unwrap_or(value).to_owned();
            let response = self.bare_ui(ui, Some(id), &mut text);
            let entered = drafts.follow(ui, id, &response, text, value);
            let accepted = entered.and_then(|text| match check(&text) {
                Ok(()) => Some(text),
                Err(why) => {
                    drafts.refused = Some(Refused { id, text, why });
                    None
                }
            });
            if let Some(refused) = drafts.refused.as_ref().filter(|refused| refused.id == id) {
                fault_ui(ui, &refused.why);
            }
            accepted
        })
        .inner
    }
}

/// What is typed in the one live field that has the keyboard, and what was refused last.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    typed: Option<(Id, String)>,
    refused: Option<Refused>,
}

#[derive(Debug)]
struct Refused {
    id: Id,
    text: String,
    why: String,
}

impl Drafts {
    fn text_of(&self, id: Id) -> Option<&str> {
        let typed = self.typed.as_ref().filter(|(of, _)| *of == id).map(|(_, text)| text.as_str());
        let refused = || self.refused.as_ref().filter(|refused| refused.id == id).map(|refused| refused.text.as_str());
        typed.or_else(refused)
    }

    /// Follows the keyboard in and out of a field; what is entered when it is left with something else than `value`.
    fn follow(&mut self, ui: &Ui, id: Id, response: &Response, text: String, value: &str) -> Option<String> {
        if response.has_focus() {
            self.typed = Some((id, text));
            return None;
        }
        if !response.lost_focus() && self.typed.as_ref().is_none_or(|(of, _)| *of != id) {
            return None;
        }
        let text = self.typed.take_if(|(of, _)| *of == id).map_or(text, |(_, text)| text);
        if self.refused.as_ref().is_some_and(|refused| refused.id == id) {
            self.refused = None;
        }
        let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
        (!is_given_up && text.trim() != value.trim()).then(|| text.trim().to_owned())
    }
}
