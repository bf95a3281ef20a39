//! Keys that work anywhere in the window.

use crate::gui::keyboard::{ArticlePanel, KeyboardOwner, pressed};
use crate::gui::passing::{Passing, SearchPlace, Side};
use crate::gui::verbs::{Group, Verb};
use crate::scene::Target;
use crate::session::{Command, Session};
use egui::{Context, Key, Modifiers};

/// Who has the keyboard.
pub(crate) fn keyboard_owner(
    ctx: &Context,
    session: &Session,
    passing: &Passing,
    article: ArticlePanel,
) -> KeyboardOwner {
    if crate::gui::dialogs::is_any_open(session, passing) {
        KeyboardOwner::Dialog
    } else if passing.project.is_on_start_page() {
        KeyboardOwner::StartPage
    } else if egui::Popup::is_any_open(ctx) {
        KeyboardOwner::Menu
    } else {
        KeyboardOwner::Window(article)
    }
}

/// Whether F11 was pressed where nothing else has the keyboard.
pub(crate) fn begins_presentation(ctx: &Context, owner: KeyboardOwner) -> bool {
    matches!(owner, KeyboardOwner::Window(_)) && pressed(ctx, Modifiers::NONE, Key::F11)
}

/// Turns keys into commands and into what is passing.
pub(crate) fn keys(ctx: &Context, session: &Session, passing: &mut Passing, owner: KeyboardOwner) -> Vec<Command> {
    let mut asked = Vec::new();
    if let KeyboardOwner::Window(_) = owner {
        asked.extend(crate::gui::panels::timeline::timeline_keys(ctx, session, passing));
    }
    let typing = ctx.text_edit_focused();
    for verb in Verb::ALL {
        let Some(keys) = verb.keys() else { continue };
        let is_heard = match owner {
            KeyboardOwner::Dialog => false,
            KeyboardOwner::StartPage => matches!(verb.group(), Group::Project | Group::Program),
            KeyboardOwner::Menu => keys.modifiers != Modifiers::NONE,
            KeyboardOwner::Window(_) => true,
        };
        let yields = typing && verb.yields_to_typing();
        if is_heard && !yields && pressed(ctx, keys.modifiers, keys.logical_key) && verb.is_enabled(session, passing) {
            asked.extend(verb.start(session, passing));
        }
    }
    if let KeyboardOwner::Window(_) = owner {
        if !typing && pressed(ctx, Modifiers::COMMAND, Key::Y) {
            asked.push(Command::Redo);
        }
        if ctx.input(|input| input.key_pressed(Key::Escape)) {
            asked.extend(escape(ctx, session, passing, typing));
        }
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
