//! What analysts have: exports of databases, mail, tables, feeds, transcripts. Each file of `tests/fixtures/kinds` has one
//! thing that real files of its kind have.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

use demarche::evidence::sentences::sentences;
use demarche::import::{Draft, read};
use std::collections::BTreeSet;

fn bytes_of(file: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/kinds/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|cause| panic!("{path}: {cause}"))
}

fn drafts(file: &str) -> Vec<Draft> {
    read(file, &bytes_of(file)).unwrap_or_else(|cause| panic!("{file}: {cause}"))
}

fn only(file: &str) -> Draft {
    let mut all = drafts(file);
    assert_eq!(all.len(), 1, "{file}");
    all.remove(0)
}

fn day(draft: &Draft) -> String {
    draft.published.as_ref().and_then(|dated| dated.date).map_or_else(String::new, |date| date.to_string())
}

/// The same three articles as each database exports them: title, outlet, day, author, the words that begin and end it.
const THREE: [[&str; 6]; 3] = [
    [
        "Belmark says it backs early talks on Ukraine",
        "The Harbour Courier",
        "2024-12-03",
        "Ilse Varga",
        "BRUSSELS: Belmark will support an invitation to Ukraine to join NATO",
        "Officials in Hungary said they would block any such step.\n",
    ],
    [
        "Norden urges caution over membership",
        "Evening Ledger",
        "2024-12-05",
        "Paul Okoro",
        "OSLO: Norden does not think the time is right for an invitation",
        "Her office later added that the door remained open in principle.\n",
    ],
    [
        "Vestria refuses to rule out a veto",
        "Die Morgenpost",
        "2024-12-09",
        "Anna Lenz",
        "Vestria has refused to say whether it would veto an invitation to Ukraine.",
        "Three opposition parties called the answer an embarrassment.\n",
    ],
];

#[test]
fn each_article_of_an_export_is_a_draft_of_its_own_with_its_own_record() {
    for (file, names_authors, names_outlets) in [
        ("01-nexis-uni-3-articles.docx", true, true),
        ("02-nexis-classic-3-articles.txt", true, true),
        ("04-factiva-3-articles.html", false, true),
        ("05-factiva-3-articles.rtf", false, true),
        ("06-proquest-3-articles.eml", true, true),
        ("10-fulltext-in-abstract.ris", true, true),
        ("18-articles.csv", false, true),
        ("19-articles.jsonl", false, true),
        ("20-json-array.json", false, true),
        ("29-feed.xml", false, false),
    ] {
        let found = drafts(file);
        assert_eq!(found.len(), 3, "{file}");
        for (draft, [title, outlet, published, author, begins, ends]) in found.iter().zip(THREE) {
            assert_eq!(draft.title, title, "{file}");
            assert_eq!(day(draft), published, "{file}: {title}");
            assert_eq!(draft.outlet, if names_outlets { outlet } else { "MFA" }, "{file}: {title}");
            assert_eq!(draft.author, if names_authors { author } else { "" }, "{file}: {title}");
            let body = draft.text.strip_prefix(title).unwrap_or(&draft.text).trim_start();
            assert!(body.starts_with(begins) && body.ends_with(ends), "{file}: {body}");
        }
    }
}

