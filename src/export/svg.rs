//! A scene as an SVG file: real text, patterns, and a title on every named item.
//!
//! Knows no disk and no renderer. Equal scenes give equal bytes: ids are made from what they name, so that two pictures
//! can share a web page. Easy to get wrong: properties set on the root are inherited by the flags.

use super::number::Hundredths;
use super::outline::{PathData, bounds_of, meets};
use super::svg_defs::{Definitions, paint};
use super::xml::XmlWriter;
use crate::layout::camera::Placement;
use crate::layout::geography::{CountryShape, Geography, MapPolygon};
use crate::layout::geometry::{Point, Rect, Size};
use crate::model::Stance;
use crate::scene::flag_svg;
use crate::scene::{
    Align, Color, DASH_GAP, DASH_LENGTH, Dash, Face, Fill, Item, Layer, Scene, Shape, Stroke, Target, line_laid_out,
    text_width,
};

/// Width in picture points of the stroke behind letters that have a halo; half of it shows around them.
pub const HALO_WIDTH: f32 = 3.0;

/// What a picture says about itself, including to readers who cannot see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SvgDocument<'a> {
    /// One line: the question and the day.
    pub title: &'a str,
    /// The answer, the sources and the boundary note, in as many lines as needed.
    pub description: &'a str,
}

/// The picture as an SVG 1.1 document (with `paint-order` of SVG 2), ended by a line end.
///
/// One unit is one picture point. Lengths have at most two decimals; what lies outside of its layer's clip is left out.
/// A named item is a group whose first child is its `<title>`; an item that opens something carries `data-actor`,
/// `data-statement`, `data-source`, `data-tie` (two actors), `data-members` or `data-everybody` (a stance, `none`, or
/// `all`). Fonts are named, not contained.
pub fn svg(scene: &Scene, document: &SvgDocument<'_>) -> String {
    let mut body = Body { xml: XmlWriter::default(), definitions: Definitions::default(), size: scene.size };
    for layer in &scene.layers {
        body.layer(layer);
    }
    let Body { xml: layers, definitions, .. } = body;

    let [width, height] = [scene.size.width, scene.size.height].map(Hundredths::round);
    let mut xml = XmlWriter::default();
    xml.start("svg")
        .attribute("xmlns", "http://www.w3.org/2000/svg")
        .attribute("xmlns:xlink", "http://www.w3.org/1999/xlink")
        .attribute("width", width)
        .attribute("height", height)
        .attribute("viewBox", format_args!("0 0 {width} {height}"))
        .attribute("font-family", font_family(Face::Regular));
    xml.element_of_words("title", document.title).element_of_words("desc", document.description);
    definitions.write(&mut xml);
    xml.start("rect").attribute("width", width).attribute("height", height);
    paint(&mut xml, "fill", scene.background);
    xml.end();
    xml.markup(&layers.finish());
    let mut text = xml.finish();
    text.push('\n');
    text
}

/// The layers as they are written, and the definitions they refer to.
struct Body {
    xml: XmlWriter,
    definitions: Definitions,
    size: Size,
}

impl Body {
    fn layer(&mut self, layer: &Layer) {
        let picture = Rect::from_min_size(Point::ZERO, self.size);
        let clip = layer.clip.filter(|clip| !(clip.contains(picture.min) && clip.contains(picture.max)));
        let window = clip.map_or(picture, |clip| shared(clip, picture));
        if !layer.items.iter().any(|item| is_visible(&item.shape, window)) {
            return;
        }
        self.xml.start("g");
        if let Some(clip) = clip {
            let id = self.definitions.clip(clip);
            self.xml.attribute("clip-path", format_args!("url(#{id})"));
        }
        for item in layer.items.iter().filter(|item| is_visible(&item.shape, window)) {
            self.item(item, window);
        }
        self.xml.end();
    }

