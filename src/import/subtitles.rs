//! Subtitles (SRT, WebVTT) and transcripts with the time before each line: cues joined to sentences.
//!
//! Easily got wrong: captions that are made live roll, so that every line stands two or three times.

use super::draft::{Draft, Kind};
use super::error::ImportError;
use super::plain;
use super::wrapped::speaker;
use crate::derive::count_of;

/// Whether a text is subtitles or a transcript with times.
pub(super) fn is_timed(text: &str) -> bool {
    let head: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim).take(400).collect();
    if head.first().is_some_and(|line| line.starts_with("WEBVTT")) {
        return true;
    }
    let filled = head.iter().filter(|line| !line.is_empty()).count();
    let cues = head.iter().filter(|line| is_cue_time(line)).count();
    let times = head.iter().filter(|line| time_at_start(line).is_some()).count();
    (cues >= 1 && cues * 8 >= filled) || (times >= 3 && times * 3 >= filled)
}

/// Reads the words into `draft`, which has been given its encoding.
pub(super) fn read(text: &str, mut draft: Draft) -> Result<Draft, ImportError> {
    let mut words: Vec<String> = Vec::new();
    let mut recent: Vec<String> = Vec::new();
    let (mut times, mut repeated) = (0_usize, 0_usize);
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim).collect();
    let is_vtt = lines.first().is_some_and(|line| line.starts_with("WEBVTT"));
    let mut in_note = false;
    let mut head = lines.first().is_some_and(|line| line.starts_with("WEBVTT"));
    for (at, line) in lines.iter().enumerate() {
        if head {
            head = !line.is_empty();
            if head {
                draft.report.drop("head of the subtitles", *line);
            }
            continue;
        }
        if is_cue_time(line) {
            times += 1;
            continue;
        }
        // A remark of whoever made them, up to the next blank line.
        in_note = !line.is_empty() && (in_note || (is_vtt && (*line == "NOTE" || line.starts_with("NOTE "))));
        if in_note {
            draft.report.drop("note in the subtitles", *line);
            continue;
        }
        let number = line.bytes().all(|byte| byte.is_ascii_digit());
        if line.is_empty() || (number && lines.get(at + 1).is_some_and(|next| is_cue_time(next))) {
            continue;
        }
        let line = match time_at_start(line) {
            Some(rest) => {
                times += 1;
                rest
            }
            None => line,
        };
        let line = without_marks(line);
        if line.is_empty() {
            continue;
        }
        if recent.contains(&line) {
            repeated += 1;
            continue;
        }
        if recent.len() == 2 {
            recent.remove(0);
        }
        recent.push(line.clone());
        words.push(line);
    }
    draft.report.keep(count_of(times, "time was left out", "times were left out"));
    if repeated > 0 {
        draft.report.keep(count_of(
            repeated,
            "line stood twice and was kept once",
            "lines stood twice and were kept once",
        ));
    }
    draft.kind = Kind::Subtitles;
    plain::read(&joined(&words), draft)
}

/// "00:00:03,000 --> 00:00:06,000".
fn is_cue_time(line: &str) -> bool {
    line.split_once("-->").is_some_and(|(from, to)| {
        let is_time =
            |words: &str| words.trim().starts_with(|letter: char| letter.is_ascii_digit()) && words.contains(':');
        is_time(from) && is_time(to)
    })
}

/// What stands behind a time such as "0:03" or "1:02:33" at the beginning of a line.
fn time_at_start(line: &str) -> Option<&str> {
    let line = line.strip_prefix(['[', '(']).unwrap_or(line);
    let end = line.find(|letter: char| !(letter.is_ascii_digit() || letter == ':')).unwrap_or(line.len());
    let (time, rest) = line.split_at_checked(end)?;
    let parts: Vec<&str> = time.split(':').collect();
    let is_time = (2..=3).contains(&parts.len())
        && parts.iter().all(|part| (1..=2).contains(&part.len()))
        && parts.iter().skip(1).all(|part| part.len() == 2);
    let rest = rest.strip_prefix([']', ')']).unwrap_or(rest);
    (is_time && (rest.is_empty() || rest.starts_with([' ', '\t']))).then(|| rest.trim())
}

/// Without the marks of a cue: `<c>`, `<00:00:03.000>`, `<v Name>`, which becomes a label.
fn without_marks(line: &str) -> String {
    let mut shown = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('<') {
        shown.push_str(before);
        let Some((mark, behind)) = after.split_once('>') else {
            shown.push('<');
            rest = after;
            continue;
        };
        if let Some(voice) = mark.strip_prefix("v ") {
            shown.push_str(voice.trim());
            shown.push_str(": ");
        }
        rest = behind;
    }
    shown.push_str(rest);
    let shown = shown.replace("&nbsp;", " ").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One paragraph for each voice.
fn joined(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines {
        let begins = line.starts_with(">>") || line.starts_with("- ") || speaker(line).is_some();
        text.push_str(match (text.is_empty(), begins) {
            (true, _) => "",
            (false, true) => "\n\n",
            (false, false) => " ",
        });
        text.push_str(line.trim_start_matches(['>', ' ']));
    }
    text.push('\n');
    text
}
