//! Saving into real folders.

use crate::model::{Project, SourceId};
use crate::store::sample::{files, texts};
use crate::store::write::Prepared;
use crate::store::{
    LastRead, StoreError, Wholeness, open_folder, read_project, remove_file_durably, save, write_file_durably,
    write_project,
};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

fn sample() -> Project {
    read_project(&files(texts())).project
}

fn saved_sample() -> (tempfile::TempDir, PathBuf, LastRead) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("league");
    let written = write_project(&sample(), &LastRead::nothing()).unwrap();
    let last = save(&folder, &written, &LastRead::nothing()).unwrap();
    (home, folder, last)
}

/// All files below `folder`, relative to it.
fn listing(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().display().to_string());
            }
        }
    }
    found
}

#[test]
fn a_saved_project_opens_as_it_was_and_leaves_nothing_else_behind() {
    let (_home, folder, _) = saved_sample();
    let opened = open_folder(&folder).unwrap();
    assert_eq!(opened.project, sample());
    assert_eq!((opened.whole, opened.defects.len()), (Wholeness::Whole, 0));
    let attributes = ".gitattributes".to_owned();
    assert_eq!(listing(&folder), texts().into_keys().chain([attributes]).collect());
}

#[test]
fn saving_writes_only_what_changed() {
    let (_home, folder, last) = saved_sample();
    let old = SystemTime::now() - Duration::from_hours(2);
    for file in listing(&folder) {
        fs::File::options().write(true).open(folder.join(file)).unwrap().set_modified(old).unwrap();
    }
    let mut project = sample();
    project.manifest.title = "Shall it?".to_owned();
    let last = save(&folder, &write_project(&project, &last).unwrap(), &last).unwrap();
    let is_new =
        |file: &String| fs::metadata(folder.join(file)).unwrap().modified().unwrap() > old + Duration::from_secs(9);
    assert_eq!(listing(&folder).into_iter().filter(is_new).collect::<Vec<_>>(), ["project.ron"]);
    assert_eq!(open_folder(&folder).unwrap().project, project);
    save(&folder, &write_project(&sample(), &last).unwrap(), &last).unwrap();
    assert_eq!(open_folder(&folder).unwrap().project, sample());
}

