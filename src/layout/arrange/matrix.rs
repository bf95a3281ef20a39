//! The matrix: a row for each actor, a column for each article or month.
//!
//! In a window rows have one comfortable height, and the camera scrolls them under fixed column heads. On a sheet
//! everything is fitted: rows flow into as many blocks side by side as legibility needs, and what could not be read at
//! that size is left out and counted. Easy to get wrong: only what is in sight has a place, so nothing here may visit
//! every cell.

use super::{ArrangeRequest, Arrangement, Fit, LabelSide, Placeless, Region, Spot};
use crate::derive::{Columns, Matrix};
use crate::layout::camera::{Camera, Placement};
use crate::layout::face::{Face, text_width};
use crate::layout::geometry::{Point, Rect, Size};
use crate::model::ActorId;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Font size of names in a window, in picture points.
const LETTER: f32 = 12.5;
/// Height of a row in a window.
const ROW: f32 = 32.0;
/// The least comfortable height of a row, and the least legible one.
const COMFORTABLE_ROW: f32 = 19.0;
const LEAST_ROW: f32 = 14.0;
/// The greatest height of a row and font size where blocks stand side by side.
const ROW_IN_BLOCKS: f32 = 28.0;
const LETTER_IN_BLOCKS: f32 = 10.0;
/// Gap between two blocks.
const GAP: f32 = 28.0;
/// Height of the notes below a fitted table.
const FOOT: f32 = 34.0;
/// The largest number of blocks.
const MOST_BLOCKS: usize = 6;

/// The grid lines of a table, in picture points.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The matrix that is shown.
    pub matrix: Arc<Matrix>,
    /// Whether it is scrolled or fitted.
    pub fit: Fit,
    /// The blocks side by side, each with all columns.
    pub blocks: Vec<Block>,
    /// The columns in sight.
    pub columns: Range<usize>,
    /// Font size of names.
    pub letter: f32,
    /// Height of a row.
    pub row_height: f32,
    /// Width of a column.
    pub column_width: f32,
    /// Width of the row heads.
    pub name_width: f32,
    /// Upper and lower end of the column heads; rows begin at the lower end.
    pub head: (f32, f32),
    /// Where rows end.
    pub bottom: f32,
    /// How many rows were left out.
    pub rows_left_out: usize,
    /// How many columns were left out, the earliest ones.
    pub columns_left_out: usize,
    /// How far the table is scrolled.
    pub scroll: Point,
    /// How far it can be scrolled.
    pub most_scroll: Point,
    /// From the upper left corner of the cells to the centre of the picture, where the camera looks.
    middle: Point,
}

/// One block of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Left end in whole picture points.
    pub left: i32,
    /// The row at its upper end when nothing is scrolled.
    pub first: usize,
    /// The rows in sight.
    pub rows: Range<usize>,
}

impl Grid {
    /// Left end of a column in a block.
    fn column_left(&self, block: &Block, column: usize) -> f32 {
        block.left as f32 + self.name_width + column as f32 * self.column_width - self.scroll.x
    }

    /// Rectangle of the head of a column.
    pub fn head_rect(&self, block: &Block, column: usize) -> Rect {
        let left = self.column_left(block, column);
        Rect::new(Point::new(left, self.head.0), Point::new(left + self.column_width, self.head.1))
    }

    /// Rectangle of a row, from the left end of its head to the right end of its last column.
    pub fn row_rect(&self, block: &Block, row: usize) -> Rect {
        let down = row as f32 - block.first as f32;
        let top = self.head.1 + down * self.row_height - self.scroll.y;
        Rect::new(Point::new(block.left as f32, top), Point::new(self.right(block), top + self.row_height))
    }

    /// Rectangle of a cell.
    pub fn cell_rect(&self, block: &Block, row: usize, column: usize) -> Rect {
        let (row, head) = (self.row_rect(block, row), self.head_rect(block, column));
        Rect::new(Point::new(head.min.x, row.min.y), Point::new(head.max.x, row.max.y))
    }

    /// Where cells are visible: beside the row heads and below the column heads.
    pub fn cells_clip(&self, block: &Block) -> Rect {
        let left = block.left as f32 + self.name_width;
        Rect::new(Point::new(left, self.head.1), Point::new(self.right(block), self.bottom))
    }

    /// Where column heads are visible.
    pub fn heads_clip(&self, block: &Block) -> Rect {
        let cells = self.cells_clip(block);
        Rect::new(Point::new(cells.min.x, self.head.0), Point::new(cells.max.x, self.head.1))
    }

