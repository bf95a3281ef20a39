//! A change of a project as data: which records are put in their place, and which are taken away.
//!
//! Every edit becomes a patch, and applying one gives the patch that takes it back. So undo, the journal, autosave and
//! the merging of two people's work share one idea. It knows nothing of why. The thing easily got wrong: a patch says
//! nothing of references; whoever makes one sees that no id in it leads nowhere.

use super::{Actor, ActorId, Manifest, Project, Relation, RelationId, Source, SourceId, Statement, StatementId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a patch does to the records of one kind: the record that is put there, or `None` where it is taken away.
pub type RecordChanges<K, V> = BTreeMap<K, Option<V>>;

/// Records to put and records to take away. Applied to the same project twice it changes nothing the second time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patch {
    /// Title, questions and rule, if any of them changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manifest: Option<Box<Manifest>>,
    /// Actors.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub actors: RecordChanges<ActorId, Actor>,
    /// Articles with their texts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: RecordChanges<SourceId, Source>,
    /// Coded sentences.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub statements: RecordChanges<StatementId, Statement>,
    /// Ties between actors.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub relations: RecordChanges<RelationId, Relation>,
}

/// The name of one record, of whatever kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordId {
    /// Title, questions and rule.
    Manifest,
    /// An actor.
    Actor(ActorId),
    /// An article.
    Source(SourceId),
    /// A statement.
    Statement(StatementId),
    /// A relation.
    Relation(RelationId),
}

impl Patch {
    /// The patch that makes `new` of `old`; empty if they are equal.
    pub fn between(old: &Project, new: &Project) -> Self {
        let manifest = (old.manifest != new.manifest).then(|| Box::new(new.manifest.clone()));
        Self {
            manifest,
            actors: changes(&old.actors, &new.actors),
            sources: changes(&old.sources, &new.sources),
            statements: changes(&old.statements, &new.statements),
            relations: changes(&old.relations, &new.relations),
        }
    }

    /// Changes `project` and gives the patch that changes it back.
    #[expect(clippy::return_self_not_must_use, reason = "who records no history needs no way back")]
    pub fn apply(self, project: &mut Project) -> Self {
        let Self { manifest, actors, sources, statements, relations } = self;
        Self {
            manifest: manifest.map(|new| Box::new(std::mem::replace(&mut project.manifest, *new))),
            actors: exchange(&mut project.actors, actors),
            sources: exchange(&mut project.sources, sources),
            statements: exchange(&mut project.statements, statements),
            relations: exchange(&mut project.relations, relations),
        }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        let Self { manifest, actors, sources, statements, relations } = self;
        manifest.is_none() && actors.is_empty() && sources.is_empty() && statements.is_empty() && relations.is_empty()
    }

    /// This patch and then `later` as one.
    #[must_use]
    pub fn then(mut self, later: Self) -> Self {
        let Self { manifest, actors, sources, statements, relations } = later;
        self.manifest = manifest.or(self.manifest);
        self.actors.extend(actors);
        self.sources.extend(sources);
        self.statements.extend(statements);
        self.relations.extend(relations);
        self
    }

    /// What of it would change `project`: records that stand there already are left out.
    #[must_use]
    pub fn against(mut self, project: &Project) -> Self {
        self.manifest = self.manifest.filter(|manifest| **manifest != project.manifest);
        self.actors.retain(|id, new| project.actors.get(id) != new.as_ref());
        self.sources.retain(|id, new| project.sources.get(id) != new.as_ref());
        self.statements.retain(|id, new| project.statements.get(id) != new.as_ref());
        self.relations.retain(|id, new| project.relations.get(id) != new.as_ref());
        self
    }

    /// The records it changes.
    pub fn records(&self) -> BTreeSet<RecordId> {
        let Self { manifest, actors, sources, statements, relations } = self;
        let manifest = manifest.iter().map(|_| RecordId::Manifest);
        manifest
            .chain(actors.keys().cloned().map(RecordId::Actor))
            .chain(sources.keys().cloned().map(RecordId::Source))
            .chain(statements.keys().cloned().map(RecordId::Statement))
            .chain(relations.keys().cloned().map(RecordId::Relation))
            .collect()
    }

    /// The records that both change, and not to the same.
    pub fn conflicts(&self, other: &Self) -> BTreeSet<RecordId> {
        let Self { manifest, actors, sources, statements, relations } = self;
        let of_manifest = manifest
            .as_ref()
            .zip(other.manifest.as_ref())
            .filter(|(one, other)| one != other)
            .map(|_| RecordId::Manifest);
        of_manifest
            .into_iter()
            .chain(at_odds(actors, &other.actors).map(RecordId::Actor))
            .chain(at_odds(sources, &other.sources).map(RecordId::Source))
            .chain(at_odds(statements, &other.statements).map(RecordId::Statement))
            .chain(at_odds(relations, &other.relations).map(RecordId::Relation))
            .collect()
    }

