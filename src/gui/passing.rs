//! State that comes and goes with the pointer and the dialogs; nothing of it is saved.

use super::dialogs::keeping::Choices;
use super::dialogs::palette::Palette;
use super::dialogs::record::RecordDialog;
use super::panels::reading::RulePage;
use super::project::ProjectPassing;
use super::widgets::day_field::DayWords;
use crate::model::{ActorId, ByteRange, Day, SourceId};
use crate::scene::Target;
use crate::session::Gesture;
use crate::store::Snapshot;
use crate::view::{Passage, ViewKey};

/// What fills the middle of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The picture that the view names.
    #[default]
    Picture,
    /// The table of actors.
    Actors,
}

/// What fills the right of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Side {
    /// What is open, or what was found.
    #[default]
    Reading,
    /// The steps that can be taken back.
    History,
    /// Title, questions, scale and rule of the project.
    Project,
}

/// How far the window is on its way to be closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Closing {
    /// Nobody asked for it.
    #[default]
    No,
    /// It was asked for while something was not saved, and the person is asked.
    Asked,
    /// It closes now, whatever is not saved.
    Now,
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

/// A dialog that asks for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// Of the view to be saved.
    New,
    /// Of a saved view.
    Rename(ViewKey),
}

/// A dialog that is only read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaflet {
    /// Version, sources, boundaries, licences.
    About,
    /// Every key and what it does.
    Shortcuts,
    /// What is wrong with the project.
    Defects,
}

/// Columns of the table of actors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Column {
    /// By name.
    #[default]
    Name,
    /// By kind.
    Kind,
    /// By standing, in scale order, silence last.
    Standing,
    /// By the number of statements.
    Statements,
    /// By the number of articles.
    Sources,
    /// By the date of the deciding statement.
    Said,
    /// By the day since which it has stood there.
    Since,
    /// By the day of accession.
    Member,
    /// By how few statements must go for the colour to change, silence last.
    Fragility,
}

/// Which end of a column comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Smallest first.
    #[default]
    Rising,
    /// Largest first.
    Falling,
}

/// How fast the timeline is played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Speed {
    /// With time to read.
    Slow,
    /// To follow who turns.
    #[default]
    Medium,
    /// To see the whole.
    Fast,
}

/// The timeline on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Playing {
    /// All days of one play are one step to take back.
    pub(crate) gesture: Gesture,
    /// The day that was asked for last; if another is looked at, somebody else moved it.
    pub(crate) shown: Day,
    /// When it was moved last, in seconds since the program started; `None` before the first frame.
    pub(crate) clock: Option<f64>,
    /// Where the handle is, in picture points of the timeline.
    pub(crate) x: f32,
}

/// What the timeline keeps between frames.
#[derive(Debug, Default)]
pub(crate) struct TimelinePassing {
    /// That it is being played.
    pub(crate) playing: Option<Playing>,
    /// How fast.
    pub(crate) speed: Speed,
    /// From the pointer to the handle that is dragged, in picture points.
    pub(crate) grip: f32,
    /// The day of knowledge while it is being written.
    pub(crate) known_words: Option<DayWords>,
    /// The day looked at while it is being written.
    pub(crate) day_words: Option<DayWords>,
}

/// A step among what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// To the sentence after.
    Next,
    /// To the sentence before.
    Previous,
}

/// Where the search stands while something is typed in its field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SearchPlace {
    /// In front.
    #[default]
    Shown,
    /// Behind what was opened since.
    Behind,
}

/// What the search asks for, and where it stands.
#[derive(Debug, Default)]
pub(crate) struct SearchPassing {
    /// A step that was asked for and not taken yet.
    pub(crate) step: Option<Step>,
    /// In front, or behind what was opened since.
    pub(crate) place: SearchPlace,
}

/// State that comes and goes.
#[derive(Debug, Default)]
pub(crate) struct Passing {
    /// What the timeline keeps between frames.
    pub(crate) timeline: TimelinePassing,
    /// What fills the middle.
    pub(crate) stage: Stage,
    /// What fills the right.
    pub(crate) side: Side,
    /// What coding keeps between frames.
    pub(crate) coding: super::coding::Coding,
    /// Dialogs and pages of projects and their settings.
    pub(crate) project: ProjectPassing,
    /// The palette of commands, while it is open.
    pub(crate) palette: Option<Palette>,
    /// Which side is kept of records that two programs changed.
    pub(crate) choices: Choices,
    /// Whether the window is about to close.
    pub(crate) closing: Closing,
    /// The record of an article that is being changed, or the article about to be deleted.
    pub(crate) record: Option<RecordDialog>,
    /// The snapshots of the project, while they are listed.
    pub(crate) snapshots: Option<Vec<Snapshot>>,
    /// The name under which a person codes, while it is written.
    pub(crate) coder_name: Option<String>,
    /// Whether pictures may move.
    pub(crate) motion: Motion,
    /// What is under the pointer.
    pub(crate) hovered: Option<Target>,
    /// The pointer has lain still since something else was shown: cards wait until it moves.
    pub(crate) pointer_rests: bool,
    /// A presentation is to begin in the next frame.
    pub(crate) present: bool,
    /// Whom the arrow keys have reached.
    pub(crate) cursor: Option<ActorId>,
    /// The words searched for; empty for no search.
    pub(crate) query: String,
    /// What the search asks for, and where it stands.
    pub(crate) search: SearchPassing,
    /// The search field is to take the keyboard in the next frame.
    pub(crate) focus_search: bool,
    /// A dialog that asks for a name, and the name so far.
    pub(crate) naming: Option<(Naming, String)>,
    /// The saved view about to be deleted.
    pub(crate) deleting: Option<ViewKey>,
    /// The dialog that is open to be read.
    pub(crate) leaflet: Option<Leaflet>,
    /// The table's order.
    pub(crate) sorted_by: (Column, Direction),
    /// Words that a row of the table must hold.
    pub(crate) table_filter: String,
    /// The words found in an article, in order: they are marked where it is read.
    pub(crate) found_in: Option<(SourceId, Vec<ByteRange>)>,
    /// The passage that the article was last scrolled to.
    pub(crate) scrolled_to: Option<Passage>,
    /// In how many frames that was asked for.
    pub(crate) scroll_tries: u8,
    /// How far the article is to be scrolled in the next frame, in logical pixels.
    pub(crate) article_offset: Option<f32>,
    /// On whose page those statements are marked that must go for its colour to change.
    pub(crate) fragile: Option<ActorId>,
    /// What the page of the rule keeps between frames.
    pub(crate) rule_page: RulePage,
    /// What the import keeps between frames.
    pub(crate) importing: super::importing::ImportPassing,
    /// The last gesture that was begun; all hands count together, so that no two gestures are one.
    gesture: u64,
}

impl Passing {
    /// A gesture that nobody has made yet.
    pub(crate) fn new_gesture(&mut self) -> Gesture {
        self.gesture += 1;
        Gesture(self.gesture)
    }

    /// The gesture that moves a widget: a new one when a drag begins; `None` for a key or a typed number, which is a
    /// step of its own.
    pub(crate) fn gesture_of(&mut self, response: &egui::Response) -> Option<Gesture> {
        if response.drag_started() {
            return Some(self.new_gesture());
        }
        (response.dragged() || response.drag_stopped()).then_some(Gesture(self.gesture))
    }
}
