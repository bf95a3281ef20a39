//! Undo and redo.
//!
//! A step keeps the view before and after as whole values, and what it changed in the project as two patches, `undo` and
//! `redo`. Easily got wrong: a step that changes the project is a step even if the view stays as it is.

use crate::model::Patch;
use crate::view::{View, ViewKey, ViewList};
use std::borrow::Cow;
use std::sync::Arc;

/// The number of steps that are kept; older ones are dropped.
const MOST_STEPS: usize = 1000;

/// How the project is looked at, as a step changes it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    /// How the project is looked at.
    pub(super) view: View,
    /// The saved views; shared, since few steps change them.
    pub(super) views: Arc<ViewList>,
    /// Which of them was opened or saved last. A change of this alone is no step.
    pub(super) opened: Option<ViewKey>,
}

/// What a step changed in the project, in both directions.
#[derive(Clone, Debug, Default)]
pub(super) struct Change {
    /// Restores what was there before.
    pub(super) undo: Arc<Patch>,
    /// Makes the change again.
    pub(super) redo: Arc<Patch>,
}

/// One continuous action, however many changes it makes: a slider that is dragged, days that are played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gesture(pub u64);

/// What a step is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepName {
    /// What a menu calls it after "Undo": "coding".
    pub label: &'static str,
    /// What it did to which record: "Hungary: opposes"; empty where there is nothing to add.
    pub detail: Cow<'static, str>,
}

impl StepName {
    /// A step that needs no detail.
    pub(super) fn plain(label: &'static str) -> Self {
        Self { label, detail: Cow::Borrowed("") }
    }
}

/// One change with the state on both sides.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) name: StepName,
    pub(super) gesture: Option<Gesture>,
    pub(super) before: State,
    pub(super) after: State,
    pub(super) change: Option<Change>,
}

impl Step {
    fn entry(&self, is_undone: bool) -> HistoryEntry<'_> {
        HistoryEntry { name: &self.name, changes_project: self.change.is_some(), is_undone }
    }

    fn changes_nothing(&self) -> bool {
        self.before.view == self.after.view && self.before.views == self.after.views && self.change.is_none()
    }
}

/// What undoing or redoing one step restores.
#[derive(Clone, Debug)]
pub(super) struct Restored {
    pub(super) state: State,
    pub(super) patch: Option<Arc<Patch>>,
    pub(super) label: &'static str,
}

/// A step as the list of steps shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry<'h> {
    /// What it is called.
    pub name: &'h StepName,
    /// Whether it changed the project and not only how it is looked at.
    pub changes_project: bool,
    /// Whether it has been undone.
    pub is_undone: bool,
}

/// The steps that are done and those that are undone.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Records a step and drops the steps that were undone. All changes of one gesture are one step.
    pub(super) fn record(&mut self, step: Step) {
        if step.changes_nothing() {
            return;
        }
        self.undone.clear();
        let is_further = |last: &&mut Step| step.gesture.is_some() && last.gesture == step.gesture;
        if let Some(last) = self.done.last_mut().filter(is_further) {
            last.after = step.after;
            last.change = match (last.change.take(), step.change) {
                (Some(first), Some(then)) => Some(Change {
                    undo: Arc::new((*then.undo).clone().then((*first.undo).clone())),
                    redo: Arc::new((*first.redo).clone().then((*then.redo).clone())),
                }),
                (first, then) => first.or(then),
            };
            if last.changes_nothing() {
                self.done.pop();
            }
            return;
        }
        self.done.push(step);
        if self.done.len() > MOST_STEPS {
            self.done.remove(0);
        }
    }

    /// The label of the step that [`Self::undo`] undoes.
    pub(super) fn undo_label(&self) -> Option<&'static str> {
        self.done.last().map(|step| step.name.label)
    }

    /// The label of the step that [`Self::redo`] redoes.
    pub(super) fn redo_label(&self) -> Option<&'static str> {
        self.undone.last().map(|step| step.name.label)
    }

    /// How many steps are done and not undone.
    pub(super) fn position(&self) -> usize {
        self.done.len()
    }

    /// Every step from the first to the last; those that were undone come last.
    pub(super) fn entries(&self) -> impl DoubleEndedIterator<Item = HistoryEntry<'_>> {
        let done = self.done.iter().map(|step| step.entry(false));
        done.chain(self.undone.iter().rev().map(|step| step.entry(true)))
    }

    /// Undoes the last step.
    pub(super) fn undo(&mut self) -> Option<Restored> {
        let step = self.done.pop()?;
        let patch = step.change.as_ref().map(|change| Arc::clone(&change.undo));
        let restored = Restored { state: step.before.clone(), patch, label: step.name.label };
        self.undone.push(step);
        Some(restored)
    }

    /// Redoes the step that was undone last.
    pub(super) fn redo(&mut self) -> Option<Restored> {
        let step = self.undone.pop()?;
        let patch = step.change.as_ref().map(|change| Arc::clone(&change.redo));
        let restored = Restored { state: step.after.clone(), patch, label: step.name.label };
        self.done.push(step);
        Some(restored)
    }
}
