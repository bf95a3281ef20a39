//! Foreign files through the worker process: what arrives, what is listed with its reason, and that nothing else breaks.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use crate::program::{demarche, json, json_and_notes, output, refusal};
use crate::waiting::until;
use assert_cmd::cargo::cargo_bin;
use demarche::import::{Flow, ImportError, Imported, Input, Limits, import, import_inputs};
use demarche::model::TextHash;
use demarche::store::builtin;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

const PAGE: &str = include_str!("../fixtures/import/modern.html");

/// Files with these names and bytes.
fn files(folder: &TempDir, files: &[(&str, &[u8])]) -> Vec<PathBuf> {
    files
        .iter()
        .map(|(name, bytes)| {
            let file = folder.path().join(name);
            fs::write(&file, bytes).unwrap();
            file
        })
        .collect()
}

fn imported(files: &[PathBuf], limits: &Limits) -> Vec<Imported> {
    import(&cargo_bin("demarche"), files, limits, BTreeSet::new(), &|_| Flow::GoOn)
}

fn page() -> String {
    let text = builtin().project.sources.values().next().unwrap().text.clone();
    let body =
        text.lines().filter(|line| line.len() > 80).map(|line| format!("<p>{line}</p>\n")).collect::<Vec<_>>().concat();
    PAGE.replace("{TITLE}", "Allies sidestep the call")
        .replace("{FIRST}", &body)
        .replace("{SECOND}", "")
        .replace("{THIRD}", "")
}

const FIELDS: [&str; 19] = [
    "file",
    "kind",
    "encoding",
    "id",
    "text",
    "title",
    "author",
    "outlet",
    "published",
    "words",
    "place",
    "url",
    "sentences",
    "sha256",
    "kept",
    "dropped",
    "guessed",
    "reprint_of",
    "error",
];

#[test]
fn a_dry_run_tells_what_each_file_would_become_and_writes_nothing() {
    let folder = TempDir::new().unwrap();
    let text = builtin().project.sources.values().next().unwrap().text.clone();
    files(
        &folder,
        &[
            ("a.html", page().as_bytes()),
            ("b.txt", text.as_bytes()),
            ("c.pdf", b"%PDF-1.4 no more"),
            ("d.txt", b"No.\n"),
        ],
    );
    let before = fs::read_dir(folder.path()).unwrap().count();
    let done =
        demarche(folder.path(), &["import", "--dry-run", "--format", "json", folder.path().to_str().unwrap()]).code(1);
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), before, "nothing is written");
    assert_eq!(rows.len(), 4);
    for row in &rows {
        assert_eq!(row.as_object().unwrap().keys().collect::<Vec<_>>(), FIELDS);
        assert_eq!(row["error"].is_null(), !row["kind"].is_null());
    }
    assert_eq!((&rows[0]["kind"], &rows[0]["outlet"]), (&"html".into(), &"The Harbour Gazette".into()));
    assert_eq!(rows[0]["published"], "2024-12-03");
    assert_eq!(rows[0]["id"], "allies-sidestep-the-call");
    assert_eq!(rows[1]["reprint_of"]["file"], rows[0]["file"]);
    assert!(rows[2]["error"].as_str().unwrap().contains("damaged"), "{}", rows[2]["error"]);
    assert_eq!(rows[3]["text"], "No.\n");
}

#[test]
fn the_table_has_a_line_for_each_article_with_the_first_problem() {
    let folder = TempDir::new().unwrap();
    let page = page();
    let files = files(
        &folder,
        &[
            ("a.html", page.as_bytes()),
            ("copy.html", page.as_bytes()),
            ("undated.txt", b"A headline\n\n4 days ago\n\nHe said no.\n"),
        ],
    );
    let names: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
    let table = output(&[&["import", "--dry-run"], names.as_slice()].concat());
    let table = table.replace(folder.path().to_str().unwrap(), "");
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 5, "{table}");
    assert!(lines[3].contains("reprint of /a.html: "), "{table}");
    assert!(lines[4].contains("not dated: \"4 days ago\""), "{table}");
}

#[test]
fn without_a_dry_run_the_command_says_that_it_is_required() {
    let words = refusal(2, &["import", "a.txt"]);
    assert!(words.contains("--dry-run"), "{words}");
    assert!(refusal(2, &["import", "--dry-run"]).contains("FILE"));
}

