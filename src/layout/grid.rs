//! A uniform grid of cells that answers which boxes are near a box.
//!
//! Knows boxes by number only. Easy to get wrong: a box is in every cell that it touches, so a search may meet it more
//! than once; places outside the grid count to its outermost cells, so nothing is missed.

use super::geometry::{Point, Rect};

/// Cells of the plane and the boxes that touch them.
#[derive(Clone, Debug)]
pub(super) struct BoxGrid {
    origin: Point,
    cells_per_unit: f32,
    columns: usize,
    rows: usize,
    /// For each cell, row after row: one more than the index in `entries` of the box inserted last, or 0.
    heads: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    item: u32,
    /// As in `heads`: the box inserted into the same cell before.
    before: u32,
}

impl BoxGrid {
    /// Covers `bounds` with cells of about `cell` by `cell` units, or larger ones where there would be more than four
    /// cells per item.
    pub(super) fn over(bounds: Rect, cell: f32, items: usize) -> Self {
        let (width, height) = (bounds.width().max(0.0), bounds.height().max(0.0));
        let most = 4.0 * items as f32 + 16.0;
        let cell = cell.max((width * height / most).sqrt()).max(width.max(height) / most).max(f32::MIN_POSITIVE);
        let cells_per_unit = 1.0 / cell;
        let columns = (width * cells_per_unit) as usize + 1;
        let rows = (height * cells_per_unit) as usize + 1;
        Self { origin: bounds.min, cells_per_unit, columns, rows, heads: vec![0; columns * rows], entries: Vec::new() }
    }

    /// Inserts `item` into every cell that `area` touches.
    pub(super) fn insert(&mut self, item: u32, area: Rect) {
        let [left, right, top, bottom] = self.cells(area);
        for row in top..=bottom {
            for column in left..=right {
                if let Some(head) = self.heads.get_mut(row * self.columns + column) {
                    self.entries.push(Entry { item, before: *head });
                    *head = self.entries.len() as u32;
                }
            }
        }
    }

    /// Whether `test` holds for any item in the cells that `area` touches. Latest first; stops at the first match.
    pub(super) fn any(&self, area: Rect, mut test: impl FnMut(u32) -> bool) -> bool {
        let [left, right, top, bottom] = self.cells(area);
        for row in top..=bottom {
            for column in left..=right {
                let mut next = self.heads.get(row * self.columns + column).copied().unwrap_or(0);
                while let Some(entry) = (next as usize).checked_sub(1).and_then(|index| self.entries.get(index)) {
                    if test(entry.item) {
                        return true;
                    }
                    next = entry.before;
                }
            }
        }
        false
    }

    /// First and last column, first and last row.
    fn cells(&self, area: Rect) -> [usize; 4] {
        // Casting a negative number or NaN gives 0.
        let column = |x: f32| (((x - self.origin.x) * self.cells_per_unit) as usize).min(self.columns - 1);
        let row = |y: f32| (((y - self.origin.y) * self.cells_per_unit) as usize).min(self.rows - 1);
        [column(area.min.x), column(area.max.x), row(area.min.y), row(area.max.y)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f32, y: f32, side: f32) -> Rect {
        Rect::new(Point::new(x, y), Point::new(x + side, y + side))
    }

    #[test]
    fn a_box_is_met_wherever_it_reaches_inside_the_grid_or_out() {
        let mut grid = BoxGrid::over(square(0.0, 0.0, 100.0), 10.0, 9);
        let boxes = [square(5.0, 5.0, 30.0), square(-500.0, 50.0, 3.0), square(90.0, 90.0, 400.0)];
        for (item, area) in boxes.iter().enumerate() {
            grid.insert(item as u32, *area);
        }
        for (item, area) in boxes.iter().enumerate() {
            for corner in [area.min, area.max] {
                assert!(grid.any(Rect::new(corner, corner), |met| met == item as u32), "{item} at {corner:?}");
            }
        }
        assert!(!grid.any(square(60.0, 10.0, 5.0), |_| true));
    }

    #[test]
    fn no_bounds_make_a_grid_of_one_cell() {
        let mut grid = BoxGrid::over(Rect::NOTHING, 0.0, 0);
        grid.insert(0, square(3.0, 3.0, 1.0));
        assert!(grid.any(square(9.0, 9.0, 1.0), |_| true));
    }
}
