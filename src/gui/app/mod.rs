//! The window's content: who draws where, and how what was asked for is carried out.
//!
//! A frame goes one way: `App::logic` hears what happened elsewhere, every panel draws itself from the session and its
//! own state and returns what was asked for, and all of that is carried out at the end.

mod carrying_out;
pub(crate) mod crash_window;
mod keys;
mod photograph;
mod title;
pub(crate) mod window;

use self::title::title_of;
use super::ask::{Asks, Middle, Motion, RightPanel};
use super::dialogs::{Dialogs, is_unsaved};
use super::importing::{self, ImportDialog};
use super::keyboard::{ArticlePanel, KeyboardOwner, without_keys};
use super::panels::actor_table::ActorTable;
use super::panels::answer_bar::answer_bar_ui;
use super::panels::history::history_ui;
use super::panels::overview::Overview;
use super::panels::reading::{ArticleView, Reading};
use super::panels::search::{Left, Search};
use super::panels::status_strip::{STRIP_HEIGHT, status_strip_ui};
use super::panels::timeline::TimelineView;
use super::panels::top_bar::{Shown, TopBar};
use super::pictures::matrix_bar::{BAR_HEIGHT, matrix_bar_ui};
use super::pictures::other_picture::{OtherPicture, this_side};
use super::pictures::picture_view::PictureView;
use super::pictures::presentation::Presentation;
use super::pictures::two_sides::{STRIP, Sides, TwoSides, side_label_ui};
use super::project::{Settings, StartPage, empty_ui};
use super::theme::{color32, palette_of};
use crate::model::{ActorId, Day};
use crate::session::{Command, KeepingCommand, LookCommand, Session};
use crate::view::{ComparisonLook, ThemeChoice};
use egui::{CentralPanel, Context, Frame, Key, Margin, Panel, Ui};

/// A session in a window.
pub struct App {
    session: Session,
    middle: Middle,
    right: RightPanel,
    motion: Motion,
    /// Whether the start page fills the window.
    on_start_page: bool,
    start_page: StartPage,
    top_bar: TopBar,
    overview: Overview,
    reading: Reading,
    article: ArticleView,
    search: Search,
    settings: Settings,
    actor_table: ActorTable,
    timeline: TimelineView,
    picture: PictureView,
    other_picture: OtherPicture,
    two_sides: TwoSides,
    presentation: Option<Presentation>,
    dialogs: Dialogs,
    import: ImportDialog,
    title: String,
    /// Whether the first frame has been drawn.
    is_started: bool,
}

