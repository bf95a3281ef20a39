//! Finds where each record of a list and each field of a struct starts and ends in a file, without understanding them.
//!
//! RON itself gives up at the first mistake; cut into records, one mistake costs one record, and every line number is
//! that of the file. The thing easily got wrong: a record that is never closed must not swallow the next ones, so a
//! line that starts with `(id:` is always taken for the start of a record.

use super::scan::{RecordLines, Scanner, Skipped, is_word};
use std::ops::{ControlFlow, Range};

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ListItem {
    /// A whole record.
    Record(Range<usize>),
    /// A record that is not closed before the next one starts.
    Unclosed(Range<usize>),
    /// Something between the records that does not belong there.
    Flaw {
        /// Byte offset.
        at: usize,
        /// What is wrong, in plain words.
        reason: &'static str,
    },
}

/// Hands over the records of a list `[ …, … ]` that fills `text`, and what is wrong between them, in order, until `each`
/// breaks off.
pub(super) fn items_of_list(text: &str, mut each: impl FnMut(ListItem) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut scanner = Scanner::new(text, 0, RecordLines::Start);
    scanner.skip_blank();
    let mut expected = Expected::RecordOrEnd;
    if scanner.peek() == Some(b'[') {
        scanner.at += 1;
    } else {
        each(ListItem::Flaw { at: scanner.at, reason: "a list starts with [ and ends with ]; the [ is missing" })?;
    }
    loop {
        scanner.skip_blank();
        let at = scanner.at;
        let Some(byte) = scanner.peek() else { break };
        match (byte, expected) {
            (b']', Expected::End) => {
                each(ListItem::Flaw { at, reason: "a second ] after the end of the list; delete one" })?;
                scanner.at += 1;
            }
            (b']', Expected::RecordOrEnd | Expected::CommaOrEnd) => {
                expected = Expected::End;
                scanner.at += 1;
            }
            (b',', Expected::CommaOrEnd) => {
                expected = Expected::RecordOrEnd;
                scanner.at += 1;
            }
            (b',', Expected::RecordOrEnd | Expected::End) => {
                each(ListItem::Flaw { at, reason: "a comma without a record before it; delete it" })?;
                scanner.at += 1;
            }
            (b')' | b'}', _) => {
                each(ListItem::Flaw { at, reason: "a bracket closes that was never opened; delete it" })?;
                scanner.at += 1;
            }
            (_, before) => {
                match before {
                    Expected::CommaOrEnd => {
                        each(ListItem::Flaw { at, reason: "a comma is missing before this record" })?;
                    }
                    Expected::End => each(ListItem::Flaw { at, reason: "this stands after the ] that ends the list" })?,
                    Expected::RecordOrEnd => {}
                }
                let skipped = scanner.skip_value();
                let closes = matches!(skipped, Skipped::Value);
                each(match skipped {
                    Skipped::Value => ListItem::Record(at..scanner.at),
                    Skipped::Unclosed => ListItem::Unclosed(at..scanner.at),
                })?;
                if before != Expected::End {
                    expected = if closes { Expected::CommaOrEnd } else { Expected::RecordOrEnd };
                } else if scanner.peek() == Some(b',') {
                    scanner.at += 1;
                }
            }
        }
    }
    if expected != Expected::End {
        each(ListItem::Flaw { at: text.len(), reason: "the list ends without a ]" })?;
    }
    ControlFlow::Continue(())
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name.
    pub(super) name: Range<usize>,
    /// Its value.
    pub(super) value: Range<usize>,
}

