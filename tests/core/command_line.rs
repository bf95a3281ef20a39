//! The program as a person or a script starts it in a terminal: what it prints, what it writes, how it ends.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use crate::program;
use crate::program::{copied_project, demarche, json, output, refusal, replace_in, seeds};
use demarche::layout::picture::Picture;
use demarche::store::{builtin, write_view_file};
use demarche::view::{View, ViewKey};
use serde_json::Value;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The first words of a text in which long lists would only repeat the data.
fn first_lines(text: &str, count: usize) -> String {
    text.split_inclusive('\n').take(count).collect()
}

#[test]
fn standings_as_json_say_who_stands_where() {
    let rows = json(&["standings", "--question", "invite-now", "--as-of", "2024-12-09"]);
    assert_eq!(rows.len(), builtin().project.actors.len(), "one row for every actor");
    let row = |actor: &str| rows.iter().find(|row| row["actor"] == actor).unwrap();
    assert_eq!(row("czechia")["stance"], "supports");
    assert_eq!(row("united-states")["stance"], "not_now");
    assert_eq!(row("hungary")["stance"], "opposes");
    assert_eq!(row("ukraine")["stance"], "requests");
    let members: Vec<&Value> = rows.iter().filter(|row| row["member"] == true).collect();
    assert_eq!(members.len(), 32);
    assert_eq!(members.iter().filter(|row| row["stance"].is_null()).count(), 29);
    assert!(members.iter().all(|row| row["kind"] == "country"));
    for row in &rows {
        assert_eq!(row["stance"].is_null(), row["statements"] == Value::Array(Vec::new()), "{row}");
        assert!(row["contested"] == false || row["outvoted"].as_array().is_some_and(|ids| !ids.is_empty()), "{row}");
        assert!(!row["reason"].as_str().unwrap().is_empty());
    }
    let ids: Vec<&str> = rows.iter().map(|row| row["actor"].as_str().unwrap()).collect();
    assert!(ids.is_sorted());
}

#[test]
fn every_standing_names_statements_that_are_listed() {
    let listed = json(&["statements", "--question", "invite-now"]);
    let listed: Vec<&Value> = listed.iter().map(|row| &row["id"]).collect();
    for row in json(&["standings", "--question", "invite-now"]) {
        for id in row["statements"].as_array().unwrap().iter().chain(row["outvoted"].as_array().unwrap()) {
            assert!(listed.contains(&id), "{id} of {row}");
        }
    }
}

#[test]
fn the_first_question_and_the_end_of_the_evidence_are_the_default() {
    let project = builtin().project;
    let (day, _) = project.evidence_end().unwrap();
    let question = project.manifest.questions[0].id.as_str();
    for format in ["table", "json", "csv"] {
        let spelled_out =
            output(&["standings", "--question", question, "--as-of", &day.to_string(), "--format", format]);
        assert_eq!(output(&["standings", "--format", format]), spelled_out);
    }
    assert_ne!(output(&["standings"]), output(&["standings", "--question", "join-eventually"]));
}

#[test]
fn before_anything_was_said_nobody_has_a_stance() {
    let (told, note) = program::json_and_notes(&["standings", "--as-of", "2022-12-31"]);
    assert!(program::rows(told).iter().all(|row| row["stance"].is_null()));
    assert!(
        note.starts_with("note: by 31 December 2022 nobody had said anything") && note.lines().count() == 1,
        "{note}"
    );
}

#[test]
fn the_table_of_standings_begins_with_question_day_and_answer_and_lists_members_first() {
    let table = output(&["standings", "--as-of", "2024-12-09"]);
    insta::assert_snapshot!(first_lines(&table, 9));
    let kinds: Vec<bool> = table.lines().skip(6).map(|line| line.contains("  member  ")).collect();
    assert_eq!(kinds.iter().filter(|member| **member).count(), 32);
    assert!(kinds[..32].iter().all(|member| *member), "members come first");
    let inferred = output(&["standings"]);
    assert_eq!(inferred.lines().nth(1), Some("As of about 10 December 2024 (2024-12-10)"));
}

#[test]
fn the_fields_of_a_standing_are_those_that_other_programs_read() {
    let told: Value = serde_json::from_str(&output(&["standings", "--format", "json"])).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&first_row_only(told)).unwrap());
}

/// What is told, with the first of its rows.
fn first_row_only(mut told: Value) -> Value {
    told["rows"].as_array_mut().unwrap().truncate(1);
    told
}

