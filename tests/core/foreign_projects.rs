//! Projects that come from strangers: nothing outside of their folder is read, written, deleted or locked, nothing waits
//! for ever, and what is no plain file is told by name.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use crate::importing::today;
use crate::program::{copied_project, demarche};
use crate::waiting::save;
use demarche::session::{Access, Command, Desk, Edit, Opening, ViewsCommand, open_project_folder};
use demarche::store::open_folder;
use proptest::prelude::*;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder of somebody's own files, and what is in it.
struct Victim(TempDir);

impl Victim {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["lock", ".gitignore", "thesis.txt", "project.ron", "text.txt", "order.ron"] {
            fs::write(folder.path().join(name), format!("my own {name}")).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn assert_untouched(&self) {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, [".gitignore", "lock", "order.ron", "project.ron", "text.txt", "thesis.txt"]);
        for name in names {
            assert_eq!(fs::read_to_string(self.path(&name)).unwrap(), format!("my own {name}"));
        }
    }
}

fn pipe(path: &Path) {
    rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
}

/// Opens the project to be changed, changes its title and a view, saves, and closes it.
fn work_on(folder: &Path) -> Access {
    let data = TempDir::new().unwrap();
    let desk = Desk::open(Some(data.path().to_path_buf()), "anna", today());
    let Ok(mut session) = open_project_folder(folder, Opening::ToEdit, desk) else {
        return Access::Editable;
    };
    let access = session.access().clone();
    let title = format!("{}, once more", session.project().manifest.title);
    let _ = session.perform(Command::Edit(Box::new(Edit::Describe { title, about: String::new() })));
    let _ = session.perform(Command::Views(ViewsCommand::Save("Mine".to_owned())));
    // Some of these projects cannot be saved; that is told, and waited for as well.
    save(&mut session);
    access
}

#[test]
fn a_lock_that_is_a_link_does_not_cost_its_target() {
    let (project, victim) = (copied_project(), Victim::new());
    fs::create_dir(project.path().join(".demarche")).unwrap();
    symlink(victim.path("thesis.txt"), project.path().join(".demarche/lock")).unwrap();
    let access = work_on(project.path());
    victim.assert_untouched();
    assert!(matches!(access, Access::ReadOnly(_)), "{access:?}");
    let told = open_folder(project.path()).unwrap().defects;
    assert!(told.iter().any(|defect| defect.file == ".demarche/lock" && defect.reason.contains("link")), "{told:?}");
}

#[test]
fn a_hidden_folder_that_is_a_link_does_not_cost_the_files_of_that_name() {
    let (project, victim) = (copied_project(), Victim::new());
    symlink(victim.0.path(), project.path().join(".demarche")).unwrap();
    let access = work_on(project.path());
    victim.assert_untouched();
    assert!(matches!(access, Access::ReadOnly(_)), "{access:?}");
}

#[test]
fn attributes_views_and_articles_are_not_written_through_links() {
    for (place, target) in [
        (".gitattributes", "thesis.txt"),
        ("views", ""),
        ("views/mine.ron", "thesis.txt"),
        ("project.ron", "project.ron"),
        ("sources/kirby-telethon", ""),
        ("statements/kirby-telethon.ron", "thesis.txt"),
    ] {
        let (project, victim) = (copied_project(), Victim::new());
        let path = project.path().join(place);
        if path.is_dir() {
            fs::remove_dir_all(&path).unwrap();
        } else if path.exists() {
            fs::remove_file(&path).unwrap();
        }
        let target = if target.is_empty() { victim.0.path().to_path_buf() } else { victim.path(target) };
        symlink(target, &path).unwrap();
        work_on(project.path());
        victim.assert_untouched();
    }
}

