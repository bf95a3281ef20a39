//! Turns an arrangement into a picture.

use super::labels::labels;
use super::land::{land, leaders};
use super::lines::lines;
use super::matrix::matrix_layers;
use super::node::node;
use super::request::{Detail, SceneRequest};
use super::{Align, Face, Fill, Item, Layer, Palette, Scene, Shape, Stroke, Target};
use crate::derive::Among;
use crate::layout::arrange::{Arrangement, Region, Spot};
use crate::layout::geometry::Point;
use crate::layout::picture::Picture;
use crate::model::ActorId;

/// Draws `arrangement`. Equal requests give equal scenes.
pub fn compose(request: &SceneRequest, arrangement: &Arrangement) -> Scene {
    let palette = request.theme.palette();
    let background = match request.picture {
        Picture::Map => palette.water,
        Picture::Network | Picture::RollCall | Picture::Matrix => palette.paper,
    };
    let mut layers = match request.picture {
        Picture::Map => land(request, &palette, arrangement),
        Picture::Network | Picture::RollCall | Picture::Matrix => Vec::new(),
    };
    layers.push(Layer { clip: Some(arrangement.area), items: headline(request, &palette, arrangement) });
    if let Some(shelf) = &arrangement.shelf {
        let ground =
            Shape::Box { rect: shelf.rect, corner_radius: 0.0, fill: Fill::Solid(palette.paper), stroke: None };
        let edge = Shape::Line {
            points: vec![shelf.rect.min, Point::new(shelf.rect.max.x, shelf.rect.min.y)],
            stroke: Stroke::solid(1.0, palette.hairline),
        };
        layers.push(Layer { clip: None, items: vec![Item::silent(ground), Item::silent(edge)] });
    }
    if let Some(grid) = &arrangement.grid {
        layers.extend(matrix_layers(request, &palette, arrangement, grid));
    }
    let has_focus = request.has_focus();
    let (tie_items, line_labels) = lines(request, &palette, arrangement, has_focus);
    layers.push(Layer { clip: Some(arrangement.area), items: leaders(&palette, arrangement) });
    layers.push(Layer { clip: None, items: tie_items });
    layers.extend(discs(request, &palette, arrangement, has_focus));
    layers.push(Layer { clip: None, items: labels(request, &palette, arrangement, &line_labels) });
    Scene { size: request.size, background, layers }
}

/// The discs. Those in focus are drawn last, so that nothing covers them.
fn discs(request: &SceneRequest, palette: &Palette, arrangement: &Arrangement, has_focus: bool) -> Vec<Layer> {
    let mut spots: Vec<(&ActorId, &Spot)> = arrangement.spots.iter().collect();
    spots.sort_by_key(|(id, _)| (request.is_in_focus(id), request.standings.stance(id).is_some()));
    [Region::Main, Region::Inset, Region::Shelf]
        .into_iter()
        .map(|region| {
            let clip = match region {
                Region::Main => Some(arrangement.area),
                Region::Inset => arrangement.inset.map(|(frame, _)| frame),
                Region::Shelf => None,
            };
            let items = spots
                .iter()
                .filter(|(_, spot)| spot.region == region && !lies_under_inset(arrangement, **spot))
                .filter_map(|(id, spot)| Some((request.project.actors.get(*id)?, **spot)))
                .flat_map(|(actor, spot)| node(request, palette, actor, spot, has_focus))
                .collect();
            Layer { clip, items }
        })
        .collect()
}

/// Hides whatever the camera has moved under the inset.
fn lies_under_inset(arrangement: &Arrangement, spot: Spot) -> bool {
    spot.region == Region::Main && arrangement.inset.is_some_and(|(frame, _)| frame.contains(spot.at))
}

/// The number in the middle of the seats.
fn headline(request: &SceneRequest, palette: &Palette, arrangement: &Arrangement) -> Vec<Item> {
    let (Some(headline), Detail::Full) = (arrangement.headline, request.detail) else { return Vec::new() };
    let count = request.tally.in_favour();
    let members = request.tally.members.len();
    let scale = headline.scale;
    let line = |drop: f32, face: Face, size: f32, color: super::Color, text: String| Shape::Text {
        baseline: headline.at + Point::new(0.0, drop * scale),
        align: Align::Center,
        face,
        size: size * scale,
        color,
        halo: None,
        text,
    };
    let number = line(-34.0, Face::Bold, 40.0, palette.ink, format!("{count} of {members}"));
    let target = if count > 0 { Target::Among(Among::InFavour) } else { Target::Members };
    let note = request.question.consent_note.replace("{members}", &members.to_string());
    vec![
        Item::named(number, target, format!("{count} of {members} members on record {}", request.question.for_phrase)),
        Item::silent(line(-16.0, Face::Regular, 12.0, palette.ink, "on record".to_owned())),
        Item::silent(line(0.0, Face::Regular, 12.0, palette.ink, request.question.for_phrase.clone())),
        Item::opening(line(48.0, Face::Regular, 12.5, palette.weak_ink, note), Target::Members),
    ]
}
