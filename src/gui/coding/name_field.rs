//! A field that takes the name of an actor: completes it, or makes somebody new.

use super::completion::offers_ui;
use super::form::{Field, Focus, Writing};
use super::state::Coding;
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::model::{ActorKind, Project};
use crate::scene::Face;
use crate::session::Session;
use crate::session::coding::{NewActor, Who};
use egui::accesskit::Role;
use egui::text::{CCursor, CCursorRange};
use egui::{Key, Ui, vec2};

/// Draws the field; `hint` stands in it while it is empty.
pub(super) fn name_field_ui(ui: &mut Ui, session: &Session, coding: &mut Coding, field: Field, hint: &str) {
    let last = coding.last.clone();
    let Some(form) = &mut coding.form else { return };
    let palette = palette_of(ui);
    let is_written = form.writing.as_ref().is_some_and(|writing| writing.field == field);
    let shown = form.who(field).map(|who| who.name(session.project()).to_owned()).unwrap_or_default();
    let mut text = match &form.writing {
        Some(writing) if is_written => writing.text.clone(),
        Some(_) | None => shown.clone(),
    };
    let response = egui::TextEdit::singleline(&mut text)
        .id(field.id())
        .font(font(Face::Medium, text::TEXT))
        .margin(vec2(7.0, 4.0))
        .hint_text(words(hint, Face::Regular, text::TEXT).color(color32(palette.weak_ink)))
        .desired_width(f32::INFINITY)
        .show(ui)
        .response
        .response;
    response.named(Role::TextInput, field.name());
    if response.gained_focus() {
        put_cursor(ui, field, 0, text.chars().count());
    }
    if response.changed() && !is_written {
        // What is typed first takes the place of what stands there, even where the toolkit has put it behind.
        let is_erased = ui.input(|input| input.key_pressed(Key::Backspace) || input.key_pressed(Key::Delete));
        match text.strip_prefix(&shown).filter(|typed| !shown.is_empty() && !typed.is_empty()) {
            Some(typed) => text = typed.to_owned(),
            None if is_erased && shown.starts_with(&text) => text.clear(),
            None => {}
        }
        let end = text.chars().count();
        put_cursor(ui, field, end, end);
    }
    if response.changed() {
        form.writing = Some(Writing { field, text: text.clone(), picked: None });
    } else if response.clicked() && !is_written {
        form.writing = Some(Writing { field, text: shown, picked: None });
    }
    let is_written = form.writing.as_ref().is_some_and(|writing| writing.field == field);
    if is_written && response.has_focus() {
        let picked = form.writing.as_ref().and_then(Writing::pick);
        // Of a name that stands there already, others are offered, too.
        let offers = form.offers(session, &last);
        if let Some(clicked) = offers_ui(&response, &offers, picked) {
            if let Some(offer) = offers.into_iter().nth(clicked) {
                form.put(session.project(), field, Some(offer.who));
            }
            form.writing = None;
            form.focus = Some(Focus::Field(field));
        }
    }
    if is_written && response.lost_focus() {
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            form.writing = None;
        } else if !ui.input(|input| input.pointer.any_down() || input.pointer.any_released()) {
            form.take_name(session, &last);
        } else if text.trim().is_empty() {
            form.put(session.project(), field, None);
            form.writing = None;
        }
    }
    new_actor_ui(ui, session.project(), form, field);
}

/// Selects the characters from `from` to `to` of a field.
fn put_cursor(ui: &Ui, field: Field, from: usize, to: usize) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field.id()).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(from), CCursor::new(to))));
    state.store(ui.ctx(), field.id());
}

/// What somebody new is: the kind, to be chosen.
fn new_actor_ui(ui: &mut Ui, project: &Project, form: &mut super::form::Form, field: Field) {
    let Some(new) = form.new_in(field).cloned() else { return };
    let palette = palette_of(ui);
    let mut kind = new.kind;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 3.0);
        let text = words("New", Face::Regular, text::META).color(color32(palette.weak_ink));
        ui.add(egui::Label::new(text).selectable(false));
        for one in ActorKind::ALL {
            let label = words(one.label(), if one == kind { Face::SemiBold } else { Face::Regular }, text::META);
            let button = egui::Button::selectable(one == kind, label).min_size(vec2(0.0, 20.0));
            let response = ui.add(button.sense(egui::Sense::CLICK));
            let name = format!("{}, new {}", new.name, one.label());
            response.named_choice(Role::RadioButton, one == new.kind, name);
            if response.clicked() {
                kind = one;
            }
        }
    });
    if kind != new.kind {
        // The same new actor may stand in several fields.
        for other in [Field::Actor, Field::Speaker, Field::OnBehalfOf] {
            if form.new_in(other).is_some_and(|of| of.name == new.name) {
                form.put(project, other, Some(Who::New(NewActor { name: new.name.clone(), kind })));
            }
        }
    }
}
