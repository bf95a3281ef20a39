//! The window's content: who draws where, and how what was asked for reaches the session.

mod keys;
mod photograph;
pub(crate) mod window;

use super::dialogs::dialogs_ui;
use super::keyboard::{ArticlePanel, KeyboardOwner, without_keys};
use super::panels::actor_table::actor_table_ui;
use super::panels::answer_bar::answer_bar_ui;
use super::panels::history::history_ui;
use super::panels::overview;
use super::panels::reading::reading_ui;
use super::panels::search::{Search, search_ui};
use super::panels::status_strip::{STRIP_HEIGHT, status_strip_ui};
use super::panels::timeline::TimelineView;
use super::panels::top_bar::top_bar_ui;
use super::passing::{Closing, Passing, SearchPlace, Side, Stage};
use super::pictures::matrix_bar::{BAR_HEIGHT, matrix_bar_ui};
use super::pictures::other_picture::{OtherPicture, this_side};
use super::pictures::picture_view::PictureView;
use super::pictures::presentation::Presentation;
use super::pictures::two_sides::{STRIP, Sides, TwoSides, side_label_ui};
use super::project::{empty_ui, hold_back, settings_ui, start_page_ui};
use super::theme::{color32, palette_of};
use crate::model::Approximate;
use crate::session::{Access, Command, Edition, Origin, Safety, Session, ViewHome, today};
use crate::view::{ComparisonLook, ThemeChoice};
use egui::{CentralPanel, Frame, Margin, Panel, Ui};

/// A session in a window.
pub struct App {
    session: Session,
    passing: Passing,
    picture: PictureView,
    timeline: TimelineView,
    other_picture: OtherPicture,
    two_sides: TwoSides,
    presentation: Option<Presentation>,
    overview: overview::Kept,
    search: Search,
    title: String,
    /// What was shown last.
    edition: Edition,
    /// Whether the first frame has been drawn.
    is_started: bool,
}

impl App {
    /// A window on `session`. The toolkit must have been [`super::prepare`]d before the first frame.
    pub fn new(session: Session) -> Self {
        Self {
            edition: session.edition(),
            session,
            passing: Passing::default(),
            picture: PictureView::default(),
            timeline: TimelineView::default(),
            other_picture: OtherPicture::default(),
            two_sides: TwoSides::default(),
            presentation: None,
            overview: overview::Kept::default(),
            search: Search::default(),
            title: String::new(),
            is_started: false,
        }
    }

    /// The session behind the window.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Whom the arrow keys have reached in the picture.
    pub fn cursor(&self) -> Option<&crate::model::ActorId> {
        self.passing.cursor.as_ref()
    }

    /// Carries out `command`, as if a widget had asked for it.
    pub fn perform(&mut self, command: Command) {
        self.session.perform(command);
    }

    /// Forgets what was worked out from a project that has changed since.
    fn follow_project(&mut self) {
        if std::mem::replace(&mut self.edition, self.session.edition()) == self.session.edition() {
            return;
        }
        self.picture.project_changed();
        self.timeline = TimelineView::default();
        self.other_picture = OtherPicture::default();
        self.two_sides = TwoSides::default();
        self.overview = overview::Kept::default();
        self.passing.rule_page = super::panels::reading::RulePage::default();
        if self.passing.cursor.as_ref().is_some_and(|cursor| !self.session.project().actors.contains_key(cursor)) {
            self.passing.cursor = None;
        }
    }

