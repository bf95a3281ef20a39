//! The paragraphs of a page in their order, each with what around it says that it is not of the article.
//!
//! Words are kept as a browser shows them: runs of plain white space are one space, no-break spaces stay. The thing easily
//! got wrong: names of classes lie; a label on something as long as an article is not believed.

use dom_query::{Document, NodeRef};
use std::hash::{DefaultHasher, Hash, Hasher as _};

/// One paragraph, heading, point of a list or cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) text: String,
    /// What it is if it is not of the article.
    pub(super) reason: Option<&'static str>,
    /// Which element holds it, its siblings too.
    pub(super) container: usize,
    /// Which `article`, `main` or marked body holds it.
    pub(super) article: Option<usize>,
    /// 1 for the headline, up to 6.
    pub(super) heading: Option<u8>,
    /// Whether it is the line under a headline.
    pub(super) standfirst: bool,
    /// Equal for paragraphs that a page sets alike: of elements with the same names and classes.
    pub(super) style: u64,
    /// How many of its bytes are in links.
    linked: usize,
}

impl Block {
    /// How many words it has. Scripts without spaces are measured by their letters, two to a word.
    pub(super) fn words(&self) -> usize {
        let unspaced = self.text.chars().filter(|letter| {
            matches!(letter, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
                | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
        });
        self.text.split_whitespace().count() + unspaced.count() / 2
    }

    /// Whether it is a sentence, or more of them.
    pub(super) fn is_prose(&self) -> bool {
        let words = self.text.trim_end_matches(['"', '”', '’', '»', '“', '\'', ')', ']', ' ', '\u{a0}']);
        self.words() >= 5
            && (words.ends_with(['.', '!', '…', '。', '！']) || (words.ends_with(['?', ':']) && !self.is_link()))
    }

    /// Whether nearly all of it is a link.
    pub(super) fn is_link(&self) -> bool {
        self.linked * 5 >= self.text.len() * 4
    }
}

/// All paragraphs of a page.
pub(super) fn blocks(document: &Document) -> Vec<Block> {
    let mut walker = Walker { blocks: Vec::new(), text: String::new(), linked: 0, elements: 0 };
    let place = Place::default();
    let start = document.body().unwrap_or_else(|| document.root());
    walker.walk(&start, place, 0);
    walker.flush(place);
    walker.blocks
}

/// Where the walk is.
#[derive(Clone, Copy, Default)]
struct Place {
    reason: Option<&'static str>,
    container: usize,
    element: usize,
    article: Option<usize>,
    heading: Option<u8>,
    standfirst: bool,
    /// Name and classes of this element, and of this element in the one around it.
    own_style: u64,
    style: u64,
    in_link: bool,
    preformatted: bool,
}

struct Walker {
    blocks: Vec<Block>,
    text: String,
    linked: usize,
    elements: usize,
}

/// The parser nests a little deeper than the tags that were counted.
const DEEPEST: usize = 4_000;
const NOT_SHOWN: [&str; 14] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "textarea", "head",
    "video", "audio", "canvas",
];
const INLINE: [&str; 37] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
];

