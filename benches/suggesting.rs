//! How well and how fast stances are suggested.
//!
//!     cargo bench --no-default-features --bench suggesting
//!
//! Leave one article out: the engine reads an article without that article's statements, and what it suggests is
//! compared with what people coded, as a set of (sentence, actor, stance), and the same with the question. The goal of
//! the speed is that of issue 4: at least 5 MB/s of article text, one thread, processor time.

#[path = "support/figures.rs"]
mod figures;

use std::collections::BTreeSet;
use std::hint::black_box;

use cpu_time::ProcessTime;
use demarche::model::{Project, Source, SourceId};
use demarche::store::builtin;
use demarche::suggest::Engine;
use figures::Better;

type Unit = (usize, String, &'static str, String);

#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn of(found: &BTreeSet<Unit>, wanted: &BTreeSet<Unit>) -> Self {
        let right = found.intersection(wanted).count();
        Self { right, wrong: found.len() - right, missed: wanted.len() - right }
    }

    fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    fn cells(&self) -> String {
        let share = |part: usize, of: usize| if of == 0 { 1.0 } else { part as f64 / of as f64 };
        let precision = share(self.right, self.right + self.wrong);
        let recall = share(self.right, self.right + self.missed);
        let f1 = share(2 * self.right, 2 * self.right + self.wrong + self.missed);
        let Self { right, wrong, missed } = self;
        format!("{right:>6} {wrong:>6} {missed:>6} {precision:>10.3} {recall:>7.3} {f1:>6.3}")
    }
}

fn main() {
    figures::begin("suggesting");
    let project = builtin().project;
    for (title, with_question) in [("sentence, actor, stance", false), ("sentence, actor, stance, question", true)] {
        println!(
            "{title:<36} {:>6} {:>6} {:>6} {:>10} {:>7} {:>6}",
            "right", "wrong", "missed", "precision", "recall", "F1"
        );
        let mut total = Score::default();
        for (id, source) in &project.sources {
            let score = left_out(&project, id, source, with_question);
            println!("{:<36} {}", id.as_str(), score.cells());
            total.add(&score);
        }
        println!("{:<36} {}\n", "together", total.cells());
    }
    speed(&project);
    figures::finish();
}

/// One article, read without what was coded in it.
fn left_out(project: &Project, id: &SourceId, source: &Source, with_question: bool) -> Score {
    let mut without = project.clone();
    without.statements.retain(|_, statement| statement.source != *id);
    let question = |name: &str| if with_question { name.to_owned() } else { String::new() };
    let found = Engine::new(&without)
        .suggest(&source.text)
        .into_iter()
        .map(|one| (one.sentence.start, one.actor.id.to_string(), one.stance.code(), question(one.question.as_str())))
        .collect();
    let wanted = project
        .statements
        .values()
        .filter(|statement| statement.source == *id)
        .map(|one| (one.quote.bytes.start, one.actor.to_string(), one.stance.code(), question(one.question.as_str())))
        .collect();
    Score::of(&found, &wanted)
}

fn speed(project: &Project) {
    let engine = Engine::new(project);
    let articles = project.sources.values().map(|source| &*source.text).collect::<Vec<_>>().join("\n");
    let once = ProcessTime::now();
    let found = black_box(engine.suggest(&articles)).len();
    let short = once.elapsed();
    let large = articles.repeat(100);
    let start = ProcessTime::now();
    black_box(engine.suggest(&large));
    let speed = large.len() as f64 / 1e6 / start.elapsed().as_secs_f64();
    println!(
        "five articles as one text of {} bytes: {found} suggestions in {:.1} ms",
        articles.len(),
        short.as_secs_f64() * 1e3
    );
    println!(
        "the same a hundred times over, {:.1} MB: {speed:.1} MB/s (goal 5){}",
        large.len() as f64 / 1e6,
        figures::beside("suggestions, MB/s", speed, Better::Higher)
    );
}