#[test]
fn every_quotation_is_the_text_at_its_bytes() {
    let rows = json(&["statements"]);
    assert_eq!(rows.len(), builtin().project.statements.len());
    for row in &rows {
        let file = seeds().join("sources").join(row["source"].as_str().unwrap()).join("text.txt");
        let text = fs::read(file).unwrap();
        let byte = |field: &str| usize::try_from(row[field].as_u64().unwrap()).unwrap();
        assert_eq!(row["quote"].as_str().unwrap().as_bytes(), &text[byte("start_byte")..byte("end_byte")]);
    }
}

#[test]
fn a_statement_as_json_has_every_field() {
    let rows = json(&["statements", "--question", "invite-now", "--actor", "szijjarto"]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&rows).unwrap());
}

#[test]
fn statements_are_listed_by_the_date_of_their_article_and_their_place_in_it() {
    let project = builtin().project;
    let key = |row: &Value| {
        let source = project.sources.get(row["source"].as_str().unwrap()).unwrap();
        (source.record.published.latest().unwrap(), source.record.id.clone(), row["start_byte"].as_u64())
    };
    assert!(json(&["statements"]).iter().map(key).is_sorted());
}

#[test]
fn statements_of_an_actor_are_its_own_and_those_on_its_behalf_however_it_is_named() {
    let by_id = output(&["statements", "--actor", "hungary", "--format", "json"]);
    for name in ["Hungary", "HUNGARY", "Budapest"] {
        assert_eq!(output(&["statements", "--actor", name, "--format", "json"]), by_id, "{name}");
    }
    let rows: Vec<Value> = serde_json::from_str(&by_id).unwrap();
    assert!(rows.iter().all(|row| row["actor"] == "hungary" || row["on_behalf_of"] == "hungary"));
    assert!(rows.iter().any(|row| row["on_behalf_of"] == "hungary"));
    let now = json(&["statements", "--actor", "hungary", "--question", "invite-now"]);
    assert!(now.iter().all(|row| row["question"] == "invite-now"));
    assert!(!now.is_empty() && now.len() < rows.len());
}

#[test]
fn the_table_of_statements_tells_how_many_sentences_there_are() {
    insta::assert_snapshot!(output(&["statements", "--actor", "Hungary", "--question", "invite-now"]));
}

#[test]
fn what_is_not_there_is_refused_with_the_names_there_are() {
    let cases: [(&[&str], &[&str]); 15] = [
        (
            &["standings", "--question", "invite"],
            &["no question \"invite\"", "Did you mean invite-now?", "join-eventually"],
        ),
        (&["statements", "--question", "peace"], &["no question \"peace\"", "invite-now", "join-eventually"]),
        (&["render", "--question", "peace", "-o", "x.svg"], &["no question \"peace\"", "invite-now"]),
        (&["statements", "--actor", "hungry"], &["no actor \"hungry\"", "There are: hungary, albania", "zelenskyy"]),
        (&["render", "--view", "who blocked", "-o", "x.svg"], &["no view", "There are:\n  who-blocks (Who blocks)"]),
        (&["standings", "--as-of", "2024-02-30"], &["\"2024-02-30\" is not a day", "2024-12-09", "to 2024-12-10"]),
        (&["standings", "--as-of", "2024-10"], &["\"2024-10\" is not a day"]),
        (&["render", "--as-of", "soon", "-o", "x.svg"], &["\"soon\" is not a day"]),
        (&["standings", "--format", "xml"], &["table, json, csv"]),
        (&["render", "--picture", "globe", "-o", "x.svg"], &["map, network, roll-call"]),
        (&["render", "--theme", "sepia", "-o", "x.svg"], &["light, dark"]),
        (&["render", "--size", "20x20", "-o", "x.svg"], &["like 1600x1000", "900 to 10000"]),
        (&["render", "-o", "x.pdf"], &[".svg or .png", "x.pdf"]),
        (&["render"], &["--output <FILE>"]),
        (&["--view", "who-blocks", "standings"], &["cannot be used with"]),
    ];
    for (arguments, needles) in cases {
        let said = refusal(2, arguments);
        for needle in needles {
            assert!(said.contains(needle), "{arguments:?} should say {needle:?}:\n{said}");
        }
        assert!(said.starts_with("error: "), "{said}");
    }
    assert!(!Path::new("x.svg").exists() && !Path::new("x.pdf").exists());
}

