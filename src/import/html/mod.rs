//! A saved web page to a draft: the article's paragraphs in their order, everything else listed as dropped.
//!
//! The paragraphs are walked in `blocks`, chosen in `choice` and written here, so that each is either in the text or in the
//! report. The thing easily got wrong: a paragraph that is left out silently is evidence that nobody misses.

mod blocks;
mod choice;
mod metadata;
mod nesting;
mod unfolding;

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests;

use super::dates;
use super::draft::{Draft, Kind};
use super::error::ImportError;
use super::noise::leftover;
use super::opening;
use super::page_lines::{PageLine, page_line};
use super::plain::{finish, same_words};
use blocks::{Block, blocks};
use choice::{chosen, end_at_next_article, keep_headline};
use dom_query::Document;
use metadata::{Fact, Metadata, date_in_address, metadata};
use unfolding::{Folded, unfold};

/// Reads a page into `draft`, which has been given its encoding.
pub(super) fn read(html: &str, mut draft: Draft) -> Result<Draft, ImportError> {
    let shown = unfold(html, Folded::Shadows);
    let empty = draft.clone();
    draft = read_page(&shown, draft)?;
    if draft.text.split_whitespace().count() < SHORTEST_ARTICLE {
        let unfolded = unfold(&shown, Folded::Templates);
        let other = read_page(&unfolded, empty)?;
        if other.text.len() > 2 * draft.text.len() {
            draft = other;
            draft.report.guess("article body", "a template of the page, which its scripts would show");
        }
    }
    finish(draft)
}

/// With fewer words a page is asked again for what it hides in templates.
const SHORTEST_ARTICLE: usize = 40;

fn read_page(html: &str, mut draft: Draft) -> Result<Draft, ImportError> {
    nesting::check(html)?;
    let document = Document::from(html);
    let page = metadata(&document, html);
    let blocks = blocks(&document);
    record(&mut draft, &page, &blocks);
    let mut kept = chosen(&document, &blocks, &mut draft);
    keep_headline(&mut kept, &blocks, &draft.title, &page.summary);
    end_at_next_article(&mut kept, &blocks, &draft.title);
    write(&blocks, &kept, &mut draft);
    whole_body(&page, &mut draft);
    Ok(draft)
}

/// The articles of a page that is an export of a news database; `None` for any other page.
pub(super) fn exported(html: &str, kind: Kind, encoding: &str) -> Result<Option<Vec<Draft>>, ImportError> {
    const MARKS: [&str; 6] =
        ["End of Document", "DOCUMENTS", "articleParagraph", "Full text:", "Document ", "Dokument "];
    if !MARKS.iter().any(|mark| html.contains(mark)) {
        return Ok(None);
    }
    nesting::check(html)?;
    let lines: Vec<String> = blocks(&Document::from(html))
        .into_iter()
        .filter(|block| block.reason != Some("hidden"))
        .map(|block| block.text)
        .collect();
    super::press::articles(&lines.join("\n"), kind, encoding).transpose()
}

/// The words of a page that is all article, as a chapter of a book is.
pub(super) fn chapter(html: &str) -> Result<Vec<String>, ImportError> {
    nesting::check(html)?;
    let kept = blocks(&Document::from(html))
        .into_iter()
        .filter(|block| !matches!(block.reason, Some("hidden" | "navigation")));
    Ok(kept.map(|block| block.text).collect())
}

fn record(draft: &mut Draft, page: &Metadata, blocks: &[Block]) {
    fn take(field: &mut String, what: &str, fact: Option<&Fact<String>>) -> Option<(String, String)> {
        let fact = fact?;
        fact.value.clone_into(field);
        Some((what.to_owned(), fact.from.to_owned()))
    }
    let told = [
        take(&mut draft.author, "author", page.author.as_ref()),
        take(&mut draft.outlet, "outlet", page.outlet.as_ref()),
        take(&mut draft.url, "url", page.url.as_ref()),
    ];
    told.into_iter().flatten().for_each(|(what, from)| draft.report.guess(&what, from));
    match (&page.published, &page.modified) {
        (Some(fact), _) => {
            draft.report.guess("published", fact.from);
            draft.published = Some(fact.value.clone());
        }
        (None, Some(fact)) => {
            draft
                .report
                .guess("published", format!("{}, the day of its last change; the page names no other", fact.from));
            let about = fact.value.latest().and_then(|day| format!("{day}~").parse().ok()).or(fact.value.date);
            let inferred = "The page names only the day of its last change.".to_owned();
            draft.published = Some(crate::model::Dated { date: about, inferred, ..fact.value.clone() });
        }
        (None, None) => {}
    }
    of_the_printed_day(draft, page);
    page.unusable.iter().for_each(|(what, words)| draft.report.drop(what, words.clone()));
    title(draft, page, blocks);
}

