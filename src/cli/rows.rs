//! One thing as a table, as JSON and as CSV: all three are made from the same rows.
//!
//! A row is a struct, which names each field once. Easy to get wrong: a table is made from the rows alone, so that it says
//! nothing that JSON and CSV lack.

use super::arguments::Format;
use super::error::CliError;
use super::reply::Reply;
use crate::derive::count_of;
use crate::export::{Cells, csv, field_names, formula_cells};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How much of a quotation a table shows, in characters.
const SHOWN_CHARS: usize = 72;

/// The note below a table with quotations.
pub(super) const CUT: &str = "Long quotations are cut here; --format json or csv gives them whole.";

/// Rows, and what holds for all of them.
///
/// JSON has `head` beside the rows; CSV repeats it on each line, after the row.
#[derive(Serialize)]
pub(super) struct Answered<Head, Row> {
    #[serde(flatten)]
    pub(super) head: Head,
    pub(super) rows: Vec<Row>,
}

impl<Head: Serialize, Row: Serialize + DeserializeOwned> Answered<Head, Row> {
    /// In the requested format.
    pub(super) fn reply(&self, format: Format, table: impl FnOnce(&Self) -> String) -> Result<Reply, CliError> {
        match format {
            Format::Table => Ok(Reply::fine(table(self))),
            Format::Json => json_reply(self),
            Format::Csv => {
                let head = Cells::of(&self.head);
                let apart = |name: &str| apart(name, &head);
                let columns: Vec<String> = field_names::<Row>().iter().map(|name| apart(name)).collect();
                let columns: Vec<String> = columns.into_iter().chain(head.names().map(str::to_owned)).collect();
                let lines: Vec<Cells> =
                    self.rows.iter().map(|row| Cells::of(row).renamed(apart).and(head.clone())).collect();
                Ok(csv_reply(&columns, &lines))
            }
        }
    }
}

/// The name of the column for a field of a row: with `row_` in front of it if `head` has a field of the same name.
pub(super) fn apart(name: &str, head: &Cells) -> String {
    if head.names().any(|other| other == name) { format!("row_{name}") } else { name.to_owned() }
}

/// Rows without a head, in the requested format; JSON is a plain list.
pub(super) fn rows_reply<Row: Serialize + DeserializeOwned>(
    rows: &[Row],
    format: Format,
    table: impl FnOnce(&[Row]) -> String,
) -> Result<Reply, CliError> {
    match format {
        Format::Table => Ok(Reply::fine(table(rows))),
        Format::Json => json_reply(rows),
        Format::Csv => Ok(csv_reply(&field_names::<Row>(), &rows.iter().map(Cells::of).collect::<Vec<_>>())),
    }
}

/// JSON, indented and ended by a line end.
pub(super) fn json_reply<T: Serialize + ?Sized>(rows: &T) -> Result<Reply, CliError> {
    let text = serde_json::to_string_pretty(rows).map_err(|cause| CliError::Output(cause.into()))?;
    Ok(Reply::fine(text + "\n"))
}

/// CSV, with a note if a spreadsheet could take a cell for a formula.
pub(super) fn csv_reply(columns: &[String], lines: &[Cells]) -> Reply {
    let risky = formula_cells(lines);
    let cells = count_of(risky, "cell begins", "cells begin");
    let note = format!("note: {cells} like a formula; import the columns into a spreadsheet as text");
    Reply { notes: (risky > 0).then_some(note).into_iter().collect(), ..Reply::fine(csv(columns, lines)) }
}

/// The words, or `None` if there are none.
pub(super) fn filled(words: &str) -> Option<String> {
    (!words.is_empty()).then(|| words.to_owned())
}

/// The value, or an empty cell.
pub(super) fn or_empty(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A count; zero is an empty cell, so that the others stand out.
pub(super) fn count_cell(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

/// Whether an actor is a member of the deciding body.
pub(super) fn member_cell(is_member: bool) -> String {
    (if is_member { "member" } else { "" }).to_owned()
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

    #[derive(Serialize, serde::Deserialize)]
    struct Counted {
        actor: String,
        members: usize,
    }

    #[derive(Serialize)]
    struct Whole {
        question: &'static str,
        members: usize,
    }

    #[test]
    fn csv_repeats_what_holds_for_all_rows_and_keeps_equal_names_apart() {
        let head = Whole { question: "now", members: 32 };
        let rows = ["one", "two"].map(|actor| Counted { actor: actor.to_owned(), members: 1 }).into();
        let reply = Answered { head, rows }.reply(Format::Csv, |_| String::new());
        let output = reply.map(|reply| reply.output).unwrap_or_default();
        assert_eq!(output, "actor,row_members,question,members\r\none,1,now,32\r\ntwo,1,now,32\r\n");
    }

    #[test]
    fn csv_without_rows_has_all_its_columns() {
        let reply = Answered { head: Whole { question: "now", members: 32 }, rows: Vec::<Counted>::new() }
            .reply(Format::Csv, |_| String::new());
        assert_eq!(reply.map(|reply| reply.output).unwrap_or_default(), "actor,row_members,question,members\r\n");
    }
}