    /// Draws the window into `ui` and carries out what was asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        // The calendar is followed by whoever opens the window; a test has a day of its own.
        self.session.attend(self.session.desk().today());
        self.follow_project();
        self.mind_closing(ui);
        ui.ctx().set_theme(match self.session.view().theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        if let Some(presentation) = self.presentation.take() {
            self.present(ui, presentation);
            return;
        }
        let ctx = ui.ctx().clone();
        let keyboard = keys::keyboard_owner(&ctx, &self.session, &self.passing, self.article_panel());
        if keys::begins_presentation(&ctx, keyboard) || self.passing.present {
            self.begin_presentation(ui);
            return;
        }
        let mut asked = super::coding::follow(&ctx, &self.session, &mut self.passing);
        if asked.is_empty() {
            asked.extend(super::coding::coding_keys(&ctx, &self.session, &mut self.passing, keyboard));
        }
        asked.extend(keys::keys(&ctx, &self.session, &mut self.passing, keyboard));
        keys::follow_selection(&self.session, &mut self.passing);
        asked.extend(match keyboard {
            KeyboardOwner::Dialog => without_keys(&ctx, || self.behind_dialogs_ui(ui)),
            KeyboardOwner::StartPage | KeyboardOwner::Menu | KeyboardOwner::Window(_) => self.behind_dialogs_ui(ui),
        });
        asked.extend(super::importing::dropped(ui.ctx(), &self.session, &mut self.passing));
        super::importing::hover_ui(ui.ctx());
        asked.extend(dialogs_ui(ui.ctx(), &self.session, &mut self.passing));
        asked.extend(super::coding::recoding_ui(ui.ctx(), &self.session, &mut self.passing));
        self.carry_out(ui, asked);
        self.show_title(ui);
    }

    /// What fills the window behind the dialogs.
    fn behind_dialogs_ui(&mut self, ui: &mut Ui) -> Vec<Command> {
        if self.passing.project.is_on_start_page() {
            start_page_ui(ui, &self.session, &mut self.passing)
        } else {
            self.panels_ui(ui)
        }
    }

    /// Whether the open article is seen, or something else stands in its place.
    fn article_panel(&self) -> ArticlePanel {
        let searches = !self.passing.query.trim().is_empty() && self.passing.search.place == SearchPlace::Shown;
        let is_shown = self.passing.side == Side::Reading && (!searches || self.search.current().is_some());
        if is_shown { ArticlePanel::Shown } else { ArticlePanel::Covered }
    }

    /// Whoever closes the window while something is not on disk is asked first.
    fn mind_closing(&mut self, ui: &Ui) {
        let is_safe = !matches!(self.session.safety(), Some(Safety::OnItsWay(_) | Safety::Unsaved { .. }));
        if ui.input(|input| input.viewport().close_requested()) && !is_safe && self.passing.closing != Closing::Now {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.session.perform(Command::SaveNow);
            self.passing.closing = Closing::Asked;
            ui.ctx().request_repaint();
        }
    }

    fn begin_presentation(&mut self, ui: &mut Ui) {
        self.passing.present = false;
        self.passing.stage = Stage::Picture;
        self.passing.cursor = None;
        self.passing.pointer_rests = true;
        self.picture.leave();
        ui.ctx().send_viewport_cmd(egui::ViewportCommand::Fullscreen(true));
        self.present(ui, Presentation::new(&self.session));
        ui.ctx().request_repaint();
    }