impl App {
    /// A window on `session`. The toolkit must have been [`super::prepare`]d before the first frame.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            middle: Middle::default(),
            right: RightPanel::default(),
            motion: Motion::default(),
            on_start_page: false,
            start_page: StartPage::default(),
            top_bar: TopBar::default(),
            overview: Overview::default(),
            reading: Reading::default(),
            article: ArticleView::default(),
            search: Search::default(),
            settings: Settings::default(),
            actor_table: ActorTable::default(),
            timeline: TimelineView::default(),
            picture: PictureView::default(),
            other_picture: OtherPicture::default(),
            two_sides: TwoSides::default(),
            presentation: None,
            dialogs: Dialogs::default(),
            import: ImportDialog::default(),
            title: String::new(),
            is_started: false,
        }
    }

    /// The session behind the window.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Whom the arrow keys have reached in the picture.
    pub fn cursor(&self) -> Option<&ActorId> {
        self.picture.cursor()
    }

    /// Carries out `command`, as if a widget had asked for it.
    pub fn perform(&mut self, command: Command) {
        let _ = self.session.perform(command);
    }

    /// One whole frame: hears what happened, draws the window into `ui` and carries out what was asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        // A test has a day of its own.
        self.logic(ui.ctx(), self.session.desk().today());
        self.draw(ui);
    }

    /// Hears what happened since the last frame. It draws nothing, and goes on while the window is hidden.
    fn logic(&mut self, ctx: &Context, today: Day) {
        self.session.attend(today);
        if let Some(crash) = crate::session::take_crash() {
            // It was a thread of its own, so the window goes on.
            self.session.tell(crate::session::Outcome::refused(crash.in_words()));
        }
        self.ask_before_closing(ctx);
        ctx.set_theme(match self.session.view().theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        let mut asked: Asks = self.import.follow(&self.session).into_iter().collect();
        asked.extend(super::coding::follow(ctx, &self.session, &mut self.article.coding));
        self.carry_out(ctx, asked);
        let title = title_of(&self.session);
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Whoever closes the window while something is not on disk is asked first.
    fn ask_before_closing(&mut self, ctx: &Context) {
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        if is_closing && is_unsaved(&self.session) && self.dialogs.keeping.ask_before_closing() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            let _ = self.session.perform(Command::Keeping(KeepingCommand::SaveNow));
            ctx.request_repaint();
        }
        self.dialogs.keeping.close_when_saved(ctx, &self.session);
    }

    /// Draws the window into `ui` and carries out what was asked for.
    fn draw(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let asked = match self.presentation.take() {
            Some(presentation) => self.present(ui, presentation),
            None => self.window_ui(ui),
        };
        self.carry_out(&ctx, asked);
    }

    fn window_ui(&mut self, ui: &mut Ui) -> Asks {
        let ctx = ui.ctx().clone();
        let owner = self.keyboard_owner(&ctx);
        let mut asked = self.keys(&ctx, owner);
        self.picture.follow_selection(&self.session);
        asked.extend(match owner {
            KeyboardOwner::Dialog => without_keys(&ctx, || self.behind_dialogs_ui(ui)),
            KeyboardOwner::StartPage | KeyboardOwner::Menu | KeyboardOwner::Window(_) => self.behind_dialogs_ui(ui),
        });
        asked.extend(self.import.take_dropped(&ctx, &self.session));
        importing::hover_ui(&ctx);
        asked.extend(self.import.ui(&ctx, &self.session));
        asked.extend(self.dialogs.ui(&ctx, &self.session, self.search.field.query()));
        asked
    }

    /// Who has the keyboard in this frame.
    fn keyboard_owner(&self, ctx: &Context) -> KeyboardOwner {
        if self.dialogs.has_keyboard(&self.session) || self.import.is_open() {
            KeyboardOwner::Dialog
        } else if self.on_start_page {
            KeyboardOwner::StartPage
        } else if egui::Popup::is_any_open(ctx) {
            KeyboardOwner::Menu
        } else {
            let is_shown =
                self.right == RightPanel::Reading && (!self.search.field.is_in_front() || self.search.shows_article());
            KeyboardOwner::Window(if is_shown { ArticlePanel::Shown } else { ArticlePanel::Covered })
        }
    }

    /// What the keys ask for that belong to no widget: coding first, then the timeline, then the verbs, then Esc.
    fn keys(&mut self, ctx: &Context, owner: KeyboardOwner) -> Asks {
        let mut asked = super::coding::coding_keys(ctx, &self.session, &mut self.article.coding, owner);
        let has_window = matches!(owner, KeyboardOwner::Window(_));
        if has_window {
            asked.extend(self.timeline.keys(ctx, &self.session));
        }
        asked.extend(keys::verb_keys(ctx, &self.session, self.search.field.query(), owner));
        // It is not used up: a field that is left by Esc asks for it, too.
        if has_window && ctx.input(|input| input.key_pressed(Key::Escape)) {
            asked.extend(self.escape(ctx));
        }
        asked
    }

    /// Esc leaves the innermost thing first: what was opened from a search, the search, the keyboard focus, what is open.
    fn escape(&mut self, ctx: &Context) -> Option<Command> {
        match self.search.leave() {
            Left::Nothing => {}
            Left::WhatWasOpened => return None,
            Left::Search => {
                self.article.unmark_found();
                ctx.memory_mut(egui::Memory::stop_text_input);
                return None;
            }
        }
        if ctx.text_edit_focused() {
            return None;
        }
        if self.right != RightPanel::Reading {
            self.right = RightPanel::Reading;
            return None;
        }
        if self.session.view().selection.is_some() {
            return Some(Command::Look(LookCommand::Back));
        }
        self.picture.put_cursor(None);
        None
    }

    /// What fills the window behind the dialogs.
    fn behind_dialogs_ui(&mut self, ui: &mut Ui) -> Asks {
        if self.on_start_page { self.start_page.ui(ui, &self.session) } else { self.panels_ui(ui) }
    }

    fn begin_presentation(&mut self, ctx: &Context) {
        self.middle = Middle::Picture;
        self.picture.leave();
        self.picture.rest_pointer(true);
        ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(true));
        self.presentation = Some(Presentation::new(&self.session));
        ctx.request_repaint();
    }

    fn present(&mut self, ui: &mut Ui, presentation: Presentation) -> Asks {
        // A hand that left the mouse over a disc does not mean it, step after step.
        if ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO || input.pointer.any_pressed()) {
            self.picture.rest_pointer(false);
        }
        let (still, asked) = presentation.ui(ui, &self.session, self.motion, &mut self.picture);
        if asked.looks_through() {
            self.picture.rest_pointer(true);
        }
        self.presentation = still;
        if self.presentation.is_none() {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Fullscreen(false));
            self.picture.rest_pointer(false);
        }
        asked
    }

    fn panels_ui(&mut self, ui: &mut Ui) -> Asks {
        let palette = palette_of(ui);
        let paper = |horizontal: i8, vertical: i8| {
            Frame::new().fill(color32(palette.paper)).inner_margin(Margin::symmetric(horizontal, vertical))
        };
        let width = ui.available_width();
        let mut asked = Asks::none();
        Panel::top("top").exact_size(52.0).frame(paper(16, 0)).show(ui, |ui| {
            let shown = Shown { middle: self.middle, motion: self.motion };
            asked.extend(self.top_bar.ui(ui, &self.session, shown, &mut self.search.field));
        });
        Panel::bottom("status").exact_size(STRIP_HEIGHT).frame(paper(14, 0)).show(ui, |ui| {
            asked.extend(status_strip_ui(ui, &self.session));
        });
        Panel::left("overview")
            .default_size((width * 0.18).clamp(274.0, 320.0))
            .size_range(266.0..=(width * 0.3).max(276.0))
            .frame(paper(14, 10))
            .show(ui, |ui| asked.extend(self.overview.ui(ui, &self.session)));
        Panel::right("reading")
            .default_size((width * 0.265).clamp(300.0, 460.0))
            .size_range(240.0..=width * 0.5)
            .frame(paper(18, 8))
            .show(ui, |ui| asked.extend(self.right_panel_ui(ui)));
        CentralPanel::default().frame(Frame::new().fill(color32(palette.paper))).show(ui, |ui| {
            Panel::top("answer").frame(paper(16, 9)).show(ui, |ui| {
                asked.extend(answer_bar_ui(ui, &self.session));
            });
            asked.extend(self.timeline.panel_ui(ui, &self.session, self.motion));
            match self.middle {
                Middle::Picture => asked.extend(self.pictures_ui(ui)),
                Middle::Actors => {
                    CentralPanel::no_frame().frame(paper(16, 0)).show(ui, |ui| {
                        asked.extend(self.actor_table.ui(ui, &self.session));
                    });
                }
            }
        });
        asked
    }

    fn right_panel_ui(&mut self, ui: &mut Ui) -> Asks {
        match self.right {
            RightPanel::History => history_ui(ui, &self.session),
            RightPanel::Settings => self.settings.ui(ui, &self.session),
            RightPanel::Reading if self.search.field.is_in_front() => {
                self.search.ui(ui, &self.session, &mut self.article)
            }
            RightPanel::Reading => self.reading.ui(ui, &self.session, &mut self.article),
        }
    }

    /// The picture, and at its left the other side of a comparison that asks for two.
    fn pictures_ui(&mut self, ui: &mut Ui) -> Asks {
        let mut asked = Asks::none();
        let comparison = self.session.view().comparison.as_ref();
        let is_beside = comparison.is_some_and(|comparison| comparison.look == ComparisonLook::SideBySide);
        let shelf = self.picture.shelf_needed().max(self.other_picture.shelf_needed());
        let sides = if is_beside { self.two_sides.of(&self.session, shelf) } else { None };
        let Some(Sides { other, this, own_matrix }) = sides else {
            CentralPanel::no_frame().show(ui, |ui| {
                let picture = ui.available_rect_before_wrap();
                asked.extend(self.picture.side_ui(ui, &self.session, self.motion, None));
                asked.extend(empty_ui(ui, &self.session, picture));
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
            let label = self.session.comparison_facts().map_or("", |of| of.label.as_str());
            Panel::top("name of the other side").exact_size(STRIP).frame(paper).show(ui, |ui| side_label_ui(ui, label));
            asked.extend(self.other_picture.ui(ui, &self.session, &other));
        });
        CentralPanel::no_frame().show(ui, |ui| {
            let label = this_side(&self.session);
            Panel::top("name of this side").exact_size(STRIP).frame(paper).show(ui, |ui| side_label_ui(ui, &label));
            asked.extend(self.picture.side_ui(ui, &self.session, self.motion, Some(this)));
        });
        if shelf != self.picture.shelf_needed().max(self.other_picture.shelf_needed()) {
            ui.ctx().request_repaint();
        }
        asked
    }
}

impl eframe::App for App {
    /// Only the window's size and place are kept: what a widget remembered of another run, such as how far an article
    /// was scrolled, would win against what is asked for now.
    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx, crate::session::today());
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let is_first_start = frame.storage().is_none_or(|storage| storage.get_string("window").is_none());
        if !std::mem::replace(&mut self.is_started, true) && is_first_start {
            // Some window managers overlook the wish when the window is made.
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Maximized(true));
        }
        self.draw(ui);
    }
}
