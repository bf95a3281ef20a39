//! The words for what became of a file: on its row, above its draft.

use crate::derive::count_of;
use crate::gui::widgets::visible::Visible;
use crate::import::ImportError;
use crate::session::{
    ArticleDraft, BareRecord, Choice, Handed, ImportProgress, ImportStage, KnownFrom, Likeness, Session,
};

/// How a row is to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// As it should be.
    Plain,
    /// Worth a look.
    Notable,
    /// It did not arrive.
    Wrong,
}

/// What a row is called: the title of its draft, else the file's name; in one line, with nothing hidden in it.
pub(super) fn name_of(handed: &Handed) -> String {
    let title = match &handed.stage {
        ImportStage::Article(article) => article.record.title.trim(),
        ImportStage::Record(record) => record.record.title.trim(),
        ImportStage::Waiting | ImportStage::Read | ImportStage::Refused(_) => "",
    };
    if title.is_empty() { one_line(handed.name()) } else { one_line(title) }
}

/// On one line, with nothing hidden in it.
fn one_line(words: impl AsRef<str>) -> String {
    let words = Visible::new(words.as_ref()).words().to_owned();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What became of it, in a few words.
pub(super) fn state_of(session: &Session, handed: &Handed) -> (String, Weight) {
    let (words, weight) = state(session, handed);
    (one_line(words), weight)
}

fn state(session: &Session, handed: &Handed) -> (String, Weight) {
    match &handed.stage {
        ImportStage::Waiting => ("Waiting".to_owned(), Weight::Plain),
        ImportStage::Read => ("Read".to_owned(), Weight::Plain),
        ImportStage::Article(article) => article_state(session, article),
        ImportStage::Record(record) => record_state(session, record),
        ImportStage::Refused(ImportError::Cancelled) => ("Not read: cancelled".to_owned(), Weight::Notable),
        ImportStage::Refused(error) => (format!("Refused: {error}"), Weight::Wrong),
    }
}

fn article_state(session: &Session, article: &ArticleDraft) -> (String, Weight) {
    let count = count_of(article.sentences, "sentence", "sentences");
    match (&article.likeness, article.choice) {
        (Likeness::SameText(of) | Likeness::SameFile(of), Choice::LeaveOut) => {
            (format!("Left out: known already as “{}”", title(session, of)), Weight::Notable)
        }
        (_, Choice::LeaveOut) => ("Left out".to_owned(), Weight::Notable),
        (Likeness::Reprint { of, shared, sentences }, _) => {
            (format!("{shared} of {sentences} sentences stand in “{}”", title(session, of)), Weight::Notable)
        }
        (Likeness::New | Likeness::SameText(_) | Likeness::SameFile(_), Choice::TakeIn | Choice::AsReprint) => {
            let day = match article.record.date() {
                Ok(Some(date)) => date.in_words(),
                Ok(None) => "undated".to_owned(),
                Err(_) => return (format!("{count} · its date cannot be read"), Weight::Wrong),
            };
            (format!("{count} · {day}"), Weight::Plain)
        }
    }
}

fn record_state(session: &Session, record: &BareRecord) -> (String, Weight) {
    match (&record.about, record.choice) {
        (None, _) => ("A record without a text".to_owned(), Weight::Notable),
        (Some(_), Choice::LeaveOut) => ("A record, left out".to_owned(), Weight::Notable),
        (Some(about), Choice::TakeIn | Choice::AsReprint) => {
            (format!("A record of “{}”", title(session, about)), Weight::Plain)
        }
    }
}

/// The title of an article or a draft.
pub(super) fn title(session: &Session, of: &KnownFrom) -> String {
    one_line(session.importing().title_of(of, session.project()))
}

/// How a draft is known already, as a sentence.
pub(super) fn likeness_in_words(session: &Session, likeness: &Likeness) -> Option<String> {
    let place = |of: &KnownFrom| match of {
        KnownFrom::Article(_) => format!("“{}”, which is in the project", title(session, of)),
        KnownFrom::Draft(_) => format!("“{}”, which is on this list", title(session, of)),
    };
    match likeness {
        Likeness::New => None,
        Likeness::SameText(of) => Some(format!("Its words are, letter for letter, those of {}", place(of))),
        Likeness::SameFile(of) => Some(format!("It is the very file that was read for {}", place(of))),
        Likeness::Reprint { of, shared, sentences } => {
            Some(format!("{shared} of its {sentences} sentences stand in {}", place(of)))
        }
    }
}

/// How far the work is, and how much of it is done where that can be told.
pub(super) fn progress_in_words(progress: &ImportProgress) -> (String, Option<f32>) {
    match progress {
        ImportProgress::Listing => ("Listing files…".to_owned(), None),
        ImportProgress::Reading { done, of, file } => {
            let part = *done as f32 / (*of).max(1) as f32;
            let words = if file.is_empty() {
                format!("Reading {}…", count_of(*of, "file", "files"))
            } else {
                format!("File {done} of {of}: {file}")
            };
            (words, Some(part))
        }
        ImportProgress::Comparing => ("Looking for reprints…".to_owned(), None),
        ImportProgress::Gathering => ("Taking in…".to_owned(), None),
    }
}
