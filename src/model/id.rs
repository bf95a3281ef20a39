//! Typed names of records: an actor's id cannot be handed over where a source's is meant.
//!
//! An id is a slug of lower-case ASCII letters, digits and single hyphens. It is safe as a file name on every system,
//! and it is never reused after its record is gone.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an id: use lower-case letters, digits and single hyphens, 1 to 80 of them")]
pub struct IdError(pub String);

fn is_slug(text: &str) -> bool {
    (1..=80).contains(&text.len())
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(std::sync::Arc<str>);

        impl $name {
            /// The slug itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                if is_slug(text) { Ok(Self(text.into())) } else { Err(IdError(text.to_owned())) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.as_ref().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )+};
}

typed_id!(
    /// Names a project.
    ProjectId,
    /// Names an actor: a country, an organisation, a person, a group or an unnamed source.
    ActorId,
    /// Names an article and its folder under `sources/`.
    SourceId,
    /// Names a statement.
    StatementId,
    /// Names a relation.
    RelationId,
    /// Names a question.
    QuestionId,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_slugs_are_ids() {
        for good in ["hungary", "senior-us-official", "a1", "2024-10"] {
            assert!(good.parse::<ActorId>().is_ok(), "{good}");
        }
        for bad in ["", "Hungary", "a b", "-a", "a-", "a--b", "../up", "é", &"x".repeat(81)] {
            assert!(bad.parse::<ActorId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_id_is_written_as_a_plain_string() {
        let id: SourceId = "sybiha-letter".parse().unwrap_or_else(|_| unreachable!());
        assert_eq!(ron::to_string(&id), Ok("\"sybiha-letter\"".to_owned()));
    }
}
