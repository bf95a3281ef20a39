//! What a saved page says about itself: JSON-LD, `OpenGraph`, meta elements, times.
//!
//! Each fact comes with where it stood. The thing easily got wrong: publishers fill these for search machines; the
//! headline that readers see is in the page.

use super::super::dates;
use crate::model::Dated;
use dom_query::Document;
use serde_json::Value;

/// A fact and where it stood.
#[derive(Clone, Debug)]
pub(super) struct Fact<T> {
    pub(super) value: T,
    pub(super) from: &'static str,
}

/// What a page says about itself.
#[derive(Default)]
pub(super) struct Metadata {
    pub(super) title: Option<Fact<String>>,
    pub(super) author: Option<Fact<String>>,
    pub(super) outlet: Option<Fact<String>>,
    pub(super) published: Option<Fact<Dated>>,
    pub(super) modified: Option<Fact<Dated>>,
    pub(super) url: Option<Fact<String>>,
    /// The article once more, as some pages give it to search machines.
    pub(super) body: Option<String>,
    /// What it tells search machines and other sites of itself in a sentence; empty where it does not.
    pub(super) summary: String,
    /// `<title>`, with the name of the outlet in it more often than not.
    pub(super) window_title: String,
    /// What it says in place of a fact and what cannot be used: which it was meant to be, and the words.
    pub(super) unusable: Vec<(String, String)>,
}

/// More bytes are no headline and no name.
const LONGEST_FACT_BYTES: usize = 1_000;

/// Where a fact of a page is kept.
type Place<T> = fn(&mut Metadata) -> &mut Option<Fact<T>>;

impl Metadata {
    /// Keeps `words` unless there is such a fact already.
    fn fill(&mut self, place: Place<String>, words: &str, from: &'static str) {
        let value = clean(words);
        if value.is_empty() || place(self).is_some() {
            return;
        }
        if value.len() > LONGEST_FACT_BYTES {
            self.set_aside(format!("{from}, too long to be used"), value);
        } else {
            *place(self) = Some(Fact { value, from });
        }
    }

    fn fill_url(&mut self, place: Place<String>, url: &str, from: &'static str) {
        if url.starts_with("http") {
            self.fill(place, url, from);
        }
    }

    fn fill_date(&mut self, place: Place<Dated>, words: &str, from: &'static str) {
        if words.trim().is_empty() || place(self).is_some() {
            return;
        }
        match dates::of_metadata(words).filter(|_| words.len() < 200) {
            // What a computer writes that knows no time.
            Some(value) if value.latest().is_some_and(|day| day.to_string() == "1970-01-01") => {
                self.set_aside(format!("{from}, the first day that computers count from"), words.trim().to_owned());
            }
            Some(value) => *place(self) = Some(Fact { value, from }),
            // A time element may hold any words: an hour, "4 days ago".
            None if from != OF_TIME || dates::looks_like_a_date(words) => {
                self.set_aside(format!("{from}, a {}", dates::NO_DATE), words.trim().to_owned());
            }
            None => {}
        }
    }

    fn set_aside(&mut self, what: String, mut words: String) {
        words.truncate(words.floor_char_boundary(LONGEST_FACT_BYTES));
        self.unusable.push((what, words));
    }
}

/// What a date is from that stands in the page itself.
const OF_TIME: &str = "a time element";

pub(super) fn metadata(document: &Document, html: &str) -> Metadata {
    let mut metadata = Metadata { window_title: clean(&document.select_single("title").text()), ..Metadata::default() };
    for script in document.select("script[type='application/ld+json']").nodes().iter().take(50) {
        if let Some(value) = json(&script.text()) {
            of_json_ld(&value, &mut metadata, 0);
        }
    }
    for element in document.select("meta").nodes().iter().take(2_000) {
        let name = element.attr("property").or_else(|| element.attr("name")).or_else(|| element.attr("itemprop"));
        if let (Some(name), Some(content)) = (name, element.attr("content")) {
            of_meta(&name.to_ascii_lowercase(), &content, &mut metadata);
        }
    }
    of_elements(document, &mut metadata);
    if metadata.url.is_none()
        && let Some((_, note)) =
            html.get(..html.floor_char_boundary(4_000)).unwrap_or("").split_once("Page saved with SingleFile")
        && let Some((_, url)) = note.split("-->").next().unwrap_or("").split_once("url:")
    {
        let url = url.split_whitespace().next().unwrap_or("");
        metadata.fill_url(|page| &mut page.url, url, "the note of SingleFile, which saved the page");
    }
    if metadata.url.is_none()
        && let Some((_, rest)) =
            html.get(..html.floor_char_boundary(2_000)).unwrap_or("").split_once("saved from url=(")
        && let Some((_, rest)) = rest.split_once(')')
    {
        metadata.fill_url(
            |page| &mut page.url,
            rest.split_whitespace().next().unwrap_or(""),
            "the browser's note where it was saved from",
        );
    }
    if metadata.published.is_none() && metadata.modified.is_none() {
        let found = metadata.url.as_ref().and_then(|url| date_in_address(&url.value));
        metadata.published = found.map(|value| Fact { value, from: "the address of the page" });
    }
    metadata
}

