//! Tables of articles: CSV, TSV, JSON, lines of JSON, sheets of Excel and OpenDocument. One row is one article.
//!
//! Which column holds what is guessed from its heading and told. Easily got wrong: a table of codings looks much the
//! same, and is no table of articles.

use super::dates;
use super::draft::{Draft, Kind};
use super::error::ImportError;
use super::opening;
use crate::model::Dated;
use calamine::{Data, Reader as _, open_workbook_auto_from_rs};
use serde_json::Value;
use std::io::Cursor;

/// More rows than one person collects.
const MOST_ROWS: usize = 200_000;

/// What a column holds, and the headings by which it is known, in lower case without spaces and marks.
const COLUMNS: [(Column, &[&str]); 7] = [
    (
        Column::Text,
        &[
            "text",
            "fulltext",
            "body",
            "content",
            "article",
            "articletext",
            "articlebody",
            "texto",
            "texte",
            "volltext",
            "maintext",
            "story",
            "inhalt",
            "contenu",
            "contenido",
            "testo",
            "tekst",
            "conteudo",
        ],
    ),
    (
        Column::Title,
        &["title", "headline", "heading", "titel", "titre", "titulo", "hl", "titolo", "título", "tytuł", "schlagzeile"],
    ),
    (
        Column::Outlet,
        &[
            "outlet",
            "source",
            "publication",
            "publicationtitle",
            "newspaper",
            "publisher",
            "medium",
            "journal",
            "paper",
            "media",
            "quelle",
            "sourcename",
            "domain",
            "zeitung",
            "giornale",
            "testata",
            "periódico",
            "diario",
            "krant",
            "gazeta",
            "outletname",
            "sourcetitle",
        ],
    ),
    (
        Column::Day,
        &[
            "date",
            "published",
            "day",
            "pubdate",
            "publicationdate",
            "publishedat",
            "publishdate",
            "datum",
            "fecha",
            "datepublished",
            "time",
            "timestamp",
            "veröffentlicht",
            "dato",
            "pubdatum",
        ],
    ),
    (Column::Author, &["author", "authors", "byline", "autor", "auteur", "creator", "writer"]),
    (Column::Url, &["url", "link", "href", "address", "permalink"]),
    (Column::Place, &["place", "location", "city", "dateline"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Text,
    Title,
    Outlet,
    Day,
    Author,
    Url,
    Place,
}

fn plain_name(heading: &str) -> String {
    heading.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn column_of(heading: &str) -> Option<Column> {
    let name = plain_name(heading);
    COLUMNS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

/// Whether a first line is the heading of a table of articles or of codings.
pub(super) fn is_heading(line: &str) -> bool {
    [',', ';', '\t'].iter().any(|mark| {
        let cells: Vec<&str> = line.split(*mark).map(|cell| cell.trim().trim_matches('"')).collect();
        let known = cells.iter().filter(|cell| column_of(cell).is_some()).count();
        cells.len() >= 2
            && known >= 2
            && (cells.iter().any(|cell| column_of(cell) == Some(Column::Text)) || is_codings(&cells))
    })
}

/// Rows whose columns are those of coded statements.
fn is_codings<T: AsRef<str>>(headings: &[T]) -> bool {
    let has = |names: &[&str]| headings.iter().any(|heading| names.contains(&plain_name(heading.as_ref()).as_str()));
    has(&["actor", "person", "organization", "organisation", "country"])
        && has(&["stance", "position", "agreement", "code", "concept", "answer"])
        && has(&["quote", "quotation", "statement", "sentence", "text"])
}

fn codings() -> ImportError {
    ImportError::Unsupported {
        what: "a table of coded statements, and no table of articles".to_owned(),
        advice: "Import the articles that were coded, and code in them".to_owned(),
    }
}

/// A table with a heading, in letters.
pub(super) fn csv(text: &str, encoding: &str) -> Result<Vec<Draft>, ImportError> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: char| first.matches(mark).count();
    let mark = [',', ';', '\t'].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(',');
    let damaged =
        |cause: ::csv::Error| ImportError::Damaged { kind: Kind::Table.in_words().to_owned(), why: cause.to_string() };
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(u8::try_from(mark).unwrap_or(b','))
        .flexible(true)
        .from_reader(text.as_bytes());
    let headings: Vec<String> = reader.headers().map_err(damaged)?.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        rows.push(record.map_err(damaged)?.iter().map(str::to_owned).collect());
        if rows.len() > MOST_ROWS {
            return Err(ImportError::Bomb(format!("it has more than {MOST_ROWS} rows")));
        }
    }
    articles(&headings, &rows, Kind::Table, encoding)
}

/// The first sheet of a workbook.
pub(super) fn sheet(bytes: &[u8]) -> Result<Vec<Draft>, ImportError> {
    let damaged = |why: String| ImportError::Damaged { kind: Kind::Table.in_words().to_owned(), why };
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|cause| damaged(cause.to_string()))?;
    let range = book.worksheet_range_at(0).ok_or_else(|| damaged("it has no sheet".to_owned()))?;
    let range = range.map_err(|cause| damaged(cause.to_string()))?;
    if range.height() > MOST_ROWS {
        return Err(ImportError::Bomb(format!("it has more than {MOST_ROWS} rows")));
    }
    let mut rows = range.rows().map(|row| row.iter().map(cell).collect::<Vec<String>>());
    let headings = rows.next().unwrap_or_default();
    articles(&headings, &rows.collect::<Vec<_>>(), Kind::Table, "")
}

fn cell(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

/// Objects of JSON, in a list or one in a line; `None` where none of them holds a text.
pub(super) fn json(text: &str, encoding: &str) -> Option<Result<Vec<Draft>, ImportError>> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let values: Vec<Value> = match serde_json::from_str(text) {
        Ok(Value::Array(values)) => values,
        Ok(Value::Object(mut object)) => {
            let list = ["articles", "items", "documents", "results", "data"].iter().find_map(|key| {
                match object.remove(*key) {
                    Some(Value::Array(values)) => Some(values),
                    _ => None,
                }
            });
            list.unwrap_or_else(|| vec![Value::Object(object)])
        }
        Ok(_) => return None,
        Err(_) => text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .ok()?,
    };
    let objects: Vec<&serde_json::Map<String, Value>> = values.iter().filter_map(Value::as_object).collect();
    let mut headings: Vec<String> = Vec::new();
    for key in objects.iter().take(50).flat_map(|object| object.keys()) {
        if !headings.contains(key) {
            headings.push(key.clone());
        }
    }
    if !headings.iter().any(|heading| column_of(heading) == Some(Column::Text)) {
        return None;
    }
    if objects.len() > MOST_ROWS {
        return Some(Err(ImportError::Bomb(format!("it holds more than {MOST_ROWS} articles"))));
    }
    let words = |value: &Value| match value {
        Value::String(words) => words.clone(),
        Value::Null => String::new(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
        Value::Object(object) => object.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    };
    let rows: Vec<Vec<String>> = objects
        .iter()
        .map(|object| headings.iter().map(|heading| object.get(heading).map(words).unwrap_or_default()).collect())
        .collect();
    Some(articles(&headings, &rows, Kind::Json, encoding))
}

fn articles(headings: &[String], rows: &[Vec<String>], kind: Kind, encoding: &str) -> Result<Vec<Draft>, ImportError> {
    let known: Vec<Option<Column>> = headings.iter().map(|heading| column_of(heading)).collect();
    if is_codings(headings) {
        return Err(codings());
    }
    if !known.contains(&Some(Column::Text)) {
        return Err(ImportError::Unsupported {
            what: format!("a table without a column of texts (its columns: {})", shortened(&headings.join(", "))),
            advice: "Name the column of the articles' texts \"text\", and import it again".to_owned(),
        });
    }
    let mut drafts = Vec::new();
    let mut without_text = 0_usize;
    for (index, row) in rows.iter().enumerate() {
        let mut draft = Draft::new(kind, encoding);
        draft.report.keep(format!("row {} of {}", index + 1, rows.len()));
        for ((heading, column), words) in headings.iter().zip(&known).zip(row) {
            place(&mut draft, heading, *column, words);
        }
        if draft.text.trim().is_empty() {
            without_text += 1;
            continue;
        }
        if draft.title.is_empty() {
            opening::title_from_text(&mut draft);
        }
        if draft.published.is_none() {
            draft.report.guess("published", "not dated: the row names no day");
        }
        drafts.push(draft);
    }
    if let (Some(first), true) = (drafts.first_mut(), without_text > 0) {
        first.report.drop("rows without a text", without_text.to_string());
    }
    if drafts.is_empty() { Err(ImportError::NoText("; no row of the table has one".to_owned())) } else { Ok(drafts) }
}

fn place(draft: &mut Draft, heading: &str, column: Option<Column>, words: &str) {
    let trimmed = words.trim();
    if trimmed.is_empty() {
        return;
    }
    let (what, field) = match column {
        Some(Column::Text) if draft.text.is_empty() => {
            draft.text = words.replace("\r\n", "\n").replace('\r', "\n");
            if !draft.text.ends_with('\n') {
                draft.text.push('\n');
            }
            return;
        }
        Some(Column::Day) if draft.published.is_none() => {
            draft.published = dates::of_metadata(trimmed).or_else(|| of_seconds(trimmed));
            match &draft.published {
                Some(_) => draft.report.guess("published", format!("the column {heading:?}")),
                None => draft.report.drop(dates::NO_DATE, trimmed),
            }
            return;
        }
        Some(Column::Title) => ("title", &mut draft.title),
        Some(Column::Outlet) => ("outlet", &mut draft.outlet),
        Some(Column::Author) => ("author", &mut draft.author),
        Some(Column::Url) => ("url", &mut draft.url),
        Some(Column::Place) => ("place", &mut draft.place),
        Some(Column::Text | Column::Day) | None => {
            draft.report.drop("another column", format!("{heading}: {trimmed}"));
            return;
        }
    };
    if field.is_empty() {
        trimmed.clone_into(field);
        draft.report.guess(what, format!("the column {heading:?}"));
    } else {
        draft.report.drop("another column", format!("{heading}: {trimmed}"));
    }
}

/// Seconds or milliseconds since 1970 as programs write them: the day in UTC.
fn of_seconds(words: &str) -> Option<Dated> {
    let seconds: i64 = match words.len() {
        10 => words.parse().ok()?,
        13 => words.parse::<i64>().ok()? / 1_000,
        _ => return None,
    };
    let day = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
    let date = day.to_string().parse().ok()?;
    Some(Dated { date: Some(date), words: words.to_owned(), inferred: String::new() })
}

fn shortened(words: &str) -> String {
    words.chars().take(120).collect()
}
