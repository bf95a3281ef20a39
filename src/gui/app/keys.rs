//! Keys that work anywhere in the window.

use crate::gui::ask::Asks;
use crate::gui::keyboard::{KeyboardOwner, pressed};
use crate::gui::verbs::{Group, Verb};
use crate::session::{Command, HistoryCommand, Session};
use egui::{Context, Key, Modifiers};

/// Turns the keys of verbs into what they ask for; `searched` are the words in the search field.
pub(super) fn verb_keys(ctx: &Context, session: &Session, searched: &str, owner: KeyboardOwner) -> Asks {
    let mut asked = Asks::none();
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
        let is_meant = is_heard && !yields && pressed(ctx, keys.modifiers, keys.logical_key);
        if is_meant && verb.is_enabled(session, searched) {
            asked.extend(verb.asks(session));
        }
    }
    if matches!(owner, KeyboardOwner::Window(_)) && !typing && pressed(ctx, Modifiers::COMMAND, Key::Y) {
        asked.push(Command::History(HistoryCommand::Redo));
    }
    asked
}