/// Texts as the databases print them, with lines that the three articles do not have.
const OTHERS: [(&str, [&str; 5], &str); 3] = [
    (
        "1 of 1 DOCUMENTS\n\n\n   The Morning Star\n\n   December 4, 2024 Wednesday\n   Late Edition - Final\n\nUkraine Presses for an \
         Invitation, but Allies Are\nReluctant\n\nBYLINE: By LARA VOSS; Ed Kern contributed reporting\n\nSECTION: Section A; \
         Pg. 8\n\nLENGTH: 871 words\n\nDATELINE: BRUSSELS\n\nUkraine pressed its case on Tuesday, and the allies\nlistened \
         without promising anything at all to it.\n\n''We will see,'' said a diplomat.\n\nURL: https://example.org/x\n\n\
         LOAD-DATE: December 5, 2024\n\nGRAPHIC: PHOTO: Ministers.\n\nJOURNAL-CODE: MSTR\n\n  Copyright 2024 The Star\n",
        [
            "Ukraine Presses for an Invitation, but Allies Are Reluctant",
            "The Morning Star",
            "LARA VOSS; Ed Kern contributed reporting",
            "2024-12-04",
            "''We will see,'' said a diplomat.\n",
        ],
        "JOURNAL-CODE: MSTR",
    ),
    (
        "Document 1 of 1\n\nAllies weigh invitation\n\nAuthor: Okoro, Paul; Lenz, Anna\n\nPublication info: The Northern Times \
         ; Dublin [Dublin]. 03 Dec 2024: 7.\n\nAbstract: Short.\n\nFull text:\n\nMinisters met on Tuesday.\n\nSubject: \
         Alliances\n\nPublication title: The Northern Times; Dublin\n\nPublication date: Dec 3, 2024\n\nDatabase: Central\n",
        [
            "Allies weigh invitation",
            "The Northern Times",
            "Paul Okoro; Anna Lenz",
            "2024-12-03",
            "Ministers met on Tuesday.\n",
        ],
        "Alliances",
    ),
    (
        "HD   NATO chief avoids the question\nBY   By Ann Gray\nWC   512 words\nPD   3 December 2024\nET   15:40\nSN   Wire \
         News\nSC   WIR\nLA   English\nCY   Copyright 2024 Wire\n\nLP   The chief sidestepped the call.\n\nTD   Hungary \
         remains opposed.\n\nNS   gdip : Relations\nAN   Document WIR0000020241203ekc3008xy\n",
        ["NATO chief avoids the question", "Wire News", "Ann Gray", "2024-12-03", "Hungary remains opposed.\n"],
        "gdip : Relations",
    ),
];

#[test]
fn editions_wrapped_headlines_codes_and_lists_of_labels_are_told_from_the_article() {
    for (text, [title, outlet, author, published, ends], index) in OTHERS {
        let found = read("export.txt", text.as_bytes()).unwrap();
        assert_eq!(found.len(), 1, "{title}");
        let draft = &found[0];
        let record = [&draft.title, &draft.outlet, &draft.author].map(String::as_str);
        assert_eq!((record, day(draft).as_str()), ([title, outlet, author], published));
        assert!(draft.text.ends_with(ends), "{}", draft.text);
        assert!(draft.report.dropped.iter().any(|dropped| dropped.words.contains(index)), "{:?}", draft.report);
    }
}

#[test]
fn what_stands_around_the_articles_of_an_export_is_told_and_in_no_text() {
    for (file, around) in [
        ("01-nexis-uni-3-articles.docx", &["Search Terms: ukraine and invitation", "Load-Date: December 10, 2024"][..]),
        ("02-nexis-classic-3-articles.txt", &["Download Request: Selected Items: 1-3", "LOAD-DATE: December 10, 2024"]),
        ("04-factiva-3-articles.html", &["Document HARBO00020241201ek1", "90 words"]),
    ] {
        let found = drafts(file);
        for words in around {
            assert!(found.iter().all(|draft| !draft.text.contains(words)), "{file}: {words}");
            let told = found.iter().flat_map(|draft| &draft.report.dropped);
            assert!(told.clone().any(|dropped| dropped.words.contains(words)), "{file}: {words}");
        }
        let kept = found.iter().flat_map(|draft| &draft.report.kept);
        assert!(kept.clone().any(|words| words.starts_with("language: ")), "{file}");
    }
}

#[test]
fn every_word_of_an_export_is_in_a_text_a_record_or_the_report() {
    for file in
        ["02-nexis-classic-3-articles.txt", "18-articles.csv", "10-fulltext-in-abstract.ris", "22-interview.srt"]
    {
        let whole = String::from_utf8(bytes_of(file)).unwrap();
        let mut told = String::new();
        for draft in drafts(file) {
            let Draft { text, title, author, outlet, place, url, published, report, .. } = draft;
            told.push(' ');
            told.push_str(&[text, title, author, outlet, place, url].join(" "));
            told.push_str(&published.map(|of| of.words).unwrap_or_default());
            let dropped = report.dropped.iter().map(|of| of.words.as_str());
            report.kept.iter().map(String::as_str).chain(dropped).for_each(|words| {
                told.push(' ');
                told.push_str(words);
            });
        }
        let words = |text: &str| -> BTreeSet<String> {
            text.split(|letter: char| !letter.is_alphabetic())
                .filter(|word| word.len() > 3)
                .map(str::to_lowercase)
                .collect()
        };
        // Headings of the table and of the records name fields; the rest is somebody's words.
        let fields = ["news", "date", "text", "title", "outlet", "byline", "section", "length", "load", "documents"];
        let told = words(&told);
        let missing: Vec<String> =
            words(&whole).into_iter().filter(|word| !told.contains(word) && !fields.contains(&word.as_str())).collect();
        assert_eq!(missing, ["language"; 0], "{file}");
    }
}

