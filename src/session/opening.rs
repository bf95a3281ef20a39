//! Opens projects, makes new ones and copies, and goes from one to another.
//!
//! The thing easily got wrong: a project is left only after its last changes are safe, and the one that is open stays
//! open if the other cannot be opened.

use super::editing::{Access, ReadOnly};
use super::{Desk, Origin, Outcome, Session, ViewHome};
use crate::model::{Project, ProjectId, shown_path};
use crate::store::{
    Defect, Originals, RelativePath, StoreError, builtin, open_folder, save_copy, save_new, write_view_file,
    write_view_order,
};
use crate::view::{ThemeChoice, ViewList, ViewOrder};
use std::path::{Path, PathBuf};

/// For what a project folder is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// To be changed: it is locked, changes are journalled and saved.
    ToEdit,
    /// To be read: nothing is written but saved views.
    ToRead,
    /// To be read, since it was put aside: nothing is written.
    Snapshot,
}

/// Why a project cannot be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    /// The folder cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A picture answers a question; without one there is nothing to show.
    #[error("{} holds no project that asks a question{}", shown_path(folder), reasons(defects))]
    NoQuestion {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with it.
        defects: Vec<Defect>,
    },
}

fn reasons(defects: &[Defect]) -> String {
    defects.first().map_or_else(String::new, |defect| format!(": {defect}"))
}

/// A project to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct NewProject {
    /// New, or empty.
    pub folder: PathBuf,
    /// What it holds at first.
    pub project: Project,
}

/// The project that comes with the program.
pub fn open_builtin(desk: Desk) -> Session {
    let opened = builtin();
    let home = view_home(&Origin::BuiltIn, &opened.project.manifest.id, desk.data_folder());
    let views = opened.views.clone();
    match Session::open(opened, Origin::BuiltIn, views, home) {
        Ok(session) => session.at(desk),
        Err(_no_question) => unreachable!("the project that is compiled in asks a question"),
    }
}

/// The project in `folder`.
pub fn open_project_folder(folder: &Path, opening: Opening, desk: Desk) -> Result<Session, OpeningError> {
    let opened = open_folder(folder)?;
    let defects = opened.defects.clone();
    let origin = Origin::Folder(folder.to_path_buf());
    let (shipped, home) = match opening {
        // A folder's views are read from its `views/`, where they are also written.
        Opening::ToEdit | Opening::ToRead => {
            (ViewList::new(), view_home(&origin, &opened.project.manifest.id, desk.data_folder()))
        }
        Opening::Snapshot => (opened.views.clone(), ViewHome::Memory),
    };
    let session = Session::open(opened, origin, shipped, home)
        .map_err(|_no_question| OpeningError::NoQuestion { folder: folder.to_path_buf(), defects })?;
    let mut session = session.at(desk);
    match opening {
        Opening::ToRead => {
            if session.access == Access::Editable {
                session.access = Access::ReadOnly(ReadOnly::AsAsked);
            }
        }
        Opening::Snapshot => session.access = Access::ReadOnly(ReadOnly::Snapshot),
        Opening::ToEdit => session.begin_keeping(),
    }
    Ok(session)
}

/// Where the views of a project are kept: in its folder; those of the built-in project in `views/<project>` of the
/// data folder.
pub fn view_home(origin: &Origin, project: &ProjectId, data_folder: Option<&Path>) -> ViewHome {
    match (origin, data_folder) {
        (Origin::Folder(folder), _) => ViewHome::Folder(folder.join("views")),
        (Origin::BuiltIn, Some(folder)) => ViewHome::Folder(folder.join("views").join(project.as_str())),
        (Origin::BuiltIn, None) => ViewHome::Memory,
    }
}

impl Session {
    /// The session with somebody at it.
    #[must_use]
    pub fn at(mut self, desk: Desk) -> Self {
        self.desk = desk;
        self.view.theme = self.desk.theme();
        self.project_facts.see_on(&self.project, self.desk.today());
        self.derive_again();
        self
    }

