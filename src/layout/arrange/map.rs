//! The map: countries at their places, people beside their country, everybody else on the shelf.

use super::beside::{start_beside, unfold};
use super::shelf::{Shelf, shelve};
use super::{ArrangeRequest, Arrangement, LabelSide, Part, Placeless, Spot, disc_growth};
use crate::layout::camera::{Camera, Placement};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::projection::{Frame, MapFrame};
use crate::model::{Actor, ActorId, ActorKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Radius of the disc of an actor with a stance, in picture points at home.
const RADIUS: f32 = 12.0;
/// Radius of the disc of a silent country.
const SILENT_RADIUS: f32 = 9.5;
/// Gap between the inset's frame and the edge of the picture.
const INSET_MARGIN: f32 = 12.0;

/// Everybody's place on the map at one magnification, independent of where the camera is.
///
/// It includes everybody who can be shown on any day by any rule: nobody moves when day, rule or filters change. It
/// belongs to one project; pass it back in [`ArrangeRequest::kept_map`], and it is used while it fits.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPlaces {
    placed: BTreeSet<ActorId>,
    size: Size,
    points_per_unit: Option<f32>,
    placeless: Placeless,
    area: Rect,
    inset: Option<(Rect, Placement)>,
    /// Places in picture points from the map's own origin.
    in_europe: Vec<(ActorId, Point)>,
    /// Radii in picture points.
    in_inset: Vec<(ActorId, Point)>,
    /// The actors without a place on the map.
    elsewhere: BTreeSet<ActorId>,
    /// Height of the shelf if all of them are on it, in picture points.
    shelf_height: f32,
    /// The part of it that its content needs.
    needed: f32,
    /// Height reserved for the shelf of a picture beside.
    beside: f32,
}

pub(super) fn arrange_map(request: &ArrangeRequest) -> Arrangement {
    let kept = request.kept_map.filter(|kept| kept.fits(request)).cloned();
    let places = kept.unwrap_or_else(|| Arc::new(MapPlaces::new(request)));
    let mut arrangement = Arrangement::empty(places.area, MapFrame::europe().rect, request.camera);
    arrangement.inset = places.inset;
    let spot = |id: &ActorId, at: Point, growth: f32, part: Part| {
        let base = if request.standings.stance(id).is_some() { RADIUS } else { SILENT_RADIUS };
        let spot = Spot { at, radius: base * growth, label: LabelSide::Around, part };
        request.shown.contains(id).then(|| (id.clone(), spot))
    };
    let (growth, offset) = (main_growth(&arrangement), arrangement.main.offset);
    let in_europe = places.in_europe.iter().filter_map(|(id, at)| spot(id, *at + offset, growth, Part::Main));
    arrangement.spots.extend(in_europe);
    if let Some((frame, _)) = places.inset {
        let growth = inset_growth(frame);
        arrangement.spots.extend(places.in_inset.iter().filter_map(|(id, at)| spot(id, *at, growth, Part::Inset)));
    }
    let on_shelf: Vec<ActorId> = places.elsewhere.intersection(request.shown).cloned().collect();
    if let Some((shelf, spots)) = shelve(request, &on_shelf, places.shelf_height) {
        // Height is reserved for everybody who can ever be on the shelf.
        arrangement.shelf = Some(Shelf { needed: places.needed, ..shelf });
        arrangement.spots.extend(spots);
    }
    arrangement.map = Some(places);
    arrangement
}

impl MapPlaces {
    fn fits(&self, request: &ArrangeRequest) -> bool {
        self.size == request.size
            && self.points_per_unit == request.camera.map(|camera| camera.points_per_unit)
            && self.placeless == request.placeless
            && self.beside == request.beside.shelf_height
            && self.placed == *request.placed
    }