/// A stamp in UTC may fall on the day after the one that the paper prints; the address has the paper's day.
fn of_the_printed_day(draft: &mut Draft, page: &Metadata) {
    let Some(stamp) = &draft.published else { return };
    let is_utc = stamp.words.contains('T') && (stamp.words.ends_with('Z') || stamp.words.ends_with("+00:00"));
    let Some(address) = page.url.as_ref().and_then(|url| date_in_address(&url.value)) else { return };
    let (Some(of_stamp), Some(of_address)) = (stamp.latest(), address.latest()) else { return };
    let is_one_day = address.date.is_some_and(|date| date.earliest() == date.latest());
    if is_utc && is_one_day && of_address.plus_days(1) == of_stamp {
        let why = format!("the day in the address; the stamp {:?} is in UTC, where it was the next day", stamp.words);
        draft.report.guess("published", why);
        draft.published = Some(address);
    }
}

/// The headline readers see, else what the page calls itself.
fn title(draft: &mut Draft, page: &Metadata, blocks: &[Block]) {
    let shown: Vec<&Block> = blocks.iter().filter(|block| block.heading == Some(1) && block.words() >= 2).collect();
    let claimed = page.title.as_ref().map(|fact| fact.value.as_str()).unwrap_or_default();
    let is_claimed = |block: &&&Block| {
        let text = block.text.as_str();
        same_words(text, claimed) || (!text.is_empty() && page.window_title.starts_with(text))
    };
    // A section's headline above the article's own, which is set smaller.
    let is_set_smaller =
        blocks.iter().any(|block| block.heading.is_some_and(|level| level > 1) && same_words(&block.text, claimed));
    let only = || match shown.as_slice() {
        [_] if is_set_smaller => None,
        [only] => (only.reason.is_none() && !same_words(&only.text, &draft.outlet)).then_some(only),
        _ => None,
    };
    let (title, from) = if let Some(block) = shown.iter().find(is_claimed).or_else(only) {
        let shown = one_line(&block.text);
        // A kicker and the headline after it are often glued together where no style sheet puts a space between them.
        let is_glued = !same_words(&shown, claimed) && letters(&shown) == letters(claimed);
        (if is_glued { claimed.to_owned() } else { shown }, "the page's headline (h1)")
    } else if let Some(fact) = &page.title {
        (fact.value.clone(), fact.from)
    } else if page.window_title.trim().is_empty() {
        return;
    } else {
        (page.window_title.clone(), "the page's title")
    };
    outlet_behind_title(draft, page, &title);
    let title = without_outlet(&title, &draft.outlet);
    draft.report.guess("title", from);
    draft.title = title;
}

/// "No invitation - Northern Wire" in the title of the window names the outlet; else the address of the page does.
fn outlet_behind_title(draft: &mut Draft, page: &Metadata, title: &str) {
    if !draft.outlet.is_empty() {
        return;
    }
    let rest = page.window_title.strip_prefix(title).unwrap_or("").trim_start();
    let name = ["|", "-", "–", "—", "::"].iter().find_map(|mark| rest.strip_prefix(mark)).unwrap_or("").trim();
    if (1..=5).contains(&name.split_whitespace().count()) && !name.contains(['|', '–', '—']) {
        draft.report.guess("outlet", "what follows the headline in the page's title");
        name.clone_into(&mut draft.outlet);
    } else if let Some(host) = draft.url.split("://").nth(1).and_then(|rest| rest.split(['/', ':', '?']).next()) {
        draft.report.guess("outlet", "the address of the page");
        draft.outlet = host.trim_start_matches("www.").to_owned();
    }
}

