//! The page of the project's settings: title, what it is about, its questions with their scales, its rule.
//!
//! Whatever is changed here is an edit of the project, in force at once and to be undone. The thing easily got wrong: an
//! edit that would be refused is told beside its field and never asked for.

use super::field::{Drafts, Field, checked, fault_ui};
use super::question_form::QuestionForm;
use super::scale_form::edit_question;
use crate::gui::ask::{Asks, OpenDialog, RightPanel, WindowCommand};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, icon, palette_of, section_label, words};
use crate::gui::widgets::named::Named;
use crate::model::{Question, QuestionId};
use crate::scene::{Face, Page, Target};
use crate::session::{Access, Command, Edit, LookCommand, Origin, Session, fresh_question_id, new_question_like};
use egui::accesskit::Role;
use egui::{Align, Button, Layout, ScrollArea, Ui};
use egui_material_icons::icons;

/// The page and what it keeps between frames.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// Which question is unfolded; `None` for the one that is asked.
    unfolded: Option<Unfolded>,
    /// A question that is being written.
    new_question: String,
    new_question_fault: Option<String>,
    form: QuestionForm,
}

/// What of the list of questions is open.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Unfolded {
    Nothing,
    Question(QuestionId),
}

impl Settings {
    /// Draws the page.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Asks {
        let mut asked = Asks::none();
        ui.horizontal(|ui| {
            ui.label(words("Project", Face::Bold, text::TITLE));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Close").on_hover_text("Back to what was open (Esc)").clicked() {
                    asked.push(WindowCommand::ShowAtRight(RightPanel::Reading));
                }
            });
        });
        ScrollArea::vertical().id_salt("project settings").auto_shrink(false).show(ui, |ui| {
            asked.extend(place_ui(ui, session));
            ui.add_space(gap::SMALL);
            asked.extend(describe_ui(ui, session, &mut self.form.drafts));
            ui.add_space(gap::LARGE);
            section_label(ui, "Questions");
            for (place, question) in session.project().manifest.questions.iter().enumerate() {
                asked.extend(self.question_ui(ui, session, place, question));
            }
            asked.extend(self.add_question_ui(ui, session));
            ui.add_space(gap::LARGE);
            section_label(ui, "Rule");
            explain(ui, "How sentences become standings; a rule tried in a view can be made the project’s.");
            if ui.button("Open the rule").clicked() {
                asked.push(WindowCommand::ShowAtRight(RightPanel::Reading));
                asked.push(Command::Look(LookCommand::Open(Target::Page(Page::Rule))));
            }
            ui.add_space(gap::END);
        });
        asked
    }

    fn question_ui(&mut self, ui: &mut Ui, session: &Session, place: usize, question: &Question) -> Asks {
        let mut asked = Asks::none();
        let is_open = match &self.unfolded {
            None => question.id == session.question().id,
            Some(Unfolded::Nothing) => false,
            Some(Unfolded::Question(open)) => *open == question.id,
        };
        ui.horizontal(|ui| {
            let (arrow, does) =
                if is_open { (icons::ICON_EXPAND_MORE, "Fold") } else { (icons::ICON_CHEVRON_RIGHT, "Unfold") };
            let width = ui.available_width() - 96.0;
            let head = ui.scope(|ui| {
                ui.set_max_width(width);
                let text = words(&question.short, Face::SemiBold, text::TEXT);
                ui.add(Button::new((icon(arrow, text::SIGN), text)).frame(false).truncate())
            });
            head.inner.named_choice(Role::Button, is_open, format!("{does} the question {}", question.short));
            if head.inner.on_hover_text(&question.text).clicked() {
                self.unfolded = Some(if is_open { Unfolded::Nothing } else { Unfolded::Question(question.id.clone()) });
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                asked.extend(order_ui(ui, session, place, question));
            });
        });
        if is_open {
            let frame = egui::Frame::new().inner_margin(egui::Margin { left: 12, right: 0, top: 2, bottom: 8 });
            frame.show(ui, |ui| asked.extend(self.form.ui(ui, session, question)));
        }
        asked
    }

    fn add_question_ui(&mut self, ui: &mut Ui, session: &Session) -> Option<Command> {
        ui.add_space(gap::SMALL);
        let mut entered = false;
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 70.0).max(80.0);
            let field = Field::new("Another question", "Another question of the same articles").width(width);
            let response = field.bare_ui(ui, None, &mut self.new_question);
            entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if response.changed() {
                self.new_question_fault = None;
            }
            let add = ui.button("Add");
            add.named(Role::Button, "Add the question");
            entered |= add.clicked();
        });
        if let Some(fault) = &self.new_question_fault {
            fault_ui(ui, fault);
        }
        if !entered {
            return None;
        }
        if self.new_question.trim().is_empty() {
            self.new_question_fault = Some("Write the question first".to_owned());
            return None;
        }
        let text = std::mem::take(&mut self.new_question);
        let question =
            new_question_like(session.question(), &text, |short| fresh_question_id(session.project(), short));
        self.unfolded = Some(Unfolded::Question(question.id.clone()));
        Some(edit_question(question))
    }
}

