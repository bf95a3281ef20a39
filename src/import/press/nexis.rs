//! Exports of LexisNexis: Nexis Uni ("Body … End of Document") and the classic form ("1 of 3 DOCUMENTS").

use super::{Article, is_copyright, is_day, label_of, without_by};

/// What the database prints below an article.
const INDEX: [&str; 29] = [
    "load-date",
    "language",
    "publication-type",
    "subject",
    "organization",
    "company",
    "ticker",
    "industry",
    "geographic",
    "person",
    "journal-code",
    "journal code",
    "document-type",
    "distribution",
    "update",
    "series",
    "notes",
    "graphic",
    "copyright",
    "category",
    "country",
    "state",
    "city",
    "url",
    "correction",
    "correction-date",
    "pub-type",
    "acc-no",
    "gov",
];
/// What it prints between headline and body.
const HEAD: [&str; 8] = ["byline", "section", "length", "dateline", "highlight", "headline", "edition", "type"];

/// Nexis Uni, as DOCX, RTF, PDF or text: title, outlet and day, labels, "Body", the article, "Classification",
/// "End of Document".
pub(super) fn uni(lines: &[&str]) -> Option<Vec<Article>> {
    let is_end = |line: &&str| line.eq_ignore_ascii_case("End of Document");
    if !lines.iter().any(is_end) || !lines.contains(&"Body") {
        return None;
    }
    let blocks = lines.split(is_end);
    let mut articles: Vec<Article> = Vec::new();
    for block in blocks {
        match block.iter().position(|line| *line == "Body") {
            Some(body) => articles.push(uni_article(block.get(..body)?, block.get(body + 1..)?)),
            None => {
                // A last page without an article.
                if let Some(last) = articles.last_mut() {
                    for line in block {
                        last.drop("after the article", line);
                    }
                }
            }
        }
    }
    Some(articles)
}

fn uni_article(head: &[&str], rest: &[&str]) -> Article {
    let mut article = Article::default();
    let printed: Vec<&str> = head.iter().copied().filter(|line| !line.is_empty()).collect();
    // The last day before the labels is that of the article; above it stand outlet and title. Days of a cover page stand
    // further up.
    let day =
        printed.iter().rposition(|line| is_day(line) && label_of(line, &INDEX).is_none() && !line.contains(" = "));
    let first = day.map_or(0, |day| day.saturating_sub(2));
    for (index, line) in printed.iter().enumerate() {
        let line = *line;
        match day {
            Some(_) if index < first => article.drop("cover page", line),
            Some(day) if index == day => line.clone_into(&mut article.day),
            Some(day) if index + 1 == day => line.clone_into(&mut article.outlet),
            Some(day) if index + 2 == day => line.clone_into(&mut article.title),
            None if index == 0 => line.clone_into(&mut article.title),
            Some(_) | None => head_line(&mut article, line),
        }
    }
    let end = rest.iter().position(|line| *line == "Classification").unwrap_or_else(|| index_start(rest, 0));
    // "Graphic" alone on a line, and the captions of pictures behind it.
    let graphic = rest.iter().take(end).position(|line| *line == "Graphic").unwrap_or(end);
    article.body = rest.get(..graphic).unwrap_or_default().iter().map(|line| (*line).to_owned()).collect();
    for line in rest.get(graphic..end).unwrap_or_default() {
        article.drop("caption", line);
    }
    for line in rest.get(end..).unwrap_or_default() {
        index_line(&mut article, line);
    }
    article
}

/// The classic form: "1 of 3 DOCUMENTS", outlet, day, headline, labels, the article, labels.
pub(super) fn classic(lines: &[&str]) -> Option<Vec<Article>> {
    let starts: Vec<usize> = (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| is_count(line))).collect();
    let first = *starts.first()?;
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let mut articles: Vec<Article> = Vec::new();
    for (start, end) in starts.iter().zip(ends) {
        articles.push(classic_article(lines.get(start + 1..end)?));
    }
    if let Some(article) = articles.first_mut() {
        for line in lines.get(..first)? {
            article.drop("cover page", line);
        }
    }
    Some(articles)
}

/// "1 of 3 DOCUMENTS", "Dokument 1 von 3", "Document 1 de 3".
fn is_count(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_of = |word: &str| ["of", "von", "de", "di", "van"].contains(&word.to_lowercase().as_str());
    match words.as_slice() {
        [one, of, all, documents] => {
            is_number(one)
                && is_of(of)
                && is_number(all)
                && ["DOCUMENT", "DOCUMENTS", "DOKUMENTE", "DOKUMENTEN", "DOCUMENTI", "DOCUMENTOS"].contains(documents)
        }
        _ => false,
    }
}

