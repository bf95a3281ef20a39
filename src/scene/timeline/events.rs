//! Changes of standing on the timeline: a tick each, and labels for as many as have room.
//!
//! Members of the deciding body come first. Easy to get wrong: a change without a label still has an accessible name
//! and opens its sentence.

use super::{TimelineSceneRequest, bare_color};
use crate::derive::Change;
use crate::layout::geometry::Point;
use crate::layout::timeline::{EventSpot, EventWish, LABEL_ROW, TICK_STRIP, Timeline, place_events};
use crate::model::{Actor, ActorId, Project, Question, Stance};
use crate::scene::labels::shorten;
use crate::scene::{Align, Face, Fill, Item, Layer, Palette, Scene, Shape, Stroke, Target, text_width};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The largest number of changes drawn at once.
pub const MOST_EVENTS: usize = 450;
/// The largest number of changes that are tried for a label.
const MOST_LABELS: usize = 300;
/// Font size of a change's label.
const EVENT_TEXT: f32 = 11.0;
/// A name in a label is shortened where it would be wider than this.
const WIDEST_LABEL: f32 = 230.0;
/// The least width that is kept of a shortened name.
const LEAST_NAME: f32 = 60.0;
/// A day with more changes than this shows their number.
const CROWD: usize = 12;
/// Font size of that number.
const CROWD_TEXT: f32 = 9.5;
/// Distance from the left end of a label to its words; the sign of the stance stands there.
const SIGN: f32 = 11.0;
/// A change of standing and where it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineEvent {
    /// What changed, and the sentence that changed it.
    pub change: Change,
    /// Where it is drawn.
    pub spot: EventSpot,
    /// Its label: "Hungary: opposes".
    pub label: String,
    /// Its accessible name: "9 December 2024: Hungary turns to opposes".
    pub name: String,
}

/// Places `changes` (sorted by day, and within a day by weight) as far as they are drawn. Marked actors come first,
/// then members of the deciding body who turn against, members who turn for it, other members, and all others.
pub fn timeline_events(request: &TimelineSceneRequest, changes: &[Change]) -> Vec<TimelineEvent> {
    let Timeline { axis, events_area, .. } = request.timeline;
    let drawn = drawn(request, changes);
    let mut events: Vec<(usize, EventWish, &Change, String)> = drawn
        .into_iter()
        .enumerate()
        .map(|(place, (priority, index, change))| {
            let label = label_of(request, change);
            let width = if place < MOST_LABELS { text_width(Face::Medium, EVENT_TEXT, &label) } else { f32::INFINITY };
            let (from, until) = axis.edges_of(change.day);
            let label_width = width + SIGN + 2.0;
            let wish = EventWish { x: axis.x_of(change.day), day_width: until - from, label_width, priority };
            (index, wish, change, label)
        })
        .collect();
    events.sort_by_key(|(index, wish, change, _)| (change.day, Reverse(wish.priority), *index));
    let wishes: Vec<EventWish> = events.iter().map(|(_, wish, ..)| *wish).collect();
    place_events(&wishes, *events_area, axis.x_of(request.timeline.end))
        .into_iter()
        .zip(events)
        .map(|(spot, (_, _, change, label))| TimelineEvent {
            spot,
            label,
            name: event_name(request.project, request.question, change),
            change: change.clone(),
        })
        .collect()
}

/// The changes that are drawn, the most important first, each with its priority and its index in `changes`.
fn drawn<'a>(request: &TimelineSceneRequest, changes: &'a [Change]) -> Vec<(u32, usize, &'a Change)> {
    let body = &request.question.decided_by;
    let is_member = |actor: &Actor| actor.memberships.iter().any(|membership| membership.of == *body);
    let members: BTreeSet<&ActorId> =
        request.project.actors.values().filter(|actor| is_member(actor)).map(|actor| &actor.id).collect();
    let mut by_priority: BTreeMap<Reverse<u32>, Vec<(u32, usize, &Change)>> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate().rev() {
        let weight = if members.contains(&change.actor) { weight_for_consent(change.to) } else { 0 };
        let priority = u32::from(request.marked.contains(&change.actor)) * (MOST_WEIGHT + 1) + weight;
        let of_it = by_priority.entry(Reverse(priority)).or_default();
        // If there are too many, the latest are drawn.
        if of_it.len() < MOST_EVENTS {
            of_it.push((priority, index, change));
        }
    }
    by_priority.into_values().flatten().take(MOST_EVENTS).collect()
}

/// The largest value of [`weight_for_consent`].
const MOST_WEIGHT: u32 = 3;

/// How much a member's stance matters where all must consent: one who is against withholds consent.
fn weight_for_consent(stance: Stance) -> u32 {
    match stance {
        Stance::Opposes => MOST_WEIGHT,
        Stance::Requests | Stance::Supports => 2,
        Stance::Undecided | Stance::NotNow => 1,
    }
}

