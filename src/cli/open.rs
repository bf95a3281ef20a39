//! Opens the project that a command names, and finds where its saved views are kept.
//!
//! Easy to get wrong: the built-in project cannot be written, so a reader's views of it are kept elsewhere.

use super::choose::{Choice, choose};
use super::error::CliError;
use super::reply::one_line;
use crate::model::{ActorId, Day, EdtfDate, Project, Question, shown_path};
use crate::session::{
    Command, Desk, Opening, OpeningError, Origin, Session, ViewHome, open_builtin, open_project_folder, today,
    view_home,
};
use crate::store::{Defect, Opened, Severity, SeverityCounts, builtin, open_folder};
use crate::view::{ViewKey, ViewList};
use std::path::{Path, PathBuf};

/// Names the folder for a reader's own files, instead of the system's data folder.
pub const DATA_FOLDER_VARIABLE: &str = "DEMARCHE_DATA_DIR";

/// A project as far as it could be read; it asks at least one question.
pub(super) struct OpenedProject {
    pub(super) opened: Opened,
    pub(super) origin: Origin,
    /// A line for the person if something is wrong with it.
    pub(super) notes: Vec<String>,
}

/// Reads the project in `folder`, or the built-in one.
pub(super) fn open_project(folder: Option<&Path>) -> Result<OpenedProject, CliError> {
    let (opened, origin) = match folder {
        None => (builtin(), Origin::BuiltIn),
        Some(folder) => (open_folder(folder)?, Origin::Folder(folder.to_path_buf())),
    };
    if opened.project.manifest.questions.is_empty() {
        return Err(no_project(&origin, &opened));
    }
    let notes = warning(&origin, &opened.defects).into_iter().collect();
    Ok(OpenedProject { opened, origin, notes })
}

/// Opens the project in `folder`, or the built-in one, with its saved views; what cannot be read is among
/// [`Session::defects`].
pub fn open_session(folder: Option<&Path>) -> Result<Session, CliError> {
    open_project(folder)?.into_session().map(|(session, _)| session)
}

impl OpenedProject {
    /// The project.
    pub(super) fn project(&self) -> &Project {
        &self.opened.project
    }

    /// A session without saved views.
    pub(super) fn without_views(self) -> Result<Session, CliError> {
        let Self { opened, origin, notes: _ } = self;
        let folder = folder_name(&origin);
        Session::open(opened, origin, ViewList::new(), ViewHome::Memory)
            .map_err(|cause| CliError::NoProject { folder, reasons: vec![cause.to_string()] })
    }

    /// A session with the saved views, and a line for the person for each thing that is wrong.
    pub(super) fn into_session(self) -> Result<(Session, Vec<String>), CliError> {
        let Self { opened, origin, mut notes } = self;
        let home = view_home(&origin, &opened.project.manifest.id, data_folder().as_deref());
        let shipped = match &origin {
            Origin::BuiltIn => opened.views.clone(),
            // A folder's views are read from its `views/`, where they are also written.
            Origin::Folder(_) => ViewList::new(),
        };
        let folder = folder_name(&origin);
        let of_project = opened.defects.clone();
        let session = Session::open(opened, origin, shipped, home)
            .map_err(|cause| CliError::NoProject { folder, reasons: vec![cause.to_string()] })?;
        let of_views = session.defects().iter().filter(|defect| !of_project.contains(defect));
        if let ViewHome::Folder(home) = session.view_home() {
            let home = shown_path(home);
            notes.extend(of_views.map(|defect| one_line(&format!("warning: a saved view in {home}: {defect}"))));
        }
        Ok((session, notes))
    }
}

