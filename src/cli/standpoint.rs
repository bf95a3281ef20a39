//! The standpoint that the options of a command name, and notes for the person about it.
//!
//! Easy to get wrong: an option overrides what a saved view says, and leaves the rest of the view as it is.

use super::arguments::StandpointArgs;
use super::error::CliError;
use super::open::{OpenedProject, find_day, find_question, perform};
use crate::derive::{Clock, rule_sentences};
use crate::model::{Approximate, Day, Project, Question, QuestionId, StandingRule, Voice};
use crate::session::{Command, LookCommand, ProjectFacts, Session, StandpointFacts, day_of, rule_of};
use crate::store::read_rule_file;
use crate::view::View;

/// What the options name; `None` is left to others.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) question: Option<QuestionId>,
    pub(super) as_of: Option<Day>,
    pub(super) known_on: Option<Day>,
    pub(super) rule: Option<StandingRule>,
    pub(super) least_voice: Option<Voice>,
}

impl StandpointArgs {
    /// Looks up what is named, and reads the rule.
    pub(super) fn named(&self, project: &Project) -> Result<Named, CliError> {
        let Self { question, as_of, known_on, rule, least_voice } = self;
        let question = question.as_deref().map(|given| find_question(project, Some(given))).transpose()?;
        Ok(Named {
            question: question.map(|question| question.id.clone()),
            as_of: find_day(project, as_of.as_deref())?,
            known_on: find_day(project, known_on.as_deref())?,
            rule: rule.as_deref().map(read_rule_file).transpose()?,
            least_voice: *least_voice,
        })
    }
}

impl Named {
    /// `view` with all that is named.
    pub(super) fn over(&self, project: &Project, view: View) -> View {
        let Self { question, as_of, known_on, rule, least_voice } = self;
        let of_voices = |view: View| match least_voice {
            None => view.rule,
            Some(least) => Some(rule_of(project, &view).with_least_voice(*least, &project.manifest.rule)),
        };
        let rule = of_voices(View { rule: rule.clone().or(view.rule.clone()), ..view.clone() });
        View {
            question: question.clone().unwrap_or(view.question),
            as_of: as_of.or(view.as_of),
            known_on: known_on.or(view.known_on),
            rule: rule.filter(|rule| *rule != project.manifest.rule),
            ..view
        }
    }

    /// What a session that shows `view` has to be told.
    pub(super) fn commands(&self, project: &Project, view: &View) -> Vec<Command> {
        let wanted = self.over(project, view.clone());
        let mut commands = Vec::new();
        if wanted.question != view.question {
            commands.push(Command::Look(LookCommand::Ask(wanted.question)));
        }
        if wanted.as_of != view.as_of {
            commands.push(Command::Look(LookCommand::GoTo(wanted.as_of)));
        }
        if wanted.known_on != view.known_on {
            commands.push(Command::Look(LookCommand::KnowOn(wanted.known_on)));
        }
        if wanted.rule != view.rule {
            commands.push(Command::Look(LookCommand::UseRule(wanted.rule)));
        }
        commands
    }
}

/// What a session answers about the standpoint that it shows.
pub(super) struct Found<'s> {
    pub(super) project: &'s Project,
    pub(super) question: &'s Question,
    pub(super) project_facts: &'s ProjectFacts,
    pub(super) standpoint_facts: &'s StandpointFacts,
}

impl<'s> Found<'s> {
    /// The answers of `session`, which are those that the window shows.
    pub(super) fn of(session: &'s Session) -> Self {
        Self {
            project: session.project(),
            question: session.question(),
            project_facts: session.project_facts(),
            standpoint_facts: session.standpoint_facts(),
        }
    }
}

