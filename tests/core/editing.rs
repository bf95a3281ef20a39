//! Edits of a project: everything can be taken back, on disk too, and nothing is half done.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use crate::waiting::wait_until_saved;
use demarche::model::{
    ByteRange, Dated, Day, EdtfDate, Original, Project, Source, SourceRecord, Stance, StandingRule, TextHash, Weighing,
};
use demarche::session::{
    Access, Command, Desk, Edit, HistoryCommand, LookCommand, NewSource, Opening, Origin, Outcome, ProjectCommand,
    Recoding, Session, ViewHome, ViewsCommand, Why, open_project_folder,
};
use demarche::store::{self, LastRead, RelativePath};
use demarche::view::ThemeChoice;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

fn today() -> Day {
    Day::from_ymd(2026, 11, 25).unwrap()
}

/// The built-in project as if it came from a folder, in memory only.
fn in_memory() -> Session {
    let origin = Origin::Folder(std::env::temp_dir().join("demarche-nowhere"));
    Session::open(store::builtin(), origin, Vec::new(), ViewHome::Memory).unwrap().at(Desk::bare(today()))
}

fn bytes_of(project: &Project) -> BTreeMap<RelativePath, Vec<u8>> {
    store::write_project(project, &LastRead::nothing()).unwrap()
}

fn nth<T: Clone>(items: impl ExactSizeIterator<Item = T>, number: u8) -> Option<T> {
    let count = items.len();
    let mut items = items;
    if count == 0 { None } else { items.nth(usize::from(number) % count) }
}

fn article(number: u8) -> NewSource {
    let text = format!("Ruritania asks again.\n\nGrünwald waits for {number} days.\n");
    let bytes: Arc<[u8]> = text.as_bytes().into();
    let record = SourceRecord {
        imported: None,
        id: format!("new-{number}").parse().unwrap(),
        title: format!("Ruritania asks {number}"),
        title_note: String::new(),
        outlet: String::new(),
        outlet_note: String::new(),
        author: String::new(),
        place: String::new(),
        published: Dated::on(EdtfDate::on(today())),
        text_sha256: TextHash::of(text.as_bytes()),
        url: String::new(),
        original: Some(Original {
            file: "original.txt".to_owned(),
            name: "ruritania.txt".to_owned(),
            sha256: TextHash::of(&bytes),
        }),
        own_sentences: Vec::new(),
        note: String::new(),
    };
    NewSource { source: Source { record, text: text.into() }, original: Some(bytes) }
}

/// One of everything that can be taken back, on whatever `numbers` pick.
fn command(session: &Session, (kind, one, other): (u8, u8, u8)) -> Option<Command> {
    let project = session.project();
    let statement = || nth(project.statements.keys().cloned(), one);
    let actor = |number| nth(project.actors.keys().cloned(), number);
    let source = || nth(project.sources.keys().cloned(), one);
    let edit = match kind % 17 {
        0 => Edit::RemoveStatements(BTreeSet::from([statement()?])),
        1 => {
            let stance = Some(Stance::ALL[usize::from(other) % 5]);
            let recoding = Recoding { stance, ..Recoding::default() };
            Edit::Recode { statements: BTreeSet::from([statement()?]), recoding }
        }
        2 => {
            let mut changed = project.actors[&actor(one)?].clone();
            changed.name = format!("{} {other}", changed.name);
            Edit::PutActor(Box::new(changed))
        }
        3 => Edit::MergeActors { from: BTreeSet::from([actor(one)?]), into: actor(other)? },
        4 => Edit::RemoveSources(BTreeSet::from([source()?])),
        5 => Edit::AddSources(vec![article(one), article(other)]),
        6 => {
            let id = source()?;
            let end = project.sources[&id].text.find(' ')?;
            Edit::SetSentences { source: id, own_sentences: vec![ByteRange { start: 0, end }] }
        }
        7 => Edit::Describe { title: format!("Title {one}"), about: String::new() },
        8 => {
            let days = u16::from(other) + 1;
            Edit::SetRule(Box::new(StandingRule { weighing: Weighing::HalfLife { days }, ..StandingRule::default() }))
        }
        9 => Edit::RemoveQuestion(nth(project.manifest.questions.iter().map(|of| of.id.clone()), one)?),
        10 => Edit::MoveQuestion(nth(project.manifest.questions.iter().map(|of| of.id.clone()), one)?, 0),
        11 => Edit::RemoveActor(actor(one)?),
        12 => Edit::RemoveRelation(nth(project.relations.keys().cloned(), one)?),
        13 => {
            let mut record = project.sources[&source()?].record.clone();
            record.title = format!("Headline {other}");
            Edit::PutRecord(Box::new(record))
        }
        14 => return Some(Command::Look(LookCommand::GoTo(Some(today().plus_days(-i32::from(one)))))),
        15 => {
            return Some(Command::Look(LookCommand::UseTheme(if one % 2 == 0 {
                ThemeChoice::Dark
            } else {
                ThemeChoice::Light
            })));
        }
        _ => return Some(Command::Views(ViewsCommand::Save(format!("View {one}")))),
    };
    Some(Command::Edit(Box::new(edit)))
}

