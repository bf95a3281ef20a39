//! The map: countries at their place, people beside their country, everybody else on the shelf.

use super::beside::{start_beside, unfold};
use super::shelf::shelve;
use super::{ArrangeRequest, Arrangement, LabelSide, Part, Spot, disc_growth};
use crate::layout::camera::{Camera, Placement};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::projection::{Frame, MapFrame};
use crate::model::{Actor, ActorId, ActorKind};
use std::collections::BTreeMap;

/// Radius of the disc of somebody with a stance, in picture points at home.
const RADIUS: f32 = 12.0;
/// Radius of the disc of a silent country.
const SILENT_RADIUS: f32 = 9.5;
/// Between the inset's frame and the edge of the picture.
const INSET_MARGIN: f32 = 12.0;

pub(super) fn arrange_map(request: &ArrangeRequest) -> Arrangement {
    let europe = MapFrame::europe();
    let mut homes: BTreeMap<&ActorId, (Frame, Point)> = BTreeMap::new();
    let mut people: Vec<(&Actor, (Frame, Point))> = Vec::new();
    let mut elsewhere = Vec::new();
    for actor in request.shown.iter().filter_map(|id| request.project.actors.get(id)) {
        let home = home_of(request, actor);
        match (home, actor.kind) {
            (Some(home), ActorKind::Country) => {
                homes.insert(&actor.id, home);
            }
            (Some(home), ActorKind::Person) => people.push((actor, home)),
            (None, _) | (_, ActorKind::Organisation | ActorKind::Group | ActorKind::Unnamed) => {
                elsewhere.push(actor.id.clone());
            }
        }
    }
    let shelved = shelve(request, &elsewhere);
    let bottom = shelved.as_ref().map_or(request.size.height, |(shelf, _)| shelf.rect.min.y.max(1.0));
    let area = Rect::from_min_size(Point::ZERO, Size::new(request.size.width, bottom));
    let mut arrangement = Arrangement::empty(area, europe.rect, request.camera);
    let needs_inset = homes.values().chain(people.iter().map(|(_, home)| home)).any(|(frame, _)| match frame {
        Frame::Europe => false,
        Frame::NorthAmerica => true,
    });
    let home = arrangement.home.placement(Size::new(area.width(), area.height()));
    arrangement.inset = needs_inset.then(|| inset(area, home));

    for frame in Frame::ALL {
        let (placement, part, growth) = match (frame, arrangement.inset) {
            (Frame::Europe, _) => {
                let growth = disc_growth(arrangement.magnification()) * panel_growth(arrangement.home);
                (arrangement.main, Part::Main, growth)
            }
            (Frame::NorthAmerica, Some((frame, placement))) => {
                (placement, Part::Inset, (frame.width() / 230.0).clamp(0.72, 1.0))
            }
            (Frame::NorthAmerica, None) => continue,
        };
        let spot = |actor: &ActorId, at: Point| {
            let base = if request.standings.stance(actor).is_some() { RADIUS } else { SILENT_RADIUS };
            Spot { at: placement.apply(at), radius: base * growth, label: LabelSide::Around, part }
        };
        let mut spots: Vec<(ActorId, Spot)> = homes
            .iter()
            .filter(|(_, (of, _))| *of == frame)
            .map(|(id, (_, at))| ((*id).clone(), spot(id, *at)))
            .collect();
        // Who has a stance keeps the place; the silent make room.
        spots.sort_by_key(|(id, _)| (request.standings.stance(id).is_none(), id.clone()));
        let mut beside: BTreeMap<&ActorId, usize> = BTreeMap::new();
        for (person, (_, at)) in people.iter().filter(|(_, (of, _))| *of == frame) {
            let Some(country) = &person.country else { continue };
            let center = spot(country, *at);
            let index = beside.entry(country).or_default();
            let own = spot(&person.id, *at);
            spots.push((person.id.clone(), Spot { at: start_beside(center, *index, own.radius), ..own }));
            *index += 1;
        }
        unfold(&mut spots);
        if let (Frame::NorthAmerica, Some((bounds, _))) = (frame, arrangement.inset) {
            // People stand beside their country, but inside the frame.
            keep_inside(&mut spots, bounds);
            unfold(&mut spots);
            keep_inside(&mut spots, bounds);
        }
        arrangement.spots.extend(spots);
    }
    if let Some((shelf, spots)) = shelved {
        arrangement.shelf = Some(shelf);
        arrangement.spots.extend(spots);
    }
    arrangement
}

/// On which of the two maps `actor` lies, and where, in map units; `None` for somebody who lies on neither.
fn home_of(request: &ArrangeRequest, actor: &Actor) -> Option<(Frame, Point)> {
    let of = match actor.kind {
        ActorKind::Country => actor,
        ActorKind::Person => request.project.actors.get(actor.country.as_ref()?)?,
        ActorKind::Organisation | ActorKind::Group | ActorKind::Unnamed => return None,
    };
    if of.kind != ActorKind::Country {
        return None;
    }
    let place = of.place.as_ref()?;
    Frame::ALL.into_iter().find_map(|frame| {
        let map = MapFrame::of(frame);
        let at = map.place(place.longitude, place.latitude);
        map.rect.contains(at).then_some((frame, at))
    })
}

/// Discs grow with the panel too, slowly: on a large screen the land is large.
fn panel_growth(home: Camera) -> f32 {
    home.points_per_unit.sqrt().clamp(0.85, 1.5)
}

fn keep_inside(spots: &mut [(ActorId, Spot)], bounds: Rect) {
    for (_, spot) in spots {
        let room = bounds.expanded(-(spot.radius + 6.0));
        spot.at.x = spot.at.x.clamp(room.min.x, room.max.x.max(room.min.x));
        spot.at.y = spot.at.y.clamp(room.min.y + INSET_LABEL_HEIGHT, room.max.y.max(room.min.y + INSET_LABEL_HEIGHT));
    }
}

/// The inset: its frame, and how its map lies in it. At home it stands on open water; the camera does not move it.
fn inset(area: Rect, home: Placement) -> (Rect, Placement) {
    let world = MapFrame::north_america().rect;
    let width = (INSET_WATER.width() * home.scale - INSET_MARGIN).clamp(130.0, 320.0).min(area.width() * 0.45);
    let height = width * world.height() / world.width() + INSET_LABEL_HEIGHT;
    let left = home.apply(INSET_WATER.min).x.max(area.min.x + INSET_MARGIN);
    let bottom = home.apply(INSET_WATER.max).y.min(area.max.y - INSET_MARGIN);
    let frame = Rect::from_min_size(Point::new(left, bottom - height), Size::new(width, height));
    let map = Rect::new(Point::new(frame.min.x, frame.min.y + INSET_LABEL_HEIGHT), frame.max);
    (frame, Placement::fitting(world, map))
}

/// Of the large map, in map units: only water, so that the inset hides nothing at home. A test of the geography holds
/// it.
const INSET_WATER: Rect = Rect::new(Point::new(4.0, 130.0), Point::new(230.0, 515.0));

/// Height of the inset's caption, in picture points.
pub(crate) const INSET_LABEL_HEIGHT: f32 = 20.0;
