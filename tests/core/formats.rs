//! Tables, JSON and CSV say the same: whatever is asked, all three hold the same fields and the same values.
//!
//! What each form should hold is worked out here from the JSON, by the words of `--help`, not by the code that writes it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use crate::program::demarche;
use demarche::derive::Cause;
use demarche::model::{Day, Voice};
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use tempfile::TempDir;

type Line = BTreeMap<String, String>;

/// What a run prints; its notes are the business of others.
fn printed(arguments: &[&str], format: &str) -> String {
    let data = TempDir::new().unwrap();
    let done = demarche(data.path(), &[arguments, &["--format", format]].concat()).success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

fn json_of(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(arguments, "json")).unwrap()
}

fn csv_of(arguments: &[&str]) -> Vec<Line> {
    let text = printed(arguments, "csv");
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// The cells of each table in `text` by their headings. A table begins with its headings, above a rule.
fn tables_in(text: &str) -> Vec<Vec<Line>> {
    let lines: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
    let is_rule = |line: &[char]| line.contains(&'─') && line.iter().all(|letter| matches!(letter, '─' | ' '));
    let tables = (1..lines.len()).filter(|place| is_rule(&lines[*place]));
    tables
        .map(|place| {
            let rule = &lines[place];
            let starts: Vec<usize> =
                (0..rule.len()).filter(|at| rule[*at] == '─' && (*at == 0 || rule[at - 1] == ' ')).collect();
            let cells = |line: &[char]| -> Vec<String> {
                let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
                let columns = starts.iter().zip(ends);
                columns
                    .map(|(start, end)| {
                        let (start, end) = ((*start).min(line.len()), end.min(line.len()));
                        line[start..end].iter().collect::<String>().trim().to_owned()
                    })
                    .collect()
            };
            let headings = cells(&lines[place - 1]);
            let rows = lines[place + 1..].iter().take_while(|line| !line.is_empty());
            rows.map(|row| headings.iter().cloned().zip(cells(row)).collect()).collect()
        })
        .collect()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(" "),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Object(_) => panic!("no cell: {value}"),
    }
}

fn fields(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap()
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().unwrap()
}

/// All fields of an object but its rows.
fn head(told: &Value) -> Line {
    fields(told).iter().filter(|(name, _)| *name != "rows").map(|(name, value)| (name.clone(), cell(value))).collect()
}

fn line(row: &Value) -> Line {
    fields(row).iter().map(|(name, value)| (name.clone(), cell(value))).collect()
}

fn prefixed(prefix: &str, line: Line) -> Line {
    line.into_iter().map(|(name, cell)| (format!("{prefix}{name}"), cell)).collect()
}

/// The fields of `row`, with `row_` in front of those that `head` has too.
fn beside(row: Line, head: &Line) -> Line {
    row.into_iter()
        .map(|(name, cell)| if head.contains_key(&name) { (format!("row_{name}"), cell) } else { (name, cell) })
        .collect()
}

/// What CSV should say where JSON is an object with rows.
fn lines_of_rows(told: &Value) -> Vec<Line> {
    let head = head(told);
    list(told, "rows").iter().map(|row| beside(line(row), &head).into_iter().chain(head.clone()).collect()).collect()
}

/// What CSV should say of a series, a line a day.
fn lines_of_series(told: &Value) -> Vec<Line> {
    let day = |day: &Value| {
        let mut of_day = head(day);
        for row in list(day, "rows") {
            let code = row["stance"].as_str().unwrap_or("silent");
            for (name, cell) in line(row).into_iter().filter(|(name, _)| name != "stance") {
                of_day.insert(if name == "count" { code.to_owned() } else { format!("{code}_{name}") }, cell);
            }
        }
        of_day
    };
    told.as_array().unwrap().iter().map(day).collect()
}

/// What CSV should say of a comparison: a line a difference, then one for each stance, and both sides in each.
fn lines_of_comparison(told: &Value) -> Vec<Line> {
    let side_head = |side: &Value| {
        let mut all = head(&side["tally"]);
        for name in ["given", "kind", "label"] {
            all.insert(name.to_owned(), cell(&side[name]));
        }
        all
    };
    let (from, to) = (side_head(&told["from"]), side_head(&told["to"]));
    let mut lines: Vec<Line> = list(told, "differences").iter().map(line).collect();
    for line in &mut lines {
        line.insert("row".to_owned(), "difference".to_owned());
    }
    for (one, other) in list(&told["from"]["tally"], "rows").iter().zip(list(&told["to"]["tally"], "rows")) {
        assert_eq!(one["stance"], other["stance"]);
        let of = |row: &Value| -> Line {
            let row = line(row).into_iter().filter(|(name, _)| name != "stance").collect();
            beside(row, &from)
        };
        let mut line = prefixed("from_", of(one));
        line.extend(prefixed("to_", of(other)));
        line.insert("stance".to_owned(), cell(&one["stance"]));
        line.insert("row".to_owned(), "tally".to_owned());
        lines.push(line);
    }
    for line in &mut lines {
        line.extend(prefixed("from_", from.clone()));
        line.extend(prefixed("to_", to.clone()));
    }
    lines
}

