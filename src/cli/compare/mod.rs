//! `demarche compare`: what differs between two sides, and because of which statement.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed.

mod side;
mod told;

use super::arguments::{CompareArgs, Format};
use super::error::CliError;
use super::open::{find_question, moved_note, open_project};
use super::reply::{Reply, one_line};
use super::rows::{csv_reply, json_reply};
use super::standpoint::{Named, outside_evidence};
use crate::derive::{Difference, differences};
use crate::model::Question;
use crate::session::{Session, StandpointFacts};
use crate::view::View;
use side::{Kind, Named as NamedSide, Side};
use told::ToldComparison;

/// One side, worked out.
struct Found<'s> {
    named: NamedSide,
    question: &'s Question,
    standpoint_facts: StandpointFacts,
}

/// Both sides, and what differs.
struct Compared<'s> {
    session: &'s Session,
    from: Found<'s>,
    to: Found<'s>,
    differences: Vec<Difference>,
}

/// Shows what differs.
pub(super) fn compare(args: &CompareArgs) -> Result<Reply, CliError> {
    let CompareArgs { project, from, to, standpoint, format } = args;
    let (session, mut notes) = open_project(project.as_deref())?.into_session()?;
    let shared = standpoint.named(session.project())?;
    let sides = [side::find_side(&session, from)?, side::find_side(&session, to)?];
    refuse_idle_options(&shared, &sides)?;
    let [from, to] = sides;
    let (from_view, to_view) =
        (look(&session, &shared, &from.side, &to.side)?, look(&session, &shared, &to.side, &from.side)?);
    let from = find(&session, from, &from_view)?;
    let to = find(&session, to, &to_view)?;
    for (found, view) in [(&from, &from_view), (&to, &to_view)] {
        let moved = match &found.named.side {
            Side::View(key) => moved_note(&session, key),
            Side::Day(_) | Side::KnownOn(_) | Side::Question(_) | Side::Rule(_) => None,
        };
        for note in moved.into_iter().chain(outside_evidence(session.project(), found.question, view)) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    notes.extend(note_on_sides(&session, &from, &to));
    let differences = differences(&from.standpoint_facts.standings, &to.standpoint_facts.standings);
    let compared = Compared { session: &session, from, to, differences };
    let told = ToldComparison::of(&compared);
    let reply = match format {
        Format::Table => Reply::fine(told.table(session.project())),
        Format::Json => json_reply(&told)?,
        Format::Csv => {
            let (columns, lines) = told.lines();
            csv_reply(&columns, &lines)
        }
    };
    Ok(reply.after(notes))
}

/// An option that both sides override says nothing, and whoever wrote it means something else.
fn refuse_idle_options(shared: &Named, sides: &[NamedSide; 2]) -> Result<(), CliError> {
    let Named { question, as_of, known_on, rule, least_voice: _ } = shared;
    let options = [
        (question.is_some(), "--question", Kind::Question),
        (as_of.is_some(), "--as-of", Kind::Day),
        (known_on.is_some(), "--known-on", Kind::KnownOn),
        (rule.is_some(), "--rule", Kind::Rule),
    ];
    for (given, option, kind) in options {
        if given && sides.iter().all(|side| side.side.kind() == kind) {
            return Err(CliError::Refused(format!(
                "{option} sets what both sides share, but --from and --to each name {}: leave out {option}, or name \
                 something else on one side",
                kind.in_words()
            )));
        }
    }
    Ok(())
}

/// How `side` looks at the project: what it does not name is as in the options, else as in the other side if that is a
/// saved view, else as in the project.
fn look(session: &Session, shared: &Named, side: &Side, other: &Side) -> Result<View, CliError> {
    let project = session.project();
    let view_of = |side: &Side| match side {
        Side::View(key) => session.views().iter().find(|(saved, _)| saved == key).map(|(_, view)| view.clone()),
        Side::Day(_) | Side::KnownOn(_) | Side::Question(_) | Side::Rule(_) => None,
    };
    let start = match view_of(side).or_else(|| view_of(other)) {
        Some(view) => view,
        None => View::of(find_question(project, None)?.id.clone()),
    };
    let view = shared.over(project, start);
    let view = match side {
        Side::Day(day) => View { as_of: Some(*day), ..view },
        Side::KnownOn(day) => View { known_on: Some(*day), ..view },
        Side::Question(question) => View { question: question.clone(), ..view },
        Side::View(_) => view,
        Side::Rule(rule) => View { rule: Some(rule.clone()), ..view },
    };
    // A rule that a side names is cut to the same least voice.
    let least = Named { question: None, as_of: None, known_on: None, rule: None, least_voice: shared.least_voice };
    Ok(least.over(project, view))
}

fn find<'s>(session: &'s Session, named: NamedSide, view: &View) -> Result<Found<'s>, CliError> {
    let project = session.project();
    let given = &named.given;
    let Some(question) = project.question(&view.question) else {
        return Err(CliError::Refused(format!(
            "{given:?} asks the question {}, which this project does not have",
            view.question
        )));
    };
    if let Some(fault) = view.rule.as_ref().and_then(|rule| rule.faults().into_iter().next()) {
        return Err(CliError::Refused(format!("the rule that {given:?} follows contradicts itself: {fault}")));
    }
    let standpoint_facts = StandpointFacts::through(project, session.project_facts(), question, view);
    Ok(Found { named, question, standpoint_facts })
}

/// A note where the sides are the same, or of different kinds.
fn note_on_sides(session: &Session, from: &Found<'_>, to: &Found<'_>) -> Option<String> {
    let words = |found: &Found<'_>| told::in_words(session.project(), found);
    if from.standpoint_facts.standpoint == to.standpoint_facts.standpoint {
        return Some(one_line(&format!("note: both sides are the same: {}", words(from))));
    }
    let (one, other) = (from.named.side.kind(), to.named.side.kind());
    (one != other).then(|| {
        one_line(&format!(
            "note: --from names {} and --to {}; the two sides are {}; and {}",
            one.in_words(),
            other.in_words(),
            words(from),
            words(to)
        ))
    })
}