    fn item(&mut self, Item { shape, target, name }: &Item, window: Rect) {
        match name {
            Some(name) => {
                self.xml.start("g");
                self.target(target.as_ref());
                self.xml.element_of_words("title", name);
                self.shape(shape, None, window);
                self.xml.end();
            }
            None => self.shape(shape, target.as_ref(), window),
        }
    }

    /// Writes one element. Its target is written on it, unless the enclosing group carries it already.
    fn shape(&mut self, shape: &Shape, target: Option<&Target>, window: Rect) {
        match shape {
            Shape::Area { country, frame, place, fill, stroke } => {
                let geography = Geography::of(frame);
                let land = geography.country(country).map_or(&[][..], CountryShape::polygons);
                let path = area_path(land, *place, window.expanded(reach(*stroke)));
                self.xml.start("path");
                self.target(target);
                self.xml.attribute("d", path.as_str()).attribute("fill-rule", "evenodd");
                self.fill(*fill);
                if let Some(stroke) = stroke {
                    self.stroke(*stroke);
                    self.xml.attribute("stroke-linejoin", "round");
                }
            }
            Shape::Boundaries { frame, lines, place, stroke } => {
                let mut path = PathData::default();
                let window = window.expanded(reach(Some(*stroke)));
                for line in Geography::of(frame).lines().iter().filter(|line| line.kind() == *lines) {
                    let points: Vec<Point> = line.points.iter().map(|point| place.apply(*point)).collect();
                    path.line(&points, window);
                }
                self.line_element(&path, *stroke, target);
            }
            Shape::Disc { center, radius, fill, stroke } => {
                self.xml.start("circle");
                self.target(target);
                self.point("cx", "cy", *center).length("r", radius.max(0.0));
                self.fill(*fill);
                self.optional_stroke(*stroke);
            }
            Shape::Flag { center, radius, code } => self.flag(*center, *radius, code, target),
            Shape::Polygon { points, fill } => {
                let mut path = PathData::default();
                path.ring(points.iter().copied(), EVERYWHERE);
                self.xml.start("path");
                self.target(target);
                self.xml.attribute("d", path.as_str());
                paint(&mut self.xml, "fill", *fill);
            }
            Shape::Line { points, stroke } => {
                let mut path = PathData::default();
                let window = window.expanded(reach(Some(*stroke)));
                match stroke.dash {
                    Dash::Solid => path.line(points, window),
                    Dash::Dashed => path.whole_line(points, window),
                }
                self.line_element(&path, *stroke, target);
            }
            Shape::Box { rect, corner_radius, fill, stroke } => {
                self.xml.start("rect");
                self.target(target);
                self.point("x", "y", rect.min);
                self.length("width", rect.width().max(0.0)).length("height", rect.height().max(0.0));
                if *corner_radius > 0.0 {
                    self.length("rx", *corner_radius);
                }
                self.fill(*fill);
                self.optional_stroke(*stroke);
            }
            Shape::Text { baseline, align, face, size, color, halo, text } => {
                self.xml.start("text");
                self.target(target);
                self.point("x", "y", *baseline);
                self.text_style(*align, *face, *size);
                paint(&mut self.xml, "fill", *color);
                if let Some(halo) = halo {
                    paint(&mut self.xml, "stroke", *halo);
                    self.length("stroke-width", HALO_WIDTH);
                    self.xml.attribute("stroke-linejoin", "round").attribute("paint-order", "stroke");
                }
                self.line_of_words(text);
            }
        }
        self.xml.end();
    }