/// CSV has every column in every line; what `expected` does not name is empty.
fn assert_csv_says(arguments: &[&str], expected: &[Line]) {
    let found = csv_of(arguments);
    assert_eq!(found.len(), expected.len(), "{arguments:?}");
    for (found, expected) in found.iter().zip(expected) {
        for (name, cell) in expected {
            assert_eq!(found.get(name), Some(cell), "{arguments:?}: {name}");
        }
        for (name, cell) in found.iter().filter(|(name, _)| !expected.contains_key(*name)) {
            assert_eq!(cell, "", "{arguments:?}: {name} is not in the JSON");
        }
    }
}

fn row_of(cells: &[(&str, String)]) -> Line {
    cells.iter().map(|(heading, cell)| ((*heading).to_owned(), cell.clone())).collect()
}

fn text(row: &Value, field: &str) -> String {
    cell(&row[field])
}

/// As many items as a list has, nothing for none.
fn counted(row: &Value, field: &str) -> String {
    match list(row, field).len() {
        0 => String::new(),
        count => count.to_string(),
    }
}

fn member(row: &Value) -> String {
    (if row["member"] == true { "member" } else { "" }).to_owned()
}

fn standing(row: &Value, label: &str, contested: &str) -> String {
    format!("{}{}", text(row, label), if row[contested] == true { ", contested" } else { "" })
}

/// The beginning of a quotation as a table shows it: at most 72 letters, on one line, and no spaces at its end.
fn quotation(row: &Value) -> String {
    let quote = text(row, "quote");
    let quote = if quote.chars().count() <= 72 {
        quote
    } else {
        format!("{}…", quote.chars().take(71).collect::<String>().trim_end())
    };
    quote.replace('\n', " ").trim().to_owned()
}

fn standing_row(row: &Value) -> Line {
    let number = |field: &str| row[field].as_u64().unwrap();
    let words = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let rests_on = match number("rests_on_sentences") {
        0 => String::new(),
        1 => "1 sentence".to_owned(),
        sentences => format!(
            "{}, {}, {}",
            words(sentences, "sentence", "sentences"),
            words(number("rests_on_sources"), "article", "articles"),
            words(number("rests_on_outlets"), "outlet", "outlets")
        ),
    };
    let remarks = [("stale", "stale"), ("conditional", "conditional"), ("second_hand", "second-hand only")];
    let remarks: Vec<&str> = remarks.iter().filter(|(field, _)| row[*field] == true).map(|(_, word)| *word).collect();
    let kind = text(row, "kind");
    row_of(&[
        ("Actor", text(row, "name")),
        ("Kind", if kind == "unnamed" { "unnamed source".to_owned() } else { kind }),
        ("Member", member(row)),
        ("Standing", standing(row, "label", "contested")),
        ("Since", text(row, "since")),
        ("Statements", counted(row, "statements")),
        ("Outvoted", counted(row, "outvoted")),
        ("Statement", list(row, "statements").first().map_or(String::new(), cell)),
        ("Fragility", if number("must_go") == 0 { String::new() } else { text(row, "must_go") }),
        ("Rests on", rests_on),
        ("Remarks", remarks.join(", ")),
    ])
}

fn change_row(row: &Value) -> Line {
    row_of(&[
        ("Day", text(row, "day")),
        ("Actor", text(row, "name")),
        ("Member", member(row)),
        ("From", text(row, "label_from")),
        ("To", text(row, "label_to")),
        ("Statement", text(row, "because")),
        ("Quotation", quotation(row)),
    ])
}

fn voice(row: &Value) -> Voice {
    serde_json::from_value(row["voice"].clone()).unwrap()
}

fn dated_statement_row(row: &Value) -> Line {
    row_of(&[
        ("Said", text(row, "said")),
        ("Published", text(row, "published")),
        ("Whose position", text(row, "name")),
        ("Stance", text(row, "label")),
        ("Voice", voice(row).label().to_owned()),
        ("Statement", text(row, "id")),
        ("Quotation", quotation(row)),
    ])
}

