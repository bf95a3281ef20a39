//! Which paragraphs of a page are its article.
//!
//! A reading mode (`dom_smoothie`) and the page's own elements are both asked. The thing easily got wrong: reading modes
//! lose standfirsts, quotations and last lines, and take a long dialog about cookies for the article of a short page.

use super::super::draft::Draft;
use super::super::noise::leftover;
use super::super::opening::is_byline;
use super::super::page_lines::{PageLine, page_line};
use super::super::plain::same_words;
use super::blocks::{Block, blocks};
use super::{is_related, letters, one_line};
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use std::collections::{BTreeMap, BTreeSet};

/// More elements than a page has that people read.
const MOST_ELEMENTS: usize = 300_000;

/// Which blocks are the article.
pub(super) fn chosen(document: &Document, blocks: &[Block], draft: &mut Draft) -> Vec<bool> {
    let of_article: Vec<bool> = blocks.iter().map(could_be_of_article).collect();
    let by_rule = by_rule(blocks, &of_article);
    let found = body(document).map(|body| {
        blocks.iter().zip(&of_article).map(|(block, of_it)| *of_it && body.holds(&block.text)).collect::<Vec<bool>>()
    });
    let mut kept = match found {
        Some(found) if is_believed(blocks, &found, &by_rule) => found,
        Some(_) | None => {
            draft.report.guess(
                "article body",
                "the longest article of the page by its elements; the reading mode found less or something else",
            );
            by_rule
        }
    };
    if !kept.contains(&true) {
        keep_any_prose(blocks, &mut kept, draft);
        return kept;
    }
    keep_beside(blocks, &of_article, &mut kept);
    keep_between(blocks, &of_article, &mut kept);
    drop_lines_above(blocks, &mut kept);
    kept
}

/// Where labels leave nothing, they lie: whatever reads like sentences is better than an empty draft.
fn keep_any_prose(blocks: &[Block], kept: &mut [bool], draft: &mut Draft) {
    for (block, kept) in blocks.iter().zip(kept) {
        let is_seen = !matches!(block.reason, Some("hidden" | "cookies" | "comments"));
        *kept = is_seen && block.is_prose() && block.words() >= 8 && leftover(&block.text).is_none();
    }
    draft
        .report
        .guess("article body", "everything that reads like sentences; no element of the page is marked as the article");
}

fn could_be_of_article(block: &Block) -> bool {
    let is_page_line = || match page_line(&block.text) {
        Some(PageLine::Anywhere(_)) => block.heading.is_none(),
        Some(PageLine::AboveTheText(_)) | None => false,
    };
    block.reason.is_none() && leftover(&block.text).is_none() && !is_related(block) && !is_page_line()
}

fn weight(blocks: &[Block], kept: impl Iterator<Item = bool>) -> usize {
    blocks.iter().zip(kept).filter(|(_, kept)| *kept).map(|(block, _)| block.text.len()).sum()
}

/// Whether the reading mode is to be believed. Where it found something else than the elements say, a dialog or a list of
/// teasers may be the longer: what stands nearer to the headline is the article.
fn is_believed(blocks: &[Block], found: &[bool], by_rule: &[bool]) -> bool {
    let both = weight(blocks, found.iter().zip(by_rule).map(|(found, by_rule)| *found && *by_rule));
    let (of_found, of_rule) = (weight(blocks, found.iter().copied()), weight(blocks, by_rule.iter().copied()));
    if of_found == 0 || of_found * 2 < of_rule {
        return false;
    }
    let headline = blocks.iter().position(|block| block.heading == Some(1) && block.reason.is_none()).unwrap_or(0);
    let distance = |kept: &[bool]| kept.iter().skip(headline).position(|kept| *kept).unwrap_or(usize::MAX);
    both * 2 >= of_rule || distance(found) <= distance(by_rule)
}

