//! The shelf: a labelled row at the edge for actors without a place in the picture itself.
//!
//! It holds organisations, groups, unnamed sources, and countries and people located off the map. Cells flow from left
//! to right in rows; each section starts with its label.

use super::{ArrangeRequest, LabelSide, Placeless, Region, Spot};
use crate::layout::face::{Face, text_width};
use crate::layout::geometry::{Point, Rect};
use crate::layout::picture::Picture;
use crate::model::{ActorId, ActorKind};

/// Radius of a disc on the shelf, in picture points.
const RADIUS: f32 = 9.0;
/// Height of a row.
const ROW: f32 = 27.0;
/// Size of labels.
pub(crate) const LABEL_SIZE: f32 = 11.0;
/// The widest label; longer ones are cut.
const WIDEST_LABEL: f32 = 190.0;
/// Padding around the content of the shelf.
const MARGIN: f32 = 12.0;

/// The labelled row at the edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Shelf {
    /// Its rectangle, in picture points.
    pub rect: Rect,
    /// Height that its content needs, in picture points; the shelf is higher where more is reserved.
    pub needed: f32,
    /// Section labels and the left end of their baseline, in picture points.
    pub sections: Vec<(String, Point)>,
}

/// The order and the names of the sections.
fn section_label(kind: ActorKind, picture: Picture) -> &'static str {
    match kind {
        ActorKind::Country if picture == Picture::Network => "Countries without ties",
        ActorKind::Organisation => "Organisations",
        ActorKind::Group => "Groups",
        ActorKind::Unnamed => "Unnamed sources",
        ActorKind::Country => "Countries",
        ActorKind::Person => "People",
    }
}

const ORDER: [ActorKind; 5] =
    [ActorKind::Organisation, ActorKind::Group, ActorKind::Unnamed, ActorKind::Country, ActorKind::Person];

fn label_width_of(name: &str) -> f32 {
    text_width(Face::Regular, LABEL_SIZE, name).min(WIDEST_LABEL)
}

/// A disc, its label and the gap to the next disc.
fn cell_width(name: &str) -> f32 {
    2.0 * RADIUS + 6.0 + label_width_of(name) + 14.0
}

/// Places `actors` in rows at the lower edge of the picture, in a shelf of at least `least_height` picture points and
/// as high as that of a picture beside it. `None` if there is nobody to place and no height is reserved.
pub(super) fn shelve(
    request: &ArrangeRequest,
    actors: &[ActorId],
    least_height: f32,
) -> Option<(Shelf, Vec<(ActorId, Spot)>)> {
    let least_height = least_height.max(request.beside.shelf_height);
    if (actors.is_empty() && least_height == 0.0) || request.placeless == Placeless::LeftOut {
        return None;
    }
    let (project, size) = (request.project, request.size);
    let right = size.width - MARGIN;
    let mut pen = Point::new(MARGIN, MARGIN * 0.6);
    let mut sections = Vec::new();
    let mut spots = Vec::new();
    for kind in ORDER {
        let of_kind = actors
            .iter()
            .filter_map(|id| project.actors.get(id))
            .filter(|actor| actor.kind == kind)
            .collect::<Vec<_>>();
        if of_kind.is_empty() {
            continue;
        }
        let label = section_label(kind, request.picture);
        let label_width = text_width(Face::SemiBold, LABEL_SIZE, label) + 10.0;
        let first_cell = of_kind.first().map_or(0.0, |actor| cell_width(&actor.name));
        if pen.x > MARGIN && pen.x + label_width + first_cell > right {
            pen = Point::new(MARGIN, pen.y + ROW);
        }
        sections.push((label.to_owned(), Point::new(pen.x, pen.y + ROW / 2.0 + LABEL_SIZE * 0.36)));
        pen.x += label_width;
        for actor in of_kind {
            let words = label_width_of(&actor.name);
            let cell = cell_width(&actor.name);
            if pen.x > MARGIN && pen.x + cell > right {
                pen = Point::new(MARGIN, pen.y + ROW);
            }
            let at = Point::new(pen.x + RADIUS, pen.y + ROW / 2.0);
            let spot = Spot { at, radius: RADIUS, label: LabelSide::Right(words + 1.0), region: Region::Shelf };
            spots.push((actor.id.clone(), spot));
            pen.x += cell;
        }
        pen.x += 10.0;
    }
    let needed = if actors.is_empty() { 0.0 } else { pen.y + ROW + MARGIN * 0.6 };
    let height = needed.max(least_height);
    let top = size.height - height;
    let down = Point::new(0.0, top);
    let sections = sections.into_iter().map(|(label, at)| (label, at + down)).collect();
    let spots = spots.into_iter().map(|(id, spot)| (id, Spot { at: spot.at + down, ..spot })).collect();
    let rect = Rect::new(down, Point::new(size.width, size.height));
    Some((Shelf { rect, needed, sections }, spots))
}
