//! Organisations that news of any question names, from `templates/organisations.ron`.
//!
//! Should the table be broken, which a test rules out, it counts as empty, and only the project's own are known.

use serde::Deserialize;
use std::sync::OnceLock;

/// One organisation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organisation {
    /// The id that is proposed for it.
    pub(super) id: String,
    /// Its name for readers.
    pub(super) name: String,
    /// Other names.
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    /// Whether a country can become a member.
    #[serde(default)]
    pub(super) joinable: bool,
    /// What it is called where it decides.
    #[serde(default)]
    pub(super) when_it_decides: Vec<String>,
    /// The city that stands for it where it decides; empty for none.
    #[serde(default)]
    pub(super) seat: String,
    /// The organ that speaks for it where it decides; empty for none.
    #[serde(default)]
    pub(super) organ: Organ,
}

/// An organ of an organisation.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organ {
    /// Its id among the organisations.
    pub(super) id: String,
    /// What it is called where its organisation decides.
    pub(super) aliases: Vec<String>,
}

impl Organisation {
    /// Its name and all others.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// All of them.
pub(super) fn organisations() -> &'static [Organisation] {
    static ORGANISATIONS: OnceLock<Vec<Organisation>> = OnceLock::new();
    ORGANISATIONS.get_or_init(|| ron::from_str(TABLE).unwrap_or_default())
}

const TABLE: &str = include_str!("../../templates/organisations.ron");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_whole_and_every_organ_is_in_it() {
        let all = organisations();
        assert!(all.len() > 10, "{} organisations", all.len());
        for of in all {
            assert!(of.id.parse::<crate::model::ActorId>().is_ok(), "{}", of.id);
            assert!(of.organ.id.is_empty() || all.iter().any(|other| other.id == of.organ.id), "{}", of.organ.id);
        }
    }
}
