//! RIS, EndNote, BibTeX and CSL-JSON: bibliographic records, several in one file, most of them without a text.
//!
//! The thing easily got wrong: such a record may hold an abstract, which is no article and is told, not stored; databases
//! put whole articles there too.

use super::dates;
use super::draft::{Draft, Kind};
use super::error::ImportError;
use crate::model::{Dated, EdtfDate};
use serde_json::Value;

/// More records than one person exports.
const MOST_RECORDS: usize = 10_000;

fn damaged(kind: Kind, why: &dyn std::fmt::Display) -> ImportError {
    ImportError::Damaged { kind: kind.in_words().to_owned(), why: why.to_string() }
}

/// Records of RIS: two letters a field, a field perhaps over several lines.
pub(super) fn ris(text: &str, encoding: &str) -> Result<Vec<Draft>, ImportError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    tagged(Kind::Ris, encoding, text.lines().map(|line| ris_line(line)))
}

/// "TI  - No invitation" as its tag and value; a line without a tag goes on the field before.
fn ris_line(line: &str) -> (Option<&str>, &str) {
    let line = line.trim_start_matches('\u{feff}');
    match line.split_once("  -") {
        Some((tag, value)) if tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            (Some(tag), value.trim())
        }
        _ => (None, line.trim()),
    }
}

/// Records of EndNote: "%T No invitation".
pub(super) fn endnote(text: &str, encoding: &str) -> Result<Vec<Draft>, ImportError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.lines().map(|line| {
        let line = line.trim_start_matches('\u{feff}');
        let Some((tag, value)) = line.strip_prefix('%').and_then(|rest| rest.split_at_checked(1)) else {
            return (None, line.trim());
        };
        let tag = match tag {
            "0" => "TY",
            "T" => "TI",
            "A" => "AU",
            "J" | "B" | "I" | "W" => "T2",
            "D" => "PY",
            "8" | "7" => "DA",
            "U" => "UR",
            "C" => "CY",
            "X" => "AB",
            "K" => "KW",
            "Z" => "N1",
            _ => "ZZ",
        };
        (Some(tag), value.trim())
    });
    tagged(Kind::EndNote, encoding, lines)
}

/// Records from lines with tags of RIS; "TY" begins one, "ER" ends it. Lines in front of the first are told.
fn tagged<'a>(
    kind: Kind,
    encoding: &str,
    lines: impl Iterator<Item = (Option<&'a str>, &'a str)>,
) -> Result<Vec<Draft>, ImportError> {
    let mut records: Vec<Vec<(&str, String)>> = Vec::new();
    let mut is_open = false;
    let mut before: Vec<&str> = Vec::new();
    for (tag, value) in lines {
        match tag {
            Some("TY") => {
                records.push(Vec::new());
                is_open = true;
            }
            Some("ER") => is_open = false,
            _ if !is_open => before.extend((!value.is_empty()).then_some(value)),
            Some(tag) => records.last_mut().into_iter().for_each(|record| record.push((tag, value.to_owned()))),
            None if value.is_empty() => {}
            None => {
                if let Some((tag, field)) = records.last_mut().and_then(|record| record.last_mut()) {
                    field.push_str(if matches!(*tag, "AB" | "N2") { "\n" } else { " " });
                    field.push_str(value);
                }
            }
        }
        if records.len() > MOST_RECORDS {
            return Err(ImportError::Bomb(format!("it holds more than {MOST_RECORDS} records")));
        }
    }
    if records.is_empty() {
        return Err(damaged(kind, &"it holds no record"));
    }
    let mut drafts: Vec<Draft> = records
        .into_iter()
        .map(|record| {
            let mut draft = Draft::new(kind, encoding);
            for (tag, value) in &record {
                field(&mut draft, tag, value);
            }
            told(draft)
        })
        .collect();
    if let Some(first) = drafts.first_mut() {
        for words in before {
            first.report.drop("outside of a record", words);
        }
    }
    Ok(drafts)
}