/// Every id leads somewhere and every quotation stands in its text.
fn reads_back_whole(project: &Project) -> Result<(), TestCaseError> {
    let files = store::ProjectFiles::in_memory(bytes_of(project));
    let opened = store::read_project(&files);
    let errors: Vec<String> =
        opened.defects.iter().map(ToString::to_string).filter(|of| of.contains("left out")).collect();
    prop_assert_eq!(errors, Vec::<String>::new());
    prop_assert_eq!(&opened.project, project);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn undoing_everything_restores_every_byte_and_redoing_everything_too(
        picks in prop::collection::vec(any::<(u8, u8, u8)>(), 1..14),
    ) {
        let mut session = in_memory();
        let first = (bytes_of(session.project()), session.view().clone(), session.views().to_vec());
        for pick in picks {
            if let Some(command) = command(&session, pick) {
                let _ = session.perform(command);
            }
        }
        let last = (bytes_of(session.project()), session.view().clone(), session.views().to_vec());
        reads_back_whole(session.project())?;
        while session.undo_label().is_some() {
            let _ = session.perform(Command::History(HistoryCommand::Undo));
        }
        prop_assert!(first == (bytes_of(session.project()), session.view().clone(), session.views().to_vec()));
        let steps = session.history().count();
        let _ = session.perform(Command::History(HistoryCommand::GoToStep(steps)));
        prop_assert_eq!(session.redo_label(), None);
        prop_assert!(last == (bytes_of(session.project()), session.view().clone(), session.views().to_vec()));
    }

    #[test]
    fn what_is_derived_after_an_edit_is_what_a_fresh_session_derives(picks in prop::collection::vec(any::<(u8, u8, u8)>(), 1..6)) {
        let mut session = in_memory();
        for pick in picks {
            if let Some(command) = command(&session, pick) {
                let _ = session.perform(command);
            }
        }
        let opened = store::read_project(&store::ProjectFiles::in_memory(bytes_of(session.project())));
        let origin = Origin::Folder(std::env::temp_dir());
        let mut fresh = Session::open(opened, origin, Vec::new(), ViewHome::Memory).unwrap();
        let _ = fresh.perform(Command::Look(LookCommand::LookThrough(Box::new(session.view().clone()))));
        prop_assert_eq!(&fresh.standpoint_facts().standings, &session.standpoint_facts().standings);
        prop_assert_eq!(&fresh.standing_changes().changes, &session.standing_changes().changes);
        prop_assert_eq!(&fresh.standpoint_facts().answer, &session.standpoint_facts().answer);
    }
}

