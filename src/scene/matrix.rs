//! The matrix: cells in the colour of what was said, under column heads for articles or months.
//!
//! The discs of its rows are drawn as in every picture. Easy to get wrong: an empty cell is silence, so it gets a dot
//! and no target, because there is no sentence to open.

use super::labels::shorten;
use super::node::label_color;
use super::request::{Detail, SceneRequest};
use super::{
    Align, Color, Dash, Face, Fill, Item, Layer, Palette, Shape, StanceLooks, Stroke, Target, beginning_within, glyph,
    text_width,
};
use crate::derive::{Basis, MatrixCell, MatrixRow, RowOrder, Slot, cell_name, count_of};
use crate::layout::arrange::{Arrangement, Block, Fit, Grid, LabelSide};
use crate::layout::geometry::{Point, Rect, Size};
use crate::model::SourceRecord;

/// Gap between a patch of colour and the edge of its cell.
const INSET: f32 = 3.0;

/// The layers of the table except the discs of its rows.
pub(super) fn matrix_layers(
    request: &SceneRequest,
    palette: &Palette,
    arrangement: &Arrangement,
    grid: &Grid,
) -> Vec<Layer> {
    let mut layers = Vec::new();
    for block in &grid.blocks {
        layers.push(Layer { clip: Some(arrangement.area), items: ground(request, palette, grid, block) });
        layers.push(Layer { clip: Some(grid.cells_clip(block)), items: cells(request, palette, grid, block) });
        if request.detail == Detail::Full {
            layers
                .push(Layer { clip: Some(arrangement.area), items: names(request, palette, arrangement, grid, block) });
            layers.push(Layer { clip: Some(grid.heads_clip(block)), items: heads(request, palette, grid, block) });
            layers.push(Layer { clip: None, items: corner(request, palette, grid, block) });
        }
    }
    if request.detail == Detail::Full {
        layers.push(Layer { clip: None, items: notes(request, palette, grid) });
    }
    layers
}

fn rows<'a>(grid: &'a Grid, block: &Block) -> impl Iterator<Item = (usize, &'a MatrixRow)> {
    grid.matrix.rows.iter().enumerate().skip(block.rows.start).take(block.rows.len())
}

fn columns(grid: &Grid) -> impl Iterator<Item = (usize, &Slot)> {
    grid.matrix.columns.iter().enumerate().skip(grid.columns.start).take(grid.columns.len())
}

/// A band behind the row that is hovered or open, and hairlines between rows, stronger where the standing changes.
fn ground(request: &SceneRequest, palette: &Palette, grid: &Grid, block: &Block) -> Vec<Item> {
    if request.detail == Detail::Sketch {
        return Vec::new();
    }
    let mut items = Vec::new();
    for (row, of) in rows(grid, block) {
        let rect = grid.row_rect(block, row);
        let is_meant = |target: Option<&Target>| matches!(target, Some(Target::Actor(actor) | Target::Cell(actor, _)) if *actor == of.actor);
        if is_meant(request.hovered) || is_meant(request.selected) {
            let band = Rect::new(rect.min - Point::new(6.0, 0.0), rect.max);
            let fill = Fill::Solid(if is_meant(request.selected) { palette.raised } else { palette.card });
            items.push(Item::silent(Shape::Box { rect: band, corner_radius: 5.0, fill, stroke: None }));
        }
        let above = row.checked_sub(1).filter(|above| *above >= block.first);
        let Some(above) = above.and_then(|above| grid.matrix.rows.get(above)) else { continue };
        let is_border = grid.matrix.look.order == RowOrder::Standing && above.stance != of.stance;
        let stroke =
            if is_border { Stroke::solid(1.0, palette.silent_ring) } else { Stroke::solid(1.0, palette.hairline) };
        let points = vec![rect.min, Point::new(rect.max.x, rect.min.y)];
        items.push(Item::silent(Shape::Line { points, stroke }));
    }
    items
}

