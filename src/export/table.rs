//! Rows as CSV for programs and as aligned columns for a terminal.
//!
//! Knows no record of the model. Easy to get wrong: a cell is foreign text; a spreadsheet may run it as a formula, a
//! terminal may obey it as an escape sequence.

use super::xml::legible;
use unicode_width::UnicodeWidthStr;

/// CSV after RFC 4180: commas, quotation marks where they are needed, lines ended by CR LF, the headers first, UTF-8
/// without a byte-order mark.
///
/// Every cell is written unchanged, because an altered quotation could no longer be found in its article. A cell may
/// therefore look like a formula to a spreadsheet; [`formula_cells`] counts those, so that whoever writes the file can
/// warn.
pub fn csv<const COLUMNS: usize>(headers: [&str; COLUMNS], rows: &[[String; COLUMNS]]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut written = writer.write_record(headers);
    for row in rows {
        written = written.and_then(|()| writer.write_record(row));
    }
    debug_assert!(written.is_ok(), "a vector takes every record, and all are equally long");
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// How many cells a spreadsheet could run as a formula when it opens the CSV: those that begin with `=`, `+`, `-`, `@`,
/// a tab or a line end (the list of OWASP's "CSV injection"), unless they are a plain number such as `-1.5`.
///
/// The usual remedy, a leading apostrophe, would change the words, and quotation marks do not help. What helps is to
/// import the columns as text.
pub fn formula_cells<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> usize {
    rows.iter().flatten().filter(|cell| looks_like_formula(cell)).count()
}

fn looks_like_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && cell.parse::<f64>().is_err()
}

/// Columns two spaces apart, aligned by terminal width, under their headers and a rule. Numeric columns are aligned to
/// the right. Line ends and tabs become spaces, and no cell can control the terminal. Lines have no trailing spaces.
pub fn text_table<const COLUMNS: usize>(headers: [&str; COLUMNS], rows: &[[String; COLUMNS]]) -> String {
    let headers = headers.map(one_line);
    let rows: Vec<[String; COLUMNS]> = rows.iter().map(|row| row.each_ref().map(|cell| one_line(cell))).collect();
    let columns: [Column; COLUMNS] = std::array::from_fn(|index| {
        let cells = || rows.iter().filter_map(|row| row.get(index));
        let numbers =
            cells().any(|cell| !cell.is_empty()) && cells().all(|cell| cell.is_empty() || cell.parse::<f64>().is_ok());
        Column {
            width: headers.get(index).into_iter().chain(cells()).map(|cell| cell.width()).max().unwrap_or(0),
            side: if numbers { Side::Right } else { Side::Left },
        }
    });
    let rule = columns.each_ref().map(|column| "─".repeat(column.width));
    let mut table = String::new();
    for row in [&headers, &rule].into_iter().chain(&rows) {
        table.push_str(aligned(row, &columns).trim_end());
        table.push('\n');
    }
    table
}

/// How a column is laid out.
struct Column {
    /// Width of its widest cell, in terminal cells.
    width: usize,
    /// Where its cells stand.
    side: Side,
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

fn aligned<const COLUMNS: usize>(row: &[String; COLUMNS], columns: &[Column; COLUMNS]) -> String {
    let cells: Vec<String> = row
        .iter()
        .zip(columns)
        .map(|(cell, column)| {
            let padding = " ".repeat(column.width.saturating_sub(cell.width()));
            match column.side {
                Side::Left => format!("{cell}{padding}"),
                Side::Right => format!("{padding}{cell}"),
            }
        })
        .collect();
    cells.join("  ")
}

fn one_line(cell: &str) -> String {
    legible(cell).replace("\r\n", " ").replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows<const COLUMNS: usize>(rows: &[[&str; COLUMNS]]) -> Vec<[String; COLUMNS]> {
        rows.iter().map(|row| row.map(str::to_owned)).collect()
    }

    #[test]
    fn csv_quotes_only_where_it_must() {
        let rows = rows(&[["hungary", "“No,” he said."], ["a \"b\"", "two\nlines"], ["", " "]]);
        assert_eq!(
            csv(["actor", "quote"], &rows),
            "actor,quote\r\nhungary,\"“No,” he said.\"\r\n\"a \"\"b\"\"\",\"two\nlines\"\r\n, \r\n"
        );
    }

    #[test]
    fn csv_without_rows_is_its_headers() {
        assert_eq!(csv(["actor", "quote"], &[]), "actor,quote\r\n");
    }

    proptest! {
        #[test]
        fn what_goes_into_csv_comes_out(cells in proptest::collection::vec(any::<[String; 3]>(), 0..6)) {
            let text = csv(["a", "b", "c"], &cells);
            let read: Vec<[String; 3]> =
                csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect();
            prop_assert_eq!(read, cells);
        }

        #[test]
        fn a_table_has_a_line_for_each_row_whatever_a_cell_holds(cells in proptest::collection::vec(any::<[String; 2]>(), 0..6)) {
            prop_assert_eq!(text_table(["a", "b"], &cells).lines().count(), cells.len() + 2);
        }
    }

    #[test]
    fn a_cell_that_begins_like_a_formula_is_counted_and_kept() {
        let rows = rows(&[["=1+1", "-1.5"], ["@SUM(A1)", "- he said"], ["+32 members", "fine"], ["\tx", "2024-10-01"]]);
        assert_eq!(formula_cells(&rows), 5);
        assert!(csv(["a", "b"], &rows).contains("\n=1+1,-1.5\r"));
    }

    #[test]
    fn columns_are_aligned_by_the_width_of_letters() {
        let rows = rows(&[["Türkiye", "2", "not now"], ["日本", "10", ""], ["Zelenskyy", "", "requests"]]);
        insta::assert_snapshot!(text_table(["actor", "n", "stance"], &rows), @r"
        actor       n  stance
        ─────────  ──  ────────
        Türkiye     2  not now
        日本       10
        Zelenskyy      requests
        ");
    }

    #[test]
    fn a_cell_cannot_steer_the_terminal() {
        let table = text_table(["a"], &rows(&[["\u{1b}[2Jgone\r\nnext\tone \u{202E}x"]]));
        assert_eq!(table.lines().nth(2), Some("\u{FFFD}[2Jgone next one [U+202E]x"));
    }
}
