//! Which sentence to code next: one that nobody has coded on the question, and that names somebody and the question.
//!
//! Articles are walked from the oldest to the newest. The thing easily got wrong: where nothing is left behind the
//! place where one stands, there may still be something before it.

use super::Starter;
use crate::evidence::sentences::sentences_of;
use crate::model::{ByteRange, Project, Question, QuestionId, Source, SourceId};
use std::collections::BTreeMap;

/// Which way to walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To what comes after.
    Next,
    /// To what comes before.
    Previous,
}

/// The articles in the order in which they are read: by their day, then by id.
pub fn reading_order(project: &Project) -> Vec<&Source> {
    let mut sources: Vec<&Source> = project.sources.values().collect();
    sources.sort_by_key(|source| (source.record.published.date.latest(), source.record.id.clone()));
    sources
}

/// Where sentences of `source` are coded on `question`.
pub fn coded_in(project: &Project, source: &SourceId, question: &QuestionId) -> Vec<ByteRange> {
    let of = project.statements.values().filter(|one| one.source == *source && one.question == *question);
    of.map(|statement| statement.quote.bytes).collect()
}

/// The next sentence to code on `question` from `from` on, an article and a byte in it, round the whole project; never
/// the one that holds that byte. Without a byte the whole article lies ahead. `None` where every sentence that names an actor and the question is coded.
pub fn next_to_code(
    project: &Project,
    question: &Question,
    starter: &Starter,
    from: Option<(&SourceId, Option<usize>)>,
    way: Way,
) -> Option<(SourceId, ByteRange)> {
    let topic = starter.topic(project, question);
    let mut articles = reading_order(project);
    if way == Way::Previous {
        articles.reverse();
    }
    let here = from.and_then(|(source, _)| articles.iter().position(|article| article.record.id == *source));
    let start = here.unwrap_or(0);
    articles.rotate_left(start);
    let first = articles.first().copied();
    let mut coded: BTreeMap<&SourceId, Vec<ByteRange>> = BTreeMap::new();
    for statement in project.statements.values().filter(|statement| statement.question == question.id) {
        coded.entry(&statement.source).or_default().push(statement.quote.bytes);
    }
    let to_code = |source: &Source, wanted: &dyn Fn(ByteRange) -> bool| {
        let coded = coded.get(&source.record.id).map_or(&[][..], Vec::as_slice);
        let is_free = |bytes: &ByteRange| coded.iter().all(|one| one.end <= bytes.start || bytes.end <= one.start);
        let fits = |bytes: &ByteRange| {
            wanted(*bytes)
                && is_free(bytes)
                && bytes.of(&source.text).is_some_and(|words| starter.names_both(words, &topic))
        };
        let sentences = sentences_of(source);
        let found = match way {
            Way::Next => sentences.iter().find(|bytes| fits(bytes)),
            Way::Previous => sentences.iter().rev().find(|bytes| fits(bytes)),
        };
        found.map(|bytes| (source.record.id.clone(), *bytes))
    };
    let at = from.filter(|_| here.is_some()).and_then(|(_, byte)| byte);
    let ahead = |bytes: ByteRange| match (at, way) {
        (None, _) => true,
        (Some(at), Way::Next) => bytes.start > at,
        (Some(at), Way::Previous) => bytes.end <= at,
    };
    let behind = |bytes: ByteRange| match (at, way) {
        (None, _) => false,
        (Some(at), Way::Next) => bytes.end <= at,
        (Some(at), Way::Previous) => bytes.start > at,
    };
    first
        .and_then(|article| to_code(article, &ahead))
        .or_else(|| articles.iter().skip(1).find_map(|article| to_code(article, &|_| true)))
        .or_else(|| first.and_then(|article| to_code(article, &behind)))
}
