//! The program without its window: what is open, how it is looked at, and the one way to change either.
//!
//! Both faces, the command line and the window, read the same session and send it the same [`Command`]s. The thing
//! easily got wrong: painting must change nothing, so every change goes through [`Session::perform`].

pub mod coding;
mod command;
mod comparison;
mod derived;
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
mod reading;
mod saved_views;
mod templates;
mod suggesting;
mod viewing;

pub use command::Command;
pub use derived::{OfComparison, OfProject, OfQuestion, OfTime, day_of, rule_of};
pub use desk::{Desk, Wake, today};
pub use edit::{Edit, NewSource, Recoding, Refusal, TakenFrom};
pub use editing::{Access, ReadOnly};
pub use fresh_id::{fresh_actor_id, fresh_question_id, fresh_relation_id, fresh_statement_id};
pub use keeper_link::Safety;
pub use history::{Gesture, HistoryEntry, StepName};
pub use importing::{
    ArticleDraft, BareRecord, Choice, DraftKey, DraftRecord, Filling, Handed, ImportProgress, ImportStep, Importing,
    Likeness, Original as KnownFrom, Stage as ImportStage,
};
pub use look::Look;
pub use opening::{NewProject, Opening, OpeningError, open_builtin, open_project_folder, view_home};
pub use reading::{marked_actors, relations_of, sentence_of, statements_of};
pub use saved_views::ViewHome;
pub use templates::{
    Beginning, BeginningField, Template, country_named, folder_name, new_question, new_question_like, project_from, short_of, usual_scale,
};
pub use suggesting::{Progress, Suggesting, SuggestionKey};

use crate::derive::Standpoint;
use crate::layout::picture::Pin;
use crate::model::{ActorId, Day, Project, Question, SourceId, StandingRule};
use crate::scene::{Page, Target};
use crate::store::{Defect, LastRead, Opened, Wholeness};
use crate::view::{ArticlePlace, Moved, Passage, View, ViewKey, ViewList};
use keeper_link::Keeping;
use history::{Change, History, Restored, State, Step};
use saved_views::SavedViews;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::ScopedJoinHandle;

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

