//! Finds what lies under the pointer.

use super::{Align, Item, Scene, Shape, ascent, text_width};
use crate::layout::geography::Geography;
use crate::layout::geometry::{Point, Rect};

/// A line is hit within this distance, in picture points.
const LINE_REACH: f32 = 5.0;

impl Scene {
    /// The topmost item under `point` (picture points) that opens something.
    pub fn hit(&self, point: Point) -> Option<&Item> {
        self.items()
            .rev()
            .filter(|(clip, item)| item.target.is_some() && clip.is_none_or(|clip| clip.contains(point)))
            .map(|(_, item)| item)
            .find(|item| item.shape.covers(point))
    }
}

impl Shape {
    /// Whether `point` (picture points) lies on the shape.
    pub fn covers(&self, point: Point) -> bool {
        match self {
            Self::Area { country, frame, place, .. } => {
                Geography::of(frame).country(country).is_some_and(|shape| shape.contains(place.invert(point)))
            }
            Self::Boundaries { .. } => false,
            Self::Disc { center, radius, .. } | Self::Flag { center, radius, .. } => center.distance(point) <= *radius,
            Self::Polygon { points, .. } => polygon_covers(points, point),
            Self::Line { points, stroke } => {
                let reach = LINE_REACH.max(stroke.width / 2.0);
                points.windows(2).any(|ends| match ends {
                    [from, to] => distance_to_segment(point, *from, *to) <= reach,
                    _ => false,
                })
            }
            Self::Box { rect, .. } => rect.contains(point),
            Self::Text { .. } => self.text_rect().is_some_and(|rect| rect.contains(point)),
        }
    }

    /// The rectangle that a text takes, in picture points; `None` for every other shape.
    pub fn text_rect(&self) -> Option<Rect> {
        let Self::Text { baseline, align, face, size, text, .. } = self else { return None };
        let width = text_width(*face, *size, text);
        let left = match align {
            Align::Left => baseline.x,
            Align::Center => baseline.x - width / 2.0,
            Align::Right => baseline.x - width,
        };
        let top = baseline.y - ascent(*face, *size).min(*size);
        Some(Rect::new(Point::new(left, top), Point::new(left + width, baseline.y + size * 0.25)))
    }
}

fn polygon_covers(points: &[Point], at: Point) -> bool {
    let mut inside = false;
    for (from, to) in points.iter().zip(points.iter().cycle().skip(1)) {
        if (from.y > at.y) != (to.y > at.y) && at.x < (to.x - from.x) * (at.y - from.y) / (to.y - from.y) + from.x {
            inside = !inside;
        }
    }
    inside
}

fn distance_to_segment(at: Point, from: Point, to: Point) -> f32 {
    let along = to - from;
    let length_squared = along.x * along.x + along.y * along.y;
    let share = if length_squared == 0.0 {
        0.0
    } else {
        (((at.x - from.x) * along.x + (at.y - from.y) * along.y) / length_squared).clamp(0.0, 1.0)
    };
    at.distance(from.lerp(to, share))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::geometry::Size;
    use crate::scene::{Color, Fill, Layer, Stroke, Target};

    fn disc(x: f32, actor: &str) -> Item {
        let shape =
            Shape::Disc { center: Point::new(x, 10.0), radius: 10.0, fill: Fill::Solid(Color::hex(0)), stroke: None };
        Item::opening(shape, Target::Actor(actor.parse().unwrap_or_else(|_| unreachable!())))
    }

    #[test]
    fn the_topmost_item_is_hit_and_a_clip_hides_what_is_outside() {
        let scene = Scene {
            size: Size::new(100.0, 20.0),
            background: Color::hex(0xFFFFFF),
            layers: vec![
                Layer { clip: None, items: vec![disc(10.0, "low"), disc(15.0, "high")] },
                Layer { clip: Some(Rect::new(Point::ZERO, Point::new(5.0, 20.0))), items: vec![disc(10.0, "clipped")] },
            ],
        };
        let hit = |x: f32| scene.hit(Point::new(x, 10.0)).and_then(|item| item.target.clone());
        let actor = |id: &str| Some(Target::Actor(id.parse().unwrap_or_else(|_| unreachable!())));
        assert_eq!(hit(12.0), actor("high"));
        assert_eq!(hit(2.0), actor("clipped"));
        assert_eq!(hit(60.0), None);
    }

    #[test]
    fn a_thin_line_can_be_hit_from_close_by() {
        let line = Shape::Line {
            points: vec![Point::ZERO, Point::new(100.0, 0.0)],
            stroke: Stroke::solid(1.0, Color::hex(0)),
        };
        assert!(line.covers(Point::new(50.0, 4.0)));
        assert!(!line.covers(Point::new(50.0, 9.0)));
    }
}
