//! The network: actors placed by their ties.

use super::shelf::{LABEL_SIZE, shelve};
use super::{ArrangeRequest, Arrangement, LabelSide, Region, Spot, disc_growth};
use crate::derive::{Tie, Ties};
use crate::layout::face::{Face, text_width};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::network::{Edge, Network};
use crate::model::{Actor, ActorId, Project, RelationKind};
use std::collections::BTreeMap;

/// Radius of a disc in picture points at home.
const RADIUS: f32 = 13.0;
/// Length of an edge in world units, and in picture points at the layout's own size.
const EDGE: f32 = 120.0;
/// Width divided by height for which the layout is made.
const ASPECT: f32 = 1.4;
/// Space kept free between two discs with their labels, in world units.
const GAP: f32 = 10.0;

/// Where ties place the actors, in world units. Actors without a tie are left out: the picture keeps them on its shelf.
/// As expensive as [`crate::layout::network::arrange`]; keep the result for as long as the ties stay the same.
pub fn network_places(project: &Project, ties: &Ties) -> BTreeMap<ActorId, Point> {
    let mut tied: Vec<&Actor> =
        ties.keys().flat_map(|(one, other)| [one, other]).filter_map(|id| project.actors.get(id)).collect();
    tied.sort_unstable_by(|one, other| one.id.cmp(&other.id));
    tied.dedup_by(|one, other| one.id == other.id);
    let index = |id: &ActorId| tied.binary_search_by(|actor| actor.id.cmp(id)).ok();
    let edges: Vec<Edge> = ties
        .iter()
        .filter_map(|((one, other), tie)| Some(Edge { a: index(one)?, b: index(other)?, length: length_of(tie) }))
        .collect();
    let rooms: Vec<Rect> = tied.iter().map(|actor| room_of(actor)).collect();
    let network = Network { rooms: &rooms, edges: &edges, edge_length: EDGE, gap: GAP, aspect: ASPECT };
    let places = crate::layout::network::arrange(&network);
    tied.into_iter().map(|actor| actor.id.clone()).zip(places).collect()
}

/// People are placed closer to those they speak for.
fn length_of(tie: &Tie) -> f32 {
    if tie.kinds.iter().any(|(kind, _, _)| *kind == RelationKind::SpeaksFor) { 0.75 } else { 1.0 }
}

/// A disc with its label below.
fn room_of(actor: &Actor) -> Rect {
    let half = (text_width(Face::Medium, LABEL_SIZE, &actor.name) / 2.0).clamp(RADIUS, EDGE * 0.6);
    Rect::new(Point::new(-half, -RADIUS), Point::new(half, RADIUS + LABEL_SIZE * 1.6))
}

pub(super) fn arrange_network(request: &ArrangeRequest) -> Arrangement {
    let untied: Vec<ActorId> = request.shown.iter().filter(|id| !request.network.contains_key(*id)).cloned().collect();
    let shelved = shelve(request, &untied, 0.0);
    let bottom = shelved.as_ref().map_or(request.size.height, |(shelf, _)| shelf.rect.min.y.max(1.0));
    let area = Rect::from_min_size(Point::ZERO, Size::new(request.size.width, bottom));
    let places = request.network.iter().filter(|(id, _)| request.shown.contains(*id));
    let is_beside = |id: &ActorId| request.beside.shown.is_some_and(|shown| shown.contains(id));
    let seen = request.network.iter().filter(|(id, _)| request.shown.contains(*id) || is_beside(id));
    let extent = seen.fold(Rect::NOTHING, |extent, (_, at)| extent.including(*at));
    let world = if extent.width() >= 0.0 {
        extent.expanded(EDGE * 0.5)
    } else {
        Rect::from_center_size(Point::ZERO, Size::new(EDGE, EDGE))
    };
    let mut arrangement = Arrangement::empty(area, world, request.camera);
    // Many actors get smaller discs, so that the discs fit between their edges.
    let room = arrangement.home.points_per_unit * EDGE * 0.3;
    let radius = RADIUS.min(room.max(2.0)) * disc_growth(arrangement.magnification());
    let main = arrangement.main;
    arrangement.spots = places
        .map(|(id, at)| {
            let spot = Spot { at: main.apply(*at), radius, label: LabelSide::Around, region: Region::Main };
            (id.clone(), spot)
        })
        .collect();
    if let Some((shelf, spots)) = shelved {
        arrangement.shelf = Some(shelf);
        arrangement.spots.extend(spots);
    }
    arrangement
}
