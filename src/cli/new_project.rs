//! `demarche new`: a project folder from a template.

use super::arguments::NewArgs;
use super::error::CliError;
use super::open::{desk, perform};
use super::reply::{Reply, one_line};
use crate::derive::count_of;
use crate::model::shown_path;
use crate::session::{Beginning, Command, NewProject, ProjectCommand, open_builtin, project_from};

/// Creates a project.
pub(super) fn new_project(args: &NewArgs) -> Result<Reply, CliError> {
    let beginning = Beginning {
        title: args.title.clone().unwrap_or_else(|| args.question.clone()),
        question: args.question.clone(),
        short: String::new(),
        decided_by: args.decided_by.clone().unwrap_or_default(),
    };
    if let Some((_, fault)) = beginning.faults(args.template).first() {
        return Err(CliError::Refused(format!("no project was created: {fault}")));
    }
    let project = project_from(args.template, &beginning);
    let actors = count_of(project.actors.len(), "actor", "actors");
    let new = NewProject { folder: args.folder.clone(), project };
    let mut session = open_builtin(desk());
    perform(&mut session, Command::Project(ProjectCommand::New(Box::new(new))))?;
    let words = format!("Created a project with {actors} in {}", shown_path(&args.folder));
    Ok(Reply::fine(one_line(&words) + "\n"))
}
