//! A connected part of the network with the room that its nodes need, as it is placed in the picture.
//!
//! Knows rooms and frames, not ties. Easy to get wrong: all islands share one scale, or the same length would mean
//! different things in one picture.

use super::packing::{self, Frame};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::overlap::{Body, Hold};

/// Nodes need this much more than their rooms, or separating them would distort the layout: its reciprocal is the share
/// of the plane that rooms may fill.
const AREA_PER_ROOM: f32 = 2.2;

/// The layout is large enough when this share of the nodes has a cell of the plane to itself.
const OWN_CELLS: f32 = 0.7;

/// The square around the layout never grows beyond this many times the area that its nodes need.
const MOST_AREA: f32 = 4.0;

/// Nodes and their places, in picture units.
#[derive(Clone, Debug)]
pub(super) struct Island {
    /// Numbers of the nodes in the whole network.
    pub(super) members: Vec<u32>,
    /// One place for each member.
    pub(super) bodies: Vec<Body>,
}

impl Island {
    /// The frame around all rooms.
    pub(super) fn bounds(&self) -> Rect {
        self.bodies.iter().fold(Rect::NOTHING, |bounds, body| {
            let area = body.area();
            bounds.including(area.min).including(area.max)
        })
    }

    /// Moves the whole island so that the centre of its frame is at `center`.
    pub(super) fn center_at(&mut self, center: Point) {
        let way = center - self.bounds().center();
        for body in &mut self.bodies {
            body.at = body.at + way;
        }
    }
}

/// The frame around all islands; [`Rect::NOTHING`] without any.
pub(super) fn bounds_of(islands: &[Island]) -> Rect {
    islands
        .iter()
        .map(Island::bounds)
        .fold(Rect::NOTHING, |bounds, other| bounds.including(other.min).including(other.max))
}

/// Places the islands around the first, `gap` apart.
pub(super) fn pack(islands: &mut [Island], gap: f32, aspect: f32) {
    let sizes: Vec<Size> = islands
        .iter()
        .map(|island| {
            let bounds = island.bounds();
            Size::new(bounds.width(), bounds.height())
        })
        .collect();
    for (island, center) in islands.iter_mut().zip(packing::pack(&sizes, gap, aspect)) {
        island.center_at(center);
    }
}

/// Nodes without ties in even rows, `spacing` apart: `gap` to the right of or below `whole`, whichever gives the better
/// shape, or in the centre if `whole` is empty.
pub(super) fn singles(members: &[u32], rooms: &[Rect], spacing: f32, gap: f32, aspect: f32, whole: Rect) -> Island {
    let room = |member: u32| rooms.get(member as usize).copied().unwrap_or_default();
    let cell = members.iter().fold(Size::default(), |cell, &member| {
        let room = room(member);
        Size::new(cell.width.max(room.width() + spacing), cell.height.max(room.height() + spacing))
    });
    let block = |frame: Frame| {
        let centers = packing::lines(members.len(), cell, frame);
        let body = |(&member, center): (&u32, Point)| {
            let room = room(member);
            Body { at: center - room.center(), room, hold: Hold::Free }
        };
        Island { members: members.to_vec(), bodies: members.iter().zip(centers).map(body).collect() }
    };
    if whole.width() <= 0.0 {
        return block(Frame::Aspect(aspect));
    }
    let mut below = block(Frame::Width(whole.width()));
    below.center_at(Point::new(whole.center().x, whole.max.y + gap + below.bounds().height() / 2.0));
    let mut right = block(Frame::Height(whole.height()));
    right.center_at(Point::new(whole.max.x + gap + right.bounds().width() / 2.0, whole.center().y));
    // The height of the smallest window of the right shape that holds everything.
    let window = |island: &Island| {
        let all = island.bounds().including(whole.min).including(whole.max);
        all.height().max(all.width() / aspect)
    };
    if window(&right) < window(&below) { right } else { below }
}

