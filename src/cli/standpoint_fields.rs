//! The standpoint of an answer, and the answer, in every format: lines above a table, fields beside the rows of JSON,
//! columns on each line of CSV.
//!
//! The shape is a promise to other programs: a field may be added, none renamed or removed.

use super::reply::one_line;
use crate::derive::{Answer, Clock, rule_sentences};
use crate::model::{Approximate, Day, Project, Question, QuestionId, StandingRule};
use crate::session::StandpointFacts;
use serde::Serialize;

/// A standpoint and its answer as other programs read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct StandpointFields {
    question: QuestionId,
    question_text: String,
    /// `None` if nothing is dated and there is no day to look at.
    pub(super) as_of: Option<Day>,
    as_of_approximate: bool,
    known_on: Option<Day>,
    pub(super) rule: Vec<String>,
    project_rule: bool,
    answer: String,
}

impl StandpointFields {
    /// Those of an answer that has been derived.
    pub(super) fn of(project: &Project, question: &Question, found: &StandpointFacts) -> Self {
        let standpoint = &found.standpoint;
        Self::new(project, question, &standpoint.rule, standpoint.clock, found.approximate, &found.answer)
    }

    /// Those of the answer to `question` on the days of `clock`.
    pub(super) fn new(
        project: &Project,
        question: &Question,
        rule: &StandingRule,
        clock: Clock,
        approximate: Approximate,
        answer: &Answer,
    ) -> Self {
        Self {
            question: question.id.clone(),
            question_text: question.text.clone(),
            as_of: (clock.as_of != Day::MIN).then_some(clock.as_of),
            as_of_approximate: approximate == Approximate::About,
            known_on: clock.known_on,
            rule: rule_sentences(rule),
            project_rule: *rule == project.manifest.rule,
            answer: answer.to_text(),
        }
    }

    /// The question.
    pub(super) fn question_line(&self) -> String {
        one_line(&self.question_text)
    }

    /// "As of about 10 December 2024 (2024-12-10), as known on 5 December 2024 (2024-12-05)".
    pub(super) fn as_of_line(&self) -> String {
        let about = if self.as_of_approximate { "about " } else { "" };
        let as_of = match self.as_of {
            None => "As of no day: nothing in these sources is dated".to_owned(),
            Some(day) => format!("As of {about}{} ({day})", day.in_words()),
        };
        as_of + &self.known_on_words()
    }

    /// ", as known on 5 December 2024 (2024-12-05)", or nothing.
    pub(super) fn known_on_words(&self) -> String {
        self.known_on.map_or_else(String::new, |day| format!(", as known on {} ({day})", day.in_words()))
    }

    /// How the members divide, in words.
    pub(super) fn answer_line(&self) -> String {
        one_line(&self.answer)
    }

    /// "Rule: The latest statement decides. …"
    pub(super) fn rule_line(&self) -> String {
        format!("Rule: {}", self.rule.join(" "))
    }

    /// The same with a line end, where the rule in force is not the project's.
    pub(super) fn other_rule_line(&self) -> String {
        if self.project_rule { String::new() } else { self.rule_line() + "\n" }
    }
}
