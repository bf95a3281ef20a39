//! Where a query applies: the articles and the coded sentences that its filters leave.
//!
//! Statements are looked up when something is asked, so that coding a sentence folds no text again. Several filters of
//! one kind leave what any of them leaves; those of different kinds must all hold, actor and stance in one statement.

use super::actors::{folded_name, is_called};
use super::filters::FilterKey;
use super::query::{Fault, Filter, Query};
use crate::evidence::folding::{Fold, folded_words};
use crate::model::{ActorId, ByteRange, Day, EdtfDate, Project, Source, SourceId, Speaker, Stance, Statement};
use std::collections::BTreeSet;

/// Where a query applies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The articles by id; `None` for all.
    pub(super) articles: Option<Vec<(SourceId, Reach)>>,
    faults: Vec<Fault>,
}

/// How much of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// All of it.
    Whole,
    /// The sentences quoted here.
    Quoted(Vec<ByteRange>),
}

impl Scope {
    /// What the filters of `query` leave of `project`.
    pub fn of(query: &Query, project: &Project) -> Self {
        if query.filters.is_empty() {
            return Self::default();
        }
        let mut faults = Vec::new();
        let of_key = |key: FilterKey| query.filters.iter().filter(move |filter| filter.key == key);
        let actors = actors_called(of_key(FilterKey::Actor), project, &mut faults);
        let stances = stances_called(of_key(FilterKey::Stance), project, &mut faults);
        let outlets = outlets_called(of_key(FilterKey::Outlet), project, &mut faults);
        let from = days(of_key(FilterKey::From), EdtfDate::earliest, &mut faults);
        let until = days(of_key(FilterKey::Until), EdtfDate::latest, &mut faults);
        let is_in = |source: &Source| {
            let published = &source.record.published;
            outlets.as_ref().is_none_or(|outlets| outlets.contains(source.record.outlet.as_str()))
                && from.iter().all(|day| published.latest().is_some_and(|latest| latest >= *day))
                && until.iter().all(|day| published.earliest().is_some_and(|earliest| earliest <= *day))
        };
        let within = project.sources.values().filter(|source| is_in(source)).map(|source| source.record.id.clone());
        let mut articles: Vec<(SourceId, Reach)> = within.map(|id| (id, Reach::Whole)).collect();
        if actors.is_some() || stances.is_some() {
            for (_, reach) in &mut articles {
                *reach = Reach::Quoted(Vec::new());
            }
            for statement in project.statements.values() {
                let is_meant = actors.as_ref().is_none_or(|actors| is_by_any(statement, actors))
                    && stances.as_ref().is_none_or(|stances| stances.contains(&statement.stance));
                if !is_meant {
                    continue;
                }
                let place = articles.binary_search_by(|(source, _)| source.cmp(&statement.source));
                if let Some((_, Reach::Quoted(quotes))) = place.ok().and_then(|place| articles.get_mut(place)) {
                    quotes.push(statement.quote.bytes);
                }
            }
        }
        articles.retain(|(_, reach)| *reach != Reach::Quoted(Vec::new()));
        Self { articles: Some(articles), faults }
    }

    /// What the project does not know.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

fn is_by_any(statement: &Statement, actors: &BTreeSet<&ActorId>) -> bool {
    let speaker = match &statement.speaker {
        Speaker::Actor(actor) => Some(actor),
        Speaker::Article => None,
    };
    let mut about = [Some(&statement.actor), statement.on_behalf_of.as_ref(), speaker].into_iter().flatten();
    about.any(|actor| actors.contains(actor))
}

/// The actors that any of the filters names, by a whole name where there is one, else by the start of a word; `None`
/// without a filter.
fn actors_called<'a>(
    filters: impl Iterator<Item = &'a Filter>,
    project: &'a Project,
    faults: &mut Vec<Fault>,
) -> Option<BTreeSet<&'a ActorId>> {
    let mut all = None;
    for filter in filters {
        let called = folded_name(&filter.value);
        let is_whole = |name: &String| folded_name(name) == called;
        let whole: Vec<&ActorId> = project
            .actors
            .values()
            .filter(|actor| std::iter::once(&actor.name).chain(&actor.aliases).any(is_whole))
            .map(|actor| &actor.id)
            .collect();
        let begun = || project.actors.values().filter(|actor| is_called(actor, &called)).map(|actor| &actor.id);
        let found: Vec<&ActorId> = if whole.is_empty() { begun().collect() } else { whole };
        if found.is_empty() {
            faults.push(Fault { at: filter.at.clone(), words: format!("No actor is called “{}”", filter.value) });
        }
        all.get_or_insert_with(BTreeSet::new).extend(found);
    }
    all
}

fn stances_called<'a>(
    filters: impl Iterator<Item = &'a Filter>,
    project: &Project,
    faults: &mut Vec<Fault>,
) -> Option<BTreeSet<Stance>> {
    let mut all = None;
    for filter in filters {
        let called = folded_words(&filter.value, Fold::Search);
        let begins = |name: &str| folded_words(name, Fold::Search).starts_with(&called);
        let steps = || project.manifest.questions.iter().flat_map(|question| &question.scale);
        let is_meant = |stance: &Stance| {
            begins(stance.code()) || steps().any(|step| step.stance == *stance && begins(&step.label))
        };
        let found: Vec<Stance> = Stance::ALL.into_iter().filter(is_meant).filter(|_| !called.is_empty()).collect();
        if found.is_empty() {
            faults.push(Fault { at: filter.at.clone(), words: format!("No stance is called “{}”", filter.value) });
        }
        all.get_or_insert_with(BTreeSet::new).extend(found);
    }
    all
}

fn outlets_called<'a>(
    filters: impl Iterator<Item = &'a Filter>,
    project: &'a Project,
    faults: &mut Vec<Fault>,
) -> Option<BTreeSet<&'a str>> {
    let mut all = None;
    for filter in filters {
        let called = folded_words(&filter.value, Fold::Search);
        let outlets: BTreeSet<&str> = project.sources.values().map(|source| source.record.outlet.as_str()).collect();
        let is_meant = |outlet: &&str| !called.is_empty() && folded_words(outlet, Fold::Search).contains(&called);
        let found: Vec<&str> = outlets.into_iter().filter(is_meant).collect();
        if found.is_empty() {
            let words = format!("No article was published by “{}”", filter.value);
            faults.push(Fault { at: filter.at.clone(), words });
        }
        all.get_or_insert_with(BTreeSet::new).extend(found);
    }
    all
}

fn days<'a>(filters: impl Iterator<Item = &'a Filter>, day: fn(EdtfDate) -> Day, faults: &mut Vec<Fault>) -> Vec<Day> {
    let mut found = Vec::new();
    for filter in filters {
        match filter.value.parse::<EdtfDate>() {
            Ok(date) => found.push(day(date)),
            Err(_) => {
                let words = format!("“{}” is no date: write 2024-12-09, 2024-12 or 2024", filter.value);
                faults.push(Fault { at: filter.at.clone(), words });
            }
        }
    }
    found
}
