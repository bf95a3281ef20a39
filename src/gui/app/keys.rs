//! Keys that work anywhere in the window.

use crate::gui::passing::{Passing, SearchPlace, Side};
use crate::gui::verbs::{Group, Verb};
use crate::scene::Target;
use crate::session::{Command, Session};
use egui::{Context, Key, KeyboardShortcut, Modifiers};

fn pressed(ctx: &Context, modifiers: Modifiers, key: Key) -> bool {
    ctx.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key)))
}

/// Whether F11 was pressed, and no dialog is in the way.
pub(crate) fn begins_presentation(ctx: &Context, session: &Session, passing: &Passing) -> bool {
    !crate::gui::dialogs::is_any_open(session, passing) && pressed(ctx, Modifiers::NONE, Key::F11)
}

/// Turns keys into commands and into what is passing.
pub(crate) fn keys(ctx: &Context, session: &Session, passing: &mut Passing) -> Vec<Command> {
    let mut asked = Vec::new();
    if crate::gui::dialogs::is_any_open(session, passing) {
        return asked;
    }
    // Behind an open menu nothing walks: its keys are its own.
    let in_menu = egui::Popup::is_any_open(ctx);
    let on_start_page = passing.project.is_on_start_page();
    if !in_menu && !on_start_page {
        asked.extend(crate::gui::panels::timeline::timeline_keys(ctx, session, passing));
    }
    let typing = ctx.text_edit_focused();
    for verb in Verb::ALL {
        let Some(keys) = verb.keys() else { continue };
        // On the start page nothing of a project is seen, so nothing of it is changed.
        if on_start_page && !matches!(verb.group(), Group::Project | Group::Program) {
            continue;
        }
        let yields = (typing && verb.yields_to_typing()) || (in_menu && keys.modifiers == Modifiers::NONE);
        if !yields && ctx.input_mut(|input| input.consume_shortcut(&keys)) && verb.is_enabled(session, passing) {
            asked.extend(verb.start(session, passing));
        }
    }
    if on_start_page {
        return asked;
    }
    if !typing && pressed(ctx, Modifiers::COMMAND, Key::Y) {
        asked.push(Command::Redo);
    }
    if ctx.input(|input| input.key_pressed(Key::Escape)) && !in_menu {
        asked.extend(escape(ctx, session, passing, typing));
    }
    asked
}

/// Esc leaves the innermost thing first: what was opened from a search, the search, the keyboard focus, what is open.
fn escape(ctx: &Context, session: &Session, passing: &mut Passing, typing: bool) -> Option<Command> {
    if !passing.query.is_empty() {
        if passing.search.place == SearchPlace::Behind {
            passing.search.place = SearchPlace::Shown;
            return None;
        }
        passing.query.clear();
        passing.found_in = None;
        ctx.memory_mut(egui::Memory::stop_text_input);
        return None;
    }
    if typing {
        return None;
    }
    if passing.side != Side::Reading {
        passing.side = Side::Reading;
        return None;
    }
    if session.view().selection.is_some() {
        return Some(Command::Back);
    }
    passing.cursor = None;
    None
}

/// The arrow keys start from what is open.
pub(crate) fn follow_selection(session: &Session, passing: &mut Passing) {
    if let Some(Target::Actor(actor)) = &session.view().selection {
        if passing.cursor.is_some() && passing.cursor.as_ref() != Some(actor) {
            return;
        }
        passing.cursor = Some(actor.clone());
    }
}
