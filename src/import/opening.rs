//! What the first lines of an article say about it: headline, author, outlet, day and place.
//!
//! Only fills what nothing better has filled. The thing easily got wrong: "By the time" is no author, "told Reuters" no
//! outlet, and a date deep in the text is that of an event.

use super::dates;
use super::draft::Draft;
use super::noise::leftover;
use super::wrapped::speaker;
use crate::evidence::sentences::sentences;

/// How many lines an opening has at most.
const OPENING_LINES: usize = 10;
/// A headline is no longer.
const HEADLINE_CHARS: usize = 220;

/// Fills the gaps of `draft` from the first lines of its text.
pub(super) fn read(draft: &mut Draft) {
    let text = std::mem::take(&mut draft.text);
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && leftover(line).is_none())
        .take(OPENING_LINES)
        .collect();
    let repeated = lines.first().and_then(|line| title_twice_in_line(line));
    if draft.title.is_empty() && is_letter(&lines) {
        labelled_lines(draft, &lines);
    }
    if draft.title.is_empty() {
        title(draft, &lines, repeated);
    }
    if let Some(title) = repeated {
        draft.report.guess("title", format!("{title:?} appears twice at the beginning of one line and was left there"));
    }
    labelled_lines(draft, &lines);
    for line in &lines {
        byline(draft, line);
        published_line(draft, line);
    }
    if draft.published.is_none() {
        day_of_title(draft, lines.first().copied());
    }
    if let Some(dateline) = lines.iter().find_map(|line| dateline(line)) {
        tell_dateline(draft, &dateline);
    }
    if draft.published.is_none() {
        undated(draft, &lines);
    }
    draft.text = text;
}

/// Who and when, from a line that a page prints beside its article.
pub(super) fn read_page_line(draft: &mut Draft, line: &str) {
    byline(draft, line.trim());
    published_line(draft, line.trim());
}

/// Titles a draft by the beginning of its text, and says so.
pub(super) fn title_from_text(draft: &mut Draft) {
    let text = std::mem::take(&mut draft.text);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(OPENING_LINES).collect();
    title(draft, &lines, None);
    draft.text = text;
}

fn title(draft: &mut Draft, lines: &[&str], repeated: Option<&str>) {
    if let Some(title) = repeated {
        draft.report.guess("title", "the words repeated at the beginning");
        title.clone_into(&mut draft.title);
        return;
    }
    // A line above the headline says who or when, or is of the head of a letter.
    let is_data = |line: &str| {
        let words = line.split_whitespace().count();
        let is_dated = || {
            dates::first_date(line).is_some_and(|date| line.len() <= date.words.len() + 24)
                || dates::ambiguous(line).is_some_and(|date| line.len() <= date.len() + 24)
                || (dates::first_date(line).is_some() && says_when(line).is_some())
        };
        is_byline(line) || is_of_letter_head(line) || (words <= 12 && is_dated())
    };
    let Some(line) = lines.iter().find(|line| !is_data(line)) else { return };
    let (_, line) = label(line)
        .filter(|(label, _)| ["title", "headline"].contains(&label.as_str()))
        .unwrap_or((String::new(), line));
    let ends = line.trim_end_matches(['"', '”', '’', '»', ' ']).ends_with('.');
    if !ends
        && line.chars().count() <= HEADLINE_CHARS
        && dateline(line).is_none()
        && speaker(line).is_none_or(|_| !line.ends_with('?'))
    {
        draft.report.guess("title", "the first line");
        line.clone_into(&mut draft.title);
        return;
    }
    let body = dateline(line).map_or(line, |dateline| line.get(dateline.end..).unwrap_or(line).trim_start());
    let first = sentences(body).first().and_then(|sentence| sentence.of(body)).unwrap_or(body);
    draft.report.guess("title", "the first sentence; the text prints no headline");
    let first = speaker(first).and_then(|label| first.trim_start().get(label.len()..)).unwrap_or(first);
    let first = first.trim_start_matches([':', ' ', '\t']);
    draft.title = first.chars().take(HEADLINE_CHARS * 2).collect();
}

