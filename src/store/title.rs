//! The title of a project without reading the project: for lists of projects.

use super::plain::read_plain_text;
use crate::model::Manifest;
use std::path::Path;

/// A manifest is small; whatever is larger is none.
const LARGEST_BYTES: u64 = 4 << 20;

/// The title of the project in `folder`; `None` if there is none, or its `project.ron` cannot be read whole.
pub fn project_title(folder: &Path) -> Option<String> {
    let file = folder.join("project.ron");
    let text = read_plain_text(&file, LARGEST_BYTES).ok()?;
    ron::from_str::<Manifest>(&text).ok().map(|manifest| manifest.title)
}
