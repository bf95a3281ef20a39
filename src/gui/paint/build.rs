//! Items of a scene as shapes of the toolkit.
//!
//! Changes nothing but what is kept to be used again. Easily got wrong: countries that follow each other are drawn as
//! one, all plain ones before all patterned ones, or every second country would begin a new piece.

use super::color32;
use super::land::{Land, Placing};
use super::patterns::{Inside, Patterns};
use super::pen::{self, Ends, Fade, Joining, LineBrush, Paint};
use super::runs::{Material, Runs, SpareMeshes};
use super::sprites::{MAX_DISC_RADIUS_PX, Sprites};
use super::stage::Stage;
use super::words::{self, HALO_REACH, Words};
use crate::layout::camera::Placement;
use crate::layout::geography::LineKind;
use crate::layout::geometry::Point;
use crate::layout::projection::MapFrame;
use crate::scene::{Align, Color, DASH_GAP, DASH_LENGTH, Dash, Face, Fill, Item, Shape, Stroke};
use egui::{Color32, Context, Mesh, Pos2, Rect, TextureHandle, Vec2, pos2, vec2};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Letters smaller than this are a smear, in pixels.
const SMALLEST_TEXT_PX: f32 = 3.5;
/// Boxes with sides of at least this many pixels lie on whole pixels; smaller ones are marks that keep their shape.
const LARGE_BOX_PX: f32 = 24.0;
/// With more items than this in a layer, lines end without soft ends.
const MANY_ITEMS: usize = 4000;
/// Dashes closer than this are not seen as dashes, in pixels from one to the next.
const SMALLEST_DASH_PERIOD_PX: f32 = 2.5;
/// A line thinner than this is not seen, in pixels.
const FAINTEST_LINE_PX: f32 = 0.15;
/// Ground and letters of a disc that stands for a flag we do not have.
const UNKNOWN_FLAG: (Color, Color) = (Color::hex(0x00E4_E4E0), Color::hex(0x003A_3A3A));

/// What stays from one build to the next.
pub(super) struct Supplies<'a> {
    pub(super) ctx: &'a Context,
    pub(super) sprites: &'a mut Sprites,
    pub(super) patterns: &'a mut Patterns,
    pub(super) words: &'a mut Words,
    pub(super) spare: &'a mut SpareMeshes,
}

/// Shapes and the textures they are drawn with.
#[derive(Default)]
pub(super) struct Built {
    /// From the lowest to the topmost.
    pub(super) shapes: Vec<egui::Shape>,
    #[expect(dead_code, reason = "held so that the textures stay as long as the shapes that are drawn with them")]
    pub(super) textures: Vec<TextureHandle>,
}

/// Builds items of one clip. What lies outside of `window` (screen points) is left out.
pub(super) fn build(items: &[Item], stage: Stage, window: Rect, supplies: Supplies<'_>) -> Built {
    let ends = if items.len() > MANY_ITEMS { Ends::Cut } else { Ends::Soft(stage.pixel()) };
    let mut build = Build { stage, window, ends, supplies, runs: Runs::default(), textures: Vec::new() };
    build.items(items);
    let Build { runs, textures, supplies, .. } = build;
    let shapes = supplies.words.sample().map(|sample| runs.into_shapes(sample)).unwrap_or_default();
    Built { shapes, textures }
}

struct Build<'a> {
    stage: Stage,
    window: Rect,
    ends: Ends,
    supplies: Supplies<'a>,
    runs: Runs,
    textures: Vec<TextureHandle>,
}

/// A country and how it is filled.
struct Area<'a> {
    country: &'a str,
    inside: Inside,
}

