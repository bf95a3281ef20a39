//! Keys that work anywhere in the window.

use super::passing::{Leaflet, Naming, Passing, SearchPassing, SearchPlace, Stage, Step};
use crate::layout::picture::Picture;
use crate::scene::Target;
use crate::session::{Command, Session};
use egui::{Context, Key, KeyboardShortcut, Modifiers};

/// Every key and what it does, for the list of shortcuts.
pub(crate) const SHORTCUTS: &[(&str, &str)] = &[
    ("Ctrl+1, 2, 3, 4", "Map, network, roll call, matrix"),
    ("Ctrl+T", "Table of actors"),
    ("Ctrl+F", "Find an actor or a sentence"),
    ("F3, Shift+F3", "Next, previous sentence found; in the search field Enter, Shift+Enter"),
    ("Ctrl+S", "Save what is seen as a view"),
    ("Ctrl+Z, Ctrl+Shift+Z", "Undo, redo"),
    ("Arrow keys", "Walk to the nearest actor, or to the next cell of the matrix"),
    ("Enter", "Open it"),
    ("Esc", "Back"),
    ("Tab", "Next thing that can be opened"),
    ("Home", "Show the whole picture"),
    ("Wheel, pinch", "Zoom to the pointer, or scroll the matrix"),
    ("Page Up, Page Down, End", "Scroll the matrix"),
    ("Drag", "Move the picture, or the actor under the pointer"),
    ("Ctrl++, Ctrl+-, Ctrl+0", "Scale the interface"),
    ("[ and ]", "Change of standing before, after, with its sentence"),
    ("Ctrl+L", "Take the handle of the timeline"),
    ("← and → on the handle", "Day before, after, on which something was said; with Shift a month"),
    ("Home, End on the handle", "First day, end of the evidence"),
    ("Space on the handle", "Play, pause"),
    ("F11", "Present: arrow keys walk the actors, the changes or the saved views, Space plays"),
    ("F1", "This list"),
];

fn pressed(ctx: &Context, modifiers: Modifiers, key: Key) -> bool {
    ctx.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key)))
}

/// Whether F11 was pressed, and no dialog is in the way.
pub(crate) fn begins_presentation(ctx: &Context, session: &Session, passing: &Passing) -> bool {
    !super::dialogs::is_any_open(session, passing) && pressed(ctx, Modifiers::NONE, Key::F11)
}

/// Turns keys into commands and into what is passing.
pub(crate) fn keys(ctx: &Context, session: &Session, passing: &mut Passing) -> Vec<Command> {
    let mut asked = Vec::new();
    if super::dialogs::is_any_open(session, passing) {
        return asked;
    }
    // Behind an open menu nothing walks: its keys are its own.
    let in_menu = egui::Popup::is_any_open(ctx);
    if !in_menu {
        asked.extend(super::timeline::timeline_keys(ctx, session, passing));
    }
    for (key, picture) in [Key::Num1, Key::Num2, Key::Num3, Key::Num4].into_iter().zip(Picture::ALL) {
        if pressed(ctx, Modifiers::COMMAND, key) {
            passing.stage = Stage::Picture;
            asked.push(Command::Show(picture));
        }
    }
    if pressed(ctx, Modifiers::COMMAND, Key::T) {
        passing.stage = Stage::Actors;
    }
    if pressed(ctx, Modifiers::COMMAND, Key::F) {
        passing.focus_search = true;
    }
    step_in_search(ctx, passing);
    if pressed(ctx, Modifiers::COMMAND, Key::S) {
        passing.naming = Some((Naming::New, String::new()));
    }
    if pressed(ctx, Modifiers::NONE, Key::F1) {
        passing.leaflet = Some(Leaflet::Shortcuts);
    }
    let typing = ctx.text_edit_focused();
    if !typing {
        if pressed(ctx, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z) || pressed(ctx, Modifiers::COMMAND, Key::Y) {
            asked.push(Command::Redo);
        } else if pressed(ctx, Modifiers::COMMAND, Key::Z) {
            asked.push(Command::Undo);
        }
        if !in_menu && pressed(ctx, Modifiers::NONE, Key::Home) {
            asked.push(Command::LookFrom(None));
        }
    }
    if ctx.input(|input| input.key_pressed(Key::Escape)) && !in_menu {
        asked.extend(escape(ctx, session, passing, typing));
    }
    asked
}

/// F3 goes on with the search that is asked, or begins one.
fn step_in_search(ctx: &Context, passing: &mut Passing) {
    let steps = [(Modifiers::SHIFT, Step::Previous), (Modifiers::NONE, Step::Next)];
    let Some((_, step)) = steps.into_iter().find(|(modifiers, _)| pressed(ctx, *modifiers, Key::F3)) else { return };
    if passing.query.trim().is_empty() {
        passing.focus_search = true;
    } else {
        passing.search = SearchPassing { step: Some(step), place: SearchPlace::Shown };
    }
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