/// Where the project lies, and that it stays as it is where it does.
fn place_ui(ui: &mut Ui, session: &Session) -> Option<OpenDialog> {
    match session.origin() {
        Origin::BuiltIn => {}
        Origin::Folder(folder) => {
            explain(ui, folder.display().to_string());
        }
    }
    if let Access::ReadOnly(why) = session.access() {
        explain(ui, format!("{}. What you change here is offered for the copy.", why.in_words()));
    }
    ui.button("Save a copy…").clicked().then_some(OpenDialog::SaveCopy(None))
}

fn describe_ui(ui: &mut Ui, session: &Session, drafts: &mut Drafts) -> Option<Command> {
    let manifest = &session.project().manifest;
    let edit = |title: &str, about: &str| Edit::Describe { title: title.to_owned(), about: about.to_owned() };
    let title = Field::new("Title", "")
        .live_ui(ui, drafts, "title", &manifest.title, |typed| checked(session, &edit(typed, &manifest.about)));
    if let Some(title) = title {
        return Some(Command::Edit(Box::new(edit(&title, &manifest.about))));
    }
    let field = Field::new("About", "What it is about, in a sentence or two").rows(3);
    let about = field.live_ui(ui, drafts, "about", &manifest.about, |_| Ok(()))?;
    Some(Command::Edit(Box::new(edit(&manifest.title, &about))))
}

/// Moves a question up and down, or away.
fn order_ui(ui: &mut Ui, session: &Session, place: usize, question: &Question) -> Asks {
    let count = session.project().manifest.questions.len();
    let mut asked = Asks::none();
    let ink = color32(palette_of(ui).weak_ink);
    let sign = |of| Button::new(icon(of, text::SIGN).color(ink)).frame(false);
    let button = |ui: &mut Ui, of, enabled: bool, name: String, why_not: &str| {
        let response = ui.add_enabled(enabled, sign(of));
        response.named(Role::Button, &name);
        response.on_hover_text(&name).on_disabled_hover_text(why_not).clicked()
    };
    let name = format!("Delete the question {}…", question.short);
    if button(ui, icons::ICON_DELETE, count > 1, name, "The last question stays: change its words") {
        asked.push(OpenDialog::DeleteQuestion(question.id.clone()));
    }
    for (of, word, to) in [
        (icons::ICON_ARROW_DOWNWARD, "down", place.checked_add(1).filter(|to| *to < count)),
        (icons::ICON_ARROW_UPWARD, "up", place.checked_sub(1)),
    ] {
        let name = format!("Move the question {} {word}", question.short);
        if button(ui, of, to.is_some(), name, "There is no question further on")
            && let Some(to) = to
        {
            asked.push(Command::Edit(Box::new(Edit::MoveQuestion(question.id.clone(), to))));
        }
    }
    asked
}