/// Records of BibTeX.
pub(super) fn bibtex(text: &str, encoding: &str) -> Result<Vec<Draft>, ImportError> {
    use biblatex::{Bibliography, ChunksExt as _, DateValue, PermissiveType};
    let book = Bibliography::parse(text).map_err(|cause| damaged(Kind::BibTex, &cause))?;
    if book.len() > MOST_RECORDS {
        return Err(ImportError::Bomb(format!("it holds more than {MOST_RECORDS} records")));
    }
    let drafts: Vec<Draft> = book
        .iter()
        .map(|entry| {
            let mut draft = Draft::new(Kind::BibTex, encoding);
            let words = |name: &str| {
                entry.get(name).map(|chunks| chunks.format_verbatim().trim().to_owned()).unwrap_or_default()
            };
            draft.title = words("title");
            let outlets = ["journaltitle", "journal", "maintitle", "publisher", "organization", "howpublished"];
            draft.outlet = outlets.iter().map(|name| words(name)).find(|name| !name.is_empty()).unwrap_or_default();
            draft.url = words("url");
            draft.place = words("location");
            let names = entry.author().unwrap_or_default();
            let name = |person: &biblatex::Person| format!("{} {}", person.given_name, person.name).trim().to_owned();
            draft.author = names.iter().map(name).collect::<Vec<_>>().join("; ");
            let day = words("date");
            let day = if day.is_empty() { [words("year"), words("month"), words("day")].join(" ") } else { day };
            draft.published = match entry.date() {
                Ok(PermissiveType::Typed(date)) => match date.value {
                    DateValue::At(at) | DateValue::After(at) | DateValue::Before(at) | DateValue::Between(at, _) => {
                        let number =
                            |part: Option<u8>| part.map(|part| format!("-{:02}", part + 1)).unwrap_or_default();
                        let edtf = format!(
                            "{:04}{}{}",
                            at.year,
                            number(at.month),
                            if at.month.is_some() { number(at.day) } else { String::new() }
                        );
                        edtf.parse().ok().map(|date| Dated {
                            date: Some(date),
                            words: day.trim().to_owned(),
                            inferred: String::new(),
                        })
                    }
                },
                _ => dates::of_metadata(day.trim()),
            };
            if draft.published.is_none() && !day.trim().is_empty() {
                draft.report.drop(dates::NO_DATE, day.trim());
            }
            let summary = words("abstract");
            abstract_of(&mut draft, &summary);
            told(draft)
        })
        .collect();
    if drafts.is_empty() { Err(damaged(Kind::BibTex, &"it holds no record")) } else { Ok(drafts) }
}

/// An abstract of several paragraphs, or as long as an article, is the text itself: databases put it there.
fn abstract_of(draft: &mut Draft, words: &str) {
    const AS_LONG_AS_AN_ARTICLE: usize = 250;
    let paragraphs: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_text = paragraphs.len() >= 2 || words.split_whitespace().count() >= AS_LONG_AS_AN_ARTICLE;
    if paragraphs.is_empty() {
        return;
    }
    if is_text && draft.text.is_empty() {
        draft.text = paragraphs.join("\n\n") + "\n";
        draft.report.guess("text", "the field of the abstract, which holds a whole article");
    } else {
        draft.report.drop("abstract or note", words);
    }
}

/// "Gray, Andrew" as "Andrew Gray".
pub(super) fn given_first(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) if !given.contains(',') && !given.trim().is_empty() => {
            format!("{} {}", given.trim(), family.trim())
        }
        _ => name.to_owned(),
    }
}

fn field(draft: &mut Draft, tag: &str, value: &str) {
    let first = |field: &mut String| {
        if field.is_empty() {
            value.clone_into(field);
        }
    };
    match tag {
        "TI" | "T1" => first(&mut draft.title),
        "AU" | "A1" => {
            draft.author.push_str(if draft.author.is_empty() { "" } else { "; " });
            draft.author.push_str(&given_first(value));
        }
        "T2" | "JO" | "JF" | "PB" => first(&mut draft.outlet),
        "UR" | "L1" => first(&mut draft.url),
        "CY" => first(&mut draft.place),
        "DA" | "PY" | "Y1" => {
            let date = value.trim_end_matches('/').replace('/', "-");
            let date = date.parse::<EdtfDate>().ok();
            let dated = date.map(|date| Dated { words: value.to_owned(), ..Dated::on(date) });
            let dated = dated.or_else(|| dates::of_metadata(value));
            // A day says more than a year.
            let precision = |of: &Option<Dated>| of.as_ref().and_then(|of| of.date).map(EdtfDate::precision);
            if precision(&dated).is_some_and(|new| precision(&draft.published).is_none_or(|old| new < old)) {
                draft.published = dated;
            } else if dated.is_none() {
                draft.report.drop(dates::NO_DATE, value);
            }
        }
        "AB" | "N2" => abstract_of(draft, value),
        "N1" | "KW" => draft.report.drop(if tag == "KW" { "keyword" } else { "abstract or note" }, value),
        _ if value.is_empty() => {}
        _ => draft.report.drop("another field of the record", format!("{tag}: {value}")),
    }
}

