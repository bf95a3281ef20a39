//! A picture that travels alone: with its question, its day, its answer, its legend and its sources.
//!
//! Whoever gets the file must be able to tell what it shows without the program. The picture in the middle is the
//! same scene that the window draws.

use super::labels::shorten;
use super::{
    Align, Color, Face, Fill, Item, Layer, Palette, Scene, SceneRequest, Shape, Stroke, Target, glyph, ink_on,
    legend_rows, text_width,
};
use crate::derive::{Answer, count_of, rule_sentences};
use crate::layout::geography::{BOUNDARY_NOTE, CREDIT};
use crate::layout::geometry::{Point, Rect, Size};
use crate::model::{Stance, StandingRule};

/// Around everything, in picture points.
const MARGIN: f32 = 24.0;
/// Size of the title's letters.
const TITLE: f32 = 24.0;
/// Size of the answer's letters.
const ANSWER: f32 = 15.0;
/// Size of the lines at the foot.
const FOOT: f32 = 11.0;

/// How a poster of a size is divided.
#[derive(Clone, Debug, PartialEq)]
pub struct PosterLayout {
    /// Of the whole.
    pub size: Size,
    /// Where the picture goes.
    pub picture: Rect,
    answer_lines: Vec<String>,
    foot_lines: Vec<String>,
}

impl PosterLayout {
    /// Divides a poster; the texts decide how much is left for the picture. The `rule` is told where it is given: if it
    /// is not the project's own.
    pub fn new(size: Size, answer: &Answer, sources: &str, rule: Option<&StandingRule>) -> Self {
        let width = (size.width - 2.0 * MARGIN).max(80.0);
        let answer_lines = wrap(&answer.to_text(), Face::Regular, ANSWER, width);
        let rule = rule.map(|rule| format!("Rule: {}", rule_sentences(rule).join(" ")));
        let foot_lines = [sources, rule.as_deref().unwrap_or_default(), BOUNDARY_NOTE, CREDIT]
            .iter()
            .flat_map(|text| wrap(text, Face::Regular, FOOT, width))
            .collect::<Vec<_>>();
        let top = MARGIN + TITLE * 1.3 + answer_lines.len() as f32 * ANSWER * 1.4 + 34.0;
        let bottom = size.height - MARGIN * 0.7 - foot_lines.len() as f32 * FOOT * 1.45;
        let picture = Rect::new(Point::new(0.0, top), Point::new(size.width, bottom.max(top + 40.0)));
        Self { size, picture, answer_lines, foot_lines }
    }

    /// Of the picture, in picture points.
    pub fn picture_size(&self) -> Size {
        Size::new(self.picture.width(), self.picture.height())
    }
}

/// Frames `picture`, composed for [`PosterLayout::picture_size`] from `request`, with title, answer, legend and sources.
pub fn poster(request: &SceneRequest, layout: &PosterLayout, picture: Scene) -> Scene {
    let palette = request.theme.palette();
    let mut layers = vec![Layer {
        clip: None,
        items: vec![Item::silent(Shape::Box {
            rect: layout.picture,
            corner_radius: 0.0,
            fill: Fill::Solid(picture.background),
            stroke: None,
        })],
    }];
    let by = layout.picture.min;
    layers.extend(picture.layers.into_iter().map(|layer| moved_layer(layer, by, layout.picture)));
    layers.push(Layer { clip: None, items: words_around(request, &palette, layout) });
    layers.push(Layer { clip: None, items: legend(request, &palette, layout) });
    Scene { size: layout.size, background: palette.paper, layers }
}

fn words_around(request: &SceneRequest, palette: &Palette, layout: &PosterLayout) -> Vec<Item> {
    let text = |y: f32, face: Face, size: f32, color: Color, text: &str| {
        Item::silent(Shape::Text {
            baseline: Point::new(MARGIN, y),
            align: Align::Left,
            face,
            size,
            color,
            halo: None,
            text: text.to_owned(),
        })
    };
    let width = layout.size.width - 2.0 * MARGIN;
    let title = shorten(&request.question.text, Face::Bold, TITLE, width);
    let mut y = MARGIN + TITLE * 0.85;
    let mut items = vec![text(y, Face::Bold, TITLE, palette.ink, &title)];
    y += TITLE * 0.45;
    for line in &layout.answer_lines {
        y += ANSWER * 1.4;
        items.push(text(y, Face::Regular, ANSWER, palette.ink, line));
    }
    let mut y = layout.picture.max.y + FOOT * 0.5;
    for line in &layout.foot_lines {
        y += FOOT * 1.45;
        items.push(text(y, Face::Regular, FOOT, palette.weak_ink, line));
    }
    items
}

