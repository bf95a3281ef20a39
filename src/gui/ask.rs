//! What a widget asks for, once it was clicked, typed into or dragged.
//!
//! Requests go up, state comes down: a widget shows what it is given, changes nothing but its own state, and returns what
//! was asked for. [`super::App`] carries it out after everything was drawn.

use crate::model::{ActorId, ByteRange, QuestionId, SourceId, StatementId};
use crate::session::coding::Way;
use crate::session::{Command, Edit, LookCommand};
use crate::view::ViewKey;
use std::collections::BTreeSet;

/// Something that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ask {
    /// Of the session.
    Session(Command),
    /// Of the window.
    Window(WindowCommand),
}

impl From<Command> for Ask {
    fn from(command: Command) -> Self {
        Self::Session(command)
    }
}

impl From<WindowCommand> for Ask {
    fn from(command: WindowCommand) -> Self {
        Self::Window(command)
    }
}

impl From<OpenDialog> for Ask {
    fn from(dialog: OpenDialog) -> Self {
        Self::Window(WindowCommand::Open(dialog))
    }
}

/// Something to do in the window. None of it is saved, and none of it is a step to take back.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum WindowCommand {
    /// Open a dialog.
    Open(OpenDialog),
    /// Show the page on which projects begin and are opened.
    ShowStartPage,
    /// Leave that page for the project that is open.
    LeaveStartPage,
    /// Fill the middle of the window.
    ShowInMiddle(Middle),
    /// Fill the right of the window.
    ShowAtRight(RightPanel),
    /// Show the history at the right, or what stood there before.
    ToggleHistory,
    /// Give the keyboard to the search field.
    FocusSearch,
    /// Step through what a search found.
    StepInSearch(SearchStep),
    /// Mark in an article what a search found there.
    MarkFound(SourceId, Vec<ByteRange>),
    /// Mark, on its page, the statements without which this actor changes; nobody's for `None`.
    MarkFragile(Option<ActorId>),
    /// Show the open article in front of whatever covers it.
    ShowArticle,
    /// Scroll the open article to its passage again.
    ScrollToPassage,
    /// Let pictures move, or not.
    UseMotion(Motion),
    /// Fill the whole screen with one picture.
    Present,
    /// Code something.
    Code(CodingRequest),
    /// Close the window, whatever is not saved.
    CloseNow,
}

/// A dialog that can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OpenDialog {
    /// Begin a project.
    NewProject,
    /// Open another project.
    OpenProject,
    /// Save a copy of the project; the edit is then made in it.
    SaveCopy(Option<Box<Edit>>),
    /// Import articles.
    Import,
    /// Give what is seen a name.
    SaveView,
    /// Give a saved view another name.
    RenameView(ViewKey),
    /// Ask before a saved view is deleted.
    DeleteView(ViewKey),
    /// Ask under which name a person codes.
    CodeAs,
    /// List the snapshots.
    Snapshots,
    /// Change the record of an article.
    EditRecord(SourceId),
    /// Ask before an article is deleted.
    DeleteArticle(SourceId),
    /// Add an actor, or change this one.
    EditActor(Option<ActorId>),
    /// Make one actor of several.
    MergeActors(BTreeSet<ActorId>),
    /// Ask before a question is deleted.
    DeleteQuestion(QuestionId),
    /// Change many statements at once.
    Recode,
    /// Every command by name.
    Palette,
    /// Every key.
    Shortcuts,
    /// What is wrong with the project.
    Defects,
    /// Version, sources, boundaries, licences.
    About,
}

/// What fills the middle of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Middle {
    /// The picture that the view names.
    #[default]
    Picture,
    /// The table of actors.
    Actors,
}

/// What fills the right of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RightPanel {
    /// What is open, or what was found.
    #[default]
    Reading,
    /// The steps that can be taken back.
    History,
    /// Title, questions, scale and rule of the project.
    Settings,
}

/// A step among what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SearchStep {
    /// To the sentence after.
    Next,
    /// To the sentence before.
    Previous,
}

/// Whether pictures may move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Motion {
    /// Discs fly from one picture to the next.
    #[default]
    Full,
    /// Nothing moves by itself.
    Reduced,
}

/// What is to be coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CodingRequest {
    /// The next sentence that is not coded, or the one before.
    GoOn(Way),
    /// A statement, to correct it.
    Edit(StatementId),
    /// The sentence of a statement, for another position that it tells.
    CodeAgain(StatementId),
}

/// Everything that was asked for in a frame, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "what was asked for is carried out only if it is handed on"]
pub(crate) struct Asks(Vec<Ask>);

impl Asks {
    /// Nothing yet.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// One thing.
    pub(crate) fn one(ask: impl Into<Ask>) -> Self {
        Self(vec![ask.into()])
    }

    /// One thing more.
    pub(crate) fn push(&mut self, ask: impl Into<Ask>) {
        self.0.push(ask.into());
    }

    /// More things.
    pub(crate) fn extend<T: Into<Ask>>(&mut self, asks: impl IntoIterator<Item = T>) {
        self.0.extend(asks.into_iter().map(Into::into));
    }

    /// Whether another view is to be looked through.
    pub(crate) fn looks_through(&self) -> bool {
        self.0.iter().any(|ask| matches!(ask, Ask::Session(Command::Look(LookCommand::LookThrough(_)))))
    }

    /// Whether nothing was asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl IntoIterator for Asks {
    type Item = Ask;
    type IntoIter = std::vec::IntoIter<Ask>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Into<Ask>> FromIterator<T> for Asks {
    fn from_iter<I: IntoIterator<Item = T>>(asks: I) -> Self {
        Self(asks.into_iter().map(Into::into).collect())
    }
}
