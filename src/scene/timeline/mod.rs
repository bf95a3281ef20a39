//! Draws the timeline: marks here, changes of standing in `events`, the handles of the two clocks in `handles`.
//!
//! It consists of four pieces that change for different reasons, so that each can be kept while another moves: the
//! marks are facts, the changes follow the rule, what is not yet known follows the second clock, and the handle follows
//! the first. Easy to get wrong: all four share the coordinates of the whole timeline; only the marks are moved up by
//! the scroll offset of their rows.

mod events;
mod handles;

pub use events::{MOST_EVENTS, TimelineEvent, draw_timeline_events, event_name, timeline_events};
pub use handles::{
    HEADROOM, Handle, TimelinePicture, draw_handle, draw_known_on, known_rect, pill_rect, timeline_picture,
};

use super::labels::shorten;
use super::{
    Align, Color, Dash, Face, Fill, Item, Layer, Palette, Scene, Shape, StanceLooks, Stroke, Target, Theme, text_width,
};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::timeline::{BarStart, Mark, MarkForm, Rank, TICK_STRIP, TICK_TEXT, Timeline};
use crate::model::{ActorId, Day, Project, Question};
use std::collections::BTreeSet;

/// Above this number of marks none has an accessible name of its own; each still opens its sentence.
const MOST_NAMED: usize = 4000;
/// Dots smaller than this have no outline.
const SMALLEST_OUTLINED: f32 = 2.3;
/// Dots smaller than this have no room for a soft edge.
const SMALLEST_SOFT: f32 = 1.9;
/// Length of the fade at the start of a bar with an approximate date, in picture points.
const SOFT_START: f32 = 36.0;
/// Number of shades in that fade.
const SOFT_STEPS: usize = 6;

/// What the pieces of a timeline are drawn from.
#[derive(Clone, Copy)]
pub struct TimelineSceneRequest<'a> {
    /// The project with its actors.
    pub project: &'a Project,
    /// The question asked.
    pub question: &'a Question,
    /// Where everything is.
    pub timeline: &'a Timeline,
    /// Light or dark.
    pub theme: Theme,
    /// Actors to be marked; the others fade. Empty to mark nobody.
    pub marked: &'a BTreeSet<ActorId>,
    /// How far the rows are scrolled, in picture points.
    pub scrolled: f32,
}

impl TimelineSceneRequest<'_> {
    fn palette(&self) -> Palette {
        self.theme.palette()
    }

    fn looks(&self) -> StanceLooks {
        StanceLooks::of(self.question)
    }

    fn is_marked(&self, mark: &Mark) -> bool {
        let speaks = |actor: &ActorId| self.marked.contains(actor);
        self.marked.is_empty() || speaks(&mark.actor) || mark.on_behalf_of.as_ref().is_some_and(speaks)
    }

    /// From the coordinates of the marks to those of the whole timeline.
    fn lowered(&self, point: Point) -> Point {
        point + Point::new(0.0, self.timeline.marks_area.min.y - self.scrolled)
    }

    /// The marks in sight, from the lowest to the topmost, those in focus last.
    fn seen(&self) -> Vec<&Mark> {
        let height = self.timeline.marks_area.height();
        let is_seen = |mark: &&Mark| {
            let bounds = mark.bounds();
            bounds.max.y >= self.scrolled && bounds.min.y <= self.scrolled + height
        };
        let mut seen: Vec<&Mark> = self.timeline.marks.iter().filter(is_seen).collect();
        seen.sort_by_key(|mark| self.is_marked(mark));
        seen
    }
}

/// "Said about October 2024 by Hungary: opposes".
pub fn mark_name(project: &Project, question: &Question, mark: &Mark) -> String {
    let by = project.actor_name(&mark.actor);
    let behalf = mark.on_behalf_of.as_ref().map(|whose| format!(" for {}", project.actor_name(whose)));
    let label = question.label(Some(mark.stance)).to_lowercase();
    format!("Said {} by {by}{}: {label}", mark.said.in_words(), behalf.unwrap_or_default())
}

