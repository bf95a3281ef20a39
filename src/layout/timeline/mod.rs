//! The timeline: every statement on a question as a mark at the time it was said.
//!
//! Marks are facts: they depend on neither the as-of date nor the rule, so that moving a handle moves no mark. A
//! statement is drawn as precisely as it is dated: a day as a dot, anything longer as a bar over its span with a dot on
//! its last day, from which it counts. Easy to get wrong: marks are in the coordinates of their content, which may be
//! taller than the visible area; only [`Timeline::marks_area`] is in the coordinates of the whole.

mod axis;
mod events;
mod rows;
mod stack;

pub use axis::{Axis, Fold, Rank, TICK_TEXT, Tick, short_day};
pub use events::{EventSpot, EventWish, LABEL_ROW, TICK_STRIP, place_events};
pub use rows::ActorRow;

use crate::layout::geometry::{Point, Rect, Size};
use crate::model::{ActorId, Day, EdtfDate, Precision, Project, QuestionId, Stance, Statement, StatementId};
use rows::by_actor;
use stack::{Slot, stack};
use std::collections::BTreeMap;

/// How marks are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// All in one pile.
    Together,
    /// A row for each actor, with room for its name.
    Rows,
    /// A row for each actor, as low as needed to see all rows at once.
    RowsAtOnce,
}

/// What a timeline is laid out from.
#[derive(Clone, Copy, Debug)]
pub struct TimelineRequest<'a> {
    /// The project with its statements.
    pub project: &'a Project,
    /// The question asked.
    pub question: &'a QuestionId,
    /// The end of the evidence.
    pub end: Day,
    /// How marks are grouped.
    pub grouping: Grouping,
    /// Size of the whole timeline, in picture points.
    pub size: Size,
    /// Height kept free at the top for the day of a handle, in picture points.
    pub headroom: f32,
}

/// Where everything in a timeline is.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Size of the whole timeline, in picture points.
    pub size: Size,
    /// Maps days to places.
    pub axis: Axis,
    /// The end of the evidence: nothing comes after it.
    pub end: Day,
    /// Where changes of standing are drawn.
    pub events_area: Rect,
    /// Where marks are visible.
    pub marks_area: Rect,
    /// Height of the axis line.
    pub axis_y: f32,
    /// Baseline of the labels below the axis.
    pub words_y: f32,
    /// Height of all marks; more than that of [`Self::marks_area`] where rows need scrolling.
    pub content_height: f32,
    /// A row for each actor, from the top; empty where all marks are in one pile.
    pub rows: Vec<ActorRow>,
    /// Marks from the lowest to the topmost.
    pub marks: Vec<Mark>,
    /// The days from which at least one statement counts, in order.
    pub days: Vec<Day>,
}

/// A statement on the timeline. Places are in picture points; y is 0 at the top of all marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The statement.
    pub statement: StatementId,
    /// The actor whose position it is.
    pub actor: ActorId,
    /// The country or organisation for which the actor speaks as well.
    pub on_behalf_of: Option<ActorId>,
    /// The stance taken.
    pub stance: Stance,
    /// When it was said.
    pub said: EdtfDate,
    /// The day by which it had certainly been printed.
    pub printed: Day,
    /// The middle of its last day, or beside it where several dots of a day stand side by side.
    pub dot: Point,
    /// Radius of the dot.
    pub radius: f32,
    /// What it is drawn as.
    pub form: MarkForm,
}

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MarkForm {
    /// A single day: a dot.
    Dot,
    /// A longer period: a bar from here to the end of its last day, with a dot on that day.
    Bar {
        /// Where the bar begins.
        left: f32,
        /// Where it ends.
        right: f32,
        /// Whether its start is on the axis.
        start: BarStart,
    },
    /// A single day where there is no room for dots: a slice as wide as a dot, and this high.
    Slice {
        /// Height from its upper to its lower edge.
        height: f32,
    },
}

/// Whether a bar starts on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarStart {
    /// It starts where it is drawn to start.
    Seen,
    /// It starts before the axis and runs off its left end.
    Before,
}

impl Mark {
    /// The rectangle that the mark takes.
    pub fn bounds(&self) -> Rect {
        let dot = Rect::from_center_size(self.dot, Size::new(2.0 * self.radius, 2.0 * self.radius));
        match self.form {
            MarkForm::Dot => dot,
            MarkForm::Bar { left, right, .. } => {
                Rect::new(Point::new(left.min(dot.min.x), dot.min.y), Point::new(right.max(dot.max.x), dot.max.y))
            }
            MarkForm::Slice { height } => Rect::from_center_size(self.dot, Size::new(2.0 * self.radius, height)),
        }
    }
}

