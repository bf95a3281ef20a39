//! Who said what where and when, as a table: a row for each actor, a column for each article or month.
//!
//! A cell holds the statements that count for its actor by the day and the rule, and its stance is that of the strongest
//! of them. The thing easily got wrong: a cell is no standing of its own. The order of strength is that of the whole
//! standing, so a cell never says something that no sentence in it says, but the row as a whole may stand elsewhere.

use super::ledger::{Entry, Ledger};
use super::weighing::Fading;
use super::{Basis, Standpoint};
use crate::evidence::folding::{Fold, folded_words};
use crate::model::{ActorId, Day, EdtfDate, Project, Question, SourceId, Stance, Statement};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

/// A column: what was said in one article, or in one month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Slot {
    /// An article.
    Source(SourceId),
    /// A month of the calendar, by the last day on which a statement can have been said.
    Month {
        /// Calendar year.
        year: i16,
        /// 1 to 12.
        month: i8,
    },
}

impl Slot {
    /// The month that `day` lies in.
    pub fn month_of(day: Day) -> Self {
        Self::Month { year: day.year(), month: day.month() }
    }

    /// Whether `statement` belongs there.
    pub fn holds(&self, statement: &Statement) -> bool {
        match self {
            Self::Source(source) => statement.source == *source,
            Self::Month { .. } => statement.said.latest().map(Self::month_of).as_ref() == Some(self),
        }
    }

    /// The title of the article, or "October 2024".
    pub fn in_words(&self, project: &Project) -> String {
        match self {
            Self::Source(source) => {
                project.sources.get(source).map_or_else(|| source.to_string(), |of| of.record.title.clone())
            }
            Self::Month { .. } => {
                self.to_string().parse::<EdtfDate>().map_or_else(|_| self.to_string(), EdtfDate::in_words)
            }
        }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(source) => write!(f, "{source}"),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
        }
    }
}

/// What the columns are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Columns {
    /// Articles, by the day they were printed.
    #[default]
    Sources,
    /// Months in which something was said.
    Months,
}

/// By what the rows are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowOrder {
    /// In scale order, silence last, then by name.
    #[default]
    Standing,
    /// By name.
    Name,
    /// By the number of statements, the most first.
    Statements,
    /// By what stands in one column, empty cells last.
    Slot(Slot),
}

/// How a matrix is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatrixLook {
    /// What the columns are.
    pub columns: Columns,
    /// By what the rows are sorted.
    pub order: RowOrder,
    /// Whether the last row comes first. Empty cells of the column by which rows are sorted stay last all the same.
    #[serde(default)]
    pub reversed: bool,
}

/// Who said what where and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// How it is laid out.
    pub look: MatrixLook,
    /// Articles or months in which something counts for a row, by time.
    pub columns: Vec<Slot>,
    /// Actors for whom something counts, in the order asked for.
    pub rows: Vec<MatrixRow>,
    /// Actors that were asked for and for whom nothing counts: they have no row.
    pub silent: Vec<ActorId>,
}

/// One actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// Who.
    pub actor: ActorId,
    /// Where it stands over all.
    pub stance: Stance,
    /// How many statements count for it.
    pub statements: usize,
    /// What it said where, by column; empty cells are left out.
    pub cells: Vec<MatrixCell>,
}

/// What one actor said in one article or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatrixCell {
    /// Position of the column.
    pub column: usize,
    /// Of the strongest statement.
    pub stance: Stance,
    /// Of the strongest statement that says otherwise.
    pub contested_by: Option<Stance>,
    /// What the statements of that stance rest on.
    pub basis: Basis,
    /// How many statements count.
    pub statements: usize,
}

impl Matrix {
    /// The row of `actor`, by its position.
    pub fn row_of(&self, actor: &ActorId) -> Option<usize> {
        self.rows.iter().position(|row| row.actor == *actor)
    }

