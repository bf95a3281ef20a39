//! Who has the keyboard, and whether a key was pressed.
//!
//! The owner is decided once a frame, before anything is drawn. While a dialog has the keyboard, [`without_keys`] keeps
//! the keys from everything that is drawn behind it. The thing easily got wrong: the toolkit's own `consume_key` and
//! `consume_shortcut` ignore an extra Shift or Alt, so that Ctrl+Shift+Z would undo; [`pressed`] compares them exactly.

use egui::{Context, Event, Key, Modifiers};

/// Who has the keyboard in this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyboardOwner {
    /// A dialog over the window: nothing behind it hears a key.
    Dialog,
    /// The start page: nothing of a project is seen, so no key changes one.
    StartPage,
    /// An open menu: plain keys are its own, shortcuts with Ctrl still work.
    Menu,
    /// The panels and the picture.
    Window(ArticlePanel),
}

/// Whether the open article can be seen. Keys code sentences only where they are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArticlePanel {
    /// It stands at the right of the window.
    Shown,
    /// Something else stands there: the history, the settings, the results of a search.
    Covered,
}

/// Whether `key` was pressed with exactly these modifiers. The key is used up.
pub(crate) fn pressed(ctx: &Context, modifiers: Modifiers, key: Key) -> bool {
    take_key(ctx, |of, with| of == key && with.matches_exact(modifiers))
}

/// Whether the sign `key` was typed: Shift and Alt do not count, since some keyboards need them for it. The key is used
/// up.
pub(crate) fn typed_sign(ctx: &Context, key: Key) -> bool {
    take_key(ctx, |of, with| of == key && with.matches_logically(Modifiers::NONE))
}

fn take_key(ctx: &Context, is_meant: impl Fn(Key, Modifiers) -> bool) -> bool {
    ctx.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(
            |event| !matches!(event, Event::Key { key, modifiers, pressed: true, .. } if is_meant(*key, *modifiers)),
        );
        input.events.len() < before
    })
}

/// Calls `draw` as if no key had been pressed; afterwards all of them are there again, in their order.
pub(crate) fn without_keys<T>(ctx: &Context, draw: impl FnOnce() -> T) -> T {
    let all = ctx.input_mut(|input| {
        let others = input.events.iter().filter(|event| !is_of_keyboard(event)).cloned().collect();
        std::mem::replace(&mut input.events, others)
    });
    let drawn = draw();
    ctx.input_mut(|input| input.events = all);
    drawn
}

fn is_of_keyboard(event: &Event) -> bool {
    matches!(event, Event::Key { .. } | Event::Text(_) | Event::Ime(_) | Event::Paste(_) | Event::Copy | Event::Cut)
}
