//! Where each actor stands in a picture, in picture points.
//!
//! Each picture places the same actors by its own layout; the window animates them from one arrangement to the next.
//! Knows no colours. Easy to get wrong: places are computed anew for every size and camera, so nothing here may be
//! random or depend on what was shown before.

mod beside;
mod map;
mod map_plan;
mod matrix;
mod network;
mod roll_call;
mod shelf;

pub(crate) use map::INSET_LABEL_HEIGHT;
pub use map::MapPlaces;
pub use map_plan::MapPlan;
pub use matrix::{Block, Grid};
pub use network::network_places;
pub use roll_call::Headline;
pub use shelf::Shelf;

use super::camera::{Camera, Placement};
use super::geometry::{Point, Rect, Size};
use super::picture::{Picture, Pin, Sheet};
use crate::derive::{Matrix, Standings, Tally};
use crate::model::{ActorId, Project};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What an arrangement depends on.
#[derive(Clone, Copy)]
pub struct ArrangeRequest<'a> {
    /// The project with its actors.
    pub project: &'a Project,
    /// Where actors stand; seats are ordered by it.
    pub standings: &'a Standings,
    /// The members of the deciding body.
    pub tally: &'a Tally,
    /// The actors to place; all others are left out.
    pub shown: &'a BTreeSet<ActorId>,
    /// Everybody who can be shown on any day by any rule: the map reserves a place for each.
    pub placed: &'a BTreeSet<ActorId>,
    /// Actors placed by hand in this picture.
    pub pins: &'a BTreeMap<ActorId, Pin>,
    /// Where ties place the actors, in network units; from [`network_places`].
    pub network: &'a BTreeMap<ActorId, Point>,
    /// Where the map placed everybody before; reused where it still fits.
    pub kept_map: Option<&'a Arc<MapPlaces>>,
    /// The matrix; `None` for every other picture.
    pub matrix: Option<&'a Arc<Matrix>>,
    /// Whether a table is scrolled or fitted.
    pub fit: Fit,
    /// The other of two pictures side by side.
    pub beside: Beside<'a>,
    /// Which picture.
    pub picture: Picture,
    /// The visible part of the picture; `None` shows all of it.
    pub camera: Option<Camera>,
    /// Size of the picture, in picture points.
    pub size: Size,
    /// What happens to actors without a place in the picture itself.
    pub placeless: Placeless,
}

/// What the other of two pictures side by side needs: both reserve room for it, so that an actor shown in both has the
/// same place in both.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Beside<'a> {
    /// [`Shelf::needed`] of the other side, in picture points.
    pub shelf_height: f32,
    /// The actors shown on the other side.
    pub shown: Option<&'a BTreeSet<ActorId>>,
}

/// What happens to a table that is larger than its picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fit {
    /// It is scaled down, and what could not be read is left out and counted: for exports.
    #[default]
    Fitted,
    /// It is scrolled by the camera: for a window.
    Scrolled,
}

/// What happens to actors without a place in the picture itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeless {
    /// They stand on the shelf at the edge.
    Shelved,
    /// They are left out: for a picture too small for words.
    LeftOut,
}

/// The place of a disc.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Its centre, in picture points.
    pub at: Point,
    /// Its radius in picture points.
    pub radius: f32,
    /// Where its label goes.
    pub label: LabelSide,
    /// The region of the picture that it belongs to.
    pub region: Region,
}

/// Where a label goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LabelSide {
    /// Wherever there is room around the disc.
    Around,
    /// To the right of the disc, within this width (picture points), which is reserved for it.
    Right(f32),
}

/// Which region of a picture a disc belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// What the camera moves over.
    Main,
    /// The framed inset of the map.
    Inset,
    /// The shelf at the edge, or the list beside the seats.
    Shelf,
}

