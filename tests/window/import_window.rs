//! The import in the window by accessible name, without a graphics driver.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use crate::importing::{empty_project, file, hand_over, page, perform, seed, today};
use assert_cmd::cargo::cargo_bin;
use demarche::gui::{App, prepare};
use demarche::session::{Desk, ImportStep, Session, open_builtin};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn window(session: Session, width: f32, height: f32) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(width, height))
        .with_context_setup(prepare)
        .with_max_steps(10)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), App::new(session));
    harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    harness.run();
    harness
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

/// Until nothing is being read.
fn wait(harness: &mut Harness<'_, App>) {
    let until = Instant::now() + Duration::from_mins(1);
    while harness.state().session().importing().progress().is_some() {
        assert!(Instant::now() < until, "it is still being read");
        std::thread::sleep(Duration::from_millis(10));
        harness.run();
    }
    harness.run();
}

fn open_import(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::I);
    harness.run();
}

fn type_path(harness: &mut Harness<'_, App>, path: &Path) {
    let field = harness.get_by_label("Path of a file or folder");
    field.focus();
    harness.run();
    harness.get_by_label("Path of a file or folder").type_text(path.to_str().unwrap());
    harness.run();
    click(harness, "Add");
    wait(harness);
}

#[test]
fn a_folder_is_looked_at_and_taken_in_by_accessible_names() {
    let folder = TempDir::new().unwrap();
    let project = folder.path().join("project");
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    fs::write(articles.join("a.html"), page(&seed("allies-sidestep"))).unwrap();
    fs::write(articles.join("b.pdf"), "%PDF-1.4 and nothing more").unwrap();
    fs::write(articles.join("c.txt"), "He said \u{202e}on\u{202c} to them on Tuesday.\n").unwrap();
    let mut harness = window(empty_project(&project), 1280.0, 800.0);
    open_import(&mut harness);
    assert!(harness.query_by_label_contains("Nothing is added to the project before").is_some());
    type_path(&mut harness, &articles);
    assert!(harness.query_by_label_contains("b.pdf: Refused: it is damaged").is_some());
    let title = "Ukraine pushes NATO membership as allies sidestep invite call";
    assert!(harness.query_all_by_label_contains(title).count() > 0);
    harness.get_by_label_contains("He said [U+202E]on[U+202C] to them on Tuesday.: 1 sentence").click();
    harness.run();
    assert!(harness.query_by_label_contains("direction-override").is_some(), "and it is told");
    click(&mut harness, "Take in 2 articles");
    wait(&mut harness);
    let session = harness.state().session();
    assert_eq!(session.project().sources.len(), 2, "{:?}", session.notice());
    assert!(harness.query_by_label("Take in 2 articles").is_none(), "the dialog is closed");
    assert!(session.view().article.is_some(), "and the first article is open");
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|cause| cause.to_string())
    }
}

#[test]
fn a_file_dropped_anywhere_in_the_window_waits_as_a_draft() {
    let folder = TempDir::new().unwrap();
    let mut harness = window(empty_project(&folder.path().join("project")), 1280.0, 800.0);
    let path = file(&folder, "a.txt", "Hungary said no on Tuesday.\n");
    harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    harness.run();
    wait(&mut harness);
    assert!(harness.query_by_label_contains("Hungary said no on Tuesday.: 1 sentence").is_some());
    assert!(harness.query_by_label("Take in 1 article").is_some());
}

#[test]
fn a_reprint_is_told_and_can_be_left_out_by_accessible_names() {
    let folder = TempDir::new().unwrap();
    let mut session = empty_project(&folder.path().join("project"));
    let seed = seed("allies-sidestep");
    hand_over(&mut session, &[file(&folder, "first.html", page(&seed))]);
    perform(&mut session, ImportStep::TakeIn);
    let half: Vec<&str> = seed.text.lines().filter(|line| line.len() > 60).take(12).collect();
    let copy = format!("Nothing new from Brussels\n\n{}\n", half.join("\n\n"));
    let mut harness = window(session, 1280.0, 800.0);
    open_import(&mut harness);
    type_path(&mut harness, &file(&folder, "copy.txt", copy));
    assert!(harness.query_by_label_contains("sentences stand in “Ukraine pushes NATO membership as allies sidestep invite call”, which is in the project").is_some());
    assert!(harness.query_by_label("Take in 1 article").is_some());
    click(&mut harness, "Leave it out");
    assert!(harness.query_by_label("Take in 1 article").is_none());
    assert!(harness.query_by_label_contains("Nothing new from Brussels: Left out").is_some());
}

#[test]
fn a_text_is_pasted_and_its_record_changed_by_accessible_names() {
    let folder = TempDir::new().unwrap();
    let mut harness = window(empty_project(&folder.path().join("project")), 1280.0, 800.0);
    open_import(&mut harness);
    click(&mut harness, "Paste text…");
    harness.get_by_label("Text").focus();
    harness.run();
    harness.get_by_label("Text").type_text("Hungary said no on Tuesday. Poland said yes.");
    harness.run();
    click(&mut harness, "Read this text");
    wait(&mut harness);
    harness.get_by_label("Outlet of the draft").focus();
    harness.run();
    harness.get_by_label("Outlet of the draft").type_text("The Courier");
    harness.run();
    click(&mut harness, "Take in 1 article");
    wait(&mut harness);
    let session = harness.state().session();
    assert_eq!(session.project().sources.values().next().unwrap().record.outlet, "The Courier");
}

#[test]
fn the_built_in_project_offers_to_save_a_copy_instead() {
    let folder = TempDir::new().unwrap();
    let mut session = open_builtin(Desk::bare(today()));
    session.importing_mut().read_with(cargo_bin("demarche"));
    let mut harness = window(session, 1280.0, 800.0);
    open_import(&mut harness);
    type_path(&mut harness, &file(&folder, "a.txt", "Hungary said no on Tuesday.\n"));
    assert!(harness.query_by_label("Take in 1 article").is_none());
    assert!(harness.query_by_label("Save a copy…").is_some());
    // Closing puts nothing away.
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Path of a file or folder").is_none());
    open_import(&mut harness);
    let rows = harness.query_all_by_label_contains("Hungary said no on Tuesday");
    assert!(rows.count() > 0);
}
