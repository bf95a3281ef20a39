//! What a query finds: sentences in the order of articles and text, counted, with the way to the next one.

use super::matcher::Matcher;
use super::query::Query;
use super::scope::{Reach, Scope};
use super::texts::{Article, SearchTexts};
use crate::model::{Beside, ByteRange, SourceId};
use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;

/// Texts are scanned on as many threads as there are stretches of this many bytes, and processors.
const BYTES_A_THREAD: usize = 4_000_000;
const MOST_THREADS: usize = 4;
/// Places beyond this many are not marked in one sentence.
const MOST_MARKS: usize = 64;

/// Everything that a query found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    texts: Vec<Arc<Article>>,
    matchers: Vec<Matcher>,
    /// Article and sentence.
    places: Vec<(u32, u32)>,
    counts: Vec<ArticleCount>,
}

/// How many sentences were found in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleCount {
    /// The article.
    pub source: SourceId,
    /// Which hits they are.
    pub hits: Range<usize>,
}

/// A sentence that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub source: SourceId,
    /// The sentence, in the original text.
    pub sentence: ByteRange,
    /// What was found in it, in order and apart; the sentence itself where only filters were asked for.
    pub words: Vec<ByteRange>,
}

impl Found {
    /// What `query` finds in `scope` of `texts`. Nothing where either has a fault.
    pub fn find(query: &Query, scope: &Scope, texts: &SearchTexts) -> Self {
        if query.is_empty() || !query.faults().is_empty() || !scope.faults().is_empty() {
            return Self::default();
        }
        let mut matchers = query.matchers.clone();
        matchers.sort_by_key(|matcher| std::cmp::Reverse(matcher.rarity()));
        let places = places(&matchers, scope, texts);
        let mut counts: Vec<ArticleCount> = Vec::new();
        for stretch in places.chunk_by(|one, other| one.0 == other.0) {
            let start = counts.last().map_or(0, |last| last.hits.end);
            let article = stretch.first().and_then(|(article, _)| texts.articles.get(*article as usize));
            counts.extend(
                article.map(|article| ArticleCount {
                    source: article.source().clone(),
                    hits: start..start + stretch.len(),
                }),
            );
        }
        Self { texts: texts.articles.clone(), matchers, places, counts }
    }

    /// How many sentences were found.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The articles in which something was found, in order.
    pub fn articles(&self) -> &[ArticleCount] {
        &self.counts
    }

    /// The article of a hit.
    pub fn article_of(&self, hit: usize) -> Option<&ArticleCount> {
        let index = self.counts.partition_point(|count| count.hits.end <= hit);
        self.counts.get(index)
    }

    /// A hit by its number, from 0.
    pub fn hit(&self, number: usize) -> Option<Hit> {
        let (article, sentence) = self.places.get(number)?;
        let article = self.texts.get(*article as usize)?;
        let whole = *article.sentences.get(*sentence as usize)?;
        let words = self.words_in(article, *sentence as usize);
        Some(Hit {
            source: article.source().clone(),
            sentence: whole,
            words: if words.is_empty() { vec![whole] } else { words },
        })
    }

    /// The number of the hit after `from`, the first after the last; the first where there is none yet.
    pub fn next(&self, from: Option<usize>) -> Option<usize> {
        let next = from.map_or(0, |from| from + 1);
        (!self.is_empty()).then_some(if next < self.len() { next } else { 0 })
    }

    /// The number of the hit before `from`, the last before the first; the last where there is none yet.
    pub fn previous(&self, from: Option<usize>) -> Option<usize> {
        let last = self.len().checked_sub(1)?;
        Some(from.and_then(|from| from.checked_sub(1)).map_or(last, |previous| previous.min(last)))
    }

