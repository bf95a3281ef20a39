//! One actor as a disc: flag or initials, a ring in the colour of its standing, the sign of its stance.

use super::request::{Detail, SceneRequest};
use super::{Align, Color, Dash, Face, Fill, Item, Palette, Shape, StanceLooks, Stroke, Target, glyph};
use crate::derive::{Basis, Standing};
use crate::layout::arrange::{LabelSide, Region, Spot};
use crate::layout::geometry::{Point, Rect, Size};
use crate::model::{Actor, ActorKind};

/// The items of one actor, from the lowest to the topmost; the last one is invisible, covers the disc and carries the
/// accessible name.
pub(super) fn node(request: &SceneRequest, palette: &Palette, actor: &Actor, spot: Spot, has_focus: bool) -> Vec<Item> {
    let target = Target::Actor(actor.id.clone());
    let standing = request.standings.of(&actor.id);
    let stance = standing.and_then(|standing| standing.stance);
    let Spot { at, radius, .. } = spot;
    let looks = request.looks();
    if request.detail == Detail::Sketch {
        return vec![sketched(palette, &looks, standing, spot)];
    }
    let mut shapes = Vec::new();
    if request.marked.contains(&actor.id) {
        shapes.push(ring(at, radius + 4.0, Stroke::solid(2.5, palette.accent)));
    } else if request.is_in_focus(&actor.id) {
        shapes.push(ring(at, radius + 3.0, Stroke::solid(1.5, palette.ink)));
    } else if request.is_near_focus(&actor.id) {
        shapes.push(ring(at, radius + 2.5, Stroke::solid(1.2, palette.tie)));
    }
    let band = if stance.is_some() || radius >= HATCHED_FROM { radius * 0.26 } else { radius * 0.18 };
    let fill = band_fill(palette, &looks, standing, radius);
    shapes.push(Shape::Disc { center: at, radius, fill, stroke: Some(rim(palette, standing)) });
    shapes.extend(inside(palette, actor, at, radius - band));

    let mut items: Vec<Item> = shapes.into_iter().map(Item::silent).collect();
    if let Some(stance) = stance {
        let small = (radius * 0.46).clamp(4.5, 12.0);
        let corner = at + Point::new(1.0, -1.0) * (radius * 0.74);
        items.push(Item::silent(Shape::Disc {
            center: corner,
            radius: small,
            fill: Fill::Solid(looks.color(stance)),
            stroke: Some(Stroke::solid(1.0, palette.outline)),
        }));
        items.extend(glyph(looks.sign(Some(stance)), corner, small, looks.ink_on(stance)));
    }
    if has_focus && !request.is_near_focus(&actor.id) && request.picture == crate::layout::picture::Picture::Network {
        let veil = Fill::Solid(palette.paper.with_alpha(165));
        items.push(Item::silent(Shape::Disc { center: at, radius: radius + 1.0, fill: veil, stroke: None }));
    }
    let cover =
        Shape::Disc { center: at, radius: radius + 2.0, fill: Fill::Solid(palette.paper.with_alpha(0)), stroke: None };
    items.push(Item::named(cover, target, request.name_of(&actor.id)));
    items
}

/// A plain disc in the colour of the standing, for a picture too small for flags and signs.
fn sketched(palette: &Palette, looks: &StanceLooks, standing: Option<&Standing>, spot: Spot) -> Item {
    let stance = standing.and_then(|standing| standing.stance);
    let fill = looks.fill(palette, stance, standing.and_then(|standing| standing.contested_by));
    Item::silent(Shape::Disc { center: spot.at, radius: spot.radius, fill, stroke: Some(rim(palette, standing)) })
}

/// One actor's disc by itself, for lists and tables: the same items as in a picture.
pub fn actor_disc(request: &SceneRequest, actor: &Actor, center: Point, radius: f32) -> Vec<Item> {
    let spot = Spot { at: center, radius, label: LabelSide::Around, region: Region::Main };
    node(request, &request.theme.palette(), actor, spot, false)
}

fn ring(center: Point, radius: f32, stroke: Stroke) -> Shape {
    Shape::Disc { center, radius, fill: Fill::Solid(stroke.color.with_alpha(0)), stroke: Some(stroke) }
}