    /// The right end of the visible columns of a block.
    fn right(&self, block: &Block) -> f32 {
        let first = self.columns.start.max(self.columns_left_out);
        let seen = self.columns.end.saturating_sub(first) as f32 * self.column_width;
        let whole = match self.fit {
            Fit::Fitted => seen,
            // What is cut off at the right edge can be scrolled to.
            Fit::Scrolled => self.seen_width().min(self.matrix.columns.len() as f32 * self.column_width),
        };
        block.left as f32 + self.name_width + whole
    }

    /// Width of all columns, in a window.
    fn seen_width(&self) -> f32 {
        self.matrix.columns.len() as f32 * self.column_width - self.most_scroll.x
    }

    /// How far to scroll so that a row, and a column if one is given, is in sight.
    pub fn scroll_to(&self, row: usize, column: Option<usize>) -> Point {
        let into = |now: f32, start: f32, length: f32, seen: f32| now.min(start).max(start + length - seen);
        let height = self.bottom - self.head.1;
        let y = into(self.scroll.y, row as f32 * self.row_height, self.row_height, height);
        let x = column.map_or(self.scroll.x, |column| {
            into(self.scroll.x, column as f32 * self.column_width, self.column_width, self.seen_width())
        });
        self.kept(Point::new(x, y))
    }

    /// A scroll offset clamped to what can be scrolled.
    pub fn kept(&self, scroll: Point) -> Point {
        Point::new(scroll.x.clamp(0.0, self.most_scroll.x), scroll.y.clamp(0.0, self.most_scroll.y))
    }

    /// How far `camera` scrolls; not at all without one.
    pub fn scroll_of(&self, camera: Option<Camera>) -> Point {
        let center = camera.map(|camera| camera.center).filter(|center| center.is_finite());
        self.kept(center.map_or(Point::ZERO, |center| center - self.middle))
    }

    /// The camera that scrolls as far as `scroll`.
    pub fn camera_at(&self, scroll: Point) -> Camera {
        Camera { center: self.kept(scroll) + self.middle, points_per_unit: 1.0 }
    }
}

/// What decides the sizes in the table.
struct Measure {
    blocks: usize,
    rows_in_block: usize,
    row_height: f32,
    letter: f32,
    name_width: f32,
    column_width: f32,
    columns: usize,
}

/// The narrowest legible column, the narrowest in a window, and the widest.
fn column_widths(columns: Columns) -> (f32, f32, f32) {
    match columns {
        Columns::Sources => (52.0, 81.0, 240.0),
        Columns::Months => (44.0, 68.0, 120.0),
    }
}

/// Height of the column heads: narrow ones take more lines.
fn head_height(columns: Columns, column_width: f32) -> f32 {
    match columns {
        Columns::Sources if column_width < 70.0 => 104.0,
        Columns::Sources if column_width < 110.0 => 96.0,
        Columns::Sources => 80.0,
        Columns::Months => 34.0,
    }
}

/// Width of the longest name at [`LETTER`]: the one with the most characters is close enough.
fn longest_name(request: &ArrangeRequest, matrix: &Matrix) -> f32 {
    let names = matrix.rows.iter().map(|row| request.project.actor_name(&row.actor));
    let longest = names.max_by_key(|name| name.chars().count()).unwrap_or_default();
    text_width(Face::Medium, LETTER, longest) * 1.06
}

fn name_width(longest: f32, row_height: f32, letter: f32, most: f32) -> f32 {
    let disc = 2.0 * disc_radius(row_height) + 10.0;
    (disc + longest * letter / LETTER + 12.0).clamp(disc.min(most), most.max(disc))
}

fn disc_radius(row_height: f32) -> f32 {
    (row_height * 0.4).min(11.5)
}

/// All rows at one height, scrolled.
fn scrolled(request: &ArrangeRequest, matrix: &Matrix, margin: f32) -> Measure {
    let (_, least, most) = column_widths(matrix.look.columns);
    let width = request.size.width - 2.0 * margin;
    let name_width = name_width(longest_name(request, matrix), ROW, LETTER, (width * 0.355).clamp(110.0, 250.0));
    let columns = matrix.columns.len();
    let column_width = ((width - name_width) / columns.max(1) as f32).clamp(least, most).floor();
    Measure {
        blocks: 1,
        rows_in_block: matrix.rows.len(),
        row_height: ROW,
        letter: LETTER,
        name_width,
        column_width,
        columns,
    }
}

