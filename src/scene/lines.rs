//! Ties between actors as lines, each with the number of its sentences.

use super::request::{Detail, SceneRequest};
use super::{Item, Palette, Shape, Stroke, Target};
use crate::derive::TieLine;
use crate::layout::arrange::{Arrangement, Region, Spot};
use crate::layout::geometry::Point;
use crate::layout::picture::Picture;

/// The label of a line: the middle of the line and the words.
pub(super) struct LineLabel {
    /// A point on the line, in picture points.
    pub(super) middle: Point,
    /// The words.
    pub(super) text: String,
    /// What a click on the words opens.
    pub(super) target: Target,
    /// Lines with more sentences are labelled first.
    pub(super) sentences: usize,
}

/// The lines that a picture draws, and their labels.
pub(super) fn lines(
    request: &SceneRequest,
    palette: &Palette,
    arrangement: &Arrangement,
    has_focus: bool,
) -> (Vec<Item>, Vec<LineLabel>) {
    let mut items = Vec::new();
    let mut labels = Vec::new();
    for tie in drawn(request) {
        let TieLine { one, other, .. } = tie;
        let (Some(from), Some(to)) = (arrangement.spots.get(one), arrangement.spots.get(other)) else { continue };
        let on_shelf = from.region == Region::Shelf || to.region == Region::Shelf;
        if on_shelf {
            continue;
        }
        let target = Target::Tie(one.clone(), other.clone());
        let in_focus = request.touches_focus(one, other);
        let faded = request.picture == Picture::Network && has_focus && !in_focus;
        let color = if in_focus { palette.ink } else { palette.tie };
        let color = color.with_alpha(if faded {
            40
        } else if in_focus {
            230
        } else {
            150
        });
        let width = 1.0 + (tie.sentences as f32).sqrt() * 0.35 + if in_focus { 0.6 } else { 0.0 };
        let points = match request.picture {
            Picture::Map => bow(*from, *to),
            Picture::Network | Picture::RollCall | Picture::Matrix => straight(*from, *to),
        };
        let Some(middle) = middle_of(&points) else { continue };
        items.extend(arrow_heads(&tie, &points, width, color).into_iter().map(Item::silent));
        let label = tie.label();
        let name = format!("{} and {}: {label}", request.project.actor_name(one), request.project.actor_name(other));
        items.push(Item::named(Shape::Line { points, stroke: Stroke::solid(width, color) }, target.clone(), name));
        let text = match request.picture {
            Picture::Map => label,
            Picture::Network | Picture::RollCall | Picture::Matrix if request.is_selected(one, other) => label,
            Picture::Network | Picture::RollCall | Picture::Matrix => tie.sentences.to_string(),
        };
        if request.detail == Detail::Full && !faded {
            labels.push(LineLabel { middle, text, target, sentences: tie.sentences });
        }
    }
    labels.sort_by_key(|label| std::cmp::Reverse(label.sentences));
    (items, labels)
}

/// The network draws every tie; the map draws the ties of the actors in focus, because all of them would hide the land.
/// Seats are ordered by standing, where lines would only strike names through.
fn drawn<'a>(request: &'a SceneRequest) -> Vec<TieLine<'a>> {
    match (request.picture, request.detail) {
        (Picture::Network, _) => request.ties.lines().collect(),
        (Picture::Map, Detail::Full) => request.ties_in_focus(),
        (Picture::Map, Detail::Sketch) | (Picture::RollCall | Picture::Matrix, _) => Vec::new(),
    }
}

/// The line shortened by the discs at both ends.
fn straight(from: Spot, to: Spot) -> Vec<Point> {
    let length = from.at.distance(to.at).max(1e-3);
    let step = (to.at - from.at) * (1.0 / length);
    if length <= from.radius + to.radius {
        return Vec::new();
    }
    vec![from.at + step * (from.radius + 1.0), to.at - step * (to.radius + 1.0)]
}

/// A quadratic curve that bows upwards or to the left, so that the ground between its ends stays readable.
fn bow(from: Spot, to: Spot) -> Vec<Point> {
    let across = to.at - from.at;
    let length = from.at.distance(to.at).max(1e-3);
    let normal = Point::new(across.y, -across.x) * (1.0 / length);
    let up = if normal.y <= 0.0 { normal } else { normal * -1.0 };
    let control = from.at.lerp(to.at, 0.5) + up * (length * 0.22);
    let steps = 24;
    let curve = (0..=steps).map(|step| {
        let share = step as f32 / steps as f32;
        from.at.lerp(control, share).lerp(control.lerp(to.at, share), share)
    });
    curve
        .filter(|point| point.distance(from.at) > from.radius + 1.0 && point.distance(to.at) > to.radius + 1.0)
        .collect()
}

fn middle_of(points: &[Point]) -> Option<Point> {
    match points {
        [] | [_] => None,
        [from, to] => Some(from.lerp(*to, 0.5)),
        many => many.get(many.len() / 2).copied(),
    }
}

/// Arrowheads at the ends to which the tie's strongest reading points; none for one that reads the same both ways.
fn arrow_heads(tie: &TieLine, points: &[Point], width: f32, color: super::Color) -> Option<Shape> {
    if tie.kind.is_mutual() {
        return None;
    }
    let (tip, before) = if tie.from == tie.one {
        (*points.last()?, *points.get(points.len().checked_sub(2)?)?)
    } else {
        (*points.first()?, *points.get(1)?)
    };
    let length = before.distance(tip).max(1e-3);
    let along = (tip - before) * (1.0 / length);
    let side = Point::new(-along.y, along.x);
    let reach = 5.0 + width;
    let back = tip - along * reach;
    Some(Shape::Polygon { points: vec![tip, back + side * (reach * 0.45), back - side * (reach * 0.45)], fill: color })
}
