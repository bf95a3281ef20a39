//! Which maps a project is drawn on: the large one, and an inset for members that are far away.
//!
//! Depends on the project alone, not on day, rule or window, so that nobody moves when these change. Easy to get wrong:
//! members are spread over the globe, not over a plane, so distances are angles.

use crate::layout::projection::{MapFrame, center_of, degrees_between};
use crate::model::{Actor, ActorId, ActorKind, MapChoice, Project};
use std::collections::BTreeSet;

/// The maps of a project.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapPlan {
    /// The large map.
    pub main: MapFrame,
    /// The map in the inset.
    pub inset: Option<MapFrame>,
    /// What the inset shows: "North America".
    pub inset_name: &'static str,
}

/// Degrees east and north.
type Degrees = (f64, f64);

/// At most this share of the members may stand in an inset.
const MOST_IN_INSET: f64 = 0.2;
/// An inset is worth it if it makes the region at most this much as wide as with everybody on one map.
const WORTH_AN_INSET: f64 = 0.6;
/// Members of one region are no further than this from its middle, in degrees.
const REGION_DEG: f64 = 50.0;

impl MapPlan {
    /// The maps for `project`, whose question is decided by `body`. `placed` is everybody who can be shown on any day.
    pub fn of(project: &Project, body: &ActorId, placed: &BTreeSet<ActorId>) -> Self {
        let one = |main: MapFrame| Self { main, inset: None, inset_name: "" };
        match project.manifest.map {
            MapChoice::FitMembers => Self::fitting(&places(project, body, placed)),
            MapChoice::EuropeAndNorthAmerica => {
                Self { main: MapFrame::europe(), inset: Some(MapFrame::north_america()), inset_name: "North America" }
            }
            MapChoice::Atlantic => one(MapFrame::atlantic()),
            MapChoice::Americas => one(MapFrame::americas()),
            MapChoice::Africa => one(MapFrame::africa()),
            MapChoice::MiddleEast => one(MapFrame::middle_east()),
            MapChoice::AsiaPacific => one(MapFrame::asia_pacific()),
            MapChoice::World => one(MapFrame::world()),
        }
    }

    /// The smallest region that shows `places`, the few that are far away in an inset; the world if they are spread over
    /// it.
    fn fitting(places: &[Degrees]) -> Self {
        let world = Self { main: MapFrame::world(), inset: None, inset_name: "" };
        let Some((core, far)) = core_of(places) else { return world };
        if !far.is_empty()
            && (far.len() as f64) <= MOST_IN_INSET * places.len() as f64
            && radius_of(&core) <= REGION_DEG
            && radius_of(&core) <= WORTH_AN_INSET * radius_of(places)
            && let (Some(main), Some(inset)) = (MapFrame::around(&core), MapFrame::around(&far))
        {
            return Self { main, inset: Some(inset.without_surroundings()), inset_name: "Further away" };
        }
        match MapFrame::around(places) {
            Some(main) if radius_of(places) <= REGION_DEG => Self { main, ..world },
            Some(_) | None => world,
        }
    }
}

/// Where the members of `body` are that can be shown; where there are none, everybody.
fn places(project: &Project, body: &ActorId, placed: &BTreeSet<ActorId>) -> Vec<Degrees> {
    let countries =
        placed.iter().filter_map(|id| project.actors.get(id)).filter(|actor| actor.kind == ActorKind::Country);
    let place = |actor: &Actor| actor.place.as_ref().map(|place| (place.longitude, place.latitude));
    let is_member = |actor: &&Actor| actor.memberships.iter().any(|membership| membership.of == *body);
    let members: Vec<Degrees> = countries.clone().filter(is_member).filter_map(place).collect();
    if members.is_empty() { countries.filter_map(place).collect() } else { members }
}

/// The places that lie together, and the few that do not; `None` without any place.
fn core_of(places: &[Degrees]) -> Option<(Vec<Degrees>, Vec<Degrees>)> {
    let needed = places.len() - (places.len() as f64 * MOST_IN_INSET).floor() as usize;
    // The place from which the nearest of them all are nearest.
    let reach = |from: &Degrees| {
        let mut distances: Vec<f64> = places.iter().map(|to| degrees_between(*from, *to)).collect();
        distances.sort_by(f64::total_cmp);
        distances.get(needed.saturating_sub(1)).copied().unwrap_or_default()
    };
    let (middle, reach) =
        places.iter().map(|from| (*from, reach(from))).min_by(|(_, one), (_, other)| one.total_cmp(other))?;
    let is_near = |place: &Degrees| degrees_between(middle, *place) <= reach * 1.8 + 8.0;
    Some(places.iter().copied().partition(is_near))
}

/// The greatest angle from the middle of `places` to one of them, in degrees.
fn radius_of(places: &[Degrees]) -> f64 {
    let Some(center) = center_of(places) else { return 180.0 };
    places.iter().map(|place| degrees_between(center, *place)).fold(0.0, f64::max)
}
