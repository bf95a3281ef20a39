//! The record of a draft while it can still be changed, and the record of the article it becomes.
//!
//! The thing easily got wrong: what nobody printed must not look printed. An article whose file gives no date is undated,
//! and the day of the import is kept as what it is; words that give a date are kept only where they stand in the text.

use crate::import::{Draft, Guessed};
use crate::model::{DateError, Dated, EdtfDate, SourceRecord};

/// What is known of an article before it is one. Every field may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftRecord {
    /// The headline, or the first sentence.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// Who wrote it.
    pub author: String,
    /// Where it was written.
    pub place: String,
    /// When it was published, as it is written in files: `2024-12-03`, `2024-12~`; may be anything while it is typed.
    pub published: String,
    /// Where it was found on the web.
    pub url: String,
}

/// A field of a record that another record fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    /// Which one: "outlet".
    pub field: &'static str,
    /// With what.
    pub words: String,
}

impl DraftRecord {
    /// What the reader of foreign files found.
    pub(super) fn of(draft: &Draft) -> Self {
        Self {
            title: draft.title.clone(),
            outlet: draft.outlet.clone(),
            author: draft.author.clone(),
            place: draft.place.clone(),
            published: draft.published.as_ref().map_or_else(String::new, written),
            url: draft.url.clone(),
        }
    }

    /// That of an article. A day of import that an older version took for the date is none.
    pub(super) fn of_article(record: &SourceRecord) -> Self {
        Self {
            title: record.title.clone(),
            outlet: record.outlet.clone(),
            author: record.author.clone(),
            place: record.place.clone(),
            published: if is_stand_in(&record.published) { String::new() } else { written(&record.published) },
            url: record.url.clone(),
        }
    }

    /// The day; `None` for an empty field.
    pub fn date(&self) -> Result<Option<EdtfDate>, DateError> {
        let words = self.published.trim();
        if words.is_empty() { Ok(None) } else { words.parse().map(Some) }
    }

    /// Which fields are empty here and known to `other`.
    pub fn gaps_filled_by(&self, other: &Self) -> Vec<Filling> {
        let pairs = [
            ("outlet", &self.outlet, &other.outlet),
            ("author", &self.author, &other.author),
            ("place", &self.place, &other.place),
            ("date", &self.published, &other.published),
            ("address", &self.url, &other.url),
        ];
        let fills = |own: &str, new: &str| own.trim().is_empty() && !new.trim().is_empty();
        let filled = pairs.into_iter().filter(|(_, own, new)| fills(own, new));
        filled.map(|(field, _, new)| Filling { field, words: new.trim().to_owned() }).collect()
    }

    /// With the gaps filled from `other`.
    #[must_use]
    pub(super) fn filled_by(&self, other: &Self) -> Self {
        let fill = |own: &String, new: &String| if own.trim().is_empty() { new.clone() } else { own.clone() };
        Self {
            title: self.title.clone(),
            outlet: fill(&self.outlet, &other.outlet),
            author: fill(&self.author, &other.author),
            place: fill(&self.place, &other.place),
            published: fill(&self.published, &other.published),
            url: fill(&self.url, &other.url),
        }
    }

    /// When the article was published, and from what that is known. `filled_from` names the file of the bare record that
    /// filled the gaps.
    pub(super) fn dated(&self, draft: &Draft, filled_from: Option<&str>) -> Result<Dated, DateError> {
        let Some(date) = self.date()? else { return Ok(Dated::undated()) };
        match &draft.published {
            Some(read) if read.date == Some(date) => Ok(kept_where_printed(read.clone(), &draft.text)),
            Some(_) | None => Ok(Dated { inferred: entered(filled_from), ..Dated::on(date) }),
        }
    }
}

fn entered(filled_from: Option<&str>) -> String {
    match filled_from {
        Some(file) => format!("taken from the bibliographic record in {file}"),
        None => "entered by hand at the import".to_owned(),
    }
}

/// What versions before 0.2 wrote beside the day of import where the file gave no date.
const STANDS_IN: &str = "the file gives no date; this is the day of import";

/// Whether there is no date, or one that is only the day of the import.
pub(super) fn is_stand_in(dated: &Dated) -> bool {
    dated.is_undated() || dated.inferred == STANDS_IN
}

/// A date as it is written in files; empty for none.
fn written(dated: &Dated) -> String {
    dated.date.map_or_else(String::new, |date| date.to_string())
}

/// Words of the file's own data stand nowhere in the text, where they would be looked for.
fn kept_where_printed(read: Dated, text: &str) -> Dated {
    let Dated { date, words, inferred } = read;
    if words.is_empty() || text.contains(&words) {
        return Dated { date, words, inferred };
    }
    let source = format!("the file says so beside the text: {words:?}");
    let inferred = if inferred.is_empty() { source } else { format!("{inferred}; {source}") };
    Dated { date, words: String::new(), inferred }
}

/// What is to be said of a field that was guessed, or given by hand; empty where the file says it outright.
pub(super) fn note_on(draft: &Draft, what: &str, is_as_read: IsAsRead) -> String {
    let guess = draft.report.guessed.iter().find(|Guessed { what: of, .. }| of == what);
    match (is_as_read, guess) {
        (IsAsRead::ChangedSince, _) => "Given at the import.".to_owned(),
        (IsAsRead::AsRead, Some(Guessed { why, .. })) => format!("Found at the import: {why}."),
        (IsAsRead::AsRead, None) => String::new(),
    }
}

/// Where the title comes from; empty for one that the text prints as a line of its own.
pub(super) fn title_note(title: &str, draft: &Draft) -> String {
    let title = title.trim();
    if draft.text.lines().take(OPENING_LINES).any(|line| line.trim() == title) {
        return String::new();
    }
    note_on(draft, "title", IsAsRead::of(title, &draft.title))
}

/// Within so many lines a text prints its headline.
const OPENING_LINES: usize = 12;

/// Whether a field is what the file was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IsAsRead {
    /// Yes.
    AsRead,
    /// Somebody changed it.
    ChangedSince,
}

impl IsAsRead {
    pub(super) fn of(now: &str, read: &str) -> Self {
        if now.trim() == read.trim() { Self::AsRead } else { Self::ChangedSince }
    }
}
