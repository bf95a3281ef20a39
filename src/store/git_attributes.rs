//! What a project tells git: a clone changes no byte, and lists are merged by record.
//!
//! Where the driver is not set up, git falls back to its own merge of text, which is loud where it is unsure. Easy to get
//! wrong: the file may hold lines of the person's own, which stay as they are.

use super::error::StoreError;
use super::files::RelativePath;
use super::plain::read_plain_text;
use super::read::constant_path;
use super::write::write_in_project;
use std::io;
use std::path::Path;

const NAME: &str = ".gitattributes";
/// Whatever is larger was not written by this program.
const LARGEST_BYTES: u64 = 1 << 20;

const TEXT: &str = "\
# Written by Démarche: a clone changes no byte, and records are merged by `demarche git-setup`.
.gitattributes -text
sources/** -text
*.ron -text
project.ron merge=demarche
actors.ron merge=demarche
relations.ron merge=demarche
statements/*.ron merge=demarche
sources/*/meta.ron merge=demarche
views/*.ron merge=demarche
sources/*/text.txt -merge
";

/// The first line that earlier versions wrote.
const OLD_HEAD: &str = "# Written by Démarche: a clone changes no byte, and what two people add to a list is merged.";
/// What earlier versions wrote about lists. Merged by union, a deleted record came back, and two versions of one stayed.
const OLD_LINES: [&str; 3] = ["actors.ron merge=union", "relations.ron merge=union", "statements/*.ron merge=union"];

/// Writes the attributes into a project that has none, and mends those that an earlier version wrote. Whether anything
/// was written.
pub fn mend_attributes(project: &Path) -> Result<bool, StoreError> {
    let path: RelativePath = constant_path(NAME);
    let file = path.in_folder(project);
    let text = match read_plain_text(&file, LARGEST_BYTES) {
        Ok(text) => mended(&text),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Some(TEXT.to_owned()),
        Err(cause) => return Err(StoreError::Unwritten { file, cause }),
    };
    match text {
        Some(text) => write_in_project(project, &path, text.as_bytes()).map(|()| true),
        None => Ok(false),
    }
}

/// `text` without what earlier versions wrote; `None` if there is nothing to mend.
fn mended(text: &str) -> Option<String> {
    let is_old = |line: &str| OLD_LINES.contains(&line.trim());
    if !text.lines().any(is_old) {
        return None;
    }
    let mut ours = TEXT.lines();
    let head = ours.next().unwrap_or_default();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        if line.trim() == OLD_HEAD {
            lines.push(head);
        } else if !is_old(line) {
            lines.push(line);
        }
    }
    for line in ours {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_an_earlier_version_wrote_is_mended_and_lines_of_the_person_stay() {
        let old = format!(
            "{OLD_HEAD}\n.gitattributes -text\nsources/** -text\n*.ron -text\n{}\n*.pdf filter=lfs\n",
            OLD_LINES.join("\n")
        );
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(NAME), old).unwrap();
        assert!(mend_attributes(home.path()).unwrap());
        let new = fs::read_to_string(home.path().join(NAME)).unwrap();
        assert!(!new.contains("union") && new.contains("*.pdf filter=lfs"), "{new}");
        assert!(TEXT.lines().all(|line| new.lines().any(|other| other == line)), "{new}");
        assert!(!mend_attributes(home.path()).unwrap(), "once is enough");
    }

    #[test]
    fn a_new_project_has_the_attributes_and_a_person_who_took_lines_out_keeps_it_so() {
        let home = tempfile::tempdir().unwrap();
        assert!(mend_attributes(home.path()).unwrap());
        assert_eq!(fs::read_to_string(home.path().join(NAME)).unwrap(), TEXT);
        fs::write(home.path().join(NAME), "*.ron -text\n").unwrap();
        assert!(!mend_attributes(home.path()).unwrap());
    }
}
