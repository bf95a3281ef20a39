//! Which file of a project folder is what.

use super::files::RelativePath;
use super::originals::is_name_of_original;
use super::write::is_temporary;
use crate::evidence::edit_distance::nearest;

/// What a file is for, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role<'p> {
    /// `project.ron`
    Manifest,
    /// `actors.ron`
    Actors,
    /// `relations.ron`
    Relations,
    /// `sources/<id>/text.txt`
    Text { source: &'p str },
    /// `sources/<id>/meta.ron`
    Meta { source: &'p str },
    /// `sources/<id>/original.<ending>`
    Original { source: &'p str, file: &'p str },
    /// `statements/<source>.ron`
    Statements { source: &'p str },
    /// `views/<name>.ron`
    View,
    /// A read-me, a licence, a hidden file: it belongs, and is not read.
    Unread,
    /// It does not belong, and why it is there perhaps.
    Stray(String),
}

impl Role<'_> {
    /// Whether the content is read.
    pub(super) fn is_read(&self) -> bool {
        match self {
            Self::Manifest
            | Self::Actors
            | Self::Relations
            | Self::Text { .. }
            | Self::Meta { .. }
            | Self::Original { .. }
            | Self::Statements { .. }
            | Self::View => true,
            Self::Unread | Self::Stray(_) => false,
        }
    }
}

/// The role of the file at `path`.
pub(super) fn role_of(path: &RelativePath) -> Role<'_> {
    let parts: Vec<&str> = path.parts().collect();
    let name = parts.last().copied().unwrap_or("");
    if is_temporary(name) {
        return Role::Stray("left behind by a save that was stopped; it can be deleted".to_owned());
    }
    if parts.iter().any(|part| part.starts_with('.')) {
        return Role::Unread;
    }
    match parts.as_slice() {
        ["project.ron"] => Role::Manifest,
        ["actors.ron"] => Role::Actors,
        ["relations.ron"] => Role::Relations,
        ["sources", source, "text.txt"] => Role::Text { source },
        ["sources", source, "meta.ron"] => Role::Meta { source },
        ["sources", source, file] if is_name_of_original(file) => Role::Original { source, file },
        ["sources", _, original] if original.starts_with("original.") => Role::Unread,
        ["sources", _, other] => misplaced(other, &["text.txt", "meta.ron"]),
        ["statements", file] => match file.strip_suffix(".ron") {
            Some(source) => Role::Statements { source },
            None => misplaced(file, &[]),
        },
        ["views", file] if file.strip_suffix(".ron").is_some() => Role::View,
        [note] if is_note(note) => Role::Unread,
        [other] => misplaced(other, &["project.ron", "actors.ron", "relations.ron"]),
        _ => misplaced("", &[]),
    }
}

/// Whether a folder at `path` may hold files of a project.
pub(super) fn is_folder_of_project(path: &RelativePath) -> bool {
    matches!(path.parts().collect::<Vec<_>>().as_slice(), ["sources" | "statements" | "views"] | ["sources", _])
}

fn is_note(name: &str) -> bool {
    [".md", ".txt", ".toml", ".yml"].iter().any(|ending| name.ends_with(ending)) || !name.contains('.')
}

fn misplaced(name: &str, expected: &[&str]) -> Role<'static> {
    let lower = name.to_lowercase();
    Role::Stray(match nearest(&lower, expected.iter().copied()) {
        Some(meant) => format!("is not read; if it is meant to be {meant}, rename it"),
        None => "does not belong to a project and is not read".to_owned(),
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_one_role() {
        let role = |path: &str| format!("{:?}", role_of(&RelativePath::new(path).unwrap()));
        assert_eq!(role("sources/a/text.txt"), "Text { source: \"a\" }");
        assert_eq!(role("sources/a/original.pdf"), "Original { source: \"a\", file: \"original.pdf\" }");
        assert_eq!(role("sources/a/original.PDF"), "Unread");
        assert_eq!(role("README.md"), "Unread");
        assert_eq!(role(".git/config"), "Unread");
        assert!(role("Project.ron").contains("meant to be project.ron"));
        assert!(role("sources/a/.demarche-x1.tmp").contains("stopped"));
        assert!(role("sources/a/b/text.txt").starts_with("Stray"));
        assert!(role("statements/a.txt").starts_with("Stray"));
    }
}