impl Build<'_> {
    fn items(&mut self, items: &[Item]) {
        let mut rest = items;
        while let Some((first, others)) = rest.split_first() {
            match &first.shape {
                Shape::Area { frame, place, stroke: None, .. } => {
                    let (areas, count) = self.areas_from(rest, *frame, *place);
                    self.fill_areas(&areas, *frame, *place);
                    rest = rest.get(count.max(1)..).unwrap_or_default();
                }
                shape => {
                    self.shape(shape);
                    rest = others;
                }
            }
        }
    }

    /// The countries at the start of `items` that can be drawn as one: of one map, each once, without an outline.
    fn areas_from<'i>(&self, items: &'i [Item], frame: MapFrame, place: Placement) -> (Vec<Area<'i>>, usize) {
        let mut areas = Vec::new();
        let mut seen = BTreeSet::new();
        for item in items {
            match &item.shape {
                Shape::Area { country, frame: in_frame, place: placed, fill, stroke: None }
                    if *in_frame == frame && *placed == place && seen.insert(country) =>
                {
                    areas.push(Area { country, inside: self.inside(*fill) });
                }
                _ => break,
            }
        }
        let count = areas.len();
        (areas, count)
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Area { country, frame, place, fill, stroke } => {
                self.fill_areas(&[Area { country, inside: self.inside(*fill) }], *frame, *place);
                if let Some(stroke) = stroke {
                    self.stroke_area(country, *frame, *place, *stroke);
                }
            }
            Shape::Boundaries { frame, lines, place, stroke } => self.boundaries(*frame, *lines, *place, *stroke),
            Shape::Disc { center, radius, fill, stroke } => self.disc(*center, *radius, *fill, *stroke),
            Shape::Flag { center, radius, code } => self.flag(*center, *radius, code),
            Shape::Polygon { points, fill } => self.polygon(points, *fill),
            Shape::Line { points, stroke } => self.line(points, *stroke),
            Shape::Box { rect, corner_radius, fill, stroke } => {
                self.rounded_box(self.stage.rect(*rect), *corner_radius, *fill, *stroke);
            }
            Shape::Text { baseline, align, face, size, color, halo, text } => {
                self.text(*baseline, *align, (*face, *size), (*color, *halo), text);
            }
        }
    }

    // --- where things are drawn ---

    /// Draws with the shared texture.
    fn mark(&mut self, bounds: Rect, draw: impl FnOnce(&mut Mesh)) {
        let texture = self.supplies.sprites.texture();
        if !self.textures.contains(texture) {
            self.textures.push(texture.clone());
        }
        self.runs.draw(Material::Texture(texture.id()), bounds, self.supplies.spare, draw);
    }

    /// Draws an inside, with what `draw` is told.
    fn fill(&mut self, inside: Inside, bounds: Rect, draw: impl FnOnce(&mut Mesh, Paint)) {
        match inside {
            inside if inside.is_clear() => {}
            Inside::Plain(color) => {
                let paint = Paint { color: color32(color), uv: Sprites::white(), slope: 0.0 };
                self.mark(bounds, |mesh| draw(mesh, paint));
            }
            Inside::Patterned(pattern) => {
                let pixels_per_unit = self.stage.pixels_per_unit();
                let texture = self.supplies.patterns.texture(self.supplies.ctx, pattern, pixels_per_unit);
                let slope = 1.0 / (self.stage.scale * pattern.period);
                let start = -(self.stage.origin.x + self.stage.origin.y) * slope;
                let paint = Paint { color: Color32::WHITE, uv: pos2(start, 0.5), slope };
                let material = Material::Texture(texture.id());
                self.runs.draw(material, bounds, self.supplies.spare, |mesh| draw(mesh, paint));
                if !self.textures.contains(&texture) {
                    self.textures.push(texture);
                }
            }
        }
    }

    fn inside(&self, fill: Fill) -> Inside {
        Inside::of(fill, self.stage.pixels_per_unit())
    }

    /// Whether something may be seen. Bounds that are not numbers are never seen.
    fn is_seen(&self, bounds: Rect) -> bool {
        bounds.is_finite() && bounds.intersects(self.window)
    }

    /// A line of `width` picture points; none if it cannot be seen.
    fn brush(&mut self, width: f32, color: Color) -> Option<LineBrush> {
        let width_px = width * self.stage.pixels_per_unit();
        if !(width_px.is_finite() && width_px > FAINTEST_LINE_PX && color.a > 0) {
            return None;
        }
        let profile = self.supplies.sprites.line(self.supplies.ctx, width_px)?;
        let half = profile.half_px * self.stage.pixel();
        Some(LineBrush { profile, half, color: color32(color), ends: self.ends })
    }

    /// Half a pixel on both sides of the edge.
    fn edge(&self) -> Fade {
        Fade { from: -0.5 * self.stage.pixel(), to: 0.5 * self.stage.pixel() }
    }

    // --- land ---

    fn land(&self, frame: MapFrame, place: Placement) -> Option<(Arc<Land>, Placing)> {
        let scale = place.scale * self.stage.scale;
        let offset = self.stage.point(place.offset);
        if !(scale.is_finite() && scale > 0.0 && offset.is_finite()) {
            return None;
        }
        Some((Land::of(&frame, scale), Placing { scale, offset }))
    }

    fn fill_areas(&mut self, areas: &[Area<'_>], frame: MapFrame, place: Placement) {
        let Some((land, placing)) = self.land(frame, place) else { return };
        let (window, fade) = (self.window, self.stage.pixel());
        let is_patterned = |area: &&Area<'_>| matches!(area.inside, Inside::Patterned(_));
        let plain = areas.iter().filter(|area| !is_patterned(area));
        for Area { country, inside } in plain.chain(areas.iter().filter(is_patterned)) {
            let mut seen = land.polygons(country).iter().filter(|polygon| polygon.is_in(window, placing)).peekable();
            if seen.peek().is_some() {
                self.fill(*inside, window, |mesh, paint| {
                    seen.for_each(|polygon| polygon.fill(mesh, placing, fade, paint));
                });
            }
        }
    }

    fn stroke_area(&mut self, country: &str, frame: MapFrame, place: Placement, stroke: Stroke) {
        let Some((land, placing)) = self.land(frame, place) else { return };
        let Some(brush) = self.brush(stroke.width, stroke.color) else { return };
        let window = self.window.expand(brush.half);
        let polygons: Vec<_> = land.polygons(country).iter().filter(|polygon| polygon.is_in(window, placing)).collect();
        match stroke.dash {
            Dash::Solid => self.mark(window, |mesh| {
                for polygon in polygons {
                    polygon.stroke(mesh, placing, &brush);
                }
            }),
            Dash::Dashed => {
                for ring in polygons.iter().flat_map(|polygon| polygon.rings(placing)) {
                    self.dashed(&ring, stroke, window);
                }
            }
        }
    }

    fn boundaries(&mut self, frame: MapFrame, kind: LineKind, place: Placement, stroke: Stroke) {
        let Some((land, placing)) = self.land(frame, place) else { return };
        let Some(brush) = self.brush(stroke.width, stroke.color) else { return };
        let window = self.window.expand(brush.half);
        let lines = land.lines(kind).filter(|line| line.is_in(window, placing));
        match stroke.dash {
            Dash::Solid => self.mark(window, |mesh| lines.for_each(|line| line.stroke(mesh, placing, &brush))),
            Dash::Dashed => lines.for_each(|line| self.dashed(&line.points(placing), stroke, window)),
        }
    }

    // --- marks ---

    fn disc(&mut self, center: Point, radius: f32, fill: Fill, stroke: Option<Stroke>) {
        let center = self.stage.point(center);
        let radius = radius * self.stage.scale;
        let line = stroke.map_or(0.0, |stroke| stroke.width * self.stage.scale);
        let reach = radius + line / 2.0 + self.stage.pixel();
        let bounds = Rect::from_center_size(center, Vec2::splat(2.0 * reach));
        if !(self.is_seen(bounds) && radius > 0.0) {
            return;
        }
        let inside = self.inside(fill);
        match stroke {
            // A whole outline around a covering inside: the outer disc shows around the inner one.
            Some(Stroke { dash: Dash::Solid, color, .. }) if color.a == u8::MAX && inside.is_opaque() && line > 0.0 => {
                self.round(center, radius + line / 2.0, Inside::Plain(color));
                if radius > line / 2.0 {
                    self.round(center, radius - line / 2.0, inside);
                }
            }
            _ => {
                self.round(center, radius, inside);
                if let Some(stroke) = stroke {
                    self.ring(center, radius, stroke, bounds);
                }
            }
        }
    }

    fn round(&mut self, center: Pos2, radius: f32, inside: Inside) {
        let bounds = Rect::from_center_size(center, Vec2::splat(2.0 * (radius + self.stage.pixel())));
        let radius_px = radius * self.stage.pixels_per_point;
        if let Inside::Plain(color) = inside
            && color.a > 0
            && radius_px <= MAX_DISC_RADIUS_PX
            && let Some(stamp) = self.supplies.sprites.disc(self.supplies.ctx, radius_px)
        {
            let side = stamp.side_px * self.stage.pixel();
            let color = color32(color).gamma_multiply(stamp.opacity);
            self.mark(bounds, |mesh| pen::stamp(mesh, center, side, stamp.uv, color));
        } else {
            let points = pen::circle(center, radius, self.stage.pixels_per_point);
            let edge = self.edge();
            self.fill(inside, bounds, |mesh, paint| pen::convex(mesh, &points, edge, paint));
        }
    }

    fn ring(&mut self, center: Pos2, radius: f32, stroke: Stroke, bounds: Rect) {
        let points = pen::circle(center, radius, self.stage.pixels_per_point);
        match stroke.dash {
            Dash::Solid => self.closed_line(&points, stroke, bounds),
            Dash::Dashed => {
                // As many dashes as go round without a rest.
                let around = std::f32::consts::TAU * radius;
                let period = (DASH_LENGTH + DASH_GAP) * self.stage.scale;
                let count = (around / period).round().max(1.0);
                let stretch = around / (count * period);
                let closed: Vec<Pos2> = points.iter().chain(points.first()).copied().collect();
                self.dashed_by(&closed, stroke, stretch, bounds);
            }
        }
    }

    fn flag(&mut self, center: Point, radius: f32, code: &str) {
        let middle = self.stage.point(center);
        let side = 2.0 * radius * self.stage.scale;
        let bounds = Rect::from_center_size(middle, Vec2::splat(side));
        if !(self.is_seen(bounds) && side > 0.0) {
            return;
        }
        let side_px = side * self.stage.pixels_per_point;
        match self.supplies.sprites.flag(self.supplies.ctx, code, side_px) {
            Some(stamp) => self.mark(bounds, |mesh| pen::stamp(mesh, middle, side, stamp.uv, Color32::WHITE)),
            None => {
                let (ground, ink) = UNKNOWN_FLAG;
                self.round(middle, side / 2.0, Inside::Plain(ground));
                let baseline = center + Point::new(0.0, radius * 0.3);
                self.text(baseline, Align::Center, (Face::SemiBold, radius * 0.8), (ink, None), &code.to_uppercase());
            }
        }
    }

    fn polygon(&mut self, points: &[Point], fill: Color) {
        let points: Vec<Pos2> = points.iter().map(|point| self.stage.point(*point)).collect();
        let pixel = self.stage.pixel();
        let bounds = Rect::from_points(&points).expand(pixel);
        if fill.a > 0 && points.len() > 2 && self.is_seen(bounds) {
            // Mostly outside of the edge, so that polygons that touch show no gap.
            let fade = Fade { from: -0.25 * pixel, to: 0.75 * pixel };
            self.fill(Inside::Plain(fill), bounds, |mesh, paint| pen::convex(mesh, &points, fade, paint));
        }
    }

    fn rounded_box(&mut self, rect: Rect, corner_radius: f32, fill: Fill, stroke: Option<Stroke>) {
        let line = stroke.map_or(0.0, |stroke| stroke.width * self.stage.scale);
        let bounds = rect.expand(line / 2.0 + self.stage.pixel());
        if !(self.is_seen(bounds) && rect.width() > 0.0 && rect.height() > 0.0) {
            return;
        }
        let stage = self.stage;
        let is_large = rect.width().min(rect.height()) * stage.pixels_per_point >= LARGE_BOX_PX;
        let corner_radius = if corner_radius > 0.0 { corner_radius * stage.scale } else { 0.0 };
        let inside = self.inside(fill);
        let moved = |on_pixels: &dyn Fn(f32) -> f32| {
            if !is_large {
                return rect;
            }
            let corner = |at: Pos2| pos2(on_pixels(at.x), on_pixels(at.y));
            Rect::from_min_max(corner(rect.min), corner(rect.max))
        };
        let rect = match stroke {
            Some(_) => moved(&|value| stage.line_on_pixels(value, line)),
            None => moved(&|value| stage.on_pixel_edge(value)),
        };
        let points = pen::rounded(rect, corner_radius, stage.pixels_per_point);
        match inside {
            Inside::Plain(_) if is_large && corner_radius == 0.0 && stroke.is_none() => {
                self.fill(inside, bounds, |mesh, paint| pen::plain(mesh, rect, paint));
            }
            _ => {
                let edge = self.edge();
                self.fill(inside, bounds, |mesh, paint| pen::convex(mesh, &points, edge, paint));
            }
        }
        match stroke {
            Some(stroke @ Stroke { dash: Dash::Solid, .. }) => self.closed_line(&points, stroke, bounds),
            Some(stroke @ Stroke { dash: Dash::Dashed, .. }) => {
                let closed: Vec<Pos2> = points.iter().chain(points.first()).copied().collect();
                self.dashed(&closed, stroke, bounds);
            }
            None => {}
        }
    }

    // --- lines ---

    fn line(&mut self, points: &[Point], stroke: Stroke) {
        let reach = stroke.width * self.stage.scale / 2.0 + self.stage.pixel();
        match (points, stroke.dash) {
            ([], _) => {}
            ([from, to], Dash::Solid) => {
                let mut ends = [self.stage.point(*from), self.stage.point(*to)];
                let bounds = Rect::from_points(&ends).expand(reach);
                if !self.is_seen(bounds) {
                    return;
                }
                let (stage, width) = (self.stage, stroke.width * self.stage.scale);
                pen::straightened(&mut ends, |value| stage.line_on_pixels(value, width));
                let Some(brush) = self.brush(stroke.width, stroke.color) else { return };
                self.mark(bounds, |mesh| pen::line(mesh, &ends, &brush));
            }
            (points, dash) => {
                let points: Vec<Pos2> =
                    points.iter().map(|point| self.stage.point(*point)).filter(|point| point.is_finite()).collect();
                let bounds = Rect::from_points(&points).expand(reach);
                if !self.is_seen(bounds) {
                    return;
                }
                match dash {
                    Dash::Solid => {
                        let Some(brush) = self.brush(stroke.width, stroke.color) else { return };
                        self.mark(bounds, |mesh| pen::line(mesh, &points, &brush));
                    }
                    Dash::Dashed => self.dashed(&points, stroke, bounds),
                }
            }
        }
    }

    fn closed_line(&mut self, points: &[Pos2], stroke: Stroke, bounds: Rect) {
        let Some(brush) = self.brush(stroke.width, stroke.color) else { return };
        let miters = pen::miters(points, Joining::Closed);
        let path = points.iter().copied().zip(miters);
        self.mark(bounds, |mesh| pen::strip(mesh, path, Joining::Closed, &brush));
    }

    fn dashed(&mut self, points: &[Pos2], stroke: Stroke, bounds: Rect) {
        self.dashed_by(points, stroke, 1.0, bounds);
    }

    /// Dashes and gaps that are `stretch` times as long as usual.
    fn dashed_by(&mut self, points: &[Pos2], stroke: Stroke, stretch: f32, bounds: Rect) {
        let [dash, gap] = [DASH_LENGTH, DASH_GAP].map(|length| length * stretch * self.stage.scale);
        let is_seen_as_dashes = (dash + gap) * self.stage.pixels_per_point >= SMALLEST_DASH_PERIOD_PX;
        let color = if is_seen_as_dashes {
            stroke.color
        } else {
            stroke.color.with_alpha((f32::from(stroke.color.a) * dash / (dash + gap)) as u8)
        };
        let Some(brush) = self.brush(stroke.width, color) else { return };
        let window = self.window.expand(brush.half);
        self.mark(bounds, |mesh| {
            if is_seen_as_dashes {
                pen::dashes(points, dash, gap, window, |piece| pen::line(mesh, piece, &brush));
            } else {
                pen::line(mesh, points, &brush);
            }
        });
    }

    // --- words ---

    fn text(
        &mut self,
        baseline: Point,
        align: Align,
        (face, size): (Face, f32),
        (color, halo): (Color, Option<Color>),
        text: &str,
    ) {
        let stage = self.stage;
        let size = size * stage.scale;
        let at = stage.point(baseline);
        let is_legible = size.is_finite() && size * stage.pixels_per_point >= SMALLEST_TEXT_PX;
        // No letter is wider than one and a half times the size.
        let widest = text.chars().count() as f32 * size * 1.5;
        let may_take = Rect::from_center_size(at, vec2(2.0 * widest, 3.0 * size));
        if text.is_empty() || !is_legible || color.a == 0 || !self.is_seen(may_take) {
            return;
        }
        let galley = self.supplies.words.line(self.supplies.ctx, face, size, text);
        let width = galley.rect.width();
        let left = match align {
            Align::Left => at.x,
            Align::Center => at.x - width / 2.0,
            Align::Right => at.x - width,
        };
        let corner = pos2(stage.on_pixel_edge(left), stage.on_pixel_edge(at.y - words::baseline_drop(&galley)));
        let halo = halo.filter(|halo| halo.a > 0);
        let reach = halo.map_or(0.0, |_| HALO_REACH * stage.scale);
        let bounds = words::ink_rect(&galley, corner).expand(reach + stage.pixel());
        if !self.is_seen(bounds) {
            return;
        }
        self.runs.draw(Material::Words, bounds, self.supplies.spare, |mesh| {
            if let Some(halo) = halo {
                words::write_halo(mesh, &galley, corner, reach, color32(halo));
            }
            words::write(mesh, &galley, corner, color32(color));
        });
    }
}