/// Records as the citation style language has them.
pub(super) fn csl_json(text: &str, encoding: &str) -> Result<Vec<Draft>, ImportError> {
    let value: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|cause| damaged(Kind::CslJson, &cause))?;
    let records = match value {
        Value::Array(records) => records,
        Value::Object(mut object) => match object.remove("items") {
            Some(Value::Array(records)) => records,
            Some(_) | None => vec![Value::Object(object)],
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    if records.len() > MOST_RECORDS {
        return Err(ImportError::Bomb(format!("it holds more than {MOST_RECORDS} records")));
    }
    let is_record = |record: &&Value| {
        record.get("type").is_some_and(Value::is_string) && record.get("title").is_some_and(Value::is_string)
    };
    let drafts: Vec<Draft> = records.iter().filter(is_record).map(|record| csl_record(record, encoding)).collect();
    if drafts.is_empty() {
        return Err(ImportError::Unsupported {
            what: "JSON, but not a list of CSL records".to_owned(),
            advice: "Records have a type and a title, as reference managers export them".to_owned(),
        });
    }
    Ok(drafts.into_iter().map(told).collect())
}

fn csl_record(record: &Value, encoding: &str) -> Draft {
    let mut draft = Draft::new(Kind::CslJson, encoding);
    let text = |key: &str| record.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    draft.title = text("title");
    draft.outlet =
        [text("container-title"), text("publisher")].into_iter().find(|words| !words.is_empty()).unwrap_or_default();
    draft.url = text("URL");
    draft.place = text("publisher-place");
    let name = |person: &Value| {
        let part = |key: &str| person.get(key).and_then(Value::as_str).unwrap_or_default();
        let whole = format!("{} {}", part("given"), part("family"));
        if whole.trim().is_empty() { part("literal").to_owned() } else { whole.trim().to_owned() }
    };
    let authors = record.get("author").and_then(Value::as_array);
    draft.author = authors.map(|people| people.iter().map(name).collect::<Vec<_>>().join("; ")).unwrap_or_default();
    let date = record.get("issued");
    draft.published = date.and_then(issued);
    if let (None, Some(date)) = (&draft.published, date) {
        draft.report.drop(dates::NO_DATE, date.to_string());
    }
    abstract_of(&mut draft, &text("abstract"));
    draft
}

fn issued(issued: &Value) -> Option<Dated> {
    let Some(parts) = issued.get("date-parts").and_then(|parts| parts.get(0)).and_then(Value::as_array) else {
        return ["raw", "literal"]
            .iter()
            .find_map(|key| issued.get(key).and_then(Value::as_str))
            .and_then(dates::of_metadata);
    };
    let number = |part: &Value| part.as_u64().or_else(|| part.as_str()?.parse().ok());
    let numbers: Vec<u64> = parts.iter().map_while(number).take(3).collect();
    let edtf = match numbers.as_slice() {
        [year] => format!("{year:04}"),
        [year, month] => format!("{year:04}-{month:02}"),
        [year, month, day] => format!("{year:04}-{month:02}-{day:02}"),
        _ => return None,
    };
    Some(Dated { date: Some(edtf.parse().ok()?), words: edtf, inferred: String::new() })
}

fn told(mut draft: Draft) -> Draft {
    draft.report.keep(if draft.text.is_empty() { "the record; it has no text" } else { "the record and its text" });
    if draft.published.is_none() {
        draft.report.guess("published", "not dated: the record names no day");
    }
    draft
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn ris_gives_a_draft_for_each_record() {
        let text = "TY  - NEWS\r\nTI  - No invitation\r\nAU  - Gray, Andrew\r\nAU  - Bayer, Lili\r\nT2  - Reuters\r\nPY  - 2024\r\n\
            DA  - 2024/11/29/\r\nUR  - https://example.org/a\r\nAB  - Short.\r\nER  - \r\n\r\nTY  - NEWS\r\nTI  - Second\r\n";
        let drafts = ris(text, "UTF-8").unwrap();
        assert_eq!(drafts.len(), 2);
        assert_eq!(drafts[0].author, "Andrew Gray; Lili Bayer");
        assert_eq!(drafts[0].published.as_ref().unwrap().date.unwrap().to_string(), "2024-11-29");
        assert_eq!((drafts[0].outlet.as_str(), drafts[1].title.as_str()), ("Reuters", "Second"));
        assert_eq!(drafts[0].report.dropped.len(), 1);
    }

    #[test]
    fn a_date_that_cannot_be_is_dropped_and_told() {
        let of_ris = ris("TY  - NEWS\r\nTI  - No\r\nDA  - 9999/12/31/\r\nER  - \r\n", "UTF-8").unwrap();
        let of_csl =
            csl_json(r#"[{"type": "article", "title": "No", "issued": {"date-parts": [[9999, 12, 31]]}}]"#, "UTF-8")
                .unwrap();
        for draft in of_ris.iter().chain(&of_csl) {
            assert_eq!(draft.published, None);
            let told: Vec<&str> = draft.report.dropped.iter().map(|dropped| dropped.what.as_str()).collect();
            assert_eq!(told, [dates::NO_DATE]);
            assert!(draft.report.dropped[0].words.contains("9999"));
        }
    }

    #[test]
    fn csl_json_gives_a_draft_for_each_record() {
        let text = r#"[{"type": "article-newspaper", "title": "No invitation", "container-title": "Reuters",
            "author": [{"family": "Gray", "given": "Andrew"}, {"literal": "Staff"}], "issued": {"date-parts": [[2024, 11]]}}, 7]"#;
        let drafts = csl_json(text, "UTF-8").unwrap();
        assert_eq!(drafts[0].author, "Andrew Gray; Staff");
        assert_eq!(drafts[0].published.as_ref().unwrap().date.unwrap().to_string(), "2024-11");
        assert!(csl_json("{\"a\": 1}", "UTF-8").unwrap_err().to_string().contains("CSL"));
        assert!(csl_json("[", "UTF-8").unwrap_err().to_string().contains("damaged"));
    }
}
