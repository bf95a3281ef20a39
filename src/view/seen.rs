//! What the project held when a view was saved, so that reopening it can tell what changed since.
//!
//! A record of what was seen, never a source of what is true: nothing is coloured by it. Easy to get wrong: a statement
//! may be removed as another is added, or be recoded, so a count is not enough; each statement leaves a short mark.

use crate::derive::Standings;
use crate::model::{ActorId, Dated, Day, Project, SourceId, Stance, Statement};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What one article contained: a mark of 12 hexadecimal digits for each of its statements, sorted and separated by
/// spaces. The first 8 digits come from the SHA-256 of the statement's id, the others from what affects a standing in
/// it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeenSource(pub String);

/// Number of digits of a mark that identify the statement.
const NAME_DIGITS: usize = 8;

impl SeenSource {
    /// The statements by the digits that identify them, with the rest of their mark. Marks of another length are
    /// ignored.
    pub(super) fn statements(&self) -> BTreeMap<&str, &str> {
        self.0.split_ascii_whitespace().filter_map(|mark| mark.split_at_checked(NAME_DIGITS)).collect()
    }
}

/// The standing of one actor.
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
    /// The as-of date.
    pub as_of: Day,
    /// Every article.
    pub sources: BTreeMap<SourceId, SeenSource>,
    /// Every actor that had a stance on the question of the view.
    pub standings: BTreeMap<ActorId, SeenStanding>,
}

impl Seen {
    /// What `project` holds now, and the standings in it.
    pub fn now(project: &Project, standings: &Standings) -> Self {
        let mut marks: BTreeMap<&SourceId, Vec<String>> = project.sources.keys().map(|id| (id, Vec::new())).collect();
        for statement in project.statements.values() {
            if let Some(marks) = marks.get_mut(&statement.source) {
                marks.push(digits(statement.id.as_str(), 4) + &digits(&deciding_parts(statement), 2));
            }
        }
        let sources = marks.into_iter().map(|(id, mut marks)| {
            marks.sort();
            (id.clone(), SeenSource(marks.join(" ")))
        });
        let with_stance = standings.by_actor.values().filter_map(|standing| {
            let stance = standing.stance?;
            Some((standing.actor.clone(), SeenStanding { stance, contested: standing.is_contested() }))
        });
        Self { as_of: standings.as_of, sources: sources.collect(), standings: with_stance.collect() }
    }
}

/// The first bytes of the SHA-256 of `text`, as hexadecimal digits.
fn digits(text: &str, bytes: usize) -> String {
    Sha256::digest(text.as_bytes()).iter().take(bytes).fold(String::new(), |mut digits, byte| {
        let _never_fails = write!(digits, "{byte:02x}");
        digits
    })
}

/// A date as it is written in files; empty for none.
fn written(dated: Option<&Dated>) -> String {
    dated.and_then(|dated| dated.date).map(|date| date.to_string()).unwrap_or_default()
}

/// Everything in a statement that a rule considers, and where its sentence is.
fn deciding_parts(statement: &Statement) -> String {
    let Statement { id, quote, actor, on_behalf_of, question, stance, voice, said, published, condition, .. } =
        statement;
    let published = written(published.as_ref());
    let of = on_behalf_of.as_ref().map_or("", |of| of.as_str());
    let confidence: u8 = statement.confidence.into();
    let (start, end) = (quote.bytes.start, quote.bytes.end);
    let (stance, voice, said) = (stance.code(), voice.code(), written(Some(said)));
    format!(
        "{id}\0{actor}\0{of}\0{question}\0{stance}\0{voice}\0{said}\0{published}\0{condition}\0{confidence}\0{start}\0{end}\n"
    )
}
