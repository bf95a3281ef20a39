//! What is asked wrongly, of no day, or of a project that has moved on: told in words, and nothing is lost.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use crate::program::{STRICT, copied_project, demarche, drawn, json_and_notes, refusal, rule_file};
use demarche::cli::open_session;
use demarche::session::{Command, Origin, Session, ViewsCommand};
use demarche::store::{builtin, write_view_file};
use demarche::view::{View, ViewKey, ViewList};
use std::fs;
use tempfile::TempDir;

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
        "error: the side \"invite-now\" can mean question:invite-now or view:invite-now: write one of these\n"
    );
    assert!(said("2024-11-29").contains("can mean day:2024-11-29 or view:2024-11-29"));
    run("view:invite-now").success();
    run("day:2024-11-29").success();
}

#[test]
fn bad_input_is_refused_with_what_to_do() {
    let cases: [(&[&str], &[&str]); 16] = [
        (&["render", "--by-actor", "-o", "x.svg"], &["--picture <PICTURE>"]),
        (
            &["render", "--picture", "map", "--by-actor", "-o", "x.svg"],
            &["write --picture timeline, or leave out --by-actor"],
        ),
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
            &["--as-of sets what both sides share", "leave out --as-of"],
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
            "note: by 1 January 2023 nobody had said anything on “Invite Ukraine now”; the first statement counts from 31 October 2024\n",
        ),
        (
            ["--as-of", "2026-01-01"],
            "note: nothing in these sources is newer than about 10 December 2024, so 1 January 2026 is not covered\n",
        ),
        (
            ["--known-on", "2024-09-01"],
            "note: by 1 September 2024 nothing on “Invite Ukraine now” had been printed; the first article counts from 31 October 2024\n",
        ),
        (
            ["--known-on", "2026-01-01"],
            "note: nothing in these sources was printed after about 10 December 2024, so everything is known on 1 January 2026\n",
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
fn a_view_of_an_older_project_says_what_moved_and_is_drawn() {
    let project = copied_project();
    let path = project.path().to_str().unwrap();
    let mut session: Session = open_session(Some(project.path())).unwrap();
    assert!(matches!(session.origin(), Origin::Folder(_)));
    let _ = session.perform(Command::Views(ViewsCommand::Save("Before".to_owned())));
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

#[test]
fn a_picture_is_not_drawn_into_a_folder_that_is_not_there() {
    let folder = TempDir::new().unwrap();
    let missing = folder.path().join("nowhere");
    let said = refusal(2, &["render", "-o", missing.join("deep/picture.png").to_str().unwrap()]);
    assert!(
        said.starts_with("error: the folder to write into does not exist") && said.contains("create it first"),
        "{said}"
    );
    assert!(said.trim_end().ends_with(missing.join("deep").to_str().unwrap()), "{said}");
    assert!(!missing.exists());
}

/// A copy of the built-in project without what it was read from: nothing in it has a day.
fn dateless_project() -> TempDir {
    let project = copied_project();
    for gone in ["sources", "statements", "views"] {
        fs::remove_dir_all(project.path().join(gone)).unwrap();
    }
    fs::write(project.path().join("relations.ron"), "[]").unwrap();
    fs::write(project.path().join("actors.ron"), "[]").unwrap();
    project
}

#[test]
fn a_project_without_any_date_names_no_day() {
    let project = dateless_project();
    let path = project.path().to_str().unwrap();
    let read = |arguments: &[&str]| {
        let done = demarche(project.path(), arguments);
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    };
    let table = read(&["standings", "--project", path]);
    assert!(table.contains("As of no day: nothing in these sources is dated\n"), "{table}");
    assert!(!table.contains("9999"), "{table}");
    for drawn in ["timeline", "map", "matrix"] {
        let picture = project.path().join("picture.svg");
        read(&["render", "--project", path, "--picture", drawn, "-o", picture.to_str().unwrap()]);
        let svg = fs::read_to_string(&picture).unwrap();
        assert!(!svg.contains("9999"), "{drawn}");
        assert!(svg.contains("Nothing in these sources is dated"), "{drawn}");
        assert_eq!(svg.contains("Nothing is dated yet"), drawn == "timeline");
    }
}

#[test]
fn what_only_wants_a_look_is_a_warning_and_no_defect() {
    let project = copied_project();
    let path = project.path().to_str().unwrap();
    let meta = project.path().join("sources/allies-sidestep/meta.ron");
    let text = fs::read_to_string(&meta).unwrap();
    let changed = text.replacen("words: \"", "words: \"never written: ", 1);
    assert_ne!(text, changed);
    fs::write(&meta, changed).unwrap();
    let done = demarche(project.path(), &["tally", "--project", path]).success();
    let said = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    assert_eq!(said, format!("note: 1 warning in {path}; for a list run demarche check {path}\n"));
    let checked = demarche(project.path(), &["check", path]).code(1);
    let said = String::from_utf8(checked.get_output().stderr.clone()).unwrap();
    assert!(said.starts_with("1 warning in 1 file; "), "{said}");
}
