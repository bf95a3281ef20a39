//! The dialogs over the window. One that was asked for is open at a time; those about what is not saved, and about a view
//! that moved, come by themselves and stand in front of it.

mod keeping;
mod moved;
mod pages;
mod palette;
mod record;
mod snapshots;
mod views;

pub(crate) use keeping::is_unsaved;

use self::keeping::KeepingDialogs;
use self::moved::moved_ui;
use self::pages::{about_ui, defects_ui, shortcuts_ui};
use self::palette::Palette;
use self::record::{RecordForm, delete_article_ui};
use self::snapshots::snapshots_ui;
use self::views::{NameDialog, delete_view_ui};
use super::ask::{Asks, OpenDialog};
use super::coding::RecodingDialog;
use super::project::{ActorDialog, CopyDialog, MergeDialog, NewDialog, OpenProjectDialog, delete_question_ui};
use super::widgets::dialog::{Answer, Buttons, Dialog, Outcome, Width};
use crate::model::{QuestionId, SourceId};
use crate::session::{Edit, Session};
use crate::store::Snapshot;
use crate::view::ViewKey;
use egui::{Context, Ui};

/// A dialog that was asked for, with what stands in it.
#[derive(Debug)]
enum Opened {
    Name(NameDialog),
    DeleteView(ViewKey),
    Snapshots(Vec<Snapshot>),
    Record(Box<RecordForm>),
    DeleteArticle(SourceId),
    NewProject(Box<NewDialog>),
    OpenProject(Box<OpenProjectDialog>),
    Copy(Box<CopyDialog>),
    Actor(Box<ActorDialog>),
    Merge(MergeDialog),
    DeleteQuestion(QuestionId),
    Recode(Box<RecodingDialog>),
    Palette(Palette),
    Shortcuts,
    Defects,
    About,
}

/// The dialogs and what they keep between frames.
#[derive(Debug, Default)]
pub(crate) struct Dialogs {
    open: Option<Opened>,
    /// The dialog that is open waits for what the session does.
    waits: bool,
    /// Why the session did not do it.
    refusal: Option<String>,
    /// A new project that was given up: what was typed is there the next time.
    begun: Option<Box<NewDialog>>,
    /// About what is not saved.
    pub(crate) keeping: KeepingDialogs,
}

impl Dialogs {
    /// Whether a dialog has the keyboard.
    pub(crate) fn has_keyboard(&self, session: &Session) -> bool {
        self.open.is_some() || self.keeping.is_open(session) || session.moved_view().is_some()
    }

    /// Opens a dialog; `searched` are the words in the search field.
    pub(crate) fn open(&mut self, session: &Session, dialog: OpenDialog, searched: &str) {
        let project = session.project();
        self.refusal = None;
        self.waits = false;
        self.open = match dialog {
            OpenDialog::NewProject => Some(Opened::NewProject(self.begun.take().unwrap_or_default())),
            OpenDialog::OpenProject => Some(Opened::OpenProject(Box::default())),
            OpenDialog::SaveCopy(edit) => Some(Opened::Copy(Box::new(CopyDialog::new(edit)))),
            // It has a window of its own: the list waits while it is closed.
            OpenDialog::Import => None,
            OpenDialog::SaveView => Some(Opened::Name(NameDialog::of_new_view(session))),
            OpenDialog::RenameView(key) => NameDialog::of_view(session, &key).map(Opened::Name),
            OpenDialog::DeleteView(key) => Some(Opened::DeleteView(key)),
            OpenDialog::CodeAs => Some(Opened::Name(NameDialog::of_coder(session))),
            OpenDialog::Snapshots => Some(Opened::Snapshots(session.snapshots())),
            OpenDialog::EditRecord(source) => {
                project.sources.get(&source).map(|of| Opened::Record(Box::new(RecordForm::of(&of.record))))
            }
            OpenDialog::DeleteArticle(source) => Some(Opened::DeleteArticle(source)),
            OpenDialog::EditActor(actor) => {
                let actor = actor.and_then(|actor| project.actors.get(&actor));
                Some(Opened::Actor(Box::new(ActorDialog::new(actor))))
            }
            OpenDialog::MergeActors(actors) => MergeDialog::new(actors).map(Opened::Merge),
            OpenDialog::DeleteQuestion(question) => Some(Opened::DeleteQuestion(question)),
            OpenDialog::Recode => Some(Opened::Recode(Box::new(RecodingDialog::new(session, searched)))),
            OpenDialog::Palette => Some(Opened::Palette(Palette::default())),
            OpenDialog::Shortcuts => Some(Opened::Shortcuts),
            OpenDialog::Defects => Some(Opened::Defects),
            OpenDialog::About => Some(Opened::About),
        };
    }

