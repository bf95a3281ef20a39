//! Two standpoints side by side: which is the other one, and what differs.

use super::derived::{ComparisonFacts, StandpointFacts};
use super::{Outcome, Session, sentence_of};
use crate::derive::{Clock, Standpoint};
use crate::model::{Project, Question};
use crate::view::{Comparison, OtherSide, View};

impl Session {
    /// Shows a comparison, unless its other side is not there.
    pub(super) fn compare(&mut self, comparison: Option<Comparison>) {
        if let Some(with) = comparison.as_ref().map(|comparison| &comparison.with)
            && let Err(why) = self.other_side(with)
        {
            self.notice = Some(Outcome::refused(why));
            return;
        }
        self.view.comparison = comparison;
    }

    /// Works the comparison out again if either side changed.
    pub(super) fn compare_again(&mut self) {
        let Some(comparison) = self.view.comparison.clone() else {
            self.comparison_facts = None;
            return;
        };
        let Ok((question, standpoint)) = self.other_side(&comparison.with) else {
            // The saved view or the statement it was made with is gone.
            self.comparison_facts = None;
            return;
        };
        let is_same = |kept: &ComparisonFacts| {
            kept.comparison == comparison
                && kept.other.is_of(&standpoint, &self.view.filters)
                && kept.now == (self.standpoint_facts.standpoint.clone(), self.view.filters.clone())
        };
        if self.comparison_facts.as_ref().is_some_and(is_same) {
            return;
        }
        let question = question.clone();
        let label = self.other_label(&comparison.with, &question);
        let other = self.seen_from(&question, standpoint);
        let now = (self.standpoint_facts.standpoint.clone(), self.view.filters.clone());
        self.comparison_facts = Some(ComparisonFacts::new(comparison, other, label, &self.standpoint_facts, now));
    }

    /// The question and the standpoint of the other side, or why there is none.
    fn other_side(&self, with: &OtherSide) -> Result<(&Question, Standpoint), String> {
        let now = self.project_facts.standpoint(&self.project, &self.view);
        let of_day = |clock: Clock| Standpoint { clock, ..now.clone() };
        let standpoint = match with {
            OtherSide::Day(day) => of_day(Clock { as_of: day.unwrap_or(self.project_facts.end.0), ..now.clock }),
            OtherSide::KnownOn(known_on) => of_day(Clock { known_on: *known_on, ..now.clock }),
            OtherSide::Question(question) => Standpoint { question: question.clone(), ..now },
            OtherSide::ProjectRule => Standpoint { rule: self.project.manifest.rule.clone(), ..now },
            OtherSide::Rule(rule) => match rule.faults().first() {
                None => Standpoint { rule: rule.clone(), ..now },
                Some(fault) => return Err(format!("The other rule contradicts itself: {fault}")),
            },
            OtherSide::View(key) => match self.saved.list.iter().find(|(other, _)| other == key) {
                Some((_, view)) => self.project_facts.standpoint(&self.project, view),
                None => return Err(format!("There is no saved view {:?} to compare with", key.0)),
            },
            OtherSide::Without(id) => match self.project.statements.get(id) {
                // A sentence may be coded more than once; it goes with all that was read from it.
                Some(statement) => {
                    now.leaving_out(sentence_of(&self.project, statement).into_iter().map(|of| of.id.clone()))
                }
                None => return Err(format!("There is no statement {id} to leave out")),
            },
        };
        let asked = &standpoint.question;
        match self.project.question(asked) {
            Some(question) => Ok((question, standpoint)),
            None => Err(format!("The other side asks {asked}, which this project does not")),
        }
    }

    /// The other side in words.
    fn other_label(&self, with: &OtherSide, question: &Question) -> String {
        match with {
            OtherSide::Day(day) => day.unwrap_or(self.project_facts.end.0).in_words(),
            OtherSide::KnownOn(Some(day)) => format!("as known on {}", day.in_words()),
            OtherSide::KnownOn(None) => "all that is known".to_owned(),
            OtherSide::Question(_) => question.short.clone(),
            OtherSide::ProjectRule => "the project’s rule".to_owned(),
            OtherSide::Rule(_) => "another rule".to_owned(),
            OtherSide::View(key) => view_name(self.views(), key),
            OtherSide::Without(statement) => without_label(&self.project, statement),
        }
    }

    /// The view through which the other side is drawn: this view with the other question, days and rule.
    pub fn other_view(&self) -> Option<View> {
        let StandpointFacts { standpoint, .. } = &self.comparison_facts.as_ref()?.other;
        Some(View {
            question: standpoint.question.clone(),
            as_of: Some(standpoint.clock.as_of),
            known_on: standpoint.clock.known_on,
            rule: Some(standpoint.rule.clone()),
            ..self.view.clone()
        })
    }
}

fn view_name(views: &[(crate::view::ViewKey, View)], key: &crate::view::ViewKey) -> String {
    let view = views.iter().find(|(other, _)| other == key).map(|(_, view)| view.name.clone());
    format!("the view “{}”", view.unwrap_or_default())
}

fn without_label(project: &Project, statement: &crate::model::StatementId) -> String {
    let title = project
        .statements
        .get(statement)
        .and_then(|of| project.sources.get(&of.source))
        .map_or("", |source| source.record.title.as_str());
    format!("the project without one sentence of “{title}”")
}