/// Where everything is in one picture of one size.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// The discs.
    pub spots: BTreeMap<ActorId, Spot>,
    /// The rectangle of the main region, in picture points.
    pub area: Rect,
    /// From world units to picture points, within `area`.
    pub main: Placement,
    /// The extent of the world, in world units: what Home shows.
    pub world: Rect,
    /// The camera that shows all of `world`.
    pub home: Camera,
    /// The framed inset: its frame in picture points, and the placement of its world.
    pub inset: Option<(Rect, Placement)>,
    /// The shelf at the edge.
    pub shelf: Option<Shelf>,
    /// The number in the middle of the seats.
    pub headline: Option<Headline>,
    /// The grid lines of the matrix.
    pub grid: Option<Grid>,
    /// The places on the map, to be passed to the next request.
    pub map: Option<Arc<MapPlaces>>,
    /// The maps that are drawn, the large one turned to where the camera looks; `None` for every other picture.
    pub maps: Option<MapPlan>,
    /// From a place on the turned map to where it is before the turn, in map units.
    turn: Point,
    /// Where countries are whose disc had to move aside, in picture points: a line leads there from the disc.
    pub leaders: BTreeMap<ActorId, Point>,
}

impl Arrangement {
    /// The pin that keeps an actor where it was dropped.
    pub fn pin_at(&self, at: Point) -> Pin {
        match self.inset {
            Some((frame, placement)) if frame.contains(at) => Pin { sheet: Sheet::Inset, at: placement.invert(at) },
            _ => Pin { sheet: Sheet::Main, at: self.main.invert(at) + self.turn },
        }
    }

    /// Where `pin` lies, in picture points.
    pub fn point_of(&self, pin: Pin) -> Point {
        match (pin.sheet, self.inset) {
            (Sheet::Inset, Some((_, placement))) => placement.apply(pin.at),
            (Sheet::Inset | Sheet::Main, _) => self.main.apply(pin.at - self.turn),
        }
    }

    /// The camera in force: the one asked for, or home.
    pub fn camera(&self) -> Camera {
        let middle = Point::new(self.area.width() / 2.0, self.area.height() / 2.0) + self.area.min;
        Camera { center: self.main.invert(middle), points_per_unit: self.main.scale }
    }

    /// How much larger than at home the world is shown; 1 at home.
    pub fn magnification(&self) -> f32 {
        self.main.scale / self.home.points_per_unit
    }

    fn empty(area: Rect, world: Rect, camera: Option<Camera>) -> Self {
        let home = Camera::fitting(world, Size::new(area.width(), area.height()));
        Self::at_home(area, world, home, camera)
    }

    fn at_home(area: Rect, world: Rect, home: Camera, camera: Option<Camera>) -> Self {
        let size = Size::new(area.width(), area.height());
        let inside = camera.unwrap_or(home).placement(size);
        let main = Placement { scale: inside.scale, offset: inside.offset + area.min };
        Self {
            spots: BTreeMap::new(),
            area,
            main,
            world,
            home,
            inset: None,
            shelf: None,
            headline: None,
            grid: None,
            map: None,
            maps: None,
            turn: Point::ZERO,
            leaders: BTreeMap::new(),
        }
    }

    fn move_to_pins(&mut self, pins: &BTreeMap<ActorId, Pin>) {
        for (actor, pin) in pins {
            let at = self.point_of(*pin);
            let region = match (pin.sheet, self.inset) {
                (Sheet::Inset, Some(_)) => Region::Inset,
                (Sheet::Inset | Sheet::Main, _) => Region::Main,
            };
            if let Some(spot) = self.spots.get_mut(actor) {
                *spot = Spot { at, region, label: LabelSide::Around, ..*spot };
            }
        }
    }
}

/// Places every shown actor in the picture asked for.
pub fn arrange(request: &ArrangeRequest) -> Arrangement {
    let mut arrangement = match request.picture {
        Picture::Map => map::arrange_map(request),
        Picture::Network => network::arrange_network(request),
        Picture::RollCall => roll_call::arrange_roll_call(request),
        // A row of the matrix is placed by its order.
        Picture::Matrix => return matrix::arrange_matrix(request),
    };
    arrangement.move_to_pins(request.pins);
    arrangement
}

/// How discs grow with magnification: slowly, so that they do not cover the land.
fn disc_growth(magnification: f32) -> f32 {
    magnification.clamp(0.25, 24.0).powf(0.3)
}
