//! Day of knowledge, rules, tally, timeline and comparison as a person or a script asks for them in a terminal.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use crate::program::{STRICT, drawn, json, json_and_notes, output, rows, rule_file};
use demarche::model::{Day, Stance};
use demarche::store::builtin;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

fn words<'a>(value: &'a Value, field: &str) -> Vec<&'a str> {
    value[field].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect()
}

fn row(tally: &Value, stance: Option<Stance>) -> &Value {
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
        for field in ["contested", "stale", "unnamed_only", "second_hand", "conditional"] {
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
    // 180 days after December what was said is stale.
    let later = days(&["tally", "--from", "2024-12-01", "--to", "2025-12-31"]);
    assert_eq!(later, ["2024-12-01", "2024-12-03", "2025-06-02", "2025-06-09"]);
    let joining = output(&["tally", "--from", "2024-01-01"]);
    assert!(joining.contains("Sweden: joins, no stance on record\n"), "{joining}");
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
        let standings = rows(json_and_notes(&["standings", "--question", question, "--as-of", &day]).0);
        for standing in standings.iter().filter(|row| row["member"] == true) {
            let is_in = |rows: &Value, field: &str| words(rows, field).contains(&standing["actor"].as_str().unwrap());
            let rows = entry["rows"].as_array().unwrap();
            let row = rows.iter().find(|row| is_in(row, "members")).unwrap();
            prop_assert_eq!(&row["stance"], &standing["stance"]);
            for field in ["contested", "stale", "unnamed_only", "second_hand", "conditional"] {
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
        assert_eq!(change["day"], statement.said.latest().unwrap().to_string());
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
        let said = project.statements.get(row["id"].as_str().unwrap()).unwrap().said.date.unwrap();
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
    assert!(before.contains("The United States says not now. 29 of 32 members"), "{before}");
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
        notes.starts_with(
            "note: --from names a day and --to a saved view; the two sides are “Member one day”, 1 November"
        ),
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

#[test]
fn a_picture_names_both_days_and_the_rule_and_says_whose_it_is() {
    let folder = TempDir::new().unwrap();
    let (svg, _) = drawn(folder.path(), &["--known-on", "2024-12-05", "--least-voice", "reported"]);
    for needle in [
        "<title>Should NATO invite Ukraine to join now? As of about 10 December 2024, as known on 5 December 2024</title>",
        "About 10 December 2024, as known on 5 December 2024: ",
        "Rule: The latest statement decides. Only direct quotes and named speakers count.",
    ] {
        assert!(svg.contains(needle), "{needle}");
    }
    let (own, _) = drawn(folder.path(), &[]);
    let its_own = "This is the project’s own rule.";
    assert!(own.contains("Rule: The latest statement decides. All voices count.") && own.contains(its_own));
    assert!(!svg.contains(its_own) && svg.contains("The project’s own rule is different."));
    let newest = "Nothing in these sources is newer than about 10 December 2024.";
    assert!(!own.contains(newest));
    assert!(drawn(folder.path(), &["--as-of", "2026-01-05"]).0.contains(newest));
    let file = rule_file(&folder, STRICT);
    let (strict, _) = drawn(folder.path(), &["--rule", file.to_str().unwrap()]);
    assert!(
        strict.contains("Rule: The latest statement decides. Only direct quotes count.")
            && strict.contains("Stale after 30 days.")
    );
}

#[test]
fn the_timeline_is_drawn_with_its_statements_and_both_days() {
    let folder = TempDir::new().unwrap();
    let draw = |arguments: &[&str]| drawn(folder.path(), &[&["--picture", "timeline"], arguments].concat()).0;
    let pile = draw(&[]);
    assert_eq!(pile, draw(&[]), "the same bytes");
    for needle in
        ["As of about 10 December 2024</title>", "about 10 Dec 2024", "Based on 5 articles:", "Hungary: opposes"]
    {
        assert!(pile.contains(needle), "{needle}");
    }
    let rows = draw(&["--by-actor", "--known-on", "2024-12-05", "--least-voice", "reported"]);
    assert_ne!(rows, pile);
    for needle in ["as known on 5 December 2024</title>", "known on 5 Dec 2024", "Rule: "] {
        assert!(rows.contains(needle), "{needle}");
    }
    assert_ne!(draw(&["--question", "join-eventually"]), pile);
    assert_ne!(draw(&["--as-of", "2024-11-30"]), pile);
}
