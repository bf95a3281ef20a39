//! Saving what changed is the same as saving everything.

use crate::model::{
    Actor, ActorId, Original, Patch, Project, Question, QuestionId, Relation, Source, SourceId, Statement, StatementId,
    TextHash,
};
use crate::store::{
    Failure, FileChanges, Injection, LastRead, Operation, Originals, Touched, Wholeness, open_folder, sample, save,
    save_changes, save_copy, write_project,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Something that can be done to a project.
#[derive(Clone, Debug)]
enum Deed {
    Title(String),
    AddActor(u8),
    RemoveActor(u8),
    AddArticle(u8),
    RemoveArticle(u8),
    Code(u8, u8),
    Uncode(u8),
    Ask(u8),
    AskNoMore(u8),
    Tie(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        "\\PC{0,6}".prop_map(Deed::Title),
        (0_u8..4).prop_map(Deed::AddActor),
        (0_u8..4).prop_map(Deed::RemoveActor),
        (0_u8..3).prop_map(Deed::AddArticle),
        (0_u8..3).prop_map(Deed::RemoveArticle),
        (0_u8..9, 0_u8..4).prop_map(|(number, actor)| Deed::Code(number, actor)),
        (0_u8..9).prop_map(Deed::Uncode),
        (0_u8..2).prop_map(Deed::Ask),
        (0_u8..2).prop_map(Deed::AskNoMore),
        (0_u8..3).prop_map(Deed::Tie),
    ]
}

fn id<T: std::str::FromStr>(word: &str, number: u8) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("{word}-{number}").parse().unwrap()
}

/// Does it, and takes away what would refer to nothing.
fn carry_out(project: &mut Project, like: &Project, deed: &Deed) {
    match deed {
        Deed::Title(title) => project.manifest.title.clone_from(title),
        Deed::AddActor(number) => {
            let new: ActorId = id("actor", *number);
            let actor =
                Actor { id: new.clone(), name: new.to_string(), ..like.actors.values().next().unwrap().clone() };
            project.actors.insert(new, actor);
        }
        Deed::RemoveActor(number) => {
            let gone: ActorId = id("actor", *number);
            project.actors.remove(&gone);
            project.statements.retain(|_, statement| statement.actor != gone);
            project.relations.retain(|_, tie| tie.from != gone && tie.to != gone);
        }
        Deed::AddArticle(number) => {
            let new: SourceId = id("article", *number);
            let mut source: Source = like.sources.values().next().unwrap().clone();
            source.record.id = new.clone();
            let bytes = [*number; 3];
            let original =
                Original { file: "original.txt".to_owned(), name: "a.txt".to_owned(), sha256: TextHash::of(&bytes) };
            source.record.original = (number % 2 == 0).then_some(original);
            project.sources.insert(new, source);
        }
        Deed::RemoveArticle(number) => {
            let gone: SourceId = id("article", *number);
            project.sources.remove(&gone);
            project.statements.retain(|_, statement| statement.source != gone);
            project.relations.retain(|_, tie| tie.source != gone);
        }
        Deed::Code(number, actor) => {
            let (source, actor): (SourceId, ActorId) = (id("article", number % 3), id("actor", *actor));
            let question = like.manifest.questions.first().unwrap().id.clone();
            let asked: QuestionId = id("question", number % 2);
            let question = if project.question(&asked).is_some() { asked } else { question };
            if project.sources.contains_key(&source) && project.actors.contains_key(&actor) {
                let new = Statement {
                    id: id("statement", *number),
                    source,
                    actor,
                    on_behalf_of: None,
                    question,
                    ..like.statements.values().nth(usize::from(*number) % 3).unwrap().clone()
                };
                project.statements.insert(new.id.clone(), new);
            }
        }
        Deed::Uncode(number) => {
            project.statements.remove(&id::<StatementId>("statement", *number));
        }
        Deed::Ask(number) => {
            let new: QuestionId = id("question", *number);
            if project.question(&new).is_none() {
                let question = Question { id: new, ..like.manifest.questions.first().unwrap().clone() };
                project.manifest.questions.push(question);
            }
        }
        Deed::AskNoMore(number) => {
            let gone: QuestionId = id("question", *number);
            project.manifest.questions.retain(|question| question.id != gone);
            project.statements.retain(|_, statement| statement.question != gone);
        }
        Deed::Tie(number) => {
            let source: SourceId = id("article", *number);
            if project.sources.contains_key(&source) {
                let tie = like.relations.values().next().unwrap().clone();
                let new = Relation { id: id("tie", *number), source, ..tie };
                project.relations.insert(new.id.clone(), new);
            }
        }
    }
}

fn originals() -> Originals {
    (0..3_u8).map(|number| (TextHash::of(&[number; 3]), Arc::from([number; 3].as_slice()))).collect()
}

