//! Discs close to each other: people beside their country, countries that are close together.

use super::Spot;
use crate::layout::geometry::{Point, Rect};
use crate::layout::overlap::{Body, Hold, separate};

/// Least distance between two discs, in picture points.
const GAP: f32 = 3.0;

/// Where person number `index` starts around a country's disc before overlaps are removed: to the right first, then
/// around it, in rings of eight.
pub(super) fn start_beside(country: Spot, index: usize, radius: f32) -> Point {
    let ring = (index / 8 + 1) as f32;
    let angle = std::f32::consts::FRAC_PI_4 * (index % 8) as f32 - std::f32::consts::FRAC_PI_4;
    let reach = (country.radius + radius * (2.0 * ring - 1.0)) * 1.35;
    country.at + Point::new(angle.cos(), angle.sin()) * reach
}

/// Moves overlapping discs apart as little as possible. Earlier `spots` keep their place.
pub(super) fn unfold<K>(spots: &mut [(K, Spot)]) {
    let mut bodies: Vec<Body> = spots
        .iter()
        .map(|(_, spot)| {
            let reach = Point::new(spot.radius, spot.radius);
            Body { at: spot.at, room: Rect::new(Point::ZERO - reach, reach), hold: Hold::Free }
        })
        .collect();
    separate(&mut bodies, GAP);
    for ((_, spot), body) in spots.iter_mut().zip(bodies) {
        spot.at = body.at;
    }
}
