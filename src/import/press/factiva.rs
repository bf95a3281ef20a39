//! Exports of Factiva: headline, length, day, outlet, code, language, copyright, the article, "Document …"; or the same
//! with codes of two letters (HD, WC, PD, SN, LP, TD).

use super::{Article, is_copyright, is_day, without_by};

/// Languages as Factiva names them in English.
const LANGUAGES: [&str; 30] = [
    "English",
    "German",
    "French",
    "Spanish",
    "Italian",
    "Dutch",
    "Portuguese",
    "Russian",
    "Polish",
    "Swedish",
    "Danish",
    "Norwegian",
    "Finnish",
    "Czech",
    "Slovak",
    "Hungarian",
    "Turkish",
    "Chinese",
    "Japanese",
    "Korean",
    "Arabic",
    "Greek",
    "Romanian",
    "Bulgarian",
    "Ukrainian",
    "Deutsch",
    "Français",
    "Español",
    "Italiano",
    "Nederlands",
];
/// The codes that a record may have, in the order in which they stand.
const CODES: [&str; 24] = [
    "SE", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF", "ART",
    "CO", "IN", "NS", "RE", "AN",
];

/// The articles; `None` where nothing is closed as Factiva closes an article.
pub(super) fn articles(lines: &[&str]) -> Option<Vec<Article>> {
    let mut articles = Vec::new();
    let mut from = 0;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_document(line)) {
        let block = lines.get(from..at)?;
        from = at + 1;
        let mut article = if block.iter().any(|line| code_of(line).is_some_and(|(code, _)| code == "HD")) {
            with_codes(block)
        } else {
            printed(block)?
        };
        article.drop("number of the document", line);
        articles.push(article);
    }
    let last = articles.last_mut()?;
    lines.get(from..)?.iter().for_each(|line| last.drop("after the article", line));
    Some(articles)
}

/// `Document HARBO00020241201ek1`, `AN Document RTRS000020241203ekc3`.
fn is_document(line: &str) -> bool {
    let line = line.strip_prefix("AN").map_or(line, str::trim_start);
    let documents = ["Document ", "Dokument ", "Documento ", "Documento: "];
    let Some(number) = documents.iter().find_map(|name| line.strip_prefix(name)) else { return false };
    let number = number.trim();
    (10..=40).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && number.bytes().filter(u8::is_ascii_digit).count() >= 6
}

/// "1,023 words".
fn is_length(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_number = words.next().is_some_and(|number| {
        number.bytes().any(|byte| byte.is_ascii_digit())
            && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
    });
    let unit = words.next().unwrap_or_default().to_lowercase();
    let units = ["words", "word", "wörter", "mots", "palabras", "parole", "woorden", "palavras", "characters"];
    is_number && units.contains(&unit.as_str()) && words.next().is_none()
}

fn is_time(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && line.get(digits..).is_some_and(|rest| rest.starts_with(':')) && line.len() <= 12
}

/// A block without codes. `None` where no length stands in it, so that it is no article of Factiva.
fn printed(block: &[&str]) -> Option<Article> {
    let lines: Vec<&str> = block.iter().copied().filter(|line| !line.is_empty()).collect();
    let length = lines.iter().position(|line| is_length(line))?;
    let mut article = Article::default();
    let mut above = lines.get(..length)?.iter();
    // Above the length stand a section, the headline and the byline; the headline is the longest of them.
    let title = above.clone().max_by_key(|line| (line.chars().count(), std::cmp::Reverse(line.as_ptr())))?;
    for line in above.by_ref() {
        if std::ptr::eq(*line, *title) {
            (*line).clone_into(&mut article.title);
        } else if article.title.is_empty() {
            article.about.push(("section", (*line).to_owned()));
        } else {
            without_by(line).clone_into(&mut article.author);
        }
    }
    article.drop("length", lines.get(length)?);
    let mut rest = lines.iter().enumerate().skip(length + 1);
    let head = lines.get(length + 1..(length + 11).min(lines.len()))?;
    let ends = |is: &dyn Fn(&str) -> bool| head.iter().position(|line| is(line)).map(|at| length + 1 + at);
    let copyright = ends(&is_copyright);
    let language = ends(&|line| LANGUAGES.contains(&line));
    let end = copyright.or(language).unwrap_or(length);
    for (at, line) in rest.by_ref() {
        let line = *line;
        if at > end {
            article.body.push(line.to_owned());
            article.body.push(String::new());
        } else if article.day.is_empty() && is_day(line) {
            line.clone_into(&mut article.day);
        } else if is_time(line) {
            article.drop("time", line);
        } else if article.outlet.is_empty() {
            line.clone_into(&mut article.outlet);
        } else if LANGUAGES.contains(&line) {
            article.about.push(("language", line.to_owned()));
        } else if is_copyright(line) {
            article.about.push(("copyright", line.to_owned()));
        } else {
            article.about.push(("code, edition or page", line.to_owned()));
        }
    }
    Some(article)
}

/// A line that begins with a code, and what stands behind it.
fn code_of(line: &str) -> Option<(&'static str, &str)> {
    CODES.iter().find_map(|code| {
        let rest = line.strip_prefix(code)?;
        (rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}'])).then(|| (*code, rest.trim()))
    })
}

fn with_codes(block: &[&str]) -> Article {
    let mut article = Article::default();
    let mut code = "";
    for line in block {
        let words = match code_of(line) {
            Some((next, words)) => {
                code = next;
                words
            }
            None => line,
        };
        if words.is_empty() {
            if matches!(code, "LP" | "TD") {
                article.body.push(String::new());
            }
            continue;
        }
        let join = |field: &mut String| {
            field.push_str(if field.is_empty() { "" } else { " " });
            field.push_str(words);
        };
        match code {
            "HD" => join(&mut article.title),
            "BY" => join(&mut article.author),
            "PD" => join(&mut article.day),
            "SN" => join(&mut article.outlet),
            "LP" | "TD" => {
                article.body.push(words.to_owned());
                article.body.push(String::new());
            }
            "LA" => article.about.push(("language", words.to_owned())),
            "CY" => article.about.push(("copyright", words.to_owned())),
            "SE" => article.about.push(("section", words.to_owned())),
            "PG" => article.about.push(("page", words.to_owned())),
            "" => article.drop("cover page", words),
            _ => article.drop("index terms", words),
        }
    }
    article.author = without_by(&article.author).to_owned();
    article
}
