//! Broken project folders, as a person meets them: opened as far as possible, every defect told, nothing overwritten.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::model::{Speaker, Statement};
use demarche::store::{Opened, Severity, StoreError, Wholeness, builtin, open_folder, save, write_project};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A copy of the shipped project that may be broken.
struct Copy {
    _home: tempfile::TempDir,
    folder: PathBuf,
}

impl Copy {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("project");
        copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"), &folder);
        Self { _home: home, folder }
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.folder.join(inside)
    }

    /// Replaces the first `old` in a file.
    fn edit(self, inside: &str, old: &str, new: &str) -> Self {
        let text = fs::read_to_string(self.path(inside)).unwrap();
        assert!(text.contains(old), "{inside} does not hold {old:?}");
        fs::write(self.path(inside), text.replacen(old, new, 1)).unwrap();
        self
    }

    fn write(self, inside: &str, bytes: &[u8]) -> Self {
        fs::write(self.path(inside), bytes).unwrap();
        self
    }

    fn remove(self, inside: &str) -> Self {
        let path = self.path(inside);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
        self
    }

    /// Opens it and proves that opening changed nothing, and that what was not read whole cannot be saved.
    fn open(&self) -> Opened {
        let before = contents(&self.folder);
        let opened = open_folder(&self.folder).unwrap();
        if opened.whole == Wholeness::Partial {
            let written = write_project(&opened.project, &opened.last_read).unwrap();
            assert!(matches!(save(&self.folder, &written, &opened.last_read), Err(StoreError::Partial(_))));
            assert!(opened.defects.iter().any(|defect| defect.severity == Severity::Error));
        }
        assert!(contents(&self.folder) == before, "a file was changed");
        opened
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Regular files with their bytes; everything else by name only.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            found.extend(contents(&entry.path()));
        } else {
            let small = kind.is_file() && entry.metadata().unwrap().len() < 1 << 20;
            found.insert(entry.path(), if small { fs::read(entry.path()).unwrap() } else { Vec::new() });
        }
    }
    found
}

/// Whether a defect of `file` on `line` (`None` for the whole file) says `words`.
fn tells(opened: &Opened, file: &str, line: Option<usize>, words: &str) -> bool {
    let told =
        opened.defects.iter().any(|defect| defect.file == file && defect.line == line && defect.reason.contains(words));
    if !told {
        for defect in &opened.defects {
            println!("{defect}");
        }
    }
    told
}

fn statements(opened: &Opened) -> usize {
    opened.project.statements.len()
}

#[test]
fn the_compiled_in_project_is_the_folder() {
    let (compiled, on_disk) = (builtin(), Copy::new().open());
    assert_eq!(compiled.project, on_disk.project);
    assert_eq!(compiled.defects, on_disk.defects);
    assert_eq!(compiled.whole, Wholeness::Whole);
}

#[test]
fn saving_the_shipped_project_unchanged_changes_no_byte() {
    let copy = Copy::new();
    let before = contents(&copy.folder);
    let opened = copy.open();
    let written = write_project(&opened.project, &opened.last_read).unwrap();
    save(&copy.folder, &written, &opened.last_read).unwrap();
    assert!(contents(&copy.folder) == before);
}

#[test]
fn a_missing_file_costs_what_only_it_holds() {
    let all = statements(&builtin());
    let is_of_kirby = |statement: &Statement| statement.source.as_str() == "kirby-telethon";
    let of_kirby = builtin().project.statements.into_values().filter(is_of_kirby).count();
    assert!((1..all).contains(&of_kirby));
    // The body that decides gets a stand-in, so what only it says of itself stays.
    let of_nato = builtin().project.statements.into_values().filter(|statement| {
        let by_others = match &statement.speaker {
            Speaker::Article => false,
            Speaker::Actor(speaker) => speaker.as_str() != "nato",
        };
        statement.actor.as_str() == "nato" && statement.on_behalf_of.is_none() && !by_others
    });
    for (file, left) in [
        ("project.ron", all),
        ("actors.ron", of_nato.count()),
        ("relations.ron", all),
        ("statements/kirby-telethon.ron", all - of_kirby),
        ("sources/kirby-telethon/text.txt", all - of_kirby),
        ("sources/kirby-telethon/meta.ron", all - of_kirby),
    ] {
        let opened = Copy::new().remove(file).open();
        assert!(tells(&opened, file, None, "the file is missing"), "{file}");
        assert_eq!(opened.whole, Wholeness::Partial);
        assert_eq!(statements(&opened), left, "{file}");
    }
    let opened = Copy::new().remove("statements").open();
    assert_eq!((statements(&opened), opened.project.sources.len()), (0, 5));
}

