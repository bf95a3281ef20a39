//! Rows as JSON and CSV.

use super::error::CliError;
use super::reply::Reply;
use crate::derive::count_of;
use crate::export::{csv, formula_cells};
use serde::Serialize;

/// A list of objects, indented, ended by a line end.
pub(super) fn json_reply<T: Serialize>(rows: &[T]) -> Result<Reply, CliError> {
    let text = serde_json::to_string_pretty(rows).map_err(|cause| CliError::Output(cause.into()))?;
    Ok(Reply::fine(text + "\n"))
}

/// CSV, with a note if a spreadsheet could take a cell for a formula.
pub(super) fn csv_reply<const COLUMNS: usize>(headers: [&str; COLUMNS], rows: &[[String; COLUMNS]]) -> Reply {
    let risky = formula_cells(rows);
    let cells = count_of(risky, "cell begins", "cells begin");
    let note = format!("note: {cells} like a formula; import the columns into a spreadsheet as text");
    Reply { notes: (risky > 0).then_some(note).into_iter().collect(), ..Reply::fine(csv(headers, rows)) }
}
