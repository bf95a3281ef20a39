//! Where each actor stands in a picture, in picture points.
//!
//! Each picture places the same actors by its own layout; the window lets them fly from one arrangement to the next.
//! Knows no colours. The thing easily got wrong: places are worked out again for every size and camera, so nothing
//! here may be random or depend on what was shown before.

mod beside;
mod map;
mod matrix;
mod network;
mod roll_call;
mod shelf;

pub(crate) use map::INSET_LABEL_HEIGHT;
pub use map::MapPlaces;
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
    /// Who there is.
    pub project: &'a Project,
    /// Where they stand; seats are ordered by it.
    pub standings: &'a Standings,
    /// Who decides.
    pub tally: &'a Tally,
    /// Whom to place; everybody else is left out.
    pub shown: &'a BTreeSet<ActorId>,
    /// Everybody who can be shown on any day by any rule: the map keeps a place for them.
    pub placed: &'a BTreeSet<ActorId>,
    /// Actors put somewhere by hand, in this picture.
    pub pins: &'a BTreeMap<ActorId, Pin>,
    /// Where ties place the actors, in network units; from [`network_places`].
    pub network: &'a BTreeMap<ActorId, Point>,
    /// Where the map had everybody before; used where it still fits.
    pub kept_map: Option<&'a Arc<MapPlaces>>,
    /// Who said what where; `None` for every other picture than the matrix.
    pub matrix: Option<&'a Arc<Matrix>>,
    /// Whether a table is scrolled or fitted.
    pub fit: Fit,
    /// The other of two pictures side by side.
    pub beside: Beside<'a>,
    /// Which picture.
    pub picture: Picture,
    /// Part of the picture looked at; `None` shows it whole.
    pub camera: Option<Camera>,
    /// Of the picture, in picture points.
    pub size: Size,
    /// What becomes of those who have no place in the picture's own world.
    pub placeless: Placeless,
}

/// What the other of two pictures side by side needs: both leave room for it, so that who stands in both stands at the
/// same place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Beside<'a> {
    /// What [`Shelf::needed`] is on the other side, in picture points.
    pub shelf_height: f32,
    /// Who is shown on the other side.
    pub shown: Option<&'a BTreeSet<ActorId>>,
}

/// What becomes of a table that is larger than its picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fit {
    /// It is made smaller, and what could not be read is left out and counted: for a picture that travels.
    #[default]
    Fitted,
    /// It is scrolled by the camera: for a window.
    Scrolled,
}

/// What becomes of those who have no place in the picture's own world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeless {
    /// They stand in a labelled row at the edge.
    Shelved,
    /// They are left out: for a picture too small for words.
    LeftOut,
}

/// A disc's place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Its middle, in picture points.
    pub at: Point,
    /// In picture points.
    pub radius: f32,
    /// Where its label goes.
    pub label: LabelSide,
    /// Which part of the picture it belongs to.
    pub part: Part,
}

/// Where a label goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LabelSide {
    /// Wherever there is room around the disc.
    Around,
    /// To the right of the disc, in a room of this width (picture points) that is kept free for it.
    Right(f32),
}

/// Which part of a picture a disc belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The part that the camera moves over.
    Main,
    /// The framed inset of the map.
    Inset,
    /// The labelled row at the edge, or the list beside the seats.
    Shelf,
}

/// Where everything stands in one picture of one size.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// The discs.
    pub spots: BTreeMap<ActorId, Spot>,
    /// The rectangle that the camera moves over, in picture points.
    pub area: Rect,
    /// From world units to picture points, within `area`.
    pub main: Placement,
    /// The world's own extent, in world units: what Home shows.
    pub world: Rect,
    /// The camera that shows `world` whole.
    pub home: Camera,
    /// The framed inset: its frame in picture points, and how its world lies in it.
    pub inset: Option<(Rect, Placement)>,
    /// The labelled row at the edge.
    pub shelf: Option<Shelf>,
    /// The number in the middle of the seats.
    pub headline: Option<Headline>,
    /// The lines of the matrix.
    pub grid: Option<Grid>,
    /// Where the map has everybody, to be kept.
    pub map: Option<Arc<MapPlaces>>,
}

impl Arrangement {
    /// The pin that keeps an actor where it was dropped.
    pub fn pin_at(&self, at: Point) -> Pin {
        match self.inset {
            Some((frame, placement)) if frame.contains(at) => Pin { sheet: Sheet::Inset, at: placement.invert(at) },
            _ => Pin { sheet: Sheet::Main, at: self.main.invert(at) },
        }
    }

    /// Where `pin` lies, in picture points.
    pub fn point_of(&self, pin: Pin) -> Point {
        match (pin.sheet, self.inset) {
            (Sheet::Inset, Some((_, placement))) => placement.apply(pin.at),
            (Sheet::Inset | Sheet::Main, _) => self.main.apply(pin.at),
        }
    }

    /// The camera that is in force: the one asked for, or home.
    pub fn camera(&self) -> Camera {
        let middle = Point::new(self.area.width() / 2.0, self.area.height() / 2.0) + self.area.min;
        Camera { center: self.main.invert(middle), points_per_unit: self.main.scale }
    }

    /// How much larger than at home the world is shown; 1 at home.
    pub fn magnification(&self) -> f32 {
        self.main.scale / self.home.points_per_unit
    }

    fn empty(area: Rect, world: Rect, camera: Option<Camera>) -> Self {
        let size = Size::new(area.width(), area.height());
        let home = Camera::fitting(world, size);
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
        }
    }

    fn move_to_pins(&mut self, pins: &BTreeMap<ActorId, Pin>) {
        for (actor, pin) in pins {
            let at = self.point_of(*pin);
            let part = match (pin.sheet, self.inset) {
                (Sheet::Inset, Some(_)) => Part::Inset,
                (Sheet::Inset | Sheet::Main, _) => Part::Main,
            };
            if let Some(spot) = self.spots.get_mut(actor) {
                *spot = Spot { at, part, label: LabelSide::Around, ..*spot };
            }
        }
    }
}

/// Places every shown actor in the asked picture.
pub fn arrange(request: &ArrangeRequest) -> Arrangement {
    let mut arrangement = match request.picture {
        Picture::Map => map::arrange_map(request),
        Picture::Network => network::arrange_network(request),
        Picture::RollCall => roll_call::arrange_roll_call(request),
        // A row stands where the order says.
        Picture::Matrix => return matrix::arrange_matrix(request),
    };
    arrangement.move_to_pins(request.pins);
    arrangement
}

/// How discs grow with magnification: slowly, so that they stay marks and do not cover the land.
fn disc_growth(magnification: f32) -> f32 {
    magnification.clamp(0.25, 24.0).powf(0.3)
}
