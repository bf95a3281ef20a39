//! The files that articles were imported from come with them, go with them and come back with them.

use super::*;
use crate::model::{Original, Source, SourceId, TextHash};
use crate::store::read_original;

fn herald() -> SourceId {
    "herald".parse().unwrap()
}

/// The patch that brings a second article with an original.
fn import(project: &Project, bytes: &[u8]) -> (SourceId, Patch) {
    let id: SourceId = "gazette".parse().unwrap();
    let mut source: Source = project.sources[&herald()].clone();
    source.record.id = id.clone();
    source.record.original = Some(Original {
        file: "original.html".to_owned(),
        name: "gazette (1).html".to_owned(),
        sha256: TextHash::of(bytes),
    });
    let mut changed = project.clone();
    changed.sources.insert(id.clone(), source);
    (id, Patch::between(project, &changed))
}

#[test]
fn an_original_is_saved_with_its_article_goes_with_it_and_comes_back_with_undo() {
    let mut desk = Desk::new();
    let bytes = b"<p>\r\nall of it \x00\xff".to_vec();
    let (id, redo) = import(&desk.project, &bytes);
    desk.apply(redo.clone(), vec![bytes.clone().into()]);
    desk.wait_until_saved();
    let record = desk.project.sources[&id].record.clone();
    assert_eq!(read_original(&desk.folder(), &record).unwrap(), bytes);
    let opened = open_folder(&desk.folder()).unwrap();
    assert_eq!(opened.defects, []);
    desk.edit(|project| drop(project.sources.remove(&id)));
    desk.wait_until_saved();
    assert!(!desk.folder().join("sources/gazette").exists());
    // Undo hands over no bytes.
    desk.apply(redo, Vec::new());
    desk.wait_until_saved();
    assert_eq!(read_original(&desk.folder(), &record).unwrap(), bytes);
    desk.keeper = None;
    assert_eq!(open_folder(&desk.folder()).unwrap().defects, []);
}

#[test]
fn an_import_that_was_not_saved_comes_back_with_its_original() {
    let mut desk = Desk::new();
    let bytes = b"bytes".to_vec();
    let (id, redo) = import(&desk.project, &bytes);
    desk.apply(redo, vec![bytes.clone().into()]);
    desk.pass_until_journaled();
    desk.crash();
    desk.open();
    let recovery = desk.recovery.take().unwrap();
    desk.apply(recovery.patch.clone(), recovery.originals.clone());
    desk.keeper().recovered(recovery);
    desk.wait_until_saved();
    assert_eq!(read_original(&desk.folder(), &desk.project.sources[&id].record.clone()).unwrap(), bytes);
}

#[test]
fn an_original_whose_bytes_are_nowhere_is_told_and_costs_no_article() {
    let mut desk = Desk::new();
    let (id, redo) = import(&desk.project, b"lost");
    desk.apply(redo, Vec::new());
    desk.pass(pace().after_last_edit);
    let event = desk.wait_for("the word", |event| matches!(event, KeepingEvent::OriginalsMissing { .. }));
    assert_eq!(event, KeepingEvent::OriginalsMissing { files: vec!["sources/gazette/original.html".to_owned()] });
    let opened = open_folder(&desk.folder()).unwrap();
    assert!(opened.project.sources.contains_key(&id));
    assert_eq!(opened.whole, crate::store::Wholeness::Whole);
    assert!(opened.defects[0].reason.contains("gazette (1).html"), "{}", opened.defects[0]);
}

#[test]
fn a_snapshot_before_an_import_has_everything_but_the_import() {
    let mut desk = Desk::new();
    let before = desk.project.clone();
    let (id, redo) = import(&desk.project, b"bytes");
    desk.keeper().snapshot(crate::store::SnapshotReason::BeforeImport);
    desk.apply(redo, vec![b"bytes".as_slice().into()]);
    let event = desk.wait_for("the snapshot", |event| matches!(event, KeepingEvent::Snapshot { .. }));
    let KeepingEvent::Snapshot { folder } = event else { unreachable!() };
    assert_eq!(open_folder(&folder).unwrap().project, before);
    // And one afterwards has the original.
    desk.keeper().snapshot(crate::store::SnapshotReason::AsAsked);
    let event = desk.wait_for("the snapshot", |event| matches!(event, KeepingEvent::Snapshot { .. }));
    let KeepingEvent::Snapshot { folder } = event else { unreachable!() };
    assert_eq!(read_original(&folder, &desk.project.sources[&id].record.clone()).unwrap(), b"bytes");
    assert_eq!(crate::store::snapshots(folder.parent().unwrap()).len(), 2);
}