    fn new(request: &ArrangeRequest) -> Self {
        let mut homes: BTreeMap<&ActorId, (Frame, Point)> = BTreeMap::new();
        let mut people: Vec<(&Actor, (Frame, Point))> = Vec::new();
        let mut elsewhere = Vec::new();
        for actor in request.placed.iter().filter_map(|id| request.project.actors.get(id)) {
            match (home_of(request, actor), actor.kind) {
                (Some(home), ActorKind::Country) => {
                    homes.insert(&actor.id, home);
                }
                (Some(home), ActorKind::Person) => people.push((actor, home)),
                (None, _) | (_, ActorKind::Organisation | ActorKind::Group | ActorKind::Unnamed) => {
                    elsewhere.push(actor.id.clone());
                }
            }
        }
        let shelf = shelve(request, &elsewhere, 0.0).map(|(shelf, _)| shelf);
        let needed = shelf.as_ref().map_or(0.0, |shelf| shelf.needed);
        let shelf = shelf.map(|shelf| shelf.rect);
        let bottom = shelf.map_or(request.size.height, |shelf| shelf.min.y.max(1.0));
        let area = Rect::from_min_size(Point::ZERO, Size::new(request.size.width, bottom));
        let arrangement = Arrangement::empty(area, MapFrame::europe().rect, request.camera);
        let needs_inset = homes.values().chain(people.iter().map(|(_, home)| home)).any(|(frame, _)| match frame {
            Frame::Europe => false,
            Frame::NorthAmerica => true,
        });
        let home = arrangement.home.placement(Size::new(area.width(), area.height()));
        let inset = needs_inset.then(|| inset(area, home));
        let around_origin = Placement { offset: Point::ZERO, ..arrangement.main };
        let mut in_europe = gathered(&homes, &people, Frame::Europe, around_origin, RADIUS * main_growth(&arrangement));
        unfold(&mut in_europe);
        let mut in_inset = Vec::new();
        if let Some((bounds, placement)) = inset {
            let radius = RADIUS * inset_growth(bounds);
            in_inset = gathered(&homes, &people, Frame::NorthAmerica, placement, radius);
            unfold(&mut in_inset);
            // People stand beside their country, but within the frame.
            keep_inside(&mut in_inset, bounds);
            unfold(&mut in_inset);
            keep_inside(&mut in_inset, bounds);
        }
        let places = |spots: Vec<(ActorId, Spot)>| spots.into_iter().map(|(id, spot)| (id, spot.at)).collect();
        Self {
            placed: request.placed.clone(),
            size: request.size,
            points_per_unit: request.camera.map(|camera| camera.points_per_unit),
            placeless: request.placeless,
            area,
            inset,
            in_europe: places(in_europe),
            in_inset: places(in_inset),
            elsewhere: elsewhere.into_iter().collect(),
            shelf_height: shelf.map_or(0.0, Rect::height),
            needed,
            beside: request.beside.shelf_height,
        }
    }
}

/// Countries at their places and people beside them, before overlaps are removed; earlier entries keep their place.
fn gathered(
    homes: &BTreeMap<&ActorId, (Frame, Point)>,
    people: &[(&Actor, (Frame, Point))],
    frame: Frame,
    placement: Placement,
    radius: f32,
) -> Vec<(ActorId, Spot)> {
    let spot = |at: Point| Spot { at: placement.apply(at), radius, label: LabelSide::Around, part: Part::Main };
    let of_frame = homes.iter().filter(|(_, (of, _))| *of == frame);
    let mut spots: Vec<(ActorId, Spot)> = of_frame.map(|(id, (_, at))| ((*id).clone(), spot(*at))).collect();
    let mut beside: BTreeMap<&ActorId, usize> = BTreeMap::new();
    for (person, (_, at)) in people.iter().filter(|(_, (of, _))| *of == frame) {
        let Some(country) = &person.country else { continue };
        let index = beside.entry(country).or_default();
        let center = spot(*at);
        spots.push((person.id.clone(), Spot { at: start_beside(center, *index, radius), ..center }));
        *index += 1;
    }
    spots
}

/// How discs grow on the large map.
fn main_growth(arrangement: &Arrangement) -> f32 {
    disc_growth(arrangement.magnification()) * panel_growth(arrangement.home)
}

/// How discs shrink in a small inset.
fn inset_growth(frame: Rect) -> f32 {
    (frame.width() / 230.0).clamp(0.5, 1.0)
}

/// Which of the two maps `actor` is on, and where, in map units; `None` if it is on neither.
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

/// Discs grow slowly with the panel too: on a large screen the land is large.
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

/// The inset: its frame, and the placement of its map. At home it is on open water; the camera does not move it.
fn inset(area: Rect, home: Placement) -> (Rect, Placement) {
    let world = MapFrame::north_america().rect;
    let width = (INSET_WATER.width() * home.scale - INSET_MARGIN).clamp(60.0, 320.0).min(area.width() * 0.45);
    let height = width * world.height() / world.width() + INSET_LABEL_HEIGHT;
    let left = home.apply(INSET_WATER.min).x.max(area.min.x + INSET_MARGIN);
    let bottom = home.apply(INSET_WATER.max).y.min(area.max.y - INSET_MARGIN);
    let frame = Rect::from_min_size(Point::new(left, bottom - height), Size::new(width, height));
    let map = Rect::new(Point::new(frame.min.x, frame.min.y + INSET_LABEL_HEIGHT), frame.max);
    (frame, Placement::fitting(world, map))
}

/// A rectangle of the large map that holds only water, in map units, so that the inset hides nothing at home. A test of
/// the geography checks it.
const INSET_WATER: Rect = Rect::new(Point::new(4.0, 130.0), Point::new(230.0, 515.0));

/// Height of the inset's caption, in picture points.
pub(crate) const INSET_LABEL_HEIGHT: f32 = 20.0;