    fn present(&mut self, ui: &mut Ui, presentation: Presentation) {
        // A hand that left the mouse over a disc does not mean it, step after step.
        if ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO || input.pointer.any_pressed()) {
            self.passing.pointer_rests = false;
        }
        let (still, asked) = presentation.ui(ui, &self.session, &mut self.passing, &mut self.picture);
        self.passing.pointer_rests |= asked.iter().any(|command| matches!(command, Command::LookThrough(_)));
        self.presentation = still;
        if self.presentation.is_none() {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Fullscreen(false));
            self.passing.pointer_rests = false;
        }
        self.carry_out(ui, asked);
        self.show_title(ui);
    }

    fn panels_ui(&mut self, ui: &mut Ui) -> Vec<Command> {
        let palette = palette_of(ui);
        let paper = |horizontal: i8, vertical: i8| {
            Frame::new().fill(color32(palette.paper)).inner_margin(Margin::symmetric(horizontal, vertical))
        };
        let width = ui.available_width();
        let mut asked = Vec::new();
        Panel::top("top").exact_size(52.0).frame(paper(16, 0)).show(ui, |ui| {
            asked.extend(top_bar_ui(ui, &self.session, &mut self.passing));
        });
        Panel::bottom("status").exact_size(STRIP_HEIGHT).frame(paper(14, 0)).show(ui, |ui| {
            asked.extend(status_strip_ui(ui, &self.session, &mut self.passing));
        });
        Panel::left("overview")
            .default_size((width * 0.18).clamp(274.0, 320.0))
            .size_range(266.0..=(width * 0.3).max(276.0))
            .frame(paper(14, 10))
            .show(ui, |ui| {
                asked.extend(overview::panel_ui(ui, &self.session, &mut self.passing, &mut self.overview));
            });
        Panel::right("reading")
            .default_size((width * 0.265).clamp(300.0, 460.0))
            .size_range(240.0..=width * 0.5)
            .frame(paper(18, 8))
            .show(ui, |ui| {
                let is_behind = self.passing.search.place == SearchPlace::Behind;
                if self.passing.side == Side::History {
                    asked.extend(history_ui(ui, &self.session, &mut self.passing));
                } else if self.passing.side == Side::Project {
                    asked.extend(settings_ui(ui, &self.session, &mut self.passing));
                } else if self.passing.query.trim().is_empty() || is_behind {
                    asked.extend(reading_ui(ui, &self.session, &mut self.passing));
                } else {
                    asked.extend(search_ui(ui, &self.session, &mut self.passing, &mut self.search));
                }
            });
        CentralPanel::default().frame(Frame::new().fill(color32(palette.paper))).show(ui, |ui| {
            Panel::top("answer").frame(paper(16, 9)).show(ui, |ui| {
                asked.extend(answer_bar_ui(ui, &self.session, &mut self.passing));
            });
            asked.extend(self.timeline.panel_ui(ui, &self.session, &mut self.passing));
            match self.passing.stage {
                Stage::Picture => {
                    asked.extend(self.pictures_ui(ui));
                }
                Stage::Actors => {
                    CentralPanel::no_frame().frame(paper(16, 0)).show(ui, |ui| {
                        asked.extend(actor_table_ui(ui, &self.session, &mut self.passing));
                    });
                }
            }
        });
        asked
    }

    /// The picture, and at its left the other side of a comparison that asks for two.
    fn pictures_ui(&mut self, ui: &mut Ui) -> Vec<Command> {
        let mut asked = Vec::new();
        let comparison = self.session.view().comparison.as_ref();
        let is_beside = comparison.is_some_and(|comparison| comparison.look == ComparisonLook::SideBySide);
        let shelf = self.picture.shelf_needed().max(self.other_picture.shelf_needed());
        let sides = if is_beside { self.two_sides.of(&self.session, shelf) } else { None };
        let Some(Sides { other, this, own_matrix }) = sides else {
            CentralPanel::no_frame().show(ui, |ui| {
                let picture = ui.available_rect_before_wrap();
                asked.extend(self.picture.side_ui(ui, &self.session, &mut self.passing, None));
                asked.extend(empty_ui(ui, &self.session, &mut self.passing, picture));
            });
            return asked;
        };
        let paper = Frame::new().fill(color32(palette_of(ui).paper));
        if let Some(matrix) = &own_matrix {
            let frame = paper.inner_margin(Margin::symmetric(16, 0));
            Panel::top("matrix of both sides").exact_size(BAR_HEIGHT).frame(frame).show(ui, |ui| {
                asked.extend(matrix_bar_ui(ui, &self.session, matrix));
            });
        }
        let half = ui.available_width() / 2.0;
        Panel::left("other side").exact_size(half).resizable(false).frame(Frame::new()).show(ui, |ui| {
            let label = self.session.of_comparison().map_or("", |of| of.label.as_str());
            Panel::top("name of the other side").exact_size(STRIP).frame(paper).show(ui, |ui| side_label_ui(ui, label));
            asked.extend(self.other_picture.ui(ui, &self.session, other));
        });
        CentralPanel::no_frame().show(ui, |ui| {
            let label = this_side(&self.session);
            Panel::top("name of this side").exact_size(STRIP).frame(paper).show(ui, |ui| side_label_ui(ui, &label));
            asked.extend(self.picture.side_ui(ui, &self.session, &mut self.passing, Some(this)));
        });
        if shelf != self.picture.shelf_needed().max(self.other_picture.shelf_needed()) {
            ui.ctx().request_repaint();
        }
        asked
    }

    fn carry_out(&mut self, ui: &Ui, asked: Vec<Command>) {
        if asked.is_empty() {
            return;
        }
        for command in asked {
            let Some(command) = hold_back(&self.session, &mut self.passing, command) else { continue };
            if let Command::Open(_)
            | Command::ReadInArticle(_)
            | Command::ReadWords(..)
            | Command::Back
            | Command::OpenView(_)
            | Command::OpenMovedView(_) = &command
            {
                self.passing.scrolled_to = None;
            }
            if let Command::Open(_) | Command::OpenView(_) | Command::OpenMovedView(_) = &command {
                self.passing.search.place = SearchPlace::Behind;
            }
            if let Command::Open(crate::scene::Target::Actor(actor)) = &command {
                self.passing.cursor = Some(actor.clone());
            }
            if let Command::OpenView(_) | Command::OpenMovedView(_) = &command {
                self.passing.stage = Stage::Picture;
            }
            if let Command::Close | Command::OpenView(_) | Command::OpenMovedView(_) = &command {
                self.passing.cursor = None;
            }
            self.session.perform(command);
        }
        ui.ctx().request_repaint();
    }

    /// The window's title: project and save state.
    fn show_title(&mut self, ui: &Ui) {
        let title = title_of(&self.session);
        if title != self.title {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// "Should NATO invite Ukraine? 9 December 2024 (built-in project, read-only; views saved) – Démarche".
pub(crate) fn title_of(session: &Session) -> String {
    use crate::session::Notice;
    let project = &session.project().manifest.title;
    let origin = match (session.origin(), session.access()) {
        (Origin::BuiltIn, _) => "built-in project, read-only".to_owned(),
        (Origin::Folder(_), Access::ReadOnly(_)) => "project folder, read-only".to_owned(),
        (Origin::Folder(_), Access::Editable) => match session.safety() {
            Some(Safety::Safe(words) | Safety::OnItsWay(words) | Safety::Unsaved { words, .. }) => words,
            None => "project folder".to_owned(),
        },
    };
    let views = match (session.view_home(), session.notice()) {
        (_, Some(Notice::Failed(_))) => "; views not saved",
        (ViewHome::Folder(_), _) => "; views saved",
        (ViewHome::Memory, _) => "; views kept until the window closes",
    };
    // What is saved of a project that can be changed is told in one word.
    let views = if *session.access() == Access::Editable { "" } else { views };
    let of_question = session.of_question();
    let clock = of_question.standpoint.clock.in_words();
    let about = match of_question.approximate {
        Approximate::About => "about ",
        Approximate::Exact => "",
    };
    format!("{project} {about}{clock} ({origin}{views}) – Démarche")
}

impl eframe::App for App {
    /// Only the window's size and place are kept: what a widget remembered of another run, such as how far an article
    /// was scrolled, would win against what is asked for now.
    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let is_first_start = frame.storage().is_none_or(|storage| storage.get_string("window").is_none());
        if !std::mem::replace(&mut self.is_started, true) && is_first_start {
            // Some window managers overlook the wish when the window is made.
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Maximized(true));
        }
        self.session.attend(today());
        Self::ui(self, ui);
    }
}
