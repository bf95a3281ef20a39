//! Who can be named: the project's actors, all countries by name, demonym and capital, and bodies known everywhere.
//!
//! Names are matched word by word, the longest first. The thing easily got wrong: a demonym is no actor by itself, only
//! with what follows it ("Turkish officials"), and a capital may be a place, so each name says what form it is.

use super::organisations::{Organisation, organisations};
use super::tokens::{folded, name_words};
use super::words::WordMap;
use crate::model::{ActorId, ActorKind, Project};
use std::sync::OnceLock;

/// In which form a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A name: "Hungary", "Rutte", "NATO".
    Name,
    /// "Hungarian".
    Demonym,
    /// "Budapest".
    Capital,
}

/// Somebody who can hold a position or speak.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// The project's id, or a proposal.
    pub(super) id: String,
    /// The name for readers.
    pub(super) name: String,
    /// Whether the project has it.
    pub(super) known: bool,
    pub(super) kind: ActorKind,
    /// For whom a person or group speaks.
    pub(super) speaks_for: Option<usize>,
}

/// All names.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) entities: Vec<Entity>,
    /// How many words the names have that begin with this one, the longest first: many persons share a first name.
    lengths_by_first: WordMap<Vec<usize>>,
    /// Whose each name is, by its words with one space between them.
    by_words: WordMap<(usize, Form)>,
    by_id: WordMap<usize>,
    /// Organisations known everywhere.
    organisations: Vec<(usize, &'static Organisation)>,
}

struct Country {
    iso: &'static str,
    name: &'static str,
    demonyms: Vec<&'static str>,
    capitals: Vec<&'static str>,
    others: Vec<&'static str>,
}

fn countries() -> &'static [Country] {
    static COUNTRIES: OnceLock<Vec<Country>> = OnceLock::new();
    COUNTRIES.get_or_init(|| include_str!("../../templates/country_names.txt").lines().map(country).collect())
}

fn country(line: &'static str) -> Country {
    let mut columns = line.split('|');
    let mut column = || columns.next().unwrap_or_default();
    let list = |column: &'static str| column.split(',').filter(|name| !name.is_empty()).collect();
    let (iso, name) = (column(), column());
    let (demonyms, capitals, others) = (list(column()), list(column()), list(column()));
    Country { iso, name, demonyms, capitals, others }
}

/// The country with this name, demonym or capital, as it is compared.
pub(super) fn country_named(name: &str) -> Option<&'static str> {
    let is = |other: &str| name_words(other).join(" ") == name;
    let all = |country: &Country| {
        std::iter::once(country.name)
            .chain(country.demonyms.iter().copied())
            .chain(country.others.iter().copied())
            .any(is)
    };
    countries().iter().find(|country| all(country)).map(|country| country.name)
}

/// The words of the organisations known everywhere that `words` name.
pub(super) fn body_words(words: &[String]) -> Vec<String> {
    let names = organisations().iter().flat_map(Organisation::names);
    let held = names.map(name_words).filter(|name| words.windows(name.len()).any(|window| window == name));
    held.flatten().collect()
}

/// The organisation that `words` name: one of the project's, else one that is known everywhere.
pub(super) fn body_in(words: &str, project: &Project) -> Option<ActorId> {
    let words = name_words(words);
    let holds = |name: &str| {
        let name = name_words(name);
        !name.is_empty() && words.windows(name.len()).any(|window| window == name)
    };
    let own = project.actors.values().filter(|actor| actor.kind == ActorKind::Organisation);
    let own = own.filter(|actor| std::iter::once(&actor.name).chain(&actor.aliases).any(|name| holds(name)));
    let known = || {
        let body = organisations().iter().find(|of| of.names().any(holds));
        body.and_then(|of| of.id.parse().ok())
    };
    own.map(|actor| actor.id.clone()).next().or_else(known)
}

/// No text repeats a longer name in full, and each length is tried wherever the first word stands.
const MOST_WORDS_OF_A_NAME: usize = 24;

/// A name as an id.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::new();
    for one in folded(name).chars() {
        if one.is_ascii_alphanumeric() {
            out.push(one);
        } else if !out.is_empty() && !out.ends_with('-') && one != '\'' && one != '.' {
            out.push('-');
        }
    }
    out.truncate(80);
    out.trim_end_matches('-').to_owned()
}