#[test]
fn a_message_is_decoded_and_its_signature_left_out() {
    let draft = only("07-press-release.eml");
    assert_eq!(draft.title, "Statement by the Minister on Ukraine – 5 December");
    assert_eq!(day(&draft), "2024-12-05");
    assert!(draft.text.starts_with("OSLO: Norden") && draft.text.contains("defence minister Karin Holt"));
    assert!(!draft.text.contains("unsubscribe"));
    assert!(draft.report.dropped.iter().any(|dropped| dropped.words.contains("unsubscribe")));
    let page = only("27-page.mhtml");
    assert_eq!((page.title.as_str(), page.url.as_str()), (THREE[0][0], "https://example.org/a"));
    assert!(page.text.contains(THREE[0][4]) && !page.text.contains("Home"));
}

#[test]
fn a_mailbox_is_as_many_articles_as_it_has_messages() {
    let one = String::from_utf8(bytes_of("07-press-release.eml")).unwrap();
    let mailbox =
        format!("From press@mfa.example Thu Dec  5 09:30:00 2024\n{one}\n\nFrom press@mfa.example Fri\n{one}");
    let found = read("press.mbox", mailbox.as_bytes()).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].text, found[1].text);
}

#[test]
fn records_are_read_whole_however_their_lines_end_and_break() {
    let wrapped = only("11-wrapped-title.ris");
    let of_wrapped = (wrapped.title.as_str(), wrapped.author.as_str());
    assert_eq!(of_wrapped, ("Belmark says it backs early talks on Ukraine and NATO", "Ilse Varga"));
    for file in ["12-ris-cr.ris", "13-ris-lead-comment.ris", "15-endnote.enw", "16-bibtex.bib"] {
        let record = only(file);
        assert_eq!(
            (record.title.as_str(), day(&record).as_str()),
            ("Belmark backs early talks", "2024-12-03"),
            "{file}"
        );
        assert_eq!(record.text, "", "{file}");
    }
}

#[test]
fn a_sheet_of_codings_is_told_from_a_table_of_articles() {
    let refused = read("21-statements.xlsx", &bytes_of("21-statements.xlsx")).unwrap_err();
    assert!(refused.to_string().contains("coded statements"), "{refused}");
}

#[test]
fn cues_and_lines_with_times_are_joined_to_sentences_each_once() {
    for file in ["22-interview.srt", "24-youtube-rolling.en.vtt", "25-youtube-pasted.txt"] {
        let draft = only(file);
        let text = draft.text.as_str();
        let found: Vec<&str> = sentences(text).iter().filter_map(|sentence| sentence.of(text)).collect();
        let expected = [
            "I have always said that Ukraine belongs in the alliance.",
            "But the invitation must come from all of us.",
            "Will Hungary agree?",
            "I do not think so.",
        ];
        assert_eq!(found.len(), expected.len(), "{file}: {found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.ends_with(expected), "{file}: {found}");
        }
    }
}

#[test]
fn a_debate_is_dated_by_its_sitting_and_each_speech_names_its_speaker() {
    let draft = only("26-debate-tei.xml");
    assert_eq!(day(&draft), "2024-12-09");
    assert!(draft.title.starts_with("Minutes of the Assembly"), "{}", draft.title);
    assert!(draft.text.starts_with("Invitation of Ukraine\n"), "{}", draft.text);
    assert!(
        draft.text.contains("(Jan Dorn): We will decide") && draft.text.contains("Mara Quist (Greens): That is no")
    );
    assert!(!draft.text.contains("licence") && !draft.text.contains("Laughter"));
}

#[test]
fn the_day_of_a_page_is_the_one_that_its_paper_prints() {
    for (file, expected) in [
        ("43-teaser-time.html", "2024-12-03"),
        ("44-epoch-zero-date.html", "2021-04-28"),
        ("45-utc-stamp-next-day.html", "2024-12-03"),
        ("46-updated-first.html", "2024-12-03"),
        ("50-date-turkish.html", "2024-12-03"),
        ("51-date-hungarian.html", "2024-12-03"),
        ("52-date-swedish.html", "2024-12-03"),
        ("57-singlefile.html", "2024-12-03"),
    ] {
        assert_eq!(day(&only(file)), expected, "{file}");
    }
    assert_eq!(only("57-singlefile.html").url, "https://example.org/2024/12/03/a");
    let told = only("44-epoch-zero-date.html").report.dropped;
    assert!(told.iter().any(|dropped| dropped.words.starts_with("1970-01-01")), "{told:?}");
}

