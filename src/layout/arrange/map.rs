//! The map: countries at their places, people beside their country, everybody else on the shelf.

use super::beside::{start_beside, unfold};
use super::shelf::{Shelf, shelve};
use super::{ArrangeRequest, Arrangement, LabelSide, MapPlan, Placeless, Region, Spot, disc_growth};
use crate::layout::camera::{Camera, Placement};
use crate::layout::geography::Geography;
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::projection::MapFrame;
use crate::model::{Actor, ActorId, ActorKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Radius of the disc of an actor with a stance, in picture points at home.
const RADIUS: f32 = 12.0;
/// Radius of the disc of a silent country.
const SILENT_RADIUS: f32 = 9.5;
/// Gap between the inset's frame and the edge of the picture.
const INSET_MARGIN: f32 = 12.0;

/// A world map as wide as its panel may leave so much of the panel's height to the sea, as a factor.
const MOST_SEA: f32 = 1.25;
/// On a map with more countries than this, a silent one that is large enough to be clicked has no disc until one comes
/// closer.
const CROWDED: usize = 60;
/// From this magnification on, every country of a crowded map has its disc.
const CLOSE: f32 = 2.5;
/// Radius of the disc of an actor with a stance on a crowded map, of a silent country there, and the room that each has.
const CROWDED_RADII: [f32; 3] = [9.0, 5.2, 6.0];
/// A country smaller than this keeps its disc: its land is too small to be clicked. In picture points.
const LEAST_LAND: f32 = 24.0;
/// A disc that stands further than this from its country's place has a line to it. In picture points, from its edge.
const LEADER_FROM: f32 = 6.0;

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
    /// The maps before the large one is turned, and then as they are drawn.
    plan: MapPlan,
    drawn: MapPlan,
    area: Rect,
    inset: Option<(Rect, Placement)>,
    /// Where each disc is, and where its country is, in picture points from the map's own origin.
    in_main: Vec<(ActorId, Point, Point)>,
    /// The same in picture points.
    in_inset: Vec<(ActorId, Point, Point)>,
    /// The actors without a place on the map.
    elsewhere: BTreeSet<ActorId>,
    /// Countries whose land is large enough to be clicked without a disc.
    large: BTreeSet<ActorId>,
    /// Height of the shelf if all of them are on it, in picture points.
    shelf_height: f32,
    /// The part of it that its content needs.
    needed: f32,
    /// Height reserved for the shelf of a picture beside.
    beside: f32,
}

/// The large map as the camera sees it.
struct View {
    drawn: MapFrame,
    /// From a place on the turned map to where it is before the turn.
    turn: Point,
    /// The camera on the turned map.
    camera: Option<Camera>,
}

impl View {
    fn of(main: &MapFrame, camera: Option<Camera>) -> Self {
        let Some(camera) = camera else { return Self { drawn: *main, turn: Point::ZERO, camera: None } };
        let (drawn, center) = main.turned_to(camera.center);
        Self { drawn, turn: camera.center - center, camera: Some(Camera { center, ..camera }) }
    }
}

/// The arrangement of an empty map.
fn empty(area: Rect, view: &View) -> Arrangement {
    let rect = view.drawn.rect;
    let mut home = Camera::fitting(rect, Size::new(area.width(), area.height()));
    let mut world = rect;
    if view.drawn.is_around_the_globe() {
        // All longitudes, with a little sea above and below; a tall panel is covered rather than left half empty.
        let (wide, high) = (area.width() / rect.width(), area.height() / rect.height());
        home.points_per_unit = if high <= wide * MOST_SEA { wide } else { high };
        let around = Size::new(rect.width() * 2_000.0, rect.height());
        world = Rect::from_center_size(rect.center(), around);
    }
    let mut arrangement = Arrangement::at_home(area, world, home, view.camera);
    arrangement.turn = view.turn;
    arrangement
}

