//! E-mail: single messages, mailboxes of many (mbox), and pages that a browser saved as one file (MHTML).
//!
//! A part of HTML is read by the reader of pages, a part of text as text. Easily got wrong: the signature and the letter
//! that is answered are no words of this one; both are told and left out.

use super::draft::{Draft, Kind, Report};
use super::error::ImportError;
use super::{html, plain, press};
use crate::model::Dated;
use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders as _, PartType};

/// More messages than one person files.
const MOST_MESSAGES: usize = 20_000;

/// Whether a text begins as a message does: with named lines, one of which only mail has.
pub(super) fn is_mail(head: &str, ending: &str) -> bool {
    let mut lines = head.lines().skip_while(|line| line.trim().is_empty() || line.starts_with("From "));
    let mut names = Vec::new();
    for line in lines.by_ref() {
        if line.starts_with([' ', '\t']) && !names.is_empty() {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            break;
        }
        names.push(name.to_ascii_lowercase());
    }
    let has = |name: &str| names.iter().any(|one| one == name);
    let of_mail =
        ["mime-version", "content-type", "message-id", "received", "return-path", "content-transfer-encoding"];
    let is_marked = of_mail.iter().any(|name| has(name)) || ["eml", "mbox", "mht", "mhtml"].contains(&ending);
    (has("from") || has("subject")) && (has("date") || has("to") || has("from")) && is_marked && names.len() >= 2
}

/// The articles in one message or in a mailbox.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Draft>, ImportError> {
    let mut drafts = Vec::new();
    let messages = messages(bytes);
    if messages.len() > MOST_MESSAGES {
        return Err(ImportError::Bomb(format!("it holds more than {MOST_MESSAGES} messages")));
    }
    let all = messages.len();
    let mut refused = Vec::new();
    for (index, message) in messages.into_iter().enumerate() {
        match of_message(message) {
            Ok(found) => drafts.extend(found),
            Err(cause) if all == 1 => return Err(cause),
            Err(cause) => refused.push(format!("message {} of {all}: {cause}", index + 1)),
        }
    }
    let Some(first) = drafts.first_mut() else { return Err(ImportError::NoText(String::new())) };
    for words in refused {
        first.report.drop("message that could not be read", words);
    }
    Ok(drafts)
}

/// The messages of a mailbox, each after a line that begins with "From "; of a single message, that one.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    if !bytes.starts_with(b"From ") {
        return vec![bytes];
    }
    let mut starts = vec![0];
    let mut is_blank = false;
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if is_blank && line.starts_with(b"From ") {
            starts.push(at);
        }
        is_blank = line.trim_ascii().is_empty();
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let without_mark = |message: &'_ [u8]| message.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| bytes.get(*start..end))
        .filter_map(|message| message.get(without_mark(message)..))
        .collect()
}

fn of_message(bytes: &[u8]) -> Result<Vec<Draft>, ImportError> {
    let damaged =
        || ImportError::Damaged { kind: Kind::Mail.in_words().to_owned(), why: "no message is in it".to_owned() };
    let message = MessageParser::default().parse(bytes).ok_or_else(damaged)?;
    let (page, words) = (html_part(&message), text_part(&message));
    // "See HTML": the part of text is often only a hint at the other.
    let is_whole = |words: &str, page: &str| words.split_whitespace().count() * 4 >= words_in(page);
    let mut drafts = match (&page, &words) {
        (Some(page), Some(words)) if is_whole(words, page) && !is_saved_page(&message) => of_text(words)?,
        (Some(page), _) => of_page(page)?,
        (None, Some(words)) => of_text(words)?,
        (None, None) => return Err(ImportError::NoText("; the message has no part of text".to_owned())),
    };
    let is_one = drafts.len() == 1;
    if let (true, Some(draft)) = (is_one, drafts.first_mut()) {
        headers(&message, draft);
    }
    Ok(drafts)
}

