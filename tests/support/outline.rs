//! A scene in words, so that a change of a picture can be reviewed as text.
//!
//! One line for everything that can be opened: its name, its place, its colour, its words; below them the words that open
//! nothing, and a count of everything else. Easily got wrong: positions are rounded to whole picture points, so a shift
//! that nobody sees changes no line; what no line tells (the course of a border, the shape of a sign) is left to the
//! small pictures.

use demarche::derive::Slot;
use demarche::layout::geography::LineKind;
use demarche::layout::geometry::{Point, Rect};
use demarche::model::Stance;
use demarche::scene::{Color, Dash, Fill, Palette, Scene, Shape, Stroke, Target, Theme, stance_color};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Everything that opens the same, under one line.
#[derive(Default)]
struct Entry<'s> {
    name: Option<&'s str>,
    shapes: Vec<String>,
    /// Where a click finds it, with the radius; what is drawn there and opens nothing belongs to it.
    disc: Option<(Point, f32)>,
    /// Whose land it fills.
    land: Option<&'s str>,
}

/// The outline of `scene`, which was drawn in `theme`.
pub(crate) fn outline(scene: &Scene, theme: Theme) -> String {
    let names = ColorNames(theme.palette());
    let mut opened: BTreeMap<_, Entry<'_>> = BTreeMap::new();
    for (_, item) in scene.items() {
        let Some(target) = &item.target else { continue };
        let entry = opened.entry(place_in_outline(target)).or_default();
        entry.name = entry.name.or(item.name.as_deref());
        match &item.shape {
            Shape::Disc { center, radius, .. } => entry.disc = Some((*center, *radius)),
            Shape::Area { country, .. } => entry.land = Some(country),
            _ => {}
        }
    }
    let (mut words, mut rest) = (Vec::new(), BTreeMap::new());
    for (_, item) in scene.items() {
        let shape = &item.shape;
        if let Some(target) = &item.target {
            opened.entry(place_in_outline(target)).or_default().shapes.push(names.placed(shape));
        } else if let Some(entry) = belongs_to(shape, &mut opened) {
            entry.shapes.push(names.kind(shape));
        } else if let Shape::Text { .. } = shape {
            words.push(names.placed(shape));
        } else {
            *rest.entry(names.kind(shape)).or_insert(0) += 1;
        }
    }
    let size = scene.size;
    let mut out = format!("{} × {} on {}\n", size.width, size.height, names.of(scene.background));
    let mut heading = "";
    for ((_, group, id), Entry { name, shapes, .. }) in &opened {
        if *group != heading {
            heading = group;
            let _ = write!(out, "\n{heading}\n");
        }
        let name = name.map_or_else(|| "without a name".to_owned(), |name| format!("{name:?}"));
        let _ = writeln!(out, "  {id}: {name}: {}", runs(shapes).join("; "));
    }
    if !words.is_empty() {
        let _ = write!(out, "\nWords that open nothing\n  {}\n", words.join("\n  "));
    }
    if !rest.is_empty() {
        out.push_str("\nEverything else\n");
        for (kind, count) in rest {
            let _ = writeln!(out, "  {count} × {kind}");
        }
    }
    out
}

/// What a shape that opens nothing is a part of: the disc that it lies on, or the land that it is the outline of.
fn belongs_to<'m, 's, Key: Ord>(shape: &Shape, opened: &'m mut BTreeMap<Key, Entry<'s>>) -> Option<&'m mut Entry<'s>> {
    let middle = match shape {
        Shape::Area { country, .. } => {
            return opened.values_mut().find(|entry| entry.land.is_some_and(|land| land == country));
        }
        Shape::Boundaries { .. } => return None,
        Shape::Disc { center, .. } | Shape::Flag { center, .. } => *center,
        Shape::Polygon { points, .. } | Shape::Line { points, .. } => middle(points),
        Shape::Box { rect, .. } => rect.center(),
        Shape::Text { .. } => shape.text_rect()?.center(),
    };
    let distance = |entry: &Entry<'_>| {
        let (center, radius) = entry.disc?;
        let distance = center.distance(middle);
        (distance <= radius * 1.3).then_some(distance)
    };
    let of_discs = opened.values_mut().filter_map(|entry| Some((distance(entry)?, entry)));
    of_discs.min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, entry)| entry)
}

/// Under which heading a target stands, in which order, and by which word.
fn place_in_outline(target: &Target) -> (usize, &'static str, String) {
    let stance = |stance: &Option<Stance>| match stance {
        // In the order of the scale.
        Some(stance) => {
            let place = Stance::ALL.iter().position(|other| other == stance).unwrap_or_default();
            format!("{place} {}", word(*stance))
        }
        None => format!("{} silent", Stance::ALL.len()),
    };
    match target {
        Target::Actor(actor) => (0, "Actors", actor.to_string()),
        Target::Tie(one, other) => (1, "Ties", format!("{one} and {other}")),
        Target::EverybodyWith(of) => (2, "Legend", stance(of)),
        Target::MembersWith(of) => (3, "Members by stance", stance(of)),
        Target::Members => (3, "Members by stance", "all".to_owned()),
        Target::Among(among) => (4, "Members by basis", format!("{among:?}")),
        Target::Cell(actor, Slot::Source(source)) => (5, "Cells", format!("{actor} in {source}")),
        Target::Cell(actor, Slot::Month { year, month }) => (5, "Cells", format!("{actor} in {year}-{month:02}")),
        Target::Statement(statement) => (6, "Statements", statement.to_string()),
        Target::Source(source) => (7, "Articles", source.to_string()),
        Target::Page(page) => (8, "Pages", page.code().to_owned()),
    }
}