    /// The patch without the records named.
    #[must_use]
    pub fn without(mut self, left_out: &BTreeSet<RecordId>) -> Self {
        if left_out.contains(&RecordId::Manifest) {
            self.manifest = None;
        }
        self.actors.retain(|id, _| !left_out.contains(&RecordId::Actor(id.clone())));
        self.sources.retain(|id, _| !left_out.contains(&RecordId::Source(id.clone())));
        self.statements.retain(|id, _| !left_out.contains(&RecordId::Statement(id.clone())));
        self.relations.retain(|id, _| !left_out.contains(&RecordId::Relation(id.clone())));
        self
    }
}

fn changes<K: Ord + Clone, V: PartialEq + Clone>(old: &BTreeMap<K, V>, new: &BTreeMap<K, V>) -> RecordChanges<K, V> {
    let put = new.iter().filter(|(id, record)| old.get(*id) != Some(*record));
    let gone = old.keys().filter(|id| !new.contains_key(*id));
    put.map(|(id, record)| (id.clone(), Some(record.clone()))).chain(gone.map(|id| (id.clone(), None))).collect()
}

/// Puts and takes away records, and gives what stood there before.
fn exchange<K: Ord + Clone, V>(records: &mut BTreeMap<K, V>, changes: RecordChanges<K, V>) -> RecordChanges<K, V> {
    changes
        .into_iter()
        .map(|(id, new)| {
            let old = match new {
                Some(record) => records.insert(id.clone(), record),
                None => records.remove(&id),
            };
            (id, old)
        })
        .collect()
}

fn at_odds<'c, K: Ord + Clone, V: PartialEq>(
    one: &'c RecordChanges<K, V>,
    other: &'c RecordChanges<K, V>,
) -> impl Iterator<Item = K> + 'c {
    one.iter().filter(|(id, new)| other.get(*id).is_some_and(|theirs| theirs != *new)).map(|(id, _)| id.clone())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    fn project() -> Project {
        static BUILT_IN: OnceLock<Project> = OnceLock::new();
        BUILT_IN.get_or_init(crate::fixtures::built_in).clone()
    }

    /// Takes away every `nth` record and renames another.
    fn disturbed(nth: usize, title: &str) -> Project {
        let mut project = project();
        let mut count = 0;
        project.statements.retain(|_, _| {
            count += 1;
            count % nth != 0
        });
        if let Some(actor) = project.actors.values_mut().nth(nth) {
            actor.name = title.to_owned();
        }
        project.manifest.title = title.to_owned();
        project
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn applying_a_patch_and_then_what_it_gives_changes_nothing(nth in 2_usize..9, title in ".{0,8}") {
            let (old, new) = (project(), disturbed(nth, &title));
            let mut changed = old.clone();
            let back = Patch::between(&old, &new).apply(&mut changed);
            prop_assert_eq!(&changed, &new);
            let again = back.apply(&mut changed);
            prop_assert_eq!(&changed, &old);
            again.apply(&mut changed);
            prop_assert_eq!(&changed, &new);
        }

        #[test]
        fn two_patches_as_one_do_what_they_do_one_after_the_other(one in 2_usize..6, other in 2_usize..6) {
            let (first, second, third) = (project(), disturbed(one, "a"), disturbed(other, "b"));
            let both = Patch::between(&first, &second).then(Patch::between(&second, &third));
            let mut changed = first.clone();
            both.apply(&mut changed);
            prop_assert_eq!(changed, third);
        }

        #[test]
        fn a_patch_reads_back_as_it_was_written(nth in 2_usize..9) {
            let patch = Patch::between(&project(), &disturbed(nth, "t"));
            let text = serde_json::to_string(&patch).unwrap();
            prop_assert_eq!(serde_json::from_str::<Patch>(&text).unwrap(), patch);
        }
    }

    #[test]
    fn only_records_that_both_change_differently_are_at_odds() {
        let old = project();
        let renamed = |name: &str| {
            let mut project = old.clone();
            project.manifest.title = "same".to_owned();
            if let Some(actor) = project.actors.values_mut().next() {
                actor.name = name.to_owned();
            }
            Patch::between(&old, &project)
        };
        let first = old.actors.keys().next().unwrap().clone();
        let conflicts = renamed("mine").conflicts(&renamed("theirs"));
        assert_eq!(conflicts, BTreeSet::from([RecordId::Actor(first)]));
        assert_eq!(renamed("mine").conflicts(&renamed("mine")), BTreeSet::new());
    }
}
