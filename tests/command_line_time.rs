//! Day of knowledge, rules, tally, timeline and comparison as a person or a script asks for them in a terminal.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/program.rs"]
mod program;

use demarche::cli::open_session;
use demarche::model::{Day, Stance};
use demarche::session::{Command, Origin, Session};
use demarche::store::{builtin, write_view_file};
use demarche::view::{View, ViewKey, ViewList};
use program::{copied_project, demarche, json, json_and_notes, output, refusal};
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Only direct quotes, and a short window.
const STRICT: &str = "(\n    voices: [direct_quote],\n    least_confidence: 1,\n    people_speak: InOffice,\n    \
    contested_within_days: 7,\n    stale_after_days: 30,\n)\n";

/// A rule file that is there as long as the folder is.
fn rule_file(folder: &TempDir, text: &str) -> PathBuf {
    let file = folder.path().join("strict.ron");
    fs::write(&file, text).unwrap();
    file
}

fn words<'a>(value: &'a Value, field: &str) -> Vec<&'a str> {
    value[field].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect()
}

fn row<'a>(tally: &'a Value, stance: Option<Stance>) -> &'a Value {
    let code = stance.map(Stance::code);
    tally["rows"].as_array().unwrap().iter().find(|row| row["stance"].as_str() == code).unwrap()
}

/// The object that a run prints.
fn object(arguments: &[&str]) -> Value {
    serde_json::from_str(&output(&[arguments, &["--format", "json"]].concat())).unwrap()
}

#[test]
fn the_tally_tells_who_who_else_and_how_many_are_missing() {
    insta::assert_snapshot!(output(&["tally", "--as-of", "2024-12-09"]));
    insta::assert_snapshot!(serde_json::to_string_pretty(&object(&["tally", "--as-of", "2024-12-09"])).unwrap());
}

#[test]
fn the_tally_adds_up_and_says_what_the_standings_say() {
    let tally = object(&["tally"]);
    let standings = json(&["standings"]);
    let members: Vec<&Value> = standings.iter().filter(|row| row["member"] == true).collect();
    assert_eq!(tally["members"], members.len());
    for stance in Stance::ALL.map(Some).into_iter().chain([None]) {
        let told = row(&tally, stance);
        let code = stance.map_or(Value::Null, |stance| Value::from(stance.code()));
        let with = |holds: &dyn Fn(&Value) -> bool| -> Vec<&str> {
            let those = members.iter().filter(|row| row["stance"] == code && holds(row));
            those.map(|row| row["actor"].as_str().unwrap()).collect()
        };
        assert_eq!(words(told, "members"), with(&|_| true));
        assert_eq!(told["count"], words(told, "members").len());
        for field in ["contested", "stale", "unnamed_only", "conditional"] {
            assert_eq!(words(told, field), with(&|row| row[field] == true), "{field}");
        }
    }
    assert_eq!(words(&tally, "against"), ["hungary"]);
    let number = |field: &str| tally[field].as_u64().unwrap();
    assert_eq!(number("missing"), number("needed") - number("in_favour"));
    assert_eq!((number("least"), number("most")), (number("in_favour"), number("in_favour") + 29));
}

