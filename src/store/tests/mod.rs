//! The store as a whole, over the sample project in memory and in temporary folders.

mod broken;
mod hostile;
mod journal;
mod originals;
mod round_trip;
mod saving;
mod touched;

use super::sample::{files, texts};
use super::{Opened, Wholeness, read_project};

/// The sample with `old` replaced by `new` in the file at `path`; both must differ.
fn edited(path: &str, old: &str, new: &str) -> Opened {
    let mut texts = texts();
    let text = texts.get_mut(path).unwrap_or_else(|| panic!("no file {path}"));
    assert!(text.contains(old), "{path} does not hold {old:?}");
    *text = text.replacen(old, new, 1);
    read_project(&files(texts))
}

/// The one defect that `opened` has, as it is printed.
fn only_defect(opened: &Opened) -> String {
    let defects: Vec<String> = opened.defects.iter().map(ToString::to_string).collect();
    assert_eq!(defects.len(), 1, "{defects:#?}");
    defects.concat()
}

/// Statements, actors, relations and sources.
fn counts(opened: &Opened) -> (usize, usize, usize, usize) {
    let project = &opened.project;
    (project.statements.len(), project.actors.len(), project.relations.len(), project.sources.len())
}

#[test]
fn the_sample_is_whole() {
    let opened = read_project(&files(texts()));
    assert_eq!(opened.defects, []);
    assert_eq!(opened.whole, Wholeness::Whole);
    assert_eq!(counts(&opened), (3, 4, 1, 1));
}
