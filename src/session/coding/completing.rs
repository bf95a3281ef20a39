//! Whom a field offers while a name is typed.
//!
//! Who is named in the sentence comes first, then who was chosen last, then everybody else as they match. The thing
//! easily got wrong: names are compared as a searcher types them, without case and accents.

use crate::evidence::folding::{Fold, folded_words};
use crate::evidence::search::find_actors;
use crate::model::{ActorId, Project};

/// Whom to offer for `typed`, best first, at most `most`. Where nothing is typed, those of the sentence and those chosen
/// last.
pub fn completions(
    project: &Project,
    typed: &str,
    in_sentence: &[ActorId],
    last: &[ActorId],
    most: usize,
) -> Vec<ActorId> {
    let near = in_sentence.iter().chain(last).filter(|id| project.actors.contains_key(*id));
    let mut offered: Vec<ActorId> = Vec::new();
    let mut offer = |id: &ActorId| {
        if !offered.contains(id) && offered.len() < most {
            offered.push(id.clone());
        }
    };
    if typed.trim().is_empty() {
        near.for_each(offer);
        return offered;
    }
    let matching = find_actors(project, typed);
    // Whoever is called exactly so is meant.
    let wanted = folded_words(typed, Fold::Search);
    let is_called = |id: &&ActorId| {
        project.actors.get(*id).is_some_and(|actor| {
            std::iter::once(&actor.name).chain(&actor.aliases).any(|name| folded_words(name, Fold::Search) == wanted)
        })
    };
    matching.iter().filter(is_called).for_each(&mut offer);
    near.filter(|id| matching.contains(id)).for_each(&mut offer);
    matching.iter().for_each(offer);
    offered
}