    /// A flag in a circle; where the code has no bundled flag, the code itself on a plain disc.
    fn flag(&mut self, center: Point, radius: f32, code: &str, target: Option<&Target>) {
        if flag_svg(code).is_some() {
            let id = self.definitions.flag(code);
            let corner = center - Point::new(radius, radius);
            self.xml.start("use");
            self.target(target);
            self.xml.attribute("xlink:href", format_args!("#{id}"));
            self.point("x", "y", corner);
            let side = (radius * 2.0).max(0.0);
            self.length("width", side).length("height", side);
        } else {
            self.xml.start("g");
            self.target(target);
            self.xml.start("circle");
            self.point("cx", "cy", center).length("r", radius.max(0.0));
            paint(&mut self.xml, "fill", UNKNOWN_FLAG_GROUND);
            self.xml.end();
            self.xml.start("text");
            self.point("x", "y", center + Point::new(0.0, radius * 0.3));
            self.text_style(Align::Center, Face::SemiBold, radius * 0.8);
            paint(&mut self.xml, "fill", UNKNOWN_FLAG_INK);
            self.line_of_words(&code.to_uppercase());
            self.xml.end();
        }
    }

    fn line_element(&mut self, path: &PathData, stroke: Stroke, target: Option<&Target>) {
        self.xml.start("path");
        self.target(target);
        self.xml.attribute("d", path.as_str()).attribute("fill", "none");
        self.stroke(stroke);
        self.xml.attribute("stroke-linejoin", "round");
    }

    fn text_style(&mut self, align: Align, face: Face, size: f32) {
        let anchor = match align {
            Align::Left => None,
            Align::Center => Some("middle"),
            Align::Right => Some("end"),
        };
        if let Some(anchor) = anchor {
            self.xml.attribute("text-anchor", anchor);
        }
        if face.family() != Face::Regular.family() {
            self.xml.attribute("font-family", font_family(face));
        }
        if face.weight() != Face::Regular.weight() {
            self.xml.attribute("font-weight", face.weight());
        }
        self.length("font-size", size);
    }

    /// Text on one line, with all of its spaces.
    fn line_of_words(&mut self, text: &str) {
        let text = line_laid_out(text).replace(['\t', '\n', '\r'], " ");
        if text.starts_with(' ') || text.ends_with(' ') || text.contains("  ") {
            self.xml.attribute("xml:space", "preserve");
        }
        self.xml.words(&text);
    }

    fn point(&mut self, x: &str, y: &str, point: Point) -> &mut Self {
        self.length(x, point.x).length(y, point.y)
    }

    fn length(&mut self, name: &str, length: f32) -> &mut Self {
        self.xml.attribute(name, Hundredths::round(length));
        self
    }

    fn fill(&mut self, fill: Fill) {
        match fill {
            Fill::Solid(color) => paint(&mut self.xml, "fill", color),
            Fill::Hatched { .. } | Fill::Striped { .. } => {
                let id = self.definitions.pattern(fill);
                self.xml.attribute("fill", format_args!("url(#{id})"));
            }
        }
    }

    fn optional_stroke(&mut self, stroke: Option<Stroke>) {
        if let Some(stroke) = stroke {
            self.stroke(stroke);
        }
    }

    fn stroke(&mut self, Stroke { width, color, dash }: Stroke) {
        paint(&mut self.xml, "stroke", color);
        self.length("stroke-width", width);
        match dash {
            Dash::Solid => {}
            Dash::Dashed => {
                let [on, off] = [DASH_LENGTH, DASH_GAP].map(Hundredths::round);
                self.xml.attribute("stroke-dasharray", format_args!("{on} {off}"));
            }
        }
    }

    /// What a click on the element just opened means, as data attributes for a page that embeds the picture.
    fn target(&mut self, target: Option<&Target>) {
        let Some(target) = target else { return };
        let (name, value) = match target {
            Target::Actor(actor) => ("data-actor", actor.to_string()),
            Target::Tie(one, other) => ("data-tie", format!("{one} {other}")),
            Target::MembersWith(stance) => ("data-members", stance_code(*stance).to_owned()),
            Target::Members => ("data-members", "all".to_owned()),
            Target::EverybodyWith(stance) => ("data-everybody", stance_code(*stance).to_owned()),
            Target::Statement(statement) => ("data-statement", statement.to_string()),
            Target::Source(source) => ("data-source", source.to_string()),
            Target::Among(among) => ("data-members", among.code().to_owned()),
            Target::Cell(actor, slot) => ("data-cell", format!("{actor} {slot}")),
            Target::Page(page) => ("data-page", page.code().to_owned()),
        };
        self.xml.attribute(name, value);
    }
}