    /// The position of the column of `slot`.
    pub fn column_of(&self, slot: &Slot) -> Option<usize> {
        self.columns.iter().position(|column| column == slot)
    }
}

/// The rows and columns that two tables have together, so that they can be read across.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixFrame {
    columns: Vec<Slot>,
    rows: Vec<(ActorId, Stance)>,
}

impl MatrixFrame {
    /// The columns of both by time; the rows of `main` in their order, then those of `other` alone.
    pub fn of(project: &Project, main: &Matrix, other: &Matrix) -> Self {
        let columns: BTreeSet<&Slot> = main.columns.iter().chain(&other.columns).collect();
        let mut columns: Vec<Slot> = columns.into_iter().cloned().collect();
        // Months are in the order of time by themselves, articles by the day they were printed.
        columns.sort_by_key(|slot| match slot {
            Slot::Source(id) => project.source_printed_by(id),
            Slot::Month { .. } => None,
        });
        let of_main: BTreeSet<&ActorId> = main.rows.iter().map(|row| &row.actor).collect();
        let others = other.rows.iter().filter(|row| !of_main.contains(&row.actor));
        let rows = main.rows.iter().chain(others).map(|row| (row.actor.clone(), row.stance)).collect();
        Self { columns, rows }
    }

    /// `matrix` with all rows and columns of the frame; who is silent in it has a row of empty cells.
    pub fn filled(&self, matrix: &Matrix) -> Matrix {
        let moved: Vec<Option<usize>> =
            matrix.columns.iter().map(|column| self.columns.iter().position(|other| other == column)).collect();
        let of: BTreeMap<&ActorId, &MatrixRow> = matrix.rows.iter().map(|row| (&row.actor, row)).collect();
        let in_frame = |cell: &MatrixCell| {
            let column = moved.get(cell.column).copied().flatten()?;
            Some(MatrixCell { column, ..*cell })
        };
        let row = |(actor, stance): &(ActorId, Stance)| {
            let row = of.get(actor);
            let mut cells: Vec<MatrixCell> =
                row.map(|row| row.cells.iter().filter_map(in_frame).collect()).unwrap_or_default();
            cells.sort_by_key(|cell| cell.column);
            MatrixRow {
                actor: actor.clone(),
                stance: row.map_or(*stance, |row| row.stance),
                statements: row.map_or(0, |row| row.statements),
                cells,
            }
        };
        Matrix {
            look: matrix.look.clone(),
            columns: self.columns.clone(),
            rows: self.rows.iter().map(row).collect(),
            silent: matrix.silent.clone(),
        }
    }
}

impl MatrixRow {
    /// What stands in a column; `None` for silence.
    pub fn cell(&self, column: usize) -> Option<&MatrixCell> {
        let place = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(place)
    }
}

/// "Hungary, October 2024, opposes, contested, 2 statements".
pub fn cell_name(project: &Project, question: &Question, actor: &ActorId, slot: &Slot, cell: &MatrixCell) -> String {
    let stance = question.label(Some(cell.stance)).to_lowercase();
    let contested = if cell.contested_by.is_some() { ", contested" } else { "" };
    let count = super::count_of(cell.statements, "statement", "statements");
    format!("{}, {}, {stance}{contested}, {count}", project.actor_name(actor), slot.in_words(project))
}

impl Ledger {
    /// Puts what counts for each of `shown` into a table. Linear in what counts, apart from sorting; `project` is the
    /// one that the ledger is of.
    pub fn matrix(
        &self,
        project: &Project,
        standpoint: &Standpoint,
        shown: &BTreeSet<ActorId>,
        look: &MatrixLook,
    ) -> Matrix {
        let timeline = Timeline::new(project, look.columns);
        let fading = Fading::by(standpoint.rule.weighing);
        let (mut rows, mut silent) = (Vec::new(), Vec::new());
        for actor in shown {
            let counted = self.ranked(actor, standpoint, &fading);
            match counted.first() {
                Some(deciding) => {
                    rows.push((actor.clone(), deciding.stance, counted.len(), cells(&timeline, &counted)));
                }
                None => silent.push(actor.clone()),
            }
        }
        tabulate(project, &timeline, rows, silent, look)
    }
}

