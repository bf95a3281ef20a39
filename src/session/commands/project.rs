//! Opening, making and copying projects, and who codes.

use crate::session::{NewProject, Session};
use std::path::PathBuf;

/// Opens another project, makes or copies one, or says who codes.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectCommand {
    /// Name the person who codes from now on.
    CodeAs(String),
    /// Open the project in a folder instead of this one.
    Open(PathBuf),
    /// Open the project that comes with the program instead of this one.
    OpenBuiltIn,
    /// Remove a folder from the list of recent projects.
    Forget(PathBuf),
    /// Make a project in a new folder and open it.
    New(Box<NewProject>),
    /// Save a copy of this project in a new folder and open the copy.
    SaveCopy(PathBuf),
    /// Open a snapshot, read-only.
    OpenSnapshot(PathBuf),
}

impl Session {
    pub(super) fn carry_out_project(&mut self, command: ProjectCommand) {
        match command {
            ProjectCommand::CodeAs(name) => self.code_as(&name),
            ProjectCommand::Open(folder) => self.open_project(&folder),
            ProjectCommand::OpenBuiltIn => self.open_built_in(),
            ProjectCommand::Forget(folder) => self.forget_project(&folder),
            ProjectCommand::New(new) => self.new_project(*new),
            ProjectCommand::SaveCopy(folder) => self.save_copy(&folder),
            ProjectCommand::OpenSnapshot(folder) => self.open_snapshot(&folder),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::super::{Command, builtin};
    use super::ProjectCommand;
    use crate::session::Origin;

    #[test]
    fn a_folder_that_holds_no_project_is_refused_and_the_open_project_stays_open() {
        let empty = tempfile::tempdir().unwrap();
        let mut session = builtin();
        let outcome = session.perform(Command::Project(ProjectCommand::Open(empty.path().to_path_buf())));
        assert!(outcome.refusal().is_some_and(|why| why.starts_with("Not opened: ")), "{outcome:?}");
        assert_eq!(session.origin(), &Origin::BuiltIn);
    }

    #[test]
    fn the_person_named_codes_from_then_on() {
        let mut session = builtin();
        let _ = session.perform(Command::Project(ProjectCommand::CodeAs("Ada".to_owned())));
        assert_eq!(session.desk().coder(), "Ada");
    }
}