/// Colours of a disc that replaces a flag that is not bundled.
const UNKNOWN_FLAG_GROUND: Color = Color::hex(0xE4_E4_E0);
const UNKNOWN_FLAG_INK: Color = Color::hex(0x3A_3A_3A);

/// Larger than every picture, and small enough to compute with.
const EVERYWHERE: Rect = Rect::new(Point::new(-1e7, -1e7), Point::new(1e7, 1e7));

fn stance_code(stance: Option<Stance>) -> &'static str {
    stance.map_or("none", Stance::code)
}

/// The bundled family first, then what most systems have.
fn font_family(face: Face) -> String {
    let fallbacks = match face {
        Face::Regular | Face::Medium | Face::SemiBold | Face::Bold => {
            "'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"
        }
        Face::Serif | Face::SerifSemiBold => "Georgia, 'Times New Roman', 'Noto Serif', serif",
    };
    let family = face.family();
    if family.contains(' ') { format!("'{family}', {fallbacks}") } else { format!("{family}, {fallbacks}") }
}

fn area_path(polygons: &[MapPolygon], place: Placement, window: Rect) -> PathData {
    let mut path = PathData::default();
    for polygon in polygons.iter().filter(|polygon| meets(placed(polygon.bounds, place), window)) {
        for ring in &polygon.rings {
            path.ring(ring.iter().map(|point| place.apply(*point)), window);
        }
    }
    path
}

fn placed(rect: Rect, place: Placement) -> Rect {
    Rect::NOTHING.including(place.apply(rect.min)).including(place.apply(rect.max))
}

/// How far from its path a stroke is visible, in picture points, with a margin for a renderer's antialiasing.
fn reach(stroke: Option<Stroke>) -> f32 {
    stroke.map_or(0.0, |stroke| stroke.width) + 2.0
}

fn shared(one: Rect, other: Rect) -> Rect {
    Rect::new(
        Point::new(one.min.x.max(other.min.x), one.min.y.max(other.min.y)),
        Point::new(one.max.x.min(other.max.x), one.max.y.min(other.max.y)),
    )
}

/// Whether any of it may be in `window`; never false for what is visible.
fn is_visible(shape: &Shape, window: Rect) -> bool {
    let around = |center: Point, radius: f32| Rect::new(center, center).expanded(radius);
    let (bounds, margin) = match shape {
        Shape::Area { country, frame, place, fill: _, stroke } => {
            let land = Geography::of(frame).country(country).map(CountryShape::bounds);
            (land.map_or(Rect::NOTHING, |land| placed(land, *place)), reach(*stroke))
        }
        Shape::Boundaries { .. } => (window, 0.0),
        Shape::Disc { center, radius, fill: _, stroke } => (around(*center, *radius), reach(*stroke)),
        Shape::Flag { center, radius, code: _ } => (around(*center, *radius), 0.0),
        Shape::Polygon { points, fill: _ } => (bounds_of(points), 0.0),
        Shape::Line { points, stroke } => (bounds_of(points), reach(Some(*stroke))),
        Shape::Box { rect, corner_radius: _, fill: _, stroke } => (*rect, reach(*stroke)),
        Shape::Text { baseline, align: _, face, size, color: _, halo: _, text } => {
            // Another font may set it wider than ours, but hardly twice as wide.
            (around(*baseline, (2.0 * text_width(*face, *size, text)).max(2.0 * size)), HALO_WIDTH)
        }
    };
    meets(bounds.expanded(margin), window)
}

#[cfg(test)]
mod tests;