fn cells(request: &SceneRequest, palette: &Palette, grid: &Grid, block: &Block) -> Vec<Item> {
    let mut items = Vec::new();
    for (row, of) in rows(grid, block) {
        for (column, slot) in columns(grid) {
            let rect = grid.cell_rect(block, row, column);
            match of.cell(column) {
                Some(cell) => items.extend(patch(request, palette, of, slot, cell, rect)),
                None if request.detail == Detail::Full => {
                    let center = Point::new(rect.min.x + patch_width(rect) / 2.0 + INSET, rect.center().y);
                    let fill = Fill::Solid(palette.silence_ink);
                    items.push(Item::silent(Shape::Disc { center, radius: 1.6, fill, stroke: None }));
                }
                None => {}
            }
        }
    }
    items
}

/// Patches start at the left end of their column's title and are no wider than legibility needs.
fn patch_width(cell: Rect) -> f32 {
    (cell.width() - 2.0 * INSET - 2.0).min(cell.height() * 2.6).max(2.0)
}

/// The items of one cell; the first carries the accessible name.
fn patch(
    request: &SceneRequest,
    palette: &Palette,
    row: &MatrixRow,
    slot: &Slot,
    cell: &MatrixCell,
    rect: Rect,
) -> Vec<Item> {
    let looks = request.looks();
    let fill = looks.fill(palette, Some(cell.stance), cell.contested_by);
    if request.detail == Detail::Sketch {
        let gap = (rect.height() * 0.12).min(2.0);
        let shape = Shape::Box { rect: rect.expanded(-gap), corner_radius: 1.0, fill, stroke: None };
        return vec![Item::silent(shape)];
    }
    let height = rect.height() - 2.0 * (rect.height() * 0.13).clamp(1.0, INSET + 1.0);
    let size = Size::new(patch_width(rect), height);
    let patch = Rect::from_min_size(Point::new(rect.min.x + INSET, rect.center().y - height / 2.0), size);
    let corner_radius = (height * 0.26).min(6.0);
    let target = Target::Cell(row.actor.clone(), slot.clone());
    let mut items = Vec::new();
    let ring = |stroke: Stroke| {
        let (rect, fill) = (patch.expanded(2.5), Fill::Solid(stroke.color.with_alpha(0)));
        Item::silent(Shape::Box { rect, corner_radius: corner_radius + 2.0, fill, stroke: Some(stroke) })
    };
    if request.selected == Some(&target) {
        items.push(ring(Stroke::solid(2.2, palette.accent)));
    } else if request.hovered == Some(&target) {
        items.push(ring(Stroke::solid(1.4, palette.ink)));
    }
    let edge = match cell.basis {
        Basis::Named => Stroke::solid(1.0, palette.outline),
        Basis::SecondHand | Basis::UnnamedOnly => Stroke { width: 1.4, color: palette.outline, dash: Dash::Dashed },
    };
    let name = cell_name(request.project, request.question, &row.actor, slot, cell);
    let shape = Shape::Box { rect: patch, corner_radius, fill, stroke: Some(edge) };
    items.push(Item::named(shape, target, name));
    items.extend(sign_and_count(&looks, cell, patch));
    items
}

/// The sign of the stance and the number of statements, in the middle of the patch.
fn sign_and_count(looks: &StanceLooks, cell: &MatrixCell, patch: Rect) -> Vec<Item> {
    let radius = (patch.height() * 0.36).min(8.5);
    let size = (patch.height() * 0.56).min(13.0);
    let text = cell.statements.to_string();
    let words = text_width(Face::SemiBold, size, &text);
    let gap = radius * 0.45;
    let whole = 2.0 * radius + gap + words;
    let left = patch.center().x - whole / 2.0;
    let middle = patch.center().y;
    let mut items = Vec::new();
    if cell.contested_by.is_some() {
        // A sign on stripes could not be read.
        let plate = Rect::from_center_size(patch.center(), Size::new(whole + 6.0, patch.height() - 4.0));
        items.push(Item::silent(Shape::Box {
            rect: plate,
            corner_radius: plate.height() * 0.3,
            fill: Fill::Solid(looks.color(cell.stance)),
            stroke: None,
        }));
    }
    let ink = looks.ink_on(cell.stance);
    items.extend(glyph(looks.sign(Some(cell.stance)), Point::new(left + radius, middle), radius, ink));
    let baseline = Point::new(left + 2.0 * radius + gap, middle + size * 0.36);
    items.push(Item::silent(line(baseline, Align::Left, Face::SemiBold, size, ink, text)));
    items
}

