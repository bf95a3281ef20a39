//! Rows as CSV for programs and as aligned columns for a terminal.
//!
//! A row is a struct: serde gives the names and values of its fields, so that no list of columns has to repeat them. Knows
//! no record of the model. Easy to get wrong: a cell is foreign text; a spreadsheet may run it as a formula, a terminal
//! may obey it as an escape sequence.

use super::xml::legible;
use serde::de::{Deserialize, Deserializer, Error as _, Visitor, value};
use serde::forward_to_deserialize_any;
use serde::ser::Serialize;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// The names of the fields of a row type, in order, even if there is no row to take them from.
///
/// Empty for a type that is not a struct, and for a struct with flattened fields.
pub fn field_names<'de, Row: Deserialize<'de>>() -> Vec<String> {
    let mut names = FieldNames(&[]);
    // A struct names its fields before it asks for the first value; the error that there is none is expected.
    let _no_row = Row::deserialize(&mut names);
    names.0.iter().map(|name| (*name).to_owned()).collect()
}

/// Records which fields a struct asks for, and holds no value.
struct FieldNames(&'static [&'static str]);

impl<'de> Deserializer<'de> for &mut FieldNames {
    type Error = value::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, value::Error> {
        self.0 = fields;
        self.deserialize_any(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, value::Error> {
        Err(value::Error::custom("there are only names"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The fields of a value as the cells of a line, each under the name of its column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells(Vec<(String, String)>);

impl Cells {
    /// The fields of a struct. A list becomes one cell with spaces between its items; an absent value, an empty cell.
    pub fn of(fields: &impl Serialize) -> Self {
        match serde_json::to_value(fields) {
            Ok(Value::Object(fields)) => Self(fields.iter().map(|(name, value)| (name.clone(), cell(value))).collect()),
            other => {
                debug_assert!(other.is_err(), "a line is made of the fields of a struct");
                Self::default()
            }
        }
    }

    /// One cell.
    pub fn one(name: &str, cell: &str) -> Self {
        Self(vec![(name.to_owned(), cell.to_owned())])
    }

    /// The same cells under other names.
    #[must_use]
    pub fn renamed(self, name: impl Fn(&str) -> String) -> Self {
        Self(self.0.into_iter().map(|(old, cell)| (name(&old), cell)).collect())
    }

    /// All cells except the one with this name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(of, _)| of != name);
        self
    }

    /// These cells, then those.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(" "),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

/// CSV after RFC 4180: commas, quotation marks where they are needed, lines ended by CR LF, the columns first, UTF-8
/// without a byte-order mark. Each cell goes into the column of its name; a column that a line does not name is empty.
///
/// Every cell is written unchanged, because an altered quotation could no longer be found in its article. A cell may
/// therefore look like a formula to a spreadsheet; [`formula_cells`] counts those, so that whoever writes the file can
/// warn.
pub fn csv(columns: &[String], lines: &[Cells]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut written = writer.write_record(columns);
    for line in lines {
        debug_assert!(line.names().all(|name| columns.iter().any(|column| column == name)), "every cell has a column");
        written = written.and_then(|()| writer.write_record(placed(columns, line)));
    }
    debug_assert!(written.is_ok(), "a vector takes every record, and all are equally long");
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// The cells of a line in the order of the columns. Most lines have all of them in that order.
fn placed<'l>(columns: &'l [String], line: &'l Cells) -> impl Iterator<Item = &'l str> {
    let Cells(cells) = line;
    columns.iter().enumerate().map(move |(place, column)| {
        let here = cells.get(place).filter(|(name, _)| name == column);
        here.or_else(|| cells.iter().find(|(name, _)| name == column)).map_or("", |(_, cell)| cell)
    })
}

/// How many cells a spreadsheet could run as a formula when it opens the CSV: those that begin with `=`, `+`, `-`, `@`,
/// a tab or a line end (the list of OWASP's "CSV injection"), unless they are a plain number such as `-1.5`.
///
/// The usual remedy, a leading apostrophe, would change the words, and quotation marks do not help. What helps is to
/// import the columns as text.
pub fn formula_cells(lines: &[Cells]) -> usize {
    lines.iter().flat_map(|line| &line.0).filter(|(_, cell)| looks_like_formula(cell)).count()
}

fn looks_like_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && cell.parse::<f64>().is_err()
}

/// Rows as a text table, built column by column.
///
/// Columns are two spaces apart, aligned by terminal width, under their headings and a rule. Numeric columns are aligned
/// to the right. Line ends and tabs become spaces, and no cell can control the terminal. Lines have no trailing spaces.
pub struct TextTable<'r, Row> {
    rows: Vec<&'r Row>,
    columns: Vec<Column>,
}

/// A column with its heading and its cells, each on one line.
struct Column {
    heading: String,
    cells: Vec<String>,
    /// Of the widest cell, in terminal cells.
    width: usize,
    side: Side,
}

impl<'r, Row> TextTable<'r, Row> {
    /// A table with a line for each row and no columns yet.
    pub fn of(rows: impl IntoIterator<Item = &'r Row>) -> Self {
        Self { rows: rows.into_iter().collect(), columns: Vec::new() }
    }

    /// Adds a column: the word above it, and what it shows of each row.
    #[must_use]
    pub fn column(mut self, heading: &str, cell: impl Fn(&Row) -> String) -> Self {
        let cells = self.rows.iter().map(|row| one_line(&cell(row))).collect();
        self.columns.push(Column::new(one_line(heading), cells));
        self
    }

    /// The lines of the table.
    pub fn into_text(self) -> String {
        let Self { rows, columns } = self;
        let line = |cell: &dyn Fn(&Column) -> String| {
            let cells: Vec<String> = columns.iter().map(|column| column.aligned(&cell(column))).collect();
            cells.join("  ").trim_end().to_owned() + "\n"
        };
        let headings = line(&|column| column.heading.clone());
        let rule = line(&|column| "─".repeat(column.width));
        let lines = (0..rows.len()).map(|place| line(&|column| column.cells.get(place).cloned().unwrap_or_default()));
        [headings, rule].into_iter().chain(lines).collect()
    }
}

/// How the cells of a column are aligned.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

impl Column {
    fn new(heading: String, cells: Vec<String>) -> Self {
        let mut filled = cells.iter().filter(|cell| !cell.is_empty()).peekable();
        let numbers = filled.peek().is_some() && filled.all(|cell| cell.parse::<f64>().is_ok());
        Self {
            width: cells.iter().map(|cell| cell.width()).max().unwrap_or(0).max(heading.width()),
            side: if numbers { Side::Right } else { Side::Left },
            heading,
            cells,
        }
    }

    fn aligned(&self, cell: &str) -> String {
        let padding = " ".repeat(self.width.saturating_sub(cell.width()));
        match self.side {
            Side::Left => format!("{cell}{padding}"),
            Side::Right => format!("{padding}{cell}"),
        }
    }
}

fn one_line(cell: &str) -> String {
    legible(cell).replace("\r\n", " ").replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(serde::Serialize, serde::Deserialize)]
    struct Spoken {
        actor: String,
        quote: String,
        ids: Vec<u8>,
        day: Option<i8>,
        #[serde(rename = "sure")]
        is_sure: bool,
    }

    const NAMES: [&str; 5] = ["actor", "quote", "ids", "day", "sure"];

    fn line(cells: &[(&str, &str)]) -> Cells {
        Cells(cells.iter().map(|(name, cell)| ((*name).to_owned(), (*cell).to_owned())).collect())
    }

    fn columns(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_names_of_the_fields_are_known_without_a_row_and_are_those_of_a_row() {
        assert_eq!(field_names::<Spoken>(), NAMES);
        let row = Spoken { actor: "x".into(), quote: "y".into(), ids: vec![], day: None, is_sure: true };
        assert_eq!(Cells::of(&row).names().collect::<Vec<_>>(), NAMES);
    }

    #[test]
    fn a_list_is_one_cell_and_what_is_absent_is_an_empty_one() {
        let row = Spoken { actor: "x".into(), quote: "a b".into(), ids: vec![1, 2], day: None, is_sure: false };
        assert_eq!(csv(&columns(&NAMES), &[Cells::of(&row)]), "actor,quote,ids,day,sure\r\nx,a b,1 2,,false\r\n");
    }

    #[test]
    fn a_cell_stands_in_the_column_of_its_name() {
        let lines = [line(&[("b", "2")]), line(&[("b", "4"), ("a", "3")])];
        assert_eq!(csv(&columns(&["a", "b"]), &lines), "a,b\r\n,2\r\n3,4\r\n");
    }

    #[test]
    fn csv_quotes_only_where_it_must() {
        let rows = [("hungary", "“No,” he said."), ("a \"b\"", "two\nlines"), ("", " ")];
        let lines = rows.map(|(actor, quote)| line(&[("actor", actor), ("quote", quote)]));
        assert_eq!(
            csv(&columns(&["actor", "quote"]), &lines),
            "actor,quote\r\nhungary,\"“No,” he said.\"\r\n\"a \"\"b\"\"\",\"two\nlines\"\r\n, \r\n"
        );
    }

    #[test]
    fn csv_without_rows_is_its_columns() {
        assert_eq!(csv(&columns(&["actor", "quote"]), &[]), "actor,quote\r\n");
    }

    proptest! {
        #[test]
        fn what_goes_into_csv_comes_out(rows in proptest::collection::vec(any::<[String; 3]>(), 0..6)) {
            let lines: Vec<Cells> =
                rows.iter().map(|[a, b, c]| line(&[("a", a), ("b", b), ("c", c)])).collect();
            let text = csv(&columns(&["a", "b", "c"]), &lines);
            let read: Vec<[String; 3]> =
                csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect();
            prop_assert_eq!(read, rows);
        }

        #[test]
        fn a_table_has_a_line_for_each_row_whatever_a_cell_holds(rows in proptest::collection::vec(any::<[String; 2]>(), 0..6)) {
            prop_assert_eq!(table(["a", "b"], &rows).lines().count(), rows.len() + 2);
        }
    }

    fn table<const COLUMNS: usize>(headings: [&str; COLUMNS], rows: &[[String; COLUMNS]]) -> String {
        let start = TextTable::of(rows);
        let columns = headings.into_iter().enumerate();
        let table = columns.fold(start, |table, (place, heading)| {
            table.column(heading, |row: &[String; COLUMNS]| row.get(place).cloned().unwrap_or_default())
        });
        table.into_text()
    }

    fn words<const COLUMNS: usize>(rows: &[[&str; COLUMNS]]) -> Vec<[String; COLUMNS]> {
        rows.iter().map(|row| row.map(str::to_owned)).collect()
    }

    #[test]
    fn a_cell_that_begins_like_a_formula_is_counted_and_kept() {
        let rows = [["=1+1", "-1.5"], ["@SUM(A1)", "- he said"], ["+32 members", "fine"], ["\tx", "2024-10-01"]];
        let lines = rows.map(|[a, b]| line(&[("a", a), ("b", b)]));
        assert_eq!(formula_cells(&lines), 5);
        assert!(csv(&columns(&["a", "b"]), &lines).contains("\n=1+1,-1.5\r"));
    }

    #[test]
    fn columns_are_aligned_by_the_width_of_letters() {
        let rows = words(&[["Türkiye", "2", "not now"], ["日本", "10", ""], ["Zelenskyy", "", "requests"]]);
        insta::assert_snapshot!(table(["actor", "n", "stance"], &rows), @r"
        actor       n  stance
        ─────────  ──  ────────
        Türkiye     2  not now
        日本       10
        Zelenskyy      requests
        ");
    }

    #[test]
    fn a_cell_cannot_steer_the_terminal() {
        let table = table(["a"], &words(&[["\u{1b}[2Jgone\r\nnext\tone \u{202E}x"]]));
        assert_eq!(table.lines().nth(2), Some("\u{FFFD}[2Jgone next one [U+202E]x"));
    }
}