/// The marks and the axis below them: what does not change while a handle or the rule moves.
pub fn timeline_marks(request: &TimelineSceneRequest) -> Scene {
    let palette = request.palette();
    let Timeline { size, marks_area, .. } = request.timeline;
    let is_named = request.timeline.marks.len() <= MOST_NAMED;
    let mut marks = Vec::new();
    for mark in request.seen() {
        let name = is_named.then(|| mark_name(request.project, request.question, mark));
        draw_mark(request, &palette, mark, name, &mut marks);
    }
    let layers = vec![
        Layer { clip: None, items: ground(request, &palette) },
        Layer { clip: Some(*marks_area), items: rows(request, &palette) },
        Layer { clip: Some(marks_area.expanded(0.5)), items: marks },
    ];
    Scene { size: *size, background: palette.paper, layers }
}

/// Ticks, their labels, the fold and the line of the axis.
fn ground(request: &TimelineSceneRequest, palette: &Palette) -> Vec<Item> {
    let Timeline { size, axis, marks_area, axis_y, words_y, .. } = request.timeline;
    let mut items = Vec::new();
    let line = |from: Point, to: Point, color: Color| {
        Item::silent(Shape::Line { points: vec![from, to], stroke: Stroke::solid(1.0, color) })
    };
    let words = |at: f32, text: &str| {
        Item::silent(Shape::Text {
            baseline: Point::new(at, *words_y),
            align: Align::Left,
            face: Face::Regular,
            size: TICK_TEXT,
            color: palette.weak_ink,
            halo: None,
            text: text.to_owned(),
        })
    };
    let left = request.timeline.events_area.min.x;
    if request.timeline.marks.is_empty() {
        items.push(nothing_to_mark(request, palette));
    }
    // The placeholder for "no day" is not on a calendar.
    let ticks = if request.timeline.end == Day::MIN { Vec::new() } else { axis.ticks() };
    for tick in ticks {
        let (top, bottom) = match tick.rank {
            Rank::Major => (marks_area.min.y - TICK_STRIP, axis_y + 6.0),
            Rank::Minor => (*axis_y, axis_y + if tick.label.is_some() { 4.0 } else { 2.5 }),
        };
        items.push(line(Point::new(tick.x, top), Point::new(tick.x, bottom), palette.hairline));
        items.extend(tick.label.map(|(at, text)| words(at, &text)));
    }
    if let Some(fold) = &axis.fold {
        let band = Rect::new(Point::new(fold.left, marks_area.min.y), Point::new(fold.right, *axis_y));
        let fill = Fill::Hatched { ground: palette.card, ink: palette.hairline };
        items.push(Item::silent(Shape::Box { rect: band, corner_radius: 0.0, fill, stroke: None }));
        let width = text_width(Face::Regular, TICK_TEXT, &fold.length);
        items.push(words((fold.left + fold.right - width) / 2.0, &fold.length));
    }
    let ends = [left + 6.0, size.width - 6.0];
    let [from, to] = ends.map(|x| Point::new(x, *axis_y));
    items.push(line(from, to, palette.silent_ring));
    if let Some(fold) = &axis.fold {
        // The fold: the line is broken by two slanted strokes.
        let middle = f32::midpoint(fold.left, fold.right);
        let cut = Rect::from_center_size(Point::new(middle, *axis_y), Size::new(7.0, 4.0));
        let fill = Fill::Solid(palette.paper);
        items.push(Item::silent(Shape::Box { rect: cut, corner_radius: 0.0, fill, stroke: None }));
        for x in [middle - 3.5, middle + 3.5] {
            items.push(line(Point::new(x - 2.0, axis_y + 5.0), Point::new(x + 2.0, axis_y - 5.0), palette.weak_ink));
        }
    }
    items
}

/// The note on a timeline without marks, at its left, because the handle stands in its middle.
fn nothing_to_mark(request: &TimelineSceneRequest, palette: &Palette) -> Item {
    let Timeline { axis, marks_area, end, .. } = request.timeline;
    let text = if *end == Day::MIN { "Nothing is dated yet" } else { "Nobody has said anything on this question yet" };
    let middle = marks_area.center().y;
    Item::silent(Shape::Text {
        baseline: Point::new(axis.left() + 6.0, middle + 4.0),
        align: Align::Left,
        face: Face::Regular,
        size: 13.0,
        color: palette.weak_ink,
        halo: None,
        text: text.to_owned(),
    })
}