#[test]
fn a_broken_record_costs_one_statement() {
    let all = statements(&builtin());
    for (old, new, words) in [
        ("stance: not_now", "stance: notnow", "\"notnow\" is no value here; is `not_now` meant?"),
        ("confidence: 3", "confidence: 4", "4 is not a confidence"),
        ("voice: reported", "voice: reported, colour: 1", "\"colour\" is no field"),
        ("coder: \"settled\"", "coder: \"settled", "not closed"),
        ("actor: \"biden-administration\"", "actor: \"biden-administratio\"", "is biden-administration meant?"),
        ("source: \"kirby-telethon\"", "source: \"../../etc/passwd\"", "is not an id"),
        ("date: \"2024-10~\"", "date: \"October\"", "\"October\" is not a date"),
        ("Ukraine's invitation to NATO is", "Ukraine's application for a seat was", "the quoted words are not found"),
    ] {
        let opened = Copy::new().edit("statements/kirby-telethon.ron", old, new).open();
        let told = opened.defects.iter().find(|defect| defect.reason.contains(words));
        assert!(told.is_some(), "{new}: {:#?}", opened.defects);
        assert_eq!(
            told.map(|defect| (defect.file.as_str(), defect.line)),
            Some(("statements/kirby-telethon.ron", Some(3)))
        );
        assert_eq!(opened.defects.len(), builtin().defects.len() + 1, "{new}: {:#?}", opened.defects);
        assert_eq!(statements(&opened), all - 1, "{new}");
    }
}

#[test]
fn a_moved_quotation_is_shown_where_its_words_stand() {
    let copy =
        Copy::new().edit("statements/kirby-telethon.ron", "bytes: (start: 0, end: 99)", "bytes: (start: 7, end: 106)");
    let opened = copy.open();
    assert!(tells(&opened, "statements/kirby-telethon.ron", Some(3), "the quoted words stand at bytes 0..99"));
    assert_eq!(opened.project, builtin().project);
    assert_eq!(opened.whole, Wholeness::Partial);
}

#[test]
fn an_edited_text_is_told_and_its_sentences_are_found() {
    let file = "sources/kirby-telethon/text.txt";
    let text = fs::read_to_string(Copy::new().path(file)).unwrap();
    for (changed, words) in [
        (format!("A new line.\n{text}"), "a text is never edited in place"),
        (text.replace('\n', "\r\n"), "only the line ends differ"),
        (text.replace(['“', '”'], "\""), "a text is never edited in place"),
    ] {
        let opened = Copy::new().write(file, changed.as_bytes()).open();
        assert!(opened.defects.iter().any(|defect| defect.reason.contains(words)));
        assert_eq!(statements(&opened), statements(&builtin()));
        for statement in opened.project.statements.values() {
            let source = opened.project.sources.get(&statement.source).unwrap();
            assert_eq!(statement.quote.bytes.of(&source.text), Some(statement.quote.exact.as_str()));
        }
    }
}

#[test]
fn a_merge_conflict_costs_what_stands_in_it() {
    let copy = Copy::new();
    let path = copy.path("statements/kirby-telethon.ron");
    let mut lines: Vec<String> = fs::read_to_string(&path).unwrap().lines().map(str::to_owned).collect();
    for (at, mark) in [(6, ">>>>>>> theirs"), (5, "======="), (4, "<<<<<<< HEAD")] {
        lines.insert(at, mark.to_owned());
    }
    fs::write(&path, lines.join("\n")).unwrap();
    let opened = copy.open();
    assert!(tells(&opened, "statements/kirby-telethon.ron", Some(5), "an unresolved merge conflict (lines 5 to 9)"));
    assert_eq!(statements(&opened), statements(&builtin()) - 2);
}

#[test]
fn a_newer_format_is_opened_and_never_saved() {
    let opened = Copy::new().edit("project.ron", "format: 1", "format: 99").open();
    assert!(tells(&opened, "project.ron", Some(3), "the project has format 99"));
    assert_eq!(opened.whole, Wholeness::Partial);
    assert_eq!(opened.project, builtin().project);
}