impl Names {
    /// The names of `project`, of all countries and of well-known bodies.
    pub(super) fn of(project: &Project) -> Self {
        let mut names = Self::default();
        for actor in project.actors.values() {
            let entity = names.add_entity(actor.id.as_str(), &actor.name, true, actor.kind);
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                names.add_name(name, entity, form_in_table(name));
            }
            if actor.kind == ActorKind::Person
                && let Some(surname) = name_words(&actor.name).last().filter(|word| word.len() > 3)
            {
                names.add_name(&surname.clone(), entity, Form::Name);
            }
        }
        for actor in project.actors.values() {
            let office = actor.offices.iter().find_map(|office| names.id(office.speaks_for.as_str()));
            if let Some(entity) = names.id(actor.id.as_str()).and_then(|index| names.entities.get_mut(index)) {
                entity.speaks_for = office;
            }
        }
        for country in countries() {
            let known = project.actors.values().find(|actor| {
                actor.kind == ActorKind::Country
                    && (actor.iso_a3 == country.iso || folded(&actor.name) == folded(country.name))
            });
            let known = known.and_then(|actor| names.id(actor.id.as_str()));
            let kind = ActorKind::Country;
            let entity = known.unwrap_or_else(|| names.add_entity(&slug(country.name), country.name, false, kind));
            names.add_name(country.name, entity, Form::Name);
            country.others.iter().for_each(|name| names.add_name(name, entity, Form::Name));
            country.demonyms.iter().for_each(|name| names.add_name(name, entity, Form::Demonym));
            country.capitals.iter().for_each(|name| names.add_name(name, entity, Form::Capital));
        }
        for of in organisations() {
            let known = of.names().find_map(|name| names.find(name));
            let entity = known.unwrap_or_else(|| names.add_entity(&of.id, &of.name, false, ActorKind::Organisation));
            for name in of.names() {
                names.add_name(name, entity, Form::Name);
            }
            names.organisations.push((entity, of));
        }
        names
    }

    /// Adds somebody, or finds the one with this id.
    pub(super) fn add_entity(&mut self, id: &str, name: &str, known: bool, kind: ActorKind) -> usize {
        if let Some(there) = self.by_id.get(id) {
            return *there;
        }
        let index = self.entities.len();
        self.entities.push(Entity { id: id.to_owned(), name: name.to_owned(), known, kind, speaks_for: None });
        self.by_id.insert(id.to_owned(), index);
        index
    }

    /// Adds a name unless somebody has it already.
    pub(super) fn add_name(&mut self, name: &str, entity: usize, form: Form) {
        let words = name_words(name);
        let Some(first) = words.first().filter(|_| words.len() <= MOST_WORDS_OF_A_NAME) else { return };
        let lengths = self.lengths_by_first.entry(first.clone()).or_default();
        if let Err(place) = lengths.binary_search_by(|length| words.len().cmp(length)) {
            lengths.insert(place, words.len());
        }
        self.by_words.entry(words.join(" ")).or_insert((entity, form));
    }

    /// The one with this id.
    pub(super) fn id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The one with this name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_words.get(name_words(name).join(" ").as_str()).map(|(entity, _)| *entity)
    }

    /// The one whose whole name is this word, as it is compared.
    pub(super) fn called(&self, word: &str) -> Option<usize> {
        self.by_words.get(word).map(|(entity, _)| *entity)
    }

    /// What is known everywhere of an organisation.
    pub(super) fn organisation(&self, entity: usize) -> Option<&'static Organisation> {
        self.organisations.iter().find(|(of, _)| *of == entity).map(|(_, known)| *known)
    }

    /// The organisation known everywhere by this id, whatever the project calls it.
    pub(super) fn organisation_called(&self, id: &str) -> Option<usize> {
        self.organisations.iter().find(|(_, known)| known.id == id).map(|(entity, _)| *entity)
    }

    /// Whether a country can become a member of it.
    pub(super) fn is_joinable(&self, entity: usize) -> bool {
        self.organisation(entity).is_some_and(|of| of.joinable)
    }

    /// The longest name that `words` begin with, and how many words it takes.
    pub(super) fn longest<'w>(&self, first: &str, word: impl Fn(usize) -> &'w str) -> Option<(usize, Form, usize)> {
        let lengths = self.lengths_by_first.get(first)?;
        let mut words = String::new();
        lengths.iter().find_map(|length| {
            words.clear();
            for at in 0..*length {
                if at > 0 {
                    words.push(' ');
                }
                match word(at) {
                    "" => return None,
                    one => words.push_str(one),
                }
            }
            self.by_words.get(words.as_str()).map(|(entity, form)| (*entity, *form, *length))
        })
    }
}

fn form_in_table(name: &str) -> Form {
    let is = |other: &str| folded(other) == folded(name);
    if countries().iter().any(|country| country.demonyms.iter().any(|other| is(other))) {
        Form::Demonym
    } else if countries().iter().any(|country| country.capitals.iter().any(|other| is(other))) {
        Form::Capital
    } else {
        Form::Name
    }
}