    fn words_in(&self, article: &Article, sentence: usize) -> Vec<ByteRange> {
        let line = article.line(sentence);
        let mut folded: Vec<Range<usize>> = Vec::new();
        for matcher in &self.matchers {
            let mut from = line.start;
            while let Some(found) = matcher.find(&article.folded, from..line.end).filter(|_| folded.len() < MOST_MARKS)
            {
                from = found.end;
                folded.push(found);
                if from >= line.end {
                    break;
                }
            }
        }
        let mut words: Vec<ByteRange> = folded.into_iter().filter_map(|found| article.original_range(found)).collect();
        words.sort();
        let mut apart: Vec<ByteRange> = Vec::new();
        for found in words {
            match apart.last_mut() {
                Some(last) if last.end > found.start => last.end = last.end.max(found.end),
                _ => apart.push(found),
            }
        }
        apart
    }
}

/// Article and sentence of everything that is found.
fn places(matchers: &[Matcher], scope: &Scope, texts: &SearchTexts) -> Vec<(u32, u32)> {
    let bytes = texts.bytes();
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    let threads = (bytes / BYTES_A_THREAD).clamp(1, processors.min(MOST_THREADS));
    if threads == 1 {
        return places_among(matchers, scope, &texts.articles, 0);
    }
    let share = bytes / threads + 1;
    let mut parts: Vec<(usize, &[Arc<Article>])> = Vec::new();
    let (mut rest, mut first) = (texts.articles.as_slice(), 0);
    while !rest.is_empty() {
        let mut taken = 0;
        let until = rest.iter().position(|article| {
            taken += article.folded.len();
            taken >= share
        });
        let (part, after) = rest.split_at(until.map_or(rest.len(), |index| index + 1));
        parts.push((first, part));
        (rest, first) = (after, first + part.len());
    }
    let search = |(first, part)| {
        // Each thread has its own: an expression keeps its notes in a pool that is fought for.
        move || {
            let own = matchers.to_vec();
            places_among(&own, scope, part, first)
        }
    };
    let work: Vec<_> = parts.into_iter().map(search).collect();
    std::thread::scope(|scoped| {
        let running: Vec<_> = work.iter().map(|part| Beside::start(scoped, part)).collect();
        running.into_iter().map(Beside::finish).collect::<Vec<_>>().concat()
    })
}

/// Of `articles`, the first of which has the number `first`.
fn places_among(matchers: &[Matcher], scope: &Scope, articles: &[Arc<Article>], first: usize) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    // Both stand by id.
    let mut reaches = scope.articles.as_deref().map(|all| {
        let start = articles.first().map_or(0, |first| all.partition_point(|(source, _)| source < first.source()));
        all.get(start..).unwrap_or_default().iter().peekable()
    });
    for (index, article) in articles.iter().enumerate() {
        let number = (first + index) as u32;
        let mut push = |sentence: usize| found.push((number, sentence as u32));
        let reach = match &mut reaches {
            None => Some(&Reach::Whole),
            Some(reaches) => reaches.next_if(|(source, _)| source == article.source()).map(|(_, reach)| reach),
        };
        match reach {
            None => {}
            Some(Reach::Whole) => scan(matchers, article, push),
            Some(Reach::Quoted(quotes)) => {
                let mut quoted: Vec<usize> = quotes.iter().flat_map(|quote| article.sentences_of(*quote)).collect();
                quoted.sort_unstable();
                quoted.dedup();
                quoted.into_iter().filter(|sentence| holds_all(matchers, article, *sentence)).for_each(&mut push);
            }
        }
    }
    found
}

/// All sentences of `article` that hold what is asked for.
fn scan(matchers: &[Matcher], article: &Article, mut push: impl FnMut(usize)) {
    let Some((driver, others)) = matchers.split_first() else {
        (0..article.sentences.len()).for_each(push);
        return;
    };
    let (mut from, mut sentence) = (0, 0);
    while let Some(found) = driver.find(&article.folded, from..article.folded.len()) {
        sentence = article.sentence_from(sentence, found.start);
        if holds_all(others, article, sentence) {
            push(sentence);
        }
        from = article.line(sentence).end;
    }
}

fn holds_all(matchers: &[Matcher], article: &Article, sentence: usize) -> bool {
    let line = article.line(sentence);
    matchers.iter().all(|matcher| matcher.find(&article.folded, line.clone()).is_some())
}