/// The person at this machine, with what the program keeps for them in `$DEMARCHE_DATA_DIR`, else in the system's data
/// folder.
pub fn desk() -> Desk {
    let account = ["USER", "USERNAME", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    Desk::open(data_folder(), account.as_deref().unwrap_or_default(), today())
}

/// Opens the project in `folder` to be worked on, or the built-in one.
pub(super) fn open_for_work(folder: Option<&Path>) -> Result<Session, CliError> {
    match folder {
        None => Ok(open_builtin(desk())),
        Some(folder) => open_project_folder(folder, Opening::ToEdit, desk()).map_err(|error| match error {
            OpeningError::Store(cause) => cause.into(),
            OpeningError::NoQuestion { folder, defects } => CliError::NoProject {
                folder: shown_path(&folder),
                reasons: defects.iter().map(|defect| one_line(&defect.to_string())).collect(),
            },
        }),
    }
}

pub(super) fn data_folder() -> Option<PathBuf> {
    let chosen = std::env::var_os(DATA_FOLDER_VARIABLE).filter(|folder| !folder.is_empty()).map(PathBuf::from);
    chosen.or_else(|| Some(directories::ProjectDirs::from("", "", "demarche")?.data_dir().to_path_buf()))
}

fn folder_name(origin: &Origin) -> String {
    match origin {
        Origin::BuiltIn => "the built-in project".to_owned(),
        Origin::Folder(folder) => shown_path(folder),
    }
}

fn no_project(origin: &Origin, opened: &Opened) -> CliError {
    let of_manifest = opened.defects.iter().filter(|defect| defect.file == "project.ron");
    let reasons = of_manifest.map(|defect| one_line(&defect.to_string())).collect();
    CliError::NoProject { folder: folder_name(origin), reasons }
}

fn warning(origin: &Origin, defects: &[Defect]) -> Option<String> {
    let counts = SeverityCounts::of(defects);
    let weight = match counts.worst()? {
        Severity::Error => "warning",
        Severity::Warning => "note",
    };
    let command = match origin {
        Origin::BuiltIn => "demarche check".to_owned(),
        Origin::Folder(folder) => format!("demarche check {}", shown_path(folder)),
    };
    Some(format!("{weight}: {} in {}; for a list run {command}", counts.in_words()?, folder_name(origin)))
}

/// The question that `given` names, or the project's first.
pub(super) fn find_question<'p>(project: &'p Project, given: Option<&str>) -> Result<&'p Question, CliError> {
    let questions = &project.manifest.questions;
    let choices: Vec<_> = questions
        .iter()
        .map(|question| Choice { value: question, id: question.id.as_str(), name: &question.short, aliases: &[] })
        .collect();
    match (given, questions.first()) {
        (None, Some(first)) => Ok(first),
        (given, _) => choose("question", given.unwrap_or_default(), &choices),
    }
}

/// The day that `given` names.
pub(super) fn find_day(project: &Project, given: Option<&str>) -> Result<Option<Day>, CliError> {
    given.map(|given| read_day(project, given)).transpose()
}

/// `given` as a day.
pub(super) fn read_day(project: &Project, given: &str) -> Result<Day, CliError> {
    given.trim().parse().map_err(|_not_a_day| {
        let said = || project.statements.values().filter_map(|statement| statement.said.date);
        let evidence = said().map(EdtfDate::earliest).min().zip(said().map(EdtfDate::latest).max());
        CliError::NotADay { given: given.to_owned(), evidence }
    })
}

/// The actor that `given` names.
pub(super) fn find_actor<'p>(project: &'p Project, given: &str) -> Result<&'p ActorId, CliError> {
    let choices: Vec<_> = project
        .actors
        .values()
        .map(|actor| Choice { value: &actor.id, id: actor.id.as_str(), name: &actor.name, aliases: &actor.aliases })
        .collect();
    choose("actor", given, &choices)
}

/// The saved view that `given` names.
pub(super) fn find_view(session: &Session, given: &str) -> Result<ViewKey, CliError> {
    let choices: Vec<Choice<'_, ViewKey>> = session
        .views()
        .iter()
        .map(|(key, view)| Choice { value: key.clone(), id: &key.0, name: &view.name, aliases: &[] })
        .collect();
    choose("view", given, &choices)
}

/// "note: since …", if the project has moved since a view was saved.
pub(super) fn moved_note(session: &Session, key: &ViewKey) -> Option<String> {
    let moved = session.moved_since(key)?;
    let (_, view) = session.views().iter().find(|(other, _)| other == key)?;
    let question = session.project().question(&view.question)?;
    let words = moved.in_words(session.project(), question).join("; ");
    Some(one_line(&format!("note: since the view “{}” was saved: {words}", view.name)))
}

/// Carries out `command`, and makes an error of a refusal.
pub(super) fn perform(session: &mut Session, command: Command) -> Result<(), CliError> {
    match session.perform(command).refusal() {
        Some(why) => Err(CliError::Refused(why)),
        None => Ok(()),
    }
}