/// A session that looks at `opened` from the standpoint that the options name, and notes for the person. It neither reads
/// nor keeps saved views.
pub(super) fn session_from(opened: OpenedProject, args: &StandpointArgs) -> Result<(Session, Vec<String>), CliError> {
    let project = opened.project();
    let named = args.named(project)?;
    let question = find_question(project, named.question.as_ref().map(QuestionId::as_str))?;
    let view = named.over(project, View::of(question.id.clone()));
    let mut notes = opened.notes.clone();
    notes.extend(outside_evidence(project, question, &view));
    let mut session = opened.without_views()?;
    perform(&mut session, Command::Look(LookCommand::LookThrough(Box::new(view))))?;
    Ok((session, notes))
}

/// "note: …" for each day of `view` that lies before or after the evidence on `question`.
pub(super) fn outside_evidence(project: &Project, question: &Question, view: &View) -> Vec<String> {
    let on_it = || project.statements.values().filter(|statement| statement.question == question.id);
    let short = &question.short;
    let dated = || on_it().filter_map(|statement| Some((statement.said.latest()?, project.printed_by(statement)?)));
    let mut notes: Vec<String> = undated(project, question).into_iter().collect();
    let (Some(first_said), Some(first_printed)) =
        (dated().map(|(said, _)| said).min(), dated().map(|(_, printed)| printed).min())
    else {
        let what = if on_it().next().is_none() { "no statement" } else { "no dated statement" };
        notes.push(format!("note: these sources hold {what} on “{short}”"));
        return notes;
    };
    let before = notes.len();
    if let Some(day) = view.as_of.filter(|day| *day < first_said) {
        let (day, first) = (day.in_words(), first_said.in_words());
        notes.push(format!(
            "note: by {day} nobody had said anything on “{short}”; the first statement counts from {first}"
        ));
    }
    let (end, about) = day_of(project, None);
    if let Some(day) = view.as_of.filter(|day| *day > end) {
        let (day, end) = (day.in_words(), end.in_words());
        notes.push(format!(
            "note: nothing in these sources is newer than {}{end}, so {day} is not covered",
            word_of(about)
        ));
    }
    if let Some(day) = view.known_on.filter(|day| *day < first_printed) {
        let (day, first) = (day.in_words(), first_printed.in_words());
        notes.push(format!(
            "note: by {day} nothing on “{short}” had been printed; the first article counts from {first}"
        ));
    }
    if let Some(day) = view.known_on.filter(|day| *day > end) {
        let (day, end) = (day.in_words(), end.in_words());
        notes.push(format!(
            "note: nothing in these sources was printed after {}{end}, so everything is known on {day}",
            word_of(about)
        ));
    }
    let clock = Clock { as_of: view.as_of.unwrap_or(end), known_on: view.known_on };
    if notes.len() == before && !dated().any(|(said, printed)| clock.shows(said, printed)) {
        notes.push(format!(
            "note: nothing that was said on “{short}” by the as-of date had been printed by the day of knowledge"
        ));
    }
    notes
}

/// "note: …" where statements on `question`, or articles, count from no day because they are undated.
fn undated(project: &Project, question: &Question) -> Option<String> {
    let on_it = project.statements.values().filter(|statement| statement.question == question.id);
    let statements = on_it.filter(|statement| statement.said.is_undated()).count();
    let articles: Vec<&str> = project.undated_sources().map(|source| source.record.id.as_str()).collect();
    if statements == 0 && articles.is_empty() {
        return None;
    }
    let of_statements = match statements {
        0 => "no statement on this question is undated".to_owned(),
        1 => "1 statement on this question is undated and counts from no day".to_owned(),
        many => format!("{many} statements on this question are undated and count from no day"),
    };
    Some(match articles.as_slice() {
        [] => format!("note: {of_statements}"),
        [only] => format!("note: the article {only} is undated; {of_statements}"),
        many => format!("note: {} articles are undated ({}); {of_statements}", many.len(), many.join(", ")),
    })
}

/// "about ", or nothing.
pub(super) fn word_of(approximate: Approximate) -> &'static str {
    match approximate {
        Approximate::Exact => "",
        Approximate::About => "about ",
    }
}

/// "Rule: The latest statement decides. …"
pub(super) fn rule_line(rule: &StandingRule) -> String {
    format!("Rule: {}", rule_sentences(rule).join(" "))
}