    pub(super) fn open_project(&mut self, folder: &Path) {
        if let Origin::Folder(open) = &self.origin
            && is_same_folder(open, folder)
        {
            self.notice = Some(Outcome::Done("This project is open already".to_owned()));
            return;
        }
        match open_project_folder(folder, Opening::ToEdit, self.desk.clone()) {
            Ok(next) => {
                self.leave_for(next);
                self.remember(folder);
            }
            Err(why) => self.notice = Some(Outcome::refused(format!("Not opened: {why}"))),
        }
    }

    pub(super) fn open_snapshot(&mut self, folder: &Path) {
        match open_project_folder(folder, Opening::Snapshot, self.desk.clone()) {
            Ok(next) => self.leave_for(next),
            Err(why) => self.notice = Some(Outcome::refused(format!("Not opened: {why}"))),
        }
    }

    pub(super) fn open_built_in(&mut self) {
        let next = open_builtin(self.desk.clone());
        self.leave_for(next);
    }

    /// Goes on with another project, if what was changed in this one is safe.
    fn leave_for(&mut self, mut next: Self) {
        if let Err(why) = self.save_before_leaving() {
            self.notice = Some(Outcome::refused(why));
            return;
        }
        next.view.theme = self.view.theme;
        next.desk = self.desk.clone();
        next.importing = std::mem::take(&mut self.importing);
        *self = next;
        self.compare_drafts_again();
    }

    fn remember(&mut self, folder: &Path) {
        // A list that cannot be kept is no reason to say that the project was not opened.
        let _ = self.desk.remember(folder);
    }

    pub(super) fn forget_project(&mut self, folder: &Path) {
        if let Err(cause) = self.desk.forget(folder) {
            self.notice = Some(Outcome::refused(cause.to_string()));
        }
    }

    /// Shows everything in `theme`, now and when the window is opened again.
    pub(super) fn use_theme(&mut self, theme: ThemeChoice) {
        self.view.theme = theme;
        if let Err(cause) = self.desk.set_theme(theme) {
            let why = format!("The theme is used until you close the window, but could not be kept: {cause}");
            self.notice = Some(Outcome::refused(why));
        }
    }

    pub(super) fn code_as(&mut self, name: &str) {
        if let Err(cause) = self.desk.set_coder(name) {
            let why = format!("Your name is used until you close the window, but could not be kept: {cause}");
            self.notice = Some(Outcome::refused(why));
        }
    }

    pub(super) fn new_project(&mut self, new: NewProject) {
        let NewProject { folder, project } = new;
        match save_new(&folder, &project) {
            Ok(_) => self.open_project(&folder),
            Err(why) => self.notice = Some(Outcome::refused(format!("No project was made: {why}"))),
        }
    }

    pub(super) fn save_copy(&mut self, folder: &Path) {
        let missing = match self.write_copy(folder) {
            Ok(missing) => missing,
            Err(why) => {
                self.notice = Some(Outcome::refused(format!("No copy was saved: {why}")));
                return;
            }
        };
        let view = self.view.clone();
        self.open_project(folder);
        if matches!(&self.origin, Origin::Folder(open) if is_same_folder(open, folder)) {
            self.view = view;
            let done = format!("Saved a copy in {}; you work on it now", shown_path(folder));
            self.notice = Some(if missing.is_empty() {
                Outcome::Done(done)
            } else {
                let files: Vec<String> = missing.iter().map(ToString::to_string).collect();
                Outcome::refused(format!("{done}. These files could not be copied: {}", files.join(", ")))
            });
        }
    }

    /// Writes the project with its views into `folder`; gives the originals that could not be copied.
    fn write_copy(&self, folder: &Path) -> Result<Vec<RelativePath>, StoreError> {
        let from = match &self.origin {
            Origin::BuiltIn => None,
            Origin::Folder(folder) => Some(folder.as_path()),
        };
        let (_, missing) = save_copy(&self.project, &self.last_read, from, &Originals::new(), folder)?;
        let views = folder.join("views");
        for (key, view) in self.saved.list.iter() {
            write_view_file(&views, key, view)?;
        }
        let order = self.saved.list.iter().map(|(key, _)| key.clone()).collect();
        write_view_order(&views, &ViewOrder { order, hidden: Vec::new() })?;
        Ok(missing)
    }
}

/// Whether both paths lead to one folder.
fn is_same_folder(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    matches!((real(one), real(other)), (Ok(one), Ok(other)) if one == other)
}
