//! How long the window waits for an edit, in a project of 2,000 actors and 50,000 statements.
//!
//!     cargo bench --no-default-features --bench editing
//!
//! Processor time of all threads and time by the clock, medians of several runs, and the longest by the clock; the goal of issue 4 is 50 ms. An edit derives everything that is
//! shown anew; the journal and the save happen on other threads and are not waited for (see `benches/saving.rs`).

#[path = "support/figures.rs"]
mod figures;

#[path = "support/large_project.rs"]
mod large_project;

use cpu_time::ProcessTime;
use demarche::derive::{Ledger, TieBook};
use demarche::model::Statement;
use demarche::session::{Command, Edit, HistoryCommand, Origin, Recoding, Session, ViewHome};
use demarche::store::builtin;
use figures::Better;
use large_project::synthetic;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

const RUNS: usize = 25;

fn main() {
    figures::begin("editing");
    let mut opened = builtin();
    let named = opened.project.actors.clone();
    opened.project = synthetic(&opened.project, 2_000, 50_000);
    // The bodies that decide, and the speakers that the statements name.
    opened.project.actors.extend(named);
    let origin = Origin::Folder(std::env::temp_dir());
    let mut session = match Session::open(opened, origin, Vec::new(), ViewHome::Memory) {
        Ok(session) => session,
        Err(error) => return eprintln!("the project cannot be opened: {error}"),
    };
    let statements: Vec<Statement> = session.project().statements.values().step_by(997).cloned().collect();
    println!("{:<44} {:>9} {:>9} {:>9}", "ms", "CPU", "clock", "longest");
    row(&mut session, "a sentence is coded otherwise", |step| {
        let of = statements.get(step % statements.len().max(1))?.clone();
        let stance = demarche::model::Stance::ALL.into_iter().find(|stance| *stance != of.stance)?;
        let coded = Statement { stance, note: format!("step {step}"), ..of };
        Some(Command::Edit(Box::new(Edit::Code { statements: vec![coded], new_actors: Vec::new() })))
    });
    row(&mut session, "the same taken back", |_| Some(Command::History(HistoryCommand::Undo)));
    row(&mut session, "50 statements are recoded", |step| {
        let chosen: BTreeSet<_> = statements.iter().map(|statement| statement.id.clone()).collect();
        let condition = Some(format!("condition {step}"));
        let recoding = Recoding { condition, ..Recoding::default() };
        Some(Command::Edit(Box::new(Edit::Recode { statements: chosen, recoding })))
    });
    row(&mut session, "a statement is deleted", |step| {
        let id = statements.get(step % statements.len().max(1))?.id.clone();
        Some(Command::Edit(Box::new(Edit::RemoveStatements(BTreeSet::from([id])))))
    });
    row(&mut session, "the title is changed", |step| {
        Some(Command::Edit(Box::new(Edit::Describe { title: format!("Title {step}"), about: String::new() })))
    });
    let project = session.project();
    part("of which: the ledger from nothing", || drop(black_box(Ledger::new(project))));
    part("of which: the book of ties from nothing", || drop(black_box(TieBook::new(project))));
    part("of which: the standings", || {
        drop(black_box(session.project_facts().ledger.standings(&session.standpoint_facts().standpoint)));
    });
    part("of which: all changes", || {
        drop(black_box(session.project_facts().ledger.all_changes(&session.standpoint_facts().standpoint)));
    });
    figures::finish();
}

fn row(session: &mut Session, name: &str, command: impl Fn(usize) -> Option<Command>) {
    let mut times = Vec::new();
    for step in 0..RUNS {
        let Some(command) = command(step) else { continue };
        let revision = session.edition().revision;
        times.push(timed(|| {
            let _ = session.perform(command);
        }));
        if session.edition().revision == revision {
            return eprintln!("{name}: nothing was changed: {:?}", session.notice());
        }
    }
    print_row(name, &times);
}

fn part(name: &str, work: impl Fn()) {
    let times: Vec<_> = (0..RUNS).map(|_| timed(&work)).collect();
    print_row(name, &times);
}

/// Processor time of all threads, and time by the clock.
fn timed(work: impl FnOnce()) -> (Duration, Duration) {
    let (cpu, clock) = (ProcessTime::now(), Instant::now());
    work();
    (cpu.elapsed(), clock.elapsed())
}

fn print_row(name: &str, times: &[(Duration, Duration)]) {
    let sorted = |of: fn(&(Duration, Duration)) -> Duration| {
        let mut times: Vec<f64> = times.iter().map(|time| of(time).as_secs_f64() * 1e3).collect();
        times.sort_by(f64::total_cmp);
        times
    };
    let (cpu, clock) = (sorted(|time| time.0), sorted(|time| time.1));
    let median = |times: &[f64]| times.get(times.len() / 2).copied().unwrap_or(0.0);
    let longest = clock.last().copied().unwrap_or(0.0);
    let stored = figures::beside(name, median(&cpu), Better::Lower);
    println!("{name:<44} {:>9.2} {:>9.2} {longest:>9.2}{stored}", median(&cpu), median(&clock));
}
