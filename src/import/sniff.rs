//! What a file is, by its content; its ending only decides between kinds of plain text.
//!
//! The thing easily got wrong: files are mislabelled. An ending that says otherwise is told and not believed.

use super::draft::Kind;
use super::error::ImportError;

/// What the first bytes say.
pub(super) enum Sniffed {
    Pdf,
    /// An archive: its entries tell what it is.
    Zip,
    Rtf,
    /// Letters: they are to be decoded before anything more can be said.
    Text,
}

pub(super) fn sniff(bytes: &[u8]) -> Result<Sniffed, ImportError> {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let refused =
        |what: &str, advice: &str| Err(ImportError::Unsupported { what: what.to_owned(), advice: advice.to_owned() });
    match start {
        [] => Err(ImportError::Empty),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Ok(Sniffed::Zip),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            refused("an old or encrypted Office document", "Save it as DOCX without a password and import that")
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => Ok(Sniffed::Rtf),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => {
            refused("a picture", "Words in pictures are not read; copy them as text")
        }
        [0x1f, 0x8b, ..] | [b'7', b'z', 0xbc, 0xaf, ..] | [b'R', b'a', b'r', b'!', ..] => {
            refused("a compressed archive", "Unpack it and import what is in it")
        }
        [b'b', b'p', b'l', b'i', b's', b't', ..] => {
            refused("a web archive of Safari", "Save the page as HTML and import that")
        }
        _ if start.windows(5).any(|five| five == b"%PDF-") => Ok(Sniffed::Pdf),
        _ => Ok(Sniffed::Text),
    }
}

/// Which kind of text `text` is, from a file named `name`.
pub(super) fn kind_of_text(text: &str, name: &str) -> Kind {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let head = text.get(..text.floor_char_boundary(4096)).unwrap_or(text).to_ascii_lowercase();
    let ending = ending(name);
    if super::mail::is_mail(text.get(..text.floor_char_boundary(16_384)).unwrap_or(text), &ending) {
        return Kind::Mail;
    }
    if is_ris(&head) {
        return Kind::Ris;
    }
    if head.starts_with("%0 ") || head.contains("\n%0 ") && ending == "enw" {
        return Kind::EndNote;
    }
    if head.starts_with('@') && (ending == "bib" || is_bibtex(&head)) {
        return Kind::BibTex;
    }
    if super::feed::is_feed(&head) {
        return Kind::Feed;
    }
    if super::tei::is_tei(&head) {
        return Kind::Tei;
    }
    if super::subtitles::is_timed(text) {
        return Kind::Subtitles;
    }
    if head.starts_with(['{', '[']) && (ending == "jsonl" || ending == "ndjson") {
        return Kind::CslJson;
    }
    let first_line = text.lines().next().unwrap_or_default();
    if matches!(ending.as_str(), "csv" | "tsv") || super::table::is_heading(first_line) {
        return Kind::Table;
    }
    if head.starts_with(['{', '[']) && (ending == "json" || looks_like_json(&head)) {
        return Kind::CslJson;
    }
    if looks_like_html(&head) {
        return Kind::Html;
    }
    if matches!(ending.as_str(), "md" | "markdown" | "mdown") || looks_like_markdown(text) {
        return Kind::Markdown;
    }
    Kind::PlainText
}

/// Records of RIS, perhaps behind lines of the database that wrote them.
fn is_ris(head: &str) -> bool {
    head.starts_with("ty  - ") || head.contains("\nty  - ") || head.contains("\rty  - ")
}

/// "@article{key," and the like.
fn is_bibtex(head: &str) -> bool {
    let kind = head.trim_start_matches('@');
    let name_end = kind.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(kind.len());
    name_end >= 3 && kind.get(name_end..).is_some_and(|rest| rest.trim_start().starts_with(['{', '(']))
}

/// The ending of a file's name in small letters, without its dot.
pub(super) fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
}

