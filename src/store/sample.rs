//! A small project to break in tests: should the League admit Ruritania?

use super::files::ProjectFiles;
use super::read::constant_path;
use std::collections::BTreeMap;

/// The article. Two sentences are equal on purpose.
pub(crate) const TEXT: &str = "Ruritania asks to join the League\n\n\
    “We are ready,” Rudolf, the king of Ruritania, said on 3 May 2021. Strelsau has waited long.\n\n\
    The duke of Grünwald said no. Grünwald’s neighbours wait … for now.\n\n\
    The duke of Grünwald said no. He left.\n";

/// The sample as it is read.
pub(crate) fn project() -> crate::model::Project {
    super::read_project(&files(texts())).project
}

/// The project's files by path, as a person would write them.
pub(crate) fn texts() -> BTreeMap<String, String> {
    let quote = |words: &str, nth: usize| {
        let start = TEXT.match_indices(words).nth(nth).map_or(0, |(at, _)| at);
        let bytes = crate::model::ByteRange { start, end: start + words.len() };
        crate::model::Quotation::new(TEXT, bytes)
            .map_or(String::new(), |quote| ron::to_string(&quote).unwrap_or_default())
    };
    let hash = crate::model::TextHash::of(TEXT.as_bytes());
    let statement = |number: usize, quote: String, rest: &str| {
        format!(
            "    (id: \"herald-{number}\", source: \"herald\", quote: {quote}, {rest}, confidence: 3, coder: \"a\", coded_at: \
             \"2026-01-02\"),\n"
        )
    };
    let statements = [
        statement(
            1,
            quote("Ruritania asks to join the League", 0),
            "actor: \"ruritania\", speaker: Article, question: \"admit\", stance: requests, voice: characterised, said: \
             (date: \"2021-05-04\")",
        ),
        statement(
            2,
            quote("“We are ready,” Rudolf, the king of Ruritania, said on 3 May 2021.", 0),
            "actor: \"rudolf\", on_behalf_of: Some(\"ruritania\"), speaker: Actor(\"rudolf\"), question: \"admit\", stance: \
             requests, voice: direct_quote, said: (date: \"2021-05-03\", words: \"on 3 May 2021\")",
        ),
        statement(
            3,
            quote("The duke of Grünwald said no.", 1),
            "actor: \"gruenwald\", speaker: Article, question: \"admit\", stance: opposes, voice: reported, said: (date: \
             \"2021-05-03\")",
        ),
    ];
    let relation = format!(
        "[\n    (id: \"r-1\", kind: speaks_for, from: \"rudolf\", to: \"ruritania\", source: \"herald\", quote: {}, said: \
         (date: \"2021-05-03\")),\n]\n",
        quote("“We are ready,” Rudolf, the king of Ruritania, said on 3 May 2021.", 0)
    );
    let files = [
        ("project.ron", PROJECT.to_owned()),
        ("actors.ron", ACTORS.to_owned()),
        ("relations.ron", relation),
        ("sources/herald/text.txt", TEXT.to_owned()),
        (
            "sources/herald/meta.ron",
            format!(
                "(\n    id: \"herald\",\n    title: \"Ruritania asks to join the League\",\n    outlet: \"Herald\",\n    \
                 published: (date: \"2021-05-04\"),\n    text_sha256: \"{hash}\",\n)\n"
            ),
        ),
        ("statements/herald.ron", format!("// The Herald.\n[\n{}]\n", statements.concat())),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect()
}

/// Files in memory from their texts.
pub(crate) fn files(texts: BTreeMap<String, String>) -> ProjectFiles {
    ProjectFiles::in_memory(texts.into_iter().map(|(path, text)| (constant_path(&path), text.into_bytes())))
}

const PROJECT: &str = r#"(
    format: 1,
    id: "league",
    title: "Should the League admit Ruritania?",
    questions: [
        (
            id: "admit",
            text: "Should the League admit Ruritania?",
            short: "Admit Ruritania",
            for_phrase: "for admitting Ruritania",
            consent_note: "It takes all {members}.",
            decided_by: "league",
            consent: Unanimity,
            scale: [
                (stance: requests, label: "Requests", in_count: "asking for it", definition: ""),
                (stance: supports, label: "Supports", in_count: "for it", definition: ""),
                (stance: undecided, label: "Undecided", in_count: "undecided", definition: ""),
                (stance: not_now, label: "Not now", in_count: "not now", definition: ""),
                (stance: opposes, label: "Opposes", in_count: "against", definition: ""),
            ],
        ),
    ],
    rule: (
        voices: [direct_quote, reported, anonymous, characterised],
        least_confidence: 1,
        people_speak: InOffice,
        contested_within_days: 60,
        stale_after_days: 180,
    ),
)
"#;

const ACTORS: &str = r#"// Everybody.
[
    (id: "gruenwald", name: "Grünwald", kind: country, aliases: ["the duke of Grünwald"], memberships: [(of: "league", since: "1900")], iso_a3: "GRW", flag: "gw", place: Some((name: "Grün", latitude: 50.5, longitude: 10.25))),
    (id: "league", name: "League", kind: organisation),
    (id: "rudolf", name: "Rudolf Szérényi", kind: person, aliases: ["Rudolph", "the king"], role: "King of Ruritania", country: Some("ruritania"), offices: [(speaks_for: "ruritania", title: "King", since: Some("2019"))]),
    (id: "ruritania", name: "Ruritania", kind: country, aliases: ["Strelsau", "R.U.R."]),
]
"#;
