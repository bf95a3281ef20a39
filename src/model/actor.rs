//! Who can hold a position.

use super::{ActorId, EdtfDate};
use serde::{Deserialize, Serialize};

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A state.
    Country,
    /// An alliance, a government body, a newspaper.
    Organisation,
    /// A named person.
    Person,
    /// Several, as a text names them: "most NATO members".
    Group,
    /// A source whom the text leaves unnamed.
    Unnamed,
}

impl ActorKind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 5] = [Self::Country, Self::Organisation, Self::Person, Self::Group, Self::Unnamed];

    /// One of them, in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Group => "group",
            Self::Unnamed => "unnamed source",
        }
    }
}

/// Where an actor is drawn on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// What is there: usually the capital.
    pub name: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// Belonging to an organisation, from one day to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The organisation.
    pub of: ActorId,
    /// First day.
    pub since: EdtfDate,
    /// Last day; open if it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<EdtfDate>,
}

/// How an office came into the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeProvenance {
    /// A person entered it.
    #[default]
    Entered,
    /// It was added because a statement was coded on behalf of somebody, and goes with the last such statement.
    Coded,
}

impl OfficeProvenance {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    fn is_entered(&self) -> bool {
        *self == Self::Entered
    }
}

/// An office that lets a person speak for a country or an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Whom the person speaks for.
    pub speaks_for: ActorId,
    /// The office, as the texts name it.
    pub title: String,
    /// First day, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<EdtfDate>,
    /// Last day, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<EdtfDate>,
    /// Whether it was entered or came with a statement.
    #[serde(default, skip_serializing_if = "OfficeProvenance::is_entered")]
    pub provenance: OfficeProvenance,
}

/// A country, an organisation, a person, a group or an unnamed source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Its name in files.
    pub id: ActorId,
    /// Its name for readers.
    pub name: String,
    /// The name inside a sentence, where it differs: "the United States", "some countries"; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub in_sentence: String,
    /// What it is.
    pub kind: ActorKind,
    /// Other names: capital, demonym, other spellings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What a person or a group is, in the text's words; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Whose person, group or organisation it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<ActorId>,
    /// Offices that let a person speak for somebody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Office>,
    /// Organisations a country belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub memberships: Vec<Membership>,
    /// ISO 3166-1 alpha-3 code of a country; finds its outline.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub iso_a3: String,
    /// ISO 3166-1 alpha-2 code in lower case; finds the flag.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub flag: String,
    /// Where it is drawn on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Anything a reader should know; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Actor {
    /// An actor of whom nothing is known but a name and what it is.
    pub fn named(id: ActorId, name: impl Into<String>, kind: ActorKind) -> Self {
        Self {
            id,
            name: name.into(),
            in_sentence: String::new(),
            kind,
            aliases: Vec::new(),
            role: String::new(),
            country: None,
            offices: Vec::new(),
            memberships: Vec::new(),
            iso_a3: String::new(),
            flag: String::new(),
            place: None,
            note: String::new(),
        }
    }

    /// The name as it reads inside a sentence.
    pub fn name_in_sentence(&self) -> &str {
        if self.in_sentence.is_empty() { &self.name } else { &self.in_sentence }
    }
}
