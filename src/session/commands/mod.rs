//! What a person can ask the session to do: the one door for menus, keys, the command line and tests.
//!
//! Each family of commands is one file: the enum, what undo calls each command, and what each does. The easily got
//! wrong part: a command without an undo label is browsing, and the history does not record it.

mod history;
mod keeping;
mod look;
mod project;
mod views;

pub use history::HistoryCommand;
pub use keeping::KeepingCommand;
pub use look::LookCommand;
pub use project::ProjectCommand;
pub use views::ViewsCommand;

use super::{Edit, Gesture, ImportStep, Session};

/// Something to do. Only [`Session::perform`] carries it out.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Look at the project in another way.
    Look(LookCommand),
    /// Save, open or change a saved view.
    Views(ViewsCommand),
    /// Open, make or copy a project.
    Project(ProjectCommand),
    /// Read foreign files, decide what becomes of them, add them to the project.
    Import(ImportStep),
    /// Save the project, or settle what was not saved.
    Keeping(KeepingCommand),
    /// Undo and redo.
    History(HistoryCommand),
    /// Change the project.
    Edit(Box<Edit>),
    /// A change made in the course of a gesture; all changes of one gesture are undone in one step.
    During(Gesture, Box<Command>),
}

impl Command {
    /// What a menu calls it after "Undo"; `None` if the history does not record it.
    pub fn undo_label(&self) -> Option<&'static str> {
        match self {
            Self::Look(command) => command.undo_label(),
            Self::Views(command) => command.undo_label(),
            Self::Edit(edit) => Some(edit.label()),
            Self::During(_, command) => command.undo_label(),
            Self::Project(_) | Self::Import(_) | Self::Keeping(_) | Self::History(_) => None,
        }
    }

    /// Whether it changes only the project and the view, so that comparing both before and after tells whether anything
    /// changed. The other commands also touch files or what lies outside the project.
    pub(super) fn changes_only_project_and_view(&self) -> bool {
        match self {
            Self::During(_, command) => command.changes_only_project_and_view(),
            Self::History(_) => true,
            other => other.undo_label().is_some(),
        }
    }
}

impl Session {
    /// Hands `command` to its family.
    pub(super) fn carry_out(&mut self, command: Command) {
        match command {
            Command::Look(command) => self.carry_out_look(command),
            Command::Views(command) => self.carry_out_views(command),
            Command::Project(command) => self.carry_out_project(command),
            Command::Import(step) => self.import(step),
            Command::Keeping(command) => self.carry_out_keeping(command),
            Command::History(command) => self.carry_out_history(command),
            Command::Edit(edit) => self.edit(&edit),
            Command::During(_, command) => self.carry_out(*command),
        }
    }
}

#[cfg(test)]
pub(super) fn builtin() -> Session {
    super::open_builtin(super::Desk::bare(crate::model::Day::MIN))
}