#[test]
fn what_was_not_read_whole_is_never_saved_over() {
    let (_home, folder, _) = saved_sample();
    let path = folder.join("statements/herald.ron");
    let broken = fs::read_to_string(&path).unwrap().replace("stance: opposes", "stance: oposes");
    fs::write(&path, &broken).unwrap();
    let opened = open_folder(&folder).unwrap();
    let written = write_project(&opened.project, &opened.last_read).unwrap();
    assert!(matches!(save(&folder, &written, &opened.last_read), Err(StoreError::Partial(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    // A copy elsewhere is fine.
    let copy = folder.with_file_name("copy");
    save(&copy, &written, &opened.last_read.for_a_copy()).unwrap();
    assert_eq!(open_folder(&copy).unwrap().project, opened.project);
}

#[test]
fn what_another_program_changed_is_never_saved_over() {
    let (_home, folder, last) = saved_sample();
    let path = folder.join("actors.ron");
    let theirs = fs::read_to_string(&path).unwrap().replace("Rudolph", "Rodolfo");
    fs::write(&path, &theirs).unwrap();
    let mut project = sample();
    project.actors.values_mut().for_each(|actor| actor.note = "mine".to_owned());
    project.manifest.title = "mine".to_owned();
    let refused = save(&folder, &write_project(&project, &last).unwrap(), &last);
    assert!(matches!(refused, Err(StoreError::ChangedOnDisk(changed)) if changed == path));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    assert!(fs::read_to_string(folder.join("project.ron")).unwrap().contains("Ruritania?"));
}

#[test]
fn a_copy_is_never_mixed_with_what_is_there() {
    let (home, folder, _) = saved_sample();
    fs::write(home.path().join("league/notes.md"), "mine").unwrap();
    let written = write_project(&sample(), &LastRead::nothing()).unwrap();
    assert!(matches!(save(&folder, &written, &LastRead::nothing()), Err(StoreError::NotEmpty(_))));
}

#[test]
fn an_article_that_was_deleted_stays_deleted_and_an_original_that_no_record_names_stays() {
    let (_home, folder, last) = saved_sample();
    fs::write(folder.join("sources/herald/original.html"), "<p>").unwrap();
    let mut project = sample();
    let herald: SourceId = "herald".parse().unwrap();
    project.sources.remove(&herald);
    project.statements.clear();
    project.relations.clear();
    save(&folder, &write_project(&project, &last).unwrap(), &last).unwrap();
    let opened = open_folder(&folder).unwrap();
    assert_eq!(opened.project, project);
    assert_eq!(opened.defects, []);
    let left = [".gitattributes", "actors.ron", "project.ron", "relations.ron", "sources/herald/original.html"];
    assert_eq!(listing(&folder), left.map(str::to_owned).into());
}

#[test]
fn strays_of_stopped_saves_are_swept_and_others_are_not() {
    let (_home, folder, last) = saved_sample();
    let old = SystemTime::now() - Duration::from_hours(2);
    for (name, age) in [(".demarche-old.tmp", old), (".demarche-new.tmp", SystemTime::now()), (".other-old.tmp", old)] {
        fs::write(folder.join(name), "half").unwrap();
        fs::File::options().write(true).open(folder.join(name)).unwrap().set_modified(age).unwrap();
    }
    let opened = open_folder(&folder).unwrap();
    assert_eq!(opened.defects.len(), 2);
    assert!(opened.defects.iter().all(|defect| defect.reason.contains("left behind by a save that was stopped")));
    save(&folder, &write_project(&sample(), &last).unwrap(), &last).unwrap();
    let left = listing(&folder);
    assert!(!left.contains(".demarche-old.tmp"));
    assert!(left.contains(".demarche-new.tmp") && left.contains(".other-old.tmp"));
}

#[test]
fn a_second_save_at_the_same_moment_waits_for_the_person() {
    let (_home, folder, last) = saved_sample();
    let lock = fs::File::open(&folder).unwrap();
    lock.lock().unwrap();
    let written = write_project(&sample(), &last).unwrap();
    assert!(matches!(save(&folder, &written, &last), Err(StoreError::Busy(_))));
    drop(lock);
    assert!(save(&folder, &written, &last).is_ok());
}

#[test]
fn a_reader_sees_the_old_file_or_the_new_one_and_never_a_part() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("file");
    let (short, long) = (vec![b'a'; 10], vec![b'b'; 400_000]);
    write_file_durably(&path, &short).unwrap();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for _ in 0..20 {
                write_file_durably(&path, &long).unwrap();
                write_file_durably(&path, &short).unwrap();
            }
        });
        while !writer.is_finished() {
            let seen = fs::read(&path).unwrap();
            assert!(seen == short || seen == long, "{} bytes", seen.len());
        }
    });
    assert_eq!(listing(home.path()).len(), 1);
}

#[test]
fn a_file_that_cannot_be_written_is_named_and_untouched() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    write_file_durably(&file, b"old").unwrap();
    let inside = file.join("view.ron");
    let told = write_file_durably(&inside, b"new").unwrap_err().to_string();
    assert!(told.contains("view.ron") && told.contains("its old content is untouched"), "{told}");
    assert!(write_file_durably(home.path(), b"new").is_err());
    assert_eq!(fs::read(&file).unwrap(), b"old");
    remove_file_durably(&file).unwrap();
    remove_file_durably(&file).unwrap();
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions_and_a_link_its_target() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let home = tempfile::tempdir().unwrap();
    let (file, link) = (home.path().join("file"), home.path().join("link"));
    write_file_durably(&file, b"old").unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o600, 0o600);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    write_file_durably(&link, b"new").unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"new");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn what_another_program_writes_while_the_temporary_file_exists_is_not_lost() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("actors.ron");
    let hash = |text: &str| Some(crate::model::TextHash::of(text.as_bytes()));
    for (there, expected, written) in [
        (Some("read"), hash("read"), true),
        (Some("theirs"), hash("read"), false),
        (None, None, true),
        (Some("theirs"), None, false),
    ] {
        let _ = fs::remove_file(&path);
        if let Some(before) = expected.map(|_| "read") {
            fs::write(&path, before).unwrap();
        }
        let prepared = Prepared::new(&path, b"ours").unwrap();
        // The other program is as close as it can come.
        if let Some(there) = there {
            fs::write(&path, there).unwrap();
        }
        let done = prepared.put_in_place_of(expected);
        assert_eq!(done.is_ok(), written, "{there:?} {expected:?}");
        let after = fs::read_to_string(&path).unwrap();
        assert_eq!(after, if written { "ours" } else { "theirs" });
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "no temporary file stays");
    }
}
