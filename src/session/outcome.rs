//! The outcome of a command: what [`super::Session::perform`] returns, and what a thread reports later.

use super::{Edit, ReadOnly};

/// The outcome of a command, or of work that a thread finished later.
#[must_use = "a refusal that nobody hears is reported as success"]
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is done. The words are empty where what is seen says enough.
    Done(String),
    /// It was not done, and nothing has changed.
    Refused(Why),
    /// Nothing had to change.
    Nothing,
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// The project is read-only. The edit can still be made in a copy.
    ReadOnly(ReadOnly, Box<Edit>),
    /// In words, with what is safe and what to do.
    InWords(String),
}

impl Outcome {
    /// Not done, in words.
    pub fn refused(why: impl Into<String>) -> Self {
        Self::Refused(Why::InWords(why.into()))
    }

    /// What there is to say; empty if nothing is.
    pub fn in_words(&self) -> String {
        match self {
            Self::Done(words) => words.clone(),
            Self::Refused(why) => why.in_words(),
            Self::Nothing => String::new(),
        }
    }

    /// Why it was not done, in words; `None` if it was.
    pub fn refusal(&self) -> Option<String> {
        match self {
            Self::Refused(why) => Some(why.in_words()),
            Self::Done(_) | Self::Nothing => None,
        }
    }
}

impl Why {
    /// In words, with what is safe and what to do.
    pub fn in_words(&self) -> String {
        match self {
            Self::ReadOnly(why, _) => why.in_words(),
            Self::InWords(words) => words.clone(),
        }
    }
}
