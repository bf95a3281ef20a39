//! Every kind of file, in small, and what hostile ones come to.

use super::*;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn only(name: &str, bytes: &[u8]) -> Draft {
    let mut drafts = read(name, bytes).unwrap();
    assert_eq!(drafts.len(), 1);
    drafts.remove(0)
}

fn refusal(name: &str, bytes: &[u8]) -> String {
    read(name, bytes).unwrap_err().to_string()
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let core = "<cp:coreProperties xmlns:dc=\"d\"><dc:title>No invitation</dc:title><dc:creator>M. Lindqvist</dc:creator></cp:coreProperties>";
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ])
}

fn epub(chapter_name: &str) -> Vec<u8> {
    let package = format!(
        "<package xmlns:dc=\"d\"><metadata><dc:title>Letters to the alliance</dc:title><dc:creator>A. Sybiha</dc:creator>\
         <dc:publisher>Harbour Press</dc:publisher><dc:date>2024-11-29</dc:date></metadata><manifest>\
         <item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\"/><item id=\"one\" href=\"{chapter_name}\"/>\
         <item id=\"two\" href=\"text/two%20b.xhtml\"/></manifest><spine><itemref idref=\"nav\"/><itemref idref=\"one\"/>\
         <itemref idref=\"two\"/></spine></package>"
    );
    archive(&[
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/container.xml",
            b"<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>",
        ),
        ("OEBPS/book.opf", package.as_bytes()),
        ("OEBPS/nav.xhtml", b"<html><body><nav><a>Chapter one</a></nav></body></html>"),
        ("OEBPS/text/one.xhtml", b"<html><body><h1>One</h1><p>Hungary said no &amp; left.</p></body></html>"),
        ("OEBPS/text/two b.xhtml", b"<html><body><p>Poland said yes.</p></body></html>"),
    ])
}

#[test]
fn the_built_in_articles_arrive_as_they_are_without_what_the_page_left_behind() {
    for source in crate::store::builtin().project.sources.values() {
        let draft = only("text.txt", source.text.as_bytes());
        let lines: Vec<&str> = source.text.lines().filter(|line| noise::leftover(line).is_none()).collect();
        assert_eq!(draft.text.lines().collect::<Vec<_>>(), lines, "{}", source.record.id);
        assert_eq!(draft.kind, Kind::PlainText);
        let dated = draft.published.map(|dated| dated.date);
        assert_eq!(dated.is_some(), source.record.id.as_str() == "sybiha-letter", "{}", source.record.id);
    }
}

#[test]
fn a_whole_article_on_one_line_stays_one_line() {
    let text =
        "Allies decide nothing Ukraine’s\u{a0}minister asked.Hungary said no. “We will see,” said Mr.\u{a0}Rutte.";
    let draft = only("a.txt", text.as_bytes());
    assert_eq!(draft.text, text);
    assert!(draft.report.kept.iter().any(|kept| kept.starts_with("2 no-break spaces")), "{:?}", draft.report);
    assert!(draft.report.kept.iter().any(|kept| kept.contains("without a space")), "{:?}", draft.report);
}

#[test]
fn steering_characters_stay_and_are_told() {
    let text = "A headline\n\nHe said \u{202e}on\u{202c}.\u{7}\n";
    let draft = only("a.txt", text.as_bytes());
    assert_eq!(draft.text, text);
    insta::assert_snapshot!(serde_json::to_string_pretty(&draft).unwrap());
}

#[test]
fn a_title_printed_twice_and_leftover_lines_are_dropped_and_told() {
    let text = "No invitation for now\r\nNo Invitation For Now\r\n\r\n4 days ago\r\n\r\nHungary said no.\r\nREAD MORE: What Hungary wants\r\nPoland said yes.\r\n";
    let draft = only("a.txt", text.as_bytes());
    assert_eq!(draft.text, "No invitation for now\n\n4 days ago\n\nHungary said no.\nPoland said yes.\n");
    insta::assert_snapshot!(serde_json::to_string_pretty(&draft).unwrap());
}

#[test]
fn a_hard_wrapped_transcript_is_put_together_and_that_is_told() {
    let text = "Department Press Briefing\nDecember 3, 2024\n\nMR. MILLER: Good afternoon, everyone. I have nothing to announce at\n\
        the top, so I will go straight to your questions. As you know, the\nSecretary leaves for Brussels on Tuesday.\n\
        QUESTION: Thank you. Does the United States support an invitation to\nUkraine at the meeting next week, as Kyiv has asked in its letter?\n\
        MR. MILLER: So I have seen the letter. Our position has not changed,\nwhich is that Ukraine’s future is in the Alliance, and that is\n\
        something that we will continue to discuss with our allies.\n";
    let draft = only("a.txt", text.as_bytes());
    assert!(draft.text.split_whitespace().eq(text.split_whitespace()), "no word is changed");
    insta::assert_snapshot!(serde_json::to_string_pretty(&draft).unwrap());
}

#[test]
fn a_word_document_reads_with_its_changes_accepted() {
    let bytes = docx(
        "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>No invitation</w:t></w:r></w:p>\
         <w:p><w:r><w:t xml:space=\"preserve\">Hungary </w:t></w:r><w:del><w:r><w:delText>may</w:delText><w:t>may</w:t></w:r></w:del>\
         <w:ins><w:r><w:t>will</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> say &#8220;no&#8221; &amp; leave.</w:t></w:r></w:p>",
    );
    let draft = only("a.docx", &bytes);
    assert_eq!(draft.text, "No invitation\nHungary will say “no” & leave.\n");
    assert_eq!(
        (draft.title.as_str(), draft.author.as_str(), draft.kind),
        ("No invitation", "M. Lindqvist", Kind::Docx)
    );
}