/// The fields of a struct `( name: value, … )` that fills `text`, as far as they can be told apart; then where and why
/// that came to an end, if it did before the struct.
pub(super) fn fields_of_struct(text: &str) -> (Vec<Field>, Option<(usize, &'static str)>) {
    let mut scanner = Scanner::new(text, 0, RecordLines::Anything);
    let mut fields = Vec::new();
    scanner.skip_blank();
    if scanner.peek() != Some(b'(') {
        return (fields, Some((scanner.at, "expected a record in ( )")));
    }
    scanner.at += 1;
    loop {
        scanner.skip_blank();
        if scanner.peek() == Some(b')') {
            scanner.at += 1;
            scanner.skip_blank();
            let rest = (scanner.at < text.len()).then_some((scanner.at, "nothing may follow the closing )"));
            return (fields, rest);
        }
        let start = scanner.at;
        while scanner.peek().is_some_and(is_word) {
            scanner.at += 1;
        }
        let name = start..scanner.at;
        scanner.skip_blank();
        if name.is_empty() || scanner.peek() != Some(b':') {
            return (fields, Some((start, "expected a field, as in `name: value`; what follows is not read")));
        }
        scanner.at += 1;
        scanner.skip_blank();
        let value_start = scanner.at;
        if matches!(scanner.skip_value(), Skipped::Unclosed) {
            return (fields, Some((start, "a bracket or a quotation mark of this field is not closed")));
        }
        let value = value_start..scanner.at;
        fields.push(Field { name, value });
        scanner.skip_blank();
        if scanner.peek() == Some(b',') {
            scanner.at += 1;
        }
    }
}

/// Where a comment stands that is not at the very top of `text`.
pub(super) fn comment_inside(text: &str, header_len: usize) -> Option<usize> {
    let below = text.get(header_len..)?;
    if !below.contains("//") && !below.contains("/*") {
        return None;
    }
    let mut scanner = Scanner::new(text, header_len, RecordLines::Anything);
    while let Some(byte) = scanner.peek() {
        if scanner.comment_starts() {
            return Some(scanner.at);
        }
        match byte {
            b'"' => scanner.skip_string(),
            b'\'' => scanner.skip_character(),
            byte if is_word(byte) => scanner.skip_word(),
            _ => scanner.at += 1,
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    RecordOrEnd,
    CommaOrEnd,
    End,
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Records as they stand, unclosed ones with `!` in front, flaws as their reason's first three words.
    fn pieces(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let _ = items_of_list(text, |piece| {
            found.push(match piece {
                ListItem::Record(range) => text[range].to_owned(),
                ListItem::Unclosed(range) => format!("!{}", text[range].trim()),
                ListItem::Flaw { reason, .. } => reason.split(' ').take(3).collect::<Vec<_>>().join(" "),
            });
            ControlFlow::Continue(())
        });
        found
    }

    #[test]
    fn strings_comments_and_brackets_do_not_end_a_record() {
        let text = r##"// top
[
    (id: "a", b: "x, ] ) \" y", c: r#"raw " ) ,"#), // (id: no
    /* ( /* nested */ */ (id: "b", c: ')', d: '\'', e: [1, (2)], f: r"\"),
]
"##;
        assert_eq!(
            pieces(text),
            [
                r##"(id: "a", b: "x, ] ) \" y", c: r#"raw " ) ,"#)"##,
                r#"(id: "b", c: ')', d: '\'', e: [1, (2)], f: r"\")"#
            ]
        );
    }

    #[test]
    fn a_record_that_is_not_closed_does_not_swallow_the_next() {
        for broken in ["(id: \"b\", x: (1),", "(id: \"b, x: 1),", "(id: r#\"b\", x: 1),", "(id: \"b\", x: [1),"] {
            let text = format!("[\n(id: \"a\"),\n{broken}\n  (id: \"c\"),\n]");
            let found = pieces(&text);
            assert_eq!(found.first().map(String::as_str), Some("(id: \"a\")"), "{broken}");
            assert!(found.contains(&"(id: \"c\")".to_owned()), "{broken} {found:?}");
        }
    }

    #[test]
    fn records_without_their_commas_or_brackets_are_found() {
        assert_eq!(pieces("(id: 1)\n(id: 2)"), ["a list starts", "(id: 1)", "a comma is", "(id: 2)", "the list ends"]);
        assert_eq!(pieces("[(id: 1),,]\n]"), ["(id: 1)", "a comma without", "a second ]"]);
        assert_eq!(pieces("[(id: 1)],\n(id: 2),"), ["(id: 1)", "a comma without", "this stands after", "(id: 2)"]);
        assert_eq!(pieces("[(id: 1))]"), ["(id: 1)", "a bracket closes"]);
    }

    #[test]
    fn fields_are_told_apart_up_to_the_first_that_is_not_one() {
        let text = "(a: 1, b: [(c: 2)], /* x */ d: \"(\", e)";
        let (fields, stop) = fields_of_struct(text);
        let found: Vec<(&str, &str)> =
            fields.into_iter().map(|field| (&text[field.name], &text[field.value])).collect();
        assert_eq!(found, [("a", "1"), ("b", "[(c: 2)]"), ("d", "\"(\"")]);
        assert_eq!(stop.map(|(at, _)| &text[at..]), Some("e)"));
        assert_eq!(fields_of_struct("(a: 1,) // end\n").1, None);
    }

    #[test]
    fn only_comments_below_the_first_lines_are_inside() {
        let text = "// top\n[\n(id: \"//\", b: r#\"/* \"#), // inside\n]";
        assert_eq!(comment_inside(text, 7), text.find("// inside"));
        assert_eq!(comment_inside("// top\n[]", 7), None);
    }

    #[test]
    fn hostile_lists_are_cut_in_work_that_grows_with_their_length_and_every_flaw_is_told() {
        for piece in ["\n", "(", "(\n", "\"", "r#\"", "/*", "'", "[", ",", "(id:", "\n(id:", "\n  (", "a", "\\", "r#"] {
            let cut = |count: usize| {
                let text = piece.repeat(count);
                let mut found = 0;
                let work = crate::store::scan::work::of(|| {
                    let _ = items_of_list(&text, |_| {
                        found += 1;
                        ControlFlow::Continue(())
                    });
                    let (_, flaw) = fields_of_struct(&format!("(a: {text}"));
                    assert!(flaw.is_some(), "{piece:?}: a struct without an end is told");
                    comment_inside(&text, 0);
                });
                assert!(found > 0, "{piece:?}: this is no list, and that is told");
                work
            };
            let (short, long) = (cut(2_000), cut(20_000));
            // The same for ten times as much, and a little for both ends.
            assert!(long <= 10 * short + 1_000, "{piece:?}: {short} bytes looked at, then {long}");
        }
    }

    proptest! {
        #[test]
        fn pieces_come_in_order_inside_the_text(
            text in "(\\(id: ?|[\\[\\](){},:\"'\\\\/*#\n ]|r#*\"|[a-z]{1,3}|é){0,60}",
        ) {
            let mut end = 0;
            let _ = items_of_list(&text, |piece| {
                let range = match piece {
                    ListItem::Record(range) | ListItem::Unclosed(range) => range,
                    ListItem::Flaw { at, .. } => at..at,
                };
                assert!(range.start >= end && range.end >= range.start, "{text:?}");
                assert!(text.get(range.clone()).is_some(), "{text:?} {range:?}");
                end = range.end;
                ControlFlow::Continue(())
            });
            for field in fields_of_struct(&text).0 {
                prop_assert!(text.get(field.name).is_some() && text.get(field.value).is_some());
            }
        }
    }
}
