//! The one door: carries out a [`Command`], records what can be taken back, and derives again what no longer holds.
//!
//! The thing easily got wrong: what is recorded is the state on both sides of a command, whatever the command did on its
//! way.

use super::history::{History, Restored, State, Step, StepName};
use super::{Command, MovedView, Outcome, Session, Why, relations_of, statements_of};
use crate::model::{SourceId, StandingRule};
use crate::scene::Target;
use crate::store::SnapshotReason;
use crate::view::{ArticlePlace, Passage, View};
use std::sync::Arc;

impl Session {
    /// Carries out `command` and says what became of it; nothing is half done. What there is to say also stands in
    /// [`Session::notice`] until the next command.
    pub fn perform(&mut self, command: Command) -> Outcome {
        self.notice = None;
        let edition = self.edition;
        let looked_at = command.is_only_looking().then(|| self.state());
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
        if let (Some(name), Some(before)) = (name, before) {
            let after = self.state();
            self.history.record(Step { name, gesture, before, after, change });
        }
        self.derive_again();
        let is_same = edition == self.edition && looked_at.is_some_and(|before| before == self.state());
        let plain = || if is_same { Outcome::Nothing } else { Outcome::Done(String::new()) };
        let outcome = self.notice.clone().unwrap_or_else(plain);
        if let Outcome::Refused(Why::ReadOnly(..)) = &outcome {
            // Whoever asked offers a copy, or says so.
            self.notice = None;
        }
        outcome
    }

    pub(super) fn state(&self) -> State {
        State { view: self.view.clone(), views: Arc::clone(&self.saved.list), opened: self.opened_view.clone() }
    }

    #[expect(clippy::too_many_lines, reason = "an arm for each command, and no more in it than that")]
    fn carry_out(&mut self, command: Command) {
        match command {
            Command::Ask(question) => {
                if question == self.view.question {
                    // It is asked already; what is read stays as it is.
                } else if self.project.question(&question).is_some() {
                    self.view.question = question;
                    self.keep_reading();
                } else {
                    self.notice = Some(Outcome::refused(format!("This project does not ask {question}")));
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
            Command::ToggleClass(class) => toggle(&mut self.view.filters.hidden_classes, class),
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
            Command::UseTheme(theme) => self.use_theme(theme),
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
                    self.notice = Some(Outcome::refused("A view needs a name".to_owned()));
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
                let mut list = self.saved.list.to_vec();
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
            Command::TakeSnapshot => self.take_snapshot(SnapshotReason::AsAsked),
            Command::OpenSnapshot(folder) => self.open_snapshot(&folder),
            Command::Recover(choices) => self.recover(&choices),
            Command::DeclineRecovery => self.decline_recovery(),
            Command::PutRecoveryOff => self.put_recovery_off(),
            Command::Resolve(choices) => self.resolve(choices),
        }
    }

    fn restore(&mut self, step: impl FnOnce(&mut History) -> Option<Restored>) {
        if let Some(Restored { state: State { view, views, opened }, patch, label }) = step(&mut self.history) {
            let theme = std::mem::replace(&mut self.view, view).theme;
            if self.view.theme != theme {
                self.use_theme(self.view.theme);
            }
            self.opened_view = opened;
            if self.saved.list != views {
                self.replace_views(Arc::unwrap_or_clone(views));
            }
            if let Some(patch) = patch {
                self.apply_from_history(label, &patch);
            }
        }
    }

    /// Follows another rule, unless it contradicts itself.
    fn use_rule(&mut self, rule: Option<StandingRule>) {
        let faults = rule.as_ref().map(StandingRule::faults).unwrap_or_default();
        if let Some(fault) = faults.first() {
            self.notice = Some(Outcome::refused(format!("The rule contradicts itself: {fault}. It stays as it was")));
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
        let statements = statements_of(&self.project, &self.standpoint_facts, target);
        let relations = relations_of(&self.standpoint_facts, target).first().cloned().map(Passage::Relation);
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
