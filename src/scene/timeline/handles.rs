//! The handles of the two clocks, and the timeline as a picture that stands on its own.

use super::{
    TimelineEvent, TimelineSceneRequest, draw_timeline_events, timeline_events, timeline_marks, timeline_not_yet_known,
};
use crate::derive::{Change, Clock};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::timeline::{Grouping, TICK_STRIP, TICK_TEXT, Timeline, TimelineRequest, short_day};
use crate::model::{ActorId, Approximate, Day, Project, Question};
use crate::scene::{Align, Dash, Face, Fill, Item, Layer, Scene, Shape, Stroke, Theme, text_width};
use std::collections::BTreeSet;

/// Room above everything for the pill that shows the day.
pub const HEADROOM: f32 = 20.0;
/// Gap between a pill and the ends of the timeline.
const PILL_MARGIN: f32 = 18.0;

/// The handle of a clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
    /// Its horizontal position, in picture points.
    pub x: f32,
    /// Everything to the right of this is later, in picture points.
    pub veil_from: f32,
    /// The day it points at.
    pub day: Day,
    /// The day as the pill shows it.
    pub words: String,
}

impl Handle {
    /// The handle of the as-of date.
    pub fn of(timeline: &Timeline, as_of: Day, approximate: Approximate) -> Self {
        let about = match approximate {
            Approximate::Exact => "",
            Approximate::About => "about ",
        };
        Self::with_words(timeline, as_of, &format!("{about}{}", short_day(as_of)))
    }

    /// The handle of the second clock, the day of knowledge.
    pub fn of_knowledge(timeline: &Timeline, known_on: Day) -> Self {
        Self::with_words(timeline, known_on, &format!("known on {}", short_day(known_on)))
    }

    fn with_words(timeline: &Timeline, day: Day, words: &str) -> Self {
        let axis = &timeline.axis;
        // A day off the axis is shown at its end, with an arrow to the side on which it lies.
        let words = if day < axis.start {
            format!("‹ {words}")
        } else if day > axis.end {
            format!("{words} ›")
        } else {
            words.to_owned()
        };
        let (x, veil_from) = if day < axis.start {
            (axis.left(), axis.left())
        } else if day >= timeline.end {
            (axis.x_of(day.min(axis.end)), timeline.size.width)
        } else {
            (axis.x_of(day), axis.edges_of(day).1)
        };
        Self { x, veil_from, day, words }
    }
}

/// What a timeline picture is drawn from.
#[derive(Clone, Copy)]
pub struct TimelinePicture<'a> {
    /// The project with its actors and statements.
    pub project: &'a Project,
    /// The question asked.
    pub question: &'a Question,
    /// The two clocks.
    pub clock: Clock,
    /// Whether the as-of date is inferred.
    pub approximate: Approximate,
    /// The end of the evidence.
    pub end: Day,
    /// All changes of standing, by day.
    pub changes: &'a [Change],
    /// Actors to be marked; the others fade. Empty to mark nobody.
    pub marked: &'a BTreeSet<ActorId>,
    /// How marks are grouped.
    pub grouping: Grouping,
    /// Size of the whole picture, in picture points.
    pub size: Size,
    /// Light or dark.
    pub theme: Theme,
}

/// The whole timeline with the handles of its clocks, as the window shows it.
pub fn timeline_picture(picture: &TimelinePicture) -> Scene {
    let TimelinePicture { project, question, clock, approximate, end, changes, marked, grouping, size, theme } =
        *picture;
    let timeline =
        Timeline::new(&TimelineRequest { project, question: &question.id, end, grouping, size, headroom: HEADROOM });
    let request = TimelineSceneRequest { project, question, timeline: &timeline, theme, marked, scrolled: 0.0 };
    let mut scene = timeline_marks(&request);
    if let Some(known_on) = clock.known_on {
        scene.layers.extend(timeline_not_yet_known(&request, known_on).layers);
    }
    let events = timeline_events(&request, changes);
    scene.layers.extend(draw_timeline_events(&request, &events).layers);
    let mut handles = Vec::new();
    if let Some(known_on) = clock.known_on {
        handles.extend(draw_known_on(&timeline, theme, &Handle::of_knowledge(&timeline, known_on)));
    }
    handles.extend(draw_handle(&timeline, theme, &Handle::of(&timeline, clock.as_of, approximate), &events));
    scene.layers.push(Layer { clip: None, items: handles });
    scene
}

