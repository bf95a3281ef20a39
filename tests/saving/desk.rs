//! A small project in a folder, and a session's part of keeping it.

use demarche::model::{Manifest, Original, Patch, Project, TextHash};
use demarche::session::keeping::{EditRecord, Keeper, KeeperStart, KeepingEvent, Pace, Recovery, TimeSource};
use demarche::store::{LastRead, Wholeness, builtin, open_folder, save, write_project};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

/// Says aloud, also where the words of a test that passes are kept undo, what was not tested here.
pub(crate) fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// One article of the built-in project with its statements, and all actors.
pub(crate) fn small() -> Project {
    static SMALL: OnceLock<Project> = OnceLock::new();
    SMALL.get_or_init(made_small).clone()
}

fn made_small() -> Project {
    let mut project = builtin().project;
    let kept = project.sources.keys().next().unwrap().clone();
    project.sources.retain(|id, _| *id == kept);
    project.statements.retain(|_, statement| statement.source == kept);
    project.relations.retain(|_, tie| tie.source == kept);
    project
}

/// Keeps `project` in a file that is read faster than a folder.
pub(crate) fn remember(file: &Path, project: &Project) {
    let patch = Patch::between(&without_records(project.manifest.clone()), project);
    let pair = (project.manifest.clone(), patch);
    std::fs::write(file, serde_json::to_string(&pair).unwrap()).unwrap();
}

/// What was kept there.
pub(crate) fn remembered(file: &Path) -> Project {
    let (manifest, patch): (Manifest, Patch) = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let mut project = without_records(manifest);
    patch.apply(&mut project);
    project
}

fn without_records(manifest: Manifest) -> Project {
    Project {
        manifest,
        actors: BTreeMap::new(),
        sources: BTreeMap::new(),
        statements: BTreeMap::new(),
        relations: BTreeMap::new(),
    }
}

/// Writes `project` into a new folder.
pub(crate) fn put(folder: &Path, project: &Project) {
    let nothing = LastRead::nothing();
    save(folder, &write_project(project, &nothing).unwrap(), &nothing).unwrap();
}

/// The project after the edit of that number: every file differs from that of the number before.
pub(crate) fn at_number(like: &Project, number: u64) -> Project {
    let mut project = like.clone();
    let note = number.to_string();
    project.manifest.title.clone_from(&note);
    project.actors.values_mut().for_each(|actor| actor.note.clone_from(&note));
    project.statements.values_mut().for_each(|statement| statement.note.clone_from(&note));
    project.relations.values_mut().for_each(|tie| tie.note.clone_from(&note));
    if number.is_multiple_of(3) {
        let mut source = project.sources.values().next().unwrap().clone();
        let old = source.record.id.clone();
        source.record.id = format!("extra-{number}").parse().unwrap();
        source.record.original = Some(Original {
            file: "original.html".to_owned(),
            name: "extra.html".to_owned(),
            sha256: TextHash::of(note.as_bytes()),
        });
        let id = source.record.id.clone();
        let coded: Vec<_> = project.statements.values().filter(|statement| statement.source == old).cloned().collect();
        for mut statement in coded.into_iter().take(3) {
            statement.id = format!("{}-extra-{number}", statement.id).parse().unwrap();
            statement.source = id.clone();
            project.statements.insert(statement.id.clone(), statement);
        }
        project.sources.insert(id, source);
    }
    if number.is_multiple_of(2) {
        let mut actor = project.actors.values().next().unwrap().clone();
        actor.id = format!("extra-{number}").parse().unwrap();
        let (id, name) = (actor.id.clone(), actor.id.to_string());
        actor.name = name;
        project.actors.insert(id.clone(), actor);
        project.statements.values_mut().take(2).for_each(|statement| {
            statement.actor = id.clone();
            statement.on_behalf_of = None;
        });
    }
    project
}

/// The smallest and the largest number that any record holds.
pub(crate) fn numbers(project: &Project) -> (u64, u64) {
    let notes = project.statements.values().map(|statement| &statement.note);
    let notes = notes.chain(project.actors.values().map(|actor| &actor.note)).chain([&project.manifest.title]);
    let numbers: Vec<u64> = notes.map(|note| note.parse().unwrap_or(0)).collect();
    (*numbers.iter().min().unwrap(), *numbers.iter().max().unwrap())
}

/// A program that hangs ends its test after this; nothing else waits for it.
pub(crate) const HANGS: Duration = Duration::from_mins(2);

/// Saves when it is asked to, and never by itself.
pub(crate) fn when_asked() -> Pace {
    let never = Duration::from_hours(1000);
    Pace {
        after_last_edit: never,
        after_first_edit: never,
        journal: Duration::from_millis(1),
        look: never,
        retry: never,
        longest_retry: never,
        snapshot: never,
    }
}

/// Saves as fast as it can.
pub(crate) fn hasty() -> Pace {
    Pace {
        after_last_edit: Duration::ZERO,
        after_first_edit: Duration::ZERO,
        journal: Duration::from_millis(1),
        look: Duration::from_mins(1),
        retry: Duration::from_millis(20),
        longest_retry: Duration::from_millis(100),
        ..Pace::default()
    }
}

/// A project that is open.
pub(crate) struct Desk {
    pub(crate) keeper: Keeper,
    pub(crate) project: Project,
    pub(crate) revision: u64,
    pub(crate) recovery: Option<Recovery>,
    /// Has something whenever the keeper has news.
    woken: Receiver<()>,
}

impl Desk {
    pub(crate) fn open(folder: &Path, data: &Path, pace: Pace) -> Self {
        let opened = open_folder(folder).unwrap();
        assert_eq!(opened.whole, Wholeness::Whole, "{:#?}", opened.defects);
        let (wake, woken) = channel();
        let start = KeeperStart {
            folder: folder.to_path_buf(),
            data: Some(data.to_path_buf()),
            project: opened.project.clone(),
            last_read: opened.last_read,
            wake: Arc::new(move || {
                // Nobody listens any more once it is closed.
                let _ = wake.send(());
            }),
            pace,
            time: TimeSource::system(),
        };
        let (keeper, recovery) = Keeper::start(start).unwrap();
        Self { keeper, project: opened.project, revision: 0, recovery, woken }
    }

    /// One step that makes the project `new`.
    pub(crate) fn become_new(&mut self, new: &Project, originals: Vec<Arc<[u8]>>) {
        let redo = Patch::between(&self.project, new);
        let undo = redo.clone().apply(&mut self.project);
        self.revision += 1;
        self.keeper.record(EditRecord {
            revision: self.revision,
            label: "Edit".to_owned(),
            at: SystemTime::now(),
            redo: Arc::new(redo),
            undo: Arc::new(undo),
            originals,
        });
    }

    /// Waits for an event.
    pub(crate) fn wait_for(&mut self, wanted: impl Fn(&KeepingEvent) -> bool) -> KeepingEvent {
        let mut seen = Vec::new();
        loop {
            for event in self.keeper.poll() {
                if wanted(&event) {
                    return event;
                }
                seen.push(event);
            }
            assert!(self.woken.recv_timeout(HANGS).is_ok(), "saw only {seen:#?}");
        }
    }

    pub(crate) fn wait_until_saved(&mut self) {
        let revision = self.revision;
        self.wait_for(|event| matches!(event, KeepingEvent::Saved { revision: saved, .. } if *saved == revision));
    }
}
