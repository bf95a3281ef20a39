//! Which sentence to code next: one that nobody has coded on the question, and that names somebody and the question.
//!
//! Articles are walked from the oldest to the newest. The thing easily got wrong: where nothing is left behind the
//! place where one stands, there may still be something before it.

use super::Starter;
use super::starting::Topic;
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
    sources.sort_by_key(|source| (source.record.published.latest(), source.record.id.clone()));
    sources
}

/// Where sentences of `source` are coded on `question`.
pub fn coded_in(project: &Project, source: &SourceId, question: &QuestionId) -> Vec<ByteRange> {
    let of = project.statements.values().filter(|one| one.source == *source && one.question == *question);
    of.map(|statement| statement.quote.bytes).collect()
}

/// The next sentence to code on `question` from `from` on, an article and a byte in it, round the whole project; never
/// the one that holds that byte. Without a byte the whole article lies ahead. `None` where every sentence that names an
/// actor and the question is coded.
pub fn next_to_code(
    project: &Project,
    question: &Question,
    starter: &Starter,
    from: Option<(&SourceId, Option<usize>)>,
    way: Way,
) -> Option<(SourceId, ByteRange)> {
    let mut search = Search::begin(project, question, from, way);
    loop {
        match search.read_on(project, starter) {
            Step::Found(source, bytes) => return Some((source, bytes)),
            Step::Nowhere => return None,
            Step::Further => {}
        }
    }
}

/// What came of reading one more article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// This sentence is to be coded.
    Found(SourceId, ByteRange),
    /// There are more articles.
    Further,
    /// Everything is coded.
    Nowhere,
}

/// [`next_to_code`], one article at a time, for whoever cannot wait for all of them.
#[derive(Debug)]
pub struct Search {
    topic: Topic,
    way: Way,
    /// Each article once, but the one where it begins at both ends.
    ahead: std::vec::IntoIter<(SourceId, ArticlePart)>,
    coded: BTreeMap<SourceId, Vec<ByteRange>>,
}

/// Which part of an article is read.
#[derive(Clone, Copy, Debug)]
enum ArticlePart {
    Whole,
    /// What lies ahead of a byte, in the way that is walked.
    Ahead(usize),
    /// The rest.
    Behind(usize),
}

impl ArticlePart {
    fn holds(self, bytes: ByteRange, way: Way) -> bool {
        match (self, way) {
            (Self::Whole, _) => true,
            (Self::Ahead(at), Way::Next) | (Self::Behind(at), Way::Previous) => bytes.start > at,
            (Self::Ahead(at), Way::Previous) | (Self::Behind(at), Way::Next) => bytes.end <= at,
        }
    }
}

impl Search {
    /// Begins at `from`.
    pub fn begin(project: &Project, question: &Question, from: Option<(&SourceId, Option<usize>)>, way: Way) -> Self {
        let mut articles: Vec<SourceId> =
            reading_order(project).into_iter().map(|source| source.record.id.clone()).collect();
        if way == Way::Previous {
            articles.reverse();
        }
        let here = from.and_then(|(source, _)| articles.iter().position(|article| article == source));
        articles.rotate_left(here.unwrap_or(0));
        let at = from.filter(|_| here.is_some()).and_then(|(_, byte)| byte);
        let mut parts: Vec<(SourceId, ArticlePart)> = articles.into_iter().map(|id| (id, ArticlePart::Whole)).collect();
        if let (Some(at), Some(first)) = (at, parts.first_mut()) {
            first.1 = ArticlePart::Ahead(at);
            let again = (first.0.clone(), ArticlePart::Behind(at));
            parts.push(again);
        }
        let mut coded: BTreeMap<SourceId, Vec<ByteRange>> = BTreeMap::new();
        for statement in project.statements.values().filter(|statement| statement.question == question.id) {
            coded.entry(statement.source.clone()).or_default().push(statement.quote.bytes);
        }
        Self { topic: Topic::of(project, question), way, ahead: parts.into_iter(), coded }
    }

    /// Reads one more article.
    pub fn read_on(&mut self, project: &Project, starter: &Starter) -> Step {
        let Some((id, part)) = self.ahead.next() else { return Step::Nowhere };
        let Some(source) = project.sources.get(&id) else { return Step::Further };
        let coded = self.coded.get(&id).map_or(&[][..], Vec::as_slice);
        let is_free = |bytes: &ByteRange| coded.iter().all(|one| one.end <= bytes.start || bytes.end <= one.start);
        let fits = |bytes: &&ByteRange| {
            part.holds(**bytes, self.way)
                && is_free(bytes)
                && bytes.of(&source.text).is_some_and(|words| starter.names_both(words, &self.topic))
        };
        let sentences = sentences_of(source);
        let found = match self.way {
            Way::Next => sentences.iter().find(fits),
            Way::Previous => sentences.iter().rev().find(fits),
        };
        found.map_or(Step::Further, |bytes| Step::Found(id, *bytes))
    }
}