/// An actor, its stance, how many statements count for it, and its cells by moment.
type LooseRow = (ActorId, Stance, usize, BTreeMap<i64, MatrixCell>);

fn tabulate(
    project: &Project,
    timeline: &Timeline,
    rows: Vec<LooseRow>,
    silent: Vec<ActorId>,
    look: &MatrixLook,
) -> Matrix {
    let moments: BTreeSet<i64> = rows.iter().flat_map(|(.., cells)| cells.keys().copied()).collect();
    let columns: Vec<(i64, Slot)> =
        moments.into_iter().filter_map(|moment| Some((moment, timeline.slot(moment)?))).collect();
    let places: HashMap<i64, usize> = columns.iter().enumerate().map(|(place, (moment, _))| (*moment, place)).collect();
    let mut rows: Vec<MatrixRow> = rows
        .into_iter()
        .map(|(actor, stance, statements, cells)| {
            let placed = cells
                .into_iter()
                .filter_map(|(moment, cell)| places.get(&moment).map(|column| MatrixCell { column: *column, ..cell }));
            MatrixRow { actor, stance, statements, cells: placed.collect() }
        })
        .collect();
    let columns: Vec<Slot> = columns.into_iter().map(|(_, slot)| slot).collect();
    sort(project, &mut rows, &columns, look);
    Matrix { look: look.clone(), columns, rows, silent }
}

/// Gives each statement the moment of its column: a number that grows with time, the same for one column.
enum Timeline<'a> {
    /// The articles by the day they were printed, and by the position of each in the order of ids its place in that.
    Sources {
        order: Vec<&'a SourceId>,
        moments: Vec<i64>,
    },
    Months,
}

impl<'a> Timeline<'a> {
    fn new(project: &'a Project, columns: Columns) -> Self {
        match columns {
            Columns::Sources => {
                let mut order: Vec<(usize, &SourceId)> = project.sources.keys().enumerate().collect();
                let printed = |id: &SourceId| project.source_printed_by(id);
                order.sort_by_key(|(_, id)| (printed(id), *id));
                let mut moments: Vec<(usize, i64)> = order.iter().map(|(number, _)| *number).zip(0..).collect();
                moments.sort_unstable();
                let moments = moments.into_iter().map(|(_, moment)| moment).collect();
                Self::Sources { order: order.into_iter().map(|(_, id)| id).collect(), moments }
            }
            Columns::Months => Self::Months,
        }
    }

    fn moment(&self, entry: &Entry) -> Option<i64> {
        match self {
            Self::Sources { moments, .. } => moments.get(entry.source as usize).copied(),
            Self::Months => Some(i64::from(entry.said.year()) * 12 + i64::from(entry.said.month()) - 1),
        }
    }

    fn slot(&self, moment: i64) -> Option<Slot> {
        match self {
            Self::Sources { order, .. } => {
                order.get(usize::try_from(moment).ok()?).map(|id| Slot::Source((*id).clone()))
            }
            Self::Months => Some(Slot::Month {
                year: moment.div_euclid(12).try_into().ok()?,
                month: (moment.rem_euclid(12) + 1).try_into().ok()?,
            }),
        }
    }
}

/// What counts for one actor by moment; the columns are not numbered yet.
fn cells(timeline: &Timeline, counted: &[Entry]) -> BTreeMap<i64, MatrixCell> {
    let mut cells: BTreeMap<i64, MatrixCell> = BTreeMap::new();
    for statement in counted {
        let Some(moment) = timeline.moment(statement) else { continue };
        let basis = Basis::of(std::iter::once(statement.voice));
        let empty = MatrixCell { column: 0, stance: statement.stance, contested_by: None, basis, statements: 0 };
        let cell = cells.entry(moment).or_insert(empty);
        cell.statements += 1;
        if cell.stance == statement.stance {
            cell.basis = cell.basis.min(basis);
        } else {
            cell.contested_by = cell.contested_by.or(Some(statement.stance));
        }
    }
    cells
}