fn statement_row(row: &Value) -> Line {
    let spoken_for = row["on_behalf_of_name"].as_str().map(|name| format!(", for {name}"));
    row_of(&[
        ("Statement", text(row, "id")),
        ("Said", row["said"].as_str().unwrap_or("undated").to_owned()),
        ("Whose position", text(row, "actor_name") + &spoken_for.unwrap_or_default()),
        ("Question", text(row, "question")),
        ("Stance", text(row, "stance")),
        ("Voice", text(row, "voice")),
        ("Quotation", quotation(row)),
    ])
}

/// The row of a stance; who its members are is told in names, and checked by their number.
fn tally_row(row: &Value) -> Line {
    row_of(&[
        ("Standing", text(row, "label")),
        ("Members", text(row, "count")),
        ("Contested", counted(row, "contested")),
        ("Stale", counted(row, "stale")),
        ("Unnamed only", counted(row, "unnamed_only")),
        ("Second-hand", counted(row, "second_hand")),
        ("Conditional", counted(row, "conditional")),
    ])
}

fn difference_row(row: &Value) -> Line {
    let cause: Cause = serde_json::from_value(row["cause"].clone()).unwrap();
    row_of(&[
        ("Actor", text(row, "name")),
        ("Member", member(row)),
        ("From", standing(row, "label_from", "contested_from")),
        ("To", standing(row, "label_to", "contested_to")),
        ("Why", cause.label().to_owned()),
        ("Statement", text(row, "because")),
        ("Quotation", quotation(row)),
    ])
}

fn day_row(day: &Value) -> Line {
    let stance = |code: Option<&str>| {
        let row = list(day, "rows").iter().find(|row| row["stance"].as_str() == code).unwrap();
        (text(row, "label"), text(row, "count"))
    };
    let mut line = row_of(&[
        ("Day", text(day, "as_of")),
        ("In favour", text(day, "in_favour")),
        ("Contested", counted(day, "contested")),
        ("Stale", counted(day, "stale")),
        ("Unnamed only", counted(day, "unnamed_only")),
        ("Second-hand", counted(day, "second_hand")),
        ("Conditional", counted(day, "conditional")),
        ("Missing", text(day, "missing")),
        ("Range", format!("{} to {}", text(day, "least"), text(day, "most"))),
        ("Changed", quotation(&serde_json::json!({ "quote": text(day, "changed_how") }))),
    ]);
    line.extend([Some("undecided"), Some("not_now"), Some("opposes"), None].map(stance));
    line
}

/// The lines of a table are the rows of the JSON, in whatever order.
fn assert_table_says(found: &[Line], rows: &[Value], expected: fn(&Value) -> Line) {
    let mut found = found.to_vec();
    let mut expected: Vec<Line> = rows.iter().map(expected).collect();
    found.sort();
    expected.sort();
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        for (heading, cell) in expected {
            assert_eq!(found.get(heading), Some(cell), "{heading}: {found:?}");
        }
        let others: Vec<&String> = found.keys().filter(|heading| !expected.contains_key(*heading)).collect();
        assert!(others.is_empty() || others == ["Who"], "{others:?} are not in the JSON");
    }
}

/// What stands above a table: the question, the day, the day of knowledge; and the rule where it is another.
fn assert_standpoint_is_told(table: &str, told: &Value) {
    let mut needles = vec![text(told, "question_text")];
    if told["known_on"].is_string() {
        needles.push(format!("({})", text(told, "known_on")));
    }
    needles.push(if told["as_of"].is_null() {
        "As of no day".to_owned()
    } else {
        format!("({})", text(told, "as_of"))
    });
    if told["project_rule"] == false {
        needles.push(format!("Rule: {}", text(told, "rule")));
    }
    for needle in needles {
        assert!(table.contains(&needle), "{needle:?} is not told:\n{table}");
    }
    for field in ["question", "as_of", "as_of_approximate", "known_on", "rule", "project_rule", "answer"] {
        assert!(fields(told).contains_key(field), "{field}");
    }
}

