//! Dates among words: "29 Nov, 2024 11:48pm", "November 29, 2024", "2024-11-29T23:48:00Z", "29. November 2024".
//!
//! Knows no clock, so "4 days ago" has no day; [`relative`] finds such words to be told. The thing easily got wrong:
//! "03/12/2024" is two days, and none is guessed; with stops ("03.12.2024") the day stands first wherever it is written so.

use crate::model::{Dated, EdtfDate};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Names of the months as dates of other languages have them.
const ELSEWHERE: [&[&str]; 12] = [
    &[
        "januar",
        "jänner",
        "janvier",
        "enero",
        "gennaio",
        "janeiro",
        "stycznia",
        "січня",
        "января",
        "ocak",
        "ιανουαρίου",
        "ianuarie",
        "ledna",
        "januára",
        "januari",
        "tammikuuta",
        "tammikuu",
        "siječnja",
        "januarja",
        "януари",
        "jaanuar",
        "jaanuari",
        "janvāris",
        "janvārī",
        "sausio",
        "janúar",
        "يناير",
    ],
    &[
        "februar",
        "février",
        "febrero",
        "febbraio",
        "fevereiro",
        "lutego",
        "лютого",
        "февраля",
        "şubat",
        "február",
        "φεβρουαρίου",
        "februarie",
        "února",
        "februára",
        "februari",
        "helmikuuta",
        "helmikuu",
        "veljače",
        "februarja",
        "февруари",
        "veebruar",
        "veebruari",
        "februāris",
        "februārī",
        "vasario",
        "febrúar",
        "فبراير",
    ],
    &[
        "märz",
        "mars",
        "marzo",
        "março",
        "marca",
        "березня",
        "марта",
        "mart",
        "március",
        "μαρτίου",
        "martie",
        "března",
        "maart",
        "maaliskuuta",
        "maaliskuu",
        "ožujka",
        "marts",
        "märts",
        "märtsi",
        "martā",
        "kovo",
        "март",
        "مارس",
    ],
    &[
        "avril",
        "abril",
        "aprile",
        "kwietnia",
        "квітня",
        "апреля",
        "nisan",
        "április",
        "απριλίου",
        "aprilie",
        "dubna",
        "apríla",
        "april",
        "huhtikuuta",
        "huhtikuu",
        "travnja",
        "aprila",
        "април",
        "aprill",
        "aprilli",
        "aprīlis",
        "aprīlī",
        "balandžio",
        "apríl",
        "أبريل",
    ],
    &[
        "mai",
        "mayo",
        "maggio",
        "maio",
        "maja",
        "травня",
        "мая",
        "mayıs",
        "május",
        "μαΐου",
        "μαίου",
        "května",
        "mája",
        "maj",
        "mei",
        "toukokuuta",
        "toukokuu",
        "svibnja",
        "май",
        "maijs",
        "maijā",
        "gegužės",
        "maí",
        "مايو",
    ],
    &[
        "juni",
        "juin",
        "junio",
        "giugno",
        "junho",
        "czerwca",
        "червня",
        "июня",
        "haziran",
        "június",
        "ιουνίου",
        "iunie",
        "června",
        "júna",
        "kesäkuuta",
        "kesäkuu",
        "lipnja",
        "junija",
        "юни",
        "juuni",
        "jūnijs",
        "jūnijā",
        "birželio",
        "júní",
        "يونيو",
    ],
    &[
        "juli",
        "juillet",
        "julio",
        "luglio",
        "julho",
        "lipca",
        "липня",
        "июля",
        "temmuz",
        "július",
        "ιουλίου",
        "iulie",
        "července",
        "júla",
        "heinäkuuta",
        "heinäkuu",
        "srpnja",
        "julija",
        "юли",
        "juuli",
        "jūlijs",
        "jūlijā",
        "liepos",
        "júlí",
        "يوليو",
    ],
    &[
        "août",
        "agosto",
        "sierpnia",
        "серпня",
        "августа",
        "ağustos",
        "augusztus",
        "αυγούστου",
        "august",
        "srpna",
        "augusta",
        "augusti",
        "augustus",
        "elokuuta",
        "elokuu",
        "kolovoza",
        "avgusta",
        "август",
        "augusts",
        "augustā",
        "rugpjūčio",
        "ágúst",
        "أغسطس",
    ],
    &[
        "septembre",
        "septiembre",
        "settembre",
        "setembro",
        "września",
        "вересня",
        "сентября",
        "eylül",
        "szeptember",
        "σεπτεμβρίου",
        "septembrie",
        "září",
        "septembra",
        "september",
        "syyskuuta",
        "syyskuu",
        "rujna",
        "септември",
        "septembri",
        "septembris",
        "septembrī",
        "rugsėjo",
        "سبتمبر",
    ],
    &[
        "oktober",
        "octobre",
        "octubre",
        "ottobre",
        "outubro",
        "października",
        "жовтня",
        "октября",
        "ekim",
        "október",
        "οκτωβρίου",
        "octombrie",
        "října",
        "októbra",
        "lokakuuta",
        "lokakuu",
        "oktobra",
        "октомври",
        "oktoober",
        "oktoobri",
        "oktobris",
        "oktobrī",
        "spalio",
        "أكتوبر",
    ],
    &[
        "novembre",
        "noviembre",
        "novembro",
        "listopada",
        "листопада",
        "ноября",
        "kasım",
        "november",
        "νοεμβρίου",
        "noiembrie",
        "listopadu",
        "novembra",
        "marraskuuta",
        "marraskuu",
        "studenoga",
        "studenog",
        "ноември",
        "novembri",
        "novembris",
        "novembrī",
        "lapkričio",
        "nóvember",
        "نوفمبر",
    ],
    &[
        "dezember",
        "décembre",
        "diciembre",
        "dicembre",
        "dezembro",
        "grudnia",
        "грудня",
        "декабря",
        "aralık",
        "december",
        "δεκεμβρίου",
        "decembrie",
        "prosince",
        "decembra",
        "joulukuuta",
        "joulukuu",
        "prosinca",
        "декември",
        "detsember",
        "detsembri",
        "decembris",
        "decembrī",
        "gruodžio",
        "desember",
        "ديسمبر",
    ],
];

