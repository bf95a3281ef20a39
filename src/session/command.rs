//! What a person can ask the session to do: the one door for menus, keys, the command line and tests.

use super::keeping::ConflictChoice;
use super::opening::NewProject;
use super::{Edit, Gesture, ImportStep};
use crate::derive::MatrixLook;
use crate::layout::camera::Camera;
use crate::layout::picture::{Picture, Pin};
use crate::model::{ActorId, ByteRange, Day, QuestionId, RecordId, SourceId, Stance, StandingRule};
use crate::scene::Target;
use crate::view::{ActorClass, Comparison, ConditionFilter, Passage, ThemeChoice, TimelineLook, View, ViewKey};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Something to do. Only [`super::Session::perform`] carries it out.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Ask another question.
    Ask(QuestionId),
    /// Draw another picture.
    Show(Picture),
    /// Look at another part of the picture; `None` shows it whole.
    LookFrom(Option<Camera>),
    /// Look at another day; `None` follows the end of the evidence.
    GoTo(Option<Day>),
    /// See only what was known on a day; `None` for all that is known.
    KnowOn(Option<Day>),
    /// Follow another rule; `None` restores the project's.
    UseRule(Option<StandingRule>),
    /// Compare what is looked at; `None` ends the comparison.
    Compare(Option<Comparison>),
    /// Draw the timeline in another way, or put it away.
    ShowTimeline(TimelineLook),
    /// Lay out the matrix in another way.
    ArrangeMatrix(MatrixLook),
    /// Show only stances with conditions, only those without, or both.
    FilterConditions(ConditionFilter),
    /// Hide or show everybody with this standing, or without one.
    ToggleStance(Option<Stance>),
    /// Hide or show a row of the list of what is shown.
    ToggleClass(ActorClass),
    /// Hide nobody.
    ShowEverybody,
    /// Open something beside the picture, with its deciding sentence in the article.
    Open(Target),
    /// Show a sentence in its article and keep what is open.
    ReadInArticle(Passage),
    /// Show words of an article, coded or not, and keep what is open; the article's record where nothing is.
    ReadWords(SourceId, ByteRange),
    /// Return to what was open before.
    Back,
    /// Close what is open beside the picture.
    Close,
    /// Put an actor somewhere by hand.
    Pin(ActorId, Pin),
    /// Put every actor of this picture back to its own place.
    ResetLayout,
    /// Light, dark, or as the system is set.
    UseTheme(ThemeChoice),
    /// Save what is seen under a name.
    SaveView(String),
    /// Open a saved view. If the project has moved since it was saved, say so first and change nothing.
    OpenView(ViewKey),
    /// Open a saved view, whatever has moved since.
    OpenMovedView(ViewKey),
    /// Leave the view that was asked for closed.
    LeaveMovedView,
    /// Look through a view for a while: a step of a presentation, or the return from one. It is not taken back.
    LookThrough(Box<View>),
    /// Overwrite a saved view with what is seen.
    UpdateView(ViewKey),
    /// Give a saved view another name.
    RenameView(ViewKey, String),
    /// Save a copy of a saved view below it.
    DuplicateView(ViewKey),
    /// Remove a saved view.
    DeleteView(ViewKey),
    /// Move a saved view to another place in the list, 0 for the first.
    MoveView(ViewKey, usize),
    /// Take back the last change of a setting or of the saved views.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Go back, or forward again, to the state after this many steps of the history.
    GoToStep(usize),
    /// Change the project.
    Edit(Box<Edit>),
    /// Read foreign files, decide what becomes of them, take them in.
    Import(ImportStep),
    /// From now on this person codes.
    CodeAs(String),
    /// Open the project in a folder instead of this one.
    OpenProject(PathBuf),
    /// Open the project that comes with the program instead of this one.
    OpenBuiltIn,
    /// Take a folder off the list of projects opened last.
    ForgetProject(PathBuf),
    /// Make a project in a new folder and open it.
    NewProject(Box<NewProject>),
    /// Write this project into a new folder and go on in the copy.
    SaveCopy(PathBuf),
    /// Save now what is not saved yet.
    SaveNow,
    /// Put the whole project aside as it is.
    TakeSnapshot,
    /// Open a project that was put aside, to be read.
    OpenSnapshot(PathBuf),
    /// Take in the unsaved work of an earlier run; where the folder has moved on since, what is chosen.
    Recover(BTreeMap<RecordId, ConflictChoice>),
    /// Leave the unsaved work of an earlier run aside, where it can still be found.
    DeclineRecovery,
    /// Decide on the unsaved work of an earlier run another time.
    PutRecoveryOff,
    /// Settle what another program changed too.
    Resolve(BTreeMap<RecordId, ConflictChoice>),
    /// A change on the way of a gesture; all of one gesture are taken back in one step.
    During(Gesture, Box<Command>),
}

impl Command {
    /// Whether it changes the project or how it is looked at, and nothing on disk: then it is known whether anything
    /// changed.
    pub(super) fn is_only_looking(&self) -> bool {
        match self {
            Self::During(_, command) => command.is_only_looking(),
            Self::Edit(_) | Self::Undo | Self::Redo | Self::GoToStep(_) => true,
            other => other.undo_label().is_some(),
        }
    }

    /// What a menu calls it after "Undo"; `None` for browsing, which is not taken back.
    pub fn undo_label(&self) -> Option<&'static str> {
        match self {
            Self::Ask(_) => Some("change of question"),
            Self::GoTo(_) => Some("change of date"),
            Self::KnowOn(_) => Some("change of the day of knowledge"),
            Self::UseRule(Some(_)) => Some("change of the rule"),
            Self::UseRule(None) => Some("return to the project’s rule"),
            Self::Compare(Some(_)) => Some("comparison"),
            Self::Compare(None) => Some("end of the comparison"),
            Self::ShowTimeline(_) => Some("change of the timeline"),
            Self::ArrangeMatrix(_) => Some("change of the matrix"),
            Self::ToggleStance(_) | Self::ToggleClass(_) | Self::ShowEverybody | Self::FilterConditions(_) => {
                Some("filter")
            }
            Self::During(_, command) => command.undo_label(),
            Self::Edit(edit) => Some(edit.label()),
            Self::Pin(..) => Some("moving an actor"),
            Self::ResetLayout => Some("reset of the layout"),
            Self::UseTheme(_) => Some("change of theme"),
            Self::SaveView(_) => Some("saving a view"),
            Self::OpenView(_) | Self::OpenMovedView(_) => Some("opening a view"),
            Self::UpdateView(_) => Some("updating a view"),
            Self::RenameView(..) => Some("renaming a view"),
            Self::DuplicateView(_) => Some("duplicating a view"),
            Self::DeleteView(_) => Some("deleting a view"),
            Self::MoveView(..) => Some("moving a view"),
            Self::Show(_)
            | Self::LookFrom(_)
            | Self::Open(_)
            | Self::ReadInArticle(_)
            | Self::ReadWords(..)
            | Self::Back
            | Self::Close
            | Self::LeaveMovedView
            | Self::LookThrough(_)
            | Self::Undo
            | Self::Redo
            | Self::GoToStep(_)
            | Self::Import(_)
            | Self::CodeAs(_)
            | Self::OpenProject(_)
            | Self::OpenBuiltIn
            | Self::ForgetProject(_)
            | Self::NewProject(_)
            | Self::SaveCopy(_)
            | Self::SaveNow
            | Self::TakeSnapshot
            | Self::OpenSnapshot(_)
            | Self::Recover(_)
            | Self::DeclineRecovery
            | Self::PutRecoveryOff
            | Self::Resolve(_) => None,
        }
    }
}