/// "Hungary: opposes", "Hungary: undecided → opposes". A long name is shortened, the stance never is.
fn label_of(request: &TimelineSceneRequest, change: &Change) -> String {
    let label = |stance| request.question.label(Some(stance)).to_lowercase();
    let from = change.from.map(|from| format!("{} → ", label(from))).unwrap_or_default();
    let turn = format!(": {from}{}", label(change.to));
    let room = WIDEST_LABEL - text_width(Face::Medium, EVENT_TEXT, &turn);
    let name = shorten(request.project.actor_name(&change.actor), Face::Medium, EVENT_TEXT, room.max(LEAST_NAME));
    name + &turn
}

/// "9 December 2024: Hungary turns to opposes, first on record".
pub fn event_name(project: &Project, question: &Question, change: &Change) -> String {
    let label = |stance| question.label(Some(stance)).to_lowercase();
    let from = match change.from {
        Some(from) => format!("from {}", label(from)),
        None => "first on record".to_owned(),
    };
    let actor = project.actor_name(&change.actor);
    format!("{}: {actor} turns to {}, {from}", change.day.in_words(), label(change.to))
}

/// Draws changes of standing: a tick each, and its label where there is room for it.
pub fn draw_timeline_events(request: &TimelineSceneRequest, events: &[TimelineEvent]) -> Scene {
    let palette = request.palette();
    let Timeline { size, events_area, .. } = request.timeline;
    let looks = request.looks();
    let (strip, bottom) = (events_area.max.y - TICK_STRIP, events_area.max.y);
    let (mut poles, mut ticks, mut labels) = (Vec::new(), Vec::new(), Vec::new());
    for event in events {
        let target = Target::Statement(event.change.because.clone());
        let tick_width = (event.spot.pitch * 0.7).clamp(0.3, 2.8);
        let is_marked = request.marked.is_empty() || request.marked.contains(&event.change.actor);
        let bare = bare_color(request.theme, looks.color(event.change.to));
        let color = if is_marked { bare } else { bare.mix(palette.paper, 0.6) };
        let ends = vec![Point::new(event.spot.x, strip + 1.0), Point::new(event.spot.x, bottom)];
        let tick = Shape::Line { points: ends, stroke: Stroke::solid(tick_width, color) };
        let Some(room) = event.spot.label else {
            ticks.push(Item::named(tick, target, event.name.clone()));
            continue;
        };
        ticks.push(Item::opening(tick, target.clone()));
        let middle = room.min.y + LABEL_ROW / 2.0;
        let pole = vec![Point::new(event.spot.x, middle), Point::new(event.spot.x, strip + 1.0)];
        let stroke = Stroke::solid(1.0, palette.silent_ring.mix(palette.paper, 0.35));
        poles.push(Item::silent(Shape::Line { points: pole, stroke }));
        labels.push(Item::silent(Shape::Disc {
            center: Point::new(room.min.x + 4.0, middle),
            radius: 3.4,
            fill: Fill::Solid(if is_marked { looks.color(event.change.to) } else { color }),
            stroke: is_marked.then(|| Stroke::solid(0.8, palette.outline)),
        }));
        let words = Shape::Text {
            baseline: Point::new(room.min.x + SIGN, middle + EVENT_TEXT * 0.36),
            align: Align::Left,
            face: Face::Medium,
            size: EVENT_TEXT,
            color: if is_marked { palette.ink } else { palette.weak_ink },
            halo: Some(palette.paper),
            text: event.label.clone(),
        };
        labels.push(Item::named(words, target, event.name.clone()));
    }
    labels.extend(crowds(request, &palette, events));
    let layers = [poles, ticks, labels].into_iter().map(|items| Layer { clip: None, items }).collect();
    Scene { size: *size, background: palette.paper.with_alpha(0), layers }
}

/// "60 changes" beside the ticks of a day with more than can be told apart, where there is room.
fn crowds(request: &TimelineSceneRequest, palette: &Palette, events: &[TimelineEvent]) -> Vec<Item> {
    let Timeline { events_area, .. } = request.timeline;
    let mut items = Vec::new();
    let days: Vec<&[TimelineEvent]> = events.chunk_by(|one, other| one.change.day == other.change.day).collect();
    let edge = |event: Option<&TimelineEvent>, share: f32| event.map(|event| event.spot.x + share * event.spot.pitch);
    for (place, day) in days.iter().enumerate().filter(|(_, day)| day.len() > CROWD) {
        let text = format!("{} changes", day.len());
        let width = text_width(Face::Regular, CROWD_TEXT, &text) + 8.0;
        let (Some(left), Some(right)) = (edge(day.first(), -0.5), edge(day.last(), 0.5)) else { continue };
        let before = place.checked_sub(1).and_then(|before| edge(days.get(before)?.last(), 0.5));
        let after = days.get(place + 1).and_then(|after| edge(after.first(), -0.5));
        let (align, x) = if right + width <= after.unwrap_or(events_area.max.x) {
            (Align::Left, right + 4.0)
        } else if left - width >= before.unwrap_or(events_area.min.x) {
            (Align::Right, left - 4.0)
        } else {
            continue;
        };
        items.push(Item::silent(Shape::Text {
            baseline: Point::new(x, events_area.max.y - 1.5),
            align,
            face: Face::Regular,
            size: CROWD_TEXT,
            color: palette.weak_ink,
            halo: Some(palette.paper),
            text,
        }));
    }
    items
}