/// "Title Title The article …" on one line: the words that stand twice, four at least.
fn title_twice_in_line(line: &str) -> Option<&str> {
    const MOST_WORDS: usize = 40;
    let spans: Vec<(usize, &str)> = words_of(line).take(2 * MOST_WORDS).collect();
    (4..=spans.len() / 2).rev().find_map(|count| {
        let (first, second) = (spans.get(..count)?, spans.get(count..2 * count)?);
        let equal = first.iter().zip(second).all(|((_, one), (_, other))| one == other);
        let end = first.last().map(|(at, word)| at + word.len())?;
        equal.then(|| line.get(..end)).flatten()
    })
}

fn words_of(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = line.as_ptr() as usize;
    line.split_whitespace().map(move |word| (word.as_ptr() as usize - start, word))
}

/// "Source: Reuters": a label of one or two words and what stands behind it.
fn label(line: &str) -> Option<(String, &str)> {
    let (label, value) = line.split_once(':')?;
    let known = label.trim().to_ascii_lowercase();
    let value = value.trim();
    (known.len() < 16 && !value.is_empty()).then_some((known, value))
}

/// Whether the lines begin as a printed e-mail does.
fn is_letter(lines: &[&str]) -> bool {
    let has = |name: &str| lines.iter().take(6).any(|line| label(line).is_some_and(|(label, _)| label == name));
    has("from") && (has("subject") || has("to"))
}

fn is_of_letter_head(line: &str) -> bool {
    label(line).is_some_and(|(label, _)| ["from", "to", "cc", "date", "sent", "reply-to"].contains(&label.as_str()))
}

fn labelled_lines(draft: &mut Draft, lines: &[&str]) {
    for (label, value) in lines.iter().filter_map(|line| label(line)) {
        let (what, field) = match label.as_str() {
            "author" | "authors" | "by" => ("author", &mut draft.author),
            "subject" if is_letter(lines) => ("title", &mut draft.title),
            "from" if is_letter(lines) => ("author", &mut draft.author),
            "source" | "outlet" | "publisher" | "publication" => ("outlet", &mut draft.outlet),
            "url" | "link" if value.starts_with("http") => ("url", &mut draft.url),
            "place" | "dateline" => ("place", &mut draft.place),
            _ => continue,
        };
        if field.is_empty() && value.chars().count() <= 120 {
            value.clone_into(field);
            draft.report.guess(what, format!("the line {:?}", format!("{label}: {value}")));
        }
    }
}

/// "By Andrew Gray and Lili Bayer".
pub(super) fn is_byline(line: &str) -> bool {
    let rest = ["By ", "BY ", "by "].iter().find_map(|by| line.strip_prefix(by));
    rest.is_some_and(|rest| {
        let words = rest.split_whitespace().count();
        rest.starts_with(char::is_uppercase)
            && words <= 14
            && !rest.ends_with(['.', '?', ':'])
            && rest.split_whitespace().take(2).all(|word| word.starts_with(char::is_uppercase))
    })
}

fn byline(draft: &mut Draft, line: &str) {
    if draft.author.is_empty()
        && is_byline(line)
        && let Some(rest) = line.get(3..)
    {
        let end = rest
            .find([',', '|', '•', '·'])
            .or_else(|| rest.find(" for "))
            .or_else(|| rest.find(" in "))
            .unwrap_or(rest.len());
        rest.get(..end).unwrap_or(rest).trim().clone_into(&mut draft.author);
        draft.report.guess("author", format!("the line {line:?}"));
    }
}

/// "Department Press Briefing – December 3, 2024": a headline that ends with its day.
fn day_of_title(draft: &mut Draft, first: Option<&str>) {
    let Some((line, dated)) = first.and_then(|line| Some((line, dates::first_date(line)?))) else { return };
    let before = line.trim_end_matches([')', ' ']).strip_suffix(dated.words.as_str()).map(str::trim_end);
    if before.is_some_and(|before| before.ends_with(['-', '–', '—', ',', ':', '|', '('])) && line.len() <= 160 {
        draft.report.guess("published", format!("the end of the first line, {:?}", dated.words));
        draft.published = Some(dated);
    }
}

/// The word that announces a day, and where it stands.
fn says_when(line: &str) -> Option<(usize, &'static str)> {
    let lower = line.to_ascii_lowercase();
    ["published", "posted", "updated", "date", "last modified"]
        .into_iter()
        .find_map(|verb| lower.find(verb).map(|at| (at, verb)))
}

