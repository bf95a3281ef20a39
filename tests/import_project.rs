//! Articles on their way into a project: through the session, the command line and the window.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/program.rs"]
mod program;

use assert_cmd::cargo::cargo_bin;
use demarche::evidence::sentences::sentences;
use demarche::import::{ImportError, Input};
use demarche::model::{Day, Source, SourceId, TextHash};
use demarche::session::{
    Access, Beginning, Choice, Command, Desk, Handed, ImportStage, ImportStep, KnownFrom, Likeness, NewProject, Notice,
    Opening, Safety, Session, Template, open_builtin, open_project_folder, project_from,
};
use demarche::store::{builtin, write_project};
use program::demarche;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn today() -> Day {
    "2026-03-14".parse().unwrap()
}

fn seed(id: &str) -> Source {
    let id: SourceId = id.parse().unwrap();
    builtin().project.sources[&id].clone()
}

/// A seed article as a saved page: its paragraphs among menus, captions, links and subscription lines.
fn page(source: &Source) -> String {
    let mut body = String::new();
    for (number, line) in source.text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        if line.trim() == source.record.title {
            continue;
        }
        if is_of_a_page(line) {
            body.push_str(&format!("<figure><img src=\"b.jpg\"><figcaption>{line}</figcaption></figure>\n"));
            continue;
        }
        body.push_str(&format!("<p>{}</p>\n", line.replace('&', "&amp;").replace('<', "&lt;")));
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
const OF_A_PAGE: [&str; 4] = [
    "U.S. Secretary of State Antony Blinken and Ukrainian",
    "Subscribe Now",
    "Start Free Account",
    "Already a Subscriber",
];

fn is_of_a_page(line: &str) -> bool {
    OF_A_PAGE.iter().any(|start| line.starts_with(start))
}

fn new_project(folder: &Path) {
    let beginning = Beginning {
        title: "Ukraine and NATO".to_owned(),
        question: "Should NATO invite Ukraine to join now?".to_owned(),
        ..Beginning::default()
    };
    let project = project_from(Template::Nato, &beginning);
    let mut session = open_builtin(Desk::bare(today()));
    session.perform(Command::NewProject(Box::new(NewProject { folder: folder.to_path_buf(), project })));
    assert!(matches!(session.notice(), None | Some(Notice::Done(_))), "{:?}", session.notice());
}

/// An empty project, opened to be changed.
fn empty_project(folder: &Path) -> Session {
    new_project(folder);
    opened(folder)
}

fn opened(folder: &Path) -> Session {
    let mut session = open_project_folder(folder, Opening::ToEdit, Desk::bare(today())).unwrap();
    assert_eq!(*session.access(), Access::Editable);
    session.importing_mut().read_with(cargo_bin("demarche"));
    session
}

fn file(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn perform(session: &mut Session, step: ImportStep) {
    session.perform(Command::Import(step));
    session.wait_for_import(&mut |_| {});
}

fn hand_over(session: &mut Session, paths: &[PathBuf]) {
    perform(session, ImportStep::Start(paths.iter().cloned().map(Input::File).collect()));
}

fn saved(session: &mut Session) {
    session.perform(Command::SaveNow);
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        session.attend(today());
        match session.safety() {
            Some(Safety::Safe(_)) => return,
            Some(Safety::OnItsWay(_)) => {}
            other => panic!("{other:?}"),
        }
        assert!(Instant::now() < until, "it is not saved");
        std::thread::sleep(Duration::from_millis(2));
    }
}

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
    assert_eq!(source.record.published.date.to_string(), "2024-12-03");
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
    saved(&mut session);
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
    assert_eq!(source.record.published.date.to_string(), "2024-12-03");
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
    saved(&mut session);
    let (memory, disk) = (in_memory(&session), bytes_of(&project));
    hand_over(&mut session, &paths);
    perform(&mut session, ImportStep::TakeIn);
    saved(&mut session);
    let (memory_after, disk_after) = (in_memory(&session), bytes_of(&project));
    assert_eq!(session.project().sources.len(), 2);
    assert_eq!(session.history().filter(|entry| entry.name.label == "import").count(), 1, "one step");
    session.perform(Command::Undo);
    saved(&mut session);
    assert_eq!(in_memory(&session), memory);
    assert_eq!(bytes_of(&project), disk);
    session.perform(Command::Redo);
    saved(&mut session);
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
    let published = &session.project().sources.values().next().unwrap().record.published;
    assert_eq!(published.date.to_string(), "2026-03-14%");
    assert_eq!(published.inferred, "the file gives no date; this is the day of import");
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
    session.perform(Command::Import(ImportStep::Start(vec![Input::File(many)])));
    while !session.importing().handed().iter().any(|handed| matches!(handed.stage, ImportStage::Read)) {
        session.attend(today());
    }
    session.perform(Command::Import(ImportStep::Cancel));
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
    assert!(matches!(session.notice(), Some(Notice::Failed(_))));
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
    assert!(matches!(session.notice(), Some(Notice::Failed(why)) if why.contains("2024-13")), "{:?}", session.notice());
    assert!(session.project().sources.is_empty());
    record.published = "2024-12-03~".to_owned();
    record.outlet = "The Courier".to_owned();
    perform(&mut session, ImportStep::Describe(key, Box::new(record)));
    perform(&mut session, ImportStep::TakeIn);
    let record = &session.project().sources.values().next().unwrap().record;
    assert_eq!((record.title.as_str(), record.outlet.as_str()), ("What Hungary said", "The Courier"));
    assert_eq!((record.id.as_str(), record.published.date.to_string().as_str()), ("what-hungary-said", "2024-12-03~"));
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
    assert_eq!((hungary.outlet.as_str(), hungary.author.as_str()), ("The Courier", "Gray, A."));
    assert_eq!(hungary.published.date.to_string(), "2024-12-03");
    assert_eq!(record("poland-says-yes-at-last").outlet, "The Gazette");
    assert_eq!(session.project().sources.len(), 2, "a record is no article");
    session.perform(Command::Undo);
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
        matches!(session.notice(), Some(Notice::Failed(why)) if why.contains("save a copy")),
        "{:?}",
        session.notice()
    );
    session.perform(Command::SaveCopy(folder.path().join("copy")));
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
    session.perform(Command::Import(ImportStep::TakeIn));
    session.perform(Command::OpenProject(other));
    session.wait_for_import(&mut |_| {});
    assert!(session.project().sources.is_empty());
    assert!(matches!(session.notice(), Some(Notice::Failed(why)) if why.contains("another project")));
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
        session.perform(Command::Import(ImportStep::Start(vec![Input::File(path)])));
    }
    session.wait_for_import(&mut |_| {});
    assert_eq!(articles(&session).len(), 3);
}

#[cfg(feature = "gui")]
mod window {
    use super::*;
    use demarche::gui::{App, prepare};
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

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
        let until = Instant::now() + Duration::from_secs(60);
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
        assert!(rows.map(|row| row.accesskit_node().role()).count() > 0);
    }
}
