//! What a folder says of the files that articles were imported from.

use super::{files, texts};
use crate::model::{Original, Project, SourceId, TextHash};
use crate::store::{
    LastRead, Originals, ProjectFiles, RelativePath, Severity, StoreError, Wholeness, open_folder, read_original,
    read_project, sample, save_copy, write_project,
};
use std::fs;
use std::path::{Path, PathBuf};

const BYTES: &[u8] = b"<p>all of it\r\n\xff";

fn herald() -> SourceId {
    "herald".parse().unwrap()
}

fn with_original(file: &str) -> Project {
    let mut project = sample::project();
    let source = project.sources.get_mut(&herald()).unwrap();
    let name = "herald (1).html".to_owned();
    source.record.original = Some(Original { file: file.to_owned(), name, sha256: TextHash::of(BYTES) });
    project
}

fn saved(home: &Path) -> PathBuf {
    let folder = home.join("league");
    let held = Originals::from([(TextHash::of(BYTES), BYTES.into())]);
    let (_, missing) = save_copy(&with_original("original.html"), &LastRead::nothing(), None, &held, &folder).unwrap();
    assert_eq!(missing, []);
    folder
}

#[test]
fn an_original_as_its_record_says_is_no_defect() {
    let home = tempfile::tempdir().unwrap();
    let folder = saved(home.path());
    let opened = open_folder(&folder).unwrap();
    assert_eq!((opened.defects, opened.whole), (vec![], Wholeness::Whole));
    assert_eq!(read_original(&folder, &opened.project.sources[&herald()].record).unwrap(), BYTES);
}

#[test]
fn an_original_that_is_missing_or_was_changed_is_told_and_the_article_stays() {
    let home = tempfile::tempdir().unwrap();
    let folder = saved(home.path());
    let file = folder.join("sources/herald/original.html");
    let told = |severity: Severity, words: &str| {
        let opened = open_folder(&folder).unwrap();
        assert_eq!((opened.whole, opened.project.sources.len()), (Wholeness::Whole, 1));
        let [defect] = &opened.defects[..] else { panic!("{:#?}", opened.defects) };
        assert_eq!((defect.file.as_str(), defect.severity), ("sources/herald/original.html", severity));
        assert!(defect.reason.contains(words) && defect.reason.contains("herald (1).html"), "{defect}");
        let refused = read_original(&folder, &opened.project.sources[&herald()].record);
        assert!(matches!(refused, Err(StoreError::NoOriginal { .. })));
    };
    fs::write(&file, b"<p>another").unwrap();
    told(Severity::Error, "it was changed since");
    fs::remove_file(&file).unwrap();
    told(Severity::Warning, "is missing");
}

#[cfg(unix)]
#[test]
fn an_original_that_is_a_link_is_not_followed() {
    let home = tempfile::tempdir().unwrap();
    let folder = saved(home.path());
    let file = folder.join("sources/herald/original.html");
    fs::write(home.path().join("secret"), BYTES).unwrap();
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink(home.path().join("secret"), &file).unwrap();
    let opened = open_folder(&folder).unwrap();
    assert!(opened.defects[0].reason.contains("leads out of the project folder"), "{:#?}", opened.defects);
    assert!(read_original(&folder, &opened.project.sources[&herald()].record).is_err());
}

#[test]
fn the_name_of_an_original_never_becomes_a_path_out_of_its_folder() {
    for name in ["../../project.ron", "/etc/passwd", "original.html/../../x", "original.PDF", "text.txt", "original."] {
        let project = with_original(name);
        let mut written = write_project(&project, &LastRead::nothing()).unwrap();
        written.insert(RelativePath::new("sources/herald/original.html").unwrap(), BYTES.to_vec());
        let opened = read_project(&ProjectFiles::in_memory(written));
        let told = opened.defects.iter().filter(|defect| defect.reason.contains("is not the name of an original"));
        assert_eq!(told.count(), 1, "{name}: {:#?}", opened.defects);
        assert_eq!(opened.project.sources.len(), 1);
        let home = tempfile::tempdir().unwrap();
        assert!(read_original(home.path(), &project.sources[&herald()].record).is_err());
        let held = Originals::from([(TextHash::of(BYTES), BYTES.into())]);
        save_copy(&project, &LastRead::nothing(), None, &held, &home.path().join("copy")).unwrap();
        let entries = fs::read_dir(home.path().join("copy/sources/herald")).unwrap();
        assert_eq!(entries.count(), 2, "{name}");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "{name}");
    }
}

#[test]
fn a_copy_brings_its_originals_from_the_folder_it_was_made_of() {
    let home = tempfile::tempdir().unwrap();
    let folder = saved(home.path());
    let opened = open_folder(&folder).unwrap();
    let copy = home.path().join("copy");
    let (last, missing) =
        save_copy(&opened.project, &opened.last_read, Some(&folder), &Originals::new(), &copy).unwrap();
    assert_eq!(missing, []);
    let copied = open_folder(&copy).unwrap();
    assert_eq!((copied.project, copied.defects), (opened.project, vec![]));
    assert_eq!(last.fingerprint(), copied.last_read.fingerprint());
    fs::remove_file(folder.join("sources/herald/original.html")).unwrap();
    let other = home.path().join("other");
    let (_, missing) =
        save_copy(&with_original("original.html"), &opened.last_read, Some(&folder), &Originals::new(), &other)
            .unwrap();
    assert_eq!(missing.iter().map(ToString::to_string).collect::<Vec<_>>(), ["sources/herald/original.html"]);
}

#[test]
fn an_original_in_memory_is_looked_at_like_one_on_disk() {
    let mut project = texts();
    let meta = project.get_mut("sources/herald/meta.ron").unwrap();
    let hash = TextHash::of(BYTES);
    *meta = meta.replace(
        "published:",
        &format!("original: Some((file: \"original.html\", name: \"h\", sha256: \"{hash}\")),\n    published:"),
    );
    let opened = read_project(&files(project));
    assert!(opened.defects[0].reason.contains("is missing"), "{:#?}", opened.defects);
}
