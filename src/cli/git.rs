//! `demarche git-setup` and `demarche merge-driver`: merging projects in git record by record.

use super::arguments::{GitSetupArgs, MergeDriverArgs};
use super::error::CliError;
use super::reply::{Reply, Verdict};
use crate::derive::count_of;
use crate::model::{shown, shown_path};
use crate::store::{MergedFile, merge_file, read_plain, write_file_durably};
use std::path::Path;
use std::process::Command;

/// No file of a project is larger.
const LARGEST_BYTES: u64 = 64 << 20;

/// Registers this program as the merge driver of a repository.
pub(super) fn setup(args: &GitSetupArgs) -> Result<Reply, CliError> {
    let folder = args.folder.as_deref().unwrap_or(Path::new("."));
    let refused = |why: String| CliError::Refused(format!("git was not set up: {why}"));
    let program =
        std::env::current_exe().map_err(|cause| refused(format!("this program cannot be found ({cause})")))?;
    let program = program.to_str().ok_or_else(|| refused("the path of this program is not Unicode".to_owned()))?;
    // Git hands the line to a shell.
    let quoted = format!("'{}'", program.replace('\'', r"'\''"));
    let settings = [
        ("merge.demarche.name", "Démarche: projects by record".to_owned()),
        ("merge.demarche.driver", format!("{quoted} merge-driver %O %A %B %P")),
    ];
    for (key, value) in &settings {
        let done = Command::new("git").current_dir(folder).args(["config", "--local", key, value]).output();
        let done = done.map_err(|cause| refused(format!("git cannot be started ({cause}); install it")))?;
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr);
            return Err(refused(format!("{} (in {})", shown(said.trim()), shown_path(folder))));
        }
    }
    let words = format!(
        "Git now merges projects record by record in the repository of {}\nEverybody who merges runs this once. Projects saved by \
         an earlier version get the necessary attributes when they are next opened for editing.\n",
        shown_path(folder)
    );
    Ok(Reply::fine(words))
}

/// Merges one file for git.
pub(super) fn merge_driver(args: &MergeDriverArgs) -> Result<Reply, CliError> {
    let text = |path: &Path| -> Result<String, CliError> {
        let unread = |cause: String| CliError::Refused(format!("{cause}: {}", shown_path(path)));
        let bytes = read_plain(path, LARGEST_BYTES).map_err(|cause| unread(cause.to_string()))?;
        String::from_utf8(bytes).map_err(|_not_utf8| unread("this is not UTF-8 text".to_owned()))
    };
    let merged = merge_file(&args.path, &text(&args.base)?, &text(&args.ours)?, &text(&args.theirs)?);
    let (text, verdict, note) = match merged {
        MergedFile::Clean(text) => (text, Verdict::Fine, None),
        MergedFile::Conflict { text, places } => {
            let places = count_of(places, "record was", "records were");
            let note =
                format!("{}: {places} changed on both sides; choose between the conflict markers", shown(&args.path));
            (text, Verdict::Defects, Some(note))
        }
    };
    write_file_durably(&args.ours, text.as_bytes())?;
    Ok(Reply { output: String::new(), notes: note.into_iter().collect(), verdict })
}
