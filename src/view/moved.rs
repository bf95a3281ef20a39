//! What changed in a project since a view was saved.

use super::{Seen, SeenSource, SeenStanding};
use crate::derive::count_of;
use crate::model::{ActorId, Day, Project, Question, SourceId};
use std::collections::BTreeSet;

/// An actor whose standing differs from when the view was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedStanding {
    /// The actor.
    pub actor: ActorId,
    /// Its standing then; `None` for silence.
    pub then: Option<SeenStanding>,
    /// Its standing now; `None` for silence.
    pub now: Option<SeenStanding>,
}

/// What changed between two states of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// How many statements were added.
    pub newer: usize,
    /// How many statements were removed.
    pub gone: usize,
    /// Articles that were added.
    pub new_sources: Vec<SourceId>,
    /// Articles that were removed.
    pub gone_sources: Vec<SourceId>,
    /// How many statements were recoded.
    pub recoded: usize,
    /// The as-of date then and now, where the view follows the end of the evidence.
    pub day: Option<(Day, Day)>,
    /// The actors whose standing differs, by actor.
    pub standings: Vec<MovedStanding>,
}

impl Moved {
    /// What changed from `then` to `now`.
    pub fn between<'a>(then: &'a Seen, now: &'a Seen) -> Self {
        let mut moved = Self { day: (then.as_of != now.as_of).then_some((then.as_of, now.as_of)), ..Self::default() };
        let sources: BTreeSet<&SourceId> = then.sources.keys().chain(now.sources.keys()).collect();
        for source in sources {
            let (before, after) = (then.sources.get(source), now.sources.get(source));
            if before == after {
                continue;
            }
            match (before, after) {
                (None, _) => moved.new_sources.push(source.clone()),
                (_, None) => moved.gone_sources.push(source.clone()),
                (Some(_), Some(_)) => {}
            }
            let marks = |of: Option<&'a SeenSource>| of.map(SeenSource::statements).unwrap_or_default();
            let (before, after) = (marks(before), marks(after));
            moved.newer += after.keys().filter(|name| !before.contains_key(*name)).count();
            moved.gone += before.keys().filter(|name| !after.contains_key(*name)).count();
            moved.recoded += after.iter().filter(|(name, of)| before.get(*name).is_some_and(|was| was != *of)).count();
        }
        let actors: BTreeSet<&ActorId> = then.standings.keys().chain(now.standings.keys()).collect();
        moved.standings = actors
            .into_iter()
            .map(|actor| MovedStanding {
                actor: actor.clone(),
                then: then.standings.get(actor).copied(),
                now: now.standings.get(actor).copied(),
            })
            .filter(|of| of.then != of.now)
            .collect();
        moved
    }

    /// Whether nothing changed.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// "2 statements newer; Spain would turn contested": the changes, the most important first. Empty if nothing
    /// changed.
    pub fn in_words(&self, project: &Project, question: &Question) -> Vec<String> {
        let Self { newer, gone, new_sources, gone_sources, recoded, day, standings } = self;
        let mut parts = Vec::new();
        let mut count = |number: usize, one: &str, many: &str| {
            if number > 0 {
                parts.push(count_of(number, one, many));
            }
        };
        count(*newer, "statement newer", "statements newer");
        count(*gone, "statement gone", "statements gone");
        count(new_sources.len(), "article newer", "articles newer");
        count(gone_sources.len(), "article gone", "articles gone");
        count(*recoded, "statement coded otherwise", "statements coded otherwise");
        if let Some((then, now)) = day {
            parts.push(format!("the evidence ends on {} and no longer on {}", now.in_words(), then.in_words()));
        }
        parts.extend(standings.iter().map(|of| of.in_words(project, question)));
        if standings.is_empty() && !parts.is_empty() {
            parts.push("nobody’s standing would change".to_owned());
        }
        parts
    }
}

impl MovedStanding {
    /// "Spain would turn contested", "Spain would turn from not now to supports".
    pub fn in_words(&self, project: &Project, question: &Question) -> String {
        let name = project.actor_name(&self.actor);
        let label = |of: Option<SeenStanding>| question.label(of.map(|of| of.stance)).to_lowercase();
        let is_contested = |of: Option<SeenStanding>| of.is_some_and(|of| of.contested);
        let (then, now) = (label(self.then), label(self.now));
        if self.then.map(|of| of.stance) == self.now.map(|of| of.stance) {
            let turn = if is_contested(self.now) { "turn contested" } else { "no longer be contested" };
            return format!("{name} would {turn}");
        }
        let contested = if is_contested(self.now) { ", contested" } else { "" };
        format!("{name} would turn from {then} to {now}{contested}")
    }
}
