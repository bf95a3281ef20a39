//! `demarche new`: a project folder from a template, as a person or a script makes it.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use crate::program::demarche;
use std::fs;
use tempfile::TempDir;

#[test]
fn each_template_makes_a_project_without_defects() {
    let folder = TempDir::new().unwrap();
    for template in ["nato", "eu", "un", "blank"] {
        let project = folder.path().join(template);
        let project = project.to_str().unwrap();
        let mut arguments = vec!["new", "--template", template, "--question", "Should Ruritania be admitted?", project];
        if template == "blank" {
            let done = demarche(folder.path(), &arguments).code(2).stdout("");
            let words = String::from_utf8(done.get_output().stderr.clone()).unwrap();
            assert!(words.contains("Name the organisation"), "{words}");
            arguments.extend(["--decided-by", "The League"]);
        }
        demarche(folder.path(), &arguments).success();
        let done = demarche(folder.path(), &["check", project]).success();
        let words = String::from_utf8(done.get_output().stdout.clone()).unwrap();
        assert!(words.starts_with("No defects"), "{words}");
    }
}

#[test]
fn a_folder_that_holds_something_is_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let path = folder.path().to_str().unwrap();
    let data = TempDir::new().unwrap();
    demarche(data.path(), &["new", "--template", "nato", "--question", "Should it?", path]).code(2).stdout("");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["notes.txt"]);
}

#[test]
fn a_project_that_cannot_be_made_whole_leaves_nothing_behind() {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join("file"), "").unwrap();
    // A file stands where a folder above should be.
    let inside = home.path().join("file/project");
    let question = ["new", "--template", "nato", "--question", "Should it be so?"];
    demarche(home.path(), &[&question[..], &[inside.to_str().unwrap()]].concat()).code(2);
    // There is something in the way of one of its files.
    let folder = home.path().join("new/project");
    fs::create_dir_all(folder.join(".demarche-lock.tmp")).unwrap();
    demarche(home.path(), &[&question[..], &[folder.to_str().unwrap()]].concat()).success();
    let names: Vec<String> =
        fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.iter().all(|name| ["file", "new"].contains(&name.as_str()) || name == "desk.ron"), "{names:?}");
}
