//! What a text can cost: work grows with its length and no faster, and there is an end to it that is told.

use super::super::names::{Form, Names};
use super::built_in;
use crate::model::ActorKind;
use crate::suggest::Engine;
use std::cell::Cell;

/// Texts that are made to be slow to read: each repeats its piece, with a number that makes names different.
const MADE_TO_BE_SLOW: [(&str, &str); 12] = [
    ("quotations in one line", "“a” "),
    ("quotations in one paragraph", "“We are glad.” "),
    ("quotations of two words after colons", "Hungarian: “no” "),
    ("quotations in lines", "“We are glad.”\n"),
    ("quotations that are never closed", "“We are glad\n"),
    ("verbs of saying", "said "),
    ("speakers in one sentence", "Rutte said, “yes”, and "),
    ("persons of one first name", "President Jan van Aaaa# said he is glad. "),
    ("a title again and again", "President Rutte said so. The president said he was glad. "),
    ("turns of a transcript", "Minister President Chief #:\nUkraine will join NATO.\n"),
    ("names in a list", "Hungary, Poland, Estonia and "),
    ("positions in one sentence", "Hungary opposes and supports Ukraine’s NATO membership, but "),
];

fn repeated(piece: &str, times: usize) -> String {
    (0..times).map(|number| piece.replace('#', &number.to_string())).collect()
}

#[test]
fn four_times_the_text_takes_four_times_the_work_whatever_it_holds() {
    let engine = Engine::new(&built_in());
    for (name, piece) in MADE_TO_BE_SLOW {
        let work = |times: usize| engine.read_within(&repeated(piece, times), usize::MAX, u64::MAX).work;
        let (once, four_times) = (work(800), work(3200));
        println!("{name}: {once}, {four_times}, {} a byte", four_times / (3200 * piece.len() as u64));
        assert!(four_times < once * 5, "{name}: {once} looks at words became {four_times}");
    }
}

#[test]
fn a_name_is_found_without_asking_everybody_of_that_first_name() {
    let mut names = Names::of(&built_in());
    for number in 0..2000 {
        let name = format!("Jan van Aaaa{number}");
        let person = names.add_entity(&format!("aaaa{number}"), &name, false, ActorKind::Person);
        names.add_name(&name, person, Form::Name);
    }
    let looks = Cell::new(0);
    let words = ["jan", "van", "aaaa7", "said"];
    let found = names.longest("jan", |at| {
        looks.set(looks.get() + 1);
        words.get(at).copied().unwrap_or_default()
    });
    assert_eq!(found.map(|(entity, _, length)| (entity, length)), names.id("aaaa7").map(|entity| (entity, 3)));
    assert!(looks.get() < 10, "{} words were looked at", looks.get());
}

#[test]
fn reading_stops_when_the_work_is_used_up_and_says_where() {
    let engine = Engine::new(&built_in());
    let text = repeated("Hungary opposes Ukraine’s NATO membership, Péter Szijjártó said. ", 400);
    let whole = engine.read(&text);
    assert_eq!(whole.unread_from, None);
    let part = engine.read_within(&text, usize::MAX, whole.work / 4);
    let from = part.unread_from.unwrap();
    assert!(0 < from && from < text.len() * 3 / 4, "stopped at {from} of {}", text.len());
    assert!(part.work < whole.work / 2, "{} of {}", part.work, whole.work);
    // What was read for every question is there.
    let before = |all: &[crate::suggest::Suggestion]| all.iter().filter(|one| one.sentence.end <= from).count();
    assert_eq!(before(&part.suggestions), before(&whole.suggestions));
    assert_eq!(engine.read_within(&text, usize::MAX, whole.work / 4), part);
}

#[test]
fn a_text_that_is_too_long_is_read_to_the_end_of_a_line_and_the_rest_is_told() {
    let engine = Engine::new(&built_in());
    let line = "Hungary opposes Ukraine’s NATO membership.\n";
    let read = engine.read_within(&repeated(line, 10), line.len() * 4 + 7, u64::MAX);
    assert_eq!(read.unread_from, Some(line.len() * 4));
    assert!(!read.suggestions.is_empty());
    let one_line = engine.read_within("ää", 3, u64::MAX);
    assert_eq!(one_line.unread_from, Some(2));
}