/// A word or number, with its place.
struct Token<'a> {
    words: &'a str,
    start: usize,
    end: usize,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if letter.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(first) = start.take() {
            tokens.push(Token { words: text.get(first..at).unwrap_or(""), start: first, end: at });
        }
    }
    tokens
}

/// The first date in `text` that names its year, as exact as it is written, with its words.
pub(super) fn first_date(text: &str) -> Option<Dated> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|index| date_at(text, &tokens, index)).or_else(|| marked_date(text))
}

/// "2024年12月3日", "2024년 12월 3일": each number before the mark of what it counts.
fn marked_date(text: &str) -> Option<Dated> {
    [['年', '月', '日'], ['년', '월', '일']].into_iter().find_map(|[of_year, of_month, of_day]| {
        text.match_indices(of_year).find_map(|(at, mark)| {
            let start = text.get(..at)?.rfind(|letter: char| !letter.is_ascii_digit()).map_or(0, |before| {
                before + text.get(before..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
            });
            let year = year(text.get(start..at)?)?;
            let (month, rest) = text.get(at + mark.len()..)?.split_once(of_month)?;
            let (day_words, _) = rest.split_once(of_day)?;
            let (month, day) = (day(month.trim()).filter(|month| *month <= 12)?, day(day_words.trim())?);
            let end = at + mark.len() + text.get(at + mark.len()..)?.find(of_day)? + of_day.len_utf8();
            let words = text.get(start..end)?.to_owned();
            let date = format!("{year:04}-{month:02}-{day:02}").parse().ok()?;
            Some(Dated { date: Some(date), words, inferred: String::new() })
        })
    })
}

fn date_at(text: &str, tokens: &[Token<'_>], index: usize) -> Option<Dated> {
    let token = |offset: usize| tokens.get(index + offset);
    // Numbers and names of one date stand side by side.
    let near = |first: &Token<'_>, second: &Token<'_>| {
        text.get(first.end..second.start).is_some_and(|gap| {
            gap.len() <= 3
                && gap.chars().all(|letter| letter.is_whitespace() || matches!(letter, ',' | '.' | '-' | '/'))
        })
    };
    let first = token(0)?;
    let dated = |edtf: String, last: &Token<'_>| {
        let words = text.get(first.start..last.end)?.to_owned();
        Some(Dated { date: Some(edtf.parse().ok()?), words, inferred: String::new() })
    };
    let following =
        |offset: usize| token(offset).filter(|next| near_all(tokens, index, offset, &near) && !next.words.is_empty());
    // 2024-11-29
    if let Some(year) = year(first.words)
        && let (Some(month), Some(last)) = (following(1).and_then(|token| two_digits(token.words, 12)), following(2))
        && let Some(day) = two_digits(last.words.get(..2).unwrap_or(last.words), 31)
        && day_ends(last.words)
    {
        return dated(
            format!("{year:04}-{month:02}-{day:02}"),
            &Token { end: last.start + 2.min(last.words.len()), ..*last },
        );
    }
    // 2024. december 3., 2024 m. gruodžio 3 d., 2024. gada 3. decembris
    if let Some(year) = year(first.words) {
        let skipped = usize::from(token(1).is_some_and(|next| ["m", "gada", "gadā"].contains(&next.words)));
        if let (Some(second), Some(third)) = (token(1 + skipped), token(2 + skipped))
            && near(second, third)
            && (skipped == 1 || near(first, second))
        {
            let named = |name: &Token<'_>, number: &Token<'_>| Some((month_elsewhere(name.words)?, day(number.words)?));
            if let Some((month, day)) = named(second, third).or_else(|| named(third, second).filter(|_| skipped == 1)) {
                return dated(format!("{year:04}-{month:02}-{day:02}"), third);
            }
        }
    }
    if let Some(day) = day(first.words) {
        if let Some((edtf, last)) = numbers(text, first, token(1)?, token(2)?) {
            return dated(edtf, last);
        }
        // 29 November 2024, 29th of November, 2024, 29 de noviembre de 2024
        let is_of =
            |offset: usize| usize::from(token(offset).is_some_and(|token| ["of", "de", "del"].contains(&token.words)));
        let of = is_of(1);
        let of_year = is_of(2 + of);
        if let Some(named) = token(1 + of)
            && let Some(last) = token(2 + of + of_year)
            && let Some(year) = year(last.words)
            && (of == 1 || near(first, named))
            && (of_year == 1 || near(named, last))
            && let Some(month) = month(named.words).or_else(|| month_elsewhere(named.words))
        {
            return dated(format!("{year:04}-{month:02}-{day:02}"), last);
        }
        return None;
    }
    let is_year = |token: &Token<'_>| year(token.words).is_some();
    let month = month(first.words)
        .or_else(|| following(1).filter(|next| is_year(next)).and_then(|_| month_elsewhere(first.words)))?;
    if let Some(day) = following(1).and_then(|token| day(token.words))
        && let Some(last) = following(2)
        && let Some(year) = year(last.words)
    {
        return dated(format!("{year:04}-{month:02}-{day:02}"), last);
    }
    let last = following(1)?;
    let year = year(last.words)?;
    // A day that the calendar does not have spoils the month too.
    let before = index.checked_sub(1).and_then(|before| tokens.get(before));
    if before.is_some_and(|before| day(before.words).is_some() && near(before, first)) {
        return None;
    }
    dated(format!("{year:04}-{month:02}"), last)
}

/// "29.11.2024", and "11/29/2024" where only one of the two can be the month.
fn numbers<'a>(
    text: &str,
    first: &Token<'_>,
    second: &Token<'_>,
    last: &'a Token<'a>,
) -> Option<(String, &'a Token<'a>)> {
    let (one, other) = (day(first.words)?, day(second.words)?);
    let year = year(last.words)?;
    let marks = (text.get(first.end..second.start)?, text.get(second.end..last.start)?);
    let (day, month) = match marks {
        ("." | ". ", "." | ". ") => (one, other),
        ("/", "/") if one > 12 || one == other => (one, other),
        ("/", "/") if other > 12 => (other, one),
        _ => return None,
    };
    Some((format!("{year:04}-{month:02}-{day:02}"), last))
}

