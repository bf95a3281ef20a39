//! Merges two people's work by record: what only one side changed is kept, what both changed is asked.
//!
//! Pure. The thing easily got wrong: two sides can fit record by record and still not fit together, where one takes away
//! what the other refers to. Such records are asked like those that both changed.

use super::event::{ConflictChoice, RecordConflict};
use crate::model::{Actor, Manifest, Patch, Project, RecordChanges, RecordId, Relation, SourceId, Speaker, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// What became of two sides.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Merge {
    /// What the other side changed and this one takes in.
    pub(super) take: Patch,
    /// What has to be asked.
    pub(super) conflicts: Vec<RecordConflict>,
}

/// Merges `theirs` into `head`. Both it and `mine` start from the same project; `base` holds what stood there of every
/// record that either changes. `head` is that project with `mine`, and is the same again afterwards.
pub(super) fn merge(head: &mut Project, mine: &Patch, theirs: &Patch, base: &Patch) -> Merge {
    let mut asked = mine.conflicts(theirs);
    let mut take = theirs.clone().without(&asked).against(head);
    let of_mine = mine.records();
    loop {
        let more: BTreeSet<RecordId> = dangling(head, &take, &of_mine)
            .into_iter()
            .flat_map(|(record, missing)| [record, missing])
            .filter(|record| names(&take, record))
            .collect();
        if more.is_empty() {
            break;
        }
        take = take.without(&more);
        asked.extend(more);
    }
    let conflicts = asked
        .into_iter()
        .map(|record| RecordConflict {
            base: of_record(base, &record),
            mine: value(head, &record),
            theirs: of_record(theirs, &record),
            record,
        })
        .collect();
    Merge { take, conflicts }
}

/// What makes of `head` what a person chose; records without a choice stay as they are here. What is referred to comes
/// back, or stays: nothing that somebody made is lost for the sake of a removal. `disk` is the other side as a whole.
pub(super) fn settle(
    head: &mut Project,
    mine: &Patch,
    merge: &Merge,
    choices: &BTreeMap<RecordId, ConflictChoice>,
    disk: &Project,
) -> Patch {
    let mut patch = merge.take.clone();
    for conflict in &merge.conflicts {
        if choices.get(&conflict.record) == Some(&ConflictChoice::Theirs) {
            patch = patch.then(conflict.theirs.clone());
        }
    }
    let of_mine = mine.records();
    // Each round brings back at least one record.
    for _ in 0..=disk.actors.len() + disk.sources.len() + head.actors.len() {
        let missing: BTreeSet<RecordId> =
            dangling(head, &patch, &of_mine).into_iter().map(|(_, missing)| missing).collect();
        if missing.is_empty() {
            return patch;
        }
        let before = patch.clone();
        for record in &missing {
            if *record == RecordId::Manifest {
                patch.manifest = Some(Box::new(with_all_questions(patch.manifest.as_deref(), head, disk)));
                continue;
            }
            patch = patch.without(&BTreeSet::from([record.clone()]));
            if is_gone(&value(head, record)) {
                patch = patch.then(value(disk, record));
            }
        }
        if patch == before {
            break;
        }
    }
    // What still refers to nothing on either side cannot be taken in.
    let lost: BTreeSet<RecordId> = dangling(head, &patch, &of_mine).into_iter().map(|(record, _)| record).collect();
    patch.without(&lost)
}

/// The manifest that was chosen, with the questions of both sides.
fn with_all_questions(chosen: Option<&Manifest>, head: &Project, disk: &Project) -> Manifest {
    let mut manifest = chosen.unwrap_or(&head.manifest).clone();
    for question in head.manifest.questions.iter().chain(&disk.manifest.questions) {
        if !manifest.questions.iter().any(|known| known.id == question.id) {
            manifest.questions.push(question.clone());
        }
    }
    manifest
}

/// Records among `of_mine` and those of `patch` that would refer to something that is not there, each with what is
/// missing.
pub(super) fn dangling(head: &mut Project, patch: &Patch, of_mine: &BTreeSet<RecordId>) -> Vec<(RecordId, RecordId)> {
    let undo = patch.clone().apply(head);
    let mut found = Vec::new();
    for record in of_mine.union(&patch.records()) {
        found.extend(missing_of(head, record).into_iter().map(|missing| (record.clone(), missing)));
    }
    undo.apply(head);
    found
}

