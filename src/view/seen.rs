//! What the project held when a view was saved, so that reopening it can tell what moved since.
//!
//! It is a memory of what was seen, never a source of what is true: nothing is coloured by it. The thing easily got
//! wrong: a statement may have been recoded without a change of number, so each article has a fingerprint too.

use crate::derive::Standings;
use crate::model::{ActorId, Day, Project, SourceId, Stance, Statement};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What one article told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenSource {
    /// How many statements were read from it.
    pub statements: usize,
    /// The first 16 hexadecimal digits of the SHA-256 of what decides a standing in them.
    pub fingerprint: String,
}

/// Where one actor stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenStanding {
    /// Its stance.
    pub stance: Stance,
    /// Whether it was contested.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contested: bool,
}

/// The state of a project as a view showed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// The day looked at.
    pub as_of: Day,
    /// Every article.
    pub sources: BTreeMap<SourceId, SeenSource>,
    /// Every actor that had a stance on the question of the view.
    pub standings: BTreeMap<ActorId, SeenStanding>,
}

impl Seen {
    /// What `project` holds now, and where `standings` puts everybody.
    pub fn now(project: &Project, standings: &Standings) -> Self {
        let mut sources: BTreeMap<SourceId, (usize, Sha256)> =
            project.sources.keys().map(|id| (id.clone(), (0, Sha256::new()))).collect();
        for statement in project.statements.values() {
            if let Some((count, digest)) = sources.get_mut(&statement.source) {
                *count += 1;
                digest.update(deciding_parts(statement));
            }
        }
        let sources = sources.into_iter().map(|(id, (statements, digest))| {
            let fingerprint = digest.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
                let _never_fails = write!(text, "{byte:02x}");
                text
            });
            (id, SeenSource { statements, fingerprint })
        });
        let with_stance = standings.by_actor.values().filter_map(|standing| {
            let stance = standing.stance?;
            Some((standing.actor.clone(), SeenStanding { stance, contested: standing.is_contested() }))
        });
        Self { as_of: standings.as_of, sources: sources.collect(), standings: with_stance.collect() }
    }
}

/// Everything of a statement that a rule looks at, and where its sentence stands.
fn deciding_parts(statement: &Statement) -> String {
    let Statement { id, quote, actor, on_behalf_of, question, stance, voice, said, published, condition, .. } =
        statement;
    let published = published.as_ref().map(|published| published.date.to_string()).unwrap_or_default();
    let of = on_behalf_of.as_ref().map_or("", |of| of.as_str());
    let confidence: u8 = statement.confidence.into();
    let (start, end) = (quote.bytes.start, quote.bytes.end);
    let (stance, voice, said) = (stance.code(), voice.code(), said.date);
    format!(
        "{id}\0{actor}\0{of}\0{question}\0{stance}\0{voice}\0{said}\0{published}\0{condition}\0{confidence}\0{start}\0{end}\n"
    )
}