#[test]
fn a_book_reads_chapter_by_chapter() {
    let draft = only("a.epub", &epub("text/one.xhtml"));
    assert_eq!(draft.text, "One\n\nHungary said no & left.\n\nPoland said yes.\n");
    assert_eq!((draft.title.as_str(), draft.outlet.as_str()), ("Letters to the alliance", "Harbour Press"));
    assert_eq!(draft.published.unwrap().date.unwrap().to_string(), "2024-11-29");
}

#[test]
fn names_that_climb_out_of_a_book_lead_nowhere() {
    for name in ["../../../../etc/passwd", "/etc/passwd", "..%2f..%2fetc/passwd", "https://example.org/one.xhtml"] {
        let draft = only("a.epub", &epub(name));
        assert_eq!(draft.text, "Poland said yes.\n");
        assert!(draft.report.guessed.iter().any(|guess| guess.what == "chapters"), "{name}");
    }
}

#[test]
fn a_pdf_gives_its_words_and_says_how_sure_they_are() {
    let draft = only("a.pdf", include_bytes!("../../tests/fixtures/import/letter.pdf"));
    for words in
        ["No invitation for now", "The minister wrote to his colleagues on Friday.", "He asked for an invitation."]
    {
        assert!(draft.text.contains(words), "{:?}", draft.text);
    }
    assert_eq!(draft.kind, Kind::Pdf);
    assert!(draft.report.guessed.iter().any(|guess| guess.what == "text"));
}

#[test]
fn markdown_gives_its_words_without_its_marks() {
    let text = "---\ntitle: \"No invitation\"\nauthor: Mara Lindqvist\ndate: 2024-12-03\nsource: The Harbour Gazette\n---\n\
        # No invitation\n\nHungary said **no** on\n[Tuesday](https://example.org).\n\n![The ministers](a.png)\n\n- Poland: yes\n- Spain: *silent*\n\n\
        > We will see.\n\n**READ MORE:** What Hungary wants\n";
    let draft = only("a.md", text.as_bytes());
    assert_eq!(
        draft.text,
        "No invitation\n\nHungary said no on Tuesday.\n\nPoland: yes\n\nSpain: silent\n\nWe will see.\n"
    );
    assert_eq!((draft.title.as_str(), draft.outlet.as_str()), ("No invitation", "The Harbour Gazette"));
    assert_eq!(draft.published.unwrap().date.unwrap().to_string(), "2024-12-03");
    let dropped: Vec<&str> = draft.report.dropped.iter().map(|dropped| dropped.what.as_str()).collect();
    assert_eq!(dropped, ["caption", "read more"]);
}

#[test]
fn a_mislabelled_file_is_read_as_what_it_is() {
    let draft = only(
        "article.pdf",
        b"<html><body><article><h1>No invitation</h1><p>Hungary said no on Tuesday.</p></article></body></html>",
    );
    assert_eq!(draft.kind, Kind::Html);
    assert!(draft.report.guessed.iter().any(|guess| guess.why.contains("named .pdf")));
    assert_eq!(only("article.txt", &docx("<w:p><w:r><w:t>No.</w:t></w:r></w:p>")).kind, Kind::Docx);
    assert_eq!(only("article.html", b"Hungary said no.").kind, Kind::PlainText);
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![b' '; 40 << 20];
    let bomb = archive(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert!(refusal("a.docx", &bomb).contains("larger than 32 MB"), "{}", refusal("a.docx", &bomb));
    let deep = format!("<w:p>{}", "<w:r>".repeat(10_000));
    assert!(refusal("a.docx", &docx(&deep)).contains("nested"));
    let deep = format!("[{}", "[".repeat(100_000));
    assert!(read("a.json", deep.as_bytes()).is_err());
    assert!(refusal("a.md", format!("{} a", ">".repeat(20_000)).as_bytes()).contains("nested"));
    let laughs =
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><w:document><w:p><w:t>&b;</w:t></w:p></w:document>";
    assert_eq!(only("a.docx", &archive(&[("word/document.xml", laughs.as_bytes())])).text, "\u{fffd}\n");
}

#[test]
fn an_archive_that_is_locked_says_so() {
    let bytes = docx("<w:p><w:r><w:t>No.</w:t></w:r></w:p>");
    for method in [None, Some(99)] {
        let mut bytes = bytes.clone();
        for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
            let places: Vec<usize> =
                bytes.windows(4).enumerate().filter(|(_, four)| four == mark).map(|(at, _)| at).collect();
            for at in places {
                bytes[at + flags] |= 1;
                if let Some(method) = method {
                    bytes[at + flags + 2] = method;
                }
            }
        }
        assert_eq!(read("a.docx", &bytes).unwrap_err(), ImportError::Encrypted, "{method:?}");
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    for (name, bytes, words) in [
        ("a.txt", b"".as_slice(), "it is empty"),
        ("a.txt", b" \n ", "it is empty"),
        ("a.docx", b"PK\x03\x04 and nothing more", "damaged"),
        ("a.json", b"{\"a\": 1}", "not a list of CSL records"),
        ("a.zip", &archive(&[("a.txt", b"No.")]), "neither a Word document nor a book"),
        ("a.pdf", b"%PDF-1.4 and nothing more", "damaged"),
    ] {
        assert!(refusal(name, bytes).contains(words), "{name}: {}", refusal(name, bytes));
    }
}