#[test]
fn the_article_of_a_page_is_found_wherever_the_page_has_it_once_and_without_the_next_one() {
    let paragraphs = |draft: &Draft| draft.text.split("\n\n").filter(|words| !words.trim().is_empty()).count();
    for (file, count) in [
        ("34-next-article-longer.html", 4),
        ("36-article-twice.html", 7),
        ("40-body-in-script-template.html", 6),
        ("41-shadow-dom.html", 7),
    ] {
        let draft = only(file);
        assert_eq!(paragraphs(&draft), count, "{file}: {}", draft.text);
        assert!(!draft.text.contains("cod"), "{file}");
    }
    assert_eq!(only("37-section-h1.html").title, "Belmark backs early talks on Ukraine");
    let chinese = only("30-chinese-short.html").text;
    assert!(
        chinese.contains("“中国不支持") && chinese.contains("匈牙利外长") && !chinese.contains("许可证"),
        "{chinese}"
    );
    let untitled = only("60-window-title-nbsp.html");
    assert!(untitled.title.starts_with("Belmark will support an invitation"), "{}", untitled.title);
}

#[test]
fn remarks_captions_other_languages_and_seconds_are_understood() {
    let remark = "WEBVTT\n\nNOTE by hand\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Jan Dorn>Not now.\n";
    assert_eq!(read("a.vtt", remark.as_bytes()).unwrap()[0].text, "Jan Dorn: Not now.\n");
    let caption = "A headline\n\nThe Courier\n\nDecember 3, 2024 Tuesday\n\nBody\n\nMinisters met.\n\nGraphic\n\nMinisters, \
                   AP\n\nClassification\n\nLoad-Date: December 4, 2024\n\nEnd of Document\n";
    assert_eq!(read("a.txt", caption.as_bytes()).unwrap()[0].text, "A headline\n\nMinisters met.\n");
    let german = "<html><body><div class=\"article deArticle\"><div>Ungarn sagt Nein</div><div>1.023 Wörter</div><div>3 \
                  Dezember 2024</div><div>Die Zeitung</div><div>German</div><p class=\"articleParagraph\">Ungarn lehnt ab.</p>\
                  <p>Dokument FRAZ000020241203ekc30001x</p></div></body></html>";
    let found = read("a.html", german.as_bytes()).unwrap();
    let of_german = (found[0].title.as_str(), found[0].outlet.as_str(), day(&found[0]));
    assert_eq!(of_german, ("Ungarn sagt Nein", "Die Zeitung", "2024-12-03".to_owned()));
    let seconds = "{\"headline\": \"Yes\", \"published_at\": 1733220000, \"body\": \"The minister said yes.\"}\n";
    assert_eq!(day(&read("a.jsonl", seconds.as_bytes()).unwrap()[0]), "2024-12-03");
}

#[test]
fn an_opendocument_text_is_an_article() {
    let draft = only("28-article.odt");
    assert_eq!(draft.title, THREE[0][0]);
    assert!(draft.text.contains(THREE[0][4]) && draft.text.ends_with(THREE[0][5]));
}

#[test]
fn a_damaged_file_of_any_kind_is_refused_or_read_and_never_a_panic() {
    let files = std::fs::read_dir(format!("{}/tests/fixtures/kinds", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for file in files.map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        // Pages and PDF have campaigns of their own, and take long in a debug build.
        if [".html", ".pdf"].iter().any(|ending| file.ends_with(ending)) {
            continue;
        }
        let bytes = bytes_of(&file);
        let mut seed = 0x9e37_79b9_u32;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % below.max(1)
        };
        for _ in 0..100 {
            let mut damaged = bytes.clone();
            for _ in 0..=next(4) {
                let at = next(damaged.len());
                match next(4) {
                    0 => damaged[at] = u8::try_from(next(256)).unwrap(),
                    1 => damaged.truncate(at.max(1)),
                    2 => drop(damaged.drain(at..(at + next(40)).min(damaged.len()))),
                    _ => damaged.insert(at, b"\"{<>,\\\n\0"[next(8)]),
                }
                if damaged.is_empty() {
                    break;
                }
            }
            let _ = read(&file, &damaged);
        }
    }
}