#[test]
fn nonsense_in_any_file_is_survived() {
    let shipped = Copy::new();
    let files: Vec<PathBuf> = contents(&shipped.folder)
        .into_keys()
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron" || ending == "txt"))
        .map(|path| path.strip_prefix(&shipped.folder).unwrap().to_path_buf())
        .collect();
    assert!(files.len() >= 18);
    let nonsense = [&b""[..], b"\xff\xfe\x00", b"[[[[(((", b"(id: \"", b"\xef\xbb\xbf", b"<<<<<<< HEAD\n"];
    // Every file with two kinds, every kind in many files.
    for (number, file) in files.iter().enumerate() {
        for bytes in nonsense.iter().cycle().skip(number % nonsense.len()).step_by(3).take(2) {
            let opened = Copy::new().write(file.to_str().unwrap(), bytes).open();
            assert!(!opened.defects.is_empty(), "{} {bytes:?}", file.display());
        }
    }
}

#[test]
fn a_folder_where_a_file_belongs_is_told() {
    let copy = Copy::new().remove("relations.ron");
    fs::create_dir(copy.path("relations.ron")).unwrap();
    assert!(tells(&copy.open(), "relations.ron", None, "is a folder, and a file is expected here"));
    let copy = Copy::new().remove("statements").write("statements", b"");
    assert!(tells(&copy.open(), "statements", None, "is a file, and a folder is expected here"));
}

#[test]
fn what_does_not_belong_is_a_warning_and_is_left_alone() {
    let copy = Copy::new().write("Actor.ron", b"[]").write("statements/notes.txt", b"").write("README.md", b"Read me");
    fs::create_dir(copy.path("pictures")).unwrap();
    let opened = copy.open();
    assert!(tells(&opened, "Actor.ron", None, "if it is meant to be actors.ron, rename it"));
    assert!(tells(&opened, "statements/notes.txt", None, "does not belong"));
    assert!(tells(&opened, "pictures", None, "does not belong"));
    assert_eq!(opened.defects.len(), builtin().defects.len() + 3);
    assert_eq!(opened.whole, Wholeness::Whole);
}

#[test]
fn a_file_too_large_for_a_text_is_not_loaded() {
    let copy = Copy::new();
    let path = copy.path("sources/kirby-telethon/text.txt");
    fs::File::options().write(true).open(path).unwrap().set_len(65 << 20).unwrap();
    assert!(tells(&copy.open(), "sources/kirby-telethon/text.txt", None, "is larger than 64 MiB"));
}

#[cfg(unix)]
#[test]
fn a_link_is_never_followed() {
    use std::os::unix::fs::symlink;
    let copy = Copy::new().remove("sources/kirby-telethon/text.txt").remove("relations.ron");
    symlink("/etc/passwd", copy.path("sources/kirby-telethon/text.txt")).unwrap();
    symlink("actors.ron", copy.path("relations.ron")).unwrap();
    symlink("/etc", copy.path("sources/etc")).unwrap();
    symlink("nowhere", copy.path("statements/nowhere.ron")).unwrap();
    let opened = copy.open();
    assert!(tells(&opened, "sources/kirby-telethon/text.txt", None, "leads out of the project folder"));
    assert!(tells(&opened, "relations.ron", None, "links are not followed"));
    assert!(tells(&opened, "sources/etc", None, "leads out of the project folder"));
    assert!(tells(&opened, "statements/nowhere.ron", None, "leads nowhere"));
    assert_eq!(opened.project.sources.len(), 4);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for_and_a_socket_not_read() {
    let copy = Copy::new().remove("relations.ron");
    let _socket = std::os::unix::net::UnixListener::bind(copy.path("relations.ron")).unwrap();
    assert!(tells(&copy.open(), "relations.ron", None, "is a socket"));
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_told() {
    use std::os::unix::ffi::OsStrExt as _;
    let copy = Copy::new();
    fs::write(copy.folder.join(std::ffi::OsStr::from_bytes(b"\xff.ron")), b"").unwrap();
    fs::write(copy.path("sources/kirby-telethon/a\\b.txt"), b"").unwrap();
    let opened = copy.open();
    let told = opened.defects.iter().filter(|defect| defect.reason.contains("is not allowed on every system"));
    assert_eq!(told.count(), 2);
}

#[test]
fn what_is_no_folder_cannot_be_opened() {
    let copy = Copy::new();
    assert!(matches!(open_folder(&copy.path("nowhere")), Err(StoreError::Unreadable { .. })));
    assert!(matches!(open_folder(&copy.path("actors.ron")), Err(StoreError::NotAFolder(_))));
    let empty = tempfile::tempdir().unwrap();
    let opened = open_folder(empty.path()).unwrap();
    assert_eq!(opened.defects.len(), 4);
    assert_eq!(opened.whole, Wholeness::Partial);
}
