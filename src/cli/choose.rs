//! Finds what a name on the command line refers to, or lists the names there are.
//!
//! Knows nothing of projects. Easy to get wrong: a name that fits two things must not quietly mean one of them.

use super::error::CliError;
use crate::evidence::edit_distance::edit_distance;
use crate::evidence::folding::{Fold, folded_words};
use crate::export::legible;

/// How many choices are listed with their names; more are listed by their ids only.
const LISTED_WITH_NAMES: usize = 16;
/// How many characters of a name make it a proposal.
const LEAST_PART: usize = 3;
/// How many near spellings are proposed.
const MOST_PROPOSED: usize = 3;

/// Something that can be named on the command line.
#[derive(Clone, Debug)]
pub(super) struct Choice<'a, T> {
    /// What is meant.
    pub(super) value: T,
    /// Its name in files.
    pub(super) id: &'a str,
    /// Its name for readers.
    pub(super) name: &'a str,
    /// Other names.
    pub(super) aliases: &'a [String],
}

/// The choice that `given` names: by its id; else by its name; else by another name. Names are compared as in a search:
/// without case, accents and kinds of quotation marks. `kind` says what is chosen: "actor".
pub(super) fn choose<T: Clone>(kind: &'static str, given: &str, choices: &[Choice<'_, T>]) -> Result<T, CliError> {
    if let Some(choice) = choices.iter().find(|choice| choice.id == given) {
        return Ok(choice.value.clone());
    }
    let wanted = fold(given);
    let is_wanted = |name: &str| !wanted.is_empty() && fold(name) == wanted;
    let by_name: Vec<_> = choices.iter().filter(|choice| is_wanted(choice.id) || is_wanted(choice.name)).collect();
    let found: Vec<_> = if by_name.is_empty() {
        choices.iter().filter(|choice| choice.aliases.iter().any(|alias| is_wanted(alias))).collect()
    } else {
        by_name
    };
    match found.as_slice() {
        [] => Err(CliError::Unknown { kind, given: given.to_owned(), advice: advice(&wanted, choices) }),
        [only] => Ok(only.value.clone()),
        several => {
            let ids = several.iter().map(|choice| choice.id.to_owned()).collect();
            Err(CliError::Ambiguous { kind, given: given.to_owned(), ids })
        }
    }
}

fn fold(name: &str) -> String {
    folded_words(name, Fold::Search)
}

/// "Did you mean hungary?" and the names there are, those that are spelled alike first.
fn advice<T>(wanted: &str, choices: &[Choice<'_, T>]) -> String {
    if choices.is_empty() {
        return "There are none".to_owned();
    }
    let mut near: Vec<(usize, usize)> =
        choices.iter().enumerate().filter_map(|(place, choice)| Some((distance(wanted, choice)?, place))).collect();
    near.sort_unstable();
    let near: Vec<usize> = near.into_iter().take(MOST_PROPOSED).map(|(_, place)| place).collect();
    let near_choices = || near.iter().filter_map(|place| choices.get(*place));
    let others = choices.iter().enumerate().filter(|(place, _)| !near.contains(place)).map(|(_, choice)| choice);
    let proposed: Vec<&str> = near_choices().map(|choice| choice.id).collect();
    let question =
        if proposed.is_empty() { String::new() } else { format!("Did you mean {}? ", proposed.join(" or ")) };
    let in_order = near_choices().chain(others);
    if choices.len() <= LISTED_WITH_NAMES {
        let lines: Vec<String> = in_order.map(|choice| format!("{} ({})", choice.id, legible(choice.name))).collect();
        format!("{question}There are:\n  {}", lines.join("\n  "))
    } else {
        let ids: Vec<&str> = in_order.map(|choice| choice.id).collect();
        format!("{question}There are: {}", ids.join(", "))
    }
}

/// How far `wanted` is from the nearest name of `choice`, 0 for a part of a name; `None` if the spelling is
/// too different.
fn distance<T>(wanted: &str, choice: &Choice<'_, T>) -> Option<usize> {
    let letters: Vec<char> = wanted.chars().collect();
    let names = [choice.id, choice.name].into_iter().chain(choice.aliases.iter().map(String::as_str));
    names
        .filter_map(|name| {
            let name = fold(name);
            if letters.len() >= LEAST_PART && name.contains(wanted) {
                return Some(0);
            }
            let name: Vec<char> = name.chars().collect();
            edit_distance(&letters, &name, letters.len().min(name.len()) / 3)
        })
        .min()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn actors() -> Vec<Choice<'static, u8>> {
        static KYIV: std::sync::LazyLock<Vec<String>> =
            std::sync::LazyLock::new(|| ["Kyiv", "Kiev", "the president"].map(str::to_owned).to_vec());
        static BIDEN: std::sync::LazyLock<Vec<String>> =
            std::sync::LazyLock::new(|| ["the US president", "The President"].map(str::to_owned).to_vec());
        vec![
            Choice { value: 1, id: "ukraine", name: "Ukraine", aliases: &KYIV },
            Choice { value: 2, id: "biden", name: "Joe Biden", aliases: &BIDEN },
            Choice { value: 3, id: "turkiye", name: "Türkiye", aliases: &[] },
        ]
    }

    fn refusal(given: &str) -> String {
        choose("actor", given, &actors()).unwrap_err().to_string()
    }

    #[test]
    fn an_actor_is_named_by_id_name_or_other_name_in_any_case() {
        for (given, value) in
            [("ukraine", 1), ("UKRAINE", 1), ("kiev", 1), ("joe biden", 2), ("TÜRKIYE", 3), ("turkiye", 3)]
        {
            assert_eq!(choose("actor", given, &actors()).ok(), Some(value), "{given}");
        }
    }

    #[test]
    fn a_name_that_fits_two_is_refused_with_both_ids() {
        assert_eq!(
            refusal("the president"),
            "the actor \"the president\" can mean ukraine or biden: write one of these"
        );
    }

    #[test]
    fn an_unknown_name_lists_those_there_are_with_near_spellings_first() {
        assert_eq!(
            refusal("turkije"),
            "there is no actor \"turkije\". Did you mean turkiye? There are:\n  turkiye (Türkiye)\n  ukraine (Ukraine)\n  \
             biden (Joe Biden)"
        );
        assert!(refusal("xyzzy").starts_with("there is no actor \"xyzzy\". There are:\n  ukraine (Ukraine)"));
        assert!(refusal("bide").starts_with("there is no actor \"bide\". Did you mean biden? There are:\n  biden"));
        assert!(refusal("").starts_with("there is no actor \"\""));
    }
}