/// A mark is hit within this distance, in picture points.
const REACH: f32 = 4.0;
/// Margin left and right of the axis, in picture points.
const SIDE: f32 = 18.0;
/// Height below the axis line for ticks and their labels.
const FOOT: f32 = 27.0;
/// Width of the column with the names of actors.
const NAMES: f32 = 150.0;
/// A bar that is longer than this many days, and longer than the rest of the axis, does not extend the axis.
const LONGEST_BAR: i32 = 31;

impl Timeline {
    /// Lays out every statement of a question.
    pub fn new(request: &TimelineRequest) -> Self {
        let TimelineRequest { project, question, end, grouping, size, headroom } = *request;
        // What is undated has no place on an axis.
        let asked = project.statements.values().filter(|statement| statement.question == *question);
        let statements: Vec<Spoken> =
            asked.filter_map(|statement| Some(Spoken { said: statement.said.date?, statement })).collect();
        let mut days: Vec<Day> = statements.iter().map(|statement| statement.said.latest()).collect();
        days.sort_unstable();
        days.dedup();
        let end = days.last().map_or(end, |last| end.max(*last));
        let names = match grouping {
            Grouping::Together => 0.0,
            Grouping::Rows | Grouping::RowsAtOnce => NAMES.min(size.width * 0.28),
        };
        let axis = axis_over(&statements, &days, end, names + SIDE, size.width - SIDE);

        let axis_y = size.height - FOOT;
        let label_rows = match size.height {
            ..110.0 => 0.0,
            110.0..150.0 => 1.0,
            150.0..230.0 => 2.0,
            230.0..420.0 => 3.0,
            _ => 5.0,
        };
        let events_bottom = headroom + LABEL_ROW * label_rows + TICK_STRIP;
        let events_area = Rect::new(Point::new(names, headroom), Point::new(size.width, events_bottom));
        let marks_area = Rect::new(
            Point::new(0.0, events_bottom + 3.0),
            Point::new(size.width, (axis_y - 3.0).max(events_bottom + 4.0)),
        );
        let base = Bed { axis: &axis, left: names + 2.0 };
        let (marks, rows, content_height) = match grouping {
            Grouping::Together => {
                let height = marks_area.height();
                (base.pile(project, &statements, height, height), Vec::new(), height)
            }
            Grouping::Rows => by_actor(&base, project, question, &statements, None),
            Grouping::RowsAtOnce => by_actor(&base, project, question, &statements, Some(marks_area.height())),
        };
        Self {
            size,
            events_area,
            marks_area,
            axis_y,
            words_y: axis_y + 16.0,
            content_height: content_height.max(marks_area.height()),
            rows,
            marks,
            days,
            axis,
            end,
        }
    }

    /// The mark at `point` or nearest to it; y is 0 at the top of all marks.
    pub fn hit(&self, point: Point) -> Option<&Mark> {
        let distance = |mark: &Mark| {
            let bounds = mark.bounds();
            let outside = |at: f32, from: f32, to: f32| (from - at).max(at - to).max(0.0);
            let away = outside(point.x, bounds.min.x, bounds.max.x).hypot(outside(point.y, bounds.min.y, bounds.max.y));
            // Of two equally near, the one whose middle is nearer.
            away + mark.dot.distance(point) * 1e-4
        };
        self.marks
            .iter()
            .map(|mark| (distance(mark), mark))
            .filter(|(away, _)| *away <= REACH + 0.2)
            .min_by(|(one, _), (other, _)| one.total_cmp(other))
            .map(|(_, mark)| mark)
    }

    /// The lower right corner of the whole timeline.
    pub fn corner(&self) -> Point {
        Point::new(self.size.width, self.size.height)
    }

    /// The mark of a statement.
    pub fn mark_of(&self, statement: &StatementId) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.statement == *statement)
    }

    /// The first day after `day` from which a statement counts.
    pub fn day_after(&self, day: Day) -> Option<Day> {
        self.days.get(self.days.partition_point(|said| *said <= day)).copied()
    }

    /// The last day before `day` from which a statement counts.
    pub fn day_before(&self, day: Day) -> Option<Day> {
        self.days.get(self.days.partition_point(|said| *said < day).checked_sub(1)?).copied()
    }
}