fn sort(project: &Project, rows: &mut [MatrixRow], columns: &[Slot], look: &MatrixLook) {
    // Names decide between equals, never reversed.
    rows.sort_by_cached_key(|row| folded_words(project.actor_name(&row.actor), Fold::Search));
    match &look.order {
        RowOrder::Name => {}
        RowOrder::Standing => rows.sort_by_key(|row| turned(look, row.stance as i64)),
        RowOrder::Statements => rows.sort_by_key(|row| turned(look, -(row.statements as i64))),
        RowOrder::Slot(slot) => {
            let column = columns.iter().position(|other| other == slot);
            rows.sort_by_key(|row| {
                let cell = column.and_then(|column| row.cell(column));
                let stance = cell.map(|cell| turned(look, cell.stance as i64));
                (cell.is_none(), stance, Reverse(cell.map(|cell| cell.statements)), row.stance)
            });
        }
    }
    if look.reversed && look.order == RowOrder::Name {
        rows.reverse();
    }
}

fn turned(look: &MatrixLook, key: i64) -> i64 {
    if look.reversed { -key } else { key }
}

#[cfg(test)]
#[path = "tests/matrix.rs"]
mod tests;

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
mod frame_tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::subsequence;

    fn any_matrix() -> impl Strategy<Value = Matrix> {
        let actors = subsequence(vec!["avalon", "borduria", "ruritania", "syldavia"], 0..=4).prop_shuffle();
        (actors, subsequence((1..=6_i8).collect::<Vec<_>>(), 1..=6)).prop_map(|(actors, months)| {
            let columns: Vec<Slot> = months.into_iter().map(|month| Slot::Month { year: 2031, month }).collect();
            let cell = |column: usize| MatrixCell {
                column,
                stance: Stance::Supports,
                contested_by: None,
                basis: Basis::Named,
                statements: column + 1,
            };
            let cells: Vec<MatrixCell> = (0..columns.len()).step_by(2).map(cell).collect();
            let row = |actor: &str| MatrixRow {
                actor: actor.parse().unwrap(),
                stance: Stance::Supports,
                statements: cells.len(),
                cells: cells.clone(),
            };
            let rows = actors.into_iter().map(row).collect();
            Matrix { columns: columns.clone(), rows, ..Matrix::default() }
        })
    }

    proptest! {
        #[test]
        fn two_tables_in_one_frame_have_the_same_rows_and_columns_and_lose_no_cell(
            main in any_matrix(), other in any_matrix(),
        ) {
            let frame = MatrixFrame::of(&crate::derive::sample::Sample::new().0, &main, &other);
            let sides = [frame.filled(&main), frame.filled(&other)];
            let heads = |of: &Matrix| of.rows.iter().map(|row| row.actor.clone()).collect::<Vec<_>>();
            prop_assert_eq!(heads(&sides[0]), heads(&sides[1]));
            prop_assert_eq!(&sides[0].columns, &sides[1].columns);
            prop_assert!(sides[0].columns.is_sorted(), "by time, each once");
            prop_assert!(heads(&sides[0]).starts_with(&heads(&main)), "the rows of the main table first");
            for (before, after) in [&main, &other].into_iter().zip(&sides) {
                let all = |of: &Matrix| -> BTreeSet<(ActorId, Slot, usize)> {
                    of.rows
                        .iter()
                        .flat_map(|row| row.cells.iter().map(|cell| {
                            (row.actor.clone(), of.columns[cell.column].clone(), cell.statements)
                        }))
                        .collect()
                };
                prop_assert_eq!(all(before), all(after));
            }
        }
    }
}
