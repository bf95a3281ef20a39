//! A project that waits for articles, and a saved page to give it.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses a part of it")]

use assert_cmd::cargo::cargo_bin;
use demarche::import::Input;
use demarche::model::{Day, Source, SourceId};
use demarche::session::{
    Access, Beginning, Command, Desk, ImportStep, NewProject, Opening, Outcome, ProjectCommand, Session, Template,
    open_builtin, open_project_folder, project_from,
};
use demarche::store::builtin;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(crate) fn today() -> Day {
    "2026-03-14".parse().unwrap()
}

pub(crate) fn seed(id: &str) -> Source {
    let id: SourceId = id.parse().unwrap();
    builtin().project.sources[&id].clone()
}

/// A seed article as a saved page: its paragraphs among menus, captions, links and subscription lines.
pub(crate) fn page(source: &Source) -> String {
    let mut body = String::new();
    for (number, line) in source.text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        if line.trim() == source.record.title {
            continue;
        }
        if is_of_a_page(line) {
            writeln!(body, "<figure><img src=\"b.jpg\"><figcaption>{line}</figcaption></figure>").unwrap();
            continue;
        }
        writeln!(body, "<p>{}</p>", line.replace('&', "&amp;").replace('<', "&lt;")).unwrap();
        if number == 3 {
            body.push_str("<p><a href=\"/other\">READ MORE: Ten things to know about the summit</a></p>\n");
            body.push_str("<figure><img src=\"a.jpg\"><figcaption>Ministers pose for a photograph. Photo: A. Person/Agency</figcaption></figure>\n");
        }
    }
    let title = &source.record.title;
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} | The Harbour Gazette</title>
<meta property=\"og:title\" content=\"{title}\"><meta property=\"og:site_name\" content=\"The Harbour Gazette\">
<meta property=\"article:published_time\" content=\"2024-12-03T18:22:10+01:00\"><meta name=\"author\" content=\"Mara Lindqvist\">
<link rel=\"canonical\" href=\"https://gazette.example/world/story\"></head><body>
<header><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/world\">World</a></li><li><a href=\"/sport\">Sport</a></li></ul></nav></header>
<main><article><h1>{title}</h1>
{body}
<div class=\"newsletter-signup\"><p>Sign up for our newsletter and get the news of the day in your inbox.</p></div>
</article></main><footer><p>© 2024 The Harbour Gazette. All rights reserved.</p></footer></body></html>"
    )
}

/// How the lines of the seed begin that are left over from a page: the caption and the subscription.
pub(crate) const OF_A_PAGE: [&str; 4] = [
    "U.S. Secretary of State Antony Blinken and Ukrainian",
    "Subscribe Now",
    "Start Free Account",
    "Already a Subscriber",
];

pub(crate) fn is_of_a_page(line: &str) -> bool {
    OF_A_PAGE.iter().any(|start| line.starts_with(start))
}

pub(crate) fn new_project(folder: &Path) {
    let beginning = Beginning {
        title: "Ukraine and NATO".to_owned(),
        question: "Should NATO invite Ukraine to join now?".to_owned(),
        ..Beginning::default()
    };
    let project = project_from(Template::Nato, &beginning);
    let mut session = open_builtin(Desk::bare(today()));
    let _ = session
        .perform(Command::Project(ProjectCommand::New(Box::new(NewProject { folder: folder.to_path_buf(), project }))));
    assert!(matches!(session.notice(), None | Some(Outcome::Done(_))), "{:?}", session.notice());
}

/// An empty project, opened to be changed.
pub(crate) fn empty_project(folder: &Path) -> Session {
    new_project(folder);
    opened(folder)
}

pub(crate) fn opened(folder: &Path) -> Session {
    let mut session = open_project_folder(folder, Opening::ToEdit, Desk::bare(today())).unwrap();
    assert_eq!(*session.access(), Access::Editable);
    session.importing_mut().read_with(cargo_bin("demarche"));
    session
}

pub(crate) fn file(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

pub(crate) fn perform(session: &mut Session, step: ImportStep) {
    let _ = session.perform(Command::Import(step));
    session.wait_for_import(&mut |_| {});
}

pub(crate) fn hand_over(session: &mut Session, paths: &[PathBuf]) {
    perform(session, ImportStep::Start(paths.iter().cloned().map(Input::File).collect()));
}
