//! What a scene is composed from.

use super::{StanceLooks, Target, Theme};
use crate::derive::{Standings, Tally, TieLine, TiesAt};
use crate::layout::geometry::Size;
use crate::layout::picture::Picture;
use crate::model::{ActorId, Project, Question, Stance};
use std::collections::BTreeSet;

/// How much of a picture is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Everything.
    Full,
    /// Colours and places without words: for a thumbnail.
    Sketch,
}

/// What a scene is composed from. Nothing in it changes while the scene is drawn.
#[derive(Clone, Copy)]
pub struct SceneRequest<'a> {
    /// The project with its actors.
    pub project: &'a Project,
    /// The question asked.
    pub question: &'a Question,
    /// Where everybody stands.
    pub standings: &'a Standings,
    /// How the members divide.
    pub tally: &'a Tally,
    /// The ties between actors.
    pub ties: &'a TiesAt,
    /// The actors that are drawn.
    pub shown: &'a BTreeSet<ActorId>,
    /// Which picture.
    pub picture: Picture,
    /// Size of the picture, in picture points.
    pub size: Size,
    /// Light or dark.
    pub theme: Theme,
    /// Actors to be marked because of what is open beside the picture.
    pub marked: &'a BTreeSet<ActorId>,
    /// What is open beside the picture.
    pub selected: Option<&'a Target>,
    /// What is under the pointer.
    pub hovered: Option<&'a Target>,
    /// How much is drawn.
    pub detail: Detail,
}

impl SceneRequest<'_> {
    /// How the stances of the question look.
    pub fn looks(&self) -> StanceLooks {
        StanceLooks::of(self.question)
    }

    /// Whether `actor` is marked or under the pointer.
    pub(super) fn is_in_focus(&self, actor: &ActorId) -> bool {
        self.marked.contains(actor) || self.hovered == Some(&Target::Actor(actor.clone()))
    }

    /// Whether an actor is in focus whose ties are drawn stronger than the others.
    pub(super) fn has_focus(&self) -> bool {
        !self.ties_in_focus().is_empty()
    }

    fn foci(&self) -> impl Iterator<Item = &Target> {
        self.hovered.into_iter().chain(self.selected)
    }

    /// The ties in focus, by their ends: much faster than asking [`Self::touches_focus`] of every tie.
    pub(super) fn ties_in_focus(&self) -> Vec<TieLine<'_>> {
        let of_target = |target: &Target| match target {
            Target::Actor(actor) => self.ties.lines_of(actor).collect(),
            Target::Tie(one, other) => self.ties.line(one, other).into_iter().collect(),
            Target::MembersWith(_)
            | Target::EverybodyWith(_)
            | Target::Members
            | Target::Statement(_)
            | Target::Source(_)
            | Target::Among(_)
            | Target::Cell(..)
            | Target::Page(_) => Vec::new(),
        };
        let mut lines: Vec<TieLine> = self.foci().flat_map(of_target).collect();
        lines.sort_unstable_by_key(|line| (line.one, line.other));
        lines.dedup_by_key(|line| (line.one, line.other));
        lines
    }

    /// Whether the tie between two actors is in focus: it is open or under the pointer, or one of its ends is. A whole
    /// row of the tally does not bring its ties into focus, because they would hide everything else.
    pub(super) fn touches_focus(&self, one: &ActorId, other: &ActorId) -> bool {
        let is_meant = |target: Option<&Target>| match target {
            Some(Target::Tie(from, to)) => (from, to) == (one, other) || (to, from) == (one, other),
            Some(Target::Actor(actor)) => actor == one || actor == other,
            Some(
                Target::MembersWith(_)
                | Target::EverybodyWith(_)
                | Target::Members
                | Target::Statement(_)
                | Target::Source(_)
                | Target::Among(_)
                | Target::Cell(..)
                | Target::Page(_),
            )
            | None => false,
        };
        is_meant(self.hovered) || is_meant(self.selected)
    }

    /// Whether what is open beside the picture is the tie between two actors, or one of its ends.
    pub(super) fn is_selected(&self, one: &ActorId, other: &ActorId) -> bool {
        Self { hovered: None, ..*self }.touches_focus(one, other)
    }

    /// Whether `actor` is in focus or tied to an actor in focus.
    pub(super) fn is_near_focus(&self, actor: &ActorId) -> bool {
        let ends = |target: Option<&Target>| match target {
            Some(Target::Actor(center)) => center == actor || self.ties.are_tied(center, actor),
            Some(Target::Tie(one, other)) => one == actor || other == actor,
            _ => false,
        };
        self.is_in_focus(actor) || ends(self.hovered) || ends(self.selected)
    }

    /// "Hungary, opposes, 2 statements": the name of an actor for a screen reader and as a title.
    pub fn name_of(&self, actor: &ActorId) -> String {
        standing_name(self.project, self.question, self.standings, actor)
    }
}

/// "Hungary, opposes, 2 statements"; "Spain, no stance on record".
pub fn standing_name(project: &Project, question: &Question, standings: &Standings, actor: &ActorId) -> String {
    let name = project.actor_name(actor);
    let standing = standings.of(actor);
    let stance = standing.and_then(|standing| standing.stance);
    let label = question.label(stance).to_lowercase();
    match standing {
        Some(standing) if stance.is_some() => {
            let contested = if standing.is_contested() { ", contested" } else { "" };
            let count = crate::derive::count_of(standing.statement_count(), "statement", "statements");
            format!("{name}, {label}{contested}, {count}")
        }
        _ => format!("{name}, {label}"),
    }
}

/// The rows of the legend: every stance in scale order, then silence.
pub fn legend_rows() -> impl Iterator<Item = Option<Stance>> {
    Stance::ALL.into_iter().map(Some).chain([None])
}
