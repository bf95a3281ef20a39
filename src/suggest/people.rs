//! Persons whom the project does not know, found by title, apposition or a verb of saying.
//!
//! The thing easily got wrong: a person speaks for a country only through an office named in the text, and "former",
//! "-elect" and advisers hold none.

use super::names::{Form, Names, slug};
use super::tokens::{Token, words_of};
use super::words::{is_between, is_institution, is_no_name, is_of_body, is_saying, is_title};
use crate::model::ActorKind;
use std::collections::HashMap;

/// Titles under which each person stands in this text, lower case.
pub(super) type Titles = HashMap<usize, Vec<String>>;

const PARTICLES: [&str; 12] = ["van", "von", "der", "de", "den", "al", "bin", "la", "di", "da", "dos", "el"];
/// Words before a title that take the office away.
const NO_OFFICE: [&str; 12] = [
    "former",
    "ex-president",
    "president-elect",
    "ex-general",
    "opposition",
    "adviser",
    "advisor",
    "analyst",
    "expert",
    "professor",
    "ex-premier",
    "retired",
];

/// Adds the persons of `tokens` to `names`, and tells their titles.
pub(super) fn discover(text: &str, tokens: &[Token], names: &mut Names) -> Titles {
    let mut titles = Titles::new();
    let mut at = 0;
    let mut latest = None;
    while let Some(token) = tokens.get(at) {
        let is_rank = is_between(&token.lower) && capital(tokens, at + 1);
        if token.mark || !token.capital || is_rank || is_no_name(&token.lower) || is_title(&token.lower) {
            at += 1;
            continue;
        }
        let known = names.longest(&token.lower, |index| word(tokens, at + index));
        if let Some((entity, form, length)) = known {
            let person = names.entities.get(entity).is_some_and(|one| one.kind == ActorKind::Person);
            if person && form == Form::Name {
                note_office(tokens, at, at + length, entity, &mut latest, names, &mut titles);
                at += length;
                continue;
            }
            // "Jordan Peterson" and "Israel Katz" are persons if a title stands before them.
            let titled = at > 0 && is_title(word(tokens, at - 1)) && capital(tokens, at + length);
            if !titled {
                at += length;
                continue;
            }
        }
        let end = run_end(tokens, at, names);
        if let Some(evidence) = evidence(tokens, at, end)
            && (end - at >= 2 || evidence == Evidence::Title || is_lone_name(tokens, at, end))
        {
            let entity = add_person(text, tokens, at, end, names);
            note_office(tokens, at, end, entity, &mut latest, names, &mut titles);
        }
        at = end.max(at + 1);
    }
    titles
}

/// The word at `at`, empty for a mark or beyond the end.
fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).filter(|token| !token.mark).map_or("", |token| token.lower.as_str())
}

fn capital(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.capital && !token.mark)
}

