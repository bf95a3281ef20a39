//! Names for new records: short, readable, free, and never the same in two people's copies of a project.
//!
//! The name of a statement or a relation ends in digits worked out from all that is coded and when, so that two people
//! who add to the same article on two branches give different names, and a name is not used again after its record is
//! gone. The thing easily got wrong: an id is safe as a file name on every system and has at most 80 bytes.

use crate::evidence::folding::{Fold, folded_words};
use crate::model::{ActorId, Project, QuestionId, RelationId, SourceId, StatementId, TextHash};
use std::fmt::Debug;
use std::str::FromStr;

/// Of the readable part.
const LONGEST_BYTES: usize = 60;

/// A free name for what is coded of `source`. `content` is everything that tells this statement from others, the
/// moment of coding included.
pub fn fresh_statement_id(project: &Project, source: &SourceId, content: &impl Debug) -> StatementId {
    with_digits(source.as_str(), content, |id: &StatementId| !project.statements.contains_key(id))
}

/// A free name for a tie told by `source`; `content` as for a statement.
pub fn fresh_relation_id(project: &Project, source: &SourceId, content: &impl Debug) -> RelationId {
    with_digits(source.as_str(), content, |id: &RelationId| !project.relations.contains_key(id))
}

/// A free name for an actor called `name`.
pub fn fresh_actor_id(project: &Project, name: &str) -> ActorId {
    readable(name, "actor", |id: &ActorId| !project.actors.contains_key(id))
}

/// A free name for a question whose short form is `short`.
pub fn fresh_question_id(project: &Project, short: &str) -> QuestionId {
    readable(short, "question", |id: &QuestionId| project.question(id).is_none())
}

fn with_digits<T: FromStr>(stem: &str, content: &impl Debug, is_free: impl Fn(&T) -> bool) -> T {
    let stem = stem.get(..stem.floor_char_boundary(LONGEST_BYTES)).unwrap_or(stem).trim_end_matches('-');
    let ids = (0_u64..).filter_map(|nth| {
        let hash = TextHash::of(format!("{nth} {content:?}").as_bytes()).to_string();
        format!("{stem}-{}", hash.get(..8)?).parse().ok()
    });
    first_free(ids, is_free)
}

/// `name` as a slug, with a number behind it where that is taken.
fn readable<T: FromStr>(name: &str, stand_in: &str, is_free: impl Fn(&T) -> bool) -> T {
    let slug = slug_of(name).unwrap_or_else(|| stand_in.to_owned());
    let numbered = (2_u64..).map(|number| format!("{slug}-{number}"));
    first_free(std::iter::once(slug.clone()).chain(numbered).filter_map(|id| id.parse().ok()), is_free)
}

fn first_free<T>(ids: impl Iterator<Item = T>, is_free: impl Fn(&T) -> bool) -> T {
    let mut ids = ids;
    match ids.find(is_free) {
        Some(id) => id,
        None => unreachable!("there are more names than records"),
    }
}

/// Lower-case letters, digits and single hyphens; `None` where no letter of `name` is Latin.
pub(super) fn slug_of(name: &str) -> Option<String> {
    let folded = folded_words(name.get(..name.floor_char_boundary(400)).unwrap_or(name), Fold::Search);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-");
    slug.truncate(LONGEST_BYTES);
    let slug = slug.trim_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_taken_name_gets_a_number() {
        let project = crate::store::builtin().project;
        assert_eq!(fresh_actor_id(&project, "Hungary").as_str(), "hungary-2");
        assert_eq!(fresh_actor_id(&project, "Péter Magyar").as_str(), "peter-magyar");
        assert_eq!(fresh_actor_id(&project, "Київ").as_str(), "actor");
    }

    #[test]
    fn what_is_coded_at_another_moment_has_another_name() {
        let project = crate::store::builtin().project;
        let source = project.sources.keys().next().unwrap();
        let (one, other) = (fresh_statement_id(&project, source, &1), fresh_statement_id(&project, source, &2));
        assert_ne!(one, other);
        assert_eq!(one, fresh_statement_id(&project, source, &1), "the same content gives the same name");
    }

    proptest! {
        #[test]
        fn every_name_makes_an_id(name in "\\PC{0,120}") {
            let project = crate::store::read_project(&crate::store::ProjectFiles::default()).project;
            prop_assert!(!fresh_actor_id(&project, &name).as_str().is_empty());
        }
    }
}