/// The names of actors at the left, and a line below each row.
fn rows(request: &TimelineSceneRequest, palette: &Palette) -> Vec<Item> {
    let Timeline { rows, events_area, marks_area, size, .. } = request.timeline;
    let mut items = Vec::new();
    for row in rows {
        let top = request.lowered(Point::new(0.0, row.top)).y;
        if top > marks_area.max.y || top + row.height < marks_area.min.y {
            continue;
        }
        let bottom = top + row.height;
        let points = vec![Point::new(10.0, bottom), Point::new(size.width - 6.0, bottom)];
        items.push(Item::silent(Shape::Line { points, stroke: Stroke::solid(1.0, palette.hairline) }));
        if row.height < 7.0 {
            continue;
        }
        let is_marked = request.marked.is_empty() || request.marked.contains(&row.actor);
        let text_size = (row.height * 0.6 + 1.0).clamp(5.5, 11.5);
        let face = if row.indent > 0.0 { Face::Regular } else { Face::Medium };
        let left = 14.0 + row.indent;
        let name = request.project.actor_name(&row.actor);
        let text = Shape::Text {
            baseline: Point::new(left, top + row.height / 2.0 + text_size * 0.36),
            align: Align::Left,
            face,
            size: text_size,
            color: if is_marked { palette.ink } else { palette.weak_ink },
            halo: None,
            text: shorten(name, face, text_size, events_area.min.x - left - 4.0),
        };
        let count = crate::derive::count_of(row.count, "statement", "statements");
        let named = format!("Row of the timeline: {name}, {count}");
        items.push(Item::named(text, Target::Actor(row.actor.clone()), named));
    }
    items
}

/// The least contrast of a mark without an outline in the dark theme, where navy would disappear. On light paper every
/// stance but amber stands out by itself, and a darker amber would be taken for rust.
const DARK_CONTRAST: f32 = 3.0;

/// The colour of a stance drawn as a thin line or a speck, which has no room for an outline: strengthened where it
/// would disappear against the ground.
fn bare_color(theme: Theme, color: Color) -> Color {
    let palette = theme.palette();
    match theme {
        Theme::Light => color,
        Theme::Dark => (0..=20)
            .map(|step| color.mix(palette.ink, step as f32 * 0.05))
            .find(|lighter| lighter.contrast(palette.paper) >= DARK_CONTRAST)
            .unwrap_or(palette.ink),
    }
}

/// The paler colour of an uncertain part of a mark; in the dark theme still visible.
fn pale_color(theme: Theme, color: Color, paleness: f32) -> Color {
    let palette = theme.palette();
    let bare = bare_color(theme, color);
    match theme {
        Theme::Light => bare.mix(palette.paper, paleness),
        Theme::Dark => (0..=12)
            .map(|step| bare.mix(palette.paper, paleness * (1.0 - step as f32 / 12.0)))
            .find(|paler| paler.contrast(palette.paper) >= DARK_CONTRAST)
            .unwrap_or(bare),
    }
}