impl Walker {
    fn walk(&mut self, node: &NodeRef<'_>, place: Place, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for child in node.children_it(false) {
            if child.is_text() {
                self.push(&child.text(), place);
                continue;
            }
            let Some(name) = child.node_name() else { continue };
            let name = name.to_ascii_lowercase();
            match name.as_str() {
                "br" => self.text.push('\n'),
                name if NOT_SHOWN.contains(&name) => {}
                name if INLINE.contains(&name) => {
                    if place.reason.is_none() && hidden(&child).is_some() {
                        self.hide(&child, place);
                    } else {
                        let place = Place { in_link: place.in_link || (name == "a" && leads_away(&child)), ..place };
                        self.walk(&child, place, depth + 1);
                    }
                }
                name => {
                    self.flush(place);
                    self.elements += 1;
                    let own_style = hash(&(name, child.attr("class").as_deref()));
                    let inside = Place {
                        own_style,
                        style: hash(&(place.own_style, own_style)),
                        reason: inner_reason(name, &child, place),
                        container: place.element,
                        element: self.elements,
                        article: if is_article(name, &child) { Some(self.elements) } else { place.article },
                        heading: heading(name).or(place.heading),
                        standfirst: place.standfirst || is_standfirst(&child),
                        in_link: place.in_link,
                        preformatted: place.preformatted || name == "pre",
                    };
                    self.walk(&child, inside, depth + 1);
                    self.flush(inside);
                }
            }
        }
    }

    /// Words in the middle of a paragraph that nobody sees are told apart from it.
    fn hide(&mut self, element: &NodeRef<'_>, place: Place) {
        let text = element.text().split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            let Place { container, article, style, .. } = place;
            let (heading, standfirst, linked) = (None, false, 0);
            self.blocks.push(Block {
                text,
                reason: Some("hidden"),
                container,
                article,
                heading,
                standfirst,
                style,
                linked,
            });
        }
    }

    fn push(&mut self, words: &str, place: Place) {
        let before = self.text.len();
        for letter in words.chars() {
            match letter {
                '\n' if place.preformatted => self.text.push('\n'),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    if !self.text.ends_with([' ', '\n']) && !self.text.is_empty() {
                        self.text.push(' ');
                    }
                }
                letter => self.text.push(letter),
            }
        }
        if place.in_link {
            self.linked += self.text.len() - before;
        }
    }

    /// Ends a paragraph. Two line breaks in a row divide it, as old pages do.
    fn flush(&mut self, place: Place) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let mut paragraph: Vec<&str> = Vec::new();
        let whole = text.len().max(1);
        let mut finish = |paragraph: &mut Vec<&str>| {
            let text = paragraph.join("\n");
            paragraph.clear();
            if text.trim().is_empty() {
                return;
            }
            let linked = linked * text.len() / whole;
            let Place { reason, container, article, heading, standfirst, style, .. } = place;
            self.blocks.push(Block { text, reason, container, article, heading, standfirst, style, linked });
        };
        for line in text.split('\n') {
            let line = line.trim_matches(' ');
            if line.trim().is_empty() {
                finish(&mut paragraph);
            } else {
                paragraph.push(line);
            }
        }
        finish(&mut paragraph);
    }
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// A link without an address, or to a place of the same page, is a mark in the text.
fn leads_away(link: &NodeRef<'_>) -> bool {
    link.attr("href").is_some_and(|address| !address.trim().is_empty() && !address.trim_start().starts_with('#'))
}

fn heading(name: &str) -> Option<u8> {
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().zip(1..).find_map(|(tag, level)| (*tag == name).then_some(level))
}

fn is_article(name: &str, element: &NodeRef<'_>) -> bool {
    matches!(name, "article" | "main") || element.attr("itemprop").is_some_and(|prop| &*prop == "articleBody")
}

fn is_standfirst(element: &NodeRef<'_>) -> bool {
    const WORDS: [&str; 9] =
        ["standfirst", "subtitle", "subheadline", "subhead", "deck", "dek", "lede", "summary", "subheading"];
    names(element).iter().any(|name| WORDS.contains(&name.as_str()))
}

