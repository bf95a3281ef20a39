//! What is left of a journal, wherever it was cut or changed.

use crate::model::{Patch, Project, TextHash};
use crate::store::{Journal, JournalEntry, OriginalsAside, read_back, sample, set_aside};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An edit for each title, one after the other.
fn edits(titles: &[String]) -> (Vec<JournalEntry>, Vec<Project>) {
    let mut project = sample::project();
    let mut states = vec![project.clone()];
    let mut entries = Vec::new();
    for (number, title) in titles.iter().enumerate() {
        let mut changed = project.clone();
        changed.manifest.title.clone_from(title);
        if let Some(actor) = changed.actors.values_mut().nth(number % 4) {
            actor.note.clone_from(title);
        }
        let redo = Patch::between(&project, &changed);
        let undo = redo.clone().apply(&mut project);
        entries.push(JournalEntry {
            revision: number as u64 + 1,
            label: title.clone(),
            at: 1_795_000_000,
            redo: Arc::new(redo),
            undo: Arc::new(undo),
            originals: Vec::new(),
        });
        states.push(project.clone());
    }
    (entries, states)
}

fn base() -> TextHash {
    TextHash::of(b"base")
}

fn written(home: &Path, entries: &[JournalEntry]) -> PathBuf {
    let mut journal = Journal::new(home, Path::new("/somewhere"));
    journal.begin(base(), &[]).unwrap();
    for entry in entries {
        journal.append(entry).unwrap();
    }
    journal.flush().unwrap();
    let file = fs::read_dir(home).unwrap().next().unwrap().unwrap().path();
    std::mem::forget(journal);
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_journal_cut_anywhere_gives_the_first_edits_and_no_others(
        titles in prop::collection::vec("(\\PC|[\"\\\\\n\r\t\u{2028}]){0,12}", 1..8), cut in 0.0_f64..1.0,
    ) {
        let home = tempfile::tempdir().unwrap();
        let (entries, states) = edits(&titles);
        let file = written(home.path(), &entries);
        let bytes = fs::read(&file).unwrap();
        let kept = (bytes.len() as f64 * cut) as usize;
        fs::write(&file, &bytes[..kept]).unwrap();
        let read = read_back(home.path());
        prop_assert_eq!(&read.entries[..], &entries[..read.entries.len()]);
        let lines = bytes[..kept].split(|byte| *byte == b'\n').count() - 1;
        prop_assert_eq!(read.entries.len(), lines.saturating_sub(1));
        let mut project = states[0].clone();
        for entry in &read.entries {
            (*entry.redo).clone().apply(&mut project);
        }
        prop_assert_eq!(&project, &states[read.entries.len()]);
        for entry in read.entries.iter().rev() {
            (*entry.undo).clone().apply(&mut project);
        }
        prop_assert_eq!(&project, &states[0]);
    }

    #[test]
    fn a_byte_that_was_changed_costs_its_edit_and_those_after_it_but_none_before(
        at in 0.0_f64..1.0, bit in 0_u8..8,
    ) {
        let home = tempfile::tempdir().unwrap();
        let (entries, _) = edits(&["one".to_owned(), "two".to_owned(), "three".to_owned()]);
        let file = written(home.path(), &entries);
        let mut bytes = fs::read(&file).unwrap();
        let at = ((bytes.len() - 1) as f64 * at) as usize;
        let lines_before = bytes[..at].split(|byte| *byte == b'\n').count() - 1;
        bytes[at] ^= 1 << bit;
        fs::write(&file, &bytes).unwrap();
        let read = read_back(home.path());
        prop_assert_eq!(read.entries.len(), lines_before.saturating_sub(1));
        prop_assert_eq!(&read.entries[..], &entries[..read.entries.len()]);
        prop_assert!(read.dropped_bytes > 0);
    }
}

#[test]
fn what_was_saved_is_not_read_back_and_the_base_is_what_was_saved() {
    let home = tempfile::tempdir().unwrap();
    let (entries, _) = edits(&["one".to_owned(), "two".to_owned(), "three".to_owned()]);
    let mut journal = Journal::new(home.path(), Path::new("/somewhere"));
    journal.begin(base(), &entries[..2]).unwrap();
    journal.append(&entries[2]).unwrap();
    let later = TextHash::of(b"later");
    journal.saved(2, later).unwrap();
    let read = read_back(home.path());
    assert_eq!((read.base, &read.entries[..]), (Some(later), &entries[2..]));
    journal.saved(3, later).unwrap();
    assert_eq!(read_back(home.path()).entries, []);
    journal.end();
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_journal_begun_anew_says_everything_once() {
    let home = tempfile::tempdir().unwrap();
    let (entries, _) = edits(&["one".to_owned(), "two".to_owned()]);
    let mut journal = Journal::new(home.path(), Path::new("/somewhere"));
    journal.begin(base(), &entries[..1]).unwrap();
    journal.begin(base(), &entries).unwrap();
    assert_eq!(read_back(home.path()).entries, entries);
}

#[test]
fn only_the_last_declined_journals_stay() {
    let home = tempfile::tempdir().unwrap();
    let (entries, _) = edits(&["one".to_owned()]);
    for _ in 0..15 {
        let mut journal = Journal::new(home.path(), Path::new("/somewhere"));
        journal.begin(base(), &entries).unwrap();
        set_aside(&read_back(home.path()).files).unwrap();
    }
    assert_eq!(read_back(home.path()).entries, []);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 10);
}

#[test]
fn an_original_aside_is_never_another_one() {
    let home = tempfile::tempdir().unwrap();
    let aside = OriginalsAside::new(home.path());
    let hash = TextHash::of(b"bytes");
    aside.keep(hash, b"bytes").unwrap();
    assert_eq!(aside.get(hash).as_deref(), Some(b"bytes".as_slice()));
    fs::write(home.path().join("originals").join(hash.to_string()), b"bytez").unwrap();
    assert_eq!(aside.get(hash), None);
    aside.keep(hash, b"bytes").unwrap();
}