#[test]
fn a_file_that_is_not_there_is_listed_and_the_others_arrive() {
    let folder = TempDir::new().unwrap();
    let mut files = files(&folder, &[("a.txt", b"He said no.")]);
    files.insert(0, folder.path().join("none.txt"));
    let imported = imported(&files, &Limits::default());
    assert!(matches!(imported[0].outcome, Err(ImportError::Unreadable(_))));
    assert!(imported[1].outcome.is_ok());
}

#[test]
fn pasted_text_and_dropped_bytes_arrive_beside_files() {
    let folder = TempDir::new().unwrap();
    let file = files(&folder, &[("a.txt", b"He said no.")]).remove(0);
    let dropped = Input::Bytes { name: "../../page.html".to_owned(), bytes: page().into_bytes().into() };
    let inputs = [Input::File(file), Input::pasted("No invitation for now\n\nHungary said no.\n"), dropped];
    let imported = import_inputs(&cargo_bin("demarche"), &inputs, &Limits::default(), BTreeSet::new(), &|_| Flow::GoOn);
    let ids: Vec<&str> = imported.iter().map(|one| one.id.as_ref().unwrap().as_str()).collect();
    assert_eq!(ids, ["he-said-no", "no-invitation-for-now", "allies-sidestep-the-call"]);
    assert_eq!(imported[1].file, Path::new("pasted text"));
    assert!(imported[2].outcome.as_ref().unwrap().text.starts_with("Allies sidestep the call"));
}

#[test]
fn the_original_bytes_can_be_kept_unless_the_file_was_changed_meanwhile() {
    let folder = TempDir::new().unwrap();
    let files = files(&folder, &[("a.txt", b"He said no.\r\n"), ("b.txt", b"She said no.")]);
    let imported = imported(&files, &Limits::default());
    let original = imported[0].original(&Limits::default()).unwrap();
    assert_eq!(&*original, b"He said no.\r\n", "as they were, whatever became of the text");
    assert_eq!(Some(TextHash::of(&original)), imported[0].sha256);
    fs::write(&files[0], b"He said yes.\r\n").unwrap();
    fs::remove_file(&files[1]).unwrap();
    assert_eq!(imported[0].original(&Limits::default()), Err(ImportError::Changed));
    assert!(matches!(imported[1].original(&Limits::default()), Err(ImportError::Unreadable(_))));
}

#[test]
fn records_of_one_file_are_articles_of_their_own_with_names_of_their_own() {
    let folder = TempDir::new().unwrap();
    let ris = "TY  - NEWS\nTI  - The same\nER  - \nTY  - NEWS\nTI  - The same\nER  - \n";
    let file = folder.path().join("export.ris");
    fs::write(&file, ris).unwrap();
    let rows = json(&["import", "--dry-run", file.to_str().unwrap()]);
    let ids: Vec<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["the-same", "the-same-2"]);
    let (_, notes) = json_and_notes(&["import", "--dry-run", file.to_str().unwrap()]);
    assert_eq!(notes, "");
}

#[test]
fn a_slow_file_is_stopped_and_the_next_one_read() {
    let folder = TempDir::new().unwrap();
    let slow = "<p>Words and <b>more</b> words.</p>".repeat(400_000);
    let files = files(&folder, &[("slow.html", format!("<html><body>{slow}").as_bytes()), ("b.txt", b"He said no.")]);
    let limits = Limits { seconds: 1, workers: 1, ..Limits::default() };
    let imported = imported(&files, &limits);
    assert_eq!(imported[0].outcome.as_ref().unwrap_err(), &ImportError::TooSlow(1));
    assert!(imported[1].outcome.is_ok(), "{:?}", imported[1].outcome);
}

#[cfg(unix)]
#[test]
fn a_file_that_needs_too_much_memory_is_stopped_and_the_next_one_read() {
    let folder = TempDir::new().unwrap();
    let large = "words ".repeat(10_000_000);
    let files = files(&folder, &[("large.txt", large.as_bytes()), ("b.txt", b"He said no.")]);
    // The stack of the reader takes most of it.
    let limits = Limits { memory_bytes: 400 << 20, seconds: 120, workers: 1, ..Limits::default() };
    let imported = imported(&files, &limits);
    assert_eq!(imported[0].outcome.as_ref().unwrap_err(), &ImportError::TooHungry);
    assert!(imported[1].outcome.is_ok(), "{:?}", imported[1].outcome);
}

