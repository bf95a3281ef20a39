//! Projects and their settings in the window: beginning, opening and copying one, its title, questions, scale and actors.
//!
//! Dialogs keep drafts and ask for commands. The thing easily got wrong: a dialog stays open, with everything typed in it,
//! until the session has done what it asked for.

mod actor_choice;
mod actor_dialog;
mod actor_form;
mod copy_dialog;
mod delete_question;
mod empty_page;
mod field;
mod folder_field;
mod merge_dialog;
mod new_dialog;
mod open_dialog;
mod question_form;
mod recent;
mod scale_form;
mod settings;
mod start_page;

pub(crate) use actor_dialog::ActorDialog;
pub(crate) use copy_dialog::CopyDialog;
pub(crate) use delete_question::delete_question_ui;
pub(crate) use empty_page::empty_ui;
pub(crate) use merge_dialog::MergeDialog;
pub(crate) use new_dialog::NewDialog;
pub(crate) use open_dialog::OpenProjectDialog;
pub(crate) use settings::Settings;
pub(crate) use start_page::StartPage;