/// Silent discs of this radius and above are hatched; on smaller ones the lines would be noise.
const HATCHED_FROM: f32 = 15.0;

fn band_fill(palette: &Palette, looks: &StanceLooks, standing: Option<&Standing>, radius: f32) -> Fill {
    match standing.and_then(|standing| standing.stance) {
        None if radius < HATCHED_FROM => Fill::Solid(palette.disc),
        stance => looks.fill(palette, stance, standing.and_then(|standing| standing.contested_by)),
    }
}

/// The outline of an actor with this standing.
pub(super) fn rim(palette: &Palette, standing: Option<&Standing>) -> Stroke {
    match standing.and_then(|standing| Some((standing.must_go, standing.basis?))) {
        None => Stroke::solid(1.2, palette.silent_ring),
        Some((must_go, basis)) => outline(palette, must_go, basis),
    }
}

/// The outline that keeps a stance colour visible: thin where leaving out one statement would change the colour, thick
/// where it would take three or more; dashed where only unnamed or characterised sentences support it.
pub fn outline(palette: &Palette, must_go: usize, basis: Basis) -> Stroke {
    let width = match must_go {
        0 | 1 => 0.8,
        more if more < STURDY_FROM => 1.5,
        _ => 2.6,
    };
    match basis {
        Basis::Named => Stroke::solid(width, palette.outline),
        // A little extra width makes up for the weight that the gaps take away.
        Basis::SecondHand | Basis::UnnamedOnly => {
            Stroke { width: width + 0.4, color: palette.outline, dash: Dash::Dashed }
        }
    }
}

/// The least number of statements on which a standing with a thick outline rests.
const STURDY_FROM: usize = 3;

fn inside(palette: &Palette, actor: &Actor, at: Point, radius: f32) -> Vec<Shape> {
    let ground = Shape::Disc { center: at, radius, fill: Fill::Solid(palette.disc), stroke: None };
    let words = |text: &str, share: f32| {
        let size = radius * share;
        Shape::Text {
            baseline: at + Point::new(0.0, size * 0.36),
            align: Align::Center,
            face: Face::SemiBold,
            size,
            color: palette.ink,
            halo: None,
            text: text.to_owned(),
        }
    };
    match actor.kind {
        ActorKind::Country if super::flag_svg(&actor.flag).is_some() => {
            vec![Shape::Flag { center: at, radius, code: actor.flag.clone() }]
        }
        ActorKind::Country | ActorKind::Person => {
            vec![ground, words(&initials(&actor.name), 0.92)]
        }
        ActorKind::Organisation => {
            let side = radius * 1.08;
            let bar = |row: f32| Shape::Box {
                rect: Rect::from_center_size(at + Point::new(0.0, row * radius * 0.42), Size::new(side, radius * 0.22)),
                corner_radius: 0.5,
                fill: Fill::Solid(palette.ink),
                stroke: None,
            };
            let mut shapes = vec![ground];
            shapes.extend([bar(-1.0), bar(0.0), bar(1.0)]);
            shapes
        }
        ActorKind::Group => {
            let dot = |x: f32, y: f32| Shape::Disc {
                center: at + Point::new(x, y) * radius,
                radius: radius * 0.21,
                fill: Fill::Solid(palette.ink),
                stroke: None,
            };
            vec![ground, dot(-0.36, 0.24), dot(0.36, 0.24), dot(0.0, -0.36)]
        }
        ActorKind::Unnamed => vec![ground, words("?", 1.15)],
    }
}

/// The initials of the first and the last word of a name, in capitals.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// The colour of a label: full ink for actors with a stance.
pub(super) fn label_color(palette: &Palette, standing: Option<&Standing>) -> Color {
    if standing.is_some_and(|standing| standing.stance.is_some()) { palette.ink } else { palette.weak_ink }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Péter Szijjártó"), "PS");
        assert_eq!(initials("Recep Tayyip Erdoğan"), "RE");
        assert_eq!(initials("Stefanishyna"), "S");
        assert_eq!(initials(""), "");
    }
}
