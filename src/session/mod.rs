//! The program without its window: what is open, how it is looked at, and the one way to change either.
//!
//! Both faces, the command line and the window, read the same session and send it the same [`Command`]s. The thing
//! easily got wrong: painting must change nothing, so every change goes through [`Session::perform`].

pub mod coding;
mod commands;
mod comparison;
mod crash_report;
mod derived;
mod deriving;
mod desk;
mod edit;
mod editing;
mod fresh_id;
mod history;
mod importing;
mod keeper_link;
pub mod keeping;
mod look;
mod opening;
mod outcome;
mod performing;
mod reading;
mod saved_views;
mod suggesting;
mod templates;

pub use commands::{Command, HistoryCommand, KeepingCommand, LookCommand, ProjectCommand, ViewsCommand};
pub use crash_report::{CrashReport, report_panics_in, take_crash};
pub use derived::{ComparisonFacts, ProjectFacts, StandingChanges, StandpointFacts, day_of, rule_of};
pub use desk::{Desk, Wake, moment_in_words, today};
pub use edit::{Edit, NewSource, Recoding, Refusal, TakenFrom};
pub use editing::{Access, ReadOnly};
pub use fresh_id::{fresh_actor_id, fresh_question_id, fresh_relation_id, fresh_statement_id};
pub use history::{Gesture, HistoryEntry, StepName};
pub use importing::{
    ArticleDraft, BareRecord, Choice, DraftKey, DraftRecord, Filling, Handed, ImportProgress, ImportStep, Importing,
    Likeness, Original as KnownFrom, Stage as ImportStage,
};
pub use keeper_link::Safety;
pub use look::Look;
pub use opening::{NewProject, Opening, OpeningError, open_builtin, open_project_folder, view_home};
pub use outcome::{Outcome, Why};
pub use reading::{marked_actors, relations_of, sentence_of, statements_of};
pub use saved_views::ViewHome;
pub use suggesting::{Progress, Suggesting, SuggestionKey};
pub use templates::{
    Beginning, BeginningField, Template, country_named, folder_name, new_question, new_question_like, project_from,
    short_of, usual_scale,
};

use crate::layout::picture::Pin;
use crate::model::{ActorId, Day, Project, Question, StandingRule};
use crate::scene::{Page, Target};
use crate::store::{Defect, LastRead, Opened, Wholeness};
use crate::view::{ArticlePlace, Moved, View, ViewKey, ViewList};
use history::{Change, History};
use keeper_link::Keeping;
use saved_views::SavedViews;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where the project comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Compiled into the program.
    BuiltIn,
    /// A folder.
    Folder(PathBuf),
}

/// A project as it was at one moment: equal editions hold the same records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition {
    /// Counts the projects opened since the program started.
    opened: u64,
    /// Counts the changes since it was opened.
    pub revision: u64,
}

impl Edition {
    fn first() -> Self {
        static OPENED: AtomicU64 = AtomicU64::new(0);
        Self { opened: OPENED.fetch_add(1, Ordering::Relaxed), revision: 0 }
    }
}

/// A saved view that was asked for, and what moved since it was saved. Nothing else has changed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedView {
    /// Which view.
    pub key: ViewKey,
    /// What moved.
    pub moved: Moved,
}

/// A project, opened.
pub struct Session {
    origin: Origin,
    access: Access,
    desk: Desk,
    project: Project,
    edition: Edition,
    last_read: LastRead,
    keeping: Keeping,
    /// What the command that is being carried out has changed in the project.
    change: Option<Change>,
    defects: Vec<Defect>,
    project_facts: ProjectFacts,
    standpoint_facts: StandpointFacts,
    standing_changes: StandingChanges,
    comparison_facts: Option<ComparisonFacts>,
    view: View,
    saved: SavedViews,
    opened_view: Option<ViewKey>,
    moved_view: Option<MovedView>,
    behind: Vec<(Option<Target>, Option<ArticlePlace>)>,
    history: History,
    importing: Importing,
    notice: Option<Outcome>,
}

/// Why a project cannot be opened at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// A picture answers a question; without one there is nothing to show.
    #[error("the project asks no question that can be read: see the defects of project.ron")]
    NoQuestion,
}

