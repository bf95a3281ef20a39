//! A picture that stands on its own: with its question, day, answer, legend, key and sources.
//!
//! Whoever receives the file must be able to read it without the program. The picture in the middle is the same scene
//! that the window draws. Easy to get wrong: at a narrow width nothing may be dropped, so the legend and the key wrap
//! onto further rows.

mod key;

pub use key::Key;

use super::labels::shorten;
use super::{
    Align, Color, Face, Fill, Item, Layer, Palette, Scene, SceneRequest, Shape, StanceLooks, Stroke, Target,
    beginning_within, glyph, legend_rows, text_width,
};
use crate::derive::count_of;
use crate::layout::geometry::{Point, Rect, Size};
use crate::model::Stance;

/// Margin around everything, in picture points.
const MARGIN: f32 = 24.0;
/// Font size of the title.
const TITLE: f32 = 24.0;
/// Font size of the answer.
const ANSWER: f32 = 15.0;
/// Font size of the lines at the foot.
const FOOT: f32 = 11.0;
/// Font size of the legend.
const LEGEND: f32 = 12.0;
/// Distance from one row of the legend to the next.
const LEGEND_ROW: f32 = 23.0;
/// Font size of the key.
const KEY: f32 = 11.0;
/// Distance from one row of the key to the next.
const KEY_ROW: f32 = 20.0;
/// Gap between two entries of a row.
const ENTRY_GAP: f32 = 20.0;
/// Distance from the left end of a legend entry to its words.
const MARK: f32 = 21.0;
/// What the numbers in the legend count.
const COUNTED: &str = "members (all actors)";

/// What is written around a picture.
#[derive(Clone, Copy, Debug)]
pub struct PosterWords<'a> {
    /// The line below the title.
    pub answer: &'a str,
    /// The paragraphs at the foot.
    pub foot: &'a [String],
    /// The key that explains the signs in the picture.
    pub key: &'a Key,
}

/// How a poster of a given size is divided.
#[derive(Clone, Debug, PartialEq)]
pub struct PosterLayout {
    /// Size of the whole poster.
    pub size: Size,
    /// The rectangle that the picture fills.
    pub picture: Rect,
    answer_lines: Vec<String>,
    foot_lines: Vec<String>,
    legend: Vec<LegendEntry>,
    /// Where each legend entry begins, followed by where the note on its numbers begins; each on the middle of its row.
    legend_spots: Vec<Point>,
    key: Key,
    /// Where each key entry begins, on the middle of its row.
    key_spots: Vec<Point>,
}

/// A standing and how many actors have it.
#[derive(Clone, Debug, PartialEq)]
struct LegendEntry {
    stance: Option<Stance>,
    words: String,
    name: String,
}

impl PosterLayout {
    /// Divides a poster for `request`. The height of the wrapped text decides how much is left for the picture.
    pub fn new(size: Size, request: &SceneRequest, words: &PosterWords) -> Self {
        let width = (size.width - 2.0 * MARGIN).max(80.0);
        let answer_lines = wrap(words.answer, Face::Regular, ANSWER, width);
        let foot_lines: Vec<String> =
            words.foot.iter().flat_map(|text| wrap(text, Face::Regular, FOOT, width)).collect();
        let legend: Vec<LegendEntry> = legend_rows().map(|stance| LegendEntry::new(request, stance)).collect();
        let mut widths: Vec<f32> =
            legend.iter().map(|entry| MARK + text_width(Face::Medium, LEGEND, &entry.words)).collect();
        widths.push(text_width(Face::Regular, KEY, COUNTED));
        let mut y = MARGIN + TITLE * 1.3 + answer_lines.len() as f32 * ANSWER * 1.4 + 19.0;
        let legend_spots = in_rows(&widths, width, Point::new(MARGIN, y), LEGEND_ROW);
        y = legend_spots.last().map_or(y, |spot| spot.y);
        let key = words.key.clone();
        let widths: Vec<f32> = key
            .entries
            .iter()
            .map(|entry| entry.samples_width() + text_width(Face::Regular, KEY, &entry.words))
            .collect();
        let key_spots = in_rows(&widths, width, Point::new(MARGIN, y + KEY_ROW + 2.0), KEY_ROW);
        y = key_spots.last().map_or(y, |spot| spot.y);
        let top = y + 15.0;
        let bottom = size.height - MARGIN * 0.7 - foot_lines.len() as f32 * FOOT * 1.45;
        let picture = Rect::new(Point::new(0.0, top), Point::new(size.width, bottom.max(top + 40.0)));
        Self { size, picture, answer_lines, foot_lines, legend, legend_spots, key, key_spots }
    }

    /// Size of the picture, in picture points.
    pub fn picture_size(&self) -> Size {
        Size::new(self.picture.width(), self.picture.height())
    }
}