/// The factor by which to scale the islands so that rooms have space: `least`, or what their crowding needs.
pub(super) fn scale(islands: &[Island], least: f32) -> f32 {
    let crowd = Crowd::of(islands);
    if crowd.share_with_own_cell(islands, least) >= OWN_CELLS {
        return least;
    }
    let (mut low, mut high) = (least, crowd.largest_scale.max(least));
    for _ in 0..8 {
        let middle = low.midpoint(high);
        if crowd.share_with_own_cell(islands, middle) >= OWN_CELLS {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

/// What is known about all nodes together.
struct Crowd {
    nodes: f32,
    /// Average size of a room, with the space it needs around it.
    cell: Size,
    /// If all nodes lie on a ring, no scale gives each its own cell; at this one the layout is large enough by area.
    largest_scale: f32,
}

impl Crowd {
    fn of(islands: &[Island]) -> Self {
        let (mut width, mut height, mut nodes, mut longest) = (0.0, 0.0, 0.0_f32, 0.0_f32);
        for island in islands {
            let mut extent = Rect::NOTHING;
            for body in &island.bodies {
                width += body.room.width();
                height += body.room.height();
                nodes += 1.0;
                extent = extent.including(body.at);
            }
            longest = longest.max(extent.width()).max(extent.height());
        }
        let widening = AREA_PER_ROOM.sqrt() / nodes.max(1.0);
        let cell = Size::new(width * widening, height * widening);
        let largest_scale =
            if longest > 0.0 { (MOST_AREA * nodes * cell.width * cell.height).sqrt() / longest } else { 0.0 };
        Self { nodes, cell, largest_scale }
    }

    /// The number of occupied cells of the plane, divided by the number of nodes.
    fn share_with_own_cell(&self, islands: &[Island], scale: f32) -> f32 {
        let (columns_per_unit, rows_per_unit) = (scale / self.cell.width, scale / self.cell.height);
        if self.cell.width <= 0.0 || self.cell.height <= 0.0 {
            return 1.0;
        }
        let mut cells: Vec<(u32, i32, i32)> = Vec::with_capacity(self.nodes as usize);
        for (number, island) in islands.iter().enumerate() {
            cells.extend(island.bodies.iter().map(|body| {
                let column = (body.at.x * columns_per_unit).floor() as i32;
                (number as u32, column, (body.at.y * rows_per_unit).floor() as i32)
            }));
        }
        cells.sort_unstable();
        cells.dedup();
        cells.len() as f32 / self.nodes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn island(points: impl Iterator<Item = Point>) -> Island {
        let room = Rect::from_center_size(Point::ZERO, Size::new(40.0, 20.0));
        let bodies: Vec<Body> = points.map(|at| Body { at, room, hold: Hold::Free }).collect();
        Island { members: (0..bodies.len() as u32).collect(), bodies }
    }

    #[test]
    fn the_scale_grows_only_where_rooms_are_crowded() {
        let crowd = island((0..100_u8).map(|i| Point::new(f32::from(i % 10), f32::from(i / 10))));
        assert!((scale(std::slice::from_ref(&crowd), 100.0) - 100.0).abs() < f32::EPSILON);
        let grown = scale(&[crowd], 5.0);
        assert!((20.0..60.0).contains(&grown), "{grown}");
    }

    #[test]
    fn singles_alone_stand_in_lines_around_the_origin() {
        let rooms = vec![Rect::from_center_size(Point::new(0.0, 5.0), Size::new(40.0, 20.0)); 12];
        let island = singles(&(0..12).collect::<Vec<u32>>(), &rooms, 4.0, 50.0, 1.6, Rect::NOTHING);
        let bounds = island.bounds();
        assert!(bounds.center().distance(Point::ZERO) < 1e-3, "{bounds:?}");
        assert!((1.0..3.0).contains(&(bounds.width() / bounds.height())), "{bounds:?}");
    }
}