#[test]
fn a_cancelled_import_lists_what_did_not_arrive() {
    let folder = TempDir::new().unwrap();
    let names: Vec<String> = (0..30).map(|number| format!("{number:02}.txt")).collect();
    let files =
        files(&folder, &names.iter().map(|name| (name.as_str(), b"He said no.".as_slice())).collect::<Vec<_>>());
    let told = AtomicUsize::new(0);
    let limits = Limits { workers: 1, ..Limits::default() };
    let imported = import(&cargo_bin("demarche"), &files, &limits, BTreeSet::new(), &|progress| {
        assert_eq!((progress.of, progress.done), (30, told.fetch_add(1, Ordering::Relaxed) + 1));
        if progress.done == 10 { Flow::Cancel } else { Flow::GoOn }
    });
    assert_eq!(imported.iter().filter(|one| one.outcome.is_ok()).count(), 10);
    assert!(imported[10..].iter().all(|one| one.outcome == Err(ImportError::Cancelled)));
}

#[test]
fn a_program_that_is_no_worker_is_a_reason_like_any_other() {
    let folder = TempDir::new().unwrap();
    let files = files(&folder, &[("a.txt", b"He said no.")]);
    for program in ["/bin/cat", "/bin/true", "/no/such/program"].map(Path::new) {
        let limits = Limits { seconds: 2, ..Limits::default() };
        let imported = import(program, &files, &limits, BTreeSet::new(), &|_| Flow::GoOn);
        assert!(imported[0].outcome.is_err(), "{}", program.display());
    }
}

#[test]
fn what_is_made_to_do_harm_is_refused_by_name_and_the_others_arrive() {
    let folder = TempDir::new().unwrap();
    let bomb = archive(&[("word/document.xml", &vec![b' '; 40 << 20])]);
    let deep = format!("<html><body>{}", "<div>".repeat(100_000));
    let climbing = archive(&[("../../word/document.xml", b"<w:p/>"), ("/etc/passwd", b"root")]);
    let files = files(
        &folder,
        &[
            ("bomb.docx", &bomb),
            ("climbing.docx", &climbing),
            ("deep.html", deep.as_bytes()),
            ("deep.json", "[".repeat(200_000).as_bytes()),
            ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
            ("locked.pdf", include_bytes!("../fixtures/import/locked.pdf")),
            ("odd.txt", "He said \u{202e}on\u{202c}.\u{7}\u{1b}[2J\n".as_bytes()),
        ],
    );
    let imported = imported(&files, &Limits::default());
    let told: Vec<String> = imported
        .iter()
        .map(|one| one.outcome.as_ref().map_or_else(ToString::to_string, |draft| draft.text.clone()))
        .collect();
    for (told, words) in told.iter().zip([
        "larger than 32 MB",
        "neither a Word document nor a book",
        "nested deeper than 512",
        "damaged",
        "encrypted",
        "encrypted",
        "\u{202e}on\u{202c}.\u{7}\u{1b}[2J",
    ]) {
        assert!(told.contains(words), "{told:?} should say {words:?}");
    }
    let odd = imported[6].outcome.as_ref().unwrap();
    assert!(odd.report.kept.iter().any(|kept| kept.contains("direction-override")), "{:?}", odd.report);
    assert!(odd.report.kept.iter().any(|kept| kept.contains("control character")), "{:?}", odd.report);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 7, "nothing was unpacked");
    assert!(!folder.path().parent().unwrap().join("word").exists());
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// One file of each kind, whole.
fn originals() -> Vec<(&'static str, Vec<u8>)> {
    let text = builtin().project.sources.values().next().unwrap().text.to_string();
    vec![
        ("txt", text.clone().into_bytes()),
        ("html", page().into_bytes()),
        ("md", format!("# A heading\n\n{text}\n\n[A link](https://example.org) and **more**.\n").into_bytes()),
        ("ris", b"TY  - NEWS\nTI  - The same\nAU  - Gray, A.\nDA  - 2024/11/29\nER  - \n".to_vec()),
        ("json", b"[{\"type\": \"article-newspaper\", \"title\": \"The same\", \"issued\": {\"date-parts\": [[2024, 11, 29]]}}]".to_vec()),
        ("docx", include_bytes!("../fixtures/import/letter.docx").to_vec()),
        ("epub", include_bytes!("../fixtures/import/book.epub").to_vec()),
        ("pdf", include_bytes!("../fixtures/import/letter.pdf").to_vec()),
    ]
}