/// Keeps what stands beside two kept paragraphs, in the same element.
fn keep_beside(blocks: &[Block], of_article: &[bool], kept: &mut [bool]) {
    let mut siblings: BTreeMap<usize, usize> = BTreeMap::new();
    for (block, _) in blocks.iter().zip(&*kept).filter(|(_, kept)| **kept) {
        *siblings.entry(block.container).or_default() += 1;
    }
    let Some((first, last)) = ends(kept) else { return };
    for (index, ((block, of_article), kept)) in blocks.iter().zip(of_article).zip(kept).enumerate() {
        let beside = siblings.get(&block.container).is_some_and(|count| *count >= 2);
        let near = (first..=last + 12).contains(&index) || (index < first && index + 4 > first);
        *kept = *kept || (*of_article && beside && near);
    }
}

/// Keeps sentences and their headings between kept paragraphs of one article, each perhaps in a wrapper of its own.
fn keep_between(blocks: &[Block], of_article: &[bool], kept: &mut [bool]) {
    let mut weights: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for (block, _) in blocks.iter().zip(&*kept).filter(|(_, kept)| **kept) {
        *weights.entry(block.article).or_default() += block.text.len();
    }
    let Some((article, _)) = weights.into_iter().max_by_key(|(_, weight)| *weight) else { return };
    let Some((first, last)) = ends(kept) else { return };
    // Behind the last one only what is set as the paragraphs before it are.
    let mut styles: BTreeMap<u64, usize> = BTreeMap::new();
    for (block, _) in blocks.iter().zip(&*kept).filter(|(block, kept)| **kept && block.is_prose()) {
        *styles.entry(block.style).or_default() += 1;
    }
    let mut strangers = 0;
    for (index, ((block, of_article), kept)) in blocks.iter().zip(of_article).zip(kept).enumerate().skip(first) {
        let of_it = *of_article && block.article == article;
        if index <= last {
            *kept = *kept || (of_it && block.is_prose());
        } else if strangers <= MOST_STRANGERS {
            let is_alike = styles.get(&block.style).is_some_and(|count| *count >= 3);
            *kept = of_it && is_alike && block.is_prose();
            strangers = if *kept { 0 } else { strangers + 1 };
        }
    }
}

/// So many headings, captions and advertisements may stand between two sentences of one article.
const MOST_STRANGERS: usize = 4;

/// Above the first paragraph stand names, dates and how long reading takes; they are the record's.
fn drop_lines_above(blocks: &[Block], kept: &mut [bool]) {
    let first = blocks.iter().zip(&*kept).position(|(block, kept)| *kept && block.is_prose() && block.words() >= 12);
    for (block, kept) in blocks.iter().zip(kept).take(first.unwrap_or(0)) {
        if block.heading.is_none() && (page_line(&block.text).is_some() || is_byline(&block.text)) {
            *kept = false;
        }
    }
}

fn ends(kept: &[bool]) -> Option<(usize, usize)> {
    Some((kept.iter().position(|kept| *kept)?, kept.iter().rposition(|kept| *kept)?))
}

/// The longest `article` or `main`, without what is labelled; else all that reads like prose.
fn by_rule(blocks: &[Block], of_article: &[bool]) -> Vec<bool> {
    let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
    for (block, _) in blocks.iter().zip(of_article).filter(|(_, of_article)| **of_article) {
        if let Some(article) = block.article {
            *weights.entry(article).or_default() += block.text.len();
        }
    }
    let longest = weights
        .iter()
        .max_by_key(|(_, weight)| **weight)
        .filter(|(_, weight)| **weight > 200)
        .map(|(article, _)| *article);
    let of_it = |block: &Block| match longest {
        Some(_) => block.article == longest,
        None => block.heading.is_some() || block.words() >= 6,
    };
    blocks.iter().zip(of_article).map(|(block, of_article)| *of_article && of_it(block)).collect()
}

/// What the reading mode takes for the article, to ask whether a paragraph is in it.
struct Body {
    paragraphs: BTreeSet<String>,
    all: String,
}

