//! Saved pages: the five articles of the built-in project in the dress of three sorts of sites.

use super::super::draft::Kind;
use super::super::noise::leftover;
use super::super::{Draft, ImportError, read};
use crate::store::builtin;

const MODERN: &str = include_str!("../../../tests/fixtures/import/modern.html");
const OLD: &str = include_str!("../../../tests/fixtures/import/old.html");
const SOUP: &str = include_str!("../../../tests/fixtures/import/soup.html");

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// The page with an article in it; the third to last paragraphs stand behind what the page puts in between.
fn page(template: &str, title: &str, paragraphs: &[&str]) -> String {
    let tags = |paragraphs: &[&str]| {
        paragraphs.iter().map(|words| format!("<p>{}</p>\n", escaped(words))).collect::<Vec<_>>().concat()
    };
    let (first, rest) = paragraphs.split_at(2.min(paragraphs.len()));
    let (second, third) = rest.split_at(2.min(rest.len()));
    let breaks = paragraphs.iter().map(|words| escaped(words) + "<BR>\n<BR>\n").collect::<Vec<_>>().concat();
    template
        .replace("{TITLE}", &escaped(title))
        .replace("{FIRST}", &tags(first))
        .replace("{SECOND}", &tags(second))
        .replace("{THIRD}", &tags(third))
        .replace("{BREAKS}", &breaks)
}

fn only(page: &str) -> Draft {
    read("page.html", page.as_bytes()).unwrap().remove(0)
}

/// What the pages print around the article.
const CHROME: [&str; 22] = [
    "Skip to",
    "cookies",
    "Subscribe",
    "Opinion",
    "Facebook",
    "Copy link",
    "newsletter",
    "Advertisement",
    "Read more",
    "READ MORE",
    "Five charts",
    "ferry",
    "reader_77",
    "All rights",
    "Terms of use",
    "Front page",
    "Harvest",
    "Chess",
    "Most read",
    "Imprint",
    "Photograph:",
    "Live blog",
];

#[test]
fn the_article_is_kept_whole_and_the_page_around_it_is_told() {
    for source in builtin().project.sources.values() {
        let title = "Allies put the question of an invitation off once more";
        let paragraphs: Vec<&str> = source
            .text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && leftover(line).is_none() && !line.contains("READ MORE"))
            .collect();
        for (name, template) in [("modern", MODERN), ("old", OLD), ("soup", SOUP)] {
            let draft = only(&page(template, title, &paragraphs));
            let id = &source.record.id;
            for paragraph in &paragraphs {
                assert!(
                    draft.text.contains(paragraph),
                    "{id} in {name} lost {paragraph:?}\n{:#?}",
                    draft.report.dropped
                );
            }
            for words in CHROME.iter().filter(|words| !source.text.contains(**words)) {
                assert!(!draft.text.contains(words), "{id} in {name} kept {words:?}\n{}", draft.text);
            }
            assert!(draft.text.starts_with(title), "{id} in {name}: {:?}", draft.text.lines().next());
            assert_eq!(draft.title, title, "{id} in {name}");
            assert_eq!(draft.published.as_ref().unwrap().date.unwrap().to_string(), "2024-12-03", "{id} in {name}");
            assert_eq!(draft.kind, Kind::Html);
        }
    }
}

#[test]
fn the_record_comes_from_the_pages_own_metadata() {
    let words =
        "Hungary told the ministers that it would not agree to an invitation while the war goes on, an official said. "
            .repeat(4);
    let paragraphs = [words.as_str(); 1];
    let modern = only(&page(MODERN, "No invitation for now", &paragraphs));
    assert_eq!(
        (modern.author.as_str(), modern.outlet.as_str()),
        ("Mara Lindqvist, Tom Oyelaran", "The Harbour Gazette")
    );
    assert_eq!(modern.url, "https://gazette.example/world/2024/12/story");
    assert_eq!(modern.published.unwrap().words, "2024-12-03T18:22:10+01:00");
    assert!(
        modern.text.contains("The ministers met for two days"),
        "the standfirst is of the article\n{}",
        modern.text
    );
    let soup = only(&page(SOUP, "No invitation for now", &paragraphs));
    assert_eq!((soup.author.as_str(), soup.outlet.as_str()), ("Ines Faber", "Strait Times Online"));
}

#[test]
fn the_report_of_a_page_names_every_word_that_was_left_out() {
    let paragraphs = [
        "Hungary told the ministers on Tuesday that it would not agree to an invitation while the war goes on.",
        "“Our position has not changed,” its minister said in Brussels, and added that others think alike.",
        "Poland, Estonia, Latvia and Lithuania asked for a decision before the summer, diplomats said.",
        "Germany wants to wait for the new government in Washington before it takes any decision of that kind.",
        "The ministers will come back to the question when they meet again in the spring, in Antalya.",
    ];
    let draft = only(&page(MODERN, "No invitation for now", &paragraphs));
    insta::assert_snapshot!(serde_json::to_string_pretty(&draft).unwrap());
    let draft = only(&page(OLD, "No invitation for now", &paragraphs));
    insta::assert_snapshot!(serde_json::to_string_pretty(&draft).unwrap());
}