#[test]
fn a_folder_that_is_no_project_is_refused_with_what_is_missing() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().to_str().unwrap();
    for command in ["standings", "statements"] {
        let said = refusal(1, &[command, "--project", path]);
        assert!(said.contains("project.ron") && said.contains("missing") && said.contains(path), "{said}");
    }
    let nowhere = folder.path().join("nowhere");
    let nowhere = nowhere.to_str().unwrap();
    for arguments in [["check", nowhere].as_slice(), &["standings", "--project", nowhere]] {
        let said = refusal(1, arguments);
        assert!(said.contains("cannot be opened") && said.contains(nowhere), "{said}");
    }
    let file = seeds().join("project.ron");
    assert!(refusal(1, &["check", file.to_str().unwrap()]).contains("not a folder"));
    let checked = demarche(folder.path(), &["check", path]).code(1);
    let said = String::from_utf8(checked.get_output().stdout.clone()).unwrap();
    assert!(said.lines().any(|line| line.starts_with("project.ron: error: the file is missing")), "{said}");
}

#[test]
fn checking_the_built_in_project_and_its_folder_finds_nothing_and_says_how_much_was_checked() {
    let built_in = output(&["check"]);
    assert_eq!(built_in.lines().count(), 1);
    assert!(built_in.starts_with("No defects in 5 articles, "), "{built_in}");
    assert_eq!(output(&["check", seeds().to_str().unwrap()]), built_in);
}

#[test]
fn a_changed_byte_in_an_article_is_found_with_file_line_and_reason() {
    let project = copied_project();
    let text = project.path().join("sources/allies-sidestep/text.txt");
    replace_in(&text, "a country at war cannot contribute", "a country at war Cannot contribute");
    let checked = demarche(project.path(), &["check", project.path().to_str().unwrap()]).code(1);
    let said = String::from_utf8(checked.get_output().stdout.clone()).unwrap();
    for line in said.lines() {
        let mut parts = line.splitn(3, ':');
        assert!(project.path().join(parts.next().unwrap()).is_file(), "{line}");
        assert!(parts.next().unwrap().trim().parse::<usize>().is_ok(), "{line}");
        assert!(!parts.next().unwrap().trim().is_empty(), "{line}");
    }
    assert!(said.contains("statements/allies-sidestep.ron:") && said.contains("allies-sidestep-021"), "{said}");
    let summary = String::from_utf8(checked.get_output().stderr.clone()).unwrap();
    assert!(summary.contains(&format!("{} defects in ", said.lines().count())), "{summary}");
}

#[test]
fn a_project_with_defects_is_shown_as_far_as_it_can_be_and_nothing_in_it_is_touched() {
    let project = copied_project();
    let path = project.path().to_str().unwrap();
    replace_in(&project.path().join("statements/allies-sidestep.ron"), "stance: supports", "stance: suports");
    let before = fs::read(project.path().join("statements/allies-sidestep.ron")).unwrap();
    let picture = project.path().join("picture.svg");
    for arguments in [
        ["standings", "--project", path].as_slice(),
        &["statements", "--project", path],
        &["render", "--project", path, "-o", picture.to_str().unwrap()],
    ] {
        let done = demarche(project.path(), arguments).success();
        let said = String::from_utf8(done.get_output().stderr.clone()).unwrap();
        assert_eq!(said, format!("warning: 1 defect in {path}; for a list run demarche check {path}\n"));
        assert!(!done.get_output().stdout.is_empty());
        fs::remove_file(&picture).ok();
    }
    assert_eq!(fs::read(project.path().join("statements/allies-sidestep.ron")).unwrap(), before);
}

#[test]
fn a_project_without_its_manifest_still_shows_its_statements() {
    let project = copied_project();
    fs::remove_file(project.path().join("project.ron")).unwrap();
    let path = project.path().to_str().unwrap();
    let done = demarche(project.path(), &["statements", "--project", path, "--format", "json"]).success();
    let rows: Vec<Value> = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!(rows.len(), builtin().project.statements.len());
}

/// Renders into `folder` and gives the file back.
fn rendered(folder: &Path, file: &str, arguments: &[&str]) -> Vec<u8> {
    let path = folder.join(file);
    let arguments = [&["render", "-o", path.to_str().unwrap()], arguments].concat();
    demarche(folder, &arguments).success().stderr("");
    fs::read(path).unwrap()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    for picture in Picture::ALL {
        let draw = |file: &str| rendered(folder.path(), file, &["--picture", picture.code()]);
        assert_eq!(draw("one.svg"), draw("two.svg"), "{picture:?}");
    }
    let small = ["--size", "900x600"];
    assert_eq!(rendered(folder.path(), "1.png", &small), rendered(folder.path(), "2.PNG", &small));
}

