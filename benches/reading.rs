//! How fast articles are read: sentences and actors.
//!
//!     cargo bench --no-default-features --bench reading
//!
//! One thread, processor time, the best of several runs. The goals are those of issue 4: sentences at 60 MB/s, actors
//! at 300 MB/s with 3,000 names. The texts are the built-in articles, which name an actor every 60 bytes, and the hard
//! cases of `tests/sentences`, 36 bytes a sentence; both far denser than news at large.

#[path = "support/figures.rs"]
mod figures;

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ProcessTime;
use demarche::evidence::mentions::MentionFinder;
use demarche::evidence::sentences::sentences;
use demarche::model::Actor;
use demarche::store::builtin;
use figures::Better;

const HARD_CASES: &str = include_str!("../tests/sentences/hard_cases.txt");

/// Of each text, in bytes.
const LEAST: usize = 20_000_000;

fn main() {
    figures::begin("reading");
    let project = builtin().project;
    let articles: Vec<&str> = project.sources.values().map(|source| source.text.as_ref()).collect();
    let together = articles.join("\n\n");
    let long = together.repeat(LEAST / together.len() + 1);
    let hard = HARD_CASES.repeat(LEAST / HARD_CASES.len() + 1);

    println!("{:<64} {:>8}", "sentences", "MB/s");
    let found = sentences(&long).len();
    row(&format!("articles, one after the other ({found})"), long.len(), || sentences(&long).len());
    row("articles, one by one", together.len() * rounds(&together), || {
        (0..rounds(&together)).map(|_| articles.iter().map(|text| sentences(text).len()).sum::<usize>()).sum()
    });
    row(&format!("hard cases ({})", sentences(&hard).len()), hard.len(), || sentences(&hard).len());

    let actors: Vec<Actor> = project.actors.values().cloned().collect();
    for names in [count(&actors), 3_000] {
        let many = with_names(&actors, names);
        let finder = MentionFinder::of_actors(&many);
        println!("\n{:<64} {:>8}", format!("actors, {} names", count(&many)), "MB/s");
        let found = finder.find(&long).len();
        row(&format!("articles, one after the other ({found})"), long.len(), || finder.find(&long).len());
        row("articles, one by one", together.len() * rounds(&together), || {
            (0..rounds(&together)).map(|_| articles.iter().map(|text| finder.find(text).len()).sum::<usize>()).sum()
        });
        row("hard cases", hard.len(), || finder.find(&hard).len());
    }
    figures::finish();
}

fn rounds(text: &str) -> usize {
    LEAST / text.len() + 1
}

fn count(actors: &[Actor]) -> usize {
    actors.iter().map(|actor| 1 + actor.aliases.len()).sum()
}

/// `actors` and as many persons as it takes to have `least` names. Their surnames are made of syllables.
fn with_names(actors: &[Actor], least: usize) -> Vec<Actor> {
    const SYLLABLES: [&str; 16] =
        ["ba", "ke", "lo", "mar", "vic", "sten", "or", "ska", "ny", "zel", "ti", "hun", "dro", "ev", "ich", "gal"];
    let mut many = actors.to_vec();
    let persons: Vec<&Actor> = actors.iter().filter(|actor| !actor.offices.is_empty()).collect();
    for (number, like) in persons.iter().cycle().enumerate().take_while(|_| !persons.is_empty()) {
        if count(&many) >= least {
            break;
        }
        let syllable = |place: usize| SYLLABLES.get((number >> (4 * place)) % 16).copied().unwrap_or("");
        let surname = format!("M{}{}{}{}", syllable(0), syllable(1), syllable(2), syllable(0));
        let aliases = vec![surname.clone(), format!("President {surname}")];
        let Ok(id) = format!("person-{number}").parse() else { continue };
        many.push(Actor { id, name: format!("Anna {surname}"), aliases, ..(*like).clone() });
    }
    many
}

fn row(name: &str, bytes: usize, work: impl Fn() -> usize) {
    let speed = bytes as f64 / 1e6 / best(5, work).as_secs_f64();
    println!("{name:<64} {speed:>8.0}{}", figures::beside(name, speed, Better::Higher));
}

/// The shortest processor time of `runs` runs, after one that does not count.
fn best(runs: usize, work: impl Fn() -> usize) -> Duration {
    black_box(work());
    let run = |_| {
        let start = ProcessTime::now();
        black_box(work());
        start.elapsed()
    };
    (0..runs).map(run).min().unwrap_or_default()
}