fn line(baseline: Point, align: Align, face: Face, size: f32, color: Color, text: String) -> Shape {
    Shape::Text { baseline, align, face, size, color, halo: None, text }
}

/// The names beside the discs.
fn names(
    request: &SceneRequest,
    palette: &Palette,
    arrangement: &Arrangement,
    grid: &Grid,
    block: &Block,
) -> Vec<Item> {
    let name = |(row, of): (usize, &MatrixRow)| {
        let spot = arrangement.spots.get(&of.actor)?;
        let LabelSide::Right(width) = spot.label else { return None };
        let text = shorten(request.project.actor_name(&of.actor), Face::Medium, grid.letter, width);
        let left = block.left as f32 + 2.0 * spot.radius + 13.0;
        let at = Point::new(left, grid.row_rect(block, row).center().y + grid.letter * 0.36);
        let color = label_color(palette, request.standings.of(&of.actor));
        let shape = line(at, Align::Left, Face::Medium, grid.letter, color, text);
        Some(Item::opening(shape, Target::Actor(of.actor.clone())))
    };
    rows(grid, block).filter_map(name).collect()
}

fn heads(request: &SceneRequest, palette: &Palette, grid: &Grid, block: &Block) -> Vec<Item> {
    columns(grid).flat_map(|(column, slot)| head(request, palette, grid, slot, grid.head_rect(block, column))).collect()
}

/// The head of one column: the title and, below it, the outlet and date; or the month.
fn head(request: &SceneRequest, palette: &Palette, grid: &Grid, slot: &Slot, rect: Rect) -> Vec<Item> {
    let size = match grid.fit {
        Fit::Scrolled if rect.width() < 100.0 => 10.5,
        Fit::Scrolled => 12.0,
        Fit::Fitted => (rect.width() / 7.5).clamp(8.0, 11.5),
    };
    let is_sorted = grid.matrix.look.order == RowOrder::Slot(slot.clone());
    let face = if is_sorted { Face::SemiBold } else { Face::Medium };
    let left = rect.min.x + INSET;
    let width = rect.width() - 2.0 * INSET - if rect.width() < 100.0 { 1.0 } else { 4.0 };
    let about_size = (size - 1.5).max(8.0);
    let foot = rect.max.y - 9.0;
    let mut items = Vec::new();
    let (words, about) = match slot {
        Slot::Month { .. } => (short_months(&slot.in_words(request.project)), None),
        Slot::Source(id) => {
            let record = request.project.sources.get(id).map(|source| &source.record);
            (slot.in_words(request.project), record.map(about))
        }
    };
    if let (Slot::Source(id), Some(record)) = (slot, &about) {
        let cover = Rect::new(rect.min, Point::new(rect.max.x - 2.0, rect.max.y - 22.0));
        let nothing = Fill::Solid(palette.paper.with_alpha(0));
        let shape = Shape::Box { rect: cover, corner_radius: 4.0, fill: nothing, stroke: None };
        items.push(Item::named(shape, Target::Source(id.clone()), format!("Column: {words}. {}", record.long)));
    }
    let is_open = matches!((slot, request.selected), (Slot::Source(id), Some(Target::Source(open))) if id == open);
    let is_hovered = matches!((slot, request.hovered), (Slot::Source(id), Some(Target::Source(over))) if id == over);
    let ink = if is_open || is_hovered { palette.accent } else { palette.ink };
    let sign_room = match grid.fit {
        Fit::Scrolled => SORT_SIGN,
        Fit::Fitted => 0.0,
    };
    let below = about.map(|about| about.lines(about_size, width, sign_room)).unwrap_or_default();
    let top = foot - below.len() as f32 * about_size * 1.4;
    for (number, text) in below.iter().rev().enumerate() {
        let baseline = Point::new(left, foot - number as f32 * about_size * 1.4);
        let shape = line(baseline, Align::Left, Face::Regular, about_size, palette.weak_ink, text.clone());
        items.push(Item::silent(shape));
    }
    let most = if below.is_empty() { 1 } else { ((top - rect.min.y - 2.0) / (size * 1.25)) as usize };
    let lines = wrapped(&words, face, size, width, most.max(1));
    for (number, text) in lines.iter().rev().enumerate() {
        let baseline = Point::new(left, top - number as f32 * size * 1.25);
        items.push(Item::silent(line(baseline, Align::Left, face, size, ink, text.clone())));
    }
    items
}