/// Words of a page without its marks, roughly.
fn words_in(page: &str) -> usize {
    let mut inside = false;
    let letters = page.chars().map(|letter| {
        inside = match letter {
            '<' => true,
            '>' => false,
            _ => inside,
        };
        if inside || letter == '>' { ' ' } else { letter }
    });
    letters.collect::<String>().split_whitespace().count()
}

fn is_saved_page(message: &Message<'_>) -> bool {
    message.header("Snapshot-Content-Location").is_some()
        || message
            .content_type()
            .is_some_and(|kind| kind.subtype().is_some_and(|of| of.eq_ignore_ascii_case("related")))
}

fn html_part(message: &Message<'_>) -> Option<String> {
    message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(page) => Some(page.clone().into_owned()),
        _ => None,
    })
}

fn text_part(message: &Message<'_>) -> Option<String> {
    message.parts.iter().find_map(|part| match &part.body {
        PartType::Text(words) if !words.trim().is_empty() => Some(words.clone().into_owned()),
        _ => None,
    })
}

fn of_page(page: &str) -> Result<Vec<Draft>, ImportError> {
    if let Some(articles) = html::exported(page, Kind::Mail, "")? {
        return Ok(articles);
    }
    Ok(vec![html::read(page, Draft::new(Kind::Mail, ""))?])
}

fn of_text(words: &str) -> Result<Vec<Draft>, ImportError> {
    if let Some(articles) = press::articles(words, Kind::Mail, "") {
        return articles;
    }
    let mut draft = Draft::new(Kind::Mail, "");
    let body = own_words(words, &mut draft.report);
    Ok(vec![plain::read(&body, draft)?])
}

/// The words of this letter: without its signature and the letter that is answered.
fn own_words(words: &str, report: &mut Report) -> String {
    let mut kept = String::new();
    let mut lines = words.lines().peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim_end();
        if trimmed == "--" {
            let rest: Vec<&str> = lines.map(str::trim).filter(|line| !line.is_empty()).collect();
            report.drop("signature", rest.join("\n"));
            break;
        }
        let is_lead = trimmed.ends_with(':')
            && ["On ", "Am ", "Le ", "El ", "Op "].iter().any(|on| trimmed.starts_with(on))
            && lines.peek().is_some_and(|next| next.trim_start().starts_with('>'));
        if is_lead || line.trim_start().starts_with('>') {
            report.drop("letter that is answered", trimmed);
            continue;
        }
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}

/// Fills what the part itself does not say.
fn headers(message: &Message<'_>, draft: &mut Draft) {
    let address = |name: &str| match message.header(name) {
        Some(HeaderValue::Text(words)) => Some(words.clone().into_owned()),
        _ => None,
    };
    let url = address("Snapshot-Content-Location").or_else(|| address("Content-Location"));
    if let Some(url) = url.filter(|url| url.starts_with("http") && draft.url.is_empty()) {
        draft.url = url;
        draft.report.guess("url", "the header of the saved page");
    }
    let is_page = is_saved_page(message);
    if let Some(subject) = message.subject().map(str::trim).filter(|subject| !subject.is_empty())
        && (!is_page || draft.title.is_empty())
    {
        subject.clone_into(&mut draft.title);
        draft.report.guess("title", "the subject of the message");
    }
    if is_page {
        return;
    }
    if let Some(from) = message.from().and_then(Address::first) {
        let name = from.name().or_else(|| from.address()).unwrap_or_default();
        if draft.author.is_empty() && !name.is_empty() {
            name.clone_into(&mut draft.author);
            draft.report.guess("author", "the sender of the message");
        }
    }
    if let Some(sent) = message.date() {
        let day = format!("{:04}-{:02}-{:02}", sent.year, sent.month, sent.day);
        if let Ok(date) = day.parse() {
            draft.published = Some(Dated { date: Some(date), words: sent.to_rfc3339(), inferred: String::new() });
            draft.report.guess("published", "the day on which the message was sent, by the sender's clock");
        }
    }
}
