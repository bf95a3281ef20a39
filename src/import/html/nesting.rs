//! How deep a page is nested, counted before it is parsed.
//!
//! One pass over the letters, no tree. The thing easily got wrong: a parser's work grows with the square of the nesting
//! (125 KB of lists take seconds), so the count must come first and must not be outwitted by stray end tags.

use super::super::error::ImportError;
use std::collections::BTreeMap;

/// Deeper than any page that people read.
const DEEPEST: usize = 512;

/// Elements without an end tag, and those that the next of their kind ends.
const NEVER_OPEN: [&str; 34] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup", "html", "head",
    "body", "rp", "rt", "frame", "keygen",
];
/// Elements whose content is no markup.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "xmp"];

/// Refuses a page that is nested too deeply to be parsed in reasonable time.
pub(super) fn check(html: &str) -> Result<(), ImportError> {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let mut depth = 0_usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or("");
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").and_then(|end| comment.get(end + 3..)).unwrap_or("");
            continue;
        }
        let (name_start, closes) = rest.strip_prefix('/').map_or((rest, false), |rest| (rest, true));
        if !name_start.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            continue;
        }
        let length = name_start
            .find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '>' | '/'))
            .unwrap_or(name_start.len());
        // Names of elements are short; a longer one still counts, by how it begins.
        let name = name_start.get(..name_start.floor_char_boundary(length.min(24))).unwrap_or("").to_ascii_lowercase();
        let after = name_start.get(length..).unwrap_or("");
        let end = end_of_tag(after);
        let closes_itself = after.get(..end).is_some_and(|tag| tag.ends_with('/'));
        rest = after.get(end..).unwrap_or("");
        if NEVER_OPEN.contains(&name.as_str()) {
            continue;
        }
        if closes {
            // A stray end tag closes nothing.
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
        } else if RAW.contains(&name.as_str()) {
            rest = after_raw(rest, &name);
        } else if !(closes_itself && is_foreign(&name)) {
            *open.entry(name).or_default() += 1;
            depth += 1;
            if depth > DEEPEST {
                return Err(ImportError::Bomb(format!("its elements are nested deeper than {DEEPEST}")));
            }
        }
    }
    Ok(())
}

/// Only in drawings and formulas does a slash end an element.
fn is_foreign(name: &str) -> bool {
    [
        "path",
        "circle",
        "rect",
        "line",
        "polygon",
        "polyline",
        "ellipse",
        "use",
        "stop",
        "g",
        "image",
        "svg",
        "animate",
        "clippath",
        "fegaussianblur",
    ]
    .contains(&name)
}

/// Bytes up to the end of a tag; a `>` in quotation marks is none.
fn end_of_tag(after: &str) -> usize {
    let mut quote = None;
    for (at, byte) in after.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quotation mark that nobody closes must not hide the rest of the page.
    after.find('>').unwrap_or(after.len())
}

/// What stands behind the end of such an element; one that does not end holds all the rest.
fn after_raw<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut searched = rest;
    while let Some(at) = searched.find("</") {
        searched = searched.get(at + 2..).unwrap_or("");
        if searched.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return searched;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_pages_are_refused_at_once() {
        for tags in ["<ul><li>", "<div>", "<b class=x>", "<table><tr><td>", "<div></b>", "<div></span>", "<DIV\n>"] {
            assert!(check(&tags.repeat(20_000)).is_err(), "{tags}");
        }
    }

    #[test]
    fn long_pages_are_not_deep() {
        for html in [
            "<p>",
            "<li>One",
            "<div></div>",
            "<br/>",
            "<svg><path d=''/></svg>",
            "<!-- <div> -->",
            "<script>'<div>'</script>",
            "a < b ",
            "<tr><td>x",
        ] {
            assert!(check(&html.repeat(20_000)).is_ok(), "{html}");
        }
    }
}
