//! The matrix under wheel and keys: rows scroll, arrow keys step from one cell with sentences to the next.
//!
//! The keyboard's place is a widget's focus, so a screen reader follows it and Enter opens it. The thing easily got
//! wrong: the cell that is stepped to may be out of sight, and has a widget only after the table was scrolled there.

use super::matrix_bar::scrolled;
use crate::derive::Matrix;
use crate::layout::arrange::Grid;
use crate::layout::geometry::Point;
use crate::model::ActorId;
use crate::scene::Target;
use crate::session::{Command, LookCommand, Session};
use egui::{Event, EventFilter, FocusDirection, Id, Key, Response, Ui};

/// Where the keyboard is in the matrix.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    /// The cell or row head that was stepped to or clicked last.
    pub(crate) place: Option<Target>,
    /// Whether the widget of the place, or another of the table, has the keyboard.
    pub(crate) has_focus: bool,
}

/// The widget of something that a picture's item opens.
pub(crate) fn item_id(ui: &Ui, target: &Target) -> Id {
    ui.scope_id().with(("item", target))
}

impl Walk {
    /// Keeps the toolkit from moving the focus by itself where arrow keys step from cell to cell.
    pub(crate) fn hold_focus(&mut self, ui: &Ui, response: &Response, target: &Target) {
        match target {
            Target::Actor(_) | Target::Cell(..) => self.place = Some(target.clone()),
            Target::Tie(..)
            | Target::MembersWith(_)
            | Target::EverybodyWith(_)
            | Target::Members
            | Target::Statement(_)
            | Target::Source(_)
            | Target::Among(_)
            | Target::Page(_) => {}
        }
        self.has_focus = true;
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }

    /// Turns this frame's keys into a step. `has_focus` must tell of this frame.
    pub(crate) fn keys(
        &mut self,
        ui: &Ui,
        session: &Session,
        cursor: &mut Option<ActorId>,
        grid: &Grid,
    ) -> Option<Command> {
        let is_elsewhere = !self.has_focus && ui.memory(|memory| memory.focused().is_some());
        if is_elsewhere || ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
            return None;
        }
        let keys = pressed_keys(ui);
        let now = grid.scroll_of(session.view().camera);
        let page = Point::new(0.0, (grid.bottom - grid.head.1 - grid.row_height).max(grid.row_height));
        for (key, to) in
            [(Key::PageDown, now + page), (Key::PageUp, now - page), (Key::End, Point::new(now.x, grid.most_scroll.y))]
        {
            if keys.contains(&key) {
                return scrolled(grid, now, to);
            }
        }
        let directions: Vec<Direction> = keys.iter().filter_map(|key| Direction::of(*key)).collect();
        if !directions.is_empty() {
            let mut place = self.place.clone().or_else(|| session.view().selection.clone());
            for direction in directions {
                let next = place.as_ref().map(|from| step(&grid.matrix, from, direction));
                place = next.unwrap_or_else(|| first(grid)).or_else(|| first(grid));
            }
            return self.go_to(ui, cursor, grid, now, place?);
        }
        // The focused widget takes Enter by itself.
        let is_free = ui.memory(|memory| memory.focused().is_none());
        self.place
            .clone()
            .filter(|_| is_free && keys.contains(&Key::Enter))
            .map(|it| Command::Look(LookCommand::Open(it)))
    }

    /// Gives the keyboard to `to`, and brings it into sight.
    fn go_to(&mut self, ui: &Ui, cursor: &mut Option<ActorId>, grid: &Grid, now: Point, to: Target) -> Option<Command> {
        ui.memory_mut(|memory| {
            // The toolkit would go to whatever widget lies in that direction.
            memory.move_focus(FocusDirection::None);
            memory.request_focus(item_id(ui, &to));
        });
        ui.ctx().request_repaint();
        if let Target::Actor(actor) = &to {
            *cursor = Some(actor.clone());
        }
        let (row, column) = place_of(&grid.matrix, &to)?;
        self.place = Some(to);
        scrolled(grid, now, grid.scroll_to(row, column))
    }
}

/// The keys pressed in this frame without any other, in their order.
fn pressed_keys(ui: &Ui) -> Vec<Key> {
    let pressed = |event: &Event| match event {
        Event::Key { key, pressed: true, modifiers, .. } if modifiers.is_none() => Some(*key),
        _ => None,
    };
    ui.input(|input| input.events.iter().filter_map(pressed).collect())
}

/// The wheel scrolls rows, with Shift columns; a drag moves the table.
pub(crate) fn wheel(ui: &Ui, session: &Session, response: &Response, grid: &Grid) -> Option<Command> {
    let now = grid.scroll_of(session.view().camera);
    let mut scroll = now;
    if response.dragged() {
        let by = response.drag_delta();
        scroll = scroll - Point::new(by.x, by.y);
    }
    if ui.rect_contains_pointer(response.rect) {
        let by = ui.input(egui::InputState::smooth_scroll_delta);
        scroll = scroll - Point::new(by.x, by.y);
    }
    scrolled(grid, now, scroll)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Left,
    Right,
    Up,
    Down,
}

