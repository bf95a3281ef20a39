//! What the items of an SVG refer to: patterns, clips and flags, each defined once.
//!
//! Knows no item. Easy to get wrong: the same id may be used in the files of two flags, so each is prefixed with the
//! flag's own id.

use super::number::Hundredths;
use super::xml::{XmlWriter, write};
use crate::layout::geometry::Rect;
use crate::scene::flag_svg;
use crate::scene::{Color, Fill, HATCH_PERIOD, HATCH_WIDTH, STRIPE_PERIOD};
use std::collections::{BTreeMap, BTreeSet};

/// The definitions needed so far, ordered by id.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    patterns: BTreeMap<String, Pattern>,
    clips: BTreeMap<String, [Hundredths; 4]>,
    flags: BTreeSet<String>,
}

/// Lines at 45 degrees, rising to the right: `ink` where `(x + y) mod period < width`, in picture points.
#[derive(Clone, Copy, Debug)]
struct Pattern {
    ground: Color,
    ink: Color,
    period: f32,
    width: f32,
}

impl Definitions {
    /// The id of the pattern for a fill; a solid fill gets one too, in a single colour.
    pub(super) fn pattern(&mut self, fill: Fill) -> String {
        let (kind, pattern) = match fill {
            Fill::Solid(color) => {
                ("solid", Pattern { ground: color, ink: color, period: STRIPE_PERIOD, width: STRIPE_PERIOD })
            }
            Fill::Hatched { ground, ink } => {
                ("hatch", Pattern { ground, ink, period: HATCH_PERIOD, width: HATCH_WIDTH })
            }
            Fill::Striped { first, second } => {
                ("stripe", Pattern { ground: second, ink: first, period: STRIPE_PERIOD, width: STRIPE_PERIOD / 2.0 })
            }
        };
        let id = format!("{kind}-{}-{}", color_id(pattern.ink), color_id(pattern.ground));
        self.patterns.insert(id.clone(), pattern);
        id
    }

    /// The id of a clip to a rectangle in picture points.
    pub(super) fn clip(&mut self, rect: Rect) -> String {
        let sides = [rect.min.x, rect.min.y, rect.width().max(0.0), rect.height().max(0.0)].map(Hundredths::round);
        let [x, y, width, height] = sides;
        let id = format!("clip-{x}-{y}-{width}-{height}");
        self.clips.insert(id.clone(), sides);
        id
    }

    /// The id of a flag, clipped to a circle that fills the square in which it is used.
    pub(super) fn flag(&mut self, code: &str) -> String {
        self.flags.insert(code.to_owned());
        flag_id(code)
    }

    /// All definitions as `<defs>`; empty if none is needed.
    pub(super) fn write(&self, xml: &mut XmlWriter) {
        if self.patterns.is_empty() && self.clips.is_empty() && self.flags.is_empty() {
            return;
        }
        xml.start("defs");
        for (id, pattern) in &self.patterns {
            write_pattern(xml, id, *pattern);
        }
        for (id, [x, y, width, height]) in &self.clips {
            xml.start("clipPath").attribute("id", id).start("rect");
            xml.attribute("x", x).attribute("y", y).attribute("width", width).attribute("height", height).end().end();
        }
        if !self.flags.is_empty() {
            xml.start("clipPath").attribute("id", "flag-disc").start("circle");
            xml.attribute("cx", 256).attribute("cy", 256).attribute("r", 256).end().end();
        }
        for (code, svg) in self.flags.iter().filter_map(|code| flag_svg(code).map(|svg| (code, svg))) {
            xml.start("symbol").attribute("id", flag_id(code));
            xml.attribute("viewBox", "0 0 512 512").attribute("overflow", "visible");
            xml.start("g").attribute("clip-path", "url(#flag-disc)");
            let FlagMarkup { root_fill, inside } = flag_markup(code, svg);
            if let Some(fill) = root_fill {
                xml.attribute("fill", fill);
            }
            xml.markup(&inside).end().end();
        }
        xml.end();
    }
}

/// An attribute for a colour, and its opacity where it is not opaque. `property` is `fill` or `stroke`.
pub(super) fn paint(xml: &mut XmlWriter, property: &'static str, color: Color) {
    xml.attribute(property, color);
    if color.a < u8::MAX {
        xml.attribute(&format!("{property}-opacity"), Hundredths::round(f32::from(color.a) / 255.0));
    }
}

fn write_pattern(xml: &mut XmlWriter, id: &str, Pattern { ground, ink, period, width }: Pattern) {
    let side = Hundredths::round(period);
    xml.start("pattern").attribute("id", id).attribute("patternUnits", "userSpaceOnUse");
    xml.attribute("width", side).attribute("height", side);
    xml.start("rect").attribute("width", side).attribute("height", side);
    paint(xml, "fill", ground);
    xml.end().start("path").attribute("d", diagonals(period, width));
    paint(xml, "fill", ink);
    xml.end().end();
}

/// The two lines that cross a tile, extended beyond its edges so that neighbouring tiles join without a seam.
fn diagonals(period: f32, width: f32) -> String {
    let mut path = String::new();
    for start in [0.0, period] {
        // On the line x + y = start, from one point above the tile to one point below it.
        let [above, below, width, height] =
            [start + 1.0, start - period - 1.0, width, period + 2.0].map(Hundredths::round);
        let back = Hundredths::default().minus(width);
        let step = below.minus(above);
        write(&mut path, format_args!("M{above} -1h{width}l{step} {height}h{back}z"));
    }
    path
}

fn color_id(color: Color) -> String {
    let Color { r, g, b, a } = color;
    if a == u8::MAX { format!("{r:02X}{g:02X}{b:02X}") } else { format!("{r:02X}{g:02X}{b:02X}{a:02X}") }
}

fn flag_id(code: &str) -> String {
    format!("flag-{code}")
}

/// A flag's file without its root element.
struct FlagMarkup<'a> {
    /// The colour that the root gives to elements without one.
    root_fill: Option<&'a str>,
    /// With every id and every reference to one prefixed.
    inside: String,
}

/// Parses a bundled flag; a test checks that none of them has markup that this would misread.
fn flag_markup<'a>(code: &str, svg: &'a str) -> FlagMarkup<'a> {
    let after_tag_name = svg.split_once("<svg").map_or("", |(_, rest)| rest);
    let (root, rest) = after_tag_name.split_once('>').unwrap_or_default();
    let inside = rest.rsplit_once("</svg>").map_or("", |(inside, _)| inside);
    let root_fill = root.split_once(" fill=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(fill, _)| fill);
    let prefix = flag_id(code);
    let inside = inside
        .replace(" id=\"", &format!(" id=\"{prefix}-"))
        .replace("url(#", &format!("url(#{prefix}-"))
        .replace("href=\"#", &format!("href=\"#{prefix}-"));
    FlagMarkup { root_fill, inside }
}