/// The handle of the as-of date: a veil over what comes later, a line down to the axis, and the day on a pill that
/// never leaves the timeline. The label of a change is veiled by its day, wherever the label found room.
pub fn draw_handle(timeline: &Timeline, theme: Theme, handle: &Handle, events: &[TimelineEvent]) -> Vec<Item> {
    let palette = theme.palette();
    let Timeline { size, axis_y, events_area, .. } = timeline;
    let veil = |rect: Rect| {
        let fill = Fill::Solid(palette.paper.with_alpha(190));
        Item::silent(Shape::Box { rect, corner_radius: 0.0, fill, stroke: None })
    };
    let strip = events_area.max.y - TICK_STRIP;
    let mut items = Vec::new();
    if handle.veil_from < size.width {
        items.push(veil(Rect::new(Point::new(handle.veil_from, strip), Point::new(size.width, *axis_y - 1.0))));
    }
    for (room, x) in events
        .iter()
        .filter(|event| event.change.day > handle.day)
        .filter_map(|event| Some((event.spot.label?, event.spot.x)))
    {
        items.push(veil(room));
        let pole = Rect::new(Point::new(x - 1.5, room.min.y), Point::new(x + 1.5, strip));
        items.push(veil(pole));
    }
    let left = events_area.min.x + 6.0;
    let knob = Point::new(handle.x, *axis_y);
    let done = Shape::Line {
        points: vec![Point::new(left.min(handle.x), *axis_y), knob],
        stroke: Stroke::solid(2.0, palette.accent),
    };
    let up = |from: f32, to: f32| Shape::Line {
        points: vec![Point::new(handle.x, from), Point::new(handle.x, to)],
        stroke: Stroke::solid(1.5, palette.accent),
    };
    items.push(Item::silent(done));
    let top = pill_rect(timeline, handle).max.y - 1.0;
    items.extend(beside_labels(handle.x, top, knob.y, events).map(|(from, to)| Item::silent(up(from, to))));
    items.push(Item::silent(Shape::Disc {
        center: knob,
        radius: 5.5,
        fill: Fill::Solid(palette.paper),
        stroke: Some(Stroke::solid(2.5, palette.accent)),
    }));
    let pill = pill_rect(timeline, handle);
    let fill = Fill::Solid(palette.accent);
    items.push(Item::silent(Shape::Box { rect: pill, corner_radius: pill.height() / 2.0, fill, stroke: None }));
    items.push(Item::silent(Shape::Text {
        baseline: Point::new(pill.center().x, pill.center().y + 4.0),
        align: Align::Center,
        face: Face::SemiBold,
        size: 11.0,
        color: palette.on_accent,
        halo: None,
        text: handle.words.clone(),
    }));
    items
}

/// The parts of the line at `x` from `top` to `bottom` that are not covered by a label: the line passes behind labels.
fn beside_labels(x: f32, top: f32, bottom: f32, events: &[TimelineEvent]) -> impl Iterator<Item = (f32, f32)> {
    let is_met = |room: &Rect| (room.min.x - 1.0..=room.max.x + 1.0).contains(&x);
    let mut met: Vec<Rect> = events.iter().filter_map(|event| event.spot.label).filter(is_met).collect();
    met.sort_by(|one, other| one.min.y.total_cmp(&other.min.y));
    let starts: Vec<f32> = std::iter::once(top).chain(met.iter().map(|room| room.max.y)).collect();
    let ends = met.into_iter().map(|room| room.min.y).chain([bottom]);
    starts.into_iter().zip(ends.collect::<Vec<_>>()).filter(|(from, to)| to > from)
}

/// The pill that shows the handle's day.
pub fn pill_rect(timeline: &Timeline, handle: &Handle) -> Rect {
    let width = text_width(Face::SemiBold, 11.0, &handle.words) + 18.0;
    let bottom = timeline.events_area.min.y - 1.0;
    let left = (handle.x - width / 2.0).min(timeline.size.width - width - PILL_MARGIN).max(PILL_MARGIN);
    Rect::new(Point::new(left, (bottom - 17.0).max(0.0)), Point::new(left + width, bottom))
}

/// The less prominent handle of the second clock, below the axis.
pub fn draw_known_on(timeline: &Timeline, theme: Theme, handle: &Handle) -> Vec<Item> {
    let palette = theme.palette();
    let rect = known_rect(timeline, handle);
    let top = Point::new(handle.x, timeline.events_area.max.y);
    let line = Shape::Line {
        points: vec![top, Point::new(handle.x, rect.min.y)],
        stroke: Stroke { width: 1.2, color: palette.weak_ink, dash: Dash::Dashed },
    };
    let tip = [(-4.5, 1.0), (0.0, -5.0), (4.5, 1.0)].map(|(x, y)| Point::new(handle.x + x, rect.min.y + y));
    let stroke = Some(Stroke::solid(1.0, palette.weak_ink));
    let plate = Shape::Box { rect, corner_radius: 4.0, fill: Fill::Solid(palette.card), stroke };
    let words = Shape::Text {
        baseline: Point::new(rect.center().x, rect.center().y + 3.7),
        align: Align::Center,
        face: Face::Medium,
        size: 10.5,
        color: palette.ink,
        halo: None,
        text: handle.words.clone(),
    };
    let head = Shape::Polygon { points: tip.to_vec(), fill: palette.weak_ink };
    // Axis labels that the pill would cover in part are left out whole.
    let cut = timeline.axis.ticks().into_iter().filter_map(|tick| tick.label).filter_map(|(at, text)| {
        let width = text_width(Face::Regular, TICK_TEXT, &text);
        let corner = Point::new(at - 1.0, timeline.words_y - TICK_TEXT);
        let room = Rect::from_min_size(corner, Size::new(width + 2.0, TICK_TEXT + 4.0));
        room.overlaps(rect.expanded(3.0)).then_some(room)
    });
    let fill = Fill::Solid(palette.paper);
    let cut = cut.map(|rect| Shape::Box { rect, corner_radius: 0.0, fill, stroke: None });
    cut.chain([line, head, plate, words]).map(Item::silent).collect()
}

/// The pill that shows the day of the second clock.
pub fn known_rect(timeline: &Timeline, handle: &Handle) -> Rect {
    let width = text_width(Face::Medium, 10.5, &handle.words) + 12.0;
    let left = (handle.x - width / 2.0).min(timeline.size.width - width - PILL_MARGIN).max(PILL_MARGIN);
    let top = timeline.axis_y + 6.0;
    Rect::new(Point::new(left, top), Point::new(left + width, top + 16.0))
}