/// Room at the right end of a column head for the window's sort arrow, in picture points.
pub const SORT_SIGN: f32 = 18.0;

/// The outlet and date of an article.
struct About {
    outlet: String,
    date: String,
    long: String,
}

/// "Reuters · 29 Nov 2024".
fn about(record: &SourceRecord) -> About {
    let (outlet, date) = (record.outlet.clone(), short_months(&record.published.in_words()));
    let long = if outlet.is_empty() { date.clone() } else { format!("{outlet} · {date}") };
    About { outlet, date, long }
}

impl About {
    /// One line if it fits, otherwise one for the outlet and one for the date.
    fn lines(&self, size: f32, width: f32, sign_room: f32) -> Vec<String> {
        if text_width(Face::Regular, size, &self.long) <= width - sign_room {
            return vec![self.long.clone()];
        }
        let outlet = Some(&self.outlet).filter(|outlet| !outlet.is_empty());
        let outlet = outlet.map(|outlet| shorten(outlet, Face::Regular, size, width));
        outlet.into_iter().chain(wrapped(&self.date, Face::Regular, size, width - sign_room, 2)).collect()
    }
}

/// Shortens "about October 2024" to "about Oct 2024".
fn short_months(words: &str) -> String {
    const LONG: [&str; 11] = [
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let short = |word: &str| if LONG.contains(&word) { word.chars().take(3).collect() } else { word.to_owned() };
    words.split(' ').map(short).collect::<Vec<String>>().join(" ")
}

/// In the corner: how many rows there are and, on a sheet, how they are sorted.
fn corner(request: &SceneRequest, palette: &Palette, grid: &Grid, block: &Block) -> Vec<Item> {
    let mut words = vec![count_of(grid.matrix.rows.len(), "actor", "actors")];
    if grid.fit == Fit::Fitted {
        let reversed = if grid.matrix.look.reversed { ", reversed" } else { "" };
        words.push(format!("{}{reversed}", order_in_words(request, &grid.matrix.look.order)));
    }
    let size = 10.5;
    let width = grid.name_width - 12.0;
    let bottom = grid.head.1 - 9.0;
    let rule = Shape::Line {
        points: vec![
            Point::new(block.left as f32, grid.head.1 - 1.0),
            Point::new(grid.cells_clip(block).max.x, grid.head.1 - 1.0),
        ],
        stroke: Stroke::solid(1.0, palette.silent_ring),
    };
    let mut items = vec![Item::silent(rule)];
    let lines = words.iter().flat_map(|text| wrapped(text, Face::Regular, size, width, 3)).collect::<Vec<_>>();
    for (number, text) in lines.iter().rev().enumerate() {
        let at = Point::new(block.left as f32, bottom - number as f32 * size * 1.35);
        items.push(Item::silent(line(at, Align::Left, Face::Regular, size, palette.weak_ink, text.clone())));
    }
    items
}

fn order_in_words(request: &SceneRequest, order: &RowOrder) -> String {
    match order {
        RowOrder::Standing => "by standing".to_owned(),
        RowOrder::Name => "by name".to_owned(),
        RowOrder::Statements => "by number of statements".to_owned(),
        RowOrder::Slot(slot) => format!("by “{}”", short_months(&slot.in_words(request.project))),
    }
}

/// Below a fitted table: what was left out, who is silent, and how to read a cell. In a window the bar above says so.
fn notes(request: &SceneRequest, palette: &Palette, grid: &Grid) -> Vec<Item> {
    let matrix = &grid.matrix;
    let middle = Point::new(request.size.width / 2.0, grid.head.1.midpoint(grid.bottom));
    if matrix.rows.is_empty() {
        let text = "No counted statement of anybody shown answers this question by this day".to_owned();
        return vec![Item::silent(line(middle, Align::Center, Face::Regular, 13.0, palette.weak_ink, text))];
    }
    if grid.fit == Fit::Scrolled {
        return Vec::new();
    }
    let mut parts = Vec::new();
    if grid.rows_left_out > 0 {
        parts.push(format!("and {}", count_of(grid.rows_left_out, "more actor", "more actors")));
    }
    if grid.columns_left_out > 0 {
        let (one, many) = match matrix.look.columns {
            crate::derive::Columns::Sources => ("earlier article", "earlier articles"),
            crate::derive::Columns::Months => ("earlier month", "earlier months"),
        };
        parts.push(format!("and {}", count_of(grid.columns_left_out, one, many)));
    }
    let how_to_read =
        "Number: statements that count. Striped: they disagree. Dashed: only unnamed sources or the words of others.";
    parts.push(how_to_read.to_owned());
    if !matrix.silent.is_empty() {
        let silent = count_of(matrix.silent.len(), "silent actor has", "silent actors have");
        parts.push(format!("{silent} no row."));
    }
    let text = parts.join(" · ");
    let left = grid.blocks.first().map_or(0.0, |block| block.left as f32);
    let size = 10.5;
    wrapped(&text, Face::Regular, size, request.size.width - 2.0 * left, 2)
        .into_iter()
        .enumerate()
        .map(|(number, text)| {
            let at = Point::new(left, grid.bottom + 13.0 + number as f32 * size * 1.3);
            Item::silent(line(at, Align::Left, Face::Regular, size, palette.weak_ink, text))
        })
        .collect()
}

/// `text` in at most `most` lines no wider than `width`, broken between words. A word that is wider is hyphenated, and
/// the last line is cut if it must be.
fn wrapped(text: &str, face: Face, size: f32, width: f32, most: usize) -> Vec<String> {
    let fits = |text: &str| text_width(face, size, text) <= width;
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.trim().to_owned();
    while !rest.is_empty() {
        if lines.len() + 1 >= most {
            lines.push(shorten(&rest, face, size, width));
            break;
        }
        let mut ends = rest.match_indices(' ').map(|(end, _)| end).chain([rest.len()]);
        let last = ends.by_ref().take_while(|end| rest.get(..*end).is_some_and(fits)).last();
        let (line, next) = match last.and_then(|end| rest.split_at_checked(end)) {
            Some((line, next)) => (line.to_owned(), next.trim_start().to_owned()),
            None => divided(&rest, face, size, width),
        };
        lines.push(line);
        rest = next;
    }
    lines
}

/// The start of a word that fits with a hyphen (at least one letter), and the rest.
fn divided(text: &str, face: Face, size: f32, width: f32) -> (String, String) {
    let least = text.chars().next().map_or(0, char::len_utf8);
    let end = beginning_within(face, size, text, "-", width).len().max(least);
    match text.split_at_checked(end) {
        Some((start, next)) => (format!("{start}-"), next.to_owned()),
        None => (text.to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_shortened_and_nothing_else_is() {
        assert_eq!(short_months("about October 2024"), "about Oct 2024");
        assert_eq!(short_months("29 May 2024 to 1 September 2024"), "29 May 2024 to 1 Sep 2024");
    }

    #[test]
    fn words_are_wrapped_into_as_many_lines_as_there_are_and_the_last_is_cut() {
        let text = "Ukraine asks NATO for membership invite next week, letter shows";
        let whole = wrapped(text, Face::Medium, 12.0, 160.0, 9);
        assert_eq!(whole.join(" "), text);
        let cut = wrapped(text, Face::Medium, 12.0, 160.0, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut.last().is_some_and(|last| last.ends_with('…')), "{cut:?}");
        assert!(cut.iter().all(|line| text_width(Face::Medium, 12.0, line) <= 160.5));
        let divided = wrapped("an administration", Face::Medium, 12.0, 60.0, 9);
        assert_eq!(divided.concat().replace('-', ""), "anadministration");
        assert!(divided.iter().all(|line| text_width(Face::Medium, 12.0, line) <= 60.5), "{divided:?}");
        assert_eq!(wrapped("", Face::Medium, 12.0, 60.0, 3), Vec::<String>::new());
    }
}
