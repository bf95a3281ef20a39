//! Changes how the project is looked at: the question, the days, the rule, the filters, the picture, what is open.

use crate::derive::MatrixLook;
use crate::layout::camera::Camera;
use crate::layout::picture::{Picture, Pin};
use crate::model::{ActorId, ByteRange, Day, QuestionId, SourceId, Stance, StandingRule};
use crate::scene::Target;
use crate::session::{Outcome, Session, relations_of, statements_of};
use crate::view::{
    ActorClass, ArticlePlace, Comparison, ConditionFilter, Filters, Passage, ThemeChoice, TimelineLook, View,
};

/// Looks at the project in another way.
#[derive(Clone, Debug, PartialEq)]
pub enum LookCommand {
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
    /// Look through a view for a while: a step of a presentation, or the return from one. Not recorded for undo.
    LookThrough(Box<View>),
}

impl LookCommand {
    /// What a menu calls it after "Undo"; `None` for browsing, which is not recorded.
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
            Self::Pin(..) => Some("moving an actor"),
            Self::ResetLayout => Some("reset of the layout"),
            Self::UseTheme(_) => Some("change of theme"),
            Self::Show(_)
            | Self::LookFrom(_)
            | Self::Open(_)
            | Self::ReadInArticle(_)
            | Self::ReadWords(..)
            | Self::Back
            | Self::Close
            | Self::LookThrough(_) => None,
        }
    }
}

impl Session {
    pub(super) fn carry_out_look(&mut self, command: LookCommand) {
        match command {
            LookCommand::Ask(question) => {
                if question == self.view.question {
                    // It is asked already; what is read stays as it is.
                } else if self.project.question(&question).is_some() {
                    self.view.question = question;
                    self.keep_reading();
                } else {
                    self.notice = Some(Outcome::refused(format!("This project does not ask {question}")));
                }
            }
            LookCommand::Show(picture) => {
                if self.view.picture != picture {
                    self.view.picture = picture;
                    self.view.camera = None;
                }
            }
            LookCommand::LookFrom(camera) => self.view.camera = camera,
            LookCommand::GoTo(day) => self.view.as_of = day,
            LookCommand::KnowOn(day) => self.view.known_on = day,
            LookCommand::UseRule(rule) => self.use_rule(rule),
            LookCommand::Compare(comparison) => self.compare(comparison),
            LookCommand::ShowTimeline(look) => self.view.timeline = look,
            LookCommand::ArrangeMatrix(look) => self.view.matrix = look,
            LookCommand::FilterConditions(conditions) => self.view.filters.conditions = conditions,
            LookCommand::ToggleStance(stance) => toggle(&mut self.view.filters.hidden_stances, stance),
            LookCommand::ToggleClass(class) => toggle(&mut self.view.filters.hidden_classes, class),
            LookCommand::ShowEverybody => self.view.filters = Filters::default(),
            LookCommand::Open(target) => self.open_target(target),
            LookCommand::ReadInArticle(passage) => {
                if let Some(source) = self.source_of(&passage) {
                    self.view.article = Some(ArticlePlace { source, passage });
                }
            }
            LookCommand::ReadWords(source, bytes) => self.read_words(source, bytes),
            LookCommand::Back => {
                let (selection, article) = self.behind.pop().unwrap_or_default();
                self.view.selection = selection;
                self.view.article = article;
            }
            LookCommand::Close => {
                self.behind.clear();
                self.view.selection = None;
                self.view.article = None;
            }
            LookCommand::Pin(actor, pin) => {
                self.view.pinned.entry(self.view.picture).or_default().insert(actor, pin);
            }
            LookCommand::ResetLayout => {
                self.view.pinned.remove(&self.view.picture);
                self.view.camera = None;
            }
            LookCommand::UseTheme(theme) => self.use_theme(theme),
            LookCommand::LookThrough(view) => {
                self.view = *view;
                self.behind.clear();
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::super::{Command, builtin};
    use super::LookCommand;
    use crate::layout::picture::Picture;
    use crate::scene::Target;
    use crate::session::Outcome;

    #[test]
    fn a_question_that_the_project_does_not_ask_is_refused() {
        let mut session = builtin();
        let before = session.view().clone();
        let unknown = "unheard-of".parse().unwrap();
        let outcome = session.perform(Command::Look(LookCommand::Ask(unknown)));
        assert_eq!(outcome.refusal().as_deref(), Some("This project does not ask unheard-of"));
        assert_eq!(session.view(), &before);
    }

    #[test]
    fn another_picture_is_seen_whole_and_is_not_recorded_for_undo() {
        let mut session = builtin();
        let _ = session.perform(Command::Look(LookCommand::Show(Picture::Network)));
        assert_eq!((session.view().picture, session.view().camera), (Picture::Network, None));
        assert_eq!(session.undo_label(), None);
    }

    #[test]
    fn back_leads_to_what_was_open_before_and_close_to_nothing() {
        let mut session = builtin();
        let actors: Vec<_> = session.project().actors.keys().take(2).cloned().map(Target::Actor).collect();
        for target in &actors {
            let _ = session.perform(Command::Look(LookCommand::Open(target.clone())));
        }
        assert_eq!(session.view().selection.as_ref(), actors.last());
        let _ = session.perform(Command::Look(LookCommand::Back));
        assert_eq!(session.view().selection.as_ref(), actors.first());
        let _ = session.perform(Command::Look(LookCommand::Close));
        assert_eq!(session.view().selection, None);
    }

    #[test]
    fn the_same_day_again_is_nothing() {
        let mut session = builtin();
        assert_eq!(session.perform(Command::Look(LookCommand::GoTo(None))), Outcome::Nothing);
    }
}
