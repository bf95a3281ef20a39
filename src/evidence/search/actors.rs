//! Actors by any of their names.

use crate::evidence::folding::{Fold, folded_words};
use crate::model::{Actor, ActorId, Project};

/// How well an actor matches, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    WholeName,
    StartOfName,
    WordOfName,
    WholeAlias,
    WordOfAlias,
    WordOfRole,
}

/// Actors with a word that starts with `words`: in the name before an alias before the role, then by name.
pub fn find_actors(project: &Project, words: &str) -> Vec<ActorId> {
    let words = folded_name(words);
    if !words.contains(char::is_alphanumeric) {
        return Vec::new();
    }
    let mut found: Vec<(Match, String, &ActorId)> = project
        .actors
        .values()
        .filter_map(|actor| best_match(actor, &words).map(|best| (best, folded_name(&actor.name), &actor.id)))
        .collect();
    found.sort();
    found.into_iter().map(|(_, _, id)| id.clone()).collect()
}

/// Whether a name or another name of `actor` has a word that starts with `words`, which are folded.
pub(super) fn is_called(actor: &Actor, words: &str) -> bool {
    let names = std::iter::once(&actor.name).chain(&actor.aliases);
    !words.is_empty() && names.into_iter().any(|name| starts_a_word(&folded_name(name), words))
}

/// Names are also found without their stops: "US" for "U.S.".
pub(super) fn folded_name(name: &str) -> String {
    folded_words(name, Fold::Search).replace('.', "")
}

fn starts_a_word(name: &str, query: &str) -> bool {
    name.match_indices(query)
        .any(|(at, _)| name.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric)))
}

fn best_match(actor: &Actor, query: &str) -> Option<Match> {
    let name = folded_name(&actor.name);
    if name == query {
        return Some(Match::WholeName);
    }
    if name.starts_with(query) {
        return Some(Match::StartOfName);
    }
    if starts_a_word(&name, query) {
        return Some(Match::WordOfName);
    }
    let aliases: Vec<String> = actor.aliases.iter().map(|alias| folded_name(alias)).collect();
    if aliases.iter().any(|alias| alias == query) {
        return Some(Match::WholeAlias);
    }
    if aliases.iter().any(|alias| starts_a_word(alias, query)) {
        return Some(Match::WordOfAlias);
    }
    starts_a_word(&folded_name(&actor.role), query).then_some(Match::WordOfRole)
}