fn classic_article(block: &[&str]) -> Article {
    let mut article = Article::default();
    let day = block.iter().position(|line| is_day(line) && label_of(line, &INDEX).is_none());
    let has_label = |line: &str| label_of(line, &HEAD).is_some();
    let first_label = block.iter().position(|line| has_label(line)).unwrap_or(block.len());
    let last_label =
        (0..block.len()).rev().find(|at| block.get(*at).is_some_and(|line| has_label(line)) && *at < first_label + 40);
    let index = index_start(block, last_label.map_or(0, |at| at + 1));
    // Without labels the body begins after the headline, which is the first paragraph behind the day.
    let head_end = last_label.filter(|at| *at < index).map_or_else(|| title_end(block, day), |at| label_end(block, at));
    let mut title: Vec<&str> = Vec::new();
    for (at, line) in block.iter().enumerate().take(head_end) {
        match day {
            _ if line.is_empty() => {}
            Some(day) if at < day && article.outlet.is_empty() && !is_copyright(line) => {
                (*line).clone_into(&mut article.outlet);
            }
            Some(day) if at < day => head_line(&mut article, line),
            Some(day) if at == day => (*line).clone_into(&mut article.day),
            // An edition stands right below its day, the headline behind a blank line.
            Some(day) if at < below_the_day(block, day) => article.about.push(("edition", (*line).to_owned())),
            _ if has_label(line) => head_line(&mut article, line),
            _ if at < first_label => title.push(line),
            _ => continue_label(&mut article, line),
        }
    }
    if article.title.is_empty() {
        article.title = title.join(" ");
    } else {
        article.about.extend(title.into_iter().map(|line| ("above the headline", line.to_owned())));
    }
    let index = index.max(head_end);
    article.body = block.get(head_end..index).unwrap_or_default().iter().map(|line| (*line).to_owned()).collect();
    for line in block.get(index..).unwrap_or_default() {
        index_line(&mut article, line);
    }
    article
}

/// The first line behind the paragraph of the day, where a headline still follows.
fn below_the_day(block: &[&str], day: usize) -> usize {
    let blank = label_end(block, day);
    let follows = block.iter().skip(blank).find(|line| !line.is_empty());
    if follows.is_some_and(|line| label_of(line, &HEAD).is_none()) { blank } else { day + 1 }
}

/// The line behind the paragraph of a label.
fn label_end(block: &[&str], at: usize) -> usize {
    let blank = block.iter().skip(at).position(|line| line.is_empty());
    blank.map_or(block.len(), |blank| at + blank)
}

fn title_end(block: &[&str], day: Option<usize>) -> usize {
    let from = day.map_or(0, |day| day + 1);
    let first = block.iter().skip(from).position(|line| !line.is_empty()).map_or(block.len(), |at| from + at);
    label_end(block, first)
}

/// Where the labels begin with which the database closes an article: the first line behind `head_end` with such a label.
fn index_start(block: &[&str], head_end: usize) -> usize {
    let is_label = |line: &str| {
        label_of(line, &INDEX).is_some_and(|(label, _)| {
            // "Subject: …" may stand in an article; the classic form prints its labels in capitals.
            let printed = line.get(..label.len()).unwrap_or_default();
            printed.chars().all(|letter| !letter.is_lowercase()) || ["load-date", "publication-type"].contains(&label)
        })
    };
    let first = block.iter().enumerate().skip(head_end).find(|(_, line)| is_label(line) || is_copyright(line));
    first.map_or(block.len(), |(at, _)| at)
}

fn head_line(article: &mut Article, line: &str) {
    match label_of(line, &HEAD) {
        Some(("byline", author)) => without_by(author).clone_into(&mut article.author),
        Some(("dateline", place)) => place.clone_into(&mut article.place),
        Some(("headline", title)) => title.clone_into(&mut article.title),
        Some(("section", section)) => article.about.push(("section", section.to_owned())),
        Some(("length", length)) => article.drop("length", length),
        Some((_, words)) => article.about.push(("about", words.to_owned())),
        None if is_copyright(line) => article.about.push(("copyright", line.to_owned())),
        None if is_day(line) => article.about.push(("another day", line.to_owned())),
        None => article.about.push(("about", line.to_owned())),
    }
}

/// A line that goes on a label: of a wrapped headline or byline.
fn continue_label(article: &mut Article, line: &str) {
    article.about.push(("about", line.to_owned()));
}

fn index_line(article: &mut Article, line: &str) {
    match label_of(line, &INDEX) {
        Some(("language", language)) => article.about.push(("language", language.to_owned())),
        _ if is_copyright(line) => article.about.push(("copyright", line.to_owned())),
        _ => article.drop("index terms", line),
    }
}
