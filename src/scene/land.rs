//! The land on the map: countries filled by standing, all others plain.

use super::node::rim;
use super::request::{Detail, SceneRequest};
use super::{Align, Color, Dash, Face, Fill, Item, Layer, Palette, Shape, Stroke, Target, text_width};
use crate::layout::arrange::{Arrangement, Region};
use crate::layout::camera::Placement;
use crate::layout::geography::{CountryShape, Geography, LineKind};
use crate::layout::geometry::{Point, Rect};
use crate::layout::projection::MapFrame;
use crate::model::{Actor, ActorId, ActorKind};
use std::collections::BTreeMap;

/// Land of the large map, then the framed inset above it.
pub(super) fn land(request: &SceneRequest, palette: &Palette, arrangement: &Arrangement) -> Vec<Layer> {
    let Some(maps) = arrangement.maps else { return Vec::new() };
    let main = sheet(request, palette, arrangement, Region::Main, maps.main, arrangement.main);
    let mut layers = vec![Layer { clip: Some(arrangement.area), items: main }];
    if let (Some((frame, placement)), Some(inset)) = (arrangement.inset, maps.inset) {
        let ground = Shape::Box { rect: frame, corner_radius: 8.0, fill: Fill::Solid(palette.water), stroke: None };
        let map =
            Rect::new(Point::new(frame.min.x, frame.min.y + crate::layout::arrange::INSET_LABEL_HEIGHT), frame.max);
        layers.push(Layer { clip: None, items: vec![Item::silent(ground)] });
        layers.push(Layer {
            clip: Some(map.expanded(-1.0)),
            items: sheet(request, palette, arrangement, Region::Inset, inset, placement),
        });
        layers.push(Layer { clip: None, items: inset_frame(request, palette, frame, maps.inset_name) });
    }
    layers
}

/// Lines from discs that had to move aside to where their country is.
pub(super) fn leaders(palette: &Palette, arrangement: &Arrangement) -> Vec<Item> {
    let line = |(id, anchor): (&ActorId, &Point)| {
        let spot = arrangement.spots.get(id)?;
        let stroke = Stroke::solid(1.0, palette.ink.with_alpha(178));
        Some(Item::silent(Shape::Line { points: vec![*anchor, spot.at], stroke }))
    };
    arrangement.leaders.iter().filter_map(line).collect()
}

fn inset_frame(request: &SceneRequest, palette: &Palette, frame: Rect, name: &str) -> Vec<Item> {
    let edge = Shape::Box {
        rect: frame,
        corner_radius: 8.0,
        fill: Fill::Solid(palette.water.with_alpha(0)),
        stroke: Some(Stroke::solid(1.0, palette.hairline)),
    };
    let caption = Shape::Text {
        baseline: Point::new(frame.min.x + 9.0, frame.min.y + 14.5),
        align: Align::Left,
        face: Face::Regular,
        size: 10.5,
        color: palette.weak_ink,
        halo: None,
        text: caption_within(frame.width() - 14.0, name),
    };
    match request.detail {
        Detail::Full => vec![Item::silent(edge), Item::silent(caption)],
        Detail::Sketch => vec![Item::silent(edge)],
    }
}

/// The caption of the inset, above its frame, at most this many picture points wide.
fn caption_within(room: f32, name: &str) -> String {
    let whole = format!("{name} (not to scale)");
    if text_width(Face::Regular, 10.5, &whole) <= room { whole } else { name.to_owned() }
}

/// If more countries than this are marked, they are ringed instead of outlined.
const MOST_OUTLINED: usize = 4;

/// The inset is small: lines as wide as on the large map would swallow its islands.
fn outline_share(region: Region) -> f32 {
    match region {
        Region::Main | Region::Shelf => 1.0,
        Region::Inset => 0.45,
    }
}

/// All land of one map, lowest first: plain land, countries that have a part in the question, borders, outlines. A country
/// has its colour on the map on which it has its place, and is plain land elsewhere.
fn sheet(
    request: &SceneRequest,
    palette: &Palette,
    arrangement: &Arrangement,
    region: Region,
    frame: MapFrame,
    place: Placement,
) -> Vec<Item> {
    let here = arrangement.map.as_ref().map(|places| places.on(region)).unwrap_or_default();
    let is_here = |actor: &&Actor| here.contains(&actor.id);
    let countries: BTreeMap<&str, &Actor> = request
        .shown
        .iter()
        .filter_map(|id| request.project.actors.get(id))
        .filter(|actor| actor.kind == ActorKind::Country && !actor.iso_a3.is_empty())
        .filter(is_here)
        .map(|actor| (actor.iso_a3.as_str(), actor))
        .collect();
    let area = |country: &str, fill: Fill, stroke: Option<Stroke>| Shape::Area {
        country: country.to_owned(),
        frame,
        place,
        fill,
        stroke,
    };
    let clear = Fill::Solid(Color::hex(0).with_alpha(0));
    let mut ground = Vec::new();
    let mut filled = Vec::new();
    let mut outlines = Vec::new();
    let area_shown = match (region, arrangement.inset) {
        (Region::Inset, Some((bounds, _))) => bounds,
        _ => arrangement.area,
    };
    let is_seen = |shape: &&CountryShape| {
        let bounds = shape.bounds();
        Rect::new(place.apply(bounds.min), place.apply(bounds.max)).overlaps(area_shown.expanded(4.0))
    };
    for shape in Geography::of(&frame).countries().filter(is_seen) {
        let Some(actor) = countries.get(shape.a3.as_str()) else {
            ground.push(Item::silent(area(&shape.a3, Fill::Solid(palette.land), None)));
            continue;
        };
        let standing = request.standings.of(&actor.id);
        let stance = standing.and_then(|standing| standing.stance);
        let fill = request.looks().fill(palette, stance, standing.and_then(|standing| standing.contested_by));
        filled.push(Item::opening(area(&shape.a3, fill, None), Target::Actor(actor.id.clone())));
        if stance.is_some() {
            let rim = rim(palette, standing);
            let rim = Stroke { width: rim.width * outline_share(region), ..rim };
            outlines.push(Item::silent(area(&shape.a3, clear, Some(rim))));
        }
        // Many outlines at once would look like a net over the land; the discs are ringed instead.
        if request.is_in_focus(&actor.id) && request.marked.len() <= MOST_OUTLINED {
            let width = if request.marked.contains(&actor.id) { 2.2 } else { 1.4 } * outline_share(region);
            outlines.push(Item::silent(area(&shape.a3, clear, Some(Stroke::solid(width, palette.ink)))));
        }
    }
    let lines = |lines: LineKind, stroke: Stroke| Item::silent(Shape::Boundaries { frame, lines, place, stroke });
    let borders = lines(LineKind::Recognised, Stroke::solid(0.8, palette.border));
    let disputed = lines(LineKind::Disputed, Stroke { dash: Dash::Dashed, ..Stroke::solid(0.8, palette.border) });
    ground.into_iter().chain(filled).chain([borders, disputed]).chain(outlines).collect()
}
