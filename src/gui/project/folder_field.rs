//! A folder, typed or chosen in the system's own dialog.
//!
//! The typed path is never in the way of the system's dialog, which may stay open for an hour or never answer.

use super::field::{Field, fault_ui};
use crate::gui::theme::explain;
use crate::gui::widgets::file_picker::FilePicker;
use egui::{Context, Response, Ui};
use std::path::{Path, PathBuf};

/// A folder that is being named.
#[derive(Debug, Default)]
pub(crate) struct FolderField {
    /// What stands in the field.
    text: String,
    /// Whether the person wrote or chose it; else it follows what is suggested.
    is_own: bool,
    asked: Option<FilePicker>,
    /// The dialog answered, and named no folder.
    got_nothing: bool,
}

/// The person's home.
fn home() -> Option<PathBuf> {
    directories::UserDirs::new().map(|folders| folders.home_dir().to_path_buf())
}

/// Where a project called `name` is put if nobody says otherwise: among the documents in the person's home, under a name
/// that is free.
pub(super) fn suggested_folder(name: &str) -> String {
    let Some(folders) = directories::UserDirs::new() else { return String::new() };
    let by_name = Some(folders.home_dir().join("Documents")).filter(|folder| folder.is_dir());
    let documents = folders.document_dir().map(Path::to_path_buf).or(by_name);
    let documents = documents.unwrap_or_else(|| folders.home_dir().to_path_buf());
    let numbered = (2..100).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !documents.join(name).exists());
    documents.join(free.unwrap_or_else(|| name.to_owned())).display().to_string()
}

/// The folder that a typed path names: `~` is the person's home.
fn folder_of(text: &str) -> PathBuf {
    let text = text.trim();
    let below_home = text.strip_prefix('~').map(|rest| rest.trim_start_matches(['/', std::path::MAIN_SEPARATOR]));
    let path = match (below_home, home()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    };
    std::path::absolute(&path).unwrap_or(path)
}

impl FolderField {
    /// The folder that is named; `None` while the field is empty.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        (!self.text.trim().is_empty()).then(|| folder_of(&self.text))
    }

    /// Shows `text` as long as the person has written nothing else.
    pub(super) fn suggest(&mut self, text: String) {
        if !self.is_own {
            self.text = text;
        }
    }

    /// Draws the field with a button that asks the system, and `fault` below; what the field says.
    pub(super) fn ui(&mut self, ui: &mut Ui, name: &str, fault: Option<&str>) -> Response {
        self.hear();
        super::field::name_ui(ui, name);
        let field = ui.horizontal(|ui| {
            let width = ui.available_width() - 96.0;
            let hint = "A path, as in ~/Documents/my-project";
            let field = Field::new(name, hint).width(width).bare_ui(ui, None, &mut self.text);
            if field.changed() {
                self.is_own = true;
                self.got_nothing = false;
            }
            let button = ui.add_enabled(self.asked.is_none(), egui::Button::new("Choose…"));
            let hint = "The system’s dialog is open; the path can be typed as well";
            if button.on_hover_text("Choose in the system’s dialog").on_disabled_hover_text(hint).clicked() {
                self.ask(ui.ctx());
            }
            field
        });
        if let Some(fault) = fault {
            fault_ui(ui, fault);
        } else if self.got_nothing {
            explain(ui, "No folder was chosen. Where no dialog opens, type the path.");
        }
        field.inner
    }

    fn ask(&mut self, ctx: &Context) {
        let start = self.folder().and_then(|folder| nearest(&folder));
        self.asked = FilePicker::ask(ctx, move |dialog| {
            let dialog = dialog.set_title("Folder of the project");
            let dialog = match start {
                Some(start) => dialog.set_directory(start),
                None => dialog,
            };
            Some(vec![dialog.pick_folder()?])
        });
        self.got_nothing = self.asked.is_none();
    }

    fn hear(&mut self) {
        let Some(answer) = self.asked.as_ref().and_then(FilePicker::answer) else { return };
        self.asked = None;
        self.got_nothing = answer.is_empty();
        if let Some(folder) = answer.first() {
            self.text = folder.display().to_string();
            self.is_own = true;
        }
    }
}

/// `folder` or the nearest folder above it that there is.
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|above| above.is_dir()).map(Path::to_path_buf)
}

/// Why no project can be put into `folder`; `None` if it is new or empty.
pub(super) fn fault_of_new(folder: &Path) -> Option<String> {
    if folder.is_file() {
        return Some("This is a file; name a folder".to_owned());
    }
    if folder.join("project.ron").exists() {
        return Some("A project lies there already; open it, or name another folder".to_owned());
    }
    // What a stopped save left there is our own.
    let is_foreign = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.is_ok_and(|entry| !entry.file_name().to_string_lossy().starts_with(".demarche"))
    };
    match std::fs::read_dir(folder).map(|mut entries| entries.any(is_foreign)) {
        Ok(true) => Some("This folder holds other files; name a new one in it, or an empty one".to_owned()),
        Ok(false) => None,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => None,
        Err(cause) => Some(format!("This folder cannot be read: {cause}")),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_is_the_home_and_every_path_is_whole() {
        if let Some(home) = home() {
            assert_eq!(folder_of("~/Documents/x"), home.join("Documents").join("x"));
            assert_eq!(folder_of(" ~ "), home.join(""));
        }
        assert!(folder_of("some/where").is_absolute());
    }

    #[test]
    fn only_a_new_or_an_empty_folder_takes_a_project() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(fault_of_new(folder.path()), None);
        assert_eq!(fault_of_new(&folder.path().join("new")), None);
        std::fs::write(folder.path().join("letter.txt"), "").unwrap();
        assert!(fault_of_new(folder.path()).unwrap().contains("other files"));
        assert!(fault_of_new(&folder.path().join("letter.txt")).unwrap().contains("file"));
        std::fs::write(folder.path().join("project.ron"), "").unwrap();
        assert!(fault_of_new(folder.path()).unwrap().contains("already"));
    }
}