/// One row above the picture: every standing with the number of members and, in brackets, of all actors.
fn legend(request: &SceneRequest, palette: &Palette, layout: &PosterLayout) -> Vec<Item> {
    let y = layout.picture.min.y - 15.0;
    let mut x = MARGIN;
    let mut items = Vec::new();
    for stance in legend_rows() {
        let members = request.tally.with(stance).len();
        let all = request.standings.by_actor.values().filter(|standing| standing.stance == stance).count();
        let text = format!("{} {members} ({all})", request.question.label(stance));
        let width = text_width(Face::Medium, 12.0, &text);
        if x + 22.0 + width > layout.size.width - MARGIN {
            break;
        }
        items.extend(mark(palette, stance, Point::new(x + 8.0, y)));
        items.push(Item::named(
            Shape::Text {
                baseline: Point::new(x + 21.0, y + 4.2),
                align: Align::Left,
                face: Face::Medium,
                size: 12.0,
                color: palette.ink,
                halo: None,
                text,
            },
            Target::EverybodyWith(stance),
            format!(
                "{}: {}, {} in all",
                request.question.label(stance),
                count_of(members, "member", "members"),
                count_of(all, "actor", "actors")
            ),
        ));
        x += 21.0 + width + 20.0;
    }
    let key = "members (all actors)";
    if x + text_width(Face::Regular, 11.0, key) < layout.size.width - MARGIN {
        items.push(Item::silent(Shape::Text {
            baseline: Point::new(x, y + 4.0),
            align: Align::Left,
            face: Face::Regular,
            size: 11.0,
            color: palette.weak_ink,
            halo: None,
            text: key.to_owned(),
        }));
    }
    items
}

fn mark(palette: &Palette, stance: Option<Stance>, center: Point) -> Vec<Item> {
    let edge = if stance.is_some() { palette.outline } else { palette.silent_ring };
    let ground = Shape::Disc {
        center,
        radius: 8.0,
        fill: palette.standing_fill(stance, None),
        stroke: Some(Stroke::solid(1.0, edge)),
    };
    let sign = glyph(stance, center, 8.0, stance.map_or(palette.weak_ink, ink_on));
    std::iter::once(Item::silent(ground)).chain(sign).collect()
}

/// `text` in lines no wider than `width`, broken between words.
fn wrap(text: &str, face: Face, size: f32, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) if text_width(face, size, &longer) <= width => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn moved_layer(layer: Layer, by: Point, bounds: Rect) -> Layer {
    let moved = |rect: Rect| Rect::new(rect.min + by, rect.max + by);
    let clip = match layer.clip.map(moved) {
        None => bounds,
        Some(clip) => Rect::new(
            Point::new(clip.min.x.max(bounds.min.x), clip.min.y.max(bounds.min.y)),
            Point::new(clip.max.x.min(bounds.max.x), clip.max.y.min(bounds.max.y)),
        ),
    };
    let items = layer.items.into_iter().map(|item| Item { shape: item.shape.moved(by), ..item }).collect();
    Layer { clip: Some(clip), items }
}

impl Shape {
    /// The same shape `by` picture points further.
    #[must_use]
    fn moved(self, by: Point) -> Self {
        let all = |points: Vec<Point>| points.into_iter().map(|point| point + by).collect();
        let rect_by = |rect: Rect| Rect::new(rect.min + by, rect.max + by);
        match self {
            Self::Area { country, frame, mut place, fill, stroke } => {
                place.offset = place.offset + by;
                Self::Area { country, frame, place, fill, stroke }
            }
            Self::Boundaries { frame, mut place, stroke } => {
                place.offset = place.offset + by;
                Self::Boundaries { frame, place, stroke }
            }
            Self::Disc { center, radius, fill, stroke } => Self::Disc { center: center + by, radius, fill, stroke },
            Self::Flag { center, radius, code } => Self::Flag { center: center + by, radius, code },
            Self::Polygon { points, fill } => Self::Polygon { points: all(points), fill },
            Self::Line { points, stroke } => Self::Line { points: all(points), stroke },
            Self::Box { rect, corner_radius, fill, stroke } => {
                Self::Box { rect: rect_by(rect), corner_radius, fill, stroke }
            }
            Self::Text { baseline, align, face, size, color, halo, text } => {
                Self::Text { baseline: baseline + by, align, face, size, color, halo, text }
            }
        }
    }
}