impl LegendEntry {
    fn new(request: &SceneRequest, stance: Option<Stance>) -> Self {
        let label = request.question.label(stance);
        let members = request.tally.with(stance).len();
        let all = request.standings.by_actor.values().filter(|standing| standing.stance == stance).count();
        let counted = count_of(members, "member", "members");
        let name = format!("{label}: {counted}, {} in all", count_of(all, "actor", "actors"));
        Self { stance, words: format!("{label} {members} ({all})"), name }
    }
}

/// Where entries of these `widths` begin, wrapped into rows from `first` on so that none is wider than `room`.
fn in_rows(widths: &[f32], room: f32, first: Point, pitch: f32) -> Vec<Point> {
    let mut at = first;
    widths
        .iter()
        .map(|width| {
            if at.x > first.x && at.x + width > first.x + room {
                at = Point::new(first.x, at.y + pitch);
            }
            let spot = at;
            at.x += width + ENTRY_GAP;
            spot
        })
        .collect()
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
    layers.push(Layer { clip: None, items: legend(&request.looks(), &palette, layout) });
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

/// The rows above the picture: each standing with its number of members and, in brackets, of all actors; the key below.
fn legend(looks: &StanceLooks, palette: &Palette, layout: &PosterLayout) -> Vec<Item> {
    let words = |at: Point, face: Face, size: f32, color: Color, text: &str| Shape::Text {
        baseline: at + Point::new(0.0, size * 0.35),
        align: Align::Left,
        face,
        size,
        color,
        halo: None,
        text: text.to_owned(),
    };
    let mut items = Vec::new();
    for (entry, spot) in layout.legend.iter().zip(&layout.legend_spots) {
        items.extend(mark(looks, palette, entry.stance, *spot + Point::new(8.0, 0.0)));
        let text = words(*spot + Point::new(MARK, 0.0), Face::Medium, LEGEND, palette.ink, &entry.words);
        items.push(Item::named(text, Target::EverybodyWith(entry.stance), entry.name.clone()));
    }
    if let Some(spot) = layout.legend_spots.get(layout.legend.len()) {
        items.push(Item::silent(words(*spot, Face::Regular, KEY, palette.weak_ink, COUNTED)));
    }
    for (entry, spot) in layout.key.entries.iter().zip(&layout.key_spots) {
        let (samples, x) = entry.drawn(spot.x, spot.y);
        items.extend(samples);
        let text = words(Point::new(x, spot.y), Face::Regular, KEY, palette.weak_ink, &entry.words);
        items.push(Item::silent(text));
    }
    items
}

fn mark(looks: &StanceLooks, palette: &Palette, stance: Option<Stance>, center: Point) -> Vec<Item> {
    let edge = if stance.is_some() { palette.outline } else { palette.silent_ring };
    let ground = Shape::Disc {
        center,
        radius: 8.0,
        fill: looks.fill(palette, stance, None),
        stroke: Some(Stroke::solid(1.0, edge)),
    };
    let sign = glyph(looks.sign(stance), center, 8.0, stance.map_or(palette.weak_ink, |stance| looks.ink_on(stance)));
    std::iter::once(Item::silent(ground)).chain(sign).collect()
}

/// More lines than this are no caption.
const MOST_LINES: usize = 200;

/// `text` broken between words into lines no wider than `width`.
fn wrap(text: &str, face: Face, size: f32, width: f32) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() && lines.len() < MOST_LINES {
        // Measured once a line: adding word after word would measure each letter again and again.
        let fitting = beginning_within(face, size, rest, "", width);
        let after = rest.get(fitting.len()..).unwrap_or_default();
        let whole_words = if after.is_empty() || after.starts_with(' ') {
            Some(fitting)
        } else {
            fitting.rsplit_once(' ').map(|(words, _)| words)
        };
        let line =
            whole_words.filter(|words| !words.is_empty()).unwrap_or_else(|| rest.split(' ').next().unwrap_or(rest));
        lines.push(shorten(line, face, size, width));
        rest = rest.get(line.len()..).unwrap_or_default().trim_start();
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
    /// The same shape, moved by `by` picture points.
    #[must_use]
    fn moved(self, by: Point) -> Self {
        let all = |points: Vec<Point>| points.into_iter().map(|point| point + by).collect();
        let rect_by = |rect: Rect| Rect::new(rect.min + by, rect.max + by);
        match self {
            Self::Area { country, frame, mut place, fill, stroke } => {
                place.offset = place.offset + by;
                Self::Area { country, frame, place, fill, stroke }
            }
            Self::Boundaries { frame, lines, mut place, stroke } => {
                place.offset = place.offset + by;
                Self::Boundaries { frame, lines, place, stroke }
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