#[test]
fn each_original_arrives() {
    let folder = TempDir::new().unwrap();
    for (ending, bytes) in originals() {
        fs::write(folder.path().join(format!("whole.{ending}")), bytes).unwrap();
    }
    for row in json(&["import", "--dry-run", folder.path().to_str().unwrap()]) {
        assert!(row["error"].is_null(), "{row}");
    }
}

/// How many broken variants of each original are read; a broken PDF costs a hundred times what a broken text does.
fn variants_of(ending: &str) -> usize {
    if ending == "pdf" { 300 } else { 560 }
}

/// Thousands of broken files, and the parent lives to list each of them with its draft or its reason.
#[test]
fn every_corrupted_file_arrives_or_is_listed() {
    let inputs: Vec<Input> = originals()
        .iter()
        .flat_map(|(ending, bytes)| {
            let many = variants_of(ending);
            (0..many).map(move |number| {
                let bytes = match number % 4 {
                    0 => with_one_byte_changed(bytes, number, many),
                    1 => bytes[..bytes.len() * number / many].to_vec(),
                    _ => corrupted(bytes, number as u64, number / 4 % 4, 1 + number % 5),
                };
                Input::Bytes { name: format!("{number}.{ending}"), bytes: bytes.into() }
            })
        })
        .collect();
    assert!(inputs.len() > 4_000);
    let arrived = import_inputs(&cargo_bin("demarche"), &inputs, &Limits::default(), BTreeSet::new(), &|_| Flow::GoOn);
    let named: BTreeSet<&PathBuf> = arrived.iter().map(|one| &one.file).collect();
    assert_eq!(named.len(), inputs.len());
    let mut whole = 0;
    for one in &arrived {
        assert!(one.sha256.is_some());
        match &one.outcome {
            Ok(draft) => whole += usize::from(draft.faults().is_none() && one.id.is_some()),
            Err(error) => {
                let words = error.to_string();
                assert!(words.len() > 10, "{words:?}");
                assert!(!matches!(error, ImportError::Cancelled | ImportError::TooSlow(_)), "{one:?}");
            }
        }
    }
    let drafts = arrived.iter().filter(|one| one.outcome.is_ok()).count();
    assert_eq!(whole, drafts, "what arrives holds together");
    assert!(drafts > 1_000 && arrived.len() - drafts > 500, "{drafts} of {} arrived", arrived.len());
}

/// One byte of `bytes`, at a place that walks through all of them, made another.
fn with_one_byte_changed(bytes: &[u8], number: usize, many: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = bytes.len() * number / many;
    bytes[at] ^= 1 << (number / 4 % 8);
    bytes
}

/// Flipped bits, a cut end, a part that stands twice, or foreign bytes in the middle.
fn corrupted(bytes: &[u8], seed: u64, way: usize, strength: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut seed = seed;
    let mut chance = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    match way {
        0 => {
            for _ in 0..strength * 4 {
                let at = chance(bytes.len());
                bytes[at] ^= 1 << chance(8);
            }
        }
        1 => bytes.truncate(chance(bytes.len())),
        2 => {
            let at = chance(bytes.len());
            let part = bytes[at..(at + 64 * strength).min(bytes.len())].to_vec();
            bytes.splice(at..at, part);
        }
        _ => {
            let at = chance(bytes.len());
            let foreign: Vec<u8> = (0..16 * strength).map(|_| chance(256) as u8).collect();
            let end = (at + foreign.len()).min(bytes.len());
            bytes.splice(at..end, foreign);
        }
    }
    bytes
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_does_not_outlive_its_parent_that_was_killed() {
    let folder = TempDir::new().unwrap();
    let slow = folder.path().join("slow.html");
    // Elements by the hundred thousand take a while.
    fs::write(&slow, format!("<html><body>{}</body></html>", "<p>He said so, <b>twice</b>.</p>".repeat(300_000)))
        .unwrap();
    let mut parent = std::process::Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["import", "--dry-run", slow.to_str().unwrap()])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let child_of = |parent: u32| -> Option<u32> {
        fs::read_dir("/proc").unwrap().flatten().find_map(|entry| {
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            let above: u32 = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            (above == parent).then(|| entry.file_name().to_str()?.parse().ok())?
        })
    };
    let worker = until("the worker", || {
        let worker = child_of(parent.id());
        assert!(worker.is_some() || parent.try_wait().unwrap().is_none(), "no worker was started");
        worker
    });
    parent.kill().unwrap();
    parent.wait().unwrap();
    let is_alive = || {
        let stat = fs::read_to_string(format!("/proc/{worker}/stat")).unwrap_or_default();
        stat.contains("demarche") && !stat.contains(") Z ")
    };
    until("the end of a worker that reads on for nobody", || (!is_alive()).then_some(()));
}

