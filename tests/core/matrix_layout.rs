//! The lines of the matrix: what fits on a sheet, what is counted instead, and what a window scrolls.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::derive::{Columns, MatrixLook, RowOrder};
use demarche::layout::arrange::{Arrangement, Fit, Grid};
use demarche::layout::geometry::{Point, Rect, Size};
use demarche::layout::picture::Picture;
use demarche::scene::{Detail, Fill, Scene, Shape, Target, Theme};
use demarche::session::{Command, Look, LookCommand, Origin, Session, ViewHome};
use demarche::store;

/// The built-in project with `more` people who each say what somebody else said.
fn session(more: usize) -> Session {
    let mut opened = store::builtin();
    let statement = opened.project.statements.values().next().unwrap().clone();
    let person = opened.project.actors.get(&statement.actor).unwrap().clone();
    for number in 0..more {
        let actor = demarche::model::Actor {
            id: format!("person-{number:05}").parse().unwrap(),
            name: format!("Person with the number {number}"),
            ..person.clone()
        };
        let said = demarche::model::Statement {
            id: format!("said-{number:05}").parse().unwrap(),
            actor: actor.id.clone(),
            on_behalf_of: None,
            ..statement.clone()
        };
        opened.project.statements.insert(said.id.clone(), said);
        opened.project.actors.insert(actor.id.clone(), actor);
    }
    let mut session = Session::open(opened, Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap();
    let _ = session.perform(Command::Look(LookCommand::Show(Picture::Matrix)));
    session
}

fn look(session: &Session, fit: Fit) -> Look<'_> {
    Look { fit, ..Look::of(session) }
}

fn arrangement(session: &Session, size: Size, fit: Fit) -> Arrangement {
    look(session, fit).arrange(size, Detail::Full)
}

fn words(scene: &Scene) -> Vec<(String, Rect)> {
    let text = |shape: &Shape| match shape {
        Shape::Text { text, .. } => Some((text.clone(), shape.text_rect()?)),
        _ => None,
    };
    scene.items().filter_map(|(_, item)| text(&item.shape)).collect()
}

fn rows_with_a_place(grid: &Grid) -> usize {
    grid.blocks.iter().map(|block| block.rows.len()).sum()
}

#[test]
fn a_sheet_shows_every_row_or_says_how_many_are_missing() {
    for (more, width, height) in [(0, 1600.0, 790.0), (0, 900.0, 400.0), (60, 1600.0, 790.0), (900, 1000.0, 500.0)] {
        for columns in [Columns::Sources, Columns::Months] {
            let mut session = session(more);
            let _ = session
                .perform(Command::Look(LookCommand::ArrangeMatrix(MatrixLook { columns, ..MatrixLook::default() })));
            let size = Size::new(width, height);
            let grid = arrangement(&session, size, Fit::Fitted).grid.unwrap();
            assert_eq!(rows_with_a_place(&grid) + grid.rows_left_out, grid.matrix.rows.len());
            assert!(grid.row_height >= 14.0 && grid.letter >= 9.0, "{} {}", grid.row_height, grid.letter);
            let told = format!("and {} more actor", grid.rows_left_out);
            let scene = look(&session, Fit::Fitted).scene(size, Theme::Light, Detail::Full);
            let is_told = words(&scene).iter().any(|(text, _)| text.starts_with(&told));
            assert_eq!(is_told, grid.rows_left_out > 0, "{more} more at {width} × {height}");
            assert_eq!(grid.rows_left_out > 0, more == 900);
        }
    }
}

#[test]
fn no_words_of_a_sheet_cover_others_or_leave_it() {
    for (width, height) in [(1600.0, 790.0), (1000.0, 460.0), (2400.0, 1200.0), (900.0, 1500.0)] {
        for columns in [Columns::Sources, Columns::Months] {
            let mut session = session(0);
            let _ = session
                .perform(Command::Look(LookCommand::ArrangeMatrix(MatrixLook { columns, ..MatrixLook::default() })));
            let scene = look(&session, Fit::Fitted).scene(Size::new(width, height), Theme::Light, Detail::Full);
            let words = words(&scene);
            assert!(words.len() > 60, "{} words", words.len());
            for (index, (text, rect)) in words.iter().enumerate() {
                assert!(rect.min.x >= 0.0 && rect.max.x <= width && rect.max.y <= height, "{text} at {width}");
                for (other, other_rect) in words.iter().skip(index + 1) {
                    assert!(!rect.expanded(-1.0).overlaps(*other_rect), "{width} × {height}: {text} on {other}");
                }
            }
        }
    }
}

#[test]
fn a_window_has_items_for_the_rows_in_sight_only() {
    let size = Size::new(900.0, 700.0);
    let session = session(2000);
    let arrangement = arrangement(&session, size, Fit::Scrolled);
    let grid = arrangement.grid.as_ref().unwrap();
    assert!(grid.matrix.rows.len() > 2000);
    assert_eq!(arrangement.spots.len(), rows_with_a_place(grid));
    assert!(arrangement.spots.len() < 30, "{} rows", arrangement.spots.len());
    let scene = look(&session, Fit::Scrolled).scene(size, Theme::Light, Detail::Full);
    assert!(scene.items().count() < 2500, "{} items", scene.items().count());
}

