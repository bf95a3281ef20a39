//! Carries out what was asked for in a frame, after all of it was drawn.

use super::App;
use crate::gui::ask::{Ask, Asks, CodingRequest, OpenDialog, RightPanel, WindowCommand};
use crate::scene::Target;
use crate::session::{Command, LookCommand, Outcome, ProjectCommand, ViewsCommand, Why};
use egui::Context;

impl App {
    /// Carries out everything that was asked for, in its order.
    pub(super) fn carry_out(&mut self, ctx: &Context, asked: Asks) {
        if asked.is_empty() {
            return;
        }
        for ask in asked {
            match ask {
                Ask::Session(command) => self.carry_out_in_session(command),
                Ask::Window(command) => self.carry_out_in_window(ctx, command),
            }
        }
        ctx.request_repaint();
    }

    fn carry_out_in_session(&mut self, command: Command) {
        self.prepare_for(&command);
        let opens = matches!(
            command,
            Command::Project(
                ProjectCommand::Open(_)
                    | ProjectCommand::OpenBuiltIn
                    | ProjectCommand::New(_)
                    | ProjectCommand::SaveCopy(_)
            )
        );
        let outcome = self.session.perform(command);
        if let Outcome::Refused(Why::ReadOnly(_, edit)) = outcome {
            // It can be made in a copy.
            return self.dialogs.offer_copy(&self.session, edit);
        }
        if opens && outcome.refusal().is_none() {
            self.show_opened_project();
        }
        self.dialogs.answer(outcome.refusal().as_deref());
    }

    /// What of the window follows a command before it is carried out.
    fn prepare_for(&mut self, command: &Command) {
        if let Command::Look(
            LookCommand::Open(_) | LookCommand::ReadInArticle(_) | LookCommand::ReadWords(..) | LookCommand::Back,
        )
        | Command::Views(ViewsCommand::Open(_) | ViewsCommand::OpenMoved(_)) = command
        {
            self.article.scroll_to_passage();
        }
        if let Command::Look(LookCommand::Open(_))
        | Command::Views(ViewsCommand::Open(_) | ViewsCommand::OpenMoved(_)) = command
        {
            self.search.field.step_behind();
        }
        if let Command::Look(LookCommand::Open(Target::Actor(actor))) = command {
            self.picture.put_cursor(Some(actor.clone()));
        }
        if let Command::Views(ViewsCommand::Open(_) | ViewsCommand::OpenMoved(_)) = command {
            self.middle = crate::gui::ask::Middle::Picture;
        }
        if let Command::Look(LookCommand::Close) | Command::Views(ViewsCommand::Open(_) | ViewsCommand::OpenMoved(_)) =
            command
        {
            self.picture.put_cursor(None);
        }
    }

    /// Another project is open: nothing of the one before is shown.
    fn show_opened_project(&mut self) {
        self.on_start_page = false;
        self.middle = crate::gui::ask::Middle::Picture;
        self.right = RightPanel::Reading;
        self.settings = crate::gui::project::Settings::default();
        self.actor_table.choose_nobody();
    }

    fn carry_out_in_window(&mut self, ctx: &Context, command: WindowCommand) {
        match command {
            WindowCommand::Open(OpenDialog::Import) => self.import.open(&self.session),
            WindowCommand::Open(dialog) => {
                let searched = self.search.field.query().to_owned();
                self.dialogs.open(&self.session, dialog, &searched);
            }
            WindowCommand::ShowStartPage => {
                self.on_start_page = true;
                self.start_page.look_again();
            }
            WindowCommand::LeaveStartPage => self.on_start_page = false,
            WindowCommand::ShowInMiddle(middle) => self.middle = middle,
            WindowCommand::ShowAtRight(right) => self.right = right,
            WindowCommand::ToggleHistory => {
                let is_shown = self.right == RightPanel::History;
                self.right = if is_shown { RightPanel::Reading } else { RightPanel::History };
            }
            WindowCommand::FocusSearch => self.search.field.take_focus(),
            WindowCommand::StepInSearch(step) => {
                self.right = RightPanel::Reading;
                self.search.step_on(step);
            }
            WindowCommand::MarkFound(source, words) => self.article.mark_found(source, words),
            WindowCommand::MarkFragile(actor) => self.reading.mark_fragile(actor),
            WindowCommand::ShowArticle => {
                self.right = RightPanel::Reading;
                self.search.field.step_behind();
            }
            WindowCommand::ScrollToPassage => self.article.scroll_to_passage(),
            WindowCommand::UseMotion(motion) => self.motion = motion,
            WindowCommand::Present => self.begin_presentation(ctx),
            WindowCommand::Code(request) => self.code(ctx, request),
            WindowCommand::CloseNow => self.dialogs.keeping.close_now(ctx),
        }
    }

    fn code(&mut self, ctx: &Context, request: CodingRequest) {
        let asked = crate::gui::coding::take_up(&self.session, &mut self.article.coding, request);
        self.carry_out(ctx, asked);
    }
}
