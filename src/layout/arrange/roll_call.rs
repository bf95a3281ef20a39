//! The roll call: members of the deciding body as seats ordered by standing; everybody else beside them.

use super::shelf::shelve;
use super::{ArrangeRequest, Arrangement, LabelSide, Region, Spot};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::roll_call::hemicycle;
use crate::model::{ActorId, Stance};

/// Outer radius of the seats, in world units.
const OUTER: f32 = 300.0;

/// The number in the middle of the seats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Headline {
    /// The middle of its baseline, in picture points.
    pub at: Point,
    /// Picture points per world unit, for its font size.
    pub scale: f32,
}

/// The members in seating order, from left to right: for, undecided, silent, not now, against.
fn seated(request: &ArrangeRequest) -> Vec<ActorId> {
    let order = [
        Some(Stance::Requests),
        Some(Stance::Supports),
        Some(Stance::Undecided),
        None,
        Some(Stance::NotNow),
        Some(Stance::Opposes),
    ];
    order.into_iter().flat_map(|stance| request.tally.with(stance).iter().cloned()).collect()
}

pub(super) fn arrange_roll_call(request: &ArrangeRequest) -> Arrangement {
    let members = seated(request);
    let others: Vec<ActorId> = request
        .shown
        .iter()
        .filter(|id| !members.contains(id))
        // A silent country that is not a member has no part in the roll call.
        .filter(|id| request.standings.stance(id).is_some())
        .cloned()
        .collect();
    let shelved = shelve(request, &others, 0.0);
    let bottom = shelved.as_ref().map_or(request.size.height, |(shelf, _)| shelf.rect.min.y.max(1.0));
    let area = Rect::from_min_size(Point::ZERO, Size::new(request.size.width, bottom));
    let world = Rect::new(Point::new(-OUTER * 1.12, -OUTER * 1.12), Point::new(OUTER * 1.12, OUTER * 0.32));
    let mut arrangement = Arrangement::empty(area, world, request.camera);
    let main = arrangement.main;
    for (member, seat) in members.iter().zip(hemicycle(members.len()).seats) {
        if request.shown.contains(member) {
            let at = main.apply(seat.center * OUTER);
            let radius = seat.radius * OUTER * main.scale;
            let spot = Spot { at, radius, label: LabelSide::Around, region: Region::Main };
            arrangement.spots.insert(member.clone(), spot);
        }
    }
    arrangement.headline = Some(Headline { at: main.apply(Point::ZERO), scale: main.scale });
    if let Some((shelf, spots)) = shelved {
        arrangement.shelf = Some(shelf);
        arrangement.spots.extend(spots);
    }
    arrangement
}