/// JSON as pages write it: perhaps in a comment, perhaps with line breaks inside of words.
fn json(script: &str) -> Option<Value> {
    let script =
        script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let script = script.trim().trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim();
    let parse = |text: &str| serde_json::from_str(text).ok();
    parse(script)
        .or_else(|| parse(&script.replace(|letter: char| letter.is_control(), " ")))
        .or_else(|| parse(script.trim_end_matches([';', ' '])))
}

fn of_json_ld(value: &Value, metadata: &mut Metadata, depth: usize) {
    if depth > 6 {
        return;
    }
    match value {
        Value::Array(values) => values.iter().take(200).for_each(|value| of_json_ld(value, metadata, depth + 1)),
        Value::Object(object) => {
            for inner in ["@graph", "mainEntity"].iter().filter_map(|key| object.get(*key)) {
                of_json_ld(inner, metadata, depth + 1);
            }
            let is_article = strings(object.get("@type")).iter().any(|kind| {
                kind.contains("Article") || matches!(kind.as_str(), "BlogPosting" | "LiveBlogPosting" | "Report")
            });
            if !is_article {
                return;
            }
            let text = |key: &str| object.get(key).and_then(Value::as_str);
            metadata.fill(
                |page| &mut page.title,
                text("headline").or_else(|| text("name")).unwrap_or(""),
                "JSON-LD (headline)",
            );
            fill_author(metadata, &names(object.get("author")), "JSON-LD (author)");
            metadata.fill(|page| &mut page.outlet, &names(object.get("publisher")), "JSON-LD (publisher)");
            metadata.fill_date(
                |page| &mut page.published,
                text("datePublished").unwrap_or(""),
                "JSON-LD (datePublished)",
            );
            metadata.fill_date(|page| &mut page.modified, text("dateModified").unwrap_or(""), "JSON-LD (dateModified)");
            metadata.fill_url(|page| &mut page.url, text("url").unwrap_or(""), "JSON-LD (url)");
            if let Some(body) = text("articleBody").filter(|body| !body.trim().is_empty()) {
                metadata.body.get_or_insert_with(|| body.to_owned());
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Names of people or organisations, however they are given.
fn names(value: Option<&Value>) -> String {
    let name = |value: &Value| match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(object) => strings(object.get("name")).into_iter().next(),
        _ => None,
    };
    match value {
        Some(Value::Array(values)) => values.iter().take(12).filter_map(name).collect::<Vec<_>>().join(", "),
        Some(value) => name(value).unwrap_or_default(),
        None => String::new(),
    }
}

fn of_meta(name: &str, content: &str, metadata: &mut Metadata) {
    match name {
        "og:title" => metadata.fill(|page| &mut page.title, content, "OpenGraph (og:title)"),
        "twitter:title" | "dc.title" | "citation_title" | "title" => {
            metadata.fill(|page| &mut page.title, content, "a meta element (title)");
        }
        "og:description" | "description" | "twitter:description" if metadata.summary.is_empty() => {
            metadata.summary = clean(content);
        }
        "og:site_name" => metadata.fill(|page| &mut page.outlet, content, "OpenGraph (og:site_name)"),
        "application-name" | "dc.publisher" | "citation_publisher" | "publisher" => {
            metadata.fill(|page| &mut page.outlet, content, "a meta element (publisher)");
        }
        "author" | "byl" | "dc.creator" | "parsely-author" | "sailthru.author" | "citation_author"
        | "article:author"
            if !content.contains("://") =>
        {
            fill_author(metadata, content, "a meta element (author)");
        }
        "article:published_time" | "og:published_time" | "datepublished" => {
            metadata.fill_date(|page| &mut page.published, content, "a meta element (published_time)");
        }
        "date"
        | "dc.date"
        | "dc.date.issued"
        | "dcterms.date"
        | "dcterms.created"
        | "pubdate"
        | "publishdate"
        | "publish-date"
        | "parsely-pub-date"
        | "sailthru.date"
        | "citation_publication_date"
        | "article.published"
        | "originalpublicationdate"
        | "cxenseparse:recs:publishtime" => {
            metadata.fill_date(|page| &mut page.published, content, "a meta element (date)");
        }
        "article:modified_time" | "og:updated_time" | "datemodified" | "lastmod" | "last-modified" => {
            metadata.fill_date(|page| &mut page.modified, content, "a meta element (modified_time)");
        }
        "og:url" => metadata.fill_url(|page| &mut page.url, content, "OpenGraph (og:url)"),
        _ => {}
    }
}

fn of_elements(document: &Document, metadata: &mut Metadata) {
    if let Some(link) = document.select_single("link[rel='canonical']").attr("href") {
        metadata.fill_url(|page| &mut page.url, &link, "the page's canonical link");
    }
    // Outside of the article a time is that of a teaser.
    let anywhere = if document.select("article").is_empty() { "time[datetime]" } else { "article time[datetime]" };
    for selector in ["[itemprop='datePublished']", "time[pubdate]", "article time[datetime]", anywhere] {
        let element = document.select_single(selector);
        let words = element.attr("datetime").or_else(|| element.attr("content")).unwrap_or_else(|| element.text());
        metadata.fill_date(|page| &mut page.published, &words, OF_TIME);
    }
    for selector in
        ["[itemprop='author'] [itemprop='name']", "[itemprop='author']", "[rel='author']", ".byline", ".author"]
    {
        let name = clean(&document.select_single(selector).text());
        if name.split_whitespace().count() <= 12
            && dates::first_date(&name).is_none()
            && dates::relative(&name).is_none()
        {
            // "Jan Novak22 Dec 2024": a date or a count stands right behind the name.
            let end = name.find(|letter: char| letter.is_ascii_digit()).unwrap_or(name.len());
            fill_author(metadata, name.get(..end).unwrap_or(&name), "the byline of the page");
        }
    }
}

/// An address of mail is no name, and "Staff of The Gazette" says less than a byline further down may.
fn fill_author(metadata: &mut Metadata, words: &str, from: &'static str) {
    let words = words.trim();
    let name = ["By ", "by ", "BY ", "Von ", "Par "].iter().find_map(|by| words.strip_prefix(by)).unwrap_or(words);
    if name.contains('@') || !name.contains(char::is_alphabetic) {
        return;
    }
    let is_outlet = |fact: &Fact<String>| {
        metadata.outlet.as_ref().is_some_and(|outlet| outlet.value.eq_ignore_ascii_case(&fact.value))
    };
    if metadata.author.as_ref().is_some_and(is_outlet) {
        let before = metadata.author.take();
        metadata.fill(|page| &mut page.author, name, from);
        metadata.author = metadata.author.take().or(before);
    } else {
        metadata.fill(|page| &mut page.author, name, from);
    }
}

/// An address like `example.org/2024/12/03/story` has its day in it, or its month.
pub(super) fn date_in_address(url: &str) -> Option<Dated> {
    let path = url.split_once("://")?.1.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let dashed =
        || parts.iter().find_map(|part| dates::of_address(&[part.get(..4)?, part.get(5..7)?, part.get(8..10)?], part));
    let split = || {
        parts.windows(3).find_map(|three| match three {
            [year, month, day] => dates::of_address(&[year, month, day], &three.join("/"))
                .or_else(|| dates::of_address(&[year, month], &format!("{year}/{month}"))),
            _ => None,
        })
    };
    split().or_else(dashed)
}

/// On one line; letters that were escaped twice are read.
fn clean(words: &str) -> String {
    let words = words.get(..words.floor_char_boundary(4_000)).unwrap_or(words);
    let read = if words.contains('&') {
        Document::fragment(words.replace('<', "&lt;")).text().to_string()
    } else {
        words.to_owned()
    };
    read.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
