//! Names of actors and labels of lines, where there is room for them.

use super::lines::LineLabel;
use super::node::label_color;
use super::request::{Detail, SceneRequest};
use super::{Align, Face, Item, Palette, Shape, Target, beginning_within, text_width};
use crate::layout::arrange::{Arrangement, LabelSide, Region, Spot};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::labels::{LabelRequest, place_labels};
use crate::layout::picture::Picture;
use crate::model::{Actor, ActorId, ActorKind};

/// The largest number of names in a picture; the others appear on zooming in.
const MOST_LABELS: usize = 200;
/// From this magnification on, silent countries are labelled too.
const SILENT_FROM: f32 = 1.35;

/// One line of text that needs a place.
struct Wanted {
    text: String,
    face: Face,
    size: f32,
    color: super::Color,
    target: Target,
    request: LabelRequest,
}

/// The names and the labels of lines; those without room are left out.
pub(super) fn labels(
    request: &SceneRequest,
    palette: &Palette,
    arrangement: &Arrangement,
    lines: &[LineLabel],
) -> Vec<Item> {
    // The matrix names its own rows.
    if request.detail == Detail::Sketch || arrangement.grid.is_some() {
        return Vec::new();
    }
    let halo = match request.picture {
        Picture::Map => palette.silence,
        Picture::Network | Picture::RollCall | Picture::Matrix => palette.paper,
    };
    let mut items = shelf_labels(request, palette, arrangement);
    for region in [Region::Main, Region::Inset] {
        let bounds = match (region, arrangement.inset) {
            (Region::Inset, Some((frame, _))) => frame,
            (Region::Inset, None) => continue,
            (Region::Main | Region::Shelf, _) => arrangement.area,
        };
        let mut wanted = names(request, palette, arrangement, region);
        if region == Region::Main {
            wanted.extend(words_on_lines(palette, lines, bounds));
        }
        let obstacles: Vec<Rect> = match region {
            Region::Main => {
                arrangement.inset.iter().map(|(frame, _)| *frame).chain(headline_room(arrangement)).collect()
            }
            Region::Inset | Region::Shelf => Vec::new(),
        };
        let requests: Vec<LabelRequest> = wanted.iter().map(|wanted| wanted.request).collect();
        let placed = place_labels(&requests, &obstacles, bounds);
        for (wanted, place) in wanted.into_iter().zip(placed) {
            let Some(place) = place else { continue };
            let Wanted { text, face, size, color, target, .. } = wanted;
            let baseline = Point::new(place.rect.center().x, place.rect.max.y - size * 0.3);
            let shape = Shape::Text { baseline, align: Align::Center, face, size, color, halo: Some(halo), text };
            items.push(Item::opening(shape, target));
        }
    }
    items
}

/// The number in the middle of the seats, and the note below it.
fn headline_room(arrangement: &Arrangement) -> Vec<Rect> {
    let Some(headline) = arrangement.headline else { return Vec::new() };
    let room = |top: f32, half_width: f32, height: f32| {
        let corner = headline.at + Point::new(-half_width, top) * headline.scale;
        Rect::from_min_size(corner, Size::new(2.0 * half_width, height) * headline.scale)
    };
    vec![room(-75.0, 80.0, 82.0), room(34.0, 170.0, 20.0)]
}

fn label_request(text: &str, face: Face, size: f32, spot: Spot, priority: u32) -> LabelRequest {
    let room = Size::new(text_width(face, size, text) + 2.0, size * 1.3);
    LabelRequest { anchor: spot.at, disc_radius: spot.radius, size: room, priority }
}