fn all_files(folder: &Path, inside: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{inside}{}", entry.file_name().display());
        if entry.file_type().unwrap().is_dir() {
            all_files(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    all_files(folder, "", &mut found);
    found
}

fn start(folder: &Path) -> (Project, LastRead) {
    let project = sample::project();
    let last = save(folder, &write_project(&project, &LastRead::nothing()).unwrap(), &LastRead::nothing()).unwrap();
    (project, last)
}

/// Does the deeds of one save, and gives what it touches.
fn done(project: &mut Project, like: &Project, deeds: &[Deed]) -> Touched {
    let mut touched = Touched::default();
    for deed in deeds {
        let mut changed = project.clone();
        carry_out(&mut changed, like, deed);
        let redo = Patch::between(project, &changed);
        let undo = redo.clone().apply(project);
        touched.add(&redo, &undo);
    }
    touched
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn saving_what_changed_again_and_again_gives_the_files_of_saving_everything(
        saves in prop::collection::vec(prop::collection::vec(deed(), 1..5), 1..6),
    ) {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("league");
        let (mut project, mut last) = start(&folder);
        let like = project.clone();
        let held = originals();
        for deeds in &saves {
            let touched = done(&mut project, &like, deeds);
            let changes = FileChanges::new(&project, &touched, &|hash| held.get(&hash).cloned(), &last).unwrap();
            last = save_changes(&folder, &changes, &last).unwrap();
            let opened = open_folder(&folder).unwrap();
            prop_assert_eq!(&opened.project, &project);
            prop_assert_eq!(opened.whole, Wholeness::Whole);
            prop_assert_eq!(opened.last_read.fingerprint(), last.fingerprint());
            prop_assert_eq!(last.look(&folder).unwrap(), []);
        }
        let copy = home.path().join("copy");
        let (_, missing) = save_copy(&project, &last, Some(&folder), &Originals::new(), &copy).unwrap();
        prop_assert_eq!(missing, []);
        prop_assert_eq!(files_of(&copy), files_of(&folder));
    }

    #[test]
    fn a_save_that_stops_anywhere_leaves_a_folder_that_reads_whole(
        first in prop::collection::vec(deed(), 6..12), second in prop::collection::vec(deed(), 1..6), at in 0_usize..40,
    ) {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("league");
        let (mut project, mut last) = start(&folder);
        let like = project.clone();
        let held = originals();
        let find = |hash: TextHash| held.get(&hash).cloned();
        let touched = done(&mut project, &like, &first);
        last = save_changes(&folder, &FileChanges::new(&project, &touched, &find, &last).unwrap(), &last).unwrap();
        let touched = done(&mut project, &like, &second);
        let changes = FileChanges::new(&project, &touched, &find, &last).unwrap();
        // Everything from one step on fails, as if the program had been stopped there.
        let stopped = Injection::new(&folder, Failure::From(at), std::io::ErrorKind::Other);
        let saved = save_changes(&folder, &changes, &last);
        let seen = stopped.seen();
        drop(stopped);
        let opened = open_folder(&folder).unwrap();
        prop_assert_eq!(opened.whole, Wholeness::Whole, "after {} of {:?}: {:#?}", at, seen, opened.defects);
        if saved.is_ok() {
            prop_assert_eq!(opened.project, project);
        }
    }
}

#[test]
fn a_save_of_one_statement_writes_one_file() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("league");
    let (mut project, last) = start(&folder);
    let mut changed = project.clone();
    changed.statements.values_mut().next().unwrap().note = "mine".to_owned();
    let redo = Patch::between(&project, &changed);
    let undo = redo.clone().apply(&mut project);
    let mut touched = Touched::default();
    touched.add(&redo, &undo);
    let watched = Injection::new(&folder, Failure::Once(usize::MAX), std::io::ErrorKind::Other);
    let changes = FileChanges::new(&project, &touched, &|_| None, &last).unwrap();
    save_changes(&folder, &changes, &last).unwrap();
    let seen = watched.seen();
    let count = |wanted: Operation| seen.iter().filter(|operation| **operation == wanted).count();
    assert_eq!((count(Operation::Write), count(Operation::Rename), count(Operation::Read)), (1, 1, 1), "{seen:?}");
}

#[test]
fn what_others_change_within_the_same_tick_of_the_clock_is_noticed() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("league");
    let (_, mut last) = start(&folder);
    let path = folder.join("actors.ron");
    let text = fs::read_to_string(&path).unwrap();
    let stamp = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, text.replace("Rudolph", "Rodolfo")).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(stamp).unwrap();
    let changed: Vec<String> = last.look(&folder).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(changed, ["actors.ron"]);
    fs::write(folder.join("statements/other.ron"), "[\n]\n").unwrap();
    fs::remove_file(folder.join("relations.ron")).unwrap();
    fs::write(folder.join("sources/herald/original.pdf"), "nobody's").unwrap();
    fs::write(folder.join("README.md"), "nobody's").unwrap();
    let changed: Vec<String> = last.look(&folder).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(changed, ["actors.ron", "statements/other.ron", "relations.ron"]);
}