/// "Reuters Published 29 Nov, 2024 11:48pm", "Published: November 29, 2024", or a date alone on its line.
fn published_line(draft: &mut Draft, line: &str) {
    if line.split_whitespace().count() > 16 {
        return;
    }
    let verb = says_when(line);
    // "Updated 9 December 2024 · Originally published 3 December 2024"
    let lower = line.to_ascii_lowercase();
    let said = lower.rfind("published").filter(|at| lower.get(..*at).is_some_and(|before| before.contains("updated")));
    let said = said.and_then(|at| line.get(at..));
    if let Some(dated) = said.and_then(dates::first_date).filter(|_| draft.published.is_none()) {
        draft.report.guess("published", format!("the line {line:?}"));
        draft.published = Some(dated);
        return;
    }
    let Some(dated) = dates::first_date(line) else { return };
    let starts = line.find(&dated.words).unwrap_or(0);
    // Small words make a sentence of it.
    let small = |word: &&str| word.len() >= 3 && word.chars().all(char::is_lowercase);
    let alone = line.len().saturating_sub(dated.words.len()) <= 24 && line.split_whitespace().filter(small).count() < 2;
    if !alone && verb.is_none_or(|(at, _)| at > starts) {
        return;
    }
    if draft.published.is_none() {
        draft.report.guess("published", format!("the line {line:?}"));
        draft.published = Some(dated);
    }
    if let Some((at, "published" | "posted")) = verb
        && draft.outlet.is_empty()
        && let Some(before) =
            line.get(..at).map(|before| before.trim().trim_end_matches(['|', '-', '–', '—', '·', ',', ':']).trim_end())
        && (1..=5).contains(&before.split_whitespace().count())
        && before.starts_with(char::is_uppercase)
        && !is_byline(before)
    {
        draft.report.guess("outlet", format!("what stands before the date in the line {line:?}"));
        before.clone_into(&mut draft.outlet);
    }
}

/// The beginning of "BRUSSELS, Nov 29 (Reuters) - The alliance …".
struct Dateline<'a> {
    place: &'a str,
    agency: Option<&'a str>,
    /// Byte of the line at which the article begins.
    end: usize,
}

fn dateline(line: &str) -> Option<Dateline<'_>> {
    let head = line.get(..line.floor_char_boundary(110))?;
    let dashes = [" - ", " – ", " — ", " -- "];
    let (at, dash) = dashes.iter().filter_map(|dash| head.find(dash).map(|at| (at, *dash))).min()?;
    let before = head.get(..at)?;
    let (place, agency) = match before.split_once('(') {
        Some((place, rest)) => (place.trim_end(), Some(rest.split_once(')')?.0)),
        None => (before, None),
    };
    // "BRUSSELS, Nov 29": the day is no part of the place.
    let month = place.find(", ").filter(|comma| {
        place.get(comma + 2..).is_some_and(|rest| rest.contains(|letter: char| letter.is_ascii_digit()))
    });
    let place = place.get(..month.unwrap_or(place.len()))?.trim_end_matches([',', ' ']);
    let letters = || place.chars().filter(|letter| letter.is_alphabetic());
    let first_word = place.split([' ', ',', '/']).next().unwrap_or("");
    let shouted = first_word.chars().filter(|letter| letter.is_alphabetic()).count() >= 3
        && first_word.chars().all(|letter| !letter.is_lowercase());
    let of_agency = agency.is_some_and(|agency| agency.len() <= 30 && agency.starts_with(char::is_uppercase));
    let named = of_agency && first_word.starts_with(char::is_uppercase);
    let is_place = (shouted || named)
        && letters().count() >= 3
        && place.len() <= 60
        && place.split_whitespace().count() <= 6
        && !place.contains(':');
    is_place.then_some(Dateline { place, agency: agency.filter(|_| of_agency), end: at + dash.len() })
}

fn tell_dateline(draft: &mut Draft, dateline: &Dateline<'_>) {
    if draft.place.is_empty() {
        dateline.place.clone_into(&mut draft.place);
        draft.report.guess("place", "the dateline at the beginning of the article");
    }
    if draft.outlet.is_empty()
        && let Some(agency) = dateline.agency
    {
        agency.clone_into(&mut draft.outlet);
        draft
            .report
            .guess("outlet", format!("the agency of the dateline, {agency:?}; another page may have printed it"));
    }
}

