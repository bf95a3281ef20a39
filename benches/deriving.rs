//! Processor time of what follows from the statements, and of the picture that a file is made of.
//!
//!     cargo bench --no-default-features --bench deriving
//!
//! One thread, median of several runs. The goals are those of issue 2: all standings of the built-in project in 1 ms,
//! a picture as SVG in 150 ms; and of issue 3: standings of 2,000 actors and 50,000 statements in one frame of 16 ms.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Duration;

use cpu_time::ProcessTime;
use demarche::cli::poster_svg;
use demarche::derive::{reason, standings, tally, ties};
use demarche::layout::geometry::Size;
use demarche::layout::picture::Picture;
use demarche::model::{
    Actor, ActorId, ActorKind, Confidence, Day, EdtfDate, Office, Project, Stance, Statement, StatementId, Voice,
};
use demarche::scene::Theme;
use demarche::session::{Command, OfProject, OfQuestion, Origin, Session, ViewHome};
use demarche::store::builtin;
use demarche::view::View;

fn main() {
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
    of_project(&project, session.of_question().as_of, 101);
    row("session: what follows from the project", median(11, || OfProject::new(&project)));
    for picture in Picture::ALL {
        session.perform(Command::Show(picture));
        let time = median(11, || poster_svg(&session, size, Theme::Light));
        row(&format!("{} as SVG", picture.label().to_lowercase()), time);
    }

    let large = synthetic(&project, 2_000, 50_000);
    println!("\n{:<52} {:>10}", sizes("synthetic project", &large), "CPU ms");
    of_project(&large, start_of_time().plus_days(600), 11);
}

fn of_project(project: &Project, as_of: Day, runs: usize) {
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
    let of_project = OfProject::new(project);
    let view = View { as_of: Some(as_of), ..View::of(question.id.clone()) };
    row(
        "session: what follows from a change of the day",
        median(runs, || OfQuestion::through(project, &of_project, question, &view)),
    );
}

fn sizes(name: &str, project: &Project) -> String {
    format!("{name}: {} actors, {} statements", project.actors.len(), project.statements.len())
}

fn row(name: &str, time: Duration) {
    println!("{name:<52} {:>10.3}", time.as_secs_f64() * 1e3);
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

/// `SplitMix64`, so that every machine measures the same project.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (((mixed ^ (mixed >> 31)) >> 32) as usize * end) >> 32
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

fn start_of_time() -> Day {
    Day::from_ymd(2023, 1, 1).unwrap_or(Day::MIN)
}

/// As many actors and statements as asked for, in the questions of `like`: the countries of `like`, and people who
/// each hold an office of one of them and speak for it most of the time.
fn synthetic(like: &Project, actors: usize, statements: usize) -> Project {
    let mut chance = Chance(7);
    let mut large = Project { statements: BTreeMap::new(), relations: BTreeMap::new(), ..like.clone() };
    large.actors.retain(|_, actor| actor.kind == ActorKind::Country);
    let countries: Vec<ActorId> = large.actors.keys().cloned().collect();
    let persons = like.actors.values().filter(|actor| actor.kind == ActorKind::Person).cycle();
    for (number, person) in persons.take(actors.saturating_sub(countries.len())).enumerate() {
        let (Ok(id), Some(country)) = (format!("person-{number}").parse::<ActorId>(), chance.of(&countries)) else {
            continue;
        };
        let office = Office { speaks_for: country.clone(), title: String::new(), since: None, until: None };
        let actor = Actor { id: id.clone(), offices: vec![office], country: Some(country.clone()), ..person.clone() };
        large.actors.insert(id, actor);
    }
    let everybody: Vec<Actor> = large.actors.values().cloned().collect();
    let templates: Vec<Statement> = like.statements.values().cloned().collect();
    for number in 0..statements {
        let id = format!("statement-{number}").parse::<StatementId>();
        let (Ok(id), Some(template), Some(actor)) = (id, chance.of(&templates), chance.of(&everybody)) else {
            continue;
        };
        let speaks_for = actor.country.clone().filter(|_| chance.below(5) > 0);
        let mut said = template.said.clone();
        said.date = EdtfDate::on(start_of_time().plus_days(i32::try_from(chance.below(700)).unwrap_or(0)));
        let confidences = [Confidence::Arguable, Confidence::Likely, Confidence::Sure];
        let statement = Statement {
            id: id.clone(),
            actor: actor.id.clone(),
            on_behalf_of: speaks_for,
            stance: chance.of(&Stance::ALL).copied().unwrap_or(template.stance),
            voice: chance.of(&Voice::ALL).copied().unwrap_or(template.voice),
            confidence: chance.of(&confidences).copied().unwrap_or(template.confidence),
            said,
            ..template.clone()
        };
        large.statements.insert(id, statement);
    }
    large
}