#[test]
fn pipes_and_endless_devices_are_neither_waited_for_nor_read() {
    let project = copied_project();
    pipe(&project.path().join("views/a.ron"));
    fs::create_dir(project.path().join(".demarche")).unwrap();
    symlink("/dev/zero", project.path().join(".demarche/lock")).unwrap();
    fs::remove_file(project.path().join("sources/kirby-telethon/text.txt")).unwrap();
    pipe(&project.path().join("sources/kirby-telethon/text.txt"));
    work_on(project.path());
    let told = open_folder(project.path()).unwrap().defects;
    for file in ["views/a.ron", ".demarche/lock", "sources/kirby-telethon/text.txt"] {
        assert!(told.iter().any(|defect| defect.file == file), "{file}: {told:?}");
    }
    let data = TempDir::new().unwrap();
    let done = demarche(data.path(), &["check", project.path().to_str().unwrap()]).code(1);
    let output = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    assert!(output.contains("views/a.ron") && output.contains("pipe"), "{output}");
}

#[test]
fn an_order_that_names_a_view_that_is_not_there_is_told() {
    let project = copied_project();
    let order = project.path().join("views/order.ron");
    let text = fs::read_to_string(&order).unwrap().replacen("order: [", "order: [\n        \"gone\",", 1);
    fs::write(&order, text).unwrap();
    let told = open_folder(project.path()).unwrap().defects;
    assert!(told.iter().any(|defect| defect.file == "views/order.ron" && defect.reason.contains("gone")), "{told:?}");
}

#[test]
fn a_text_without_its_record_is_told_and_never_overwritten() {
    let project = copied_project();
    let text = project.path().join("sources/my-notes/text.txt");
    fs::create_dir_all(text.parent().unwrap()).unwrap();
    fs::write(&text, "Notes that nobody has a copy of.").unwrap();
    let told = open_folder(project.path()).unwrap().defects;
    assert!(told.iter().any(|defect| defect.file == "sources/my-notes/meta.ron"), "{told:?}");
    let elsewhere = TempDir::new().unwrap();
    let article = elsewhere.path().join("my-notes.txt");
    fs::write(&article, "My notes\n\nUkraine asks NATO for an invitation, said the minister on 3 December 2024.\n")
        .unwrap();
    let data = TempDir::new().unwrap();
    let folder = project.path().to_str().unwrap();
    let _ = demarche(data.path(), &["import", "--project", folder, article.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(&text).unwrap(), "Notes that nobody has a copy of.");
}

/// Every path that a project has, and some that it may have.
fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut all = vec![".demarche".into(), ".demarche/lock".into(), ".gitattributes".into(), "views/mine.ron".into()];
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            }
            all.push(entry.path().strip_prefix(folder).unwrap().to_path_buf());
        }
    }
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_a_project_puts_in_the_place_of_its_files_nothing_else_is_touched(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..5_u8, any::<prop::sample::Index>()), 1..5),
    ) {
        let (project, victim) = (copied_project(), Victim::new());
        let all = paths(project.path());
        for (which, kind, target) in changes {
            let path = project.path().join(which.get(&all));
            let folders = path.ancestors().skip(1).take_while(|folder| *folder != project.path());
            if folders.into_iter().any(Path::is_symlink) {
                // What an earlier change put there leads elsewhere, and the test itself must touch nothing there.
                continue;
            }
            if path.symlink_metadata().is_ok_and(|found| found.is_dir()) {
                let _ = fs::remove_dir_all(&path);
            } else {
                let _ = fs::remove_file(&path);
            }
            let _ = fs::create_dir_all(path.parent().unwrap());
            let targets = ["", "lock", "thesis.txt", "project.ron", "text.txt"];
            let _ = match kind {
                0 => symlink(victim.path(targets[target.index(targets.len())]), &path).is_ok(),
                1 => symlink("/dev/zero", &path).is_ok(),
                2 => { if path.parent().unwrap().is_dir() && path.symlink_metadata().is_err() { pipe(&path); } true }
                3 => fs::create_dir(&path).is_ok(),
                _ => symlink(".", &path).is_ok(),
            };
        }
        work_on(project.path());
        victim.assert_untouched();
    }
}