#[test]
fn the_built_in_project_is_not_changed_and_says_what_to_do() {
    let mut session = Session::open(store::builtin(), Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap();
    let before = session.project().clone();
    let edit = Edit::Describe { title: "Mine".to_owned(), about: String::new() };
    let outcome = session.perform(Command::Edit(Box::new(edit.clone())));
    assert!(outcome.in_words().contains("save a copy"));
    assert!(matches!(outcome, Outcome::Refused(Why::ReadOnly(_, kept)) if *kept == edit), "it can be made in a copy");
    assert_eq!((session.project(), session.undo_label()), (&before, None));
}

#[test]
fn more_than_five_hundred_steps_can_be_taken_back() {
    let mut session = in_memory();
    let title = session.project().manifest.title.clone();
    for step in 0..600 {
        let edit = Edit::Describe { title: format!("Title {step}"), about: String::new() };
        let _ = session.perform(Command::Edit(Box::new(edit)));
    }
    assert_eq!(session.history().count(), 600);
    let _ = session.perform(Command::History(HistoryCommand::GoToStep(100)));
    assert_eq!(session.project().manifest.title, "Title 99");
    let _ = session.perform(Command::History(HistoryCommand::GoToStep(0)));
    assert_eq!(session.project().manifest.title, title);
}

#[test]
fn the_history_names_what_each_step_did() {
    let mut session = in_memory();
    let statement = session.project().statements.values().find(|of| of.actor.as_str() == "hungary").unwrap().clone();
    let other = Stance::ALL.into_iter().find(|stance| *stance != statement.stance).unwrap();
    let changed = demarche::model::Statement { stance: other, ..statement };
    let _ = session.perform(Command::Edit(Box::new(Edit::Code { statements: vec![changed], new_actors: Vec::new() })));
    let step = session.history().next_back().unwrap();
    assert_eq!((step.name.label, step.changes_project, step.is_undone), ("coding", true, false));
    assert!(step.name.detail.starts_with("Hungary: "), "{}", step.name.detail);
}

fn copy_of_seeds(folder: &Path) {
    let files = bytes_of(&store::builtin().project);
    store::save(folder, &files, &LastRead::nothing()).unwrap();
}

/// All bytes under `folder` but hidden files, by path.
fn everything_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with('.') {
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn an_import_undone_leaves_no_byte_on_disk_and_redone_brings_its_original_back() {
    let home = tempfile::tempdir().unwrap();
    let (folder, data) = (home.path().join("project"), home.path().join("data"));
    copy_of_seeds(&folder);
    let before = everything_in(&folder);
    let desk = Desk::open(Some(data), "Ada", today());
    let mut session = open_project_folder(&folder, Opening::ToEdit, desk).unwrap();
    assert_eq!(session.access(), &Access::Editable);
    let _ = session.perform(Command::Edit(Box::new(Edit::AddSources(vec![article(1)]))));
    wait_until_saved(&mut session);
    let with = everything_in(&folder);
    assert_eq!(with["sources/new-1/original.txt"], article(1).original.unwrap().to_vec());
    let _ = session.perform(Command::History(HistoryCommand::Undo));
    wait_until_saved(&mut session);
    assert!(everything_in(&folder) == before, "every byte is as it was");
    let _ = session.perform(Command::History(HistoryCommand::Redo));
    wait_until_saved(&mut session);
    assert!(everything_in(&folder) == with, "the original is there again");
    drop(session);
    let opened = store::open_folder(&folder).unwrap();
    assert_eq!(opened.defects, Vec::new());
    assert!(opened.project.sources.contains_key("new-1"));
}

#[test]
fn browsing_writes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("project");
    copy_of_seeds(&folder);
    let before = everything_in(&folder);
    let mut session = open_project_folder(&folder, Opening::ToEdit, Desk::bare(today())).unwrap();
    let actor = "hungary".parse().unwrap();
    let _ = session.perform(Command::Look(LookCommand::Open(demarche::scene::Target::Actor(actor))));
    let _ = session.perform(Command::Look(LookCommand::Show(demarche::layout::picture::Picture::Network)));
    let _ = session.perform(Command::Look(LookCommand::Close));
    session.attend(today());
    assert_eq!(session.undo_label(), None);
    drop(session);
    assert!(everything_in(&folder) == before);
}

#[test]
fn a_copy_of_the_built_in_project_can_be_worked_on_and_is_there_again() {
    let home = tempfile::tempdir().unwrap();
    let desk = Desk::open(Some(home.path().join("data")), "Ada", today());
    let mut session = demarche::session::open_builtin(desk);
    let folder = home.path().join("copy");
    let views = session.views().len();
    let _ = session.perform(Command::Project(ProjectCommand::SaveCopy(folder.clone())));
    assert_eq!(session.access(), &Access::Editable, "{:?}", session.notice());
    assert_eq!(session.views().len(), views, "its saved views came along");
    let edit = Edit::Describe { title: "Mine".to_owned(), about: String::new() };
    let _ = session.perform(Command::Edit(Box::new(edit)));
    wait_until_saved(&mut session);
    let _ = session.perform(Command::Project(ProjectCommand::OpenBuiltIn));
    assert_eq!(session.origin(), &Origin::BuiltIn);
    let _ = session.perform(Command::Project(ProjectCommand::Open(folder.clone())));
    assert_eq!(session.project().manifest.title, "Mine");
    assert_eq!(session.desk().recent(), std::slice::from_ref(&folder));
}
