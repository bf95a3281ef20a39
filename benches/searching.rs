//! How fast all articles are searched.
//!
//!     cargo bench --no-default-features --bench searching
//!
//! 300,000 sentences in articles of some thirty, made of the sentences of the built-in articles with their words
//! changed so that most are rare. Times are of the clock, since a search uses several processors; each query is asked
//! many times, as it is typed: read, scoped, found. The goal of issue 4 is 5 ms.

#[path = "support/figures.rs"]
mod figures;

use demarche::evidence::search::{Found, Query, Scope, SearchTexts};
use demarche::evidence::sentences::sentences;
use demarche::model::{Project, Source, SourceId};
use demarche::store::builtin;
use figures::Better;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

const SENTENCES: usize = 300_000;
const RUNS: usize = 200;

fn main() {
    figures::begin("searching");
    let project = large();
    let start = Instant::now();
    let texts = SearchTexts::of(&project, &SearchTexts::default());
    let bytes: usize = project.sources.values().map(|source| source.text.len()).sum();
    println!(
        "{} articles, {} sentences, {:.1} MB: folded in {:.2} s",
        project.sources.len(),
        texts.sentences(),
        bytes as f64 / 1e6,
        start.elapsed().as_secs_f64()
    );
    let start = Instant::now();
    black_box(SearchTexts::of(&project, &texts));
    println!("folded again when nothing changed: {:.2} ms", ms(start.elapsed()));
    let start = Instant::now();
    black_box(texts.is_of(&project));
    println!("asked whether anything changed: {:.2} ms\n", ms(start.elapsed()));

    println!("{:<46} {:>9} {:>9} {:>9}", "query", "sentences", "p50 ms", "p99 ms");
    for (kind, typed) in [
        ("a rare word", "sybiha"),
        ("a word that is nowhere", "xylophone"),
        ("a word of every tenth sentence", "ukraine"),
        ("the word of most sentences", "the"),
        ("one letter", "t"),
        ("accents and quotation marks", "“Szijjártó’s”"),
        ("three words apart", "nato ukraine invitation"),
        ("two words of most sentences", "the to"),
        ("a phrase", "\"join the alliance\""),
        ("a phrase of small words", "\"of the\""),
        ("an expression with a word in it", "/invit(e|ed|ation)/"),
        ("an expression of alternatives", "/hungar|slovak|german/"),
        ("an expression of classes", "/\\d{2,} (billion|million)/"),
        ("an expression over a sentence", "/^the .* ukraine/"),
        ("an actor", "actor:Hungary"),
        ("an actor, a stance and a word", "actor:Hungary stance:opposes war"),
        ("a date and a word", "from:2024-12 ukraine"),
    ] {
        let query = Query::read(typed);
        let faults = query.faults().len() + Scope::of(&query, &project).faults().len();
        assert_eq!(faults, 0, "{typed}");
        let mut times: Vec<Duration> = Vec::with_capacity(RUNS);
        let mut count = 0;
        for _ in 0..RUNS {
            let start = Instant::now();
            let query = Query::read(typed);
            let found = Found::find(&query, &Scope::of(&query, &project), &texts);
            times.push(start.elapsed());
            count = black_box(found).len();
        }
        times.sort();
        let at = |share: f64| times.get((share * (RUNS - 1) as f64) as usize).copied().unwrap_or_default();
        let stored = figures::beside(typed, ms(at(0.5)), Better::Lower);
        println!("{:<46} {count:>9} {:>9.2} {:>9.2}{stored}", format!("{kind}  {typed}"), ms(at(0.5)), ms(at(0.99)));
    }
    figures::finish();
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The built-in project with as many articles as it takes.
fn large() -> Project {
    let mut project = builtin().project;
    let records: Vec<Source> = project.sources.values().cloned().collect();
    let pieces: Vec<String> = records
        .iter()
        .flat_map(|source| sentences(&source.text).into_iter().filter_map(|bytes| bytes.of(&source.text)))
        .map(str::to_owned)
        .collect();
    let (mut chance, mut left, mut number) = (7_u64, SENTENCES, 0);
    let mut next = move |below: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) as usize % below.max(1)
    };
    left = left.saturating_sub(pieces.len());
    while left > 0 {
        let mut text = String::new();
        for _ in 0..left.min(30) {
            let piece = pieces.get(next(pieces.len())).map_or("", String::as_str);
            // Most words are changed by a letter or two, so that few of them are everywhere.
            for (at, word) in piece.split_whitespace().enumerate() {
                text.push_str(if at == 0 { "" } else { " " });
                let is_long = word.len() > 5 && word.bytes().all(|byte| byte.is_ascii_lowercase());
                text.push_str(word);
                if is_long && next(3) > 0 {
                    text.push(char::from(b'a' + next(26) as u8));
                    text.push(char::from(b'a' + next(26) as u8));
                }
            }
            text.push_str("\n\n");
            left -= 1;
        }
        let (Some(like), Ok(id)) = (records.get(number % records.len()), format!("made-{number:05}").parse()) else {
            return project;
        };
        let id: SourceId = id;
        let mut made = like.clone();
        made.record.id = id.clone();
        made.text = Arc::from(text.as_str());
        project.sources.insert(id, made);
        number += 1;
    }
    project
}
