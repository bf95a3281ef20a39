//! Projects with a damaged number or date somewhere are opened, derived, arranged, composed and exported: no panic, and
//! nothing that runs long, whatever stands in a file.
//!
//! `DEMARCHE_MUTATIONS=20000 cargo test --test core mutated_projects` tries as many as are asked for, and
//! `DEMARCHE_MUTATION=123` only the one that failed.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use crate::league;
use demarche::cli::{poster_svg, timeline_poster_svg};
use demarche::layout::arrange::Fit;
use demarche::layout::camera::Camera;
use demarche::layout::geometry::{Point, Size};
use demarche::layout::picture::{Picture, Pin, Sheet};
use demarche::model::{ActorId, QuestionId};
use demarche::scene::{Detail, Theme};
use demarche::session::{Command, Look, LookCommand, Origin, Session, ViewHome, ViewsCommand};
use demarche::store::{LastRead, ProjectFiles, RelativePath, builtin, read_project, view_text, write_project};
use demarche::view::{View, ViewKey};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Files = BTreeMap<RelativePath, Vec<u8>>;

/// So many are tried where nobody asks for more.
const USUAL: u64 = 300;

/// A drawing of more than this has run long: each of these projects is small.
const MOST_DRAWN: usize = 200_000;

/// What takes the place of a number.
const NUMBERS: [&str; 22] = [
    "0",
    "-0.0",
    "1",
    "-1",
    "2",
    "90.0001",
    "-180",
    "255",
    "256",
    "65535",
    "65536",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "18446744073709551616",
    "1e-45",
    "1e9",
    "-1e9",
    "3.5e38",
    "1e400",
    "inf",
    "NaN",
];

/// What takes the place of a date.
const DATES: [&str; 20] = [
    "9999-12-31",
    "9999",
    "0001-01-01",
    "0000",
    "0999-12-31",
    "1000-01-01",
    "1000",
    "2199-12-31",
    "2199",
    "2199-12~",
    "2200-01-01",
    "1000-01-01/2199-12-31",
    "1000/2199%",
    "2199-12-30/2199-12-31",
    "2024-02-30",
    "2031-05-04/2031-05-01",
    "2031-05%",
    "-9999-01-01",
    "2031-05-03T00:00",
    "",
];

const SIZES: [(f32, f32); 9] = [
    (0.0, 0.0),
    (1.0, 1.0),
    (3.0, 2000.0),
    (2000.0, 3.0),
    (99.5, 101.5),
    (320.0, 240.0),
    (930.0, 800.0),
    (10_000.0, 50.0),
    (10_000.0, 10_000.0),
];

/// Numbers by chance, the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        all.get(self.below(all.len())).unwrap()
    }
}

/// A number or a date in a file, by the bytes that it takes.
#[derive(Clone, Copy)]
enum Place {
    Number(usize, usize),
    Date(usize, usize),
}

/// Every number and every date of a record; words are left alone, or most of the changes would change nothing.
fn places(text: &str) -> Vec<Place> {
    let bytes = text.as_bytes();
    let is_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'e' | b'+');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let length =
            |of: &dyn Fn(&u8) -> bool, from: usize| bytes.iter().skip(from).take_while(|byte| of(byte)).count();
        if *byte == b'"' {
            let inside = length(&|byte| *byte != b'"', at + 1);
            let words = text.get(at + 1..at + 1 + inside).unwrap_or_default();
            let is_date = words.len() >= 4
                && words.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
                && words.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'~' | b'?' | b'%'));
            if is_date {
                found.push(Place::Date(at + 1, at + 1 + inside));
            }
            at += inside + 2;
        } else if byte.is_ascii_digit() || *byte == b'-' {
            let long = length(&is_number, at);
            let is_of_a_word =
                at > 0 && bytes.get(at - 1).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
            if !is_of_a_word {
                found.push(Place::Number(at, at + long));
            }
            at += long;
        } else {
            at += 1;
        }
    }
    found
}

/// The files with one to four numbers or dates changed, and what was changed.
fn mutated(files: &Files, chance: &mut Chance) -> (Files, Vec<String>) {
    let mut files = files.clone();
    let mut told = Vec::new();
    for _ in 0..=chance.below(4) {
        let records: Vec<RelativePath> =
            files.keys().filter(|path| !path.as_str().contains("text.")).cloned().collect();
        let path = chance.of(&records).clone();
        let text = String::from_utf8(files.get(&path).unwrap().clone()).unwrap();
        let all = places(&text);
        if all.is_empty() {
            continue;
        }
        let (from, to, new) = match *chance.of(&all) {
            Place::Number(from, to) => (from, to, *chance.of(&NUMBERS)),
            Place::Date(from, to) => (from, to, *chance.of(&DATES)),
        };
        told.push(format!("{path}: {:?} becomes {new:?}", text.get(from..to).unwrap()));
        let text = format!("{}{new}{}", text.get(..from).unwrap(), text.get(to..).unwrap());
        files.insert(path, text.into_bytes());
    }
    (files, told)
}

