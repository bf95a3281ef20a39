//! Everything that is worked out from the project and kept until its inputs change.
//!
//! Caches live here and nowhere else; each compares its inputs by value.

use crate::derive::{Answer, Standings, Tally, Ties, answer, standings, tally, ties, ties_by};
use crate::layout::arrange::network_places;
use crate::layout::geometry::Point;
use crate::model::{ActorId, Approximate, Day, Project, Question, QuestionId};
use crate::view::{Filters, View};
use std::collections::{BTreeMap, BTreeSet};

/// What depends on the project alone.
#[derive(Clone, Debug)]
pub struct OfProject {
    /// Where all its ties, of any day, place the actors: so nobody moves when the day does.
    pub network: BTreeMap<ActorId, Point>,
}

impl OfProject {
    /// Works it out; the layout of a large network takes a while, see [`network_places`].
    pub fn new(project: &Project) -> Self {
        let ties = ties(project);
        Self { network: network_places(project, &ties) }
    }
}

/// What depends on the question and the day too.
#[derive(Clone, Debug)]
pub struct OfQuestion {
    inputs: (QuestionId, Day, Filters),
    /// The day looked at.
    pub as_of: Day,
    /// Whether that day is inferred.
    pub approximate: Approximate,
    /// Where everybody stands.
    pub standings: Standings,
    /// How the members divide.
    pub tally: Tally,
    /// The answer in one sentence.
    pub answer: Answer,
    /// Who is drawn.
    pub shown: BTreeSet<ActorId>,
    /// What ties the actors by that day.
    pub ties: Ties,
}

/// The day a view looks at, and whether it is inferred.
pub fn day_of(project: &Project, as_of: Option<Day>) -> (Day, Approximate) {
    let end = project.evidence_end();
    match (as_of, end) {
        (Some(day), Some((last, about))) if day == last => (day, about),
        (Some(day), _) => (day, Approximate::Exact),
        (None, Some(end)) => end,
        // Nobody has said anything yet, so any day will do on which the members are members.
        (None, None) => (last_accession(project).unwrap_or(Day::MIN), Approximate::About),
    }
}

fn last_accession(project: &Project) -> Option<Day> {
    let memberships = project.actors.values().flat_map(|actor| &actor.memberships);
    memberships.map(|membership| membership.since.latest()).max()
}

impl OfQuestion {
    /// Works it out for `view`, whose question is `question`.
    pub fn new(project: &Project, question: &Question, view: &View) -> Self {
        let (as_of, approximate) = day_of(project, view.as_of);
        let standings = standings(project, &question.id, as_of, &project.manifest.rule);
        let tally = tally(project, question, &standings);
        let answer = answer(question, &tally, as_of, approximate);
        let shown = view.filters.shown(project, question, &standings);
        let inputs = (question.id.clone(), as_of, view.filters.clone());
        let ties = ties_by(project, Some(as_of));
        Self { inputs, as_of, approximate, standings, tally, answer, shown, ties }
    }

    /// Whether it still holds for `view`.
    pub fn is_of(&self, project: &Project, view: &View) -> bool {
        self.inputs == (view.question.clone(), day_of(project, view.as_of).0, view.filters.clone())
    }
}
