//! How long saving takes, off the interface thread and on it.
//!
//!     cargo bench --no-default-features --bench saving
//!
//! 2,000 actors and 50,000 statements, by the clock, since a save waits for the disk: the best and the worst of several
//! runs, and the least processor time of all threads together. The goals are those of issue 4: a save of everything
//! under 200 ms off the interface thread, and the interface never waits more than 50 ms.

#[path = "support/figures.rs"]
mod figures;

#[path = "support/large_project.rs"]
mod large_project;

use cpu_time::ProcessTime;
use demarche::model::{Patch, Project};
use demarche::session::keeping::{EditRecord, Keeper, KeeperStart, KeepingEvent, Pace, TimeSource};
use demarche::store::{FileChanges, LastRead, Touched, builtin, open_folder, save_changes};
use figures::Better;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

fn main() {
    figures::begin("saving");
    let home = match tempfile::tempdir() {
        Ok(home) => home,
        Err(cause) => return println!("no folder to save in: {cause}"),
    };
    let built_in = builtin().project;
    let mut project = large_project::synthetic(&built_in, 2_000, 50_000);
    // Who is named as a speaker, and who decides.
    project.actors.extend(built_in.actors);
    println!("{:<64} {:>9} {:>9} {:>9}", "milliseconds", "best", "worst", "processor");
    if let Err(error) = rows(home.path(), &project) {
        println!("{error}");
    }
    figures::finish();
}

fn rows(home: &Path, project: &Project) -> Result<(), Box<dyn std::error::Error>> {
    let none = |_| None;
    let whole = Touched::whole(project);
    row("all files written down", 5, |_| {
        Ok(FileChanges::new(project, &whole, &none, &LastRead::nothing())?.is_empty())
    })?;
    let changes = FileChanges::new(project, &whole, &none, &LastRead::nothing())?;
    row("and saved into a new folder", 5, |run| {
        save_changes(&home.join(run.to_string()), &changes, &LastRead::nothing())?;
        Ok(true)
    })?;
    let folder = home.join("0");
    let mut last = LastRead::nothing();
    row("the whole folder read", 3, |_| {
        last = open_folder(&folder)?.last_read;
        Ok(true)
    })?;
    std::thread::sleep(Duration::from_secs(3));
    row("whether others changed it, the first time", 1, |_| Ok(last.look(&folder)?.is_empty()))?;
    row("whether others changed it", 9, |_| Ok(last.look(&folder)?.is_empty()))?;
    let mut head = project.clone();
    row("one statement changed and saved", 9, |run| {
        let mut touched = Touched::default();
        let Some(mut statement) = head.statements.values().next().cloned() else { return Ok(false) };
        statement.note = run.to_string();
        let mut redo = Patch::default();
        redo.statements.insert(statement.id.clone(), Some(statement));
        let undo = redo.clone().apply(&mut head);
        touched.add(&redo, &undo);
        let changes = FileChanges::new(&head, &touched, &none, &last)?;
        last = save_changes(&folder, &changes, &last)?;
        Ok(true)
    })?;
    kept(home, &folder)
}

/// What the interface thread has to do with it.
fn kept(home: &Path, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let opened = open_folder(folder)?;
    let mut project = opened.project.clone();
    let mut start = Some(KeeperStart {
        folder: folder.to_path_buf(),
        data: Some(home.join("data")),
        project: opened.project,
        last_read: opened.last_read,
        wake: Arc::new(|| {}),
        pace: Pace::default(),
        time: TimeSource::system(),
    });
    let mut keeper = None;
    row("interface: a keeper started", 1, |_| {
        keeper = start.take().map(Keeper::start).transpose()?.map(|(keeper, _)| keeper);
        Ok(keeper.is_some())
    })?;
    let Some(mut keeper) = keeper else { return Ok(()) };
    let mut records = Vec::new();
    for (revision, id) in project.statements.keys().take(1_000).cloned().collect::<Vec<_>>().into_iter().enumerate() {
        let Some(mut statement) = project.statements.get(&id).cloned() else { continue };
        "changed".clone_into(&mut statement.note);
        let mut redo = Patch::default();
        redo.statements.insert(id, Some(statement));
        let undo = Arc::new(redo.clone().apply(&mut project));
        records.push(EditRecord {
            revision: revision as u64 + 1,
            label: "Code".to_owned(),
            at: SystemTime::now(),
            redo: Arc::new(redo),
            undo,
            originals: Vec::new(),
        });
    }
    let mut records = records.into_iter();
    row("interface: an edit handed over, 1,000 times", 1_000, |_| {
        records.next().into_iter().for_each(|record| keeper.record(record));
        Ok(true)
    })?;
    let begun = Instant::now();
    let mut polls = Duration::ZERO;
    'saved: while begun.elapsed() < Duration::from_mins(1) {
        let poll = Instant::now();
        let events = keeper.poll();
        polls = polls.max(poll.elapsed());
        for event in events {
            if matches!(event, KeepingEvent::Saved { revision: 1_000, .. }) {
                break 'saved;
            }
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    line("interface: the keeper asked, at worst", polls, polls, None);
    line("until all of them were saved, a second of it waited for", begun.elapsed(), begun.elapsed(), None);
    Ok(())
}

type Done = Result<bool, Box<dyn std::error::Error>>;

fn row(name: &str, runs: usize, mut work: impl FnMut(usize) -> Done) -> Result<(), Box<dyn std::error::Error>> {
    let (mut best, mut worst, mut processor) = (Duration::MAX, Duration::ZERO, Duration::MAX);
    for run in 0..runs {
        let (start, busy) = (Instant::now(), ProcessTime::now());
        std::hint::black_box(work(run)?);
        let took = start.elapsed();
        (best, worst, processor) = (best.min(took), worst.max(took), processor.min(busy.elapsed()));
    }
    line(name, best, worst, Some(processor));
    Ok(())
}

fn line(name: &str, best: Duration, worst: Duration, processor: Option<Duration>) {
    let milliseconds = |time: Duration| format!("{:.2}", time.as_secs_f64() * 1e3);
    let stored = figures::beside(name, processor.unwrap_or(best).as_secs_f64() * 1e3, Better::Lower);
    let processor = processor.map(milliseconds).unwrap_or_default();
    println!("{name:<64} {:>9} {:>9} {processor:>9}{stored}", milliseconds(best), milliseconds(worst));
}
