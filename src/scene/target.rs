//! What a click on something drawn opens.

use crate::derive::{Among, Slot};
use crate::model::{ActorId, SourceId, Stance, StatementId};
use serde::{Deserialize, Serialize};

/// Something that can be opened and read. Each leads to at least one sentence, or says that there is none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// An actor: its standing and its sentences.
    Actor(ActorId),
    /// The ties between two actors, in either direction; the smaller id comes first.
    Tie(ActorId, ActorId),
    /// The members of the deciding body with this standing; `None` for those without one.
    MembersWith(Option<Stance>),
    /// All actors with this standing; `None` for those without one.
    EverybodyWith(Option<Stance>),
    /// All members of the deciding body.
    Members,
    /// A sentence in its article.
    Statement(StatementId),
    /// An article.
    Source(SourceId),
    /// Some of the members, chosen by what their standing rests on or lacks.
    Among(Among),
    /// What one actor said in one article or one month: a cell of the matrix.
    Cell(ActorId, Slot),
    /// A page about the project as a whole.
    Page(Page),
}

/// A page beside the picture that is not about a single actor or sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// The rule that turns statements into standings, to be read and changed.
    Rule,
    /// What differs between the view and what it is compared with.
    Comparison,
    /// Actors whose statements disagree, and utterances that several sources report.
    Contradictions,
    /// Articles and statements that are undated and count from no day.
    Undated,
    /// All articles.
    Articles,
}

impl Page {
    /// The identifier that is written into an exported picture.
    pub fn code(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Comparison => "comparison",
            Self::Contradictions => "contradictions",
            Self::Undated => "undated",
            Self::Articles => "articles",
        }
    }
}