/// The axis from the earliest last day to the end of the evidence, extended to the start of bars that are not much
/// longer.
fn axis_over(statements: &[Spoken], days: &[Day], end: Day, left: f32, right: f32) -> Axis {
    let first = days.first().copied().unwrap_or(end);
    let longest = LONGEST_BAR.max(end.days_since(first));
    let spans = statements.iter().map(|statement| statement.said);
    let drawn = spans.filter(|said| said.latest().days_since(said.earliest()) <= longest);
    let mut points: Vec<Day> = drawn.clone().map(EdtfDate::earliest).chain(days.iter().copied()).collect();
    points.sort_unstable();
    points.dedup();
    // A margin of a day or two, so that no dot touches the end.
    let start = points.first().copied().unwrap_or(end).min(end);
    let air = (axis::days_unfolded(start, end, &points) / 60).clamp(0, 30);
    let is_month = drawn.clone().any(|said| said.precision() == Precision::Month && said.earliest() == start);
    let start = if is_month { start } else { start.plus_days(-air - 1) };
    Axis::new(start, end.plus_days(air), &points, left, right)
}

/// A statement that is dated.
#[derive(Clone, Copy)]
struct Spoken<'a> {
    said: EdtfDate,
    statement: &'a Statement,
}

/// The axis on which marks are placed.
struct Bed<'a> {
    axis: &'a Axis,
    /// Where a bar that begins before the axis is cut.
    left: f32,
}

/// How large marks are drawn, in picture points.
#[derive(Clone, Copy, Debug)]
struct Density {
    /// Height of a bar, and of a slice.
    unit: f32,
    /// Number of units that a dot takes.
    dot_units: u32,
    /// Width of a dot or a slice.
    width: f32,
}

impl Density {
    const fn new(unit: f32, dot_units: u32, width: f32) -> Self {
        Self { unit, dot_units, width }
    }
}

/// Number of dots of one day side by side, where the day is wide enough.
const MOST_COLUMNS: usize = 3;

/// Greatest width of the dots of one day, in days.
const WIDEST_DAY: f32 = 1.35;

/// Sizes from roomy to crowded. Beyond the last, slices become thinner than a point.
const DENSITIES: [Density; 19] = [
    Density::new(5.8, 3, 17.0),
    Density::new(5.0, 3, 15.0),
    Density::new(4.3, 3, 13.0),
    Density::new(3.7, 3, 11.0),
    Density::new(3.3, 3, 9.8),
    Density::new(3.0, 3, 8.8),
    Density::new(2.7, 3, 8.0),
    Density::new(2.4, 3, 7.2),
    Density::new(2.2, 3, 6.6),
    Density::new(2.0, 3, 6.0),
    Density::new(1.8, 3, 5.4),
    Density::new(2.4, 2, 4.8),
    Density::new(2.0, 2, 4.0),
    Density::new(3.0, 1, 3.0),
    Density::new(2.0, 1, 3.0),
    Density::new(2.0, 1, 2.0),
    Density::new(1.5, 1, 2.0),
    Density::new(1.0, 1, 2.0),
    Density::new(1.0, 1, 1.0),
];

/// A pile: each statement with the middle of its dot and its lowest row, and the number of rows.
struct Piled<'a> {
    places: Vec<(Spoken<'a>, f32, u32)>,
    units: u32,
}