/// What the page hides from readers.
fn hidden(element: &NodeRef<'_>) -> Option<&'static str> {
    let style = element.attr("style").map(|style| style.replace(' ', "").to_ascii_lowercase()).unwrap_or_default();
    let is_hidden = element.has_attr("hidden")
        || element.attr("class").is_some_and(|class| {
            class.split_ascii_whitespace().any(|name| HIDDEN_CLASSES.contains(&name.to_ascii_lowercase().as_str()))
        })
        || element.attr("aria-hidden").is_some_and(|hidden| &*hidden == "true")
        || style.contains("display:none")
        || style.contains("visibility:hidden");
    (is_hidden && !is_long(element)).then_some("hidden")
}

const HIDDEN_CLASSES: [&str; 7] =
    ["hidden", "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "screenreader-only", "offscreen"];

/// What is nearest to the words names them best; what nobody sees and what readers wrote stays that.
fn inner_reason(name: &str, element: &NodeRef<'_>, place: Place) -> Option<&'static str> {
    match place.reason {
        Some("hidden" | "comments") => place.reason,
        // A post quoted from elsewhere is evidence, whatever the box around it is called.
        Some("share button") if name == "blockquote" => None,
        outer => reason(name, element, place).or(outer),
    }
}

/// What an element says of all that is in it.
fn reason(name: &str, element: &NodeRef<'_>, place: Place) -> Option<&'static str> {
    let by_name = match name {
        "nav" | "menu" => Some("navigation"),
        "footer" => Some(if place.article.is_some() { "end of the page" } else { "footer" }),
        "header" if place.article.is_none() && !has_headline(element) => Some("page header"),
        "aside" => by_class(name, element).or_else(|| (!holds_paragraphs(element)).then_some("aside")),
        "figcaption" | "figure" => Some("caption"),
        "button" => Some("form"),
        // Some sites put the whole page into a form.
        "form" | "fieldset" | "dialog" if !is_long(element) && !has_headline(element) => Some("form"),
        _ => None,
    };
    let by_role = || match element.attr("role").as_deref() {
        Some("navigation" | "menu" | "menubar") => Some("navigation"),
        Some("banner") if !has_headline(element) => Some("page header"),
        Some("contentinfo") => Some("footer"),
        Some("complementary") => Some("aside"),
        Some("search" | "dialog" | "alertdialog") => Some("form"),
        _ => None,
    };
    by_name.or_else(by_role).or_else(|| hidden(element)).or_else(|| by_class(name, element))
}

/// Some sites put the first paragraphs of an article into a box of their own.
fn holds_paragraphs(element: &NodeRef<'_>) -> bool {
    let is_paragraph = |inner: &NodeRef<'_>| {
        let text = inner.text();
        let text = text.trim();
        text.len() > 120 && text.ends_with(['.', '”', '"', '?', '!', '…'])
    };
    element.descendants_it().filter(|inner| inner.has_name("p") && is_paragraph(inner)).take(3).count() == 3
}

fn has_headline(element: &NodeRef<'_>) -> bool {
    element.descendants_it().any(|inner| inner.has_name("h1"))
}

fn by_class(name: &str, element: &NodeRef<'_>) -> Option<&'static str> {
    if matches!(name, "html" | "body" | "main" | "article" | "h1") {
        return None;
    }
    let names = names(element);
    let (_, reason) = LABELS.iter().find(|(words, _)| names.iter().any(|name| words.contains(&name.as_str())))?;
    let believed = match *reason {
        // Such lists and dialogs are long.
        "comments" | "cookies" => {
            !has_headline(element) && !element.descendants_it().any(|inner| inner.has_name("article"))
        }
        _ => !is_long(element) && !has_headline(element),
    };
    believed.then_some(*reason)
}

/// As long as an article or a good part of one.
fn is_long(element: &NodeRef<'_>) -> bool {
    const ARTICLE_CHARS: usize = 1_200;
    element.normalized_char_count() > ARTICLE_CHARS
}

const LABELS: [(&[&str], &str); 12] = [
    (&["nav", "navigation", "navbar", "menu", "breadcrumb", "breadcrumbs", "skip", "toolbar"], "navigation"),
    (&["share", "sharing", "social", "sharebar", "sharedaddy", "addtoany", "sharetools"], "share button"),
    (&["cookie", "cookies", "consent", "gdpr", "onetrust"], "cookies"),
    (
        &["newsletter", "subscribe", "subscription", "signup", "paywall", "regwall", "donate", "donation"],
        "subscription",
    ),
    (
        &[
            "related",
            "recommended",
            "recommendations",
            "recirc",
            "recirculation",
            "outbrain",
            "taboola",
            "readmore",
            "trending",
            "popular",
        ],
        "related links",
    ),
    (&["caption", "figcaption", "credit", "credits"], "caption"),
    (&["comments", "comment", "disqus"], "comments"),
    (
        &["ad", "ads", "advert", "advertisement", "advertising", "adslot", "sponsored", "promo", "promoted"],
        "advertisement",
    ),
    (&["byline", "author", "authors"], "byline"),
    (&["timestamp", "pubdate", "publishdate", "dateline"], "date"),
    (&["tags", "topics", "taglist"], "tags"),
    (&["copyright", "sidebar", "rail"], "aside"),
];

/// The words of an element's classes and id: "related-links-box", "relatedLinks".
fn names(element: &NodeRef<'_>) -> Vec<String> {
    // "category-newsletter" and "has-comments" say what an article is about or what stands beside it.
    const OF_THE_ARTICLE: [&str; 7] = ["tag-", "category-", "cat-", "has-", "type-", "no-", "with-"];
    let mut names = Vec::new();
    let attributes = [element.attr("class"), element.attr("id")];
    let words = attributes.iter().flatten().flat_map(|attribute| attribute.split_ascii_whitespace()).take(40);
    for attribute in words.filter(|word| !OF_THE_ARTICLE.iter().any(|start| word.starts_with(start))) {
        let mut word = String::new();
        let mut after_small = false;
        for letter in attribute.chars().take(400).chain([' ']) {
            if (!letter.is_alphanumeric() || (after_small && letter.is_uppercase())) && !word.is_empty() {
                names.push(std::mem::take(&mut word));
            }
            if letter.is_alphanumeric() {
                word.extend(letter.to_lowercase());
            }
            after_small = letter.is_lowercase();
        }
    }
    names
}