fn draw_mark(
    request: &TimelineSceneRequest,
    palette: &Palette,
    mark: &Mark,
    name: Option<String>,
    items: &mut Vec<Item>,
) {
    let is_marked = request.is_marked(mark);
    let faded = |color: Color| if is_marked { color } else { color.mix(palette.paper, 0.74) };
    let own = request.looks().color(mark.stance);
    let color = faded(own);
    let bare = faded(bare_color(request.theme, own));
    let edge = if is_marked { palette.outline } else { palette.outline.mix(palette.paper, 0.7) };
    let center = request.lowered(mark.dot);
    let target = Target::Statement(mark.statement.clone());
    let is_about = mark.said.is_approximate();
    let opens = Some(target.clone());
    let named = |shape: Shape| Item { shape, target: opens, name };
    match mark.form {
        MarkForm::Slice { height } => {
            let points = vec![center - Point::new(mark.radius, 0.0), center + Point::new(mark.radius, 0.0)];
            items.push(named(Shape::Line { points, stroke: Stroke::solid(height, bare) }));
        }
        // "About" has a soft edge.
        MarkForm::Dot if is_about && mark.radius >= SMALLEST_SOFT => {
            let soft = Fill::Solid(bare.mix(palette.paper, 0.6));
            items.push(named(Shape::Disc { center, radius: mark.radius + 0.3, fill: soft, stroke: None }));
            let fill = Fill::Solid(bare);
            items.push(Item::opening(Shape::Disc { center, radius: mark.radius * 0.66, fill, stroke: None }, target));
        }
        MarkForm::Dot => {
            let has_outline = mark.radius >= SMALLEST_OUTLINED && !is_about;
            let stroke = has_outline.then(|| Stroke::solid(0.8, edge));
            let color = if has_outline { color } else { bare };
            // Too small for a soft edge, "about" is a paler dot.
            let color = if is_about { faded(pale_color(request.theme, own, 0.3)) } else { color };
            items.push(named(Shape::Disc { center, radius: mark.radius, fill: Fill::Solid(color), stroke }));
        }
        MarkForm::Bar { left, right, start } => {
            let width = (mark.radius * 1.1).clamp(0.6, 4.0);
            let body = faded(pale_color(request.theme, own, 0.6));
            let mut part = |from: f32, to: f32, color: Color| {
                let points = vec![Point::new(from, center.y), Point::new(to, center.y)];
                let line = Shape::Line { points, stroke: Stroke::solid(width, color) };
                items.push(Item::opening(line, target.clone()));
            };
            // An approximate bar fades in; its end is the day from which it counts.
            let soft = if is_about && start == BarStart::Seen { (right - left).min(SOFT_START) } else { 0.0 };
            for step in 0..SOFT_STEPS {
                let at = |step: usize| left + soft * step as f32 / SOFT_STEPS as f32;
                if soft > 0.0 {
                    let share = (step + 1) as f32 / (SOFT_STEPS + 1) as f32;
                    part(at(step), at(step + 1), palette.paper.mix(body, share));
                }
            }
            part(left + soft, right - 0.5, body);
            match start {
                BarStart::Seen => {}
                // The bar continues beyond the left end: an arrowhead says so.
                BarStart::Before => {
                    let reach = (mark.radius + 0.6).max(1.6);
                    let tip = |x: f32, y: f32| Point::new(left + x * reach, center.y + y * reach);
                    let points = vec![tip(0.0, 0.0), tip(1.6, -1.0), tip(1.6, 1.0)];
                    items.push(Item::opening(Shape::Polygon { points, fill: bare }, target.clone()));
                }
            }
            let has_outline = mark.radius >= SMALLEST_OUTLINED;
            let stroke = has_outline.then(|| Stroke::solid(0.8, edge));
            let color = if has_outline { color } else { bare };
            items.push(named(Shape::Disc { center, radius: mark.radius, fill: Fill::Solid(color), stroke }));
        }
    }
}

/// Marks of what had not been printed by `known_on`, drawn hollow over the others.
pub fn timeline_not_yet_known(request: &TimelineSceneRequest, known_on: Day) -> Scene {
    let palette = request.palette();
    let mut items = Vec::new();
    for mark in request.seen().into_iter().filter(|mark| mark.printed > known_on) {
        let center = request.lowered(mark.dot);
        let hollow = Stroke { width: 0.9, color: palette.silent_ring, dash: Dash::Dashed };
        let line = |from: f32, to: f32, stroke: Stroke| {
            let points = vec![Point::new(from, center.y), Point::new(to, center.y)];
            Item::silent(Shape::Line { points, stroke })
        };
        match mark.form {
            MarkForm::Slice { height } => {
                let ends = (center.x - mark.radius, center.x + mark.radius);
                items.push(line(ends.0, ends.1, Stroke::solid(height, palette.paper.with_alpha(215))));
                continue;
            }
            MarkForm::Bar { left, right, .. } => {
                items.push(line(left - 0.5, right + 0.5, Stroke::solid(2.0 * mark.radius + 1.0, palette.paper)));
                items.push(line(left, right, hollow));
            }
            MarkForm::Dot => {}
        }
        let fill = Fill::Solid(palette.paper);
        items.push(Item::silent(Shape::Disc { center, radius: mark.radius + 0.9, fill, stroke: None }));
        let stroke = Some(hollow);
        items.push(Item::silent(Shape::Disc { center, radius: mark.radius - 0.1, fill, stroke }));
    }
    let layers = vec![Layer { clip: Some(request.timeline.marks_area.expanded(0.5)), items }];
    Scene { size: request.timeline.size, background: palette.paper.with_alpha(0), layers }
}

#[cfg(test)]
mod tests;