#[test]
fn spaces_read_as_in_a_browser_and_no_break_spaces_stay() {
    let body = "<p>Mr.&nbsp;Szijj\u{e1}rt\u{f3}\n   said <b>no</b>, <i>twice</i>.\u{202E}</p>".to_owned()
        + &"<p>A sentence that fills the page with words.</p>".repeat(12);
    let draft = only(&format!("<html><body><article><h1>Two words</h1>{body}</article></body></html>"));
    assert!(draft.text.contains("Mr.\u{a0}Szijjártó said no, twice.\u{202e}\n"), "{}", draft.text);
    assert!(
        draft.report.kept.iter().any(|kept| kept.contains("no-break"))
            && draft.report.kept.iter().any(|kept| kept.contains("202E"))
    );
}

#[test]
fn a_page_that_builds_itself_gives_what_it_tells_search_machines() {
    let html = "<html><head><script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"No\", \"articleBody\": \
        \"Hungary said no on Tuesday. Poland said yes on the same day, and asked the others to follow.\"}</script></head>\
        <body><div id=root></div></body></html>";
    let draft = only(html);
    assert!(draft.text.starts_with("Hungary said no on Tuesday."));
    assert!(draft.report.guessed.iter().any(|guess| guess.what == "article body"));
    assert!(matches!(read("a.html", b"<html><body><div id=root></div></body></html>"), Err(ImportError::NoText(_))));
}

#[test]
fn a_deep_page_is_refused_and_a_long_one_is_not() {
    let deep = format!("<html><body>{}</body></html>", "<div>".repeat(100_000));
    assert!(matches!(read("a.html", deep.as_bytes()), Err(ImportError::Bomb(_))));
    let nested = format!("<html><body>{}<p>Words in the middle of it all.</p></body></html>", "<div>".repeat(500));
    assert!(read("a.html", nested.as_bytes()).is_ok());
}

#[test]
fn labels_on_what_is_the_article_are_not_believed() {
    let body =
        "<p>Hungary told the ministers on Tuesday that it would not agree to an invitation.</p><p>Poland said yes.</p>";
    let html = format!(
        "<html><body><form id='aspnetForm'><div class='post tag-social category-newsletter has-comments'><h1>No invitation for now</h1>\
         <div class='Byline_x1'>By Jan Novak and Petra Svoboda</div><div>Published June 14, 2023</div><div class='text'>{body}</div></div></form></body></html>"
    );
    let draft = only(&html);
    assert_eq!(
        draft.text,
        "No invitation for now\n\nHungary told the ministers on Tuesday that it would not agree to an invitation.\n\nPoland said yes.\n"
    );
    assert_eq!(draft.author, "Jan Novak and Petra Svoboda");
    assert_eq!(draft.published.unwrap().date.unwrap().to_string(), "2023-06-14");
}

#[test]
fn paragraphs_in_wrappers_of_their_own_are_kept_and_a_longer_dialog_is_not() {
    let sentence = "Hungary told the ministers in Brussels that it would not agree to an invitation, point ";
    let section = |number: usize| {
        format!(
            "<section class='part'><h2 class='visually-hidden'>Article content</h2><div class='in'><p>{sentence}{number}.</p></div></section>"
        )
    };
    let wrapped = (1..=9).map(section).collect::<Vec<_>>().concat();
    let dialog =
        "<p>When you visit our site we store small files on your device, and so do the firms we work with.</p>"
            .repeat(40);
    let html = format!(
        "<html><head><meta property='og:description' content='Ministers put the question off once more, to nobody’s surprise in Brussels'></head>\
         <body><article><h1><span>Summit</span><span>No invitation for now</span></h1>\
         <div><p>Ministers put the question off once more, to nobody’s surprise in Brussels</p></div>\
         <p>By Jan Novak</p><p>Updated 3 hours ago</p><p>4 min read</p>{wrapped}\
         <p><a href='/a'>Poland, for its part, said yes on Tuesday.</a></p><p><a href='/b'>What Poland wants</a></p></article>\
         <div id='onetrust-consent-sdk'>{dialog}</div></body></html>"
    );
    let draft = only(&html);
    for number in 1..=9 {
        assert!(draft.text.contains(&format!("point {number}.")), "{number}: {}", draft.text);
    }
    assert!(draft.text.contains("nobody’s surprise") && draft.text.contains("said yes on Tuesday."), "{}", draft.text);
    for words in ["small files", "Article content", "By Jan", "hours ago", "min read", "What Poland wants"] {
        assert!(!draft.text.contains(words), "{words}: {}", draft.text);
        assert!(draft.report.dropped.iter().any(|dropped| dropped.words.contains(words)), "{words} is not told");
    }
}

#[test]
fn a_glued_headline_a_day_in_the_address_and_a_name_behind_an_outlet_are_read_well() {
    let body = "<p>Hungary told the ministers on Tuesday that it would not agree to an invitation.</p>".repeat(3);
    let html = format!(
        "<html><head><script type='application/ld+json'><!-- {{\"@type\": \"NewsArticle\", \"headline\": \"Summit: No invitation for now\",
         \"author\": {{\"name\": \"The Gazette\"}}, \"publisher\": {{\"name\": \"The Gazette\"}}}} --></script>\
         <link rel='canonical' href='https://gazette.example/2024/12/03/no-invitation'></head>\
         <body><article><h1><span>Summit</span><span>No invitation for now</span></h1>\
         <p class='byline'>By Mara Lindqvist3</p>{body}</article></body></html>"
    );
    let draft = only(&html);
    assert_eq!((draft.title.as_str(), draft.author.as_str()), ("Summit: No invitation for now", "Mara Lindqvist"));
    assert_eq!(draft.published.unwrap().date.unwrap().to_string(), "2024-12-03");
}