#[test]
fn what_is_beyond_one_import_is_left_out_in_words_and_arrives_by_itself() {
    let folder = TempDir::new().unwrap();
    let words = |number: usize| format!("He said no to number {number}.\n").repeat(20_000);
    let names: Vec<String> = (0..6).map(|number| format!("{number}.txt")).collect();
    let texts: Vec<String> = (0..6).map(words).collect();
    let files = files(
        &folder,
        &names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>(),
    );
    let most = 3 * texts[0].len() as u64;
    for limits in [
        Limits { batch_text_bytes: most, workers: 1, ..Limits::default() },
        Limits { batch_file_bytes: most, workers: 1, ..Limits::default() },
    ] {
        let all = imported(&files, &limits);
        let kept: u64 = all.iter().filter_map(|one| one.outcome.as_ref().ok()).map(|one| one.text.len() as u64).sum();
        assert!(0 < kept && kept <= most, "{kept} of {most}");
        for one in all.iter().filter(|one| one.outcome.is_err()) {
            let why = one.outcome.as_ref().unwrap_err().to_string();
            assert!(why.contains("nothing is lost"), "{why}");
            let alone = imported(std::slice::from_ref(&one.file), &limits);
            assert!(alone[0].outcome.is_ok(), "{:?}", alone[0].outcome);
        }
        assert_eq!(all.iter().filter(|one| one.outcome.is_err()).count(), 3);
    }
}

#[test]
fn a_fact_of_a_page_that_cannot_be_used_is_told_with_its_words() {
    let folder = TempDir::new().unwrap();
    let outlet = "Gazette ".repeat(25_000);
    let page = |head: &str| {
        format!(
            "<html><head>{head}</head><body><article><h1>A head</h1>{}</article></body></html>",
            "<p>Hungary said on Monday that it will not support the invitation of Ukraine to the alliance.</p>"
                .repeat(5)
        )
    };
    let pages = [
        (
            "meta.html",
            page("<meta property=\"article:published_time\" content=\"9999-12-31T00:00:00Z\">"),
            "9999-12-31",
        ),
        ("early.html", page("<meta name=\"date\" content=\"0001-01-01\">"), "0001-01-01"),
        (
            "ld.html",
            page(
                "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"datePublished\": \"2500-01-01\"}</script>",
            ),
            "2500-01-01",
        ),
        ("words.html", page("<meta name=\"date\" content=\"the day after\">"), "the day after"),
        ("outlet.html", page(&format!("<meta property=\"og:site_name\" content=\"{outlet}\">")), "Gazette Gazette"),
    ];
    let files = files(&folder, &pages.iter().map(|(name, page, _)| (*name, page.as_bytes())).collect::<Vec<_>>());
    for (one, (name, _, words)) in imported(&files, &Limits::default()).iter().zip(&pages) {
        let draft = one.outcome.as_ref().unwrap();
        let told = draft.report.dropped.iter().any(|dropped| dropped.words.contains(words));
        assert!(told, "{name}: {:?}", draft.report);
        assert!(draft.published.is_none() && draft.outlet.len() < 2_001, "{name}: {draft:?}");
    }
}

#[test]
fn a_date_of_any_century_that_can_be_is_read_from_metadata() {
    let folder = TempDir::new().unwrap();
    let files =
        files(&folder, &[("old.md", b"---\ntitle: An old letter\ndate: 1650-03-01\n---\nHe said no to the king.\n")]);
    let draft = imported(&files, &Limits::default()).remove(0).outcome.unwrap();
    assert_eq!(draft.published.unwrap().date.unwrap().to_string(), "1650-03-01");
}

#[test]
fn the_end_of_a_field_that_no_record_holds_is_told() {
    let folder = TempDir::new().unwrap();
    let ris = format!("TY  - NEWS\nTI  - A head\nT2  - {}the end\nER  - \n", "Gazette ".repeat(400));
    let files = files(&folder, &[("long.ris", ris.as_bytes())]);
    let draft = imported(&files, &Limits::default()).remove(0).outcome.unwrap();
    assert!(draft.outlet.len() <= 2_000, "{}", draft.outlet.len());
    let told = draft.report.dropped.iter().any(|dropped| dropped.words.ends_with("the end"));
    assert!(told, "{:?}", draft.report);
}