/// As large as possible, in as many blocks as legibility needs.
fn fitted(request: &ArrangeRequest, matrix: &Matrix, margin: f32, height: f32) -> Measure {
    let (least, _, widest) = column_widths(matrix.look.columns);
    // A picture may be smaller than its margins.
    let (width, height) = ((request.size.width - 2.0 * margin).max(1.0), height.max(1.0));
    let longest = longest_name(request, matrix);
    let (rows, columns) = (matrix.rows.len().max(1), matrix.columns.len().max(1));
    let measure = |blocks: usize, row_height: f32, rows_in_block: usize| {
        let block = ((width - (blocks - 1) as f32 * GAP) / blocks as f32).max(1.0);
        let letter = (row_height * 0.6).clamp(9.0, if blocks == 1 { LETTER } else { LETTER_IN_BLOCKS });
        // Rather shorten a name than leave out a row.
        let most = (block - columns as f32 * least).clamp(block * 0.3, block * 0.45);
        let name_width = name_width(longest, row_height, letter, most);
        let for_columns = block - name_width;
        let fitting = ((for_columns / least) as usize).clamp(1, columns);
        let column_width = (for_columns / fitting as f32).min(widest);
        Measure { blocks, rows_in_block, row_height, letter, name_width, column_width, columns: fitting }
    };
    let mut best: Option<Measure> = None;
    for blocks in 1..=MOST_BLOCKS.min(rows) {
        let rows_in_block = rows.div_ceil(blocks);
        let most = if blocks == 1 { ROW } else { ROW_IN_BLOCKS };
        let one = measure(blocks, (height / rows_in_block as f32).min(most), rows_in_block);
        let is_whole = one.columns == columns;
        let is_larger = best.as_ref().is_none_or(|best| one.row_height > best.row_height);
        let is_comfortable = best.as_ref().is_some_and(|best| best.row_height >= COMFORTABLE_ROW);
        if (is_whole || blocks == 1) && is_larger && !is_comfortable {
            best = Some(one);
        }
    }
    let best = best.unwrap_or_else(|| measure(1, LEAST_ROW, rows));
    if best.row_height >= LEAST_ROW {
        return best;
    }
    measure(best.blocks, LEAST_ROW, ((height / LEAST_ROW) as usize).max(1))
}

/// Patches without words, as many as can be told apart.
fn sketched(request: &ArrangeRequest, matrix: &Matrix) -> Measure {
    let rows = matrix.rows.len().max(1);
    let row_height = (request.size.height / rows as f32).clamp(4.0, 18.0);
    let rows_in_block = ((request.size.height / row_height) as usize).min(rows);
    let columns = matrix.columns.len();
    let name_width = row_height * 1.4;
    let column_width = ((request.size.width - name_width) / columns.max(1) as f32).min(90.0);
    Measure { blocks: 1, rows_in_block, row_height, letter: row_height, name_width, column_width, columns }
}

/// The range of `count` equal items that is in sight.
fn in_sight(count: usize, length: f32, scroll: f32, seen: f32) -> Range<usize> {
    let first = (scroll / length).floor().max(0.0) as usize;
    let last = ((scroll + seen) / length).ceil().max(0.0) as usize;
    first.min(count)..last.min(count)
}

pub(super) fn arrange_matrix(request: &ArrangeRequest) -> Arrangement {
    let matrix = request.matrix.map_or_else(Arc::default, Arc::clone);
    let is_sketch = request.placeless == Placeless::LeftOut;
    let margin = match (is_sketch, request.fit) {
        (true, _) => 0.0,
        (false, Fit::Scrolled) => 16.0,
        (false, Fit::Fitted) => 24.0,
    };
    let (head, foot, measure) = match (is_sketch, request.fit) {
        (true, _) => ((0.0, 0.0), 0.0, sketched(request, &matrix)),
        (false, Fit::Scrolled) => {
            let measure = scrolled(request, &matrix, margin);
            ((0.0, head_height(matrix.look.columns, measure.column_width)), 0.0, measure)
        }
        (false, Fit::Fitted) => {
            let under = |head: f32| fitted(request, &matrix, margin, request.size.height - 2.0 - head - FOOT);
            let head_of = |measure: &Measure| head_height(matrix.look.columns, measure.column_width);
            let first = under(head_of(&under(head_height(matrix.look.columns, f32::MAX))));
            // The head may change the columns once more; the higher of the two has room for both.
            let head = head_of(&first).max(head_of(&under(head_of(&first))));
            ((2.0, 2.0 + head), FOOT, under(head))
        }
    };
    let bottom = (request.size.height - foot).max(head.1 + 1.0);
    let height = bottom - head.1;
    let mut grid = Grid {
        fit: if is_sketch { Fit::Fitted } else { request.fit },
        blocks: Vec::new(),
        columns: 0..matrix.columns.len(),
        letter: measure.letter,
        row_height: measure.row_height,
        column_width: measure.column_width,
        name_width: measure.name_width,
        head,
        bottom,
        rows_left_out: 0,
        columns_left_out: matrix.columns.len().saturating_sub(measure.columns),
        scroll: Point::ZERO,
        most_scroll: Point::ZERO,
        middle: Point::new(request.size.width / 2.0 - margin - measure.name_width, height / 2.0),
        matrix,
    };
    match grid.fit {
        Fit::Scrolled => scroll(request, &mut grid, margin),
        Fit::Fitted => flow(&mut grid, &measure, margin),
    }
    placed(request, grid)
}

