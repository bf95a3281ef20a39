//! Gestures: a drag sends a change in every frame, and all of them are taken back in one step.

use crate::session::{Command, Gesture};
use egui::Response;
use std::sync::atomic::{AtomicU64, Ordering};

/// A gesture that nobody has made yet: all hands count together, so that no two gestures are one.
pub(crate) fn new_gesture() -> Gesture {
    static LAST: AtomicU64 = AtomicU64::new(0);
    Gesture(LAST.fetch_add(1, Ordering::Relaxed) + 1)
}

/// `command` as a part of `gesture`, if it is one.
pub(crate) fn during(gesture: Option<Gesture>, command: Command) -> Command {
    match gesture {
        Some(gesture) => Command::During(gesture, Box::new(command)),
        None => command,
    }
}

/// The drag of a widget, kept by whoever draws it.
#[derive(Debug, Default)]
pub(crate) struct Drag(Option<Gesture>);

impl Drag {
    /// The gesture that moves the widget: a new one when a drag begins; `None` for a key or a typed number, which is a
    /// step of its own. To be asked in every frame: a drag may begin before a number changes.
    pub(crate) fn gesture(&mut self, response: &Response) -> Option<Gesture> {
        if response.drag_started() {
            self.0 = Some(new_gesture());
        }
        self.0.filter(|_| response.dragged() || response.drag_stopped())
    }
}
