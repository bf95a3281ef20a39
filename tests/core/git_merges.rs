//! What two people do to one file of a project, merged for git: nothing is wrong, nothing comes back, nothing is silent.
//!
//! `PROPTEST_CASES=10000 cargo test --locked --test core git_merges` tries as many.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use crate::program::demarche;
use demarche::store::{MergedFile, merge_file};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use tempfile::TempDir;

/// A list by id; the content of each record is a number.
type Records = BTreeMap<u8, u32>;

#[derive(Clone, Debug)]
enum Change {
    Put(u8, u32),
    Remove(u8),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let put = (0..12_u8, 0..4_u32).prop_map(|(id, content)| Change::Put(id, content));
    let remove = (0..12_u8).prop_map(Change::Remove);
    prop::collection::vec(prop_oneof![put, remove], 0..6)
}

fn changed(base: &Records, changes: &[Change]) -> Records {
    let mut records = base.clone();
    for change in changes {
        match change {
            Change::Put(id, content) => {
                records.insert(*id, *content);
            }
            Change::Remove(id) => {
                records.remove(id);
            }
        }
    }
    records
}

fn line(id: u8, content: u32) -> String {
    format!("    (id: \"r{id:02}\", note: \"content, with ( brackets ] {content}\"),\n")
}

fn text(records: &Records) -> String {
    let lines: String = records.iter().map(|(id, content)| line(*id, *content)).collect();
    format!("// Who is who.\n[\n{lines}]\n")
}

proptest! {
    #[test]
    fn two_peoples_edits_are_merged_by_record_or_conflict_loudly(
        base in prop::collection::btree_map(0..12_u8, 0..4_u32, 0..10), mine in changes(), hers in changes(),
    ) {
        let (ours, theirs) = (changed(&base, &mine), changed(&base, &hers));
        let keys: BTreeSet<u8> = base.keys().chain(ours.keys()).chain(theirs.keys()).copied().collect();
        let mut expected = Records::new();
        let mut conflicts = BTreeSet::new();
        for key in keys {
            let (base, ours, theirs) = (base.get(&key), ours.get(&key), theirs.get(&key));
            if ours == theirs || theirs == base {
                expected.extend(ours.map(|content| (key, *content)));
            } else if ours == base {
                expected.extend(theirs.map(|content| (key, *content)));
            } else {
                conflicts.insert(key);
            }
        }
        match merge_file("actors.ron", &text(&base), &text(&ours), &text(&theirs)) {
            MergedFile::Clean(merged) => {
                prop_assert!(conflicts.is_empty(), "{conflicts:?} conflict, and nobody is told");
                prop_assert_eq!(merged, text(&expected));
            }
            MergedFile::Conflict { text: merged, places } => {
                prop_assert_eq!(places, conflicts.len());
                prop_assert_eq!(merged.matches("<<<<<<< ours\n").count(), places);
                for (id, content) in &expected {
                    prop_assert_eq!(merged.matches(&line(*id, *content)).count(), 1);
                }
                for key in conflicts {
                    for side in [ours.get(&key), theirs.get(&key)].into_iter().flatten() {
                        prop_assert!(merged.contains(&line(key, *side)));
                    }
                }
            }
        }
    }
}

#[test]
fn fields_of_one_record_are_merged_one_by_one() {
    let base = "// The project.\n(\n    format: 1,\n    title: \"A\",\n    about: \"b\",\n)\n";
    let (ours, theirs) = (base.replace("\"A\"", "\"Ours\""), base.replace("\"b\"", "\"theirs\""));
    let both = ours.replace("\"b\"", "\"theirs\"");
    assert_eq!(merge_file("project.ron", base, &ours, &theirs), MergedFile::Clean(both));
    let against = base.replace("\"A\"", "\"Theirs\"");
    let MergedFile::Conflict { text, places: 1 } = merge_file("sources/a/meta.ron", base, &ours, &against) else {
        panic!("both changed the title")
    };
    assert!(text.contains("title: \"Ours\"") && text.contains("title: \"Theirs\"") && text.contains("about: \"b\""));
}

