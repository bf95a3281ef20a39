//! The signs of the stances, drawn with lines and polygons so that every back end shows the same.
//!
//! Colour alone excludes readers; the sign says the same by its shape. No font is involved, so no sign can be missing.

use super::{Color, Fill, Item, Shape, Stroke};
use crate::layout::geometry::{Point, Rect, Size};
use crate::model::Sign;

/// A stance's sign, or the dash of silence, inside a circle of `radius` around `center` (picture points).
pub fn glyph(sign: Option<Sign>, center: Point, radius: f32, color: Color) -> Vec<Item> {
    let at = |x: f32, y: f32| center + Point::new(x, y) * radius;
    let thick = |points: Vec<Point>| Shape::Line { points, stroke: Stroke::solid(radius * 0.28, color) };
    let bar = |x: f32| Shape::Box {
        rect: Rect::from_center_size(at(x, 0.0), Size::new(radius * 0.28, radius * 0.95)),
        corner_radius: radius * 0.08,
        fill: Fill::Solid(color),
        stroke: None,
    };
    let shapes = match sign {
        // Default for "requests". Five kites from the middle, each convex.
        Some(Sign::Star) => {
            let corner = |turn: f32, reach: f32| {
                let angle = std::f32::consts::TAU * turn / 10.0 - std::f32::consts::FRAC_PI_2;
                at(reach * angle.cos(), reach * angle.sin())
            };
            (0..5)
                .map(|tip| {
                    let turn = 2.0 * tip as f32;
                    let points =
                        vec![at(0.0, 0.0), corner(turn - 1.0, 0.3), corner(turn, 0.72), corner(turn + 1.0, 0.3)];
                    Shape::Polygon { points, fill: color }
                })
                .collect()
        }
        // Default for "supports".
        Some(Sign::Dot) => {
            vec![Shape::Disc { center, radius: radius * 0.42, fill: Fill::Solid(color), stroke: None }]
        }
        // Default for "undecided": both directions.
        Some(Sign::HalfRing) => {
            let half = (0..=12)
                .map(|step| {
                    let angle = std::f32::consts::PI * step as f32 / 12.0 + std::f32::consts::FRAC_PI_2;
                    at(0.44 * angle.cos(), 0.44 * angle.sin())
                })
                .collect();
            let ring = Stroke::solid(radius * 0.16, color);
            let outside = Fill::Solid(color.with_alpha(0));
            vec![
                Shape::Polygon { points: half, fill: color },
                Shape::Disc { center, radius: radius * 0.44, fill: outside, stroke: Some(ring) },
            ]
        }
        // Default for "not now": a pause.
        Some(Sign::Bars) => vec![bar(-0.27), bar(0.27)],
        // Default for "opposes".
        Some(Sign::Cross) => {
            vec![thick(vec![at(-0.4, -0.4), at(0.4, 0.4)]), thick(vec![at(-0.4, 0.4), at(0.4, -0.4)])]
        }
        // A short dash: silence.
        None => vec![thick(vec![at(-0.38, 0.0), at(0.38, 0.0)])],
    };
    shapes.into_iter().map(Item::silent).collect()
}
