//! The texts of a project, folded for search, a line for each sentence.
//!
//! Folding is dear and is kept for each article as long as its text is the same. How each letter came about is not
//! kept: a sentence that is shown is folded once more.

use crate::evidence::folding::{Fold, Folded};
use crate::evidence::sentences::{corrected, sentences};
use crate::model::{ByteRange, Project, Source, SourceId};
use std::ops::Range;
use std::sync::Arc;

/// All articles, folded, by their ids.
#[derive(Clone, Debug, Default)]
pub struct SearchTexts {
    pub(super) articles: Vec<Arc<Article>>,
}

/// The text of an article, to be folded anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextToFold {
    source: SourceId,
    original: Arc<str>,
    /// The sentences that a person has set.
    own: Vec<ByteRange>,
}

impl From<&Source> for TextToFold {
    fn from(source: &Source) -> Self {
        let Source { record, text } = source;
        Self { source: record.id.clone(), original: Arc::clone(text), own: record.own_sentences.clone() }
    }
}

impl TextToFold {
    fn is_of(&self, source: &Source) -> bool {
        self.source == source.record.id
            && is_same(&self.original, &source.text)
            && self.own == source.record.own_sentences
    }

    /// How long it is, in bytes.
    pub fn bytes(&self) -> usize {
        self.original.len()
    }
}

/// One article.
#[derive(Debug)]
pub(super) struct Article {
    pub(super) text: TextToFold,
    /// Its sentences, folded, with a line break after each.
    pub(super) folded: String,
    /// In the original, in order.
    pub(super) sentences: Vec<ByteRange>,
    /// Where each sentence begins in the folded text.
    starts: Vec<u32>,
}

impl SearchTexts {
    /// Folds the texts of `project`, except those that `before` holds already.
    pub fn of(project: &Project, before: &Self) -> Self {
        Self::of_texts(project.sources.values().map(TextToFold::from), before)
    }

    /// Folds `texts`, which come by id, except those that `before` holds already.
    pub fn of_texts(texts: impl IntoIterator<Item = TextToFold>, before: &Self) -> Self {
        let of = |text: TextToFold| {
            let kept = before.article(&text.source).filter(|kept| kept.text == text);
            kept.cloned().unwrap_or_else(|| Arc::new(Article::new(text)))
        };
        Self { articles: texts.into_iter().map(of).collect() }
    }

    /// Whether these are the texts of `project` as it is.
    pub fn is_of(&self, project: &Project) -> bool {
        self.articles.len() == project.sources.len()
            && self.articles.iter().zip(project.sources.values()).all(|(article, source)| article.text.is_of(source))
    }

    /// How many sentences there are.
    pub fn sentences(&self) -> usize {
        self.articles.iter().map(|article| article.sentences.len()).sum()
    }

    /// How long they are together, in bytes.
    pub fn bytes(&self) -> usize {
        self.articles.iter().map(|article| article.folded.len()).sum()
    }

    fn article(&self, source: &SourceId) -> Option<&Arc<Article>> {
        let index = self.articles.binary_search_by(|article| article.source().cmp(source)).ok()?;
        self.articles.get(index)
    }
}

fn is_same(one: &Arc<str>, other: &Arc<str>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

impl Article {
    fn new(text: TextToFold) -> Self {
        let original = &text.original;
        let found = corrected(original, sentences(original), &text.own);
        let mut folded = String::with_capacity(original.len() + found.len());
        let mut starts = Vec::with_capacity(found.len());
        for sentence in &found {
            starts.push(folded.len() as u32);
            let line = Folded::new(sentence.of(original).unwrap_or_default(), Fold::Search);
            folded.push_str(line.text().trim());
            folded.push('\n');
        }
        Self { text, folded, sentences: found, starts }
    }

    pub(super) fn source(&self) -> &SourceId {
        &self.text.source
    }

    /// The sentence that holds byte `at` of the folded text.
    pub(super) fn sentence_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= at).saturating_sub(1)
    }

    /// The sentence that holds byte `at` of the folded text, where that is `from` or a later one: cheaper than
    /// [`Self::sentence_at`] for whoever goes through the text.
    pub(super) fn sentence_from(&self, from: usize, at: usize) -> usize {
        let later = self.starts.get(from + 1..).unwrap_or_default();
        from + later.iter().take_while(|start| **start as usize <= at).count()
    }

    /// Where the line of a sentence begins in the folded text, and where the next one does.
    pub(super) fn line(&self, sentence: usize) -> Range<usize> {
        let of = |index: usize| self.starts.get(index).map_or(self.folded.len(), |start| *start as usize);
        of(sentence)..of(sentence + 1)
    }

    /// The sentences that hold a part of `quote`, a place in the original.
    pub(super) fn sentences_of(&self, quote: ByteRange) -> Range<usize> {
        let first = self.sentences.partition_point(|sentence| sentence.end <= quote.start);
        let end = self.sentences.partition_point(|sentence| sentence.start < quote.end);
        first..end.max(first)
    }

    /// The words of the original that became `folded`, which may reach over several sentences.
    pub(super) fn original_range(&self, folded: Range<usize>) -> Option<ByteRange> {
        let last = folded.end.checked_sub(1)?;
        let (first, end) = (self.sentence_at(folded.start), self.sentence_at(last));
        let start = self.within(first, folded.clone())?.start;
        let end = self.within(end, folded)?.end;
        (start < end).then_some(ByteRange { start, end })
    }

    /// The part of `folded` that lies in one sentence, in the original.
    fn within(&self, sentence: usize, folded: Range<usize>) -> Option<ByteRange> {
        let line = self.line(sentence);
        let bytes = *self.sentences.get(sentence)?;
        let text = bytes.of(&self.text.original)?;
        let again = Folded::new(text, Fold::Search);
        // A quotation mark before a space leaves the space.
        let skipped = again.text().len() - again.text().trim_start().len();
        let start = folded.start.max(line.start) - line.start + skipped;
        let end = (folded.end.min(line.end) - line.start + skipped).min(again.text().trim_end().len());
        let found = again.original_range(text, start..end)?;
        Some(ByteRange { start: bytes.start + found.start, end: bytes.start + found.end })
    }
}