/// A word to the person, shown until the next command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Something was done.
    Done(String),
    /// Something could not be done; says what is safe and what to do.
    Failed(String),
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
    of_project: OfProject,
    of_question: OfQuestion,
    of_time: OfTime,
    of_comparison: Option<OfComparison>,
    view: View,
    saved: SavedViews,
    opened_view: Option<ViewKey>,
    moved_view: Option<MovedView>,
    behind: Vec<(Option<Target>, Option<ArticlePlace>)>,
    history: History,
    importing: Importing,
    notice: Option<Notice>,
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
        let of_project = OfProject::new(&project);
        let standpoint = of_project.standpoint(&project, &view);
        let of_time = OfTime::new(&of_project.ledger, &standpoint);
        let of_question = OfQuestion::new(&project, &of_project, question, standpoint, &view.filters);
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
            of_project,
            of_question,
            of_time,
            of_comparison: None,
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

    /// Which project this is, and how often it has changed since it was opened. Whoever keeps something that was worked
    /// out from the project keeps this beside it.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// Who sits at the program.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Every step that can be taken back, from the first to the last, and then those that were taken back and can be
    /// done again.
    pub fn history(&self) -> impl DoubleEndedIterator<Item = HistoryEntry<'_>> {
        self.history.entries()
    }

    /// What could not be read, or does not hold.
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }

    /// How it is looked at.
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

    /// What follows from the project.
    pub fn of_project(&self) -> &OfProject {
        &self.of_project
    }

    /// What follows from the project, the question and the day.
    pub fn of_question(&self) -> &OfQuestion {
        &self.of_question
    }

    /// How standings changed over all days.
    pub fn of_time(&self) -> &OfTime {
        &self.of_time
    }

    /// The comparison that is shown.
    pub fn of_comparison(&self) -> Option<&OfComparison> {
        self.of_comparison.as_ref()
    }

    /// The actors that the picture marks: whom the selection is about, or, where a comparison is read, who stands
    /// elsewhere.
    pub fn marked(&self) -> BTreeSet<ActorId> {
        match (&self.view.selection, &self.of_comparison) {
            (None | Some(Target::Page(Page::Comparison)), Some(of)) => {
                of.differences.iter().map(|difference| difference.actor.clone()).collect()
            }
            (selection, _) => marked_actors(&self.project, &self.of_question, selection.as_ref()),
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

    /// The last word to the person.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Whether there is something behind what is open.
    pub fn can_go_back(&self) -> bool {
        !self.behind.is_empty()
    }

    /// What would be taken back.
    pub fn undo_label(&self) -> Option<&'static str> {
        self.history.undo_label()
    }

    /// What would be done again.
    pub fn redo_label(&self) -> Option<&'static str> {
        self.history.redo_label()
    }

    /// The actors put by hand in the picture that is shown.
    pub fn pins(&self) -> BTreeMap<ActorId, Pin> {
        self.view.pins().map(|(actor, pin)| (actor.clone(), pin)).collect()
    }

    /// Carries out `command`. What went wrong stands in [`Session::notice`]; nothing is half done.
    pub fn perform(&mut self, command: Command) {
        self.notice = None;
        let name = command.undo_label().map(|label| match &command {
            Command::Edit(edit) => StepName { label, detail: edit.detail(&self.project).into() },
            _ => StepName::plain(label),
        });
        let before = name.as_ref().map(|_| self.state());
        let (gesture, command) = match command {
            Command::During(gesture, command) => (Some(gesture), *command),
            command => (None, command),
        };
        self.carry_out(command);
        let change = self.change.take();
        self.look_at_what_is_there();
        if let (Some(name), Some(before)) = (name, before) {
            let after = self.state();
            self.history.record(Step { name, gesture, before, after, change });
        }
        self.derive_again();
    }

    fn state(&self) -> State {
        State { view: self.view.clone(), views: self.saved.list.clone(), opened: self.opened_view.clone() }
    }

    fn carry_out(&mut self, command: Command) {
        match command {
            Command::Ask(question) => {
                if question == self.view.question {
                    // It is asked already; what is read stays as it is.
                } else if self.project.question(&question).is_some() {
                    self.view.question = question;
                    self.keep_reading();
                } else {
                    self.notice = Some(Notice::Failed(format!("This project does not ask {question}")));
                }
            }
            Command::Show(picture) => {
                if self.view.picture != picture {
                    self.view.picture = picture;
                    self.view.camera = None;
                }
            }
            Command::LookFrom(camera) => self.view.camera = camera,
            Command::GoTo(day) => self.view.as_of = day,
            Command::KnowOn(day) => self.view.known_on = day,
            Command::UseRule(rule) => self.use_rule(rule),
            Command::Compare(comparison) => self.compare(comparison),
            Command::ShowTimeline(look) => self.view.timeline = look,
            Command::ArrangeMatrix(look) => self.view.matrix = look,
            Command::FilterConditions(conditions) => self.view.filters.conditions = conditions,
            Command::ToggleStance(stance) => toggle(&mut self.view.filters.hidden_stances, stance),
            Command::ToggleCircle(circle) => toggle(&mut self.view.filters.hidden_circles, circle),
            Command::ShowEverybody => self.view.filters = crate::view::Filters::default(),
            Command::Open(target) => self.open_target(target),
            Command::ReadInArticle(passage) => {
                if let Some(source) = self.source_of(&passage) {
                    self.view.article = Some(ArticlePlace { source, passage });
                }
            }
            Command::ReadWords(source, bytes) => self.read_words(source, bytes),
            Command::Back => {
                let (selection, article) = self.behind.pop().unwrap_or_default();
                self.view.selection = selection;
                self.view.article = article;
            }
            Command::Close => {
                self.behind.clear();
                self.view.selection = None;
                self.view.article = None;
            }
            Command::Pin(actor, pin) => {
                self.view.pinned.entry(self.view.picture).or_default().insert(actor, pin);
            }
            Command::ResetLayout => {
                self.view.pinned.remove(&self.view.picture);
                self.view.camera = None;
            }
            Command::UseTheme(theme) => self.view.theme = theme,
            Command::SaveView(name) => self.save_view(&name),
            Command::OpenView(key) => match self.moved_since(&key) {
                Some(moved) => self.moved_view = Some(MovedView { key, moved }),
                None => self.open_view(key),
            },
            Command::OpenMovedView(key) => {
                self.moved_view = None;
                self.open_view(key);
            }
            Command::LeaveMovedView => self.moved_view = None,
            Command::LookThrough(view) => {
                self.view = *view;
                self.behind.clear();
            }
            Command::During(_, command) => self.carry_out(*command),
            Command::UpdateView(key) => {
                let now = self.view_to_save();
                self.change_view(&key, |view| *view = View { name: view.name.clone(), ..now });
                self.opened_view = Some(key);
            }
            Command::RenameView(key, name) => {
                let name = name.trim().to_owned();
                if name.is_empty() {
                    self.notice = Some(Notice::Failed("A view needs a name".to_owned()));
                } else {
                    self.change_view(&key, |view| view.name = name);
                }
            }
            Command::DuplicateView(key) => self.duplicate_view(&key),
            Command::DeleteView(key) => {
                let list = self.saved.list.iter().filter(|(other, _)| *other != key).cloned().collect();
                self.replace_views(list);
            }
            Command::MoveView(key, place) => {
                let mut list = self.saved.list.clone();
                if let Some(from) = list.iter().position(|(other, _)| *other == key) {
                    let moved = list.remove(from);
                    list.insert(place.min(list.len()), moved);
                    self.replace_views(list);
                }
            }
            Command::Undo => self.restore(History::undo),
            Command::Redo => self.restore(History::redo),
            Command::GoToStep(steps) => {
                while self.history.position() > steps && self.history.undo_label().is_some() {
                    self.restore(History::undo);
                }
                while self.history.position() < steps && self.history.redo_label().is_some() {
                    self.restore(History::redo);
                }
            }
            Command::Edit(edit) => self.edit(&edit),
            Command::Import(step) => self.import(step),
            Command::CodeAs(name) => self.code_as(&name),
            Command::OpenProject(folder) => self.open_project(&folder),
            Command::OpenBuiltIn => self.open_built_in(),
            Command::ForgetProject(folder) => self.forget_project(&folder),
            Command::NewProject(new) => self.new_project(*new),
            Command::SaveCopy(folder) => self.save_copy(&folder),
            Command::SaveNow => self.save_now(),
            Command::Recover(choices) => self.recover(&choices),
            Command::DeclineRecovery => self.decline_recovery(),
            Command::PutRecoveryOff => self.put_recovery_off(),
            Command::Resolve(choices) => self.resolve(choices),
        }
    }

    fn restore(&mut self, step: impl FnOnce(&mut History) -> Option<Restored>) {
        if let Some(Restored { state: State { view, views, opened }, patch, label }) = step(&mut self.history) {
            self.view = view;
            self.opened_view = opened;
            if self.saved.list != views {
                self.replace_views(views);
            }
            if let Some(patch) = patch {
                self.apply_from_history(label, &patch);
            }
        }
    }

    /// Works out everything that follows from the project, after it changed.
    fn derive_all_again(&mut self) {
        self.look_at_what_is_there();
        self.of_project = OfProject::new(&self.project);
        let standpoint = self.of_project.standpoint(&self.project, &self.view);
        self.of_time = OfTime::new(&self.of_project.ledger, &standpoint);
        self.of_question = self.seen_from(self.question(), standpoint);
        self.of_comparison = None;
        self.compare_again();
    }

    fn derive_again(&mut self) {
        let standpoint = self.of_project.standpoint(&self.project, &self.view);
        let (is_of_time, is_of_question) =
            (self.of_time.is_of(&standpoint), self.of_question.is_of(&standpoint, &self.view.filters));
        // Neither needs the other, and a rule that is dragged asks for both within one frame.
        let (of_time, of_question) = std::thread::scope(|scope| {
            let ledger = &self.of_project.ledger;
            let of_time = (!is_of_time).then(|| scope.spawn(|| OfTime::new(ledger, &standpoint)));
            let of_question = (!is_of_question).then(|| self.seen_from(self.question(), standpoint.clone()));
            (of_time.map(ScopedJoinHandle::join), of_question)
        });
        match of_time {
            Some(Ok(of_time)) => self.of_time = of_time,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => {}
        }
        if let Some(of_question) = of_question {
            self.of_question = of_question;
        }
        self.compare_again();
    }

    /// What follows from a standpoint, with the filters of the view.
    fn seen_from(&self, question: &Question, standpoint: Standpoint) -> OfQuestion {
        OfQuestion::new(&self.project, &self.of_project, question, standpoint, &self.view.filters)
    }

    /// Follows another rule, unless it contradicts itself.
    fn use_rule(&mut self, rule: Option<StandingRule>) {
        let faults = rule.as_ref().map(StandingRule::faults).unwrap_or_default();
        if let Some(fault) = faults.first() {
            self.notice = Some(Notice::Failed(format!("The rule contradicts itself: {fault}. It stays as it was")));
        } else {
            // The project's own rule, written out, is the project's rule.
            self.view.rule = rule.filter(|rule| *rule != self.project.manifest.rule);
        }
    }

    fn open_target(&mut self, target: Target) {
        let now = (self.view.selection.clone(), self.view.article.clone());
        if now.0.as_ref() == Some(&target) {
            return;
        }
        if now.0.is_some() {
            self.behind.push(now);
        }
        self.view.article = match &target {
            Target::Source(source) => Some(ArticlePlace { source: source.clone(), passage: Passage::Start }),
            Target::Actor(_)
            | Target::Tie(..)
            | Target::MembersWith(_)
            | Target::EverybodyWith(_)
            | Target::Members
            | Target::Statement(_)
            | Target::Among(_)
            | Target::Cell(..)
            | Target::Page(_) => self.place_of_first_sentence(&target),
        };
        self.view.selection = Some(target);
    }

    /// Where the first sentence behind `target` stands.
    fn place_of_first_sentence(&self, target: &Target) -> Option<ArticlePlace> {
        let statements = statements_of(&self.project, &self.of_question, target);
        let relations = relations_of(&self.of_question, target).first().cloned().map(Passage::Relation);
        let passage = relations.or_else(|| statements.into_iter().next().map(Passage::Statement))?;
        Some(ArticlePlace { source: self.source_of(&passage)?, passage })
    }

    fn source_of(&self, passage: &Passage) -> Option<SourceId> {
        match passage {
            Passage::Start | Passage::Words(_) => self.view.article.as_ref().map(|place| place.source.clone()),
            Passage::Statement(id) => self.project.statements.get(id).map(|statement| statement.source.clone()),
            Passage::Relation(id) => self.project.relations.get(id).map(|relation| relation.source.clone()),
        }
    }

    /// After another question is asked, what is open stays open, with its sentence on that question.
    fn keep_reading(&mut self) {
        self.derive_again();
        let selection = self.view.selection.clone();
        if let Some(target) = selection.filter(|target| !matches!(target, Target::Statement(_) | Target::Source(_))) {
            self.view.article = self.place_of_first_sentence(&target);
        }
    }
}

fn toggle<T: Ord>(set: &mut std::collections::BTreeSet<T>, value: T) {
    if !set.remove(&value) {
        set.insert(value);
    }
}
