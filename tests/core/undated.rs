//! What is undated counts from no day, and is told: on the command line and in pictures.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use crate::program::{copied_project, demarche, json_and_notes, replace_in, rows};
use demarche::model::{Dated, Project};
use demarche::store::{LastRead, builtin, save, write_project};
use std::fs;
use tempfile::TempDir;

/// The built-in project, with nothing dated in one of its articles.
fn with_an_undated_article() -> Project {
    let mut project = builtin().project;
    let id = "allies-sidestep".parse().unwrap();
    project.sources.get_mut(&id).unwrap().record.published = Dated::undated();
    for statement in project.statements.values_mut().filter(|of| of.source == id) {
        statement.said = Dated::undated();
    }
    project
}

fn folder_of(project: &Project) -> TempDir {
    let folder = TempDir::new().unwrap();
    save(folder.path(), &write_project(project, &LastRead::nothing()).unwrap(), &LastRead::nothing()).unwrap();
    folder
}

#[test]
fn undated_articles_and_statements_are_listed_on_the_command_line_and_are_no_defects() {
    let folder = folder_of(&with_an_undated_article());
    let data = TempDir::new().unwrap();
    let path = folder.path().to_str().unwrap();
    let checked = demarche(data.path(), &["check", path]).success();
    let notes = String::from_utf8(checked.get_output().stderr.clone()).unwrap();
    assert!(notes.contains("note: the article allies-sidestep is undated; "), "{notes}");
    assert!(notes.contains(" statements count from no day"), "{notes}");
    let (standings, notes) = json_and_notes(&["standings", "--project", path]);
    assert!(notes.contains("the article allies-sidestep is undated; "), "{notes}");
    assert!(!standings.to_string().contains("\"allies-sidestep-"), "none of its statements counts");
    let listed = demarche(data.path(), &["statements", "--project", path]).success();
    assert!(String::from_utf8(listed.get_output().stdout.clone()).unwrap().contains("undated"));
}

#[test]
fn a_statement_that_is_dated_itself_counts_although_its_article_is_undated() {
    let mut project = with_an_undated_article();
    let id = project.statements.keys().find(|id| id.as_str().starts_with("allies-sidestep-")).unwrap().clone();
    let date = "2024-12-04".parse().unwrap();
    project.statements.get_mut(&id).unwrap().said = Dated::on(date);
    let folder = folder_of(&project);
    let path = folder.path().to_str().unwrap();
    let rows = rows(json_and_notes(&["timeline", "--statements", "--project", path]).0);
    let found: Vec<_> = rows.iter().filter(|row| row["source"] == "allies-sidestep").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found.first().unwrap()["earliest"], "2024-12-04");
}

#[test]
fn a_project_in_which_nothing_is_dated_is_drawn_and_tells_so() {
    let mut project = builtin().project;
    project.sources.values_mut().for_each(|source| source.record.published = Dated::undated());
    project.statements.values_mut().for_each(|statement| statement.said = Dated::undated());
    project.relations.values_mut().for_each(|relation| relation.said = Dated::undated());
    let folder = folder_of(&project);
    let path = folder.path().to_str().unwrap();
    let data = TempDir::new().unwrap();
    for picture in ["map", "network", "roll-call", "matrix", "timeline"] {
        let file = data.path().join(format!("{picture}.svg"));
        let drawn = ["render", "--project", path, "--picture", picture, "-o", file.to_str().unwrap()];
        demarche(data.path(), &drawn).success();
        assert!(fs::read_to_string(&file).unwrap().contains("nothing that is dated"), "{picture}");
    }
}

#[test]
fn a_project_of_an_older_version_that_took_the_day_of_import_for_the_date_is_read() {
    let folder = copied_project();
    let file = folder.path().join("sources/kirby-telethon/meta.ron");
    replace_in(&file, "2024-10~", "2026-03-14%");
    let data = TempDir::new().unwrap();
    demarche(data.path(), &["check", folder.path().to_str().unwrap()]).success();
}

#[test]
fn a_date_out_of_range_in_a_file_is_a_defect_with_its_place() {
    let folder = copied_project();
    let file = folder.path().join("statements/kirby-telethon.ron");
    replace_in(&file, "2024-10~", "9999-12-31");
    let data = TempDir::new().unwrap();
    let checked = demarche(data.path(), &["check", folder.path().to_str().unwrap()]).code(1);
    let told = String::from_utf8(checked.get_output().stdout.clone()).unwrap();
    assert!(told.contains("statements/kirby-telethon.ron:"), "{told}");
    assert!(told.contains("\"9999-12-31\" is not a possible date: years run from 1000 to 2199"), "{told}");
}