#[test]
fn the_camera_scrolls_rows_under_heads_that_stay_and_never_beyond_the_last() {
    let size = Size::new(900.0, 700.0);
    let mut session = session(100);
    let home = arrangement(&session, size, Fit::Scrolled).grid.unwrap();
    for (asked, down) in [(320.0, 320.0), (1e9, home.most_scroll.y), (-50.0, 0.0), (f32::NAN, 0.0)] {
        let mut camera = home.camera_at(Point::ZERO);
        camera.center.y += asked;
        let _ = session.perform(Command::Look(LookCommand::LookFrom(Some(camera))));
        let grid = arrangement(&session, size, Fit::Scrolled).grid.unwrap();
        assert_eq!(grid.scroll.y, down.round(), "{asked}");
        assert_eq!(grid.head, home.head);
        let block = grid.blocks.first().unwrap();
        assert!(grid.row_rect(block, block.rows.start).max.y > grid.head.1, "{asked}: the first row is in sight");
        let shown = grid.row_rect(block, block.rows.end - 1);
        assert!(shown.min.y < grid.bottom && shown.max.y + grid.row_height + 10.0 >= grid.bottom, "{asked}: {shown:?}");
    }
}

#[test]
fn every_place_can_be_scrolled_to() {
    let size = Size::new(700.0, 420.0);
    let session = session(100);
    let grid = arrangement(&session, size, Fit::Scrolled).grid.unwrap();
    for (row, column) in [(0, Some(0)), (17, Some(4)), (grid.matrix.rows.len() - 1, None)] {
        let mut session = self::session(100);
        let _ =
            session.perform(Command::Look(LookCommand::LookFrom(Some(grid.camera_at(grid.scroll_to(row, column))))));
        let now = arrangement(&session, size, Fit::Scrolled).grid.unwrap();
        let rect = now.row_rect(now.blocks.first().unwrap(), row);
        assert!(rect.min.y >= now.head.1 - 1.0 && rect.max.y <= now.bottom + 1.0, "{row}: {rect:?}");
    }
}

#[test]
fn an_empty_table_says_why_it_is_empty() {
    let mut session = session(0);
    for stance in demarche::model::Stance::ALL {
        let _ = session.perform(Command::Look(LookCommand::ToggleStance(Some(stance))));
    }
    for fit in [Fit::Scrolled, Fit::Fitted] {
        let scene = look(&session, fit).scene(Size::new(900.0, 600.0), Theme::Dark, Detail::Full);
        assert!(words(&scene).iter().any(|(text, _)| text.starts_with("No counted statement")), "{fit:?}");
    }
}

#[test]
fn contested_cells_are_striped_and_empty_cells_open_nothing() {
    let session = session(0);
    let scene = look(&session, Fit::Fitted).scene(Size::new(1600.0, 790.0), Theme::Light, Detail::Full);
    let matrix = arrangement(&session, Size::new(1600.0, 790.0), Fit::Fitted).grid.unwrap().matrix;
    let patches: Vec<(&Fill, &str)> = scene
        .items()
        .filter_map(|(_, item)| match (&item.shape, &item.target, &item.name) {
            (Shape::Box { fill, .. }, Some(Target::Cell(..)), Some(name)) => Some((fill, name.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(patches.len(), matrix.rows.iter().map(|row| row.cells.len()).sum::<usize>(), "one for each cell");
    let striped = patches.iter().filter(|(fill, _)| matches!(fill, Fill::Striped { .. })).count();
    let contested = patches.iter().filter(|(_, name)| name.contains("contested")).count();
    assert!(striped > 0 && striped == contested, "{striped} striped, {contested} contested");
}

#[test]
fn a_thumbnail_has_patches_and_no_words() {
    let session = session(0);
    let scene = look(&session, Fit::Fitted).scene(Size::new(324.0, 216.0), Theme::Light, Detail::Sketch);
    assert_eq!(words(&scene), []);
    let cells = arrangement(&session, Size::new(324.0, 216.0), Fit::Fitted).grid.unwrap().matrix;
    let patches = scene.items().filter(|(_, item)| matches!(item.shape, Shape::Box { .. })).count();
    assert_eq!(patches, cells.rows.iter().map(|row| row.cells.len()).sum::<usize>());
}

#[test]
fn the_order_stands_on_a_sheet() {
    let mut session = session(0);
    let look_at = MatrixLook { order: RowOrder::Statements, reversed: true, ..MatrixLook::default() };
    let _ = session.perform(Command::Look(LookCommand::ArrangeMatrix(look_at)));
    let scene = look(&session, Fit::Fitted).scene(Size::new(1600.0, 790.0), Theme::Light, Detail::Full);
    let all: Vec<String> = words(&scene).into_iter().map(|(text, _)| text).collect();
    assert!(all.join(" ").contains("by number of statements"), "{all:?}");
}
