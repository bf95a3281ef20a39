//! The other fields of the form: voice, date, condition, confidence, note.

use super::form::{Field, Form, HOW_TO_WRITE_A_DATE, read_date};
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::rows::truncated;
use crate::model::{Confidence, Voice};
use crate::scene::Face;
use egui::accesskit::Role;
use egui::{Ui, vec2};

/// Draws the choice of a voice.
pub(super) fn voice_ui(ui: &mut Ui, form: &mut Form, width: f32) {
    let now = form.draft.voice;
    let choices = Voice::ALL.map(|voice| (voice, voice.label(), voice.definition()));
    if let Some(voice) = menu_ui(ui, Field::Voice, now.label(), &choices, now, width) {
        form.draft.voice = voice;
    }
}

/// Draws the choice of how sure the coder is.
pub(super) fn confidence_ui(ui: &mut Ui, form: &mut Form, width: f32) {
    let now = form.draft.confidence;
    let choices = [
        (Confidence::Sure, Confidence::Sure.label(), "The words say so"),
        (Confidence::Likely, Confidence::Likely.label(), "The words can hardly be read in another way"),
        (Confidence::Arguable, Confidence::Arguable.label(), "Others might read it differently; say why in the note"),
    ];
    if let Some(confidence) = menu_ui(ui, Field::Confidence, now.label(), &choices, now, width) {
        form.draft.confidence = confidence;
    }
}

/// A button that shows what is chosen and opens the others; with the keyboard on it the arrow keys choose.
fn menu_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    field: Field,
    shown: &str,
    choices: &[(T, &str, &str)],
    now: T,
    width: f32,
) -> Option<T> {
    let mut chosen = None;
    let (rect, _) = ui.allocate_exact_size(vec2(width, 26.0), egui::Sense::hover());
    let response = ui.interact(rect, field.id(), egui::Sense::click());
    if response.has_focus() {
        // The arrow keys choose and do not go to another widget.
        let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    let palette = palette_of(ui);
    let is_lifted = response.hovered() || response.has_focus();
    let ground = if is_lifted { palette.raised } else { palette.card };
    let edge = if response.has_focus() { palette.accent } else { palette.hairline };
    let stroke = egui::Stroke::new(1.0, color32(edge));
    ui.painter().rect(rect, 7.0, color32(ground), stroke, egui::StrokeKind::Inside);
    let galley = truncated(ui, shown, Face::Medium, text::TEXT, palette.ink, (width - 26.0).max(20.0));
    let at = rect.min + vec2(7.0, (rect.height() - galley.size().y) / 2.0);
    ui.painter().galley(at, galley, color32(palette.ink));
    let sign = crate::gui::theme::icon(egui_material_icons::icons::ICON_EXPAND_MORE, text::SIGN);
    let place = egui::Rect::from_center_size(egui::pos2(rect.max.x - 11.0, rect.center().y), vec2(14.0, 14.0));
    ui.put(place, egui::Label::new(sign.color(color32(palette.weak_ink))).selectable(false));
    response.named_value(Role::ComboBox, field.name(), shown);
    let response = response.on_hover_text("With the keyboard on it, the arrow keys choose");
    egui::Popup::menu(&response).show(|ui| {
        for (value, label, meaning) in choices {
            let text = words(*label, Face::Medium, text::TEXT);
            let response = ui.add(egui::Button::selectable(*value == now, text));
            if response.on_hover_text(*meaning).clicked() {
                chosen = Some(*value);
                ui.close();
            }
        }
    });
    chosen
}

/// Draws the field for the date.
pub(super) fn said_ui(ui: &mut Ui, form: &mut Form) {
    let palette = palette_of(ui);
    let mut text =
        form.said_text.clone().unwrap_or_else(|| form.draft.said.date.map(|date| date.to_string()).unwrap_or_default());
    let read = read_date(&text);
    let is_empty = text.trim().is_empty();
    let ink = if read.is_some() || is_empty { palette.ink } else { palette.alarm };
    let field = egui::TextEdit::singleline(&mut text)
        .id(Field::Said.id())
        .font(font(Face::Medium, text::TEXT))
        .text_color(color32(ink))
        .margin(vec2(7.0, 4.0))
        .hint_text("undated")
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.named(Role::TextInput, Field::Said.name());
    if response.changed() {
        form.said_text = Some(text);
        form.told = None;
    }
    if response.lost_focus() {
        form.take_date();
    }
    let said = &form.draft.said;
    let mut hint = match read {
        Some(date) => date.in_words(),
        None if is_empty => {
            "Undated: the statement counts from no day. Write the day if the sentence gives it".to_owned()
        }
        None => HOW_TO_WRITE_A_DATE.to_owned(),
    };
    for more in [&said.words, &said.inferred] {
        if !more.is_empty() && form.said_text.is_none() {
            hint = format!("{hint}\n{more}");
        }
    }
    response.on_hover_text(hint);
}

/// Draws the field for the condition or for the note.
pub(super) fn words_ui(ui: &mut Ui, form: &mut Form, field: Field, hint: &str) {
    let palette = palette_of(ui);
    let text = match field {
        Field::Condition => &mut form.draft.condition,
        Field::Note
        | Field::Actor
        | Field::Speaker
        | Field::OnBehalfOf
        | Field::Voice
        | Field::Said
        | Field::Confidence => &mut form.draft.note,
    };
    let edit = egui::TextEdit::singleline(text)
        .id(field.id())
        .font(font(Face::Regular, text::TEXT))
        .margin(vec2(7.0, 4.0))
        .hint_text(words(hint, Face::Regular, text::TEXT).color(color32(palette.weak_ink)))
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    response.named(Role::TextInput, field.name());
    if response.changed() {
        form.told = None;
    }
}
