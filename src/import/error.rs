//! Why one file did not become a draft. The others arrive.

use serde::{Deserialize, Serialize};

/// Why a file did not become a draft, for a line beside its name; says what is safe or what to do where it helps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(deny_unknown_fields)]
pub enum ImportError {
    /// The system did not hand the file over.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// Nothing is in it.
    #[error("it is empty")]
    Empty,
    /// It is larger than any article.
    #[error("it has {megabytes} MB, and at most {limit} MB are read")]
    TooLarge {
        /// How large it is.
        megabytes: u64,
        /// How large it may be.
        limit: u64,
    },
    /// Its kind is not read.
    #[error("it is {what}. {advice}")]
    Unsupported {
        /// What it is.
        what: String,
        /// What to do instead.
        advice: String,
    },
    /// It says what it is, but does not hold together.
    #[error("it is damaged: as {kind} it cannot be read ({why})")]
    Damaged {
        /// What it says it is.
        kind: String,
        /// What its reader found.
        why: String,
    },
    /// It is locked with a password.
    #[error("it is encrypted; save it without a password and import that")]
    Encrypted,
    /// Made to exhaust whoever opens it, or so broken that it would.
    #[error("it is refused: {0}")]
    Bomb(String),
    /// There are no words in it.
    #[error("no text was found in it{0}")]
    NoText(String),
    /// Reading took too long.
    #[error("reading it took longer than {0} seconds and was stopped")]
    TooSlow(u64),
    /// Reading needed too much memory.
    #[error("reading it needed more memory than is allowed and was stopped")]
    TooHungry,
    /// The file is no longer what was read.
    #[error("it was changed since it was read; import it again")]
    Changed,
    /// Its reader broke down.
    #[error("its reader broke down ({0}); nothing else was touched")]
    Crashed(String),
    /// The files read together hold as much as is kept at a time.
    #[error(
        "it was left out: the files before it hold as much as one import takes ({0} MB); nothing is lost, import it again by \
         itself or with the rest"
    )]
    BatchFull(u64),
    /// Whoever waited no longer wants it.
    #[error("it was not read: the import was cancelled")]
    Cancelled,
}