/// A view with every kind of number in it.
fn view(question: &QuestionId, picture: Picture, actors: &[ActorId]) -> View {
    let pin = |index: usize| {
        let sheet = if index.is_multiple_of(2) { Sheet::Main } else { Sheet::Inset };
        Pin { sheet, at: Point::new(12.5 + index as f32, 340.25) }
    };
    let pins = || actors.iter().enumerate().map(|(index, actor)| (actor.clone(), pin(index))).collect();
    View {
        name: "By hand".to_owned(),
        picture,
        as_of: Some("2031-05-20".parse().unwrap()),
        known_on: Some("2031-05-21".parse().unwrap()),
        rule: Some(demarche::model::StandingRule {
            weighing: demarche::model::Weighing::HalfLife { days: 30 },
            ..demarche::model::StandingRule::default()
        }),
        camera: Some(Camera { center: Point::new(410.5, 300.25), points_per_unit: 1.5 }),
        pinned: Picture::ALL.into_iter().map(|picture| (picture, pins())).collect(),
        ..View::of(question.clone())
    }
}

fn with_views(mut files: Files) -> Files {
    let project = read_project(&ProjectFiles::in_memory(files.clone())).project;
    let question = project.manifest.questions.first().unwrap().id.clone();
    let actors: Vec<ActorId> = project.actors.keys().take(3).cloned().collect();
    for (key, picture) in [("by-hand", Picture::Map), ("tied", Picture::Network)] {
        let text = view_text(&view(&question, picture, &actors)).unwrap();
        files.insert(RelativePath::new(&format!("views/{key}.ron")).unwrap(), text.into_bytes());
    }
    files
}

/// Opens the project and draws what its views show; gives how much was drawn.
fn draw(files: Files, chance: &mut Chance) -> usize {
    let opened = read_project(&ProjectFiles::in_memory(files));
    if opened.project.manifest.questions.is_empty() {
        return 0;
    }
    let views = opened.views.clone();
    let keys: Vec<ViewKey> = views.iter().map(|(key, _)| key.clone()).collect();
    let Ok(mut session) = Session::open(opened, Origin::BuiltIn, views, ViewHome::Memory) else { return 0 };
    let mut drawn = 0;
    let key = (!keys.is_empty()).then(|| chance.of(&keys).clone());
    if let Some(key) = key {
        let _ = session.perform(Command::Views(ViewsCommand::OpenMoved(key)));
    }
    let picture = *chance.of(&Picture::ALL);
    let _ = session.perform(Command::Look(LookCommand::Show(picture)));
    let (width, height) = *chance.of(&SIZES);
    let (size, theme) = (Size::new(width, height), *chance.of(&[Theme::Light, Theme::Dark]));
    let detail = *chance.of(&[Detail::Full, Detail::Sketch]);
    let look = Look { fit: *chance.of(&[Fit::Fitted, Fit::Scrolled]), ..Look::of(&session) };
    drawn += look.scene(size, theme, detail).items().count();
    let svg = if chance.below(2) == 0 {
        poster_svg(&session, size, theme)
    } else {
        timeline_poster_svg(&session, size, theme)
    };
    for word in ["NaN", "\"inf", "\"-inf"] {
        assert!(!svg.contains(word), "{word} in the picture");
    }
    drawn + svg.len() / 100
}

fn league_files() -> Files {
    league::files().into_iter().collect()
}

fn built_in_files() -> Files {
    write_project(&builtin().project, &LastRead::nothing()).unwrap()
}

#[test]
fn no_number_and_no_date_in_a_file_makes_a_picture_panic_or_run_long() {
    let asked = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    let cases = match asked("DEMARCHE_MUTATION") {
        Some(only) => only..only + 1,
        None => 0..asked("DEMARCHE_MUTATIONS").unwrap_or(USUAL),
    };
    let (small, large) = (with_views(league_files()), with_views(built_in_files()));
    let mut faults = Vec::new();
    for case in cases {
        let mut chance = Chance(case);
        // The large project takes longer, and has places on the map.
        let files = if case % 20 == 0 { &large } else { &small };
        let (files, told) = mutated(files, &mut chance);
        match catch_unwind(AssertUnwindSafe(|| draw(files, &mut chance))) {
            Ok(drawn) if drawn < MOST_DRAWN => {}
            Ok(drawn) => faults.push(format!("mutation {case} drew {drawn} things: {told:?}")),
            Err(_) => faults.push(format!("mutation {case} panicked: {told:?}")),
        }
    }
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn numbers_and_dates_of_a_record_are_found() {
    let text = "(id: \"a1-2\", said: (date: \"2024-10~\"), bytes: (start: 12, end: -3.5e2), iso_a3: \"HUN\")";
    let found: Vec<&str> = places(text)
        .into_iter()
        .map(|place| match place {
            Place::Number(from, to) | Place::Date(from, to) => text.get(from..to).unwrap(),
        })
        .collect();
    assert_eq!(found, ["2024-10~", "12", "-3.5e2"]);
}
