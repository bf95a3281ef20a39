//! What a side of a comparison names.
//!
//! Easy to get wrong: a word can name both a question and a saved view. Then neither is chosen quietly; a prefix says which
//! is meant.

use super::super::choose::{Choice, choose};
use super::super::error::CliError;
use super::super::open::{find_question, find_view, read_day};
use crate::model::{Day, QuestionId, StandingRule};
use crate::session::Session;
use crate::store::read_rule_file;
use crate::view::ViewKey;
use std::path::Path;

/// What kind of thing a side names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Day,
    KnownOn,
    Question,
    View,
    Rule,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Day, Self::KnownOn, Self::Question, Self::View, Self::Rule];

    /// In front of what is named, with a colon behind it.
    fn prefix(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::KnownOn => "known",
            Self::Question => "question",
            Self::View => "view",
            Self::Rule => "rule",
        }
    }

    /// The word in JSON.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::KnownOn => "known_on",
            Self::Question => "question",
            Self::View => "view",
            Self::Rule => "rule",
        }
    }

    pub(super) fn in_words(self) -> &'static str {
        match self {
            Self::Day => "a day",
            Self::KnownOn => "a day of knowledge",
            Self::Question => "a question",
            Self::View => "a saved view",
            Self::Rule => "a rule",
        }
    }
}

/// What a side names, looked up.
#[derive(Clone, Debug)]
pub(super) enum Side {
    Day(Day),
    KnownOn(Day),
    Question(QuestionId),
    View(ViewKey),
    Rule(StandingRule),
}

impl Side {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Day(_) => Kind::Day,
            Self::KnownOn(_) => Kind::KnownOn,
            Self::Question(_) => Kind::Question,
            Self::View(_) => Kind::View,
            Self::Rule(_) => Kind::Rule,
        }
    }
}

/// A side with the word that named it.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) given: String,
    pub(super) side: Side,
}

/// What `given` names, or which things it could name.
pub(super) fn find_side(session: &Session, given: &str) -> Result<Named, CliError> {
    let named = |side: Side| Named { given: given.to_owned(), side };
    let prefixed = given.split_once(':').and_then(|(prefix, rest)| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.prefix() == prefix.trim())?;
        Some((kind, rest.trim()))
    });
    if let Some((kind, rest)) = prefixed {
        return of_kind(session, kind, rest).map(named);
    }
    let is_file = Path::new(given).is_file();
    let could_be = |kind: &Kind| match kind {
        Kind::Day => given.trim().parse::<Day>().is_ok(),
        Kind::KnownOn => false,
        Kind::Question => is_named(&find_question(session.project(), Some(given))),
        Kind::View => is_named(&find_view(session, given)),
        Kind::Rule => is_file,
    };
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(could_be).collect();
    match kinds.as_slice() {
        [only] => of_kind(session, *only, given).map(named),
        [] if has_ending_of_rule(given) => of_kind(session, Kind::Rule, given).map(named),
        [] => Err(unknown(session, given)),
        several => {
            let ids = several.iter().map(|kind| format!("{}:{given}", kind.prefix())).collect();
            Err(CliError::Ambiguous { kind: "side", given: given.to_owned(), ids })
        }
    }
}

/// Whether a search found something, be it too much.
fn is_named<T>(found: &Result<T, CliError>) -> bool {
    matches!(found, Ok(_) | Err(CliError::Ambiguous { .. }))
}

fn has_ending_of_rule(given: &str) -> bool {
    Path::new(given).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
}

fn of_kind(session: &Session, kind: Kind, given: &str) -> Result<Side, CliError> {
    let project = session.project();
    Ok(match kind {
        Kind::Day => Side::Day(read_day(project, given)?),
        Kind::KnownOn => Side::KnownOn(read_day(project, given)?),
        Kind::Question => Side::Question(find_question(project, Some(given))?.id.clone()),
        Kind::View => Side::View(find_view(session, given)?),
        Kind::Rule => Side::Rule(read_rule_file(Path::new(given))?),
    })
}

/// What could have been meant, near spellings first.
fn unknown(session: &Session, given: &str) -> CliError {
    if given.trim().starts_with(|letter: char| letter.is_ascii_digit())
        && let Err(not_a_day) = read_day(session.project(), given)
    {
        return not_a_day;
    }
    let questions = &session.project().manifest.questions;
    let questions = questions.iter().map(|of| (format!("question:{}", of.id), of.short.clone()));
    let views = session.views().iter().map(|(key, view)| (format!("view:{}", key.0), view.name.clone()));
    let names: Vec<(String, String)> = questions.chain(views).collect();
    let choices: Vec<Choice<'_, ()>> =
        names.iter().map(|(id, name)| Choice { value: (), id, name, aliases: &[] }).collect();
    let advice = match choose("side", given, &choices) {
        Err(CliError::Unknown { advice, .. }) => advice,
        Ok(()) | Err(_) => String::new(),
    };
    let advice =
        format!("Write a day like 2024-11-29, known:2024-11-29, a rule file ending in .ron, or one of these. {advice}");
    CliError::Unknown { kind: "day, question, saved view or rule file", given: given.to_owned(), advice }
}
