//! `demarche suggest`: who takes which stance in a text that has not been coded yet.
//!
//! The shape of the JSON is a promise to other programs: a field may be added, none renamed or removed. Easy to get wrong:
//! offsets count bytes of the text as it is imported, not of the file.

use super::arguments::{SuggestArgs, SuggestFormat};
use super::error::CliError;
use super::headings;
use super::open::{find_question, open_project};
use super::reply::{Reply, one_line};
use super::rows::{json_reply, shortened};
use crate::derive::count_of;
use crate::export::TextTable;
use crate::model::{QuestionId, Stance, Voice, shown_path};
use crate::store::read_at_most;
use crate::suggest::{Cues, Engine, Named, Suggested, Suggestion, question_in_words};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A suggestion as other programs read it.
#[derive(Serialize)]
struct SuggestionRow<'a> {
    file: String,
    start_byte: usize,
    end_byte: usize,
    sentence: &'a str,
    question: &'a str,
    actor: &'a str,
    actor_id: &'a str,
    actor_name: &'a str,
    known: bool,
    on_behalf_of: Option<&'a str>,
    speaker: &'a str,
    stance: Stance,
    voice: Voice,
    score: f32,
    words: &'a str,
    condition: Option<&'a str>,
    why: &'a str,
}

/// A text with its file and what was suggested for it.
struct Read {
    file: PathBuf,
    text: String,
    suggestions: Vec<Suggestion>,
}

/// Suggests who takes which stance.
pub(super) fn suggest(args: &SuggestArgs) -> Result<Reply, CliError> {
    let opened = open_project(args.project.as_deref())?;
    let project = opened.project();
    let in_words = args.question.as_deref().filter(|given| is_in_words(given));
    let in_words = in_words.and_then(|words| question_in_words(words, project));
    let asked = match (&in_words, args.question.as_deref()) {
        (Some(question), _) => Some(question),
        (None, given) => given.map(|given| find_question(project, Some(given))).transpose()?,
    };
    let engine = match &in_words {
        Some(question) => Engine::with_cues(project, vec![(question, Cues::of(question, project))]),
        None => Engine::new(project),
    };
    let mut notes = opened.notes.clone();
    let mut read = Vec::new();
    for file in &args.files {
        match texts_of(file) {
            Ok(texts) => read.extend(texts.into_iter().map(|text| {
                let Suggested { mut suggestions, unread_from, work: _ } = engine.read(&text);
                notes.extend(unread_from.map(|from| unread_note(file, from, text.len())));
                suggestions.retain(|one| asked.is_none_or(|question| question.id == one.question));
                Read { file: file.clone(), text, suggestions }
            })),
            Err(reason) => notes.push(one_line(&format!("warning: skipped: {reason}"))),
        }
    }
    if read.is_empty() {
        return Err(CliError::Refused(notes.pop().unwrap_or_else(|| "there is no file to read".to_owned())));
    }
    let reply = match args.format {
        SuggestFormat::Json => json_reply(&rows(&read))?,
        SuggestFormat::Table => Reply::fine(table(&read)),
    };
    Ok(reply.after(notes))
}

/// Says that the end of a text was not read.
fn unread_note(file: &Path, from: usize, of: usize) -> String {
    one_line(&format!(
        "warning: {}: only the first {from} of its {of} bytes were read for suggestions, because it is too long or takes \
         too much work; split it to read the rest",
        shown_path(file)
    ))
}

/// A question of one's own rather than the id or the name of one: several words that end in a question mark.
fn is_in_words(given: &str) -> bool {
    given.trim_end().ends_with('?') && given.split_whitespace().count() > 2
}

/// No article is larger.
const MOST_BYTES: u64 = 64 << 20;

/// The texts in `file`, as an import would take them in: one for an article, one for each record of a list.
fn texts_of(file: &Path) -> Result<Vec<String>, String> {
    let because = |reason: &dyn std::fmt::Display| format!("{}: {reason}", shown_path(file));
    let opened = std::fs::File::open(file).map_err(|cause| because(&cause))?;
    let bytes = read_at_most(opened, MOST_BYTES).map_err(|cause| because(&cause))?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Without a worker: this process holds no work that could be lost.
    let drafts = crate::import::read(&name, &bytes).map_err(|cause| because(&cause))?;
    Ok(drafts.into_iter().map(|draft| draft.text).collect())
}

fn rows(read: &[Read]) -> Vec<SuggestionRow<'_>> {
    read.iter().flat_map(|one| one.suggestions.iter().map(|suggestion| row(one, suggestion))).collect()
}

fn row<'a>(read: &'a Read, suggestion: &'a Suggestion) -> SuggestionRow<'a> {
    let slice = |range: crate::model::ByteRange| read.text.get(range.start..range.end).unwrap_or_default();
    SuggestionRow {
        file: read.file.display().to_string(),
        start_byte: suggestion.sentence.start,
        end_byte: suggestion.sentence.end,
        sentence: slice(suggestion.sentence),
        question: QuestionId::as_str(&suggestion.question),
        actor: called(&suggestion.actor),
        actor_id: suggestion.actor.id.as_str(),
        actor_name: &suggestion.actor.name,
        known: suggestion.actor.known,
        on_behalf_of: suggestion.on_behalf_of.as_ref().map(called),
        speaker: speaker(suggestion.speaker.as_ref()),
        stance: suggestion.stance,
        voice: suggestion.voice,
        score: suggestion.score,
        words: slice(suggestion.words),
        condition: suggestion.condition.map(slice),
        why: &suggestion.why,
    }
}

fn speaker(speaker: Option<&Named>) -> &str {
    speaker.map_or("article", called)
}

/// The project's id of an actor it knows, else the name: a proposed id means nothing to anybody yet.
fn called(one: &Named) -> &str {
    if one.known { one.id.as_str() } else { &one.name }
}

fn table(read: &[Read]) -> String {
    let rows = rows(read);
    let table = TextTable::of(&rows)
        .column(headings::BYTE, |row| row.start_byte.to_string())
        .column(headings::WHOSE_POSITION, |row| row.actor_name.to_owned())
        .column(headings::QUESTION, |row| row.question.to_owned())
        .column(headings::STANCE, |row| row.stance.code().to_owned())
        .column(headings::VOICE, |row| row.voice.code().to_owned())
        .column(headings::SCORE, |row| format!("{:.2}", row.score))
        .column(headings::SENTENCE, |row| shortened(row.sentence))
        .into_text();
    format!(
        "{}\n{} in {}. No suggestion counts until it is accepted.\n",
        table,
        count_of(rows.len(), "suggestion", "suggestions"),
        count_of(read.len(), "file", "files"),
    )
}