fn names(request: &SceneRequest, palette: &Palette, arrangement: &Arrangement, region: Region) -> Vec<Wanted> {
    let close = arrangement.magnification() >= SILENT_FROM;
    let mut discs: Vec<(u32, &Actor, Spot)> = arrangement
        .spots
        .iter()
        .filter(|(_, spot)| spot.region == region && spot.label == LabelSide::Around)
        .filter_map(|(id, spot)| Some((request.project.actors.get(id)?, *spot)))
        .map(|(actor, spot)| (priority(request, actor, close), actor, spot))
        .collect();
    discs.sort_by_key(|(priority, ..)| std::cmp::Reverse(*priority));
    let name = |(number, (priority, actor, spot)): (usize, (u32, &Actor, Spot))| {
        let (face, size) = match actor.kind {
            ActorKind::Country => (Face::SemiBold, 12.0),
            ActorKind::Organisation | ActorKind::Person | ActorKind::Group | ActorKind::Unnamed => (Face::Medium, 11.0),
        };
        let is_wanted = priority > 0 && number < MOST_LABELS;
        let text = if is_wanted { short_name(actor) } else { String::new() };
        // A disc without a label still keeps other labels off itself.
        let room = if is_wanted {
            label_request(&text, face, size, spot, priority)
        } else {
            let too_wide = Size::new(f32::MAX, size);
            LabelRequest { anchor: spot.at, disc_radius: spot.radius, size: too_wide, priority }
        };
        Wanted {
            text,
            face,
            size,
            color: label_color(palette, request.standings.of(&actor.id)),
            target: Target::Actor(actor.id.clone()),
            request: room,
        }
    };
    discs.into_iter().enumerate().map(name).collect()
}

/// Priority of a name; 0 for actors that are not named.
fn priority(request: &SceneRequest, actor: &Actor, close: bool) -> u32 {
    let has_stance = request.standings.stance(&actor.id).is_some();
    if request.is_in_focus(&actor.id) {
        return 1000;
    }
    match (actor.kind, has_stance) {
        (ActorKind::Country, true) => 500,
        (ActorKind::Organisation, true) => 400,
        (ActorKind::Person | ActorKind::Group | ActorKind::Unnamed, true) => 300,
        (_, false) if close || request.picture != Picture::Map => 100,
        (_, false) => 0,
    }
}

/// People are labelled by their last name.
fn short_name(actor: &Actor) -> String {
    match actor.kind {
        ActorKind::Person => actor.name.split_whitespace().next_back().unwrap_or(&actor.name).to_owned(),
        ActorKind::Country | ActorKind::Organisation | ActorKind::Group | ActorKind::Unnamed => actor.name.clone(),
    }
}

fn words_on_lines(palette: &Palette, lines: &[LineLabel], bounds: Rect) -> Vec<Wanted> {
    let size = 10.5;
    lines
        .iter()
        .filter(|line| bounds.contains(line.middle))
        .take(MOST_LABELS)
        .map(|line| {
            let spot = Spot { at: line.middle, radius: 0.0, label: LabelSide::Around, region: Region::Main };
            Wanted {
                text: line.text.clone(),
                face: Face::Regular,
                size,
                color: palette.ink,
                target: line.target.clone(),
                request: label_request(&line.text, Face::Regular, size, spot, 200),
            }
        })
        .collect()
}

fn shelf_labels(request: &SceneRequest, palette: &Palette, arrangement: &Arrangement) -> Vec<Item> {
    let text = |baseline: Point, face: Face, color: super::Color, text: String| Shape::Text {
        baseline,
        align: Align::Left,
        face,
        size: 11.0,
        color,
        halo: None,
        text,
    };
    let name = |id: &ActorId, spot: &Spot, width: f32| {
        let standing = request.standings.of(id);
        let baseline = Point::new(spot.at.x + spot.radius + 6.0, spot.at.y + 4.0);
        let words = shorten(request.project.actor_name(id), Face::Regular, 11.0, width);
        Item::opening(text(baseline, Face::Regular, label_color(palette, standing), words), Target::Actor(id.clone()))
    };
    let sections = arrangement
        .shelf
        .iter()
        .flat_map(|shelf| &shelf.sections)
        .map(|(label, at)| Item::silent(text(*at, Face::SemiBold, palette.weak_ink, label.clone())));
    let names = arrangement.spots.iter().filter_map(|(id, spot)| match spot.label {
        LabelSide::Right(width) => Some(name(id, spot, width)),
        LabelSide::Around => None,
    });
    sections.chain(names).collect()
}

/// `text`, shortened with an ellipsis where it is wider than `width`.
pub(in crate::scene) fn shorten(text: &str, face: Face, size: f32, width: f32) -> String {
    if text_width(face, size, text) <= width + 0.5 {
        return text.to_owned();
    }
    format!("{}…", beginning_within(face, size, text, "…", width).trim_end())
}
