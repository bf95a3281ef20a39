//! Exports of news databases: many articles in one file, each between marks that the database prints.
//!
//! All of them are read as lines, whichever format carried these. What stands around the articles (a cover page, index
//! terms, the search) is told and left out, and no day is ever taken from it. Easily got wrong: the day of the download
//! stands more often in such a file than the days of its articles.

mod factiva;
mod nexis;
mod proquest;

use super::dates;
use super::draft::{Draft, Kind};
use super::error::ImportError;
use super::plain::{paragraphs_of, same_words};
use crate::derive::count_of;

/// More articles than one export holds.
const MOST_ARTICLES: usize = 20_000;

/// The articles of `text`, if it is an export of a database that is known; `None` for any other text.
pub(super) fn articles(text: &str, kind: Kind, encoding: &str) -> Option<Result<Vec<Draft>, ImportError>> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let (database, found) = [
        ("Nexis Uni", nexis::uni as fn(&[&str]) -> Option<Vec<Article>>),
        ("LexisNexis", nexis::classic),
        ("ProQuest", proquest::articles),
        ("Factiva", factiva::articles),
    ]
    .into_iter()
    .find_map(|(database, read)| Some((database, read(&lines)?)))?;
    if found.len() > MOST_ARTICLES {
        return Some(Err(ImportError::Bomb(format!("it holds more than {MOST_ARTICLES} articles"))));
    }
    let all = found.len();
    let drafts = found.into_iter().enumerate();
    Some(Ok(drafts.map(|(index, article)| draft(article, (index, all), database, kind, encoding)).collect()))
}

/// An article as its database prints it. Every line of the file is in one of the fields of one article.
#[derive(Debug, Default, PartialEq, Eq)]
struct Article {
    title: String,
    outlet: String,
    author: String,
    place: String,
    url: String,
    /// The line with its day.
    day: String,
    /// Its lines, blank ones between paragraphs.
    body: Vec<String>,
    /// What the database says of it that is no word of the article, such as its section: what it is, and the words.
    about: Vec<(&'static str, String)>,
    /// What was left out: what it is, and the words.
    dropped: Vec<(&'static str, String)>,
}

impl Article {
    fn drop(&mut self, what: &'static str, line: &str) {
        if !line.is_empty() {
            self.dropped.push((what, line.to_owned()));
        }
    }
}

fn draft(article: Article, (index, all): (usize, usize), database: &str, kind: Kind, encoding: &str) -> Draft {
    let mut draft = Draft::new(kind, encoding);
    draft.report.keep(format!("article {} of {} in an export of {database}", index + 1, all));
    for (what, words) in article.dropped {
        draft.report.drop(what, words);
    }
    for (what, words) in article.about {
        draft.report.keep(format!("{what}: {words}"));
    }
    draft.published = dates::first_date(&article.day);
    if let Some(published) = &mut draft.published {
        // With the day of the week, as the article has it.
        published.words = article.day.trim().chars().take(80).collect();
    }
    if draft.published.is_none() {
        draft.report.guess("published", "not dated: the article names no day, and that of the export is not its own");
    }
    (draft.title, draft.outlet, draft.author) = (article.title, article.outlet, article.author);
    (draft.place, draft.url) = (article.place, article.url);
    let mut body = paragraphs_of(&article.body.join("\n"), &mut draft);
    // The headline is printed above the article, and may say as much as a sentence of it.
    let is_printed = body.first().is_some_and(|first| same_words(first, &draft.title));
    if !draft.title.is_empty() && !is_printed {
        body.insert(0, draft.title.clone());
    }
    draft.text = body.join("\n\n") + "\n";
    draft.report.kept.insert(0, count_of(body.len(), "paragraph", "paragraphs"));
    if draft.title.is_empty() {
        super::opening::title_from_text(&mut draft);
    }
    draft
}

/// "SECTION: NEWS; Pg. 4" and "Section: NEWS" for the label "section": what stands behind it.
fn labelled<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let (before, value) = line.split_once(':')?;
    before.trim().eq_ignore_ascii_case(label).then(|| value.trim())
}

/// The label of a line that begins with one of `labels`, and what stands behind it.
fn label_of<'a, 'l>(line: &'a str, labels: &[&'l str]) -> Option<(&'l str, &'a str)> {
    labels.iter().find_map(|label| Some((*label, labelled(line, label)?)))
}

/// "By Ilse Varga" without its first word.
fn without_by(author: &str) -> &str {
    ["By ", "BY ", "by ", "Von ", "Par ", "Por "].iter().find_map(|by| author.strip_prefix(by)).unwrap_or(author)
}

fn is_copyright(line: &str) -> bool {
    let line = line.trim_start();
    let rest = ["Copyright", "COPYRIGHT", "©", "(c)", "(C)"].iter().find_map(|mark| line.strip_prefix(mark));
    rest.is_some_and(|rest| rest.bytes().filter(u8::is_ascii_digit).count() >= 4 || rest.trim_start().starts_with('©'))
}

/// Whether a line is a day and little else: "December 3, 2024 Tuesday", "3 December 2024".
fn is_day(line: &str) -> bool {
    line.chars().count() <= 60 && dates::first_date(line).is_some_and(|date| line.len() <= date.words.len() + 30)
}