/// What the ending promises, if it is one of ours.
pub(super) fn promised(name: &str) -> Option<Kind> {
    Some(match ending(name).as_str() {
        "txt" | "text" => Kind::PlainText,
        "html" | "htm" | "xhtml" => Kind::Html,
        "md" | "markdown" | "mdown" => Kind::Markdown,
        "docx" => Kind::Docx,
        "epub" => Kind::Epub,
        "pdf" => Kind::Pdf,
        "ris" => Kind::Ris,
        "bib" => Kind::BibTex,
        "enw" => Kind::EndNote,
        "rtf" => Kind::Rtf,
        "odt" => Kind::Odt,
        "eml" | "mbox" | "mht" | "mhtml" => Kind::Mail,
        "rss" | "atom" => Kind::Feed,
        "csv" | "tsv" | "xlsx" | "xls" | "ods" => Kind::Table,
        "srt" | "vtt" => Kind::Subtitles,
        _ => return None,
    })
}

fn looks_like_json(head: &str) -> bool {
    let mut rest = head.chars().skip(1).filter(|letter| !letter.is_whitespace());
    match (head.chars().next(), rest.next()) {
        (Some('{'), Some('"' | '}')) => true,
        (Some('['), Some('{' | ']')) => rest.next().is_none_or(|letter| matches!(letter, '"' | '}')),
        _ => false,
    }
}

fn looks_like_html(head: &str) -> bool {
    const WHOLE: [&str; 6] = ["<!doctype html", "<html", "<head", "<body", "<article", "<main"];
    const PARTS: [&str; 9] = ["<p>", "<p ", "<div", "<meta ", "<title>", "<h1", "<section", "<span", "<script"];
    if !head.contains('<') {
        return false;
    }
    if head.starts_with('<') {
        return WHOLE.iter().chain(&PARTS).any(|tag| head.contains(tag));
    }
    // A page after a stray line; a text about HTML names a tag now and then.
    WHOLE.iter().any(|tag| head.contains(tag)) && PARTS.iter().any(|tag| head.contains(tag))
}

/// Front matter, or two marks of different sorts that plain text does not have by chance.
fn looks_like_markdown(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) {
        return rest.lines().take(30).any(|line| line.trim_end() == "---");
    }
    let (mut headings, mut links, mut strong) = (false, false, false);
    for line in text.lines().take(200) {
        let after = line.trim_start_matches('#');
        headings |= (1..=6).contains(&(line.len() - after.len())) && after.starts_with(' ');
        links |= line.split_once("](").is_some_and(|(before, after)| before.contains('[') && after.contains(')'));
        strong |= line.matches("**").count() >= 2;
    }
    [headings, links, strong].into_iter().filter(|mark| *mark).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_not_the_ending() {
        let kind = kind_of_text;
        assert_eq!(kind("<!DOCTYPE html><html><body><p>No.</p>", "article.txt"), Kind::Html);
        assert_eq!(kind("TY  - NEWS\nTI  - No\nER  - \n", "export.txt"), Kind::Ris);
        assert_eq!(kind("[{\"type\": \"article-newspaper\"}]", "export.txt"), Kind::CslJson);
        assert_eq!(kind("# A heading\n\nWith a [link](https://example.org).\n", "article"), Kind::Markdown);
        assert_eq!(kind("Plain words.\n", "article.md"), Kind::Markdown);
        assert_eq!(kind("Plain words, x < y and y > z.\n", "article.html"), Kind::PlainText);
        assert_eq!(kind("[Applause] He said no.", "speech.txt"), Kind::PlainText);
        assert_eq!(kind("#1 reason: none", "note.txt"), Kind::PlainText);
    }

    #[test]
    fn what_cannot_be_read_is_named_with_a_way_out() {
        for (bytes, words) in
            [(b"\xd0\xcf\x11\xe0\xa1\xb1".as_slice(), "Office"), (b"\x89PNG\r\n", "picture"), (b"", "empty")]
        {
            assert!(sniff(bytes).is_err_and(|error| error.to_string().contains(words)), "{words}");
        }
    }
}
