//! Who said what where and when, as a table: a row for each actor, a column for each article or month.

use crate::model::{Day, SourceId, Statement};
use serde::{Deserialize, Serialize};
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
            Self::Month { .. } => Self::month_of(statement.said.date.latest()) == *self,
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
    /// Whether the last row comes first.
    #[serde(default)]
    pub reversed: bool,
}