fn near_all(tokens: &[Token<'_>], index: usize, offset: usize, near: &impl Fn(&Token<'_>, &Token<'_>) -> bool) -> bool {
    tokens
        .get(index..=index + offset)
        .is_some_and(|span| span.windows(2).all(|pair| matches!(pair, [first, second] if near(first, second))))
}

fn year(word: &str) -> Option<u16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1800..=2199).contains(year))
}

fn two_digits(word: &str, most: u8) -> Option<u8> {
    (word.len() == 2).then(|| word.parse().ok()).flatten().filter(|number| (1..=most).contains(number))
}

/// "29", or "29T23" of a time stamp.
fn day_ends(word: &str) -> bool {
    word.get(2..).is_some_and(|rest| rest.is_empty() || rest.starts_with('T'))
}

fn day(word: &str) -> Option<u8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    if digits.is_empty() || digits.len() > 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn month(word: &str) -> Option<usize> {
    if word.len() < 3 || !word.is_ascii() {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let known = |name: &str| name == lower || name.get(..3) == Some(&lower) || (lower == "sept" && name == "september");
    // "may" is a verb and "mar" a beginning; a name has a capital.
    word.starts_with(|letter: char| letter.is_ascii_uppercase())
        .then(|| MONTHS.iter().position(|name| known(name)))?
        .map(|at| at + 1)
}

fn month_elsewhere(word: &str) -> Option<usize> {
    let lower = word.to_lowercase();
    ELSEWHERE.iter().position(|names| names.contains(&lower.as_str())).map(|at| at + 1)
}

/// What a report calls words that stand where a date should and are none.
pub(super) const NO_DATE: &str = "date that cannot be read, or lies outside the years 1000 to 2199";

/// Whether `words` are written like a date, of whatever year: "0001-01-01T00:00:00Z", "31 December 9999".
pub(super) fn looks_like_a_date(words: &str) -> bool {
    tokens(words).iter().any(|token| token.words.len() >= 4 && token.words.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The day of a time stamp or a date in a page's metadata; compact "20241129" too.
pub(super) fn of_metadata(words: &str) -> Option<Dated> {
    let words = words.trim();
    if let (8, true) = (words.len(), words.bytes().all(|byte| byte.is_ascii_digit())) {
        let edtf = format!("{}-{}-{}", words.get(..4)?, words.get(4..6)?, words.get(6..)?);
        return Some(Dated { date: Some(edtf.parse().ok()?), words: words.to_owned(), inferred: String::new() });
    }
    // A month, a year, or a day of any century.
    let bare = (words.len() <= 10).then(|| words.parse::<EdtfDate>().ok()).flatten();
    let date = bare.or_else(|| first_date(words)?.date)?;
    Some(Dated { date: Some(date), words: words.chars().take(80).collect(), inferred: String::new() })
}

/// A date in the parts of an address: "2024", "12" or "dec", and perhaps "03". `words` are the parts as they stand there.
pub(super) fn of_address(parts: &[&str], words: &str) -> Option<Dated> {
    let month_of = |word: &str| {
        let name = word.get(..1)?.to_ascii_uppercase() + word.get(1..)?;
        two_digits(word, 12).map(usize::from).or_else(|| month(&name))
    };
    let edtf = match parts {
        [first, second] => format!("{:04}-{:02}", year(first)?, month_of(second)?),
        [first, second, third] => format!("{:04}-{:02}-{:02}", year(first)?, month_of(second)?, day(third)?),
        _ => return None,
    };
    Some(Dated { date: Some(edtf.parse().ok()?), words: words.to_owned(), inferred: String::new() })
}

/// "4 days ago", "yesterday": words for a day that only a calendar of the reader knows.
pub(super) fn relative(line: &str) -> Option<String> {
    const UNITS: [&str; 14] = [
        "minute", "minutes", "min", "mins", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year",
        "years",
    ];
    let tokens = tokens(line);
    tokens.windows(3).find_map(|three| match three {
        [count, unit, ago]
            if (count.words.parse::<u16>().is_ok() || ["a", "an", "one", "two", "three"].contains(&count.words))
                && UNITS.contains(&unit.words.to_ascii_lowercase().as_str())
                && ago.words.eq_ignore_ascii_case("ago") =>
        {
            line.get(count.start..ago.end).map(str::to_owned)
        }
        _ => None,
    })
}

/// "03/12/2024": a date whose day and month cannot be told apart.
pub(super) fn ambiguous(line: &str) -> Option<String> {
    let tokens = tokens(line);
    tokens.windows(3).find_map(|three| match three {
        [first, second, last]
            if year(last.words).is_some()
                && [first, second].iter().all(|part| part.words.len() <= 2 && part.words.parse::<u8>().is_ok())
                && line.get(first.end..second.start) == Some("/")
                && line.get(second.end..last.start) == Some("/") =>
        {
            line.get(first.start..last.end).map(str::to_owned)
        }
        _ => None,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_they_are_written() {
        for (words, edtf, found) in [
            ("Reuters Published 29 Nov, 2024 11:48pm", "2024-11-29", "29 Nov, 2024"),
            ("Updated: December 3rd, 2024 at noon", "2024-12-03", "December 3rd, 2024"),
            ("Fri, 29 Nov 2024 23:48:00 GMT", "2024-11-29", "29 Nov 2024"),
            ("on the 9th of December 2024", "2024-12-09", "9th of December 2024"),
            ("date 2024-11-29 AGL 38.10", "2024-11-29", "2024-11-29"),
            ("2024-11-29T23:48:00Z", "2024-11-29", "2024-11-29"),
            ("in October 2024", "2024-10", "October 2024"),
            ("Stand: 03.12.2024, 18:22 Uhr", "2024-12-03", "03.12.2024"),
            ("am 3. Dezember 2024", "2024-12-03", "3. Dezember 2024"),
            ("Publié le 29 novembre 2024 à 11h48", "2024-11-29", "29 novembre 2024"),
            ("3 de diciembre de 2024", "2024-12-03", "3 de diciembre de 2024"),
            ("29 листопада 2024, 23:48", "2024-11-29", "29 листопада 2024"),
            ("Posted 11/29/2024", "2024-11-29", "11/29/2024"),
            ("Posted 29/11/2024", "2024-11-29", "29/11/2024"),
            ("Sept. 5, 2024", "2024-09-05", "Sept. 5, 2024"),
            ("3 Aralık 2024", "2024-12-03", "3 Aralık 2024"),
            ("2024. december 3.", "2024-12-03", "2024. december 3"),
            ("3 december 2024", "2024-12-03", "3 december 2024"),
            ("3. joulukuuta 2024", "2024-12-03", "3. joulukuuta 2024"),
            ("Τρίτη 3 Δεκεμβρίου 2024", "2024-12-03", "3 Δεκεμβρίου 2024"),
            ("3 decembrie 2024, 10:15", "2024-12-03", "3 decembrie 2024"),
            ("3. prosince 2024", "2024-12-03", "3. prosince 2024"),
            ("2024 m. gruodžio 3 d.", "2024-12-03", "2024 m. gruodžio 3"),
            ("3 ديسمبر 2024", "2024-12-03", "3 ديسمبر 2024"),
            ("发布时间：2024年12月3日 10:15", "2024-12-03", "2024年12月3日"),
            ("2024년 12월 3일", "2024-12-03", "2024년 12월 3일"),
        ] {
            let dated = first_date(words).unwrap();
            assert_eq!((dated.date.unwrap().to_string().as_str(), dated.words.as_str()), (edtf, found));
        }
    }

    #[test]
    fn words_that_are_no_dates_are_left() {
        for words in [
            "he may 2024 times",
            "3-4 December",
            "03/12/2024",
            "13.13.2024",
            "version 1.2.2024a",
            "31 February 2024",
            "may 2024",
            "12 2024",
            "",
            "2024",
            "2024-13-40",
        ] {
            assert_eq!(first_date(words), None, "{words}");
        }
    }

    #[test]
    fn metadata_may_be_compact_or_a_month() {
        assert_eq!(of_metadata("20241129").unwrap().date.unwrap().to_string(), "2024-11-29");
        assert_eq!(of_metadata("2024-11").unwrap().date.unwrap().to_string(), "2024-11");
        assert_eq!(of_metadata("2024-11-29T23:48:00+02:00").unwrap().date.unwrap().to_string(), "2024-11-29");
        assert_eq!(of_metadata("yesterday"), None);
    }

    #[test]
    fn a_day_that_depends_on_the_reader_is_found_as_words() {
        assert_eq!(relative("Posted 4 days ago by our staff").as_deref(), Some("4 days ago"));
        assert_eq!(relative("long ago"), None);
        assert_eq!(ambiguous("Published 03/12/2024 10:15").as_deref(), Some("03/12/2024"));
        assert_eq!(ambiguous("on 3-4 December 2024"), None);
    }
}
