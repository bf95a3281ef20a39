//! A small project for tests of the session: should the League admit Ruritania?

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::model::{ByteRange, Quotation, TextHash};
use demarche::session::{Origin, Session, ViewHome};
use demarche::store::{Opened, ProjectFiles, RelativePath, read_project};
use demarche::view::ViewList;
use std::fmt::Write as _;
use std::sync::OnceLock;

const TEXT: &str = "Ruritania asks to be let in. Borduria is against it, said Sponsz. Syldavia wants it, but later. \
    The League waits. Borduria and Syldavia are at war.\n";

const QUESTIONS: [&str; 2] = ["admit-now", "belong-one-day"];

const STATEMENTS: [(&str, &str, usize, &str, &str, &str); 6] = [
    // id, question, sentence, actor, stance, said
    ("courier-1", "admit-now", 0, "ruritania", "requests", "2031-05-01"),
    ("courier-2", "admit-now", 1, "borduria", "opposes", "2031-05-03"),
    ("courier-3", "admit-now", 2, "syldavia", "not_now", "2031-05-03"),
    ("courier-4", "belong-one-day", 2, "syldavia", "supports", "2031-05-03"),
    ("courier-5", "admit-now", 3, "league", "undecided", "2031-05-04"),
    ("courier-6", "admit-now", 3, "borduria", "undecided", "2031-04-04"),
];

/// The project as the program would read it from a folder.
pub(crate) fn opened() -> Opened {
    static OPENED: OnceLock<Opened> = OnceLock::new();
    let opened = OPENED.get_or_init(|| read_project(&ProjectFiles::in_memory(files())));
    assert!(opened.defects.is_empty(), "{:?}", opened.defects);
    opened.clone()
}

/// A session on it, with these shipped views, that keeps its views in `home`.
pub(crate) fn session(shipped: ViewList, home: ViewHome) -> Session {
    Session::open(opened(), Origin::BuiltIn, shipped, home).unwrap()
}

/// The files of the project.
pub(crate) fn files() -> Vec<(RelativePath, Vec<u8>)> {
    let file = |path: &str, text: String| (RelativePath::new(path).unwrap(), text.into_bytes());
    vec![
        file("project.ron", manifest()),
        file("actors.ron", actors()),
        file("sources/courier/text.txt", TEXT.to_owned()),
        file("sources/courier/meta.ron", meta()),
        file("statements/courier.ron", statements()),
        file("relations.ron", relations()),
    ]
}

fn manifest() -> String {
    let scale: String = ["requests", "supports", "undecided", "not_now", "opposes"]
        .map(|stance| format!("(stance: {stance}, label: {stance:?}, in_count: {stance:?}, definition: {stance:?}),"))
        .concat();
    let questions: String = QUESTIONS
        .map(|id| {
            format!(
                "(id: {id:?}, text: \"{id}?\", short: {id:?}, for_phrase: \"for it\", consent_note: \"All {{members}}.\", \
                 decided_by: \"league\", consent: Unanimity, scale: [{scale}]),"
            )
        })
        .concat();
    format!(
        "(format: 1, id: \"ruritania\", title: \"Should the League admit Ruritania?\", questions: [{questions}], rule: \
         (voices: [direct_quote, reported, anonymous, characterised], least_confidence: 1, people_speak: InOffice, \
         contested_within_days: 60, stale_after_days: 180))"
    )
}

fn actors() -> String {
    let member = |id: &str| {
        format!("(id: {id:?}, name: {id:?}, kind: country, memberships: [(of: \"league\", since: \"1990\")]),")
    };
    let other = |id: &str, kind: &str| format!("(id: {id:?}, name: {id:?}, kind: {kind}),");
    let all = [member("borduria"), member("syldavia"), other("league", "organisation"), other("ruritania", "country")];
    format!("[{}]", all.concat())
}

fn meta() -> String {
    let hash = TextHash::of(TEXT.as_bytes());
    format!(
        "(id: \"courier\", title: \"The League and Ruritania\", outlet: \"Evening Courier\", published: (date: \
         \"2031-05-05\"), text_sha256: \"{hash}\")"
    )
}

fn quote(sentence: usize) -> String {
    let words = TEXT.trim_end().split_inclusive(". ").nth(sentence).unwrap().trim_end();
    let start = TEXT.find(words).unwrap();
    ron::to_string(&Quotation::new(TEXT, ByteRange { start, end: start + words.len() }).unwrap()).unwrap()
}

fn statements() -> String {
    let mut text = String::from("[\n");
    for (id, question, sentence, actor, stance, said) in STATEMENTS {
        let quote = quote(sentence);
        writeln!(
            text,
            "(id: {id:?}, source: \"courier\", quote: {quote}, actor: {actor:?}, speaker: Article, question: {question:?}, \
             stance: {stance}, voice: characterised, said: (date: {said:?}), confidence: 3, coder: \"test\", coded_at: \
             \"2031-06-01\"),"
        )
        .unwrap();
    }
    text + "]\n"
}

fn relations() -> String {
    let quote = quote(4);
    format!(
        "[\n(id: \"courier-r1\", kind: at_war_with, from: \"borduria\", to: \"syldavia\", source: \"courier\", quote: \
         {quote}, said: (date: \"2031-05-04\")),\n]\n"
    )
}