#[test]
fn a_picture_tells_its_question_day_answer_sources_boundaries_and_every_standing() {
    let folder = TempDir::new().unwrap();
    let svg = String::from_utf8(rendered(folder.path(), "picture.svg", &[])).unwrap();
    for needle in [
        "<title>Should NATO invite Ukraine to join now? As of about 10 December 2024</title>",
        "Hungary is against, the United States says not now, Czechia is for it.",
        "Based on 5 articles:",
        "Crimea",
        "Natural Earth",
        "<title>Hungary, opposes, 2 statements</title>",
        "<title>Spain, no stance on record</title>",
        "width=\"1600\" height=\"1000\"",
    ] {
        assert!(svg.contains(needle), "{needle}");
    }
    for member in json(&["standings"]).iter().filter(|row| row["member"] == true) {
        assert!(svg.contains(&format!("<title>{}, ", member["name"].as_str().unwrap())), "{member}");
    }
}

#[test]
fn a_png_has_the_size_that_was_asked_for() {
    let folder = TempDir::new().unwrap();
    let png = rendered(folder.path(), "picture.png", &["--size", "960x640", "--theme", "dark"]);
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(&png[16..24], &[0, 0, 3, 192, 0, 0, 2, 128]);
}

#[test]
fn options_override_the_view() {
    let folder = TempDir::new().unwrap();
    let as_saved = rendered(folder.path(), "saved.svg", &["--view", "who-blocks"]);
    assert_eq!(rendered(folder.path(), "named.svg", &["--view", "WHO BLOCKS"]), as_saved);
    for options in [
        ["--picture", "network"],
        ["--question", "join-eventually"],
        ["--as-of", "2024-11-30"],
        ["--theme", "dark"],
        ["--size", "1200x800"],
    ] {
        let drawn = rendered(folder.path(), "other.svg", &[&["--view", "who-blocks"], options.as_slice()].concat());
        assert!(drawn != as_saved, "{options:?} changes nothing");
    }
}

#[test]
fn a_view_that_a_reader_saved_is_found_in_the_data_folder() {
    let data = TempDir::new().unwrap();
    let views = data.path().join("views/nato-ukraine");
    let question = builtin().project.manifest.questions[1].id.clone();
    let view = View { name: "My own".to_owned(), ..View::of(question) };
    write_view_file(&views, &ViewKey("mine".to_owned()), &view).unwrap();
    let svg = String::from_utf8(rendered(data.path(), "mine.svg", &["--view", "my own"])).unwrap();
    assert!(svg.contains("Should Ukraine become a member of NATO one day?"));

    fs::write(views.join("broken.ron"), "(format: 1, nme: \"\")").unwrap();
    let file = data.path().join("mine.svg");
    let done = demarche(data.path(), &["render", "--view", "mine", "-o", file.to_str().unwrap()]).success();
    let said = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    assert!(said.starts_with("warning: a saved view in ") && said.contains("broken.ron:1"), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn a_picture_that_cannot_be_written_is_told() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("not-a-folder");
    fs::write(&file, "").unwrap();
    let path = file.join("picture.svg");
    let said = refusal(1, &["render", "-o", path.to_str().unwrap()]);
    assert!(said.starts_with("error: could not be saved") && said.contains("picture.svg"), "{said}");
    assert_eq!(fs::read(&file).unwrap(), b"");
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["statements", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // More than a pipe holds, so that the program is still writing when its reader goes.
    assert!(output(&["statements", "--format", "json"]).len() > 65_536);
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn the_window_says_why_it_does_not_open() {
    let said = refusal(1, &[]);
    let reason = if cfg!(feature = "gui") { "there is no display" } else { "this build has no window" };
    assert!(said.contains(reason) && said.lines().count() == 1, "{said}");
}

#[cfg(feature = "gui")]
#[test]
fn a_view_for_the_window_is_looked_up_before_it_opens() {
    let said = refusal(2, &["--view", "who"]);
    assert!(said.contains("There are:\n  who-blocks (Who blocks)\n  washington ("), "{said}");
}

#[test]
fn help_names_the_commands_the_exit_codes_and_the_data_folder() {
    insta::assert_snapshot!(output(&["--help"]));
    for command in ["check", "standings", "tally", "timeline", "compare", "statements", "render"] {
        assert!(output(&[command, "--help"]).contains(&format!("demarche {command}")));
    }
}