#[test]
fn questions_that_two_people_add_are_both_asked() {
    let text = fs::read_to_string(crate::program::seeds().join("project.ron")).unwrap();
    let ours = text.replace("\"Invite Ukraine now\"", "\"Invite now\"");
    let theirs = text.replace("\"Member one day\"", "\"One day\"");
    let MergedFile::Clean(merged) = merge_file("seeds/project.ron", &text, &ours, &theirs) else {
        panic!("they differ")
    };
    assert!(merged.contains("\"Invite now\"") && merged.contains("\"One day\""));
    let plain = merged.replace("\"Invite now\"", "\"Invite Ukraine now\"").replace("\"One day\"", "\"Member one day\"");
    assert_eq!(plain.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn views_that_two_people_save_stand_both_in_the_order() {
    let order = |names: &[&str]| {
        let names = names.iter().map(|name| ["        \"", name, "\",\n"].concat()).collect::<Vec<_>>().concat();
        format!("(\n    order: [\n{names}    ],\n    hidden: [],\n)\n")
    };
    let base = order(&["a", "b"]);
    let merged = merge_file("views/order.ron", &base, &order(&["a", "x", "b"]), &order(&["b", "a", "y"]));
    assert_eq!(merged, MergedFile::Clean(order(&["b", "a", "x", "y"])));
    let both_moved =
        merge_file("views/order.ron", &order(&["a", "b", "c"]), &order(&["b", "a", "c"]), &order(&["c", "a", "b"]));
    assert!(matches!(both_moved, MergedFile::Conflict { .. }));
}

#[test]
fn what_cannot_be_read_record_by_record_is_a_conflict_and_never_guessed() {
    let base = "[\n    (id: \"a\"),\n]\n";
    for (ours, theirs) in [
        ("[\n    (id: \"a\"),\n    (id: \"a\"),\n]\n", "[\n]\n"),
        ("[\n    (id: \"a\"\n]\n", "[\n    (id: \"b\"),\n]\n"),
        ("", "[\n    (id: \"b\"),\n]\n"),
        ("[\n    // a note\n    (id: \"a\"),\n]\n", "[\n    (id: \"b\"),\n]\n"),
    ] {
        let MergedFile::Conflict { text, .. } = merge_file("relations.ron", base, ours, theirs) else {
            panic!("{ours:?} and {theirs:?} were guessed at")
        };
        assert!(text.contains(ours.trim()) && text.contains(theirs.trim()), "{text}");
    }
    assert!(matches!(merge_file("sources/a/text.txt", "a", "b", "c"), MergedFile::Conflict { .. }));
}

#[test]
fn the_driver_writes_the_result_in_the_place_of_our_version_and_exits_with_1_on_a_conflict() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let write = |base: &Records, ours: &Records, theirs: &Records| {
        for (name, records) in [("base", base), ("ours", ours), ("theirs", theirs)] {
            fs::write(at(name), text(records)).unwrap();
        }
    };
    let (base, ours, theirs) =
        (Records::from([(1, 1)]), Records::from([(1, 1), (2, 2)]), Records::from([(1, 1), (3, 3)]));
    write(&base, &ours, &theirs);
    let arguments = ["merge-driver", &at("base"), &at("ours"), &at("theirs"), "actors.ron"];
    demarche(folder.path(), &arguments).success().stdout("").stderr("");
    assert_eq!(fs::read_to_string(at("ours")).unwrap(), text(&Records::from([(1, 1), (2, 2), (3, 3)])));
    write(&base, &Records::new(), &Records::from([(1, 7)]));
    let told = demarche(folder.path(), &arguments).code(1);
    assert!(
        String::from_utf8_lossy(&told.get_output().stderr).contains("actors.ron: 1 record was changed on both sides")
    );
    assert!(fs::read_to_string(at("ours")).unwrap().contains("<<<<<<< ours\n=======\n"));
}
