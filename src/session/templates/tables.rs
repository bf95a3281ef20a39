//! The facts that templates are made of, read once from the tables in `templates/`.
//!
//! They are part of the program. Should one be broken, which a test rules out, it counts as empty, and a project begins
//! without its actors.

use crate::model::{Actor, ActorKind, Consent, EdtfDate, MapChoice, Membership, Place};
use crate::session::fresh_id::slug_of;
use serde::Deserialize;
use std::sync::OnceLock;

/// A country as every project that names it begins with it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Country {
    /// ISO 3166-1 alpha-3; XKX for Kosovo, as the map has it.
    pub(super) a3: String,
    /// ISO 3166-1 alpha-2 in lower case.
    a2: String,
    name: String,
    /// The name inside a sentence, where it differs: "the Netherlands".
    #[serde(default)]
    in_sentence: String,
    aliases: Vec<String>,
    capital: Place,
}

/// An organisation whose members decide.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    id: String,
    pub(super) name: String,
    /// What a project that begins with it brings.
    pub(super) about: String,
    aliases: Vec<String>,
    role: String,
    flag: String,
    place: Place,
    /// The map on which it is shown.
    #[serde(default)]
    pub(super) map: MapChoice,
    pub(super) consent: Consent,
    pub(super) consent_note: String,
    /// A question that could be asked of them.
    pub(super) example: String,
    pub(super) members: Vec<Member>,
}

/// A country that is or was a member.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Member {
    pub(super) a3: String,
    since: EdtfDate,
    /// Its last day as a member.
    #[serde(default)]
    until: Option<EdtfDate>,
}

impl Country {
    /// Whether `name` is its name, whatever the case.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.name.to_lowercase() == name.trim().to_lowercase()
    }

    /// The country as an actor; `None` for a name without Latin letters, of which there is none.
    pub(super) fn actor(&self, memberships: Vec<Membership>) -> Option<Actor> {
        Some(Actor {
            in_sentence: self.in_sentence.clone(),
            aliases: self.aliases.clone(),
            memberships,
            iso_a3: self.a3.clone(),
            flag: self.a2.clone(),
            place: Some(self.capital.clone()),
            ..Actor::named(slug_of(&self.name)?.parse().ok()?, self.name.as_str(), ActorKind::Country)
        })
    }
}

impl Body {
    /// Its name and what else it is called.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// The organisation as an actor.
    pub(super) fn actor(&self) -> Option<Actor> {
        Some(Actor {
            aliases: self.aliases.clone(),
            role: self.role.clone(),
            flag: self.flag.clone(),
            place: Some(self.place.clone()),
            ..Actor::named(self.id.parse().ok()?, self.name.as_str(), ActorKind::Organisation)
        })
    }

    /// What makes `country` a member; empty if it never was.
    pub(super) fn memberships_of(&self, country: &Country) -> Vec<Membership> {
        let Ok(of) = self.id.parse::<crate::model::ActorId>() else { return Vec::new() };
        let of_country = self.members.iter().filter(|member| member.a3 == country.a3);
        of_country.map(|member| Membership { of: of.clone(), since: member.since, until: member.until }).collect()
    }
}

/// Every country, sorted by code.
pub(super) fn countries() -> &'static [Country] {
    static COUNTRIES: OnceLock<Vec<Country>> = OnceLock::new();
    COUNTRIES.get_or_init(|| ron::from_str(COUNTRIES_RON).unwrap_or_default())
}

/// NATO.
pub(super) fn nato() -> Option<&'static Body> {
    static NATO: OnceLock<Option<Body>> = OnceLock::new();
    NATO.get_or_init(|| ron::from_str(NATO_RON).ok()).as_ref()
}

/// The European Union.
pub(super) fn european_union() -> Option<&'static Body> {
    static EU: OnceLock<Option<Body>> = OnceLock::new();
    EU.get_or_init(|| ron::from_str(EU_RON).ok()).as_ref()
}

/// The United Nations.
pub(super) fn united_nations() -> Option<&'static Body> {
    static UN: OnceLock<Option<Body>> = OnceLock::new();
    UN.get_or_init(|| ron::from_str(UN_RON).ok()).as_ref()
}

const COUNTRIES_RON: &str = include_str!("../../../templates/countries.ron");
const NATO_RON: &str = include_str!("../../../templates/nato.ron");
const EU_RON: &str = include_str!("../../../templates/eu.ron");
const UN_RON: &str = include_str!("../../../templates/un.ron");

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_table_can_be_read_and_names_only_countries_that_there_are() {
        let all: Vec<Country> = ron::from_str(COUNTRIES_RON).unwrap();
        let codes: BTreeSet<&str> = all.iter().map(|country| country.a3.as_str()).collect();
        assert_eq!(codes.len(), all.len(), "no country stands there twice");
        for text in [NATO_RON, EU_RON, UN_RON] {
            let body: Body = ron::from_str(text).unwrap();
            let members: BTreeSet<&str> = body.members.iter().map(|member| member.a3.as_str()).collect();
            assert_eq!(members.len(), body.members.len(), "{}: no member stands there twice", body.name);
            assert!(members.is_subset(&codes), "{}: {:?}", body.name, members.difference(&codes));
            assert!(body.members.is_sorted_by_key(|member| member.since.earliest()), "{}", body.name);
        }
    }

    #[test]
    fn every_country_is_an_actor_with_a_name_of_its_own() {
        let ids: BTreeSet<_> = countries().iter().map(|country| country.actor(Vec::new()).unwrap().id).collect();
        assert_eq!(ids.len(), countries().len());
    }

    #[test]
    fn every_country_of_the_suggestions_is_known_by_the_same_code_and_name() {
        let listed: BTreeSet<(&str, &str)> = include_str!("../../../templates/country_names.txt")
            .lines()
            .filter_map(|line| line.split_once('|'))
            .map(|(code, rest)| (code, rest.split('|').next().unwrap()))
            .collect();
        let known: BTreeSet<(&str, &str)> =
            countries().iter().map(|country| (country.a3.as_str(), country.name.as_str())).collect();
        assert_eq!(known, listed);
    }

    #[test]
    fn a_capital_lies_in_its_country_wherever_the_map_shows_it() {
        use crate::layout::geography::Geography;
        use crate::layout::projection::MapFrame;
        let maps = [
            MapFrame::europe(),
            MapFrame::middle_east(),
            MapFrame::africa(),
            MapFrame::americas(),
            MapFrame::asia_pacific(),
        ];
        let (mut on_map, mut elsewhere) = (0, Vec::new());
        for country in countries() {
            let place = |map: &MapFrame| map.place(country.capital.longitude, country.capital.latitude);
            let Some(map) = maps.iter().find(|map| map.rect.contains(place(map))) else { continue };
            match Geography::of(map).country_at(place(map)) {
                Some(code) if code == country.a3 => on_map += 1,
                // Small states have no land at this scale, and a capital on a coast may fall into the sea.
                found => elsewhere.push((country.name.as_str(), found.map(str::to_owned))),
            }
        }
        assert!(on_map >= 145, "{on_map} of them; elsewhere {elsewhere:?}");
        // The source draws Jerusalem on the other side of its line, and no land for the Vatican.
        let known = [("Israel", "PSE"), ("Holy See", "ITA")];
        let is_known = |(name, found): &(&str, Option<String>)| {
            found.as_ref().is_none_or(|code| known.contains(&(*name, code.as_str())))
        };
        assert!(elsewhere.iter().all(is_known), "{elsewhere:?}");
    }
}