/// Runs all commands that ask a question with the same options and compares what they say in the three formats.
fn all_formats_say_the_same(options: &[&str]) {
    let with = |command: &[&'static str]| -> Vec<String> {
        command.iter().chain(options).map(|word| (*word).to_owned()).collect()
    };
    let run = |command: &[&'static str], row: fn(&Value) -> Line| {
        let arguments = with(command);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let told = json_of(&arguments);
        assert_csv_says(&arguments, &lines_of_rows(&told));
        let table = printed(&arguments, "table");
        assert_standpoint_is_told(&table, &told);
        assert_table_says(&tables_in(&table)[0], list(&told, "rows"), row);
        (told, table)
    };
    let (standings, table) = run(&["standings"], standing_row);
    assert!(table.contains(&text(&standings, "answer")));
    run(&["timeline"], change_row);
    run(&["timeline", "--statements"], dated_statement_row);
    let (tally, table) = run(&["tally"], tally_row);
    assert!(table.contains(&text(&tally, "answer")));
    for (found, row) in tables_in(&table)[0].iter().zip(list(&tally, "rows")) {
        let named = found["Who"].split(',').flat_map(|part| part.split(" and ")).filter(|name| !name.is_empty());
        assert_eq!(named.count(), list(row, "members").len().min(7), "{found:?}");
    }

    let arguments = with(&["tally", "--each-day"]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let series = json_of(&arguments);
    assert_csv_says(&arguments, &lines_of_series(&series));
    let table = printed(&arguments, "table");
    assert_table_says(&tables_in(&table)[0], series.as_array().unwrap(), day_row);
    for day in series.as_array().unwrap() {
        for field in ["series_from", "series_to"] {
            assert!(table.contains(&format!("({})", text(day, field))), "{field}");
        }
    }
}

#[test]
fn a_table_json_and_csv_of_one_answer_hold_the_same_fields_and_values() {
    all_formats_say_the_same(&[]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_formats_agree_on_any_question_days_and_voice(
        as_of in 0..460_i32, known_on in 0..460_i32, voice in 0..4_usize, question in 0..2_usize,
    ) {
        let day = |days: i32| "2024-09-25".parse::<Day>().unwrap().plus_days(days).to_string();
        let (as_of, known_on) = (day(as_of), day(known_on));
        all_formats_say_the_same(&[
            "--question", ["invite-now", "join-eventually"][question],
            "--as-of", &as_of,
            "--known-on", &known_on,
            "--least-voice", Voice::ALL[voice].code(),
        ]);
    }
}

#[test]
fn a_table_json_and_csv_of_a_comparison_hold_the_same_fields_and_values() {
    for sides in [["2024-11-29", "2024-12-09"], ["invite-now", "join-eventually"], ["known:2024-11-29", "who-blocks"]] {
        let arguments = ["compare", "--from", sides[0], "--to", sides[1]];
        let told = json_of(&arguments);
        assert_csv_says(&arguments, &lines_of_comparison(&told));
        let table = printed(&arguments, "table");
        let tables = tables_in(&table);
        assert_eq!(tables.len(), 3, "{table}");
        for (found, side) in tables.iter().zip([&told["from"], &told["to"]]) {
            assert_standpoint_is_told(&table, &side["tally"]);
            assert_table_says(found, list(&side["tally"], "rows"), tally_row);
            assert!(table.contains(&text(&side["tally"], "answer")));
        }
        assert_table_says(&tables[2], list(&told, "differences"), difference_row);
    }
}

#[test]
fn a_table_json_and_csv_of_the_statements_hold_the_same_fields_and_values() {
    for arguments in [["statements"].as_slice(), &["statements", "--actor", "hungary"]] {
        let told = json_of(arguments);
        let rows = told.as_array().unwrap();
        assert_csv_says(arguments, &rows.iter().map(line).collect::<Vec<_>>());
        assert_table_says(&tables_in(&printed(arguments, "table"))[0], rows, statement_row);
    }
}

#[test]
fn without_rows_json_still_tells_the_standpoint_and_csv_its_columns() {
    let arguments = ["timeline", "--actor", "spain"];
    let told = json_of(&arguments);
    assert_eq!((list(&told, "rows"), text(&told, "question")), ([].as_slice(), "invite-now".to_owned()));
    let columns = |text: &str| text.lines().next().unwrap().to_owned();
    let of_all = columns(&printed(&["timeline"], "csv"));
    assert_eq!(printed(&arguments, "csv"), of_all.clone() + "\r\n");
    assert!(of_all.starts_with("day,actor,") && of_all.contains(",quote,question,question_text,as_of,"), "{of_all}");
}

/// The names of all fields in `value`, without those of the objects in `but`.
fn names_in(value: &Value, but: &str, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                names.insert(name.clone());
                if name != but {
                    names_in(value, but, names);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names_in(item, but, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn the_help_of_a_command_names_every_field_of_its_json() {
    for arguments in [
        ["standings"].as_slice(),
        &["tally"],
        &["tally", "--each-day"],
        &["timeline"],
        &["timeline", "--statements"],
        &["compare", "--from", "2024-11-29", "--to", "2024-12-09"],
        &["statements"],
    ] {
        let data = TempDir::new().unwrap();
        let help = demarche(data.path(), &[arguments[0], "--help"]).success();
        let help = String::from_utf8(help.get_output().stdout.clone()).unwrap();
        let words: BTreeSet<&str> = help.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
        let mut names = BTreeSet::new();
        names_in(&json_of(arguments), "tally", &mut names);
        assert!(names.len() > 10, "{arguments:?}");
        for name in &names {
            assert!(words.contains(name.as_str()), "{arguments:?}: {name} is not explained");
        }
    }
}
