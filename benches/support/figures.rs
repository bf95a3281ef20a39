//! Each figure beside the stored one, and what got worse.
//!
//! `benches/figures.ron` holds the figures of the last release with the machine and the day they were measured on. A
//! bench run with `-- --store` writes its own part of that file anew. Easily got wrong: figures of two machines say
//! nothing about each other, so a stored figure of another machine is shown and never called worse.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

/// Beyond this share a figure got worse or better; within it, it is the same.
const NOISE: f64 = 0.15;

/// Which way a figure improves.
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, clippy::allow_attributes, reason = "each bench uses one of them")]
pub(crate) enum Better {
    /// Times.
    Lower,
    /// Speeds.
    Higher,
}

/// The figures of one bench.
#[derive(serde::Serialize, serde::Deserialize)]
struct Measured {
    machine: String,
    day: String,
    figures: BTreeMap<String, f64>,
}

type Stored = BTreeMap<String, Measured>;

static RUN: Mutex<Option<Run>> = Mutex::new(None);

struct Run {
    bench: &'static str,
    machine: String,
    stored: Stored,
    figures: BTreeMap<String, f64>,
    worse: Vec<String>,
}

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/figures.ron")
}

/// Reads what is stored for `bench`. Call it first in `main`; [`finish`] last.
pub(crate) fn begin(bench: &'static str) {
    let stored = match fs::read_to_string(file()) {
        Ok(text) => ron::from_str::<Stored>(&text).unwrap_or_else(|error| {
            eprintln!("{}: {error}; nothing is compared", file().display());
            Stored::new()
        }),
        Err(_) => Stored::new(),
    };
    let machine = machine();
    if let Some(then) = stored.get(bench) {
        println!("beside each figure that of {}, {}", then.day, then.machine);
    }
    let run = Run { bench, machine, stored, figures: BTreeMap::new(), worse: Vec::new() };
    if let Ok(mut now) = RUN.lock() {
        *now = Some(run);
    }
}

/// What to print behind a figure: the stored one, and by how much this one differs.
pub(crate) fn beside(name: &str, figure: f64, better: Better) -> String {
    let Ok(mut now) = RUN.lock() else { return String::new() };
    let Some(run) = now.as_mut() else { return String::new() };
    // The same row under several headings.
    let mut name = name.to_owned();
    while run.figures.contains_key(&name) {
        name += ", again";
    }
    // As many digits as are worth storing.
    let digits = 10_f64.powi(3 - figure.abs().max(1e-6).log10().floor() as i32);
    run.figures.insert(name.clone(), (figure * digits).round() / digits);
    let Some(then) = run.stored.get(run.bench) else { return String::new() };
    let Some(stored) = then.figures.get(&name).copied().filter(|stored| *stored > 0.0) else {
        return "   (not stored)".to_owned();
    };
    let change = figure / stored - 1.0;
    let is_worse = match better {
        Better::Lower => change > NOISE,
        Better::Higher => change < -NOISE,
    };
    let difference = format!("{stored} then, {:+.0} %", change * 100.0);
    if is_worse && then.machine == run.machine {
        run.worse.push(format!("{name}: {figure:.3}, {difference}"));
        return format!("   ({difference}, WORSE)");
    }
    format!("   ({difference})")
}

/// Says what got worse, and stores the figures where `--store` asks for it.
pub(crate) fn finish() {
    let Some(run) = RUN.lock().ok().and_then(|mut now| now.take()) else { return };
    let Run { bench, machine, mut stored, figures, worse } = run;
    match (stored.get(bench), worse.is_empty()) {
        (None, _) => println!("\nNo figures of {bench} are stored; `-- --store` stores these"),
        (Some(then), _) if then.machine != machine => {
            println!("\nThe stored figures are of another machine ({}), so nothing is called worse", then.machine);
        }
        (Some(_), true) => println!("\nNothing got worse by more than {:.0} %", NOISE * 100.0),
        (Some(_), false) => println!("\nGot worse by more than {:.0} %:\n  {}", NOISE * 100.0, worse.join("\n  ")),
    }
    if !std::env::args().any(|argument| argument == "--store") {
        return;
    }
    let day = demarche::session::today().to_string();
    stored.insert(bench.to_owned(), Measured { machine, day, figures });
    let written = ron::ser::to_string_pretty(&stored, ron::ser::PrettyConfig::default())
        .map_err(|error| error.to_string())
        .and_then(|text| fs::write(file(), text + "\n").map_err(|error| error.to_string()));
    match written {
        Ok(()) => println!("Stored in {}", file().display()),
        Err(error) => eprintln!("{}: {error}; nothing was stored", file().display()),
    }
}

/// The processor and how many of it may be used.
fn machine() -> String {
    let all = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = all.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or("unknown processor", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    format!("{model}, {cores} cores")
}