/// What `record` of `project` refers to and `project` does not have.
fn missing_of(project: &Project, record: &RecordId) -> Vec<RecordId> {
    let mut needed = Vec::new();
    match record {
        RecordId::Manifest => {
            let Manifest { questions, .. } = &project.manifest;
            needed.extend(questions.iter().map(|question| RecordId::Actor(question.decided_by.clone())));
        }
        RecordId::Actor(id) => {
            if let Some(Actor { country, offices, memberships, .. }) = project.actors.get(id) {
                needed.extend(country.iter().cloned().map(RecordId::Actor));
                needed.extend(offices.iter().map(|office| RecordId::Actor(office.speaks_for.clone())));
                needed.extend(memberships.iter().map(|membership| RecordId::Actor(membership.of.clone())));
            }
        }
        RecordId::Source(_) => {}
        RecordId::Statement(id) => {
            if let Some(statement) = project.statements.get(id) {
                let Statement { source, quote, actor, on_behalf_of, speaker, question, .. } = statement;
                needed.push(RecordId::Actor(actor.clone()));
                needed.extend(on_behalf_of.iter().cloned().map(RecordId::Actor));
                match speaker {
                    Speaker::Article => {}
                    Speaker::Actor(speaker) => needed.push(RecordId::Actor(speaker.clone())),
                }
                if project.question(question).is_none() {
                    return vec![RecordId::Manifest];
                }
                if !has_words(project, source, quote.bytes.of(text_of(project, source)), &quote.exact) {
                    return vec![RecordId::Source(source.clone())];
                }
            }
        }
        RecordId::Relation(id) => {
            if let Some(Relation { from, to, source, quote, .. }) = project.relations.get(id) {
                needed.extend([from, to].map(|actor| RecordId::Actor(actor.clone())));
                if !has_words(project, source, quote.bytes.of(text_of(project, source)), &quote.exact) {
                    return vec![RecordId::Source(source.clone())];
                }
            }
        }
    }
    needed.retain(|record| match record {
        RecordId::Actor(id) => !project.actors.contains_key(id),
        RecordId::Manifest | RecordId::Source(_) | RecordId::Statement(_) | RecordId::Relation(_) => false,
    });
    needed
}

fn text_of<'p>(project: &'p Project, source: &SourceId) -> &'p str {
    project.sources.get(source).map_or("", |source| &source.text)
}

fn has_words(project: &Project, source: &SourceId, there: Option<&str>, words: &str) -> bool {
    project.sources.contains_key(source) && there == Some(words)
}

fn names(patch: &Patch, record: &RecordId) -> bool {
    match record {
        RecordId::Manifest => patch.manifest.is_some(),
        RecordId::Actor(id) => patch.actors.contains_key(id),
        RecordId::Source(id) => patch.sources.contains_key(id),
        RecordId::Statement(id) => patch.statements.contains_key(id),
        RecordId::Relation(id) => patch.relations.contains_key(id),
    }
}

/// The patch that puts `record` as it stands in `project`, or takes it away if it does not.
pub(super) fn value(project: &Project, record: &RecordId) -> Patch {
    let mut patch = Patch::default();
    match record {
        RecordId::Manifest => patch.manifest = Some(Box::new(project.manifest.clone())),
        RecordId::Actor(id) => {
            patch.actors.insert(id.clone(), project.actors.get(id).cloned());
        }
        RecordId::Source(id) => {
            patch.sources.insert(id.clone(), project.sources.get(id).cloned());
        }
        RecordId::Statement(id) => {
            patch.statements.insert(id.clone(), project.statements.get(id).cloned());
        }
        RecordId::Relation(id) => {
            patch.relations.insert(id.clone(), project.relations.get(id).cloned());
        }
    }
    patch
}

/// What `patch` does to `record`, and nothing else.
pub(super) fn of_record(patch: &Patch, record: &RecordId) -> Patch {
    let mut only = Patch::default();
    match record {
        RecordId::Manifest => only.manifest.clone_from(&patch.manifest),
        RecordId::Actor(id) => only.actors = only_of(&patch.actors, id),
        RecordId::Source(id) => only.sources = only_of(&patch.sources, id),
        RecordId::Statement(id) => only.statements = only_of(&patch.statements, id),
        RecordId::Relation(id) => only.relations = only_of(&patch.relations, id),
    }
    only
}

fn only_of<K: Ord + Clone, V: Clone>(changes: &RecordChanges<K, V>, id: &K) -> RecordChanges<K, V> {
    changes.get(id).map(|new| (id.clone(), new.clone())).into_iter().collect()
}

/// Whether a patch of one record takes it away.
fn is_gone(patch: &Patch) -> bool {
    let Patch { manifest, actors, sources, statements, relations } = patch;
    manifest.is_none()
        && actors.values().all(Option::is_none)
        && sources.values().all(Option::is_none)
        && statements.values().all(Option::is_none)
        && relations.values().all(Option::is_none)
}
