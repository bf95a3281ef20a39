//! What can be taken back.
//!
//! A step keeps the state before and after as whole values: the view, and the list of saved views. They are small, and
//! a whole value cannot be restored by half.

use crate::view::{View, ViewKey, ViewList};

/// As many steps as are kept.
const MOST_STEPS: usize = 500;

/// The state that a step changes.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// How the project is looked at.
    pub(super) view: View,
    /// The saved views.
    pub(super) views: ViewList,
    /// Which of them was opened or saved last. A change of this alone is no step.
    pub(super) opened: Option<ViewKey>,
}

/// One movement of the hand, however many changes it makes on its way: a slider drawn, a day played through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gesture(pub u64);

/// One change with the state on both sides.
#[derive(Clone, Debug)]
struct Step {
    label: &'static str,
    gesture: Option<Gesture>,
    before: State,
    after: State,
}

/// Steps done and steps taken back.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Records a change; what was taken back before cannot be done again afterwards. Changes of one gesture are one
    /// step.
    pub(super) fn record(&mut self, label: &'static str, gesture: Option<Gesture>, before: State, after: State) {
        if before.view == after.view && before.views == after.views {
            return;
        }
        self.undone.clear();
        if let Some(last) = self.done.last_mut().filter(|last| gesture.is_some() && last.gesture == gesture) {
            last.after = after;
            if last.before.view == last.after.view && last.before.views == last.after.views {
                self.done.pop();
            }
            return;
        }
        self.done.push(Step { label, gesture, before, after });
        if self.done.len() > MOST_STEPS {
            self.done.remove(0);
        }
    }

    /// What the last step did.
    pub(super) fn undo_label(&self) -> Option<&'static str> {
        self.done.last().map(|step| step.label)
    }

    /// What the last step taken back did.
    pub(super) fn redo_label(&self) -> Option<&'static str> {
        self.undone.last().map(|step| step.label)
    }

    /// The state before the last step.
    pub(super) fn undo(&mut self) -> Option<State> {
        let step = self.done.pop()?;
        let state = step.before.clone();
        self.undone.push(step);
        Some(state)
    }

    /// The state after the last step taken back.
    pub(super) fn redo(&mut self) -> Option<State> {
        let step = self.undone.pop()?;
        let state = step.after.clone();
        self.done.push(step);
        Some(state)
    }
}