fn run_end(tokens: &[Token], start: usize, names: &Names) -> usize {
    let mut end = start;
    while end - start < 5 && capital(tokens, end) && !is_title(word(tokens, end)) {
        if end > start
            && (is_no_name(word(tokens, end))
                || names.longest(word(tokens, end), |index| word(tokens, end + index)).is_some_and(|(entity, ..)| {
                    names.entities.get(entity).is_some_and(|one| one.kind != ActorKind::Person)
                }))
        {
            break;
        }
        let possessive = tokens.get(end).is_some_and(|token| token.possessive);
        end += 1;
        if possessive {
            break;
        }
        let particles = (0..3).take_while(|more| PARTICLES.contains(&word(tokens, end + more))).count();
        if particles > 0 && capital(tokens, end + particles) {
            end += particles;
        }
    }
    end
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Evidence {
    Title,
    Apposition,
    Saying,
}

fn evidence(tokens: &[Token], start: usize, end: usize) -> Option<Evidence> {
    let before = start.checked_sub(1).map_or("", |at| word(tokens, at));
    if is_title(before) {
        return Some(Evidence::Title);
    }
    let is_comma = |at: usize| tokens.get(at).is_some_and(|token| token.lower == ",");
    if start >= 2 && is_comma(start - 1) && is_title(word(tokens, start - 2)) {
        return Some(Evidence::Apposition);
    }
    if is_comma(end) && (end + 1..end + 9).take_while(|at| !is_comma(*at)).any(|at| is_title(word(tokens, at))) {
        return Some(Evidence::Apposition);
    }
    let according = before == "to" && start >= 2 && word(tokens, start - 2) == "according";
    if according {
        return Some(Evidence::Saying);
    }
    // "Gerald Knaus, from a think tank, says"
    let behind = is_comma(end).then(|| (end + 1..end + 12).find(|at| is_comma(*at))).flatten();
    if end - start >= 2 && behind.is_some_and(|comma| is_saying(word(tokens, comma + 1))) {
        return Some(Evidence::Saying);
    }
    let acts = matches!(
        word(tokens, end),
        "has"
            | "had"
            | "is"
            | "was"
            | "will"
            | "would"
            | "could"
            | "does"
            | "did"
            | "can"
            | "cannot"
            | "doesn't"
            | "won't"
    );
    if acts && end - start >= 2 && end - start <= 3 && !(start..end).any(|at| is_of_body(word(tokens, at))) {
        return Some(Evidence::Saying);
    }
    let speaks = is_saying(word(tokens, end))
        || is_saying(before)
        || (is_saying(word(tokens, end + 1)) && word(tokens, end) != "and");
    speaks.then_some(Evidence::Saying)
}

/// "Erdogan, the Turkish president," and "Borrell said" name a person in one word.
fn is_lone_name(tokens: &[Token], start: usize, end: usize) -> bool {
    let lower = word(tokens, start);
    let plain = lower.len() < 4 || lower.ends_with("ly") || lower.ends_with('s') || lower.contains('-');
    let apposition =
        tokens.get(end).is_some_and(|token| token.lower == ",") && matches!(word(tokens, end + 1), "the" | "a" | "an");
    let according = start >= 2 && word(tokens, start - 1) == "to" && word(tokens, start - 2) == "according";
    let says =
        matches!(word(tokens, end), "said" | "told" | "added" | "wrote" | "stated" | "argued" | "stressed" | "says");
    !plain && (apposition || according || says)
}

fn add_person(text: &str, tokens: &[Token], start: usize, end: usize, names: &mut Names) -> usize {
    let run = tokens.get(start..end).unwrap_or_default();
    let surname_at = run.iter().position(|token| PARTICLES.contains(&token.lower.as_str()) && !token.capital);
    let surname = run.get(surname_at.unwrap_or(run.len().saturating_sub(1))..).unwrap_or_default();
    let joined = |part: &[Token]| part.iter().map(|token| token.lower.clone()).collect::<Vec<_>>().join(" ");
    let (full, last) = (joined(run), joined(surname));
    let proper = proper_name(&words_of(text, run));
    let short = slug(&last);
    let taken =
        names.id(&short).and_then(|index| names.entities.get(index)).is_some_and(|one| one.kind != ActorKind::Person);
    let id = if taken || short.is_empty() { slug(&full) } else { short };
    let entity = names.add_entity(&id, &proper, false, ActorKind::Person);
    names.add_name(&full, entity, Form::Name);
    if last.len() > 2 {
        names.add_name(&last, entity, Form::Name);
    }
    entity
}

/// A name without the capitals of a headline: "ERDOGAN" is printed "Erdogan".
fn proper_name(printed: &str) -> String {
    let shouted = printed.chars().count() > 3 && !printed.chars().any(char::is_lowercase);
    if !shouted {
        return printed.to_owned();
    }
    let mut inside = false;
    let lower = |one: char| {
        let next = if inside { one.to_lowercase().collect::<String>() } else { one.to_string() };
        inside = one.is_alphabetic();
        next
    };
    printed.chars().map(lower).collect()
}

/// Reads office and country from the words around a name.
///
/// `latest` is the country of whom it was told last: "his foreign minister".
fn note_office(
    tokens: &[Token],
    start: usize,
    end: usize,
    entity: usize,
    latest: &mut Option<usize>,
    names: &mut Names,
    titles: &mut Titles,
) {
    let mut country = None;
    let mut found = Vec::new();
    let mut office = true;
    let mut at = start;
    let is_comma = |at: usize| tokens.get(at).is_some_and(|token| token.lower == ",");
    if at >= 2 && is_comma(at - 1) && is_title(word(tokens, at - 2)) {
        at -= 1;
    }
    // First names and initials that the known name lacks.
    let given = |at: usize| {
        capital(tokens, at) && !is_title(word(tokens, at)) && !is_between(word(tokens, at))
            || word(tokens, at).len() == 1
    };
    let dot = |at: usize| tokens.get(at).is_some_and(|token| token.lower == ".");
    let mut first = at;
    while first > 0
        && at - first < 4
        && (given(first - 1) || dot(first - 1) && first > 1 && word(tokens, first - 2).len() == 1)
    {
        first -= 1;
    }
    if first < at && first > 0 && is_title(word(tokens, first - 1)) {
        at = first;
    }
    let mut steps = 0;
    while at > 0 && steps < 10 {
        at -= 1;
        steps += 1;
        let here = word(tokens, at);
        let named = named_body(tokens, at, names);
        if named.is_some() {
            country = named;
            // "President of Finland": the title stands further left.
            let before = at.checked_sub(1).map_or("", |at| word(tokens, at));
            if !(is_title(before) || matches!(before, "of" | "former" | "the") || is_between(before)) {
                break;
            }
        } else if is_title(here) {
            found.push(here.to_owned());
        } else if !is_between(here) {
            if matches!(here, "his" | "her" | "their") && !found.is_empty() {
                country = *latest;
            }
            office &= !NO_OFFICE.contains(&here);
            break;
        }
        office &= !NO_OFFICE.contains(&here);
    }
    if country.is_none() && is_comma(end) {
        for at in (end + 1..end + 14).take_while(|at| !is_comma(*at)) {
            let here = word(tokens, at);
            country = country.or_else(|| named_body(tokens, at, names));
            office &= !(NO_OFFICE.contains(&here) || here == "recently");
            if is_title(here) {
                found.push(here.to_owned());
            } else if !found.is_empty() && is_saying(here) {
                break;
            }
        }
        if found.is_empty() {
            country = None;
        }
    }
    // "Prime Minister X" of the country that was just spoken of.
    let of_state =
        found.iter().any(|title| matches!(title.as_str(), "minister" | "president" | "premier" | "chancellor"));
    if country.is_none() && of_state && office {
        let earliest = start.saturating_sub(40);
        let sentence = (earliest..start).rev().find(|at| tokens.get(*at).is_some_and(|token| token.lower == "."));
        let first_of = |from: usize| {
            (from..start).find_map(|at| {
                let (named, form, _) = names.longest(word(tokens, at), |index| word(tokens, at + index))?;
                let is_country = names.entities.get(named).is_some_and(|one| one.kind == ActorKind::Country);
                // "Turkish parliament", but not the country in another's title.
                let is_anothers = (at + 1..at + 4).any(|near| near < start && is_title(word(tokens, near)));
                let institution = form != Form::Demonym || is_institution(word(tokens, at + 1));
                (is_country && institution && !is_anothers).then_some(named)
            })
        };
        country = first_of(sentence.unwrap_or(earliest)).or_else(|| first_of(earliest));
    }
    let possessive_only = start > 0 && tokens.get(start - 1).is_some_and(|token| token.possessive);
    let has_office = office && (!found.is_empty() || possessive_only);
    if let Some(person) = names.entities.get_mut(entity)
        && person.speaks_for.is_none()
        && has_office
        && !person.known
    {
        person.speaks_for = country;
    }
    *latest = names.entities.get(entity).and_then(|person| person.speaks_for).or(*latest);
    if !found.is_empty() {
        // Once each: a long text names its persons many times.
        let held = titles.entry(entity).or_default();
        found.retain(|title| !held.contains(title));
        found.dedup();
        held.append(&mut found);
    }
}

/// The country or organisation whose name ends at `at`.
fn named_body(tokens: &[Token], at: usize, names: &Names) -> Option<usize> {
    let ends_here = |back: usize| {
        let start = at.checked_sub(back)?;
        let found = names.longest(word(tokens, start), |index| word(tokens, start + index))?;
        (found.2 == back + 1).then_some(found)
    };
    let (entity, form, _) = (0..4).find_map(ends_here)?;
    let one = names.entities.get(entity)?;
    let is_body = one.kind == ActorKind::Organisation;
    let plain = one.kind == ActorKind::Country || is_body;
    let possessive = tokens.get(at).is_some_and(|token| token.possessive);
    (plain && (form != Form::Capital || is_body || possessive)).then_some(entity)
}
