//! How well sentences are found in hard cases of news and transcripts.
//!
//! The cases stand in `sentences/hard_cases.txt`. What counts is where a sentence ends; the end of a case, which
//! everybody finds, does not.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::evidence::sentences::sentences;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const CASES: &str = include_str!("../sentences/hard_cases.txt");

/// The text of a case, and the bytes at which its sentences end, the last one left out.
fn case(line: &str) -> (String, BTreeSet<usize>) {
    let mut text = String::new();
    let mut ends = BTreeSet::new();
    for one in line.chars() {
        match one {
            '‖' => {
                ends.insert(text.trim_end().len());
            }
            '⏎' => {
                ends.insert(text.trim_end().len());
                text.push('\n');
            }
            '↵' => text.push('\n'),
            '⍽' => text.push('\u{a0}'),
            _ => text.push(one),
        }
    }
    ends.remove(&text.trim_end().len());
    (text, ends)
}

#[derive(Clone, Copy, Default)]
struct Score {
    cases: usize,
    wrong: usize,
    hit: usize,
    missed: usize,
    invented: usize,
}

impl Score {
    fn f1(self) -> f64 {
        let both = 2 * self.hit;
        if both + self.missed + self.invented == 0 {
            return 1.0;
        }
        both as f64 / (both + self.missed + self.invented) as f64
    }

    fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.wrong += other.wrong;
        self.hit += other.hit;
        self.missed += other.missed;
        self.invented += other.invented;
    }
}

#[test]
fn sentences_of_hard_news_cases_are_found_with_an_f1_above_95_percent() {
    let mut table = format!("{:<36} {:>5} {:>5} {:>6}\n", "category", "cases", "wrong", "F1");
    let mut failures = String::new();
    let (mut all, mut of_category, mut category) = (Score::default(), Score::default(), "");
    for line in CASES.lines().filter(|line| !line.is_empty() && !line.starts_with("//")).chain(["# "]) {
        if let Some(name) = line.strip_prefix("# ") {
            if of_category.cases > 0 {
                let Score { cases, wrong, .. } = of_category;
                writeln!(table, "{category:<36} {cases:>5} {wrong:>5} {:>6.3}", of_category.f1()).unwrap();
            }
            all.add(of_category);
            (of_category, category) = (Score::default(), name);
            continue;
        }
        let (text, expected) = case(line);
        let mut found: BTreeSet<usize> = sentences(&text).into_iter().map(|range| range.end).collect();
        found.remove(&text.trim_end().len());
        let hit = found.intersection(&expected).count();
        let wrong = usize::from(found != expected);
        let (missed, invented) = (expected.len() - hit, found.len() - hit);
        of_category.add(Score { cases: 1, wrong, hit, missed, invented });
        if wrong > 0 {
            let pieces: Vec<&str> = sentences(&text).into_iter().filter_map(|range| range.of(&text)).collect();
            writeln!(failures, "  {line}\n    {pieces:?}").unwrap();
        }
    }
    println!("{table}{:<36} {:>5} {:>5} {:>6.3}\n{failures}", "all", all.cases, all.wrong, all.f1());
    assert!(all.cases >= 160 && all.f1() > 0.95, "F1 {:.3}\n{failures}", all.f1());
}