/// One block, scrolled as the camera says.
fn scroll(request: &ArrangeRequest, grid: &mut Grid, margin: f32) {
    let (rows, columns) = (grid.matrix.rows.len(), grid.matrix.columns.len());
    let height = grid.bottom - grid.head.1;
    let width = (request.size.width - 2.0 * margin - grid.name_width).max(1.0);
    let whole = Point::new(columns as f32 * grid.column_width, rows as f32 * grid.row_height);
    // Some room is left below the last row, so that it is seen to be the last.
    let most = Point::new(whole.x - width, whole.y + 10.0 - height);
    grid.most_scroll = Point::new(most.x.max(0.0), if whole.y > height { most.y } else { 0.0 });
    let kept = grid.scroll_of(request.camera);
    grid.scroll = Point::new(kept.x.round(), kept.y.round());
    grid.columns = in_sight(columns, grid.column_width, grid.scroll.x, width);
    let rows = in_sight(rows, grid.row_height, grid.scroll.y, height);
    grid.blocks = vec![Block { left: margin as i32, first: 0, rows }];
}

/// All blocks, each with the latest columns that fit.
fn flow(grid: &mut Grid, measure: &Measure, margin: f32) {
    let count = grid.matrix.rows.len();
    grid.columns = grid.columns_left_out..grid.matrix.columns.len();
    grid.scroll = Point::new(grid.columns_left_out as f32 * grid.column_width, 0.0);
    let step = measure.name_width + measure.columns as f32 * measure.column_width + GAP;
    let block = |number: usize| {
        let first = number * measure.rows_in_block;
        let rows = first.min(count)..(first + measure.rows_in_block).min(count);
        Block { left: (margin + number as f32 * step) as i32, first, rows }
    };
    grid.blocks = (0..measure.blocks).map(block).filter(|block| !block.rows.is_empty()).collect();
    grid.rows_left_out = count - grid.blocks.last().map_or(0, |block| block.rows.end);
}

/// A disc at the head of each row in sight.
fn placed(request: &ArrangeRequest, grid: Grid) -> Arrangement {
    let area = Rect::new(Point::new(0.0, grid.head.1), Point::new(request.size.width, grid.bottom));
    let radius = disc_radius(grid.row_height);
    let label = LabelSide::Right((grid.name_width - 2.0 * radius - 20.0).max(0.0));
    let mut spots: BTreeMap<ActorId, Spot> = BTreeMap::new();
    for block in &grid.blocks {
        for (row, of) in grid.matrix.rows.iter().enumerate().skip(block.rows.start).take(block.rows.len()) {
            let middle = grid.row_rect(block, row).center().y;
            let at = Point::new(block.left as f32 + radius + 3.0, middle);
            spots.insert(of.actor.clone(), Spot { at, radius, label, region: Region::Main });
        }
    }
    let extent = Size::new(
        grid.matrix.columns.len() as f32 * grid.column_width,
        grid.matrix.rows.len() as f32 * grid.row_height,
    );
    let origin = grid.blocks.first().map_or(0.0, |block| block.left as f32) + grid.name_width;
    let world = Rect::from_min_size(Point::ZERO, extent);
    Arrangement {
        spots,
        main: Placement { scale: 1.0, offset: Point::new(origin, grid.head.1) - grid.scroll },
        home: grid.camera_at(Point::ZERO),
        grid: Some(grid),
        ..Arrangement::empty(area, world, None)
    }
}