#[test]
fn a_series_has_a_row_for_each_day_on_which_anything_changes() {
    insta::assert_snapshot!(output(&["tally", "--each-day"]));
    let days = |arguments: &[&str]| -> Vec<String> {
        let rows = json_and_notes(arguments).0;
        rows.as_array().unwrap().iter().map(|row| row["as_of"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(days(&["tally", "--each-day"]), ["2024-10-31", "2024-12-03"]);
    assert_eq!(days(&["tally", "--from", "2024-11-01"]), ["2024-11-01", "2024-12-03"]);
    assert_eq!(days(&["tally", "--to", "2024-11-30"]), ["2024-10-31"]);
    assert_eq!(days(&["tally", "--each-day", "--as-of", "2024-12-02"]), ["2024-10-31"]);
    // 60 days after the last of October the window closes, 180 days after December what was said is stale.
    let later = days(&["tally", "--from", "2024-12-01", "--to", "2025-12-31"]);
    assert_eq!(later, ["2024-12-01", "2024-12-03", "2024-12-31", "2025-06-02", "2025-06-09"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_series_agrees_with_the_standings_of_each_day(days in 0..420_i32, question in 0..2_usize) {
        let (question, start) = (["invite-now", "join-eventually"][question], "2024-10-01".parse::<Day>().unwrap());
        let (day, end) = (start.plus_days(days).to_string(), start.plus_days(420).to_string());
        let series =
            json_and_notes(&["tally", "--question", question, "--from", &start.to_string(), "--to", &end]).0;
        let series = series.as_array().unwrap();
        let entry = series.iter().rfind(|row| row["as_of"].as_str().unwrap() <= day.as_str()).unwrap();
        let standings = json_and_notes(&["standings", "--question", question, "--as-of", &day]).0;
        for standing in standings.as_array().unwrap().iter().filter(|row| row["member"] == true) {
            let is_in = |rows: &Value, field: &str| words(rows, field).contains(&standing["actor"].as_str().unwrap());
            let rows = entry["rows"].as_array().unwrap();
            let row = rows.iter().find(|row| is_in(row, "members")).unwrap();
            prop_assert_eq!(&row["stance"], &standing["stance"]);
            for field in ["contested", "stale", "unnamed_only", "conditional"] {
                prop_assert_eq!(is_in(entry, field), standing[field] == true, "{} {}", field, standing);
            }
        }
    }
}

#[test]
fn every_change_carries_the_sentence_that_makes_it() {
    insta::assert_snapshot!(output(&["timeline", "--actor", "biden"]));
    let project = builtin().project;
    let changes = json(&["timeline"]);
    assert!(changes.len() > 20);
    for change in &changes {
        let statement = project.statements.get(change["because"].as_str().unwrap()).unwrap();
        assert_eq!(change["quote"], statement.quote.exact.as_str());
        assert_eq!(change["day"], statement.said.date.latest().to_string());
        assert_eq!(change["to"], statement.stance.code());
        assert_ne!(change["from"], change["to"]);
    }
    let key =
        |change: &Value| (change["day"].as_str().unwrap().to_owned(), change["actor"].as_str().unwrap().to_owned());
    assert!(changes.iter().map(key).is_sorted());
    // The last change of everybody leads to the standing.
    for standing in json(&["standings"]).iter().filter(|row| !row["stance"].is_null()) {
        let last = changes.iter().rfind(|change| change["actor"] == standing["actor"]).unwrap();
        assert_eq!(last["to"], standing["stance"]);
    }
}

#[test]
fn statements_stand_at_the_time_they_were_said_as_exactly_as_the_text_has_it() {
    insta::assert_snapshot!(output(&["timeline", "--statements", "--actor", "Hungary"]));
    let project = builtin().project;
    let rows = json(&["timeline", "--statements"]);
    let on_it = project.statements.values().filter(|statement| statement.question.as_str() == "invite-now");
    assert_eq!(rows.len(), on_it.count());
    for row in &rows {
        let said = project.statements.get(row["id"].as_str().unwrap()).unwrap().said.date;
        assert_eq!(row["earliest"], said.earliest().to_string());
        assert_eq!(row["latest"], said.latest().to_string());
        assert_eq!(row["approximate"], said.is_approximate());
        assert!(["day", "month", "year", "range"].contains(&row["precision"].as_str().unwrap()));
        assert!(!words(row, "counts_for").is_empty(), "every voice counts: {row}");
    }
    assert!(rows.iter().map(|row| row["latest"].as_str().unwrap()).is_sorted());
    let strict = json(&["timeline", "--statements", "--least-voice", "direct_quote"]);
    assert_eq!(strict.len(), rows.len());
    for row in &strict {
        assert_eq!(words(row, "counts_for").is_empty(), row["voice"] != "direct_quote", "{row}");
    }
}

#[test]
fn only_what_had_been_printed_is_known() {
    let known = json(&["timeline", "--statements", "--known-on", "2024-11-30"]);
    assert!(known.iter().all(|row| !row["published"].as_str().unwrap().starts_with("2024-12")));
    let before = output(&["standings", "--known-on", "2024-11-30"]);
    assert!(before.contains("As of about 10 December 2024 (2024-12-10), as known on 30 November 2024 (2024-11-30)"));
    assert!(before.contains("none of 32 members"), "{before}");
}

#[test]
fn a_rule_of_ones_own_is_followed_and_told() {
    let folder = TempDir::new().unwrap();
    let file = rule_file(&folder, STRICT);
    let table = output(&["standings", "--rule", file.to_str().unwrap()]);
    let told = "Rule: The latest statement decides. Only direct quotes count. People speak for the country whose office \
                they hold. Contested by another stance within 7 days. Stale after 30 days.";
    assert_eq!(table.lines().nth(3), Some(told));
    let tally = object(&["tally", "--rule", file.to_str().unwrap()]);
    assert_eq!((&tally["project_rule"], &tally["in_favour"]), (&Value::from(false), &Value::from(0)));
    // The least voice is set in whatever rule is in force.
    let wider = object(&["tally", "--rule", file.to_str().unwrap(), "--least-voice", "characterised"]);
    assert_eq!(
        words(&wider, "rule")[1..],
        ["All voices count.", words(&tally, "rule")[2], words(&tally, "rule")[3], words(&tally, "rule")[4]]
    );
    let as_project = object(&["tally", "--least-voice", "characterised"]);
    assert_eq!(as_project, object(&["tally"]), "the project counts all voices");
}

#[test]
fn a_bad_rule_is_refused_with_its_file_place_and_remedy() {
    let folder = TempDir::new().unwrap();
    let cases = [
        (
            STRICT.replace("voices", "voises"),
            ":2:5: the rule cannot be read: \"voises\" is no field; is `voices` meant?",
        ),
        (STRICT.replace("[direct_quote]", "[]"), ":2: the rule contradicts itself: no voice counts"),
        (STRICT.replace("7,", "70,"), ":5: the rule contradicts itself: a statement contests for 70 days"),
        (String::new(), "there is nothing in the file"),
        ("rule: yes".to_owned(), ":1:1: the rule cannot be read: expected only what stands behind `rule:`"),
    ];
    for (text, said) in cases {
        let file = rule_file(&folder, &text);
        let file = file.to_str().unwrap();
        let picture = folder.path().join("x.svg");
        for arguments in [
            ["tally", "--rule", file].as_slice(),
            &["standings", "--rule", file],
            &["timeline", "--rule", file],
            &["compare", "--from", file, "--to", "2024-11-29"],
            &["render", "--rule", file, "-o", picture.to_str().unwrap()],
        ] {
            let refused = refusal(1, arguments);
            assert!(refused.contains(said) && refused.contains(file), "{arguments:?}: {refused}");
        }
        assert!(!picture.exists());
    }
    for missing in ["none.ron", "seeds"] {
        let refused = refusal(1, &["tally", "--rule", missing]);
        assert!(
            refused.starts_with("error: the rule cannot be opened") && refused.trim_end().ends_with(missing),
            "{refused}"
        );
    }
}

#[test]
fn a_comparison_tells_who_differs_and_because_of_what() {
    insta::assert_snapshot!(output(&["compare", "--from", "2024-11-29", "--to", "2024-12-09"]));
    let told = object(&["compare", "--from", "2024-11-29", "--to", "2024-12-09"]);
    let differences = told["differences"].as_array().unwrap();
    let of = |actor: &str| differences.iter().find(|row| row["actor"] == actor).unwrap();
    assert_eq!((&of("hungary")["from"], &of("hungary")["to"]), (&Value::Null, &Value::from("opposes")));
    assert_eq!(of("hungary")["because"], "allies-sidestep-021");
    assert_eq!(of("hungary")["cause"], "counts");
    assert_eq!(told["to"]["tally"], object(&["tally", "--as-of", "2024-12-09"]));
    assert_eq!(told["from"]["tally"], object(&["tally", "--as-of", "2024-11-29"]));
    let project = builtin().project;
    for row in differences {
        let statement = project.statements.get(row["because"].as_str().unwrap()).unwrap();
        assert_eq!(row["quote"], statement.quote.exact.as_str());
        assert!(row["from"] != row["to"] || row["contested"] != "same");
    }
}

#[test]
fn a_side_can_be_a_day_a_day_of_knowledge_a_question_a_view_or_a_rule() {
    let folder = TempDir::new().unwrap();
    let file = rule_file(&folder, STRICT);
    let file = file.to_str().unwrap();
    let kind = |side: &str| {
        let (told, _) = json_and_notes(&["compare", "--from", side, "--to", "2024-12-10"]);
        told["from"]["kind"].as_str().unwrap().to_owned()
    };
    for (side, expected) in [
        ("2024-11-29", "day"),
        ("day:2024-11-29", "day"),
        ("known:2024-11-29", "known_on"),
        ("join-eventually", "question"),
        ("Member one day", "question"),
        ("who-blocks", "view"),
        ("WHO BLOCKS", "view"),
        (file, "rule"),
        (&format!("rule:{file}"), "rule"),
    ] {
        assert_eq!(kind(side), expected, "{side}");
    }
    let (told, _) = json_and_notes(&["compare", "--from", file, "--to", "2024-12-10", "--least-voice", "reported"]);
    let voices = |side: &str| words(&told[side]["tally"], "rule")[1].to_owned();
    assert_eq!(
        (voices("from"), voices("to")),
        (
            "Only direct quotes and named speakers count.".to_owned(),
            "Only direct quotes and named speakers count.".to_owned()
        )
    );
}

#[test]
fn what_a_side_does_not_name_comes_from_the_options_or_from_the_view_on_the_other_side() {
    let (told, notes) = json_and_notes(&["compare", "--from", "2024-11-01", "--to", "yes-in-principle"]);
    assert_eq!(told["from"]["tally"]["question"], "join-eventually");
    assert_eq!(told["from"]["tally"]["as_of"], "2024-11-01");
    assert!(
        notes.starts_with("note: --from names a day and --to a saved view; compared are “Member one day”, 1 November"),
        "{notes}"
    );
    let (told, _) =
        json_and_notes(&["compare", "--from", "2024-11-01", "--to", "2024-12-01", "--question", "join-eventually"]);
    assert_eq!(told["to"]["tally"]["question"], "join-eventually");
    let (told, notes) = json_and_notes(&["compare", "--from", "2024-12-01", "--to", "2024-12-01"]);
    assert!(notes.starts_with("note: both sides are the same"), "{notes}");
    assert_eq!(told["differences"], Value::Array(Vec::new()));
}

#[test]
fn a_side_that_fits_two_things_is_not_guessed() {
    let data = TempDir::new().unwrap();
    let question = builtin().project.manifest.questions[0].id.clone();
    let view = |name: &str| View { name: name.to_owned(), ..View::of(question.clone()) };
    let folder = data.path().join("views/nato-ukraine");
    for (key, name) in [("invite-now", "Mine"), ("first", "2024-11-29")] {
        write_view_file(&folder, &ViewKey(key.to_owned()), &view(name)).unwrap();
    }
    let run = |from: &str| demarche(data.path(), &["compare", "--from", from, "--to", "2024-12-01"]);
    let said = |from: &str| String::from_utf8(run(from).code(2).get_output().stderr.clone()).unwrap();
    assert_eq!(
        said("invite-now"),
        "error: the side \"invite-now\" can be question:invite-now or view:invite-now: write one of these\n"
    );
    assert!(said("2024-11-29").contains("can be day:2024-11-29 or view:2024-11-29"));
    run("view:invite-now").success();
    run("day:2024-11-29").success();
}

#[test]
fn bad_input_is_refused_with_what_to_do() {
    let cases: [(&[&str], &[&str]); 14] = [
        (&["tally", "--as-of", "2024-02-30"], &["\"2024-02-30\" is not a day", "to 2024-12-10"]),
        (&["tally", "--known-on", "Friday"], &["\"Friday\" is not a day"]),
        (&["tally", "--question", "peace"], &["no question \"peace\"", "invite-now"]),
        (&["tally", "--least-voice", "loud"], &["direct_quote, reported, anonymous, characterised"]),
        (
            &["tally", "--from", "2024-12-01", "--to", "2024-11-01"],
            &["begin on 2024-12-01", "an earlier day for --from"],
        ),
        (&["tally", "--from", "2025-02-01"], &["begin on 2025-02-01", "on 2024-12-10", "a later one for --to"]),
        (&["tally", "--as-of", "2024-12-01", "--to", "2024-12-02"], &["cannot be used with"]),
        (&["timeline", "--actor", "hungry"], &["no actor \"hungry\"", "There are: hungary"]),
        (&["compare", "--from", "2024-12-01"], &["--to <B>"]),
        (&["compare", "--from", "2024-11-31", "--to", "who-blocks"], &["\"2024-11-31\" is not a day"]),
        (&["compare", "--from", "known:soon", "--to", "who-blocks"], &["\"soon\" is not a day"]),
        (
            &["compare", "--from", "who blocked", "--to", "2024-12-01"],
            &[
                "no day, question, saved view or rule file \"who blocked\"",
                "view:who-blocks (Who blocks)",
                "known:2024-11-29",
            ],
        ),
        (&["compare", "--from", "view:hungary", "--to", "2024-12-01"], &["no view \"hungary\"", "who-blocks"]),
        (
            &["compare", "--from", "2024-11-01", "--to", "2024-12-01", "--as-of", "2024-12-09"],
            &["--as-of sets what both sides share", "leave --as-of out"],
        ),
    ];
    for (arguments, needles) in cases {
        let said = refusal(2, arguments);
        for needle in needles {
            assert!(said.contains(needle), "{arguments:?} should say {needle:?}:\n{said}");
        }
        assert!(said.starts_with("error: "), "{said}");
    }
}

#[test]
fn a_day_outside_the_evidence_is_explained_and_answered() {
    for (arguments, said) in [
        (
            ["--as-of", "2023-01-01"],
            "note: by 1 January 2023 nobody had said anything on “Invite Ukraine now” yet; the first statement counts from 31 October 2024\n",
        ),
        (
            ["--as-of", "2026-01-01"],
            "note: nothing in these sources is newer than about 10 December 2024, so 1 January 2026 is not covered\n",
        ),
        (
            ["--known-on", "2024-09-01"],
            "note: by 1 September 2024 nothing on “Invite Ukraine now” had been printed yet; the first article counts from 31 October 2024\n",
        ),
        (
            ["--known-on", "2026-01-01"],
            "note: nothing was printed after about 10 December 2024; what is known on 1 January 2026 is all that is known\n",
        ),
    ] {
        for command in ["standings", "tally", "timeline"] {
            let (told, notes) = json_and_notes(&[&[command], arguments.as_slice()].concat());
            assert_eq!(notes, said, "{command}");
            assert!(told.is_object() || told.is_array());
        }
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("x.svg");
        let done = demarche(folder.path(), &[&["render", "-o", file.to_str().unwrap()], arguments.as_slice()].concat());
        assert_eq!(String::from_utf8(done.success().get_output().stderr.clone()).unwrap(), said);
        assert!(file.exists());
    }
}

#[test]
fn csv_has_the_columns_of_its_header_and_says_what_json_says() {
    for arguments in [
        ["tally"].as_slice(),
        &["tally", "--each-day"],
        &["timeline"],
        &["timeline", "--statements"],
        &["compare", "--from", "2024-11-29", "--to", "2024-12-09"],
    ] {
        let text = output(&[arguments, &["--format", "csv"]].concat());
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert!(!records.is_empty() && records.iter().all(|record| record.len() == headers.len()), "{arguments:?}");
    }
    for arguments in [["timeline"].as_slice(), &["timeline", "--statements"]] {
        let text = output(&[arguments, &["--format", "csv"]].concat());
        let rows = json(arguments);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        for (record, row) in reader.records().map(Result::unwrap).zip(&rows) {
            assert_eq!(headers.iter().collect::<Vec<_>>(), row.as_object().unwrap().keys().collect::<Vec<_>>());
            for (cell, value) in record.iter().zip(row.as_object().unwrap().values()) {
                let expected = match value {
                    Value::Null => String::new(),
                    Value::String(words) => words.clone(),
                    Value::Array(_) => words(&serde_json::json!({ "ids": value }), "ids").join(" "),
                    Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
                };
                assert_eq!(cell, expected);
            }
        }
    }
}

#[test]
fn the_same_command_gives_the_same_bytes() {
    for arguments in [
        ["tally"].as_slice(),
        &["tally", "--each-day"],
        &["timeline"],
        &["timeline", "--statements"],
        &["compare", "--from", "invite-now", "--to", "join-eventually"],
    ] {
        for format in ["table", "json", "csv"] {
            let run = || output(&[arguments, &["--format", format]].concat());
            assert_eq!(run(), run(), "{arguments:?} {format}");
        }
    }
}

/// Draws into `folder`, and gives the file and what was said aside.
fn drawn(folder: &Path, arguments: &[&str]) -> (String, String) {
    let file = folder.join("picture.svg");
    let done = demarche(folder, &[&["render", "-o", file.to_str().unwrap()], arguments].concat()).success();
    (fs::read_to_string(file).unwrap(), String::from_utf8(done.get_output().stderr.clone()).unwrap())
}

#[test]
fn a_picture_names_both_days_and_a_rule_that_is_not_the_projects() {
    let folder = TempDir::new().unwrap();
    let (svg, _) = drawn(folder.path(), &["--known-on", "2024-12-05", "--least-voice", "reported"]);
    for needle in [
        "<title>Should NATO invite Ukraine to join now? As of about 10 December 2024, as known on 5 December 2024</title>",
        "About 10 December 2024, as known on 5 December 2024, ",
        "Rule: The latest statement decides. Only direct quotes and named speakers count.",
    ] {
        assert!(svg.contains(needle), "{needle}");
    }
    let (own, _) = drawn(folder.path(), &[]);
    assert!(!own.contains("Rule: "));
    let file = rule_file(&folder, STRICT);
    let (strict, _) = drawn(folder.path(), &["--rule", file.to_str().unwrap()]);
    assert!(
        strict.contains("Rule: The latest statement decides. Only direct quotes count.")
            && strict.contains("Stale after 30 days.")
    );
}

#[test]
fn a_view_of_an_older_project_says_what_moved_and_is_drawn() {
    let project = copied_project();
    let path = project.path().to_str().unwrap();
    let mut session: Session = open_session(Some(project.path())).unwrap();
    assert!(matches!(session.origin(), Origin::Folder(_)));
    session.perform(Command::SaveView("Before".to_owned()));
    assert_eq!(session.notice().map(|notice| format!("{notice:?}").contains("Saved")), Some(true));
    let (before, notes) = drawn(project.path(), &["--project", path, "--view", "before"]);
    assert_eq!(notes, "");
    let statements = project.path().join("statements/allies-sidestep.ron");
    let text = fs::read_to_string(&statements).unwrap();
    let kept: String = text.split_inclusive('\n').filter(|line| !line.contains("allies-sidestep-016")).collect();
    assert!(kept != text);
    fs::write(&statements, kept).unwrap();
    let (after, notes) = drawn(project.path(), &["--project", path, "--view", "before"]);
    let moved = "note: since the view “Before” was saved: 1 statement gone; Czechia would turn from supports to no stance on \
                 record\n";
    assert!(notes.ends_with(moved), "{notes}");
    assert_ne!(before, after);
    let data = TempDir::new().unwrap();
    let compared =
        demarche(data.path(), &["compare", "--project", path, "--from", "before", "--to", "2024-11-29"]).success();
    assert!(String::from_utf8(compared.get_output().stderr.clone()).unwrap().contains("note: since the view “Before”"));
}

#[test]
fn a_view_with_a_rule_that_contradicts_itself_is_refused() {
    let data = TempDir::new().unwrap();
    let project = builtin().project;
    let mut rule = project.manifest.rule.clone();
    rule.voices.clear();
    let view =
        View { name: "Nobody".to_owned(), rule: Some(rule), ..View::of(project.manifest.questions[0].id.clone()) };
    let list: ViewList = vec![(ViewKey("nobody".to_owned()), view)];
    for (key, view) in &list {
        write_view_file(&data.path().join("views/nato-ukraine"), key, view).unwrap();
    }
    let file = data.path().join("x.svg");
    for arguments in [
        ["render", "--view", "nobody", "-o", file.to_str().unwrap()].as_slice(),
        &["compare", "--from", "nobody", "--to", "2024-12-01"],
    ] {
        let done = demarche(data.path(), arguments).code(2);
        let said = String::from_utf8(done.get_output().stderr.clone()).unwrap();
        assert!(said.contains("contradicts itself: no voice counts"), "{said}");
    }
    assert!(!file.exists());
}