impl Session {
    /// Opens what was read, with the views that were shipped with it and those kept in `home`.
    pub fn open(opened: Opened, origin: Origin, shipped: ViewList, home: ViewHome) -> Result<Self, OpenError> {
        let Opened { project, mut defects, whole, last_read, .. } = opened;
        let access = match (&origin, whole) {
            (Origin::BuiltIn, _) => Access::ReadOnly(ReadOnly::BuiltIn),
            (Origin::Folder(_), Wholeness::Partial) => Access::ReadOnly(ReadOnly::NotReadWhole),
            (Origin::Folder(_), Wholeness::Whole) => Access::Editable,
        };
        let question = project.manifest.questions.first().ok_or(OpenError::NoQuestion)?;
        let view = View::of(question.id.clone());
        let project_facts = ProjectFacts::new(&project);
        let standpoint = project_facts.standpoint(&project, &view);
        let standing_changes = StandingChanges::new(&project_facts.ledger, &standpoint);
        let standpoint_facts = StandpointFacts::new(&project, &project_facts, question, standpoint, &view.filters);
        let (saved, view_defects) = SavedViews::open(shipped, home);
        // A folder's views were read with it already; each is told once.
        let is_new = |of_view: &Defect| !defects.iter().any(|told| told.file == of_view.file);
        let view_defects: Vec<Defect> = view_defects.into_iter().filter(is_new).collect();
        defects.extend(view_defects);
        defects.sort();
        Ok(Self {
            origin,
            access,
            desk: Desk::bare(Day::MIN),
            edition: Edition::first(),
            last_read,
            keeping: Keeping::default(),
            change: None,
            project,
            defects,
            project_facts,
            standpoint_facts,
            standing_changes,
            comparison_facts: None,
            view,
            saved,
            opened_view: None,
            moved_view: None,
            behind: Vec::new(),
            history: History::default(),
            importing: Importing::default(),
            notice: None,
        })
    }

    /// Where the project comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Whether the project can be changed.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Which project this is, and how often it has changed since it was opened. Whatever is cached from the project is
    /// cached with its edition.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// The person at the program and their settings.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Every step that can be undone, from the first to the last, and then those that were undone and can be redone.
    pub fn history(&self) -> impl DoubleEndedIterator<Item = HistoryEntry<'_>> {
        self.history.entries()
    }

    /// What could not be read, or is inconsistent.
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }

    /// How the project is looked at.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The question that is asked.
    ///
    /// # Panics
    /// Never: [`Session::perform`] refuses questions that the project does not have, and a project has at least one.
    pub fn question(&self) -> &Question {
        let questions = &self.project.manifest.questions;
        let asked = questions.iter().find(|question| question.id == self.view.question);
        match asked.or(questions.first()) {
            Some(question) => question,
            None => unreachable!("a session has a question: Session::open checks it"),
        }
    }

    /// The rule in force: the view's own, else the project's.
    pub fn rule(&self) -> &StandingRule {
        rule_of(&self.project, &self.view)
    }

    /// What is derived from the project alone.
    pub fn project_facts(&self) -> &ProjectFacts {
        &self.project_facts
    }

    /// What is derived from the project, the question, both days and the rule.
    pub fn standpoint_facts(&self) -> &StandpointFacts {
        &self.standpoint_facts
    }

    /// Every change of a standing, on any day.
    pub fn standing_changes(&self) -> &StandingChanges {
        &self.standing_changes
    }

    /// What the comparison that is shown is made of.
    pub fn comparison_facts(&self) -> Option<&ComparisonFacts> {
        self.comparison_facts.as_ref()
    }

    /// The actors that the picture marks: whom the selection is about, or, where a comparison is read, who stands
    /// elsewhere.
    pub fn marked(&self) -> BTreeSet<ActorId> {
        match (&self.view.selection, &self.comparison_facts) {
            (None | Some(Target::Page(Page::Comparison)), Some(of)) => {
                of.differences.iter().map(|difference| difference.actor.clone()).collect()
            }
            (selection, _) => marked_actors(&self.project, &self.standpoint_facts, selection.as_ref()),
        }
    }

    /// A saved view that was asked for, and waits until the person has read what moved since.
    pub fn moved_view(&self) -> Option<&MovedView> {
        self.moved_view.as_ref()
    }

    /// The saved views in order.
    pub fn views(&self) -> &[(ViewKey, View)] {
        &self.saved.list
    }

    /// Where saved views are kept.
    pub fn view_home(&self) -> &ViewHome {
        self.saved.home()
    }

    /// The saved view that was opened or saved last; `None` if it is gone since.
    pub fn opened_view(&self) -> Option<&ViewKey> {
        self.opened_view.as_ref().filter(|opened| self.saved.list.iter().any(|(key, _)| key == *opened))
    }

    /// The message of the last command, or of work that a thread finished since.
    pub fn notice(&self) -> Option<&Outcome> {
        self.notice.as_ref()
    }

    /// Shows the outcome of something that happened elsewhere, until the next command.
    pub fn tell(&mut self, outcome: Outcome) {
        self.notice = Some(outcome);
    }

    /// Whether [`LookCommand::Back`] has something to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.behind.is_empty()
    }

    /// The label of the step that undo would undo.
    pub fn undo_label(&self) -> Option<&'static str> {
        self.history.undo_label()
    }

    /// The label of the step that redo would redo.
    pub fn redo_label(&self) -> Option<&'static str> {
        self.history.redo_label()
    }

    /// The actors put by hand in the picture that is shown.
    pub fn pins(&self) -> BTreeMap<ActorId, Pin> {
        self.view.pins().map(|(actor, pin)| (actor.clone(), pin)).collect()
    }
}
