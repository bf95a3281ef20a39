//! Who is hidden from a picture.
//!
//! Hiding changes no standing and no count; the legend still counts everybody.

use crate::derive::Standings;
use crate::model::{Actor, ActorId, ActorKind, Project, Question, Stance};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A class of actors that can be hidden as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorClass {
    /// Members of the body that decides.
    Members,
    /// Countries that are not members.
    OtherCountries,
    /// Named people.
    People,
    /// Organisations.
    Organisations,
    /// Groups and unnamed sources.
    GroupsAndUnnamed,
}

impl ActorClass {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 5] =
        [Self::Members, Self::OtherCountries, Self::People, Self::Organisations, Self::GroupsAndUnnamed];

    /// Its name in the list.
    pub fn label(self) -> &'static str {
        match self {
            Self::Members => "Members",
            Self::OtherCountries => "Other countries",
            Self::People => "People",
            Self::Organisations => "Organisations",
            Self::GroupsAndUnnamed => "Groups and unnamed",
        }
    }

    /// The class of `actor`; `members` are those of the deciding body on the day, sorted by id.
    pub fn of(actor: &Actor, members: &[ActorId]) -> Self {
        match actor.kind {
            ActorKind::Country if members.binary_search(&actor.id).is_ok() => Self::Members,
            ActorKind::Country => Self::OtherCountries,
            ActorKind::Person => Self::People,
            ActorKind::Organisation => Self::Organisations,
            ActorKind::Group | ActorKind::Unnamed => Self::GroupsAndUnnamed,
        }
    }
}

/// Whether actors are hidden by whether their stance has a condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionFilter {
    /// Conditions do not matter.
    #[default]
    Any,
    /// Only actors whose stance has a condition are shown.
    OnlyConditional,
    /// Actors whose stance has a condition are hidden.
    OnlyUnconditional,
}

impl ConditionFilter {
    /// All choices, in menu order.
    pub const ALL: [Self; 3] = [Self::Any, Self::OnlyConditional, Self::OnlyUnconditional];

    /// The words in the menu.
    pub fn label(self) -> &'static str {
        match self {
            Self::Any => "With and without conditions",
            Self::OnlyConditional => "Only conditional stances",
            Self::OnlyUnconditional => "Only unconditional stances",
        }
    }
}

/// What is hidden: nothing by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filters {
    /// Hidden standings; `None` is silence.
    pub hidden_stances: BTreeSet<Option<Stance>>,
    /// Hidden classes of actors. Files of saved views call them by their first name.
    #[serde(rename = "hidden_circles")]
    pub hidden_classes: BTreeSet<ActorClass>,
    /// Whether conditions matter; a silent actor has none and is hidden by either choice.
    #[serde(default)]
    pub conditions: ConditionFilter,
}

impl Filters {
    /// The actors that a picture shows: those not hidden that are countries, or have a position on the question by that
    /// day, or belong to a country. A newspaper that only reports what others say has no position and is left out.
    pub fn shown(&self, project: &Project, question: &Question, standings: &Standings) -> BTreeSet<ActorId> {
        let members = crate::derive::members(project, &question.decided_by, standings.as_of);
        project
            .actors
            .values()
            .filter(|actor| {
                let stance = standings.stance(&actor.id);
                let has_part = match actor.kind {
                    ActorKind::Country => true,
                    ActorKind::Organisation | ActorKind::Person | ActorKind::Group | ActorKind::Unnamed => {
                        stance.is_some()
                    }
                };
                let is_conditional = standings.of(&actor.id).is_some_and(|standing| standing.is_conditional);
                let fits_condition = match self.conditions {
                    ConditionFilter::Any => true,
                    ConditionFilter::OnlyConditional => is_conditional,
                    ConditionFilter::OnlyUnconditional => stance.is_some() && !is_conditional,
                };
                has_part
                    && fits_condition
                    && !self.hidden_stances.contains(&stance)
                    && !self.hidden_classes.contains(&ActorClass::of(actor, &members))
            })
            .map(|actor| actor.id.clone())
            .collect()
    }
}
