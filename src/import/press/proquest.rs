//! Exports of ProQuest: "Document 1 of 3", the title, labels, "Full text:", the article, more labels.

use super::super::records::given_first;
use super::{Article, label_of};

const LABELS: [&str; 42] = [
    "author",
    "publication info",
    "proquest document link",
    "abstract",
    "full text",
    "links",
    "subject",
    "location",
    "people",
    "company / organization",
    "identifier / keyword",
    "identifier",
    "classification",
    "title",
    "publication title",
    "publication year",
    "publication date",
    "pages",
    "first page",
    "section",
    "publisher",
    "place of publication",
    "country of publication",
    "publication subject",
    "issn",
    "source type",
    "language of publication",
    "document type",
    "proquest document id",
    "document url",
    "copyright",
    "last updated",
    "database",
    "dateline",
    "credit",
    "column",
    "number of pages",
    "source attribution",
    "year",
    "volume",
    "issue",
    "contents",
];

/// The articles; `None` without "Full text:" behind a title.
pub(super) fn articles(lines: &[&str]) -> Option<Vec<Article>> {
    let has = |name: &str| lines.iter().any(|line| label_of(line, &[name]).is_some());
    if !has("full text") || !(has("publication info") || has("publication title") || has("proquest document id")) {
        return None;
    }
    let mut starts: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| is_count(line))).collect();
    if starts.is_empty() {
        starts = (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| is_rule(line))).collect();
    }
    let first = starts.first().copied().unwrap_or(0);
    if starts.is_empty() {
        starts.push(0);
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let blocks = starts.iter().zip(ends).filter_map(|(start, end)| lines.get(*start..end));
    let is_article = |block: &&[&str]| block.iter().any(|line| label_of(line, &["full text"]).is_some());
    let mut articles: Vec<Article> = blocks.clone().filter(is_article).map(article).collect();
    let others: Vec<&str> = blocks.filter(|block| !is_article(block)).flatten().copied().collect();
    let head = articles.first_mut()?;
    for line in lines.get(..first)?.iter().copied().chain(others) {
        head.drop("cover page", line);
    }
    Some(articles)
}

/// "Document 1 of 3".
fn is_count(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    matches!(words.as_slice(), ["Document", one, "of", all] if is_number(one) && is_number(all))
}

/// A line of underscores between two articles.
fn is_rule(line: &str) -> bool {
    line.len() >= 20 && line.bytes().all(|byte| byte == b'_')
}

fn article(block: &[&str]) -> Article {
    let mut article = Article::default();
    let mut label = "";
    let mut info = String::new();
    for line in block {
        let line = *line;
        if is_count(line) || is_rule(line) {
            article.drop("number of the article", line);
            continue;
        }
        let words = match label_of(line, &LABELS) {
            Some((next, words)) => {
                label = next;
                words
            }
            None => line,
        };
        if label == "full text" {
            article.body.push(words.to_owned());
            continue;
        }
        if words.is_empty() {
            continue;
        }
        match label {
            "" | "title" if article.title.is_empty() => words.clone_into(&mut article.title),
            "" => article.about.push(("below the title", words.to_owned())),
            "author" | "credit" if article.author.is_empty() => {
                let names = words.split(';').map(|name| given_first(name.trim()));
                article.author = names.collect::<Vec<_>>().join("; ");
            }
            "publication info" => info.push_str(words),
            // "The Irish Times; Dublin"
            "publication title" => {
                words.split(';').next().unwrap_or(words).trim().clone_into(&mut article.outlet);
                article.about.push(("publication", words.to_owned()));
            }
            "publication date" => words.clone_into(&mut article.day),
            "dateline" => words.clone_into(&mut article.place),
            "document url" => words.clone_into(&mut article.url),
            "section" | "pages" | "first page" => article.about.push(("section or page", words.to_owned())),
            "language of publication" => article.about.push(("language", words.to_owned())),
            "copyright" => article.about.push(("copyright", words.to_owned())),
            "abstract" => article.drop("abstract", words),
            _ => article.drop("index terms", words),
        }
    }
    // "The Harbour Courier ; London (UK) [London (UK)]. 03 Dec 2024: A.4."
    let (outlet, rest) = info.split_once(';').unwrap_or((info.as_str(), info.as_str()));
    if article.outlet.is_empty() {
        outlet.trim().clone_into(&mut article.outlet);
    }
    if article.day.is_empty() {
        rest.clone_into(&mut article.day);
    }
    if !info.is_empty() {
        article.about.push(("publication", info));
    }
    article
}
