//! Articles on their way into a project: through the session, the command line and the window.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use crate::importing::{empty_project, file, hand_over, is_of_a_page, new_project, page, perform, seed, today};
use crate::program::demarche;
use crate::waiting::wait_until_saved;
use assert_cmd::cargo::cargo_bin;
use demarche::evidence::sentences::sentences;
use demarche::import::{ImportError, Input};
use demarche::model::{Source, SourceId, TextHash};
use demarche::session::{
    Choice, Command, Desk, Handed, HistoryCommand, ImportStage, ImportStep, KnownFrom, Likeness, Opening, Outcome,
    ProjectCommand, Session, open_builtin, open_project_folder,
};
use demarche::store::write_project;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Every file of a folder with its bytes.
fn bytes_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.file_name().unwrap().to_string_lossy().contains("lock") {
                files.insert(path.strip_prefix(folder).unwrap().to_path_buf(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn articles(session: &Session) -> Vec<&Handed> {
    session.importing().handed().iter().filter(|handed| handed.article().is_some()).collect()
}

/// Every sentence of the seed stands word for word in `text`.
fn has_all_sentences_of(source: &Source, text: &str) {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = flat(text);
    let lines = source.text.lines().filter(|line| !is_of_a_page(line));
    for line in lines {
        for sentence in sentences(line) {
            let words = flat(sentence.of(line).unwrap());
            assert!(text.contains(&words), "{words:?} is missing");
        }
    }
}

#[test]
fn a_saved_page_becomes_an_article_with_every_sentence_word_for_word() {
    let folder = TempDir::new().unwrap();
    let project = folder.path().join("project");
    let seed = seed("allies-sidestep");
    let page = page(&seed);
    let path = file(&folder, "Allies sidestep.HTML", &page);
    let mut session = empty_project(&project);
    hand_over(&mut session, &[path]);
    assert!(session.project().sources.is_empty(), "a draft is no article");
    perform(&mut session, ImportStep::TakeIn);
    assert_eq!(session.project().sources.len(), 1, "{:?}", session.notice());
    let (id, source) = session.project().sources.iter().next().unwrap();
    assert_eq!(source.record.title, seed.record.title);
    assert_eq!(source.record.published.date.unwrap().to_string(), "2024-12-03");
    assert_eq!(source.record.outlet, "The Harbour Gazette");
    assert_eq!(source.record.author, "Mara Lindqvist");
    assert_eq!(source.record.url, "https://gazette.example/world/story");
    has_all_sentences_of(&seed, &source.text);
    for page_words in ["Ten things to know", "Ministers pose", "Sport", "All rights reserved", "news of the day"] {
        assert!(!source.text.contains(page_words), "{page_words}");
    }
    let original = source.record.original.clone().unwrap();
    assert_eq!((original.file.as_str(), original.name.as_str()), ("original.html", "Allies sidestep.HTML"));
    assert_eq!(original.sha256, TextHash::of(page.as_bytes()));
    let open = session.view().article.as_ref().map(|place| &place.source);
    assert_eq!(open, Some(id), "the first new article opens");
    let kept = project.join("sources").join(id.as_str()).join("original.html");
    wait_until_saved(&mut session);
    assert_eq!(fs::read(kept).unwrap(), page.as_bytes());
}

#[test]
fn the_command_line_gives_the_same_article_and_its_id() {
    let folder = TempDir::new().unwrap();
    let project = folder.path().join("project");
    new_project(&project);
    let seed = seed("allies-sidestep");
    let path = file(&folder, "page.html", page(&seed));
    let arguments = ["import", path.to_str().unwrap(), "--project", project.to_str().unwrap(), "--format", "json"];
    let done = demarche(folder.path(), &arguments).success();
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!((rows.len(), &rows[0]["outcome"]), (1, &"taken_in".into()));
    let id: SourceId = rows[0]["id"].as_str().unwrap().parse().unwrap();
    let session = open_project_folder(&project, Opening::ToRead, Desk::bare(today())).unwrap();
    assert_eq!(session.defects(), []);
    let source = &session.project().sources[&id];
    has_all_sentences_of(&seed, &source.text);
    assert_eq!(source.record.published.date.unwrap().to_string(), "2024-12-03");
    assert_eq!(source.record.title, seed.record.title);
    demarche(folder.path(), &["check", project.to_str().unwrap()]).success();
    // The same file once more is known.
    let done = demarche(folder.path(), &arguments).success();
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!((&rows[0]["outcome"], &rows[0]["of"]["id"]), (&"left_out".into(), &id.as_str().into()));
}

#[test]
fn the_command_line_refuses_a_project_that_is_open_or_cannot_be_read_whole() {
    let folder = TempDir::new().unwrap();
    let project = folder.path().join("project");
    let path = file(&folder, "a.txt", "He said no.\n");
    let arguments = ["import", path.to_str().unwrap(), "--project", project.to_str().unwrap()];
    let session = empty_project(&project);
    let words = |code| {
        let done = demarche(folder.path(), &arguments).code(code).stdout("");
        String::from_utf8(done.get_output().stderr.clone()).unwrap()
    };
    assert!(words(2).contains("open"), "{}", words(2));
    drop(session);
    let before = bytes_of(&project);
    fs::write(project.join("actors.ron"), "[ (id: ").unwrap();
    assert!(words(2).contains("could not be read"), "{}", words(2));
    fs::write(project.join("actors.ron"), &before[Path::new("actors.ron")]).unwrap();
    assert_eq!(bytes_of(&project), before);
    demarche(folder.path(), &arguments).success();
}

#[test]
fn undo_of_an_import_restores_every_byte_and_redo_brings_it_back() {
    let folder = TempDir::new().unwrap();
    let project = folder.path().join("project");
    let paths = [
        file(&folder, "page.html", page(&seed("allies-sidestep"))),
        file(&folder, "letter.txt", seed("sybiha-letter").text.as_bytes()),
    ];
    let mut session = empty_project(&project);
    let in_memory =
        |session: &Session| write_project(session.project(), &demarche::store::LastRead::nothing()).unwrap();
    wait_until_saved(&mut session);
    let (memory, disk) = (in_memory(&session), bytes_of(&project));
    hand_over(&mut session, &paths);
    perform(&mut session, ImportStep::TakeIn);
    wait_until_saved(&mut session);
    let (memory_after, disk_after) = (in_memory(&session), bytes_of(&project));
    assert_eq!(session.project().sources.len(), 2);
    assert_eq!(session.history().filter(|entry| entry.name.label == "import").count(), 1, "one step");
    let _ = session.perform(Command::History(HistoryCommand::Undo));
    wait_until_saved(&mut session);
    assert_eq!(in_memory(&session), memory);
    assert_eq!(bytes_of(&project), disk);
    let _ = session.perform(Command::History(HistoryCommand::Redo));
    wait_until_saved(&mut session);
    assert_eq!(in_memory(&session), memory_after);
    assert_eq!(bytes_of(&project), disk_after);
}

#[test]
fn a_bad_file_is_listed_with_its_reason_and_the_others_arrive() {
    let folder = TempDir::new().unwrap();
    let project = folder.path().join("project");
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    fs::write(articles.join("a.txt"), "Hungary said no on Tuesday.\n").unwrap();
    fs::write(articles.join("b.pdf"), "%PDF-1.4 and nothing more").unwrap();
    fs::write(articles.join("c.txt"), "Poland said yes on Tuesday.\n").unwrap();
    let mut session = empty_project(&project);
    hand_over(&mut session, &[articles.clone(), folder.path().join("none.txt")]);
    let refused: Vec<(String, String)> = session
        .importing()
        .handed()
        .iter()
        .filter_map(|handed| match &handed.stage {
            ImportStage::Refused(why) => Some((handed.name(), why.to_string())),
            _ => None,
        })
        .collect();
    assert_eq!(refused.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["b.pdf", "none.txt"]);
    assert!(refused[0].1.contains("damaged"), "{refused:?}");
    perform(&mut session, ImportStep::TakeIn);
    assert_eq!(session.project().sources.len(), 2);
    let record = &session.project().sources.values().next().unwrap().record;
    assert_eq!(record.published, demarche::model::Dated::undated(), "the day of import is no date of the article");
    assert_eq!(record.imported.unwrap().to_string(), "2026-03-14");
    let done = demarche(folder.path(), &["import", articles.to_str().unwrap(), "--dry-run"]);
    done.code(1);
}

#[test]
fn a_file_that_changed_since_it_was_read_is_left_out_and_said() {
    let folder = TempDir::new().unwrap();
    let mut session = empty_project(&folder.path().join("project"));
    let paths = [file(&folder, "a.txt", "Hungary said no.\n"), file(&folder, "b.txt", "Poland said yes.\n")];
    hand_over(&mut session, &paths);
    fs::write(&paths[0], "Hungary said yes.\n").unwrap();
    perform(&mut session, ImportStep::TakeIn);
    assert_eq!(session.project().sources.len(), 1);
    let left: Vec<&Handed> = session.importing().handed().iter().collect();
    assert!(matches!(left[..], [Handed { stage: ImportStage::Refused(ImportError::Changed), .. }]), "{left:?}");
}

#[test]
fn a_cancelled_import_keeps_what_has_arrived() {
    let folder = TempDir::new().unwrap();
    let mut session = empty_project(&folder.path().join("project"));
    let many = folder.path().join("many");
    fs::create_dir(&many).unwrap();
    for number in 0..400 {
        let text = format!("Country {number} said on Tuesday that it would not agree to anything of the kind.\n");
        fs::write(many.join(format!("{number:03}.txt")), text.repeat(200)).unwrap();
    }
    let _ = session.perform(Command::Import(ImportStep::Start(vec![Input::File(many)])));
    while !session.importing().handed().iter().any(|handed| matches!(handed.stage, ImportStage::Read)) {
        session.attend(today());
    }
    let _ = session.perform(Command::Import(ImportStep::Cancel));
    assert!(session.importing().is_stopping());
    session.wait_for_import(&mut |_| {});
    let handed = session.importing().handed();
    let cancelled =
        handed.iter().filter(|handed| matches!(handed.stage, ImportStage::Refused(ImportError::Cancelled))).count();
    let arrived = handed.iter().filter(|handed| handed.article().is_some()).count();
    assert_eq!(handed.len(), 400);
    assert!(arrived > 0 && cancelled > 0 && arrived + cancelled == 400, "{arrived} arrived, {cancelled} did not");
    perform(&mut session, ImportStep::Dismiss);
    assert!(session.importing().is_idle());
    assert!(session.project().sources.is_empty());
}

#[test]
fn a_reprint_is_offered_and_its_record_says_of_what() {
    let folder = TempDir::new().unwrap();
    let mut session = empty_project(&folder.path().join("project"));
    let seed = seed("allies-sidestep");
    hand_over(&mut session, &[file(&folder, "first.html", page(&seed))]);
    perform(&mut session, ImportStep::TakeIn);
    let first = session.project().sources.keys().next().unwrap().clone();
    // A wire copy: another headline, the first half of the words, a line of its own.
    let half: Vec<&str> = seed.text.lines().filter(|line| line.len() > 60).collect();
    let copy = format!(
        "Nothing new from Brussels\n\n{}\nOur correspondent adds a word.\n",
        half[..half.len() / 2].join("\n\n")
    );
    let identical = session.project().sources[&first].text.clone();
    hand_over(
        &mut session,
        &[
            file(&folder, "copy.txt", copy),
            file(&folder, "second.html", page(&seed)),
            file(&folder, "text.txt", identical.as_bytes()),
        ],
    );
    let drafts: Vec<(Likeness, Choice)> = articles(&session)
        .into_iter()
        .map(|handed| (handed.article().unwrap().likeness.clone(), handed.choice().unwrap()))
        .collect();
    let of = KnownFrom::Article(first.clone());
    assert!(
        matches!(&drafts[0], (Likeness::Reprint { of: known, shared, sentences }, Choice::AsReprint)
            if *known == of && *shared > 3 && shared < sentences),
        "{:?}",
        drafts[0]
    );
    assert_eq!(drafts[1], (Likeness::SameFile(of.clone()), Choice::LeaveOut));
    assert_eq!(drafts[2], (Likeness::SameText(of), Choice::LeaveOut));
    perform(&mut session, ImportStep::TakeIn);
    assert_eq!(session.project().sources.len(), 2);
    let copy = session.project().sources.values().find(|source| source.record.id != first).unwrap();
    assert!(copy.record.note.contains("sentences stand in “Ukraine pushes NATO membership"), "{}", copy.record.note);
    assert!(copy.record.note.contains(first.as_str()));
}

#[test]
fn pasted_text_arrives_under_the_title_that_was_given() {
    let folder = TempDir::new().unwrap();
    let mut session = empty_project(&folder.path().join("project"));
    let text = "Hungary\u{a0}said \u{202e}no\u{202c} on Tuesday.\nPoland said yes.\n";
    let paste = |title: &str, text: &str| ImportStep::Paste { title: title.to_owned(), text: text.to_owned() };
    perform(&mut session, paste(" What they said ", text));
    perform(&mut session, ImportStep::TakeIn);
    let source = session.project().sources.values().next().unwrap();
    assert_eq!(source.record.id.as_str(), "what-they-said");
    assert_eq!(source.record.title, "What they said");
    assert_eq!(&*source.text, text, "stored unchanged");
    let original = source.record.original.as_ref().unwrap();
    assert_eq!((original.file.as_str(), original.sha256), ("original.txt", TextHash::of(text.as_bytes())));
    perform(&mut session, paste("", " \n"));
    assert!(session.notice().is_some_and(|told| told.refusal().is_some()));
}

#[test]
fn a_changed_record_is_taken_in_as_it_was_changed() {
    let folder = TempDir::new().unwrap();
    let mut session = empty_project(&folder.path().join("project"));
    hand_over(&mut session, &[file(&folder, "a.txt", "Hungary said no on Tuesday.\n")]);
    let handed = articles(&session)[0];
    let (key, mut record) = (handed.key, handed.article().unwrap().record.clone());
    record.title = "What Hungary said".to_owned();
    record.published = "2024-13".to_owned();
    perform(&mut session, ImportStep::Describe(key, Box::new(record.clone())));
    perform(&mut session, ImportStep::TakeIn);
    assert!(
        session.notice().and_then(Outcome::refusal).is_some_and(|why| why.contains("2024-13")),
        "{:?}",
        session.notice()
    );
    assert!(session.project().sources.is_empty());
    record.published = "2024-12-03~".to_owned();
    record.outlet = "The Courier".to_owned();
    perform(&mut session, ImportStep::Describe(key, Box::new(record)));
    perform(&mut session, ImportStep::TakeIn);
    let record = &session.project().sources.values().next().unwrap().record;
    assert_eq!((record.title.as_str(), record.outlet.as_str()), ("What Hungary said", "The Courier"));
    assert_eq!(
        (record.id.as_str(), record.published.date.unwrap().to_string().as_str()),
        ("what-hungary-said", "2024-12-03~")
    );
    assert_eq!(record.published.inferred, "entered by hand at the import");
}

#[test]
fn bare_records_fill_the_gaps_of_the_articles_they_are_about() {
    let folder = TempDir::new().unwrap();
    let mut session = empty_project(&folder.path().join("project"));
    hand_over(&mut session, &[file(&folder, "old.txt", "Hungary says no once more\n\nHungary said no on Tuesday.\n")]);
    perform(&mut session, ImportStep::TakeIn);
    let ris = "TY  - NEWS\nTI  - Hungary says NO once more\nT2  - The Courier\nDA  - 2024/12/03\nAU  - Gray, A.\nER  - \n\
               TY  - NEWS\nTI  - Poland says yes at last\nT2  - The Gazette\nER  - \n\
               TY  - NEWS\nTI  - Of an article that nobody has\nER  - \n";
    let paths = [
        file(&folder, "records.ris", ris),
        file(&folder, "new.txt", "Poland says yes at last\n\nPoland said yes on 4 December 2024.\n"),
    ];
    hand_over(&mut session, &paths);
    let about: Vec<bool> = session
        .importing()
        .handed()
        .iter()
        .filter_map(|handed| match &handed.stage {
            ImportStage::Record(record) => Some(record.about.is_some()),
            _ => None,
        })
        .collect();
    assert_eq!(about, [true, true, false]);
    perform(&mut session, ImportStep::TakeIn);
    let record = |id: &str| session.project().sources[&id.parse::<SourceId>().unwrap()].record.clone();
    let hungary = record("hungary-says-no-once-more");
    assert_eq!((hungary.outlet.as_str(), hungary.author.as_str()), ("The Courier", "A. Gray"));
    assert_eq!(hungary.published.date.unwrap().to_string(), "2024-12-03");
    assert_eq!(record("poland-says-yes-at-last").outlet, "The Gazette");
    assert_eq!(session.project().sources.len(), 2, "a record is no article");
    let _ = session.perform(Command::History(HistoryCommand::Undo));
    assert_eq!(session.project().sources.len(), 1);
    assert_eq!(session.project().sources.values().next().unwrap().record.outlet, "", "one step back for both");
}

#[test]
fn drafts_wait_while_a_copy_of_the_built_in_project_is_saved() {
    let folder = TempDir::new().unwrap();
    let mut session = open_builtin(Desk::bare(today()));
    session.importing_mut().read_with(cargo_bin("demarche"));
    let paths = [
        file(&folder, "a.txt", "Hungary said no on Tuesday.\n"),
        file(&folder, "known.txt", seed("galibarenko-interview").text.as_bytes()),
    ];
    hand_over(&mut session, &paths);
    perform(&mut session, ImportStep::TakeIn);
    assert!(
        session.notice().and_then(Outcome::refusal).is_some_and(|why| why.contains("save a copy")),
        "{:?}",
        session.notice()
    );
    let _ = session.perform(Command::Project(ProjectCommand::SaveCopy(folder.path().join("copy"))));
    session.wait_for_import(&mut |_| {});
    assert_eq!(articles(&session).len(), 2);
    assert_eq!(articles(&session)[1].choice(), Some(Choice::LeaveOut), "known already");
    perform(&mut session, ImportStep::TakeIn);
    assert_eq!(session.project().sources.len(), 6, "{:?}", session.notice());
}

#[test]
fn drafts_are_never_taken_into_a_project_that_was_opened_meanwhile() {
    let folder = TempDir::new().unwrap();
    let other = folder.path().join("other");
    new_project(&other);
    let mut session = empty_project(&folder.path().join("project"));
    hand_over(&mut session, &[file(&folder, "a.txt", "Hungary said no on Tuesday.\n")]);
    let _ = session.perform(Command::Import(ImportStep::TakeIn));
    let _ = session.perform(Command::Project(ProjectCommand::Open(other)));
    session.wait_for_import(&mut |_| {});
    assert!(session.project().sources.is_empty());
    assert!(session.notice().and_then(Outcome::refusal).is_some_and(|why| why.contains("another project")));
    assert_eq!(articles(&session).len(), 1, "and they wait");
    perform(&mut session, ImportStep::TakeIn);
    assert_eq!(session.project().sources.len(), 1);
}

#[test]
fn what_is_handed_over_while_files_are_read_is_read_afterwards() {
    let folder = TempDir::new().unwrap();
    let mut session = empty_project(&folder.path().join("project"));
    for name in ["a.txt", "b.txt", "c.txt"] {
        let path = file(&folder, name, format!("Hungary said no in {name} on Tuesday.\n"));
        let _ = session.perform(Command::Import(ImportStep::Start(vec![Input::File(path)])));
    }
    session.wait_for_import(&mut |_| {});
    assert_eq!(articles(&session).len(), 3);
}

#[test]
fn of_a_batch_in_which_one_article_lacks_a_title_the_others_are_in_the_folder_and_the_exit_code_says_so() {
    let home = TempDir::new().unwrap();
    let project = home.path().join("project");
    let folder = project.to_str().unwrap();
    demarche(home.path(), &["new", "--template", "nato", "--question", "Should NATO invite Ukraine?", folder])
        .success();
    let good = file(
        &home,
        "good.txt",
        "Hungary is against it\n\nThe minister said so on 3 December 2024. He said no more.\n".as_bytes(),
    );
    let untitled = b"<html><head><title>&nbsp;</title></head><body><article><p>&nbsp;</p></article></body></html>";
    let untitled = file(&home, "untitled.html", untitled);
    let broken = file(&home, "broken.pdf", b"%PDF-1.4 no more");
    let paths: Vec<&str> = [&good, &untitled, &broken].iter().map(|path| path.to_str().unwrap()).collect();
    let arguments = [&["import", "--project", folder, "--format", "json"][..], &paths].concat();
    let done = demarche(home.path(), &arguments).code(1);
    let rows: serde_json::Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    let outcomes: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == "taken_in").count(), 1, "{rows}");
    assert_eq!(outcomes[0], "taken_in", "{rows}");
    for row in rows.as_array().unwrap().iter().filter(|row| row["outcome"] == "taken_in") {
        let text = project.join("sources").join(row["id"].as_str().unwrap()).join("text.txt");
        assert!(text.is_file(), "{rows}");
    }
    assert_eq!(fs::read_dir(project.join("sources")).unwrap().count(), 1);
    let said = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(said.contains("1 article is now in"), "{said}");
}

#[test]
fn a_draft_that_waits_for_a_title_is_named_and_keeps_nobody_out() {
    let folder = TempDir::new().unwrap();
    let mut session = empty_project(&folder.path().join("project"));
    let paths = [
        file(&folder, "known.txt", seed("galibarenko-interview").text.as_bytes()),
        file(&folder, "other.txt", seed("kirby-telethon").text.as_bytes()),
    ];
    hand_over(&mut session, &paths);
    let (key, mut record) = {
        let handed = session.importing().handed().first().unwrap();
        (handed.key, handed.article().unwrap().record.clone())
    };
    record.title = " ".to_owned();
    perform(&mut session, ImportStep::Describe(key, Box::new(record)));
    let unready = session.importing().unready();
    assert!(matches!(unready.as_slice(), [(of, why)] if *of == key && why.contains("title")), "{unready:?}");
    perform(&mut session, ImportStep::Choose(key, Choice::LeaveOut));
    perform(&mut session, ImportStep::TakeIn);
    assert_eq!(session.project().sources.len(), 1);
}