    /// Offers to make `edit` in a copy of a project that stays as it is.
    pub(crate) fn offer_copy(&mut self, session: &Session, edit: Box<Edit>) {
        match &mut self.open {
            Some(Opened::Copy(copy)) => copy.hold_back(edit),
            Some(_) | None => self.open(session, OpenDialog::SaveCopy(Some(edit)), ""),
        }
    }

    /// Tells the dialog that waits for it what became of its command; it closes unless there is a refusal.
    pub(crate) fn answer(&mut self, refusal: Option<&str>) {
        if !std::mem::take(&mut self.waits) {
            return;
        }
        self.refusal = refusal.map(str::to_owned);
        if self.refusal.is_none() {
            self.open = None;
        }
    }

    /// Draws the dialogs that are open.
    pub(crate) fn ui(&mut self, ctx: &Context, session: &Session, searched: &str) -> Asks {
        let mut asked = self.asked_for_ui(ctx, session, searched);
        asked.extend(moved_ui(ctx, session));
        asked.extend(self.keeping.ui(ctx, session));
        asked
    }

    fn asked_for_ui(&mut self, ctx: &Context, session: &Session, searched: &str) -> Asks {
        let refusal = self.refusal.as_deref();
        let outcome = match &mut self.open {
            None => return Asks::none(),
            Some(Opened::Name(dialog)) => dialog.ui(ctx),
            Some(Opened::DeleteView(key)) => delete_view_ui(ctx, session, key),
            Some(Opened::Snapshots(snapshots)) => snapshots_ui(ctx, session, snapshots),
            Some(Opened::Record(form)) => form.ui(ctx),
            Some(Opened::DeleteArticle(source)) => delete_article_ui(ctx, session, source),
            Some(Opened::NewProject(dialog)) => dialog.ui(ctx, refusal),
            Some(Opened::OpenProject(dialog)) => dialog.ui(ctx, session, refusal),
            Some(Opened::Copy(dialog)) => dialog.ui(ctx, session, refusal),
            Some(Opened::Actor(dialog)) => dialog.ui(ctx, session),
            Some(Opened::Merge(dialog)) => dialog.ui(ctx, session),
            Some(Opened::DeleteQuestion(question)) => delete_question_ui(ctx, session, question),
            Some(Opened::Recode(dialog)) => dialog.ui(ctx, session),
            Some(Opened::Palette(palette)) => palette.ui(ctx, session, searched),
            Some(Opened::Shortcuts) => page_ui(ctx, "Shortcuts", shortcuts_ui),
            Some(Opened::Defects) => page_ui(ctx, "Defects of this project", |ui| defects_ui(ui, session)),
            Some(Opened::About) => page_ui(ctx, "About Démarche", |ui| about_ui(ui, session)),
        };
        match outcome {
            Outcome::Open => Asks::none(),
            Outcome::AskedMeanwhile(asked) => asked,
            Outcome::Closed => {
                self.refusal = None;
                if let Some(Opened::NewProject(dialog)) = self.open.take() {
                    self.begun = Some(dialog);
                }
                Asks::none()
            }
            Outcome::Asked(asked) => {
                self.refusal = None;
                self.waits =
                    matches!(self.open, Some(Opened::NewProject(_) | Opened::OpenProject(_) | Opened::Copy(_)));
                if !self.waits {
                    self.open = None;
                }
                asked
            }
        }
    }
}

/// A dialog that is only read.
fn page_ui(ctx: &Context, title: &str, contents: impl FnOnce(&mut Ui)) -> Outcome {
    let answer = Dialog { name: "page", title, width: Width::Medium }.show(ctx, |ui| {
        contents(ui);
        Buttons::close()
    });
    if answer == Answer::Open { Outcome::Open } else { Outcome::Closed }
}