/// Letters and digits only, so that no difference in spaces or marks matters.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn one_line(words: &str) -> String {
    words.split('\n').collect::<Vec<_>>().join(" ")
}

/// "Allies sidestep invite call | The Paper" without the paper.
fn without_outlet(title: &str, outlet: &str) -> String {
    let cut = [" | ", " - ", " – ", " — ", " :: "].iter().find_map(|mark| {
        let (before, after) = title.rsplit_once(mark)?;
        // An outlet that is only known by its address: "politico.com".
        let host = outlet.split('.').next().filter(|_| !outlet.contains(' ')).unwrap_or("");
        let named = !outlet.is_empty() && (same_words(after, outlet) || letters(after) == letters(host));
        (named && !before.trim().is_empty()).then(|| before.trim().to_owned())
    });
    cut.unwrap_or_else(|| title.to_owned())
}

/// A paragraph that is only a link leads away from the article.
fn is_related(block: &Block) -> bool {
    block.is_link() && block.heading != Some(1) && !block.is_prose()
}

/// A paragraph of so many words does not stand in an article twice by chance: the page has it once for each kind of screen.
const LONG_ENOUGH_TO_BE_ONE: usize = 8;

/// Writes what is kept, and lists what is not.
fn write(blocks: &[Block], kept: &[bool], draft: &mut Draft) {
    let first = kept.iter().position(|kept| *kept).unwrap_or(kept.len());
    let last = kept.iter().rposition(|kept| *kept).unwrap_or(0);
    let mut text = String::new();
    let mut title_printed = false;
    let mut printed = std::collections::BTreeSet::new();
    let mut before: Option<&str> = None;
    for (index, (block, kept)) in blocks.iter().zip(kept).enumerate() {
        if !kept {
            if index <= first + 3
                && index + 12 > first
                && !matches!(block.reason, Some("hidden" | "comments" | "aside"))
            {
                opening::read_page_line(draft, &one_line(&block.text));
            }
            let place = match () {
                () if dates::first_date(&block.text).is_some() && block.words() <= 8 => "date",
                () if is_related(block) && (first..=last).contains(&index) => "related link",
                () if is_related(block) => "link",
                () if opening::is_byline(&block.text) => "byline",
                () if index < first => "before the article",
                () if index > last => "after the article",
                () => "among the article",
            };
            let what = match block.reason {
                Some(reason @ ("hidden" | "comments")) => reason,
                reason => leftover(&block.text)
                    .or(reason)
                    .or_else(|| page_line(&block.text).map(PageLine::what))
                    .unwrap_or(place),
            };
            draft.report.drop(what, block.text.as_str());
            continue;
        }
        let is_title = same_words(&one_line(&block.text), &draft.title);
        if block.words() >= LONG_ENOUGH_TO_BE_ONE && !printed.insert(block.text.as_str()) {
            draft.report.drop("printed again", block.text.as_str());
            continue;
        }
        if (is_title && title_printed) || before.is_some_and(|before| before == block.text && block.words() >= 3) {
            draft.report.drop(if is_title { "title printed again" } else { "printed again" }, block.text.as_str());
            continue;
        }
        title_printed |= is_title;
        before = Some(&block.text);
        text.push_str(if text.is_empty() { "" } else { "\n\n" });
        text.push_str(&block.text);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    draft.text = text;
}

/// A page that builds itself by scripts may hold its article only for search machines.
fn whole_body(page: &Metadata, draft: &mut Draft) {
    let Some(body) = &page.body else { return };
    if draft.text.trim().len() * 3 >= body.len() {
        return;
    }
    let body = if body.contains("<p") || body.contains("<br") {
        nesting::check(body).ok().map(|()| {
            blocks(&Document::from(body.as_str())).into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n\n")
        })
    } else {
        Some(body.trim().to_owned())
    };
    if let Some(body) = body.filter(|body| !body.is_empty()) {
        draft.report.guess("article body", "JSON-LD (articleBody): the page itself shows less of the article");
        draft.text = body + "\n";
    }
}