pub(super) fn arrange_map(request: &ArrangeRequest) -> Arrangement {
    let plan = MapPlan::of(request.project, &request.tally.body, request.placed);
    let view = View::of(&plan.main, request.camera);
    let kept = request.kept_map.filter(|kept| kept.fits(request, &plan, &view)).cloned();
    let places = kept.unwrap_or_else(|| Arc::new(MapPlaces::new(request, plan, &view)));
    let mut arrangement = empty(places.area, &view);
    arrangement.maps = Some(places.drawn);
    arrangement.inset = places.inset;
    let is_crowded = is_crowded(places.in_main.len(), &arrangement);
    let spot = |id: &ActorId, at: Point, growth: f32, region: Region| {
        let is_silent = request.standings.stance(id).is_none();
        let [with_stance, silent, _] = if is_crowded { CROWDED_RADII } else { [RADIUS, SILENT_RADIUS, RADIUS] };
        let base = if is_silent { silent } else { with_stance };
        let spot = Spot { at, radius: base * growth, label: LabelSide::Around, region };
        let is_left_to_its_land = is_crowded && is_silent && places.large.contains(id);
        (request.shown.contains(id) && !is_left_to_its_land).then(|| (id.clone(), spot))
    };
    let (growth, offset) = (main_growth(&arrangement), arrangement.main.offset);
    let in_main = places.in_main.iter().filter_map(|(id, at, _)| spot(id, *at + offset, growth, Region::Main));
    arrangement.spots.extend(in_main);
    let anchors = places.in_main.iter().map(|(id, _, anchor)| (id, *anchor + offset));
    let mut leaders: BTreeMap<ActorId, Point> = anchors.map(|(id, anchor)| (id.clone(), anchor)).collect();
    if let Some((frame, _)) = places.inset {
        let growth = inset_growth(frame);
        arrangement.spots.extend(places.in_inset.iter().filter_map(|(id, at, _)| spot(id, *at, growth, Region::Inset)));
        leaders.extend(places.in_inset.iter().map(|(id, _, anchor)| (id.clone(), *anchor)));
    }
    leaders.retain(|id, anchor| {
        let is_country = request.project.actors.get(id).is_some_and(|actor| actor.kind == ActorKind::Country);
        let spot = arrangement.spots.get(id).filter(|_| is_country && !request.pins.contains_key(id));
        spot.is_some_and(|spot| spot.at.distance(*anchor) > spot.radius + LEADER_FROM)
    });
    arrangement.leaders = leaders;
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
    /// The actors that have their place on the large map or in the inset.
    pub fn on(&self, region: Region) -> BTreeSet<&ActorId> {
        let places = match region {
            Region::Main => &self.in_main,
            Region::Inset => &self.in_inset,
            Region::Shelf => return self.elsewhere.iter().collect(),
        };
        places.iter().map(|(id, ..)| id).collect()
    }

    fn fits(&self, request: &ArrangeRequest, plan: &MapPlan, view: &View) -> bool {
        self.size == request.size
            && self.points_per_unit == request.camera.map(|camera| camera.points_per_unit)
            && self.placeless == request.placeless
            && self.beside == request.beside.shelf_height
            && self.plan == *plan
            && self.drawn.main == view.drawn
            && self.placed == *request.placed
    }

    fn new(request: &ArrangeRequest, plan: MapPlan, view: &View) -> Self {
        let drawn = MapPlan { main: view.drawn, ..plan };
        let mut homes: BTreeMap<&ActorId, (Region, Point)> = BTreeMap::new();
        let mut people: Vec<(&Actor, (Region, Point))> = Vec::new();
        let mut elsewhere = Vec::new();
        for actor in request.placed.iter().filter_map(|id| request.project.actors.get(id)) {
            match (home_of(request, &drawn, actor), actor.kind) {
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
        let arrangement = empty(area, view);
        let needs_inset =
            homes.values().chain(people.iter().map(|(_, home)| home)).any(|(region, _)| *region == Region::Inset);
        let home = arrangement.home.placement(Size::new(area.width(), area.height()));
        let inset = plan.inset.filter(|_| needs_inset).map(|map| inset(area, home, map.rect));
        let around_origin = Placement { offset: Point::ZERO, ..arrangement.main };
        let [.., room] = if is_crowded(homes.len() + people.len(), &arrangement) { CROWDED_RADII } else { [RADIUS; 3] };
        let radius = room * main_growth(&arrangement);
        let mut in_main = gathered(&homes, &people, Region::Main, around_origin, radius);
        let main_anchors = anchors(&in_main);
        unfold(&mut in_main);
        let (mut in_inset, mut inset_anchors) = (Vec::new(), Vec::new());
        if let Some((bounds, placement)) = inset {
            let radius = RADIUS * inset_growth(bounds);
            in_inset = gathered(&homes, &people, Region::Inset, placement, radius);
            inset_anchors = anchors(&in_inset);
            unfold(&mut in_inset);
            // People stand beside their country, but within the frame.
            keep_inside(&mut in_inset, bounds);
            unfold(&mut in_inset);
            keep_inside(&mut in_inset, bounds);
        }
        let places = |spots: Vec<(ActorId, Spot)>, anchors: Vec<Point>| {
            spots.into_iter().zip(anchors).map(|((id, spot), anchor)| (id, spot.at, anchor)).collect()
        };
        Self {
            placed: request.placed.clone(),
            size: request.size,
            points_per_unit: request.camera.map(|camera| camera.points_per_unit),
            placeless: request.placeless,
            plan,
            drawn,
            area,
            inset,
            large: large_countries(request, &drawn.main, arrangement.main.scale, in_main.len()),
            in_main: places(in_main, main_anchors),
            in_inset: places(in_inset, inset_anchors),
            elsewhere: elsewhere.into_iter().collect(),
            shelf_height: shelf.map_or(0.0, Rect::height),
            needed,
            beside: request.beside.shelf_height,
        }
    }
}

fn is_crowded(discs: usize, arrangement: &Arrangement) -> bool {
    discs > CROWDED && arrangement.magnification() < CLOSE
}

fn anchors(spots: &[(ActorId, Spot)]) -> Vec<Point> {
    spots.iter().map(|(_, spot)| spot.at).collect()
}

/// The countries whose land is large enough to be clicked; asked for on a crowded map only.
fn large_countries(request: &ArrangeRequest, main: &MapFrame, scale: f32, discs: usize) -> BTreeSet<ActorId> {
    if discs <= CROWDED {
        return BTreeSet::new();
    }
    let geography = Geography::of(main);
    let is_large = |actor: &&Actor| {
        let land = geography.country(&actor.iso_a3).and_then(|country| country.polygons().first());
        land.is_some_and(|land| land.bounds.width().min(land.bounds.height()) * scale >= LEAST_LAND)
    };
    let actors = request.placed.iter().filter_map(|id| request.project.actors.get(id));
    actors.filter(|actor| actor.kind == ActorKind::Country).filter(is_large).map(|actor| actor.id.clone()).collect()
}

/// Countries at their places and people beside them, before overlaps are removed; earlier entries keep their place.
fn gathered(
    homes: &BTreeMap<&ActorId, (Region, Point)>,
    people: &[(&Actor, (Region, Point))],
    region: Region,
    placement: Placement,
    radius: f32,
) -> Vec<(ActorId, Spot)> {
    let spot = |at: Point| Spot { at: placement.apply(at), radius, label: LabelSide::Around, region: Region::Main };
    let of_region = homes.iter().filter(|(_, (of, _))| *of == region);
    let mut spots: Vec<(ActorId, Spot)> = of_region.map(|(id, (_, at))| ((*id).clone(), spot(*at))).collect();
    let mut beside: BTreeMap<&ActorId, usize> = BTreeMap::new();
    for (person, (_, at)) in people.iter().filter(|(_, (of, _))| *of == region) {
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
fn home_of(request: &ArrangeRequest, plan: &MapPlan, actor: &Actor) -> Option<(Region, Point)> {
    let of = match actor.kind {
        ActorKind::Country => actor,
        ActorKind::Person => request.project.actors.get(actor.country.as_ref()?)?,
        ActorKind::Organisation | ActorKind::Group | ActorKind::Unnamed => return None,
    };
    if of.kind != ActorKind::Country {
        return None;
    }
    let place = of.place.as_ref()?;
    let maps = [Some((Region::Main, plan.main)), plan.inset.map(|map| (Region::Inset, map))];
    maps.into_iter().flatten().find_map(|(region, map)| {
        let at = map.place(place.longitude, place.latitude);
        (map.rect.contains(at) || map.is_around_the_globe()).then_some((region, at))
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

/// The inset: its frame, and the placement of its map, whose rectangle is `world`. At home it is on open water; the camera
/// does not move it.
fn inset(area: Rect, home: Placement, world: Rect) -> (Rect, Placement) {
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
const INSET_WATER: Rect = Rect::new(Point::new(32.0, 200.0), Point::new(230.0, 515.0));

/// Height of the inset's caption, in picture points.
pub(crate) const INSET_LABEL_HEIGHT: f32 = 20.0;
