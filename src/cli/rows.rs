//! Rows as JSON and CSV.

use super::error::CliError;
use super::reply::Reply;
use crate::derive::count_of;
use crate::export::{csv, formula_cells};
use serde::Serialize;
use std::fmt::Display;

/// How much of a quotation a table shows, in characters.
const SHOWN_CHARS: usize = 72;

/// An object or a list of them, indented, ended by a line end.
pub(super) fn json_reply<T: Serialize + ?Sized>(rows: &T) -> Result<Reply, CliError> {
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

/// Ids in one cell, separated by spaces.
pub(super) fn ids_cell<T: Display>(ids: impl IntoIterator<Item = T>) -> String {
    ids.into_iter().map(|id| id.to_string()).collect::<Vec<_>>().join(" ")
}

/// Words; `None` where there are none.
pub(super) fn filled(words: &str) -> Option<&str> {
    (!words.is_empty()).then_some(words)
}

/// The beginning of a quotation, as much as a table shows.
pub(super) fn shortened(quote: &str) -> String {
    if quote.chars().count() <= SHOWN_CHARS {
        return quote.to_owned();
    }
    let start: String = quote.chars().take(SHOWN_CHARS - 1).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_quotation_is_cut_between_characters() {
        assert_eq!(shortened("“Nein”"), "“Nein”");
        assert_eq!(shortened(&"é".repeat(SHOWN_CHARS + 1)), format!("{}…", "é".repeat(SHOWN_CHARS - 1)));
    }
}