impl Bed<'_> {
    /// Stacks `statements` from `bottom` upwards within `height`, at the largest size that fits.
    fn pile(&self, project: &Project, statements: &[Spoken], bottom: f32, height: f32) -> Vec<Mark> {
        let area = height * (self.axis.right() - self.axis.left());
        let mut sorted: Vec<Spoken> = statements.to_vec();
        sorted.sort_by_cached_key(|statement| {
            let said = statement.said;
            let is_span = said.latest() > said.earliest();
            (said.earliest().max(self.axis.start), is_span, statement.statement.stance, said.latest())
        });
        let dots = sorted.iter().filter(|statement| is_one_day(statement.said)).count() as f32;
        let day_width = self.axis.day_width();
        let of_one_day = sorted.iter().map(|statement| statement.said).filter(|said| is_one_day(*said));
        let mut by_day: BTreeMap<Day, usize> = BTreeMap::new();
        of_one_day.for_each(|said| *by_day.entry(said.latest()).or_default() += 1);
        let crowd = by_day.into_values().max().unwrap_or(0);
        // Dots are large only where all of them can be.
        let widest = (height / 22.0).max(11.0);
        for density in DENSITIES.into_iter().filter(|density| density.width <= widest) {
            let needs = dots * density.width * density.unit * density.dot_units as f32;
            if needs > area {
                continue;
            }
            let room = ((WIDEST_DAY * day_width / density.width) as usize).max(1);
            // Many statements on one day fill the day from side to side rather than shrink to a hair.
            let of_a_crowd = (crowd as f32 * density.unit * density.dot_units as f32 / height).ceil() as usize + 1;
            let crowded = (density.dot_units == 1).then_some(of_a_crowd).filter(|columns| *columns <= room);
            for columns in (1..=room.min(MOST_COLUMNS)).chain(crowded) {
                let piled = self.stacked(&sorted, density, columns);
                if piled.units as f32 * density.unit <= height {
                    return self.marks(project, &piled, bottom, density);
                }
            }
        }
        let width = (0.8 * day_width).clamp(1.0, 24.0);
        let piled = self.stacked(&sorted, Density::new(1.0, 1, width), 1);
        let density = Density::new(height / piled.units.max(1) as f32, 1, width);
        self.marks(project, &piled, bottom, density)
    }

    /// Stacks `sorted`; the dots of one day stand in `columns` side by side.
    fn stacked<'s>(&self, sorted: &[Spoken<'s>], density: Density, columns: usize) -> Piled<'s> {
        let mut day = (None, 0);
        let mut slots: Vec<(Slot, f32, Spoken<'s>)> = sorted
            .iter()
            .map(|statement| {
                let said = statement.said;
                let mut x = self.axis.x_of(said.latest());
                if is_one_day(said) {
                    day = if day.0 == Some(said.latest()) { (day.0, day.1 + 1) } else { (Some(said.latest()), 0) };
                    x += ((day.1 % columns) as f32 - (columns - 1) as f32 / 2.0) * density.width;
                }
                (self.slot(said, x, density), x, *statement)
            })
            .collect();
        // The sort is stable: marks that begin at the same place keep their order.
        slots.sort_by(|(one, ..), (other, ..)| one.left.total_cmp(&other.left));
        let only: Vec<Slot> = slots.iter().map(|(slot, ..)| *slot).collect();
        let (rows, units) = stack(&only);
        let places = slots.into_iter().zip(rows).map(|((_, x, statement), row)| (statement, x, row)).collect();
        Piled { places, units }
    }

    fn slot(&self, said: EdtfDate, x: f32, density: Density) -> Slot {
        let (left, right) = (x - density.width / 2.0, x + density.width / 2.0);
        if is_one_day(said) {
            return Slot { left, right, units: density.dot_units };
        }
        let (from, to, _) = self.bar(said);
        Slot { left: from.min(left), right: to.max(right) + 1.0, units: 1 }
    }

    fn bar(&self, said: EdtfDate) -> (f32, f32, BarStart) {
        let right = self.axis.edges_of(said.latest()).1;
        if said.earliest() < self.axis.start {
            (self.left, right, BarStart::Before)
        } else {
            (self.axis.edges_of(said.earliest()).0, right, BarStart::Seen)
        }
    }

    fn marks(&self, project: &Project, piled: &Piled<'_>, bottom: f32, density: Density) -> Vec<Mark> {
        piled
            .places
            .iter()
            .map(|(Spoken { said, statement }, x, row)| {
                let said = *said;
                let units = if is_one_day(said) { density.dot_units } else { 1 };
                let height = density.unit * units as f32;
                let y = bottom - density.unit * *row as f32 - height / 2.0;
                let dot = Point::new(*x, y);
                let (form, radius) = if !is_one_day(said) {
                    let (left, right, start) = self.bar(said);
                    (MarkForm::Bar { left, right, start }, height / 2.0 - 0.2)
                } else if density.dot_units > 1 || density.unit >= 3.0 {
                    (MarkForm::Dot, height.min(density.width) / 2.0 - 0.9)
                } else {
                    (MarkForm::Slice { height }, density.width / 2.0)
                };
                Mark {
                    statement: statement.id.clone(),
                    actor: statement.actor.clone(),
                    on_behalf_of: statement.on_behalf_of.clone(),
                    stance: statement.stance,
                    said,
                    printed: project.printed_by(statement).unwrap_or(said.latest()),
                    dot,
                    radius: radius.max(0.3),
                    form,
                }
            })
            .collect()
    }
}

fn is_one_day(said: EdtfDate) -> bool {
    said.earliest() == said.latest()
}

#[cfg(test)]
mod tests;