/// Equal neighbours as one, with their number.
fn runs(shapes: &[String]) -> Vec<String> {
    shapes
        .chunk_by(|one, other| one == other)
        .filter_map(|run| {
            Some(if run.len() == 1 { run.first()?.clone() } else { format!("{} × {}", run.len(), run.first()?) })
        })
        .collect()
}

fn word(stance: Stance) -> String {
    serde_json::to_value(stance).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn at(point: Point) -> String {
    format!("{} {}", whole(point.x), whole(point.y))
}

/// To whole picture points; never "-0".
fn whole(value: f32) -> i32 {
    value.round() as i32
}

fn middle(points: &[Point]) -> Point {
    let sum = points.iter().fold(Point::new(0.0, 0.0), |sum, point| sum + *point);
    sum * (1.0 / points.len().max(1) as f32)
}

/// The words for colours: stances first, then what the theme calls them, else as in a style sheet.
struct ColorNames(Palette);

impl ColorNames {
    fn of(&self, color: Color) -> String {
        if color.a == 0 {
            return "clear".to_owned();
        }
        let opaque = color.with_alpha(255);
        let name = Stance::ALL.into_iter().find(|stance| stance_color(*stance) == opaque).map(word);
        let name = name.or_else(|| self.of_theme(opaque).map(str::to_owned)).unwrap_or_else(|| opaque.to_string());
        if color.a == 255 { name } else { format!("{name} at {} %", (u32::from(color.a) * 100 + 127) / 255) }
    }

    fn of_theme(&self, color: Color) -> Option<&'static str> {
        let palette = self.0;
        let named = [
            (palette.paper, "paper"),
            (palette.card, "card"),
            (palette.ink, "ink"),
            (palette.weak_ink, "weak ink"),
            (palette.outline, "outline"),
            (palette.accent, "accent"),
            (palette.on_accent, "on accent"),
            (palette.alarm, "alarm"),
            (palette.water, "water"),
            (palette.land, "land"),
            (palette.border, "border"),
            (palette.silence, "silence"),
            (palette.silence_ink, "silence ink"),
            (palette.tie, "tie"),
            (palette.disc, "disc"),
            (palette.silent_ring, "silent ring"),
            (palette.raised, "raised"),
            (palette.hairline, "hairline"),
        ];
        named.into_iter().find(|(other, _)| *other == color).map(|(_, name)| name)
    }

    fn fill(&self, fill: Fill) -> String {
        match fill {
            Fill::Solid(color) => self.of(color),
            Fill::Hatched { ground, ink } => format!("hatched {} on {}", self.of(ink), self.of(ground)),
            Fill::Striped { first, second } => format!("striped {} and {}", self.of(first), self.of(second)),
        }
    }

    fn edge(&self, stroke: Option<Stroke>) -> String {
        let Some(Stroke { width, color, dash }) = stroke else { return String::new() };
        let dash = match dash {
            Dash::Solid => "",
            Dash::Dashed => "dashed ",
        };
        format!(", {dash}edge {} {width:.1}", self.of(color))
    }

    /// What it is and how it looks, wherever it is.
    fn kind(&self, shape: &Shape) -> String {
        match shape {
            Shape::Area { country, fill, stroke, .. } => {
                format!("land {country} {}{}", self.fill(*fill), self.edge(*stroke))
            }
            Shape::Boundaries { lines, stroke, .. } => {
                let lines = match lines {
                    LineKind::Recognised => "borders and coasts",
                    LineKind::Disputed => "disputed lines",
                };
                format!("{lines}{}", self.edge(Some(*stroke)))
            }
            // Nothing to see, but wide enough to be clicked.
            Shape::Disc { fill: Fill::Solid(Color { a: 0, .. }), stroke: None, .. } => "clicked".to_owned(),
            Shape::Disc { fill, stroke, .. } => format!("disc {}{}", self.fill(*fill), self.edge(*stroke)),
            Shape::Flag { code, .. } => format!("flag {code}"),
            Shape::Polygon { fill, .. } => format!("polygon {}", self.of(*fill)),
            Shape::Line { stroke, .. } => format!("line{}", self.edge(Some(*stroke))),
            Shape::Box { fill, stroke, .. } => format!("box {}{}", self.fill(*fill), self.edge(*stroke)),
            Shape::Text { text, color, size, .. } => format!("{text:?} {} {size:.1}", self.of(*color)),
        }
    }

    /// The same with its place.
    fn placed(&self, shape: &Shape) -> String {
        let kind = self.kind(shape);
        match shape {
            Shape::Area { .. } | Shape::Boundaries { .. } => kind,
            Shape::Disc { center, radius, .. } | Shape::Flag { center, radius, .. } => {
                format!("{kind} at {} radius {}", at(*center), whole(*radius))
            }
            Shape::Polygon { points, .. } => format!("{kind} around {}", at(middle(points))),
            Shape::Line { points, .. } => match points.as_slice() {
                [first, .., last] => format!("{kind} from {} to {}", at(*first), at(*last)),
                [_] | [] => kind,
            },
            Shape::Box { rect: Rect { min, max }, .. } => format!("{kind} from {} to {}", at(*min), at(*max)),
            Shape::Text { baseline, .. } => format!("{kind} at {}", at(*baseline)),
        }
    }
}
