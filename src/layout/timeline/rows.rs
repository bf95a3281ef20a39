//! A row of marks for each actor on the timeline.

use super::{Bed, Mark, Spoken};
use crate::layout::geometry::Point;
use crate::model::{Actor, ActorId, ActorKind, Project, QuestionId};
use std::collections::BTreeMap;

/// The marks of one actor, and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorRow {
    /// The actor.
    pub actor: ActorId,
    /// The number of marks.
    pub count: usize,
    /// Its upper edge, in picture points; 0 at the top of all marks.
    pub top: f32,
    /// Its height in picture points.
    pub height: f32,
    /// How far its name is indented: people stand below the country they belong to.
    pub indent: f32,
}

/// Height of a row with few marks.
const ROW: f32 = 19.0;
/// Greatest height of a row; beyond it the marks shrink.
const HIGHEST_ROW: f32 = 64.0;
/// Least height of a row, even where all are to be seen at once.
const LOWEST_ROW: f32 = 5.0;

/// A row for each actor that said something: members of the deciding body first, then by number of statements; people
/// below the country they belong to. With `height` all rows share it, otherwise each takes what it needs.
pub(super) fn by_actor(
    bed: &Bed<'_>,
    project: &Project,
    question: &QuestionId,
    statements: &[Spoken],
    height: Option<f32>,
) -> (Vec<Mark>, Vec<ActorRow>, f32) {
    let mut of: BTreeMap<&ActorId, Vec<Spoken>> = BTreeMap::new();
    for statement in statements {
        of.entry(&statement.statement.actor).or_default().push(*statement);
    }
    let body = project.question(question).map(|question| &question.decided_by);
    let mut said_by_group: BTreeMap<&ActorId, usize> = BTreeMap::new();
    for (actor, said) in &of {
        *said_by_group.entry(head_of(project, actor)).or_default() += said.len();
    }
    let is_member = |id: &ActorId| {
        let memberships = project.actors.get(id).map(|actor| actor.memberships.as_slice()).unwrap_or_default();
        memberships.iter().any(|membership| Some(&membership.of) == body)
    };
    let mut order: Vec<(&ActorId, Vec<Spoken>)> = of.into_iter().collect();
    order.sort_by_cached_key(|(actor, said)| {
        let head = head_of(project, actor);
        let of_group = said_by_group.get(head).copied().unwrap_or_default();
        let is_head = *actor == head;
        (!is_member(head), usize::MAX - of_group, head.clone(), !is_head, usize::MAX - said.len(), (*actor).clone())
    });
    let low = height.map(|height| (height / order.len().max(1) as f32).clamp(LOWEST_ROW, ROW));
    let (mut marks, mut rows, mut top) = (Vec::new(), Vec::new(), 0.0);
    for (actor, said) in order {
        let wanted = low.unwrap_or_else(|| (ROW + 2.2 * (said.len() as f32 - 3.0)).clamp(ROW, HIGHEST_ROW));
        let air = (wanted * 0.16).min(3.0);
        let mut own = bed.pile(project, &said, 0.0, wanted - 2.0 * air);
        // A row with a few dots has them vertically centred.
        let highest = own.iter().map(|mark| mark.bounds().min.y).fold(0.0, f32::min);
        let bottom = top + (wanted - highest) / 2.0;
        for mark in &mut own {
            mark.dot = mark.dot + Point::new(0.0, bottom);
        }
        marks.append(&mut own);
        let indent = if head_of(project, actor) == actor { 0.0 } else { 10.0 };
        rows.push(ActorRow { actor: actor.clone(), count: said.len(), top, height: wanted, indent });
        top += wanted;
    }
    (marks, rows, top)
}

/// The actor below whose name an actor is listed: its country for a person, itself for everybody else.
fn head_of<'a>(project: &'a Project, actor: &'a ActorId) -> &'a ActorId {
    match project.actors.get(actor) {
        Some(Actor { kind: ActorKind::Person, country: Some(country), .. }) => country,
        Some(_) | None => actor,
    }
}