impl Body {
    fn holds(&self, text: &str) -> bool {
        /// Shorter lines occur by chance.
        const LONG_BYTES: usize = 40;
        let key = letters(text);
        self.paragraphs.contains(&key) || (key.len() >= LONG_BYTES && self.all.contains(&key))
    }
}

fn body(document: &Document) -> Option<Body> {
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let article = Readability::with_document(document.clone(), None, Some(config)).ok()?.parse().ok()?;
    let paragraphs: Vec<String> =
        blocks(&Document::from(&*article.content)).iter().map(|block| letters(&block.text)).collect();
    let all = paragraphs.concat();
    Some(Body { paragraphs: paragraphs.into_iter().collect(), all })
}

/// The headline and the line under it belong to the text; reading modes leave them to the metadata. `summary` is what the
/// page tells search machines of itself, more often than not the line under the headline.
pub(super) fn keep_headline(kept: &mut [bool], blocks: &[Block], title: &str, summary: &str) {
    let first = kept.iter().position(|kept| *kept).unwrap_or(kept.len());
    let summary = letters(summary);
    let is_summary = |block: &Block| {
        let key = letters(&block.text);
        key.len() > 30
            && (key == summary || (summary.len() > 60 && (key.starts_with(&summary) || summary.starts_with(&key))))
    };
    let near = first.saturating_sub(FARTHEST_ABOVE)..first;
    let is_headline = |block: &Block| block.reason.is_none() && same_words(&one_line(&block.text), title);
    let headline = blocks
        .iter()
        .position(|block| block.heading == Some(1) && is_headline(block))
        .filter(|headline| *headline <= first + 3)
        .or_else(|| {
            blocks
                .iter()
                .enumerate()
                .position(|(index, block)| near.contains(&index) && block.heading.is_some() && is_headline(block))
        });
    for (index, (block, kept)) in blocks.iter().zip(kept.iter_mut()).enumerate() {
        let under_headline = headline.is_some_and(|headline| index > headline && index < first);
        let close = headline.is_some_and(|headline| index <= headline + 6);
        let could_be = || could_be_of_article(block) && page_line(&block.text).is_none();
        let standfirst = (under_headline && block.standfirst && block.words() >= 4)
            || (under_headline && close && block.is_prose() && block.words() >= 8)
            || (near.contains(&index) && is_summary(block));
        *kept = *kept || Some(index) == headline || (standfirst && could_be());
    }
}

/// Ends the article where another begins under a headline of its own, as on pages that go on for ever.
pub(super) fn end_at_next_article(kept: &mut [bool], blocks: &[Block], title: &str) {
    let is_headline = |block: &Block| block.heading == Some(1) && block.reason.is_none() && block.words() >= 2;
    let is_own = |block: &Block| same_words(&one_line(&block.text), title);
    let Some(own) = blocks.iter().position(|block| is_headline(block) && is_own(block)) else { return };
    let next = blocks.iter().enumerate().skip(own + 1).find(|(_, block)| is_headline(block) && !is_own(block));
    let Some((next, _)) = next else { return };
    let prose = |range: std::ops::Range<usize>| {
        blocks
            .get(range)
            .unwrap_or_default()
            .iter()
            .filter(|block| block.is_prose() && could_be_of_article(block))
            .count()
    };
    if prose(own..next) < 2 || prose(next..blocks.len()) < 2 {
        return;
    }
    let is_kept = kept.get(own + 1..next).is_some_and(|kept| kept.contains(&true));
    for (index, (block, kept)) in blocks.iter().zip(kept.iter_mut()).enumerate() {
        if index >= next {
            *kept = false;
        } else if index > own && !is_kept {
            *kept = could_be_of_article(block);
        }
    }
}

/// So many menus and buttons may stand between the line under a headline and the first paragraph.
const FARTHEST_ABOVE: usize = 20;
