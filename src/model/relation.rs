//! What ties two actors, as one sentence of one article tells it.

use super::{ActorId, Dated, Quotation, RelationId, SourceId};
use serde::{Deserialize, Serialize};

/// How two actors are tied. Reads from `from` to `to`: "Hungary has close ties with Russia".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// Speaks for.
    SpeaksFor,
    /// Asks something of.
    Asks,
    /// Gives aid to.
    GivesAidTo,
    /// At war with.
    AtWarWith,
    /// Has close ties with.
    CloseTiesWith,
    /// Mediates between, or with.
    Mediates,
    /// Was appointed by.
    AppointedBy,
    /// Member of.
    MemberOf,
}

impl RelationKind {
    /// All of them, in the order of the codebook.
    pub const ALL: [Self; 8] = [
        Self::SpeaksFor,
        Self::Asks,
        Self::GivesAidTo,
        Self::AtWarWith,
        Self::CloseTiesWith,
        Self::Mediates,
        Self::AppointedBy,
        Self::MemberOf,
    ];

    /// The words between the two names.
    pub fn label(self) -> &'static str {
        match self {
            Self::SpeaksFor => "speaks for",
            Self::Asks => "asks",
            Self::GivesAidTo => "gives aid to",
            Self::AtWarWith => "at war with",
            Self::CloseTiesWith => "close ties with",
            Self::Mediates => "mediates for",
            Self::AppointedBy => "appointed by",
            Self::MemberOf => "member of",
        }
    }

    /// Whether it reads the same from both ends.
    pub fn is_mutual(self) -> bool {
        match self {
            Self::AtWarWith | Self::CloseTiesWith => true,
            Self::SpeaksFor | Self::Asks | Self::GivesAidTo | Self::Mediates | Self::AppointedBy | Self::MemberOf => {
                false
            }
        }
    }
}

/// A tie between two actors with the sentence that states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Its name.
    pub id: RelationId,
    /// What ties them.
    pub kind: RelationKind,
    /// Who speaks, asks, gives.
    pub from: ActorId,
    /// To or for whom.
    pub to: ActorId,
    /// The article.
    pub source: SourceId,
    /// The sentence and its place.
    pub quote: Quotation,
    /// When it held or was said.
    pub said: Dated,
    /// Anything a reader should know; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