impl Direction {
    fn of(key: Key) -> Option<Self> {
        match key {
            Key::ArrowLeft => Some(Self::Left),
            Key::ArrowRight => Some(Self::Right),
            Key::ArrowUp => Some(Self::Up),
            Key::ArrowDown => Some(Self::Down),
            _ => None,
        }
    }
}

/// The head of the first row in sight.
fn first(grid: &Grid) -> Option<Target> {
    let block = grid.blocks.first()?;
    grid.matrix.rows.get(block.rows.start).map(|row| Target::Actor(row.actor.clone()))
}

/// The row, and the column unless it is the row's head.
fn place_of(matrix: &Matrix, target: &Target) -> Option<(usize, Option<usize>)> {
    match target {
        Target::Actor(actor) => Some((matrix.row_of(actor)?, None)),
        Target::Cell(actor, slot) => Some((matrix.row_of(actor)?, matrix.column_of(slot))),
        Target::Tie(..)
        | Target::MembersWith(_)
        | Target::EverybodyWith(_)
        | Target::Members
        | Target::Statement(_)
        | Target::Source(_)
        | Target::Among(_)
        | Target::Page(_) => None,
    }
}

/// The next row head or cell with sentences in a direction; `None` if `from` is not in the table, `from` itself at its
/// edge. Silence is stepped over.
fn step(matrix: &Matrix, from: &Target, direction: Direction) -> Option<Target> {
    let (row, column) = place_of(matrix, from)?;
    let of = matrix.rows.get(row)?;
    let has_column =
        |other: &usize| matrix.rows.get(*other).is_some_and(|of| column.is_none_or(|column| of.cell(column).is_some()));
    let (row, column) = match direction {
        Direction::Right => {
            let next = of.cells.iter().find(|cell| column.is_none_or(|column| cell.column > column));
            (row, next.map(|cell| cell.column).or(column))
        }
        Direction::Left => {
            let before = of.cells.iter().rev().find(|cell| column.is_some_and(|column| cell.column < column));
            (row, before.map(|cell| cell.column))
        }
        Direction::Up => ((0..row).rev().find(has_column).unwrap_or(row), column),
        Direction::Down => ((row + 1..matrix.rows.len()).find(has_column).unwrap_or(row), column),
    };
    let actor = matrix.rows.get(row)?.actor.clone();
    match column {
        None => Some(Target::Actor(actor)),
        Some(column) => Some(Target::Cell(actor, matrix.columns.get(column)?.clone())),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use crate::derive::{Basis, MatrixCell, MatrixRow, Slot};
    use crate::model::Stance;

    fn row(actor: &str, columns: &[usize]) -> MatrixRow {
        let cell = |column: &usize| MatrixCell {
            column: *column,
            stance: Stance::Supports,
            contested_by: None,
            basis: Basis::Named,
            statements: 1,
        };
        let cells = columns.iter().map(cell).collect();
        MatrixRow { actor: actor.parse().unwrap(), stance: Stance::Supports, statements: columns.len(), cells }
    }

    fn cell(actor: &str, month: i8) -> Target {
        Target::Cell(actor.parse().unwrap(), Slot::Month { year: 2031, month })
    }

    #[test]
    fn arrow_keys_step_over_silence_and_stop_at_the_edge() {
        let columns = [1, 2, 3].map(|month| Slot::Month { year: 2031, month }).to_vec();
        let rows = vec![row("avalon", &[0, 2]), row("borduria", &[1]), row("syldavia", &[2])];
        let matrix = Matrix { columns, rows, ..Matrix::default() };
        let head = |actor: &str| Target::Actor(actor.parse().unwrap());
        for (from, direction, to) in [
            (head("avalon"), Direction::Right, cell("avalon", 1)),
            (cell("avalon", 1), Direction::Right, cell("avalon", 3)),
            (cell("avalon", 3), Direction::Right, cell("avalon", 3)),
            (cell("avalon", 3), Direction::Down, cell("syldavia", 3)),
            (cell("syldavia", 3), Direction::Up, cell("avalon", 3)),
            (cell("avalon", 1), Direction::Left, head("avalon")),
            (head("avalon"), Direction::Down, head("borduria")),
            (head("avalon"), Direction::Up, head("avalon")),
        ] {
            let expected = Some(to);
            assert_eq!(step(&matrix, &from, direction), expected, "{from:?} {direction:?}");
        }
        assert_eq!(step(&matrix, &head("avalon"), Direction::Left), Some(head("avalon")));
        assert_eq!(step(&matrix, &head("nobody"), Direction::Down), None);
    }
}