/// Says why there is no date, where words came close to one.
fn undated(draft: &mut Draft, lines: &[&str]) {
    if let Some(words) = lines.iter().filter(|line| line.len() < 200).find_map(|line| dates::relative(line)) {
        draft.report.guess("published", format!("not dated: {words:?} depends on the day on which it was saved"));
    } else if let Some(words) = lines.iter().filter(|line| line.len() < 200).find_map(|line| dates::ambiguous(line)) {
        draft.report.guess("published", format!("not dated: {words:?} can be two days"));
    } else {
        draft.report.guess("published", "not dated: the file names no day of publication");
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::super::draft::Kind;
    use super::*;

    fn opened(text: &str) -> Draft {
        let mut draft = Draft::new(Kind::PlainText, "UTF-8");
        text.clone_into(&mut draft.text);
        read(&mut draft);
        assert_eq!(draft.text, text, "the text stays");
        draft
    }

    #[test]
    fn the_first_lines_name_title_author_outlet_and_day() {
        let draft = opened(
            "Ukraine asks for an invite\n\nBy Andrew Gray and Lili Bayer\nReuters Published 29 Nov, 2024 11:48pm\n\nThe minister wrote.\n",
        );
        assert_eq!(draft.title, "Ukraine asks for an invite");
        assert_eq!(draft.author, "Andrew Gray and Lili Bayer");
        assert_eq!(draft.outlet, "Reuters");
        let published = draft.published.unwrap();
        assert_eq!(
            (published.date.unwrap().to_string().as_str(), published.words.as_str()),
            ("2024-11-29", "29 Nov, 2024")
        );
    }

    #[test]
    fn a_headline_may_end_with_its_day() {
        let draft = opened(
            "   Department Press Briefing - December 3, 2024\n\n   12/03/2024 06:30 PM EST\n\nMR MILLER:  Good afternoon.\n",
        );
        assert_eq!(draft.title, "Department Press Briefing - December 3, 2024");
        assert_eq!(draft.published.unwrap().date.unwrap().to_string(), "2024-12-03");
        assert_eq!(opened("He left the room on December 3, 2024\n\nNobody followed.\n").published, None);
    }

    #[test]
    fn the_head_of_a_letter_is_its_record() {
        let draft = opened(
            "From: Press Office <press@example.org>\nTo: list@example.org\nSubject: Statement on the invitation\n\
             Date: Fri, 29 Nov 2024 10:02:11 +0100\n\nThe ministry informs that a letter was sent.\n",
        );
        assert_eq!(
            (draft.title.as_str(), draft.author.as_str()),
            ("Statement on the invitation", "Press Office <press@example.org>")
        );
        assert_eq!(draft.published.unwrap().date.unwrap().to_string(), "2024-11-29");
    }

    #[test]
    fn a_dateline_names_the_place_and_the_agency() {
        let draft = opened("BRUSSELS, Nov 29 (Reuters) - The alliance issued no invitation. It will meet again.\n");
        assert_eq!((draft.place.as_str(), draft.outlet.as_str()), ("BRUSSELS", "Reuters"));
        assert_eq!(draft.title, "The alliance issued no invitation.");
        assert_eq!(opened("Kyiv, Ukraine (AP) — No.\n").place, "Kyiv, Ukraine");
        assert_eq!(opened("NATO allies - among them Hungary - said no.\n").outlet, "");
    }

    #[test]
    fn a_title_twice_on_one_line_is_told_and_left() {
        let draft =
            opened("Allies sidestep the invite call Allies sidestep the invite call The alliance met on Tuesday.");
        assert_eq!(draft.title, "Allies sidestep the invite call");
        assert!(draft.report.guessed.iter().any(|guessed| guessed.why.contains("twice")));
    }

    #[test]
    fn words_that_only_look_like_it_are_not_believed() {
        let draft = opened(
            "By the time it met, the alliance had decided.\nHe told Reuters on 29 November 2024 that nobody in the room had any objection to it.\n",
        );
        assert_eq!((draft.author.as_str(), draft.outlet.as_str(), draft.published), ("", "", None));
        assert!(
            opened("No\n\n4 days ago\n\nHe said no.")
                .report
                .guessed
                .iter()
                .any(|guessed| guessed.why.contains("4 days ago"))
        );
    }
}
