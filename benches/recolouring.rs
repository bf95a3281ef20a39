//! Processor time from a moved handle to a recoloured picture, in a project of 2,000 actors and 50,000 statements.
//!
//!     cargo bench --no-default-features --bench recolouring
//!
//! Median of several runs; "clock" is the time that deriving takes on a quiet machine, where the changes over time are
//! worked out beside the standings. The goal is that of issue 3: moving the date, the evidence slider or the rule
//! recolours within one frame of 16 ms.

#[path = "support/figures.rs"]
mod figures;

#[path = "support/large_project.rs"]
mod large_project;

use cpu_time::ProcessTime;
use demarche::layout::arrange::Fit;
use demarche::layout::geometry::Size;
use demarche::layout::picture::Picture;
use demarche::model::{StandingRule, Voice, Weighing};
use demarche::scene::{Detail, Theme, compose};
use demarche::session::{Command, Look, LookCommand, Origin, Session, ViewHome};
use demarche::store::builtin;
use figures::Better;
use large_project::{start_of_time, synthetic};
use std::hint::black_box;
use std::time::{Duration, Instant};

const RUNS: usize = 25;
const SIZE: Size = Size { width: 1_000.0, height: 800.0 };

fn main() {
    figures::begin("recolouring");
    let mut opened = builtin();
    opened.project = synthetic(&opened.project, 2_000, 50_000);
    let mut session = match Session::open(opened, Origin::BuiltIn, Vec::new(), ViewHome::Memory) {
        Ok(session) => session,
        Err(error) => return eprintln!("the project cannot be opened: {error}"),
    };
    let rule = session.rule().clone();
    println!(
        "{:<36} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "CPU ms, median", "clock", "derive", "map", "network", "roll call", "matrix"
    );
    row(&mut session, "the day moves", |step| {
        Command::Look(LookCommand::GoTo(Some(start_of_time().plus_days(300 + step * 9))))
    });
    row(&mut session, "the day of knowledge moves", |step| {
        Command::Look(LookCommand::KnowOn(Some(start_of_time().plus_days(300 + step * 9))))
    });
    let _ = session.perform(Command::Look(LookCommand::KnowOn(None)));
    row(&mut session, "the evidence slider moves", |step| {
        let least = Voice::ALL.into_iter().cycle().nth(step as usize).unwrap_or(Voice::DirectQuote);
        Command::Look(LookCommand::UseRule(Some(rule.with_least_voice(least, &rule))))
    });
    row(&mut session, "the contested window moves", |step| {
        let contested_within_days = u16::try_from(step).unwrap_or(0);
        Command::Look(LookCommand::UseRule(Some(StandingRule { contested_within_days, ..rule.clone() })))
    });
    row(&mut session, "the half-life moves", |step| {
        let weighing = Weighing::HalfLife { days: u16::try_from(step).unwrap_or(0) + 20 };
        Command::Look(LookCommand::UseRule(Some(StandingRule { weighing, ..rule.clone() })))
    });
    figures::finish();
}

/// What one movement costs to derive, and what each picture of it costs to arrange and compose.
fn row(session: &mut Session, name: &str, command: impl Fn(i32) -> Command) {
    let (mut derived, mut by_the_clock) = (Vec::new(), Vec::new());
    // As the window does: where the map has everybody does not depend on where they stand.
    let mut kept_map = None;
    let mut composed = Picture::ALL.map(|picture| (picture, Vec::new()));
    for step in 0..RUNS {
        let command = command(i32::try_from(step).unwrap_or(0));
        let (start, instant) = (ProcessTime::now(), Instant::now());
        let _ = session.perform(command);
        by_the_clock.push(instant.elapsed());
        derived.push(start.elapsed());
        for (picture, times) in &mut composed {
            let look = Look { picture: *picture, fit: Fit::Scrolled, kept_map: kept_map.clone(), ..Look::of(session) };
            let start = ProcessTime::now();
            let arrangement = look.arrange(SIZE, Detail::Full);
            let scene = black_box(compose(&look.request(SIZE, Theme::Light, Detail::Full), &arrangement));
            times.push(start.elapsed());
            kept_map = arrangement.map.clone().or(kept_map);
            drop(scene);
        }
    }
    let derived = median(derived);
    print!("{name:<36} {:>9.2} {derived:>9.2}", median(by_the_clock));
    for (_, times) in composed {
        print!(" {:>9.2}", median(times));
    }
    println!("{}", figures::beside(&format!("{name}: derive"), derived, Better::Lower));
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}
