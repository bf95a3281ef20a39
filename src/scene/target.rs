//! What a click on something drawn opens.

use crate::model::{ActorId, SourceId, Stance, StatementId};
use serde::{Deserialize, Serialize};

/// Something that can be opened and read. Every one of them leads to at least one sentence, or says that there is none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// An actor: its standing and its sentences.
    Actor(ActorId),
    /// What ties two actors, in either direction; the smaller id comes first.
    Tie(ActorId, ActorId),
    /// The members of the deciding body with this standing, or without one.
    MembersWith(Option<Stance>),
    /// Everybody with this standing, or without one.
    EverybodyWith(Option<Stance>),
    /// All members of the deciding body.
    Members,
    /// A sentence in its article.
    Statement(StatementId),
    /// An article.
    Source(SourceId),
}
