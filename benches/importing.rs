//! Processor time of reading foreign files, in this process and without the worker around it.
//!
//!     cargo bench --no-default-features --bench importing
//!
//! One thread, best of several runs. The goals are those of issue 4: plain articles as a whole at 20 MB/s or more, their
//! sentences at 60. Reading them whole is hashing, decoding, judging every line, guessing the record and telling the report.

#[path = "support/figures.rs"]
mod figures;

use cpu_time::ProcessTime;
use demarche::evidence::sentences::sentences;
use demarche::import::{read, reprints};
use demarche::model::TextHash;
use demarche::store::builtin;
use figures::Better;
use std::hint::black_box;
use std::time::Duration;

const PAGE: &str = include_str!("../tests/fixtures/import/modern.html");

fn main() {
    figures::begin("importing");
    let articles: Vec<String> =
        builtin().project.sources.values().map(|source| source.text.to_string()).cycle().take(1_000).collect();
    let one_line: Vec<String> =
        articles.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let wrapped: Vec<String> = one_line.iter().map(|text| broken_at(text, 72)).collect();
    let pages: Vec<String> = articles.iter().take(100).map(|text| page(text)).collect();

    println!("{:<44} {:>8} {:>10} {:>8}", "kind", "MB", "CPU ms", "MB/s");
    row("plain articles", "a.txt", &articles);
    row("plain articles, each on one line", "a.txt", &one_line);
    row("plain transcripts, broken at 72 characters", "a.txt", &wrapped);
    row("Markdown", "a.md", &articles);
    row("saved pages", "a.html", &pages);

    let time = best(|| articles.iter().map(|text| black_box(sentences(text)).len()).sum());
    told("sentences of plain articles", bytes(&articles), time);
    compared("reprints among 1,000 articles, 200 copies each", &articles);
    let different: Vec<String> = articles.iter().enumerate().map(|(number, text)| reworded(text, number)).collect();
    compared("reprints among 1,000 different articles", &different);
    figures::finish();
}

fn compared(label: &str, articles: &[String]) {
    let texts: Vec<(&str, _)> = articles.iter().map(|text| (text.as_str(), None)).collect();
    let time = best(|| black_box(reprints(&texts)).len());
    told(label, bytes(articles), time);
}

/// The text with every word made another, the same one wherever it stands.
fn reworded(text: &str, number: usize) -> String {
    let letters = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu"];
    let word = |word: &str| {
        let (stem, marks) = word.split_at(word.trim_end_matches(|letter: char| !letter.is_alphanumeric()).len());
        format!(
            "{stem}{}{}{marks}",
            letters.get(number % 10).unwrap_or(&""),
            letters.get(number / 10 % 10).unwrap_or(&"")
        )
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn bytes(texts: &[String]) -> usize {
    texts.iter().map(String::len).sum()
}

fn row(label: &str, name: &str, texts: &[String]) {
    let time = best(|| {
        texts
            .iter()
            .map(|text| {
                black_box(TextHash::of(text.as_bytes()));
                read(name, text.as_bytes()).map_or(0, |drafts| drafts.len())
            })
            .sum()
    });
    told(label, bytes(texts), time);
}

fn best(work: impl Fn() -> usize) -> Duration {
    let run = || {
        let start = ProcessTime::now();
        black_box(work());
        start.elapsed()
    };
    (0..5).map(|_| run()).min().unwrap_or_default()
}

fn told(label: &str, bytes: usize, time: Duration) {
    let (megabytes, seconds) = (bytes as f64 / 1e6, time.as_secs_f64());
    let stored = figures::beside(label, megabytes / seconds, Better::Higher);
    println!("{label:<44} {megabytes:>8.2} {:>10.1} {:>8.1}{stored}", seconds * 1e3, megabytes / seconds);
}

fn page(text: &str) -> String {
    let body = text
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| format!("<p>{line}</p>\n"))
        .collect::<Vec<_>>()
        .concat();
    PAGE.replace("{TITLE}", "Allies sidestep the call")
        .replace("{FIRST}", &body)
        .replace("{SECOND}", "")
        .replace("{THIRD}", "")
}

fn broken_at(text: &str, width: usize) -> String {
    let mut broken = String::with_capacity(text.len() + text.len() / width);
    let mut length = 0;
    for word in text.split(' ') {
        let chars = word.chars().count();
        let joint = if length == 0 {
            ""
        } else if length + 1 + chars > width {
            length = 0;
            "\n"
        } else {
            " "
        };
        broken.push_str(joint);
        broken.push_str(word);
        length += chars + usize::from(joint == " ");
    }
    broken
}
