//! Processor time of what follows from the statements, and of the picture that a file is made of.
//!
//!     cargo bench --no-default-features --bench deriving
//!
//! One thread, median of several runs. The goals are those of issue 2: all standings of the built-in project in 1 ms,
//! a picture as SVG in 150 ms; and of issue 3: standings of 2,000 actors and 50,000 statements in one frame of 16 ms.

#[path = "support/figures.rs"]
mod figures;

#[path = "support/large_project.rs"]
mod large_project;

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ProcessTime;
use demarche::cli::poster_svg;
use demarche::derive::{Contradictions, SaidBook, UtteranceBook, reason, standings, tally, ties};
use demarche::layout::geometry::Size;
use demarche::layout::picture::Picture;
use demarche::model::{Day, Project};
use demarche::scene::Theme;
use demarche::session::{Command, LookCommand, Origin, ProjectFacts, Session, StandpointFacts, ViewHome};
use demarche::store::builtin;
use demarche::view::View;
use figures::Better;
use large_project::{start_of_time, synthetic};

fn main() {
    figures::begin("deriving");
    let start = ProcessTime::now();
    let opened = builtin();
    let read = start.elapsed();
    let mut session = match Session::open(opened, Origin::BuiltIn, Vec::new(), ViewHome::Memory) {
        Ok(session) => session,
        Err(error) => return eprintln!("the built-in project cannot be opened: {error}"),
    };
    let opened = start.elapsed();
    let size = Size::new(1_600.0, 1_000.0);
    let first = black_box(poster_svg(&session, size, Theme::Light));
    let drawn = start.elapsed();

    println!("{:<52} {:>10}", "built-in project, once, from a cold start", "CPU ms");
    row("read from the program", read);
    row("opened as a session", opened.saturating_sub(read));
    row(&format!("map as SVG, {} KB", first.len() / 1024), drawn.saturating_sub(opened));
    row("all of it, as `demarche render` does", drawn);

    let project = session.project().clone();
    println!("\n{:<52} {:>10}", sizes("built-in project", &project), "CPU ms");
    project_facts(&project, session.standpoint_facts().as_of, 101);
    row("session: what follows from the project", median(11, || ProjectFacts::new(&project)));
    for picture in Picture::ALL {
        let _ = session.perform(Command::Look(LookCommand::Show(picture)));
        let time = median(11, || poster_svg(&session, size, Theme::Light));
        row(&format!("{} as SVG", picture.label().to_lowercase()), time);
    }

    told_twice(&project, 11);

    let large = synthetic(&project, 2_000, 50_000);
    println!("\n{:<52} {:>10}", sizes("synthetic project", &large), "CPU ms");
    project_facts(&large, start_of_time().plus_days(600), 11);
    told_twice(&large, 11);
    let worded = in_words_of_their_own(large);
    println!("\n{:<52} {:>10}", sizes("the same, each sentence in words of its own", &worded), "CPU ms");
    told_twice(&worded, 5);
    figures::finish();
}

fn project_facts(project: &Project, as_of: Day, runs: usize) {
    let Some(question) = project.manifest.questions.first() else { return };
    let rule = &project.manifest.rule;
    let derived = standings(project, &question.id, as_of, rule);
    let with_stance = derived.by_actor.values().filter(|standing| standing.stance.is_some()).count();
    row(
        &format!("standings of all on one question ({with_stance} with a stance)"),
        median(runs, || standings(project, &question.id, as_of, rule)),
    );
    row("tally of the members", median(runs, || tally(project, question, &derived)));
    row(
        "reasons of all in words",
        median(runs, || {
            derived.by_actor.values().map(|standing| reason(project, question, standing, rule).len()).sum::<usize>()
        }),
    );
    row(&format!("ties ({})", ties(project).len()), median(runs, || ties(project)));
    let project_facts = ProjectFacts::new(project);
    let view = View { as_of: Some(as_of), ..View::of(question.id.clone()) };
    row(
        "session: what follows from a change of the day",
        median(runs, || StandpointFacts::through(project, &project_facts, question, &view)),
    );
}

/// What the page of contradictions and the network ask for.
fn told_twice(project: &Project, runs: usize) {
    let Some(question) = project.manifest.questions.first() else { return };
    let project_facts = ProjectFacts::new(project);
    let standpoint_facts = StandpointFacts::through(project, &project_facts, question, &View::of(question.id.clone()));
    row("ties in force on a day, as the network draws them", median(runs, || standpoint_facts.ties.lines().count()));
    row("utterances, once a project", median(runs, || UtteranceBook::new(project)));
    let utterances = UtteranceBook::new(project);
    row("days and stances of all statements, once a project", median(runs, || SaidBook::new(project)));
    let standings = &standpoint_facts.standings;
    let said = SaidBook::new(project);
    let found = Contradictions::new(standings, &utterances, &said);
    row(
        &format!("contradictions ({} and {})", found.disagreements.len(), found.told.len()),
        median(runs, || Contradictions::new(standings, &utterances, &said)),
    );
}

fn sizes(name: &str, project: &Project) -> String {
    format!("{name}: {} actors, {} statements", project.actors.len(), project.statements.len())
}

fn row(name: &str, time: Duration) {
    let time = time.as_secs_f64() * 1e3;
    println!("{name:<52} {time:>10.3}{}", figures::beside(name, time, Better::Lower));
}

/// Median processor time of `runs` runs, after one that does not count.
fn median<T>(runs: usize, work: impl Fn() -> T) -> Duration {
    black_box(work());
    let run = |_| {
        let start = ProcessTime::now();
        let made = black_box(work());
        let time = start.elapsed();
        drop(made);
        time
    };
    let mut times: Vec<Duration> = (0..runs).map(run).collect();
    times.sort_unstable();
    times.get(runs / 2).copied().unwrap_or_default()
}

/// Each sentence with other words in the place of two thirds of its own, so that no two are equal.
fn in_words_of_their_own(mut project: Project) -> Project {
    let words: Vec<String> =
        project.statements.values().flat_map(|of| of.quote.exact.split(' ')).take(2_000).map(str::to_owned).collect();
    for (number, statement) in project.statements.values_mut().enumerate() {
        let own = statement.quote.exact.split(' ').enumerate();
        let other =
            |place: usize| words.get((number * 131 + place * 17) % words.len().max(1)).map_or("", String::as_str);
        let mixed: Vec<&str> =
            own.map(|(place, word)| if (place + number) % 3 == 0 { word } else { other(place) }).collect();
        statement.quote.exact = mixed.join(" ");
    }
    project
}
