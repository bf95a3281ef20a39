//! Finds what a merge left undecided: the marks of git and what stands between them.

use std::ops::Range;

/// Byte ranges of whole lines from `<<<<<<<` to `>>>>>>>`, and of marks that stand alone, in order. A conflict that is
/// not closed goes on to the end.
pub(super) fn conflict_regions(text: &str) -> Vec<Range<usize>> {
    let mut regions = Vec::new();
    let mut opened = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if !line.starts_with(['<', '=', '>', '|']) {
            at = end;
            continue;
        }
        let mark = line.trim_end();
        let is_mark = |sign: &str| mark == sign || mark.strip_prefix(sign).is_some_and(|rest| rest.starts_with(' '));
        if is_mark("<<<<<<<") {
            opened.get_or_insert(at);
        } else if is_mark(">>>>>>>") {
            regions.push(opened.take().unwrap_or(at)..end);
        } else if opened.is_none() && (mark == "=======" || is_mark("|||||||")) {
            regions.push(at..end);
        }
        at = end;
    }
    regions.extend(opened.map(|start| start..text.len()));
    regions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_reaches_from_its_first_mark_to_its_last() {
        let text = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\nd\n=======\n<<<<<<< x\nrest";
        let found: Vec<&str> = conflict_regions(text).into_iter().filter_map(|region| text.get(region)).collect();
        assert_eq!(found, ["<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n", "=======\n", "<<<<<<< x\nrest"]);
        assert!(conflict_regions("a ======= b\n<<<<<<<<<<\n").is_empty());
    }
}
